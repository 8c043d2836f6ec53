"""What is done with a template apart from making reports of it: checked, marked, copied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import (
    FolderRefusedError,
    NotOverwrittenError,
    RapportgenError,
    ReportError,
    TemplateError,
    is_folder,
    os_reason,
    shortened_path,
)
from rapportgen.model.oppsett import STANDARD
from rapportgen.resources import template_path, templates_with
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
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
    no workbook, FolderRefusedError for a folder with a template for one workbook, SettingsError for settings with
    faults, ReportError when the workbook has no quarter to report.
    """
    oppsett = settings_for(template, workbook) if oppsett is None else oppsett
    source = template_path(template, oppsett.malmappe)
    if workbook is not None:
        from rapportgen.trial import check_with_workbook

        refuse_folder(source, workbook, oppsett)
        return check_with_workbook(source, workbook, period, oppsett)
    from rapportgen.word.lint import check_template as check

    return check(source, oppsett=oppsett)


def settings_for(template: str | Path, workbook: Path | None = None) -> Oppsett:
    """The settings for what is done with a template: those beside the workbook, or beside the template without one.

    For a template that is only named, those of the current folder. Raises SettingsError or FileRefusedError.
    """
    return settings_beside(workbook if workbook is not None else Path(template))


def refuse_folder(template: Path, workbook: Path, oppsett: Oppsett) -> None:
    """Raise FolderRefusedError for a folder in the place of a workbook, but with a template for portfolios.

    Raises FileRefusedError when the template cannot be read.
    """
    if is_folder(workbook) and not _is_for_portfolios(template, oppsett):
        message = f"{workbook} er en mappe, og {template.stem} lages av én arbeidsbok."
        raise FolderRefusedError(f"{message} Skriv hvilken arbeidsbok i mappen.")


def _is_for_portfolios(template: Path, oppsett: Oppsett) -> bool:
    """Whether the reports of a template, which may have faults, are about many workbooks."""
    from rapportgen.word import compile_template

    try:
        return compile_template(template, filters=oppsett.filtre).portfolio  # quick for one that was used before
    except TemplateError:
        from rapportgen.word.compiling.category import is_portfolio
        from rapportgen.word.ooxml.package import read_package

        return is_portfolio(read_package(template))


def mark_template(template: str | Path, findings: list[Finding], target: Path) -> None:
    """Write a copy of a template with a comment at each finding. Raises FileRefusedError, ReportError."""
    from rapportgen.word.lint import with_comments

    _write(target, with_comments(template_path(template), findings))


def copy_template(name: str | Path, target: Path) -> None:
    """Write a copy of a template. Raises FileRefusedError, NotOverwrittenError or ReportError."""
    from rapportgen.word.ooxml.package import read_package
    from rapportgen.word.ooxml.safety import check_package

    source = template_path(name)
    if target.exists():
        raise NotOverwrittenError(f"{shortened_path(target)} finnes fra før. Velg et annet navn.")
    check_package(read_package(source))
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


def _write(target: Path, data: bytes) -> None:
    from rapportgen.whole import write_whole

    try:
        write_whole(target, data)
    except OSError as error:
        raise ReportError(f"{shortened_path(target)}: Filen kan ikke skrives ({os_reason(error)}).") from error
