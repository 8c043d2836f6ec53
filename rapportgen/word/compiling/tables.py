"""What every table must have: a grid of columns, and heading rows that Word repeats and screen readers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import columns_of, properties, stand_in_number, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element


_USUAL_WIDTH = 2000  # of a column that nothing says the width of, in twentieths of a point


def guarantee_grids(root: _Element) -> None:
    """Give a table without a grid one, by the widths of the cells in its longest row; other programs leave it out."""
    for table in root.iter(w("tbl")):
        if table.find(w("tblGrid")) is None:
            grid = etree.Element(w("tblGrid"))
            rows = [_columns(row) for row in table.findall(w("tr"))]
            for width in max(rows, key=len, default=[]):
                etree.SubElement(grid, w("gridCol"), {w("w"): str(width)})
            before = properties(table, "tblPr")
            before.addnext(grid)


def _columns(row: _Element) -> list[int]:
    """The widths of the columns that the cells of a row take up."""
    widths = []
    for cell in row.findall(w("tc")):
        own = cell.find(f"{w('tcPr')}/{w('tcW')}")
        count = min(columns_of(cell), 63)  # Word's limit for a table
        wide = whole_number(own, "w") if own is not None and own.get(w("type"), "dxa") == "dxa" else 0
        widths += [max(wide // count, 1) if wide > 0 else _USUAL_WIDTH] * count
    return widths


def mark_header_rows(root: _Element) -> None:
    """Mark the first row of every table that repeats rows below it, unless the template has marked one."""
    for table in root.iter(w("tbl")):
        rows = table.findall(w("tr"))
        if len(rows) < 2 or not any(stand_in_number(row) is not None for row in rows):
            continue
        is_marked = any(row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows)
        if not is_marked and stand_in_number(rows[0]) is None:
            properties(rows[0], "trPr").append(etree.Element(w("tblHeader")))
