"""How much room there is where a picture will stand, measured when a template is compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import columns_of, grid_widths, nearest, whole_number
from rapportgen.word.writing.pictures import USUAL_ROOM

if TYPE_CHECKING:
    from lxml.etree import _Element

CELL_MARGIN = 108  # Word's own, on either side
CAPTION = 1_400  # what a caption and a credit take of a page's height
IN_HEADER = 1_700
LEAST = 200


def room_at(text: _Element, root: _Element) -> tuple[int, int]:
    """Width and height in twips for a picture in the place of this piece of text.

    The width is that of the cell, else of the text or its column, less the paragraph's indents. The height is that
    of the page's text with room left for a caption.
    """
    width, height = _text_area(text, root)
    cell = nearest(text, "tc")
    if cell is not None:
        width = min(width, _cell_width(cell) or width)
    paragraph = nearest(text, "p")
    indents = paragraph.find(f"{w('pPr')}/{w('ind')}") if paragraph is not None else None
    if indents is not None:
        width -= sum(max(whole_number(indents, name), 0) for name in ("left", "start", "right", "end"))
    return max(width, LEAST), max(height, LEAST)


def text_width(element: _Element, root: _Element) -> int:
    """The width in twips of the text (or its column) that an element stands in; 0 when the template does not say."""
    sized = any(section.find(w("pgMar")) is not None for section in root.iter(w("sectPr")))
    return _text_area(element, root)[0] if sized else 0


def _text_area(text: _Element, root: _Element) -> tuple[int, int]:
    section = next((s for s in root.iter(w("sectPr")) if _comes_after(s, text)), None)
    size = section.find(w("pgSz")) if section is not None else None
    margins = section.find(w("pgMar")) if section is not None else None
    if section is None or size is None or margins is None:
        is_body = root.tag == w("document")
        return (USUAL_ROOM[0], USUAL_ROOM[1] if is_body else IN_HEADER)
    sides = ("left", "right", "gutter", "top", "bottom")
    left, right, gutter, top, bottom = (whole_number(margins, side) for side in sides)
    width = whole_number(size, "w") - left - right - gutter
    height = whole_number(size, "h") - abs(top) - abs(bottom) - CAPTION
    columns = section.find(w("cols"))
    number = whole_number(columns, "num", 1)
    if number > 1:
        width = (width - (number - 1) * (whole_number(columns, "space") or 720)) // number
    return width, height


def _comes_after(section: _Element, text: _Element) -> bool:
    """Whether a section's properties stand at the end of the section that the text is in, or of a later one."""
    paragraph = nearest(section, "p")
    if paragraph is None or paragraph is nearest(text, "p"):
        return True
    body = paragraph.getparent()
    top = text
    while top.getparent() is not None and top.getparent() is not body:
        top = top.getparent()  # type: ignore[assignment]
    return body is not None and top.getparent() is body and body.index(paragraph) >= body.index(top)


def _cell_width(cell: _Element) -> int:
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    drawn = whole_number(width, "w") if width is not None and width.get(w("type")) == "dxa" else _grid_width(cell)
    return drawn - 2 * CELL_MARGIN


def _grid_width(cell: _Element) -> int:
    """The width that the grid of the table gives a cell."""
    row, table = nearest(cell, "tr"), nearest(cell, "tbl")
    if row is None or table is None:
        return 0
    grid = grid_widths(table)
    at = 0
    for other in row.findall(w("tc")):
        columns = columns_of(other)
        if other is cell:
            return sum(grid[at : at + columns])
        at += columns
    return 0
