"""Workbooks for tests, made of text alone: what a row says is parsed as the reader would parse it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.kinds import Raw, Reading
from rapportgen.model.perioder import Periode
from rapportgen.model.sheets import SCHEMA
from rapportgen.model.workbook import SheetData, Total, Workbook

if TYPE_CHECKING:
    from rapportgen.model.declare import Schema, Sheet

COLUMNS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *(f"A{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")]


def workbook(schema: Schema = SCHEMA, unit: str = "1 000 kr", **sheets: list[dict[str, Any]]) -> Workbook:
    """A workbook with these sheets, each a list of rows by field name: `workbook(tiltak=[{"id": "1.1"}])`.

    Sheets go by their name in templates (`samling`). A row with the key `sum` is a typed total.
    A field may be given per period: `{"effekt": {"2024": "2,0"}}`.
    """
    by_name = {sheet.samling: sheet for sheet in schema}
    data = {by_name[name].name: _sheet(by_name[name], rows, unit) for name, rows in sheets.items()}
    return Workbook("test.xlsx", "0" * 64, schema, data)


def _sheet(sheet: Sheet, rows: list[dict[str, Any]], unit: str) -> SheetData:
    units = {column.name: unit for column in sheet.columns if column.kind.label == "beløp"}
    data = SheetData(sheet, (sheet.name,), units=units)
    start = 2
    for number, fields in enumerate(rows, 2):
        row = _row(sheet, {k: v for k, v in fields.items() if k != "sum"}, number, unit)
        if fields.get("sum"):
            data.totals.append(Total("Sum", row, start, number - 1))
            start = number + 1
        else:
            data.rows.append(row)
    return data


def _row(sheet: Sheet, fields: dict[str, Any], number: int, unit: str) -> Any:
    values, addresses, by_period = {}, {}, {}
    for name, value in fields.items():
        column = sheet.by_name[name]
        addresses[name] = f"{sheet.name}!{COLUMNS[sheet.columns.index(column)]}{number}"
        if isinstance(value, dict):
            by_period[name] = {Periode.parse(p): _parsed(column, v, unit) for p, v in value.items()}
        else:
            values[name] = _parsed(column, value, unit)
    return sheet.row_class(values, addresses, {}, by_period, number)


def _parsed(column: Any, value: Any, unit: str) -> Any:
    return None if value is None else column.kind.parse(Raw(value), Reading(unit=unit)).value
