"""What a batch has done so far, in one file among the reports: how it was asked for, and a line for each report.

A line is added when a report is done. A run that is killed leaves whole lines, and at most one that is torn; whatever
cannot be read is a report that is not known, and made again. When a run ends, the file is written anew with the lines
in the order of the reports, so that it is the same whether the run was interrupted or not.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from rapportgen.batch.jobs import Record, shown_from
from rapportgen.batch.lines import is_path, like, lines_of, record_of
from rapportgen.model.perioder import Periode
from rapportgen.named import NamedTuple
from rapportgen.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import IO

FILE = ".rapportgen-batch.jsonl"
FORMAT = 1


class Request(NamedTuple):
    """How a batch is asked for, as plain texts. `source` is a folder of workbooks or a manifest.

    `templates`, `quarter` and `dato` (an ISO date) are for reports that say no other; `today` dates those that nothing
    dates, and is the day of the run when it is empty.
    """

    source: str
    templates: tuple[str, ...] = ()
    quarter: str = ""
    dato: str = ""
    today: str = ""
    pdf: bool = False

    def seen_from(self, folder: Path) -> Request:
        """The same with its files named as seen from `folder`, so that the whole tree may be moved."""
        templates = (shown_from(str(folder), name) if _is_file(name) else name for name in self.templates)
        return self._replace(source=shown_from(str(folder), self.source), templates=tuple(templates))

    def opened_from(self, folder: Path) -> Request:
        """The opposite of `seen_from`."""
        templates = (os.path.normpath(folder / name) if _is_file(name) else name for name in self.templates)
        return self._replace(source=os.path.normpath(folder / self.source), templates=tuple(templates))


def _is_file(template: str) -> bool:
    """Whether a template is a file, and not the name of a shipped one."""
    return template.lower().endswith((".docx", ".dotx", ".docm"))


@dataclass
class Journal:
    """The journal of a folder of reports. `request` is that of the last run, `records` its reports by key.

    `is_damaged`: there was more in the file than could be understood.
    """

    path: Path
    request: Request | None = None
    records: dict[str, Record] = field(default_factory=dict)
    is_damaged: bool = False
    _file: IO[str] | None = None

    def begin(self, request: Request) -> None:
        """Start a run, or go on with one: what is known already is kept. Raises OSError."""
        self.request = request
        self._write(self.records.values())
        self._file = self.path.open("a", encoding="utf-8")

    def add(self, record: Record) -> None:
        """Keep what came of a report, at once. Raises OSError."""
        self.records[record.key] = record
        if self._file is not None:
            self._file.write(_line(record))
            self._file.flush()

    def end(self, keys: Iterable[str]) -> None:
        """End a run that is through with the reports of these keys; others are forgotten. Raises OSError."""
        self.close()
        self.records = {key: self.records[key] for key in keys if key in self.records}
        self._write(self.records.values())

    def close(self) -> None:
        """Stop writing; what has been added stays. Raises OSError when the last of it finds no room."""
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _write(self, records: Iterable[Record]) -> None:
        head = json.dumps({"rapportgen": FORMAT, **(self.request or Request(""))._asdict()})
        write_whole(self.path, "".join([head + "\n", *map(_line, records)]).encode())


def read_journal(folder: Path) -> Journal:
    """The journal of a folder of reports; an empty one when there is none, or none that can be understood.

    Raises FileRefusedError when what lies there is no plain file, or far too large.
    """
    journal = Journal(folder / FILE)
    lines = lines_of(journal.path)
    head = next(lines, nothing := dict[str, Any]())
    if head is None or head.pop("rapportgen", None) != FORMAT:
        journal.is_damaged = head is not nothing
        return journal
    journal.request = _request(head)
    journal.is_damaged = journal.request is None
    for said in lines:
        record = record_of(said) if said is not None else None
        if record is not None:
            journal.records[record.key] = record
        else:
            journal.is_damaged = True
    return journal


def _line(record: Record) -> str:
    return json.dumps(record._asdict()) + "\n"  # in ASCII: names of files may hold what no encoding has


def _request(head: dict[str, Any]) -> Request | None:
    """How the batch was asked for; None when anything about it is odd."""
    request = like(Request(""), head)
    if request is None or not all(map(is_path, (request.source, *request.templates))):
        return None
    if request.quarter and Periode.parse(request.quarter) is None:
        return None
    with suppress(ValueError):
        for day in filter(None, (request.dato, request.today)):
            date.fromisoformat(day)
        return request
    return None
