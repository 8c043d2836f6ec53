"""A sheet cut up at the start of each row and cell while it is read: most of its XML never meets a parser.

Most of a sheet is cells, and most of them are blank or say what others say; a parser makes two to four elements of
each. What is left when the cells are cut out goes to the parser, with one row for all that have the same attributes.
Only pieces that are whole elements, cut out of places where elements stand, may be read by themselves: then the sheet
is what it would be parsed as a whole. Any other sheet is left to the parser.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError, ParserCreate

from rapportgen.excel.cutting import OtherFormError, between, only_elements
from rapportgen.excel.package import local
from rapportgen.excel.sheetxml import DEEPEST
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO
    from xml.etree.ElementTree import Element

_ROW = pattern(r'r="([0-9]{1,9})"((?: [A-Za-z0-9:]+="[^"<>]*")*) ?(/?)>')
_A_ROW = pattern(r"[<:]row[\s/>]")
# No sheet has more rows that look different.
_MOST_LOOKS = 20_000
_LONGEST_KEPT = 20_000
_LONGEST_START = 200
# Without these words there is nothing in a sheet but its cells.
_WORDS_THAT_MATTER = ("merge", "conditional", "hyperlink", "tablePart")


class CutSheet:
    """A sheet in two parts: ask for the `rows`, from the first to the last, and then for the `rest`, only to look at.

    Both raise OtherFormError. Until the rest has been read without one, the rows are worth nothing.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._head, self._tail = "", ""
        self._rows_by_look: dict[str, list[int]] = {}

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The number of each row that has cells, and their XML from their addresses to their ends."""
        pieces = between(self._stream, "<row ")
        self._head = next(pieces)
        for piece in pieces:
            if self._tail:
                raise OtherFormError("rows after the end of the rows")
            start, *cells = piece.split('<c r="')
            begins = _begins_once if len(start) <= _LONGEST_START else _begins
            number, look, closed, behind = begins(start)
            if closed:
                whole, after = not cells, behind
            elif cells:
                cells[-1], end, after = cells[-1].partition("</row>")
                whole = bool(end) and not behind
            else:
                whole, after = behind.startswith("</row>"), behind[len("</row>") :]
            if not whole:
                raise OtherFormError("a row that holds other things, or does not end")
            self._tail = after.strip()
            if look not in self._rows_by_look or "hidden" in look:
                self._note(number, look)
            if cells:
                yield number, cells

    def rest(self) -> tuple[Element | None, set[int]]:
        """The root of the sheet without its cells, if anything in it matters, and the numbers of the hidden rows."""
        looks = tuple(self._rows_by_look)
        longest = len(self._head) + len(self._tail) + sum(map(len, looks))
        around = _around_once if longest <= _LONGEST_KEPT else _around
        root = around(self._head, self._tail, looks)
        return root, set() if root is None else self._hidden(root)

    def _note(self, number: int, look: str) -> None:
        """Remember the attributes of a row, and which rows they may hide."""
        if look not in self._rows_by_look:
            if len(self._rows_by_look) == _MOST_LOOKS:
                raise OtherFormError("rows that are all different")
            self._rows_by_look[look] = []
        if "hidden" in look:
            self._rows_by_look[look].append(number)

    def _hidden(self, root: Element) -> set[int]:
        """The numbers of the hidden rows."""
        hidden: set[int] = set()
        if self._rows_by_look:
            parts = [part for part in root if local(part.tag) == "sheetData"]
            if len(parts) != 1 or len(parts[0]) != len(self._rows_by_look):
                raise OtherFormError("rows in other places")
            for row, numbers in zip(parts[0], self._rows_by_look.values(), strict=True):
                if row.get("hidden") in {"1", "true"}:
                    hidden.update(numbers)
        return hidden


def _begins(start: str) -> tuple[int, str, bool, str]:
    """The number of a row, its other attributes, whether it is closed at once, and what stands behind its tag."""
    row = _ROW.match(start)
    if row is None:
        raise OtherFormError("a row that begins in another way")
    return int(row[1]), row[2], bool(row[3]), start[row.end() :]


_begins_once = lru_cache(maxsize=4096)(_begins)  # rows of other sheets and workbooks begin alike


def _has_rows(text: str) -> bool:
    return ("<row" in text or ":row" in text) and _A_ROW.search(text) is not None


def _may_matter(text: str) -> bool:
    shown = text.count('hidden="false"') + text.count('hidden="0"')
    return text.count("hidden") > shown or any(word in text for word in _WORDS_THAT_MATTER)


def _around(head: str, tail: str, looks: tuple[str, ...]) -> Element | None:
    """The root of a sheet with a row for each look, between `head` and `tail`; None when nothing in it matters."""
    if looks and not (head.endswith("<sheetData>") and tail.startswith("</sheetData>")):
        raise OtherFormError("rows in other places")
    if not only_elements(f"{head}{tail}") or _has_rows(f"{head}{tail}"):
        raise OtherFormError("rows in other places, or text that only looks like them")
    return _parsed("".join([head, *(f'<row r="1"{look}/>' for look in looks), tail]))


_around_once = lru_cache(maxsize=512)(_around)  # the workbooks of a kommune are often copies of one


def _parsed(text: str) -> Element | None:
    """The root of a sheet without cells; None when nothing in it matters, and it is well formed."""
    try:
        if text.count("<") >= 2 * DEEPEST or _may_matter(text):
            return ElementTree.fromstring(text)
        ParserCreate(None, "}").Parse(text, True)
    except (ElementTree.ParseError, ExpatError) as error:
        raise OtherFormError("the XML is not well formed") from error
    return None
