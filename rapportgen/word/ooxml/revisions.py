"""Tracked changes of a template, accepted: a report has neither what was deleted nor the names of those who did it.

What Word does for «Godta alle endringer»: what was inserted or moved here stays, what was deleted or moved away goes,
and a new look stays. A paragraph whose mark was deleted continues in the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.ooxml.ns import local, w
from rapportgen.word.ooxml.tree import ends_section, nearest, remove_keeping_tail

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEPT = (w("ins"), w("moveTo"))
_GONE = (w("del"), w("moveFrom"))
_LOOKS = tuple(
    w(f"{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
)
_CELLS = (w("cellIns"), w("cellDel"), w("cellMerge"))
_RANGES = tuple(
    w(f"{name}Range{end}")
    for name in (
        *("moveFrom", "moveTo"),
        *("customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo"),
    )
    for end in ("Start", "End")
)
_ALL = (*_KEPT, *_GONE, *_LOOKS, *_CELLS, *_RANGES)
_PROPERTIES = ("rPr", "trPr", "numPr", "tcPr", "ctrlPr")
_SEEN = {w(name) for name in ("p", "tbl", "sdt")}


def accept(root: _Element) -> list[_Element]:
    """Accept the tracked changes of a part. Returns the elements that were changed and are still there, in order."""
    changes = list(root.iter(*_ALL))
    changed = [_owner(element) for element in changes if element.tag not in _RANGES]
    ended = [_paragraph_of_mark(element) for element in changes if element.tag in _GONE]
    for element in changes:
        _accept(element)
    for paragraph in ended:
        if paragraph is not None:
            _join_with_next(paragraph)
    return [owner for owner in dict.fromkeys(changed) if owner is root or root in owner.iterancestors()]


def drop_former_looks(root: _Element) -> bool:
    """Take former looks out of styles or lists; whether there were any."""
    former = list(root.iter(*_LOOKS))
    for element in former:
        remove_keeping_tail(element)
    return bool(former)


def _owner(element: _Element) -> _Element:
    """What a change is told at: its paragraph, or the nearest thing around it that stays."""
    names = ("tbl",) if element.tag in _GONE and _row_of_mark(element) is not None else ("p", "tr", "tbl")
    around = (nearest(element, name) for name in names)
    return next((found for found in around if found is not None), element.getroottree().getroot())


def _accept(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in _KEPT and local(parent) not in _PROPERTIES:
        _unwrap(element, parent)
        return
    row = _row_of_mark(element) if element.tag in _GONE else None
    if row is not None:
        _remove_row(row)
    elif element.tag == w("cellDel"):
        _remove_cell(element)
    else:
        remove_keeping_tail(element)


def _unwrap(element: _Element, parent: _Element) -> None:
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def _row_of_mark(element: _Element) -> _Element | None:
    """The row that a mark in its properties is about."""
    parent = element.getparent()
    return parent.getparent() if parent is not None and parent.tag == w("trPr") else None


def _paragraph_of_mark(element: _Element) -> _Element | None:
    """The paragraph whose own mark a change is about."""
    run = element.getparent()
    properties = run.getparent() if run is not None and run.tag == w("rPr") else None
    return properties.getparent() if properties is not None and properties.tag == w("pPr") else None


def _remove_row(row: _Element) -> None:
    table = nearest(row, "tbl")
    remove_keeping_tail(row)
    if table is not None and next(table.iter(w("tr")), None) is None:
        remove_keeping_tail(table)


def _remove_cell(mark: _Element) -> None:
    cell, row = nearest(mark, "tc"), nearest(mark, "tr")
    if cell is None or row is None:
        return
    remove_keeping_tail(cell)
    if next(row.iter(w("tc")), None) is None:
        _remove_row(row)


def _join_with_next(paragraph: _Element) -> None:
    """Let a paragraph without a mark of its own continue in the next one, whose look it then has."""
    if paragraph.getparent() is None or ends_section(paragraph):
        return
    following = next((other for other in paragraph.itersiblings() if other.tag in _SEEN), None)
    content = [child for child in paragraph if local(child) != "pPr"]
    if following is None or (content and following.tag != w("p")):
        return
    if following.tag == w("p"):
        at = 1 if following.find(w("pPr")) is not None else 0
        for offset, child in enumerate(content):
            following.insert(at + offset, child)
    remove_keeping_tail(paragraph)
