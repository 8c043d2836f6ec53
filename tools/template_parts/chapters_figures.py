"""Chapters 5–7 and 9: economy, staff, indicators and benefits, in tables of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from template_parts.chapters_progress import text
from template_parts.figures import TURNED_CM, charted, economy_charts
from template_parts.tables import NUMBER, TEXT, Column, amount, report_table, yearly
from template_parts.wml import heading, para, run, source, when

if TYPE_CHECKING:
    from template_parts.charts import Charts

ROUNDING = "Avrunding kan gi avvik i summer."


def _money(title: str, field: str, width: float, shown: str = "") -> Column:
    return amount("økonomi", "linje", title, field, width, shown)


def _saving(title: str, field: str, width: float) -> Column:
    return amount("innsparing", "tiltak", title, field, width)


def _cost(title: str, field: str) -> Column:
    return amount("prosjektøkonomi", "post", title, field, 2.3)


def economy(chart: Charts) -> str:
    return when(
        "økonomi or innsparing or prosjektøkonomi",
        heading(1, "Økonomi"),
        text("økonomi"),
        para("Ingress", "{{ setninger.økonomi }}", only_if="setninger.økonomi"),
        para(
            "Ingress",
            "Tallene er foreløpige til regnskapet for året er avsluttet.",
            only_if="rapport.foreløpig and (økonomi or prosjektøkonomi)",
        ),
        economy_charts(chart),
        when("økonomi", _accounts()),
        when("økonomi.forklaringer", _explanations()),
        when("innsparing", _savings(), charted(chart, "innsparing", height_cm=4.7, width_cm=TURNED_CM)),
        when("prosjektøkonomi", _project_costs()),
    )


def _accounts() -> str:
    return report_table(
        "Regnskap, budsjett og prognose",
        "Regnskap, budsjett, avvik og årsprognose for hver kontogruppe, med sum nederst.",
        "linje in økonomi",
        (
            Column("Kontogruppe", "{{ linje.kontogruppe }}", 2.3, only_if="økonomi.har_kontogruppe", total="Sum"),
            Column(
                "Tjenesteområde",
                "{{ linje.navn }}",
                5.0,
                total="{% if økonomi.sum.navn != 'Sum' %}{{ økonomi.sum.navn or '' }}{% endif %}",
            ),
            _money("Regnskap hittil i år", "regnskap", 2.2),
            _money("Periodisert budsjett", "periodisert_budsjett", 2.2),
            _money("Avvik", "avvik", 1.9),
            _money("Avvik %", "avvik_prosent", 1.8, shown="|prosent(1)"),
            _money("Revidert årsbudsjett", "revidert_budsjett", 2.2),
            _money("Årsprognose", "årsprognose", 2.3),
            _money("Prognoseavvik", "prognoseavvik", 2.5),
            _money("Endring fra forrige prognose", "endring_prognose", 2.3),
        ),
        total_if="økonomi.sum",
        unit="økonomi.enhet",
    ) + source("{{ økonomi.fortegn }} ", ROUNDING)


def _explanations() -> str:
    name = run("{{ linje.navn }}: ", "Sterk")
    line = para("Punktliste", name, run("{{ linje.forklaring }}"), loop="linje in økonomi.forklaringer")
    return heading(2, "Forklaring på avvik") + line


def _savings() -> str:
    years = yearly("innsparing", "tiltak", MOST_YEARS, 1.5)
    return (
        heading(2, "Innsparing")
        + report_table(
            "Innsparingstiltak",
            "Innsparingstiltak med effekt hvert år, realisert hittil og prognose for året, med sum nederst.",
            "tiltak in innsparing",
            (
                Column("Tiltak", "{{ tiltak.navn }}", 4.7, total="Sum"),
                *years,
                _saving("Helårseffekt", "helårseffekt", 2.2),
                _saving("Realisert forrige {{ rapport.periodeord }}", "realisert_forrige", 2.3),
                _saving("Realisert hittil i år", "realisert_hittil", 2.2),
                _saving("Prognose i år", "prognose_i_år", 2.2),
                Column("Status", "{{ tiltak.lys }}", 2.1, "lys", light="tiltak.lys", only_if="innsparing.har_lys"),
            ),
            total_if="innsparing.sum",
            unit="innsparing.enhet",
        )
        + source(ROUNDING)
    )


MOST_YEARS = 6
"""Columns for the yearly effect of savings."""


def _project_costs() -> str:
    return (
        heading(2, "Prosjektøkonomi")
        + report_table(
            "Kostnader til selve prosjektet",
            "Prosjektets egne kostnader med finansiering, budsjett, påløpt, rest og prognose, med sum nederst.",
            "post in prosjektøkonomi",
            (
                Column("Post", "{{ post.post }}", 5.2, total="Sum"),
                Column("Finansiering", "{{ post.finansiering }}", 4.0, only_if="prosjektøkonomi.har_finansiering"),
                _cost("Budsjett", "budsjett"),
                _cost("Påløpt", "påløpt"),
                _cost("Rest", "rest"),
                _cost("Prognose", "prognose"),
            ),
            total_if="prosjektøkonomi.sum",
            unit="prosjektøkonomi.enhet",
        )
        + source(ROUNDING)
    )


def staff() -> str:
    unit = "{% if tall.enhet %} ({{ tall.enhet }}){% endif %}"
    return when(
        "bemanning",
        heading(1, "Bemanning og nærvær"),
        text("bemanning"),
        report_table(
            "Bemanning og nærvær",
            "Indikatorer for bemanning og nærvær i fjor, forrige {{ rapport.periodeord }} og dette "
            "{{ rapport.perioden }}, med mål.",
            "tall in bemanning",
            (
                Column("Indikator", "{{ tall.navn }}" + unit, 8.0),
                Column("I fjor", "{{ tall.i_fjor }}", 2.4, NUMBER, only_if="bemanning.har_i_fjor"),
                Column("Forrige", "{{ tall.forrige }}", 2.4, NUMBER, only_if="bemanning.har_forrige"),
                Column("Dette", "{{ tall.verdi }}", 2.4, NUMBER),
                Column("Mål", "{{ tall.måltall }}", 2.4, NUMBER, only_if="bemanning.har_måltall"),
            ),
        ),
    )


def indicators() -> str:
    return when(
        "styringsdata",
        heading(1, "Tjeneste- og styringsdata"),
        text("styringsdata"),
        report_table(
            "Tjeneste- og styringsdata",
            "Indikatorer for tjenestene med enhet, nullpunkt, forrige {{ rapport.periodeord }}, "
            "dette {{ rapport.perioden }} og mål.",
            "tall in styringsdata",
            (
                Column("Indikator", "{{ tall.navn }}", 5.6),
                Column("Enhet", "{{ tall.enhet }}", 2.4, TEXT, only_if="styringsdata.har_enhet"),
                Column("Nullpunkt", "{{ tall.nullpunkt }}", 2.4, NUMBER, only_if="styringsdata.har_nullpunkt"),
                Column("Forrige", "{{ tall.forrige }}", 2.4, NUMBER, only_if="styringsdata.har_forrige"),
                Column("Dette", "{{ tall.verdi }}", 2.4, NUMBER),
                Column("Mål", "{{ tall.måltall }}", 2.4, NUMBER, only_if="styringsdata.har_måltall"),
            ),
        ),
    )


def benefits() -> str:
    return when("gevinster", heading(1, "Gevinster"), benefits_table())


def benefits_table() -> str:
    return report_table(
        "Gevinster",
        "Gevinster med indikator, nullpunkt, verdi nå, måltall, gevinstansvarlig og status.",
        "gevinst in gevinster",
        (
            Column("Gevinst", "{{ gevinst.gevinst }}", 4.2),
            Column("Indikator", "{{ gevinst.indikator }}", 2.9, only_if="gevinster.har_indikator"),
            Column("Nullpunkt", "{{ gevinst.nullpunkt }}", 1.8, NUMBER, only_if="gevinster.har_nullpunkt"),
            Column("Nå", "{{ gevinst.realisert }}", 1.5, NUMBER, only_if="gevinster.har_realisert"),
            Column("Måltall", "{{ gevinst.måltall }}", 1.5, NUMBER, only_if="gevinster.har_måltall"),
            Column("Gevinstansvarlig", "{{ gevinst.ansvarlig }}", 2.6, only_if="gevinster.har_ansvarlig"),
            Column("Status", "{{ gevinst.status }}", 1.5, only_if="gevinster.har_status"),
        ),
    )
