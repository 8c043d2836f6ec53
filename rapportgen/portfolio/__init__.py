"""From many workbooks to one report: each is read and checked as for a report of its own, and none is lost silently.

`reading` finds and reads the workbooks, and `told` says what came up in each.
"""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from typing import TYPE_CHECKING

from rapportgen import figures
from rapportgen.errors import ReportError, without_file
from rapportgen.model.bestilling import INGEN_BESTILLING, Bestilling
from rapportgen.model.grunnlag import Report
from rapportgen.model.grunnlag.portefoelje import (
    Bok,
    Ulest,
    common_project,
    common_settings,
    make_portfolio,
    period_in,
    portfolio_period,
)
from rapportgen.named import NamedTuple
from rapportgen.naming import name_by_pattern, own_path, report_name, report_title, target_of
from rapportgen.pipeline import (
    Basis,
    Checked,
    Draft,
    compiled_template,
    finish_drafts,
    rendered_report,
    telling_of,
    write_draft,
)
from rapportgen.portfolio import told
from rapportgen.portfolio.reading import LEFT_OUT as LEFT_OUT
from rapportgen.portfolio.reading import Left, Read, read_all
from rapportgen.portfolio.reading import left_out_of as left_out_of
from rapportgen.portfolio.reading import workbooks_in as workbooks_in
from rapportgen.portfolio.told import OWN_CODES as OWN_CODES
from rapportgen.problems import Problem, advarsel, in_order
from rapportgen.resources import template_path
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rapportgen.model.bilder import Picture
    from rapportgen.model.grunnlag.portefoelje import Portfolio
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline import Books, MadeReport
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.render import Rendered
    from rapportgen.word.settings import Egenskaper


class _Wanted(NamedTuple):
    """What the report is asked to be: None where the workbooks decide."""

    period: Periode | None = None
    dato: date | None = None
    today: date | None = None
    order: Bestilling = INGEN_BESTILLING


class _Material(NamedTuple):
    """What the report is made of: its template, the workbooks in it and those left out, and how it is written.

    `is_one`: it is made of one workbook, which was named as such and not found in a folder or a list.
    """

    compiled: CompiledTemplate
    oppsett: Oppsett
    read: list[Read]
    left: list[Left]
    report: Report
    settings: Innstillinger
    is_one: bool


def make_portfolio_report(
    template: str | Path,
    workbook_paths: Sequence[Path],
    *,
    period: Periode | None = None,
    out: Path | None = None,
    dato: date | None = None,
    order: Bestilling = INGEN_BESTILLING,
    place: Path | None = None,
    overwrite: bool = False,
    pdf: bool = False,
    oppsett: Oppsett | None = None,
) -> MadeReport:
    """Make one report on all these workbooks and write it; nothing is left behind when it cannot be made.

    Raises what `draft_portfolio` does, and NotOverwrittenError.
    """
    draft = draft_portfolio(
        template, workbook_paths, period=period, out=out, dato=dato, order=order, place=place, oppsett=oppsett
    )
    (finished,) = finish_drafts([draft], pdf=pdf)
    return write_draft(finished, overwrite=overwrite)


def draft_portfolio(
    template: str | Path,
    workbook_paths: Sequence[Path],
    *,
    period: Periode | None = None,
    out: Path | None = None,
    dato: date | None = None,
    today: date | None = None,
    order: Bestilling = INGEN_BESTILLING,
    place: Path | None = None,
    label: str = "",
    oppsett: Oppsett | None = None,
) -> Draft:
    """Work out a report on all these workbooks and write nothing; they stand in the order they are given.

    The period is that of most workbooks, when none is given. `place` is the folder or the list that the workbooks were
    found by, and gives the report its name. An `order` goes before what the workbooks say of the report. A workbook
    that cannot be read, or has nothing yet, is named in the report and in the problems. Raises FileRefusedError,
    TemplateError, or ReportError when no workbook can be used.
    """
    wanted = _Wanted(period, dato, today, order)
    source, material = _gathered(template, workbook_paths, wanted, place, oppsett)
    report, where = material.report, place or workbook_paths[0]
    portfolio, rendered, properties = _rendered(material)
    file_name = _file_name(material, where, label)
    target = target_of(out, source.stem, (*workbook_paths, source), report.period, file_name)
    books = told.problems_by_book(material.read, material.left, portfolio.problems)
    problems = _problems(material, books, rendered, wanted)
    pictures = tuple(file for one in material.read for file in figures.files_of(one.checked.workbook, one.folder))
    dated_today = dato is None and _own_date(material.read, report.period) is None
    basis = Basis(report.period, None, "", pictures, dated_today)
    return Draft(
        target, where, source.stem, material.compiled, rendered, properties, problems, basis, boeker=books,
        withheld=tuple(one.withheld for one in material.read),
    )  # fmt: skip


