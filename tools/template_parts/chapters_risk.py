"""Chapter 8: threats, the matrix, opportunities, and what is new or closed."""

from __future__ import annotations

from template_parts.chapters_progress import text
from template_parts.samples import matrix_sample
from template_parts.tables import LIGHT, Column, report_table
from template_parts.wml import caption, heading, numbered, para, when


def risk() -> str:
    return when(
        "trusler or muligheter",
        heading(1, "Risiko og muligheter"),
        text("risiko"),
        para("Ingress", "{{ setninger.risiko }}", only_if="setninger.risiko"),
        _new_and_closed(),
        when("trusler", _threats()),
        when("trusler.har_id and trusler.har_s and trusler.har_k", _matrix()),
        when("muligheter", _opportunities()),
    )


def factor(risk_: str) -> str:
    """The tags for a risk factor and, when it is given, what it consists of."""
    return f"{{{{ {risk_}.risikofaktor }}}}{{% if {risk_}.innhold %}}: {{{{ {risk_}.innhold }}}}{{% endif %}}"


def _threats() -> str:
    return (
        heading(2, "Trusler")
        + para("Ingress", "S er sannsynlighet og K er konsekvens. {{ grunnlag.matrise }}")
        + report_table(
            "Trusler",
            "Trusler med sannsynlighet (S), konsekvens (K) og risikofaktor (RF) nå og forrige {{ "
            "rapport.periodeord }}, og mottiltak.",
            "risiko in trusler",
            (
                Column("Nr", "{{ risiko.id }}", 1.1, only_if="trusler.har_id"),
                Column("Risikofaktor", factor("risiko"), 5.0),
                Column("S", "{{ risiko.s }}", 1.5, only_if="trusler.har_s"),
                Column("K", "{{ risiko.k }}", 1.5, only_if="trusler.har_k"),
                Column("RF", "{{ risiko.rf }}", 1.4, LIGHT, light="risiko.lys", only_if="trusler.har_rf"),
                Column("RF forrige", "{{ risiko.forrige }}", 1.5, only_if="trusler.har_forrige"),
                Column("Endring", "{{ risiko.endring }}", 2.2, only_if="trusler.har_endring"),
                Column("Mottiltak", "{{ risiko.mottiltak }}", 6.5, only_if="trusler.har_mottiltak"),
                Column("Ansvar", "{{ risiko.ansvar }}", 2.4, only_if="trusler.har_ansvar"),
                Column("Status", "{{ risiko.status }}", 1.6, only_if="trusler.har_status"),
            ),
        )
    )


def _matrix() -> str:
    return caption("Risikomatrise. Røde risikoer må behandles, gule må vurderes") + matrix_sample(2.8, 1.3, height=1.2)


def _opportunities() -> str:
    return heading(2, "Muligheter") + report_table(
        "Muligheter",
        "Muligheter med innhold, tiltak, ansvar og status.",
        "mulighet in muligheter",
        (
            Column("Nr", "{{ mulighet.id }}", 1.2, only_if="muligheter.har_id"),
            Column("Mulighet", "{{ mulighet.risikofaktor }}", 4.5),
            Column("Innhold", "{{ mulighet.innhold }}", 7.5, only_if="muligheter.har_innhold"),
            Column("Tiltak", "{{ mulighet.mottiltak }}", 7.0, only_if="muligheter.har_mottiltak"),
            Column("Ansvar", "{{ mulighet.ansvar }}", 2.8, only_if="muligheter.har_ansvar"),
            Column("Status", "{{ mulighet.status }}", 1.7, only_if="muligheter.har_status"),
        ),
        together=True,
    )


def _new_and_closed() -> str:
    def named(loop: str, word: str) -> str:
        why = "{% if risiko.kommentar %} ({{ risiko.kommentar }}){% endif %}"
        line = f"{word}: {numbered('risiko', 'risikofaktor')}{why}"
        return para("Punktliste", line, loop=f"risiko in endringer.{loop}")

    return named("risiko_nye", "Ny risiko") + named("risiko_lukkede", "Lukket risiko")
