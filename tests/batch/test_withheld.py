"""What is sent around with the reports of a batch gives away nothing that the reports keep to themselves."""

from __future__ import annotations

import csv
import json
import zipfile
from typing import TYPE_CHECKING

import openpyxl

from tests.batch.bygg import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.batch.bygg import Bench

NAME, NUMBER = "Ola Skjultmann", "01017012345"
BOTH = f"{NAME} {NUMBER}"
MEMBERS = [["Navn", "Rolle", "Vises i rapport"], [NAME, "Rådgiver", "nei"]]


def secretive(path: Path, *, status: str = "Pågår", **project: str) -> Path:
    """The workbook with a hidden member, and one row with this status; `project` is put in sheet Prosjekt."""
    book = openpyxl.load_workbook(path)
    if "Deltakere" in book:
        del book["Deltakere"]
    sheet = book.create_sheet("Deltakere")
    for row in MEMBERS:
        sheet.append(row)
    tasks = book["Tiltak"]
    (column,) = [cell.column for row in tasks.iter_rows(max_row=3) for cell in row if cell.value == "Status"]
    tasks.cell(tasks.max_row, column).value = status
    for name, text in project.items():
        book["Prosjekt"].append([name, text])
    book.save(path)
    return path


def leaked(folder: Path) -> set[str]:
    """The files of a folder that hold the name or the number, in their names or in any part of them."""
    found = set()
    for path in folder.iterdir():
        held = path.name
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                held += "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        else:
            held += path.read_text(encoding="utf-8")
        found |= {path.name} if "Skjultm" in held or NUMBER in held else set()
    return found


def test_neither_overview_nor_journal_quotes_a_hidden_name_or_a_number(bench: Bench) -> None:
    secretive(bench.book("skjult"), status=f"{BOTH} er på saken, og det er {NAME} som sier at han er ferdig med den")
    batch = bench.run()
    ((_, record),) = batch.reports()
    assert [p.kode for p in record.problems if "Rådgiver [fødselsnummer fjernet]" in p.melding]
    assert leaked(bench.out) == set()


def test_nor_when_the_report_is_not_made_and_what_is_wrong_in_its_workbook_is_told_all_the_same(bench: Bench) -> None:
    secretive(bench.book("skjult"), status=f"{BOTH} er på saken", Ansvarlig=BOTH)
    batch = bench.run(quarter="1. kvartal 2019")
    ((_, record),) = batch.reports()
    assert record.status == "feilet"
    assert [p.kode for p in record.problems if "Rådgiver [fødselsnummer fjernet]" in p.melding]
    assert leaked(bench.out) == set()


def test_what_an_order_says_is_cleaned_as_the_workbook_is(bench: Bench) -> None:
    secretive(bench.book("skjult"))
    listing = bench.books / "liste.csv"
    with listing.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Arbeidsbok", "Utvalg", "Mottaker", "Saksnummer"])
        writer.writerow(["skjult.xlsx", f"Utvalget {BOTH}", BOTH, NUMBER])
    batch = bench.run(listing)
    ((_, record),) = batch.reports()
    assert {"foedselsnummer", "skjult-navn"} <= {p.kode for p in record.problems if p.sted == "liste.csv, rad 2"}
    assert "Utvalget Rådgiver [fødselsnummer fjernet]" in text_of(bench.out / record.file)
    assert leaked(bench.out) == set()


def test_a_file_name_by_pattern_is_made_of_what_the_report_may_print(bench: Bench) -> None:
    secretive(bench.book("skjult"), Firma=BOTH, Dokumenttittel=f"Plan for {BOTH}")
    pattern = '[rapport]\nfilnavn = "{firma}-{mal}-{arbeidsbok}"\n'
    (bench.books / "rapportgen.toml").write_text(pattern, encoding="utf-8")
    batch = bench.run()
    ((_, record),) = batch.reports()
    assert record.file == "Rådgiver [fødselsnummer fjernet]-liten-skjult.docx"
    assert leaked(bench.out) == set()


def test_the_name_of_a_workbook_is_told_of_and_not_printed(bench: Bench) -> None:
    secretive(bench.book(f"Saken til {BOTH}"))
    batch = bench.run(templates=("kvartalsrapport", "samlerapport"))
    one, many = (record for _, record in batch.reports())
    for record in (one, many):
        assert {"foedselsnummer", "skjult-navn"} <= {problem.kode for problem in record.problems}
        with zipfile.ZipFile(bench.out / record.file) as report:
            parts = "".join(report.read(name).decode("utf-8", "replace") for name in report.namelist())
        assert "Skjultmann" not in parts
        assert NUMBER not in parts


def test_json_of_a_batch_is_as_the_overview(bench: Bench) -> None:
    secretive(bench.book("skjult"), status=f"{NAME} sier ja")
    batch = bench.run()
    told = json.dumps([record.problems for _, record in batch.reports()], ensure_ascii=False)
    assert "Rådgiver sier ja" in told
    assert "Skjultmann" not in told
