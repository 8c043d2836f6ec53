"""The small workbook inside a chart, which opens when somebody chooses «Rediger data» in Word.

One sheet, «Ark1»: the categories down, the series across. Numbers are numbers, and a text is text whatever it begins
with. The same data give the same bytes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapportgen.patterns import pattern
from rapportgen.word.ooxml import ns, zipfile_writer
from rapportgen.word.ooxml.text import escape_attribute, escape_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.model.graf import Serie

SHEET = "Ark1"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIRST_OWN_FORMAT = 164
_CODE = pattern(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as «A»

_TYPES = (
    f'{ns.HEAD}<Types xmlns="{ns.CONTENT_TYPES}">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK_TYPE}.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
)
_PACKAGE = (
    f'{ns.HEAD}<Relationships xmlns="{ns.PACKAGE_RELS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK = (
    f'{ns.HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_BOOK_RELS = (
    f'{ns.HEAD}<Relationships xmlns="{ns.PACKAGE_RELS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)


def workbook(categories: Sequence[str], series: Sequence[Serie], number_format: str) -> bytes:
    """An .xlsx with these series, in the order given, as columns from B on."""
    sheet = _sheet(categories, series).encode()
    return zipfile_writer.packed(_around(number_format), [("xl/worksheets/sheet1.xml", sheet)])


@lru_cache(maxsize=16)
def _around(number_format: str) -> zipfile_writer.Prepared:
    """Everything but the sheet, which is the same for all workbooks with these numbers."""
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _PACKAGE,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _BOOK_RELS,
        "xl/styles.xml": _styles(number_format),
    }
    return zipfile_writer.prepare((name, text.encode()) for name, text in members.items())


def column_letters(number: int) -> str:
    """The letters of column `number`, counted from 1: A … Z, AA …"""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _sheet(categories: Sequence[str], series: Sequence[Serie]) -> str:
    heading = "".join(_text(f"{column_letters(n)}1", serie.navn) for n, serie in enumerate(series, 2))
    rows = [f'<row r="1">{heading}</row>']
    for index, category in enumerate(categories):
        cells = [_text(f"A{index + 2}", category)]
        for column, serie in enumerate(series, 2):
            value = serie.verdier[index]
            if value is not None:
                cells.append(f'<c r="{column_letters(column)}{index + 2}" s="1"><v>{value:f}</v></c>')
        rows.append(f'<row r="{index + 2}">{"".join(cells)}</row>')
    widths = '<cols><col min="1" max="1" width="34" customWidth="1"/></cols>'
    return f'{ns.HEAD}<worksheet xmlns="{_MAIN}">{widths}<sheetData>{"".join(rows)}</sheetData></worksheet>'


def _text(address: str, text: str) -> str:
    plain = escape_text(_CODE.sub("_x005F_", text))
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'


def _styles(number_format: str) -> str:
    """The formats of the cells: the usual one, and that of the numbers."""
    plain = 'fontId="0" fillId="0" borderId="0"'
    return (
        f'{ns.HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
        f'<numFmt numFmtId="{_FIRST_OWN_FORMAT}" formatCode="{escape_attribute(number_format)}"/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1"><xf numFmtId="0" {plain}/></cellStyleXfs>'
        f'<cellXfs count="2"><xf numFmtId="0" {plain} xfId="0"/>'
        f'<xf numFmtId="{_FIRST_OWN_FORMAT}" {plain} xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
