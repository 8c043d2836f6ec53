"""Which cells go on from the one above, while a report is written.

With `{{ rad.tjeneste | slå_sammen }}` a cell goes on when the row right above it, in the same table, has a cell in the
same column with the same value, and when the cells to its left that could go on did. What is missing is the same as
nothing: two empty cells stay two. With `{% vm rad.tjeneste %}` a cell goes on as long as the value is the same from one
turn of its loop to the next.
"""

from __future__ import annotations

from rapportgen.errors import TemplateError
from rapportgen.model.record import Value
from rapportgen.model.utelatt import Utelatt

# A column of the grid, and how many such cells of that column the row has had before: a loop may repeat cells.
Column = tuple[int, int]


class _Rows:
    """The row that is being written, and the one above: the values of their cells, None for what is missing."""

    def __init__(self, above: dict[Column, object] | None = None) -> None:
        self.above: dict[Column, object] = above or {}
        self.current: dict[Column, object] = {}
        self.goes_on = True


class MergedCells:
    """The cells of one report that may go on from those above them, by the key of their table."""

    def __init__(self) -> None:
        self._tables: dict[str, _Rows] = {}
        self._last: dict[str, object] = {}
        self._starts: dict[str, bool] = {}

    def begin_table(self, key: str) -> str:
        """A table begins; nothing is written for it."""
        self._tables[key] = _Rows()
        return ""

    def begin_row(self, key: str) -> str:
        """A row begins; nothing is written for it."""
        self._tables[key] = _Rows(self._tables[key].current)
        return ""

    def answer(self, asked: tuple[str, int, str, list[object]]) -> str:
        """`continue` for a cell that goes on from the one above, else `restart`."""
        table, grid_column, key, values = asked
        rows = self._tables[table]
        times = sum(column == grid_column for column, _ in rows.current)
        column, value = (grid_column, times), _compared(values)
        rows.goes_on = rows.goes_on and value is not None and rows.above.get(column) == value
        rows.current[column] = value
        return self._told(key, starts=not rows.goes_on)

    def over_turns(self, asked: tuple[str, object, bool]) -> str:
        """The same for a cell that asks with its value alone, and whether this is the first turn of its loop."""
        key, value, is_first = asked
        _refuse_list(value)
        starts = is_first or self._last.get(key) != value
        self._last[key] = value
        return self._told(key, starts=starts)

    def _told(self, key: str, *, starts: bool) -> str:
        self._starts[key] = starts
        return "restart" if starts else "continue"

    def starts(self, key: str) -> bool:
        """Whether the cell that asked last under this key is the first of its kind, and shows what it holds."""
        return self._starts[key]


def _compared(values: list[object]) -> tuple[object, ...] | None:
    """What two cells are compared by; None when something is missing. Raises TemplateError for a list."""
    for value in values:
        _refuse_list(value)
    missing = any(value is None or value == "" or isinstance(value, Utelatt) for value in values)
    return None if missing else tuple(values)


def _refuse_list(value: object) -> None:
    if isinstance(value, (list, tuple, dict)) and not isinstance(value, Value):
        raise TemplateError("Celler kan ikke slås sammen etter en liste.")
