"""The workbook that sums up a batch: the reports, and the list of what must be mended, with links to files and cells.

It is written as text: there may be tens of thousands of lines, and the look is the same every time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from rapportgen.excel.archive import packed
from rapportgen.excel.finish import core_properties
from rapportgen.excel.grid import column_letters
from rapportgen.excel.heights import lines_in
from rapportgen.excel.xmledit import element, xml_text
from rapportgen.model.oversikt import TITTEL
from rapportgen.model.trafikklys import GROENN, GUL, ROED
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rapportgen.model.oversikt import Mangler, Oversikt, Rapportlinje

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_BODY, _HEADING, _LINK, _NUMBER, _GOOD, _WARNING, _BAD = range(7)
"""The formats of cells, by their place in the styles part."""
_LIGHTS = {GROENN: _GOOD, GUL: _WARNING, ROED: _BAD}
_MOST_LINKS = 65_000  # what Excel takes on a sheet


class _Cell(NamedTuple):
    """A value and its format; `file` and `place` are what a link leads to."""

    value: str | int
    format: int = _BODY
    file: str = ""
    place: str = ""


class _Sheet(NamedTuple):
    """A sheet: its title, its columns as (heading, width), and its rows."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[_Cell]]


def overview_workbook(overview: Oversikt) -> bytes:
    """The overview as an .xlsx file; links are relative to the folder of reports."""
    columns = len(_REPORTS) if any(report.pdf for report in overview.rapporter) else len(_REPORTS) - 1
    reports = [_report(report)[:columns] for report in overview.rapporter]
    lacks = [row for file in overview.mangler for row in _lacks(file)]
    sheets = (_Sheet("Rapporter", _REPORTS[:columns], reports), _Sheet("Mangelliste", _LACKS, lacks))
    members = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations(
            [
                ("officeDocument", "xl/workbook.xml", ""),
                ("../package/2006/relationships/metadata/core-properties", "docProps/core.xml", ""),
            ]
        ),
        "docProps/core.xml": core_properties(TITTEL, overview.dato.year),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{n}.xml", "") for n in (1, 2)), ("styles", "styles.xml", "")]
        ),
        "xl/styles.xml": _styles(),
    }
    for number, sheet in enumerate(sheets, 1):
        links = [cell for row in sheet.rows for cell in row if cell.file][:_MOST_LINKS]
        files = list(dict.fromkeys(cell.file for cell in links))
        members[f"xl/worksheets/sheet{number}.xml"] = _worksheet(sheet, files, is_first=number == 1)
        if files:
            related = [("hyperlink", quote(file, errors="surrogateescape"), "External") for file in files]
            members[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _relations(related)
    return packed({name: text.encode() for name, text in members.items()})


_REPORTS = (
    *(("Rapport", 46), ("Arbeidsbok", 34), ("Mal", 20), ("Kvartal", 17), ("Status", 11)),
    *(("Feil", 8), ("Advarsler", 11), ("Merknad", 60), ("PDF", 46)),
)
_LACKS = (
    *(("Arbeidsbok", 34), ("Ark", 20), ("Celle", 9), ("Alvor", 11)),
    *(("Hva er galt", 70), ("Slik retter du det", 50), ("Hvem", 28)),
)


def _report(report: Rapportlinje) -> list[_Cell]:
    return [
        _link(report.fil, report.fil),
        _link(report.arbeidsbok, report.lenke),
        _Cell(report.mal),
        _Cell(report.kvartal),
        _Cell(report.status, _LIGHTS[report.lys]),
        _Cell(report.feil, _NUMBER),
        _Cell(report.advarsler, _NUMBER),
        _Cell(report.merknad),
        _link(report.pdf, report.pdf),
    ]


def _lacks(file: Mangler) -> Iterator[list[_Cell]]:
    for lack in file.mangler:
        place = f"'{lack.ark.replace(chr(39), chr(39) * 2)}'!{lack.celle}" if lack.celle else ""
        yield [
            _link(file.fil, file.lenke),
            _Cell(lack.ark),
            _link(lack.celle, file.lenke if lack.celle else "", place),
            _Cell(lack.alvor, _LIGHTS[lack.lys]),
            _Cell(lack.melding),
            _Cell(lack.forslag),
            _Cell(file.hvem),
        ]


def _link(text: str, file: str, place: str = "") -> _Cell:
    return _Cell(text, _LINK, file, place) if file else _Cell(text)


# --- The parts of the file -----------------------------------------------------------------------------------------


def _worksheet(sheet: _Sheet, files: Sequence[str], *, is_first: bool) -> str:
    numbers = {file: f"rId{number}" for number, file in enumerate(files, 1)}
    heading = [_Cell(text, _HEADING) for text, _ in sheet.columns]
    sizes = [width for _, width in sheet.columns]
    rows = "".join(_row(number, row, sizes) for number, row in enumerate([heading, *sheet.rows], 1))
    links = "".join(
        element("hyperlink", {"ref": _name(column, row), "r:id": numbers[cell.file]} | _located(cell))
        for row, cells in enumerate(sheet.rows, 2)
        for column, cell in enumerate(cells, 1)
        if cell.file in numbers
    )
    area = f"A1:{_name(len(sheet.columns), len(sheet.rows) + 1)}"
    widths = "".join(
        element("col", {"min": n, "max": n, "width": width, "customWidth": 1})
        for n, (_, width) in enumerate(sheet.columns, 1)
    )
    selected = ' tabSelected="1"' if is_first else ""
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>{rows}</sheetData>'
        f'<autoFilter ref="{area}"/>{f"<hyperlinks>{links}</hyperlinks>" if links else ""}'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;RSide &amp;P av &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _located(cell: _Cell) -> dict[str, str]:
    return {"location": cell.place} if cell.place else {}


def _row(number: int, cells: Sequence[_Cell], widths: Sequence[int]) -> str:
    texts = [(cell.value, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell.value, str)]
    lines = max(lines_in(text, 1.1 * width) for text, width in texts)
    written = "".join(_cell(_name(n, number), cell) for n, cell in enumerate(cells, 1))
    return f'<row r="{number}" ht="{15 * lines + 3}" customHeight="1">{written}</row>'


def _cell(name: str, cell: _Cell) -> str:
    if isinstance(cell.value, int):
        return f'<c r="{name}" s="{cell.format}"><v>{cell.value}</v></c>'
    if not cell.value:
        return f'<c r="{name}" s="{cell.format}"/>'
    text = xml_text(cell.value)
    return f'<c r="{name}" s="{cell.format}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _name(column: int, row: int) -> str:
    return f"{column_letters(column)}{row}"


def _content_types(sheets: int) -> str:
    parts = {"xl/workbook.xml": f"{_TYPE}sheet.main+xml", "xl/styles.xml": f"{_TYPE}styles+xml"}
    parts |= {f"xl/worksheets/sheet{number + 1}.xml": f"{_TYPE}worksheet+xml" for number in range(sheets)}
    parts["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    inner = "".join(element("Override", {"PartName": f"/{name}", "ContentType": kind}) for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def _relations(related: Iterable[tuple[str, str, str]]) -> str:
    """A part of relationships, numbered from 1: the last word of the type, the target, and its mode."""
    inner = []
    for number, (kind, target, mode) in enumerate(related, 1):
        base = "http://schemas.openxmlformats.org/" if "/" in kind else f"{_OFFICE}/"
        attributes = {"Id": f"rId{number}", "Type": base + kind.removeprefix("../"), "Target": target}
        inner.append(element("Relationship", attributes | ({"TargetMode": mode} if mode else {})))
    return f'{_HEAD}<Relationships xmlns="{_RELS}">{"".join(inner)}</Relationships>'


def _workbook(sheets: Iterable[_Sheet]) -> str:
    sheets = list(sheets)
    listed = "".join(
        element("sheet", {"name": sheet.title, "sheetId": number, "r:id": f"rId{number}"})
        for number, sheet in enumerate(sheets, 1)
    )
    names = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">{sheet.title}!$1:$1</definedName>'
        for number, sheet in enumerate(sheets)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def _styles() -> str:
    """The formats, in the order of the numbers above: font, fill, and how the text stands."""
    fonts = ("1A1A1A", "FFFFFF", "2E75B6", GROENN.skrift, GUL.skrift, ROED.skrift)
    fills = ("1F3864", GROENN.fyll, GUL.fyll, ROED.fyll)
    formats = ((0, 0), (1, 2), (2, 0), (0, 0), (3, 3), (4, 4), (5, 5))
    line = '<bottom style="thin"><color rgb="FFBFC9D6"/></bottom>'
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="{len(fonts)}">{"".join(map(_font, range(6), fonts))}</fonts>'
        f'<fills count="{len(fills) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{"".join(map(_fill, fills))}</fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border><left/><right/><top/>{line}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{"".join(_format(*pair) for pair in formats)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _font(number: int, color: str) -> str:
    bold = "<b/>" if number in (1, 3, 4, 5) else ""
    underlined = "<u/>" if number == 2 else ""
    look = f'<sz val="11"/><color rgb="FF{color}"/><name val="Calibri"/><family val="2"/>'
    return f"<font>{bold}{underlined}{look}</font>"


def _fill(color: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{color}"/><bgColor indexed="64"/></patternFill></fill>'
    )


def _format(font: int, fill: int) -> str:
    numbers = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="1" xfId="0"'
    alignment = '<alignment vertical="top" wrapText="1"/>'
    return f'<xf {numbers} applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{alignment}</xf>'
