"""`rapportgen sjekk`: all problems of all workbooks at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import say, say_json
from rapportgen.cli.typer import FILE, PERIOD, as_json, overwrite_copy, own_settings, strict
from rapportgen.errors import RapportgenError, SettingsError, is_there, without_file
from rapportgen.names import as_listed
from rapportgen.problems import ADVARSEL, FEIL, Problem, count, feil, in_order

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.model.perioder import Periode


@click.command("sjekk", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("arbeidsbok", type=FILE, nargs=-1, required=True, metavar="ARBEIDSBOK...")
@click.option("-k", "--kvartal", type=PERIOD, help="Kvartalet frister skal regnes mot. Ellers rapportkvartalet.")
@click.option("--merk", type=FILE, metavar="UT.xlsx", help="Lag en kopi av arbeidsboken med kommentar på hver feil.")
@overwrite_copy
@own_settings
@strict
@as_json
def command(
    arbeidsbok: tuple[Path, ...],
    kvartal: Periode | None,
    merk: Path | None,
    overskriv: bool,
    oppsett: Path | None,
    streng: bool,
    json_wanted: bool,
) -> int:
    """Finn feil i arbeidsbøker. Alle feil vises på én gang, de alvorligste først.

    \b
    Eksempler:
      rapportgen sjekk minbok.xlsx
      rapportgen sjekk *.xlsx
      rapportgen sjekk minbok.xlsx --merk minbok-merket.xlsx
    """
    if merk is not None and len(arbeidsbok) > 1:
        raise click.UsageError("--merk tar én arbeidsbok om gangen.", click.get_current_context())
    files = [path for typed in arbeidsbok for path in _files(typed)]
    results = [(path, _problems(path, kvartal, oppsett)) for path in files]
    marked = _mark(files[0], results[0][1], merk, overskriv) if merk is not None else []
    _show(results, json_wanted)
    if merk is not None and not json_wanted:
        say(f"Merket kopi: {merk}")
        for problem in marked:
            say(f"  {problem.melding}")
    found = [problem for _, problems in results for problem in problems]
    return int(bool(count(found, FEIL) or (streng and count(found, ADVARSEL))))


def _files(typed: Path) -> list[Path]:
    try:
        return _expanded(typed)
    except OSError:  # such as a name that is too long; told when it is read
        return [typed]


def _expanded(path: Path) -> list[Path]:
    """The workbooks in a folder or behind a pattern, Excel's lock files aside. Windows leaves *.xlsx to the program."""
    if path.is_dir():
        found = [p for p in path.iterdir() if p.suffix.lower() in (".xlsx", ".xlsm")]
    elif any(sign in path.name for sign in "*?") and not is_there(path):
        found = list(path.parent.glob(path.name))
    else:
        return [path]
    workbooks = sorted((p for p in found if not p.name.startswith("~$")), key=lambda p: as_listed(p.name))
    if not workbooks:
        raise click.UsageError(f"{path}: Her er det ingen arbeidsbøker.", click.get_current_context())
    return workbooks


def _problems(path: Path, kvartal: Periode | None, settings: Path | None) -> list[Problem]:
    from rapportgen.model.grunnlag import not_ready
    from rapportgen.pipeline import check_file
    from rapportgen.settings_file import chosen_settings

    try:
        checked = check_file(path, kvartal, oppsett=chosen_settings(settings, path))
        return in_order([*checked.problems, *not_ready(checked.workbook, kvartal)])
    except SettingsError as error:
        return list(error.problems)
    except RapportgenError as error:
        return [feil("kan-ikke-leses", path.name, without_file(str(error), path))]


def _mark(source: Path, problems: list[Problem], target: Path, overwrite: bool) -> list[Problem]:
    from rapportgen.excel.mark import mark_workbook

    if target.suffix.lower() != source.suffix.lower():
        raise click.UsageError(
            f"{target}: Kopien må hete noe som slutter på {source.suffix}, slik arbeidsboken gjør.",
            click.get_current_context(),
        )
    if os.path.realpath(target) == os.path.realpath(source):
        raise click.UsageError("Kopien må ha et annet navn enn arbeidsboken.", click.get_current_context())
    if target.exists() and not overwrite:
        raise click.UsageError(
            f"{target} finnes fra før. Velg et annet navn, eller bruk --overskriv.", click.get_current_context()
        )
    if any(problem.kode == "kan-ikke-leses" for problem in problems):
        raise RapportgenError(f"{source.name}: {problems[0].melding}")
    return mark_workbook(source, problems, target)


def _show(results: list[tuple[Path, list[Problem]]], json_wanted: bool) -> None:
    from rapportgen.cli.utskrift import as_json, show_problems, summary

    if json_wanted:
        say_json(as_json((str(path), problems) for path, problems in results))
        return
    for path, problems in results:
        say(f"{path}: {summary(problems)}")
        show_problems(problems)
    if len(results) > 1:
        everything = [problem for _, problems in results for problem in problems]
        say(f"{len(results)} arbeidsbøker: {summary(everything)}")
