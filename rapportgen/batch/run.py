"""Many reports in one go: planned, made in parallel, kept account of, and summed up."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.batch.jobs import FEILET, LAGET, UENDRET, Job, Options, Record, Result
from rapportgen.batch.journal import FILE, Journal, Request, read_journal
from rapportgen.batch.ordered import beside
from rapportgen.batch.overview import write_overviews
from rapportgen.batch.plan import plan_of
from rapportgen.batch.pool import NEVER, Maker, Stop, cores, run_tasks
from rapportgen.batch.settled import Templates
from rapportgen.batch.work import EDITED, Task, make_reports
from rapportgen.errors import ReportError, os_reason, shortened, shortened_path
from rapportgen.locks import alone
from rapportgen.model.perioder import Periode
from rapportgen.named import NamedTuple
from rapportgen.naming import whole_path
from rapportgen.problems import Problem, feil, info
from rapportgen.whole import sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from rapportgen.batch.ordered import Find

LOCK = ".rapportgen-batch.lock"
"""The file in a folder of reports that is held by the run that writes there."""
MOST_TOGETHER = 16
"""How many reports share a call of LibreOffice; those that need none are made one by one."""


class Hands(NamedTuple):
    """Who makes the reports: so many processes, all cores when it is 0, or an executor of somebody else's."""

    processes: int = 0
    executor: Executor | None = None


class Watch(NamedTuple):
    """Who follows the batch: `begun` is called when the reports are known, `tell` when what came of one is known,
    `look` now and then; `stop` says whether to stop."""

    begun: Callable[[Batch], None] = lambda batch: None
    tell: Callable[[Result], None] = lambda result: None
    look: Callable[[], None] = lambda: None
    stop: Stop = NEVER


class Files(NamedTuple):
    """How the files of a batch are come by: `find` says where the files are that a manifest names, and `maker`, when
    the reports are known, what makes them. `stay`: reports lie in the folder when they are made."""

    find: Find = beside
    maker: Callable[[], Maker] = lambda: make_reports
    stay: bool = True


OWN_HANDS, NOBODY, ON_THIS_MACHINE = Hands(), Watch(), Files()


