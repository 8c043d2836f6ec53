"""Run the command line as a user does: arguments in; exit status, output and messages out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapportgen.cli import run

if TYPE_CHECKING:
    import pytest


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


class Runner:
    """Runs `rapportgen …` in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: object) -> Outcome:
        status = run([str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        return Outcome(status, captured.out, captured.err)
