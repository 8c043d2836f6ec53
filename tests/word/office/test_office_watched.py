"""A conversion that somebody waits for: made, ended by another thread, or cut when it takes too long."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from rapportgen.errors import OfficeError
from rapportgen.word.office import office
from rapportgen.word.office.office_watched import WatchedOffice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts with a first line")

PDF = b"%PDF-1.6\n%%EOF\n"


@pytest.fixture
def hanging(played: Callable[[str], Path], tmp_path: Path) -> Path:
    """A LibreOffice that never ends. Whoever opens this pipe waits until it is running."""
    pipe = tmp_path / "begun"
    os.mkfifo(pipe)
    played(f"open({str(pipe)!r}, 'w').close(); time.sleep(600)")
    return pipe


def test_a_document_becomes_a_pdf_and_nothing_is_left(played: Callable[[str], Path], temporary: Path) -> None:
    played("make(files[0])")
    assert WatchedOffice().to_pdf(b"a") == PDF
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("end", ["stop", "close"])
def test_another_thread_ends_it_and_nothing_is_left(end: str, hanging: Path, temporary: Path) -> None:
    watched, made = WatchedOffice(), []
    thread = threading.Thread(target=lambda: made.append(watched.to_pdf(b"a")))
    thread.start()
    hanging.read_bytes()
    getattr(watched, end)()
    thread.join()
    assert made == [None]
    assert list(temporary.iterdir()) == []


def test_after_a_stop_the_next_is_made(played: Callable[[str], Path]) -> None:
    played("make(files[0])")
    watched = WatchedOffice()
    watched.stop()
    assert watched.to_pdf(b"a") == PDF


def test_after_the_close_nothing_is_made(played: Callable[[str], Path]) -> None:
    log = played("make(files[0])")
    watched = WatchedOffice()
    watched.close()
    assert watched.to_pdf(b"a") is None
    assert not log.exists()


def test_what_is_wanted_no_longer_is_not_made(played: Callable[[str], Path]) -> None:
    log = played("make(files[0])")
    assert WatchedOffice().to_pdf(b"a", lambda: False) is None
    assert not log.exists()


def test_one_without_end_is_cut_and_the_next_is_made(
    hanging: Path, played: Callable[[str], Path], temporary: Path
) -> None:
    watched = WatchedOffice(seconds=0.2)
    with pytest.raises(OfficeError, match=r"ble ikke ferdig på \d+ sekunder, og er stoppet"):
        watched.to_pdf(b"a")
    assert list(temporary.iterdir()) == []
    played("make(files[0])")
    assert WatchedOffice().to_pdf(b"a") == PDF


def test_a_document_that_cannot_be_read_is_told(played: Callable[[str], Path]) -> None:
    played("")
    with pytest.raises(OfficeError, match="klarte ikke å lese rapporten"):
        WatchedOffice().to_pdf(b"a")


def test_a_program_that_cannot_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fELF ikke et program")
    program.chmod(0o755)
    monkeypatch.setenv(office.VARIABLE, str(program))
    with pytest.raises(OfficeError, match=r"kan ikke startes\. Installer LibreOffice"):
        WatchedOffice().to_pdf(b"a")


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.VARIABLE, "0")
    with pytest.raises(OfficeError, match="slått av"):
        WatchedOffice().to_pdf(b"a")
