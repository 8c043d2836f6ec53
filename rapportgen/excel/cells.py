"""The cells of a sheet, from its XML: sparse, in one pass, and without a model of the whole sheet."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from rapportgen.excel.grid import Area, Cell, Grid, area_of, column_of
from rapportgen.excel.links import link_of_formula
from rapportgen.excel.package import local, relation_id
from rapportgen.excel.sheetxml import parts_of
from rapportgen.excel.styles import PLAIN, Palette, Style, is_on
from rapportgen.model.riktekst import Bit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO
    from xml.etree.ElementTree import Element

LONGEST_TEXT = 32_767
# Further to the right, a background is a formatted row and no bar of a Gantt chart.
LAST_PAINTED_COLUMN = 600
# Text with less contrast to the paper than this is as good as invisible.
LEAST_CONTRAST = 2


class Text(NamedTuple):
    """A string of the file: its text, its runs when they differ in look, whether characters were taken out, and
    whether all of it is struck through. `unstyled` are the numbers of the runs that look as the cell does."""

    text: str
    runs: tuple[Bit, ...] = ()
    stripped: bool = False
    struck: bool = False
    unstyled: tuple[int, ...] = ()


class Context(NamedTuple):
    """What the cells of every sheet of a workbook refer to."""

    strings: Sequence[Text] = ()
    styles: Sequence[Style] = (PLAIN,)
    palette: Palette = Palette()
    from_1904: bool = False


class SheetPart(NamedTuple):
    """What the XML of a sheet says: its cells, the relation ids of its Excel tables, and its links.

    A link is the area it lies over, its relation id, and the place it leads to in what that names.
    """

    grid: Grid
    tables: list[str]
    links: list[tuple[Area, str, str]]


class DamagedCellError(ValueError):
    """A cell whose content no program can understand; its text says why."""


def read_grid(stream: IO[bytes], title: str, state: str, context: Context, file: str) -> SheetPart:
    """The cells of a sheet, and what it refers to.

    Raises ElementTree.ParseError when the XML is not well formed, FileRefusedError when it is nested to the bottom or
    declares a document type.
    """
    grid = Grid(title, state)
    found = SheetPart(grid, [], [])
    for name, element in parts_of(stream, context.styles, file):
        if name == "row":
            _read_row(element, grid, context)
        elif name == "col":
            _hide_columns(element, grid)
        elif name == "mergeCell":
            grid.merges.extend(_areas(element.get("ref", "")))
        elif name == "conditionalFormatting":
            grid.conditional.extend(_areas(element.get("sqref", "")))
        elif name == "hyperlink":
            link = (relation_id(element), element.get("location", ""))
            found.links.extend((area, *link) for area in _areas(element.get("ref", "")))
        elif name == "tablePart":
            found.tables.append(relation_id(element))
    return found


def _areas(references: str) -> list[Area]:
    found = (area_of(reference) for reference in references.split())
    return [area for area in found if area is not None]


def _hide_columns(element: Element, grid: Grid) -> None:
    if element.get("hidden") in {"1", "true"}:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        grid.hidden_columns.update(range(first, min(last, LAST_PAINTED_COLUMN) + 1))


# --- A row and a cell ----------------------------------------------------------------------------------------------


def _read_row(element: Element, grid: Grid, context: Context) -> None:
    number = element.get("r")
    row = int(float(number)) if number else max(grid.rows, default=0) + 1
    if element.get("hidden") in {"1", "true"}:
        grid.hidden_rows.add(row)
    cells = grid.rows.get(row, {})
    column = 0
    for child in element:
        reference = child.get("r")
        misplaced = ""
        try:
            column = column_of(reference) if reference else column + 1
        except ValueError:
            column, misplaced = column + 1, f"cellen har adressen «{reference}», som ikke finnes"
        cell = _read_cell(child, context)
        if cell is None:
            continue
        if misplaced:
            cell = cell._replace(value=None, error=misplaced)
        if column <= LAST_PAINTED_COLUMN or not cell.is_blank:
            cells[column] = cell
    if cells:
        grid.rows[row] = cells


def _read_cell(element: Element, context: Context) -> Cell | None:
    """The cell, or None when it holds nothing and no background: most cells of a formatted sheet."""
    style = _style_at(element.get("s"), context)
    if len(element) == 0:
        return Cell(None, style) if style.fill else None
    kind = element.get("t", "n")
    value, formula = None, None
    for child in element:
        name = local(child.tag)
        if name == "is" and kind == "inlineStr":
            return _simple_cell(child, style) or _text_cell(text_of(child), style)
        if name == "v":
            value = child.text
        elif name == "f":
            formula = child.text or ""
    if value is None or value == "":
        if formula is not None and kind != "str":
            return Cell(None, style, no_value=True, sums=_sums(formula))
        return Cell(None, style) if style.fill else None
    try:
        cell = _with_value(kind, value, style, context)
    except DamagedCellError as error:
        return Cell(None, style, error=str(error))
    return _with_formula(cell, formula) if formula else cell


def _with_formula(cell: Cell, formula: str) -> Cell:
    """The cell with what its formula says about it: that it adds up, or where it links to."""
    if _sums(formula):
        return cell._replace(sums=True)
    return cell._replace(link=link) if cell.is_text and (link := link_of_formula(formula)) else cell


def _style_at(index: str | None, context: Context) -> Style:
    """The style that a cell gives the number of; the plain one when the workbook has no such style."""
    try:
        return context.styles[int(index)] if index else PLAIN
    except (ValueError, IndexError):
        return PLAIN


def _with_value(kind: str, value: str, style: Style, context: Context) -> Cell:
    """The cell with a stored value of this kind. Raises DamagedCellError when the value cannot be of it."""
    if kind == "s":
        if not value.strip().isdecimal() or int(value) >= len(context.strings):
            raise DamagedCellError("cellen viser til en tekst som ikke finnes i filen")
        return _text_cell(context.strings[int(value)], style)
    if kind == "n":
        number = _number(value)
        return Cell(_from_serial(number, style, context.from_1904) if style.is_date else number, style)
    if kind == "str":
        text, lost = _clean(value)
        return _text_cell(Text(text, stripped=lost), style)
    if kind == "b":
        if value.strip() not in {"0", "1", "true", "false"}:
            raise DamagedCellError(f"«{value[:20]}» er verken sann eller usann")
        return Cell(value.strip() in {"1", "true"}, style)
    if kind == "e":
        return Cell(None, style, error=value[:40])
    if kind == "d":
        return Cell(_from_iso(value), style)
    raise DamagedCellError(f"cellen har en ukjent type, «{kind[:20]}»")


def _simple_cell(item: Element, style: Style) -> Cell | None:
    """The cell of a text in one run that is printed as it is stored, as nearly all are; None for any other."""
    text = item[0].text if len(item) == 1 and local(item[0].tag) == "t" else None
    if not text or "_x" in text or not text.isprintable() or len(text) > LONGEST_TEXT // 4:
        return None
    return Cell(text if text.isascii() else unicodedata.normalize("NFC", text), style)


def _text_cell(text: Text, style: Style) -> Cell:
    if len(text.text) > LONGEST_TEXT:
        return Cell(None, style, error=f"teksten er på {len(text.text)} tegn, og Excel tillater {LONGEST_TEXT}")
    if not text.text:
        return Cell(None, style, stripped=text.stripped)
    style = style._replace(strike=True) if text.struck else style
    runs = _in_bold_cell(text) if text.runs and style.bold else text.runs
    return Cell(text.text, style, runs, stripped=text.stripped)


def _in_bold_cell(text: Text) -> tuple[Bit, ...]:
    """The runs of a cell in bold: those without a look of their own are bold too, and all in bold says nothing."""
    runs = [replace(run, fet=True) if index in text.unstyled else run for index, run in enumerate(text.runs)]
    if all(run.fet for run in runs if run.tekst.strip()):
        runs = [replace(run, fet=False) for run in runs]
    return tuple(runs)


def _sums(formula: str) -> bool:
    return re.match(r"\s*[-+]?(?:SUM|SUBTOTAL|AGGREGATE)\(", formula, re.IGNORECASE) is not None


def _number(value: str) -> int | float:
    try:
        number = int(value) if value.isdecimal() and len(value) < 16 else float(value)
    except ValueError as error:
        raise DamagedCellError(f"«{value[:20]}» er lagret som tall, men er ikke et tall") from error
    if not math.isfinite(number):
        raise DamagedCellError(f"«{value[:20]}» er for stort til å være et tall")
    return number


# --- Dates and times -----------------------------------------------------------------------------------------------

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_466


def _from_serial(number: float, style: Style, from_1904: bool) -> object:
    """The date, date with time, or text of a time of day that a number stands for.

    Excel believes that 1900 was a leap year: serials 1–59 are a day later than counted from 30 December 1899, and 60
    is a day that never was.
    """
    if style.is_duration:
        return _as_duration(number)
    if not 0 <= number < _LAST_SERIAL or (60 <= number < 61 and not from_1904):
        raise DamagedCellError(f"{number:g} er formatert som dato, men er ingen dato i kalenderen")
    if number < 1 and not from_1904:
        return _as_duration(number)
    days = number + 1 if number < 60 and not from_1904 else number
    moment = (_EPOCH_1904 if from_1904 else _EPOCH_1900) + timedelta(seconds=round(days * 86_400))
    return moment if moment.hour or moment.minute or moment.second else moment.date()


def _as_duration(number: float) -> str:
    """«26:30» for a number of days shown as hours and minutes."""
    minutes = round(abs(number) * 24 * 60)
    return f"{'-' if number < 0 else ''}{minutes // 60:02d}:{minutes % 60:02d}"


def _from_iso(value: str) -> date | datetime:
    """A date written out in the file (`2024-03-31`, `2024-03-31T12:00:00Z`)."""
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise DamagedCellError(f"«{value[:20]}» er lagret som dato, men finnes ikke i kalenderen") from error
    return moment.replace(tzinfo=None) if moment.hour or moment.minute else moment.date()


# --- Text ----------------------------------------------------------------------------------------------------------

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def strings_of(stream: IO[bytes]) -> list[Text]:
    """The workbook's shared strings, in the order that cells count them."""
    strings = []
    data: Element | None = None
    for event, element in ElementTree.iterparse(stream, ("start", "end")):
        if event == "start":
            data = element if data is None else data
        elif local(element.tag) == "si" and data is not None:
            strings.append(text_of(element))
            data.clear()
    return strings


