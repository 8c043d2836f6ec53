"""Where a report goes: by the kommune's pattern of file names, when it has one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rapportgen.model.bestilling import INGEN_BESTILLING, Bestilling
from rapportgen.model.grunnlag import choose_period
from rapportgen.model.perioder import Kvartal
from rapportgen.naming import name_by_pattern, report_name, target_of
from rapportgen.pipeline.checking import check_file, date_of, shown_of
from rapportgen.pipeline.compiling import compiled_template
from rapportgen.resources import template_path
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.model.grunnlag import Report
    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline.checking import Shown


def target_for(
    out: Path | None, source: Path, pattern: str, shown: Shown, workbook_path: Path, report: Report, label: str
) -> Path:
    """Where a report goes, by the kommune's `pattern` of file names when it has one. A `label` goes before both."""
    period = None if report.uten_kvartal else report.period
    own = _name(pattern, source, shown, workbook_path, period, report.dato) if pattern else ""
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
    checked = check_file(workbook_path, period, oppsett=oppsett, order=order)
    day = dato or date_of(checked.workbook) or today or date.today()
    chosen = choose_period(checked.workbook, period, Kvartal.av(day) if compiled.without_quarter else None)
    about = None if compiled.without_quarter else chosen
    return _name(oppsett.filnavn, source, shown_of(checked), workbook_path, about, day)


def _name(pattern: str, source: Path, shown: Shown, workbook_path: Path, period: Periode | None, day: date) -> str:
    """The file name by the pattern, of nothing but what the report itself may print."""
    workbook_path = workbook_path.with_stem(shown.withheld.text(workbook_path.stem).replace("/", "-"))
    return name_by_pattern(pattern, source.stem, workbook_path, period, day, shown.workbook.prosjekt)
