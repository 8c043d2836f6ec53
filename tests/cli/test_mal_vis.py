"""`rapportgen mal vis`, as a consultant uses it: from the command line, until Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import ProxyHandler, build_opener

import pytest

from rapportgen.word.office import office
from tests.needs import need_posix, needs_office
from tests.signals import hear_signals
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from tests.cli.kjoer import Runner

fetch = build_opener(ProxyHandler({})).open
ROOT = Path(__file__).parent.parent.parent
HANGING = """#!{python}
import os, time
with open({pipe!r}, "w") as pipe:
    pipe.write(str(os.getpid()))
time.sleep(600)
"""


@pytest.fixture
def folder(tmp_path: Path, samples: Path) -> Path:
    """A folder with a template and a workbook, and one for temporary files."""
    (tmp_path / "mal.docx").write_bytes(docx_with(para("Kommunen er {{ prosjekt.kommune }}.")))
    (tmp_path / "bok.xlsx").write_bytes((samples / "moskenes.xlsx").read_bytes())
    (tmp_path / "temp").mkdir()
    return tmp_path


class Started:
    """`rapportgen mal vis …` in a process of its own."""

    def __init__(self, folder: Path, soffice: str, *options: str) -> None:
        own = {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temp"), office.VARIABLE: soffice, "DISPLAY": ""}
        arguments = ["-m", "rapportgen", "mal", "vis", "mal.docx", "bok.xlsx", *options]
        self.process = subprocess.Popen(
            [sys.executable, "-u", *arguments],
            cwd=folder,
            env=os.environ | own,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            preexec_fn=hear_signals,  # noqa: PLW1509 - no other thread here holds a lock
        )

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def end(self, wanted: signal.Signals) -> tuple[int, str, str]:
        """The exit status, the rest of the output, and the messages."""
        self.process.send_signal(wanted)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@pytest.fixture
def hanging(folder: Path) -> Path:
    """A pipe that tells the process number of a LibreOffice that never ends, once it runs. It is «soffice» beside."""
    need_posix()
    pipe, program = folder / "begun", folder / "soffice"
    os.mkfifo(pipe)
    program.write_text(HANGING.format(python=sys.executable, pipe=str(pipe)), encoding="utf-8")
    program.chmod(0o755)
    return pipe


@pytest.mark.parametrize("wanted", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("option", ["--følg", "--folg", "--foelg"])
def test_it_follows_until_it_is_stopped_and_leaves_nothing(wanted: signal.Signals, option: str, folder: Path) -> None:
    need_posix()
    started = Started(folder, "0", option, "--ikke-apne")
    assert started.line() == "Viser mal.docx med bok.xlsx. Stopp med Ctrl+C."
    url = started.line()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", url)
    assert "<h1>mal.docx</h1>" in fetch(url).read().decode()
    told = r"\d\d:\d\d:\d\d  Malen: ingen feil, 1 opplysning\. Arbeidsboken: \d advarsler.* LibreOffice er slått av, .*"
    assert re.fullmatch(told, started.line())
    assert started.end(wanted) == (0, "Stoppet.\n", "")
    assert list((folder / "temp").iterdir()) == []


@pytest.mark.parametrize(("options", "status", "out"), [(["--følg"], 0, "Stoppet.\n"), ([], 1, "")])
def test_a_libreoffice_at_work_ends_with_it(
    options: list[str], status: int, out: str, folder: Path, hanging: Path
) -> None:
    started = Started(folder, str(folder / "soffice"), *options)
    lines = [started.line() for _ in options * 2]
    child = Path("/proc") / hanging.read_text()
    assert len(lines) == 2 * len(options)
    code, rest, err = started.end(signal.SIGINT)
    assert (code, rest.endswith(out), "Traceback" in err) == (status, True, False)
    assert list((folder / "temp").iterdir()) == []
    if Path("/proc/self").exists():
        assert not child.exists()


def test_a_port_can_be_chosen_and_one_that_is_taken_is_told(folder: Path, rapportgen: Runner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = rapportgen("mal", "vis", folder / "mal.docx", folder / "bok.xlsx", "--følg", "--port", port)
    assert outcome.status == 2
    assert outcome.err.startswith(f"Porten {port} er opptatt. Velg en annen")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mal.docx"], "ARBEIDSBOK mangler."),
        (
            ["bok.xlsx", "mal.docx"],
            "bok.xlsx er en arbeidsbok. Skriv malen først, så arbeidsboken: rapportgen mal vis mal.docx bok.xlsx",
        ),
        (["mal.docx", "nei.xlsx"], "nei.xlsx: Arbeidsboken finnes ikke. Kontroller navn og mappe."),
        (["mal.docx", "."], ". er en mappe, og mal lages av én arbeidsbok. Skriv hvilken arbeidsbok i mappen."),
        (["nei.docx", "bok.xlsx"], "nei.docx: Malen finnes ikke."),
        (["mal.docx", "bok.xlsx", "--port", "80"], "--port gjelder bare sammen med --følg."),
        (
            ["mal.docx", "bok.xlsx", "--følg", "--port", "0"],
            "--port: «0» er ikke en port. Skriv et tall fra 1 til 65535.",
        ),
        (
            ["mal.docx", "bok.xlsx", "--følg", "--port", "x"],
            "--port: «x» er ikke en port. Skriv et tall fra 1 til 65535.",
        ),
        (["mal.docx", "bok.xlsx", "--folgg"], "Valget --folgg finnes ikke."),
    ],
)
def test_wrong_use_is_told(
    arguments: list[str], message: str, folder: Path, rapportgen: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    outcome = rapportgen("mal", "vis", *arguments)
    assert outcome.status == 2
    assert outcome.err.startswith(message)


@needs_office
def test_once_it_writes_a_page_that_holds_everything(
    folder: Path, rapportgen: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(folder / "temp"))
    outcome = rapportgen("mal", "vis", folder / "mal.docx", folder / "bok.xlsx", "--ikke-åpne")
    told, made = outcome.out.splitlines()
    assert re.fullmatch(r"1 side på \d+,\d s\. Malen: ingen feil, 1 opplysning\. Arbeidsboken: \d advarsler.*\.", told)
    page = Path(made.removeprefix("Laget: "))
    assert "data:image/png;base64," in page.read_text(encoding="utf-8")
    assert (outcome.status, outcome.err) == (0, "")


def test_without_libreoffice_it_says_so_and_still_checks(
    folder: Path, rapportgen: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(folder / "temp"))
    monkeypatch.setenv(office.VARIABLE, "0")
    outcome = rapportgen("mal", "vis", folder / "mal.docx", folder / "bok.xlsx", "--ikke-åpne")
    assert outcome.status == 1
    assert "Malen: ingen feil, 1 opplysning." in outcome.out
    assert "LibreOffice er slått av" in outcome.out


def test_the_page_is_opened_where_there_is_a_screen_unless_one_says_no(
    folder: Path, rapportgen: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("tempfile.tempdir", str(folder / "temp"))
    monkeypatch.setenv(office.VARIABLE, "0")
    monkeypatch.setenv("DISPLAY", ":0")
    arguments = ["mal", "vis", folder / "mal.docx", folder / "bok.xlsx"]
    rapportgen(*arguments, "--ikke-åpne")
    assert opened == []
    outcome = rapportgen(*arguments)
    assert opened == [Path(outcome.out.splitlines()[-1].removeprefix("Laget: ")).as_uri()]
