"""Workbooks for tests: rows of values side by side with what is expected of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font, PatternFill

from rapportgen.excel.read import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from rapportgen.model.workbook import Workbook as ReadWorkbook
    from rapportgen.problems import Problem

GREEN, YELLOW, RED, BLUE, GREY = "C6EFCE", "FFEB9C", "FFC7CE", "9DC3E6", "D9E1F2"


class C(NamedTuple):
    """A cell that looks like something: `C("Sum", bold=True)`, `C(fill=RED)`."""

    value: object = None
    fill: str | None = None
    bold: bool = False
    strike: bool = False
    format: str | None = None
    merge: tuple[int, int] | None = None


def workbook_with(
    path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], *, then: Callable[[Workbook], Any] | None = None
) -> Path:
    """A workbook at `path` with these rows. A cell merged over (rows, columns) says so; `then` may do more."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                _write(sheet, number, column, cell if isinstance(cell, C) else C(cell))
    if then:
        then(workbook)
    workbook.save(path)
    return path


def read(
    path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], *, then: Callable[[Workbook], Any] | None = None
) -> ReadWorkbook:
    """The same workbook written in folder `path` and read back."""
    return read_workbook(workbook_with(path / "bok.xlsx", sheets, then=then))


def codes(workbook: ReadWorkbook, *wanted: str) -> list[str]:
    """The codes of the problems, or only those of the wanted ones."""
    return [problem.kode for problem in workbook.problems if not wanted or problem.kode in wanted]


def problem(workbook: ReadWorkbook, code: str) -> Problem:
    """The one problem with this code."""
    (found,) = [problem for problem in workbook.problems if problem.kode == code]
    return found


def _write(sheet: Worksheet, row: int, column: int, cell: C) -> None:
    if cell == C():
        return
    target = sheet.cell(row, column)
    if isinstance(target, MergedCell):
        return
    target.value = cell.value
    if cell.fill:
        target.fill = PatternFill("solid", start_color=cell.fill)
    if cell.bold or cell.strike:
        target.font = Font(bold=cell.bold, strike=cell.strike)
    if cell.format:
        target.number_format = cell.format
    if cell.merge:
        down, across = cell.merge
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + down - 1, end_column=column + across - 1)
