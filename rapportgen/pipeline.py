"""From one workbook to one report: the order of the steps."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from rapportgen import figures, writing
from rapportgen.errors import RapportgenError, ReportError, TemplateError
from rapportgen.model.bestilling import INGEN_BESTILLING, Bestilling, with_order
from rapportgen.model.grunnlag import Report, choose_period, make_context, with_previous
from rapportgen.model.grunnlag.fastsatt import ASKED, not_adopted
from rapportgen.model.grunnlag.mangler import missing_content
from rapportgen.model.innstillinger import Innstillinger, settings_of, with_settings
from rapportgen.model.oppsett import STANDARD
from rapportgen.model.perioder import Kvartal
from rapportgen.model.rules import check_workbook
from rapportgen.model.rules.henvisninger import in_cells
from rapportgen.model.rules.personvern import without_identity_numbers
from rapportgen.model.skjulte_navn import SkjulteNavn
from rapportgen.model.smaa_tall import without_small_numbers
from rapportgen.naming import document_title, name_by_pattern, report_name, report_title, target_of
from rapportgen.problems import FEIL, Problem, advarsel, count, feil, in_order
from rapportgen.resources import template_path
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rapportgen.model.bilder import Picture
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.render import Rendered
    from rapportgen.word.settings import Egenskaper, Visning

LAGET, UENDRET = "laget", "uendret"
Books: TypeAlias = "tuple[tuple[str, tuple[Problem, ...]], ...]"


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let the cycle collector rest for the length of one report: it makes hardly any cycles, and thousands of cells."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


@dataclass(frozen=True)
class MadeReport:
    """A report that was made. `status` is laget, or uendret when the file already had these bytes.

    `problemer` are those of the workbook and of the making; `melding` is something to tell about the file,
    such as a new name because Word had the old one open. `pdf` is its PDF, when one was made. `boeker` are the
    workbooks of a report on several, by file name, with the problems of each.
    """

    fil: Path
    arbeidsbok: Path
    mal: str
    status: str
    problemer: tuple[Problem, ...]
    melding: str = ""
    pdf: Path | None = None
    pdf_status: str = ""
    boeker: Books = ()


@dataclass(frozen=True)
class Draft:
    """A report that is worked out and not yet written: where it goes, what it says, and what came up.

    `basis` is what it was made of, for whoever must know whether that has changed.
    """

    target: Path
    workbook_path: Path
    name: str
    compiled: CompiledTemplate
    rendered: Rendered
    properties: Egenskaper
    problems: tuple[Problem, ...]
    basis: Basis
    pdf: bytes | None = None
    boeker: Books = ()


@dataclass(frozen=True)
class Basis:
    """What a report is made of, and who answers for it.

    `period` is the quarter it is about, `wanted` the one that the workbook says it should be about; None when it is
    about no quarter, or the workbook says none. `pictures` are the files of pictures that the workbook names.
    `dated_today`: nothing but the calendar gave it its date.
    """

    period: Periode | None
    wanted: Periode | None
    responsible: str
    pictures: tuple[Path, ...]
    dated_today: bool


@dataclass(frozen=True)
class Checked:
    """A workbook that was read and checked, in a kommune with these settings."""

    workbook: Workbook
    settings: Innstillinger
    period: Periode | None
    problems: tuple[Problem, ...]
    oppsett: Oppsett = STANDARD


def check_file(
    path: Path,
    period: Periode | None = None,
    *,
    oppsett: Oppsett | None = None,
    order: Bestilling = INGEN_BESTILLING,
) -> Checked:
    """Read and check a workbook, with the kommune's settings: those beside the workbook, when none are given.

    An `order` goes before what the workbook says. Raises FileRefusedError when it cannot be read at all, SettingsError
    when the settings have faults.
    """
    from rapportgen.excel.read import ReadSettings, read_workbook

    oppsett = settings_beside(path) if oppsett is None else oppsett
    read = read_workbook(path, oppsett.schema, ReadSettings(project=oppsett.prosjekt, scale=oppsett.skala))
    workbook = with_order(read, order)
    settings, odd_settings = settings_of(workbook)
    try:
        period = choose_period(workbook, period)
    except ReportError:
        period = None
    problems = [*with_settings(workbook.problems, odd_settings), *check_workbook(workbook, settings, period)]
    problems += figures.check_figures(workbook, path.parent)
    return Checked(workbook, settings, period, tuple(in_order([*problems, *oppsett.problems])), oppsett)


def make_report(
    template: str | Path,
    workbook_path: Path,
    *,
    period: Periode | None = None,
    out: Path | None = None,
    previous: Path | None = None,
    dato: date | None = None,
    overwrite: bool = False,
    pdf: bool = False,
    oppsett: Oppsett | None = None,
) -> MadeReport:
    """Make one report and write it; nothing is left behind when it cannot be made.

    `out` is a file or a folder; without it the report stands in the current folder. `previous` is a workbook
    with the quarters before this one. `dato` is the report's date, else «Dato» of the workbook, else today.
    With `pdf` a PDF stands beside it; when that cannot be made it is a problem, and the report is there all the same.
    `oppsett` are the kommune's settings; without them, those beside the workbook.

    Raises FileRefusedError, SettingsError, TemplateError, ReportError or NotOverwrittenError.
    """
    draft = draft_report(template, workbook_path, period=period, out=out, previous=previous, dato=dato, oppsett=oppsett)
    (finished,) = finish_drafts([draft], pdf=pdf)
    return write_draft(finished, overwrite=overwrite)


@_without_collection()
def draft_report(
    template: str | Path,
    workbook_path: Path,
    *,
    period: Periode | None = None,
    out: Path | None = None,
    previous: Path | None = None,
    dato: date | None = None,
    oppsett: Oppsett | None = None,
    today: date | None = None,
    order: Bestilling = INGEN_BESTILLING,
    label: str = "",
) -> Draft:
    """Work out one report, as `make_report` does, and write nothing.

    A template for portfolios takes a folder of workbooks, or one.

    `today` is the date of a report that nothing else gives one; `order` goes before the workbook. `label` stands in the
    file name in place of the workbook's, to tell two of the same name apart.

    Raises FileRefusedError, SettingsError, TemplateError or ReportError.
    """
    from rapportgen.presentation import look_of, properties_of

    oppsett = settings_beside(workbook_path) if oppsett is None else oppsett
    source = template_path(template, oppsett.malmappe)
    try:
        compiled = compiled_template(source, oppsett)
    except TemplateError as error:
        raise _with_missing_fields(error, source, workbook_path, period, oppsett) from error
    if compiled.portfolio:
        from rapportgen.portfolio import draft_portfolio_in  # which takes these steps for each workbook

        return draft_portfolio_in(
            source, workbook_path, period=period, out=out, dato=dato, today=today, label=label, oppsett=oppsett
        )
    name = source.stem
    checked = check_file(workbook_path, period, oppsett=oppsett, order=order)
    own_day = dato or _date_of(checked.workbook)
    day = own_day or today or date.today()
    any_quarter = Kvartal.av(day) if compiled.without_quarter else None
    chosen = choose_period(checked.workbook, period, any_quarter)
    own = without_identity_numbers(checked.workbook, checked.problems)
    merged, odd = _with_previous(own, previous, chosen, oppsett)
    workbook, names, hidden = _without_hidden(merged, checked.settings)
    report = _report(compiled, workbook, name, chosen, day, order)
    problems = [*checked.problems, *odd, *_empty_fields(compiled, workbook)]
    if not report.uten_kvartal:
        problems += _date_problems(checked, chosen, dato)
    told = [problem for problem in names.removed_from_problems(problems) if problem.sted not in hidden]
    context = make_context(workbook, report, checked.settings, told)
    properties = properties_of(workbook, report, checked.settings)
    pictures = _pictures(compiled, workbook, workbook_path)
    rendered = rendered_report(compiled, context, look_of(checked.settings, oppsett), properties, pictures)
    found = in_cells(rendered.problems, checked.workbook)
    missing = missing_content(compiled.asks, workbook)
    problems = in_order([*problems, *missing, *compiled.problems, *_not_told(found, problems)])
    target = _target(out, source, checked, workbook_path, report, label)
    basis = _basis(checked, workbook, workbook_path, report, own_day is None)
    return Draft(target, workbook_path, name, compiled, rendered, properties, tuple(problems), basis)


def _target(out: Path | None, source: Path, checked: Checked, workbook_path: Path, report: Report, label: str) -> Path:
    """Where a report goes, by the kommune's pattern of file names when it has one. A `label` goes before both."""
    period = None if report.uten_kvartal else report.period
    pattern, prosjekt = checked.oppsett.filnavn, checked.workbook.prosjekt
    own = name_by_pattern(pattern, source.stem, workbook_path, period, report.dato, prosjekt) if pattern else ""
    labelled = report_name(source.stem, workbook_path, period, label) if label else ""
    return target_of(out, source.stem, (workbook_path, source), period, labelled or own)


