"""What must not be published does not travel in a report: small counts of people, and names not to be shown."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook

from rapportgen.model.perioder import Periode
from rapportgen.model.sheets import SCHEMA
from rapportgen.model.skjulte_navn import MEMBERS as MEMBERS_SHEET
from rapportgen.pipeline import MadeReport, check_file, make_report
from rapportgen.resources import shipped_templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PERIOD = Periode.parse("2Q 2024")
TEMPLATES = ["kvartalsrapport", "statusside"]
WITH_COUNTS = {"kvartalsrapport", "statusside", "sluttrapport", "gjennomforingsplan", "delprosjektplan"}
FIGURES = ["Kvartal", "Nøkkeltall", "Verdi", "Enhet", "Nullpunkt", "Bedre når", "Min kolonne"]


def saved(folder: Path, project: dict[str, object], **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.active.title = "Prosjekt"
    for row in (["Felt", "Verdi"], ["Kommune", "Moskenes kommune"], *project.items()):
        book.active.append(list(row))
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "bok.xlsx")
    return folder / "bok.xlsx"


def everything_in(made: MadeReport) -> str:
    """All that stands in the file: every part, markup and all, and the text without markup."""
    parts = list(parts_in(made.fil.read_bytes()))
    return "\n".join([*parts, *(re.sub("<[^>]+>", "", part) for part in parts)])


def parts_in(data: bytes) -> Iterator[str]:
    """The parts of a package, and those of the workbooks inside it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith(".xlsx"):
                yield from parts_in(part)
            else:
                yield part.decode("utf-8", "replace")


