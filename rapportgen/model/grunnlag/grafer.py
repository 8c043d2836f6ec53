"""The charts of a report: money per area, the forecast and indicators over time, savings against their goal, benefits.

Amounts are counted in the unit of their sheet, as in the tables. A chart over time needs two values to say something;
between its first and its last period every period has a place, so that a gap can be seen.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import KRONER_PER, TUSEN_KR, Beloep, Tall, number_of
from rapportgen.model.enheter import parse_unit
from rapportgen.model.graf import Graf, Serie
from rapportgen.model.grunnlag.oekonomi import economy_total
from rapportgen.model.perioder import Aar
from rapportgen.model.record import Record
from rapportgen.model.tall import parse_amount
from rapportgen.names import ascii_name
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rapportgen.model.grunnlag.bilde import Bilde
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

LONGEST = 24  # periods along an axis: more names cannot be read
OUT_OF_SCALE = 300  # times what a goal is to come to, and more is another unit
FEWEST = 2  # values in a chart over time: one says nothing that the text does not
_ABOUT_SAVING = pattern(r"innspar|besparelse|\bspare|reduser|reduksjon|effektiviser", re.IGNORECASE)

_BY_WHEN = pattern(r",? (?:innen|før|i løpet av|i (?=20\d\d)|årlig|i året|(?:per|pr\.?) år)\b.*", re.IGNORECASE)
"""When a goal is to be reached, after its amount: «45 mill. kr innen 2026»."""


class Grafer(Record):
    """The charts by name, in any spelling; each is made when it is asked for."""

    __slots__ = ("_made", "_makers", "_names")

    def __init__(self, makers: Mapping[str, Callable[[], Graf]]) -> None:
        self._names = tuple(makers)
        self._makers = {ascii_name(name): make for name, make in makers.items()}
        self._made: dict[str, Graf] = {}

    def felt(self, name: str) -> object:
        key = ascii_name(name)
        if key not in self._made:
            self._made[key] = self._makers[key]()
        return self._made[key]

    def feltnavn(self) -> tuple[str, ...]:
        return self._names


def charts_of(now: Bilde) -> Grafer:
    """The charts that a template may name; every indicator ever measured has one, by its own name."""
    indicators = {str(rows[-1].navn): rows for rows in _by_name(now.workbook, now.period).values()}
    return Grafer(
        {
            **{name: lambda rows=rows: _indicator(rows, now) for name, rows in indicators.items()},  # type: ignore[misc]
            "økonomi": lambda: economy_chart(now),
            "prognose": lambda: forecast_chart(now),
            "innsparing": lambda: savings_chart(now),
            "gevinster": lambda: benefits_chart(now.workbook.rows("Gevinster")),
        }
    )


def economy_chart(now: Bilde) -> Graf:
    """Annual budget, accounts so far and forecast of each area; budget so far where nothing is said of the year."""
    rows = now.oekonomi
    unit = str(rows.felt("enhet") or TUSEN_KR)
    series = [
        _amounts("Årsbudsjett", rows, "revidert_budsjett", unit),
        _amounts("Regnskap hittil i år", rows, "regnskap", unit),
        _amounts("Årsprognose", rows, "aarsprognose", unit),
    ]
    if not any(value is not None for one in (series[0], series[2]) for value in one.verdier):
        series[0] = _amounts("Periodisert budsjett", rows, "periodisert_budsjett", unit)
    names = [str(row.navn or row.kontogruppe or "") for row in rows]
    return Graf.av("Økonomi per tjenesteområde", names, series, enhet=unit, hva="tjenesteområder")


def _amounts(title: str, rows: Iterable[Any], field: str, unit: str) -> Serie:
    return Serie(title, tuple(_amount(row.felt(field), unit) for row in rows))


def _amount(value: object, unit: str) -> Decimal | None:
    """An amount as a number; None where there is none, or where it is left out of the report."""
    return value.i(unit) if isinstance(value, Beloep) else None


def forecast_chart(now: Bilde) -> Graf:
    """The forecast for the year as it was in each period of it, beside the annual budget."""
    unit = str(now.oekonomi.felt("enhet") or TUSEN_KR)
    title = f"Årsprognose gjennom {now.period.aar}"
    totals = {period: economy_total(now.workbook, period) for period in _of_the_year(now.period)}
    known = {period: total for period, total in totals.items() if total is not None}
    forecast = {p: _amount(total.aarsprognose, unit) for p, total in known.items()}
    budget = {p: _amount(_annual_budget(total), unit) for p, total in known.items()}
    return _over_time(title, [("Årsbudsjett", budget), ("Årsprognose", forecast)], now, unit, counts=forecast)


def _of_the_year(period: Periode) -> list[Periode]:
    return [period + -n for n in range(period.nummer - 1, -1, -1)]


def _annual_budget(total: Any) -> Any:
    return total.revidert_budsjett if total.revidert_budsjett is not None else total.opprinnelig_budsjett


def savings_chart(now: Bilde) -> Graf:
    """The planned saving of each year, what is realised and expected in the report's year, and the goal."""
    rows = now.innsparing
    total, unit = rows.sum, str(rows.felt("enhet") or TUSEN_KR)
    goal = savings_goal(now.workbook)
    title = "Innsparing mot målet" if goal is not None else "Planlagt og realisert innsparing"
    if total is None:
        return Graf(title)
    planned: dict[Periode, Any] = dict(zip(rows.felt("aar"), total.felt("effekter"), strict=True))  # type: ignore[call-overload]
    this_year = Aar(now.period.aar)
    years = sorted({*planned, this_year})
    shown: list[tuple[str, dict[Periode, Any]]] = [
        ("Planlagt innsparing", planned),
        ("Realisert hittil i år", {this_year: total.felt("realisert_hittil")}),
        ("Prognose for året", {this_year: total.felt("prognose_i_aar")}),
    ]
    series = [Serie(name, tuple(_amount(values.get(year), unit) for year in years)) for name, values in shown]
    if goal is not None:
        series.append(Serie("Mål", (goal.i(unit),) * len(years)))
    if not any(value is not None for one in series[:3] for value in one.verdier):
        return Graf(title)
    return Graf.av(title, [str(year) for year in years], series, enhet=unit)


