"""What is known of cells and sheets by their XML. Those that are written alike are read once.

What a cell says in itself it says in every workbook with the same styles: the workbooks of a kommune are often copies
of one, and share headings, words, dates and figures. So is the form of a sheet the same where its XML is the same.
Only the strings are each workbook's own: a cell that gives the number of one is a `StringCell`, whatever the string is.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rapportgen.excel.cells import Context, cut_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.excel.cells import StringCell
    from rapportgen.excel.grid import Cell
    from rapportgen.excel.readgrid import Form
    from rapportgen.excel.styles import Style

    _Written: TypeAlias = Cell | StringCell | None

# So many cells that differ are remembered at once: more would cost more memory than they save time.
_MOST_KNOWN = 20_000
# A workbook of ours has thirty sheets, which come again in the next: there is room for twice as many.
_MOST_FORMS = 64


class KnownCells(dict[str, "_Written"]):
    """The cells of workbooks by their XML behind the address: one that is not known is read when it is asked for.

    `context` has the styles and the calendar of the workbooks. Asking raises ElementTree.ParseError for what is not
    one small element. `forms` are sheets by their XML, as `excel.readgrid` has them.
    """

    def __init__(self, styles: Sequence[Style], from_1904: bool) -> None:
        super().__init__()
        self.context = Context(styles=styles, from_1904=from_1904)
        self.forms: dict[bytes, Form] = {}
        self._forms_by_one = threading.Lock()  # an executor may read workbooks in threads

    def __missing__(self, xml: str) -> _Written:
        cell = cut_cell(xml, self.context)
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[xml] = cell
        return cell

    def form(self, xml: bytes) -> Form | None:
        """The form of the sheets with this XML, if it is remembered."""
        with self._forms_by_one:
            form = self.forms.pop(xml, None)
            if form is not None:
                self.forms[xml] = form
        return form

    def remember(self, xml: bytes, form: Form) -> None:
        """Remember the form of sheets with this XML, and forget the one that was asked for longest ago."""
        with self._forms_by_one:
            if len(self.forms) >= _MOST_FORMS:
                del self.forms[next(iter(self.forms))]
            self.forms[xml] = form


def known_cells(context: Context, *, alone: bool = False) -> KnownCells:
    """What is known of the cells of workbooks with the same styles and calendar.

    The cells of a long table are hardly those of others: a workbook that has one is `alone` in knowing them.
    """
    known = KnownCells if alone else _shared
    return known(tuple(context.styles), context.from_1904)


_shared = lru_cache(maxsize=4)(KnownCells)
