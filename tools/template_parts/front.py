"""What stands before chapter 1 of a plan: the cover, the versions and the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from template_parts.page import FACTS, cover_facts, grading, names, section
from template_parts.tables import Column, report_table
from template_parts.wml import field_begin, field_end, para, run, when

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAN_TITLE = "{{ rapport.tittel }}"
PLAN_FACTS = (
    *FACTS[:2],
    ("Utarbeidet av", "{{ prosjekt.firma }}", "prosjekt.firma"),
    *FACTS[2:],
)
PICTURE_HEIGHT = "8 if rapport.tittel|antall <= 60 else 5.5 if rapport.tittel|antall <= 100 else 3.5"
"""How high the picture on a cover may be, in centimetres: lower under a long title, so that the facts have room."""
CONTENTS = 'TOC \\o "1-2" \\h \\z \\u'
"""The field of the contents: headings of levels 1 and 2, as links."""


def plan_cover(
    lines: str = "",
    *,
    title: str = "",
    facts: Sequence[tuple[str, str, str]] = PLAN_FACTS,
    picture: str = "",
    footer: bool = False,
) -> str:
    """The first page of a plan; its last paragraph ends a section that has no header.

    `lines` are paragraphs under the title, `title` other paragraphs than the document's title in the band,
    `picture` what stands above the band in place of the air there. With `footer` the document has a foot on every
    page, this one too.
    """
    return (
        grading()
        + names()
        + (picture or cover_picture())
        + (title or para("Forsidetittel", PLAN_TITLE))
        + (lines or plan_lines())
        + _air(pictured=not picture)
        + cover_facts(facts)
        + para("Seksjonsslutt", section=section(header=False, footer=footer))
    )


def _air(*, pictured: bool) -> str:
    """The air above the facts; a cover that may have a picture has less of it then."""
    if not pictured:
        return para("Forsideluft")
    return when("figur.forside", para("Forsideluftunderbilde")) + when("not figur.forside", para("Forsideluft"))


def cover_picture() -> str:
    """The workbook's picture for the cover, with its text and who made it; without one, the air that it would fill."""
    credit = "{% if figur.forside.kreditering %} ({{ figur.forside.kreditering }}){% endif %}"
    said = "figur.forside.figurtekst or figur.forside.kreditering"
    return when(
        "figur.forside",
        para("Forsidefoto", f"{{{{ bilde(figur.forside, {PICTURE_HEIGHT}) }}}}"),
        para("Forsidefototekst", f"{{{{ figur.forside.figurtekst or '' }}}}{credit}", only_if=said),
    ) + when("not figur.forside", para("Forsidebilde"))


def plan_lines() -> str:
    """The lines under a plan's title: the sub-project, the project it belongs to, and when it goes on.

    A title such as «Gjennomføringsplan helse og omsorg» has named the sub-project already.
    """
    named = "(rapport.undertittel|tekst|lower) in (rapport.tittel|tekst|lower)"
    return (
        para("Forsideundertittel", "{{ rapport.undertittel }}", only_if=f"rapport.undertittel and not {named}")
        + para(
            "Forsideperiode", "{{ prosjekt.hovedprosjekt }}", only_if="prosjekt.delprosjekt and prosjekt.hovedprosjekt"
        )
        + para("Forsideperiode", "{{ prosjekt.prosjektperiode }}", only_if="prosjekt.prosjektperiode")
    )


def contents_page() -> str:
    """The versions, when the workbook tells of any, and the contents, on a page of their own."""
    return (
        when("versjoner", para("Innholdsoverskrift", "Versjoner"), version_table(captioned=False))
        + contents()
        + para("Seksjonsslutt", section=section())
    )


def contents() -> str:
    """The table of contents: a field of Word's own, whose lines the program writes."""
    return para("Innholdsoverskrift", "Innhold") + para(
        "INNH1", field_begin(CONTENTS), run("Innholdet kommer her når dokumentet lages."), field_end()
    )


def version_table(*, captioned: bool = True) -> str:
    """The versions of the document, one on each row."""
    return report_table(
        "Dokumentets versjoner",
        "Versjonene av dokumentet, med dato, endring og hvem som har utført, verifisert og godkjent.",
        "versjon in versjoner",
        (
            Column("Versjon", "{{ versjon.versjon }}", 1.8),
            Column("Dato", "{{ versjon.dato }}", 2.2, only_if="versjoner.har_dato"),
            Column("Endring", "{{ versjon.endring }}", 4.5, only_if="versjoner.har_endring"),
            Column("Utført av", "{{ versjon.utført_av }}", 2.5, only_if="versjoner.har_utført_av"),
            Column("Verifisert av", "{{ versjon.verifisert_av }}", 2.5, only_if="versjoner.har_verifisert_av"),
            Column("Godkjent av", "{{ versjon.godkjent_av }}", 2.5, only_if="versjoner.har_godkjent_av"),
        ),
        captioned=captioned,
    )