def name_by_settings(
    template: str | Path,
    workbook_path: Path,
    *,
    period: Periode | None = None,
    dato: date | None = None,
    today: date | None = None,
    order: Bestilling = INGEN_BESTILLING,
) -> str:
    """The file name that the kommune's pattern gives a report, known before it is made; «» without a pattern.

    Raises FileRefusedError, SettingsError, TemplateError or ReportError.
    """
    oppsett = settings_beside(workbook_path)
    if not oppsett.filnavn:
        return ""
    source = template_path(template, oppsett.malmappe)
    compiled = compiled_template(source, oppsett)
    workbook = check_file(workbook_path, period, oppsett=oppsett, order=order).workbook
    day = dato or _date_of(workbook) or today or date.today()
    chosen = choose_period(workbook, period, Kvartal.av(day) if compiled.without_quarter else None)
    about = None if compiled.without_quarter else chosen
    return name_by_pattern(oppsett.filnavn, source.stem, workbook_path, about, day, workbook.prosjekt)


def rendered_report(
    compiled: CompiledTemplate,
    context: Mapping[str, object],
    look: Visning,
    properties: Egenskaper,
    pictures: Mapping[str, Picture],
) -> Rendered:
    """The finished report, that Word can open. Raises TemplateError or ReportError."""
    from rapportgen.word import render_template, verify_report

    rendered = render_template(compiled, context, look, properties, pictures)
    if faults := verify_report(rendered):
        name = compiled.name.removesuffix(".docx")
        raise ReportError(f"{name}: Rapporten ville ikke latt seg åpne i Word. Ingen fil er laget.", tuple(faults))
    return rendered


