"""The overview of a batch: what to mend, where, and who does it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

from benchmarks.many import make_workbooks
from rapportgen.batch import overview
from rapportgen.batch.jobs import Job, Record
from rapportgen.batch.overview import overview_of
from rapportgen.model.trafikklys import GUL
from rapportgen.problems import DOKUMENTET, advarsel, feil
from tests.batch.bygg import Bench, change, text_of
from tests.word.docx import docx_with, para
from tests.word.judge import judge

if TYPE_CHECKING:
    from pathlib import Path


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


def test_the_workbooks_of_a_portfolio_are_given_names_once_and_not_for_each_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    names_of = overview.names_of

    def counted(paths: list[Path]) -> list[str]:
        asked.append(len(paths))
        return names_of(paths)

    monkeypatch.setattr(overview, "names_of", counted)
    books = tuple(str(tmp_path / f"{number}" / "bok.xlsx") for number in range(3))
    problems = tuple(
        advarsel("tom", f"{number}/bok.xlsx: Økonomi!B{row}", "Tom.") for row in (2, 3) for number in "012"
    )
    report = (Job(str(tmp_path), "samlerapport", workbooks=books), Record("k", "laget", problems=problems))
    found = overview_of(tmp_path, [report], (tmp_path / "liste", ()), date(2024, 7, 20))
    assert [(file.lenke, [lack.celle for lack in file.mangler]) for file in found.mangler] == [
        (f"{number}/bok.xlsx", ["B2", "B3"]) for number in "012"
    ]
    assert asked == [3]


def test_what_is_said_of_one_of_several_workbooks_of_a_name_as_a_whole_is_in_no_sheet(tmp_path: Path) -> None:
    books = tuple(str(tmp_path / name / "bok.xlsx") for name in ("nord", "sør"))
    problems = (feil("kan-ikke-leses", "nord/bok.xlsx", "Filen finnes ikke."),)
    report = (Job(str(tmp_path), "samlerapport", workbooks=books), Record("k", "laget", problems=problems))
    (file,) = overview_of(tmp_path, [report], (tmp_path, ()), date(2024, 7, 20)).mangler
    assert (file.fil, [(lack.ark, lack.celle) for lack in file.mangler]) == ("bok.xlsx", [("", "")])


def test_a_pdf_that_is_not_made_is_told_of_its_report_and_not_of_its_workbook(tmp_path: Path) -> None:
    problems = (feil("pdf-ikke-laget", DOKUMENTET, "PDF-en er ikke laget. LibreOffice svarer ikke."),)
    record = Record("k", "laget", file="mandat-bok.docx", problems=problems)
    found = overview_of(
        tmp_path, [(Job(str(tmp_path / "bok.xlsx"), "mandat"), record)], (tmp_path, ()), date(2024, 7, 20)
    )
    assert [(file.fil, file.hvem) for file in found.mangler] == [("mandat-bok.docx", "Den som lager rapportene")]
    (line,) = found.rapporter
    assert (line.feil, line.merknad, line.lys) == (0, "PDF-en er ikke laget. LibreOffice svarer ikke.", GUL)
    assert overview.summary(found) == "1 av 1 rapporter er laget. 1 mangler PDF."


@pytest.mark.parametrize(("source", "who"), [("liste.xlsx", "Den som har listen"), ("bøker", "Den som har mappen")])
def test_faults_of_the_source_are_for_whoever_has_it(tmp_path: Path, source: str, who: str) -> None:
    told = [feil("ikke-med", "a.xlsx", "Kan ikke leses.")]
    assert [lack.hvem for lack in overview_of(tmp_path, [], (tmp_path / source, told), date(2024, 7, 1)).mangler] == [
        who
    ]


def test_a_fault_of_a_line_in_the_list_is_mended_in_the_list_and_not_in_the_workbook(
    bench: Bench, tmp_path: Path
) -> None:
    bench.book("bok")
    liste = tmp_path / "liste.csv"
    liste.write_text(
        "Arbeidsbok;Kvartal;Møtedato;Tilgang\nbøker/bok.xlsx;tull;;\nbøker/bok.xlsx;;31.02.2024;Unntatt offentlighet\n",
        encoding="utf-8",
    )
    bench.run(liste)
    book = openpyxl.load_workbook(bench.out / "oversikt.xlsx")
    lacks = [row for row in book["Mangelliste"].iter_rows(min_row=2, values_only=True) if row[0] == "liste.csv"]
    assert [(*row[1:4], row[6]) for row in lacks] == [
        ("liste", "B2", "Feil", "Den som har listen"),
        ("liste", "C3", "Advarsel", "Den som har listen"),
        ("rad 3", None, "Advarsel", "Den som har listen"),
    ]
    assert book["Mangelliste"]["C2"].hyperlink.target == "../liste.csv"
    failed = next(row for row in book["Rapporter"].iter_rows(min_row=2, values_only=True) if row[4] == "Feilet")
    assert failed[7].startswith("liste!B2: «tull» er ikke et kvartal.")


def test_a_report_that_is_not_made_says_first_why_and_then_what_to_mend_in_its_workbook_and_who_does_it(
    bench: Bench,
) -> None:
    path = bench.book("bok")
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value == "2Q 2024"):
            cell.value = "2Q 2O24"
    book.save(path)
    ((_, record),) = bench.run().reports()
    assert [problem.kode for problem in record.problems][:2] == ["ikke-laget", "ugyldig-kvartal"]
    summed = openpyxl.load_workbook(bench.out / "oversikt.xlsx")
    (report,) = summed["Rapporter"].iter_rows(min_row=2, values_only=True)
    assert report[7].startswith("Arbeidsboken har ingen rader for 2. kvartal 2024.")
    lacks = list(summed["Mangelliste"].iter_rows(min_row=2, values_only=True))
    assert ("Prosjekt", "B7", "Anne Mønster") in {(row[1], row[2], row[6]) for row in lacks}


def test_a_report_that_was_edited_and_is_out_of_date_says_what_to_mend_in_its_workbook_all_the_same(
    bench: Bench,
) -> None:
    path = bench.book("bok")
    bench.run()
    (report,) = bench.out.glob("liten-*.docx")
    document = Document(str(report))
    document.add_paragraph("Skrevet for hånd")
    document.save(str(report))
    change(path, "Risiko", "C2", "Hø")
    ((_, record),) = bench.run().reports()
    assert [problem.kode for problem in record.problems][:2] == ["endret-for-haand", "ugyldig-verdi"]
    assert record.responsible == "Anne Mønster"


@pytest.mark.parametrize(
    ("place", "sheet", "cells"),
    [
        ("Risiko!C7", "Risiko", "C7"),
        ("Innsparing!I7:I10", "Innsparing", "I7:I10"),
        ("Hei!Sann", "Hei!Sann", ""),
        ("bok.xlsx", "", ""),
    ],
)
def test_a_place_is_a_sheet_and_a_cell_or_the_cells_of_a_column(
    tmp_path: Path, place: str, sheet: str, cells: str
) -> None:
    report = (Job(str(tmp_path / "bok.xlsx"), "mandat"), Record("k", "laget", problems=(advarsel("x", place, "Se."),)))
    ((lack,),) = [file.mangler for file in overview_of(tmp_path, [report], (tmp_path, ()), date(2024, 7, 1)).mangler]
    assert (lack.ark, lack.celle) == (sheet, cells)


def test_what_is_wrong_with_a_template_is_for_whoever_has_it_whether_the_report_is_made_or_not(
    bench: Bench, tmp_path: Path
) -> None:
    bench.book("bok")
    untagged, damaged = tmp_path / "uten.docx", tmp_path / "skadet.docx"
    untagged.write_bytes(docx_with(para("Uten tagger")))
    damaged.write_bytes(untagged.read_bytes()[:200])
    batch = bench.run(templates=(str(untagged), str(damaged)))
    assert [record.status for _, record in batch.reports()] == ["laget", "feilet"]
    lacks = openpyxl.load_workbook(bench.out / "oversikt.xlsx")["Mangelliste"].iter_rows(min_row=2, values_only=True)
    assert [(row[0], row[1], row[3], row[6]) for row in lacks] == [
        ("skadet.docx", None, "Feil", "Den som har malen"),
        ("uten.docx", "dokumentet", "Advarsel", "Den som har malen"),
    ]
