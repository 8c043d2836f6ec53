"""Chapters 1–4 and 10–12: status, decisions, work done and planned."""

from __future__ import annotations

from template_parts.samples import gantt_sample
from template_parts.tables import LIGHT, NUMBER, Column, report_table
from template_parts.wml import caption, each, heading, numbered, para, run, source, when

LIGHT_MEANINGS = {
    "Grønn": "i henhold til plan",
    "Gul": "avvik som håndteres i prosjektet",
    "Rød": "vesentlig avvik som krever beslutning",
    "Grå": "ikke vurdert",
    "Blå": "fullført",
}


def text(key: str) -> str:
    """The text the workbook has under `key`, when it has one."""
    return para(None, f"{{{{ tekst.{key} }}}}", only_if=f"tekst.{key} is defined")


def overall_status() -> str:
    lights = " · ".join(f"{light}: {meaning}" for light, meaning in LIGHT_MEANINGS.items())
    return (
        heading(1, "Samlet status")
        + text("sammendrag")
        + when(
            "samlet_status",
            report_table(
                "Samlet status for prosjektet",
                "Trafikklys for hvert område forrige {{ rapport.periodeord }} og dette {{ "
                "rapport.perioden }}, med utvikling og kommentar.",
                "rad in samlet_status",
                (
                    Column("Område", "{{ rad.område }}", 2.2),
                    Column("Forrige {{ rapport.periodeord }}", "{{ rad.forrige }}", 2.3, LIGHT, light="rad.forrige"),
                    Column("Dette {{ rapport.periodeord }}", "{{ rad.nå }}", 2.3, LIGHT, light="rad.nå"),
                    Column("Utvikling", "{{ rad.utvikling }}", 2.2),
                    Column("Kommentar", "{{ rad.kommentar }}", 7.0),
                ),
            ),
            source(lights),
        )
        + when(
            "endringer.tekster",
            heading(2, "Endringer siden forrige {{ rapport.periodeord }}"),
            para("Punktliste", "{{ endring }}", loop="endring in endringer.tekster"),
        )
    )


def decisions() -> str:
    return when(
        "beslutninger",
        heading(1, "Saker til beslutning"),
        report_table(
            "Saker til beslutning",
            "Saker som legges fram for beslutning, med anbefaling, beslutningstaker og frist.",
            "sak in beslutninger",
            (
                Column("Nr", "{{ sak.nr }}", 1.1, only_if="beslutninger.har_nr"),
                Column("Sak", "{{ sak.sak }}", 4.6),
                Column("Anbefaling", "{{ sak.anbefaling }}", 4.8, only_if="beslutninger.har_anbefaling"),
                Column(
                    "Beslutningstaker", "{{ sak.beslutningstaker }}", 3.3, only_if="beslutninger.har_beslutningstaker"
                ),
                Column("Frist", "{{ sak.frist }}", 2.2, only_if="beslutninger.har_frist"),
            ),
        ),
    )


def work_done() -> str:
    return when(
        "gjennomført",
        heading(1, "Gjennomført i {{ rapport.perioden }}"),
        report_table(
            "Tiltak det er rapportert på i {{ rapport.perioden }}",
            "Tiltak med ansvar, frist, status forrige {{ rapport.periodeord }} og nå, ferdiggrad og det som er gjort.",
            "tiltak in gjennomført",
            (
                Column("Tiltak", numbered("tiltak", "navn"), 3.6),
                Column("Ansvar", "{{ tiltak.ansvar }}", 2.8, only_if="gjennomført.har_ansvar"),
                Column("Frist", "{{ tiltak.gjeldende_frist }}", 1.8, only_if="gjennomført.har_gjeldende_frist"),
                Column("Status forrige", "{{ tiltak.status_forrige }}", 1.5, only_if="gjennomført.har_status_forrige"),
                Column("Status nå", "{{ tiltak.status }}", 1.6, LIGHT, light="tiltak.lys"),
                Column("Ferdig", "{{ tiltak.ferdiggrad|prosent }}", 1.3, NUMBER, only_if="gjennomført.har_ferdiggrad"),
                Column("Gjort", "{{ tiltak.gjort }}", 3.4, only_if="gjennomført.har_gjort"),
            ),
        ),
    )