def finish_drafts(drafts: Sequence[Draft], *, pdf: bool = False) -> list[Draft]:
    """The drafts with page numbers in their contents and, when asked for, PDFs: all in few calls of LibreOffice."""
    from rapportgen.word.finish import Unfinished, finish_reports

    waiting = [Unfinished(draft.compiled, draft.rendered, draft.properties) for draft in drafts]
    return [
        replace(
            draft,
            rendered=finished.report,
            pdf=finished.pdf,
            problems=tuple(in_order([*draft.problems, *finished.problems])),
        )
        for draft, finished in zip(drafts, finish_reports(waiting, pdf=pdf), strict=True)
    ]


def write_draft(draft: Draft, *, overwrite: bool = False) -> MadeReport:
    """Write a report, and its PDF beside it. Raises ReportError or NotOverwrittenError when the report cannot be."""
    written = writing.write_report(draft.target, draft.rendered.data, overwrite=overwrite)
    made = MadeReport(written.path, draft.workbook_path, draft.name, written.status, draft.problems, written.message)
    made = replace(made, boeker=draft.boeker)
    if draft.pdf is None:
        return made
    try:
        beside = writing.write_report(written.path.with_suffix(".pdf"), draft.pdf, overwrite=overwrite)
    except RapportgenError as error:
        return replace(made, problemer=tuple(in_order([*made.problemer, feil("pdf-ikke-laget", "PDF", str(error))])))
    message = " ".join(text for text in (made.melding, beside.message) if text)
    return replace(made, pdf=beside.path, pdf_status=beside.status, melding=message)


def _pictures(compiled: CompiledTemplate, workbook: Workbook, path: Path) -> dict[str, Picture]:
    """The pictures of the workbook, for a template that shows any; what is wrong with them has been told."""
    if "bilde" not in compiled.asks:
        return {}
    return figures.read_figures(workbook, path.parent)[0]


def _not_told(found: Iterable[Problem], told: list[Problem]) -> list[Problem]:
    """The problems that came up while a report was written, without those of a cell that is already named."""
    known = {(problem.kode, problem.verdi) for problem in told}
    return [problem for problem in found if (problem.kode, problem.verdi) not in known]


def _with_missing_fields(
    error: TemplateError, template: Path, workbook_path: Path, period: Periode | None, oppsett: Oppsett
) -> TemplateError:
    """The faults of the template and, when the workbook can be read, the fields it lacks: to be mended in one go."""
    from rapportgen.word import with_missing_fields

    try:
        context = context_of(check_file(workbook_path, period, oppsett=oppsett), template.stem, period)
    except RapportgenError:
        return error
    return with_missing_fields(error, template, context, oppsett.filtre)


