"""A cell from its XML: what is stored in it, by the kind that the file gives it, and the look that means something."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, final
from unicodedata import normalize
from xml.etree import ElementTree

from rapportgen.excel.grid import Cell
from rapportgen.excel.links import link_of_formula
from rapportgen.excel.package import local
from rapportgen.excel.plaincells import plain_cell
from rapportgen.excel.styles import PLAIN, Palette, Style
from rapportgen.excel.texts import Text, clean, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from rapportgen.model.riktekst import Bit

LONGEST_TEXT = 32_767
LONGEST_SIMPLE = LONGEST_TEXT // 4
# Shorter texts are headings, names and words, which other workbooks have too.
_LONGEST_SHARED = 200
# So many texts in one style are remembered at once.
_MOST_TEXTS = 1_000
# A cell with more tags is left to where nesting is looked at.
MOST_TAGS = 300


class Context:
    """What the cells of every sheet of a workbook refer to."""

    __slots__ = ("from_1904", "palette", "strings", "styles")

    def __init__(
        self,
        strings: Sequence[Text] = (),
        styles: Sequence[Style] = (PLAIN,),
        palette: Palette | None = None,
        from_1904: bool = False,
    ) -> None:
        self.strings, self.styles, self.from_1904 = strings, styles, from_1904
        self.palette = palette or Palette()


class DamagedCellError(ValueError):
    """A cell whose content no program can understand; its text says why."""


@final
class StringCell:
    """A cell that gives the number of a string, whatever that is in a workbook; -1 is no number.

    `known` are the cells in its style by their texts, `formula` is empty where it has none.
    """

    __slots__ = ("formula", "known", "number")

    def __init__(self, number: int, known: _TextCells, formula: str) -> None:
        self.number, self.known, self.formula = number, known, formula

    def of(self, strings: Sequence[Text]) -> Cell:
        """The cell in a workbook with these strings."""
        if not 0 <= self.number < len(strings):
            return Cell(None, self.known.style, error="cellen viser til en tekst som ikke finnes i filen")
        cell = self.known[strings[self.number]]
        return _with_formula(cell, self.formula) if self.formula else cell


class _TextCells(dict[Text, Cell]):
    """The cells of texts in one style: one that is not known is made when it is asked for."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.style = style

    def __missing__(self, text: Text) -> Cell:
        cell = _text_cell(text, self.style)
        if len(text.text) <= _LONGEST_SHARED:
            if len(self) >= _MOST_TEXTS:
                self.clear()
            self[text] = cell
        return cell


_text_cells = lru_cache(maxsize=64)(_TextCells)


def cut_cell(xml: str, context: Context) -> Cell | StringCell | None:
    """The cell whose XML behind its address this is. Raises ElementTree.ParseError when it is not one small element."""
    if plain := plain_cell(xml):
        index, kind, text, formula, value = plain
        style = _style_at(index, context) if index else PLAIN
        if text is None:
            return _stored_cell(kind or "n", value, formula, style, context)
        if kind == "inlineStr" and (simple := _simple_cell(text, style)):
            return simple
    if xml.count("<") > MOST_TAGS:
        raise ElementTree.ParseError
    return parsed_cell(ElementTree.fromstring(f'<c r=""{xml}'), context)


def parsed_cell(element: Element, context: Context) -> Cell | StringCell | None:
    """The cell, or None when it holds nothing and no background: most cells of a formatted sheet."""
    style = _style_at(element.get("s"), context)
    kind = element.get("t", "n")
    value, formula = None, None
    for child in element:
        name = local(child.tag)
        if name == "is" and kind == "inlineStr":
            only = child[0] if len(child) == 1 and local(child[0].tag) == "t" else None
            text = only.text if only is not None and only.text else ""
            return (_simple_cell(text, style) if text.isprintable() else None) or _text_cell(text_of(child), style)
        if name == "v":
            value = child.text
        elif name == "f":
            formula = child.text or ""
    return _stored_cell(kind, value, formula, style, context)


def _stored_cell(
    kind: str, value: str | None, formula: str | None, style: Style, context: Context
) -> Cell | StringCell | None:
    """The cell with the value that is stored for it, if any, and its formula."""
    if not value:
        if formula is not None and kind != "str":
            return Cell(None, style, no_value=True, sums=_sums(formula))
        return Cell(None, style) if style.fill else None
    if kind == "s":
        return StringCell(int(value) if value.strip().isdecimal() else -1, _text_cells(style), formula or "")
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
    if kind == "n":
        number = _number(value)
        return Cell(_from_serial(number, style, context.from_1904) if style.is_date else number, style)
    if kind == "str":
        text, lost = clean(value)
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


def _simple_cell(text: str, style: Style) -> Cell | None:
    """The cell of a printable text that means itself, as nearly all do; None for any other."""
    if not text or "_x" in text or len(text) > LONGEST_SIMPLE:
        return None
    return Cell(text if text.isascii() else normalize("NFC", text), style)


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
    runs = [run.changed(fet=True) if index in text.unstyled else run for index, run in enumerate(text.runs)]
    if all(run.fet for run in runs if run.tekst.strip()):
        runs = [run.changed(fet=False) for run in runs]
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
    try:
        moment = (_EPOCH_1904 if from_1904 else _EPOCH_1900) + timedelta(seconds=round(days * 86_400))
    except OverflowError as error:  # it is rounded to a second past the last year, or counted from 1904
        raise DamagedCellError(f"{number:g} er formatert som dato, men er etter år 9999") from error
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
