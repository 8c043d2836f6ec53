"""The links of cells: those of the sheet, which lie over cells, and those that a formula makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from rapportgen.excel.grid import Area, Grid

# The address of =HYPERLINK("https://…";"text"); one that is put together of cells is not known.
_FORMULA = pattern(r'\s*HYPERLINK\(\s*"((?:[^"]|"")+)"\s*[,)]', re.IGNORECASE)


def add_link(grid: Grid, area: Area, target: str, fragment: str = "") -> None:
    """Put an address on every text in `area`. Excel stores what follows a # apart, as `fragment`.

    Places in the workbook itself mean nothing in a report, and never come here: they have no address. A row that gets
    one is a new row.
    """
    address = f"{target}#{fragment}" if fragment and "#" not in target else target
    for row in _rows(grid, area):
        cells = grid.rows[row]
        inside = [column for column, cell in cells.items() if area.left <= column <= area.right and cell.is_text]
        if inside:
            grid.rows[row] = {**cells, **{column: cells[column]._replace(link=address) for column in inside}}


def _rows(grid: Grid, area: Area) -> list[int]:
    """The rows of the area that hold anything: the area may be the whole sheet."""
    if area.bottom - area.top < len(grid.rows):
        return [row for row in range(area.top, area.bottom + 1) if row in grid.rows]
    return [row for row in grid.rows if area.top <= row <= area.bottom]


def link_of_formula(formula: str) -> str | None:
    """The address that a formula links to, when it stands in the formula."""
    match = _FORMULA.match(formula)
    return match[1].replace('""', '"') if match else None
