"""The appendix: definitions, and what the report is built on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.personnummer import masked
from rapportgen.model.rader import Felter, Rader
from rapportgen.problems import ADVARSEL, FEIL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.workbook import Workbook
    from rapportgen.problems import Problem


MOST_REMARKS = 15
NOT_FOR_READERS = frozenset({"dato-foer-kvartalet", "forrige-er-ikke-foer", "annen-kommune", "forrige-har-feil"})


def source_of(workbook: Workbook, settings: Innstillinger, problems: Iterable[Problem]) -> Felter:
    """File, checksum, sheets with row counts, conventions, and the faults and warnings of the workbook."""
    return Felter(
        arbeidsbok=masked(workbook.file),
        sjekksum=workbook.checksum,
        ark=Rader(
            Felter(navn=masked(count.title), kjent_som=count.known_as, rader=count.rows)
            for count in workbook.counts
            if not count.hidden
        ),
        fortegn=settings.fortegn.beskrivelse(),
        skala=Rader(Felter(verdi=level.verdi, kode=level.kode, navn=level.navn) for level in settings.skala),
        matrise=settings.matrise.describe(),
        matrise_trinn=settings.matrise.antall_s if settings.matrise.antall_s == settings.matrise.antall_k else 0,
        grenser=settings.grenser.beskrivelse(),
        **_remarks(problems),
    )


def _remarks(problems: Iterable[Problem]) -> dict[str, Rader | int]:
    """The first faults and warnings a reader should know of, and how many more there are."""
    found = [p for p in problems if p.alvor in (FEIL, ADVARSEL) and p.kode not in NOT_FOR_READERS]
    shown = Rader(
        Felter(sted=masked(problem.sted), melding=masked(problem.melding)) for problem in found[:MOST_REMARKS]
    )
    return {"advarsler": shown, "flere_advarsler": max(0, len(found) - MOST_REMARKS)}
