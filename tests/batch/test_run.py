"""Many reports in one go: what is made, what is left alone, and what stops nothing."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import re
import signal
import threading
import zipfile
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import openpyxl
import pytest
from docx import Document

from benchmarks.many import FAULTS, make_workbooks
from rapportgen.batch import Hands, Stop, Watch, last_request, pool, run, work
from rapportgen.errors import ReportError
from rapportgen.word import cache
from tests.batch.bygg import Bench, faults, files, happens, statuses
from tests.needs import need_posix, needs_office
from tests.word.docx import docx_with
from tests.word.judge import judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rapportgen.batch import Result


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def change(path: Path, title: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    book[title][cell] = value
    book.save(path)


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


# --- Processes that end too soon, or never -------------------------------------------------------------------------


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
    monkeypatch.setattr(pool, "SECONDS_FOR_A_REPORT", 1.5)
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


# --- What a manifest says ------------------------------------------------------------------------------------------


def test_what_a_manifest_says_of_a_report_is_in_it(bench: Bench, tmp_path: Path) -> None:
    bench.book("bok")
    liste = tmp_path / "liste.csv"
    liste.write_text(
        "Arbeidsbok;Mal;Kvartal;Mottaker;Utvalg;Møtedato;Saksnummer;Utfil\n"
        "bøker/bok.xlsx;liten.docx;2Q24;Formannskapet;Formannskapet;19.09.2024;2024/99;sak 99\n",
        encoding="utf-8",
    )
    batch = bench.run(liste, templates=(), quarter="")
    assert statuses(batch) == {"bok": "laget"}
    text = text_of(bench.out / "sak 99.docx")
    assert "Til Formannskapet, Formannskapet 19.09.2024, sak 2024/99" in text


def test_without_a_manifest_its_fields_are_missing_values(bench: Bench) -> None:
    bench.book("bok")
    bench.run()
    assert "Til Kommunedirektøren, – –, sak –" in text_of(bench.out / "liten-bok-2024-2q.docx")


def test_a_changed_row_makes_its_report_anew_and_no_other(bench: Bench, tmp_path: Path) -> None:
    for number in range(2):
        bench.book(f"bok{number}", number)
    liste = tmp_path / "liste.csv"
    rows = "Arbeidsbok;Mottaker\nbøker/bok0.xlsx;Formannskapet\nbøker/bok1.xlsx;{}\n"
    liste.write_text(rows.format("Formannskapet"), encoding="utf-8")
    bench.run(liste)
    liste.write_text(rows.format("Kommunestyret"), encoding="utf-8")
    assert statuses(bench.run(liste)) == {"bok0": "uendret", "bok1": "laget"}


def test_a_row_with_a_fault_fails_and_the_others_are_made(bench: Bench, tmp_path: Path) -> None:
    bench.book("bok")
    liste = tmp_path / "liste.csv"
    liste.write_text(
        "Arbeidsbok;Mal;Kvartal;Utfil\nbøker/bok.xlsx;;;\nbøker/bokk.xlsx;;;\nbøker/bok.xlsx;kvartalsraport;;\n"
        "bøker/bok.xlsx;;7Q 2024;\nbøker/bok.xlsx;;;../ut.docx\n",
        encoding="utf-8",
    )
    batch = bench.run(liste)
    failed = [record.problems[0] for _, record in batch.reports() if record.status == "feilet"]
    assert [(problem.kode, problem.sted) for problem in failed] == [
        ("mangler-arbeidsbok", "liste!A3"),
        ("ukjent-mal", "liste!B4"),
        ("ugyldig-kvartal", "liste!C5"),
        ("ugyldig-utfil", "liste!D6"),
    ]
    assert failed[0].forslag == "Mente du «bok.xlsx»?"
    assert "Mente du «kvartalsrapport»?" in failed[1].melding
    assert batch.count("laget") == 1


# --- The settings of a kommune -------------------------------------------------------------------------------------


def settings(bench: Bench, text: str) -> None:
    (bench.books / "rapportgen.toml").write_text(text, encoding="utf-8")


def test_a_pattern_names_the_reports_and_those_it_names_alike_are_told_apart(bench: Bench) -> None:
    for name in ("a", "b"):
        change(bench.book(name), "Prosjekt", "B2", "Nordvik kommune")
    change(bench.book("c"), "Prosjekt", "B2", "Sørfjord kommune")
    settings(bench, '[rapport]\nfilnavn = "{kommune}-{mal}-{kvartal}"\n')
    batch = bench.run()
    assert sorted(record.file for _, record in batch.reports()) == [
        "Nordvik kommune-liten-2024-2q-a.docx",
        "Nordvik kommune-liten-2024-2q-b.docx",
        "Sørfjord kommune-liten-2024-2q.docx",
    ]
    assert set(statuses(bench.run()).values()) == {"uendret"}


def test_a_template_of_the_kommune_goes_before_a_shipped_one_of_that_name(bench: Bench) -> None:
    bench.book("bok")
    (bench.books / "maler").mkdir()
    (bench.books / "maler" / "statusside.docx").write_bytes(docx_with("Vår egen for {{ prosjekt.kommune }}"))
    settings(bench, '[maler]\nmappe = "maler"\n')
    bench.run(templates=("statusside",))
    assert text_of(bench.out / "statusside-bok-2024-2q.docx").startswith("Vår egen for ")


def test_settings_with_faults_fail_the_reports_with_their_lines(bench: Bench) -> None:
    bench.book("bok")
    settings(bench, '[rapport]\nfilnavnn = "{kommune}"\n')
    ((_, record),) = bench.run().reports()
    assert record.status == "feilet"
    assert record.problems[0].sted.startswith("rapportgen.toml, linje 2")


# --- Warnings about time -------------------------------------------------------------------------------------------


def test_another_quarter_than_the_workbook_says_is_a_warning(bench: Bench) -> None:
    bench.book("bok")
    ((_, record),) = bench.run(quarter="1. kvartal 2024").reports()
    assert [p.melding for p in record.problems if p.kode == "annet-kvartal"] == [
        "Rapporten gjelder 1. kvartal 2024, men «Rapportkvartal» i arbeidsboken er 2. kvartal 2024."
    ]


@pytest.mark.parametrize(("saved", "found"), [("2024-06-29", ["bok.xlsx"]), ("2024-07-02", [])])
def test_a_workbook_older_than_the_end_of_the_quarter_is_a_warning(bench: Bench, saved: str, found: list[str]) -> None:
    path = bench.book("bok")
    book = openpyxl.load_workbook(path)
    book.properties.creator = "Kari Eksempel"
    book.save(path)
    save_on(path, saved)
    ((_, record),) = bench.run().reports()
    assert [p.sted for p in record.problems if p.kode == "gammel-arbeidsbok"] == found


def save_on(path: Path, day: str) -> None:
    """Let the workbook say that it was saved on this day."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    core = members["docProps/core.xml"].decode()
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{day}T10:00:00Z", core)
    members["docProps/core.xml"] = core.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


