"""Indicators at a quarter, each beside its earlier values and its target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import number_of
from rapportgen.model.grunnlag.valg import left_out, rows_for
from rapportgen.model.parsing import folded
from rapportgen.model.perioder import Aar
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.trafikklys import Utvikling
from rapportgen.model.vurdering import step_named
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

STAFF = pattern(
    r"bemanning|ansatt|tilsett|nærvær|fravær|sykefravær|sjukefråvær|heltid|deltid|årsverk|turnover|vikar|stilling|overtid",
    re.IGNORECASE,
)


def indicators_at(workbook: Workbook, period: Periode, settings: Innstillinger) -> Rader:
    """The indicators measured in the period, in the workbook's order."""
    history: dict[tuple[str, Periode], Any] = {}
    for row in workbook.rows("Nøkkeltall"):
        if row.kvartal is not None and row.kvartal <= period:
            history[_name(row), row.kvartal] = row
    rows = rows_for(workbook, "Nøkkeltall", period)
    return Rader(_joined(_rated(row, settings), history, period) for row in rows)


def _rated(row: Any, settings: Innstillinger) -> Any:
    """The row with its step on the six-step scale; a word that is no step stays as it was written."""
    step = step_named(row.vurdering, settings.vurderinger)
    return row.with_joined(vurdering=step) if step is not None else row


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
        utvikling=_typed_trend(row) or _development(before, row),
    )


def _typed_trend(row: Any) -> Utvikling | None:
    trend: Utvikling | None = row.trend
    return trend.naar_bedre_er(str(row.bedre_naar)) if trend is not None else None


def _development(before: Any, now: Any) -> Utvikling | None:
    a, b = (number_of(row.verdi) if row is not None else None for row in (before, now))
    if a is None or b is None or now.bedre_naar is None:
        return None
    return Utvikling.av(b, a, bedre_naar=str(now.bedre_naar))


def _name(row: Any) -> str:
    return folded(row.navn)


def yearly_figures(workbook: Workbook, period: Periode, settings: Innstillinger) -> Rader:
    """The figures of whole years up to the period's year."""
    return Rader(
        _rated(row, settings).with_joined(utvikling=_typed_trend(row))
        for row in workbook.rows("Nøkkeltall")
        if isinstance(row.kvartal, Aar) and row.kvartal.aar <= period.aar
    )


def series_of(workbook: Workbook, period: Periode, settings: Innstillinger) -> Rader:
    """Each indicator that is measured more than once, with its measurements in order of time.

    Whole years may lie ahead: a forecast of the population in 2040 is a figure known today. Quarters may not.
    """
    found: dict[str, list[Any]] = {}
    for row in workbook.rows("Nøkkeltall"):
        if row.kvartal is not None and (isinstance(row.kvartal, Aar) or row.kvartal <= period):
            found.setdefault(_name(row), []).append(_rated(row, settings))
    return Rader(_series(sorted(rows, key=lambda row: row.kvartal)) for rows in found.values() if len(rows) > 1)


def _series(rows: list[Any]) -> Felter:
    last = rows[-1]
    return Felter(
        navn=last.navn,
        enhet=last.enhet,
        kategori=last.kategori,
        kilde=last.kilde,
        bedre_naar=last.bedre_naar,
        maaltall=last.maaltall,
        maalinger=Rader(rows),
        foerste=rows[0],
        siste=last,
    )


def is_staff(row: Any) -> bool:
    """Whether an indicator is about staff: by its category, else by words in its name."""
    return bool(STAFF.search(str(row.kategori) if row.kategori else str(row.navn)))
