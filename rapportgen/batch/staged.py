"""The work of one process where files are at addresses: they are fetched, the reports made, and put at theirs.

The reports are made by `make_reports` in a mirror of the addresses, where only what is known to be needed is fetched.
What the results ask for besides (a picture, a report that is there already under that name) is fetched then, if it is
there, and the reports made once more: so each address is judged as a folder on this machine would have been.
"""

from __future__ import annotations

import os
import threading
from multiprocessing.util import Finalize
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from rapportgen.batch.addresses import put
from rapportgen.batch.jobs import FEILET, Job, Record, Result
from rapportgen.batch.mirror import Mirror, new_folder
from rapportgen.batch.work import Task, failed, make_reports
from rapportgen.errors import RapportgenError
from rapportgen.figures import ENDINGS
from rapportgen.named import NamedTuple
from rapportgen.settings_file import folder_of_templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ONE_AT_A_TIME = threading.Lock()
OWNER = "~$"


class Place(NamedTuple):
    """Where the files of a batch are: the mirror that its tasks are written for, and its files of settings there."""

    root: str
    settings: tuple[str, ...] = ()


def make_staged(task: Task, place: Place) -> list[Result]:
    """What came of each report of the task, whose paths are those of the mirror at `place`; that may be on another
    machine.
    """
    with _ONE_AT_A_TIME:
        room = _room(place.root)
        told = Mirror(place.root)
        results: dict[int, Result] = {}
        jobs = {number: _moved(job, place.root, room.mirror.root) for number, job in enumerate(task.jobs)}
        options = task.options._replace(out=_in(task.options.out, place.root, room.mirror.root))
        stage = _Stage(room, Path(options.out))
        try:
            for number, job in jobs.items():
                try:
                    stage.fetch_for(job, task.known[number], place)
                except RapportgenError as error:
                    results[number] = failed(job, options, error)
            left = [number for number in jobs if number not in results]
            known = tuple(task.known[number] for number in left)
            moved = task._replace(jobs=tuple(jobs[number] for number in left), options=options, known=known)
            for number, result in zip(left, _made(moved, stage), strict=True):
                results[number] = _published(result, stage, moved)
        finally:
            stage.clear()
    return [_back(results[number], job, (room.mirror, told)) for number, job in enumerate(task.jobs)]


def _made(task: Task, stage: _Stage) -> list[Result]:
    """The reports, made until they ask for nothing that has not been looked for."""
    results = make_reports(task)
    while stage.fetch_asked([result.record for result in results]):
        stage.undo(result.record for result in results)
        results = make_reports(task)
    return results


def _published(result: Result, stage: _Stage, task: Task) -> Result:
    try:
        stage.put(result.record)
    except RapportgenError as error:
        return failed(result.job, task.options, error)
    return result


def _back(result: Result, job: Job, mirrors: Iterable[Mirror]) -> Result:
    """The result as the batch knows its job, naming addresses."""
    problems = result.record.problems
    for mirror in mirrors:
        problems = tuple(mirror.retold(problem) for problem in problems)
    return result._replace(job=job, record=result.record._replace(problems=problems))


def _moved(job: Job, root: str, here: str) -> Job:
    return job._replace(
        workbook=_in(job.workbook, root, here),
        template=_in(job.template, root, here),
        workbooks=tuple(_in(path, root, here) for path in job.workbooks),
    )


def _in(path: str, root: str, here: str) -> str:
    return here + path.removeprefix(root) if path.startswith(root + os.sep) else path


# --- Files here ----------------------------------------------------------------------------------------------------


class _Room(NamedTuple):
    """The mirror of this process for one batch. Templates and settings stay in it; `kept` are those it has."""

    batch: str
    mirror: Mirror
    kept: set[Path]
    remove: Finalize


_ROOMS: list[_Room] = []


