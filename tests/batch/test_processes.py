"""Processes that end too soon, or never: they fail their report and no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import openpyxl
import pytest

from rapportgen.batch import Hands, pool, run, work
from tests.batch.bygg import Bench, change, faults, files, happens, statuses
from tests.needs import need_posix, needs_office
from tests.word.docx import docx_with
from tests.word.judge import judge

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("processes", [1, 2])
def test_a_process_that_is_killed_fails_its_report_and_no_other(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    need_posix()
    for number, name in enumerate(("a", "b", "syk", "c", "d", "e")):
        bench.book(name, number)
    happens(monkeypatch, "syk", lambda: os.kill(os.getpid(), signal.SIGKILL))
    batch = bench.run(hands=Hands(processes))
    assert faults(batch) == {"syk": ["avbrutt"]}
    assert [status for name, status in statuses(batch).items() if name != "syk"].count("feilet") == 0
    assert len(list(bench.out.glob("liten-*.docx"))) == 5


def test_too_little_memory_fails_the_report_and_no_other(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    need_posix()

    def fail() -> None:
        raise MemoryError

    bench.book("stor")
    bench.book("liten", 1)
    happens(monkeypatch, "stor", fail)
    assert faults(bench.run()) == {"stor": ["for-lite-minne"]}


def test_a_report_that_never_ends_is_given_up_and_the_others_are_made(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_posix()
    for number, name in enumerate(("a", "evig", "b")):
        bench.book(name, number)
    happens(monkeypatch, "evig", threading.Event().wait)  # type: ignore[arg-type]
    monkeypatch.setattr(pool, "SECONDS_FOR_A_REPORT", 4)
    batch = bench.run()
    assert faults(batch) == {"evig": ["tidsgrense"]}
    assert statuses(batch) == {"a": "laget", "b": "laget", "evig": "feilet"}


def test_a_fault_of_the_template_fails_its_reports_with_the_reason(bench: Bench) -> None:
    bench.book("bok")
    bench.template.write_bytes(docx_with("{{ prosjekt.finnes_ikke }}"))
    batch = bench.run(templates=(str(bench.template), "statusside"))
    ((_, record),) = ((job, record) for job, record in batch.reports() if record.status == "feilet")
    assert [(p.kode, p.sted.partition(":")[0]) for p in record.problems] == [("ukjent-felt", "liten.docx")]
    assert (bench.out / "statusside-bok-2024-2q.docx").exists()


def test_processes_that_start_anew_make_the_same_files(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.book("bok")
    bench.run(out=tmp_path / "kopiert")
    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context("spawn"))
    bench.run(out=tmp_path / "ny")
    assert files(tmp_path / "kopiert") == files(tmp_path / "ny")


@pytest.mark.parametrize("name", ["a & b <c>", "100 % #1", "Várjjat (kopi)", "'sitat'", os.fsdecode(b"rar\xff")])
def test_any_name_of_a_file_will_do(bench: Bench, name: str) -> None:
    need_posix()
    change(bench.book(name), "Risiko", "C2", "Hø")
    ((_, record),) = bench.run().reports()
    assert record.file == f"liten-{name}-2024-2q.docx"
    assert (bench.out / record.file).exists()
    sheet = openpyxl.load_workbook(bench.out / "oversikt.xlsx")["Rapporter"]
    assert os.fsdecode(unquote_to_bytes(sheet["A2"].hyperlink.target)) == record.file
    assert judge((bench.out / "oversikt.docx").read_bytes()) == []
    assert statuses(bench.run()) == {name: "uendret"}


class Breaks(Executor):
    """An executor whose workers are all gone."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor("borte"))
        return future


@pytest.mark.parametrize("make", [lambda: ThreadPoolExecutor(2), Breaks])
def test_any_executor_will_do_even_one_that_breaks(bench: Bench, make: Any) -> None:
    for number in range(3):
        bench.book(f"bok{number}", number)
    with make() as executor:
        batch = bench.run(hands=Hands(executor=executor))
    assert set(statuses(batch).values()) == {"laget"}


class AtOnce(Executor):
    """An executor that has done what it is given when it is asked again: nothing is ever running."""

    def __init__(self) -> None:
        self.done = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        self.done += 1
        return future


def test_an_executor_makes_all_reports_also_when_several_are_done_at_the_same_time(bench: Bench) -> None:
    for number in range(5):
        bench.book(f"bok{number}", number)
    executor = AtOnce()
    batch = bench.run(hands=Hands(1, executor))
    assert set(statuses(batch).values()) == {"laget"}
    assert executor.done == 5


def test_what_stops_reports_together_stops_only_the_one_to_blame(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate(("a", "syk", "b")):
        bench.book(name, number)

    def finish(drafts: Any, *, pdf: bool = False) -> Any:
        if any(draft.workbook_path.stem == "syk" for draft in drafts):
            raise ValueError
        return drafts

    monkeypatch.setattr(work, "finish_drafts", finish)
    monkeypatch.setattr(run, "MOST_TOGETHER", 3)
    batch = bench.run(pdf=True, hands=Hands(1, ThreadPoolExecutor(1)))
    assert statuses(batch) == {"a": "laget", "b": "laget", "syk": "feilet"}
    assert faults(batch)["syk"][0] == "uventet-feil"


@needs_office
def test_reports_with_contents_and_pdf_are_finished_together_and_left_alone_next_time(
    bench: Bench, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("moskenes", "karasjok"):
        (bench.books / f"{name}.xlsx").write_bytes((samples / f"{name}.xlsx").read_bytes())
    batch = bench.run(templates=("mandat",), pdf=True)
    assert statuses(batch) == {"karasjok": "laget", "moskenes": "laget"}
    assert [record.pdf for _, record in batch.reports()] == ["mandat-karasjok.pdf", "mandat-moskenes.pdf"]
    assert statuses(bench.run(templates=("mandat",), pdf=True)) == {"karasjok": "uendret", "moskenes": "uendret"}
    (bench.out / "mandat-moskenes.pdf").unlink()
    assert statuses(bench.run(templates=("mandat",), pdf=True)) == {"karasjok": "uendret", "moskenes": "laget"}


def test_a_conversion_that_fails_is_tried_again_and_one_without_libreoffice_is_not(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_posix()
    bench.book("bok")
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    office.chmod(0o755)
    for setting, second in ((str(office), ["bok", "bok"]), ("0", ["bok"])):
        monkeypatch.setenv("RAPPORTGEN_SOFFICE", setting)
        drafted: list[str] = []
        with monkeypatch.context() as patch:
            happens(patch, "bok", lambda drafted=drafted: drafted.append("bok"))  # type: ignore[misc]
            for _ in range(2):
                batch = bench.run(pdf=True, hands=Hands(1, ThreadPoolExecutor(1)))
        assert drafted == second
        ((_, record),) = batch.reports()
        assert "pdf-ikke-laget" in [problem.kode for problem in record.problems]
        assert (bench.out / record.file).exists()
