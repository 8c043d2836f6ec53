"""What is done with a template apart from making reports of it: checked, marked, copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import NotOverwrittenError, ReportError, os_reason, shortened
from rapportgen.resources import template_path
from rapportgen.writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.model.perioder import Periode
    from rapportgen.word.lint import Finding as Finding


def check_template(template: str | Path, workbook: Path | None = None, period: Periode | None = None) -> list[Finding]:
    """Everything that is wrong with a template, the most serious first, then in reading order.

    With a `workbook` its fields are looked for, and when that gives no fault the template is tried with its values and
    with nasty ones, and the sheets are named that it does not show. Raises FileRefusedError for a file that is no
    template or no workbook, ReportError when the workbook has no quarter to report.
    """
    source = template_path(template)
    if workbook is not None:
        from rapportgen.trial import check_with_workbook

        return check_with_workbook(source, workbook, period)
    from rapportgen.word.lint import check_template as check

    return check(source)


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


def _write(target: Path, data: bytes) -> None:
    try:
        write_whole(target, data)
    except OSError as error:
        raise ReportError(f"{shortened(str(target))}: Filen kan ikke skrives ({os_reason(error)}).") from error
