"""The columns of a table that the declaration knows, and the typed values of their cells, row by row.

What depends on a column alone is found once, and so is the value of cells that are alike: many rows say the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rapportgen.excel.grid import column_letters
from rapportgen.excel.repeated import WRONG_COLUMN
from rapportgen.excel.values import plain_value, raw_of, typed
from rapportgen.model.kinds import Reading, WordKind
from rapportgen.model.ordforraad import UNKNOWN_WORD
from rapportgen.model.parsing import quoted
from rapportgen.model.utelatt import MANGLER, Utelatt
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rapportgen.excel.columns import Field, Fields
    from rapportgen.excel.grid import Cell, Grid
    from rapportgen.excel.rows import Given
    from rapportgen.model.kinds import Kind, Raw
    from rapportgen.model.perioder import Periode
    from rapportgen.problems import Problem

_DECIMAL = pattern(r"\d,\d")
# So many cells of a column are remembered at once: more would cost more memory than they save time.
_MOST_KNOWN = 1_000
# «x», «G» and «M» are words of too many columns to say where they belong.
_SHORTEST_WORD = 3


class _Column(NamedTuple):
    """A column while its rows are read: `place` is what the addresses of its cells begin with (`Risiko!C`).

    `known` has the cells that were read without anything to tell, with their values, by their `id`.
    """

    name: str
    period: Periode | None
    known: dict[int, tuple[Cell, object]]
    place: str
    kind: Kind
    reading: Reading


class TypedRow(NamedTuple):
    """The values of a row: by name, by name and period, and what is printed instead of values that are lost."""

    values: dict[str, Any]
    by_period: dict[str, dict[Any, Any]]
    instead: dict[str, Utelatt]


class TypedColumns:
    """The known columns of a table. `places` is what the addresses of their cells begin with, by name."""

    def __init__(self, title: str, fields: Iterable[Field], readings: Mapping[int, Reading]) -> None:
        self._columns = {f.column: _column(title, f, f.kind, readings[f.column]) for f in fields if f.kind}
        self.places = _places(self._columns.values())
        self._of_words = [(f.heading, f.kind, readings[f.column]) for f in fields if isinstance(f.kind, WordKind)]
        self._blank = {column.name: None for column in self._columns.values() if column.period is None}
        self._blank_by_period: dict[str, dict[Any, None]] = {}
        for column in self._columns.values():
            if column.period is not None:
                self._blank_by_period.setdefault(column.name, {})[column.period] = None

    def read(self, cells: Mapping[int, Cell], row: int, problems: list[Problem]) -> TypedRow:
        """The values of a row whose cells, by the numbers of their columns, are these. `problems` gets what to say."""
        values: dict[str, Any] = self._blank.copy()
        by_period: dict[str, dict[Any, Any]] = {}
        if self._blank_by_period:
            by_period = {name: blank.copy() for name, blank in self._blank_by_period.items()}
        instead: dict[str, Utelatt] = {}
        column_of = self._columns.get
        for number, cell in cells.items():
            column = column_of(number)
            if column is None:
                continue
            name, period, known, _, _, _ = column
            read = known.get(id(cell))
            value = read[1] if read is not None else self._typed(cell, column, row, instead, problems)
            if period is None:
                values[name] = value
            else:
                by_period[name][period] = value
        return TypedRow(values, by_period, instead)

    def _typed(
        self, cell: Cell, column: _Column, row: int, instead: dict[str, Utelatt], problems: list[Problem]
    ) -> object:
        """The value of a cell. `instead` gets what is printed for a value that is lost."""
        name, period, known, place, kind, reading = column
        if (plain := plain_value(cell, kind, reading)) is not None:
            if len(known) >= _MOST_KNOWN:
                known.clear()
            known[id(cell)] = cell, plain
            return plain
        value, found, lost = typed(cell, kind, f"{place}{row}", reading)
        problems.extend(self._with_own_column(problem, cell, kind) for problem in found)
        if lost:
            instead[name if period is None else f"{name} {period.data_form}"] = MANGLER
        return value

    def _with_own_column(self, problem: Problem, cell: Cell, kind: Kind) -> Problem:
        """A problem of a word that is none of its column, but one of another column of the table, told as that."""
        if problem.kode != UNKNOWN_WORD or not isinstance(kind, WordKind) or kind.otherwise:
            return problem
        raw = raw_of(cell)
        others = [column for column in self._of_words if raw and len(cell.text) >= _SHORTEST_WORD]
        known = [(heading, other) for heading, other, reading in others if _is_word_of(other, raw, reading)]
        if len(known) != 1 or known[0][1].label == kind.label:
            return problem
        heading, other = known[0]
        melding = f"{quoted(cell.text)} er {other.words.name}, og hører til i kolonnen «{heading}»."
        return problem._replace(kode=WRONG_COLUMN, melding=melding, forslag=f"Flytt verdien til «{heading}».")


def _is_word_of(kind: WordKind, raw: Raw | None, reading: Reading) -> bool:
    """Whether a column of this kind takes what is typed as it stands."""
    parsed = kind.parse(raw, reading) if raw is not None else None
    return parsed is not None and parsed.value is not None and not parsed.remarks


def typed_columns(grid: Grid, found: Fields, body: Sequence[int], given: Given) -> TypedColumns:
    """The known columns of a table whose rows are `body`."""
    decimals = frozenset([column for column in found.numeric if _has_decimals(grid, column, body)])
    usual = Reading(given.unit, False, given.year, given.year_assumed, given.levels)
    return _typed_columns(found, decimals, grid.title, usual)


# A workbook of ours has thirty tables, and those of the next are often read like them.
@lru_cache(maxsize=128)
def _typed_columns(found: Fields, decimals: frozenset[int], title: str, usual: Reading) -> TypedColumns:
    """The known columns of a table in the sheet `title`; those of the numbers in `decimals` have decimals.

    `usual` is how a column is read that says nothing of its own. It is all that decides how cells are read, so that
    workbooks of other units, years or scales have others.
    """
    return TypedColumns(title, found.known, {f.column: _reading(f, f.column in decimals, usual) for f in found.known})


def _column(title: str, f: Field, kind: Kind, reading: Reading) -> _Column:
    return _Column(f.name, f.period, _known_values(kind, reading), place_of(title, f), kind, reading)


def _reading(f: Field, decimals: bool, usual: Reading) -> Reading:
    """What the column knows about its cells: the unit, whether there are decimals, a year."""
    own = usual._replace(unit=f.unit if f.unit and "kr" in f.unit else usual.unit, decimals=decimals)
    return own._replace(year=f.period.slutt.year, year_assumed=False) if f.period else own


@lru_cache(maxsize=256)
def _known_values(kind: Kind, reading: Reading) -> dict[int, tuple[Cell, object]]:
    """The values that are known of columns of a kind that are read so, in this workbook and in others."""
    return {}


def place_of(title: str, f: Field) -> str:
    """What the addresses of a column of a sheet begin with: `Risiko!C`."""
    return f"{title}!{column_letters(f.column)}"


def _has_decimals(grid: Grid, column: int, body: Sequence[int]) -> bool:
    """Whether a cell of the column, but for those under a merged range, has decimals."""
    values = [cell.value for row in body if (cell := grid.rows[row].get(column))]
    return any(
        (isinstance(value, float) and not value.is_integer()) or (isinstance(value, str) and _DECIMAL.search(value))
        for value in values
    )


def _places(columns: Iterable[_Column]) -> dict[str, str]:
    """What the addresses of these columns begin with; one of several periods is known by its own name too."""
    found: dict[str, str] = {}
    for column in columns:
        if column.period is not None:
            found[f"{column.name} {column.period.data_form}"] = column.place
            found.setdefault(column.name, column.place)
        else:
            found[column.name] = column.place
    return found
