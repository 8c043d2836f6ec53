"""Cells that are written alike are one, in a workbook and in others like it, and never where they mean other things."""

from __future__ import annotations

from datetime import date

import pytest

from rapportgen.excel import knowncells
from rapportgen.excel.cells import Context
from rapportgen.excel.knowncells import KnownCells
from rapportgen.excel.styles import Style
from rapportgen.excel.texts import Text

DATE = Style("dd.mm.yyyy", is_date=True)
STYLES = (Style(), DATE)
WORD = ' t="inlineStr"><is><t>Pågår</t></is></c>'
DAY = ' s="1"><v>45211</v></c>'
FIRST_STRING = ' t="s"><v>0</v></c>'


def value_in(xml: str, styles: tuple, *, from_1904: bool = False) -> object:
    """The value of a cell in a workbook that shares what it knows."""
    cells = KnownCells(Context(styles=styles, from_1904=from_1904))
    found = cells[xml].value
    cells.share()
    return found


def test_cells_of_two_workbooks_with_the_same_styles_are_one():
    one, other = KnownCells(Context(styles=STYLES)), KnownCells(Context(styles=list(STYLES)))
    assert one[WORD].value == "Pågår"
    one.share()
    assert one[WORD] is one[WORD] is other[WORD]


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
    books = [KnownCells(Context([Text(word)], STYLES)) for word in ("Lav", "Høy", "Lav")]
    cells = []
    for book in books:
        cells.append(book[xml])
        book.share()
    assert [cell.value for cell in cells] == ["Lav", "Høy", "Lav"]


def test_no_more_cells_are_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(knowncells, "_MOST_KNOWN", 5)
    for start in (0, 3, 40):
        book = KnownCells(Context(styles=(Style("@"),)))
        numbers = list(range(start, start + 50))
        assert [book[f"><v>{number}</v></c>"].value for number in numbers] == numbers
        book.share()
        assert len(book) <= 5
        assert len(book._shared) <= 5


def test_the_cells_of_a_long_table_are_not_shared(monkeypatch):
    monkeypatch.setattr(knowncells, "_MOST_TO_SHARE", 5)
    book = KnownCells(Context(styles=(Style("@"), Style("@"))))
    assert [book[f"><v>{number}</v></c>"].value for number in range(6)] == list(range(6))
    book.share()
    assert not book._shared
