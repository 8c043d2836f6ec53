"""The final report of a project: what was to be reached, what was reached, what was learnt, and who carries on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from template_parts.appendix import appendix
from template_parts.chapters_figures import ROUNDING, benefits_table
from template_parts.figures import charted
from template_parts.front import contents_page, plan_cover
from template_parts.omsorgstrapp import staircase
from template_parts.page import section
from template_parts.plan_texts import has, text, titled
from template_parts.tables import Column, amount, report_table, yearly
from template_parts.wml import heading, numbered, para, source, when

if TYPE_CHECKING:
    from template_parts.charts import Charts

TITLE = "Sluttrapport"
SUBJECT = "Hva prosjektet nådde og kostet, hva vi lærte, og hvem som tar over."
MOST_YEARS = 4
"""Columns for the yearly effect of savings: an upright page has room for no more."""
CARRIED_ON = "tiltak|velgbort('status', 'Fullført')|velgbort('status', 'Utgår')|velgbort('status', 'Stanset')"
"""The measures that are not ended: those the line organisation takes over."""


def body(chart: Charts) -> str:
    """The content of `word/document.xml`. A chapter without data leaves itself out, heading and all."""
    return (
        plan_cover()
        + contents_page()
        + when(has("sammendrag"), titled(1, "sammendrag", "Sammendrag"), text("sammendrag"))
        + _background()
        + _results()
        + _benefits(chart)
        + _economy(chart)
        + _lessons()
        + when(
            f"omsorgstrapp or {has('omsorgstrapp')}",
            titled(1, "omsorgstrapp", "Omsorgstrappen"),
            text("omsorgstrapp"),
            staircase(),
        )
        + _handover()
        + appendix(versions=False)
        + section()
    )


def _background() -> str:
    parts = (("anbefalinger", "Anbefalinger"), ("organisering", "Organisering"))
    texts = has("bakgrunn", "bakgrunn_og_rammebetingelser", "faser", *(key for key, _ in parts))
    return when(
        f"faser or {texts}",
        titled(1, "bakgrunn", "Bakgrunn"),
        text("bakgrunn", "bakgrunn_og_rammebetingelser"),
        when(f"faser or {has('faser')}", titled(2, "faser", "Fasene i prosjektet"), text("faser"), _phases()),
        *(when(has(key), titled(2, key, title), text(key)) for key, title in parts),
    )


def _phases() -> str:
    table = report_table(
        "Fasene i prosjektet",
        "Fasene i prosjektet med tittel, start, slutt, varighet, beskrivelse og status.",
        "fase in faser",
        (
            Column("Fase", "{{ fase.navn }}", 2.5),
            Column("Tittel", "{{ fase.tittel }}", 2.6, only_if="faser.har_tittel"),
            Column("Start", "{{ fase.start }}", 1.8, only_if="faser.har_start"),
            Column("Slutt", "{{ fase.slutt }}", 1.8, only_if="faser.har_slutt"),
            Column("Varighet", "{{ fase.varighet }}", 1.6, only_if="faser.har_varighet"),
            Column("Innhold", "{{ fase.beskrivelse }}", 4.0, only_if="faser.har_beskrivelse"),
            Column("Status", "{{ fase.status }}", 1.7, only_if="faser.har_status"),
        ),
    )
    return when("faser", table)


def _results() -> str:
    """Every goal with what was to be reached and what was; the unit stands with the indicator."""
    comma = "{% if ett.indikator and ett.enhet %}, {% endif %}"
    indicator = f"{{{{ ett.indikator or '' }}}}{comma}{{{{ ett.enhet or '' }}}}"

    def amount(title: str, field: str, width: float) -> Column:
        return Column(title, f"{{{{ ett.{field} }}}}", width, only_if=f"mål.har_{field}")

    table = report_table(
        "Mål og resultater",
        "Prosjektets mål med måltype, indikator, nullpunkt, målverdi, resultat og status.",
        "ett in mål",
        (
            Column("Måltype", "{{ ett.måltype }}", 1.9, only_if="mål.har_måltype", same="ett.måltype"),
            Column("Mål", "{{ ett.mål }}", 4.4),
            Column("Indikator", indicator, 2.6, only_if="mål.har_indikator or mål.har_enhet"),
            amount("Nullpunkt", "nullpunkt", 1.75),
            amount("Målverdi", "målverdi", 1.8),
            amount("Resultat", "resultat", 1.9),
            Column("Status", "{{ ett.status }}", 1.65, only_if="mål.har_status"),
        ),
        banded=False,
    )
    return when(
        f"mål or {has('måloppnåelse')}",
        titled(1, "måloppnåelse", "Måloppnåelse"),
        text("måloppnåelse"),
        when("mål", table),
    )


def _benefits(chart: Charts) -> str:
    return when(
        f"gevinster or {has('gevinster')}",
        titled(1, "gevinster", "Gevinster"),
        text("gevinster"),
        when("gevinster", benefits_table(), para("Tabelluft")),
        charted(chart, "gevinster"),
    )


def _economy(chart: Charts) -> str:
    return when(
        f"prosjektøkonomi or innsparing or økonomi or {has('økonomi')}",
        titled(1, "økonomi", "Økonomi"),
        text("økonomi"),
        when("prosjektøkonomi", heading(2, "Prosjektøkonomi"), _project_costs()),
        when("innsparing", heading(2, "Innsparing"), _savings(), charted(chart, "innsparing")),
        when("økonomi", heading(2, "Drift"), _accounts(), charted(chart, "økonomi")),
    )


def _project_costs() -> str:
    def cost(title: str, field: str) -> Column:
        return amount("prosjektøkonomi", "post", title, field, 1.9)

    return report_table(
        "Kostnader til selve prosjektet",
        "Prosjektets egne kostnader med finansiering, budsjett, påløpt og rest, med sum nederst.",
        "post in prosjektøkonomi",
        (
            Column("Post", "{{ post.post }}", 5.5, total="Sum"),
            Column("Finansiering", "{{ post.finansiering }}", 4.8, only_if="prosjektøkonomi.har_finansiering"),
            cost("Budsjett", "budsjett"),
            cost("Påløpt", "påløpt"),
            cost("Rest", "rest"),
        ),
        total_if="prosjektøkonomi.sum",
        unit="prosjektøkonomi.enhet",
    ) + source(ROUNDING)


def _savings() -> str:
    return report_table(
        "Innsparingstiltak",
        "Innsparingstiltak med effekt hvert år, helårseffekt, realisert hittil og status, med sum nederst.",
        "ett in innsparing",
        (
            Column("Tiltak", "{{ ett.navn }}", 4.0, total="Sum"),
            *yearly("innsparing", "ett", MOST_YEARS, 1.6),
            amount("innsparing", "ett", "Helårseffekt", "helårseffekt", 2.0),
            amount("innsparing", "ett", "Realisert hittil", "realisert_hittil", 1.8),
            Column("Status", "{{ ett.lys }}", 1.8, "lys", light="ett.lys", only_if="innsparing.har_lys"),
        ),
        total_if="innsparing.sum",
        unit="innsparing.enhet",
    ) + source(ROUNDING)


def _accounts() -> str:
    def figure(title: str, field: str) -> Column:
        return amount("økonomi", "linje", title, field, 2.4)

    return report_table(
        "Regnskap, budsjett og prognose",
        "Regnskap, budsjett og årsprognose for hvert tjenesteområde, med sum nederst.",
        "linje in økonomi",
        (
            Column("Tjenesteområde", "{{ linje.navn }}", 6.4, total="Sum"),
            figure("Regnskap hittil i år", "regnskap"),
            figure("Revidert årsbudsjett", "revidert_budsjett"),
            figure("Årsprognose", "årsprognose"),
            figure("Prognoseavvik", "prognoseavvik"),
        ),
        total_if="økonomi.sum",
        unit="økonomi.enhet",
    ) + source("{{ økonomi.fortegn }} ", ROUNDING)


def _lessons() -> str:
    parts = (
        ("gikk_bra", "Hva gikk bra"),
        ("annerledes", "Hva vi ville gjort annerledes"),
        ("stikkord", "Stikkord for å lykkes"),
    )
    return when(
        has("erfaringer", "sitat", *(key for key, _ in parts)),
        titled(1, "erfaringer", "Erfaringer og læring"),
        text("erfaringer"),
        *(when(has(key), titled(2, key, title), text(key)) for key, title in parts),
        text("sitat", style="Fremhevet"),
    )


def _handover() -> str:
    return when(
        f"{has('videre_drift')} or {CARRIED_ON}",
        titled(1, "videre_drift", "Videre drift og overføring til linjen"),
        text("videre_drift"),
        when(CARRIED_ON, _carried_on()),
    )


def _carried_on() -> str:
    return report_table(
        "Tiltak som følges opp videre i linjen",
        "Tiltakene som ikke er avsluttet, med ansvar, frist og status.",
        f"ett in {CARRIED_ON}",
        (
            Column("Tiltak", numbered("ett", "navn"), 7.3),
            Column("Ansvar", "{{ ett.ansvar }}", 4.0, only_if="tiltak.har_ansvar"),
            Column("Frist", "{{ ett.gjeldende_frist }}", 2.7, only_if="tiltak.har_gjeldende_frist"),
            Column("Status", "{{ ett.status }}", 2.0, only_if="tiltak.har_status"),
        ),
    )
