"""Money at a quarter: accounts, budget and forecast per area, savings, and the project's own cost.

Accounts so far start anew each January, so a quarter is compared with the previous *forecast* for the
same year, and with the accounts of the same quarter last year; never with the accounts of the quarter before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import Beloep, added
from rapportgen.model.grunnlag.valg import left_out, rows_for, until
from rapportgen.model.perioder import Aar
from rapportgen.model.rader import Rader
from rapportgen.model.totaler import whole_total
from rapportgen.model.trafikklys import Lys
from rapportgen.model.utelatt import MANGLER, Utelatt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from rapportgen.model.declare import Row
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

ADDED_UP = (
    "regnskap",
    "periodisert_budsjett",
    "opprinnelig_budsjett",
    "revidert_budsjett",
    "aarsprognose",
    "regnskap_i_fjor",
)


def economy_at(workbook: Workbook, period: Periode, settings: Innstillinger) -> Rader:
    """The economy rows of the period, with missing differences worked out, and their sum.

    Fields of the collection: `sum` (the typed total, else computed), `sum_er_skrevet`, `enhet`, `forklaringer`.
    """
    before, last_year = _by_area(workbook, period.forrige), _by_area(workbook, period.i_fjor)
    before = before if period.forrige.aar == period.aar else {}
    rows = [
        _completed(row, {"forrige": before.get(_area(row)), "i_fjor": last_year.get(_area(row))}, settings)
        for row in rows_for(workbook, "Økonomi", period)
    ]
    typed = typed_total(workbook, "Økonomi", period)
    total = typed if typed is not None else (_summed(rows) if rows else None)
    if total is not None:
        total = _completed(total, {"forrige": _comparable_total(workbook, period)}, settings)
        total = total if typed is not None else _without_uneven(total, rows)
    return Rader(
        rows,
        sum=total,
        sum_er_skrevet=typed is not None,
        enhet=unit_of(workbook, "Økonomi"),
        fortegn=settings.fortegn.beskrivelse(),
        forklaringer=Rader(row for row in rows if row.forklaring),
    )


def economy_total(workbook: Workbook, period: Periode) -> Any:
    """The total of a period: the typed one, else the sum of its rows; None when there are no rows."""
    rows = rows_for(workbook, "Økonomi", period)
    return typed_total(workbook, "Økonomi", period) or (_summed(rows) if rows else None)


def _comparable_total(workbook: Workbook, period: Periode) -> Any:
    """The total of the period before, when it is of the same year and covers the same areas; else None.

    So must their forecasts: one that lacks for an area would look like a forecast that has changed.
    """
    before = period.forrige
    now, then = (_areas(workbook, when) for when in (period, before))
    return economy_total(workbook, before) if before.aar == period.aar and now == then else None


def _areas(workbook: Workbook, period: Periode) -> tuple[set[str], set[str]]:
    """The areas of a period, and those that the forecast of its total is of: all of them when somebody typed it."""
    rows = rows_for(workbook, "Økonomi", period)
    is_typed = typed_total(workbook, "Økonomi", period) is not None
    return {_area(row) for row in rows}, {_area(row) for row in rows if is_typed or row.aarsprognose is not None}


def typed_total(workbook: Workbook, name: str, period: Periode) -> Any:
    """The total somebody wrote for the period; of several the one of all its rows, if any is."""
    data = workbook.sheets.get(name)
    total = whole_total(data, period) if data else None
    return total.row if total else None


def unit_of(workbook: Workbook, name: str) -> str | None:
    """The unit that the sheet's amounts are written in; the most common one when columns differ."""
    data = workbook.sheets.get(name)
    units = list(data.units.values()) if data else []
    return max(units, key=units.count) if units else None


def _by_area(workbook: Workbook, period: Periode) -> dict[str, Any]:
    """The rows of a period by their areas; the first of several wins."""
    rows = rows_for(workbook, "Økonomi", period)
    return {_area(row): row for row in reversed(rows)}


def _area(row: Any) -> str:
    return str(row.kontogruppe or row.navn or "").casefold()


