"""Texts that break naive programs come through in body, tables, header and properties, or are reported."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook

from rapportgen.model.perioder import Periode
from rapportgen.pipeline import MadeReport, make_report
from tests.word.judge import judge

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "tegn": "Drift & vedlikehold <fase 2> \"og\" 'mer' > slutt",
    "maltegn": "{{ prosjekt.kommune }} {% if x %} {# y #} {_{ }_}",
    "samisk": "Kárášjohka čđŋšŧž ČĐŊŠŦŽ",
    "emoji": "Ferdig 🎉 👩‍⚕️ 🟢",
    "xml": "]]></w:t><w:evil/>&amp;&#65;<!-- -->",
    "attributter": 'Se r:id="rId99" og w:fldCharType="begin"',
    "python": "__class__ %s {0} \\u0041 \\n",
    "hoeyre-til-venstre": "עברית العربية",
}


def workbook(path: Path, text: str, kommune: str = "Nes kommune") -> Path:
    book = Workbook()
    book.active.title = "Prosjekt"
    for row in (["Felt", "Verdi"], ["Kommune", kommune], ["Delprosjekt", text], ["Firma", text], ["Mottaker", text]):
        book["Prosjekt"].append(row)
    for title, rows in {
        "Tekst": [["Nøkkel", "Tekst"], ["sammendrag", text]],
        "Tiltak": [["Tiltak-ID", "Tiltak", "Ansvar"], ["T-1", text, text]],
        "Status": [["Kvartal", "Tiltak-ID", "Status", "Gjort i kvartalet"], ["2Q 2024", "T-1", "Pågår", text]],
        "Risiko": [["Risiko-ID", "Risikofaktor", "S", "K", "Mottiltak"], ["R1", text, "H", "H", text]],
    }.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def made(tmp_path: Path, text: str, template: str = "kvartalsrapport", **more: str) -> MadeReport:
    source = workbook(tmp_path / "bok.xlsx", text, **more)
    return make_report(template, source, period=Periode.parse("2Q 2024"), out=tmp_path / "ut.docx")


def body(path: Path) -> str:
    document = Document(str(path))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{{{p.nsmap['w']}}}t")) for p in document.element.body.iter(
        f"{{{document.element.nsmap['w']}}}p"))  # fmt: skip


@pytest.mark.parametrize("template", ["kvartalsrapport", "statusside"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_the_text_comes_through_character_for_character(tmp_path: Path, text: str, template: str) -> None:
    report = made(tmp_path, text, template)
    assert text in body(report.fil)
    assert judge(report.fil.read_bytes()) == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_header_and_properties_hold_it_too(tmp_path: Path, text: str) -> None:
    report = made(tmp_path, text)
    document = Document(str(report.fil))
    headers = [cell.text for s in document.sections for t in s.header.tables for row in t.rows for cell in row.cells]
    assert any(text in cell for cell in headers)
    assert document.core_properties.subject == f"Nes kommune – {text}"


def test_control_characters_are_taken_out_and_reported(tmp_path: Path) -> None:
    report = made(tmp_path, "Før_x0001_etter_x000B_og _x0008_slutt")
    assert "ulovlig-tegn" in {problem.kode for problem in report.problemer}
    assert "Føretterog slutt" in body(report.fil).replace("\x0b", "")
    assert judge(report.fil.read_bytes()) == []


def test_a_cell_of_32_000_characters_comes_through_whole(tmp_path: Path) -> None:
    text = "Ordrik tekst. " * 2285
    report = made(tmp_path, text.strip())
    assert text.strip() in body(report.fil)


def test_line_breaks_in_a_cell_are_lines_in_the_report(tmp_path: Path) -> None:
    report = made(tmp_path, "Første linje\nAndre linje\n- et punkt\n- et punkt til")
    lines = body(report.fil).splitlines()
    assert "Første linje" in lines
    assert "et punkt" in lines
    assert judge(report.fil.read_bytes()) == []


def test_the_same_workbook_gives_the_same_bytes_from_another_folder(tmp_path: Path) -> None:
    contents = []
    for name in ("en", "to"):
        folder = tmp_path / name
        folder.mkdir()
        source = folder / "bok.xlsx"
        if name == "en":
            workbook(source, "Tekst")
        else:
            source.write_bytes((tmp_path / "en" / "bok.xlsx").read_bytes())
        contents.append(make_report("kvartalsrapport", source, out=folder).fil.read_bytes())
    assert contents[0] == contents[1]


def test_nothing_but_what_is_printed_travels_in_the_file(tmp_path: Path) -> None:
    report = made(tmp_path, "Tekst")
    with zipfile.ZipFile(report.fil) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert str(tmp_path).encode() not in everything
