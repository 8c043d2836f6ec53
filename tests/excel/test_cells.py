"""Cells as they are stored in the file: kinds, dates, escapes, rich text, and damage."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.excel.cells import Context
from rapportgen.excel.knowncells import known_cells
from rapportgen.excel.readgrid import read_grid
from rapportgen.excel.styles import Palette, Style, date_or_duration, tinted
from rapportgen.excel.texts import strings_of

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DATE, HOURS = Style("dd.mm.yyyy", is_date=True), Style("[h]:mm", is_date=True, is_duration=True)
PAINTED = Style(fill="C6EFCE")


def grid_of(rows: str, *, from_1904: bool = False, strings: tuple = (), after: str = "") -> object:
    xml = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    context = Context(strings, (Style(), DATE, HOURS, PAINTED), Palette(), from_1904)
    stream = io.BytesIO(xml.encode("utf-8", "surrogatepass"))
    return read_grid(stream, "Ark", "visible", context, known_cells(context), "bok.xlsx").grid


def cell_of(xml: str, **options: object) -> object:
    return grid_of(f'<row r="1">{xml}</row>', **options).cell(1, 1)


def text_of(text: str) -> object:
    return cell_of(f'<c r="A1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<c r="A1"><v>5</v></c>', 5),
        ('<c r="A1"><v>5.25</v></c>', 5.25),
        ('<c r="A1"><v>-1E3</v></c>', -1000.0),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="str"><f>A2</f><v>tekst</v></c>', "tekst"),
        ('<c r="A1" t="d"><v>2024-03-31</v></c>', date(2024, 3, 31)),
        ('<c r="A1" s="1"><v>45211</v></c>', date(2023, 10, 12)),
        ('<c r="A1" s="1"><v>45211.5</v></c>', datetime(2023, 10, 12, 12)),
        ('<c r="A1" s="1"><v>1</v></c>', date(1900, 1, 1)),
        ('<c r="A1" s="1"><v>59</v></c>', date(1900, 2, 28)),
        ('<c r="A1" s="1"><v>61</v></c>', date(1900, 3, 1)),
        ('<c r="A1" s="1"><v>0.354166666666667</v></c>', "08:30"),
        ('<c r="A1" s="2"><v>1.25</v></c>', "30:00"),
        ("<c><v>5</v></c>", 5),
    ],
)
def test_stored_values(xml, value):
    assert cell_of(xml).value == value


@pytest.mark.parametrize(("serial", "from_1904"), [("2958465.99999999", False), ("2957004", True), ("2958465", True)])
def test_a_date_after_the_last_year_is_a_fault_of_its_cell_alone(serial: str, from_1904: bool):
    cell = cell_of(f'<c r="A1" s="1"><v>{serial}</v></c>', from_1904=from_1904)
    assert "er etter år 9999" in cell.error


def test_the_1904_calendar():
    assert cell_of('<c r="A1" s="1"><v>44197</v></c>', from_1904=True).value == date(2025, 1, 2)


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="A1"><v>abc</v></c>',
        '<c r="A1"><v>1e999</v></c>',
        '<c r="A1"><v>NaN</v></c>',
        '<c r="AAAA0"><v>5</v></c>',
        '<c r="A1" s="1"><v>60</v></c>',
        '<c r="A1" s="1"><v>10000000000</v></c>',
        '<c r="A1" s="1"><v>-5</v></c>',
        '<c r="A1" t="d"><v>2025-13-45</v></c>',
        '<c r="A1" t="b"><v>x</v></c>',
        '<c r="A1" t="s"><v>999</v></c>',
        '<c r="A1" t="ny"><v>5</v></c>',
    ],
)
def test_damage_is_an_error_of_the_cell(xml):
    cell = cell_of(xml)
    assert cell.value is None
    assert cell.error


@pytest.mark.parametrize(
    ("stored", "text", "stripped"),
    [
        ("en_x000D_\nto", "en\nto", False),
        ("_x005F_x000D_", "_x000D_", False),
        ("a_x0001_b_x000B_c", "abc", True),
        ("a_xD800_b_xFFFE_c", "abc", True),
        ("_xD83D__xDE00_", "😀", False),
        ("Ma\u030alselv", "Målselv", False),
        ("a\tb &lt; &amp;", "a\tb < &", False),
    ],
)
def test_escapes_and_characters_no_document_can_hold(stored, text, stripped):
    cell = text_of(stored)
    assert (cell.value, cell.stripped) == (text, stripped)


def test_a_text_over_excels_limit_is_an_error():
    assert text_of("x" * 32_767).value == "x" * 32_767
    assert "32767" in text_of("x" * 32_768).error


def test_runs_are_kept_when_they_differ_and_phonetic_hints_are_not():
    runs = '<r><t>O</t></r><r><rPr><b/><color rgb="FFFF0000"/></rPr><t>la</t></r><rPh><t>x</t></rPh>'
    (text,) = strings_of(io.BytesIO(f'<sst xmlns="{NAMESPACE}"><si>{runs}</si></sst>'.encode()))
    assert text.text == "Ola"
    assert [(run.tekst, run.fet, run.farge) for run in text.runs] == [("O", False, None), ("la", True, "FF0000")]


def test_a_formula_without_a_stored_value_is_marked_and_one_that_gives_nothing_is_not():
    assert cell_of('<c r="A1"><f>1+1</f></c>').no_value
    assert cell_of('<c r="A1"><f>1+1</f><v></v></c>').no_value
    assert cell_of('<c r="A1" t="str"><f>A2</f><v></v></c>').is_blank


def test_rows_out_of_order_and_twice():
    first, again = '<row r="1"><c r="B1"><v>2</v></c></row>', '<row r="1"><c r="A1"><v>1</v></c></row>'
    grid = grid_of(f'<row r="3"><c r="A3"><v>3</v></c></row>{first}{again}')
    assert grid.numbers == [1, 3]
    assert grid.filled(1) == [1, 2]


def test_empty_cells_cost_nothing_and_backgrounds_are_kept():
    grid = grid_of('<row r="1"><c r="A1" s="1"/><c r="B1" s="3"/><c r="XFD1" s="3"/></row>')
    assert list(grid.rows[1]) == [2]


def test_a_large_sheet_is_streamed_with_the_same_result(monkeypatch):
    monkeypatch.setattr("rapportgen.excel.sheetxml._LARGE", 10_000)
    row = '<row r="{0}"><c r="A{0}" s="1"/><c r="B{0}"><v>{0}</v></c><c r="C{0}" s="3"/></row>'
    rows = "".join(row.format(number) for number in range(1, 20_001))
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(20_001, 60_001))
    grid = grid_of(rows + empty, after='<mergeCells><mergeCell ref="B1:C1"/></mergeCells>')
    assert grid.numbers == list(range(1, 20_001))
    assert grid.cell(20_000, 2).value == 20_000
    assert grid.cell(20_000, 3).style.fill
    assert len(grid.merges) == 1


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_text_survives(text):
    import unicodedata
    from xml.sax.saxutils import escape

    stored = escape(text.replace("_x", "_x005F_x"))
    wanted = unicodedata.normalize("NFC", text.replace("\ufffe", "").replace("\uffff", ""))
    if "\ufffe" in text or "\uffff" in text:
        return
    assert (text_of(stored).value or "") == wanted


@pytest.mark.parametrize(
    ("code", "is_date", "is_duration"),
    [
        ("General", False, False),
        ("#,##0;[Red]-#,##0", False, False),
        ("dd.mm.yyyy", True, False),
        ("mmm.yy", True, False),
        ("[$-414]d. mmmm yyyy;@", True, False),
        ('0.0 "dager"', False, False),
        ('#,##0 "kr";-#,##0 "mindre"', False, False),
        ("[h]:mm", True, True),
        ("@", False, False),
        ("[" * 60_000, False, False),
    ],
)
def test_which_formats_are_dates(code, is_date, is_duration):
    assert date_or_duration(code) == (is_date, is_duration)


@pytest.mark.parametrize(
    ("rgb", "tint", "result"), [("4472C4", 0.0, "4472C4"), ("FFFFFF", -0.15, "D9D9D9"), ("000000", 0.5, "808080")]
)
def test_tints_of_theme_colours(rgb, tint, result):
    assert tinted(rgb, tint) == result
