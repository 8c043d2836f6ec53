"""The reports on many workbooks at once: which ones a folder or a manifest asks for. They stand after those on each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.batch.jobs import Job
from rapportgen.batch.ordered import NO_WORKBOOK
from rapportgen.errors import FileRefusedError
from rapportgen.model.grunnlag.setninger import joined
from rapportgen.model.offentlighet import is_restricted
from rapportgen.portfolio import left_out_of, workbooks_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rapportgen.batch.settled import Templates
    from rapportgen.model.bestilling import Bestilling

_NAMES_NO_WORKBOOK = frozenset({"mangler-verdi", "mangler-arbeidsbok"})
"""The faults of a row without a workbook of its own, which is none when it wants a report on many."""


def portfolios_among(names: Sequence[str], source: Path, templates: Templates) -> tuple[str, ...]:
    """The templates that make one report on all the workbooks of `source`, a folder or a manifest."""
    return tuple(name for name in names if templates.is_portfolio(Job(str(source), name, workbooks=("",))))


def jobs_of_folder(folder: Path, names: Iterable[str], quarter: str) -> list[Job]:
    """A report on all workbooks of the folder with each of these templates, also on those that cannot be read."""
    try:
        workbooks = tuple(str(path.resolve()) for path in workbooks_in(folder))
    except FileRefusedError:  # told by whoever looks for reports to make
        return []
    return [Job(str(folder.resolve()), name, quarter, workbooks=workbooks) for name in names]


def gathered(manifest: Path, jobs: Sequence[Job], usual: Sequence[str], templates: Templates) -> list[Job]:
    """The jobs of a manifest's rows, with those for portfolios made of many workbooks.

    A row with such a template makes one report on the workbooks of the folder it names, and on all the manifest's when
    it names none. The `usual` ones, which no row has chosen, each make one report on all of them.
    """
    of_each: list[Job] = []
    of_many: list[Job] = []
    taken: list[Job] = []
    books = tuple(dict.fromkeys(job.workbook for job in jobs if not _is_blank(job) and _folder_of(job) is None))
    for job in jobs:
        is_named = not _is_blank(job) and _folder_of(job) is None
        if is_named and job.template in usual:
            taken.append(job)
        elif is_named or not templates.is_portfolio(job):
            of_each.append(job)
        else:
            of_many.append(_of_many(job, manifest, books))
    at_home = str(manifest.resolve())
    for name in usual if books else ():
        notes = dict.fromkeys(problem for job in taken if job.template == name for problem in (*job.faults, *job.notes))
        of_many.append(Job(at_home, name, workbooks=books, notes=tuple(notes)))
    about = [job.order for job in jobs if not _is_blank(job)]
    quarters = {job.quarter for job in jobs if job.quarter}
    common = quarters.pop() if len(quarters) == 1 else ""
    whole = [
        job._replace(quarter=job.quarter or common, order=_marked(job.order, about)) if job.workbook == at_home else job
        for job in of_many
    ]
    return [*of_each, *whole]


def _is_blank(job: Job) -> bool:
    """Whether the row of the job names no workbook."""
    return Path(job.workbook).name == NO_WORKBOOK


def _folder_of(job: Job) -> Path | None:
    """The folder that the row of the job names; None when it names a workbook, or nothing."""
    path = Path(job.workbook)  # a name without an ending has been taken for that of a workbook
    return None if path.is_file() else next((one for one in (path, path.with_suffix("")) if one.is_dir()), None)


def _of_many(job: Job, manifest: Path, books: tuple[str, ...]) -> Job:
    """A row's report on the workbooks of its folder, or on all the manifest's when it names none."""
    folder = _folder_of(job)
    if folder is None and not books:
        return job
    job = job._replace(faults=tuple(fault for fault in job.faults if fault.kode not in _NAMES_NO_WORKBOOK))
    if folder is None:
        return job._replace(workbook=str(manifest.resolve()), workbooks=books)
    workbooks = tuple(found.workbooks for found in jobs_of_folder(folder, (job.template,), ""))
    notes = (*job.notes, *left_out_of(folder))
    return job._replace(workbook=str(folder.resolve()), workbooks=workbooks[0] if workbooks else (), notes=notes)


def _marked(order: Bestilling, about: Iterable[Bestilling]) -> Bestilling:
    """The order with the marking of the reports it gathers, where it says nothing of access itself."""
    restricted = [one for one in about if is_restricted(one)]
    if order.tilgang or not restricted:
        return order
    authorities = list(dict.fromkeys(one.hjemmel for one in restricted if one.hjemmel))
    return order._replace(
        tilgang=restricted[0].tilgang, hjemmel=order.hjemmel or (joined(authorities) if authorities else "")
    )
