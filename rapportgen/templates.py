"""What is done with a template apart from making reports of it: checked, marked, copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import NotOverwrittenError, ReportError, TemplateError, os_reason, shortened
from rapportgen.model.sheets import SCHEMA
from rapportgen.names import ascii_name
from rapportgen.pipeline import check_file, context_of, draft_report
from rapportgen.portfolio import portfolio_context
from rapportgen.problems import FEIL
from rapportgen.resources import template_path
from rapportgen.writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.problems import Problem
    from rapportgen.word.lint import Finding as Finding


def check_template(template: str | Path, workbook: Path | None = None, period: Periode | None = None) -> list[Finding]:
    """Everything that is wrong with a template, the most serious first, then in reading order.

    With a `workbook` its fields are looked for, and when that gives no fault a report is made of it and thrown away.
    Raises FileRefusedError for a file that is no template or no workbook, ReportError when the workbook has no quarter
    to report.
    """
    from rapportgen.word.lint import check_template as check
    from rapportgen.word.lint import is_portfolio, with_places

    source = template_path(template)
    if workbook is None:
        return check(source)
    checked = check_file(workbook, period)
    context = (portfolio_context if is_portfolio(source) else context_of)(checked, source.stem, period)
    found = check(source, context, _own_columns(checked.workbook))
    if any(finding.problem.alvor == FEIL for finding in found):
        return found
    return found + with_places(_of_trial(source, workbook, period), source)


def mark_template(template: str | Path, findings: list[Finding], target: Path) -> None:
    """Write a copy of a template with a comment at each finding. Raises FileRefusedError, ReportError."""
    from rapportgen.word.lint import with_comments

    _write(target, with_comments(template_path(template), findings))


def copy_template(name: str | Path, target: Path) -> None:
    """Write a copy of a shipped template. Raises FileRefusedError, NotOverwrittenError or ReportError."""
    source = template_path(name)
    if target.exists():
        raise NotOverwrittenError(f"{shortened(str(target))} finnes fra før. Velg et annet navn.")
    _write(target, source.read_bytes())


def _own_columns(workbook: Workbook) -> set[str]:
    """The names of the columns that the workbook has besides those declared."""
    rows = [row for sheet in SCHEMA if not sheet.key_value for row in workbook.rows(sheet.name)]
    return {ascii_name(heading) for row in [workbook.prosjekt, *rows] for heading in row.unknown}


def _of_trial(template: Path, workbook: Path, period: Periode | None) -> list[Problem]:
    """What goes wrong in the template when a report is made of it. The problems of the workbook are its own."""
    try:
        draft_report(template, workbook, period=period)
    except TemplateError as error:
        return list(error.problems)
    return []


def _write(target: Path, data: bytes) -> None:
    try:
        write_whole(target, data)
    except OSError as error:
        raise ReportError(f"{shortened(str(target))}: Filen kan ikke skrives ({os_reason(error)}).") from error