def _completed(row: Any, others: dict[str, Any], settings: Innstillinger) -> Any:
    """The row with what can be worked out and was not typed; typed figures always win."""
    annual = row.revidert_budsjett if row.revidert_budsjett is not None else row.opprinnelig_budsjett
    avvik = row.avvik if row.avvik is not None else _difference(row.periodisert_budsjett, row.regnskap, settings)
    forecast_avvik = (
        row.prognoseavvik if row.prognoseavvik is not None else _difference(annual, row.aarsprognose, settings)
    )
    before, last_year = others.get("forrige"), others.get("i_fjor")
    return row.with_joined(
        instead=_left_out(row, before, last_year),
        avvik=avvik,
        avvik_prosent=row.avvik_prosent if row.avvik_prosent is not None else share(avvik, row.periodisert_budsjett),
        revidert_budsjett=annual,
        prognoseavvik=forecast_avvik,
        forbruk_prosent=row.forbruk_prosent if row.forbruk_prosent is not None else share(row.regnskap, annual),
        regnskap_i_fjor=row.regnskap_i_fjor
        if row.regnskap_i_fjor is not None
        else getattr(last_year, "regnskap", None),
        endring_prognose=_less(row.aarsprognose, getattr(before, "aarsprognose", None)),
        forrige=before,
        i_fjor=last_year,
        lys=forecast_light(forecast_avvik, annual, settings),
    )


# What each derived figure is made of, in the order they are made.
_MADE_OF = {
    "avvik": ("periodisert_budsjett", "regnskap"),
    "avvik_prosent": ("avvik", "periodisert_budsjett"),
    "revidert_budsjett": ("opprinnelig_budsjett",),
    "prognoseavvik": ("revidert_budsjett", "aarsprognose"),
    "forbruk_prosent": ("regnskap", "revidert_budsjett"),
    "endring_prognose": ("aarsprognose",),
}


# What each figure of a computed total compares: two sums that must be of the same rows.
_COMPARES = {
    "avvik": ("periodisert_budsjett", "regnskap"),
    "avvik_prosent": ("periodisert_budsjett", "regnskap"),
    "prognoseavvik": ("revidert_budsjett", "aarsprognose"),
    "lys": ("revidert_budsjett", "aarsprognose"),
    "forbruk_prosent": ("regnskap", "revidert_budsjett"),
}


def _without_uneven(total: Any, rows: list[Any]) -> Any:
    """The computed total of these rows, without the figures that compare sums of different rows.

    A forecast that lacks for one area would otherwise look like money that is not spent.
    """
    known = {name: [row.felt(name) is not None for row in rows] for pair in _COMPARES.values() for name in pair}
    uneven = [
        name for name, (one, other) in _COMPARES.items() if total.felt(name) is not None and known[one] != known[other]
    ]
    return total.with_joined(dict.fromkeys(uneven, MANGLER), **dict.fromkeys(uneven)) if uneven else total


def _left_out(row: Any, before: Any, last_year: Any) -> dict[str, Utelatt]:
    """What is printed instead of the figures that cannot be worked out, because one they are made of is left out."""
    found = {**left_out(before, endring_prognose="aarsprognose"), **left_out(last_year, regnskap_i_fjor="regnskap")}
    found |= row.instead
    for name, parts in _MADE_OF.items():
        signs = (found[part] for part in parts if part in found and row.felt(part) is None)
        if name not in found and (sign := next(signs, None)) is not None:
            found[name] = sign
    return found


def forecast_light(deviation: Beloep | None, budget: Beloep | None, settings: Innstillinger) -> Lys | None:
    """The light for a forecast deviation in percent of the annual budget; None when either is unknown."""
    if deviation is None or not budget:
        return None
    return settings.grenser.oekonomi(settings.fortegn.til_a(deviation), budget)


def share(part: Beloep | None, whole: Beloep | None) -> Decimal | None:
    """`part` as a share of `whole`; None when it cannot be said."""
    return part / whole if part is not None and whole else None


def _difference(budget: Beloep | None, actual: Beloep | None, settings: Innstillinger) -> Beloep | None:
    if budget is None or actual is None:
        return None
    return settings.fortegn.avvik(budget, actual)


def _less(now: Beloep | None, before: Beloep | None) -> Beloep | None:
    return now - before if now is not None and before is not None else None


def _summed(rows: list[Any]) -> Row:
    """A row with the sums of the columns that can be added; a column without figures stays unknown."""
    return _sum_row(rows, ADDED_UP, kvartal=rows[0].kvartal)


def _sum_row(rows: list[Any], names: Iterable[str], **values: Any) -> Row:
    """A row of the same sheet with the sums of these columns, and the other values given.

    A column in which a figure is left out has no sum: the reader would take it for the whole.
    """
    instead = {name: sign for name in names if (sign := _first_left_out(rows, name)) is not None}
    sums = {name: total_of(rows, name) for name in names if name not in instead}
    row_class: type[Row] = type(rows[0])
    return row_class({**values, **sums}, instead=instead)


