"""Processes that are killed while others are at work, and stopping: what is told of each report, and what is left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing import connection
from typing import TYPE_CHECKING, Any

import pytest

from rapportgen.batch import pool
from rapportgen.batch.jobs import Job, Options, Record, Result
from rapportgen.batch.pool import run_tasks
from rapportgen.batch.work import Task
from tests.needs import need_posix

if TYPE_CHECKING:
    from collections.abc import Callable

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
