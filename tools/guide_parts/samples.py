"""The values that the snippets of the guide are tried with: those of a sample, and of a workbook with more in it."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import load_workbook

from guide_parts.pages import ROOT
from guide_parts.templates import write_template
from rapportgen.figures import read_figures
from rapportgen.model.grunnlag import Report, choose_period, make_context
from rapportgen.pipeline import check_file
from rapportgen.presentation import look_of, properties_of
from rapportgen.word import compile_template, render_template, verify_document
from rapportgen.word.lint import check_template

if TYPE_CHECKING:
    from guide_parts.pages import Block

SAMPLES = ROOT / "samples"
USUAL, OWN = "moskenes", "egen"
_DAY = date(2024, 6, 30)


class Sample(NamedTuple):
    """A workbook read: its values for a template, how they are printed, its properties and pictures."""

    values: dict[str, Any]
    look: Any
    properties: Any
    pictures: Any


class Tried(NamedTuple):
    """What came of a block: the findings in its template, the report as bytes, and what was told while it was made."""

    findings: list[str]
    report: bytes
    problems: list[str]


@cache
def sample(name: str) -> Sample:
    """The sample workbook of that name; «egen» is the usual one with a column of its own."""
    if name != OWN:
        return _read(SAMPLES / f"{name}.xlsx")
    with tempfile.TemporaryDirectory() as folder:
        return _read(_own_workbook(Path(folder)))


def _own_workbook(folder: Path) -> Path:
    book = load_workbook(SAMPLES / f"{USUAL}.xlsx")
    risks = book["Risiko"]
    head = next(line for line in risks.iter_rows() if any(cell.value == "Risikofaktor" for cell in line))
    column = max(cell.column for cell in head if cell.value) + 1
    risks.cell(head[0].row, column, "Min egen kolonne")
    risks.cell(head[0].row + 1, column, "egen verdi")
    path = folder / f"{OWN}.xlsx"
    book.save(path)
    return path


def _read(path: Path) -> Sample:
    checked = check_file(path)
    report = Report(choose_period(checked.workbook), "Rapport", "minmal", _DAY)
    return Sample(
        make_context(checked.workbook, report, checked.settings, []),
        look_of(checked.settings),
        properties_of(checked.workbook, report, checked.settings),
        read_figures(checked.workbook, path.parent)[0],
    )


def tried(block: Block) -> Tried:
    """The template of a block, checked and made into a report of the sample that it names."""
    book = sample(block.options.get("bok", USUAL))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minmal.docx"
        write_template(path, block)
        context = book.values if "bok" in block.options else None
        found = check_template(path, context)
        compiled = compile_template(path, cache=False)
    report = render_template(compiled, book.values, book.look, book.properties, book.pictures)
    faults = verify_document(report.data)
    return Tried(
        [f"{one.problem.sted}: {one.problem.melding}" for one in found],
        report.data,
        [f"{problem.sted}: {problem.melding}" for problem in [*faults, *compiled.problems, *report.problems]],
    )