@dataclass
class Batch:
    """What came of a batch. `jobs` are its reports in order, `problems` about the list of them or files left out.

    `records` and `statuses` have what is known of each by its key; the status is that of this time. `messages` are
    about the files, `overviews` the files that sum it up. `shown` makes names of files what people know them by.
    """

    out: Path
    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...]
    records: dict[str, Record] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    overviews: tuple[Path, ...] = ()
    shown: Callable[[str], str] = str
    _keys: dict[Job, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def key(self, job: Job) -> str:
        """The key of a report."""
        if (key := self._keys.get(job)) is None:
            key = self._keys[job] = job.key(str(self.out))
        return key

    def reports(self) -> Iterator[tuple[Job, Record]]:
        """Every report that it has come to, in order."""
        for job in self.jobs:
            if (key := self.key(job)) in self.statuses:
                yield job, self.records[key]

    def count(self, status: str) -> int:
        """How many reports have this status."""
        return sum(found == status for found in self.statuses.values())

    @property
    def left(self) -> int:
        """How many reports it has not come to, because it was stopped."""
        return len(self.jobs) - len(self.statuses)

    def take(self, result: Result) -> None:
        """Keep what came of a report."""
        key = result.record.key
        self.records[key], self.statuses[key] = result.record, result.status
        if result.message:
            self.messages[key] = result.message

    def take_back(self, record: Record) -> None:
        """Keep what is known of a report after all: there is none."""
        self.records[record.key], self.statuses[record.key] = record, FEILET


def make_batch(
    request: Request,
    out: Path,
    *,
    overwrite: bool = False,
    hands: Hands = OWN_HANDS,
    watch: Watch = NOBODY,
    files: Files = ON_THIS_MACHINE,
) -> Batch:
    """Make the reports that a folder of workbooks or a manifest asks for, into folder `out`.

    What is there already, and would be the same again, is left as it is; reports edited by hand are not touched without
    `overwrite`. Where processes are started anew, as on Windows, a script that calls this must be guarded by
    `if __name__ == "__main__":`.

    Raises FileRefusedError when there is nothing to make reports of or what is known of the last run is no plain file,
    ReportError when nothing can be written to `out`, or another run is at work there.
    """
    folder = whole_path(out)
    request = request._replace(today=request.today or date.today().isoformat())
    options = Options(str(folder), request.today, request.dato, request.pdf, overwrite)
    templates = Templates()
    plan = plan_of(Path(request.source), request.templates, _period(request.quarter), options, templates, files.find)
    batch = Batch(folder, plan.jobs, plan.problems)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with the_only_run(folder, str(out)):
            _make(batch, request, options, templates, hands, watch, files)
    except OSError as error:
        message = f"{shortened_path(out)}: Kan ikke skrive i mappen ({os_reason(error)}).{_so_far(batch)}"
        raise ReportError(message) from error
    return batch


def _so_far(batch: Batch) -> str:
    """What there is to say of a batch that had to stop, when it has come to some of its reports."""
    if not batch.statuses:
        return ""
    made = batch.count(LAGET) + batch.count(UENDRET)
    return f" {made} av {len(batch.jobs)} rapporter er laget, og resten lages når du kjører på nytt."


@contextmanager
def the_only_run(folder: Path, shown: str) -> Iterator[None]:
    """Hold a folder of reports on this machine, `shown` by that name. Raises ReportError when another run is there."""
    with alone(folder / LOCK) as is_alone:
        if not is_alone:
            message = "En annen kjøring holder på i denne mappen. Vent til den er ferdig, eller velg en annen med -o."
            raise ReportError(f"{shortened(shown)}: {message}")
        yield


_DAMAGED = "Noe i filen om forrige kjøring kan ikke leses. Rapportene det gjelder, er gått gjennom på nytt."


def _make(
    batch: Batch, request: Request, options: Options, templates: Templates, hands: Hands, watch: Watch, files: Files
) -> None:
    """Make the reports of a batch, keep account of them, and sum them up."""
    _sweep(batch)
    journal = read_journal(batch.out)
    if journal.is_damaged:
        batch.problems = (*batch.problems, info("ukjent-kjoering", FILE, _DAMAGED))
    journal.begin(request.seen_from(batch.out))
    before = dict(journal.records)
    watch.begun(batch)
    processes = hands.processes or cores()
    tasks = _tasks(batch, journal, options, templates, processes)
    try:
        _run(batch, journal, tasks, hands._replace(processes=processes), files.maker(), watch)
    finally:
        try:
            journal.close()
        finally:
            _sweep(batch)
    if not batch.left:
        for record in _gone(batch) if files.stay else ():
            batch.take_back(record)
            journal.records[record.key] = record
        _finish(batch, journal, before, request)


def _sweep(batch: Batch) -> None:
    """Remove what a killed run left half written, wherever reports go."""
    for place in {batch.out, *(Path(batch.out, job.target).parent for job in batch.jobs if job.target)}:
        sweep(place)


def last_request(out: Path) -> Request | None:
    """How the last batch into folder `out` was asked for; None when there was none. Raises FileRefusedError."""
    request = read_journal(whole_path(out)).request
    return request.opened_from(whole_path(out)) if request is not None else None


def _period(words: str) -> Periode | None:
    return Periode.parse(words) if words else None


def _run(batch: Batch, journal: Journal, tasks: list[Task], hands: Hands, make: Maker, watch: Watch) -> None:
    def tell(results: list[Result]) -> None:
        for result in results:
            batch.take(result)
            journal.add(result.record)
            watch.tell(result)

    run_tasks(
        tasks, tell, processes=hands.processes, executor=hands.executor, make=make, stop=watch.stop, look=watch.look
    )


def _tasks(batch: Batch, journal: Journal, options: Options, templates: Templates, processes: int) -> list[Task]:
    """The reports in lots: those that need LibreOffice share its calls, the others stand alone."""
    uses_office = [templates.has_contents(job) or options.pdf for job in batch.jobs]
    with_office = [job for job, uses in zip(batch.jobs, uses_office, strict=True) if uses]
    size = max(1, min(MOST_TOGETHER, -(-len(with_office) // processes)))
    lots = [(with_office[start : start + size], True) for start in range(0, len(with_office), size)]
    lots += [([job], False) for job, uses in zip(batch.jobs, uses_office, strict=True) if not uses]
    known = journal.records
    return [Task(tuple(lot), options, tuple(known.get(batch.key(job)) for job in lot), office) for lot, office in lots]


def _finish(batch: Batch, journal: Journal, before: dict[str, Record], request: Request) -> None:
    """Sum the batch up, when it has come to all its reports; `before` are those that were known when it began."""
    for key, record in _in_each_others_place(batch):
        batch.take_back(record)
        journal.records[key] = record
    batch.problems = (*batch.problems, *_from_before(batch, before))
    journal.end(batch.key(job) for job in batch.jobs)
    day = date.fromisoformat(request.dato or request.today)
    about = (Path(request.source), batch.problems)
    files, problems = write_overviews(batch.out, list(batch.reports()), about, day)
    batch.overviews, batch.problems = tuple(files), (*batch.problems, *problems)


def _from_before(batch: Batch, before: dict[str, Record]) -> Iterator[Problem]:
    """A note on reports and PDFs of earlier runs that still lie in the folder, and that are none of this batch's.

    A report that fails now leaves its old file. One that is kept because it was edited by hand is told of as such.
    """
    now = batch.records.values()
    made = {file for record in now if record.status != FEILET for file in (record.file, record.pdf)}
    edited = {record.key for record in now if any(problem.kode == EDITED for problem in record.problems)}
    old = {file for key, record in before.items() if key not in edited for file in (record.file, record.pdf)}
    lying = [file for file in sorted(old - made - {""}) if os.path.exists(batch.out / file)]  # noqa: PTH110 - never raises
    if lying:
        which = f"«{lying[0]}»" if len(lying) == 1 else f"{len(lying)} filer, blant dem «{lying[0]}»,"
        yield info("fra-foer", batch.out.name, f"{which} er fra en tidligere kjøring, og hører ikke til denne.")


def _gone(batch: Batch) -> list[Record]:
    """The records of reports that were made or found there, and have gone before the batch came to its end."""
    gone = []
    for job, record in batch.reports():
        files = [file for file in (record.file, record.pdf) if file and record.status != FEILET]
        if missing := [file for file in files if not os.path.lexists(batch.out / file)]:
            message = f"{missing[0]} ble borte mens de andre rapportene ble laget. Lag den på nytt."
            told = (feil("borte", Path(job.workbook).name, message), *record.problems)
            gone.append(record._replace(status=FEILET, problems=told))
    return gone


def _in_each_others_place(batch: Batch) -> Iterator[tuple[str, Record]]:
    """The records of reports that were written to the same file, which nothing told before: none of them is right."""
    files = Counter(record.file.casefold() for record in batch.records.values() if record.file)
    for job, record in batch.reports():
        if record.file and files[record.file.casefold()] > 1:
            message = f"To rapporter er skrevet til {record.file}. Gi dem hver sin «Utfil» i listen."
            told = (feil("samme-fil", Path(job.workbook).name, message), *record.problems)
            yield record.key, record._replace(status=FEILET, problems=told)


__all__ = [
    "FEILET",
    "LAGET",
    "UENDRET",
    "Batch",
    "Files",
    "Hands",
    "Request",
    "Watch",
    "cores",
    "last_request",
    "make_batch",
]
