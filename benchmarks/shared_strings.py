"""A workbook as Excel saves it: each text once, in a part of its own, and by number in the cells.

openpyxl writes every text in its cell, which no workbook that has been open in Excel has. Excel numbers texts as they
are typed, and so the same text has another number in another workbook.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.excel.archive import write_package

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PART = "xl/sharedStrings.xml"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_LISTS = {
    "[Content_Types].xml": f'<Override PartName="/{_PART}" ContentType="{_CONTENT}"/></Types>',
    "xl/_rels/workbook.xml.rels": f'<Relationship Id="rIdTexts" Type="{_RELATION}" Target="/{_PART}"/></Relationships>',
}
"""Where a new part is named, and what comes at the end there."""


def share_strings(path: Path, random: Random) -> None:
    """Rewrite the workbook, which has its texts in its cells, with shared strings in an order that is its own."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    sheets = {name: etree.fromstring(xml) for name, xml in members.items() if name.startswith("xl/worksheets/sheet")}
    texts = sorted({_content_of(text) for sheet in sheets.values() for text in _texts_in(sheet)})
    random.shuffle(texts)
    numbers = {text: number for number, text in enumerate(texts)}
    for name, sheet in sheets.items():
        _put_numbers(sheet, numbers)
        members[name] = _DECLARATION + etree.tostring(sheet, encoding="utf-8")
    for name, listed in _LISTS.items():
        start, _, _ = members[name].rpartition(b"</")
        members[name] = start + listed.encode()
    items = b"".join(b"<si>%b</si>" % text for text in texts)
    members[_PART] = _DECLARATION + b'<sst xmlns="%b">%b</sst>' % (_MAIN.encode(), items)
    write_package(path, members)


def _texts_in(sheet: etree._Element) -> list[etree._Element]:
    """The texts that stand in cells."""
    return sheet.findall(f".//{{{_MAIN}}}c[@t='inlineStr']/{{{_MAIN}}}is")


def _content_of(text: etree._Element) -> bytes:
    """The XML within a text."""
    content = b"".join(etree.tostring(part, encoding="utf-8") for part in text)
    return content.replace(b' xmlns="%b"' % _MAIN.encode(), b"")


def _put_numbers(sheet: etree._Element, numbers: dict[bytes, int]) -> None:
    """Put the number of each text in place of the text."""
    for text in _texts_in(sheet):
        cell = text.getparent()
        assert cell is not None, "a text stands in a cell"
        number = numbers[_content_of(text)]
        cell.set("t", "s")
        cell.remove(text)
        etree.SubElement(cell, f"{{{_MAIN}}}v").text = str(number)
