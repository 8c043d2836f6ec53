"""Sheets that several workbooks have, as one grid: what is worked out of the first is known of the rest.

The workbooks of a kommune are often copies of one, and nobody fills in all of their sheets. Cells that are written
alike are one object in all of them (`excel.knowncells`), so that sheets are told apart by which cells they have, and
what the cells hold is not compared.
"""

from __future__ import annotations

import threading
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from rapportgen.excel.grid import Grid

# A workbook of ours has thirty sheets, which come again in the next: there is room for twice as many.
_MOST_SHEETS = 64
# A longer table is hardly that of another workbook, and would be kept for nothing.
_MOST_CELLS = 2_000
# By what they are made of, those asked for longest ago first. A grid keeps its cells, so that their ids stay theirs.
_SEEN: dict[Hashable, Grid] = {}
_SEEN_BY_ONE = threading.Lock()  # an executor may read workbooks in threads


def shared(grid: Grid) -> Grid:
    """The grid that was seen before with the same cells and all else the same, if one was; else this one."""
    if sum(map(len, grid.rows.values())) > _MOST_CELLS:
        return grid
    look = _look(grid)
    with _SEEN_BY_ONE:
        found = _SEEN.pop(look, grid)
        if len(_SEEN) >= _MOST_SHEETS:
            del _SEEN[next(iter(_SEEN))]
        _SEEN[look] = found
    return found


def _look(grid: Grid) -> Hashable:
    """What a grid is made of. It is asked of every sheet, and so it is flat, and made without a loop over the rows."""
    rows = grid.rows.values()
    cells = chain.from_iterable(map(dict.values, rows))
    return (
        *(grid.title, grid.state, tuple(grid.merges), tuple(grid.tables), tuple(grid.conditional)),
        *(frozenset(grid.hidden_rows), frozenset(grid.hidden_columns)),
        *(tuple(grid.rows), tuple(map(len, rows)), tuple(chain.from_iterable(rows)), tuple(map(id, cells))),
    )
