"""What several workbooks have is read once, and says in each of them what it says there alone."""

from __future__ import annotations

import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rapportgen.errors import FileRefusedError
from rapportgen.excel import columns, knowncells, sharedgrids, typedcolumns
from rapportgen.excel.book import Book, load_book
from rapportgen.excel.grid import Area, Cell, Grid, NamedArea
from rapportgen.excel.layout import layout_of
from rapportgen.excel.manifest import read_manifest
from rapportgen.excel.read import ReadSettings, read_book, read_workbook
from rapportgen.excel.sharedgrids import shared
from rapportgen.model.declare import Schema
from rapportgen.model.sheets import SCHEMA
from tests.excel.bygg import read

if TYPE_CHECKING:
    from rapportgen.model.workbook import Workbook

SAMPLES = sorted((Path(__file__).parent.parent.parent / "samples").glob("*.xlsx"))
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = (
    f'<worksheet xmlns:r="{REL}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Plan</t></is></c></row>'
    '<row r="2"><c r="A2"><v>45211</v></c></row></sheetData>{after}</worksheet>'
)
PLAIN = SHEET.replace("{after}", "")
LINKED = SHEET.replace("{after}", '<hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>')
STRING = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'


def package(
    path: Path, sheet: str, *, title: str = "Ark", state: str = "visible", names: str = "", link: str = "",
    string: str = "", date: bool = False, from_1904: bool = False,
) -> Path:  # fmt: skip
    """A workbook of one sheet."""
    kinds = {"worksheet": "a.xml", "styles": "s.xml", **({"sharedStrings": "t.xml"} if string else {})}
    relations = "".join(f'<r Id="{kind}" Type="x/{kind}" Target="{target}"/>' for kind, target in kinds.items())
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns:r="{REL}"><workbookPr date1904="{int(from_1904)}"/><sheets>'
        f'<sheet name="{title}" state="{state}" r:id="worksheet"/></sheets>'
        f"<definedNames>{names}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/s.xml": f'<styleSheet><cellXfs><xf numFmtId="{14 if date else 0}"/></cellXfs></styleSheet>',
        "xl/a.xml": sheet,
        "xl/_rels/a.xml.rels": '<Relationships><r Id="rId1" Type="x/hyperlink" TargetMode="External" '
        f'Target="{link}"/></Relationships>',
        "xl/t.xml": f"<sst><si><t>{string}</t></si></sst>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    forget()


def forget() -> None:
    sharedgrids._SEEN.clear()
    knowncells._shared.cache_clear()
    columns._settled_fields.cache_clear()
    typedcolumns._typed_columns.cache_clear()


def values(book: Book) -> list[object]:
    return [cell.value for grid in book.grids for row in grid.rows.values() for cell in row.values()]


def said(workbook: Workbook) -> tuple[object, ...]:
    """All that was read."""
    rows = [(repr(row), dict(row.addresses), row.unknown) for data in workbook.sheets.values() for row in data.rows]
    return rows, workbook.problems, [(c.title, c.known_as, c.rows) for c in workbook.counts]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_workbook_is_read_the_same_whatever_was_read_before_it(path):
    alone = load_book(path)
    read_alone = said(read_book(alone))
    forget()
    for before in (*SAMPLES, *SAMPLES):
        read_workbook(before)
    after = load_book(path)
    assert [grid.rows for grid in after.grids] == [grid.rows for grid in alone.grids]
    assert said(read_book(after)) == read_alone


def test_a_named_range_of_one_workbook_is_not_in_another_with_the_sheet(tmp_path):
    name = '<definedName name="{}">Ark!$A$1:$B$9</definedName>'
    names = [name.format("risikoer"), "", name.format("gevinster")]
    books = [load_book(package(tmp_path / f"{n}.xlsx", PLAIN, names=text)) for n, text in enumerate(names)]
    area = Area(1, 1, 9, 2)
    found = [book.grids[0].tables for book in books]
    assert found == [[NamedArea("risikoer", area)], [], [NamedArea("gevinster", area)]]


def test_a_link_of_one_workbook_is_not_in_another_with_the_sheet(tmp_path):
    links = ["https://en.no", "https://to.no", "https://en.no"]
    books = [load_book(package(tmp_path / f"{n}.xlsx", LINKED, link=link)) for n, link in enumerate(links)]
    assert [book.grids[0].rows[1][1].link for book in books] == links


