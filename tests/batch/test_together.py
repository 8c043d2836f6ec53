"""One report on all the workbooks of a folder or a manifest, after those on each."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

from rapportgen.batch import Hands, make_batch
from rapportgen.batch.journal import Request
from tests.batch.bygg import QUARTER, TODAY, files
from tests.many_books import many_books, mistyped_book

if TYPE_CHECKING:
    from rapportgen.batch import Batch

WHOLE = "samlerapport-bøker-2024-2q.docx"


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three workbooks."""
    (tmp_path / "lager").mkdir(mode=0o700)
    monkeypatch.setenv("RAPPORTGEN_CACHE", str(tmp_path / "lager"))
    many_books(tmp_path / "bøker", 3)
    return tmp_path / "bøker"


def made(source: Path, *templates: str, hands: int = 1, out: str = "ut") -> Batch:
    request = Request(str(source), templates, QUARTER, "", TODAY)
    return make_batch(request, source.parent / out, hands=Hands(hands))


def manifest(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder.parent / "liste.csv"
    names = ["Arbeidsbok", "Mal", "Utvalg", "Saksnummer", "Mottaker", "Tilgang", "Hjemmel"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def statuses(batch: Batch) -> list[tuple[str, str, str]]:
    return [(Path(j.workbook).name, Path(j.template).stem, batch.statuses[r.key]) for j, r in batch.reports()]


def texts(batch: Batch) -> str:
    """The paragraphs and cells of the last report."""
    *_, (_, record) = batch.reports()
    document = Document(str(batch.out / record.file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_report_on_all_stands_after_those_on_each_and_is_made_once(books: Path) -> None:
    batch = made(books, "samlerapport", "statusside")
    names = sorted(path.name for path in books.iterdir())
    assert statuses(batch) == [*((name, "statusside", "laget") for name in names), ("bøker", "samlerapport", "laget")]
    assert (batch.out / WHOLE).is_file()


def test_it_is_unchanged_until_a_workbook_changes_comes_or_goes(books: Path) -> None:
    assert statuses(made(books, "samlerapport")) == [("bøker", "samlerapport", "laget")]
    assert statuses(made(books, "samlerapport")) == [("bøker", "samlerapport", "uendret")]
    first, second, _ = sorted(books.iterdir())
    book = openpyxl.load_workbook(first)
    book["Prosjekt"]["D1"] = "et notat"
    book.save(first)
    assert statuses(made(books, "samlerapport")) == [("bøker", "samlerapport", "laget")]
    second.unlink()
    assert statuses(made(books, "samlerapport")) == [("bøker", "samlerapport", "laget")]
    many_books(books, 4)
    assert statuses(made(books, "samlerapport")) == [("bøker", "samlerapport", "laget")]


def test_a_bad_workbook_is_named_and_stops_nothing(books: Path) -> None:
    (books / "skadet.xlsx").write_bytes(b"PK\x03\x04 og ikke mer")
    batch = made(books, "samlerapport")
    assert statuses(batch) == [("bøker", "samlerapport", "laget")]
    assert "skadet.xlsx" in texts(batch)
    sheet = openpyxl.load_workbook(batch.out / "oversikt.xlsx")
    told = [cell.value for page in sheet for row in page.iter_rows() for cell in row if cell.value]
    assert "skadet.xlsx" in told


def test_one_process_and_two_give_the_same_files(books: Path) -> None:
    one = made(books, "statusside", "samlerapport", out="en")
    two = made(books, "statusside", "samlerapport", hands=2, out="to")
    assert files(one.out) == files(two.out)


def test_a_row_without_a_workbook_is_of_all_the_manifests(books: Path) -> None:
    named = [f"bøker/{path.name}" for path in sorted(books.iterdir())]
    rows: list[dict[str, str]] = [
        {"Mal": "samlerapport", "Utvalg": "Formannskapet", "Saksnummer": "24/77", "Mottaker": "Kommunestyret"},
        *({"Arbeidsbok": name, "Mal": "statusside"} for name in named),
    ]
    batch = made(manifest(books, *rows))
    assert [status for *_, status in statuses(batch)] == ["laget"] * 4
    assert statuses(batch)[-1] == ("liste.csv", "samlerapport", "laget")
    assert batch.problems == ()
    shown = texts(batch)
    assert all(text in shown for text in ("Formannskapet", "24/77", "Kommunestyret"))


def test_a_row_with_a_folder_is_of_its_workbooks(books: Path) -> None:
    batch = made(manifest(books, {"Arbeidsbok": "bøker", "Mal": "samlerapport"}))
    assert statuses(batch) == [("bøker", "samlerapport", "laget")]


def test_a_chosen_template_is_of_the_whole_manifest_and_takes_its_marking(books: Path) -> None:
    first, second, third = (f"bøker/{path.name}" for path in sorted(books.iterdir()))
    marked = {"Arbeidsbok": first, "Tilgang": "Unntatt offentlighet", "Hjemmel": "offl. § 14"}
    source = manifest(books, marked, {"Arbeidsbok": second}, {"Arbeidsbok": third}, {"Arbeidsbok": "bøker/borte.xlsx"})
    batch = made(source, "samlerapport")
    assert statuses(batch) == [("liste.csv", "samlerapport", "laget")]
    assert "Unntatt offentlighet, jf. offl. § 14" in texts(batch)
    assert "borte.xlsx" in texts(batch)


MISSING = {"Arbeidsbok": "bøker/borte.xlsx"}


@pytest.mark.parametrize(
    "rows",
    [[MISSING], [{**MISSING, "Mal": "statusside"}], [{**MISSING, "Mal": "statusside"}, {"Mal": "samlerapport"}]],
)
def test_a_workbook_that_is_missing_is_told_of_once_in_the_list(books: Path, rows: list[dict[str, str]]) -> None:
    first, *_ = sorted(books.iterdir())
    usual = () if {"Mal": "samlerapport"} in rows else ("samlerapport",)
    batch = made(manifest(books, {"Arbeidsbok": f"bøker/{first.name}", "Mal": "statusside"}, *rows), *usual)
    *_, (_, record) = batch.reports()
    assert [p.sted for p in record.problems if "borte" in f"{p.sted} {p.melding}"] == ["liste!A3"]


def test_a_link_in_the_folder_that_leads_nowhere_is_told_without_the_folders_of_the_machine(books: Path) -> None:
    (books / "ring.xlsx").symlink_to("ring.xlsx")
    *_, (_, record) = made(books, "statusside").reports()
    assert [p.melding for p in record.problems] == ["«ring.xlsx» er en lenke som ikke fører til noen fil."]


def test_nor_when_it_is_the_only_one(books: Path) -> None:
    batch = made(manifest(books, {"Arbeidsbok": "bøker/borte.xlsx"}), "samlerapport")
    ((_, record),) = batch.reports()
    assert [(p.sted, p.kode) for p in record.problems] == [("liste!A2", "mangler-arbeidsbok")]


def test_the_only_workbook_of_a_folder_says_why_there_is_no_report(tmp_path: Path) -> None:
    batch = made(mistyped_book(tmp_path / "en" / "bok.xlsx").parent, "samlerapport")
    ((_, record),) = batch.reports()
    told = [(p.kode, p.sted) for p in record.problems if p.alvor == "feil"]
    assert told == [("ikke-laget", "bok.xlsx"), ("ugyldig-kvartal", "bok.xlsx: Status!B2")]


def test_the_kommunes_pattern_names_it(books: Path) -> None:
    (books / "rapportgen.toml").write_text('[rapport]\nfilnavn = "{mal} {arbeidsbok} {kvartal}"\n', encoding="utf-8")
    batch = made(books, "samlerapport")
    assert [record.file for _, record in batch.reports()] == ["samlerapport bøker 2024-2q.docx"]
