"""The pages of a PDF as pictures on a screen: PNG files, each made when it is asked for."""

from __future__ import annotations

import struct
import threading
import zlib
from typing import Any

from rapportgen.errors import OfficeError
from rapportgen.named import NamedTuple

POINTS_PER_INCH = 72
DOTS_PER_INCH = 144
MOST_DOTS = 4_000
_QUICK = 3
_one_at_a_time = threading.Lock()  # PDFium serves one thread


class Size(NamedTuple):
    """The size of a picture in dots."""

    width: int
    height: int


class PageImages:
    """The pages of a PDF; any thread may ask for any page, again and again."""

    def __init__(self, pdf: bytes) -> None:
        """Raises OfficeError when it is no PDF with pages."""
        self._pdf = pdf
        self.sizes: tuple[Size, ...] = tuple(self._with_document(_sizes))
        if not self.sizes:
            raise OfficeError("PDF-en fra LibreOffice har ingen sider.")

    def __len__(self) -> int:
        return len(self.sizes)

    def png(self, page: int) -> bytes:
        """The picture of a page, counted from 0."""
        size = self.sizes[page]
        return _png(size, self._with_document(lambda document: _rows(document, page, size)))

    def _with_document(self, task: Any) -> Any:
        import pypdfium2

        with _one_at_a_time:
            try:
                document = pypdfium2.PdfDocument(self._pdf)
            except pypdfium2.PdfiumError as error:
                raise OfficeError("PDF-en fra LibreOffice kan ikke leses.") from error
            try:
                return task(document)
            finally:
                document.close()


def _sizes(document: Any) -> list[Size]:
    return [_size(*document.get_page_size(number)) for number in range(len(document))]


def _size(width: float, height: float) -> Size:
    """The dots of a page whose sides are in points; a very large page gets fewer to the inch."""
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, MOST_DOTS / max(width, height, 1))
    return Size(max(round(width * scale), 1), max(round(height * scale), 1))


def _rows(document: Any, number: int, size: Size) -> list[bytes]:
    """The rows of a page from the top, three bytes a dot: red, green, blue."""
    page = document[number]
    try:
        bitmap = page.render(scale=size.width / page.get_width(), rev_byteorder=True, may_draw_forms=False)
        try:
            return _fitted(bytes(bitmap.buffer), bitmap, size)
        finally:
            bitmap.close()
    finally:
        page.close()


def _fitted(data: bytes, bitmap: Any, size: Size) -> list[bytes]:
    """The rows of a bitmap in exactly `size`: PDFium rounds up, so there may be a row or a column too many."""
    used = min(size.width, bitmap.width) * 3
    rows = [data[at : at + used] for at in range(0, min(size.height, bitmap.height) * bitmap.stride, bitmap.stride)]
    rows += [b"\xff" * used] * (size.height - len(rows))
    return [row.ljust(size.width * 3, b"\xff") for row in rows]


def _png(size: Size, rows: list[bytes]) -> bytes:
    """A PNG file of eight bits a colour, without a filter."""
    header = struct.pack(">IIBBBBB", size.width, size.height, 8, 2, 0, 0, 0)
    content = zlib.compress(b"\0" + b"\0".join(rows), _QUICK)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", content) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
