"""The reports of a batch as plain data: what each is made of, and what comes of it."""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.model.bestilling import INGEN_BESTILLING, Bestilling
from rapportgen.named import NamedTuple
from rapportgen.problems import FEIL

if TYPE_CHECKING:
    from rapportgen.problems import Problem

LAGET, UENDRET, FEILET = "laget", "uendret", "feilet"
NO_PDF = "pdf-ikke-laget"
"""The code of a PDF that could not be made, of a report that is there all the same."""


class Job(NamedTuple):
    """One report to be made. It is made of texts alone, so that it may travel to another process or machine.

    `template` is a shipped name or a file; `quarter` is empty where the workbook decides. `target` is a file within the
    folder of reports, empty where the name follows from the rest; `label` stands in that name in place of the
    workbook's. A job with `faults` cannot be made; `notes` are told with its report. A report on many `workbooks` has
    as its `workbook` the folder or list that they were found by; `missing` are those that the notes say are not there,
    by what they are called in the report.
    """

    workbook: str
    template: str
    quarter: str = ""
    target: str = ""
    label: str = ""
    project: str = ""
    order: Bestilling = INGEN_BESTILLING
    faults: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    workbooks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder whose settings count for the report."""
        path = Path(self.workbook)
        return path if self.workbooks and path.is_dir() else path.parent

    @property
    def stem(self) -> str:
        """What the name of the report is made of: that of its workbook, or of its folder or list of workbooks."""
        path = Path(self.workbook)
        return path.name if self.workbooks and path.is_dir() else path.stem

    @property
    def template_file(self) -> str:
        """The name of the file of its template."""
        path = Path(self.template)
        return path.name if path.suffix else f"{path.name}.docx"

    def is_of_list(self, problem: Problem) -> bool:
        """Whether a problem of the report is about the line that orders it: whoever has the list mends it there.

        A name that the report has got in place of another is told of its workbook, and is nothing to mend.
        """
        if self.order.sted and problem.sted == self.order.sted:
            return True
        told = ((one.sted, one.kode) for one in (*self.faults, *self.notes))
        return problem.sted != Path(self.workbook).name and (problem.sted, problem.kode) in told

    def key(self, out: str) -> str:
        """What tells this report from the others, and stays when the whole tree of folders is moved.

        What a row with faults wants is not known for certain: it is told by its place as well.
        """
        words = [
            *(shown_from(out, self.workbook), shown_from(out, self.template) if Path(self.template).suffix else ""),
            *(Path(self.template).stem, self.quarter, self.target, self.label, *self.order._replace(sted="")),
            self.order.sted if self.faults else "",
        ]
        return blake2b(json.dumps(words).encode(), digest_size=12).hexdigest()


class Options(NamedTuple):
    """What all reports of a batch have in common. Dates are ISO texts; `today` is for those that nothing else dates."""

    out: str
    today: str
    dato: str = ""
    pdf: bool = False
    overwrite: bool = False


class Record(NamedTuple):
    """A report as it came out, small enough to be kept for every report there is.

    `file` and `pdf` are paths within the folder of reports, empty when there is none; `digest` and `pdf_digest` say
    what they held. `fingerprint` sums up what the report was made of: `sources` are the files, `dated_today` and
    `needs_office` whether the day and LibreOffice had a part in it, and `placed` whether its problems say which line of
    the list they are about. `again`: it was made, but not in full, or it or its PDF under another name because its own
    was in use.
    """

    key: str
    status: str
    file: str = ""
    digest: str = ""
    pdf: str = ""
    pdf_digest: str = ""
    fingerprint: str = ""
    sources: tuple[str, ...] = ()
    dated_today: bool = False
    needs_office: bool = False
    placed: bool = False
    again: bool = False
    quarter: str = ""
    responsible: str = ""
    problems: tuple[Problem, ...] = ()


def reason_of(job: Job, record: Record) -> str:
    """Why a report was not made: its first fault, after the place where that is another than the workbook as a whole.

    Empty when it has no fault.
    """
    fault = next((problem for problem in record.problems if problem.alvor == FEIL), None)
    if fault is None:
        return ""
    is_placed = fault.sted not in ("", Path(job.workbook).name, job.template_file)
    return f"{fault.sted}: {fault.melding}" if is_placed else fault.melding


class Result(NamedTuple):
    """What came of a job this time: `status` is laget, uendret or feilet; `message` is something about the file."""

    job: Job
    record: Record
    status: str
    message: str = ""


def shown_from(folder: str, path: str) -> str:
    """`path` as seen from `folder`, with forward slashes; the whole path when they are on different disks."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return Path(path).as_posix()