# --- The overview --------------------------------------------------------------------------------------------------


def test_the_overview_says_what_to_mend_where_and_who_does_it(bench: Bench) -> None:
    faulty = make_workbooks(bench.books, 40, every=4)
    bench.run()
    book = openpyxl.load_workbook(bench.out / "oversikt.xlsx")
    reports = list(book["Rapporter"].iter_rows(min_row=2, values_only=True))
    assert len(reports) == 40
    assert [row[4] for row in reports].count("Feilet") == 7
    assert book["Rapporter"]["A2"].hyperlink.target == "liten-prosjekt-000-2024-2q.docx"
    lacks = list(book["Mangelliste"].iter_rows(min_row=2, values_only=True))
    assert {name for name, *_ in lacks} >= set(faulty)
    (error,) = [row for row in lacks if row[:3] == ("prosjekt-030.xlsx", "Økonomi", "D2")]
    assert error[3] == "Feil"
    assert error[6] in {"Kari Eksempel", "Ola Prøve", "Anne Mønster", "Nils Utkast", "Elle Prøve"}
    document = bench.out / "oversikt.docx"
    assert judge(document.read_bytes()) == []
    assert "33 av 40 rapporter er laget." in text_of(document)


def test_links_of_the_overview_lead_to_cells(bench: Bench) -> None:
    path = bench.book("bok")
    change(path, "Risiko", "C2", "Hø")
    bench.run()
    sheet = openpyxl.load_workbook(bench.out / "oversikt.xlsx")["Mangelliste"]
    link = sheet["C2"].hyperlink
    assert (sheet["C2"].value, link.location) == ("C2", "'Risiko'!C2")
    assert link.target == "../b%C3%B8ker/bok.xlsx"


# --- LibreOffice ---------------------------------------------------------------------------------------------------


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


# --- What it costs -------------------------------------------------------------------------------------------------


def test_a_template_is_compiled_once_in_a_process_even_where_nothing_is_kept_on_disk(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        bench.book(f"bok{number}", number)
    compiled: list[object] = []
    compile_package = cache._compile
    monkeypatch.setattr(cache, "_compile", lambda *args: [compiled.append(args), compile_package(*args)][1])
    monkeypatch.setenv("RAPPORTGEN_CACHE", "0")
    bench.run(hands=Hands(1, ThreadPoolExecutor(1)))
    assert [str(source) for source, *_ in compiled].count(str(bench.template)) == 1


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
