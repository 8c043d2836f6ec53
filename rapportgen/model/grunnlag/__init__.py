"""The basis of a report: one period chosen from a workbook, compared with the one before, ready for a template.

`make_context` gives the mapping that templates see. Its names are the template vocabulary (docs/felter.md).
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from rapportgen.model.bestilling import INGEN_BESTILLING, Bestilling
from rapportgen.model.grunnlag import maal, noekkeltall, oekonomi, risiko, setninger, tekster, tiltak
from rapportgen.model.grunnlag.bilde import Bilde, changes
from rapportgen.model.grunnlag.datagrunnlag import source_of
from rapportgen.model.grunnlag.dokument import figures_of, footnotes_of, words_of
from rapportgen.model.grunnlag.fastsatt import adopted
from rapportgen.model.grunnlag.forrige import with_previous
from rapportgen.model.grunnlag.gantt import gantt_of
from rapportgen.model.grunnlag.grafer import benefit_chart, charts_of, with_charts
from rapportgen.model.grunnlag.kontekst import Kontekst
from rapportgen.model.grunnlag.milepaeler import due_in
from rapportgen.model.grunnlag.organisasjon import groups_of, shown_members
from rapportgen.model.grunnlag.rapportfelter import report_fields
from rapportgen.model.grunnlag.tjenester import cooperation_of, services_of
from rapportgen.model.grunnlag.trinn import phases_of, staircase_of
from rapportgen.model.grunnlag.valg import choose_period, not_ready, rows_for
from rapportgen.model.offentlighet import marking
from rapportgen.model.rader import Felter, Oppslag, Rader
from rapportgen.model.trafikklys import GRAA, Utvikling
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from rapportgen.model.grunnlag.kontekst import Makers
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.problems import Problem

__all__ = ["Report", "choose_period", "make_context", "not_ready", "with_previous"]


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
) -> Mapping[str, Any]:
    """Everything a template may use, for one period. `problems` are listed in the appendix."""
    now = Bilde(workbook, report.period, settings)
    before = Bilde(workbook, report.period.forrige, settings, today=report.period)
    return Kontekst(
        {
            "rapport": lambda: _report_fields(workbook, report),
            "prosjekt": lambda: workbook.prosjekt,
            "tekst": lambda: tekster.texts_of(workbook, report.period),
            "overskrift": lambda: tekster.headings_of(workbook, report.period),
            **_status(before, now),
            **_plan(before, now),
            **_uncertainty(now),
            **_figures(now),
            **_people(workbook, report.period),
            **_fetched_by_key(workbook, settings),
            "grunnlag": lambda: source_of(workbook, settings, problems, report.period),
            "ark": lambda: _own_sheets(workbook, report.period),
        }
    )


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


def _status(before: Bilde, now: Bilde) -> Makers:
    sentences = cache(partial(_sentences, now))
    return {
        "lys": lambda: Felter(
            samlet=now.lys_samlet,
            fremdrift=now.lys_fremdrift or GRAA,
            milepaeler=now.lys_milepaeler or GRAA,
            oekonomi=now.lys_oekonomi or GRAA,
            innsparing=now.lys_innsparing or GRAA,
            risiko=now.lys_risiko or GRAA,
        ),
        "samlet_status": lambda: _status_rows(before, now, sentences()),
        "setninger": lambda: Felter(**sentences()),
        "hovedtall": lambda: setninger.key_figures(now),
        "endringer": lambda: _changes(before, now),
    }


def _sentences(now: Bilde) -> dict[str, str | None]:
    return {
        "fremdrift": setninger.progress_sentence(now),
        "milepaeler": setninger.milestone_sentence(now),
        "oekonomi": setninger.economy_sentence(now),
        "innsparing": setninger.saving_sentence(now),
        "risiko": setninger.risk_sentence(now),
    }


def _status_rows(before: Bilde, now: Bilde, sentences: Mapping[str, str | None]) -> Rader:
    """A row for each part that can be judged, and one for all of them together."""
    parts = [
        ("Fremdrift", before.lys_fremdrift, now.lys_fremdrift, sentences["fremdrift"]),
        ("Milepæler", before.lys_milepaeler, now.lys_milepaeler, sentences["milepaeler"]),
        ("Økonomi", before.lys_oekonomi, now.lys_oekonomi, sentences["oekonomi"]),
        ("Innsparing", before.lys_innsparing, now.lys_innsparing, sentences["innsparing"]),
        ("Risiko", before.lys_risiko, now.lys_risiko, sentences["risiko"]),
    ]
    rows = [_status_row(*part) for part in parts if part[2] is not None]
    if rows:
        rows.append(_status_row("Samlet", _overall(before), now.lys_samlet, "Den svakeste delen avgjør samlet status."))
    return Rader(rows)


def _overall(picture: Bilde) -> Any:
    return picture.lys_samlet if picture.lys_samlet != GRAA else None


def _status_row(area: str, before: Any, now: Any, comment: str | None) -> Felter:
    moved = Utvikling.av_lys(now, before)
    return Felter(omraade=area, forrige=before, naa=now, utvikling=moved, kommentar=comment)


def _changes(before: Bilde, now: Bilde) -> Felter:
    found = changes(before, now)
    return Felter(**found, tekster=Rader(tekster.change_sentences(found, now)))


def _plan(before: Bilde, now: Bilde) -> Makers:
    measures = cache(partial(_measures, before, now))
    milestones = cache(partial(_milestones, now))
    reported = cache(lambda: tiltak.reported(now.workbook, measures(), now.period))
    return {
        "maal": lambda: maal.goals_of(now.workbook),
        "overordnede_maal": lambda: maal.goals_of_type(now.workbook, maal.OVERORDNET),
        "effektmaal": lambda: maal.goals_of_type(now.workbook, maal.EFFEKT),
        "resultatmaal": lambda: maal.goals_of_type(now.workbook, maal.RESULTAT),
        "faser": lambda: phases_of(now.workbook),
        "innsatsomraader": lambda: tiltak.workstreams(measures(), milestones(), now.omraader),
        "tiltak": measures,
        "status": lambda: _reports(now.workbook, now.period, measures()),
        "gjennomfoert": reported,
        "avvik": lambda: Rader(
            row.with_joined(**_deviation(row.felt("naa"))) for row in reported() if row.felt("naa").avvik
        ),
        "planlagt": lambda: Rader(row for row in measures() if row.felt("planlagt")),
        "plan_neste": lambda: tiltak.planned_by_area(measures(), now.omraader),
        "milepaeler": milestones,
        "milepaeler_neste": lambda: due_in(now.bare_milepaeler, now.period.neste),
    }


def _measures(before: Bilde, now: Bilde) -> Rader:
    """Every measure, with its status in the period before."""
    earlier = {row.id: row for row in before.tiltak}
    return Rader(
        row.with_joined(
            forrige=earlier[row.id].felt("naa"),
            status_forrige=earlier[row.id].felt("status") if earlier[row.id].felt("naa") is not None else None,
        )
        for row in now.tiltak
    )


def _milestones(now: Bilde) -> Rader:
    return Rader(now.milepaeler, bare_milepaeler=now.bare_milepaeler, **gantt_of(now.milepaeler, now.omraader))


def _reports(workbook: Workbook, period: Periode, measures: Rader) -> Rader:
    """The status rows of the period, each with its measure."""
    by_id = {str(row.id): row for row in measures}
    rows = rows_for(workbook, "Status", period)
    return Rader(row.with_joined(tiltak=by_id.get(str(row.tiltak_id))) for row in rows)


def _deviation(status: Any) -> dict[str, Any]:
    return {name: getattr(status, name) for name in ("avvik", "aarsak", "konsekvens", "korrigerende")}


def _uncertainty(now: Bilde) -> Makers:
    return {
        "risikoer": lambda: Rader(row for row in now.risikoer if not risiko.is_closed(row)),
        "trusler": lambda: now.trusler,
        "muligheter": lambda: risiko.of_type(now.risikoer, risiko.MULIGHET),
        "topprisikoer": lambda: risiko.worst(now.trusler, 3),
    }


def _figures(now: Bilde) -> Makers:
    workbook, period = now.workbook, now.period
    indicators = cache(lambda: Rader(with_charts(now.noekkeltall, now)))
    return {
        "oekonomi": lambda: now.oekonomi,
        "innsparing": lambda: now.innsparing,
        "prosjektoekonomi": lambda: oekonomi.project_cost_at(workbook, period),
        "noekkeltall": indicators,
        "bemanning": lambda: Rader(row for row in indicators() if noekkeltall.is_staff(row)),
        "styringsdata": lambda: Rader(row for row in indicators() if not noekkeltall.is_staff(row)),
        "aarstall": lambda: noekkeltall.yearly_figures(workbook, period, now.settings),
        "tidsserier": lambda: noekkeltall.series_of(workbook, period, now.settings),
        "gevinster": lambda: Rader(row.with_joined(graf=benefit_chart(row)) for row in workbook.rows("Gevinster")),
        "grafer": lambda: charts_of(now),
    }


def _people(workbook: Workbook, period: Periode) -> Makers:
    members = cache(partial(shown_members, workbook))
    return {
        "tjenesteomraader": lambda: services_of(workbook),
        "samarbeid": lambda: cooperation_of(workbook),
        "omsorgstrapp": lambda: staircase_of(workbook),
        "interessenter": lambda: Rader(workbook.rows("Interessenter")),
        "grupper": lambda: groups_of(workbook, members()),
        "deltakere": members,
        "beslutninger": lambda: Rader(rows_for(workbook, "Beslutninger", period)),
        "medvirkning": lambda: Rader(
            row
            for row in workbook.rows("Medvirkning")
            if row.dato is not None and row.dato.slutt is not None and period.inneholder(row.dato.slutt)
        ),
        "versjoner": lambda: Rader(workbook.rows("Versjoner")),
    }


def _fetched_by_key(workbook: Workbook, settings: Innstillinger) -> Makers:
    """What no row has is a missing value, and no word is ever made up."""
    figures = cache(partial(figures_of, workbook))
    return {
        "figurer": figures,
        "figur": figures,
        "fotnoter": lambda: footnotes_of(workbook),
        "ordliste": lambda: Rader(workbook.rows("Ordliste")),
        "ord": lambda: words_of(workbook, settings.maalform),
    }
