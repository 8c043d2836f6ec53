"""Time runs forwards, and a deadline that has passed is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.grunnlag.bilde import Bilde
from rapportgen.model.grunnlag.tiltak import ENDED
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
