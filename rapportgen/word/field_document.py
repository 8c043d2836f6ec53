"""The list of what templates may use as a Word document: made with a template of our own, like any report.

The tags in it are values, so they come through as they are typed, and can be copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import ReportError
from rapportgen.model.felt import plain
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.riktekst import Avsnitt, Bit, RikTekst
from rapportgen.named import NamedTuple
from rapportgen.word import compile_template, render_template, verify_report
from rapportgen.word.office.finish import Unfinished, finish_reports
from rapportgen.word.settings import Egenskaper, Visning

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rapportgen.model.felt import Field, Group
    from rapportgen.problems import Problem

TITLE = "Felter i maler"
_USE = (
    "Kopier taggen fra kolonnen «Tagg», og lim den inn i malen. Velg «Behold bare tekst» når du limer inn.",
    "Æ, ø og å skrives som de er. Du kan også skrive ae, oe og aa.",
    "En tagg på flere linjer er flere avsnitt. Linjene med {%p … %} kommer ikke med i rapporten.",
    "Er det et langt mellomrom i en tagg, står delene i hver sin celle i en tabellrad.",
    "[graf: …] skrives først i den alternative teksten til et diagram i Word.",
)


class FieldDocument(NamedTuple):
    """The document, and what came up while it was made."""

    data: bytes
    problems: tuple[Problem, ...]


def field_document(
    template: Path, groups: Sequence[tuple[Group, Sequence[Field]]], workbook: str = ""
) -> FieldDocument:
    """The groups as a document: headings, tables of fields, and sample tables of rows.

    With the name of a `workbook` its values stand in place of examples. Raises ReportError when Word could not open it.
    """
    compiled = compile_template(template)
    count = sum(len(fields) for _, fields in groups)
    context = {
        "rapport": Felter(tittel=TITLE),
        "undertittel": f"Med verdiene i {workbook}" if workbook else "Alt en mal kan bruke",
        "ingress": f"{count} felter, filtre og andre ting en mal kan bruke, gruppe for gruppe.",
        "slik": Rader(_USE),
        "eksempel": "I arbeidsboken" if workbook else "Eksempel",
        "grupper": Rader(_group(group, fields, bool(workbook)) for group, fields in groups),
    }
    properties = Egenskaper(tittel=TITLE, emne="Tagger til maler", kategori="Hjelp")
    rendered = render_template(compiled, context, Visning(mangler=""), properties)
    if faults := verify_report(rendered):
        raise ReportError("Dokumentet ville ikke latt seg åpne i Word. Ingen fil er laget.", tuple(faults))
    (finished,) = finish_reports([Unfinished(compiled, rendered, properties)])
    return FieldDocument(finished.report.data, (*rendered.problems, *finished.problems))


def _group(group: Group, fields: Sequence[Field], with_values: bool) -> Felter:
    return Felter(
        tittel=group.overskrift,
        om=plain(group.hjelp),
        loekke=f"{group.loekke} … {{% endfor %}}" if group.loekke else None,
        felter=Rader(_row(field, group, with_values) for field in fields),
        tabell=Rader(
            Felter(tittel=heading, tagg=cell) for (heading, _), cell in zip(group.tabell, group.tabellrad, strict=True)
        ),
    )


def _row(field: Field, group: Group, with_values: bool) -> Felter:
    inside = f" Inne i {field.loekke}." if field.loekke and field.loekke != group.loekke else ""
    kind = ", ".join(part for part in (field.slag, field.enhet) if part)
    return Felter(
        felt=field.felt,
        hva=f"{plain(field.hjelp)}{inside} ({kind})",
        sted=" › ".join(part for part in (field.ark, field.kolonne) if part),
        eksempel=field.shown(with_values),
        tagg=_paragraphs(field.tagg),
    )


def _paragraphs(tag: str) -> object:
    """A tag of several lines as paragraphs, so that they are paragraphs where they are pasted too."""
    if "\n" not in tag:
        return tag
    return RikTekst(tuple(Avsnitt((Bit(line),)) for line in tag.split("\n")))
