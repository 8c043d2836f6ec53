"""Time runs forwards, and a deadline that has passed is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.grunnlag import milepaeler, tiltak
from rapportgen.model.grunnlag.gantt import SPANS as SPANS_DRAWN
from rapportgen.model.grunnlag.valg import until
from rapportgen.model.parsing import quoted
from rapportgen.model.tidspunkt import LOEPENDE
from rapportgen.problems import Problem, advarsel, feil

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.tidspunkt import Tidspunkt
    from rapportgen.model.workbook import Workbook

SPANS = (("Tiltak", "start", "frist"), ("Milepæler", "start", "slutt"))


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
    """An activity has a start and an end that the plan can be drawn by."""
    for row in workbook.rows("Milepæler"):
        moments = [(name, moment) for name in ("start", "slutt") if (moment := getattr(row, name)) is not None]
        unclear = [(name, moment) for name, moment in moments if moment.start is None and moment.slag != LOEPENDE]
        if not unclear or milepaeler.is_milestone(row) or row.by_period.get(SPANS_DRAWN):
            continue
        name, moment = unclear[0]
        drawn = any(moment.start is not None for _, moment in moments)
        how = "bare i det ene kvartalet som er kjent" if drawn else "ikke"
        yield advarsel(
            "ikke-i-gantt",
            row.address(name),
            f"{quoted(moment.tekst())} har ikke noe kvartal, så «{row.navn}» er {how} tegnet i framdriftsplanen.",
            moment.tekst(),
            "Skriv for eksempel 12.10.2023, juni 2023 eller 2Q 2023.",
        )


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
