"""What several workbooks have is read once, and says in each of them what it says there alone."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rapportgen.errors import FileRefusedError
from rapportgen.excel.book import Book, load_book
from rapportgen.excel.grid import Area, NamedArea
from rapportgen.excel.read import read_book, read_workbook

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
