"""The terms of reference of the groups: each on its own page, so that it may be handed out alone."""

from __future__ import annotations

from template_parts.bilingual import sami
from template_parts.delprosjekt_arbeid import member_columns
from template_parts.page import grading, section
from template_parts.plan_texts import text
from template_parts.tables import report_table
from template_parts.wml import each, field, mark, para, run, when

TITLE = "Mandat"
SUBJECT = "Mandatet til hver gruppe, på egne sider som kan deles ut."


def body() -> str:
    """The content of `word/document.xml`."""
    return (
        when("not grupper.med_mandat", _nothing())
        + each("gruppe in grupper.med_mandat", _page())
        + section(header=True, footer=True, own_first=True)
    )


def header() -> str:
    """The marking on the pages after the first, which carries it in its text."""
    return grading()


def footer() -> str:
    """What the document is, how new it is, and the page."""
    version = "{% if prosjekt.versjon %}Versjon {{ prosjekt.versjon }} · {% endif %}"
    return para(
        "Mandatbunn",
        run("{{ rapport.tittel }}{% if rapport.undertittel %} · {{ rapport.undertittel }}{% endif %} · "),
        run(version + "{{ rapport.dato|langdato }}\tSide "),
        field("PAGE", "1"),
        run(" av "),
        field("NUMPAGES", "1"),
    )


def _names() -> str:
    """The kommune on one line, the Sami name first."""
    name = "prosjekt.kommune.samisk"
    return para(
        "Mandatkommune",
        mark(f"{{% if {name} %}}"),
        sami(name),
        run(" / "),
        mark("{% endif %}"),
        run("{{ prosjekt.kommune }}"),
    )


def _project() -> str:
    """The project and the part of it that the groups work with."""
    main = "{% if prosjekt.hovedprosjekt %}{{ prosjekt.hovedprosjekt }}{% endif %}"
    between = "{% if prosjekt.hovedprosjekt and prosjekt.delprosjekt %} · {% endif %}"
    part = "{% if prosjekt.delprosjekt %}{{ prosjekt.delprosjekt }}{% endif %}"
    return main + between + part


def _nothing() -> str:
    return (
        para("Gradering", "{{ rapport.gradering }}", only_if="rapport.gradering")
        + _names()
        + para("Mandattittel", "{{ rapport.tittel }}")
        + para("Mandatprosjekt", _project())
        + para(None, "Ingen av gruppene i arbeidsboken har et mandat.")
    )


def _page() -> str:
    """One group: who it is for, what it is to do and may do, who is in it and whom it answers to."""
    return (
        when("not loop.first", para("Sideskift"))
        + para("Gradering", "{{ rapport.gradering }}", only_if="loop.first and rapport.gradering")
        + _names()
        + para("Mandatetikett", "Mandat for")
        + para("Mandattittel", "{{ gruppe.navn }}")
        + para("Mandatprosjekt", _project())
        + _facts()
        + _part("gruppe.mandat", "{{ 'Formål' if gruppe.oppgaver else 'Formål og oppgaver' }}")
        + _part("gruppe.oppgaver", "Oppgaver")
        + _part("gruppe.myndighet", "Myndighet")
        + when("gruppe.deltakere", para("Mandatoverskrift", "Medlemmer"), _members())
        + when("tekst.mandat is defined", para("Mandatoverskrift", "Felles for gruppene"), text("mandat"))
    )


def _facts() -> str:
    facts = (
        ("Type", "{{ gruppe.type|storforbokstav }}", "gruppe.type"),
        ("Rapporterer til", "{{ gruppe.rapporterer_til }}", "gruppe.rapporterer_til"),
        ("Møter", "{{ gruppe.møtefrekvens|storforbokstav }}", "gruppe.møtefrekvens"),
    )
    return "".join(
        para("Mandatfakta", run(f"{label}\t", "Etikett"), run(value), only_if=condition)
        for label, value, condition in facts
    )


def _part(value: str, title: str) -> str:
    return when(value, para("Mandatoverskrift", title), para(None, f"{{{{ {value} }}}}"))


def _members() -> str:
    return report_table(
        "Medlemmer",
        "Medlemmene i gruppen med rolle, stilling og hvem de representerer.",
        "ett in gruppe.deltakere",
        member_columns("gruppe.deltakere"),
        captioned=False,
    )
