"""What is quick gives the same as what is thorough: strings, headings, values of cells, long sheets and words."""

from __future__ import annotations

import gc
import io
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rapportgen.errors import FileRefusedError
from rapportgen.excel import columns, cutting, knowncells, readgrid, texts, typedcolumns, unknown, values
from rapportgen.excel.cells import Context
from rapportgen.excel.grid import Cell
from rapportgen.excel.knowncells import known_cells
from rapportgen.excel.read import read_workbook
from rapportgen.excel.readgrid import read_grid
from rapportgen.excel.styles import Style
from rapportgen.excel.texts import Text, strings_of
from rapportgen.model import kinds
from rapportgen.model.kinds import Reading
from rapportgen.model.ordforraad import STATUS
from rapportgen.model.riktekst import _LINE_BREAK, _parts
from rapportgen.model.tall import parse_amount, parse_number
from tests.excel.bygg import workbook_with

SAMPLES = sorted((Path(__file__).parent.parent.parent / "samples").glob("*.xlsx"))
KINDS = [kind for kind in vars(kinds).values() if isinstance(kind, kinds.Kind)]
WRITTEN = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["Pågår", "2Q 2024", "12.10.2023", "ca. 25 %", "R1", "ja", "H", "1 200", "- punkt", "to\nlinjer"]),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
)


def contents(path: Path) -> object:
    workbook = read_workbook(path)
    rows = {
        name: [
            (row.values, dict(row.addresses), row.unknown, row.by_period, row.number, row.instead)
            for row in (*data.rows, *(total.row for total in data.totals))
        ]
        for name, data in workbook.sheets.items()
    }
    notes = {name: (data.columns, data.units, data.notes, data.titles) for name, data in workbook.sheets.items()}
    return rows, notes, workbook.unknown, workbook.counts, workbook.problems


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_headings_settled_at_once_are_the_same_as_one_by_one(path, monkeypatch):
    quick = contents(path)
    monkeypatch.setattr(columns, "_settled", lambda sheet, written: None)
    assert contents(path) == quick


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_cells_that_are_remembered_are_the_same_as_cells_read_anew(path, monkeypatch):
    quick = contents(path)
    for module in (typedcolumns, unknown, knowncells):
        monkeypatch.setattr(module, "_MOST_KNOWN", 1)
    knowncells._shared.cache_clear()
    assert contents(path) == quick


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sheets_that_are_remembered_are_the_same_as_sheets_read_anew(path, monkeypatch):
    quick = contents(path)
    monkeypatch.setattr(readgrid, "_LONGEST_REMEMBERED", 1)
    assert contents(path) == quick


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sheets_read_in_small_pieces_are_the_same_as_read_at_once(path, monkeypatch):
    quick = contents(path)
    monkeypatch.setattr(cutting, "_PIECE", 97)
    knowncells._shared.cache_clear()
    assert contents(path) == quick


def test_a_figure_is_read_in_the_unit_of_its_own_workbook_whichever_was_read_before(tmp_path):
    def paths():
        for number, unit in enumerate(["kr", "1 000 kr", "kr", "mill. kr"]):
            headings = ["Kvartal", "Kontogruppe", f"Regnskap hittil i år ({unit})"]
            yield workbook_with(tmp_path / f"{number}.xlsx", {"Økonomi": [headings, ["2Q 2024", "20", 1250]]})

    amounts = [read_workbook(path).rows("Økonomi")[0].regnskap for path in paths()]
    assert [(amount.kroner, amount.enhet) for amount in amounts] == [
        (1250, "kr"),
        (1_250_000, "1 000 kr"),
        (1250, "kr"),
        (1_250_000_000, "mill. kr"),
    ]


def test_a_letter_cut_in_two_by_a_piece_is_whole(monkeypatch):
    xml = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>blåbærsyltetøy</v></c></row></sheetData></worksheet>'
    for size in range(1, 12):
        monkeypatch.setattr(cutting, "_PIECE", size)
        known = known_cells(Context(), alone=True)
        found = read_grid(io.BytesIO(xml.encode()), "Ark", "visible", Context(), known, "bok.xlsx")
        assert found.grid.cell(1, 1).value == "blåbærsyltetøy"


