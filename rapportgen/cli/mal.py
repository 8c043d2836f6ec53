"""`rapportgen mal`: which templates there are, what they may use, whether one is right, copies, and finished pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapportgen.cli.norsk import NorwegianCommand, NorwegianGroup
from rapportgen.cli.skjerm import as_argument, say, say_json
from rapportgen.cli.typer import (
    FILE,
    PERIOD,
    as_json,
    known_template,
    one_workbook,
    overwrite_copy,
    own_settings,
    strict,
    template_first,
)
from rapportgen.errors import NotOverwrittenError, RapportgenError, SettingsError
from rapportgen.problems import ADVARSEL, FEIL, count, feil

if TYPE_CHECKING:
    from rapportgen.model.perioder import Periode
    from rapportgen.templates import Finding


@click.group("mal", cls=NorwegianGroup)
def command() -> None:
    """Se, sjekk og kopier maler."""


command.lazy = {
    "liste": ("rapportgen.cli.mal_liste", "Vis malene: hva de er til, kapitlene, og arkene de bruker."),
    "felter": ("rapportgen.cli.mal_felter", "Vis alt en mal kan bruke, med tagger klare til å lime inn."),
    "vis": ("rapportgen.cli.mal_vis", "Se de ferdige sidene ved siden av funnene."),
    "endring": ("rapportgen.cli.mal_endring", "Vis hva en ny utgave av en mal trenger, som den gamle ikke trengte."),
}


@command.command("sjekk", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("mal", metavar="MAL")
@click.argument("arbeidsbok", type=FILE, required=False, metavar="[ARBEIDSBOK]")
@click.option("-k", "--kvartal", type=PERIOD, help="Kvartalet prøverapporten gjelder, for eksempel 2Q2024.")
@click.option("--merk", type=FILE, metavar="UT.docx", help="Lag en kopi av malen med en kommentar ved hvert funn.")
@overwrite_copy
@own_settings
@strict
@as_json
def check(
    mal: str,
    arbeidsbok: Path | None,
    kvartal: Periode | None,
    merk: Path | None,
    overskriv: bool,
    oppsett: Path | None,
    streng: bool,
    json_wanted: bool,
) -> int:
    """Finn feil i en mal. Alle feil vises på én gang, de alvorligste først.

    Med ARBEIDSBOK prøves malen også med tallene i den. En mal for samlerapporter kan prøves med en hel mappe.

    \b
    Eksempler:
      rapportgen mal sjekk minmal.docx
      rapportgen mal sjekk minmal.docx minbok.xlsx
      rapportgen mal sjekk minmal.docx --merk minmal-merket.docx
      rapportgen mal sjekk samlerapport arbeidsboker
    """
    from rapportgen.settings_file import read_settings
    from rapportgen.templates import check_template, mark_template, settings_for

    template_first(mal, "mal sjekk", arbeidsbok)
    try:
        settings = settings_for(mal, arbeidsbok) if oppsett is None else read_settings(oppsett)
        source = known_template(mal, settings.malmappe)
        if merk is not None:
            _check_target(merk, source, overskriv)
        if arbeidsbok is not None:
            one_workbook(source, arbeidsbok, settings)
        findings = check_template(source, arbeidsbok, kvartal, oppsett=settings)
    except RapportgenError as error:
        if not json_wanted:
            raise
        return _refused(Path(mal), error)
    if merk is not None:
        mark_template(source, findings, merk)
    _show(source, findings, merk, json_wanted)
    found = [finding.problem for finding in findings]
    return int(bool(count(found, FEIL) or (streng and count(found, ADVARSEL))))


@command.command("kopi", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("navn", metavar="NAVN")
@click.argument("ut", type=FILE, required=False, metavar="UT.docx")
@own_settings
def copy(navn: str, ut: Path | None, oppsett: Path | None) -> int:
    """Kopier en mal, så du kan endre den i Word. NAVN er en av dem som «rapportgen mal liste» viser.

    \b
    Eksempel:
      rapportgen mal kopi kvartalsrapport minmal.docx
    """
    from rapportgen.settings_file import chosen_settings
    from rapportgen.templates import copy_template

    context = click.get_current_context()
    source = known_template(navn, chosen_settings(oppsett).malmappe)
    if ut is None:
        line = f"rapportgen mal kopi {as_argument(navn)} minmal.docx"
        raise click.UsageError(f"Skriv hva kopien skal hete, for eksempel: {line}", context)
    target = ut / source.name if ut.is_dir() else ut if ut.suffix else ut.with_suffix(".docx")
    _word_file(target)
    try:
        copy_template(source, target)
    except NotOverwrittenError as error:
        raise click.UsageError(str(error), context) from None
    say(f"Laget: {target}")
    say(f"Endre den i Word, og se etter feil med: rapportgen mal sjekk {as_argument(target)}")
    return 0


def _check_target(target: Path, source: Path, overwrite: bool) -> None:
    """A marked copy is a Word file of its own, and replaces no other unasked."""
    _word_file(target)
    context = click.get_current_context()
    if os.path.realpath(target) == os.path.realpath(source):
        raise click.UsageError("Kopien må ha et annet navn enn malen.", context)
    if target.exists() and not overwrite:
        raise click.UsageError(f"{target} finnes fra før. Velg et annet navn, eller bruk --overskriv.", context)


def _word_file(target: Path) -> None:
    if target.suffix.lower() != ".docx":
        raise click.UsageError(f"{target}: Kopien må hete noe som slutter på .docx.", click.get_current_context())


def _refused(template: Path, error: RapportgenError) -> int:
    from rapportgen.cli.utskrift import as_json

    own = error.problems if isinstance(error, SettingsError) else ()
    say_json(as_json([(str(template), [*own] or [feil("kan-ikke-leses", template.name, str(error))])]))
    return 1


def _show(source: Path, findings: list[Finding], marked: Path | None, json_wanted: bool) -> None:
    from rapportgen.cli.utskrift import as_json, show_problems, summary

    found = [finding.problem for finding in findings]
    if json_wanted:
        say_json(as_json([(str(source), found)]))
        return
    say(f"{source}: {summary(found)}")
    for finding in findings:
        show_problems([finding.problem])
        if finding.around:
            say(f"            i «{finding.around}»")
    if marked is not None:
        say(f"Merket kopi: {marked}")
