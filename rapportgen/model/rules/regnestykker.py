"""Sums, differences and units: recomputed, and compared with what was typed.

Deviation is periodised budget minus accounts; forecast deviation is the revised annual budget minus the
annual forecast (the opposite signs where the workbook says that overspending is positive).
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from operator import sub
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import KR, MILL_KR, TUSEN_KR, Beloep, added, norsk_tall
from rapportgen.model.grunnlag.grafer import goal_amounts, is_out_of_scale
from rapportgen.model.kinds import AmountKind
from rapportgen.model.totaler import differs, rounding, rows_of, whole_total
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rapportgen.model.declare import Sheet
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import SheetData, Total, Workbook

# How many times the usual size an amount must be, to look as if it were written in another unit.
THOUSANDFOLD = range(300, 3001)
DIFFERENCES = (
    ("avvik", "periodisert_budsjett", "regnskap", "periodisert budsjett minus regnskap"),
    ("prognoseavvik", "revidert_budsjett", "aarsprognose", "revidert årsbudsjett minus årsprognose"),
)


@lru_cache(maxsize=256)
def _amounts_of(sheet: Sheet) -> tuple[str, ...]:
    """The columns of a declared sheet that hold money."""
    return tuple(column.name for column in sheet.columns if isinstance(column.kind, AmountKind))


def typed_totals(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A typed total equals the sum of its rows, rounding aside."""
    for data in workbook.sheets.values():
        column = data.sheet.period or ""
        periods = {total.row.values.get(column) for total in data.totals}
        whole = {when: whole_total(data, when) for when in periods}
        for total in data.totals:
            rows = rows_of(data, total)
            printed = whole[total.row.values.get(column)] is total
            for name in _amounts_of(data.sheet):
                yield from _total(rows, total, name, printed)


def _total(rows: list[Any], total: Total, name: str, printed: bool) -> Iterator[Problem]:
    yield from _compared(total.row.values.get(name), [row.values.get(name) for row in rows], total, name, printed)
    for key, typed in total.row.by_period.get(name, {}).items():
        figures = [row.by_period.get(name, {}).get(key) for row in rows]
        yield from _compared(typed, figures, total, f"{name} {key.data_form}", printed)


def _compared(typed: Any, figures: list[Any], total: Total, address: str, printed: bool) -> Iterator[Problem]:
    known = [figure for figure in figures if isinstance(figure, Beloep)]
    computed = added(known)
    if not isinstance(typed, Beloep) or computed is None or not differs(typed, computed, len(known)):
        return
    place = total.row.addresses.get(address) or total.row.address(address.split()[0])
    lacking = len(figures) - len(known)  # then the total is kept as it is typed in a portfolio too
    why = f", for {lacking} av {len(figures)} rader har ikke noe tall." if lacking else "."
    told = f" Rapporten viser det som er skrevet{why}" if printed else ""
    yield advarsel(
        "sum",
        place,
        f"Summen er skrevet som {typed}, men radene gir {computed}.{_thousandfold(typed, computed)}{told}",
        typed,
        str(computed),
    )


def _thousandfold(typed: Beloep, computed: Beloep) -> str:
    """A hint when the two differ by a factor of a thousand, the sign of a wrong unit."""
    if not computed:
        return ""
    ratio = abs(typed / computed)
    near = any(abs(ratio - factor) < factor / 100 for factor in (Decimal(1000), Decimal("0.001")))
    return " Forskjellen er tusen ganger: se etter feil enhet." if near else ""


