"""A workbook as Excel saves it: each text once, in a part of its own, and by number in the cells.

openpyxl writes every text in its cell, which no workbook that has been open in Excel has.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.excel.archive import write_package

if TYPE_CHECKING:
    from pathlib import Path

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


def share_strings(path: Path) -> None:
    """Rewrite the workbook, which has its texts in its cells, with shared strings."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    numbers: dict[bytes, int] = {}
    for name, content in members.items():
        if name.startswith("xl/worksheets/sheet"):
            members[name] = _with_numbers(content, numbers)
        elif name in _LISTS:
            start, _, _ = content.rpartition(b"</")
            members[name] = start + _LISTS[name].encode()
    items = b"".join(b"<si>%b</si>" % text for text in numbers)
    members[_PART] = _DECLARATION + b'<sst xmlns="%b">%b</sst>' % (_MAIN.encode(), items)
    write_package(path, members)


def _with_numbers(sheet: bytes, numbers: dict[bytes, int]) -> bytes:
    """The sheet with the number of each text in place of the text; new ones get the next number."""
    root = etree.fromstring(sheet)
    for text in root.findall(f".//{{{_MAIN}}}c[@t='inlineStr']/{{{_MAIN}}}is"):
        cell = text.getparent()
        content = b"".join(etree.tostring(part, encoding="utf-8") for part in text)
        number = numbers.setdefault(content.replace(b' xmlns="%b"' % _MAIN.encode(), b""), len(numbers))
        cell.set("t", "s")
        cell.remove(text)
        etree.SubElement(cell, f"{{{_MAIN}}}v").text = str(number)
    return _DECLARATION + etree.tostring(root, encoding="utf-8")