def milestones() -> str:
    """The table of milestones; the plan itself stands on the turned page after it."""
    return when(
        "milepæler",
        heading(1, "Milepæler"),
        when(
            "milepæler.bare_milepæler",
            report_table(
                "Milepæler",
                "Milepæler med opprinnelig og gjeldende plan, status, avvik og kommentar.",
                "milepæl in milepæler.bare_milepæler",
                (
                    Column("Milepæl", "{{ milepæl.navn }}", 5.0),
                    Column("Opprinnelig plan", "{{ milepæl.opprinnelig }}", 2.1),
                    Column("Gjeldende plan", "{{ milepæl.gjeldende }}", 2.1),
                    Column(
                        "Status",
                        "{{ milepæl.status }}",
                        2.0,
                        LIGHT,
                        light="milepæl.lys",
                        only_if="milepæler.bare_milepæler.har_status",
                    ),
                    Column("Avvik", "{{ milepæl.avvik }}", 2.0, only_if="milepæler.bare_milepæler.har_avvik"),
                    Column(
                        "Kommentar", "{{ milepæl.kommentar }}", 2.8, only_if="milepæler.bare_milepæler.har_kommentar"
                    ),
                ),
                together=True,
            ),
        ),
    )


def plan() -> str:
    """The plan by quarter, for a turned page."""
    title = caption("Framdriftsplan, der ", run("◆", "Symbol"), " er en milepæl")
    return when("milepæler", title, gantt_sample(7.7, 3.4))


def deviations() -> str:
    return when(
        "avvik",
        heading(1, "Avvik og korrigerende tiltak"),
        report_table(
            "Avvik og korrigerende tiltak",
            "Avvik i {{ rapport.perioden }} med årsak, konsekvens, korrigerende tiltak, ansvar og frist.",
            "tiltak in avvik",
            (
                Column("Avvik", numbered("tiltak", "navn") + ": {{ tiltak.avvik }}", 3.7),
                Column("Årsak", "{{ tiltak.årsak }}", 2.7, only_if="avvik.har_årsak"),
                Column("Konsekvens", "{{ tiltak.konsekvens }}", 2.7, only_if="avvik.har_konsekvens"),
                Column("Tiltak", "{{ tiltak.korrigerende }}", 2.6, only_if="avvik.har_korrigerende"),
                Column("Ansvar", "{{ tiltak.ansvar }}", 2.3, only_if="avvik.har_ansvar"),
                Column("Frist", "{{ tiltak.gjeldende_frist }}", 2.0, only_if="avvik.har_gjeldende_frist"),
            ),
        ),
    )


def participation() -> str:
    return when(
        "medvirkning",
        heading(1, "Medvirkning og kommunikasjon"),
        report_table(
            "Medvirkning og kommunikasjon i {{ rapport.perioden }}",
            "Møter og andre arenaer i {{ rapport.perioden }}, med dato, deltakere og tema.",
            "møte in medvirkning",
            (
                Column("Dato", "{{ møte.dato }}", 2.2, only_if="medvirkning.har_dato"),
                Column("Arena", "{{ møte.arena }}", 4.0),
                Column("Deltakere", "{{ møte.deltakere }}", 4.3, only_if="medvirkning.har_deltakere"),
                Column("Tema", "{{ møte.tema }}", 5.5, only_if="medvirkning.har_tema"),
            ),
        ),
    )


def next_quarter() -> str:
    area = para("Punktliste", run("{{ gruppe.navn }}", "Sterk"), keep_next=True)
    planned = numbered("tiltak", "navn") + ": {{ tiltak.planlagt }}"
    return when(
        "plan_neste",
        heading(1, "Plan for neste {{ rapport.periodeord }}"),
        each("gruppe in plan_neste", area, para("Punktliste2", planned, loop="tiltak in gruppe.tiltak")),
    )
