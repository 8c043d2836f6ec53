"""The quarters before, taken from another workbook: for those who keep one workbook per quarter.

What a register says without a date (the rating of a risk, the status and new date of a milestone) is known to be true
at the report period of its own workbook. Beside another workbook it is given that date, so that the two compare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.grunnlag.valg import own_period, periods_of
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Callable

    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import SheetData, Workbook

RISK, HISTORY, MILESTONES, SAVINGS = "Risiko", "Risikohistorikk", "Milepæler", "Innsparing"


def with_previous(workbook: Workbook, previous: Workbook | None, period: Periode) -> tuple[Workbook, list[Problem]]:
    """The workbook with earlier quarters taken from another one where it has none of its own, and what was odd.

    Rows of periods from `period` on are never taken: the current workbook has the last word on them.
    """
    if previous is None:
        return workbook, []
    then = own_period(previous)
    problems = _odd(workbook, previous, then, period)
    merged = _with_earlier_rows(workbook, previous, period)
    if then is not None and then < period:
        merged = _with_dated_registers(merged, previous, then, period)
    return merged, problems


def _odd(workbook: Workbook, previous: Workbook, then: Periode | None, period: Periode) -> list[Problem]:
    found = []
    ours, theirs = (str(book.prosjekt.kommune or "").casefold() for book in (workbook, previous))
    if ours and theirs and ours != theirs:
        melding = (
            f"Arbeidsboken med kvartalene før er fra {previous.prosjekt.kommune}. Kontroller at det er riktig fil."
        )
        found.append(advarsel("annen-kommune", previous.file, melding))
    if not any(p < period for p in periods_of(previous)) and (then is None or then >= period):
        melding = f"Arbeidsboken gjelder ikke et kvartal før {period}, så den sier ikke hva som er endret."
        found.append(advarsel("forrige-er-ikke-foer", previous.file, melding))
    return found


def _with_earlier_rows(workbook: Workbook, previous: Workbook, period: Periode) -> Workbook:
    sheets = dict(workbook.sheets)
    for sheet in workbook.schema:
        if sheet.period is None or sheet.name not in previous.sheets:
            continue
        own = {row.values.get(sheet.period) for row in workbook.rows(sheet.name)}
        earlier = previous.sheets[sheet.name]
        dated = [(row, row.values.get(sheet.period)) for row in earlier.rows]
        added = [row for row, then in dated if then is not None and then < period and then not in own]
        if not added:
            continue
        taken = {row.values.get(sheet.period) for row in added}
        totals = [total for total in earlier.totals if total.row.values.get(sheet.period) in taken]
        current = sheets.get(sheet.name, earlier.changed(rows=[], totals=[]))
        sheets[sheet.name] = current.changed(rows=[*added, *current.rows], totals=[*totals, *current.totals])
    return workbook.changed(sheets=sheets)


def _with_dated_registers(workbook: Workbook, previous: Workbook, then: Periode, period: Periode) -> Workbook:
    sheets = dict(workbook.sheets)
    history = [*_ratings(previous, then, workbook), *_ratings(workbook, period, workbook)]
    if history and RISK in sheets:
        current = sheets.get(HISTORY) or _empty(workbook, HISTORY)
        sheets[HISTORY] = current.changed(rows=[*history, *current.rows])
    for name, dated in ((MILESTONES, _dated_milestone), (SAVINGS, _dated_saving)):
        if name in sheets:
            before = {_key(row): row for row in previous.rows(name)}
            rows = [dated(row, before.get(_key(row)), then, period) for row in sheets[name].rows]
            sheets[name] = sheets[name].changed(rows=rows)
    return workbook.changed(sheets=sheets)


def _ratings(source: Workbook, period: Periode, target: Workbook) -> list[Any]:
    """The ratings in the register of `source` as history rows of its period, for risks `target` has no history of."""
    known = {str(row.risiko_id) for book in (source, target) for row in book.rows(HISTORY)}
    make: Callable[..., Any] = target.schema[HISTORY].row_class
    return [
        make({"kvartal": period, "risiko_id": row.id, "s": row.egen_s, "k": row.egen_k, "rf": row.egen_rf})
        for row in source.rows(RISK)
        if row.id is not None and str(row.id) not in known
    ]


def _empty(workbook: Workbook, name: str) -> SheetData:
    from rapportgen.model.workbook import SheetData

    return SheetData(workbook.schema[name])


def _key(row: Any) -> str:
    return str(getattr(row, "id", None) or getattr(row, "tiltak_id", None) or row.navn or "").casefold()


def _dated_milestone(row: Any, before: Any, then: Periode, period: Periode) -> Any:
    """The milestone with its status and date at both periods. A date written over the old one is a moved date."""
    if before is None:
        return row
    dates = {then: before.ny_dato or before.dato, period: row.ny_dato or row.dato}
    by_period = dict(row.by_period)
    by_period.setdefault("status", {then: before.status, period: row.status})
    if dates[then] is not None and dates[then] != dates[period]:
        by_period.setdefault("ny_dato", dates)
    return _copied(row, by_period, dato=before.dato or row.dato)


def _dated_saving(row: Any, before: Any, then: Periode, period: Periode) -> Any:
    """The saving with what was realised at both periods."""
    realised = dict(row.by_period.get("realisert", {}))
    if before is not None:
        for key, amount in before.by_period.get("realisert", {then: before.realisert}).items():
            if key < period:
                realised.setdefault(key, amount)
    if row.realisert is not None:
        realised.setdefault(period, row.realisert)
    return _copied(row, {**row.by_period, "realisert": realised}) if realised else row


def _copied(row: Any, by_period: dict[str, Any], **values: Any) -> Any:
    return row.changed(values={**row.values, **values}, by_period=by_period)
