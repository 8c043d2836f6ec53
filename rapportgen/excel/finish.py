"""The last touch on a workbook that openpyxl has made: what openpyxl does in another way, or at another time."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    import openpyxl

LAST_ROW = 500


def finished_parts(book: openpyxl.Workbook, title: str, year: int) -> dict[str, bytes]:
    """The members of the package, the same every time: its properties say only the title and the `year`."""
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members["docProps/core.xml"] = core_properties(title, year).encode()
    for name, text in members.items():
        if name.startswith("xl/worksheets/sheet"):
            members[name] = _polished(text)
    members["xl/styles.xml"] = re.sub(rb"<font>(.*?)</font>", _font_in_order, members["xl/styles.xml"])
    return members


def core_properties(title: str, year: int) -> str:
    """The properties of a workbook of ours: its title, and the `year` as the time it was made."""
    return _CORE_PROPERTIES.format(title=escape(title), year=year)


def _polished(sheet: bytes) -> bytes:
    """What openpyxl cannot say: rows may still grow with their text, and an ID is text on purpose."""
    sheet = sheet.replace(b' customHeight="1"', b"")
    return sheet.replace(b"<legacyDrawing ", _QUIET + b"<legacyDrawing ", 1)


# The order that the schema wants in a font; openpyxl writes another, which Excel forgives and validators do not.
_FONT_ORDER = (b"b", b"i", b"strike", b"u", b"vertAlign", b"sz", b"color", b"name", b"family", b"charset", b"scheme")


def _font_in_order(font: re.Match[bytes]) -> bytes:
    parts = {part[1]: part[0] for part in re.finditer(rb"<(\w+)[^>]*/>", font[1])}
    return b"<font>" + b"".join(parts[name] for name in _FONT_ORDER if name in parts) + b"</font>"


_CORE_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:creator>rapportgen</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{year}-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{year}-01-01T00:00:00Z</dcterms:modified>'
    "<dc:language>nb-NO</dc:language></cp:coreProperties>"
)
# An ID such as «1» is text on purpose; without this Excel puts a green triangle on it.
_QUIET = f'<ignoredErrors><ignoredError sqref="A1:AZ{LAST_ROW}" numberStoredAsText="1"/></ignoredErrors>'.encode()
