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
from rapportgen.portfolio import portfolio_context
from rapportgen.presentation import look_of
from rapportgen.problems import FEIL, count
from rapportgen.word.category import is_portfolio
from rapportgen.word.lint import check_template, in_order, with_places
from rapportgen.word.lint.trying import Try, try_template
from rapportgen.word.package import read_package
from rapportgen.word.settings import Egenskaper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.pipeline import Checked
    from rapportgen.problems import Problem
    from rapportgen.word.lint import Finding

    Values = Callable[[Checked, str, Periode | None], dict[str, object]]


def check_with_workbook(template: Path, path: Path, period: Periode | None, oppsett: Oppsett) -> list[Finding]:
    """What is wrong with a template, and with it and this workbook together; then the sheets that it does not show.

    Of a template with faults, what is sound is tried all the same.

    `oppsett` are the kommune's settings. Raises FileRefusedError, ReportError.
    """
    checked = check_file(path, period, oppsett=oppsett)
    values = portfolio_context if is_portfolio(read_package(template)) else context_of
    context = values(checked, template.stem, period)
    found = check_template(template, context, _own_columns(checked.workbook), oppsett)
    tried = _tried(template, values, checked, period)
    is_sound = not any(finding.problem.alvor == FEIL for finding in found) and not count(tried, FEIL)
    if is_sound:
        tried += _of_report(template, path, period, oppsett)
        tried += unshown_sheets([use.code for use in compiled_template(template, oppsett).uses], checked.workbook)
    told = {(finding.problem.sted, finding.problem.verdi) for finding in found}
    more = with_places(tried, template)
    if not is_sound:
        more = [finding for finding in more if (finding.problem.sted, finding.problem.verdi) not in told]
    return in_order([*found, *more])


def _own_columns(workbook: Workbook) -> set[str]:
    """The names of the columns that the workbook has besides those declared."""
    rows = [row for sheet in workbook.schema if not sheet.key_value for row in workbook.rows(sheet.name)]
    return {ascii_name(heading) for row in [workbook.prosjekt, *rows] for heading in row.unknown}


def _tried(template: Path, values: Values, checked: Checked, period: Periode | None) -> list[Problem]:
    """What stops the template with the `values` of this workbook, and of others that it may meet."""

    def tries() -> Iterator[Try]:
        yield Try("", values(checked, template.stem, period))
        for trial in trials_of(checked.workbook):
            with suppress(RapportgenError):  # such a workbook gives no report, whatever the template
                changed = checked._replace(workbook=trial.workbook)
                yield Try(trial.special, values(changed, template.stem, period or checked.period))

    properties = Egenskaper(tittel="Prøve", forfatter="", dato=date.today())
    return try_template(template, tries(), look_of(checked.settings, checked.oppsett), properties)


def _of_report(template: Path, workbook: Path, period: Periode | None, oppsett: Oppsett) -> list[Problem]:
    """What goes wrong in the template when a whole report is made of it. The problems of the workbook are its own."""
    try:
        draft_report(template, workbook, period=period, oppsett=oppsett)
    except TemplateError as error:
        return list(error.problems)
    return []
