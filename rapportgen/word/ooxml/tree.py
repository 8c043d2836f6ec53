"""Small operations on the tree of a template while it is compiled."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.patterns import pattern
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.tags.marks import numbers_in, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_NUMBER = pattern(r"-?[0-9]+(?:\.[0-9]*)?")
CONTENT = {
    w(name)
    for name in (
        *("drawing", "pict", "object", "fldChar", "instrText", "footnoteReference", "endnoteReference"),
        *("sym", "tab", "br", "ptab"),
    )
}
"""What a reader sees in a paragraph besides its text."""
_WRAPPERS = {"p": ("r", "t"), "tr": ("tc", "p", "r", "t"), "tc": ("p", "r", "t")}
_WITHIN = {w(scope): (scope, tuple(w(name) for name in names)) for scope, names in _WRAPPERS.items()}


def stand_in(scope: str, token: str) -> _Element:
    """A paragraph, row or cell that holds nothing but a tag of its own kind; `dialect` puts the tag in its place."""
    top = element = etree.Element(w(scope))
    for name in _WRAPPERS[scope]:
        element = etree.SubElement(element, w(name))
    element.text = token
    element.set(ns.SPACE, "preserve")
    return top


def stand_in_number(element: _Element) -> int | None:
    """The number of the tag an element stands in for; None for ordinary content."""
    scope, names = _WITHIN.get(element.tag, ("", ()))
    if not scope:
        return None
    inner = element
    for name in names:
        if len(inner) != 1:
            return None
        inner = inner[0]
        if inner.tag != name:
            return None
    pieces = split(inner.text or "")
    if len(pieces) != 1 or pieces[0][1] is None or not pieces[0][0].lstrip("{%-").startswith(f"{scope} "):
        return None
    return pieces[0][1]


def texts_with_tags(root: _Element) -> Iterator[tuple[_Element, tuple[int, ...]]]:
    """The pieces of text that hold tags, and the numbers of those, in reading order, whatever is done meanwhile."""
    for text in [text for text in root.iter(w("t"), w("instrText")) if "{" in (text.text or "")]:
        if "{" in (typed := text.text or ""):
            yield text, numbers_in(typed)


def take_out(text: _Element, numbers: Iterable[int]) -> None:
    """Remove tags from a piece of text, and with the last of it its run."""
    gone = set(numbers)
    rest = "".join(piece for piece, number in split(text.text or "") if number not in gone)
    if rest:
        text.text = rest
        return
    remove_with_empty_run(text)


def remove_with_empty_run(element: _Element) -> None:
    """Take an element out of the tree, and with it the run or link that has nothing else."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.tag in (w("r"), w("hyperlink")) and all(child.tag == w("rPr") for child in parent):
        remove_with_empty_run(parent)


def remove_keeping_tail(element: _Element) -> None:
    """Take an element out of the tree; the text after it, with its tags, stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        write_before(element, element.tail)
        element.tail = None
    parent.remove(element)


def write_before(element: _Element, text: str) -> None:
    """Write text before an element, after what stands there already."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def nearest(element: _Element, name: str) -> _Element | None:
    """The closest ancestor of that name, the element itself included."""
    tag = w(name)
    return element if element.tag == tag else next(element.iterancestors(tag), None)


def properties(element: _Element, name: str) -> _Element:
    """The properties of a cell, row, run or paragraph (`tcPr`, `rPr` …), made first child when missing."""
    found = element.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        after = element.find(w("tblPrEx"))
        element.insert(0 if after is None else 1, found)
    return found


def replace(old: _Element, new: Iterable[_Element]) -> None:
    """Put elements in the place of one."""
    parent = old.getparent()
    assert parent is not None
    at = parent.index(old)
    parent.remove(old)
    for offset, element in enumerate(new):
        parent.insert(at + offset, element)


def is_of(text: _Element, owner: _Element) -> bool:
    """Whether a piece of text belongs to this cell or row itself, not to one of a table inside it."""
    name = ns.local(owner)
    return nearest(text, name) is owner


def ends_section(paragraph: _Element) -> bool:
    """Whether a paragraph holds the properties of the section that ends with it."""
    return paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None


def run_like(run: _Element, content: Iterable[_Element]) -> _Element:
    """A run with the same formatting and this content."""
    new = etree.Element(run.tag)
    formatting = run.find(w("rPr"))
    if formatting is not None:
        new.append(copy.deepcopy(formatting))
    new.extend(content)
    return new


def whole_number(element: _Element | None, name: str, otherwise: int = 0) -> int:
    """The number in an attribute, without its decimals; another when there is none."""
    text = element.get(w(name), "") if element is not None else ""
    return int(text.partition(".")[0]) if _NUMBER.fullmatch(text) else otherwise


def columns_of(cell: _Element) -> int:
    """How many columns a cell goes over."""
    return max(whole_number(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), "val", 1), 1)


def grid_widths(table: _Element) -> list[int]:
    """The widths of the columns of a table."""
    return [whole_number(column, "w") for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
