"""The cells of a workbook by their XML. Those that are written alike are read once, and are one and the same.

What a cell says in itself it says in every workbook with the same styles: the workbooks of a kommune are often copies
of one, and share headings, names, words, dates and figures. Cells that give the number of a string say the same where
they are written alike and the string is the same, whatever its number.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rapportgen.excel.cells import LONGEST_SHARED, cut_cell
from rapportgen.excel.grid import Cell
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.excel.cells import Context
    from rapportgen.excel.styles import Style
    from rapportgen.excel.texts import Text

    _ByXml: TypeAlias = dict[str, Cell | None]
    _ByText: TypeAlias = dict[tuple[str, Text], Cell | None]

# So many cells that differ are remembered at once: more would cost more memory than they save time.
_MOST_KNOWN = 20_000
_MOST_STRINGS = 8_000
# A workbook with more has a long table, and its cells are hardly those of others.
_MOST_TO_SHARE = 5_000
_UNKNOWN = Cell(error="unknown")
# How nearly all cells of Excel's own give the number of a string, behind the number of their style.
_STRING, _END = ' t="s"><v>', "</v></c>"
_LONGEST_NUMBER = 7
_COMPLETE = pattern(r'(?: s="[0-9]+")?(?: t="(?:n|str|inlineStr|b|d|e)")?/?')


class KnownCells(dict[str, Cell | None]):
    """The cells of a workbook by their XML behind the address: one that is not known is read when it is asked for.

    `context` is what they refer to. Asking raises ElementTree.ParseError for what is not one small element.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._shared, self._strings = _cells_with(tuple(context.styles), context.from_1904)

    def __missing__(self, xml: str) -> Cell | None:
        cell = self._shared.get(xml, _UNKNOWN)
        if cell is _UNKNOWN:
            start, is_string, rest = xml.partition(_STRING)
            text = self._text(rest) if is_string else None
            cell = cut_cell(xml, self.context) if text is None else self._with_text(start, text, xml)
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[xml] = cell
        return cell

    def _text(self, rest: str) -> Text | None:
        """The short string whose number this is, and no more than the end of a cell; None when it is anything else."""
        number = rest.removesuffix(_END)
        if len(rest) - len(number) != len(_END) or len(number) > _LONGEST_NUMBER or not number.isdecimal():
            return None
        strings, index = self.context.strings, int(number)
        text = strings[index] if index < len(strings) else None
        return text if text is not None and len(text.text) <= LONGEST_SHARED else None

    def _with_text(self, start: str, text: Text, xml: str) -> Cell | None:
        """The cell with this XML, which begins with `start` and gives the number of `text`."""
        known = self._strings.get((start, text), _UNKNOWN)
        if known is not _UNKNOWN:
            return known
        cell = cut_cell(xml, self.context)
        if _is_complete(start):
            if len(self._strings) >= _MOST_STRINGS:
                self._strings.clear()
            self._strings[start, text] = cell
        return cell

    def share(self) -> None:
        """Let workbooks with the same styles know these cells, but for those that may be strings by number."""
        shared = self._shared
        if len(self) > _MOST_TO_SHARE:
            return
        if len(self) + len(shared) > _MOST_KNOWN:
            shared.clear()
        new = self.keys() - shared.keys()
        shared.update({xml: self[xml] for xml in new if _is_complete(xml.partition(">")[0])})


@lru_cache(maxsize=1024)
def _is_complete(start_tag: str) -> bool:
    """Whether what stands in a cell is surely said there: that is known of those written as programs write them."""
    return _COMPLETE.fullmatch(start_tag) is not None


@lru_cache(maxsize=4)
def _cells_with(styles: Sequence[Style], from_1904: bool) -> tuple[_ByXml, _ByText]:
    """What is known of workbooks with these styles and this calendar."""
    return {}, {}
