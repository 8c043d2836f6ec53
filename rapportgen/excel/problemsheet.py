"""The sheet «Problemer» of a marked workbook: everything that was found, with links to the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.excel.heights import lines_in
from rapportgen.excel.looks import FJORD, HAV, HVIT, STREK, TEKST
from rapportgen.excel.notes import cell_of, name_of
from rapportgen.excel.xmledit import XmlPart, element, xml_text
from rapportgen.model.trafikklys import BLAA, GUL, ROED
from rapportgen.named import NamedTuple
from rapportgen.problems import ADVARSEL, FEIL, INFO, count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rapportgen.problems import Problem

HEADINGS = ("Alvor", "Sted", "Verdi", "Hva som er galt", "Forslag")
_WIDTHS = (12, 26, 30, 70, 34)
_WORDS = {FEIL: "Feil", ADVARSEL: "Advarsel", INFO: "Merknad"}
_ADVICE = "Cellene er merket med kommentarer. Rett dem i din egen arbeidsbok, og kjør «rapportgen sjekk» på nytt."
_FIRST_ROW = 5


class Looks(NamedTuple):
    """The style numbers of the sheet's cells; all zero when the workbook has no styles."""

    title: int = 0
    advice: int = 0
    body: int = 0
    heading: int = 0
    link: int = 0
    feil: int = 0
    advarsel: int = 0
    info: int = 0


def place_of(problem: Problem) -> tuple[str, str]:
    """The sheet and the cell of a problem; either is empty when the place does not say it."""
    sheet, mark, cell = problem.sted.rpartition("!")
    return (sheet, cell) if mark and cell_of(cell) else (problem.sted, "")


def sheet_xml(problems: Sequence[Problem], file: str, titles: Collection[str], looks: Looks, namespace: str) -> bytes:
    """The worksheet part: a title, advice, and a line for each problem. Only the sheets in `titles` get links."""
    rows = [
        _row(1, [(_title(problems, file), looks.title)], 26),
        _row(2, [(_ADVICE, looks.advice)]),
        _row(_FIRST_ROW - 1, [(heading, looks.heading) for heading in HEADINGS], 21),
    ]
    links = []
    for number, problem in enumerate(problems, _FIRST_ROW):
        sheet, cell = place_of(problem)
        linked = sheet in titles
        rows.append(_problem_row(number, problem, looks, linked))
        if linked:
            target = f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell or 'A1'}"
            links.append(element("hyperlink", {"ref": f"B{number}", "location": target, "display": problem.sted}))
    columns = "".join(
        element("col", {"min": n, "max": n, "width": width, "customWidth": 1}) for n, width in enumerate(_WIDTHS, 1)
    )
    last = name_of(cell_of(f"E{_FIRST_ROW - 1 + len(problems)}") or cell_of("E5"))  # type: ignore[arg-type]
    filtered = element("autoFilter", {"ref": f"A{_FIRST_ROW - 1}:{last}"}) if problems else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="FF{ROED.skrift}"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_FIRST_ROW - 1}" topLeftCell="A{_FIRST_ROW}" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>{filtered}"
        f"{element('hyperlinks', None, ''.join(links)) if links else ''}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def with_looks(styles: bytes) -> tuple[bytes, Looks]:
    """The styles part with the sheet's own styles at the end, so that the numbers of the others stay as they are."""
    part = XmlPart(styles, depth=3)
    fonts, fills, borders, formats = (part.find(name) for name in ("fonts", "fills", "borders", "cellXfs"))
    if fonts is None or fills is None or borders is None or formats is None:
        return styles, Looks()
    p = part.prefix
    first_font = _add(part, fonts, [_font(p, *font) for font in _FONTS])
    first_fill = _add(part, fills, [_fill(p, color) for color in _FILLS])
    line = _add(part, borders, [_line(p)])
    first = _add(part, formats, [_format(p, first_font + f, first_fill + b, line if has_line else 0, wrap)
                                 for f, b, has_line, wrap in _FORMATS])  # fmt: skip
    return part.result(), Looks(*range(first, first + len(_FORMATS)))


