"""Cells that are written alike are one, in a workbook and in others like it, and never where they mean other things."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

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


@pytest.mark.parametrize("start", ["", ' s="1"'])
def test_the_same_string_by_another_number_is_the_same_cell(start):
    one, other = (KnownCells(Context([Text(word) for word in words], STYLES)) for words in (("Lav",), ("Høy", "Lav")))
    assert one[f'{start} t="s"><v>0</v></c>'] is other[f'{start} t="s"><v>1</v></c>']


def test_the_same_string_in_another_style_is_another_cell():
    styles = (Style(), Style(fill="FFFF00"))
    book = KnownCells(Context([Text("Lav")], styles))
    assert [book[f'{start} t="s"><v>0</v></c>'].style for start in ("", ' s="1"', ' s="0"', ' s="9"')] == [
        *styles,
        *(styles[0], Style()),
    ]


def test_strings_that_read_alike_and_look_different_are_different_cells():
    words = [Text("Lav"), Text("Lav", struck=True), Text("Lav", stripped=True)]
    cells = [KnownCells(Context([word], STYLES))[FIRST_STRING] for word in words]
    assert [(cell.style.strike, cell.stripped) for cell in cells] == [(False, False), (True, False), (False, True)]


@pytest.mark.parametrize(
    ("xml", "error"),
    [
        (' t="s"><v>1</v></c>', "cellen viser til en tekst som ikke finnes i filen"),
        (' t="s"><v>12345678</v></c>', "cellen viser til en tekst som ikke finnes i filen"),
        (' t="s"><v>-1</v></c>', "cellen viser til en tekst som ikke finnes i filen"),
        (' t="s"><v>x</v></c>', "cellen viser til en tekst som ikke finnes i filen"),
    ],
)
def test_a_number_without_a_string_is_an_error_whatever_was_read_before(xml, error):
    assert KnownCells(Context([Text("Lav"), Text("Høy")], STYLES))[' t="s"><v>1</v></c>'].value == "Høy"
    assert KnownCells(Context([Text("Lav")], STYLES))[xml].error == error


@pytest.mark.parametrize("xml", [' t="n" t="s"><v>0</v></c>', '/ t="s"><v>0</v></c>', ' t="s"><v>0</v></c></c>'])
def test_what_only_looks_like_a_string_is_refused_each_time(xml):
    for _ in range(2):
        with pytest.raises(ElementTree.ParseError):
            KnownCells(Context([Text("Lav")], STYLES))[xml]


def test_no_more_strings_are_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(knowncells, "_MOST_STRINGS", 5)
    book = KnownCells(Context([Text(str(number)) for number in range(50)], (Style("0"),)))
    assert [book[f' t="s"><v>{number}</v></c>'].value for number in range(50)] == [str(number) for number in range(50)]
    assert len(book._strings) <= 5


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
