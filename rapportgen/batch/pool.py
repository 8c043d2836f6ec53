"""Processes that make reports, and what is done when one of them is killed, runs out of memory, or never ends.

Any `concurrent.futures.Executor` will do. When one breaks, nobody knows which of the reports it was making is to blame:
each of them is then made alone, in a process of its own, and the one that ends it again is the one that fails.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, nullcontext, suppress
from importlib import import_module
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.batch.fingerprint import program
from rapportgen.batch.jobs import Result
from rapportgen.batch.work import Task, failed, make_reports
from rapportgen.named import NamedTuple
from rapportgen.problems import feil
from rapportgen.stopping import stop_signals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    from rapportgen.batch.jobs import Job

Maker = Callable[[Task], list[Result]]
"""What makes the reports of a task; it travels to the process that does."""

SECONDS_BETWEEN_LOOKS = 0.25
SECONDS_FOR_A_REPORT = 120
SECONDS_FOR_OFFICE = 600
SECONDS_TO_LEAVE = 2
MOST_PROCESSES = 61  # what Windows can wait for
_MADE_BETWEEN_SEARCHES = 10_000
"""How many more objects there are when Python next looks for garbage: after some ten reports, for each leaves some
hundreds of small ones. Of its own accord it looks at the end of each report, which is a fiftieth of the work."""
_KILLED = (
    "Prosessen som laget rapporten, ble stoppet av maskinen. Det er som regel for lite minne. "
    "Lukk andre programmer, og prøv igjen."
)
_NO_ROOM = (MemoryError, OSError, RuntimeError, SystemError)
"""What comes where the machine has no room for another process or thread; Python says RuntimeError of threads, and
SystemError where it has no room for the error itself."""
_OVERDUE = "Rapporten ble ikke ferdig i tide, og er stoppet."


class Stop(NamedTuple):
    """Whether to stop: `gently` when the reports in hand are done, `at_once` without them."""

    gently: Callable[[], bool] = lambda: False
    at_once: Callable[[], bool] = lambda: False

    def is_asked_for(self) -> bool:
        """Whether nothing more is to be begun."""
        return self.gently() or self.at_once()


NEVER = Stop()


def run_tasks(
    tasks: Iterable[Task],
    tell: Callable[[list[Result]], None],
    *,
    processes: int,
    executor: Executor | None = None,
    make: Maker = make_reports,
    stop: Stop = NEVER,
    look: Callable[[], None] = lambda: None,
) -> None:
    """Run the tasks with `make`, and `tell` what came of each as soon as it is known.

    They run in `executor`, else in so many processes of our own; when that executor breaks, in no more than there are
    cores here. `look` is called now and then.
    """
    waiting = deque(tasks)
    while waiting and not stop.is_asked_for():
        with nullcontext(executor) if executor is not None else _own_processes(min(processes, len(waiting))) as pool:
            suspects = _together(waiting, pool, make, processes, tell, stop, look)
        if executor is not None:  # one that has broken stays so
            executor, processes = None, min(processes, cores())
        _alone(suspects, make, tell, stop, look)


def cores() -> int:
    """How many processes may run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Processes(ProcessPoolExecutor):
    """Processes of our own. `are_lost`: a thread here that hands them their work has ended, and nothing more comes."""

    are_lost = False


@contextmanager
def _own_processes(count: int) -> Iterator[Executor]:
    """Processes of our own, gone when the block ends, with whatever they are doing."""
    before = set(multiprocessing.active_children())
    context = _context()
    told, telling = context.Pipe(duplex=False)
    executor = _Processes(
        min(count, MOST_PROCESSES), mp_context=context, initializer=_prepare, initargs=(told, telling)
    )
    try:
        with _noticing_lost_threads(executor):
            yield executor
    finally:
        telling.close()
        told.close()
        _see_out(set(multiprocessing.active_children()) - before)
        if (results := getattr(executor, "_result_queue", None)) is not None:
            results._writer.close()  # so that half a result, whose writer is gone, is an end and is not waited for
        with suppress(RuntimeError):  # its thread was never started
            executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _noticing_lost_threads(executor: _Processes) -> Iterator[None]:
    """A block in which a thread that ends by an error is noted; that there is no room is told with the reports."""
    usual = threading.excepthook

    def lost(told: threading.ExceptHookArgs) -> None:
        executor.are_lost = True
        if not issubclass(told.exc_type, _NO_ROOM):
            usual(told)

    threading.excepthook = lost
    try:
        yield
    finally:
        threading.excepthook = usual


def _see_out(processes: Iterable[BaseProcess]) -> None:
    """Let processes that have been told to leave do so, and end those that do not.

    Otherwise the executor waits for all when one is gone, and they may wait for what that one held.
    """
    last = time.monotonic() + SECONDS_TO_LEAVE
    for process in processes:
        process.join(max(0.0, last - time.monotonic()))
        process.kill()


