"""Which version of the document a workbook is about: sheet Prosjekt says it, or else the list of versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from rapportgen.model.workbook import Workbook

_NUMBER = pattern(r"\d+")


def newest_version(workbook: Workbook) -> Any:
    """The row of sheet Versjoner with the newest version; None when it lists none.

    The newest is the one of the latest date where all rows have one, otherwise the one with the highest number where
    all have one, otherwise the lowest row.
    """
    rows = [row for row in workbook.rows("Versjoner") if row.versjon]
    dates = [row.dato.slutt if row.dato is not None else None for row in rows]
    numbers = [tuple(map(int, _NUMBER.findall(str(row.versjon)))) for row in rows]
    keys = [
        (*([day] if all(dates) else []), *([number] if all(numbers) else []), row.number)
        for day, number, row in zip(dates, numbers, rows, strict=True)
    ]
    return rows[keys.index(max(keys))] if rows else None


def with_version(workbook: Workbook) -> Workbook:
    """The workbook with the newest version of its list as that of the project, where the field «Versjon» is empty.

    A field that is there and cannot be read is not empty.
    """
    prosjekt = workbook.prosjekt
    newest = newest_version(workbook)
    if newest is None or prosjekt.versjon or prosjekt.utelatt("versjon"):
        return workbook
    return workbook.with_project({"versjon": newest.versjon}, {"versjon": newest.address("versjon")})
