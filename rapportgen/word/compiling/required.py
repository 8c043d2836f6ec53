"""What must be there whatever a template leaves out: a paragraph in a cell, a row in a table, a cell in a row.

Where the template itself guarantees it, nothing is done. Where conditions and loops may leave an element empty,
a filter of our own stands around it and completes or drops it when the report is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import local, w
from rapportgen.word.ooxml.spot import ALONE
from rapportgen.word.ooxml.tree import columns_of, grid_widths, properties, stand_in, stand_in_number
from rapportgen.word.tags.tags import OUTPUT

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.compiling.spots import Spots
    from rapportgen.word.tags.marks import Marks

_HOLDS_PARAGRAPHS = {w(name) for name in ["tc", "hdr", "ftr", "footnote", "endnote", "txbxContent", "body"]}
_NOT_BLOCKS = {"tcPr", "sectPr", "bookmarkStart", "bookmarkEnd"}


def guarantee_required(root: _Element, marks: Marks, spots: Spots) -> None:
    """Wrap every element of a part that could come out without its required child."""
    for table in list(root.iter(w("tbl"))):
        for row in _rows(table):
            if not _always_has(row, "tc", marks):
                _wrap(row, "tr", "_rad", marks)
        if _rows_vary_in_cells(table, marks):
            _settle_widths(table)
            _wrap(table, "p", "_rutenett", marks, _place_of_first_tag(table, marks))
        if not _always_has(table, "tr", marks):
            _wrap(table, "p", "_tabell", marks)
    for holder in list(root.iter(*_HOLDS_PARAGRAPHS)):
        if stand_in_number(holder) is None and not _ends_with_paragraph(holder, marks, spots):
            _wrap_content(holder, marks)


def _wrap(element: _Element, scope: str, name: str, marks: Marks, place: str = "dokumentet") -> None:
    element.addprevious(stand_in(scope, marks.block(f"filter {name}", place, scope)))
    element.addnext(stand_in(scope, marks.block("endfilter", "dokumentet", scope)))


def _place_of_first_tag(table: _Element, marks: Marks) -> str:
    """Where the first tag for cells stands, to say which table it is."""
    numbers = (stand_in_number(cell) for cell in table.iter(w("tc")))
    return next((marks.marks[number].place for number in numbers if number is not None), "dokumentet")


def _wrap_content(holder: _Element, marks: Marks) -> None:
    """Complete what a cell, header or text box holds with a paragraph, should it end without one."""
    skip = sum(local(child) == "tcPr" for child in holder)
    holder.insert(skip, stand_in("p", marks.block("filter _celle", "dokumentet", "p")))
    last = stand_in("p", marks.block("endfilter", "dokumentet", "p"))
    section = holder.find(w("sectPr")) if holder.tag == w("body") else None
    if section is not None:
        section.addprevious(last)
    else:
        holder.append(last)


def _always_has(parent: _Element, name: str, marks: Marks) -> bool:
    """Whether a child of that name stands outside every block; content controls count as children."""
    depth = 0
    for child in parent:
        number = stand_in_number(child)
        if number is not None:
            depth += _step(number, marks)
        elif depth == 0 and (local(child) == name or local(child) in ("sdt", "customXml")):
            return True
    return False


def _step(number: int, marks: Marks) -> int:
    word = marks.marks[number].tag.word
    return (word in ("for", "if", "filter")) - (word in ("endfor", "endif", "endfilter"))


def _ends_with_paragraph(holder: _Element, marks: Marks, spots: Spots) -> bool:
    """Whether the last block is a paragraph, whatever the conditions inside come to."""
    depth, sure = 0, False
    for child in holder:
        number = stand_in_number(child)
        if number is not None and marks.marks[number].tag.kind != OUTPUT:
            depth += _step(number, marks)
        elif _is_paragraph(child, number, marks, spots):
            sure = sure or depth == 0
        elif local(child) not in _NOT_BLOCKS:
            sure = holder.tag == w("body") and depth == 0  # a body may end with a table: its section follows
    return sure


def _is_paragraph(child: _Element, number: int | None, marks: Marks, spots: Spots) -> bool:
    if number is not None:
        return spots.all[marks.marks[number].spot].kind == ALONE
    if local(child) == "sdt":
        content = child.find(w("sdtContent"))
        return content is not None and len(content) > 0 and _is_paragraph(content[-1], None, marks, spots)
    return child.tag == w("p")


def _rows_vary_in_cells(table: _Element, marks: Marks) -> bool:
    """Whether cells of the table come and go, or widen, so that its columns must be measured in the report."""
    for row in table.iter(w("tr")):
        if next(row.iterancestors(w("tbl"))) is not table:
            continue
        for cell in row.iter(w("tc")):
            number = stand_in_number(cell)
            if number is not None and marks.marks[number].tag.kind != OUTPUT:
                return True
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            if span is not None and "{" in span.get(w("val"), ""):
                return True
    return False


def _settle_widths(table: _Element) -> None:
    """Give every cell of a table whose columns may change its width in the grid, to be scaled in the report."""
    grid = grid_widths(table)
    for row in _rows(table):
        at = 0
        for cell in row.findall(w("tc")):
            if stand_in_number(cell) is None:
                at = _settle(cell, grid, at)


def _rows(table: _Element) -> list[_Element]:
    return [row for row in table.findall(w("tr")) if stand_in_number(row) is None]


def _settle(cell: _Element, grid: list[int], at: int) -> int:
    cell_properties = properties(cell, "tcPr")
    columns = columns_of(cell)
    width = cell_properties.find(w("tcW"))
    if width is None or width.get(w("type")) != "dxa":
        known = sum(grid[at : at + columns]) or (sum(grid) // max(len(grid), 1)) or 1000
        width = etree.Element(w("tcW"), {w("w"): str(known), w("type"): "dxa"})
        ns.insert_in_order(cell_properties, width, ns.TC_PR_ORDER)
    return at + columns
