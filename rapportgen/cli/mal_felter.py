"""`rapportgen mal felter`: everything that a template may use, to be searched, read and copied."""

from __future__ import annotations

import json
import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import Styled, as_argument, say, say_json
from rapportgen.cli.typer import FILE, PERIOD, json_option, own_settings
from rapportgen.model.felt import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapportgen.cli.skjerm import Line
    from rapportgen.model.felt import Field, Group
    from rapportgen.model.perioder import Periode

_WORKBOOKS = (".xlsx", ".xlsm")
_WIDEST_TAG = 38
_CELL = "⇥"  # between the cells of a row
_NARROWEST, _WIDEST = 60, 120


@click.command("felter", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("ord_", nargs=-1, metavar="[SØKEORD…] [ARBEIDSBOK]")
@click.option("--bok", type=FILE, metavar="ARBEIDSBOK", help="Vis også det arbeidsboken selv har, og verdiene i den.")
@click.option("-k", "--kvartal", type=PERIOD, help="Kvartalet verdiene gjelder, for eksempel 2Q2024.")
@click.option("-o", "--ut", type=FILE, metavar="UT.docx", help="Lag et Word-dokument du kan kopiere taggene fra.")
@click.option("--overskriv", is_flag=True, help="Skriv over dokumentet hvis det finnes.")
@own_settings
@json_option("Skriv listen som JSON.")
def command(
    ord_: tuple[str, ...],
    bok: Path | None,
    kvartal: Periode | None,
    ut: Path | None,
    overskriv: bool,
    json_wanted: bool,
    oppsett: Path | None,
) -> int:
    """Vis alt en mal kan bruke: felter, lister, filtre, funksjoner og grafer, med tagger klare til å lime inn.

    Med SØKEORD vises bare det som inneholder alle ordene. Med ARBEIDSBOK vises også dens egne ark og kolonner, og
    verdiene slik de blir i rapporten.

    \b
    Eksempler:
      rapportgen mal felter
      rapportgen mal felter prognose
      rapportgen mal felter risiko minbok.xlsx
      rapportgen mal felter -o felter.docx
    """
    from rapportgen.fieldlist import field_list, nearest, search
    from rapportgen.model.felter_samlerapport import portfolio_fields
    from rapportgen.settings_file import chosen_settings

    words, workbook = _sorted_out(ord_, bok)
    if kvartal is not None and workbook is None:
        raise click.UsageError("--kvartal brukes sammen med en arbeidsbok.", click.get_current_context())
    if ut is not None:
        _check_target(ut, overskriv)
    everything = field_list(workbook, kvartal, oppsett=chosen_settings(oppsett, workbook))
    if workbook is None:
        everything += portfolio_fields()
    found = search(everything, words)
    if json_wanted:
        say_json(json.dumps({"felter": [field._asdict() for field in found]}, ensure_ascii=False, indent=2))
    elif not found:
        near = nearest(everything, words)
        hint = f" Mente du «{near}»?" if near else ""
        say(f"Fant ingenting for «{' '.join(words)}».{hint}", err=True)
    elif ut is None:
        _show(found, words, with_values=workbook is not None)
    if ut is not None and found:
        _write(ut, found, workbook, json_wanted)
    return int(ut is not None and not found)


def _sorted_out(words: Sequence[str], workbook: Path | None) -> tuple[list[str], Path | None]:
    """The words to search for, and the workbook: the argument that ends as one."""
    folder = next((word for word in words if ("/" in word or "\\" in word) and Path(word).is_dir()), "")
    if folder:
        raise click.UsageError(f"{folder} er en mappe. Velg én arbeidsbok.", click.get_current_context())
    if document := next((word for word in words if word.lower().endswith(".docx")), ""):
        message = f"{document} er et Word-dokument. Skriv et søkeord, eller en arbeidsbok (.xlsx)."
        hint = f"Vil du lage et dokument med feltene, skriver du: rapportgen mal felter -o {as_argument(document)}"
        raise click.UsageError(f"{message} {hint}", click.get_current_context())
    books = [Path(word) for word in words if word.lower().endswith(_WORKBOOKS)]
    if len(books) + (workbook is not None) > 1:
        raise click.UsageError("Velg én arbeidsbok.", click.get_current_context())
    return [word for word in words if not word.lower().endswith(_WORKBOOKS)], workbook or next(iter(books), None)


def _check_target(target: Path, overwrite: bool) -> None:
    context = click.get_current_context()
    if target.suffix.lower() != ".docx":
        raise click.UsageError(f"{target}: Dokumentet må hete noe som slutter på .docx.", context)
    if target.exists() and not overwrite:
        raise click.UsageError(f"{target} finnes fra før. Velg et annet navn, eller bruk --overskriv.", context)


def _write(target: Path, fields: Sequence[Field], workbook: Path | None, quiet: bool) -> None:
    from rapportgen.fieldlist import write_document

    for problem in write_document(target, fields, workbook):
        say(f"  {problem.melding}", err=True)
    if not quiet:
        say(f"Laget: {target}")


def _show(fields: Sequence[Field], words: Sequence[str], *, with_values: bool) -> None:
    """The fields group by group, as wide as the screen: the tag, what it gives, and where that comes from."""
    from rapportgen.fieldlist import grouped

    width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    for number, (group, own) in enumerate(grouped(fields)):
        lines: list[Line] = [
            *([()] if number else []),
            *_heading(group, width),
            *_of_group(group, own, width, with_values),
        ]
        for line in lines:
            say(*line)
    more = f" for «{' '.join(words)}»." if words else ". Søk med «rapportgen mal felter ORD»."
    say()
    say(f"{len(fields)} treff{more}")


def _heading(group: Group, width: int) -> Iterator[Line]:
    yield (Styled(group.overskrift, bold=True),)
    for line in textwrap.wrap(plain(group.hjelp), width - 2):
        yield (f"  {line}",)


def _of_group(group: Group, fields: Sequence[Field], width: int, with_values: bool) -> Iterator[Line]:
    """The fields of one group; those that stand inside a loop come after it."""
    loop = ""
    for field in fields:
        if field.loekke and field.loekke != loop:
            yield (f"  Inne i {field.loekke} … {{% endfor %}}:",)
        loop = field.loekke
        told = field._replace(hjelp="") if field.hjelp == group.hjelp else field
        yield from _lines(told, width, with_values)


def _lines(field: Field, width: int, with_values: bool) -> Iterator[Line]:
    """One field: its tag, and beside it what it gives; below it when the tag is long."""
    tag = field.tagg.replace("\t", f" {_CELL} ").split("\n")
    beside = len(tag) == 1 and len(tag[0]) <= _WIDEST_TAG
    about = [_meaning(field), _source(field, with_values)]
    told = [line for part in about for line in textwrap.wrap(part, width - _WIDEST_TAG - 4)]
    if not beside:
        for line in tag:
            yield ("  ", Styled(line, "cyan"))
    for number, line in enumerate(told):
        before = tag[0] if beside and number == 0 else ""
        yield ("  ", Styled(before.ljust(_WIDEST_TAG), "cyan"), f"  {line}")


def _meaning(field: Field) -> str:
    """What it gives; first its name, where that is no path of fields that the tag shows."""
    return plain(field.hjelp) if field.ark else f"{field.felt}: {plain(field.hjelp)}"


def _source(field: Field, with_values: bool) -> str:
    """Where the value comes from, its kind and unit, and a value or an example: «Økonomi › Avvik · beløp · nå −453»."""
    where = " › ".join(part for part in (field.ark, field.kolonne) if part)
    kind = ", ".join(part for part in (field.slag, field.enhet) if part)
    shown = field.shown(with_values)
    example = f"{'nå:' if with_values and where else 'f.eks.'} {shown}" if shown else ""
    return " · ".join(part for part in (where, kind if where else "", example) if part)
