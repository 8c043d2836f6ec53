"""What the settings of a kommune decide about a job: which template its name means, and what its report is called."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapportgen.errors import RapportgenError, without_file
from rapportgen.model.perioder import Periode
from rapportgen.pipeline import compiled_template, name_by_settings
from rapportgen.portfolio import portfolio_name
from rapportgen.problems import feil
from rapportgen.resources import shipped_templates, template_path
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from rapportgen.batch.jobs import Job, Options
    from rapportgen.word.compiled import CompiledTemplate


def settled_job(job: Job, options: Options) -> Job:
    """The job with its own template, by its whole path unless it is shipped, and with the name that a pattern gives.

    Settings with faults, and a name that no template has, are faults of the job.
    """
    if job.faults:
        return job
    try:
        oppsett = settings_beside(Path(job.workbook))
        path = template_path(job.template, oppsett.malmappe)
    except RapportgenError as error:
        name = Path(job.workbook).name
        told = getattr(error, "problems", ()) or [
            feil("ikke-laget", name, without_file(str(error), Path(job.workbook)))
        ]
        return job._replace(faults=(*job.faults, *told))
    is_shipped = path in shipped_templates().values()
    job = job._replace(template=path.stem if is_shipped else str(path.resolve()))
    return job if job.target or not oppsett.filnavn else job._replace(target=_name_by_pattern(job, options))


def _name_by_pattern(job: Job, options: Options) -> str:
    """The name that the kommune's pattern gives; «» where it gives none, or the workbook cannot be read."""
    when: dict[str, Any] = {
        "period": Periode.parse(job.quarter) if job.quarter else None,
        "dato": date.fromisoformat(options.dato) if options.dato else None,
        "today": date.fromisoformat(options.today),
        "order": job.order,
    }
    place = Path(job.workbook)
    try:
        if job.workbooks:
            return portfolio_name(job.template, [Path(book) for book in job.workbooks], place=place, **when)
        return name_by_settings(job.template, place, **when)
    except (RapportgenError, OSError):
        return ""  # told when the report is made


class Templates:
    """The templates of one batch, each compiled once with the settings of each folder of workbooks.

    A template that cannot be compiled makes no documents; why is told with each of its reports.
    """

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, Path], CompiledTemplate | None] = {}

    def is_without_quarter(self, job: Job) -> bool:
        """Whether the job's document is about no quarter."""
        compiled = self._of(job.template, job.folder)
        return compiled is not None and compiled.without_quarter

    def has_contents(self, job: Job) -> bool:
        """Whether the job's document has contents, whose pages LibreOffice must count."""
        compiled = self._of(job.template, job.folder)
        return compiled is not None and compiled.contents is not None

    def is_portfolio(self, job: Job) -> bool:
        """Whether the job's template makes one report on many workbooks."""
        return self.makes_portfolio(job.template, job.folder)

    def makes_portfolio(self, template: str, folder: Path) -> bool:
        """Whether a template makes one report on many workbooks, with the settings of this folder."""
        compiled = self._of(template, folder)
        return compiled is not None and compiled.portfolio

    def _of(self, template: str, folder: Path) -> CompiledTemplate | None:
        key = (template, folder)
        if key not in self._compiled:
            self._compiled[key] = _compiled(template, folder)
        return self._compiled[key]


def _compiled(template: str, folder: Path) -> CompiledTemplate | None:
    try:
        return compiled_template(template, settings_beside(folder))
    except (RapportgenError, OSError):
        return None
