"""The XML of a sheet taken apart: the elements that hold its cells, one by one, whatever its size.

A sheet may have a million rows that are only formatted; they cost a glance each, and no memory.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from rapportgen.errors import FileRefusedError
from rapportgen.excel.package import local, refuse_doctype

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO
    from xml.etree.ElementTree import Element

    from rapportgen.excel.styles import Style

# More levels of elements than any program writes.
DEEPEST = 200
_WANTED = frozenset({"row", "col", "mergeCell", "conditionalFormatting", "hyperlink", "tablePart"})
_LISTS = frozenset({"sheetData", "cols", "mergeCells", "hyperlinks", "tableParts"})
_LARGE = 16 << 20


class SheetXml:
    """The XML of a sheet. Raises FileRefusedError when it declares a document type."""

    def __init__(self, stream: IO[bytes], file: str) -> None:
        self._data = stream.read(_LARGE)
        self._stream, self._file = stream, file
        refuse_doctype(self._data, file)

    def parts(self, styles: Sequence[Style]) -> Iterator[tuple[str, Element]]:
        """The elements that matter, by local name: the strict format has another namespace than the usual.

        Raises ElementTree.ParseError when the XML is not well formed, FileRefusedError when it is nested to the bottom.
        """
        if len(self._data) < _LARGE:
            return parts_in(ElementTree.fromstring(self._data), self._file)
        return _streamed(_Thinned(self._data, self._stream, styles), self._file)


def parts_in(root: Element, file: str) -> Iterator[tuple[str, Element]]:
    """The elements that matter in a sheet that has been parsed."""
    for part in root:
        name = local(part.tag)
        _refuse_nesting(part, file)
        if name in _LISTS:
            yield from ((local(element.tag), element) for element in part)
        elif name in _WANTED:
            yield name, part


def _streamed(stream: _Thinned, file: str) -> Iterator[tuple[str, Element]]:
    """The same from a sheet too large to hold at once: each element is thrown away when it has been looked at."""
    depth = 0
    part: Element | None = None
    for event, element in ElementTree.iterparse(stream, ("start", "end")):
        if event == "start":
            depth += 1
            part = element if depth == 2 else part
            if depth > DEEPEST:
                raise FileRefusedError(f"«{file}» er skadet: et ark har for mange nivåer.")
            continue
        depth -= 1
        if depth <= 2 and (name := local(element.tag)) in _WANTED:
            yield name, element
            if part is not None:
                part.clear()


def _refuse_nesting(element: Element, file: str) -> None:
    for _ in range(DEEPEST):
        if len(element) == 0:
            return
        element = element[0]
    raise FileRefusedError(f"«{file}» er skadet: et ark har for mange nivåer.")


class _Thinned:
    """The XML of a large sheet without its empty cells and rows: a sheet formatted to the bottom has a million.

    Cells with a background are kept. XML in another form than Excel writes passes through unchanged.
    """

    def __init__(self, start: bytes, rest: IO[bytes], styles: Sequence[Style]) -> None:
        self._start, self._rest = start, rest
        self._left = b""
        painted = b"|".join(b"%d" % index for index, style in enumerate(styles) if style.fill) or b"-"
        self._empty_cell = re.compile(rb'<c r="[A-Z]{1,3}\d+"(?: s="(?!(?:%s)")\d+")? ?/>' % painted)
        self._empty_row = re.compile(rb"<row [^<>]*(?:/>|></row>)")

    def read(self, size: int = -1) -> bytes:
        """The next piece; empty at the end."""
        thinned = b""
        while not thinned:
            piece = self._start or self._rest.read(1 << 20)
            self._start = b""
            if not piece:
                thinned, self._left = self._left, b""
                return thinned
            piece = self._left + piece
            cut = piece.rfind(b"<row ")
            whole, self._left = (piece[:cut], piece[cut:]) if cut > 0 else (piece, b"")
            thinned = whole if b"<![CDATA[" in whole else self._empty_row.sub(b"", self._empty_cell.sub(b"", whole))
        return thinned
