"""What to write in a workbook: tables of cell values under their headings, made of rows or of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.excel.spans import SPANS
from rapportgen.model.perioder import Periode, trekk_ut_periode
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rapportgen.model.declare import Column, Row, Sheet
    from rapportgen.model.kinds import Kind
    from rapportgen.model.workbook import SheetData, Workbook

# An activity with gaps in it has a list of starts and a list of ends: a quarter without the one before it, or after.
_ENDS = {"start": -1, "slutt": 1}

LABEL_HEADINGS = ("Felt", "Verdi", "Verdi (samisk)", "Merknad")


class TotalRow(tuple[object, ...]):
    """A row of a table that sums up the rows above it; shown in bold."""

    __slots__ = ()


class Table(NamedTuple):
    """The cells of one sheet: headings, and rows of as many values (text, number, date, RikTekst or None).

    `unit` is the unit of the amounts where it differs from the project's.
    """

    headings: tuple[str, ...]
    rows: tuple[Sequence[object], ...] = ()
    unit: str = ""


_NO_TABLES: Mapping[str, Table] = {}


class Content(NamedTuple):
    """What a new workbook is filled with: tables by sheet name, and a remark for the introduction.

    Tables of sheets that the schema does not know are written as plain sheets, after the others.
    """

    tables: Mapping[str, Table] = _NO_TABLES
    remark: str = ""

    def fact(self, heading: str) -> str:
        """What sheet Prosjekt says in field `heading`; empty when it does not say."""
        rows = self.tables["Prosjekt"].rows if "Prosjekt" in self.tables else ()
        return next((str(row[1]) for row in rows if row[0] == heading and row[1] is not None), "")


class Slot:
    """One column of a sheet to be written: its heading, its declaration, and where its values are.

    `column` is None for a column that the declaration does not know, `source` for one without values.
    """

    __slots__ = ("column", "heading", "source")

    def __init__(self, heading: str, column: Column | None, source: int | None) -> None:
        self.heading, self.column, self.source = heading, column, source

    @property
    def kind(self) -> Kind | None:
        """The kind of its values, where that is declared."""
        return self.column.kind if self.column else None


def slots_of(sheet: Sheet, table: Table | None, year: int) -> list[Slot]:
    """The columns to write, in the order of the declaration, and after them those only the table has.

    A column that stands once per period has the periods of the table; else a yearly one has `year`, and one that stands
    per quarter means the report's quarter.
    """
    headings = table.headings if table else ()
    owners = {index: _owner(sheet, heading) for index, heading in enumerate(headings)}
    slots: list[Slot] = []
    for group in _period_groups(sheet.columns):
        found = [Slot(headings[i], c, i) for c in group for i, owner in owners.items() if owner is c]
        missing = [c for c in group if c not in owners.values()]
        slots += _by_period(found) + [_empty_slot(c, year) for c in missing]
    return slots + [Slot(headings[i], None, i) for i, owner in owners.items() if owner is None]


def content_of(workbook: Workbook) -> Content:
    """The content of a workbook that was read, ready to be written again in a new one."""
    tables = {name: _table_of(data) for name, data in workbook.sheets.items() if not data.sheet.key_value}
    for name, data in workbook.sheets.items():
        if data.sheet.key_value and data.rows:
            tables[name] = _labels_of(data)
    for title, unknown in workbook.unknown.items():
        rows = tuple(tuple(row.values.get(h) for h in unknown.headings) for row in unknown.rows)
        tables[title] = Table(unknown.headings, rows)
    return Content(tables)


def _owner(sheet: Sheet, heading: str) -> Column | None:
    """The declared column that a heading means: by its name, by a synonym, or by either and a period."""
    word = heading.casefold()
    rest = trekk_ut_periode(heading)[0].casefold()
    for column in sheet.columns:
        if word == column.heading.casefold():
            return column
    for column in sheet.columns:
        names = {column.heading.casefold(), *(synonym.casefold() for synonym in column.synonyms)}
        if word in names or (column.per_period and rest in names):
            return column
    return None


def _period_groups(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """The columns one by one, but neighbours that both stand per quarter (or per year) together."""
    group: list[Column] = []
    for column in columns:
        if group and not (column.per_period and column.per_period == group[-1].per_period):
            yield group
            group = []
        group.append(column)
    if group:
        yield group


def _empty_slot(column: Column, year: int) -> Slot:
    """A column to fill in. What stands per quarter has none in its heading: who knows which will be reported?"""
    heading = f"{column.heading} {year}" if column.per_period == "aar" else column.heading
    return Slot(heading, column, None)


def _by_period(slots: list[Slot]) -> list[Slot]:
    """«Status 1Q, Ny dato 1Q, Status 2Q, Ny dato 2Q»: what belongs to one period stands together."""
    return sorted(slots, key=lambda slot: _sort_key(trekk_ut_periode(slot.heading)[1])) if len(slots) > 1 else slots


def _sort_key(period: object) -> tuple[object, ...]:
    return (period.slutt, period.start) if isinstance(period, Periode) else ()


def _table_of(data: SheetData) -> Table:
    """The rows and totals of a sheet, as they were found from top to bottom."""
    sheet = data.sheet
    periods = {c.name: _periods_of(data, c) for c in sheet.columns if c.per_period}
    unknown = tuple(dict.fromkeys(h for row in data.rows for h in row.unknown))
    keys: list[tuple[str, Periode | None]] = []
    for column in sheet.columns:
        keys += [(column.name, None)] if not periods.get(column.name) else []
        keys += [(column.name, period) for period in periods.get(column.name, ())]
    headings = (*(_heading(sheet.by_name[name], period) for name, period in keys), *unknown)
    rows = tuple(
        kind((*(_cell(row, sheet.by_name[name], period) for name, period in keys), *map(row.unknown.get, unknown)))
        for row, kind in _rows_and_totals(data)
    )
    return Table(headings, rows, next(iter(data.units.values()), ""))


def _rows_and_totals(data: SheetData) -> Iterator[tuple[Row, type[tuple[object, ...]]]]:
    totals = list(data.totals)
    for row in data.rows:
        while totals and totals[0].end < row.number:
            yield totals.pop(0).row, TotalRow
        yield row, tuple
    for total in totals:
        yield total.row, TotalRow


def _periods_of(data: SheetData, column: Column) -> list[Periode]:
    return sorted({period for row in data.rows for period in row.by_period.get(column.name, {})})


def _heading(column: Column, period: Periode | None) -> str:
    return column.heading if period is None else f"{column.heading} {period.tekst('1Q 2024')}"


def _cell(row: Row, column: Column, period: Periode | None) -> object:
    value: Any = row.values.get(column.name) if period is None else row.by_period.get(column.name, {}).get(period)
    if column.name in _ENDS and (quarters := sorted(row.by_period.get(SPANS, {}))):
        return "; ".join(q.tekst("1Q 2024") for q in quarters if q + _ENDS[column.name] not in quarters)
    return column.kind.to_cell(value)


def _labels_of(data: SheetData) -> Table:
    record = data.rows[0]
    rows = []
    for column in data.sheet.columns:
        value = record.values.get(column.name)
        rows.append((column.heading, column.kind.to_cell(value), getattr(value, "samisk", None)))
    rows += [(heading, value, None) for heading, value in record.unknown.items()]
    return Table(LABEL_HEADINGS[:3], tuple(rows))