def savings_goal(workbook: Workbook) -> Beloep | None:
    """The goal for what shall be saved: an amount of money among the goals, of this project before the whole one's."""
    found = []
    for row in workbook.rows("Mål"):
        about = " ".join(str(text) for text in (row.maal, row.indikator) if text)
        before, goal = goal_amounts(row) if _ABOUT_SAVING.search(about) else (None, None)
        if goal is not None:
            found.append((str(row.nivaa).casefold() == "hovedprosjekt", _saved(before, goal)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def goal_amounts(row: Any) -> tuple[Beloep | None, Beloep | None]:
    """The amounts that a goal begins at and is to come to, where it is counted in money and they can be read."""
    unit = parse_unit(f"({row.enhet})")[1] if row.enhet else None
    if unit not in KRONER_PER:
        return None, None
    texts = (_BY_WHEN.sub("", str(text or "")) for text in (row.nullpunkt, row.maalverdi))
    before, goal = (parse_amount(text, unit).value for text in texts)
    return before, goal


def is_out_of_scale(before: Beloep, goal: Beloep) -> bool:
    """Whether a goal begins at so much more than it is to come to that the two can hardly have the same unit."""
    return bool(goal) and abs(before / goal) >= OUT_OF_SCALE


def _saved(before: Beloep | None, goal: Beloep) -> Beloep:
    """What shall be saved by a goal: its amount, or the difference where it is a level to come down to.

    «Fra 48,2 til 45 mill. kr» is such a level. What shall be saved, and what is spent, may be typed as negative.
    """
    if before is None or before.kroner * goal.kroner < 0 or is_out_of_scale(before, goal):
        return abs(goal)
    return abs(before) - abs(goal) if abs(before) > abs(goal) else abs(goal)


def with_charts(indicators: Iterable[Any], now: Bilde) -> list[Any]:
    """The indicators of the period, each with its chart as the field `graf`; that of one without a name is empty."""
    by_name = _by_name(now.workbook, now.period)
    return [
        row.with_joined(graf=Graf("") if row.navn is None else _indicator(by_name[ascii_name(str(row.navn))], now))
        for row in indicators
    ]


def _by_name(workbook: Workbook, period: Periode) -> dict[str, list[Any]]:
    """The measurements of each indicator in the order of time: up to the period, and of years that lie ahead."""
    found: dict[str, list[Any]] = {}
    for row in workbook.rows("Nøkkeltall"):
        known = row.kvartal is not None and (isinstance(row.kvartal, Aar) or row.kvartal <= period)
        if known and row.navn is not None:
            found.setdefault(ascii_name(str(row.navn)), []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row.kvartal.slutt)
    return found


def _indicator(rows: Sequence[Any], now: Bilde) -> Graf:
    """An indicator over time, and its target as a line. Years and quarters do not stand on one axis."""
    kinds = [type(row.kvartal) for row in rows]
    kind = type(now.period) if type(now.period) in kinds else max(kinds, key=kinds.count)
    own = [row for row in rows if type(row.kvartal) is kind]
    values = {row.kvartal: _figure(row.verdi) for row in own}
    title = str(own[-1].navn)
    unit = _unit(own[-1])
    target = next((number for row in reversed(rows) if (number := _figure(row.maaltall)) is not None), None)
    targets = {} if target is None else dict.fromkeys(_every(values), target)
    return _over_time(title, [(title, values), ("Mål", targets)], now, unit, counts=values)


def _figure(value: Any) -> Decimal | None:
    """The number of a figure; a percentage is counted in percent."""
    number = number_of(value)
    percent = isinstance(value, Tall) and value.prosent
    return number * 100 if percent and number is not None else number


def _unit(row: Any) -> str:
    """The unit of an indicator; «antall» is none."""
    if isinstance(row.verdi, Tall) and row.verdi.prosent:
        return "%"
    unit = str(row.enhet or "")
    return "" if unit.casefold() in ("antall", "stk", "stk.") else unit


def _over_time(
    title: str,
    series: Sequence[tuple[str, Mapping[Any, Decimal | None]]],
    now: Bilde,
    unit: str,
    *,
    counts: Mapping[Any, Decimal | None],
) -> Graf:
    """A chart of consecutive periods, from the first value of `counts` to the last; empty when those are too few."""
    known = {period: value for period, value in counts.items() if value is not None}
    if len(known) < FEWEST:
        return Graf(title, enhet=unit)
    periods = _every(known)
    names = [period.tekst(now.settings.kvartalsformat) for period in periods]
    return Graf.av(title, names, [Serie(name, tuple(map(values.get, periods))) for name, values in series], enhet=unit)


def _every(values: Mapping[Any, object]) -> list[Any]:
    """Every period from the first to the last, the newest ones where there are too many."""
    first, last = min(values), max(values)
    return [last + -n for n in range(min(last - first, LONGEST - 1), -1, -1)]


def benefits_chart(rows: Sequence[Any]) -> Graf:
    """How much of the way to its target each benefit has come: their own units differ, and have no axis in common."""
    reached = tuple(map(_reached, rows))
    target = tuple(None if share is None else Decimal(100) for share in reached)
    series = (Serie("Nå", reached), Serie("Måltall", target))
    title = "Hvor mye av gevinstene som er hentet ut"
    return Graf.av(title, [str(row.gevinst) for row in rows], series, enhet="%", desimaler=0, hva="gevinster")


_STAGES = (("Nullpunkt", "nullpunkt"), ("Nå", "realisert"), ("Måltall", "maaltall"))


def _reached(row: Any) -> Decimal | None:
    """How much of the way from the start to the target a benefit has come, in percent; None where that is not known."""
    start, now, target = (_figure(getattr(row, field)) for _, field in _STAGES)
    if start is None or now is None or target is None or start == target:
        return None
    return (now - start) / (target - start) * 100


def benefit_chart(row: Any) -> Graf:
    """One benefit: where it started, where it is, and where it shall be."""
    values = tuple(_figure(getattr(row, field)) for _, field in _STAGES)
    name = str(row.indikator or row.gevinst)
    return Graf.av(str(row.gevinst), [stage for stage, _ in _STAGES], [Serie(name, values)])