def draft_portfolio_in(
    template: str | Path,
    place: Path,
    *,
    period: Periode | None = None,
    out: Path | None = None,
    dato: date | None = None,
    today: date | None = None,
    order: Bestilling = INGEN_BESTILLING,
    label: str = "",
    oppsett: Oppsett | None = None,
) -> Draft:
    """The same for the workbooks of a folder, or for one workbook. What is left out of the folder is told."""
    is_folder = place.is_dir()
    paths = workbooks_in(place) if is_folder else [place]
    found = place if is_folder else None
    draft = draft_portfolio(
        template, paths, period=period, out=out, dato=dato, today=today, order=order, place=found, label=label,
        oppsett=oppsett,
    )  # fmt: skip
    left_out = left_out_of(place) if is_folder else []
    return draft._replace(problems=tuple(in_order([*draft.problems, *left_out]))) if left_out else draft


def portfolio_name(
    template: str | Path,
    workbook_paths: Sequence[Path],
    *,
    period: Periode | None = None,
    dato: date | None = None,
    today: date | None = None,
    order: Bestilling = INGEN_BESTILLING,
    place: Path | None = None,
) -> str:
    """The file name that the kommune's pattern gives the report, known before it is made; «» without a pattern.

    Raises what `draft_portfolio` does.
    """
    oppsett = settings_beside(place or workbook_paths[0])
    if not oppsett.filnavn:
        return ""
    wanted = _Wanted(period, dato, today, order)
    _, material = _gathered(template, workbook_paths, wanted, place, oppsett)
    return _file_name(material, place or workbook_paths[0], "")


def books_for(paths: Sequence[Path], period: Periode | None, oppsett: Oppsett) -> tuple[list[Checked], list[Problem]]:
    """The workbooks that a report on these would be made of, and why the others are not in it.

    Raises ReportError when none can be used, and the reason when there is one alone.
    """
    used, left, _ = _usable(paths, period, oppsett)
    return [one.checked for one in used], [one.problem for one in left]


def portfolio_context(checked: Sequence[Checked], template: str, period: Periode | None) -> dict[str, object]:
    """What a template for portfolios may ask for in a report of these workbooks. Raises ReportError."""
    when = portfolio_period([one.workbook for one in checked], period)
    books = [Bok(one.workbook.file, one.workbook, one.settings) for one in checked]
    report = Report(when, "", template, date.today())
    return make_portfolio(books, [], report, common_settings([one.settings for one in checked])).context


# --- the report ---


def _gathered(
    template: str | Path, paths: Sequence[Path], wanted: _Wanted, place: Path | None, oppsett: Oppsett | None
) -> tuple[Path, _Material]:
    """The file of the template, and what the report is made of."""
    oppsett = settings_beside(place or paths[0]) if oppsett is None else oppsett
    source = template_path(template, oppsett.malmappe)
    compiled = compiled_template(source, oppsett)
    if not compiled.portfolio:
        raise ReportError(f"{source.stem}: Malen lager en rapport av én arbeidsbok, ikke av flere.")
    used, left, period = _usable(paths, wanted.period, oppsett)
    settings = common_settings([one.book.own for one in used])
    day = wanted.dato or _own_date(used, period) or wanted.today or date.today()
    title = report_title(compiled.title, source.stem, period)
    order = wanted.order
    for one in used:
        order = order.changed(one.withheld.text)
    report = Report(period, title, source.stem, day, bestilling=order)
    return source, _Material(compiled, oppsett, used, left, report, settings, place is None and len(paths) == 1)


