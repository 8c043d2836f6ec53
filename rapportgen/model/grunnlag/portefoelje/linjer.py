"""Money across projects: one line for each, and sums that are the sums of exactly those lines.

All amounts are counted in 1 000 kr, whatever the workbooks write. A figure that a project lacks is not zero: the sum is
that of the others, and says of how many projects it is. A project whose newest quarter is another than the portfolio's
is in no sum, for figures so far this year cannot be added across quarters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import TUSEN_KR, Beloep, added
from rapportgen.model.grunnlag.portefoelje.prosjekt import Linje
from rapportgen.model.personnummer import masked
from rapportgen.model.rader import Felter, Rader, felt_av
from rapportgen.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from rapportgen.model.grunnlag.portefoelje.prosjekt import Prosjekt, Ulest
    from rapportgen.model.trafikklys import Fortegn

ECONOMY = ("regnskap", "periodisert_budsjett", "avvik", "revidert_budsjett", "aarsprognose", "prognoseavvik")
SAVINGS = ("effekt_i_aar", "realisert_hittil", "prognose_i_aar", "helaarseffekt", "maal")
_WORDS = {
    "regnskap": "regnskap", "periodisert_budsjett": "periodisert budsjett", "avvik": "avvik",
    "revidert_budsjett": "årsbudsjett", "aarsprognose": "årsprognose", "prognoseavvik": "prognoseavvik",
    "effekt_i_aar": "plan for året", "realisert_hittil": "realisert", "prognose_i_aar": "prognose",
    "helaarseffekt": "helårseffekt", "maal": "mål",
}  # fmt: skip
_SHARES = (
    ("avvik_prosent", "avvik", "periodisert_budsjett"),
    ("prognoseavvik_prosent", "prognoseavvik", "revidert_budsjett"),
)


def economy_of(projects: Sequence[Prosjekt], unread: Sequence[Ulest], sign: Fortegn) -> Rader:
    """Accounts, budget, forecast and deviations of each project, with their sums.

    Fields of the collection: `sum`, `dekning` (a sentence on how many projects the sums are of, when some lack
    figures), `utenfor` (the projects that are in no sum, and why), `enhet`, `fortegn`.
    """
    totals = [project.felt("oekonomi").sum for project in projects]
    figures = [{name: felt_av(total, name) for name in ECONOMY} for total in totals]
    lines = [_line(*one, light="oekonomi") for one in zip(projects, figures, totals, strict=True)]
    reason = "har ingen økonomitall for perioden"
    return _collection(projects, lines, unread, ECONOMY, reason, fortegn=sign.beskrivelse())


def savings_of(projects: Sequence[Prosjekt], unread: Sequence[Ulest]) -> Rader:
    """What each project saves this year, expects, shall save in a whole year, and its goal, with their sums.

    The fields of the collection are those of the economy, without the sign.
    """
    totals = [project.felt("innsparing").sum for project in projects]
    figures = [
        {**{name: felt_av(total, name) for name in SAVINGS[:-1]}, "maal": total and project.felt("innsparingsmaal")}
        for project, total in zip(projects, totals, strict=True)
    ]
    lines = [_line(*one, light="innsparing") for one in zip(projects, figures, totals, strict=True)]
    return _collection(projects, lines, unread, SAVINGS, "har ingen innsparing")


def _line(project: Prosjekt, figures: Mapping[str, Any], total: Any, *, light: str) -> Linje | None:
    """The figures of a project in 1 000 kr; None when it has none of them, or when they are of another quarter."""
    instead = {name: sign for name in figures if total is not None and (sign := total.utelatt(name)) is not None}
    amounts = {name: Beloep(v.kroner, TUSEN_KR) if isinstance(v, Beloep) else None for name, v in figures.items()}
    if not project.felt("i_summer") or not (instead or any(value is not None for value in amounts.values())):
        return None
    fields = {"prosjekt": project, "navn": project.felt("navn"), "lys": project.felt("lys").felt(light)}
    return Linje({**fields, **amounts, **_shares([amounts])}, instead)


def _collection(
    projects: Sequence[Prosjekt],
    lines: Sequence[Linje | None],
    unread: Sequence[Ulest],
    names: Sequence[str],
    without: str,
    **fields: Any,
) -> Rader:
    """The lines there are, with their sums; `without` is why a project of the right quarter has none."""
    known = [line for line in lines if line is not None]
    everyone = len(projects) + len(unread)
    counts = {name: sum(line.felt(name) is not None for line in known) for name in names}
    return Rader(
        known,
        sum=_sum(known, names) if known else None,
        dekning=_coverage({_WORDS[name]: count for name, count in counts.items() if count}, everyone),
        utenfor=Rader(
            [
                *_outside(projects, lines, without),
                *(Felter(navn=masked(u.file), grunn="kan ikke leses") for u in unread),
            ]
        ),
        enhet=TUSEN_KR,
        **fields,
    )


def _sum(lines: Sequence[Linje], names: Sequence[str]) -> Linje:
    known = [{name: line.felt(name) for name in names} for line in lines]
    sums = {name: added(figures[name] for figures in known) for name in names}
    return Linje({"navn": "Sum", **sums, **_shares(known)})


def _coverage(counts: Mapping[str, int], everyone: int) -> str | None:
    """«Summene er for 3 av 4 prosjekter.», or how many each is of; None when all projects are in all sums."""
    different = sorted(set(counts.values()))
    if not different or different == [everyone]:
        return None
    if len(different) == 1:
        return f"Summene er for {different[0]} av {everyone} prosjekter."
    parts = [
        f"{listed(name for name, count in counts.items() if count == number)} for {number} av {everyone} prosjekter"
        for number in reversed(different)
    ]
    return f"Summene er av {'; '.join(parts)}."


def _shares(lines: Sequence[Mapping[str, Beloep | None]]) -> dict[str, Decimal | None]:
    """The deviations as shares of their budgets, over the lines that have both."""
    shares: dict[str, Decimal | None] = {}
    for name, part, whole in _SHARES:
        both = [
            (line[part], line[whole]) for line in lines if line.get(part) is not None and line.get(whole) is not None
        ]
        parts, wholes = (added(column) for column in zip(*both, strict=True)) if both else (None, None)
        shares[name] = parts / wholes if parts is not None and wholes else None
    return shares


def _outside(projects: Sequence[Prosjekt], lines: Sequence[Linje | None], without: str) -> Iterator[Felter]:
    for project, line in zip(projects, lines, strict=True):
        if line is None:
            reason = without if project.felt("i_summer") else f"har bare {project.felt('merknad')}"
            yield Felter(navn=project.felt("navn"), grunn=reason)
