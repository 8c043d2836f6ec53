"""Progress: a degree of completion that can be true, and columns that the report's quarter can see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import Tall, norsk_tall
from rapportgen.problems import Problem, advarsel, info

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import SheetData, Workbook

# Where a status and a degree of completion stand side by side.
DEGREES = (("Tiltak", "egen_status", "egen_ferdiggrad"), ("Status", "status", "ferdiggrad"))


def degree_of_completion(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Nothing is more than 100 % done; what is not started has 0 %, and what is done has 100 %."""
    for sheet, status_name, degree_name in DEGREES:
        for row in workbook.rows(sheet):
            degree = _fraction(getattr(row, degree_name))
            if degree is None:
                continue
            status, shown = str(getattr(row, status_name) or ""), f"{norsk_tall((degree * 100).normalize())} %"
            if degree > 1:
                melding = f"Ferdiggraden er {shown}. Den kan ikke være over 100 %."
                yield advarsel("over-100", row.address(degree_name), melding, shown)
            elif (status == "Ikke startet" and degree > 0) or (status == "Fullført" and degree < 1):
                melding = f"Ferdiggraden er {shown}, men statusen er «{status}». Kontroller hva som er riktig."
                yield info("ferdiggrad-og-status", row.address(degree_name), melding, shown)


def _fraction(value: Any) -> Decimal | None:
    return value.verdi if isinstance(value, Tall) else value


def columns_of_the_period(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """What stands once per quarter has a column that the report's quarter can see, not later ones only."""
    if period is None:
        return
    for data in workbook.sheets.values():
        for column in data.sheet.columns:
            filled = _filled_periods(data, column.name) if column.per_period == "kvartal" else []
            if filled and filled[0].start > period.slutt and not _has_plain(data, column.name):
                form = settings.kvartalsformat
                yield info(
                    "senere-kolonner",
                    _place(data, column.name, filled[0]),
                    f"Kolonnene «{column.heading}» gjelder {filled[0].tekst(form)} og senere. "
                    f"Rapporten for {period.tekst(form)} viser ingen av dem.",
                    filled[0].tekst(form),
                )


def _filled_periods(data: SheetData, name: str) -> list[Periode]:
    """The periods of the columns in which something stands, in order."""
    return sorted({p for row in data.rows for p, value in row.by_period.get(name, {}).items() if value is not None})


def _has_plain(data: SheetData, name: str) -> bool:
    return any(row.values.get(name) is not None for row in data.rows)


def _place(data: SheetData, name: str, period: Periode) -> str:
    """The first cell of the column."""
    places = (row.addresses.get(f"{name} {period.data_form}") for row in data.rows)
    return next((place for place in places if place), data.sheet.name)
