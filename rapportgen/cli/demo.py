"""`rapportgen demo`: the documents that the shipped samples make."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.typer import FILE
from rapportgen.errors import NotOverwrittenError

QUARTERS = {"moskenes": ("1Q 2024", "2Q 2024"), "karasjok": ("1Q 2024", "2Q 2024")}
TEMPLATES = ("kvartalsrapport", "statusside")
DAYS_AFTER_QUARTER = 15


@click.command("demo", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("mappe", type=FILE, required=False, metavar="[MAPPE]")
def command(mappe: Path | None) -> int:
    """Lag alle dokumentene fra eksemplene som følger med.

    Dokumentene legges i MAPPE, eller i mappen «rapportgen-demo».
    """
    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline import make_report
    from rapportgen.resources import shipped_samples

    folder = mappe or Path("rapportgen-demo")
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} er en fil, ikke en mappe.", click.get_current_context())
    edited = 0
    for name, sample in shipped_samples().items():
        for words in QUARTERS.get(name, ()):
            period = Periode.parse(words)
            assert period is not None
            day = period.slutt + timedelta(days=DAYS_AFTER_QUARTER)
            for template in TEMPLATES:
                try:
                    made = make_report(template, sample, period=period, out=folder, dato=day)
                except NotOverwrittenError:
                    edited += 1
                    continue
                click.echo(made.melding or f"  {made.fil.name}")
    click.echo(f"Dokumentene ligger i {folder.resolve()}")
    if edited:
        kept = "Ett dokument" if edited == 1 else f"{edited} dokumenter"
        click.echo(f"{kept} er endret for hånd siden sist, og er ikke laget på nytt. Velg en annen mappe.", err=True)
    return int(bool(edited))
