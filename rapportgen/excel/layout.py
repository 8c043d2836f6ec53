"""How a sheet is laid out: the chart or tables in it, what their columns are, and what stands outside them.

It follows from the cells, and from what the sheet is called. So it is found once for a sheet that workbooks share.
"""

from __future__ import annotations

from itertools import chain, takewhile
from typing import TYPE_CHECKING

from rapportgen.excel.columns import Fields, as_period, fields_of
from rapportgen.excel.quarters import tables_by_quarter
from rapportgen.excel.rows import free_text
from rapportgen.excel.tables import tables_of
from rapportgen.excel.timeline import find_chart
from rapportgen.model.enheter import parse_unit
from rapportgen.model.perioder import Aar, trekk_ut_periode
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.excel.grid import Grid
    from rapportgen.excel.tables import Table
    from rapportgen.excel.timeline import Chart
    from rapportgen.model.declare import Schema, Sheet
    from rapportgen.model.perioder import Periode

UNITS = ("kr", "1 000 kr", "mill. kr")
# The settings of a kommune decide what is asked for, and they are changed while one works on them.
_MOST_ASKED = 4


class Rest(NamedTuple):
    """What stands outside the tables: each line as text, and the numbers of those that look like more than text."""

    notes: Sequence[str] = ()
    lost: Sequence[tuple[int, int]] = ()


class Layout(NamedTuple):
    """The chart of a sheet, or its tables with the columns of each; neither when the sheet is not known.

    `unit` and `period` are what lines above the tables say: «Tall i 1 000 kr», «Status pr. 30.06.2024».
    """

    chart: Chart | None = None
    tables: Sequence[tuple[Table, Fields]] = ()
    unit: str | None = None
    period: Periode | None = None
    rest: Rest = Rest()


def layout_of(grid: Grid, wanted: Sheet | None, schema: Schema, header_row: int | None = None) -> Layout:
    """The layout of a sheet. `wanted` is the type its title says, if any; `header_row` overrides the search for one."""
    asked = (wanted, schema, header_row)
    found = grid.layouts.get(asked)
    if found is None:
        if len(grid.layouts) >= _MOST_ASKED:
            grid.layouts.clear()
        found = grid.layouts[asked] = _layout(grid, wanted, schema, header_row)
    return found


def _layout(grid: Grid, wanted: Sheet | None, schema: Schema, header_row: int | None) -> Layout:
    if (chart := find_chart(grid, wanted, schema)) is not None:
        return Layout(chart)
    tables = tables_of(grid, wanted, schema, header_row)
    if not tables:
        return Layout()
    for table in tables if len(tables) > 1 else ():
        lines = _lines_right_above(grid, table, tables)
        table.period = next((p for text in lines if (p := quarter(as_period(trekk_ut_periode(text)[1])))), None)
        table.unit = next((unit for text in lines if (unit := _unit_of_line(text))), None)
    parts = chain.from_iterable(tables_by_quarter(grid, table) for table in tables)
    known = [(table, fields_of(table.headings, table.sheet, grid, table.body)) for table in parts]
    return Layout(None, known, *_said_above(grid, tables), _rest(grid, tables))


def quarter(period: Periode | None) -> Periode | None:
    """The period when it is a part of a year; a year alone does not say which quarter."""
    return None if isinstance(period, Aar) else period


def _said_above(grid: Grid, tables: Sequence[Table]) -> tuple[str | None, Periode | None]:
    """The unit and the period of the lines above the tables."""
    first = min(table.header[0] for table in tables)
    lines = [grid.cells(row) for row, filled in grid.filled_rows.items() if row < first or len(filled) == 1]
    unit = next((unit for line in lines for c in line if c.is_text and (unit := _unit_of_line(c.text))), None)
    above = [cell.text for row in takewhile(first.__gt__, grid.numbers) for cell in grid.cells(row)]
    return unit, next((p for text in above if (p := quarter(as_period(trekk_ut_periode(text)[1])))), None)


def _lines_right_above(grid: Grid, table: Table, tables: Sequence[Table]) -> list[str]:
    """The lines of one cell above one of several tables, the nearest first: «Regnskap 2. kvartal 2024», «Tall i kr»."""
    above = max((other.header[1] for other in tables if other.header[1] < table.header[0]), default=0)
    rows = reversed([row for row in grid.numbers if above < row < table.header[0]])
    return [grid.cells(row)[0].text for row in takewhile(lambda row: len(grid.filled_rows[row]) == 1, rows)]


def _unit_of_line(text: str) -> str | None:
    """The unit that a line by itself says: «Tall i 1 000 kr», «Alle beløp i mill. kr. Positivt avvik = …»."""
    for sentence in (text, *text.split(". ")):
        rest, unit = parse_unit(sentence)
        if unit in UNITS and (not rest or "tall" in sentence.casefold() or "beløp" in sentence.casefold()):
            return unit
    return None


def _rest(grid: Grid, tables: Sequence[Table]) -> Rest:
    """The lines outside the tables; those below the first heading that are more than one text are lost.

    A lost line is told by its row and the first column of what stands outside.
    """
    read: dict[int, list[range]] = {}
    for table in tables:
        columns = table.columns
        for row in (*range(table.header[0], table.header[1] + 1), *table.body):
            read.setdefault(row, []).append(columns)
    first = min(table.header[0] for table in tables)
    notes: list[str] = []
    lost: list[tuple[int, int]] = []
    for row, filled in grid.filled_rows.items():
        inside = read.get(row, ())
        if inside and filled[0] in inside[0] and filled[-1] in inside[0]:
            continue
        outside = set(filled).difference(*inside)
        if not outside:
            continue
        cells = [grid.cell(row, column) for column in sorted(outside)]
        notes.append(free_text(cells))
        if row > first and (len(cells) > 1 or not cells[0].is_text):
            lost.append((row, min(outside)))
    return Rest(notes, lost)
