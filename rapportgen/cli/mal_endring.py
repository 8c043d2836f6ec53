"""`rapportgen mal endring`: what a new version of a template asks for that the old one did not, and the reverse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import as_argument, say, say_json
from rapportgen.cli.typer import FILE, as_json, known_template, own_settings, strict
from rapportgen.problems import ADVARSEL, FEIL, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rapportgen.contracts import Comparison
    from rapportgen.model.kontrakt import Wish
    from rapportgen.problems import Problem

_HEADINGS = {"felt": "Felter", "liste": "Lister", "graf": "Grafer", "filter": "Filtre", "funksjon": "Funksjoner"}
_WIDTH = 44


@click.command("endring", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("gammel", metavar="GAMMEL")
@click.argument("ny", metavar="NY")
@click.argument("arbeidsbok", type=FILE, nargs=-1, metavar="[ARBEIDSBOK]...")
@click.option(
    "--bok", type=FILE, multiple=True, metavar="FIL", help="En arbeidsbok malen skal brukes med; kan gjentas."
)
@own_settings
@strict
@as_json
def command(
    gammel: str,
    ny: str,
    arbeidsbok: tuple[Path, ...],
    bok: tuple[Path, ...],
    oppsett: Path | None,
    streng: bool,
    json_wanted: bool,
) -> int:
    """Vis hva en ny utgave av en mal trenger, som den gamle ikke trengte, og omvendt.

    Med arbeidsbøker, eller en mappe med dem, sier den hvilke som ikke lenger duger: Feil er det som stopper rapporten,
    advarsler er ark og kolonner som blir tomme. Sluttstatus er 0 når alt duger, og 1 når den nye malen eller en
    arbeidsbok har feil.

    \b
    Eksempler:
      rapportgen mal endring kvartalsrapport minmal.docx
      rapportgen mal endring fjoraarets.docx aarets.docx --bok moskenes.xlsx --bok karasjok.xlsx
      rapportgen mal endring fjoraarets.docx aarets.docx arbeidsboker
    """
    from rapportgen.contracts import compare_templates
    from rapportgen.settings_file import chosen_settings

    settings = chosen_settings(oppsett, Path(ny))
    for name in (gammel, ny):
        known_template(name, settings.malmappe)
    compared = compare_templates(gammel, ny, _workbooks((*arbeidsbok, *bok)), oppsett=settings)
    if json_wanted:
        say_json(json.dumps(_object(gammel, ny, compared), ensure_ascii=False, indent=2))
    else:
        _show(gammel, ny, compared)
    found = [*compared.faults, *(problem for _, problems in compared.workbooks for problem in problems)]
    return int(bool(count(found, FEIL) or (streng and count(found, ADVARSEL))))


def _workbooks(named: Iterable[Path]) -> list[Path]:
    """The files that are named, and the workbooks of the folders. Raises FileRefusedError for a folder without any."""
    from rapportgen.portfolio import workbooks_in

    return [book for path in named for book in (workbooks_in(path) if path.is_dir() else [path])]


def _object(old: str, new: str, compared: Comparison) -> dict[str, Any]:
    """The object of `--json` (docs/maler.md)."""
    from rapportgen.model.kontrakt import sheets_of

    change = compared.endring
    files = [(new, compared.faults), *((str(book), problems) for book, problems in compared.workbooks)]
    found = [problem for _, problems in files for problem in problems]
    return {
        "gammel": old,
        "ny": new,
        "nye": [wish._asdict() for wish in change.nye],
        "borte": [wish._asdict() for wish in change.borte],
        "nye_navn": [{"var": pair.var._asdict(), "er": pair.er._asdict()} for pair in change.nye_navn],
        "trengs": sheets_of(change.trengs),
        "brukes_ikke": sheets_of(change.brukes_ikke),
        "filer": [{"fil": name, "problemer": [problem.as_json() for problem in each]} for name, each in files],
        "feil": count(found, FEIL),
        "advarsler": count(found, ADVARSEL),
    }


def _show(old: str, new: str, compared: Comparison) -> None:
    from rapportgen.cli.utskrift import show_problems, summary

    say(f"Fra {old} til {new}:")
    if not compared.endring:
        say("  Den nye malen bruker det samme som den gamle.")
    for kind, heading in _HEADINGS.items():
        _show_kind(kind, heading, compared)
    _show_sheets(compared)
    if compared.faults:
        say(f"{new}: {summary(compared.faults)}. Se alt med: rapportgen mal sjekk {as_argument(new)}")
        show_problems(compared.faults)
    for book, problems in compared.workbooks:
        say(f"{book}: {_verdict(problems)}")
        show_problems(problems)


def _verdict(problems: Sequence[Problem]) -> str:
    from rapportgen.cli.utskrift import summary
    from rapportgen.contracts import UNUSABLE

    if any(problem.kode == UNUSABLE for problem in problems):
        return f"kan ikke brukes, og kunne det ikke med den gamle malen heller ({summary(problems)})"
    if count(problems, FEIL):
        return f"duger ikke lenger ({summary(problems)})"
    return f"duger, men noe blir tomt ({summary(problems)})" if problems else "duger"


def _show_kind(kind: str, heading: str, compared: Comparison) -> None:
    change = compared.endring
    lines = [f"    + {_with_source(wish)}" for wish in change.nye if wish.slag == kind]
    lines += [f"    - {_with_source(wish)}" for wish in change.borte if wish.slag == kind]
    lines += [f"    var {pair.var.navn}, er nå {pair.er.navn}" for pair in change.nye_navn if pair.er.slag == kind]
    if lines:
        say(f"  {heading}")
        for line in lines:
            say(line)


def _with_source(wish: Wish) -> str:
    """The name, and the sheet and column or else the place of it."""
    source = " › ".join(part for part in (wish.ark, wish.kolonne) if part) or wish.sted
    return f"{wish.navn:<{_WIDTH}} {source}"


def _show_sheets(compared: Comparison) -> None:
    """The sheets and columns of a workbook that only the new template uses, and those that only the old one did."""
    from rapportgen.model.kontrakt import sheets_of

    change = compared.endring
    for heading, used in (("I arbeidsboken trengs nå", change.trengs), ("Brukes ikke lenger", change.brukes_ikke)):
        if used:
            say(f"  {heading}")
            for sheet, columns in sheets_of(used).items():
                say(f"    {sheet}{_listed(columns)}")


def _listed(columns: Iterable[str]) -> str:
    text = ", ".join(columns)
    return f": {text}" if text else ""
