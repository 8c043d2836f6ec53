"""A new workbook helps the one who fills it in, and says the same when it is read back."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapportgen.errors import RapportgenError
from rapportgen.excel.content import Content, Table, TotalRow
from rapportgen.excel.create import create_workbook
from rapportgen.excel.read import read_workbook
from rapportgen.model.declare import Row, column, schema_of, sheet
from rapportgen.model.kinds import AMOUNT, IDENTIFIER, LONG_TEXT, MOMENT, NUMBER, STATUS, TEXT
from rapportgen.model.riktekst import Bit, RikTekst
from rapportgen.model.sheets import SCHEMA
from rapportgen.problems import ADVARSEL, FEIL

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).parents[2] / "samples"
SAMPLES = ("moskenes", "karasjok", "moskenes-rotete", "karasjok-rotete")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ny") / "ny.xlsx"
    create_workbook(path, year=2026)
    return path


@pytest.fixture(scope="module")
def book(empty: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(empty)


def headings(target: Worksheet) -> list[str]:
    return [str(cell.value).replace("\u00a0", " ") for cell in target[1]]


def drop_downs(target: Worksheet) -> dict[str, str]:
    """What each column or cell with a drop-down offers."""
    rules = target.data_validations.dataValidation
    return {str(rule.sqref).split(":")[0].rstrip("0123456789"): rule.formula1 for rule in rules}


# --- The empty workbook --------------------------------------------------------------------------------------------


def test_empty_workbook_reads_back_without_any_problem(empty: Path) -> None:
    workbook = read_workbook(empty)
    assert workbook.problems == []
    assert {name: len(data.rows) for name, data in workbook.sheets.items() if data.rows} == {"Prosjekt": 1}


def test_sheets_stand_in_the_order_of_the_schema_after_the_introduction(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Les dette først", *(sheet.name for sheet in SCHEMA)]


def test_introduction_links_to_every_sheet(book: openpyxl.Workbook) -> None:
    links = [cell.hyperlink.location for row in book.worksheets[0] for cell in row if cell.hyperlink]
    assert links == [f"'{sheet.name}'!A1" for sheet in SCHEMA]


@pytest.mark.parametrize("declared", [sheet for sheet in SCHEMA if not sheet.key_value], ids=lambda sheet: sheet.name)
def test_every_column_has_a_heading_with_its_help_and_example(book: openpyxl.Workbook, declared: Any) -> None:
    notes = [cell.comment.text if cell.comment else "" for cell in book[declared.name][1]]
    for column_ in declared.columns:
        assert any(column_.help in note and column_.example in note for note in notes), column_.heading


@pytest.mark.parametrize("declared", list(SCHEMA), ids=lambda sheet: sheet.name)
def test_heading_row_stays_in_sight_on_screen_and_paper(book: openpyxl.Workbook, declared: Any) -> None:
    target = book[declared.name]
    assert target.freeze_panes.endswith("2")
    assert target.print_title_rows in ("1:1", "$1:$1")
    assert (target.page_setup.orientation, target.page_setup.fitToWidth) == ("landscape", 1)
    assert declared.key_value or target.auto_filter.ref.startswith("A1:")


def test_fields_of_the_project_have_help_and_the_usual_answers(book: openpyxl.Workbook) -> None:
    target = book["Prosjekt"]
    lines = {row[0].value: (row[1].value, row[3].value) for row in target.iter_rows(min_row=2)}
    assert list(lines) == [column_.heading for column_ in SCHEMA["Prosjekt"].columns]
    assert lines["Beløpsenhet"][0] == "1 000 kr"
    assert lines["Kommune"] == (
        None,
        "Kommunens navn, slik det skal stå på forsiden. Eksempel: Moskenes kommune",
    )


@pytest.mark.parametrize(
    ("name", "heading", "unit"),
    [
        ("Økonomi", "Avvik", "1 000 kr"),
        ("Prosjektøkonomi", "Rest", "1 000 kr"),
        ("Innsparing", "Helårseffekt", "1 000 kr"),
    ],
)
def test_amounts_have_their_unit_in_the_heading(book: openpyxl.Workbook, name: str, heading: str, unit: str) -> None:
    assert f"{heading} ({unit})" in headings(book[name])


def test_a_column_per_year_names_the_year_and_one_per_quarter_no_quarter(book: openpyxl.Workbook) -> None:
    assert headings(book["Innsparing"])[2:7] == [
        "Effekt 2026 (1 000 kr)",
        "Helårseffekt (1 000 kr)",
        "Realisert hittil (1 000 kr)",
        "Prognose i år 2026 (1 000 kr)",
        "Status",
    ]
    assert headings(book["Milepæler"])[8:11] == ["Status", "Ny dato", "Kommentar"]


@pytest.mark.parametrize(
    ("name", "column_letter", "offered"),
    [
        ("Status", "C", '"Ikke startet,Pågår,Fullført,Forsinket,Stanset,Utgår"'),
        ("Risiko", "E", '"Svært lav,Lav,Medium,Høy,Svært høy"'),
        ("Deltakere", "H", '"ja,nei"'),
        ("Tiltak", "B", "OFFSET('Innsatsområder'!$A$2,0,0,MAX(1,COUNTA('Innsatsområder'!$A$2:$A$500)),1)"),
        ("Status", "B", "OFFSET('Tiltak'!$A$2,0,0,MAX(1,COUNTA('Tiltak'!$A$2:$A$500)),1)"),
        ("Risikohistorikk", "B", "OFFSET('Risiko'!$A$2,0,0,MAX(1,COUNTA('Risiko'!$A$2:$A$500)),1)"),
        ("Deltakere", "A", "OFFSET('Grupper'!$A$2,0,0,MAX(1,COUNTA('Grupper'!$A$2:$A$500)),1)"),
    ],
)
def test_cells_offer_words_to_choose_from(book: openpyxl.Workbook, name: str, column_letter: str, offered: str) -> None:
    assert drop_downs(book[name])[column_letter] == offered


def test_quarters_around_the_year_are_offered(book: openpyxl.Workbook) -> None:
    offered = drop_downs(book["Økonomi"])["A"].strip('"').split(",")
    assert (offered[0], offered[4], len(offered)) == ("1Q 2025", "1Q 2026", 16)


def test_drop_downs_offer_but_do_not_refuse(book: openpyxl.Workbook) -> None:
    rules = [rule for target in book for rule in target.data_validations.dataValidation]
    assert rules
    assert not any(rule.showErrorMessage for rule in rules)


@pytest.mark.parametrize(
    ("name", "cells", "word", "fill"),
    [
        ("Status", "C2:C500", "Forsinket", "FFEB9C"),
        ("Risiko", "G2:G500", "Rød", "FFC7CE"),
        ("Risiko", "E2:E500", "H", "FFC7CE"),
    ],
)
def test_words_colour_their_cells(book: openpyxl.Workbook, name: str, cells: str, word: str, fill: str) -> None:
    rules = next(area.rules for area in book[name].conditional_formatting if str(area.sqref) == cells)
    matching = [rule.dxf.fill.bgColor.rgb[-6:] for rule in rules if f'="{word}"' in rule.formula[0]]
    assert matching == [fill]


@pytest.mark.parametrize(
    ("name", "letter", "format"),
    [("Tiltak", "A", "@"), ("Status", "D", "0%"), ("Økonomi", "D", "#,##0;[Red]-#,##0;0"), ("Risiko", "E", "@")],
)
def test_cells_not_yet_filled_in_have_the_format_of_their_kind(
    book: openpyxl.Workbook, name: str, letter: str, format: str
) -> None:
    assert book[name].column_dimensions[letter].number_format == format


def test_same_arguments_give_the_same_bytes(empty: Path, tmp_path: Path) -> None:
    create_workbook(tmp_path / "igjen.xlsx", year=2026)
    assert (tmp_path / "igjen.xlsx").read_bytes() == empty.read_bytes()


def test_properties_say_nothing_of_when_or_by_whom(empty: Path) -> None:
    with zipfile.ZipFile(empty) as package:
        properties = package.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z<' in properties
    assert "<dc:creator>rapportgen<" in properties


def test_the_folder_of_a_workbook_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    create_workbook(tmp_path / "ny" / "mappe" / "bok.xlsx", TING, year=2026)
    assert read_workbook(tmp_path / "ny" / "mappe" / "bok.xlsx", TING).has("Prosjekt")


def test_workbook_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "ny.xlsx").mkdir()
    with pytest.raises(RapportgenError, match=r"ny\.xlsx"):
        create_workbook(tmp_path / "ny.xlsx", year=2026)
    assert [path.name for path in tmp_path.iterdir()] == ["ny.xlsx"]


# --- Content -------------------------------------------------------------------------------------------------------


@sheet("Ting", samling="ting", key="id", help="Ting å prøve med.")
class Ting(Row):
    """A sheet that is not among the shipped ones."""

    __slots__ = ()

    id: Any = column("ID", IDENTIFIER, help="Unik ID.", example="1.1")
    navn: Any = column("Navn", TEXT, required=True, synonyms="Tittel", help="Navnet.", example="Stol")
    tekst: Any = column("Tekst", LONG_TEXT, help="Teksten.", example="Lang tekst")
    pris: Any = column("Pris", AMOUNT, help="Prisen.", example="12")
    antall: Any = column("Antall", NUMBER, help="Antallet.", example="3")
    naar: Any = column("Når", MOMENT, help="Tidspunktet.", example="12.10.2023")
    status: Any = column("Status", STATUS, help="Statusen.", example="Pågår")


TING = schema_of((SCHEMA["Prosjekt"].row_class, Ting))


def read_back(path: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = (), unit: str = "") -> Any:
    """What is read of a workbook made of these rows."""
    headings = headings or tuple(column_.heading for column_ in Ting.SHEET.columns)
    create_workbook(path, TING, Content({"Ting": Table(headings, rows, unit)}), year=2024)
    return read_workbook(path, TING)


def test_a_column_added_to_a_declaration_turns_up_in_the_workbook_and_is_read_back(tmp_path: Path) -> None:
    workbook = read_back(tmp_path / "b.xlsx", ("1.1", "Stol", None, 12, 3, dt.date(2023, 10, 12), "Pågår"))
    (row,) = workbook.rows("Ting")
    assert [str(value) for value in row.values.values()] == [
        "1.1", "Stol", "None", "12", "3", "12.10.2023", "Pågår"]  # fmt: skip
    assert [problem for problem in workbook.problems if problem.alvor in (FEIL, ADVARSEL)] == []


@pytest.mark.parametrize(
    "text", ["=1+1", "+4", "-", "@x", "'x", "1.1", "2-3", "  luft  ", "a\nb", "_x0041_", "å\u0308", "🙂"]
)
def test_text_stays_text_character_for_character(tmp_path: Path, text: str) -> None:
    create_workbook(tmp_path / "b.xlsx", TING, Content({"Ting": Table(("Tekst",), ((text,),))}), year=2024)
    cell = openpyxl.load_workbook(tmp_path / "b.xlsx")["Ting"]["C2"]
    assert (cell.value.replace("_x005F_", "_"), cell.data_type) == (text, "s")


def test_formatted_text_keeps_its_runs_and_list_signs(tmp_path: Path) -> None:
    text = RikTekst.av_biter([Bit("Vi har "), Bit("mye", fet=True, farge="C00000"), Bit(" igjen\n- én\n- to")])
    (row,) = read_back(tmp_path / "b.xlsx", ("1", "Stol", text, *[None] * 4)).rows("Ting")
    assert row.tekst == text


def test_total_row_is_bold_and_read_as_a_total(tmp_path: Path) -> None:
    empty_cells = (None, None, None)
    workbook = read_back(
        tmp_path / "b.xlsx", ("1", "Stol", None, 12, *empty_cells), TotalRow(("Sum", None, None, 12, *empty_cells))
    )
    assert [str(total.row.pris) for total in workbook.sheets["Ting"].totals] == ["12"]
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["Ting"]["A3"].font.bold


def test_unit_of_the_table_stands_in_the_heading_and_is_read_back(tmp_path: Path) -> None:
    (row,) = read_back(tmp_path / "b.xlsx", ("1", "S", None, Decimal("1.5"), *[None] * 3), unit="mill. kr").rows("Ting")
    assert row.pris.kroner == 1_500_000


def test_columns_by_synonym_or_unknown_keep_the_heading_they_have(tmp_path: Path) -> None:
    workbook = read_back(tmp_path / "b.xlsx", ("Stol", "rød"), headings=("Tittel", "Farge på setet"))
    assert headings(openpyxl.load_workbook(tmp_path / "b.xlsx")["Ting"])[1] == "Tittel"
    assert workbook.rows("Ting")[0].navn == "Stol"
    assert dict(workbook.rows("Ting")[0].unknown) == {"Farge på setet": "rød"}


def test_tables_of_other_sheets_are_written_as_they_are(tmp_path: Path) -> None:
    content = Content({"Kart": Table(("Sted", "Høyde"), (("Reine", 12), ("Sørvågen", None)))}, "Et eksempel.")
    create_workbook(tmp_path / "b.xlsx", TING, content, year=2024)
    target = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert [[cell.value for cell in row] for row in target["Kart"]] == [
        ["Sted", "Høyde"], ["Reine", 12], ["Sørvågen", None]]  # fmt: skip
    assert "Et eksempel." in [cell.value for row in target.worksheets[0] for cell in row]


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_any_text_can_be_written_and_the_workbook_opened(tmp_path: Path, text: str) -> None:
    create_workbook(tmp_path / "b.xlsx", TING, Content({"Ting": Table(("Navn", "Egen"), ((text, text),))}), year=2024)
    assert "Ting" in openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames


@pytest.mark.parametrize("name", SAMPLES)
def test_workbook_that_was_read_can_be_written_and_read_again(name: str, tmp_path: Path) -> None:
    source = read_workbook(FOLDER / f"{name}.xlsx")
    create_workbook(tmp_path / "ny.xlsx", content=source, year=2024)
    again = read_workbook(tmp_path / "ny.xlsx")
    for declared in SCHEMA:
        assert _said(again, declared.name) == _said(source, declared.name), declared.name
        assert _totals(again, declared.name) == _totals(source, declared.name), declared.name
    assert [problem for problem in again.problems if problem.alvor in (FEIL, ADVARSEL)] == []


def _said(workbook: Any, name: str) -> list[dict[str, str]]:
    rows = (
        {
            **row.values,
            **{f"{key} {period}": value for key, values in row.by_period.items() for period, value in values.items()},
            **row.unknown,
        }
        for row in workbook.rows(name)
    )
    return [{key: _text(value) for key, value in row.items() if value is not None} for row in rows]


def _text(value: Any) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _totals(workbook: Any, name: str) -> list[list[str]]:
    totals = workbook.sheets[name].totals if workbook.has(name) else []
    return [sorted(_text(v) for v in total.row.values.values() if v is not None) for total in totals]
