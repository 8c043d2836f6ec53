"""The shipped templates: built from tools/, accessible, and styled by named styles alone."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
TEMPLATES = tuple(sorted(path.stem for path in (ROOT / "templates").glob("*.docx")))
FIELD_LIST = "hjelp/feltliste"
"""The template of `mal felter -o`, which is no template for reports."""
NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
BUILT_IN = {
    "heading 1", "heading 2", "heading 3", "Title", "Subtitle", "List Bullet", "List Bullet 2", "List Number",
    "caption", "header", "footer", "Strong",
}  # fmt: skip
OWN = {
    "Rapporttabell", "Tabelltekst", "Tabelltall", "Tabelloverskrift", "Sumrad", "Forsidetittel", "Kildelinje",
    "Gradering",
}  # fmt: skip


# Tables with long lists in their cells, whose rows may go on over the page.
LONG_ROWS = {"Risikofaktorer og mottiltak"}


@cache
def parts(name: str) -> dict[str, bytes]:
    """The members of a committed template."""
    with zipfile.ZipFile(ROOT / "templates" / f"{name}.docx") as archive:
        return {member: archive.read(member) for member in archive.namelist()}


def part(name: str, member: str) -> etree._Element:
    return etree.fromstring(parts(name)[member])


def written_parts(name: str) -> Iterator[etree._Element]:
    """The body and the headers."""
    for member in parts(name):
        if member == "word/document.xml" or member.startswith("word/header"):
            yield part(name, member)


def find(root: etree._Element, path: str) -> list[etree._Element]:
    return root.findall(path, NS)


def value(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(W + name, "")


@cache
def styles(name: str) -> dict[str, etree._Element]:
    return {style.get(W + "styleId", ""): style for style in find(part(name, "word/styles.xml"), "w:style")}


def styled(name: str, style_id: str, path: str) -> str:
    """What a style says at `path`, itself or through the styles it is based on."""
    style = styles(name).get(style_id)
    while style is not None:
        found = style.find(path, NS)
        if found is not None:
            return value(found)
        style = styles(name).get(value(style.find("w:basedOn", NS)))
    return ""


def title_of(table: etree._Element) -> str:
    return value(table.find("w:tblPr/w:tblCaption", NS))


def text_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))


def build(folder: Path) -> None:
    command = [sys.executable, str(ROOT / "tools" / "build_templates.py"), str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def test_committed_templates_are_what_the_tool_builds(tmp_path: Path) -> None:
    build(tmp_path)
    for name in (*TEMPLATES, FIELD_LIST):
        with zipfile.ZipFile(tmp_path / f"{name}.docx") as archive:
            assert {member: archive.read(member) for member in archive.namelist()} == parts(name)


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path / "one")
    build(tmp_path / "two")
    for name in TEMPLATES:
        assert (tmp_path / "one" / f"{name}.docx").read_bytes() == (tmp_path / "two" / f"{name}.docx").read_bytes()


@pytest.mark.parametrize("name", TEMPLATES)
class TestStyles:
    def test_every_style_in_use_is_declared(self, name: str) -> None:
        used = {
            value(element)
            for root in written_parts(name)
            for tag in ("pStyle", "rStyle", "tblStyle")
            for element in root.iter(W + tag)
        }
        assert used <= styles(name).keys()

    def test_words_own_styles_keep_their_names_and_ours_are_norwegian(self, name: str) -> None:
        names = {value(style.find("w:name", NS)): style for style in styles(name).values()}
        assert names.keys() >= BUILT_IN | OWN
        assert not [word for word in BUILT_IN if names[word].get(W + "customStyle")]
        assert not [word for word in OWN if not names[word].get(W + "customStyle")]

    def test_nothing_is_formatted_by_hand(self, name: str) -> None:
        for root in written_parts(name):
            assert {child.tag for p in root.iter(W + "rPr") for child in p} <= {W + "rStyle", W + "lang"}
            assert {child.tag for p in root.iter(W + "pPr") for child in p} <= {
                W + "pStyle",
                W + "keepNext",
                W + "sectPr",
            }

    def test_headings_stay_with_what_follows(self, name: str) -> None:
        for style in ("Overskrift1", "Overskrift2", "Overskrift3", "Bildetekst", "Tabelloverskrift"):
            assert find(styles(name)[style], "w:pPr/w:keepNext") or styled(name, style, "w:pPr/w:keepNext")

    def test_chapters_are_numbered_by_the_heading_styles(self, name: str) -> None:
        numbering = part(name, "word/numbering.xml")
        linked = {value(e): e.getparent() for e in numbering.iter(W + "pStyle")}
        levels = [value(linked[f"Overskrift{n}"], "ilvl") for n in (1, 2, 3)]
        assert levels == ["0", "1", "2"]


@pytest.mark.parametrize("name", TEMPLATES)
class TestTables:
    def tables(self, name: str) -> list[etree._Element]:
        return list(part(name, "word/document.xml").iter(W + "tbl"))

    def test_first_row_is_a_heading_that_repeats(self, name: str) -> None:
        assert all(table.find("w:tr[1]/w:trPr/w:tblHeader", NS) is not None for table in self.tables(name))

    def test_rows_are_not_split_over_pages(self, name: str) -> None:
        whole = [table for table in self.tables(name) if title_of(table) not in LONG_ROWS]
        rows = [row for table in whole for row in find(table, "w:tr")]
        assert rows
        assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)

    def test_every_table_has_an_alternative_text(self, name: str) -> None:
        for table in self.tables(name):
            assert value(table.find("w:tblPr/w:tblCaption", NS))
            assert value(table.find("w:tblPr/w:tblDescription", NS)).endswith(".")

    def test_widths_are_set_and_keep_within_the_margins(self, name: str) -> None:
        for table, available in tables_with_room(part(name, "word/document.xml")):
            grid = [int(value(column, "w")) for column in find(table, "w:tblGrid/w:gridCol")]
            assert value(table.find("w:tblPr/w:tblLayout", NS), "type") == "fixed"
            assert sum(grid) <= available + len(grid), value(table.find("w:tblPr/w:tblCaption", NS))
            for row in find(table, "w:tr"):
                assert sum(int(value(width, "w")) for width in find(row, "w:tc/w:tcPr/w:tcW")) == sum(grid)


def tables_with_room(document: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Each table of the body with the width between the margins of its section."""
    waiting: list[etree._Element] = []
    for block in document[0]:
        waiting += [block] if block.tag == W + "tbl" else []
        section = block if block.tag == W + "sectPr" else block.find("w:pPr/w:sectPr", NS)
        if section is not None:
            size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
            room = int(value(size, "w")) - int(value(margins, "left")) - int(value(margins, "right"))
            yield from ((table, room) for table in waiting)
            waiting = []


