"""A batch on a Dask cluster: two worker processes that share no folder with this one, and what goes wrong with them."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from distributed import LocalCluster

from rapportgen.batch import Hands, Watch, cluster, work
from rapportgen.batch.cluster import ClusterError, Worker, opened_cluster
from rapportgen.batch.remote import make_batch_at
from tests.batch.bygg import Bench, files, statuses
from tests.needs import need_posix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.batch import Result

BOOKS = 6


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A cluster of two processes, at work in folders of their own."""
    own = tmp_path_factory.mktemp("arbeidere")
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, processes=True, threads_per_worker=1, dashboard_address=None, local_directory=str(own)
    ) as found:
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
    bench: Bench, tmp_path: Path, dask: Any
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
    with opened_cluster(dask.scheduler_address, f"file://{out}", [request.source]) as executor:
        executor._client.run(held_up, "bok2", str(marker))
        hands, watch = Hands(2, executor), Watch(look=look, tell=tell)
        batch = make_batch_at(request, f"file://{out}", hands=hands, watch=watch)
    assert len(killed) == 1
    assert killed[0] != os.getpid()
    assert statuses(batch) == {**{f"bok{number}": "laget" for number in range(BOOKS)}, "skadet": "feilet"}
    assert set(told.values()) == {1}
    assert len(told) == BOOKS + 1
    assert files(out) == files(tmp_path / "her")


def test_paths_on_a_disk_that_is_shared_need_no_address(bench: Bench, tmp_path: Path, dask: Any) -> None:
    for number in range(2):
        bench.book(f"bok{number}", number)
    bench.run(out=tmp_path / "her")
    with opened_cluster(dask.scheduler_address, str(bench.out), [str(bench.books)]) as executor:
        assert executor.processes == 2
        bench.run(hands=Hands(executor.processes, executor))
    assert files(bench.out) == files(tmp_path / "her")


def test_what_a_call_raises_is_told_by_its_future(dask: Any) -> None:
    with opened_cluster(dask.scheduler_address) as executor:
        assert executor.submit(divmod, 7, 2).result() == (3, 1)
        with pytest.raises(ZeroDivisionError):
            executor.submit(divmod, 7, 0).result()
    with pytest.raises(BrokenExecutor):
        executor.submit(divmod, 7, 2)


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (Worker("9.9", "x", True), "har rapportgen "),
        (None, "ser ikke mappene på denne maskinen. Bruk en delt disk, eller adresser"),
        (Worker("", "annen", True), "har en annen utgave av rapportgen"),
    ],
)
def test_workers_that_would_make_other_reports_are_refused(
    dask: Any, monkeypatch: pytest.MonkeyPatch, own: Worker | None, message: str
) -> None:
    us = cluster.who_am_i()
    if own is not None:
        found = own if own.version else own._replace(version=us.version)
        monkeypatch.setattr(cluster, "_myself", lambda: found)
    with pytest.raises(ClusterError, match=message), opened_cluster(dask.scheduler_address, "", [_nowhere(own)]):
        pass


def _nowhere(own: Worker | None) -> str:
    return "" if own else "/finnes/ikke/noe/sted"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "klynge", "tull://x:1"])
def test_a_cluster_that_nobody_reaches_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    with pytest.raises(ClusterError, match="Får ikke kontakt med klyngen på"), opened_cluster(address):
        pass
