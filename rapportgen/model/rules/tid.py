"""Time runs forwards, and a deadline that has passed is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.grunnlag import milepaeler, tiltak
from rapportgen.model.grunnlag.bilde import Bilde
from rapportgen.model.grunnlag.gantt import LONGEST, beyond_the_plan
from rapportgen.model.grunnlag.gantt import SPANS as SPANS_DRAWN
from rapportgen.model.grunnlag.setninger import some_of
from rapportgen.model.grunnlag.valg import periods_of, until
from rapportgen.model.parsing import quoted
from rapportgen.model.perioder import Aar
from rapportgen.model.tidspunkt import LOEPENDE
from rapportgen.problems import Problem, advarsel, feil

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.tidspunkt import Tidspunkt
    from rapportgen.model.workbook import Workbook

EVERY_QUARTER = ("Økonomi", "Prosjektøkonomi", "Status")
"""The sheets that get new lines every quarter, and that a report shows the lines of its own quarter of."""
SPANS = (("Tiltak", "start", "frist"), ("Milepæler", "start", "slutt"))
_TIMES = ("start", "slutt", "dato")
_NOT_DRAWN = "ikke-i-gantt"
_OF_UNCLEAR_TIMES = ("plassholder", "ugyldig-dato", _NOT_DRAWN, "uklar-dato")


def lines_of_the_quarter(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Sheets that have lines for other quarters have some for that of the report, which leaves them out otherwise."""
    if period is None:
        return
    for name in EVERY_QUARTER:
        data = workbook.sheets.get(name)
        known = {row.kvartal for row in data.rows} if data else set()
        if not data or not known or period in known or any(when is None or isinstance(when, Aar) for when in known):
            continue
        form = settings.kvartalsformat
        newest = max((when for when in known if when < period), default=None)
        told = f" De nyeste før det er for {newest.tekst(form)}." if newest else ""
        yield advarsel(
            "ingen-linjer",
            data.titles[0],
            f"Arket «{data.titles[0]}» har ingen linjer for {period.tekst(form)}. Rapporten er uten dem.{told}",
            forslag="Legg til linjene, eller se etter et kvartal som er skrevet feil.",
        )


