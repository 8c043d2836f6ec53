"""A sheet as it stands in the file: the cells that hold something, by row and column, and what lies over them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapportgen.excel.styles import PLAIN, Style
from rapportgen.model.kinds import Raw, plain_text
from rapportgen.model.parsing import one_line
from rapportgen.model.record import Data
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rapportgen.excel.layout import Layout
    from rapportgen.model.declare import Schema, Sheet
    from rapportgen.model.riktekst import Bit

VISIBLE = "visible"


class Cell(NamedTuple):
    """A cell that holds a value, or a look that may mean something.

    `value` is text, a number, a truth value, a date or None. `runs` is the text with its formatting, when the file
    gives it any. `error` is an error code (`#REF!`) or says what is wrong; `no_value` marks a formula whose result the
    file does not store; `sums` a formula that adds up; `stripped` text that held characters documents cannot hold.
    """

    value: object = None
    style: Style = PLAIN
    runs: tuple[Bit, ...] = ()
    error: str = ""
    no_value: bool = False
    sums: bool = False
    stripped: bool = False
    link: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the cell, whatever it looks like."""
        return self.value is None and not self.error and not self.no_value

    @property
    def text(self) -> str:
        """The value on one line as text; empty when there is none."""
        value = self.value
        if value is None:
            return ""
        return one_line(value if isinstance(value, str) else plain_text(Raw(value)))

    @property
    def is_text(self) -> bool:
        """Whether the value is text."""
        return isinstance(self.value, str)

    @property
    def is_number(self) -> bool:
        """Whether the value is a number (a truth value is not)."""
        return isinstance(self.value, (int, float)) and not isinstance(self.value, bool)


EMPTY = Cell()


class Area(NamedTuple):
    """A rectangle of cells; all four sides are inside it."""

    top: int
    left: int
    bottom: int
    right: int


class NamedArea(NamedTuple):
    """An Excel table or a named range; `totals` is the number of total rows at its end."""

    name: str
    area: Area
    totals: int = 0


class Grid(Data):
    """The cells of one sheet. Rows and columns count from 1.

    Workbooks that have the same sheet share it, so that it is changed nowhere but where it is read.
    """

    __slots__ = (
        *("_anchors", "_filled", "_layouts", "_numbers", "conditional", "hidden_columns", "hidden_rows"),
        *("merges", "rows", "state", "tables", "title"),
    )

    def __init__(
        self,
        title: str,
        state: str = VISIBLE,
        rows: dict[int, dict[int, Cell]] | None = None,
        merges: list[Area] | None = None,
        hidden_rows: set[int] | None = None,
        hidden_columns: set[int] | None = None,
        tables: list[NamedArea] | None = None,
        conditional: list[Area] | None = None,
    ) -> None:
        self.title, self.state = title, state
        self.rows = {} if rows is None else rows
        self.merges = [] if merges is None else merges
        self.hidden_rows = set() if hidden_rows is None else hidden_rows
        self.hidden_columns = set() if hidden_columns is None else hidden_columns
        self.tables = [] if tables is None else tables
        self.conditional = [] if conditional is None else conditional
        self._anchors: dict[tuple[int, int], Area] | None = None
        self._filled: dict[int, list[int]] | None = None
        self._numbers: list[int] | None = None
        self._layouts: dict[tuple[Sheet | None, Schema, int | None], Layout] = {}

    def with_cell(self, row: int, column: int, cell: Cell) -> Grid:
        """The grid with this cell in a row that there is."""
        return self.changed(rows={**self.rows, row: {**self.rows[row], column: cell}})

    def cell(self, row: int, column: int) -> Cell:
        """The cell at this very place; an empty one when nothing stands there."""
        cells = self.rows.get(row)
        return cells.get(column, EMPTY) if cells else EMPTY

    def merged(self, row: int, column: int) -> Area | None:
        """The merged range that covers the cell."""
        if not self.merges:
            return None
        if self._anchors is None:
            self._anchors = dict(self._anchored())
        return self._anchors.get((row, column))

    def seen(self, row: int, column: int) -> Cell:
        """What a reader sees at this place: the cell, or the first cell of the merged range over it."""
        if self.merges and (area := self.merged(row, column)):
            row, column = area.top, area.left
        cells = self.rows.get(row)
        return cells.get(column, EMPTY) if cells else EMPTY

    def down(self, row: int, column: int) -> Cell:
        """The cell, or the cell of the same column that a merged range stretches down from."""
        area = self.merged(row, column) if self.merges else None
        return self.cell(area.top, column) if area and area.left == column else self.cell(row, column)

    def address(self, row: int, column: int) -> str:
        """`Risiko!C7`."""
        return f"{self.title}!{column_letters(column)}{row}"

    def filled(self, row: int) -> list[int]:
        """The columns of the row that hold something, in order."""
        return (self._filled or self.filled_rows).get(row, [])

    def cells(self, row: int) -> list[Cell]:
        """The cells of the row that hold something, in order."""
        there = self.rows.get(row, {})
        return [there[column] for column in self.filled(row)]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the rows that hold something, in order."""
        if self._numbers is None:
            self._numbers = list(self.filled_rows)
        return self._numbers

    @property
    def filled_rows(self) -> dict[int, list[int]]:
        """The columns that hold something, in order, of each row that holds anything, in order."""
        if self._filled is None:
            filled = ((row, _filled_in(self.rows[row])) for row in sorted(self.rows))
            self._filled = {row: columns for row, columns in filled if columns}
        return self._filled

    @property
    def layouts(self) -> dict[tuple[Sheet | None, Schema, int | None], Layout]:
        """What `excel.layout` has found in the sheet, by what was asked for."""
        return self._layouts

    @property
    def last_row(self) -> int:
        """The last row that holds something; 0 in an empty sheet."""
        return next(reversed(self.filled_rows), 0)

    def is_blank(self, row: int, columns: Iterable[int] | None = None) -> bool:
        """Whether nothing stands in the row, or in these columns of it."""
        cells = self.rows.get(row)
        if not cells:
            return True
        if columns is None:
            return all(cell.is_blank for cell in cells.values())
        return all(cells[column].is_blank for column in columns if column in cells)

    def _anchored(self) -> Iterator[tuple[tuple[int, int], Area]]:
        """The merged range over each cell, as far as there are rows and columns that hold something."""
        if not self.rows:
            return
        last_row = max(self.rows)
        last_column = max((max(cells) for cells in self.rows.values() if cells), default=0)
        for area in self.merges:
            if (area.bottom - area.top) * (area.right - area.left) > 100_000:
                continue
            for row in range(area.top, min(area.bottom, last_row) + 1):
                for column in range(area.left, min(area.right, last_column + 1) + 1):
                    yield (row, column), area


def _filled_in(cells: dict[int, Cell]) -> list[int]:
    """The columns of the cells in which something stands, in order; `Cell.is_blank` written out, for speed."""
    return sorted([c for c, cell in cells.items() if cell.value is not None or cell.error or cell.no_value])


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """27 → `AA`."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """`AA` → 27. Raises ValueError for anything that is not a column of Excel's."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(f"{letters} is not a column")
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= 16_384:
        raise ValueError(f"{letters} is not a column")
    return number


@lru_cache(maxsize=8192)
def column_of(reference: str) -> int:
    """The column of a cell's address: `AA7` → 27. Raises ValueError when it has none."""
    return column_number(reference.rstrip("0123456789"))


def area_of(reference: str) -> Area | None:
    """`$B$2:D10` → its rectangle; None when it is no plain range of cells."""
    try:
        first, _, last = reference.replace("$", "").partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
    except ValueError:
        return None
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _place(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)
