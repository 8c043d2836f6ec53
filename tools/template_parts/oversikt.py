"""The overview of a batch: which reports were made, which were not, and what must be mended in each workbook."""

from __future__ import annotations

from template_parts.page import section
from template_parts.tables import LIGHT, NUMBER, Column, report_table
from template_parts.wml import each, field, heading, para, run, when

TITLE = "Oversikt over rapporter"
SUBJECT = "Hvilke rapporter som er laget, og hva som må rettes i hvilken arbeidsbok."


def body() -> str:
    """The content of `word/document.xml`."""
    return (
        para("Statustittel", "{{ rapport.tittel }}")
        + para("Statusperiode", "{{ rapport.dato|langdato }}")
        + para("Statustekst", "{{ oversikt.sammendrag }}")
        + when("ikke_laget", heading(1, "Ikke laget"), _failed())
        + heading(1, "Alle rapportene")
        + _reports()
        + when("mangler", heading(1, "Mangelliste"), _lacks())
        + section(header=False, footer=True)
    )


def footer() -> str:
    """What the document is, and the page."""
    return para(
        "Mandatbunn",
        run("{{ rapport.tittel }} · {{ rapport.dato|langdato }}\tSide "),
        field("PAGE", "1"),
        run(" av "),
        field("NUMPAGES", "1"),
    )


def _failed() -> str:
    return report_table(
        "Rapporter som ikke er laget",
        "Rapportene som ikke er laget, med arbeidsbok, mal og grunn.",
        "linje in ikke_laget",
        (
            Column("Arbeidsbok", "{{ linje.arbeidsbok }}", 4.4),
            Column("Mal", "{{ linje.mal }}", 3.0),
            Column("Grunn", "{{ linje.merknad }}", 8.6),
        ),
        captioned=False,
    )


def _reports() -> str:
    return report_table(
        "Rapporter",
        "Alle rapportene med kvartal, status og antall feil og advarsler i arbeidsboken.",
        "linje in rapporter",
        (
            Column("Rapport", "{{ linje.fil or linje.arbeidsbok }}", 7.4),
            Column("Kvartal", "{{ linje.kvartal or '–' }}", 2.6),
            Column("Status", "{{ linje.status }}", 2.0, LIGHT, light="linje.lys"),
            Column("Feil", "{{ linje.feil }}", 1.6, NUMBER),
            Column("Advarsler", "{{ linje.advarsler }}", 2.4, NUMBER),
        ),
        captioned=False,
    )


def _lacks() -> str:
    """One part for each file, with who is to mend it."""
    table = report_table(
        "Mangler i {{ fil.navn }}",
        "Det som må rettes i {{ fil.navn }}: sted, alvor, hva som er galt og hva du kan gjøre.",
        "mangel in fil.mangler",
        (
            Column("Sted", "{{ mangel.sted or 'Hele filen' }}", 3.4),
            Column("Alvor", "{{ mangel.alvor }}", 2.0, LIGHT, light="mangel.lys"),
            Column("Hva er galt", "{{ mangel.melding }}", 6.2),
            Column("Slik retter du det", "{{ mangel.forslag or '' }}", 4.4, only_if="fil.mangler.har_forslag"),
        ),
        captioned=False,
    )
    return each(
        "fil in mangler",
        heading(2, "{{ fil.navn }}"),
        para("Undertekst", "Rettes av: {{ fil.hvem }}"),
        table,
        para("Tabelluft"),
    )
