from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.errors import FileRefusedError
from rapportgen.excel.manifest import read_manifest
from rapportgen.problems import FEIL
from tests.excel.bygg import workbook_with

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Prosjekt;Arbeidsbok;Kvartal;Møtedato;Saksnr.\nPå Øya;bøker/ø.xlsx;2. kv. 24;19.09.2024;2024/12\n"


def rows(path: Path) -> list[tuple[str, ...]]:
    names = ("prosjekt", "arbeidsbok", "kvartal", "moetedato", "saksnummer")
    return [tuple(str(row.felt(name) or "") for name in names) for row in read_manifest(path).rows("Rapporter")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_a_text_file_is_read_however_it_was_saved(tmp_path: Path, encoding: str, separator: str, line: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(TEXT.replace(";", separator).replace("\n", line).encode(encoding))
    assert rows(path) == [("På Øya", "bøker/ø.xlsx", "2. kvartal 2024", "19.09.2024", "2024/12")]


def test_excels_own_line_about_the_separator_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text('sep=,\nArbeidsbok,Mottaker\n"a, b.xlsx","Råd; utvalg"\n', encoding="utf-8")
    (row,) = read_manifest(path).rows("Rapporter")
    assert (row.arbeidsbok, row.mottaker) == ("a, b.xlsx", "Råd; utvalg")


@pytest.mark.parametrize("title", ["Ark1", "Formannskapet 19.9", "Rapporter"])
def test_a_workbook_may_call_its_sheet_anything(tmp_path: Path, title: str) -> None:
    lines = [["Rapporter til formannskapet"], [], ["Fil", "Periode", "Rapporttype"], ["a.xlsx", "K2 2024", "mandat"]]
    (row,) = read_manifest(workbook_with(tmp_path / "liste.xlsx", {title: lines})).rows("Rapporter")
    assert (row.arbeidsbok, str(row.kvartal), row.mal) == ("a.xlsx", "2. kvartal 2024", "mandat")
    assert row.address("kvartal") == f"{title}!B4"


def test_a_list_of_workbooks_and_no_more_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Arbeidsbok\na.xlsx\nb.xlsx\n", encoding="utf-8")
    assert [row.arbeidsbok for row in read_manifest(path).rows("Rapporter")] == ["a.xlsx", "b.xlsx"]


def test_faults_are_named_by_cell(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Mal;Arbeidsbok;Kvartal\nmandat;a.xlsx;5Q 2024\nmandat;;2Q 2024\n", encoding="utf-8")
    found = [(problem.kode, problem.sted) for problem in read_manifest(path).problems if problem.alvor == FEIL]
    assert found == [("ugyldig-kvartal", "liste!C2"), ("mangler-verdi", "liste!B3")]


def test_a_workbook_on_a_line_that_is_not_read_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Arbeidsbok;Mal\na.xlsx;mandat\n\n\n\n\nb.xlsx;\n", encoding="utf-8")
    (problem,) = (problem for problem in read_manifest(path).problems if problem.alvor == FEIL)
    assert (problem.kode, problem.verdi) == ("utenfor-tabell", "b.xlsx")


def test_an_unknown_column_is_told_of_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Arbeidsbok;Mal;Farge på omslag\na.xlsx;mandat;blå\n", encoding="utf-8")
    (problem,) = read_manifest(path).problems
    assert problem.melding == "Kolonnen «Farge på omslag» er ikke kjent, og er ikke brukt."
    assert (problem.alvor, problem.forslag) == ("info", "")


def test_a_column_that_is_nearly_one_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Arbeidsbok;Mal;kvartalet\na.xlsx;kvartalsrapport;1Q 2024\n", encoding="utf-8")
    (problem,) = read_manifest(path).problems
    assert (problem.alvor, problem.sted, problem.forslag) == ("advarsel", "liste!C1", "Mente du «Kvartal»?")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "er tom"),
        (b"PK\x03\x04\0\0\0", "er ikke en tekstfil"),
        (b"Navn;Alder\nKari;40\n", "har ingen liste over rapporter"),
        (b"Arbeidsbok;Mal\n", "har ingen liste over rapporter"),
    ],
)
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match=message):
        read_manifest(path)


def test_a_sheet_beside_the_list_is_told_of_and_left_out(tmp_path: Path) -> None:
    sheets = {
        "Liste": [["Arbeidsbok", "Mal"], ["a.xlsx", "mandat"]],
        "Forklaring": [["Listen er for"], ["møtet i mai"]],
    }
    read = read_manifest(workbook_with(tmp_path / "liste.xlsx", sheets))
    assert [row.arbeidsbok for row in read.rows("Rapporter")] == ["a.xlsx"]
    assert [(p.alvor, p.melding) for p in read.problems] == [
        ("info", "Arket «Forklaring» har ingen liste over rapporter.")
    ]


def test_the_workbook_of_a_project_is_no_list(samples: Path) -> None:
    with pytest.raises(FileRefusedError, match="bruker du «rapportgen lag»"):
        read_manifest(samples / "moskenes.xlsx")


def test_a_list_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="finnes ikke"):
        read_manifest(tmp_path / "liste.csv")
