"""The screen: nothing in a file moves the cursor, hides text or makes a line of its own; JSON stays the same JSON."""

from __future__ import annotations

import ast
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rapportgen.cli
from rapportgen.cli import fremdrift
from rapportgen.cli.skjerm import Styled, say, say_json, visible

if TYPE_CHECKING:
    from tests.cli.kjoer import Runner

HOSTILE = "a\x1b[31m\x1b]0;x\x07b\nFeilet: x"
SEEN = "a␛[31m␛]0;x␇b␊Feilet: x"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (HOSTILE, SEEN),
        ("a\tb\rc\x00d\x7fe", "a␉b␍c␀d␡e"),
        ("a\x9b31mb\x85c", "a\ufffd31mb\ufffdc"),
        ("rapport\u202excod.exe", "rapport\ufffdxcod.exe"),
        ("a\u2028b\u2066c\u200ed\udc9be", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("Kárášjohka «æøå» − 1\u00a0000 ✓", "Kárášjohka «æøå» − 1\u00a0000 ✓"),
    ],
)
def test_what_cannot_be_seen_gets_a_sign(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_call_is_a_line_and_only_the_program_colours_it(capsys: pytest.CaptureFixture[str]) -> None:
    say("  ", Styled(HOSTILE, "red"), f" {HOSTILE}", err=True)
    assert capsys.readouterr().err == f"  {SEEN} {SEEN}\n"  # the colour goes to a terminal only


@given(st.dictionaries(st.text(), st.text(st.characters())))
def test_json_means_what_it_meant(content: dict[str, str]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.stdout", out := io.StringIO())
        say_json(json.dumps(content, ensure_ascii=False, indent=2))
    assert json.loads(out.getvalue()) == content
    assert visible(out.getvalue().replace("\n", "")) == out.getvalue().replace("\n", "")


def test_the_name_of_a_file_makes_no_line_of_its_own(rapportgen: Runner, tmp_path: Path) -> None:
    (tmp_path / "n\nFeilet: x\x1b[31m.xlsx").write_bytes(b"x")
    for arguments in (["sjekk", tmp_path], ["batch", tmp_path, "-m", "statusside", "-o", tmp_path / "ut"]):
        outcome = rapportgen(*arguments)
        assert "n␊Feilet: x␛[31m.xlsx" in outcome.out + outcome.err
        assert "\x1b" not in outcome.out + outcome.err
        assert not any(line.startswith("Feilet: x") for line in (outcome.out + outcome.err).splitlines())


def test_json_has_the_name_as_it_is(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    file = tmp_path / "n\n\x9b\u202e.xlsx"
    shutil.copy(samples / "moskenes.xlsx", file)
    outcome = rapportgen("sjekk", "--json", file)
    assert json.loads(outcome.out)["filer"][0]["fil"] == str(file)
    assert "\x9b" not in outcome.out


def test_a_report_of_a_batch_is_one_line_as_it_goes_on() -> None:
    from rapportgen.batch import Result
    from rapportgen.batch.jobs import Job, Record

    shown = fremdrift.Fremdrift()
    shown.console.file = out = io.StringIO()
    shown.task = shown.progress.add_task("")
    job = Job(f"/inn/{HOSTILE}[bold].xlsx", "statusside")
    shown.tell(Result(job, Record("", "feilet"), "feilet"))
    assert out.getvalue() == f"feilet   {SEEN}[bold].xlsx (statusside): \n"


def test_one_module_alone_prints() -> None:
    folder = Path(rapportgen.cli.__file__).parent
    printing = {"echo", "secho", "style", "echo_via_pager", "prompt", "confirm", "print"}
    found = {
        path.name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in printing
        and "console" not in ast.unparse(node.func)  # rich, on the bar of a batch
    }
    assert found == {"skjerm.py"}


@pytest.mark.parametrize("group", [[], ["mal"]])
def test_a_group_without_a_command_shows_its_help_line_by_line(rapportgen: Runner, group: list[str]) -> None:
    shown, asked = rapportgen(*group), rapportgen(*group, "--hjelp")
    lines = (shown.out + shown.err).splitlines()
    assert [line.rstrip() for line in lines] == [line.rstrip() for line in asked.out.splitlines()]
    assert len(lines) > 10