def test_a_damaged_part_is_refused_although_a_whole_one_is_packed_alike(tmp_path):
    whole = package(tmp_path / "hel.xlsx", PLAIN)
    assert values(load_book(whole)) == ["Plan", 45211]
    checksum = zipfile.ZipFile(whole).getinfo("xl/a.xml").CRC.to_bytes(4, "little")
    damaged = tmp_path / "skadet.xlsx"
    damaged.write_bytes(whole.read_bytes().replace(checksum, bytes(4)))
    with pytest.raises(FileRefusedError):
        load_book(damaged)


def test_two_workbooks_with_the_same_sheet_share_it(tmp_path):
    one, other = (load_book(package(tmp_path / f"{n}.xlsx", PLAIN)) for n in range(2))
    assert one.grids[0] is other.grids[0]


@pytest.mark.parametrize(
    ("another", "expected"),
    [
        ({"title": "Plan"}, ["Plan", 45211]),
        ({"state": "hidden"}, ["Plan", 45211]),
        ({"from_1904": True}, ["Plan", 45211]),
    ],
)
def test_the_same_sheet_elsewhere_is_not_the_same(tmp_path, another, expected):
    here = load_book(package(tmp_path / "a.xlsx", PLAIN))
    there = load_book(package(tmp_path / "b.xlsx", PLAIN, **another))
    assert values(there) == expected
    assert there.grids[0] is not here.grids[0]
    assert there.grids[0].title == another.get("title", "Ark")
    assert there.grids[0].state == another.get("state", "visible")


def test_a_sheet_with_other_styles_has_other_values(tmp_path):
    dated = PLAIN.replace('r="A2"', 'r="A2" s="0"')
    books = [load_book(package(tmp_path / f"{n}.xlsx", dated, date=n == 1)) for n in range(3)]
    assert [str(values(book)[1]) for book in books] == ["45211", "2023-10-12", "45211"]


def test_a_string_by_number_is_that_of_its_own_workbook(tmp_path):
    words = ["Lav", "Høy", "", "Lav"]
    books = [load_book(package(tmp_path / f"{n}.xlsx", STRING, string=word)) for n, word in enumerate(words)]
    assert [values(book) for book in books] == [["Lav"], ["Høy"], [None], ["Lav"]]


def test_a_list_of_one_column_is_the_same_list_when_it_is_read_again(tmp_path):
    rows = [
        f'<row r="{n}"><c r="B{n}" t="inlineStr"><is><t>{t}</t></is></c></row>'
        for n, t in ((1, "Arbeidsbok"), (2, "a.xlsx"))
    ]
    path = package(tmp_path / "liste.xlsx", f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>")
    grid = load_book(path).grids[0]
    assert [len(read_manifest(path).rows("Rapporter")) for _ in range(2)] == [1, 1]
    assert load_book(path).grids[0] is grid
    assert grid.rows[1].keys() == {2}
    assert grid.filled(1) == [2]


TWO_HEADINGS = (("Nr", "Risiko"), ("1", "Brann"), ("ID", "Beskrivelse"), ("2", "Flom"))


def test_a_shared_sheet_is_read_by_the_settings_of_each_reading(tmp_path):
    cell = '<c r="{}{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = [
        f'<row r="{n}">{"".join(cell.format(c, n, text) for c, text in zip("AB", texts, strict=True))}</row>'
        for n, texts in enumerate(TWO_HEADINGS, 1)
    ]
    sheet = f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"
    paths = [package(tmp_path / f"{n}.xlsx", sheet, title="Risiko") for n in range(6)]
    settings = [ReadSettings(header_rows={"Risiko": n}) if n else ReadSettings() for n in (0, 3, 0, 3, 1, 2)]
    together = [said(read_workbook(path, SCHEMA, asked)) for path, asked in zip(paths, settings, strict=True)]
    alone = []
    for path, asked in zip(paths, settings, strict=True):
        forget()
        alone.append(said(read_workbook(path, SCHEMA, asked)))
    assert together == alone
    assert together[0] != together[1]
    only = Schema((SCHEMA["Mål"],))
    assert read_workbook(paths[0], only).unknown.keys() == {"Risiko"}
    assert said(read_workbook(paths[0])) == alone[0]


def test_a_shared_sheet_remembers_few_ways_to_read_it():
    grid = Grid("Risiko", rows={1: {1: Cell("ID"), 2: Cell("Risiko")}, 2: {1: Cell("1"), 2: Cell("Brann")}})
    found = [layout_of(grid, SCHEMA["Risiko"], SCHEMA, row).tables for row in range(9)]
    assert [len(tables) for tables in found] == [1, 1, 0, 0, 0, 0, 0, 0, 0]
    assert len(grid.layouts) <= 4
    assert layout_of(grid, SCHEMA["Risiko"], SCHEMA) is layout_of(grid, SCHEMA["Risiko"], SCHEMA)


