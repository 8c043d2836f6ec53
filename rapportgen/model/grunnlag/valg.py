"""Which quarter a report is about, and the rows that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.errors import ReportError
from rapportgen.model.perioder import Aar, Periode
from rapportgen.names import ascii_name
from rapportgen.phrases import listed
from rapportgen.problems import Problem, advarsel, info

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.utelatt import Utelatt
    from rapportgen.model.workbook import Workbook


def choose_period(workbook: Workbook, wanted: Periode | None = None, otherwise: Periode | None = None) -> Periode:
    """The period to report on: `wanted`, else Rapportkvartal of sheet Prosjekt, else the newest with rows.

    A document that is about no quarter shows how things stand in that period, and in `otherwise` when the workbook
    names none. Without `otherwise`, raises ReportError when there is nothing for the period; in any case when the
    workbook has nothing to report at all.
    """
    if not any(data.rows for name, data in workbook.sheets.items() if name != "Prosjekt"):
        raise ReportError(why_nothing(workbook))
    available = periods_of(workbook)
    period = wanted or workbook.prosjekt.rapportkvartal or (max(available) if available else None)
    if otherwise is not None:
        return period or otherwise
    if period is None:
        raise ReportError(
            f"{workbook.file}: Arbeidsboken sier ikke hvilket kvartal rapporten gjelder. "
            "Fyll ut «Rapportkvartal» i arket «Prosjekt», eller skriv for eksempel -k 2Q2024."
        )
    if available and period not in available:
        form = str(workbook.prosjekt.kvartalsformat or "1. kvartal 2024")
        raise ReportError(
            f"{workbook.file}: Arbeidsboken har ingen rader for {period.tekst(form)}. "
            f"Den har {listed_periods(sorted(available), form)}."
        )
    return period


def is_list(workbook: Workbook) -> bool:
    """Whether this is a list of workbooks (a manifest), and no workbook of a project."""
    rows = [row for sheet in workbook.unknown.values() for row in sheet.rows[:1]]
    return any("arbeidsbok" in map(ascii_name, row.values) for row in rows)


def why_nothing(workbook: Workbook) -> str:
    """The message of a workbook that no report can be made of."""
    if is_list(workbook):
        why = "Dette er en liste over arbeidsbøker. Rapportene i en liste lages med «rapportgen batch»."
    else:
        first = "" if workbook.prosjekt.kommune else "Begynn med «Kommune» og «Rapportkvartal» i arket «Prosjekt». "
        why = (
            f"Arbeidsboken har ingen rader å lage rapport av. {first}"
            "Fyll ut minst ett av arkene, for eksempel «Tiltak» og «Status»."
        )
    return f"{workbook.file}: {why}"


def not_ready(workbook: Workbook, wanted: Periode | None = None) -> list[Problem]:
    """Why no report on a quarter can be made of the workbook yet: a note where it lacks what nobody has typed yet.

    It is a warning where it lacks rows for the quarter that somebody asks for, `wanted` or Rapportkvartal.
    """
    try:
        choose_period(workbook, wanted)
    except ReportError as error:
        why = str(error).removeprefix(f"{workbook.file}: ")
        melding = why if is_list(workbook) else f"Det kan ikke lages kvartalsrapport ennå. {why}"
    else:
        return []
    place = workbook.prosjekt.addresses.get("rapportkvartal", workbook.file)
    if not periods_of(workbook):
        return [info("ingen-rapport", place, melding)]
    asked = wanted or workbook.prosjekt.rapportkvartal
    return [advarsel("ingen-rapport", workbook.file if wanted else place, melding, asked)]


def periods_of(workbook: Workbook) -> set[Periode]:
    """The quarters and tertials that any sheet has rows for; whole years do not count."""
    found = set()
    for sheet in workbook.schema:
        if sheet.period is not None and not sheet.key_value:
            found |= {row.values.get(sheet.period) for row in workbook.rows(sheet.name)}
    return {period for period in found if period is not None and not isinstance(period, Aar)}


def own_period(workbook: Workbook) -> Periode | None:
    """The period that a workbook itself says it reports; None when it does not."""
    try:
        return choose_period(workbook)
    except ReportError:
        return None


def listed_periods(periods: Iterable[Periode], form: str) -> str:
    """«1Q 2024, 2Q 2024 og 3Q 2024»."""
    return listed(period.tekst(form) for period in periods)


def rows_for(workbook: Workbook, name: str, period: Periode) -> list[Any]:
    """The rows of a sheet that belong to exactly this period."""
    column = str(workbook.schema[name].period)
    return [row for row in workbook.rows(name) if row.values.get(column) == period]


def newest_until(values: dict[Periode, Any], period: Periode) -> Any:
    """The value of the newest period that is not later than `period`; None when all are later."""
    known = [p for p in values if p <= period]
    return values[max(known)] if known else None


def left_out(row: Any, **derived: str | tuple[str, ...]) -> dict[str, Utelatt]:
    """What is printed instead of `derived` fields when a field of `row` that they are made of is left out.

    It only counts where the derived field has no value. Without a row there is nothing.
    """
    found: dict[str, Utelatt] = {}
    for name, made_of in derived.items() if row is not None and row.instead else ():
        fields = (made_of,) if isinstance(made_of, str) else made_of
        if (sign := next((row.instead[field] for field in fields if field in row.instead), None)) is not None:
            found[name] = sign
    return found


def left_out_until(row: Any, period: Periode, **derived: str) -> dict[str, Utelatt]:
    """The same for derived fields whose source may stand once per period (see `until`)."""
    found: dict[str, Utelatt] = {}
    for name, field in derived.items() if row.instead else ():
        known = [p for p in row.by_period.get(field, {}) if p <= period]
        keys = (f"{field} {max(known).data_form}", field) if known else (field,)
        found |= left_out(row, **{name: keys})
    return found


def until(row: Any, name: str, period: Periode) -> Any:
    """A column that may stand once per period: its value as known in `period`, later columns ignored."""
    by_period = row.by_period.get(name)
    if by_period:
        known = newest_until(by_period, period)
        return known if known is not None else row.values.get(name)
    return row.values.get(name)
