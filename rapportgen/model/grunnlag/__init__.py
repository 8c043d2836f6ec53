"""The basis of a report: one period chosen from a workbook, compared with the one before, ready for a template.

`make_context` gives the mapping that templates see. Its names are the template vocabulary (docs/felter.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rapportgen.model.bestilling import INGEN_BESTILLING, Bestilling
from rapportgen.model.grunnlag import noekkeltall, oekonomi, risiko, setninger, tekster, tiltak
from rapportgen.model.grunnlag.bilde import Bilde, changes
from rapportgen.model.grunnlag.datagrunnlag import source_of
from rapportgen.model.grunnlag.dokument import fetched_by_key
from rapportgen.model.grunnlag.fastsatt import adopted
from rapportgen.model.grunnlag.forrige import with_previous
from rapportgen.model.grunnlag.gantt import gantt_of
from rapportgen.model.grunnlag.grafer import benefit_chart, charts_of, with_charts
from rapportgen.model.grunnlag.maal import goals_of
from rapportgen.model.grunnlag.milepaeler import due_in
from rapportgen.model.grunnlag.organisasjon import groups_of, shown_members
from rapportgen.model.grunnlag.rapportfelter import report_fields
from rapportgen.model.grunnlag.tjenester import cooperation_of, services_of
from rapportgen.model.grunnlag.trinn import phases_of, staircase_of
from rapportgen.model.grunnlag.valg import choose_period, rows_for
from rapportgen.model.offentlighet import marking
from rapportgen.model.rader import Felter, Oppslag, Rader
from rapportgen.model.trafikklys import GRAA, Utvikling

if TYPE_CHECKING:
    from datetime import date

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.problems import Problem

__all__ = ["Report", "choose_period", "make_context", "with_previous"]


class Report(NamedTuple):
    """What the report itself is: its period, title, template and date, and what its order says.

    A plan is `uten_kvartal`: it is not about its period, which only says how far the figures go.
    """

    period: Periode
    tittel: str
    mal: str
    dato: date
    uten_kvartal: bool = False
    bestilling: Bestilling = INGEN_BESTILLING


def make_context(
    workbook: Workbook, report: Report, settings: Innstillinger, problems: list[Problem]
) -> dict[str, Any]:
    """Everything a template may use, for one period. `problems` are listed in the appendix."""
    now = Bilde(workbook, report.period, settings)
    before = Bilde(workbook, report.period.forrige, settings, today=report.period)
    return {
        "rapport": _report_fields(workbook, report),
        "prosjekt": workbook.prosjekt,
        "tekst": tekster.texts_of(workbook, report.period),
        "overskrift": tekster.headings_of(workbook, report.period),
        **_status(before, now),
        **_plan(before, now),
        **_uncertainty(now),
        **_figures(now),
        **_people(workbook, report.period),
        **fetched_by_key(workbook, settings),
        "grunnlag": source_of(workbook, settings, problems, report.period),
        "ark": _own_sheets(workbook, report.period),
    }


def _own_sheets(workbook: Workbook, period: Periode) -> Oppslag:
    """The sheets without a name of their own in templates: those the kommune has declared, and those nobody has.

    The rows of a declared sheet with a column of quarters are those of the report's.
    """
    declared = {
        sheet.name: rows_for(workbook, sheet.name, period) if sheet.period else workbook.rows(sheet.name)
        for sheet in workbook.schema
        if sheet.own
    }
    unknown = {title: sheet.rows for title, sheet in workbook.unknown.items()}
    return Oppslag({title: Rader(rows) for title, rows in {**unknown, **declared}.items()})


def _report_fields(workbook: Workbook, report: Report) -> Felter:
    prosjekt = workbook.prosjekt
    return Felter(
        **report_fields(report, prosjekt),
        undertittel=prosjekt.delprosjekt or prosjekt.hovedprosjekt,
        fra=prosjekt.ansvarlig or prosjekt.prosjekteier,
        gradering=marking(prosjekt),
        fastsatt=adopted(prosjekt),
        kommune_samisk=getattr(prosjekt.kommune, "samisk", None),
    )


def _status(before: Bilde, now: Bilde) -> dict[str, Any]:
    sentences = {
        "fremdrift": setninger.progress_sentence(now),
        "milepaeler": setninger.milestone_sentence(now),
        "oekonomi": setninger.economy_sentence(now),
        "innsparing": setninger.saving_sentence(now),
        "risiko": setninger.risk_sentence(now),
    }
    parts = [
        ("Fremdrift", before.lys_fremdrift, now.lys_fremdrift, sentences["fremdrift"]),
        ("Milepæler", before.lys_milepaeler, now.lys_milepaeler, sentences["milepaeler"]),
        ("Økonomi", before.lys_oekonomi, now.lys_oekonomi, sentences["oekonomi"]),
        ("Innsparing", before.lys_innsparing, now.lys_innsparing, sentences["innsparing"]),
        ("Risiko", before.lys_risiko, now.lys_risiko, sentences["risiko"]),
    ]
    judged = [part for part in parts if part[2] is not None]
    rows = [_status_row(*part) for part in judged]
    if rows:
        rows.append(_status_row("Samlet", _overall(before), now.lys_samlet, "Den svakeste delen avgjør samlet status."))
    return {
        "lys": Felter(
            samlet=now.lys_samlet,
            fremdrift=now.lys_fremdrift or GRAA,
            milepaeler=now.lys_milepaeler or GRAA,
            oekonomi=now.lys_oekonomi or GRAA,
            innsparing=now.lys_innsparing or GRAA,
            risiko=now.lys_risiko or GRAA,
        ),
        "samlet_status": Rader(rows),
        "setninger": Felter(**sentences),
        "hovedtall": setninger.key_figures(now),
        "endringer": _changes(before, now),
    }


def _overall(picture: Bilde) -> Any:
    return picture.lys_samlet if picture.lys_samlet != GRAA else None


def _status_row(area: str, before: Any, now: Any, comment: str | None) -> Felter:
    moved = Utvikling.av_lys(now, before)
    return Felter(omraade=area, forrige=before, naa=now, utvikling=moved, kommentar=comment)


def _changes(before: Bilde, now: Bilde) -> Felter:
    found = changes(before, now)
    return Felter(**found, tekster=Rader(tekster.change_sentences(found, now)))


def _plan(before: Bilde, now: Bilde) -> dict[str, Any]:
    earlier = {row.id: row for row in before.tiltak}
    measures = Rader(
        row.with_joined(
            forrige=earlier[row.id].felt("naa"),
            status_forrige=earlier[row.id].felt("status") if earlier[row.id].felt("naa") is not None else None,
        )
        for row in now.tiltak
    )
    reported = tiltak.reported(now.workbook, measures, now.period)
    milestones = Rader(now.milepaeler, bare_milepaeler=now.bare_milepaeler, **gantt_of(now.milepaeler, now.omraader))
    return {
        **goals_of(now.workbook),
        "faser": phases_of(now.workbook),
        "innsatsomraader": tiltak.workstreams(measures, milestones, now.omraader),
        "tiltak": measures,
        "status": _status_rows(now.workbook, now.period, measures),
        "gjennomfoert": reported,
        "avvik": Rader(row.with_joined(**_deviation(row.felt("naa"))) for row in reported if row.felt("naa").avvik),
        "planlagt": Rader(row for row in measures if row.felt("planlagt")),
        "plan_neste": tiltak.planned_by_area(measures, now.omraader),
        "milepaeler": milestones,
        "milepaeler_neste": due_in(now.bare_milepaeler, now.period.neste),
    }


def _status_rows(workbook: Workbook, period: Periode, measures: Rader) -> Rader:
    by_id = {str(row.id): row for row in measures}
    rows = rows_for(workbook, "Status", period)
    return Rader(row.with_joined(tiltak=by_id.get(str(row.tiltak_id))) for row in rows)


def _deviation(status: Any) -> dict[str, Any]:
    return {name: getattr(status, name) for name in ("avvik", "aarsak", "konsekvens", "korrigerende")}


def _uncertainty(now: Bilde) -> dict[str, Any]:
    opportunities = risiko.of_type(now.risikoer, risiko.MULIGHET)
    return {
        "risikoer": Rader(row for row in now.risikoer if not risiko.is_closed(row)),
        "trusler": now.trusler,
        "muligheter": opportunities,
        "topprisikoer": risiko.worst(now.trusler, 3),
    }


def _figures(now: Bilde) -> dict[str, Any]:
    workbook, period = now.workbook, now.period
    indicators = Rader(with_charts(now.noekkeltall, now))
    benefits = workbook.rows("Gevinster")
    return {
        "oekonomi": now.oekonomi,
        "innsparing": now.innsparing,
        "prosjektoekonomi": oekonomi.project_cost_at(workbook, period),
        "noekkeltall": indicators,
        "bemanning": Rader(row for row in indicators if noekkeltall.is_staff(row)),
        "styringsdata": Rader(row for row in indicators if not noekkeltall.is_staff(row)),
        "aarstall": noekkeltall.yearly_figures(workbook, period, now.settings),
        "tidsserier": noekkeltall.series_of(workbook, period, now.settings),
        "gevinster": Rader(row.with_joined(graf=benefit_chart(row)) for row in benefits),
        "grafer": charts_of(now),
    }


def _people(workbook: Workbook, period: Periode) -> dict[str, Any]:
    members = shown_members(workbook)
    return {
        "tjenesteomraader": services_of(workbook),
        "samarbeid": cooperation_of(workbook),
        "omsorgstrapp": staircase_of(workbook),
        "interessenter": Rader(workbook.rows("Interessenter")),
        "grupper": groups_of(workbook, members),
        "deltakere": members,
        "beslutninger": Rader(rows_for(workbook, "Beslutninger", period)),
        "medvirkning": Rader(
            row
            for row in workbook.rows("Medvirkning")
            if row.dato is not None and row.dato.slutt is not None and period.inneholder(row.dato.slutt)
        ),
        "versjoner": Rader(workbook.rows("Versjoner")),
    }
