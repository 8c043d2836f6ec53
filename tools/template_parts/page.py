"""What surrounds the chapters: cover, header table, sections."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from template_parts.palette import (
    EDGE_MARGIN,
    HEADER_DISTANCE,
    PAGE_LONG,
    PAGE_SHORT,
    PORTRAIT,
    SIDE_MARGIN,
)
from template_parts.tables import WHOLE, cell, frame, row
from template_parts.wml import field, para, run, when

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = "rId11"
"""Relationship id of the header."""

FOOTER = "rId12"
"""Relationship id of the footer."""

NO_LOOK = 'w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'


def section(
    *,
    landscape: bool = False,
    header: bool = True,
    footer: bool = False,
    own_first: bool = False,
    edge: int = EDGE_MARGIN,
) -> str:
    """The properties of a section that begins on a new page. `edge` is the margin at the top and bottom.

    A section without a `footer` has that of the section before it. With `own_first` the first page has the footer
    and no header.
    """
    width, height = (PAGE_LONG, PAGE_SHORT) if landscape else (PAGE_SHORT, PAGE_LONG)
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        "<w:sectPr>"
        + (f'<w:headerReference w:type="default" r:id="{HEADER}"/>' if header else "")
        + (f'<w:footerReference w:type="default" r:id="{FOOTER}"/>' if footer else "")
        + (f'<w:footerReference w:type="first" r:id="{FOOTER}"/>' if footer and own_first else "")
        + f'<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{edge}" w:right="{SIDE_MARGIN}" w:bottom="{edge}" w:left="{SIDE_MARGIN}" '
        f'w:header="{HEADER_DISTANCE}" w:footer="{HEADER_DISTANCE}" w:gutter="0"/>'
        + ("<w:titlePg/>" if own_first else "")
        + "</w:sectPr>"
    )


QUARTERLY_TITLE = "{{ rapport.tittel }} {{ rapport.kvartal }}"


def headers(title: str = QUARTERLY_TITLE) -> dict[str, str]:
    """The header parts by relationship id. `title` is what the document calls itself."""
    return {HEADER: _header(title)}


def marked_header() -> dict[str, str]:
    """A header with the marking alone, for a document whose first page says the rest."""
    return {HEADER: grading() + para("Topptekstluft")}


def _labelled(label: str, *value: str) -> str:
    return para("Topptekstfelt", run(f"{label}: ", "Etikett"), *value)


def _header(title: str) -> str:
    """firma · prosjekt · dok. id / dokument · versjon · side / ansvarlig · verifisert · godkjent · dato.

    The widths are shares of the page's, so that one header serves upright and turned pages.
    """
    page = [field("PAGE", "2"), run(" av "), field("NUMPAGES", "2")]
    rows = [
        _header_row(
            (0, 4, _labelled("Firma", run("{{ prosjekt.firma }}"))),
            (4, 9, _labelled("Prosjekt", run("{{ prosjekt.hovedprosjekt }}"))),
            (9, 12, _labelled("Dok. id", run("{{ prosjekt.dok_id }}"))),
        ),
        _header_row(
            (0, 4, _labelled("Dokument", run(title))),
            (4, 9, _labelled("Versjon", run("{{ prosjekt.versjon }}"))),
            (9, 12, _labelled("Side", *page)),
        ),
        _header_row(
            (0, 3, _labelled("Ansvarlig", run("{{ prosjekt.ansvarlig }}"))),
            (3, 6, _labelled("Verifisert", run("{{ prosjekt.verifisert }}"))),
            (6, 9, _labelled("Godkjent", run("{{ prosjekt.godkjent }}"))),
            (9, 12, _labelled("Dato", run("{{ rapport.dato }}"))),
        ),
    ]
    table = frame(
        rows,
        [PORTRAIT * (b - a) // 12 for a, b in pairwise(_EDGES)],
        style="Topptekstabell",
        title="Topptekst",
        description="Firma, prosjekt, dokument-id, dokument, versjon, side, ansvarlig, verifisert, godkjent og dato.",
        look=NO_LOOK,
        whole_page=True,
    )
    return grading() + table + para("Topptekstluft")


# Twelfths of the width where a cell of some row ends; two rows have three cells, the last has four.
_EDGES = (0, 3, 4, 6, 8, 9, 12)


def _header_row(*cells: tuple[int, int, str]) -> str:
    """A row of cells, each from and to a twelfth of the width."""
    return row(
        *(
            cell((end - start) * WHOLE // 12, content, span=_EDGES.index(end) - _EDGES.index(start), unit="pct")
            for start, end, content in cells
        )
    )


def grading() -> str:
    """The marking of a report that is exempt from public access."""
    return para("Gradering", "{{ rapport.gradering }}", only_if="rapport.gradering")


def names() -> str:
    """The name of the kommune, the Sami one first."""
    sami = run("{{ prosjekt.kommune.samisk }}", lang="se-NO")
    return para("Forsidekommune", sami, only_if="prosjekt.kommune.samisk") + para(
        "Forsidekommune", "{{ prosjekt.kommune }}"
    )


FACTS = (
    ("Til", "{{ rapport.mottaker }}", "rapport.mottaker"),
    ("Fra", "{{ rapport.fra }}", "rapport.fra"),
    ("Dato", "{{ rapport.dato|langdato }}", "rapport.dato"),
    ("Versjon", "{{ prosjekt.versjon }}", "prosjekt.versjon"),
    ("Utvalg", "{{ rapport.utvalg }}", "rapport.utvalg"),
    ("Møtedato", "{{ rapport.møtedato|langdato }}", "rapport.møtedato"),
    ("Saksnummer", "{{ prosjekt.saksnummer }}", "prosjekt.saksnummer"),
    ("Tilgang", "{{ rapport.gradering or prosjekt.tilgang }}", "rapport.gradering or prosjekt.tilgang"),
)
"""The facts on a cover: label, value, and the condition without which the line is left out."""


def cover_facts(facts: Sequence[tuple[str, str, str]] = FACTS) -> str:
    """The facts on a cover, one on each line."""
    return "".join(para("Forsidefakta", run(f"{label}\t{value}"), only_if=when_) for label, value, when_ in facts)


def cover() -> str:
    """The first page; its last paragraph ends a section that has no header."""
    return (
        grading()
        + names()
        + para("Forsidebilde")
        + para("Forsidetittel", QUARTERLY_TITLE)
        + para("Forsideundertittel", "{{ rapport.undertittel }}", only_if="rapport.undertittel")
        + para(
            "Forsideperiode", "{{ prosjekt.hovedprosjekt }}", only_if="prosjekt.delprosjekt and prosjekt.hovedprosjekt"
        )
        + para("Forsideperiode", "{{ rapport.periode }}")
        + para("Forsideluft")
        + cover_facts()
        + para("Seksjonsslutt", section=section(header=False))
    )


def turned(condition: str, *blocks: str, edge: int = EDGE_MARGIN) -> str:
    """The blocks on landscape pages of their own; without `condition` neither blocks nor pages are there."""
    return when(
        condition,
        para("Seksjonsslutt", section=section()),
        *blocks,
        para("Seksjonsslutt", section=section(landscape=True, edge=edge)),
    )