def quarter_that_is_read(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """The quarter of the report can be read: else it is about the newest one, which may be another."""
    values = workbook.prosjekt.values
    is_unreadable = "rapportkvartal" in values and values["rapportkvartal"] is None
    if is_unreadable and period is not None and period == max(periods_of(workbook), default=None):
        shown = period.tekst(settings.kvartalsformat)
        yield advarsel(
            "kvartal-antatt",
            workbook.prosjekt.address("rapportkvartal"),
            f"Rapportkvartalet kan ikke leses. Rapporten gjelder {shown}, det nyeste i arbeidsboken.",
        )


def end_before_start(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Nothing ends before it starts."""
    for name, start, end in SPANS:
        for row in workbook.rows(name):
            first, last = getattr(row, start), getattr(row, end)
            if first is not None and last is not None and first.start is not None and last.foer(first.start):
                form = settings.kvartalsformat
                yield feil(
                    "slutt-foer-start",
                    row.address(end),
                    f"Slutter {last.tekst(form)}, før starten {first.tekst(form)}.",
                    last.tekst(form),
                )


def drawn_in_the_plan(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """An activity has a start and an end that the plan can be drawn by, and a milestone a time."""
    if period is None:
        return
    for row in workbook.rows("Milepæler"):
        unclear = [name for name in _TIMES if _is_unclear(getattr(row, name))]
        if not unclear or row.by_period.get(SPANS_DRAWN):
            continue
        now = milepaeler.date_of(row, period)
        is_known = any(moment is not None and moment.start for moment in (row.start, row.slutt, now))
        if milepaeler.is_milestone(row):
            lacking = [] if is_known else unclear
        else:
            lacking = [name for name in unclear if name == "start" or _is_unclear(now)]
        if lacking:
            yield _unclear_in_the_plan(row, lacking[0], is_known)


def _is_unclear(moment: Tidspunkt | None) -> bool:
    return moment is not None and moment.start is None and moment.slag != LOEPENDE


def _unclear_in_the_plan(row: Any, column: str, is_known: bool) -> Problem:
    """What is told of a time without a quarter; `is_known` says whether the row has another that it is drawn by."""
    text = getattr(row, column).tekst()
    shown = f"«{row.navn}» bare i tiden som er kjent" if is_known else f"ikke «{row.navn}»"
    return advarsel(
        _NOT_DRAWN,
        row.address(column),
        f"{quoted(text)} har ikke noe kvartal, så framdriftsplanen viser {shown}.",
        text,
        "Skriv for eksempel 12.10.2023, juni 2023 eller 2Q 2023.",
    )


def room_in_the_plan(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """All of the plan is within as many quarters as can be drawn; a year that is mistyped may be why it is not."""
    rows = workbook.rows("Milepæler")
    if period is None or not _may_be_too_long(rows):
        return
    beyond, last = beyond_the_plan(Bilde(workbook, period, settings).milepaeler)
    if not beyond or last is None:
        return
    where = next((name for name in ("slutt", "dato", "start") if getattr(beyond[0], name) is not None), "navn")
    names = some_of(f"«{row.navn}»" for row in beyond)
    yield advarsel(
        _NOT_DRAWN,
        beyond[0].address(where),
        f"Framdriftsplanen har plass til {LONGEST} kvartaler, og slutter med {last.tekst(settings.kvartalsformat)}. "
        f"{names} går lenger, og resten er ikke tegnet.",
        forslag="Se etter et feilskrevet årstall.",
    )


def _may_be_too_long(rows: Sequence[Any]) -> bool:
    """Whether there are more years between the times of these rows than a plan of them all can be drawn for."""
    moments = [getattr(row, name) for row in rows for name in _TIMES]
    moments += [moment for row in rows for moment in row.by_period.get("ny_dato", {}).values()]
    years = [day.year for moment in moments if moment is not None for day in (moment.start, moment.slutt) if day]
    return bool(years) and (max(years) - min(years) + 1) * 4 > LONGEST


def told_once(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, with the first there is of these alone of each cell: it says what the others would."""
    first: dict[str, str] = {}
    for kode in _OF_UNCLEAR_TIMES:
        for problem in problems:
            if problem.kode == kode:
                first.setdefault(problem.sted, kode)
    return [p for p in problems if p.kode not in _OF_UNCLEAR_TIMES or first[p.sted] == p.kode]


def passed_but_not_marked(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """What was due before the end of the report's period is marked as done, or has a new date."""
    if period is None:
        return
    end = period.slutt
    for row, history in tiltak.with_history(workbook, period):
        deadline = tiltak.deadline_of(row, history)
        if _is_over(deadline, end) and _is_open(row, tiltak.status_of(row, history), is_reported=period in history):
            yield _passed(row, "frist", deadline, settings)
    for row in workbook.rows("Milepæler"):
        due = milepaeler.date_of(row, period)
        if _is_over(due, end) and milepaeler.is_milestone(row) and _is_open(row, until(row, "status", period)):
            yield _passed(row, "dato", due, settings)


def _is_over(due: Tidspunkt | None, end: date) -> bool:
    return due is not None and due.utloept(end)


def _is_open(row: Any, status: Any, *, is_reported: bool = True) -> bool:
    """Whether something that was due should have been marked. One that nobody has reported on is not judged."""
    if status is None:
        return is_reported and not row.by_period.get("status")
    return str(status) not in tiltak.ENDED


def _passed(row: Any, column: str, due: Tidspunkt, settings: Innstillinger) -> Problem:
    what = "Fristen" if column == "frist" else "Datoen"
    shown = due.tekst(settings.kvartalsformat)
    return advarsel(
        "frist-passert",
        row.address(column),
        f"{what} {shown} er passert for «{row.felt('navn')}», men den er ikke "
        f"merket som fullført. Skriv «Fullført», eller sett ny {column}.",
        shown,
    )
