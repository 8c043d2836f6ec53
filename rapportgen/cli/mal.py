"""`rapportgen mal`: which templates there are, and what a template may use."""

from __future__ import annotations

import json

import click

from rapportgen.cli.norsk import NorwegianCommand, NorwegianGroup


@click.group("mal", cls=NorwegianGroup)
def command() -> None:
    """Se hvilke maler og felter som finnes."""


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

    fields = template_fields()
    if json_wanted:
        click.echo(json.dumps({"felter": [field._asdict() for field in fields]}, ensure_ascii=False, indent=2))
        return 0
    for field in fields:
        source = f"{field.ark} › {field.kolonne}" if field.kolonne else field.ark
        click.echo(f"{field.felt:<44} {field.slag:<10} {source:<44} {field.hjelp}")
    return 0
