"""Cells that are cut out of a sheet are the cells that a parser of the whole sheet finds, and as damaged."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rapportgen.errors import FileRefusedError
from rapportgen.excel import readgrid
from rapportgen.excel.book import load_book
from rapportgen.excel.cells import Context
from rapportgen.excel.cutrows import CutSheet
from rapportgen.excel.cutting import OtherFormError
from rapportgen.excel.knowncells import known_cells
from rapportgen.excel.readgrid import read_grid
from rapportgen.excel.styles import Palette, Style
from rapportgen.excel.texts import Text

SAMPLES = sorted((Path(__file__).parent.parent.parent / "samples").glob("*.xlsx"))
STYLES = (Style(), Style("dd.mm.yyyy", is_date=True), Style(fill="C6EFCE"), Style(bold=True, strike=True))
START = '<worksheet xmlns="urn:ark" xmlns:x="urn:x"><cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
END = '</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'


def parsed_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_cut(stream, known, strings, file):
        raise OtherFormError

    monkeypatch.setattr(readgrid, "_cut_up", not_cut)


def read(data: bytes) -> object:
    context = Context([Text("delt")], STYLES, Palette())
    try:
        return read_grid(io.BytesIO(data), "Ark", "visible", context, known_cells(context, alone=True), "bok.xlsx")
    except (ElementTree.ParseError, ValueError) as error:
        return type(error)


def both_ways(data: bytes) -> tuple[object, object]:
    cut = read(data)
    with pytest.MonkeyPatch.context() as patch:
        parsed_whole(patch)
        return cut, read(data)


def is_cut_out(data: bytes) -> bool:
    sheet = CutSheet(io.BytesIO(data))
    return all(cells for _, cells in sheet.rows()) and sheet.rest() is not None


def sheet(rows: str) -> bytes:
    return f"{START}{rows}{END}".encode()


def bare(inside: str) -> bytes:
    return f'<worksheet xmlns="urn:ark" xmlns:x="urn:x">{inside}</worksheet>'.encode()


def bare_sheet(rows: str) -> bytes:
    """A sheet with nothing around its rows, which is not parsed when they can be cut out."""
    return bare(f"<sheetData>{rows}</sheetData>")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_the_same_both_ways(path, monkeypatch):
    cut = load_book(path)
    parsed_whole(monkeypatch)
    assert cut == load_book(path)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1" s="2"/><c r="B1" t="n"></c><c r="C1" s="1" t="n"><v>45211</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>7</v></c></row>',
        '<row r="1" spans="1:2" x:d="0.25"><c r="A1" t="inlineStr"><is><t>b&#229;t &#x2013; &amp;</t></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>to</t></r><r><rPr><b/></rPr><t>biter</t></r></is></c></row>',
        '<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>5</v></c><c r="B1"><f t="shared" si="0"/><v>1</v></c></row>',
        '<row r="1"><c r="A1" cm="1" t="str"><f>1&lt;2</f><v>ja</v></c><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="1" hidden="1"/><row r="2"></row><row r="7"><c r="A7"><v>1</v></c></row>',
    ],
)
def test_what_programs_write_is_cut_out_and_the_same(row):
    cut, whole = both_ways(sheet(row))
    assert cut == whole
    assert is_cut_out(sheet(row))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c><v>2</v></c></row>',
        '<row r="1"><c><v>2</v></c><c r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="B2"><v>1</v></c><c r="C1"><v>2</v></c></row>',
        '<row r="1"><c r="B2" t="str"><v>tomme: 11"</v></c><c r="C11"><v>2</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><is><c r="C1"><v>3</v></c></is></c></row>',
        '<row r="1"><!-- <c r="A1"><v>1</v></c> --></row>',
        '<!-- <row r="1"><c r="A1"><v>1</v></c></row> --><row r="2"/>',
        '<row r="1"><![CDATA[ <c r="A1"><v>1</v></c> ]]></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[ </row><row r="2"> ]]></v></c></row>',
        '<row r="1"><?x <c r="A1"><v>1</v></c> ?></row>',
        '<row r="1"><c r="A1" x:y="1"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"/><c r="A1"><v>1</v></c>',
        '<row r="1" a=">"><c r="A1"><v>1</v></c>"></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><row r="2"><c r="A2"><v>2</v></c></row><sheetData>',
        '<row r="1"><c r="A1"/><c r="1" s="2"/></row>',
        '<row><c r="A1"><v>1</v></c></row></sheetData><cols><row r="2"><c r="A2"/></row></cols><sheetData>',
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>',
        '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><other><row r="2"><c r="A2"><v>1</v></c></row></other>'
        '<sheetData><row r="3"><c r="A3"><v>3</v></c></row>',
    ],
)
def test_other_ways_of_writing_are_the_same(rows):
    cut, whole = both_ways(sheet(rows))
    assert cut == whole
    assert not isinstance(whole, type)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" s="1" s="1"><v>1</v></c></row>',
        '<row r="1" r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s&#229;="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</c></v></row>',
        '<row r="1"><c r="A1"><v>1 & 2</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>]]></v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
        '<row r="<c r="A1"/>"></row>',
        '<row r="1"><c r="<v/>A1"/></row>',
        '<row r="1"><c r="A1"></c></c></row>',
        '<row r="1"><c r="A1"/></row',
        '<row r="1" y:z="1"><c r="A1"/></row>',
        '<row r="1"><c r="A1"><v>&aring;</v></c></row>',
        '<row r="1"><c r="A1"><v>&#1;</v></c></row>',
    ],
)
def test_damage_is_damage_both_ways(rows):
    assert both_ways(sheet(rows)) == (ElementTree.ParseError, ElementTree.ParseError)


def test_a_cell_nested_to_the_bottom_is_refused():
    deep = "<is>" * 9_999 + "</is>" * 9_999
    with pytest.raises(FileRefusedError):
        read(sheet(f'<row r="1"><c r="A1">{deep}</c></row>'))


def test_other_encodings_are_the_same():
    data = (
        '<?xml version="1.0" encoding="{}"?>' + sheet('<row r="1"><c r="A1" t="str"><v>blåbær</v></c></row>').decode()
    )
    for encoding in ("utf-8", "UTF-8", "utf-16", "iso-8859-1"):
        cut, whole = both_ways(data.format(encoding).encode(encoding))
        assert cut == whole
        assert cut.grid.cell(1, 1).value == "blåbær"


PIECES = st.sampled_from(
    [
        *(
            '<row r="1">',
            '<row r="2" hidden="1">',
            "<row>",
            "</row>",
            '<row r="3"/>',
            "<!-- ",
            " -->",
            "<![CDATA[",
            "]]>",
        ),
        *('<c r="A1">', '<c r="B2" s="2"/>', '<c r="C1" t="inlineStr">', '<c r="D1" t="str" s="1">', "<c>", "</c>"),
        *(
            "<v>",
            "</v>",
            "<v/>",
            "<is>",
            "</is>",
            "<t>",
            '<t xml:space="preserve">',
            "</t>",
            "<f>",
            "</f>",
            "<r>",
            "</r>",
        ),
        *("1", "45211", "ord", "å", "&#229;", "&amp;", "&#38;", "&", "\n", " ", '"', ">", "<", "_x0041_", "\0", "]]>"),
        *('<row r="1"><c r="A1"><v>1</v></c></row>', '<c r="B1" t="inlineStr"><is><t>to</t></is></c>'),
        *("</sheetData>", "<sheetData>", '<row r="4"><c r="A4" t="s"><v>0</v></c>'),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@example('<row r="1"><c r="A1" t="str"><v>&amp;#229;</v></c></row>')
@example('<row r="1"><c r="A1" t="inlineStr"><is><t>&amp;#229; &lt;&#38;gt;&quot;</t></is></c></row>')
@example('<row r="3"/></row>')
@example('<row r="3"/> </row>')
@example('<row r="3"></row></row>')
@example('<row r="3"> </row>')
@example('<row r="3"/><c r="A3"/></row>')
@example('<row r="3">1</row>')
@example('<row r="3">1<c r="A3"/></row>')
@example('<row r="3" hidden="1" hidden="1"/>')
@example('<row r="3" hidden="1"/><row r="3" hidden="0"/><row r="4" hidden="&#49;"/>')
@example('<row r="3" a:b="1"/>')
@example('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c><c r="B1" s="2"/></row>')
def test_any_pieces_of_xml_are_the_same_both_ways(rows):
    cut, whole = both_ways(sheet(rows))
    assert cut == whole
    cut, whole = both_ways(bare_sheet(rows))
    assert cut == whole


@pytest.mark.parametrize(
    "inside",
    [
        '<cols><col min="1" max="2" hidden="false"/></cols><sheetData/>',
        '<cols><col min="1" max="2" hidden="false"/><col min="3" max="3" hidden="true"/></cols><sheetData/>',
        '<cols><col min="1" max="2" hidden="0"/><col min="3" max="3" hidden="&#49;"/></cols><sheetData/>',
        '<x:cols><x:col min="1" max="2" hidden="1"/></x:cols><sheetData/>',
        '<sheetData><row r="1" hidden="0"/><row r="2" hidden="true"/><row r="3" hidden="0"/></sheetData>',
        '<sheetData><row r="1"/></sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells>',
        '<sheetData><row r="1"/></sheetData><conditionalFormatting sqref="A1:B2 C3"/>',
        '<sheetData><row r="1"/></sheetData><hyperlinks><hyperlink ref="A1" location="Ark!B1"/></hyperlinks>',
        '<sheetData><row r="1"/></sheetData><tableParts><tablePart xmlns:r="urn:r" r:id="rId1"/></tableParts>',
        '<sheetData><row r="1"/></sheetData><pageMargins left="0,7"/>',
    ],
)
def test_what_stands_around_the_cells_is_the_same_both_ways(inside):
    cut, whole = both_ways(bare(inside))
    assert cut == whole
    assert not isinstance(whole, type)


@pytest.mark.parametrize("inside", ["<a></b><sheetData/>", "<y:a/><sheetData/>", '<a b="1" b="2"/>', "<a>&b;</a>"])
def test_damage_around_the_cells_is_damage_both_ways(inside):
    assert both_ways(bare(inside)) == (ElementTree.ParseError, ElementTree.ParseError)


def test_a_sheet_nested_to_the_bottom_around_its_cells_is_refused():
    with pytest.raises(FileRefusedError):
        read(bare("<a>" * 9_999 + "</a>" * 9_999 + "<sheetData/>"))


@given(st.data())
def test_a_sheet_damaged_anywhere_is_the_same_both_ways(data):
    good = sheet(
        '<row r="1"><c r="A1" s="2"/><c r="B1" t="inlineStr"><is><t>b&#229;t</t></is></c><c r="C1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c><c r="B2"><f>SUM(A1)</f><v>2</v></c></row><row r="3"/>'
    )
    at, length = data.draw(st.integers(0, len(good))), data.draw(st.integers(0, 12))
    cut, whole = both_ways(good[:at] + data.draw(PIECES).encode() + good[at + length :])
    assert cut == whole
