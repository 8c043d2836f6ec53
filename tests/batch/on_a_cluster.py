"""A batch on a Dask cluster: two worker processes that share no folder with this one, and what goes wrong with them."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from concurrent.futures import BrokenExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import dask
import pytest
from distributed import LocalCluster
from distributed.client import ClosedClientError

from rapportgen.batch import Hands, Watch, cluster, work
from rapportgen.batch.cluster import Cluster, ClusterError, opened_cluster
from rapportgen.batch.remote import make_batch_at
from rapportgen.cli import run
from rapportgen.errors import ReportError
from tests.batch.bygg import Bench, files, statuses
from tests.needs import need_posix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.batch import Result

BOOKS = 6


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A cluster of two processes, at work in folders of their own."""
    own = tmp_path_factory.mktemp("arbeidere")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "5s"}),  # how long one that is gone is looked for
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, processes=True, threads_per_worker=1, dashboard_address=":0", local_directory=str(own)
        ) as found,
    ):
        yield found


def held_up(name: str, marker: str) -> None:
    """Let this process stop for good at the report of a workbook, unless another one has; it writes who it is."""
    draft_report = work.draft_report

    def draft(template: str, workbook: Path, **options: Any) -> Any:
        if workbook.stem == name and not Path(marker).exists():
            Path(f"{marker}.part").write_text(str(os.getpid()), encoding="utf-8")
            Path(f"{marker}.part").replace(marker)
            threading.Event().wait()
        return draft_report(template, workbook, **options)

    work.draft_report = draft  # type: ignore[assignment]


def test_a_worker_that_is_killed_loses_nothing_and_nothing_is_made_twice(
    bench: Bench, tmp_path: Path, workers: Any
) -> None:
    need_posix()
    for number in range(BOOKS):
        bench.book(f"bok{number}", number)
    (bench.books / "skadet.xlsx").write_bytes(b"ikke en arbeidsbok")
    bench.run(out=tmp_path / "her")
    marker, killed, told = tmp_path / "i arbeid", [], Counter[str]()

    def look() -> None:
        if marker.exists() and not killed:
            killed.append(int(marker.read_text(encoding="utf-8")))
            os.kill(killed[0], signal.SIGKILL)

    def tell(result: Result) -> None:
        told[Path(result.job.workbook).stem] += 1

    request = bench.request()._replace(source=f"file://{bench.books}", templates=(f"file://{bench.template}",))
    out = tmp_path / "klyngen"
    with opened_cluster(workers.scheduler_address, f"file://{out}", [request.source]) as executor:
        executor._client.run(held_up, "bok2", str(marker))
        hands, watch = Hands(2, executor), Watch(look=look, tell=tell)
        batch = make_batch_at(request, f"file://{out}", hands=hands, watch=watch)
    assert len(killed) == 1
    assert killed[0] != os.getpid()
    # A report that was made, and whose worker was killed before it could say so, is there already: «uendret».
    made = statuses(batch)
    assert made.pop("skadet") == "feilet"
    assert made["bok2"] == "laget"
    assert set(made.values()) <= {"laget", "uendret"}
    assert set(told.values()) == {1}
    assert len(told) == BOOKS + 1
    assert files(out) == files(tmp_path / "her")


def test_paths_on_a_disk_that_is_shared_need_no_address(bench: Bench, tmp_path: Path, workers: Any) -> None:
    for number in range(2):
        bench.book(f"bok{number}", number)
    bench.run(out=tmp_path / "her")
    workers.wait_for_workers(2)  # one in place of the worker that was killed
    with opened_cluster(workers.scheduler_address, str(bench.out), [str(bench.books)]) as executor:
        assert executor.processes == 2
        bench.run(hands=Hands(executor.processes, executor))
    assert files(bench.out) == files(tmp_path / "her")


def test_what_a_call_raises_is_told_by_its_future(workers: Any) -> None:
    with opened_cluster(workers.scheduler_address) as executor:
        assert executor.submit(divmod, 7, 2).result() == (3, 1)
        with pytest.raises(ZeroDivisionError):
            executor.submit(divmod, 7, 0).result()
    with pytest.raises(BrokenExecutor):
        executor.submit(divmod, 7, 2)


def test_a_cluster_that_goes_as_it_is_asked_is_lost_and_nothing_worse() -> None:
    def submit(*_: Any, **__: Any) -> Any:
        raise ClosedClientError

    client = SimpleNamespace(status="running", nthreads=lambda: {"a": 1}, submit=submit)
    with pytest.raises(BrokenExecutor):
        Cluster(client).submit(divmod, 7, 2)


def test_workers_with_another_version_are_refused(workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "versions_of", lambda names: ["9.9"])
    with pytest.raises(ClusterError, match=r"og denne maskinen 9\.9"), opened_cluster(workers.scheduler_address):
        pass


def test_workers_with_other_code_are_refused(workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "program", lambda: "annen")
    with pytest.raises(ClusterError, match="har en annen utgave av"), opened_cluster(workers.scheduler_address):
        pass


def test_workers_that_do_not_see_the_files_are_refused(workers: Any, tmp_path: Path) -> None:
    sources = [str(tmp_path / "finnes ikke")]
    told = "ser ikke mappene på denne maskinen. Bruk en delt disk, eller adresser"
    with pytest.raises(ClusterError, match=told), opened_cluster(workers.scheduler_address, str(tmp_path), sources):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_ends_every_worker_fails_and_says_why(workers: Any) -> None:
    from distributed.scheduler import KilledWorker

    with opened_cluster(workers.scheduler_address) as executor:
        found = executor.submit(_raise, KilledWorker("rapport", SimpleNamespace(address="tcp://en"), 3))  # type: ignore[arg-type]
        with pytest.raises(ReportError, match="Flere prosesser i klyngen ble stoppet"):
            found.result()


def _raise(error: Exception) -> None:
    raise error


def test_when_the_cluster_is_lost_the_rest_is_made_here(bench: Bench, tmp_path: Path) -> None:
    for number in range(4):
        bench.book(f"bok{number}", number)
    bench.run(out=tmp_path / "her")
    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=1, processes=False, threads_per_worker=1, dashboard_address=":0"
        ) as lost,
        opened_cluster(lost.scheduler_address) as executor,
    ):
        watch = Watch(tell=lambda result: executor._client.close())
        batch = bench.run(hands=Hands(1, executor), watch=watch)
    assert (batch.count("feilet"), batch.left) == (0, 0)
    assert files(bench.out) == files(tmp_path / "her")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "klynge", "tull://x:1"])
def test_a_cluster_that_nobody_reaches_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    with pytest.raises(ClusterError, match="Får ikke kontakt med klyngen på"), opened_cluster(address):
        pass


def test_the_command_line_tells_it_and_makes_nothing(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    bench.book("bok")
    status = run(["batch", str(bench.books), "-o", str(tmp_path / "ut"), "--klynge", "tcp://127.0.0.1:1"])
    assert status == 1
    assert capsys.readouterr().err.startswith("Får ikke kontakt med klyngen på tcp://127.0.0.1:1.")
    assert not (tmp_path / "ut").exists()
