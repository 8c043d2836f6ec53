"""Small numbers of people are hidden: in a small kommune «1 bruker» may tell who it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import number_of

if TYPE_CHECKING:
    from decimal import Decimal

    from rapportgen.model.workbook import Workbook

HIDDEN = ":"
"""The sign of Statistics Norway for a figure that may not be published."""

_PEOPLE = (
    r"(?:bruker|brukar|beboer|bebuar|pasient|klient|person|innbygger|innbyggjar|barn|elev|tjenestemottaker"
    r"|tenestemottakar|pårørende|pårørande)"
)
_ABOUT_PEOPLE = re.compile(rf"\b{_PEOPLE}", re.IGNORECASE)
_COUNT = re.compile(rf"(?<![\d,.])(\d+)(?=[ \u00a0]{_PEOPLE})", re.IGNORECASE)
_FIGURES = ("verdi", "nullpunkt", "realisert")


def without_small_numbers(workbook: Workbook, limit: Decimal | None) -> Workbook:
    """The workbook with counts of people from 1 up to `limit` hidden; the same one when there is no limit.

    Counts are what indicators and benefits about people have measured, and numbers of people in the volumes of
    the service areas. A share (%), a zero and a target tell nothing about anybody, and staff are not hidden.
    """
    if limit is None:
        return workbook
    about = {"Nøkkeltall": ("navn", "enhet"), "Gevinster": ("indikator",), "Tjenesteområder": ()}
    sheets = {
        name: replace(data, rows=[_hidden(row, about[name], limit) for row in data.rows]) if name in about else data
        for name, data in workbook.sheets.items()
    }
    return replace(workbook, sheets=sheets)


def _hidden(row: Any, about: tuple[str, ...], limit: Decimal) -> Any:
    changed = {}
    subject = " ".join(str(row.values.get(name) or "") for name in about)
    if _ABOUT_PEOPLE.search(subject) and "%" not in subject:
        changed = {name: HIDDEN for name in _FIGURES if _is_small(number_of(row.values.get(name)), limit)}
    volume = row.values.get("volum")
    if isinstance(volume, str):
        changed["volum"] = _COUNT.sub(lambda found: HIDDEN if _is_small(int(found[1]), limit) else found[1], volume)
    if not changed:
        return row
    return type(row)({**row.values, **changed}, row.addresses, row.unknown, row.by_period, row.number, row.joined)


def _is_small(number: Decimal | int | None, limit: Decimal) -> bool:
    return number is not None and 0 < number < limit
