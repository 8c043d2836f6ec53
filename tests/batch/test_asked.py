"""What is said of reports besides their workbooks: by a manifest, by a kommune, by the calendar."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from rapportgen.batch.ordered import jobs_of_manifest
from tests.batch.bygg import Bench, change, statuses, text_of
from tests.no_access import close
from tests.word.docx import docx_with

if TYPE_CHECKING:
    from pathlib import Path


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


def test_a_workbook_that_is_out_of_reach_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    liste = tmp_path / "liste.csv"
    liste.write_text("Arbeidsbok\nbøker/bok.xlsx\n", encoding="utf-8")
    close(monkeypatch, tmp_path / "bøker")
    ((job,), _) = jobs_of_manifest(liste, ("statusside",), "")
    (fault,) = job.faults
    assert (fault.sted, fault.melding) == (
        "liste!A2",
        "«bøker/bok.xlsx» kan ikke leses: den er åpen i et annet program, eller du har ikke tilgang der.",
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("egen", "Malen «egen» finnes ikke. Mente du «egen.docx»?"),
        ("egn.docx", "Malen finnes ikke. Mente du «egen.docx»?"),
        ("statusida", "Malen «statusida» finnes ikke. Mente du «statusside»?"),
    ],
)
def test_a_misspelt_template_may_be_a_file_beside_the_list(tmp_path: Path, typed: str, told: str) -> None:
    (tmp_path / "egen.docx").touch()
    (tmp_path / "bok.xlsx").touch()
    (tmp_path / "liste.csv").write_text(f"Arbeidsbok;Mal\nbok.xlsx;{typed}\n", "utf-8")
    ((job,), _) = jobs_of_manifest(tmp_path / "liste.csv", (), "")
    assert [fault.melding for fault in job.faults] == [told]


def test_a_link_that_leads_nowhere_is_told_as_one_and_never_proposed(tmp_path: Path) -> None:
    (tmp_path / "ring.xlsx").symlink_to("ring.xlsx")
    (tmp_path / "liste.csv").write_text("Arbeidsbok;Mal\nring.xlsx;statusside\nringg.xlsx;statusside\n", "utf-8")
    jobs, _ = jobs_of_manifest(tmp_path / "liste.csv", (), "")
    assert [(fault.melding, fault.forslag) for job in jobs for fault in job.faults] == [
        ("«ring.xlsx» er en lenke som ikke fører til noen fil.", ""),
        ("«ringg.xlsx» finnes ikke.", ""),
    ]


@pytest.mark.parametrize("words", ["x", "august", "20.8"])
def test_a_meeting_without_a_day_is_told_and_left_out(bench: Bench, tmp_path: Path, words: str) -> None:
    bench.book("bok")
    liste = tmp_path / "liste.csv"
    liste.write_text(f"Arbeidsbok;Utvalg;Møtedato\nbøker/bok.xlsx;Formannskapet;{words}\n", encoding="utf-8")
    ((_, record),) = bench.run(liste).reports()
    told = [problem.melding for problem in record.problems if problem.sted == "liste!C2"]
    assert told == [f"«{words}» er ikke en dato, så rapporten får ingen møtedato."]
    assert "Formannskapet –, sak" in text_of(bench.out / "liten-bok-2024-2q.docx")


def test_an_address_in_a_list_that_is_a_path_is_told_as_one(bench: Bench, tmp_path: Path) -> None:
    bench.book("bok")
    liste = tmp_path / "liste.csv"
    liste.write_text(f"Arbeidsbok;Mal\n{(bench.books / 'bok.xlsx').as_uri()};\nbøker/bok.xlsx;s3://a/b.docx\n", "utf-8")
    told = [problem for _, record in bench.run(liste).reports() for problem in record.problems]
    assert [(problem.kode, problem.sted) for problem in told] == [
        ("mangler-arbeidsbok", "liste!A2"),
        ("ukjent-mal", "liste!B3"),
    ]
    assert all("er en adresse. Adresser i listen virker når" in problem.melding for problem in told)


def test_what_is_mended_in_the_list_is_told_no_more_and_what_is_moved_is_told_of_where_it_is(
    bench: Bench, tmp_path: Path
) -> None:
    bench.book("bok0")
    bench.book("bok1", 1)
    liste = tmp_path / "liste.csv"
    head, date, access = "Arbeidsbok;Møtedato;Tilgang", "bøker/bok0.xlsx;{};", "bøker/bok1.xlsx;;Unntatt offentlighet"

    def told(*lines: str) -> dict[str, list[str]]:
        liste.write_text("\n".join([head, *lines]), encoding="utf-8")
        batch = bench.run(liste)
        assert set(statuses(batch).values()) <= {"laget", "uendret"}
        return {
            job.stem: [problem.sted for problem in record.problems if job.is_of_list(problem)]
            for job, record in batch.reports()
        }

    assert told(date.format("31.02.2024"), access) == {"bok0": ["liste!B2"], "bok1": ["liste.csv, rad 3"]}
    assert told(access, date.format("31.02.2024")) == {"bok0": ["liste!B3"], "bok1": ["liste.csv, rad 2"]}
    assert told(access, date.format("")) == {"bok0": [], "bok1": ["liste.csv, rad 2"]}


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


@pytest.mark.parametrize(("on_disk", "in_list"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_workbook_is_found_however_its_letters_are_composed(bench: Bench, on_disk: str, in_list: str) -> None:
    bench.book(unicodedata.normalize(on_disk, "årsbok"))
    liste = bench.books / "liste.csv"
    name = unicodedata.normalize(in_list, "årsbok")
    liste.write_text(f"Arbeidsbok;Utfil\n{name}.xlsx;rapport\n", encoding="utf-8")
    assert list(statuses(bench.run(liste)).values()) == ["laget"]


def test_a_folder_of_reports_may_not_be_named_as_a_file(bench: Bench) -> None:
    bench.book("bok")
    liste = bench.books / "liste.csv"
    liste.write_text("Arbeidsbok;Utfil\nbok.xlsx;a.docx/x\nbok.xlsx;a.docx\n", encoding="utf-8")
    refused, made = (record for _, record in bench.run(liste).reports())
    assert [problem.kode for problem in refused.problems] == ["ugyldig-utfil"]
    assert (made.status, made.file) == ("laget", "a.docx")
