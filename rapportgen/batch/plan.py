"""From a folder of workbooks, or a manifest, to the reports that are to be made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.batch.jobs import Job
from rapportgen.batch.naming import with_names
from rapportgen.batch.ordered import beside, jobs_of_manifest
from rapportgen.batch.settled import Templates, settled_job
from rapportgen.batch.together import gathered, jobs_of_folder, portfolios_among
from rapportgen.errors import FileRefusedError, shortened
from rapportgen.model.personnummer import problems_without_numbers
from rapportgen.named import NamedTuple
from rapportgen.names import as_listed
from rapportgen.naming import own_path, whole_path
from rapportgen.portfolio.reading import LEFT_OUT, why_left_out
from rapportgen.problems import Problem, advarsel, info
from rapportgen.saved import is_overview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.batch.jobs import Options
    from rapportgen.batch.ordered import Find
    from rapportgen.model.perioder import Periode

USUAL_TEMPLATE = "kvartalsrapport"
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_OTHER_BOOKS = frozenset({".xls", ".xlsb", ".ods", ".numbers", ".gsheet", ".csv", ".tsv"})


class Plan(NamedTuple):
    """The reports to be made, in order, and what there is to say of the list itself or of files left out."""

    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...] = ()


def plan_of(
    source: Path,
    names: Sequence[str],
    period: Periode | None,
    options: Options,
    templates: Templates,
    find: Find = beside,
) -> Plan:
    """The reports that `source`, a folder or a manifest, asks for. The templates with these `names`, and the `period`,
    are for those that say no other; `find` says where the files are that a manifest names.

    Raises FileRefusedError when nothing can be read there.
    """
    usual, quarter, out = tuple(dict.fromkeys(names)) or (USUAL_TEMPLATE,), str(period or ""), Path(options.out)
    together = portfolios_among(usual, source, templates)
    if source.is_dir():
        jobs, problems = _of_folder(source, tuple(name for name in usual if name not in together), quarter, out)
        jobs += jobs_of_folder(source, together, quarter)
    else:
        jobs, problems = jobs_of_manifest(source, usual, quarter, find)
        jobs = gathered(source, jobs, together, templates)
    if not jobs:
        raise FileRefusedError(f"{source}: Her er det ingen arbeidsbøker å lage rapporter av.")
    settled = [settled_job(job, options) for job in jobs]
    named = with_names(settled, templates.is_without_quarter, options.out)
    return Plan(tuple(named), tuple(problems_without_numbers(problems)))


def _of_folder(folder: Path, templates: tuple[str, ...], quarter: str, out: Path) -> tuple[list[Job], list[Problem]]:
    """The workbooks that lie in the folder, each with each template, in the order of their names."""
    files = sorted(folder.iterdir(), key=lambda path: as_listed(path.name))
    workbooks = [str(own_path(path)) for path in files if _is_workbook(path)]
    told = (_why_left_out(path, out) for path in files if not _is_workbook(path))
    return [Job(path, template, quarter) for path in workbooks for template in templates], list(filter(None, told))


def _is_workbook(path: Path) -> bool:
    """Whether the file is a workbook that somebody has put there."""
    is_passed_over = path.name.startswith(("~$", ".")) or path.is_dir() or is_overview(path)
    return path.suffix.lower() in _WORKBOOKS and not is_passed_over


def _why_left_out(path: Path, out: Path) -> Problem | None:
    """What to say about a file or folder that gives no report; None for what nobody would miss."""
    is_folder = path.is_dir()
    if path.suffix.lower() in _OTHER_BOOKS and not is_folder:
        message = f"«{shortened(path.name)}» er ikke tatt med, for den er ikke en .xlsx-fil."
        return advarsel(LEFT_OUT, path.name, message, "", "Åpne den i Excel og lagre den som .xlsx.")
    if is_folder and whole_path(path) == whole_path(out):
        return None
    why = why_left_out(path)
    return info(LEFT_OUT, path.name, why) if why else None
