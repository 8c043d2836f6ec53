"""Many reports in one go: what is made, what is left alone, and what stops nothing."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

from benchmarks.many import FAULTS, make_workbooks
from rapportgen.batch import Hands, Stop, Watch, last_request, run, work
from rapportgen.errors import ReportError
from rapportgen.pipeline import make_report
from rapportgen.word import cache
from tests.batch.bygg import Bench, change, faults, files, happens, statuses, text_of
from tests.word.docx import docx_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rapportgen.batch import Result
    from rapportgen.pipeline import Draft


def test_every_fault_of_forty_workbooks_is_named_and_the_others_are_made(bench: Bench) -> None:
    faulty = make_workbooks(bench.books, 40, every=4)
    batch = bench.run()
    made, failed = statuses(batch), faults(batch)
    assert len(faulty) == len(FAULTS)
    for name, fault in faulty.items():
        stem = name.removesuffix(".xlsx")
        assert made.pop(stem) == ("laget" if FAULTS[fault].is_made else "feilet")
        codes = failed.get(stem) or [p.kode for job, r in batch.reports() if stem in job.workbook for p in r.problems]
        assert FAULTS[fault].code in codes, fault
    assert set(made.values()) == {"laget"}
    assert len(list(bench.out.glob("liten-*.docx"))) == 33


def test_one_process_and_two_give_the_same_files(bench: Bench, tmp_path: Path) -> None:
    make_workbooks(bench.books, 12, every=4)
    bench.run(out=tmp_path / "en", hands=Hands(1))
    bench.run(out=tmp_path / "to", hands=Hands(2))
    assert files(tmp_path / "en") == files(tmp_path / "to")


def test_a_second_run_leaves_all_as_it_is(bench: Bench) -> None:
    for number in range(3):
        bench.book(f"bok{number}", number)
    bench.run()
    before = files(bench.out)
    assert set(statuses(bench.run()).values()) == {"uendret"}
    assert files(bench.out) == before


def test_two_runs_are_not_at_work_in_one_folder(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.book("bok")

    @contextmanager
    def taken(path: Path) -> Iterator[bool]:
        yield path != bench.out / ".rapportgen-batch.lock"

    monkeypatch.setattr(run, "alone", taken)
    with pytest.raises(ReportError, match="En annen kjøring holder på i denne mappen"):
        bench.run()
    assert files(bench.out) == {}


def test_what_cannot_be_understood_of_the_last_run_is_told_and_gone_through_again(bench: Bench) -> None:
    bench.book("bok")
    bench.run()
    journal = bench.out / ".rapportgen-batch.jsonl"
    whole = journal.read_bytes()
    head, _, _ = whole.partition(b"\n")
    journal.write_bytes(head + b'\n{"key": 5}\n')
    batch = bench.run()
    assert [problem.kode for problem in batch.problems] == ["ukjent-kjoering"]
    assert journal.read_bytes() == whole
    assert bench.run().problems == ()


def test_a_second_run_makes_what_is_missing_failed_or_changed(bench: Bench) -> None:
    for number, name in enumerate(("lik", "borte", "endret", "skadet")):
        bench.book(name, number)
    whole = (bench.books / "skadet.xlsx").read_bytes()
    (bench.books / "skadet.xlsx").write_bytes(whole[:900])
    assert statuses(bench.run())["skadet"] == "feilet"
    (bench.books / "skadet.xlsx").write_bytes(whole)
    (bench.out / "liten-borte-2024-2q.docx").unlink()
    change(bench.books / "endret.xlsx", "Prosjekt", "B6", "Styringsgruppen")
    found = statuses(bench.run())
    assert found == {"borte": "laget", "endret": "laget", "lik": "uendret", "skadet": "laget"}
    assert "Til Styringsgruppen" in text_of(bench.out / "liten-endret-2024-2q.docx")


def test_reports_of_earlier_runs_that_nobody_asks_for_are_told_of(bench: Bench) -> None:
    for number, name in enumerate(("a", "b")):
        bench.book(name, number)
    bench.run()
    (bench.books / "a.xlsx").unlink()
    assert [(p.kode, p.melding) for p in bench.run().problems] == [
        ("fra-foer", "«liten-a-2024-2q.docx» er fra en tidligere kjøring, og hører ikke til denne.")
    ]


def test_the_old_files_of_a_report_that_fails_now_are_told_of(bench: Bench) -> None:
    bench.book("a")
    bench.run()
    (bench.books / "a.xlsx").write_bytes(b"skadet")
    assert [(p.kode, p.melding) for p in bench.run().problems] == [
        ("fra-foer", "«liten-a-2024-2q.docx» er fra en tidligere kjøring, og hører ikke til denne.")
    ]


def test_a_report_that_is_kept_because_it_was_edited_is_not_told_of_as_an_old_one(bench: Bench) -> None:
    bench.book("a")
    bench.run()
    (report,) = bench.out.glob("liten-*.docx")
    report.write_bytes(docx_with("egne ord"))
    change(bench.books / "a.xlsx", "Prosjekt", "B6", "Styringsgruppen")
    batch = bench.run()
    assert faults(batch) == {"a": ["endret-for-haand"]}
    assert batch.problems == ()


def test_an_old_pdf_beside_a_new_report_is_told_of(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def finish(drafts: list[Draft], *, pdf: bool) -> list[Draft]:
        return [draft._replace(pdf=b"%PDF-1.6") for draft in drafts] if pdf else drafts

    bench.book("a")
    monkeypatch.setattr(work, "finish_drafts", finish)
    for pdf, told in ((True, []), (True, []), (False, ["fra-foer"])):
        assert [p.kode for p in bench.run(pdf=pdf, hands=Hands(1, ThreadPoolExecutor(1))).problems] == told


def test_two_reports_written_to_one_file_both_fail(bench: Bench, tmp_path: Path) -> None:
    bench.book("bok")
    bench.book("annen", 1)
    liste = tmp_path / "liste.csv"
    rows = ("Arbeidsbok;Utfil", "bøker/bok.xlsx;", "bøker/annen.xlsx;liten-bok-2024-2q.docx")
    liste.write_text("\n".join(rows), encoding="utf-8")
    found = faults(bench.run(liste, quarter=""))
    assert {name: codes[0] for name, codes in found.items()} == {"annen": "samme-fil", "bok": "samme-fil"}


@pytest.mark.parametrize("what", ["mal", "kvartal", "innstillinger", "dato"])
def test_what_all_reports_are_made_of_makes_them_anew(bench: Bench, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.book("bok")
    bench.run()
    drafted: list[str] = []
    happens(monkeypatch, "bok", lambda: drafted.append("bok"))
    hands = Hands(executor=ThreadPoolExecutor(1))
    bench.run(hands=hands)
    assert drafted == []
    if what == "mal":
        bench.template.write_bytes(docx_with("{{ prosjekt.kommune }}"))
    elif what == "innstillinger":
        (bench.books / "rapportgen.toml").write_text("# ny\n", encoding="utf-8")
    changes = {"kvartal": {"quarter": "1. kvartal 2024"}, "dato": {"dato": "2024-08-01"}}.get(what, {})
    bench.run(hands=hands, **changes)
    assert drafted == ["bok"]


def test_the_day_counts_only_where_nothing_else_dates_the_report(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.book("datert")
    change(bench.book("udatert", 1), "Prosjekt", "B8", None)
    bench.run(hands=Hands(1))
    drafted: list[str] = []
    for name in ("datert", "udatert"):
        happens(monkeypatch, name, lambda name=name: drafted.append(name))  # type: ignore[misc]
    bench.run(hands=Hands(executor=ThreadPoolExecutor(1)), today="2024-07-21")
    assert drafted == ["udatert"]


# --- Reports that people have changed ------------------------------------------------------------------------------


def test_a_report_edited_by_hand_is_kept_unless_it_may_be_written_over(bench: Bench) -> None:
    bench.book("bok")
    bench.run()
    report = bench.out / "liten-bok-2024-2q.docx"
    ours = report.read_bytes()
    document = Document(str(report))
    document.add_paragraph("Skrevet for hånd")
    document.save(str(report))
    edited = report.read_bytes()
    batch = bench.run()
    assert statuses(batch) == {"bok": "uendret"}
    assert list(batch.messages.values()) == ["Endret for hånd siden den ble laget, og ikke rørt."]
    change(bench.books / "bok.xlsx", "Prosjekt", "B6", "Andre")
    assert faults(bench.run()) == {"bok": ["endret-for-haand"]}
    assert report.read_bytes() == edited
    assert statuses(bench.run(overwrite=True)) == {"bok": "laget"}
    assert report.read_bytes() not in (ours, edited)


def test_an_overview_edited_by_hand_is_kept_and_the_next_gets_a_number(bench: Bench) -> None:
    bench.book("bok")
    bench.run()
    for ending in ("xlsx", "docx"):
        path = bench.out / f"oversikt.{ending}"
        if ending == "xlsx":
            change(path, "Rapporter", "K1", "Sett av Kari")
        else:
            document = Document(str(path))
            document.save(str(path))
    kept = files(bench.out)
    names = [path.name for path in bench.run().overviews]
    assert names == ["oversikt (2).xlsx", "oversikt (2).docx"]
    assert {name: data for name, data in files(bench.out).items() if name in kept} == kept
    assert [path.name for path in bench.run().overviews] == names


def test_an_overview_that_cannot_be_read_is_kept(bench: Bench) -> None:
    bench.book("bok")
    bench.run()
    with_password = bytes.fromhex("d0cf11e0a1b11ae1") + b"passord"
    (bench.out / "oversikt.xlsx").write_bytes(with_password)
    assert bench.run().overviews[0].name == "oversikt (2).xlsx"
    assert (bench.out / "oversikt.xlsx").read_bytes() == with_password


def test_no_overview_is_overwritten_when_all_names_are_taken(bench: Bench) -> None:
    bench.book("bok")
    bench.out.mkdir()
    names = ["oversikt.xlsx", *(f"oversikt ({number}).xlsx" for number in range(2, 100))]
    for name in names:
        (bench.out / name).write_bytes(b"Karis egen")
    batch = bench.run()
    assert [path.name for path in batch.overviews] == ["oversikt.docx"]
    assert "oversikt-ikke-skrevet" in [problem.kode for problem in batch.problems]
    assert {(bench.out / name).read_bytes() for name in names} == {b"Karis egen"}


def test_a_report_does_not_get_the_name_of_the_overview(bench: Bench) -> None:
    bench.book("bok")
    (bench.books / "rapportgen.toml").write_text('[rapport]\nfilnavn = "{mal}"\n', encoding="utf-8")
    bench.template = bench.template.rename(bench.template.with_name("oversikt.docx"))
    batch = bench.run()
    ((_, record),) = batch.reports()
    assert record.file == "oversikt-bok.docx"
    assert "like-navn" in [problem.kode for problem in record.problems]
    assert "Oversikt over rapporter" in text_of(bench.out / "oversikt.docx")
    assert "Oversikt over rapporter" not in text_of(bench.out / record.file)


def test_a_report_that_has_the_name_of_the_overview_from_before_is_kept(bench: Bench) -> None:
    book = bench.book("bok")
    made = make_report(bench.template, book, out=bench.out / "oversikt.docx")
    before = made.fil.read_bytes()
    assert bench.run().overviews[1].name == "oversikt (2).docx"
    assert made.fil.read_bytes() == before


# --- Stopping and going on -----------------------------------------------------------------------------------------


def test_a_batch_that_is_stopped_keeps_what_is_done_and_goes_on(bench: Bench) -> None:
    for number in range(6):
        bench.book(f"bok{number}", number)
    whole = bench.out.with_name("hele")
    bench.run(out=whole)
    told: list[Result] = []
    watch = Watch(tell=told.append, stop=Stop(lambda: len(told) >= 2))
    batch = bench.run(hands=Hands(1), watch=watch)
    assert 0 < batch.left < 5
    assert len(list(bench.out.glob("liten-*.docx"))) == 6 - batch.left
    assert batch.overviews == ()
    request = last_request(bench.out)
    assert request is not None
    assert request == bench.request()
    bench.run(**request._asdict())
    assert files(bench.out) == files(whole)


def test_there_is_nothing_to_go_on_with_in_an_empty_folder(bench: Bench) -> None:
    assert last_request(bench.out) is None


# --- What it costs -------------------------------------------------------------------------------------------------


def test_a_template_is_compiled_once_in_a_process_even_where_nothing_is_kept_on_disk(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        bench.book(f"bok{number}", number)
    compiled: list[tuple[object, ...]] = []
    compile_package = cache._compile
    monkeypatch.setattr(cache, "_compile", lambda *args: [compiled.append(args), compile_package(*args)][1])
    monkeypatch.setenv("RAPPORTGEN_CACHE", "0")
    bench.run(hands=Hands(1, ThreadPoolExecutor(1)))
    assert [name for _, name, *_ in compiled].count(bench.template.name) == 1


def test_what_comes_back_from_a_process_is_small(bench: Bench) -> None:
    path = bench.book("bok")
    book = openpyxl.load_workbook(path)
    for row in range(2, 2000):
        book["Økonomi"].cell(row, 4, "#REF!")
    book.save(path)
    told: list[Result] = []
    bench.run(watch=Watch(tell=told.append))
    (result,) = told
    assert len(pickle.dumps(result)) < 200_000
    assert result.record.problems[-1].melding.startswith("Det er 1")