def _room(batch: str) -> _Room:
    """The room of the batch whose mirror is at that path; that of an earlier one is taken away."""
    if _ROOMS and _ROOMS[0].batch == batch and Path(_ROOMS[0].mirror.root).is_dir():
        return _ROOMS[0]
    while _ROOMS:
        _ROOMS.pop().remove()
    on_this_machine = Path(batch)
    folder = new_folder(on_this_machine if on_this_machine.is_dir() else None)
    room = _Room(batch, Mirror(str(folder)), set(), Finalize(None, rmtree, (folder, True), exitpriority=0))
    _ROOMS.append(room)
    return room


class _Stage:
    """The files of one task. `asked` have been looked for; `fetched` were there, by what they hold."""

    def __init__(self, room: _Room, out: Path) -> None:
        self.mirror, self.kept, self.out = room.mirror, room.kept, out
        self.asked: set[Path] = set()
        self.fetched: dict[Path, bytes] = {}
        self.made: set[Path] = set()
        self.changes = 0

    def fetch_for(self, job: Job, known: Record | None, place: Place) -> None:
        """Fetch the files that a job is known to need. Raises RapportgenError."""
        for text in place.settings:
            self._keep_settings(Path(_in(text, place.root, self.mirror.root)), Path(job.workbook))
        if Path(job.template).is_absolute() and Path(job.template) not in self.kept:
            self.mirror.fetch(Path(job.template))
            self.kept.add(Path(job.template))
        for path in job.workbooks or (job.workbook,):
            self._fetch(Path(path))
        if known is not None:
            self.fetch_asked([known])

    def fetch_asked(self, records: Sequence[Record]) -> bool:
        """Fetch what reports came to ask for; whether anything was there that had not been fetched before."""
        before = self.changes
        for record in records:
            for source in record.sources:
                self._ask(self._whole(source), ENDINGS)
            for name in filter(None, (record.file, record.pdf)):
                self._ask(self._whole(name), ())
        return self.changes > before

    def undo(self, records: Iterable[Record]) -> None:
        """Leave only what was fetched."""
        for record in records:
            for path in (self._whole(name) for name in (record.file, record.pdf) if name):
                path.unlink(missing_ok=True)
        for path, data in self.fetched.items():
            path.write_bytes(data)

    def put(self, record: Record) -> None:
        """Put what a report consists of at its address, unless it is there. Raises RapportgenError."""
        for path in (self._whole(name) for name in (record.file, record.pdf) if name and record.status != FEILET):
            self.made.add(path)
            data = path.read_bytes()
            if data != self.fetched.get(path):
                put(self.mirror.address_of(path), data)

    def clear(self) -> None:
        """Remove the files of the task."""
        for path in (*self.fetched, *self.made):
            path.unlink(missing_ok=True)

    def _whole(self, name: str) -> Path:
        return Path(os.path.normpath(self.out / name))

    def _keep_settings(self, path: Path, workbook: Path) -> None:
        if path not in self.kept and path.parent in workbook.parents and self.mirror.fetch(path):
            self.kept.add(path)
            if (folder := folder_of_templates(path)) is not None:
                folder.mkdir(parents=True, exist_ok=True)

    def _ask(self, path: Path, endings: tuple[str, ...]) -> None:
        """Fetch a file if it is there; of its neighbours, those that guesses and Word's lock files are known by are
        there as names alone.
        """
        if path in self.asked or not path.is_relative_to(self.mirror.root):
            return
        self.asked.add(path)
        names = self.mirror.names_beside(path)
        for name in names:
            if name.startswith(OWNER) or name.casefold().endswith(endings):
                self._name(path.with_name(name))
        if path.name in names:
            self._fetch(path)

    def _name(self, path: Path) -> None:
        if path not in self.fetched:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            self.fetched[path] = b""
            self.changes += 1

    def _fetch(self, path: Path) -> None:
        self.asked.add(path)
        if self.mirror.fetch(path):
            self.fetched[path] = path.read_bytes()
            self.changes += 1
