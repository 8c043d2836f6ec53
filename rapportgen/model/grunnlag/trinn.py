"""The phases of a project, and the care staircase step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import number_of
from rapportgen.model.grunnlag.tekster import list_items
from rapportgen.model.parsing import folded
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.riktekst import PUNKT, RikTekst
from rapportgen.model.sheets.trinn import FRIVILLIGHET, TEKNOLOGI, TJENESTER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.workbook import Workbook

GOING_ON = "Pågår"


def phases_of(workbook: Workbook) -> Rader:
    """The phases in order; `gjeldende` is true for the one that is going on."""
    rows = workbook.rows("Faser")
    known = any(row.status for row in rows)
    step = folded(workbook.prosjekt.trinn)
    return Rader(row.with_joined(gjeldende=_is_current(row, step, known)) for row in rows)


def _is_current(row: Any, step: str, known: bool) -> bool:
    """Whether the project is in this phase: by its status, or without any by «Trinn» of sheet Prosjekt."""
    return row.status == GOING_ON if known else bool(step) and step.startswith(folded(row.navn))


def staircase_of(workbook: Workbook) -> Rader:
    """The steps from the lowest up, each with its points as lists.

    The order is that of «Rekkefølge», else that of the sheet. Rows with the same `trinn`, else the same title, are one
    step.
    """
    steps: dict[str, list[Any]] = {}
    for row in workbook.rows("Omsorgstrapp"):
        steps.setdefault(folded(row.trinn if row.trinn is not None else row.tittel), []).append(row)
    ordered = sorted(steps.values(), key=_place)
    return Rader(_step(number, rows) for number, rows in enumerate(ordered, 1))


def _place(rows: list[Any]) -> float:
    numbers = [number for row in rows if (number := number_of(row.rekkefoelge)) is not None]
    return float(min(numbers, default=0))


def _step(number: int, rows: list[Any]) -> Felter:
    return Felter(
        nr=number,
        trinn=rows[0].trinn,
        tittel=_joined(row.tittel for row in rows),
        maalgruppe=_joined(row.maalgruppe for row in rows),
        frivillighet=_points(rows, FRIVILLIGHET),
        tjenester=_points(rows, TJENESTER),
        velferdsteknologi=_points(rows, TEKNOLOGI),
        andre=_points(rows, ""),
        linjer=Rader(rows),
    )


def category_of(row: Any) -> str:
    """Which of the three categories a point belongs to; empty for others. Without a category it is a service."""
    word = folded(row.kategori)
    if not word or "tjenest" in word or "tenest" in word or "tiltak" in word:
        return TJENESTER
    return FRIVILLIGHET if "frivil" in word else TEKNOLOGI if "teknologi" in word else ""


def _points(rows: list[Any], category: str) -> RikTekst | None:
    found = [list_items(row.punkt, PUNKT, row.nivaa) for row in rows if row.punkt and category_of(row) == category]
    return sum(found, RikTekst()) or None


def _joined(values: Iterable[Any]) -> Any:
    """What the cells say: the one value, or each different one as a paragraph."""
    different = list({str(value): value for value in values if value}.values())
    if len(different) < 2:
        return different[0] if different else None
    return sum((v if isinstance(v, RikTekst) else RikTekst.av_tekst(str(v)) for v in different), RikTekst())
