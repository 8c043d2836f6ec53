"""`rapportgen mal liste`: the templates, what each is for, its chapters, and the sheets that it uses."""

from __future__ import annotations

import json
import shutil
import textwrap
from typing import TYPE_CHECKING, Any

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import Styled, say, say_json
from rapportgen.cli.typer import as_json, known_template, own_settings
from rapportgen.errors import RapportgenError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rapportgen.templates import Summary

_WIDEST = 100
_LABEL = 10


@click.command("liste", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("navn", nargs=-1, metavar="[NAVN]...")
@as_json
@own_settings
def command(navn: tuple[str, ...], json_wanted: bool, oppsett: Path | None) -> int:
    """Vis malene: hva de er til, kapitlene, og arkene de bruker.

    Malene i kommunens egen malmappe kommer først. Med NAVN vises bare de malene.
    """
    from rapportgen.settings_file import chosen_settings
    from rapportgen.templates import list_templates

    settings = chosen_settings(oppsett)
    wanted = {known_template(name, settings.malmappe) for name in navn}
    found = [one for one in list_templates(settings) if not wanted or one[1] in wanted]
    if json_wanted:
        say_json(json.dumps({"maler": [_as_json(*one) for one in found]}, ensure_ascii=False, indent=2))
        return 0
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for number, (name, path, summary) in enumerate(found):
        if number:
            say()
        say(Styled(name, bold=True))
        for line in _lines(path, summary, width):
            say(line)
    say()
    say("Kopier en mal for å endre den: rapportgen mal kopi NAVN minmal.docx")
    return 0


def _lines(path: Path, summary: Summary | RapportgenError, width: int) -> Iterator[str]:
    if isinstance(summary, RapportgenError):
        yield from _wrapped("Feil", str(summary), width)
    else:
        yield from textwrap.wrap(summary.purpose, width, initial_indent="  ", subsequent_indent="  ")
        yield from _wrapped("Kapitler", " · ".join(summary.chapters), width)
        yield from _wrapped("Ark", ", ".join(summary.sheets), width)
    yield f"  {'Fil':<{_LABEL}}{path}"


def _wrapped(label: str, text: str, width: int) -> list[str]:
    """The text beside its label; nothing when there is none."""
    indent = " " * (_LABEL + 2)
    return textwrap.wrap(text, width, initial_indent=f"  {label:<{_LABEL}}", subsequent_indent=indent)


def _as_json(name: str, path: Path, summary: Summary | RapportgenError) -> dict[str, Any]:
    if isinstance(summary, RapportgenError):
        return {"navn": name, "fil": str(path), "feil": str(summary)}
    return {
        "navn": name,
        "tittel": summary.title,
        "formaal": summary.purpose,
        "kapitler": list(summary.chapters),
        "ark": list(summary.sheets),
        "fil": str(path),
    }
