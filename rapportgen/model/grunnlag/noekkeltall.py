"""Indicators at a quarter, each beside its earlier values and its target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import number_of
from rapportgen.model.grunnlag.valg import left_out, rows_for
from rapportgen.model.perioder import Aar
from rapportgen.model.rader import Rader
from rapportgen.model.trafikklys import Utvikling

if TYPE_CHECKING:
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

STAFF = re.compile(
    r"bemanning|ansatt|tilsett|nærvær|fravær|sykefravær|sjukefråvær|heltid|deltid|årsverk|turnover|vikar|stilling|overtid",
    re.IGNORECASE,
)


def indicators_at(workbook: Workbook, period: Periode) -> Rader:
    """The indicators measured in the period, in the workbook's order."""
    history: dict[tuple[str, Periode], Any] = {}
    for row in workbook.rows("Nøkkeltall"):
        if row.kvartal is not None and row.kvartal <= period:
            history[_name(row), row.kvartal] = row
    return Rader(_joined(row, history, period) for row in rows_for(workbook, "Nøkkeltall", period))


def _joined(row: Any, history: dict[tuple[str, Periode], Any], period: Periode) -> Any:
    before = history.get((_name(row), period.forrige))
    last_year = history.get((_name(row), period.i_fjor))
    return row.with_joined(
        instead={
            **left_out(before, forrige="verdi", utvikling="verdi"),
            **left_out(last_year, i_fjor="verdi"),
            **left_out(row, utvikling="verdi"),
        },
        forrige=before.verdi if before is not None else None,
        i_fjor=last_year.verdi if last_year is not None else None,
        utvikling=_development(before, row),
    )


def _development(before: Any, now: Any) -> Utvikling | None:
    a, b = (number_of(row.verdi) if row is not None else None for row in (before, now))
    if a is None or b is None or now.bedre_naar is None:
        return None
    return Utvikling.av(b, a, bedre_naar=str(now.bedre_naar))


def _name(row: Any) -> str:
    return " ".join(str(row.navn).casefold().split())


def yearly_figures(workbook: Workbook, period: Periode) -> Rader:
    """The figures of whole years up to the period's year."""
    return Rader(
        row for row in workbook.rows("Nøkkeltall") if isinstance(row.kvartal, Aar) and row.kvartal.aar <= period.aar
    )


def is_staff(row: Any) -> bool:
    """Whether an indicator is about staff: by its category, else by words in its name."""
    return bool(STAFF.search(str(row.kategori) if row.kategori else str(row.navn)))