def _usable(paths: Sequence[Path], period: Periode | None, oppsett: Oppsett) -> tuple[list[Read], list[Left], Periode]:
    """The workbooks that can be used, those left out, and the period: that of most workbooks when none is given."""
    read, left = read_all(paths, period, oppsett)
    if not read:
        raise _nothing_to_use(left)
    is_one = len(read) + len(left) == 1
    with telling_of(read[0].checked, paths[0]) if is_one else nullcontext():
        period = portfolio_period((one.book.workbook for one in read), period)
        return *_with_figures(read, left, period), period


def _with_figures(read: Sequence[Read], left: Sequence[Left], period: Periode) -> tuple[list[Read], list[Left]]:
    """The workbooks with figures up to the period, and the others with those left out."""
    used: list[Read] = []
    left = list(left)
    for one in read:
        try:
            period_in(one.book.workbook, period)
        except ReportError as error:
            if len(read) + len(left) == 1:
                raise
            reason = without_file(str(error), one.folder / one.book.workbook.file)
            left.append(Left(Ulest(one.file, reason), advarsel("ikke-med", one.file, reason)))
        else:
            used.append(one)
    if not used:
        raise _nothing_to_use(left)
    if not any(period_in(one.book.workbook, period).slutt == period.slutt for one in used):
        raise ReportError(f"Ingen av arbeidsbøkene har tall for {period}.")
    return used, left


def _nothing_to_use(left: Iterable[Left]) -> ReportError:
    problems = tuple(one.problem for one in left)
    reasons = " ".join(f"{problem.sted}: {problem.melding}" for problem in problems[:3])
    return ReportError(f"Ingen av arbeidsbøkene kan brukes i en samlerapport. {reasons}".strip(), problems)


def _own_date(read: Iterable[Read], period: Periode) -> date | None:
    """The newest «Dato» of the workbooks that is after the period; None when there is none."""
    moments = [one.book.workbook.prosjekt.dato for one in read]
    days = [moment.start for moment in moments if moment is not None and moment.slag == "dato"]
    return max((day for day in days if day >= period.slutt), default=None)


def _rendered(material: _Material) -> tuple[Portfolio, Rendered, Egenskaper]:
    """The portfolio, the finished report, and what its file says about itself."""
    from rapportgen.presentation import look_of, properties_of_portfolio

    report, settings = material.report, material.settings
    left = [one.unread for one in material.left]
    portfolio = make_portfolio([one.book for one in material.read], left, report, settings)
    properties = properties_of_portfolio(report, settings, portfolio.context["rapport"])
    look = look_of(settings, material.oppsett)
    pictures = _pictures(material.compiled, material.read)
    return portfolio, rendered_report(material.compiled, portfolio.context, look, properties, pictures), properties


def _pictures(compiled: CompiledTemplate, read: Iterable[Read]) -> dict[str, Picture]:
    """The pictures of the workbooks, for a template that shows any."""
    if "bilde" not in compiled.asks:
        return {}
    found: dict[str, Picture] = {}
    for one in read:
        found = {**figures.read_figures(one.book.workbook, one.folder)[0], **found}
    return found


def _file_name(material: _Material, place: Path, label: str) -> str:
    """What the file is called: by the label, else by the kommune's pattern, else by the folder or list."""
    pattern, report = material.oppsett.filnavn, material.report
    if pattern and not label:
        about = common_project([one.book.workbook for one in material.read], report.bestilling)
        if name := name_by_pattern(pattern, report.mal, place, report.period, report.dato, about):
            return name
    return report_name(report.mal, place, report.period, label or (own_path(place).name if place.is_dir() else ""))


def _problems(material: _Material, books: Books, rendered: Rendered, wanted: _Wanted) -> tuple[Problem, ...]:
    """Everything there is to tell, each problem with the workbook it is in unless that is said already."""
    read, form = material.read, material.settings.kvartalsformat
    problems = [p if material.is_one else p._replace(sted=told.placed(file, p)) for file, own in books for p in own]
    problems += [*material.compiled.problems, *told.in_books(rendered.problems, read)]
    problems += told.about_date(wanted.dato, material.report.period, form)
    problems += told.about_access(wanted.order, read)
    return tuple(in_order(problems))