@given(WRITTEN, st.sampled_from(KINDS), st.sampled_from([Reading(), Reading("1 000 kr", decimals=True, year=2024)]))
@example(1200, kinds.AMOUNT, Reading("mill. kr"))
@example(-0.0, kinds.NUMBER, Reading())
def test_a_value_without_remarks_is_the_same_as_one_read_with_all_care(written, kind, reading):
    cell = Cell(written, Style("0"))
    quick = values.typed(cell, kind, "Ark!A1", reading)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "plain_value", lambda cell, kind, reading: None)
        slow = values.typed(cell, kind, "Ark!A1", reading)
    assert (repr(quick[0]), list(quick[1]), quick[2]) == (repr(slow[0]), list(slow[1]), slow[2])


@given(st.one_of(st.text(), st.text("abå–’ αже", max_size=30)))
def test_letters_of_other_alphabets_are_found_in_every_text(text):
    found = values.mixed_alphabets(text)
    assert bool(found) == (values._FOREIGN_IN_WORD.search(text) is not None)


@given(st.integers(-(10**17), 10**17), st.sampled_from(["", "General", "#,##0", "0%", '0" %"']))
def test_whole_numbers_are_the_same_stored_either_way(number, number_format):
    assert parse_number(float(number), number_format=number_format) == parse_number(
        Decimal(f"{float(number):.15g}"), number_format=number_format
    )
    amount = parse_amount(number, "1 000 kr", number_format=number_format)
    assert amount == parse_amount(Decimal(number), "1 000 kr", number_format=number_format)


@given(st.text(max_size=70))
@example("pågår")
@example("helt ukjent")
def test_a_word_asked_for_again_is_understood_as_the_first_time(text):
    assert STATUS.parse(text) == STATUS._parse(text) == STATUS.parse(text)


@given(
    st.lists(st.sampled_from(["a", " ", "\n", "\r", "\r\n", "_x000D_", "\v", "\f", "\x1c", "\x85", "\u2028"])).map(
        "".join
    )
)
def test_lines_are_cut_at_every_kind_of_break(text):
    assert _parts(text) == _LINE_BREAK.split(text)


# --- Shared strings ------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            "<si>",
            "</si>",
            "<si/>",
            "<x:si>",
            "</x:si>",
            "<t>",
            '<t xml:space="preserve">',
            "</t>",
            "<t/>",
            "<r>",
            "</r>",
        ),
        *("ord", "blå", "&#229;", "&amp;", "&amp;#229;", "&#38;", "&", "\n", "\r\n", "\x01", "\u00a0", "_x0041_", ">"),
        *("<!-- ", " -->", "<![CDATA[", "]]>", "<rPr><b/></rPr>", "<si><t>to</t></si>", "<si><t>a\nb</t></si>"),
    ]
)


def strings(data: bytes) -> object:
    try:
        return strings_of(io.BytesIO(data))
    except ElementTree.ParseError as error:
        return type(error)


def strings_parsed(data: bytes) -> object:
    try:
        return texts._parsed_strings(io.BytesIO(data))
    except ElementTree.ParseError as error:
        return type(error)


def table(inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sst xmlns="urn:a" xmlns:x="urn:a">{inside}</sst>'.encode()


@given(st.lists(PIECES, max_size=10).map("".join))
@example("<si><t>a &lt; b &amp;#229; &#230;</t></si><si><t></t></si><si><r><t>to</t></r><r><t>biter</t></r></si>")
@example("<si><t>a</t></si> <si><t>b</t></si>\n")
@example("<si/><si><t>b</t></si>")
@example("<si><t>b</t></si><si/>")
@example("<si><si><t>b</t></si></si>")
@example("<si><si/></si>")
@example("<si><r><si/></r></si>")
@example("<si>")
@example("<si><t>a</t></si></si><si><si><t>b</t></si>")
@example("</si><si>")
def test_shared_strings_are_the_same_cut_out_and_parsed(inside):
    assert strings(table(inside)) == strings_parsed(table(inside))


def test_what_programs_write_is_cut_out():
    inside = "<si><t>en</t></si><si><t>to\nlinjer</t></si><si><t>A &amp; B</t></si>"
    found = texts._cut_strings(cutting.between(io.BytesIO(table(inside)), texts._NEXT))
    assert found == [Text("en"), Text("to\nlinjer"), Text("A & B")]


# --- Garbage -------------------------------------------------------------------------------------------------------


def test_garbage_is_looked_for_again_when_a_workbook_is_read_or_refused(tmp_path):
    read_workbook(SAMPLES[0])
    assert gc.isenabled()
    with pytest.raises(FileRefusedError):
        read_workbook(tmp_path / "finnes-ikke.xlsx")
    assert gc.isenabled()


def test_who_has_turned_the_search_off_keeps_it_off():
    gc.disable()
    try:
        read_workbook(SAMPLES[0])
        assert not gc.isenabled()
    finally:
        gc.enable()
