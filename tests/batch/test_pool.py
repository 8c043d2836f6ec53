"""Processes that are killed while others are at work, and stopping: what is told of each report, and what is left."""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from multiprocessing import connection
from typing import TYPE_CHECKING, Any

import pytest

from rapportgen.batch import pool
from rapportgen.batch.jobs import Job, Options, Record, Result
from rapportgen.batch.pool import Stop, cores, run_tasks, seconds_for
from rapportgen.batch.work import Task
from rapportgen.word.office import office
from tests.needs import need_posix

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HAPPENED = multiprocessing.get_context("spawn").Event()
"""What a process waits for before it falls, and what tells it that it is made for the second time."""


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """All processes are copies of this one, and know what it knows."""
    need_posix()
    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context("fork"))
    HAPPENED.clear()


def tasks(*names: str) -> list[Task]:
    return [Task((Job(name, "mal"),), Options("ut", "2024-07-20"), (None,)) for name in names]


def told_of(waiting: list[Task], make: Callable[[Task], list[Result]], **more: Any) -> dict[str, list[str]]:
    """What is told of each report: nothing of one that was made, else the codes of what stopped it."""
    told: dict[str, list[str]] = {}

    def tell(results: list[Result]) -> None:
        told.update({result.job.workbook: [problem.kode for problem in result.record.problems] for result in results})

    run_tasks(waiting, tell, **{"processes": 2, **more}, make=make)
    return told


def _made(task: Task) -> list[Result]:
    (job,) = task.jobs
    return [Result(job, Record(job.workbook, "laget"), "laget")]


def _made_where_garbage_is_looked_for_now_and_then(task: Task) -> list[Result]:
    assert gc.isenabled()
    assert gc.get_freeze_count() > 1_000
    assert 2_000 < gc.get_threshold()[0] < 50_000
    return _made(task)


def test_a_process_looks_for_garbage_after_some_reports_and_never_in_what_was_copied() -> None:
    before = gc.get_freeze_count(), gc.get_threshold()
    assert told_of(tasks("a"), _made_where_garbage_is_looked_for_now_and_then) == {"a": []}
    assert (gc.get_freeze_count(), gc.get_threshold()) == before, "the process that started it is as it was"


def _killed_beside_one_at_work(task: Task) -> list[Result]:
    if task.jobs[0].workbook == "syk":
        HAPPENED.wait()
        os.kill(os.getpid(), signal.SIGKILL)
    if task.jobs[0].workbook == "travel" and not HAPPENED.is_set():
        HAPPENED.set()
        threading.Event().wait()
    return _made(task)


def test_one_that_is_at_work_when_another_is_killed_is_not_waited_for() -> None:
    told = told_of(tasks("syk", "travel", "a", "b"), _killed_beside_one_at_work)
    assert told == {"syk": ["avbrutt"], "travel": [], "a": [], "b": []}


def _in_a_worker(thread: threading.Thread) -> bool:
    return multiprocessing.parent_process() is not None


def _in_this_process(thread: threading.Thread) -> bool:
    return multiprocessing.parent_process() is None


def _that_hands_out_work(thread: threading.Thread) -> bool:
    return thread.name == "QueueFeederThread"


@pytest.mark.parametrize("is_refused", [_in_a_worker, _in_this_process, _that_hands_out_work])
def test_where_there_is_no_room_for_a_thread_it_is_told_with_the_reports(
    is_refused: Callable[[threading.Thread], bool],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    start = threading.Thread.start

    def refused(thread: threading.Thread) -> None:
        if is_refused(thread):
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refused)
    assert told_of(tasks("a", "b"), _made) == {"a": ["avbrutt"], "b": ["avbrutt"]}
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOMEM, "Cannot allocate memory"), SystemError("error return without exception set")]
)
def test_where_there_is_no_room_for_a_process_it_is_told_with_the_reports(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refused() -> int:
        raise error

    monkeypatch.setattr(os, "fork", refused)
    assert told_of(tasks("a", "b"), _made) == {"a": ["avbrutt"], "b": ["avbrutt"]}


def _killed_as_it_answers(task: Task) -> list[Result]:
    def half(self: Any, data: bytes) -> None:
        os.write(self.fileno(), bytes(data)[:40])
        os.kill(os.getpid(), signal.SIGKILL)

    if task.jobs[0].workbook == "syk" and not HAPPENED.is_set():
        HAPPENED.set()
        connection.Connection._send = half  # type: ignore[attr-defined]
    return _made(task)


def test_half_an_answer_is_waited_for_no_longer_than_a_report_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "SECONDS_FOR_A_REPORT", 2)
    assert told_of(tasks("syk", "a", "b"), _killed_as_it_answers) == {"syk": [], "a": [], "b": []}


