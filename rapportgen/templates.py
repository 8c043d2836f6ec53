"""What is done with a template apart from making reports of it: checked, marked, copied."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rapportgen.errors import (
    NotOverwrittenError,
    RapportgenError,
    ReportError,
    TemplateError,
    os_reason,
    shortened,
    without_file,
)
from rapportgen.model.kontrakt import change_between, lacking
from rapportgen.model.oppsett import STANDARD
from rapportgen.model.trials import trials_of
from rapportgen.model.unshown import unshown_sheets
from rapportgen.names import ascii_name
from rapportgen.pipeline import check_file, compiled_template, context_of, draft_report
from rapportgen.problems import FEIL, count, feil, in_order
from rapportgen.resources import template_path, templates_with
from rapportgen.settings_file import settings_beside
from rapportgen.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rapportgen.model.kontrakt import Change
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.pipeline import Checked
    from rapportgen.problems import Problem
    from rapportgen.word.contract import Contract
    from rapportgen.word.lint import Finding as Finding
    from rapportgen.word.summary import Summary as Summary


def check_template(
    template: str | Path,
    workbook: Path | None = None,
    period: Periode | None = None,
    *,
    oppsett: Oppsett | None = None,
) -> list[Finding]:
    """Everything that is wrong with a template, the most serious first, then in reading order.

    With a `workbook` its fields are looked for, and when that gives no fault the template is tried with its values and
    with nasty ones, and the sheets are named that it does not show. `oppsett` are the kommune's settings; without them,
    those beside the workbook, else those beside the template. Raises FileRefusedError for a file that is no template or
    no workbook, SettingsError for settings with faults, ReportError when the workbook has no quarter to report.
    """
    from rapportgen.word.lint import check_template as check
    from rapportgen.word.lint import with_places

    oppsett = settings_for(template, workbook) if oppsett is None else oppsett
    source = template_path(template, oppsett.malmappe)
    if workbook is None:
        return check(source, oppsett=oppsett)
    checked = check_file(workbook, period, oppsett=oppsett)
    found = check(source, context_of(checked, source.stem, period), _own_columns(checked.workbook), oppsett)
    if any(finding.problem.alvor == FEIL for finding in found):
        return found
    tried = _tried(source, checked, period)
    if not count(tried, FEIL):
        tried += _of_report(source, workbook, period, oppsett)
        compiled = compiled_template(source, oppsett)
        tried += unshown_sheets([use.code for use in compiled.uses], checked.workbook)
    return found + with_places(tried, source)


class Comparison(NamedTuple):
    """What changed between two versions of a template, what is wrong with the new one, and each workbook's problems."""

    endring: Change
    faults: tuple[Problem, ...]
    workbooks: tuple[tuple[Path, tuple[Problem, ...]], ...]


def compare_templates(
    old: str | Path, new: str | Path, workbooks: Iterable[Path] = (), *, oppsett: Oppsett | None = None
) -> Comparison:
    """What the new version of a template asks for that the old one did not, and the reverse.

    For each workbook: faults for what the new version needs and the workbook has not, which stop the report, and
    warnings for sheets and columns that it asks for now and that would be empty. Raises FileRefusedError for a file
    that is no template, SettingsError.
    """
    from rapportgen.word.contract import contract_of

    oppsett = settings_for(new) if oppsett is None else oppsett
    before, after = (contract_of(template_path(template, oppsett.malmappe), oppsett) for template in (old, new))
    found = (finding.problem for finding in check_template(new, oppsett=oppsett))
    faults = tuple(problem for problem in found if problem.alvor == FEIL)
    change = change_between(before.wishes, after.wishes)
    books = tuple((book, tuple(_no_longer(book, before, after, change, oppsett))) for book in workbooks)
    return Comparison(change, faults, books)


def _no_longer(book: Path, before: Contract, after: Contract, change: Change, oppsett: Oppsett) -> list[Problem]:
    """What a workbook lacks for the new template, and did not lack for the old one."""
    try:
        checked = check_file(book, oppsett=oppsett)
        context = context_of(checked, "", None)
    except RapportgenError as error:
        return [feil("kan-ikke-leses", book.name, without_file(str(error), book))]
    known = {(problem.kode, problem.melding) for problem in before.lacking(context)}
    stopping = [problem for problem in after.lacking(context) if (problem.kode, problem.melding) not in known]
    return in_order([*stopping, *lacking(change.trengs, checked.workbook)])


def settings_for(template: str | Path, workbook: Path | None = None) -> Oppsett:
    """The settings for what is done with a template: those beside the workbook, or beside the template without one.

    For a template that is only named, those of the current folder. Raises SettingsError or FileRefusedError.
    """
    return settings_beside(workbook if workbook is not None else Path(template))


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


def list_templates(oppsett: Oppsett = STANDARD) -> list[tuple[str, Path, Summary | RapportgenError]]:
    """Each template by name, its file, and what it is; or why that cannot be told. The kommune's own come first."""
    return [(name, path, _summary(path, oppsett)) for name, path in templates_with(oppsett.malmappe).items()]


def _summary(template: Path, oppsett: Oppsett) -> Summary | RapportgenError:
    from rapportgen.word.summary import summary_of

    try:
        return summary_of(template, oppsett)
    except RapportgenError as error:
        return error


def _own_columns(workbook: Workbook) -> set[str]:
    """The names of the columns that the workbook has besides those declared."""
    rows = [row for sheet in workbook.schema if not sheet.key_value for row in workbook.rows(sheet.name)]
    return {ascii_name(heading) for row in [workbook.prosjekt, *rows] for heading in row.unknown}


def _tried(template: Path, checked: Checked, period: Periode | None) -> list[Problem]:
    """What stops the template with the values of this workbook, and of others that it may meet."""
    from rapportgen.presentation import look_of
    from rapportgen.word.lint.trying import Try, try_template
    from rapportgen.word.settings import Egenskaper

    def tries() -> Iterator[Try]:
        yield Try("", context_of(checked, template.stem, period))
        for trial in trials_of(checked.workbook):
            with suppress(RapportgenError):  # such a workbook gives no report, whatever the template
                changed = replace(checked, workbook=trial.workbook)
                yield Try(trial.special, context_of(changed, template.stem, period or checked.period))

    properties = Egenskaper(tittel="Prøve", forfatter="", dato=date.today())
    return try_template(template, tries(), look_of(checked.settings, checked.oppsett), properties)


def _of_report(template: Path, workbook: Path, period: Periode | None, oppsett: Oppsett) -> list[Problem]:
    """What goes wrong in the template when a whole report is made of it. The problems of the workbook are its own."""
    try:
        draft_report(template, workbook, period=period, oppsett=oppsett)
    except TemplateError as error:
        return list(error.problems)
    return []


def _write(target: Path, data: bytes) -> None:
    try:
        write_whole(target, data)
    except OSError as error:
        raise ReportError(f"{shortened(str(target))}: Filen kan ikke skrives ({os_reason(error)}).") from error
