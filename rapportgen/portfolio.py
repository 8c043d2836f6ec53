"""From many workbooks to one report: each is read and checked as for a report of its own, and none is lost silently."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rapportgen import figures
from rapportgen.errors import FileRefusedError, RapportgenError, ReportError, unusable, without_file
from rapportgen.model.grunnlag import Report
from rapportgen.model.grunnlag.portefoelje import (
    Bok,
    Ulest,
    common_settings,
    make_portfolio,
    period_in,
    portfolio_period,
)
from rapportgen.model.rules.henvisninger import in_cells
from rapportgen.model.rules.personvern import without_identity_numbers
from rapportgen.model.skjulte_navn import SkjulteNavn
from rapportgen.model.smaa_tall import without_small_numbers
from rapportgen.naming import report_name, report_title, target_of
from rapportgen.pipeline import (
    Basis,
    Checked,
    Draft,
    check_file,
    compiled_template,
    finish_drafts,
    rendered_report,
    write_draft,
)
from rapportgen.problems import Problem, advarsel, feil, in_order
from rapportgen.resources import template_path
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rapportgen.model.bilder import Picture
    from rapportgen.model.grunnlag.portefoelje import Portfolio
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline import Books, MadeReport
    from rapportgen.word.compiled import CompiledTemplate

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""What a folder's workbooks end with, also those that cannot be read: they are named in the report."""
OWN_FILES = frozenset({"oversikt.xlsx"})
"""What the program itself writes beside reports, and is no project's workbook."""

OWN_CODES = frozenset({"sum", "ufullstendig-sum", "samme-prosjekt", "ikke-med", "kopi", "kan-ikke-leses"})
"""The problems that concern the portfolio, and not the workbook alone."""

# What the checks say of a typed figure is true of a report of one workbook; a portfolio works the figure out.
_AS_TYPED, _RECOMPUTED = "Rapporten viser det som er skrevet.", "Samlerapporten regner tallet ut på nytt."
_RECOMPUTED_CODES = frozenset({"sum", "avvik", "avvik-prosent"})


class _Read(NamedTuple):
    """A workbook that was read: its folder, what it is called here, what was found, and what may be printed of it."""

    folder: Path
    file: str
    checked: Checked
    book: Bok


class _Left(NamedTuple):
    """A workbook that is not in the report: why, for its readers, and the problem for who makes it."""

    unread: Ulest
    problem: Problem


class _Basis(NamedTuple):
    """The report itself, how it is written, and what its template may use."""

    report: Report
    settings: Innstillinger
    portfolio: Portfolio


def make_portfolio_report(
    template: str | Path,
    workbook_paths: Sequence[Path],
    *,
    period: Periode | None = None,
    out: Path | None = None,
    dato: date | None = None,
    place: Path | None = None,
    overwrite: bool = False,
    pdf: bool = False,
    oppsett: Oppsett | None = None,
) -> MadeReport:
    """Make one report on all these workbooks and write it; nothing is left behind when it cannot be made.

    Raises what `draft_portfolio` does, and NotOverwrittenError.
    """
    draft = draft_portfolio(template, workbook_paths, period=period, out=out, dato=dato, place=place, oppsett=oppsett)
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
    place: Path | None = None,
    label: str = "",
    oppsett: Oppsett | None = None,
) -> Draft:
    """Work out a report on all these workbooks and write nothing; they stand in the order they are given.

    The period is that of most workbooks, when none is given. `place` is the folder or the list that the workbooks were
    found by, and gives the report its name. A workbook that cannot be read, or has nothing yet, is named in the report
    and in the problems. Raises FileRefusedError, TemplateError, or ReportError when no workbook can be used.
    """
    from rapportgen.presentation import look_of, properties_of_portfolio

    oppsett = settings_beside(place or workbook_paths[0]) if oppsett is None else oppsett
    source = template_path(template, oppsett.malmappe)
    compiled = compiled_template(source, oppsett)
    if not compiled.portfolio:
        raise ReportError(f"{source.stem}: Malen lager en rapport av én arbeidsbok, ikke av flere.")
    read, left = _all_of(workbook_paths, period, oppsett)
    read, left, basis = _basis(read, left, compiled, source.stem, period, dato, today)
    rapport = basis.portfolio.context["rapport"]
    properties = properties_of_portfolio(
        basis.report, basis.settings, rapport.felt("kommune"), rapport.felt("undertittel")
    )
    pictures = _pictures(compiled, read)
    rendered = rendered_report(
        compiled, basis.portfolio.context, look_of(basis.settings, oppsett), properties, pictures
    )
    if place is not None and not label:
        label = place.resolve().name if place.is_dir() else place.stem
    file_name = report_name(source.stem, workbook_paths[0], basis.report.period, label)
    target = target_of(out, source.stem, (*workbook_paths, source), basis.report.period, file_name)
    books = _books(read, left, basis.portfolio.problems)
    is_one = len(workbook_paths) == 1
    problems = [p if is_one else p._replace(sted=_place(file, p)) for file, own in books for p in own]
    problems += [*compiled.problems, *_in_books(rendered.problems, read), *_date_problems(basis, dato)]
    pictured = [file for one in read for file in figures.files_of(one.checked.workbook, one.folder)]
    dated_today = dato is None and _own_date(read, basis.report.period) is None
    made_of = Basis(basis.report.period, None, "", tuple(pictured), dated_today)
    return Draft(
        target, place or workbook_paths[0], source.stem, compiled, rendered, properties,
        tuple(in_order(problems)), made_of, boeker=books,
    )  # fmt: skip


