"""Time runs forwards, and a deadline that has passed is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.grunnlag.bilde import Bilde
from rapportgen.model.grunnlag.gantt import SPANS as SPANS_DRAWN
from rapportgen.model.grunnlag.milepaeler import is_milestone
from rapportgen.model.grunnlag.tiltak import ENDED
from rapportgen.model.parsing import quoted
from rapportgen.model.tidspunkt import LOEPENDE
from rapportgen.problems import Problem, advarsel, feil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
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
        if not unclear or is_milestone(row) or row.by_period.get(SPANS_DRAWN):
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
    picture = Bilde(workbook, period, settings)
    reported = {row.id for row in picture.rapporterte}
    for rows, deadline, what, wanted in (
        (picture.tiltak, "gjeldende_frist", "Fristen", "ny frist"),
        (picture.bare_milepaeler, "gjeldende", "Datoen", "ny dato"),
    ):
        for row in rows:
            moment, status = row.felt(deadline), row.felt("status")
            if moment is None or not moment.utloept(period.slutt) or str(status) in ENDED:
                continue
            if status is None and (row.by_period.get("status") or (rows is picture.tiltak and row.id not in reported)):
                continue
            yield advarsel(
                "frist-passert",
                row.address("frist" if rows is picture.tiltak else "dato"),
                f"{what} {moment.tekst(settings.kvartalsformat)} er passert for «{row.felt('navn')}», men den er ikke "
                f"merket som fullført. Skriv «Fullført», eller sett {wanted}.",
                moment.tekst(settings.kvartalsformat),
            )