def deviations(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A typed deviation equals the difference it is said to be; opposite signs throughout are reported once."""
    rows = workbook.rows_and_totals("Økonomi")
    for name, budget, actual, words in DIFFERENCES:
        wrong = [
            found for row in rows if (found := _wrong_difference(row, name, budget, actual, settings.fortegn.avvik))
        ]
        flipped = [found for found in wrong if found[2] == -found[1]]
        if len(flipped) > 1 and len(flipped) == len(wrong):
            yield _flipped(flipped[0][0], name, settings)
            continue
        yield from (_not_the_difference(row, name, typed, computed, words) for row, typed, computed in wrong)


def remainders(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """What is typed as left of the project's own money equals the budget minus what is spent."""
    for row in workbook.rows_and_totals("Prosjektøkonomi"):
        if found := _wrong_difference(row, "rest", "budsjett", "paaloept", sub):
            yield _not_the_difference(row, "rest", *found[1:], "budsjett minus påløpt")


def _not_the_difference(row: Any, name: str, typed: Beloep, computed: Beloep, words: str) -> Problem:
    return advarsel(
        "avvik",
        row.address(name),
        f"Skrevet {typed}, men {words} er {computed}. Rapporten viser det som er skrevet.",
        typed,
        str(computed),
    )


def _wrong_difference(
    row: Any, name: str, budget: str, actual: str, difference: Callable[[Beloep, Beloep], Beloep]
) -> tuple[Any, Beloep, Beloep] | None:
    typed, planned, used = (row.values.get(field) for field in (name, budget, actual))
    if not all(isinstance(value, Beloep) for value in (typed, planned, used)):
        return None
    computed = difference(planned, used)
    if typed == computed:
        return None
    tolerance = rounding(typed) + rounding(planned) + rounding(used)
    return None if abs((typed - computed).kroner) <= tolerance else (row, typed, computed)


def _flipped(row: Any, name: str, settings: Innstillinger) -> Problem:
    other = "merforbruk positivt" if str(settings.fortegn).startswith("mindreforbruk") else "mindreforbruk positivt"
    return advarsel(
        "fortegn",
        row.address(name),
        f"Avvikene har motsatt fortegn av det arket «Prosjekt» sier ({settings.fortegn}). "
        f"Skriv «{other}» i feltet «Fortegn avvik» hvis det er riktig.",
        row.values.get(name),
        other,
    )


def shares(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A typed percentage agrees with its amounts, within 0.1 percentage points."""
    for row in workbook.rows_and_totals("Økonomi"):
        typed, part, whole = (row.values.get(field) for field in ("avvik_prosent", "avvik", "periodisert_budsjett"))
        if isinstance(typed, Decimal) and isinstance(part, Beloep) and isinstance(whole, Beloep) and whole:
            computed = part / whole
            if abs(typed - computed) > Decimal("0.001"):
                yield advarsel(
                    "avvik-prosent",
                    row.address("avvik_prosent"),
                    f"Skrevet {norsk_tall(typed * 100, 1)} %, men avviket er {norsk_tall(computed * 100, 1)} % av "
                    "periodisert budsjett. Rapporten viser det som er skrevet.",
                    f"{norsk_tall(typed * 100, 1)} %",
                    f"{norsk_tall(computed * 100, 1)} %",
                )


def plausible_units(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Annual budgets are of the size that a service area of a kommune has, so that the unit may be believed.

    More than 50 billion kroner in one row means that kroner are read as thousands; a budget that is below
    100 000 kroner in every row means that thousands are read as kroner.
    """
    rows = workbook.rows("Økonomi")
    figures = [(row, value) for row in rows if isinstance(value := row.revidert_budsjett, Beloep) and value]
    if not figures:
        return
    row, largest = max(figures, key=lambda pair: abs(pair[1].kroner))
    if abs(largest.kroner) > 50_000_000_000 and largest.enhet != KR:
        yield _odd_unit(row, largest, KR if largest.enhet == TUSEN_KR else TUSEN_KR)
    elif abs(largest.kroner) < 100_000 and largest.enhet == KR and len(figures) > 1:
        yield _odd_unit(row, largest, MILL_KR if abs(largest.kroner) < 100 else TUSEN_KR)


def plausible_savings(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Savings of a few thousand kroner with decimals, such as 0,2 and 5,5, are millions whose unit nobody wrote."""
    figures = [
        (row.addresses.get(f"{name} {key.data_form}") or row.address(name), amount)
        for row in workbook.rows("Innsparing")
        for name, by_period in row.by_period.items()
        for key, value in by_period.items()
        if (amount := _amount(value)) is not None
    ]
    in_unit = [abs(amount.i(amount.enhet)) for _, amount in figures]
    if len(figures) < 4 or all(number % 1 == 0 for number in in_unit):
        return
    place, largest = max(figures, key=lambda found: abs(found[1].kroner))
    if largest.enhet != MILL_KR and max(in_unit) < (1000 if largest.enhet == KR else 100):
        yield advarsel(
            "enhet",
            place,
            f"Beløpene i arket er lest i enheten «{largest.enhet}», og det største er {largest}. Det er usannsynlig "
            f"lite. Er tallene i «{MILL_KR}»? Skriv enheten i overskriften.",
            largest,
            MILL_KR,
        )


def mixed_units(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """No amount is about a thousand times the median of the others in its column, nor a forecast that of its budget.

    Nor has the project spent a thousand times the budget of an item, nor does a goal begin at so much more than it is
    to come to.

    Such an amount is usually written in kroner where the column counts in thousands. A column has at least four
    amounts to be judged by. Differences are left out, for they may be of any size.
    """
    differences = {name for name, *_ in DIFFERENCES}
    for data in workbook.sheets.values():
        found: dict[str, Problem] = {}
        for name in (name for name in _amounts_of(data.sheet) if name not in differences):
            for known_as, figures in _columns_of(data, name):
                for row, amount, usual in _outliers(figures):
                    place = row.addresses.get(known_as) or row.address(name)
                    found[place] = _thousand_times(place, amount, usual)
        for place, amount, usual in chain(_forecasts_out_of_scale(data), _spent_out_of_scale(data)):
            found.setdefault(place, _thousand_times(place, amount, usual))
        yield from found.values()
    for row in workbook.rows("Mål"):
        before, goal = goal_amounts(row)
        if before is not None and goal is not None and is_out_of_scale(before, goal):
            yield _thousand_times(row.address("nullpunkt"), before, abs(goal.kroner))


def _columns_of(data: SheetData, name: str) -> Iterator[tuple[str, list[tuple[Any, Beloep]]]]:
    """The amounts that are not zero with their rows, by column: one without a period, and one for each period.

    Each column comes with the name that the addresses of its cells are known by.
    """
    yield name, [(row, value) for row in data.rows if (value := _amount(row.values.get(name)))]
    dated = [row for row in data.rows if name in row.by_period]
    for key in sorted({key for row in dated for key in row.by_period[name]}):
        figures = ((row, _amount(row.by_period[name].get(key))) for row in dated)
        yield f"{name} {key.data_form}", [(row, value) for row, value in figures if value]


def _amount(value: object) -> Beloep | None:
    """An amount of money that is not zero."""
    return value if isinstance(value, Beloep) and value else None


def _outliers(figures: list[tuple[Any, Beloep]]) -> Iterator[tuple[Any, Beloep, Decimal]]:
    """The amounts out of scale with their rows, and the median of the others."""
    if len(figures) < 4:
        return
    sizes = sorted(abs(amount.kroner) for _, amount in figures)
    if sizes[-1] < THOUSANDFOLD.start * sizes[0]:
        return
    for row, amount in figures:
        usual = _median_without(sizes, bisect_left(sizes, abs(amount.kroner)))
        if int(abs(amount.kroner) / usual) in THOUSANDFOLD:
            yield row, amount, usual


def _median_without(sizes: list[Decimal], index: int) -> Decimal:
    """The median of sorted sizes when the one at `index` is left out."""
    count = len(sizes) - 1
    low, high = (sizes[n + (n >= index)] for n in ((count - 1) // 2, count // 2))
    return (low + high) / 2


def _forecasts_out_of_scale(data: SheetData) -> Iterator[tuple[str, Beloep, Decimal]]:
    """The forecasts and budgets for the year of which one is about a thousand times the other."""
    for row in data.rows if {"revidert_budsjett", "aarsprognose"} <= data.sheet.by_name.keys() else ():
        budget, forecast = _amount(row.values.get("revidert_budsjett")), _amount(row.values.get("aarsprognose"))
        if budget is None or forecast is None:
            continue
        pairs = (("revidert_budsjett", budget, forecast), ("aarsprognose", forecast, budget))
        for name, large, small in pairs:
            if int(abs(large / small)) in THOUSANDFOLD:
                yield row.address(name), large, abs(small.kroner)


def _spent_out_of_scale(data: SheetData) -> Iterator[tuple[str, Beloep, Decimal]]:
    """What the project has spent that is about a thousand times its budget; little spent of much is as it should be."""
    for row in data.rows if {"budsjett", "paaloept"} <= data.sheet.by_name.keys() else ():
        budget, spent = _amount(row.values.get("budsjett")), _amount(row.values.get("paaloept"))
        if budget is not None and spent is not None and int(abs(spent / budget)) in THOUSANDFOLD:
            yield row.address("paaloept"), spent, abs(budget.kroner)


def _thousand_times(place: str, amount: Beloep, usual: Decimal) -> Problem:
    factor = int(abs(amount.kroner) / usual)
    return advarsel(
        "enhet",
        place,
        f"Beløpet er lest som {amount} i enheten «{amount.enhet}». Det er {factor} ganger så stort som tallene det "
        "hører sammen med. Se etter feil enhet.",
        amount,
    )


def _odd_unit(row: Any, amount: Beloep, likely: str) -> Problem:
    return advarsel(
        "enhet",
        row.address("revidert_budsjett"),
        f"Årsbudsjettet er lest som {amount} i enheten «{amount.enhet}». Det er usannsynlig. "
        f"Er tallene i «{likely}»? Skriv enheten i overskriften eller i feltet «Beløpsenhet» i arket «Prosjekt».",
        amount,
        likely,
    )
