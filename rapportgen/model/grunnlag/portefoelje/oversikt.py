"""What the whole portfolio is to see of its projects: their lights, the worst risks, milestones, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.grunnlag.milepaeler import due_in
from rapportgen.model.grunnlag.setninger import in_millions, percent
from rapportgen.model.grunnlag.tiltak import ENDED
from rapportgen.model.rader import Felter, Rader, felt_av
from rapportgen.model.trafikklys import GRAA, GUL, ORANSJE, ROED, Lys, verste
from rapportgen.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rapportgen.model.grunnlag.portefoelje.prosjekt import Prosjekt
    from rapportgen.model.perioder import Periode
    from rapportgen.model.trafikklys import Fortegn

MOST_RISKS = 10
_BAD = (GUL, ORANSJE, ROED)
_ONE = {"Rød": "rødt", "Gul": "gult", "Grønn": "grønt", "Grå": "ikke vurdert", "Blå": "fullført", "Oransje": "oransje"}
_MANY = {
    "Rød": "røde",
    "Gul": "gule",
    "Grønn": "grønne",
    "Grå": "ikke vurdert",
    "Blå": "fullført",
    "Oransje": "oransje",
}


def status_of(projects: Sequence[Prosjekt], sign: Fortegn) -> Rader:
    """One row for each project: its lights and, in a few words, what decides the overall one.

    `oekonomi` is the worst of the forecast and the savings, `fremdrift` that of measures and milestones.
    """
    return Rader(_status(project, sign) for project in projects)


def _status(project: Prosjekt, sign: Fortegn) -> Felter:
    lights = project.felt("lys")
    economy = verste(lights.felt("oekonomi"), lights.felt("innsparing"))
    progress = verste(lights.felt("fremdrift"), lights.felt("milepaeler"))
    return Felter(
        prosjekt=project,
        navn=project.felt("navn"),
        prosjektleder=project.felt("prosjektleder"),
        samlet=lights.felt("samlet"),
        oekonomi=economy,
        fremdrift=progress,
        risiko=lights.felt("risiko"),
        kommentar=_comment(project, lights.felt("samlet"), sign),
    )


def _comment(project: Prosjekt, worst: Lys, sign: Fortegn) -> str:
    """«Merforbruk på 4,3 mill. kr (4,9 %), 2 røde risikoer»: what has the colour of the overall light."""
    if worst not in _BAD:
        words = "Ikke vurdert" if worst == GRAA else "I henhold til plan"
    else:
        found = [*_economy_words(project, worst, sign), *_progress_words(project, worst), *_risk_words(project, worst)]
        words = listed(found) if found else f"Innsparingen er {str(worst).lower()}"
    when = project.felt("merknad")
    text = f"{words[0].upper()}{words[1:]}"
    return f"{text} ({when})" if when else text


def _economy_words(project: Prosjekt, worst: Lys, sign: Fortegn) -> Iterable[str]:
    total = project.felt("oekonomi").sum
    deviation, budget = felt_av(total, "prognoseavvik"), felt_av(total, "revidert_budsjett")
    if project.felt("lys").felt("oekonomi") == worst and deviation:
        share = f" ({percent(abs(deviation) / budget)})" if budget else ""
        yield f"{sign.ord(deviation)} på {in_millions(deviation)}{share}"
    if project.felt("lys").felt("innsparing") == worst:
        yield f"{str(worst).lower()} innsparing"


def _progress_words(project: Prosjekt, worst: Lys) -> Iterable[str]:
    late = sum(row.felt("lys") == worst for row in project.felt("gjennomfoert"))
    if late:
        yield "ett forsinket tiltak" if late == 1 else f"{late} forsinkede tiltak"
    late = sum(row.felt("lys") == worst for row in project.felt("milepaeler").felt("bare_milepaeler"))
    if late:
        yield "én forsinket milepæl" if late == 1 else f"{late} forsinkede milepæler"


def _risk_words(project: Prosjekt, worst: Lys) -> Iterable[str]:
    bad = sum(row.felt("lys") == worst for row in project.felt("trusler"))
    if bad:
        colour = str(worst).lower()
        yield f"én {colour} risiko" if bad == 1 else f"{bad} {_MANY[worst]} risikoer"


def counted(status: Sequence[Felter]) -> Rader:
    """How many projects have each overall light, the worst first: `lys`, `antall`."""
    lights: list[Any] = [row.felt("samlet") for row in status]
    order = sorted(set(lights), key=lambda light: -light.alvor)
    return Rader(Felter(lys=light, antall=lights.count(light)) for light in order)


def status_sentence(counts: Iterable[Any]) -> str:
    """«Av 4 prosjekter er 2 røde, ett gult og ett ikke vurdert.»"""
    found = [(row.felt("lys"), row.felt("antall")) for row in counts]
    total = sum(number for _, number in found)
    if total == 1:
        return f"Prosjektet er {_ONE[found[0][0]]}."
    if len(found) == 1:
        return f"Alle {total} prosjektene er {_MANY[found[0][0]]}."
    parts = [f"ett {_ONE[light]}" if number == 1 else f"{number} {_MANY[light]}" for light, number in found]
    return f"Av {total} prosjekter er {listed(parts)}."


def risks_of(projects: Sequence[Prosjekt]) -> Rader:
    """The open threats of all projects with their project: by colour, then by S×K as a share of the largest there is.

    Threats that are not rated come in no order of seriousness, and are left out.
    """
    rated = [
        (row, project, row.felt("lys").alvor, (row.felt("produkt") or 0) / project.felt("stoerste_produkt"))
        for project in projects
        for row in project.felt("trusler")
        if row.felt("lys") is not None
    ]
    rated.sort(key=lambda one: (-one[2], -one[3]))
    return Rader(row.with_joined(prosjekt=project) for row, project, *_ in rated)


def risk_sentence(risks: Sequence[Any]) -> str | None:
    """«14 trusler er vurdert i 3 prosjekter. 5 er røde.»"""
    if not risks:
        return None
    where = len({id(row.felt("prosjekt")) for row in risks})
    red = sum(row.felt("lys") == ROED for row in risks)
    count = "Én trussel" if len(risks) == 1 else f"{len(risks)} trusler"
    found = "Ingen er røde" if not red else "Én er rød" if red == 1 else f"{red} er røde"
    return f"{count} er vurdert i {'ett prosjekt' if where == 1 else f'{where} prosjekter'}. {found}."


def milestones_of(projects: Sequence[Prosjekt], period: Periode) -> tuple[Rader, Rader]:
    """The milestones that are due in the next period, and those that are late or moved, by date, with their project."""
    coming, late = [], []
    for project in projects:
        rows = project.felt("milepaeler").felt("bare_milepaeler")
        coming += [row.with_joined(prosjekt=project) for row in due_in(rows, period.neste)]
        late += [row.with_joined(prosjekt=project) for row in rows if _is_late(row)]
    return Rader(sorted(coming, key=_when)), Rader(sorted(late, key=_when))


def pressing(milestones: Rader, period: Periode) -> Rader:
    """The milestones of one project that are late or moved, or due in the next period, by date."""
    coming = due_in(milestones, period.neste)
    return Rader(sorted((row for row in milestones if _is_late(row) or row in coming), key=_when))


def _is_late(row: Any) -> bool:
    return str(row.felt("status")) not in ENDED and row.felt("lys") in _BAD


def _when(row: Any) -> tuple[bool, Any, int]:
    """By the end of the date that holds now; unclear ones last."""
    moment = row.felt("gjeldende")
    end = getattr(moment, "slutt", None)
    return (end is None, end or 0, -row.felt("lys").alvor if row.felt("lys") is not None else 0)


def decisions_of(projects: Sequence[Prosjekt]) -> Rader:
    """The matters that the projects ask somebody to decide and that are not decided yet, with their project.

    Those of a project that is shown with an earlier quarter were put forward then, and stand in its chapter alone.
    """
    return Rader(
        row.with_joined(prosjekt=project)
        for project in projects
        for row in project.felt("beslutninger")
        if project.felt("i_summer") and row.felt("vedtak") is None
    )
