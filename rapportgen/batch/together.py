"""The reports on many workbooks at once: which ones a folder or a manifest asks for. They stand after those on each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.batch.jobs import Job
from rapportgen.batch.ordered import NO_WORKBOOK
from rapportgen.errors import FileRefusedError
from rapportgen.model.offentlighet import is_restricted
from rapportgen.naming import own_path
from rapportgen.phrases import listed
from rapportgen.portfolio import left_out_of, workbooks_in
from rapportgen.portfolio.reading import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rapportgen.batch.settled import Templates
    from rapportgen.model.bestilling import Bestilling

_NO_SUCH_WORKBOOK = "mangler-arbeidsbok"
_NAMES_NO_WORKBOOK = frozenset({"mangler-verdi", _NO_SUCH_WORKBOOK})
"""The faults of a row without a workbook of its own, which is none when it wants a report on many."""


def portfolios_among(names: Sequence[str], source: Path, templates: Templates) -> tuple[str, ...]:
    """The templates that make one report on all the workbooks of `source`, a folder or a manifest."""
    folder = source if source.is_dir() else source.parent
    return tuple(name for name in names if templates.makes_portfolio(name, folder))


def jobs_of_folder(folder: Path, names: Iterable[str], quarter: str) -> list[Job]:
    """A report on all workbooks of the folder with each of these templates, also on those that cannot be read."""
    try:
        workbooks = tuple(str(own_path(path)) for path in workbooks_in(folder))
    except FileRefusedError:  # told by whoever looks for reports to make
        return []
    return [Job(str(own_path(folder)), name, quarter, workbooks=workbooks) for name in names]


def gathered(manifest: Path, jobs: Sequence[Job], usual: Sequence[str], templates: Templates) -> list[Job]:
    """The jobs of a manifest's rows, with those for portfolios made of many workbooks.

    A row with such a template makes one report on the workbooks of the folder it names, and on all the manifest's when
    it names none. The `usual` ones, which no row has chosen, each make one report on all of them.
    """
    rows = [(job, _names_workbook(job)) for job in jobs]
    named = [job for job, is_named in rows if is_named]
    at_once = [job.template in usual if is_named else templates.is_portfolio(job) for job, is_named in rows]
    of_each = [job for job, is_at_once in zip(jobs, at_once, strict=True) if not is_at_once]
    of_many = [_of_many(job, manifest, named) for job, is_named in rows if not is_named and templates.is_portfolio(job)]
    if named:
        of_many += [_of_usual(name, manifest, named) for name in usual]
    return [*of_each, *_completed(of_many, manifest, jobs)]


def _names_workbook(job: Job) -> bool:
    """Whether the row of the job names a workbook, and neither a folder nor nothing."""
    return not _is_blank(job) and _folder_of(job) is None


def _is_blank(job: Job) -> bool:
    """Whether the row of the job names no workbook."""
    return Path(job.workbook).name == NO_WORKBOOK


def _folder_of(job: Job) -> Path | None:
    """The folder that the row of the job names; None when it names a workbook, or nothing."""
    path = Path(job.workbook)  # a name without an ending has been taken for that of a workbook
    if os.path.isfile(path):  # noqa: PTH113 - never raises: a name without access has been told of already
        return None
    return next((one for one in (path, path.with_suffix("")) if os.path.isdir(one)), None)  # noqa: PTH112


def _of_many(job: Job, manifest: Path, named: Sequence[Job]) -> Job:
    """A row's report on the workbooks of its folder, or on all the manifest's when it names none."""
    folder = _folder_of(job)
    if folder is None and not named:
        return job
    job = job._replace(faults=tuple(fault for fault in job.faults if fault.kode not in _NAMES_NO_WORKBOOK))
    if folder is None:
        return _on_all(job, manifest, named)
    workbooks = tuple(found.workbooks for found in jobs_of_folder(folder, (job.template,), ""))
    notes = (*job.notes, *left_out_of(folder))
    return job._replace(workbook=str(own_path(folder)), workbooks=workbooks[0] if workbooks else (), notes=notes)


def _of_usual(template: str, manifest: Path, named: Sequence[Job]) -> Job:
    """A report that no row has chosen, on all the manifest's workbooks, with what is to be told of their rows."""
    rows = [job for job in named if job.template == template]
    notes = tuple(problem for job in rows for problem in (*job.faults, *job.notes))
    return _on_all(Job("", template, notes=notes), manifest, named)


def _on_all(job: Job, manifest: Path, named: Sequence[Job]) -> Job:
    """The report on all the manifest's workbooks; of those that are missing it says what the list says."""
    books = tuple(dict.fromkeys(row.workbook for row in named))
    lacked = {row.workbook: fault for row in named for fault in row.faults if fault.kode == _NO_SUCH_WORKBOOK}
    names = zip(books, names_of([Path(book) for book in books]), strict=True)
    return job._replace(
        workbook=str(manifest.resolve()),
        workbooks=books,
        notes=tuple(dict.fromkeys([*job.notes, *lacked.values()])),
        missing=tuple(name for book, name in names if book in lacked),
    )


def _completed(of_many: Iterable[Job], manifest: Path, jobs: Sequence[Job]) -> Iterator[Job]:
    """The reports; those on all the manifest's workbooks with the quarter that its rows share, and their marking."""
    about = [job.order for job in jobs if not _is_blank(job)]
    quarters = {job.quarter for job in jobs if job.quarter}
    common = quarters.pop() if len(quarters) == 1 else ""
    at_home = str(manifest.resolve())
    for job in of_many:
        is_on_all = job.workbook == at_home
        yield job._replace(quarter=job.quarter or common, order=_marked(job.order, about)) if is_on_all else job


def _marked(order: Bestilling, about: Iterable[Bestilling]) -> Bestilling:
    """The order with the marking of the reports it gathers, where it says nothing of access itself."""
    restricted = [one for one in about if is_restricted(one)]
    if order.tilgang or not restricted:
        return order
    authorities = list(dict.fromkeys(one.hjemmel for one in restricted if one.hjemmel))
    return order._replace(
        tilgang=restricted[0].tilgang, hjemmel=order.hjemmel or (listed(authorities) if authorities else "")
    )