def text_of(element: Element) -> Text:
    """The text of a string item: plain, or in runs. Phonetic hints are left out."""
    if len(element) == 1 and local(element[0].tag) == "t":
        plain, lost = _clean(element[0].text or "")
        return Text(plain, stripped=lost)
    runs: list[Bit] = []
    unstyled: list[int] = []
    stripped = False
    for child in element:
        name = local(child.tag)
        if name == "t":
            text, lost = _clean(child.text or "")
            properties = None
        elif name == "r":
            text, lost = _clean("".join(t.text or "" for t in child if local(t.tag) == "t"))
            properties = child.find("{*}rPr")
        else:
            continue
        stripped = stripped or lost
        if text:
            unstyled += [len(runs)] if properties is None else []
            runs.append(_formatted(text, properties))
    whole = "".join(run.tekst for run in runs)
    struck = bool(whole.strip()) and all(run.gjennomstreket for run in runs if run.tekst.strip())
    return Text(whole, _worth_keeping(runs), stripped, struck, tuple(unstyled))


def _worth_keeping(runs: list[Bit]) -> tuple[Bit, ...]:
    """The runs when they differ in look: formatting of the whole text is how the cell looks, and says nothing."""
    looks = {replace(run, tekst="") for run in runs if run.tekst.strip()}
    return tuple(runs) if len(looks) > 1 else ()


