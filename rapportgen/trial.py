"""A template checked with a workbook: tried with its values, and with those of others that it may meet.

Nothing is written. What stops a report of the workbook is a fault, and what would stop one of a workbook that could
have been is a warning: the template takes something for granted.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from rapportgen.errors import RapportgenError, TemplateError
from rapportgen.model.trials import trials_of
from rapportgen.model.unshown import unshown_sheets
from rapportgen.names import ascii_name
from rapportgen.pipeline import check_file, compiled_template, context_of, draft_report
from rapportgen.portfolio import books_for, portfolio_context, workbooks_in
from rapportgen.presentation import look_of
from rapportgen.problems import ADVARSEL, FEIL, count
from rapportgen.word.compiling.category import is_portfolio
from rapportgen.word.lint import check_template, in_order, with_places
from rapportgen.word.lint.trying import Try, try_template
from rapportgen.word.ooxml.package import read_package
from rapportgen.word.settings import Egenskaper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from rapportgen.model.declare import Row
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.pipeline import Checked
    from rapportgen.problems import Problem
    from rapportgen.word.lint import Finding

    Values = Callable[[list[Checked]], Mapping[str, object]]


def check_with_workbook(template: Path, path: Path, period: Periode | None, oppsett: Oppsett) -> list[Finding]:
    """What is wrong with a template, and with it and this workbook together; then the sheets that it does not show.

    A template for portfolios, and no other, takes a folder of workbooks too. Of a template with faults, what is sound
    is tried all the same.

    `oppsett` are the kommune's settings. Raises FileRefusedError, ReportError.
    """
    portfolio = is_portfolio(read_package(template))
    books, left_out = _books(path, period, oppsett)

    def values(books: list[Checked]) -> Mapping[str, object]:
        when = period or (books[0].period if len(books) == 1 else None)
        return portfolio_context(books, template.stem, when) if portfolio else context_of(books[0], template.stem, when)

    found = check_template(template, values(books), _own_columns(books), oppsett)
    tried = _tried(template, values, books)
    is_sound = not any(finding.problem.alvor == FEIL for finding in found) and not count(tried, FEIL)
    if is_sound:
        tried += _of_report(template, path, period, oppsett)
        codes = [use.code for use in compiled_template(template, oppsett).uses]
        tried += unshown_sheets(codes, [book.workbook for book in books], portfolio=portfolio)
    told = {finding.problem.subject for finding in found}
    more = with_places([*left_out, *tried], template)
    if not is_sound:
        more = [finding for finding in more if finding.problem.subject not in told]
    return in_order([*found, *more])


def _books(path: Path, period: Periode | None, oppsett: Oppsett) -> tuple[list[Checked], list[Problem]]:
    """The workbooks that the template is tried with, and a warning for each of a folder that cannot be used."""
    if not path.is_dir():
        return [check_file(path, period, oppsett=oppsett)], []
    books, left_out = books_for(workbooks_in(path), period, oppsett)
    return books, [problem._replace(alvor=ADVARSEL) for problem in left_out]


def _own_columns(books: list[Checked]) -> set[str]:
    """The names of the columns that the workbooks have besides those declared."""
    rows = [row for book in books for row in _all_rows(book.workbook)]
    return {ascii_name(heading) for row in rows for heading in row.unknown}


def _all_rows(workbook: Workbook) -> list[Row]:
    return [
        workbook.prosjekt,
        *(row for one in workbook.schema if not one.key_value for row in workbook.rows(one.name)),
    ]


def _tried(template: Path, values: Values, books: list[Checked]) -> list[Problem]:
    """What stops the template with the `values` of these workbooks, and of others like the first that it may meet."""
    first = books[0]

    def tries() -> Iterator[Try]:
        yield Try("", values(books))
        for trial in trials_of(first.workbook):
            with suppress(RapportgenError):  # such a workbook gives no report, whatever the template
                yield Try(trial.special, values([first._replace(workbook=trial.workbook)]))

    properties = Egenskaper(tittel="Prøve", forfatter="", dato=date.today())
    return try_template(template, tries(), look_of(first.settings, first.oppsett), properties)


def _of_report(template: Path, workbook: Path, period: Periode | None, oppsett: Oppsett) -> list[Problem]:
    """What goes wrong in the template when a whole report is made of it. The problems of the workbook are its own."""
    try:
        draft_report(template, workbook, period=period, oppsett=oppsett)
    except TemplateError as error:
        return list(error.problems)
    return []
