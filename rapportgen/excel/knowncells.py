"""The cells of a workbook by their XML. Those that are written alike are read once, and are one and the same.

What a cell says in itself, and not by the number of a string of its workbook, it says in every workbook with the same
styles: the workbooks of a kommune are often copies of one, and share headings, names, words, dates and figures.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapportgen.excel.cells import cut_cell
from rapportgen.excel.grid import Cell
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.excel.cells import Context
    from rapportgen.excel.styles import Style

# So many cells that differ are remembered at once: more would cost more memory than they save time.
_MOST_KNOWN = 20_000
# A workbook with more has a long table, and its cells are hardly those of others.
_MOST_TO_SHARE = 5_000
_UNKNOWN = Cell(error="unknown")
_COMPLETE = pattern(r'(?: s="[0-9]+")?(?: t="(?:n|str|inlineStr|b|d|e)")?/?')


class KnownCells(dict[str, Cell | None]):
    """The cells of a workbook by their XML behind the address: one that is not known is read when it is asked for.

    `context` is what they refer to. Asking raises ElementTree.ParseError for what is not one small element.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._shared = _cells_with(tuple(context.styles), context.from_1904)

    def __missing__(self, xml: str) -> Cell | None:
        cell = self._shared.get(xml, _UNKNOWN)
        if cell is _UNKNOWN:
            cell = cut_cell(xml, self.context)
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[xml] = cell
        return cell

    def share(self) -> None:
        """Let workbooks with the same styles know these cells, but for those that may be strings by number."""
        shared = self._shared
        if len(self) > _MOST_TO_SHARE:
            return
        if len(self) + len(shared) > _MOST_KNOWN:
            shared.clear()
        shared.update({xml: cell for xml, cell in self.items() if _is_complete(xml.partition(">")[0])})


@lru_cache(maxsize=1024)
def _is_complete(start_tag: str) -> bool:
    """Whether what stands in a cell is surely said there: that is known of those written as programs write them."""
    return _COMPLETE.fullmatch(start_tag) is not None


@lru_cache(maxsize=4)
def _cells_with(styles: Sequence[Style], from_1904: bool) -> dict[str, Cell | None]:
    """What is known of workbooks with these styles and this calendar."""
    return {}