def context_of(checked: Checked, template: str, period: Periode | None) -> dict[str, object]:
    """What a template may ask for in a report of this workbook. Raises ReportError when it has no such period."""
    today = date.today()
    report = Report(choose_period(checked.workbook, period, Kvartal.av(today)), "", template, today)
    return make_context(checked.workbook, report, checked.settings, [])


def printable(checked: Checked, period: Periode | None) -> tuple[Workbook, dict[str, object]]:
    """A workbook as a report may print it, and what a template may ask for in a report of it.

    Identity numbers, hidden names and small counts of people are taken out. Raises ReportError when it has no such
    period.
    """
    today = date.today()
    chosen = choose_period(checked.workbook, period, Kvartal.av(today))
    own = without_identity_numbers(checked.workbook, checked.problems)
    workbook, names, _ = _without_hidden(own, checked.settings)
    report = Report(chosen, report_title("", "kvartalsrapport", chosen), "kvartalsrapport", _date_of(workbook) or today)
    told = names.removed_from_problems(checked.problems)
    return workbook, make_context(workbook, report, checked.settings, told)


def _without_hidden(workbook: Workbook, settings: Innstillinger) -> tuple[Workbook, SkjulteNavn, frozenset[str]]:
    """The workbook without hidden names and small counts of people; the names, and the cells of the counts."""
    names = SkjulteNavn(workbook)
    shown, hidden = without_small_numbers(names.removed_from(workbook), settings.skjul_under)
    return shown, names, hidden


def _with_previous(
    workbook: Workbook, previous: Path | None, period: Periode, oppsett: Oppsett
) -> tuple[Workbook, list[Problem]]:
    if previous is None:
        return workbook, []
    earlier = check_file(previous, oppsett=oppsett)
    clean = without_identity_numbers(earlier.workbook, earlier.problems)
    merged, problems = with_previous(workbook, clean, period)
    faults = count(earlier.problems, FEIL)
    if faults:
        melding = f"Arbeidsboken med kvartalene før har {faults} feil. Se dem med «rapportgen sjekk {previous.name}»."
        problems.append(advarsel("forrige-har-feil", previous.name, melding))
    return merged, problems


def compiled_template(template: str | Path, oppsett: Oppsett = STANDARD) -> CompiledTemplate:
    """The compiled template of a name or a .docx file. Raises FileRefusedError or TemplateError."""
    from rapportgen.word import compile_template

    return compile_template(template_path(template, oppsett.malmappe), filters=oppsett.filtre)


def _report(
    compiled: CompiledTemplate, workbook: Workbook, name: str, period: Periode, day: date, order: Bestilling
) -> Report:
    if compiled.without_quarter:
        title = document_title(compiled.title, name, str(workbook.prosjekt.dokumenttittel or ""))
        return Report(period, title, name, day, uten_kvartal=True, bestilling=order)
    return Report(period, report_title(compiled.title, name, period), name, day, bestilling=order)


def _basis(checked: Checked, shown: Workbook, path: Path, report: Report, dated_today: bool) -> Basis:
    """What the report is made of. Who answers for it is taken from the workbook as it may be `shown`."""
    about = None if report.uten_kvartal else report.period
    responsible = str(shown.prosjekt.ansvarlig or shown.prosjekt.prosjekteier or "")
    pictures = tuple(figures.files_of(checked.workbook, path.parent))
    return Basis(about, checked.workbook.prosjekt.rapportkvartal, responsible, pictures, dated_today)


def _empty_fields(compiled: CompiledTemplate, workbook: Workbook) -> list[Problem]:
    """What a template that says who adopted the document lacks in order to say it."""
    return not_adopted(workbook.prosjekt) if not compiled.asks.isdisjoint(ASKED) else []


def _date_of(workbook: Workbook) -> date | None:
    moment = workbook.prosjekt.dato
    day: date | None = moment.start if moment is not None and moment.slag == "dato" else None
    return day


def _date_problems(checked: Checked, period: Periode, dato: date | None) -> list[Problem]:
    day = _date_of(checked.workbook)
    if dato is not None or day is None or day >= period.slutt:
        return []
    shown = period.tekst(checked.settings.kvartalsformat)
    return [
        advarsel(
            "dato-foer-kvartalet",
            checked.workbook.prosjekt.address("dato"),
            f"Rapporten får datoen {day:%d.%m.%Y} fra arket «Prosjekt», men {shown} "
            f"slutter {period.slutt:%d.%m.%Y}. Rett datoen, eller skriv for eksempel --dato {period.slutt:%d.%m.%Y}.",
            f"{day:%d.%m.%Y}",
        )
    ]
