"""`rapportgen ny`: a new workbook, empty or filled with a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import say
from rapportgen.cli.typer import FILE, own_settings
from rapportgen.phrases import listed

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.model.workbook import Workbook


@click.command("ny", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("arbeidsbok", type=FILE, metavar="ARBEIDSBOK")
@click.option("--eksempel", metavar="moskenes|karasjok|hoylandet", help="Fyll arbeidsboken med et eksempel.")
@click.option("--overskriv", is_flag=True, help="Skriv over filen hvis den finnes.")
@own_settings
def command(arbeidsbok: Path, eksempel: str | None, overskriv: bool, oppsett: Path | None) -> int:
    """Lag en ny arbeidsbok som er klar til å fylles ut, med kommunens egne ark og kolonner.

    \b
    Eksempler:
      rapportgen ny minbok.xlsx
      rapportgen ny eksempel.xlsx --eksempel moskenes
    """
    from datetime import date

    from rapportgen.excel.create import create_workbook
    from rapportgen.excel.read import read_workbook
    from rapportgen.settings_file import chosen_settings

    context = click.get_current_context()
    target = arbeidsbok if arbeidsbok.suffix else arbeidsbok.with_suffix(".xlsx")
    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{target}: Arbeidsboken må hete noe som slutter på .xlsx.", context)
    sample = _sample(eksempel) if eksempel else None
    if target.exists() and not overskriv:
        raise click.UsageError(f"{target} finnes fra før. Velg et annet navn, eller bruk --overskriv.", context)
    content = read_workbook(sample) if sample else None
    settings = chosen_settings(oppsett, target)
    create_workbook(target, settings.schema, content, year=date.today().year, settled=settings.prosjekt)
    say(f"Laget: {target}")
    if sample and content:
        for figure in _copy_figures(content, sample.parent, target.parent):
            say(f"Laget: {figure}")
    say("Åpne den i Excel, og begynn med arket «Les dette først».")
    return 0


def _copy_figures(sample: Workbook, source: Path, folder: Path) -> list[Path]:
    """Put the pictures that a sample shows beside the new workbook; a file that is there already is left alone."""
    from shutil import copyfile

    copied = []
    for row in sample.rows("Figurer"):
        target = folder / str(row.fil)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(source / str(row.fil), target)
            copied.append(target)
    return copied


def _sample(name: str) -> Path:
    from rapportgen.resources import named, shipped_samples

    samples = shipped_samples()
    found = named(name, samples)
    if found is None:
        raise click.UsageError(
            f"Eksemplet «{name}» finnes ikke. Velg {listed(samples, 'eller')}.", click.get_current_context()
        )
    return found
