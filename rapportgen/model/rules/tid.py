"""Time runs forwards, and a deadline that has passed is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.grunnlag.bilde import Bilde
from rapportgen.model.grunnlag.gantt import LONGEST, beyond_the_plan
from rapportgen.model.grunnlag.gantt import SPANS as SPANS_DRAWN
from rapportgen.model.grunnlag.setninger import some_of
from rapportgen.model.grunnlag.tiltak import ENDED
from rapportgen.model.parsing import quoted
from rapportgen.model.tidspunkt import LOEPENDE
from rapportgen.problems import Problem, advarsel, feil

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

SPANS = (("Tiltak", "start", "frist"), ("Milepæler", "start", "slutt"))
_NOT_DRAWN = "ikke-i-gantt"
_OF_UNCLEAR_TIMES = ("plassholder", "ugyldig-dato", _NOT_DRAWN, "uklar-dato")


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
    for row in Bilde(workbook, period, settings).milepaeler:
        names = ("dato", "slutt", "start") if row.felt("er_milepael") else ("start", "slutt")
        moments = {name: moment for name in names if (moment := getattr(row, name)) is not None}
        is_known = any(moment.start for moment in (*moments.values(), row.felt("gjeldende")) if moment is not None)
        unclear = [name for name in moments if _is_unclear(row, name)]
        if not unclear or row.by_period.get(SPANS_DRAWN) or (is_known and row.felt("er_milepael")):
            continue
        text, what = moments[unclear[0]].tekst(), f"«{row.navn}»"
        shown = f"{what} bare i tiden som er kjent" if is_known else f"ikke {what}"
        yield advarsel(
            _NOT_DRAWN,
            row.address(unclear[0]),
            f"{quoted(text)} har ikke noe kvartal, så framdriftsplanen viser {shown}.",
            text,
            "Skriv for eksempel 12.10.2023, juni 2023 eller 2Q 2023.",
        )


def room_in_the_plan(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """All of the plan is within as many quarters as can be drawn; a year that is mistyped may be why it is not."""
    if period is None:
        return
    rows, last = beyond_the_plan(Bilde(workbook, period, settings).milepaeler)
    if not rows or last is None:
        return
    where = next((name for name in ("slutt", "dato", "start") if getattr(rows[0], name) is not None), "navn")
    names = some_of(f"«{row.navn}»" for row in rows)
    yield advarsel(
        _NOT_DRAWN,
        rows[0].address(where),
        f"Framdriftsplanen har plass til {LONGEST} kvartaler, og slutter med {last.tekst(settings.kvartalsformat)}. "
        f"{names} går lenger, og resten er ikke tegnet.",
        forslag="Se etter et feilskrevet årstall.",
    )


def _is_unclear(row: Any, name: str) -> bool:
    """Whether this time of the row says no quarter that it is drawn by; a new date goes before what was planned."""
    moment, now = getattr(row, name), row.felt("gjeldende")
    is_moved = name == "slutt" and now is not None and now.start is not None
    return moment.start is None and moment.slag != LOEPENDE and not is_moved


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
