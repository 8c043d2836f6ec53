"""The processes of a Dask cluster as an executor, so that a batch may be made on many machines.

A report whose worker is gone is made by another: Dask runs its task again, and a report is the same however often it
is made. One that ends several workers fails, and says why. A cluster that is lost breaks the executor, and the rest is
made on this machine.
"""

from __future__ import annotations

import logging
import os
import threading
import uuid
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapportgen.batch.addresses import EXTRA, is_address
from rapportgen.batch.fingerprint import program, versions_of
from rapportgen.errors import RapportgenError, ReportError
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SECONDS_TO_CONNECT = 10
_GONE = "the cluster is gone"
_KILLED = (
    "Flere prosesser i klyngen ble stoppet mens de laget rapporten. Det er som regel for lite minne. "
    "Lag den for seg selv, eller gi arbeiderne mer minne."
)


class ClusterError(RapportgenError):
    """A cluster cannot be used."""


class Worker(NamedTuple):
    """What a worker says of itself: the version and the digest of its program, and whether it sees all the files."""

    version: str
    program: str
    sees: bool


class Cluster(Executor):
    """An executor that runs on a Dask cluster. `processes` is how many tasks it runs at a time."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._running: dict[Future[Any], Any] = {}  # Dask forgets a call that nobody holds
        self.processes = max(1, sum(client.nthreads().values()))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a call on some worker; on another one when that is gone. Raises BrokenExecutor without a cluster."""
        from distributed.client import ClosedClientError

        if self._client.status != "running":
            raise BrokenExecutor(_GONE)
        asked: Future[Any] = Future()
        asked.set_running_or_notify_cancel()
        # Not pure: two calls with the same data are two calls, and what was made before is not taken from memory.
        try:
            there = self._running[asked] = self._client.submit(in_turn, fn, *args, **kwargs, pure=False)
        except ClosedClientError as error:  # it went as it was asked
            raise BrokenExecutor(_GONE) from error
        there.add_done_callback(partial(self._answer, asked))
        return asked

    def _answer(self, asked: Future[Any], there: Any) -> None:
        """Hand the outcome of a call over, in the words of this program."""
        from distributed.scheduler import KilledWorker

        self._running.pop(asked, None)
        try:
            result = there.result()
        except KilledWorker:
            asked.set_exception(ReportError(_KILLED))
        except Exception as error:  # noqa: BLE001 - a fault of the call is told by its future
            is_of_the_call = there.status == "error"
            asked.set_exception(error if is_of_the_call else BrokenExecutor(_GONE))
        else:
            asked.set_result(result)


_TURN = threading.Lock()


def in_turn(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """A call made when no other is being made in this process: a worker may have several threads."""
    with _TURN:
        return fn(*args, **kwargs)


@contextmanager
def opened_cluster(address: str, out: str = "", sources: Iterable[str] = ()) -> Iterator[Cluster]:
    """The cluster whose scheduler is at an address, for as long as the block lasts.

    Its workers must see the folder `out` and the files `sources`, those that are paths or «file://» on this machine.
    Raises ClusterError when there is no such cluster, or when its workers have another program or do not see the files.
    """
    try:
        from distributed import Client
    except ImportError:
        message = f"--klynge krever et tillegg. Installer det på alle maskinene med: {EXTRA}"
        raise ClusterError(message) from None
    for name in ("distributed", "distributed.core", "distributed.client", "distributed.comm", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what matters is told by the batch
    try:
        client: Any = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError):  # TypeError and others are faults of our own
        message = f"Får ikke kontakt med klyngen på {address}. Kontroller adressen, og at «dask scheduler» kjører der."
        raise ClusterError(message) from None
    try:
        _check(client, address, out, sources)
        yield Cluster(client)
    finally:
        client.close()


def _check(client: Any, address: str, out: str, sources: Iterable[str]) -> None:
    """Refuse a cluster that would make other reports than this machine, or put them where nobody finds them."""
    paths = [path for source in sources if (path := _on_a_disk(source))]
    with _marked(_on_a_disk(out)) as marks:
        marks += paths
        own = who_am_i()
        try:
            workers = client.run(who_am_i, marks)
        except Exception as error:  # noqa: BLE001 - whatever a worker without our program says
            message = f"Arbeiderne i klyngen kan ikke kjøre rapportgen {own.version} ({type(error).__name__})."
            raise ClusterError(f"{message} Installer den samme versjonen der.") from None
    if not workers:
        raise ClusterError(f"Klyngen på {address} har ingen arbeidere. Start dem med: dask worker {address}")
    for place, worker in workers.items():
        if worker.version != own.version:
            has = f"har rapportgen {worker.version}, og denne maskinen {own.version}"
            raise ClusterError(f"Arbeideren {place} {has}. Installer den samme versjonen begge steder.")
        if worker.program != own.program:
            message = f"Arbeideren {place} har en annen utgave av rapportgen {own.version}, eller av bibliotekene."
            raise ClusterError(f"{message} Installer det samme begge steder.")
        if not worker.sees:
            message = f"Arbeideren {place} ser ikke mappene på denne maskinen."
            raise ClusterError(f"{message} Bruk en delt disk, eller adresser som s3://… og smb://…")


def who_am_i(marks: Iterable[str] = ()) -> Worker:
    """What this process would answer: its program, and whether it sees all of the files."""
    (version,) = versions_of(("rapportgen",))
    return Worker(version, program(), all(os.path.exists(mark) for mark in marks))  # noqa: PTH110


def _on_a_disk(place: str) -> str:
    """The path of a place on a disk; empty for other addresses."""
    if is_address(place):
        scheme, _, path = place.partition("://")
        return path if scheme.lower() in ("file", "local") else ""
    return os.path.realpath(place) if place else ""


@contextmanager
def _marked(folder: str) -> Iterator[list[str]]:
    """A file in a folder, or the nearest one above it that is there, by which a worker knows that it is the same."""
    if not folder:
        yield []
        return
    nearest = next(place for place in (Path(folder), *Path(folder).parents) if place.is_dir())
    mark = nearest / f".rapportgen-{uuid.uuid4().hex}"
    try:
        mark.touch(exist_ok=False)
    except OSError:
        yield [str(nearest)]  # the batch will tell that nothing can be written there
        return
    try:
        yield [str(mark)]
    finally:
        mark.unlink(missing_ok=True)