class Gone(Executor):
    """An executor whose workers are all gone: what it was asked to make is made alone."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise BrokenExecutor


def _without_end(task: Task) -> list[Result]:
    HAPPENED.set()
    threading.Event().wait()
    return _made(task)


@pytest.mark.parametrize("executor", [None, Gone()])
def test_a_report_that_is_stopped_has_not_failed(executor: Executor | None) -> None:
    stop = Stop(HAPPENED.is_set, HAPPENED.is_set)
    assert told_of(tasks("a", "b"), _without_end, executor=executor, stop=stop) == {}


@pytest.mark.parametrize("questions", range(8))
def test_stopping_between_two_questions_fails_no_report(questions: int) -> None:
    answers = iter([False] * questions)
    stop = Stop(gently=lambda: next(answers, True))
    assert told_of(tasks("a", "b"), _made, executor=Gone(), stop=stop) in ({}, {"a": []}, {"a": [], "b": []})


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many processes there were to be, each time that processes of our own were begun."""
    counts: list[int] = []
    own_processes = pool._own_processes

    def counted(count: int) -> Any:
        counts.append(count)
        return own_processes(count)

    monkeypatch.setattr(pool, "_own_processes", counted)
    return counts


def test_stopping_at_once_begins_nothing_more(begun: list[int]) -> None:
    assert told_of(tasks(*map(str, range(12))), _without_end, stop=Stop(at_once=HAPPENED.is_set)) == {}
    assert begun == [2]


def test_when_a_cluster_is_lost_there_are_no_more_processes_here_than_cores(begun: list[int]) -> None:
    names = [str(number) for number in range(cores() + 3)]
    assert told_of(tasks(*names), _made, executor=Gone(), processes=200) == {name: [] for name in names}
    assert max(begun) == cores()


def test_a_report_on_many_workbooks_may_take_as_long_as_a_report_on_each() -> None:
    (task,) = tasks("mappe")
    of_many = task._replace(jobs=(task.jobs[0]._replace(workbooks=("a", "b", "c")),))
    assert seconds_for(of_many) == 3 * seconds_for(task)


@pytest.fixture
def hanging(tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LibreOffice that never ends. Its pipe gives a letter when it runs, and the end when it is gone."""
    program, pipe = tmp_path / "soffice", tmp_path / "pipe"
    os.mkfifo(pipe)
    program.write_text(f"#!/bin/sh\nexec 3> '{pipe}'\nprintf x >&3\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(office.VARIABLE, str(program))
    return pipe


def _laid_out(task: Task) -> list[Result]:
    office.to_pdf([b"en rapport"])
    return _made(task)


def test_stopping_at_once_ends_libreoffice_and_leaves_no_report_behind(hanging: Path, temporary: Path) -> None:
    reader = os.open(hanging, os.O_RDONLY | os.O_NONBLOCK)

    def has_begun() -> bool:
        with suppress(BlockingIOError):
            if os.read(reader, 1):
                HAPPENED.set()
        return HAPPENED.is_set()

    assert told_of(tasks("a"), _laid_out, stop=Stop(at_once=has_begun)) == {}
    assert list(temporary.iterdir()) == []
    os.set_blocking(reader, True)
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_when_the_batch_is_killed_libreoffice_ends_and_no_report_is_left_behind(hanging: Path, temporary: Path) -> None:
    alive, own = os.pipe()
    batch = multiprocessing.get_context("fork").Process(target=told_of, args=(tasks("a"), _laid_out))
    batch.start()
    os.close(own)
    with hanging.open("rb", buffering=0) as reader:
        assert reader.read(1) == b"x"
        batch.kill()
        batch.join()
        assert reader.read(1) == b""
    assert os.read(alive, 1) == b""  # the processes of the batch, which have the other end, are gone
    assert list(temporary.iterdir()) == []
