"""The basis of a report on many projects: each workbook at one quarter, and what they come to together.

`make_portfolio` gives the mapping that templates see (docs/felter.md). Every total in it is the sum of the lines beside
it, worked out with exact decimals. A workbook that is not in a sum is named with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import NBSP, TUSEN_KR
from rapportgen.model.grunnlag import Report, make_context
from rapportgen.model.grunnlag.grafer import savings_goal
from rapportgen.model.grunnlag.portefoelje import linjer, oversikt
from rapportgen.model.grunnlag.portefoelje.noter import notes_of, with_own_notes
from rapportgen.model.grunnlag.portefoelje.prosjekt import Bok, Prosjekt, Ulest
from rapportgen.model.grunnlag.portefoelje.summer import Settled, settled
from rapportgen.model.grunnlag.portefoelje.valg import (
    common_project,
    common_settings,
    names_of,
    period_in,
    portfolio_period,
    shared,
)
from rapportgen.model.grunnlag.rapportfelter import report_fields
from rapportgen.model.grunnlag.risiko import worst
from rapportgen.model.grunnlag.setninger import in_millions, percent, some_of
from rapportgen.model.offentlighet import is_restricted
from rapportgen.model.personnummer import masked
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.sheets.prosjekt import Tospraaklig
from rapportgen.model.smaa_tall import sentence
from rapportgen.named import NamedTuple
from rapportgen.phrases import listed
from rapportgen.problems import ADVARSEL, FEIL, Problem, advarsel, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.model.bestilling import Bestilling
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.trafikklys import Fortegn
    from rapportgen.model.workbook import Workbook

__all__ = [
    "Bok",
    "Portfolio",
    "Ulest",
    "common_project",
    "common_settings",
    "make_portfolio",
    "period_in",
    "portfolio_period",
]
MOST_KOMMUNER = 3


class Portfolio(NamedTuple):
    """What a template may use, and what came up: problems whose place begins with the name of a workbook."""

    context: dict[str, Any]
    problems: tuple[Problem, ...]


def make_portfolio(books: Sequence[Bok], unread: Sequence[Ulest], report: Report, settings: Innstillinger) -> Portfolio:
    """Everything a template may use for the period of `report`, written as `settings` say."""
    names = names_of(books)
    missing = [one for one in unread if one.is_counted]
    workbooks = with_own_notes(book.workbook for book in books)
    parts = [
        _settled(book._replace(workbook=workbook), report.period, settings)
        for book, workbook in zip(books, workbooks, strict=True)
    ]
    projects = [
        _project(book, part, report, name, number)
        for number, (book, part, name) in enumerate(zip(books, parts, names, strict=True), 1)
    ]
    context = {
        "rapport": _report_fields([book.workbook for book in books], report),
        "prosjekter": Rader(projects),
        "portefoelje": _together(projects, missing, report, settings.fortegn, _remarks(books, parts, names, settings)),
        "grunnlag": _source(books, projects, unread, settings),
        "fotnoter": notes_of(workbooks),
    }
    return Portfolio(context, (*_problems(books, parts), *_same_project(books, report.period)))


def _settled(book: Bok, period: Periode, settings: Innstillinger) -> Settled:
    part = settled(book.workbook, book.own, period_in(book.workbook, period), settings.fortegn)
    own = part.settings._replace(kvartalsformat=settings.kvartalsformat, maalform=settings.maalform)
    return part._replace(settings=own)


def _project(book: Bok, part: Settled, report: Report, name: str, number: int) -> Prosjekt:
    """A project with all that a report of its workbook would hold."""
    workbook, settings = part.workbook, part.settings
    period = period_in(workbook, report.period)
    told = [*book.problems, *part.differences, *part.partial]
    context = make_context(workbook, report._replace(period=period), settings, told)
    prosjekt = workbook.prosjekt
    is_now = period.slutt == report.period.slutt
    own = {
        "navn": name,
        "nr": number,
        "kapittel": f"prosjekt {number}",
        "prosjektleder": prosjekt.ansvarlig or prosjekt.prosjekteier,
        "arbeidsbok": book.printed_file,
        "kvartal": period,
        "i_summer": is_now,
        "merknad": None if is_now else f"tall for {period.tekst(settings.kvartalsformat)}",
        "innsparingsmaal": savings_goal(workbook),
        "stoerste_trusler": worst(context["trusler"], len(context["trusler"])),
        "aktuelle_milepaeler": oversikt.pressing(context["milepaeler"].felt("bare_milepaeler"), report.period),
        "stoerste_produkt": settings.matrise.antall_s * settings.matrise.antall_k,
    }
    return Prosjekt(context, own)


# --- the whole ---


def _together(
    projects: Sequence[Prosjekt], unread: Sequence[Ulest], report: Report, sign: Fortegn, remarks: Sequence[Felter]
) -> Felter:
    status = oversikt.status_of(projects, sign)
    counts = oversikt.counted(status)
    economy = linjer.economy_of(projects, unread, sign)
    savings = linjer.savings_of(projects, unread)
    risks = oversikt.risks_of(projects)
    coming, late = oversikt.milestones_of(projects, report.period)
    everyone = len(projects) + len(unread)
    return Felter(
        antall=len(projects),
        antall_boeker=everyone,
        status=status,
        lys=counts,
        oekonomi=economy,
        innsparing=savings,
        risikoer=risks,
        topprisikoer=Rader(risks[: oversikt.MOST_RISKS]),
        milepaeler_neste=coming,
        forsinkede=late,
        beslutninger=oversikt.decisions_of(projects),
        merknader=Rader(remarks),
        setninger=Felter(
            status=oversikt.status_sentence(counts),
            oekonomi=_economy_sentence(economy, sign, everyone),
            innsparing=_savings_sentence(savings, report.period, everyone),
            risiko=oversikt.risk_sentence(risks),
        ),
    )


def _economy_sentence(lines: Rader, sign: Fortegn, everyone: int) -> str | None:
    """«Årsprognosene for 2 av 3 prosjekter viser til sammen et merforbruk på 6,2 mill. kr (3,3 % av årsbudsjettet).»"""
    deviation = lines.sum.felt("prognoseavvik") if lines else None
    if deviation is None:
        return None
    who = _of_how_many("Årsprognosen", lines, "prognoseavvik", everyone)
    if not deviation:
        return f"{who} er i balanse med budsjettet."
    share = lines.sum.felt("prognoseavvik_prosent")
    part = f" ({percent(abs(share))} av årsbudsjettet)" if share else ""
    return f"{who} et {sign.ord(deviation)} på {in_millions(deviation)}{part}."


def _of_how_many(what: str, lines: Rader, name: str, everyone: int) -> str:
    """«Årsprognosene for 2 av 3 prosjekter viser til sammen»; «Årsprognosen viser» for one project alone."""
    known = sum(line.felt(name) is not None for line in lines)
    if everyone == 1:
        return f"{what} viser"
    return (
        f"{what}e viser til sammen"
        if known == everyone
        else f"{what}e for {known} av {everyone} prosjekter viser til sammen"
    )


def _savings_sentence(lines: Rader, period: Periode, everyone: int) -> str | None:
    """«Det er spart 2,5 mill. kr av planlagte 7,5 mill. kr i 2024. Målet er 35,0 mill. kr.»"""
    realised = lines.sum.felt("realisert_hittil") if lines else None
    if realised is None:
        return None
    planned, goal = lines.sum.felt("effekt_i_aar"), lines.sum.felt("maal")
    known = sum(line.felt("realisert_hittil") is not None for line in lines)
    where = "" if known == everyone else f" ({known} av {everyone} prosjekter)"
    of = f" av planlagte {in_millions(planned)} i {period.aar}" if planned else ""
    goals = sum(line.felt("maal") is not None for line in lines)
    end = f" {'Målet er' if goals == 1 else 'Målene er til sammen'} {in_millions(goal)}." if goal else ""
    return f"Det er spart {in_millions(realised)}{of}{where}.{end}"


def _report_fields(workbooks: Sequence[Workbook], report: Report) -> Felter:
    projects = [workbook.prosjekt for workbook in workbooks]
    kommune = _kommune(projects)
    return Felter(
        **report_fields(report, common_project(workbooks, report.bestilling)),
        undertittel=shared(one.hovedprosjekt for one in projects),
        fra=shared(one.firma or one.prosjekteier for one in projects),
        gradering=_marking(projects, report.bestilling),
        kommune=kommune,
        kommune_samisk=kommune.samisk if kommune is not None else None,
    )


def _kommune(projects: Sequence[Any]) -> Tospraaklig | None:
    """The kommune, with its Sami name; the names of a few, and how many there are of more."""
    names = {str(one.kommune): one.kommune for one in projects if one.kommune}
    if len(names) <= 1:
        return next((Tospraaklig(name, getattr(own, "samisk", None)) for name, own in names.items()), None)
    return Tospraaklig(listed(names) if len(names) <= MOST_KOMMUNER else f"{len(names)} kommuner")


def _marking(projects: Sequence[Any], order: Bestilling) -> str | None:
    """The marking of a portfolio that holds anything exempt from public access, with every authority for it.

    What the order says goes before the workbooks.
    """
    restricted = [order] if order.tilgang else list(projects)
    restricted = [one for one in restricted if is_restricted(one)]
    if not restricted:
        return None
    said = [order] if order.hjemmel else restricted if not order.tilgang else projects
    authorities = list(dict.fromkeys(str(one.hjemmel) for one in said if one.hjemmel))
    return f"Unntatt offentlighet, jf. {listed(authorities)}" if authorities else "Unntatt offentlighet"


# --- what it is built on ---


def _source(
    books: Sequence[Bok], projects: Sequence[Prosjekt], unread: Sequence[Ulest], settings: Innstillinger
) -> Felter:
    return Felter(
        arbeidsboeker=Rader(_book_row(book, project) for book, project in zip(books, projects, strict=True)),
        uleste=Rader(Felter(arbeidsbok=masked(one.file), grunn=masked(one.grunn)) for one in unread),
        fortegn=settings.fortegn.beskrivelse(),
        enheter=_units_sentence(books),
        grenser=_limits(books, projects),
        smaa_tall=tuple(dict.fromkeys(said for book in books if (said := sentence(book.own.skjul_under)))),
    )


def _limits(books: Sequence[Bok], projects: Sequence[Prosjekt]) -> tuple[str, ...]:
    """The limits of the traffic lights, with the projects they hold for where not all have the same."""
    found: dict[str, list[str]] = {}
    for book, project in zip(books, projects, strict=True):
        for line in book.own.grenser.beskrivelse():
            found.setdefault(line, []).append(project.felt("navn"))
    return tuple(
        line if len(names) == len(books) else f"{line.removesuffix('.')} ({some_of(names)})."
        for line, names in found.items()
    )


def _units_sentence(books: Sequence[Bok]) -> str | None:
    """What is counted in another unit in the workbooks; None when all count in 1 000 kr."""
    sheets = [book.workbook.sheets.get(name) for book in books for name in ("Økonomi", "Innsparing")]
    units = {unit for data in sheets if data is not None and data.rows for unit in data.units.values()}
    others = sorted(units - {TUSEN_KR})
    return (
        f"Beløp i {listed(others)} er regnet om til {TUSEN_KR}.".replace(TUSEN_KR, f"1{NBSP}000{NBSP}kr")
        if others
        else None
    )


def _book_row(book: Bok, project: Prosjekt) -> Felter:
    return Felter(
        prosjekt=project.felt("navn"),
        arbeidsbok=project.felt("arbeidsbok"),
        kvartal=project.felt("kvartal"),
        sjekksum=book.workbook.checksum,
        feil=count(book.problems, FEIL),
        advarsler=count(book.problems, ADVARSEL),
    )


def _remarks(
    books: Sequence[Bok], parts: Sequence[Settled], names: Sequence[str], settings: Innstillinger
) -> list[Felter]:
    """What the reader of the sums should know: figures that are counted in another way than they are written."""
    found: list[Felter] = []
    for book, part, name in zip(books, parts, names, strict=True):
        if book.own.fortegn is not settings.fortegn and book.workbook.rows("Økonomi"):
            text = "Avvikene har motsatt fortegn i arbeidsboken, og er snudd her."
            found.append(Felter(navn=name, tekst=text))
        for problem in (*part.differences, *part.partial):
            found.append(Felter(navn=name, tekst=masked(f"{problem.melding} ({book.printed_file}, {problem.sted})")))
    return found


def _problems(books: Sequence[Bok], parts: Sequence[Settled]) -> list[Problem]:
    """The totals that were something else than their parts, and parts without figures, with the names of the files."""
    return [
        problem._replace(sted=f"{book.file}: {problem.sted}")
        for book, part in zip(books, parts, strict=True)
        for problem in (*part.differences, *part.partial)
    ]


def _same_project(books: Sequence[Bok], period: Periode) -> list[Problem]:
    """A warning for each workbook that says it is of the same project as one before it: its figures count twice."""
    first: dict[tuple[str, ...], str] = {}
    found = []
    for book in books:
        project = book.workbook.prosjekt
        key = tuple(
            str(value or "").casefold() for value in (project.kommune, project.hovedprosjekt, project.delprosjekt)
        )
        other = first.setdefault(key, book.file)
        if other != book.file and any(key) and period_in(book.workbook, period).slutt == period.slutt:
            message = (
                f"Arbeidsboken gjelder samme prosjekt som {other}, så tallene er regnet med to ganger. "
                "Ta bort den ene hvis de er kopier, eller gi prosjektene ulike navn i arket «Prosjekt»."
            )
            found.append(advarsel("samme-prosjekt", book.file, message))
    return found
