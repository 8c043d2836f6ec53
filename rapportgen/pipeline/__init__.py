"""From one workbook to one report: the order of the steps.

`checking` reads the workbook and takes out what must not be printed, `drafting` works the report out, `targets` says
where it goes, and `finishing` gives it its page numbers and PDF and writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.pipeline.checking import Checked as Checked
from rapportgen.pipeline.checking import Shown as Shown
from rapportgen.pipeline.checking import check_file as check_file
from rapportgen.pipeline.checking import context_of as context_of
from rapportgen.pipeline.checking import printable as printable
from rapportgen.pipeline.checking import shown_of as shown_of
from rapportgen.pipeline.checking import telling_of as telling_of
from rapportgen.pipeline.compiling import compiled_template as compiled_template
from rapportgen.pipeline.compiling import rendered_report as rendered_report
from rapportgen.pipeline.drafting import Basis as Basis
from rapportgen.pipeline.drafting import Books as Books
from rapportgen.pipeline.drafting import Draft as Draft
from rapportgen.pipeline.drafting import draft_report as draft_report
from rapportgen.pipeline.finishing import LAGET as LAGET
from rapportgen.pipeline.finishing import UENDRET as UENDRET
from rapportgen.pipeline.finishing import MadeReport as MadeReport
from rapportgen.pipeline.finishing import finish_drafts as finish_drafts
from rapportgen.pipeline.finishing import write_draft as write_draft
from rapportgen.pipeline.targets import name_by_settings as name_by_settings
from rapportgen.pipeline.withheld import Withheld as Withheld

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode


def make_report(
    template: str | Path,
    workbook_path: Path,
    *,
    period: Periode | None = None,
    out: Path | None = None,
    previous: Path | None = None,
    dato: date | None = None,
    overwrite: bool = False,
    pdf: bool = False,
    oppsett: Oppsett | None = None,
) -> MadeReport:
    """Make one report and write it; nothing is left behind when it cannot be made.

    `out` is a file or a folder; without it the report stands in the current folder. `previous` is a workbook
    with the quarters before this one. `dato` is the report's date, else «Dato» of the workbook, else today.
    With `pdf` a PDF stands beside it; when that cannot be made it is a problem, and the report is there all the same.
    `oppsett` are the kommune's settings; without them, those beside the workbook.

    Raises FileRefusedError, SettingsError, TemplateError, ReportError or NotOverwrittenError.
    """
    draft = draft_report(template, workbook_path, period=period, out=out, previous=previous, dato=dato, oppsett=oppsett)
    (finished,) = finish_drafts([draft], pdf=pdf)
    return write_draft(finished, overwrite=overwrite)