# Size, bold, underlined, colour.
_FONTS = (
    (16, True, False, FJORD),
    (11, False, False, TEKST),
    (11, True, False, HVIT),
    (11, False, True, HAV),
    *((11, True, False, light.skrift) for light in (ROED, GUL, BLAA)),
)
_FILLS = (HVIT, FJORD, ROED.fyll, GUL.fyll, BLAA.fyll)
# Font, fill, line below, wrapped: in the order of Looks.
_FORMATS = (
    (0, 0, False, False),
    (1, 0, False, False),
    (1, 0, True, True),
    (2, 1, False, True),
    (3, 0, True, True),
    (4, 2, True, True),
    (5, 3, True, True),
    (6, 4, True, True),
)


def _add(part: XmlPart, parent: object, items: Sequence[str]) -> int:
    """Add items at the end of a list of styles; gives the number of the first."""
    node = next(node for node in part.nodes if node is parent)
    existing = len(part.children(node))
    part.insert_last(node, "".join(items))
    part.set(node, "count", existing + len(items))
    return existing


def _font(p: str, size: int, bold: bool, underlined: bool, color: str) -> str:
    signs = (f"<{p}b/>" if bold else "") + (f"<{p}u/>" if underlined else "")
    look = f'<{p}sz val="{size}"/><{p}color rgb="FF{color}"/><{p}name val="Calibri"/><{p}family val="2"/>'
    return f"<{p}font>{signs}{look}</{p}font>"


def _fill(p: str, color: str) -> str:
    pattern = f'<{p}fgColor rgb="FF{color}"/><{p}bgColor indexed="64"/>'
    return f'<{p}fill><{p}patternFill patternType="solid">{pattern}</{p}patternFill></{p}fill>'


def _line(p: str) -> str:
    below = f'<{p}bottom style="thin"><{p}color rgb="FF{STREK}"/></{p}bottom>'
    return f"<{p}border><{p}left/><{p}right/><{p}top/>{below}<{p}diagonal/></{p}border>"


def _format(p: str, font: int, fill: int, border: int, wrap: bool) -> str:
    numbers = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
    alignment = f'<{p}alignment vertical="top" wrapText="{int(wrap)}"/>'
    return f'<{p}xf {numbers} applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{alignment}</{p}xf>'


def _title(problems: Sequence[Problem], file: str) -> str:
    if not problems:
        return f"Ingen problemer i {file}"
    one_or_many = ((FEIL, "feil", "feil"), (ADVARSEL, "advarsel", "advarsler"), (INFO, "merknad", "merknader"))
    numbers = [(count(problems, alvor), one, many) for alvor, one, many in one_or_many]
    counted = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in numbers if number)
    return f"Problemer i {file}: {counted}"


def _problem_row(number: int, problem: Problem, looks: Looks, linked: bool) -> str:
    texts = (_WORDS[problem.alvor], problem.sted, problem.verdi, problem.melding, problem.forslag)
    styles = (getattr(looks, problem.alvor), looks.link if linked else looks.body, *[looks.body] * 3)
    lines = max(lines_in(text, 1.1 * width) for text, width in zip(texts, _WIDTHS, strict=True))
    return _row(number, list(zip(texts, styles, strict=True)), 15 * lines + 3)


def _row(number: int, cells: Iterable[tuple[str, int]], height: int = 18) -> str:
    written = (
        element("c", {"r": name, "s": style, "t": "inlineStr"}, f"<is>{_kept(text)}</is>")
        for name, (text, style) in zip((f"{letter}{number}" for letter in "ABCDE"), cells, strict=False)
    )
    return element("row", {"r": number, "ht": height}, "".join(written))


def _kept(text: str) -> str:
    return element("t", {"xml:space": "preserve"}, xml_text(text))
