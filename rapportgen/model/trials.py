"""Workbooks that could have been: what a template must stand, made of one that is.

A template that works for one workbook meets others: with longer texts, with empty sheets, with a great many rows. Each
trial is the given workbook changed in one such way. What the program itself needs to make a report of it (keys,
periods, references to other sheets, the project's scale) stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.riktekst import RikTekst
from rapportgen.model.utelatt import MANGLER
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rapportgen.model.declare import Column, Row, Sheet
    from rapportgen.model.workbook import SheetData, UnknownSheet, Workbook

MANY = 200
NASTY = "& < > \" ' {{ verdi }} {% for %} " + "et langt ord og enda et " * 60
_KEPT = ("Skala",)  # how the rest of the workbook is understood
_TEXT = "tekst"
_KEY = "noekkel"  # of a text, whose sheet has more rows than one by the same key
_CHARTED = ("Nøkkeltall", "navn")  # an indicator's name, by which a template fetches its chart


class Trial(NamedTuple):
    """A workbook that could have been, and what is special about it, in words that follow «Med»."""

    special: str
    workbook: Workbook


def trials_of(workbook: Workbook) -> Iterator[Trial]:
    """The workbooks that a template is tried with besides the given one."""
    yield Trial("lange tekster og tegn som & og <", _with_rows(workbook, _nasty))
    yield Trial("bare det som må fylles ut", _with_rows(workbook, _bare))
    yield Trial("feil i cellene", _with_rows(workbook, _faulty))
    yield Trial("tomme ark", _with_count(workbook, 0))
    yield Trial("én rad i hvert ark", _with_count(workbook, 1))
    yield Trial(f"{MANY} rader i hvert ark", _with_count(workbook, MANY))


def _with_rows(workbook: Workbook, change: Callable[[Row], Row]) -> Workbook:
    """The workbook with each row changed."""
    sheets = {
        name: data if name in _KEPT else data.changed(rows=[change(row) for row in data.rows])
        for name, data in workbook.sheets.items()
    }
    return workbook.changed(sheets=sheets)


def _nasty(row: Row) -> Row:
    """The row with long texts full of signs in the columns for text."""
    free = {name for name, column in row.SHEET.by_name.items() if _is_free(column, row.SHEET)}
    is_text = {name for name in free if row.SHEET.by_name[name].kind.label == _TEXT}
    if _KEY in row.SHEET.by_name and not row.values.get(_KEY):
        is_text.discard("overskrift")  # which is then the key
    values = {name: _longer(value) if name in is_text else value for name, value in row.values.items()}
    unknown = {heading: _longer(value) for heading, value in row.unknown.items()}
    return row.changed(values=values, unknown=unknown)  # type: ignore[no-any-return]


def _longer(value: Any) -> Any:
    if isinstance(value, RikTekst):
        return value + RikTekst.av_tekst(f"{NASTY}\n- {NASTY}")
    return f"{value} {NASTY}" if type(value) is str else value


def _bare(row: Row) -> Row:
    """The row with nothing in the columns that may be empty."""
    return row.changed(values=_without(row), by_period={}, instead={})  # type: ignore[no-any-return]


def _faulty(row: Row) -> Row:
    """The row with an error from Excel in each of those columns."""
    names = {name: MANGLER for name, column in row.SHEET.by_name.items() if _may_be_empty(column, row.SHEET)}
    return row.changed(values=_without(row), by_period={}, instead=names)  # type: ignore[no-any-return]


def _without(row: Row) -> dict[str, Any]:
    columns = row.SHEET.by_name
    return {n: None if n in columns and _may_be_empty(columns[n], row.SHEET) else v for n, v in row.values.items()}


def _is_free(column: Column, sheet: Sheet) -> bool:
    """Whether nothing depends on what a column holds: neither another sheet, nor a template that asks by key."""
    is_key = column.name in (sheet.key, sheet.period, _KEY) or (sheet.name, column.name) == _CHARTED
    return not is_key and not column.refers_to


def _may_be_empty(column: Column, sheet: Sheet) -> bool:
    return not column.required and _is_free(column, sheet)


def _with_count(workbook: Workbook, count: int) -> Workbook:
    """The workbook with this many rows in each sheet that has any."""
    sheets = {
        name: data if data.sheet.key_value or name in _KEPT else _counted(data, count)
        for name, data in workbook.sheets.items()
    }
    unknown = {title: _counted_unknown(sheet, count) for title, sheet in workbook.unknown.items()}
    return workbook.changed(sheets=sheets, unknown=unknown)


def _counted(data: SheetData, count: int) -> SheetData:
    rows = [_again(data.rows[n % len(data.rows)], n, data) for n in range(count)] if data.rows else []
    return data.changed(rows=rows, totals=[])


def _again(row: Row, number: int, data: SheetData) -> Row:
    """Row `number`: the row itself, or one more like it with a key of its own."""
    key = data.sheet.key
    old = row.values.get(key) if key else None
    if number < len(data.rows) or key is None or type(old) is not str:
        return row
    return row.changed(values={**row.values, key: f"{old}-{number}"})  # type: ignore[no-any-return]


def _counted_unknown(sheet: UnknownSheet, count: int) -> UnknownSheet:
    return sheet.changed(rows=[sheet.rows[n % len(sheet.rows)] for n in range(count)] if sheet.rows else [])