def rows_of(made: MadeReport) -> list[list[str]]:
    """The texts of the cells of every table, row by row."""
    tables = Document(str(made.fil)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def cells_of(made: MadeReport, name: str) -> set[str]:
    """The cells of the row of an indicator."""
    (found,) = [row for row in rows_of(made) if name in row]
    return set(found)


@pytest.mark.parametrize("template", TEMPLATES)
def test_small_counts_of_people_are_hidden_in_every_place(tmp_path: Path, template: str) -> None:
    rows = [FIGURES, ["1Q 2024", "Brukere", 4, "antall", 3, "høyere"], ["2Q 2024", "Brukere", 2, "antall", 3, "høyere"]]
    path = saved(tmp_path, {"Skjul små tall under": 5}, Nøkkeltall=[*rows, ["2Q 2024", "Klager", "ca. 3", "antall"]])
    made = make_report(template, path, period=PERIOD, out=tmp_path)
    rows = [row for row in rows_of(made) if {"Brukere", "Klager", "ca. 3"} & set(row) or ":" in " ".join(row)]
    assert any(":" in row for row in rows)
    assert not {"2", "3", "4", "ca. 3", "mål 3", "forrige 4", "Bedre ↑", "Dårligere ↓"} & {
        c for row in rows for c in row
    }
    told = "antall personer under 5 vises ikke" in everything_in(made)
    assert told == (template == "kvartalsrapport")


def test_without_the_setting_nothing_is_hidden(tmp_path: Path) -> None:
    path = saved(tmp_path, {}, Nøkkeltall=[FIGURES, ["2Q 2024", "Brukere", 2, "antall"]])
    made = make_report("kvartalsrapport", path, period=PERIOD, out=tmp_path)
    assert "2" in cells_of(made, "Brukere")
    assert "Skjulte tall" not in everything_in(made)


def test_zero_money_and_shares_are_printed(tmp_path: Path) -> None:
    rows = [
        ["2Q 2024", "Brukere", 0, "antall"],
        ["2Q 2024", "Fornøyde brukere", 3, "%"],
        ["2Q 2024", "Kjøp", 4, "mill. kr"],
    ]
    path = saved(tmp_path, {"Skjul små tall under": 5}, Nøkkeltall=[FIGURES, *rows])
    made = make_report("kvartalsrapport", path, period=PERIOD, out=tmp_path)
    for name, shown in (("Brukere", "0"), ("Fornøyde brukere", "3"), ("Kjøp", "4")):
        assert shown in cells_of(made, name)


def test_a_message_about_a_hidden_figure_is_not_in_the_appendix(tmp_path: Path) -> None:
    path = saved(
        tmp_path, {"Skjul små tall under": 5}, Nøkkeltall=[FIGURES, ["2Q 2024", "Brukere", "4.000", "antall", "1.003"]]
    )
    assert any("4" in p.melding for p in check_file(path).problems if p.sted == "Nøkkeltall!C2")
    rows = [["2Q 2024", "Brukere", 7, "antall", "ca 3?"]]
    path = saved(tmp_path, {"Skjul små tall under": 5}, Nøkkeltall=[FIGURES, *rows])
    made = make_report("kvartalsrapport", path, period=PERIOD, out=tmp_path, overwrite=True)
    assert "ca 3?" not in everything_in(made)


@pytest.mark.parametrize("limit", ["fem", "#REF!"])
def test_a_limit_that_is_not_understood_hides_what_is_usual(tmp_path: Path, limit: str) -> None:
    path = saved(tmp_path, {"Skjul små tall under": limit}, Nøkkeltall=[FIGURES, ["2Q 2024", "Brukere", 2, "antall"]])
    made = make_report("kvartalsrapport", path, period=PERIOD, out=tmp_path)
    assert "2" not in cells_of(made, "Brukere")
    told = [(p.alvor, p.kode) for p in made.problemer if p.sted == "Prosjekt!B3"]
    assert told == [("feil", "ukjent-grense")]


# --- names ---

MEMBERS = [
    ["Gruppe", "Navn", "Rolle i gruppen", "Stilling", "Vises i rapport"],
    ["Arbeidsgruppe", "Per Tenkt", "brukerrepresentant", None, "nei"],
    ["Arbeidsgruppe", "Eva Utkast", "leder", "avdelingsleder", "nei"],
    ["Arbeidsgruppe", "Jon Forslag", "medlem", "sykepleier", "ja"],
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_hidden_name_is_nowhere_in_the_file(tmp_path: Path, template: str) -> None:
    path = saved(
        tmp_path,
        {"Ansvarlig": "Eva Utkast", "Mottaker": "Tenkt, Per"},
        Deltakere=MEMBERS,
        Tiltak=[["Tiltak-ID", "Tiltak", "Ansvar", "Frist"], ["1.1", "Turnus for per tenkt", "Eva  Utkast", "3Q 2024"]],
        Status=[["Kvartal", "Tiltak-ID", "Gjort i kvartalet"], ["2Q 2024", "1.1", "- Eva Utkasts plan\n- Møte"]],
        Risiko=[["Risiko-ID", "Risikofaktor", "Ansvar"], ["R1", "Sykdom", "Jon Forslag / Per Tenkt"]],
        Medvirkning=[["Dato", "Arena", "Deltakere", "Tema"], ["12.05.2024", "Møte", "Per Tenkt og ansatte", "Drift"]],
        Beslutninger=[["Kvartal", "Nr", "Sak", "Frist"], ["2Q 2024", "1", "Sak fra eva.utkast@moskenes.no", "3Q 2024"]],
        Tekst=[["Nøkkel", "Tekst"], ["sammendrag", "Takk til Eva Utkast."]],
    )  # fmt: skip
    made = make_report(template, path, period=PERIOD, out=tmp_path)
    text = everything_in(made).casefold()
    assert [name for name in ("eva utkast", "per tenkt", "tenkt, per", "eva.utkast") if name in text] == []
    assert "avdelingsleder" in text
    assert template == "statusside" or "jon forslag" in text
    warned = {p.sted for p in made.problemer if p.kode == "skjult-navn"}
    assert warned == {
        "Prosjekt!B3", "Prosjekt!B4", "Tiltak!B2", "Tiltak!C2", "Status!C2", "Risiko!C2", "Medvirkning!C2",
        "Beslutninger!C2", "Tekst!B2",
    }  # fmt: skip


def test_the_warning_says_what_is_printed_and_not_the_name(tmp_path: Path) -> None:
    path = saved(tmp_path, {"Ansvarlig": "Eva Utkast"}, Deltakere=MEMBERS)
    (found,) = [p for p in check_file(path).problems if p.kode == "skjult-navn"]
    assert "«avdelingsleder»" in found.melding
    assert "Eva" not in f"{found}"


@pytest.mark.parametrize("before", ["", "a" * 26, "a" * 47])
def test_no_message_quotes_an_identity_number_not_even_a_part_of_one(tmp_path: Path, before: str) -> None:
    text = f"Eva Utkast {before} fnr 01010112345"
    path = saved(tmp_path, {"Ansvarlig": text, "Rapportkvartal": text, "Dato": text}, Deltakere=MEMBERS)
    problems = check_file(path).problems
    assert {"skjult-navn", "ugyldig-kvartal"} <= {p.kode for p in problems}
    assert [p for p in problems if "010101" in f"{p}"] == []


@pytest.mark.parametrize("text", ["Perspektiv Tenktank", "Superper Tenkt", "Evaluering utkast", "Per", "Utkast"])
def test_other_words_are_left_alone(tmp_path: Path, text: str) -> None:
    path = saved(tmp_path, {"Ansvarlig": text}, Deltakere=MEMBERS)
    assert [p for p in check_file(path).problems if p.kode == "skjult-navn"] == []


def test_a_name_of_one_word_counts_where_the_cell_says_nothing_else(tmp_path: Path) -> None:
    members = [MEMBERS[0], ["Arbeidsgruppe", "Bjørk", "leder", None, "nei"]]
    path = saved(tmp_path, {"Ansvarlig": "bjørk", "Firma": "Bjørk og sønner"}, Deltakere=members)
    assert [p.sted for p in check_file(path).problems if p.kode == "skjult-navn"] == ["Prosjekt!B3"]


HIDDEN = {"gruppe": "Gruppen til Eva Utkast", "navn": "Eva Utkast", "vises": "nei", "stilling": "avdelingsleder"}


def every_sheet(folder: Path) -> Path:
    """A workbook with a row in every sheet, and the name of a hidden member in every text of it."""
    book = Workbook()
    del book["Sheet"]
    for sheet in SCHEMA:
        texts = [column.kind.label == "tekst" for column in sheet.columns]
        row = [f"{c.name} Eva Utkast" if text else c.example for c, text in zip(sheet.columns, texts, strict=True)]
        if sheet.name == MEMBERS_SHEET:
            row = [HIDDEN.get(column.name) for column in sheet.columns]
        headings = [column.heading for column in sheet.columns]
        own = book.create_sheet(sheet.name)
        for line in zip(["Felt", *headings], ["Verdi", *row], strict=True) if sheet.key_value else (headings, row):
            own.append(list(line))
    book.save(folder / "alt.xlsx")
    return folder / "alt.xlsx"


@pytest.mark.parametrize("template", shipped_templates())
def test_a_hidden_name_is_in_no_report_whatever_text_it_stands_in(tmp_path: Path, template: str) -> None:
    made = make_report(template, every_sheet(tmp_path), period=PERIOD, out=tmp_path)
    text = everything_in(made).casefold()
    assert [word for word in ("eva", "utkast") if re.search(rf"\b{word}\b", text)] == []
    assert text.count("avdelingsleder") > 10


COUNT, OTHER = 997, 2_001
COUNTED: dict[str, list[list[object]]] = {
    "Nøkkeltall": [
        ["Kvartal", "Nøkkeltall", "Verdi", "Enhet", "Nullpunkt", "Kategori"],
        *([f"{n}Q 2023", "Brukere", OTHER + n, "personer", COUNT, "Demografi"] for n in (1, 3, 4)),
        ["2Q 2023", "Brukere", COUNT, "personer", COUNT, "Demografi"],
        ["2Q 2024", "Brukere", COUNT, "personer", COUNT, "Demografi"],
    ],
    "Gevinster": [
        ["Gevinst", "Indikator", "Nullpunkt", "Måltall", "Realisert"],
        ["Flere hjemme", "antall brukere", COUNT, OTHER, COUNT],
        ["Færre på sykehjem", "antall beboere", OTHER, OTHER + 1, COUNT],
    ],
    "Mål": [
        ["Mål", "Måltype", "Indikator", "Nullpunkt", "Målverdi", "Enhet", "Resultat"],
        ["Flere hjemme", "Resultatmål", "antall brukere", COUNT, OTHER, "personer", COUNT],
    ],
    "Tjenesteområder": [
        ["Kontogruppe", "Tjenesteområde", "Volum"],
        ["22", "Hjemmebaserte tjenester", f"{COUNT} brukere"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("template", shipped_templates())
def test_a_hidden_count_is_in_no_report_not_even_in_its_charts(tmp_path: Path, template: str) -> None:
    path = saved(tmp_path, {"Skjul små tall under": COUNT + 1}, **COUNTED)
    text = everything_in(make_report(template, path, period=PERIOD, out=tmp_path))
    assert not _has_count(text)
    path = saved(tmp_path, {}, **COUNTED)
    shown = everything_in(make_report(template, path, period=PERIOD, out=tmp_path, overwrite=True))
    assert _has_count(shown) == (template in WITH_COUNTS)


def _has_count(text: str) -> bool:
    """Whether the count stands there as a number: not within a decimal, nor in the fingerprint of a picture."""
    return re.search(rf"\b{COUNT}\b(?!\.\d)", text) is not None


# --- marking ---


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_restricted_report_is_marked_first_on_the_first_page_and_in_the_header(tmp_path: Path, template: str) -> None:
    marking = "Unntatt offentlighet, jf. offl. § 13 første ledd"
    project = {"Tilgang": "Unntatt offentlighet", "Hjemmel": "offl. § 13 første ledd"}
    path = saved(tmp_path, project, Nøkkeltall=[FIGURES, ["2Q 2024", "Brukere", 20, "antall"]])
    made = make_report(template, path, period=PERIOD, out=tmp_path)
    with zipfile.ZipFile(made.fil) as archive:
        body = archive.read("word/document.xml").decode()
        headers = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/header")]
    paragraphs = (re.sub("<[^>]+>", "", p).strip() for p in re.findall(r"<w:p[ >].*?</w:p>", body))
    assert next(filter(None, paragraphs)) == marking
    assert [marking in re.sub("<[^>]+>", "", header) for header in headers] == [True]
