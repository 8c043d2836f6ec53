"""Small PDFs: pages of one colour."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable


def pdf_with(pages: Iterable[tuple[tuple[float, float], str]]) -> bytes:
    """A PDF with a page for each (width and height in points, colour as red, green and blue from 0 to 1)."""
    pdf = pikepdf.new()
    for (width, height), colour in pages:
        pdf.add_blank_page(page_size=(width, height))
        pdf.pages[-1].Contents = pdf.make_stream(f"{colour} rg 0 0 {width} {height} re f".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
