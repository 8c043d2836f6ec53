"""A template by its name, compiled, and a report made with it: the border to `word`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import RapportgenError, ReportError, TemplateError
from rapportgen.model.oppsett import STANDARD
from rapportgen.pipeline.checking import check_file, context_of
from rapportgen.resources import template_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rapportgen.model.bilder import Picture
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.render import Rendered
    from rapportgen.word.settings import Egenskaper, Visning


def compiled_template(template: str | Path, oppsett: Oppsett = STANDARD) -> CompiledTemplate:
    """The compiled template of a name or a .docx file. Raises FileRefusedError or TemplateError."""
    from rapportgen.word import compile_template

    return compile_template(template_path(template, oppsett.malmappe), filters=oppsett.filtre)


def compiled_for(template: Path, workbook_path: Path, period: Periode | None, oppsett: Oppsett) -> CompiledTemplate:
    """The compiled template for a report of this workbook.

    Raises FileRefusedError, or TemplateError with its faults and, when the workbook can be read, the fields it asks for
    and nobody has: to be mended in one go.
    """
    try:
        return compiled_template(template, oppsett)
    except TemplateError as error:
        raise _with_missing_fields(error, template, workbook_path, period, oppsett) from error


def _with_missing_fields(
    error: TemplateError, template: Path, workbook_path: Path, period: Periode | None, oppsett: Oppsett
) -> TemplateError:
    from rapportgen.word import with_missing_fields
    from rapportgen.word.compiling.category import is_portfolio
    from rapportgen.word.ooxml.package import read_package

    if is_portfolio(read_package(template)):  # which asks for other fields, told of by `mal sjekk`
        return error
    try:
        context = context_of(check_file(workbook_path, period, oppsett=oppsett), template.stem, period)
    except RapportgenError:
        return error
    return with_missing_fields(error, template, context, oppsett.filtre)


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
