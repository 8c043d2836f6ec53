"""Reports that would have had the same name: each gets one of its own, whatever order they come in."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rapportgen.model.perioder import Periode
from rapportgen.naming import is_overview_name, report_name, seen
from rapportgen.problems import info

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rapportgen.batch.jobs import Job


def with_names(jobs: Sequence[Job], without_quarter: Callable[[Job], bool], out: str) -> list[Job]:
    """The jobs, those that would share a name each with a label or a file name of its own.

    What tells them apart is the workbook, else the template, where one «Utfil» is meant for several, else both, else
    the project, else the folder of the workbook, else a number made from the job itself: it depends on nothing but the
    reports that share the name. `without_quarter` says of a job whether its document is about no quarter. Names that
    differ only in case are the same name, as they are on many disks.
    `out` is the folder of reports.
    """
    named = list(jobs)
    for label_of in (_by_workbook, _by_template, _by_both, _by_project, _by_folder, lambda job: _by_number(job, out)):
        clashing = _clashing(named, without_quarter)
        if not clashing:
            break
        for numbers in clashing:
            labels = [label_of(jobs[number]) for number in numbers]
            if all(labels) and len({_folded(label) for label in labels}) == len(labels):
                for number, label in zip(numbers, labels, strict=True):
                    named[number] = _relabelled(jobs[number], label)
    return [_told(new, old) for new, old in zip(named, jobs, strict=True)]


def _clashing(jobs: Sequence[Job], without_quarter: Callable[[Job], bool]) -> list[list[int]]:
    """The numbers of the jobs that would share a name, by name.

    A quarter that only the workbook knows may be any: such a job shares its name with all that begin as it does. The
    name of the overview is taken before any job comes.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    is_open = {_folded(_begins(job)) for job in jobs if not (job.target or job.quarter or without_quarter(job))}
    for number, job in enumerate(jobs):
        if job.faults:
            continue  # it gets no file
        begins = _folded(_begins(job))
        name = begins if begins in is_open else _folded(_name(job, without_quarter(job)))
        groups[name].append(number)
    return [numbers for name, numbers in groups.items() if len(numbers) > 1 or is_overview_name(name)]


def _begins(job: Job) -> str:
    """The name without a quarter."""
    return _name(job, about_no_quarter=True)


def _name(job: Job, about_no_quarter: bool = False) -> str:
    period = Periode.parse(job.quarter) if job.quarter and not about_no_quarter else None
    return job.target or report_name(Path(job.template).stem, Path(job.workbook), period, job.label or job.stem)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _by_workbook(job: Job) -> str:
    return job.stem


def _by_template(job: Job) -> str:
    """The template; nothing where the name of the report begins with it anyway."""
    template = Path(job.template).stem
    says_it = not job.target or _folded(Path(job.target).name).startswith(_folded(template))
    return "" if says_it else template


def _by_both(job: Job) -> str:
    template = _by_template(job)
    return f"{template}-{job.stem}" if template else ""


def _by_project(job: Job) -> str:
    project = re.sub(r"[^\w]+", "-", job.project, flags=re.UNICODE).strip("-_").lower()
    return f"{job.stem}-{project[:40].rstrip('-')}" if project else ""


def _by_folder(job: Job) -> str:
    folder = Path(job.workbook).parent.name
    return f"{folder}-{job.stem}" if folder else ""


def _by_number(job: Job, out: str) -> str:
    return f"{job.stem}~{job.key(out)[:8]}"


def _relabelled(job: Job, label: str) -> Job:
    if not job.target:
        return job._replace(label="" if label == _by_workbook(job) else label)
    target = PurePosixPath(job.target)
    return job._replace(target=str(target.with_name(f"{target.stem}-{seen(label)}{target.suffix}")))


def _told(new: Job, old: Job) -> Job:
    """The job with a note on its new name, when it has got one."""
    if (new.label, new.target) == (old.label, old.target):
        return new
    name = _name(old)
    why = f"«{name}» er navnet på oversikten." if is_overview_name(name) else f"Flere rapporter ville hett «{name}»."
    message = f"{why} Denne heter «{_name(new)}»."
    note = info("like-navn", Path(old.workbook).name, message)
    return new._replace(notes=(*new.notes, note))
