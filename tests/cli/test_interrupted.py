"""Ctrl-C while the program is still being loaded, and memory that is not enough to load it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rapportgen import cli
from rapportgen.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent.parent


class Interrupting:
    """A finder of modules that is interrupted when the command line is imported."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> None:
        if name == "rapportgen.cli":
            raise KeyboardInterrupt


def test_it_is_answered_in_a_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delitem(sys.modules, "rapportgen.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupting, *sys.meta_path])
    with pytest.raises(SystemExit) as leaving:
        main()
    assert (leaving.value.code, capsys.readouterr().err) == (1, "Avbrutt.\n")


INTERRUPTED_IN_TEXT = """
import sys
import rapportgen.cli
from rapportgen.__main__ import main

def interrupted():
    try:
        exec("raise KeyboardInterrupt")
    except KeyboardInterrupt:
        sys.exit(1)

rapportgen.cli.main = interrupted
main()
"""


def test_one_answered_while_text_was_run_as_code_keeps_the_exit_status(tmp_path: Path) -> None:
    (tmp_path / "started.py").write_text(INTERRUPTED_IN_TEXT, encoding="utf-8")
    folders = os.pathsep.join([str(tmp_path), str(ROOT)])
    ended = subprocess.run(
        [sys.executable, "-m", "started"], env=os.environ | {"PYTHONPATH": folders}, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_one_that_comes_while_a_class_is_made_is_answered_in_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr(cli.rapportgen, "main", interrupted)
    assert (cli.run([]), capsys.readouterr().err) == (1, "Avbrutt.\n")


@pytest.mark.parametrize("error", [MemoryError(), ImportError("librt.so.1: failed to map segment from shared object")])
def test_too_little_memory_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def fallen(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(cli.rapportgen, "main", fallen)
    with pytest.raises(SystemExit) as leaving:
        main()
    assert leaving.value.code == 1
    assert capsys.readouterr().err == "Maskinen har for lite minne. Lukk andre programmer, og prøv igjen.\n"