def _formatted(text: str, properties: Element | None) -> Bit:
    """A run of a text. Every kind of underlining is one; size and font are the sheet's, not the text's."""
    if properties is None:
        return Bit(text)
    align = properties.find("{*}vertAlign")
    position = align.get("val") if align is not None else None
    return Bit(
        text,
        fet=is_on(properties, "b"),
        kursiv=is_on(properties, "i"),
        understreket=is_on(properties, "u"),
        gjennomstreket=is_on(properties, "strike"),
        farge=_direct_color(properties.find("{*}color")),
        hevet=position == "superscript",
        senket=position == "subscript",
    )


def _direct_color(color: Element | None) -> str | None:
    """A colour somebody chose for some words.

    Theme and indexed colours are left out: they are how the workbook looks, and the report has a look of its own. So
    are black, which is the ordinary text, and what cannot be read on white: it was chosen for a dark cell.
    """
    rgb = color.get("rgb", "")[-6:].upper() if color is not None else ""
    if not re.fullmatch("[0-9A-F]{6}", rgb) or rgb == "000000":
        return None
    return rgb if _contrast_to_white(rgb) >= LEAST_CONTRAST else None


def _contrast_to_white(rgb: str) -> float:
    """From 1 (white) to 21 (black), as WCAG measures contrast."""
    parts = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _clean(text: str) -> tuple[str, bool]:
    """The text in composed form (NFC), escapes decoded, and whether characters that no document can hold are gone.

    Excel stores such characters, and any `_x0041_` that somebody typed, as `_xHHHH_`.
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\ufffd", "\ufffe")
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    kept = text if text.isprintable() else _FORBIDDEN.sub("", text)
    return (kept if kept.isascii() else unicodedata.normalize("NFC", kept)), kept != text