def _first_left_out(rows: Iterable[Any], name: str) -> Utelatt | None:
    return next((sign for row in rows if row.felt(name) is None and (sign := row.utelatt(name)) is not None), None)


def total_of(rows: Iterable[Any], name: str) -> Beloep | None:
    """The sum of a column over the rows that have a figure; None when none has."""
    return added(row.felt(name) for row in rows)


def savings_at(workbook: Workbook, period: Periode) -> Rader:
    """The savings as known in the period, with effect per year, and their sum."""
    rows = workbook.rows("Innsparing")
    years = tuple(sorted({p.aar for row in rows for p in row.by_period.get("effekt", {})}))
    joined = [_saving(row, period, years) for row in rows]
    data = workbook.sheets.get("Innsparing")
    whole = whole_total(data) if data else None
    typed = whole.row if whole else None
    total = _saving(typed, period, years) if typed is not None else _saving_sum(joined, years)
    return Rader(joined, aar=tuple(Aar(year) for year in years), sum=total, enhet=unit_of(workbook, "Innsparing"))


def _saving(row: Any, period: Periode, years: tuple[int, ...]) -> Any:
    effects = row.by_period.get("effekt", {})
    return row.with_joined(
        instead=_saving_left_out(row, period),
        effekter=tuple(_effect(row, effects, Aar(year)) for year in years),
        effekt_i_aar=effects.get(Aar(period.aar)),
        realisert_hittil=_within_year(row, "realisert", period),
        realisert_forrige=row.by_period.get("realisert", {}).get(period.forrige) if _same_year(period) else None,
        prognose_i_aar=row.by_period.get("prognose", {}).get(Aar(period.aar), row.prognose),
        lys=Lys(str(row.farge)) if row.farge else None,
    )


def _effect(row: Any, effects: Mapping[Any, Beloep], year: Aar) -> Beloep | Utelatt | None:
    """The effect in a year, or what is printed in its place, which nothing looks up for an item of a list."""
    effect = effects.get(year)
    return row.utelatt(f"effekt {year.data_form}") if effect is None else effect


def _saving_left_out(row: Any, period: Periode) -> dict[str, Utelatt]:
    year = Aar(period.aar).data_form
    dated = bool(row.by_period.get("realisert"))
    return left_out(
        row,
        effekt_i_aar=f"effekt {year}",
        realisert_hittil=f"realisert {period.data_form}" if dated else "realisert",
        **({"realisert_forrige": f"realisert {period.forrige.data_form}"} if dated and _same_year(period) else {}),
        prognose_i_aar=(f"prognose {year}", "prognose"),
    )


def _same_year(period: Periode) -> bool:
    """Whether the figures so far this year can be compared with those of the period before."""
    return period.forrige.aar == period.aar


def _within_year(row: Any, name: str, period: Periode) -> Any:
    """Figures so far this year: the column of exactly this period, or the one without a period."""
    by_period = row.by_period.get(name)
    return by_period.get(period) if by_period else until(row, name, period)


def _saving_sum(rows: list[Any], years: tuple[int, ...]) -> Any:
    if not rows:
        return None
    names = ("realisert_hittil", "realisert_forrige", "prognose_i_aar", "effekt_i_aar", "helaarseffekt")
    effects = tuple(_sum_of([row.felt("effekter")[n] for row in rows]) for n in range(len(years)))
    total = _sum_row(rows, names)
    return total.with_joined(effekter=effects, **{name: total.values.get(name) for name in names})


def _sum_of(values: list[Beloep | Utelatt | None]) -> Beloep | Utelatt | None:
    """The sum of the amounts that are known; when one is left out, what is printed in its place."""
    if (sign := next((value for value in values if isinstance(value, Utelatt)), None)) is not None:
        return sign
    return added(value for value in values if isinstance(value, Beloep))


def project_cost_at(workbook: Workbook, period: Periode) -> Rader:
    """What the project itself costs, for the period, with its sum."""
    rows = rows_for(workbook, "Prosjektøkonomi", period)
    total = typed_total(workbook, "Prosjektøkonomi", period)
    if total is None and rows:
        names = ("budsjett", "paaloept", "rest", "prognose")
        total = _sum_row(rows, names)
    return Rader(rows, sum=total, enhet=unit_of(workbook, "Prosjektøkonomi"))
