"""`rapportgen demo`: the documents that the shipped samples make."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import say
from rapportgen.cli.typer import FILE
from rapportgen.errors import NotOverwrittenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline import Draft
    from rapportgen.problems import Problem

QUARTERS = ("1Q 2024", "2Q 2024")
EACH_QUARTER = ("kvartalsrapport", "statusside")
REPORTED = ("moskenes", "karasjok")
"""The samples with quarters to report."""
WITH_CONTENTS = (("moskenes", "gjennomforingsplan"), ("karasjok", "delprosjektplan"), ("hoylandet", "sluttrapport"))
"""Sample and template of the documents that are about no quarter, and whose pages LibreOffice must count."""
TOGETHER = ("karasjok", "moskenes", "hoylandet")
"""The samples that the portfolio report is about; the quarters of the last are others, so it is in no sum."""
TOGETHER_AS = "eksemplene"
"""What the name of that report says they are."""
WITHOUT_CONTENTS = (("karasjok", "mandat"), ("hoylandet", "mandat"))
DAYS_AFTER_QUARTER = 15


@click.command("demo", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("mappe", type=FILE, required=False, metavar="[MAPPE]")
@click.option("--pdf", is_flag=True, help="Lag også PDF av dokumentene (krever LibreOffice).")
def command(mappe: Path | None, pdf: bool) -> int:
    """Lag alle dokumentene fra eksemplene som følger med.

    Dokumentene legges i MAPPE, eller i mappen «rapportgen-demo».
    """
    folder = mappe or Path("rapportgen-demo")
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} er en fil, ikke en mappe.", click.get_current_context())
    finished, edited = [], 0
    for draft in _finished(folder, pdf):
        finished.append(draft)
        edited += not _written(draft)
    say(f"Dokumentene ligger i {folder.resolve()}")
    if edited:
        kept = "Ett dokument" if edited == 1 else f"{edited} dokumenter"
        say(f"{kept} er endret for hånd siden sist, og er ikke laget på nytt. Velg en annen mappe.", err=True)
    lacking = dict.fromkeys(
        problem.melding for draft in finished for problem in draft.problems if _is_of_office(problem)
    )
    for message in lacking:
        say(message, err=True)
    return int(bool(edited) or (pdf and any(draft.pdf is None for draft in finished)))


def _finished(folder: Path, pdf: bool) -> Iterator[Draft]:
    """Every document that the samples make, as they are finished.

    LibreOffice takes seconds to find the pages of those with contents; the others are made in the meantime, and last
    the one on all samples, for which it is called once more beside the first.
    """
    from concurrent.futures import ThreadPoolExecutor

    from rapportgen.pipeline import finish_drafts

    long = list(_once(folder, WITH_CONTENTS))
    if pdf:
        yield from finish_drafts(
            [*long, _together(folder), *_once(folder, WITHOUT_CONTENTS), *_quarterly(folder)], pdf=True
        )
        return
    with ThreadPoolExecutor(1) as office:
        numbered = office.submit(finish_drafts, long)
        yield from finish_drafts([*_once(folder, WITHOUT_CONTENTS), *_quarterly(folder)])
        yield from finish_drafts([_together(folder)])
        yield from numbered.result()


def _once(folder: Path, documents: Iterable[tuple[str, str]]) -> Iterator[Draft]:
    """These documents, which are about no quarter; those whose workbook has no date get that of the last reports."""
    from rapportgen.model.oppsett import STANDARD
    from rapportgen.pipeline import draft_report
    from rapportgen.resources import shipped_samples

    samples = shipped_samples()
    _, day = _quarter(QUARTERS[-1])
    for name, template in documents:
        yield draft_report(template, samples[name], out=folder, today=day, oppsett=STANDARD)


def _together(folder: Path) -> Draft:
    """The report on all the samples, for the last of the quarters."""
    from rapportgen.model.oppsett import STANDARD
    from rapportgen.portfolio import draft_portfolio
    from rapportgen.resources import shipped_samples

    period, day = _quarter(QUARTERS[-1])
    paths = [shipped_samples()[name] for name in TOGETHER]
    options: dict[str, Any] = {"period": period, "out": folder, "dato": day, "oppsett": STANDARD}
    return draft_portfolio("samlerapport", paths, label=TOGETHER_AS, **options)


def _quarter(words: str) -> tuple[Periode, date]:
    """A quarter, and the day that its reports bear."""
    from rapportgen.model.perioder import Periode

    period = Periode.parse(words)
    assert period is not None
    return period, period.slutt + timedelta(days=DAYS_AFTER_QUARTER)


def _quarterly(folder: Path) -> Iterator[Draft]:
    """The documents of each quarter."""
    from rapportgen.model.oppsett import STANDARD
    from rapportgen.pipeline import draft_report
    from rapportgen.resources import shipped_samples

    samples = shipped_samples()
    for name in REPORTED:
        for words in QUARTERS:
            period, day = _quarter(words)
            for template in EACH_QUARTER:
                yield draft_report(template, samples[name], period=period, out=folder, dato=day, oppsett=STANDARD)


def _written(draft: Draft) -> bool:
    """Write a document and tell of it; False when somebody has changed the one that is there."""
    from rapportgen.pipeline import write_draft

    try:
        made = write_draft(draft)
    except NotOverwrittenError:
        return False
    say(made.melding or f"  {made.fil.name}")
    if made.pdf is not None:
        say(f"  {made.pdf.name}")
    return True


def _is_of_office(problem: Problem) -> bool:
    """Whether LibreOffice is the reason for a problem, which is then the same for all documents."""
    return problem.kode in ("pdf-ikke-laget", "sidetall-mangler", "skrift-mangler")
