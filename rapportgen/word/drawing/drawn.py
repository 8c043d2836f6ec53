"""What a consultant has drawn in a sample table: how its cells look, and the fault of one that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.drawing.looks import Look
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import local, w
from rapportgen.word.ooxml.tree import grid_widths, properties

if TYPE_CHECKING:
    from lxml.etree import _Element

_MERGING = {"tcW", "gridSpan", "hMerge", "vMerge"}
_NO_TABLE_LOOK = {"tblW", "tblLayout"}


class PatternError(Exception):
    """A sample table does not look as it must; the text says how it must.

    `cell` is the one that is wrong, when it is one, and `hint` what to write there.
    """

    def __init__(self, message: str, cell: _Element | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.cell, self.hint = cell, hint


def look_of(cell: _Element, root: _Element) -> Look:
    """The look of a drawn cell: its first paragraph and that paragraph's first run count."""
    cell_properties = cell.find(w("tcPr"))
    children = [] if cell_properties is None else [c for c in cell_properties if local(c) not in _MERGING]
    before = [child for child in children if local(child) == "cnfStyle"]
    paragraph = cell.find(w("p"))
    if paragraph is None:
        raise PatternError("En celle i mønstertabellen er uten avsnitt.")
    own, run = paragraph.find(w("pPr")), paragraph.find(f"{w('r')}/{w('rPr')}")
    if run is None and own is not None:
        run = own.find(w("rPr"))
    return Look(
        before="".join(ns.fragment(child, root) for child in before),
        after="".join(ns.fragment(child, root) for child in children if child not in before),
        paragraph=ns.fragment(own, root) if own is not None else "",
        run=ns.fragment(run, root) if run is not None else "",
        text=ns.text_of(cell).strip(),
    )


def table_start(table: _Element, root: _Element) -> str:
    """The beginning of the table with its properties: fixed columns, as wide as they were drawn."""
    table_properties = properties(table, "tblPr")
    for child in [child for child in table_properties if local(child) in _NO_TABLE_LOOK]:
        table_properties.remove(child)
    width = etree.Element(w("tblW"), {w("w"): str(sum(column_widths(table))), w("type"): "dxa"})
    layout = etree.Element(w("tblLayout"), {w("type"): "fixed"})
    for child in (width, layout):
        ns.insert_in_order(table_properties, child, ns.TBL_PR_ORDER)
    return "<w:tbl>" + ns.fragment(table_properties, root)


def column_widths(table: _Element) -> tuple[int, ...]:
    widths = tuple(grid_widths(table))
    if len(widths) < 2 or not all(widths):
        raise PatternError("Kolonnene i mønstertabellen må ha bredder. Dra i kolonnegrensene i Word og lagre på nytt.")
    return widths


def row_properties(row: _Element, root: _Element, *, header: bool = False) -> str:
    """The row's properties; no row is split over pages, and heading rows are repeated."""
    drawn = row.find(w("trPr"))
    kept = [] if drawn is None else [c for c in drawn if local(c) not in ("cantSplit", "tblHeader")]
    head = "<w:tblHeader/>" if header else ""
    return "".join(ns.fragment(child, root) for child in kept) + "<w:cantSplit/>" + head