def test_every_table_of_the_report_has_a_caption_with_a_counted_number() -> None:
    blocks = list(part("kvartalsrapport", "word/document.xml")[0])
    captions = [before for before, block in pairwise(blocks) if block.tag == W + "tbl"]
    assert captions
    for paragraph in captions:
        assert value(paragraph.find("w:pPr/w:pStyle", NS)) == "Bildetekst"
        assert "SEQ Tabell" in "".join(e.text or "" for e in paragraph.iter(W + "instrText"))
        assert text_of(paragraph).startswith("Tabell 1. ")


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_language_is_bokmaal_and_sami_names_are_sami(name: str) -> None:
    assert styled_default(name, "w:lang") == "nb-NO"
    sami = [run for root in written_parts(name) for run in root.iter(W + "r") if ".samisk }}" in text_of(run)]
    assert sami
    assert all(value(run.find("w:rPr/w:lang", NS)) == "se-NO" for run in sami)


def styled_default(name: str, tag: str) -> str:
    return value(part(name, "word/styles.xml").find(f"w:docDefaults/w:rPrDefault/w:rPr/{tag}", NS))


@pytest.mark.parametrize("name", TEMPLATES)
def test_text_on_every_fill_can_be_read(name: str) -> None:
    pairs = set(fills(name))
    assert pairs
    assert [(fill, colour) for fill, colour in sorted(pairs) if contrast(fill, colour) < 4.5] == []


def fills(name: str) -> Iterator[tuple[str, str]]:
    """Each fill that text stands on, with the colour of the text."""
    document = part(name, "word/document.xml")
    for cell in document.iter(W + "tc"):
        own = value(cell.find("w:tcPr/w:shd", NS), "fill")
        for style in cell.iter(W + "pStyle"):
            for fill in [own] if own else sorted(fills_by_table_style(name, cell)):
                yield fill, colour_of(name, value(style))
    for paragraph in find(document, "w:body/w:p"):
        style_id = value(paragraph.find("w:pPr/w:pStyle", NS))
        fill = value(styles(name)[style_id].find("w:pPr/w:shd", NS), "fill") if style_id else ""
        yield fill or "FFFFFF", colour_of(name, style_id)


def fills_by_table_style(name: str, cell: etree._Element) -> set[str]:
    """What the table style may put behind a cell: the fill of heading rows, or of any band."""
    row = cell.getparent()
    table = row.getparent()
    style = styles(name)[value(table.find("w:tblPr/w:tblStyle", NS))]
    conditions = {value(c, "type"): value(c.find("w:tcPr/w:shd", NS), "fill") for c in find(style, "w:tblStylePr")}
    look = table.find("w:tblPr/w:tblLook", NS)
    if row is table.find("w:tr", NS) and value(look, "firstRow") == "1":
        return {conditions["firstRow"]}
    bands = (
        {fill for kind, fill in conditions.items() if kind != "firstRow"} if value(look, "noHBand") == "0" else set()
    )
    return {"FFFFFF", *bands}


def colour_of(name: str, style_id: str) -> str:
    return styled(name, style_id, "w:rPr/w:color") or styled_default(name, "w:color")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts_ = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts_]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_text_boxes_and_no_update_prompts(name: str) -> None:
    assert not [e for root in written_parts(name) for e in root.iter(W + "txbxContent", W + "pict")]
    assert part(name, "word/settings.xml").find("w:updateFields", NS) is None


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_is_drawn_is_a_chart_with_an_alternative_text(name: str) -> None:
    for drawing in part(name, "word/document.xml").iter(W + "drawing"):
        texts = [e.get("descr", "") for e in drawing.iter() if etree.QName(e).localname == "docPr"]
        assert [text[:7] for text in texts] == ["[graf: "]
