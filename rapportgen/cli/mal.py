"""`rapportgen mal`: which templates there are, what a template may use, whether one is right, and a copy of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from rapportgen.cli.norsk import NorwegianCommand, NorwegianGroup
from rapportgen.cli.typer import FILE, PERIOD, as_json, overwrite_copy, strict
from rapportgen.errors import FileRefusedError, NotOverwrittenError, RapportgenError
from rapportgen.problems import ADVARSEL, FEIL, count, feil

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.model.perioder import Periode
    from rapportgen.templates import Finding


@click.group("mal", cls=NorwegianGroup)
def command() -> None:
    """Se, sjekk og kopier maler."""


@command.command("liste", cls=NorwegianCommand)
def list_templates() -> int:
    """Vis malene som følger med."""
    from rapportgen.resources import shipped_templates

    for name, path in shipped_templates().items():
        click.echo(f"{name:<20} {path}")
    return 0


@command.command("felter", cls=NorwegianCommand)
@click.option("--json", "json_wanted", is_flag=True, help="Skriv listen som JSON.")
def list_fields(json_wanted: bool) -> int:
    """Vis feltene en mal kan bruke, med ark, kolonne og eksempel."""
    from rapportgen.model.felter import template_fields
    from rapportgen.model.felter_samlerapport import portfolio_fields

    fields = [*template_fields(), *portfolio_fields()]
    if json_wanted:
        click.echo(json.dumps({"felter": [field._asdict() for field in fields]}, ensure_ascii=False, indent=2))
        return 0
    for field in fields:
        source = f"{field.ark} › {field.kolonne}" if field.kolonne else field.ark
        click.echo(f"{field.felt:<44} {field.slag:<10} {source:<44} {field.hjelp}")
    return 0


@command.command("sjekk", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("mal", metavar="MAL")
@click.argument("arbeidsbok", type=FILE, required=False, metavar="[ARBEIDSBOK]")
@click.option("-k", "--kvartal", type=PERIOD, help="Kvartalet prøverapporten gjelder, for eksempel 2Q2024.")
@click.option("--merk", type=FILE, metavar="UT.docx", help="Lag en kopi av malen med en kommentar ved hvert funn.")
@overwrite_copy
@strict
@as_json
def check(
    mal: str,
    arbeidsbok: Path | None,
    kvartal: Periode | None,
    merk: Path | None,
    overskriv: bool,
    streng: bool,
    json_wanted: bool,
) -> int:
    """Finn feil i en mal. Alle feil vises på én gang, de alvorligste først.

    Med ARBEIDSBOK prøves malen også med tallene i den.

    \b
    Eksempler:
      rapportgen mal sjekk minmal.docx
      rapportgen mal sjekk minmal.docx minbok.xlsx
      rapportgen mal sjekk minmal.docx --merk minmal-merket.docx
    """
    from rapportgen.templates import check_template, mark_template

    source = _known_template(mal)
    if merk is not None:
        _check_target(merk, source, overskriv)
    try:
        findings = check_template(source, arbeidsbok, kvartal)
    except RapportgenError as error:
        if not json_wanted:
            raise
        return _refused(source, error)
    if merk is not None:
        mark_template(source, findings, merk)
    _show(source, findings, merk, json_wanted)
    found = [finding.problem for finding in findings]
    return int(bool(count(found, FEIL) or (streng and count(found, ADVARSEL))))


@command.command("kopi", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("navn", metavar="NAVN")
@click.argument("ut", type=FILE, metavar="UT.docx")
def copy(navn: str, ut: Path) -> int:
    """Kopier en mal som følger med, så du kan endre den i Word.

    \b
    Eksempel:
      rapportgen mal kopi kvartalsrapport minmal.docx
    """
    from rapportgen.templates import copy_template

    source = _known_template(navn)
    target = ut / source.name if ut.is_dir() else ut if ut.suffix else ut.with_suffix(".docx")
    _word_file(target)
    try:
        copy_template(source, target)
    except NotOverwrittenError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None
    click.echo(f"Laget: {target}")
    click.echo(f"Endre den i Word, og se etter feil med: rapportgen mal sjekk {target}")
    return 0


def _known_template(name: str) -> Path:
    """The file of a template; a name that nothing has is wrong use of the command."""
    from rapportgen.resources import template_path

    try:
        return template_path(name)
    except FileRefusedError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None


def _check_target(target: Path, source: Path, overwrite: bool) -> None:
    """A marked copy is a Word file of its own, and replaces no other unasked."""
    _word_file(target)
    context = click.get_current_context()
    if target.resolve() == source.resolve():
        raise click.UsageError("Kopien må ha et annet navn enn malen.", context)
    if target.exists() and not overwrite:
        raise click.UsageError(f"{target} finnes fra før. Velg et annet navn, eller bruk --overskriv.", context)


def _word_file(target: Path) -> None:
    if target.suffix.lower() != ".docx":
        raise click.UsageError(f"{target}: Kopien må hete noe som slutter på .docx.", click.get_current_context())


def _refused(source: Path, error: RapportgenError) -> int:
    from rapportgen.cli.utskrift import as_json

    click.echo(as_json([(str(source), [feil("kan-ikke-leses", source.name, str(error))])]))
    return 1


def _show(source: Path, findings: list[Finding], marked: Path | None, json_wanted: bool) -> None:
    from rapportgen.cli.utskrift import as_json, show_problems, summary

    found = [finding.problem for finding in findings]
    if json_wanted:
        click.echo(as_json([(str(source), found)]))
        return
    click.echo(f"{source}: {summary(found)}")
    for finding in findings:
        show_problems([finding.problem])
        if finding.around:
            click.echo(f"            i «{finding.around}»")
    if marked is not None:
        click.echo(f"Merket kopi: {marked}")
