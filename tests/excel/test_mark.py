"""A marked copy has notes on the faulty cells and a list in front, and is otherwise the workbook it was."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from rapportgen.errors import FileRefusedError
from rapportgen.excel.mark import mark_workbook
from rapportgen.problems import advarsel, feil, info

if TYPE_CHECKING:
    from pathlib import Path

HOE = feil("ugyldig-verdi", "Risiko!C3", "«Hø» er ikke en grad.", "Hø", "Høy")
OTHER_SHEET = info("tolket", "Økonomi & co!A2", "Tolket som 1 200.")


def rich_workbook(path: Path) -> Path:
    """A workbook with all that must survive: chart, picture, drop-down, colours, names, print setup, a comment."""
    book = openpyxl.Workbook()
    first, second = book.worksheets[0], book.create_sheet("Økonomi & co")
    first.title = "Risiko"
    for number in range(1, 8):
        first.append([number, "a", "b", number * 2])
        second.append([number, number + 1])
    first["E1"] = "=SUM(A1:A7)"
    first["B2"].comment = Comment("Husk denne", "Ola")
    first.add_image(Image(_picture()), "H2")
    chart = BarChart()
    chart.add_data(Reference(first, min_col=1, min_row=1, max_row=7))
    first.add_chart(chart, "H10")
    rule = DataValidation(type="list", formula1='"a,b"')
    rule.add("C1:C9")
    first.add_data_validation(rule)
    first.conditional_formatting.add("D1:D9", CellIsRule("greaterThan", ["3"], fill=PatternFill(bgColor="FF0000")))
    second.print_area, second.print_title_rows = "A1:B7", "1:1"
    book.defined_names["Alle"] = DefinedName("Alle", attr_text="Risiko!$A$1:$D$7")
    book.active = 1
    book.save(path)
    return path


def _picture() -> io.BytesIO:
    buffer = io.BytesIO()
    Picture.new("RGB", (20, 10), "red").save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(source: Path, target: Path, parts: dict[str, bytes | None]) -> Path:
    """A copy of a workbook with some parts replaced or added."""
    with zipfile.ZipFile(target, "w") as package:
        for name, data in {**parts_of(source), **parts}.items():
            if data is not None:
                package.writestr(name, data)
    return target


def marked(tmp_path: Path, *problems: object, source: Path | None = None) -> Path:
    source = source or rich_workbook(tmp_path / "bok.xlsx")
    target = tmp_path / f"merket{source.suffix}"
    mark_workbook(source, problems, target)  # type: ignore[arg-type]
    return target


def notes_in(path: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return {f"{c.parent.title}!{c.coordinate}": c.comment.text for c in cells if c.comment}


def test_faulty_cell_gets_a_note_with_message_and_suggestion(tmp_path: Path) -> None:
    assert notes_in(marked(tmp_path, HOE))["Risiko!C3"] == "rapportgen: «Hø» er ikke en grad. Forslag: Høy"


def test_existing_comment_is_kept_and_ours_comes_after(tmp_path: Path) -> None:
    path = marked(tmp_path, advarsel("x", "Risiko!B2", "Se på <denne> & den."))
    assert notes_in(path) == {"Risiko!B2": "Husk denne\nrapportgen: Se på <denne> & den."}


def test_marking_a_marked_copy_does_not_repeat_the_notes(tmp_path: Path) -> None:
    once = marked(tmp_path, HOE)
    mark_workbook(once, [HOE], tmp_path / "to.xlsx")
    assert notes_in(tmp_path / "to.xlsx")["Risiko!C3"] == "rapportgen: «Hø» er ikke en grad. Forslag: Høy"
    assert openpyxl.load_workbook(tmp_path / "to.xlsx").sheetnames[:2] == ["Problemer 1", "Problemer"]


def test_all_problems_of_a_cell_stand_in_one_note(tmp_path: Path) -> None:
    path = marked(tmp_path, HOE, advarsel("y", "Risiko!C3", "Står to ganger."))
    assert notes_in(path)["Risiko!C3"].splitlines() == [
        "rapportgen: «Hø» er ikke en grad. Forslag: Høy",
        "rapportgen: Står to ganger.",
    ]


def test_sheet_without_notes_gets_its_own_notes_part(tmp_path: Path) -> None:
    assert notes_in(marked(tmp_path, OTHER_SHEET))["Økonomi & co!A2"] == "rapportgen: Tolket som 1 200."


def test_first_sheet_lists_every_problem_with_a_link(tmp_path: Path) -> None:
    whole_sheet, nowhere = feil("a", "Økonomi & co", "Kolonnen mangler."), feil("b", "", "Uten sted.")
    book = openpyxl.load_workbook(marked(tmp_path, OTHER_SHEET, whole_sheet, HOE, nowhere))
    sheet = book.worksheets[0]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=4)]
    links = {cell.coordinate: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert sheet["A1"].value == "Problemer i bok.xlsx: 3 feil, 1 merknad"
    assert rows == [
        ["Alvor", "Sted", "Verdi", "Hva som er galt", "Forslag"],
        ["Feil", "", "", "Uten sted.", ""],
        ["Feil", "Risiko!C3", "Hø", "«Hø» er ikke en grad.", "Høy"],
        ["Feil", "Økonomi & co", "", "Kolonnen mangler.", ""],
        ["Merknad", "Økonomi & co!A2", "", "Tolket som 1 200.", ""],
    ]
    assert links == {"B6": "'Risiko'!C3", "B7": "'Økonomi & co'!A1", "B8": "'Økonomi & co'!A2"}


def test_list_is_the_only_selected_sheet(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(marked(tmp_path, HOE))
    assert book.active.title == "Problemer"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Problemer"]


def test_names_and_print_areas_stay_with_their_sheets(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(marked(tmp_path, HOE))
    assert book["Økonomi & co"].print_area == "'Økonomi & co'!$A$1:$B$7"
    assert book["Økonomi & co"].print_title_rows == "$1:$1" or book["Økonomi & co"].print_title_rows == "1:1"
    assert book["Risiko"].print_area in ("", None)
    assert book.defined_names["Alle"].attr_text == "Risiko!$A$1:$D$7"


def test_every_other_part_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    before, after = parts_of(rich_workbook(tmp_path / "før.xlsx")), parts_of(marked(tmp_path, HOE, OTHER_SHEET))
    del before["docProps/core.xml"], after["docProps/core.xml"]  # openpyxl writes the time when the test saved it
    changed = sorted(name for name in before if after[name] != before[name])
    assert changed == [
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet2.xml",
    ]


@pytest.mark.parametrize("kept", [b"<sheetData>.*</sheetData>", b"<conditionalFormatting .*</conditionalFormatting>",
                                  b"<dataValidations .*</dataValidations>", b"<drawing [^>]*/>"])  # fmt: skip
def test_contents_of_a_marked_sheet_are_the_same_byte_for_byte(tmp_path: Path, kept: bytes) -> None:
    before = parts_of(rich_workbook(tmp_path / "før.xlsx"))["xl/worksheets/sheet1.xml"]
    after = parts_of(marked(tmp_path, HOE))["xl/worksheets/sheet1.xml"]
    found = re.search(kept, before, re.DOTALL)
    assert found
    assert found[0] in after


def test_macros_survive_in_a_macro_workbook(tmp_path: Path) -> None:
    types = parts_of(rich_workbook(tmp_path / "bok.xlsx"))["[Content_Types].xml"]
    types = types.replace(b"spreadsheetml.sheet.main+xml", b"x")
    types = types.replace(b"application/vnd.openxmlformats-officedocument.x",
                          b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")  # fmt: skip
    source = with_parts(
        tmp_path / "bok.xlsx", tmp_path / "bok.xlsm", {"[Content_Types].xml": types, "xl/vbaProject.bin": b"\x00makro"}
    )
    assert parts_of(marked(tmp_path, HOE, source=source))["xl/vbaProject.bin"] == b"\x00makro"


def test_copy_of_a_macro_workbook_must_be_one_too(tmp_path: Path) -> None:
    rich_workbook(tmp_path / "bok.xlsx").rename(tmp_path / "bok.xlsm")
    with pytest.raises(FileRefusedError, match=r"navn på \.xlsm"):
        mark_workbook(tmp_path / "bok.xlsm", [HOE], tmp_path / "merket.xlsx")
    assert not (tmp_path / "merket.xlsx").exists()


def test_cell_with_a_conversation_is_only_listed_and_that_is_said(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "bok.xlsx")
    rels = parts_of(source)["xl/worksheets/_rels/sheet1.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="t1" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        b'Target="../threadedComments/threadedComment1.xml"/></Relationships>',
    )
    thread = (
        b'<ThreadedComments xmlns="x"><threadedComment ref="C3"><text>Hei</text></threadedComment></ThreadedComments>'
    )
    source = with_parts(source, tmp_path / "samtale.xlsx", {
        "xl/worksheets/_rels/sheet1.xml.rels": rels, "xl/threadedComments/threadedComment1.xml": thread})  # fmt: skip
    remarks = mark_workbook(source, [HOE], tmp_path / "merket.xlsx")
    assert [(remark.kode, remark.sted) for remark in remarks] == [("ikke-merket", "Risiko!C3")]
    assert "Risiko!C3" not in notes_in(tmp_path / "merket.xlsx")
    assert openpyxl.load_workbook(tmp_path / "merket.xlsx").worksheets[0]["B5"].value == "Risiko!C3"


def test_prefixed_parts_get_prefixed_insertions(tmp_path: Path) -> None:
    """Programs other than Excel write `<x:worksheet>`."""
    source = rich_workbook(tmp_path / "bok.xlsx")
    parts = parts_of(source)
    prefixed = {
        name: _prefixed(parts[name]) for name in ("xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml")
    }
    path = marked(tmp_path, OTHER_SHEET, source=with_parts(source, tmp_path / "prefiks.xlsx", prefixed))
    assert notes_in(path)["Økonomi & co!A2"] == "rapportgen: Tolket som 1 200."
    assert openpyxl.load_workbook(path).active.title == "Problemer"


def _prefixed(data: bytes) -> bytes:
    data = re.sub(rb"<(/?)(?=[A-Za-z])(?!r:)", rb"<\1x:", data)
    return data.replace(b"xmlns=", b"xmlns:x=", 1)


def test_drawn_notes_that_are_not_well_formed_are_kept(tmp_path: Path) -> None:
    """Excel itself writes an unclosed <br> in the drawings of notes and buttons."""
    source = rich_workbook(tmp_path / "bok.xlsx")
    drawing = parts_of(source)["xl/drawings/commentsDrawing1.vml"].replace(b"</xml>", b"<v:x>Knapp<br></v:x></xml>")
    source = with_parts(source, tmp_path / "vml.xlsx", {"xl/drawings/commentsDrawing1.vml": drawing})
    after = parts_of(marked(tmp_path, HOE, source=source))["xl/drawings/commentsDrawing1.vml"]
    assert drawing[: drawing.rindex(b"</xml>")] in after
    assert b"<x:Row>2</x:Row><x:Column>2</x:Column>" in after


def test_control_characters_in_a_message_do_not_break_the_copy(tmp_path: Path) -> None:
    path = marked(tmp_path, feil("x", "Risiko!C3", "Tegnet \x01 og \ud800 er ulovlige."))
    assert notes_in(path)["Risiko!C3"] == "rapportgen: Tegnet  og  er ulovlige."


def test_workbook_without_problems_says_so(tmp_path: Path) -> None:
    assert openpyxl.load_workbook(marked(tmp_path)).worksheets[0]["A1"].value == "Ingen problemer i bok.xlsx"


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "bok.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        mark_workbook(source, [HOE, OTHER_SHEET], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_file_that_is_no_workbook_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "tekst.xlsx").write_text("hei")
    with pytest.raises(FileRefusedError, match=r"tekst\.xlsx"):
        mark_workbook(tmp_path / "tekst.xlsx", [HOE], tmp_path / "merket.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["tekst.xlsx"]