def test_no_more_sheets_are_remembered_than_there_is_room_for(tmp_path, monkeypatch):
    monkeypatch.setattr(sharedgrids, "_MOST_SHEETS", 3)
    often = package(tmp_path / "ofte.xlsx", PLAIN)
    grid = load_book(often).grids[0]
    for number in range(9):
        book = load_book(package(tmp_path / "en.xlsx", PLAIN.replace("45211", str(number))))
        assert values(book) == ["Plan", number]
        assert load_book(often).grids[0] is grid  # what is asked for stays
    assert len(sharedgrids._SEEN) == 3


def test_a_sheet_of_many_cells_is_not_remembered(tmp_path, monkeypatch):
    monkeypatch.setattr(sharedgrids, "_MOST_CELLS", 1)
    books = [load_book(package(tmp_path / f"{n}.xlsx", PLAIN)) for n in range(2)]
    assert [values(book) for book in books] == [["Plan", 45211]] * 2
    assert books[0].grids[0] is not books[1].grids[0]


CELL = Cell("Plan")
FIRST, SECOND = Area(1, 1, 1, 2), Area(2, 1, 2, 2)


@pytest.mark.parametrize(
    "parts",
    [
        {"title": "Plan"},
        {"state": "hidden"},
        {"rows": {1: {1: CELL}}},
        {"rows": {1: {1: CELL, 3: CELL}}},
        {"rows": {2: {1: CELL, 2: CELL}}},
        {"rows": {1: {1: CELL, 2: CELL._replace(value="Plan ")}}},
        {"rows": {1: {1: CELL, 2: CELL._replace(sums=True)}}},
        {"rows": {1: {1: CELL}, 2: {2: CELL}}},
        {"merges": [FIRST]},
        {"merges": [SECOND]},
        {"conditional": [FIRST]},
        {"tables": [NamedArea("a", FIRST)]},
        {"tables": [NamedArea("a", FIRST, 1)]},
        {"hidden_rows": {1}},
        {"hidden_columns": {1}},
    ],
)
def test_a_sheet_that_differs_in_anything_is_another(parts):
    first = Grid("Ark", rows={1: {1: CELL, 2: CELL}})
    other = first.changed(**parts)
    assert shared(first) is first
    assert shared(other) is other
    assert shared(first.changed()) is first
    assert shared(first.changed(**parts)) is other


def test_figures_that_are_equal_but_not_the_same_are_told_apart():
    grids = [Grid("Ark", rows={1: {1: Cell(value)}}) for value in (1, 1.0, True)]
    assert [shared(grid) for grid in grids] == grids
    assert [repr(shared(grid).rows[1][1].value) for grid in grids] == ["1", "1.0", "True"]


def test_sheets_are_shared_between_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharedgrids, "_MOST_SHEETS", 1)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # a thread is stopped nearly anywhere
    try:
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda number: shared(Grid(f"Ark {number % 3}")).title, range(30_000)))
    finally:
        sys.setswitchinterval(usual)
    assert found == [f"Ark {number % 3}" for number in range(30_000)]


MONEY = ["Kvartal", "Kontogruppe", "Navn", "Regnskap hittil i år", "Revidert årsbudsjett"]


@pytest.mark.parametrize(
    ("unit", "written", "expected"),
    [
        ("kr", ("1.200", 5), ["1200 kr", "5 kr"]),
        ("1 000 kr", ("1.200", 5), ["1200000 kr", "5000 kr"]),
        ("mill. kr", ("1.200", 5), ["1200000000 kr", "5000000 kr"]),
        ("1 000 kr", ("1.200", "5,5"), ["1200 kr", "5500 kr"]),
    ],
)
def test_the_same_headings_are_read_by_what_each_workbook_says(tmp_path, unit, written, expected):
    def read_as(unit, written):
        rows = [["2Q 2024", str(number), "Lønn", text, 5] for number, text in enumerate(written)]
        sheets = {"Økonomi": [MONEY, *rows], "Prosjekt": [["Beløpsenhet", unit]]}
        found = read(tmp_path, sheets).rows("Økonomi")
        return [f"{row.regnskap.kroner.normalize():f} kr" for row in found]

    read_as("kr", ("7", "8"))
    read_as("1 000 kr", ("7,5", "8"))
    assert read_as(unit, written) == expected
