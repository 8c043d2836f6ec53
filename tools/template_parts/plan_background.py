"""Chapters 1–3 of a plan: introduction, background and goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from template_parts.figures import charted, in_chapter, organisation, pictures
from template_parts.palette import PORTRAIT
from template_parts.plan_texts import has, text, titled
from template_parts.tables import NO_FIRST_COLUMN, NUMBER, Column, cell, frame, report_table, row
from template_parts.wml import heading, para, run, when

if TYPE_CHECKING:
    from template_parts.charts import Charts

GOALS = "overordnede_mål or effektmål or resultatmål"
_TODAY = f"tjenesteområder or samarbeid or {in_chapter('2.1')} or {has('status_tjenester')}"
_UNSAID = "(mål.mål|tekst|lower) not in (tekst.mål_og_krav|ellers('')|tekst|lower)"
"""Whether the text of the chapter has not said the goal in the same words."""
_MEASURED = "ett.indikator or ett.nullpunkt or ett.målverdi"


def introduction() -> str:
    return when(has("innledning"), titled(1, "innledning", "Innledning"), text("innledning"))


def background(chart: Charts) -> str:
    condition = (
        f"grupper or grafer.økonomi or {_TODAY} or {has('bakgrunn', 'bakgrunn_og_rammebetingelser', 'status_økonomi')}"
    )
    return when(
        condition,
        titled(1, "bakgrunn", "Bakgrunn og rammebetingelser"),
        text("bakgrunn", "bakgrunn_og_rammebetingelser"),
        organisation("2"),
        when(_TODAY, _services_today()),
        when(
            f"grafer.økonomi or {has('status_økonomi')}",
            titled(2, "status_økonomi", "Status økonomi"),
            text("status_økonomi"),
            charted(chart, "økonomi"),
        ),
    )


def _services_today() -> str:
    return (
        titled(2, "status_tjenester", "Status og utfordring")
        + pictures("2.1")
        + text("status_tjenester")
        + when("tjenesteområder", _services(), para("Tabelluft"))
        + text("samarbeid")
        + when("samarbeid", _cooperation())
    )


def _services() -> str:
    """One row for each line of a service area; the area and its organisation stand over their lines."""
    return report_table(
        "Tjenesteområdene",
        "Tjenesteområder med kontogruppe, undertjenester, volum, antall ansatte, organisering og samarbeid.",
        "linje in tjenesteområder",
        (
            Column("Tjenesteområde med kontogruppe", "{{ linje.med_kontogruppe }}", 3.9, same="linje.områdenr"),
            Column(
                "Undertjeneste", "{{ linje.undertjeneste or '' }}", 2.7, only_if="tjenesteområder.har_undertjeneste"
            ),
            Column("Volum tjenester", "{{ linje.volum or '' }}", 3.4, only_if="tjenesteområder.har_volum"),
            Column("Antall ansatte", "{{ linje.ansatte or '' }}", 1.6, NUMBER, only_if="tjenesteområder.har_ansatte"),
            Column(
                "Organisering tilbud og samarbeid",
                "{{ linje.organisering or '' }}",
                4.4,
                only_if="tjenesteområder.har_organisering",
                same="linje.organiseringsnr",
            ),
        ),
        banded=False,
        key="tjenesteområder",
    )


def _cooperation() -> str:
    """What there is co-operation about, as a list in two columns; its heading row says what it is."""
    half = PORTRAIT // 2
    lists = (
        cell(half, para("Punktlistetabell", _agreement(), loop=f"avtale in samarbeid.kolonner[{column}]"))
        for column in (0, 1)
    )
    head = cell(2 * half, para("Tabelloverskrift", "Samarbeid med andre kommuner og aktører"), span=2)
    return (
        para("Tabelluft")
        + frame(
            [row(head, header=True), row(*lists)],
            [half, half],
            style="Rapporttabell",
            title="Samarbeid",
            description="Samarbeidet kommunen har med andre kommuner og aktører, i to spalter.",
            look=f'w:firstRow="1" w:lastRow="0" {NO_FIRST_COLUMN} w:noHBand="1" w:noVBand="1"',
        )
        + para("Tabelluft")
    )


def _agreement() -> str:
    form = "{% if avtale.samarbeidsform %} ({{ avtale.samarbeidsform }}){% endif %}"
    return f"{{{{ avtale.navn }}}}{form}{{% if avtale.partnere %}}: {{{{ avtale.partnere }}}}{{% endif %}}"


def goals(chart: Charts) -> str:
    return when(
        f"{GOALS} or {has('mål_og_krav', 'mål')}",
        titled(1, "mål_og_krav", "Mål og krav", "mål"),
        text("mål_og_krav", "mål"),
        para(
            "Fremhevet", run("Overordnet mål: ", "Sterk"), "{{ mål.mål }}", loop=f"mål in overordnede_mål if {_UNSAID}"
        ),
        _goals_of_type("effektmål", "Effektmål"),
        _goals_of_type("resultatmål", "Resultatmål", charted(chart, "innsparing")),
        when("mål.har_indikator or mål.har_målverdi", heading(2, "Slik måles målene"), _measures()),
    )


def _goals_of_type(goals_: str, title: str, figure: str = "") -> str:
    """The goals of one type; where both projects have some, each list says whose it is."""
    both = f"{goals_}.hovedprosjekt and {goals_}.delprosjekt"

    def listed(project: str) -> str:
        label = para("Ledetekst", f"For {project}et", only_if=both)
        goal = para("Punktliste", "{{ mål.mål }}", loop=f"mål in {goals_}.{project}")
        return when(f"{goals_}.{project}", label, goal)

    return when(
        f"{goals_} or {has(goals_)}",
        titled(2, goals_, title),
        text(goals_),
        listed("hovedprosjekt"),
        listed("delprosjekt"),
        figure,
    )


def _measures() -> str:
    return report_table(
        "Indikatorer for målene",
        "Målene som har en indikator eller en målverdi, med nullpunkt, målverdi, enhet og frist.",
        f"ett in mål if {_MEASURED}",
        (
            Column("Mål", "{{ ett.mål }}", 5.2),
            Column("Indikator", "{{ ett.indikator }}", 3.4, only_if="mål.har_indikator"),
            Column("Nullpunkt", "{{ ett.nullpunkt }}", 2.1, only_if="mål.har_nullpunkt"),
            Column("Målverdi", "{{ ett.målverdi }}", 2.0, only_if="mål.har_målverdi"),
            Column("Enhet", "{{ ett.enhet }}", 1.6, only_if="mål.har_enhet"),
            Column("Frist", "{{ ett.frist }}", 1.7, only_if="mål.har_frist"),
        ),
        key="indikatorer",
    )
