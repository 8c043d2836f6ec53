"""Cells and sheets that are written alike are read once, and never taken for others where they mean other things."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from rapportgen.excel import cells as cells_of_text
from rapportgen.excel import knowncells, readgrid
from rapportgen.excel.cells import Context, StringCell
from rapportgen.excel.knowncells import known_cells
from rapportgen.excel.readgrid import read_grid
from rapportgen.excel.styles import Style
from rapportgen.excel.texts import Text

if TYPE_CHECKING:
    from rapportgen.excel.grid import Cell

DATE = Style("dd.mm.yyyy", is_date=True)
STYLES = (Style(), DATE)
WORD = ' t="inlineStr"><is><t>Pågår</t></is></c>'
DAY = ' s="1"><v>45211</v></c>'
FIRST_STRING = ' t="s"><v>0</v></c>'


def cell(xml: str, context: Context) -> Cell:
    """The cell with this XML in a workbook."""
    written = known_cells(context)[xml]
    return written.of(context.strings) if isinstance(written, StringCell) else written


def value_in(xml: str, styles: tuple, *, from_1904: bool = False) -> object:
    """The value of a cell in a workbook."""
    return cell(xml, Context(styles=styles, from_1904=from_1904)).value


def words(*texts: str, styles: tuple = STYLES) -> Context:
    """A workbook with these strings."""
    return Context([Text(text) for text in texts], styles)


def test_cells_of_two_workbooks_with_the_same_styles_are_one():
    one, other = known_cells(Context(styles=STYLES)), known_cells(Context(styles=list(STYLES)))
    assert one[WORD].value == "Pågår"
    assert one[WORD] is other[WORD]


def test_the_same_number_is_another_day_in_a_workbook_that_counts_from_1904():
    found = [value_in(DAY, STYLES, from_1904=from_1904) for from_1904 in (False, True, False)]
    assert found == [date(2023, 10, 12), date(2027, 10, 13), date(2023, 10, 12)]


def test_the_same_number_is_no_day_in_a_workbook_with_other_styles():
    assert [value_in(DAY, styles) for styles in (STYLES, (Style(), Style()))] == [date(2023, 10, 12), 45211]


@pytest.mark.parametrize(
    "xml",
    [FIRST_STRING, " t='s'><v>0</v></c>", '\tt="s"><v>0</v></c>', ' t ="s"><v>0</v></c>', ' t="&#115;"><v>0</v></c>'],
)
def test_a_cell_with_the_number_of_a_string_is_the_string_of_its_own_workbook(xml):
    assert [cell(xml, words(word)).value for word in ("Lav", "Høy", "Lav")] == ["Lav", "Høy", "Lav"]


@pytest.mark.parametrize("start", ["", ' s="1"'])
def test_the_same_string_by_another_number_is_the_same_cell(start):
    one = cell(f'{start} t="s"><v>0</v></c>', words("Lav"))
    assert cell(f'{start} t="s"><v>1</v></c>', words("Høy", "Lav")) is one


def test_the_same_string_in_another_style_is_another_cell():
    styles = (Style(), Style(fill="FFFF00"))
    book = words("Lav", styles=styles)
    assert [cell(f'{start} t="s"><v>0</v></c>', book).style for start in ("", ' s="1"', ' s="0"', ' s="9"')] == [
        *styles,
        *(styles[0], Style()),
    ]


def test_strings_that_read_alike_and_look_different_are_different_cells():
    texts = [Text("Lav"), Text("Lav", struck=True), Text("Lav", stripped=True)]
    cells = [cell(FIRST_STRING, Context([text], STYLES)) for text in texts]
    assert [(found.style.strike, found.stripped) for found in cells] == [(False, False), (True, False), (False, True)]


def test_a_formula_says_of_a_string_where_it_links_to():
    xml = ' t="s"><f>HYPERLINK("https://en.no","x")</f><v>0</v></c>'
    assert [cell(xml, words(word))[::7] for word in ("Lav", "Høy")] == [
        ("Lav", "https://en.no"),
        ("Høy", "https://en.no"),
    ]


@pytest.mark.parametrize("number", ["1", "12345678", "-1", "x", "1.0", " "])
def test_a_number_without_a_string_is_an_error_whatever_was_read_before(number):
    assert cell(' t="s"><v>1</v></c>', words("Lav", "Høy")).value == "Høy"
    found = cell(f' s="1" t="s"><v>{number}</v></c>', words("Lav"))
    assert (found.error, found.style) == ("cellen viser til en tekst som ikke finnes i filen", DATE)


@pytest.mark.parametrize("xml", [' t="n" t="s"><v>0</v></c>', '/ t="s"><v>0</v></c>', ' t="s"><v>0</v></c></c>'])
def test_what_only_looks_like_a_string_is_refused_each_time(xml):
    for _ in range(2):
        with pytest.raises(ElementTree.ParseError):
            known_cells(words("Lav"))[xml]


def test_no_more_texts_are_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(cells_of_text, "_MOST_TEXTS", 5)
    book = words(*map(str, range(50)), styles=(Style("0.000"),))
    written = [known_cells(book)[f' s="0" t="s"><v>{number}</v></c>'] for number in range(50)]
    assert [cell.of(book.strings).value for cell in written] == [str(number) for number in range(50)]
    assert len(written[0].known) <= 5


def test_a_long_text_is_not_remembered():
    book = words("Lav", "Lang " * 50, styles=(Style("0.0000"),))
    written = [known_cells(book)[f' s="0" t="s"><v>{number}</v></c>'] for number in range(2)]
    assert [cell.of(book.strings).value for cell in written] == ["Lav", "Lang " * 50]
    assert [text.text for text in written[0].known] == ["Lav"]


def test_no_more_cells_are_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(knowncells, "_MOST_KNOWN", 5)
    known = known_cells(Context(styles=(Style("@"),)))
    for start in (0, 3, 40):
        numbers = list(range(start, start + 50))
        assert [known[f"><v>{number}</v></c>"].value for number in numbers] == numbers
        assert len(known) <= 5


def test_the_cells_of_a_long_table_are_not_shared():
    context = Context(styles=(Style("@"), Style("@")))
    assert known_cells(context, alone=True)["><v>1</v></c>"].value == 1
    assert "><v>1</v></c>" not in known_cells(context)


# --- Sheets --------------------------------------------------------------------------------------------------------

SHEET = (
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45211</v></c><c r="C1" t="s">'
    '<v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>7</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
)


def values(sheet: str, context: Context, title: str = "Ark") -> list[object]:
    """The title of a sheet, and the values of its cells."""
    stream = io.BytesIO(sheet.encode())
    grid = read_grid(stream, title, "visible", context, known_cells(context), "bok.xlsx").grid
    return [grid.title, *[cell.value for row in grid.rows.values() for cell in row.values()]]


def test_a_sheet_read_before_has_the_strings_and_the_title_of_its_own_workbook():
    found = [values(SHEET, words(*two), title) for two, title in ((("a", "b"), "En"), (("c", "d"), "To"))]
    assert found == [["En", "a", date(2023, 10, 12), "b", 7], ["To", "c", date(2023, 10, 12), "d", 7]]


def test_a_sheet_read_before_is_read_anew_in_a_workbook_with_other_styles():
    found = [values(SHEET, words("a", "b", styles=styles)) for styles in (STYLES, (Style(), Style()), STYLES)]
    assert [value for _, _, value, _, _ in found] == [date(2023, 10, 12), 45211, date(2023, 10, 12)]


def test_a_sheet_read_before_is_the_same_as_a_sheet_read_for_the_first_time():
    context = words("a", "b", styles=(*STYLES, Style("first")))
    first, again = (
        read_grid(io.BytesIO(SHEET.encode()), "Ark", "visible", context, known_cells(context), "bok.xlsx")
        for _ in range(2)
    )
    assert first == again
    assert (first.grid.hidden_rows, len(first.grid.merges)) == ({2}, 1)


def test_what_is_put_on_a_sheet_is_not_on_the_next_one():
    context = words("a", "b")
    first, again = (
        read_grid(io.BytesIO(SHEET.encode()), "Ark", "visible", context, known_cells(context), "bok.xlsx")
        for _ in range(2)
    )
    first.grid.tables.append("tabell")
    first.grid.rows[1] = {}
    assert (again.grid.tables, len(again.grid.rows[1])) == ([], 3)


def test_no_more_sheets_are_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(knowncells, "_MOST_FORMS", 3)
    context = words("a", "b", styles=(*STYLES, Style("forms")))
    known = known_cells(context)
    for number in range(9):
        assert values(SHEET.replace(">7<", f">{number}<"), context)[-1] == number
        assert values(SHEET, context)[-1] == 7
    assert len(known.forms) == 3
    assert SHEET.encode() in known.forms  # what is asked for stays


def test_a_long_sheet_is_not_remembered_and_reads_the_same(monkeypatch):
    context = words("a", "b", styles=(*STYLES, Style("long")))
    monkeypatch.setattr(readgrid, "_LONGEST_REMEMBERED", 100)
    found = values(SHEET, context)
    assert not known_cells(context).forms
    monkeypatch.undo()
    assert values(SHEET, context) == found


def test_a_damaged_sheet_is_refused_each_time():
    context = words("a", "b")
    for _ in range(2):
        with pytest.raises(ElementTree.ParseError):
            values(SHEET.replace("</c></row>", "</row>", 1), context)
