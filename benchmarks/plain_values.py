"""What the plain script reads and prints: sheets as rows by heading, numbers and dates the Norwegian way."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined
from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]

NBSP = "\u00a0"
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


class Table(list[Row]):
    """Rows with what belongs to them all: sum, unit, years."""

    sum: Any
    total: Any

    def __init__(self, rows: Any = (), **more: Any) -> None:
        super().__init__(rows)
        self.__dict__.update(more)

    def __getattr__(self, name: str) -> Any:
        """`har_felt`: whether any row has a value there, for the template's conditions."""
        if not name.startswith("har_"):
            raise AttributeError(name)
        return any(row.get(name.removeprefix("har_")) is not None for row in self)


def read_sheets(path: Path) -> dict[str, list[Row]]:
    """The rows of every sheet, each a dict by heading in lower case with underscores."""
    book = load_workbook(path, data_only=True, read_only=True)
    sheets = {sheet.title: list(_rows(sheet.iter_rows(values_only=True))) for sheet in book}
    book.close()
    return sheets


def _rows(rows: Any) -> Any:
    headings = [field_of(heading) for heading in next(rows, ())]
    for row in rows:
        if any(value is not None for value in row):
            yield dict(zip(headings, row, strict=False))


def field_of(heading: Any) -> str:
    """«Avvik (1 000 kr)» → avvik, «Avvik %» → avvik_prosent."""
    text = re.sub(r"\((1\s000\skr|mill\.\skr)\)$", "", str(heading or "")).replace("%", "prosent")
    return re.sub(r"\W+", "_", text.lower()).strip("_")


def quarter(text: Any) -> int | None:
    """«2Q 2024» as a number that can be counted with; None for anything else."""
    match = re.match(r"([1-4])Q ?(\d{4})", str(text or ""))
    return 4 * int(match[2]) + int(match[1]) - 1 if match else None


def quarter_of(day: date) -> int:
    return 4 * day.year + (day.month - 1) // 3


def name_of(q: int) -> str:
    return f"{q % 4 + 1}Q {q // 4}"


def number(value: float, decimals: int | None = None) -> str:
    text = f"{round(value, 10):,.{decimals}f}" if decimals is not None else f"{round(value, 10):,}".removesuffix(".0")
    return text.replace("-", "−").replace(",", NBSP).replace(".", ",")


def percent(share: float | None, decimals: int = 0) -> str | None:
    return None if share is None else f"{number(share * 100, decimals)}{NBSP}%"


def long_date(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def shown(value: Any) -> Any:
    """A value as Jinja prints it: «–» for nothing, numbers and dates the Norwegian way."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return number(value) if isinstance(value, int | float) else "" if isinstance(value, Undefined) else value


def millions(thousands: float) -> str:
    if 0 < abs(thousands) < 50:
        return f"{number(abs(thousands))}{NBSP}000{NBSP}kr"
    return f"{number(abs(thousands) / 1000, 1)}{NBSP}mill.{NBSP}kr"


def listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"
