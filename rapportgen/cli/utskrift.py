"""How results are shown: problems for people, one object for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.cli.skjerm import Styled, say
from rapportgen.problems import ADVARSEL, FEIL, INFO, count
from rapportgen.problems import summary as summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rapportgen.pipeline import MadeReport
    from rapportgen.problems import Problem

_COLORS = {FEIL: "red", ADVARSEL: "yellow", INFO: "cyan"}
_LABELS = {FEIL: "Feil", ADVARSEL: "Advarsel", INFO: "Info"}


def show_problems(problems: Iterable[Problem], *, infos: bool = True, err: bool = False) -> None:
    """One line for each problem: seriousness, place, message."""
    for problem in problems:
        if problem.alvor == INFO and not infos:
            continue
        label = Styled(f"{_LABELS[problem.alvor]:<9}", _COLORS[problem.alvor])
        say("  ", label, f" {problem.sted}: {_message(problem)}", err=err)


def _message(problem: Problem) -> str:
    wanted = problem.forslag
    if not wanted or wanted in problem.melding:
        return problem.melding
    return f"{problem.melding} Forslag: {wanted}"


def as_json(files: Iterable[tuple[str, Sequence[Problem]]], reports: Iterable[dict[str, Any]] | None = None) -> str:
    """The object of `--json` (docs/brukerveiledning.md)."""
    import json

    listed = list(files)
    result: dict[str, Any] = {
        "filer": [{"fil": name, "problemer": [p.as_json() for p in problems]} for name, problems in listed],
        "feil": sum(count(problems, FEIL) for _, problems in listed),
        "advarsler": sum(count(problems, ADVARSEL) for _, problems in listed),
    }
    if reports is not None:
        result["rapporter"] = list(reports)
    return json.dumps(result, ensure_ascii=False, indent=2)


def report_json(made: MadeReport, *, pdf: bool = False) -> dict[str, Any]:
    """One report in the object of `--json`; with `pdf` its PDF too, «» when there is none."""
    listed = failed_json(made.fil, made.arbeidsbok, made.mal, made.status, made.problemer)
    return {**listed, "pdf": str(made.pdf or "")} if pdf else listed


def failed_json(
    fil: Path | str, arbeidsbok: Path | str, mal: str, status: str, problems: Iterable[Problem]
) -> dict[str, Any]:
    """A report in the object of `--json`, made or not."""
    return {
        "fil": str(fil),
        "arbeidsbok": str(arbeidsbok),
        "mal": mal,
        "status": status,
        "problemer": [problem.as_json() for problem in problems],
    }
