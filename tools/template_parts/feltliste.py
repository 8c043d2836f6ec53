"""The list of fields: what a template may use, with tags to copy. The program fills it for `mal felter -o`."""

from __future__ import annotations

from template_parts.front import contents
from template_parts.page import section
from template_parts.palette import cm
from template_parts.tables import cell, frame, row
from template_parts.wml import each, field, heading, mark, para, run, when

TITLE = "Felter i maler"
SUBJECT = "Alt en mal kan bruke, med tagger klare til å kopiere."
CODE = "Kode"
WIDE = 24.7
"""Centimetres between the margins of a turned page."""

_COLUMNS = (
    ("Felt", "felt", 4.3),
    ("Hva", "hva", 6.0),
    ("Ark og kolonne", "sted", 4.2),
    ("{{ eksempel }}", "eksempel", 3.4),
    ("Tagg", "tagg", 6.8),
)


def body() -> str:
    """The content of `word/document.xml`."""
    return (
        para("Tittel", "{{ rapport.tittel }}")
        + para("Undertittel", "{{ undertittel }}")
        + para("Ingress", "{{ ingress }}")
        + each("punkt in slik", para("Punktliste", "{{ punkt }}"))
        + contents()
        + para("Seksjonsslutt", section=section(header=False, footer=True))
        + each("gruppe in grupper", _group())
        + section(landscape=True, header=False, footer=True)
    )


def footer() -> str:
    """What the document is, and the page."""
    return para(
        "Bunntekst",
        run("{{ rapport.tittel }} · Side "),
        field("PAGE", "1"),
        run(" av "),
        field("NUMPAGES", "1"),
    )


def _group() -> str:
    """One group: what it is about, its fields, and a table of its rows that may be copied into a template."""
    return (
        heading(1, "{{ gruppe.tittel }}")
        + para("Ingress", "{{ gruppe.om }}", only_if="gruppe.om")
        + para(
            "Ingress",
            run("Feltene på hver rad står inne i "),
            run("{{ gruppe.løkke }}", CODE),
            run("."),
            only_if="gruppe.løkke",
        )
        + _fields()
        + when(
            "gruppe.tabell",
            para("Ledetekst", "Tabell klar til å kopiere"),
            _sample(),
            para("Kildelinje", "Kopier hele tabellen inn i malen, og gi den utseendet du vil ha."),
        )
    )


def _fields() -> str:
    widths = [cm(width) for _, _, width in _COLUMNS]
    head = [cell(width, para("Tabelloverskrift", title)) for width, (title, _, _) in zip(widths, _COLUMNS, strict=True)]
    cells = []
    for number, (width, (_, name, _)) in enumerate(zip(widths, _COLUMNS, strict=True)):
        before = mark("{%tr for ett in gruppe.felter %}") if number == 0 else ""
        after = mark("{%tr endfor %}") if number == len(widths) - 1 else ""
        style = CODE if name in ("felt", "tagg") else None
        cells.append(cell(width, para("Tabelltekst", before, run(f"{{{{ ett.{name} }}}}", style), after)))
    rows = [row(*head, header=True), row(*cells)]
    description = "Feltene i gruppen, hva de er, hvor verdien kommer fra, et eksempel og taggen til malen."
    return frame(rows, widths, style="Rapporttabell", title="{{ gruppe.tittel }}", description=description)


def _sample() -> str:
    """A table of headings and tags, with as many columns as the group shows."""
    width = cm(WIDE)
    opened, closed = mark("{%tc for kolonne in gruppe.tabell %}"), mark("{%tc endfor %}")
    head = cell(width, para("Tabelloverskrift", opened, run("{{ kolonne.tittel }}"), closed))
    tags = cell(width, para("Tabelltekst", opened, run("{{ kolonne.tagg }}", CODE), closed))
    description = "Overskrifter og tagger til en tabell med én rad for hver rad i arket."
    rows = [row(head, header=True), row(tags)]
    title = "{{ gruppe.tittel }}: tabell klar til å kopiere"
    return frame(rows, [width], style="Rapporttabell", title=title, description=description)
