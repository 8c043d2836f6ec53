"""The appendix: definitions, and what the report is built on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.personnummer import masked
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.smaa_tall import sentence
from rapportgen.problems import ADVARSEL, FEIL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.nivaa import Nivaa
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.problems import Problem


MOST_REMARKS = 15
NOT_FOR_READERS = frozenset(
    {"dato-foer-kvartalet", "forrige-er-ikke-foer", "annen-kommune", "forrige-har-feil", "lav-kontrast"}
)


def source_of(workbook: Workbook, settings: Innstillinger, problems: Iterable[Problem], period: Periode) -> Felter:
    """File, checksum, sheets that have rows, conventions, and the faults and warnings of the workbook."""
    return Felter(
        arbeidsbok=masked(workbook.file),
        sjekksum=workbook.checksum,
        ark=Rader(
            Felter(navn=masked(count.title), kjent_som=count.known_as, rader=count.rows)
            for count in workbook.counts
            if count.rows and not count.hidden
        ),
        fortegn=settings.fortegn.beskrivelse(),
        skala=_steps(settings.skala),
        skala_k=_steps(settings.skala_k) if settings.skala_k is not settings.skala else Rader(),
        matrise=settings.matrise.describe(),
        smaa_tall=sentence(settings.skjul_under),
        grenser=settings.grenser.beskrivelse(),
        **_remarks(problems, _later_cells(workbook, period)),
    )


def _steps(scale: Iterable[Nivaa]) -> Rader:
    return Rader(Felter(verdi=level.verdi, kode=level.kode, navn=level.navn) for level in scale)


def _remarks(problems: Iterable[Problem], later: set[str]) -> dict[str, Rader | int]:
    """The first faults and warnings a reader should know of, and how many more there are."""
    found = [
        problem
        for problem in problems
        if problem.alvor in (FEIL, ADVARSEL) and problem.kode not in NOT_FOR_READERS and problem.sted not in later
    ]
    shown = Rader(Felter(sted=masked(p.sted), melding=masked(p.melding)) for p in found[:MOST_REMARKS])
    return {"advarsler": shown, "flere_advarsler": max(0, len(found) - MOST_REMARKS)}


def _later_cells(workbook: Workbook, period: Periode) -> set[str]:
    """The cells of rows of later periods: the report does not see them, and neither does its appendix."""
    cells: set[str] = set()
    for sheet in workbook.schema:
        if sheet.period is None or sheet.key_value:
            continue
        for row in workbook.rows(sheet.name):
            when = row.values.get(sheet.period)
            if when is not None and when > period:
                cells.update(row.addresses.values())
    return cells
