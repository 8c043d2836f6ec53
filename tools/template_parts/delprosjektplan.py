"""The plan of a sub-project with two languages on its cover: the order of its chapters, and chapters 1 and 2."""

from __future__ import annotations

from template_parts.bilingual import both, titled
from template_parts.delprosjekt_arbeid import measures, organisation
from template_parts.front import PLAN_TITLE, contents_page, plan_cover
from template_parts.page import section
from template_parts.plan_texts import has, text
from template_parts.risikovurdering import risk
from template_parts.tables import Column, report_table
from template_parts.wml import each, para, run, when

TITLE = "Delprosjektplan"
SUBJECT = "Planen for et delprosjekt på to språk, med fokusområder og risikovurdering."
IN_STEP = "{% if prosjekt.trinn %} i {{ prosjekt.trinn|litenforbokstav }}{% endif %}"


def body() -> str:
    """The content of `word/document.xml`. A chapter without data leaves itself out, heading and all."""
    return _cover() + contents_page() + background() + goals() + measures() + organisation() + risk() + section()


def footer() -> str:
    """Who adopted the plan, when and by what law; nothing until the workbook says who and when."""
    return para("Fastsatt", "{{ rapport.fastsatt }}", only_if="rapport.fastsatt")


def _cover() -> str:
    """The Sami names first: kommune, project, title; then the step the project is in."""
    project = para(
        "Forsideprosjekt",
        *both("prosjekt.hovedprosjekt.samisk", "{{ prosjekt.hovedprosjekt }}"),
        only_if="prosjekt.hovedprosjekt",
    )
    sub_project = "prosjekt.delprosjekt and prosjekt.delprosjekt not in rapport.tittel"
    lines = para(
        "Forsideundertittel", *both("prosjekt.delprosjekt.samisk", "{{ prosjekt.delprosjekt }}"), only_if=sub_project
    )
    lines += para(
        "Forsideundertittel", *both("prosjekt.trinn.samisk", "{{ prosjekt.trinn }}"), only_if="prosjekt.trinn"
    )
    lines += para("Forsideperiode", "{{ prosjekt.prosjektperiode }}", only_if="prosjekt.prosjektperiode")
    return plan_cover(
        lines,
        title=para("Forsidetittel", *both("prosjekt.dokumenttittel.samisk", PLAN_TITLE)),
        picture=para("Forsidebilde") + project,
        footer=True,
    )


def background() -> str:
    """Chapter 1. The steps of the project stand where the text has told that there are some."""
    before, after = ("bakgrunn", "bakgrunn_og_utfordringer"), ("utfordringer", "bakgrunn_videre")
    return when(
        f"faser or {has(*before, *after)}",
        titled(1, before, "Bakgrunn og utfordringer"),
        text(*before),
        when("faser", _steps()),
        text(*after),
    )


def _steps() -> str:
    dot = "{% if fase.tittel and fase.beskrivelse %}. {% endif %}"
    about = run("{{ fase.tittel or '' }}" + dot, "Sterk") + run("{{ fase.beskrivelse or '' }}")
    status = run("{{ 'Her er vi nå' if fase.gjeldende else '' }}", "Sterk") + run(
        "{{ '' if fase.gjeldende else fase.status or '' }}"
    )
    table = report_table(
        "Trinnene i prosjektet",
        "Trinnene i prosjektet med innhold, start, slutt, varighet og status.",
        "fase in faser",
        (
            Column("Trinn", "{{ fase.navn }}", 2.2),
            Column("Innhold", about, 6.1),
            Column("Start", "{{ fase.start or '' }}", 2.0, only_if="faser.har_start"),
            Column("Slutt", "{{ fase.slutt or '' }}", 1.8, only_if="faser.har_slutt"),
            Column("Varighet", "{{ fase.varighet or '' }}", 1.6, only_if="faser.har_varighet"),
            Column("Status", status, 2.3, only_if="faser.har_status or prosjekt.trinn"),
        ),
        banded=False,
        key="trinn",
    )
    return table + para("Tabelluft")


def goals() -> str:
    """Chapter 2: the goals of the main project and of the sub-project, and how they are measured."""
    measured = "ett.indikator or ett.nullpunkt or ett.målverdi"
    keys = ("mål", "mål_og_rammer")
    return when(
        f"mål or {has(*keys)}",
        titled(1, keys, "Mål og rammer"),
        text(*keys),
        _goals("overordnede_mål", "overordnet_mål", "Overordnet mål"),
        _goals("effektmål.hovedprosjekt", "effektmål_hovedprosjekt", "Effektmål for hovedprosjektet"),
        _goals("effektmål.delprosjekt", "effektmål_delprosjekt", "Effektmål for delprosjektet"),
        _goals("resultatmål.hovedprosjekt", "resultatmål_hovedprosjekt", "Resultatmål for hovedprosjektet"),
        _goals("resultatmål.delprosjekt", "resultatmål_delprosjekt", "Resultatmål for delprosjektet", IN_STEP),
        _goals("mål.uten_type", "andre_mål", "Andre mål"),
        when("mål.har_indikator or mål.har_målverdi", _indicators(f"ett in mål if {measured}")),
    )


def _goals(goals_: str, key: str, title: str, more: str = "") -> str:
    """Goals of one kind: those without a theme as paragraphs, the others under the headings of their themes.

    Where every theme has a single goal, none gets a heading of its own.
    """
    several = f"{goals_}|antall - {goals_}.uten_tema|antall > {goals_}.etter_tema|antall"
    return when(
        goals_,
        titled(2, key, title, more),
        para(None, "{{ ett.mål }}", loop=f"ett in {goals_}.uten_tema"),
        each(
            f"tema in {goals_}.etter_tema",
            when(several, _theme_heading(), para("Punktliste", "{{ ett.mål }}", loop="ett in tema.mål")),
            para(None, run("{{ tema.tema }}: ", "Sterk"), "{{ tema.mål[0].mål }}", only_if=f"not ({several})"),
        ),
    )


def _theme_heading() -> str:
    """The heading of a theme, in Sami too when sheet «Ordliste» has it."""
    return para("Overskrift3", *both("ord[tema.tema].samisk", "{{ tema.tema }}"))


def _indicators(loop: str) -> str:
    return report_table(
        "Slik måles målene",
        "Målene som kan måles, med indikator, nullpunkt, målverdi og frist.",
        loop,
        (
            Column("Indikator", "{{ (ett.indikator or ett.mål)|tekst|storforbokstav }}", 4.4),
            Column("Mål for", "{{ ett.nivå or '' }}", 2.4, only_if="mål.har_nivå"),
            Column("Nullpunkt", "{{ ett.nullpunkt or '' }}", 2.0, only_if="mål.har_nullpunkt"),
            Column("Målverdi", "{{ ett.målverdi or '' }}", 3.0, only_if="mål.har_målverdi"),
            Column("Enhet", "{{ ett.enhet or '' }}", 1.6, only_if="mål.har_enhet"),
            Column("Frist", "{{ ett.frist or '' }}", 2.6, only_if="mål.har_frist"),
        ),
    )