def _context() -> BaseContext:
    """How processes are started: copied where that is safe, with the templates that are ready; else from the start."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    if is_safe:
        _get_ready()
    return multiprocessing.get_context("fork" if is_safe else "spawn")


def _get_ready() -> None:
    """Do what every process that makes reports would do first, so that those that are copied have it done."""
    for module in ("excel.read", "presentation", "word.render", "word.ooxml.verify", "word.office.finish"):
        import_module(f"rapportgen.{module}")
    program()


def _prepare(told: Connection, telling: Connection) -> None:
    """Leave stopping to the process that started this one: go when it closes its end of the pipe, or is gone.

    It is also left to tell why nothing came of this one: Python would print how it fell.
    """
    try:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process lasts
        telling.close()  # our copy of its end
        gc.freeze()  # what was copied is kept, and is never looked through for garbage
        gc.set_threshold(_MADE_BETWEEN_SEARCHES)
        for number in stop_signals():
            with suppress(ValueError):  # not in the main thread, where signals do not come anyway
                signal.signal(number, signal.SIG_IGN)
        threading.Thread(target=_leave_when_told, args=(told,), daemon=True).start()
    except _NO_ROOM:
        os._exit(1)


def _leave_when_told(told: Connection) -> None:
    parent = multiprocessing.parent_process()
    connection.wait([told, parent.sentinel] if parent is not None else [told])
    try:
        from rapportgen.word.office.office import end_running

        end_running()
    finally:
        os._exit(1)  # files are written whole or not at all, so nothing is lost by leaving at once


# --- Many at a time ------------------------------------------------------------------------------------------------


def _together(
    waiting: deque[Task],
    pool: Executor,
    make: Maker,
    processes: int,
    tell: Callable[[list[Result]], None],
    stop: Stop,
    look: Callable[[], None],
) -> list[Task]:
    """Run the tasks until none is waiting or the pool breaks; those that were running then are given back."""
    running: dict[Future[list[Result]], Task] = {}
    clock = _Clock()
    while running or (waiting and not stop.is_asked_for()):
        while waiting and len(running) <= processes and not stop.is_asked_for():
            try:
                running[pool.submit(make, waiting[0])] = waiting[0]
            except _NO_ROOM:  # or broken, which is a RuntimeError
                return list(running.values()) or [waiting.popleft()]
            waiting.popleft()
        done, _ = wait(running, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
        look()
        ended = [(future, running.pop(future)) for future in done]
        broken = [task for future, task in ended if not _taken(future, task, tell)]
        if broken or getattr(pool, "are_lost", False):
            return [*broken, *running.values()]
        clock.restart_if(bool(done))
        if stop.at_once() or clock.is_over(running.values()):
            return [] if stop.at_once() else list(running.values())
    return []


def _taken(future: Future[list[Result]], task: Task, tell: Callable[[list[Result]], None]) -> bool:
    """Tell what came of a task; False when nobody knows, because its process is gone."""
    try:
        results = future.result()
    except BrokenExecutor:
        return False
    except Exception as error:  # noqa: BLE001 - whatever an executor raises is about this task alone
        results = [failed(job, task.options, error) for job in task.jobs]
    tell(results)
    return True


class _Clock:
    """How long it is since anything was done."""

    def __init__(self) -> None:
        self.since = time.monotonic()

    def restart_if(self, is_done: bool) -> None:
        if is_done:
            self.since = time.monotonic()

    def is_over(self, running: Collection[Task]) -> bool:
        """Whether none of what is running has been done within its time; what is done already is not late."""
        return bool(running) and time.monotonic() - self.since > max(map(seconds_for, running))


def seconds_for(task: Task) -> float:
    """How long a task may take before it is given up. LibreOffice has limits of its own, which are shorter."""
    workbooks = sum(len(job.workbooks) or 1 for job in task.jobs)
    return SECONDS_FOR_A_REPORT * workbooks + SECONDS_FOR_OFFICE * task.uses_office


# --- One at a time -------------------------------------------------------------------------------------------------


def _alone(
    suspects: Iterable[Task],
    make: Maker,
    tell: Callable[[list[Result]], None],
    stop: Stop,
    look: Callable[[], None],
) -> None:
    """Make each report of these tasks in a process that makes no other."""
    for task in suspects:
        for job, known in zip(task.jobs, task.known, strict=True):
            result = _result_alone(job, task._replace(jobs=(job,), known=(known,)), make, stop, look)
            if result is None:
                return
            tell([result])


def _result_alone(job: Job, task: Task, make: Maker, stop: Stop, look: Callable[[], None]) -> Result | None:
    """What came of a report in a process of its own; None when somebody asked to stop before it was made."""
    waiting = deque([task])
    results: list[Result] = []
    clock = _Clock()
    with _own_processes(1) as pool:
        left = _together(waiting, pool, make, 1, results.extend, stop, look)
        is_late = clock.is_over([task])
    if results:
        return results[0]
    if not left:
        return None
    code, message = ("tidsgrense", _OVERDUE) if is_late else ("avbrutt", _KILLED)
    return failed(job, task.options, [feil(code, Path(job.workbook).name, message)])