def draft_portfolio_in(
    template: str | Path,
    place: Path,
    *,
    period: Periode | None = None,
    out: Path | None = None,
    dato: date | None = None,
    today: date | None = None,
    label: str = "",
    oppsett: Oppsett | None = None,
) -> Draft:
    """The same for the workbooks of a folder, or for one workbook."""
    is_folder = place.is_dir()
    paths = workbooks_in(place) if is_folder else [place]
    found = place if is_folder else None
    return draft_portfolio(
        template, paths, period=period, out=out, dato=dato, today=today, place=found, label=label, oppsett=oppsett
    )


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of a folder by name, those of folders in it left out. Raises FileRefusedError when it has none."""
    try:
        found = [path for path in sorted(folder.iterdir()) if _is_workbook(path)]
    except OSError as error:
        raise FileRefusedError(unusable(error)) from error
    if not found:
        raise FileRefusedError(f"{folder}: Mappen har ingen arbeidsbøker.")
    return found


def _is_workbook(path: Path) -> bool:
    is_own = path.name.startswith(("~$", ".")) or path.name in OWN_FILES
    return path.suffix.lower() in WORKBOOKS and not is_own and path.is_file()


def portfolio_context(checked: Checked, template: str, period: Periode | None) -> dict[str, object]:
    """What a template for portfolios may ask for in a report of this one workbook. Raises ReportError."""
    when = portfolio_period([checked.workbook], period)
    book = Bok(checked.workbook.file, checked.workbook, checked.settings)
    report = Report(when, "", template, date.today())
    return make_portfolio([book], [], report, common_settings([checked.settings])).context


# --- reading ---


def _all_of(paths: Sequence[Path], period: Periode | None, oppsett: Oppsett) -> tuple[list[_Read], list[_Left]]:
    """Every workbook, read or with the reason why it is not. Raises the reason when there is one workbook alone."""
    read: list[_Read] = []
    left: list[_Left] = []
    by_checksum: dict[str, str] = {}
    names = [path.name for path in paths]
    for path in paths:
        file = path.name if names.count(path.name) == 1 else str(path)
        try:
            checked = check_file(path, period, oppsett=oppsett)
        except (RapportgenError, OSError) as error:
            if len(paths) == 1:
                raise
            reason = without_file(unusable(error) if isinstance(error, OSError) else str(error), path)
            left.append(_Left(Ulest(file, reason), feil("kan-ikke-leses", file, reason)))
            continue
        twin = by_checksum.setdefault(checked.workbook.checksum, file)
        if twin != file:
            reason = f"Arbeidsboken er en kopi av {twin}, og er tatt med én gang."
            left.append(_Left(Ulest(file, reason, is_counted=False), advarsel("kopi", file, reason)))
            continue
        read.append(_Read(path.parent, file, checked, _for_readers(file, checked)))
    return read, left


def _for_readers(file: str, checked: Checked) -> Bok:
    """The workbook without identity numbers, hidden names and small counts of people, and its problems without them."""
    own = without_identity_numbers(checked.workbook, checked.problems)
    names = SkjulteNavn(own)
    workbook, hidden = without_small_numbers(names.removed_from(own), checked.settings.skjul_under)
    told = [problem for problem in names.removed_from_problems(checked.problems) if problem.sted not in hidden]
    return Bok(file, workbook, checked.settings, tuple(told))


# --- the report ---


def _basis(
    read: list[_Read],
    left: list[_Left],
    compiled: CompiledTemplate,
    name: str,
    wanted: Periode | None,
    dato: date | None,
    today: date | None,
) -> tuple[list[_Read], list[_Left], _Basis]:
    """The basis of the report, and the workbooks once more: those without figures up to the period are left out."""
    if not read:
        raise _nothing_to_use(left)
    period = portfolio_period((one.book.workbook for one in read), wanted)
    used: list[_Read] = []
    for one in read:
        try:
            period_in(one.book.workbook, period)
        except ReportError as error:
            if len(read) + len(left) == 1:
                raise
            reason = without_file(str(error), one.folder / one.book.workbook.file)
            left = [*left, _Left(Ulest(one.file, reason), advarsel("ikke-med", one.file, reason))]
        else:
            used.append(one)
    if not used:
        raise _nothing_to_use(left)
    if not any(period_in(one.book.workbook, period).slutt == period.slutt for one in used):
        raise ReportError(f"Ingen av arbeidsbøkene har tall for {period}.")
    settings = common_settings([one.book.own for one in used])
    report = Report(
        period,
        report_title(compiled.title, name, period),
        name,
        dato or _own_date(used, period) or today or date.today(),
    )
    portfolio = make_portfolio([one.book for one in used], [one.unread for one in left], report, settings)
    return used, left, _Basis(report, settings, portfolio)


def _nothing_to_use(left: Iterable[_Left]) -> ReportError:
    problems = tuple(one.problem for one in left)
    reasons = " ".join(f"{problem.sted}: {problem.melding}" for problem in problems[:3])
    return ReportError(f"Ingen av arbeidsbøkene kan brukes i en samlerapport. {reasons}".strip(), problems)


def _own_date(read: Iterable[_Read], period: Periode) -> date | None:
    """The newest «Dato» of the workbooks that is after the period; None when there is none."""
    moments = [one.book.workbook.prosjekt.dato for one in read]
    days = [moment.start for moment in moments if moment is not None and moment.slag == "dato"]
    return max((day for day in days if day >= period.slutt), default=None)


def _date_problems(basis: _Basis, dato: date | None) -> list[Problem]:
    period = basis.report.period
    if dato is None or dato >= period.start:
        return []
    message = f"Datoen {dato:%d.%m.%Y} er før {period.tekst(basis.settings.kvartalsformat)} begynner."
    return [advarsel("dato-foer-kvartalet", "--dato", message, f"{dato:%d.%m.%Y}")]


def _pictures(compiled: CompiledTemplate, read: Iterable[_Read]) -> dict[str, Picture]:
    """The pictures of the workbooks, for a template that shows any."""
    if "bilde" not in compiled.asks:
        return {}
    found: dict[str, Picture] = {}
    for one in read:
        found = {**figures.read_figures(one.book.workbook, one.folder)[0], **found}
    return found


# --- problems ---


def _books(read: Sequence[_Read], left: Sequence[_Left], found: Sequence[Problem]) -> Books:
    """Every workbook with its problems: its own, and what the portfolio found in it."""
    listed = {one.file: [*one.checked.problems] for one in read} | {one.unread.file: [one.problem] for one in left}
    result = []
    for file, own in sorted(listed.items()):
        about = [_of_book(problem, file) for problem in found if problem.sted.startswith((f"{file}: ", file))]
        cells = {(problem.sted, problem.kode) for problem in about}
        kept = [_as_recomputed(problem) for problem in own if (problem.sted, problem.kode) not in cells]
        result.append((file, tuple(in_order([*kept, *about]))))
    return tuple(result)


def _of_book(problem: Problem, file: str) -> Problem:
    return problem._replace(sted=problem.sted.removeprefix(f"{file}: "))


def _as_recomputed(problem: Problem) -> Problem:
    if problem.kode not in _RECOMPUTED_CODES:
        return problem
    return problem._replace(melding=problem.melding.replace(_AS_TYPED, _RECOMPUTED))


def _place(file: str, problem: Problem) -> str:
    """A place among several workbooks: «moskenes.xlsx: Økonomi!J12»."""
    return file if problem.sted == file else f"{file}: {problem.sted}"


def _in_books(problems: Iterable[Problem], read: Sequence[_Read]) -> Iterator[Problem]:
    """What came up while the report was written; a reference that somebody typed is told of the cells it stands in."""
    for problem in problems:
        cells = [
            cell._replace(sted=_place(one.file, cell))
            for one in read
            for cell in in_cells([problem], one.book.workbook)
            if cell.sted != problem.sted
        ]
        yield from cells or [problem]
