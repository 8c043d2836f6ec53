"""Sheets and columns the program does not know: kept by their own names, with values as they are written."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rapportgen.excel.grid import EMPTY, column_letters
from rapportgen.excel.headers import LONGEST_HEADING
from rapportgen.excel.values import Value, notes_on, plain_value, raw_of, unreadable
from rapportgen.model.kinds import NO_CONTEXT, TEXT
from rapportgen.model.tall import stored_number
from rapportgen.model.utelatt import MANGLER, Utelatt
from rapportgen.model.workbook import UnknownRow, UnknownSheet, names_of
from rapportgen.names import ascii_name
from rapportgen.problems import Problem, advarsel, feil

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rapportgen.excel.grid import Cell, Grid

# So many cells are remembered at once: more would cost more memory than they save time.
_MOST_KNOWN = 5_000


def free_value(cell: Cell, place: str) -> Value:
    """The value of a cell that no declaration describes: text, rich text, a number, a date or a truth value."""
    value = cell.value
    if (plain := _plain_value(cell)) is not None:
        return Value(plain)
    if (fault := unreadable(cell, place)) is not None:
        return Value(None, [fault], lost=True)
    problems = notes_on(cell, TEXT, place) if value is not None else []
    if isinstance(value, str):
        raw = raw_of(cell)
        return Value(None if raw is None else TEXT.parse(raw).value, problems)
    if isinstance(value, datetime):
        return Value(value if value.hour or value.minute else value.date(), problems)
    if cell.is_number:
        return Value(stored_number(value), problems)
    return Value(value, problems)


def _plain_value(cell: Cell) -> object:
    """The value of a text or number with nothing to say about it, as nearly all are; else None."""
    value = cell.value
    if isinstance(value, str):
        return plain_value(cell, TEXT, NO_CONTEXT)
    return stored_number(value) if cell.is_number and not (cell.style.strike or cell.error or cell.no_value) else None


def without_heading(column: int, place: str) -> Problem:
    """The warning about a column of values that nothing names."""
    letters = column_letters(column)
    name = f"kolonne_{letters.lower()}"
    melding = f"Kolonne {letters} har verdier, men ingen overskrift. Maler kan hente dem som «{name}»."
    return advarsel("mangler-overskrift", place, melding, forslag="Skriv en overskrift over kolonnen.")


def read_unknown(grid: Grid) -> tuple[UnknownSheet, list[Problem]]:
    """All rows of a sheet, by the headings of its first row with at least two texts and something below."""
    header = _header_row(grid)
    problems: list[Problem] = []
    columns = sorted({column for row in grid.numbers if row >= header for column in grid.filled(row)})
    headings = _headings(grid, header, columns, problems)
    reader = _RecordReader(grid, headings, problems)
    numbers = grid.numbers
    records = (reader.read(row) for row in numbers[bisect_right(numbers, header) :])
    rows = [record for record in records if record is not None]
    above = [" · ".join(grid.cell(row, c).text for c in grid.filled(row)) for row in numbers if row < header]
    return UnknownSheet(grid.title, tuple(headings.values()), rows, above), problems


def _header_row(grid: Grid) -> int:
    for index, row in enumerate(grid.numbers[:-1]):
        texts = [cell for c in grid.filled(row) if (cell := grid.cell(row, c)).is_text]
        if len(texts) >= 2 and len(grid.filled(grid.numbers[index + 1])) >= 1:
            return row
    return grid.numbers[0] if grid.numbers else 0


def _headings(grid: Grid, header: int, columns: list[int], problems: list[Problem]) -> dict[int, str]:
    """A name for each column; one without a heading, or with one that stands twice, is named by its letter too."""
    headings: dict[int, str] = {}
    seen: dict[str, str] = {}
    for column in columns:
        text, place = grid.seen(header, column).text, grid.address(header, column)
        letters = column_letters(column)
        if not text or len(text) > 2 * LONGEST_HEADING:
            problems.append(without_heading(column, place))
            text = f"Kolonne {letters}"
        elif (first := seen.get(ascii_name(text))) is not None:
            other = f"{text} (kolonne {letters})"
            melding = f"Overskriften «{text}» står to ganger: {first} og {place}. Den andre heter «{other}»."
            problems.append(feil("dobbel-kolonne", place, melding, text, "Gi kolonnene hvert sitt navn."))
            text = other
        seen.setdefault(ascii_name(text), place)
        headings[column] = text
    return headings


class _RecordReader:
    """Reads the rows of a sheet by its headings. What is read of a cell without anything to tell is remembered."""

    def __init__(self, grid: Grid, headings: Mapping[int, str], problems: list[Problem]) -> None:
        self.grid, self.headings, self.problems = grid, headings, problems
        self._names = names_of(headings.values())
        self._blank: dict[str, Any] = dict.fromkeys(headings.values())
        self._known: dict[int, tuple[Cell, Any]] = {}

    def read(self, row: int) -> UnknownRow | None:
        """The values of a row by heading; blank cells are None, and a blank row is no record."""
        instead: dict[str, Utelatt] = {}
        values = self._blank.copy()
        known, headings = self._known, self.headings
        for column, cell in self._cells(row):
            read = known.get(id(cell))
            values[headings[column]] = read[1] if read is not None else self._read_cell(cell, row, column, instead)
        return UnknownRow(values, row, instead, self._names) if instead or values != self._blank else None

    def _cells(self, row: int) -> Iterable[tuple[int, Cell]]:
        """The cells of a row that may hold something, with their columns, in order."""
        if self.grid.merges:
            seen = [(column, self.grid.down(row, column)) for column in self.headings]
            return [(column, cell) for column, cell in seen if cell is not EMPTY]
        filled = self.grid.filled_rows[row]
        return zip(filled, map(self.grid.rows[row].__getitem__, filled), strict=True)

    def _read_cell(self, cell: Cell, row: int, column: int, instead: dict[str, Utelatt]) -> object:
        """The value of a cell. `instead` gets what is printed for a value that is lost."""
        if (plain := _plain_value(cell)) is not None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[id(cell)] = cell, plain
            return plain
        value = free_value(cell, self.grid.address(row, column))
        self.problems.extend(value.problems)
        if value.lost:
            instead[ascii_name(self.headings[column])] = MANGLER
        return value.value
