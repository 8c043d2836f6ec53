"""`{%- … -%}`: a block tag that takes the space, or the end of the line, beside it along.

Inside a line the space next to the tag goes, as Jinja has it. First or last in a paragraph, the tag joins that
paragraph with the one before or after it, as docxtpl has it; the text keeps its formatting, and the first paragraph its
style. Where there is no such paragraph, as beside a table, nothing is joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import CONTENT, ends_section, nearest, texts_with_tags
from rapportgen.word.tags.marks import split
from rapportgen.word.tags.tags import BLOCK

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Marks


def join_lines(root: _Element, marks: Marks) -> None:
    """Do what the `-` of every block tag of a part asks for, and take it off the tag."""
    if not any(mark.tag.trim_before or mark.tag.trim_after for mark in marks.marks):
        return
    for text, numbers in texts_with_tags(root):
        for number in numbers:
            tag = marks.marks[number].tag
            if tag.kind != BLOCK or not (tag.trim_before or tag.trim_after):
                continue
            marks.change(number, text, trim_before=False, trim_after=False)
            if text.tag == w("t") and not tag.scope:
                if tag.trim_before:
                    _join(text, number, backwards=True)
                if tag.trim_after:
                    _join(text, number, backwards=False)


def _join(text: _Element, number: int, *, backwards: bool) -> None:
    """Make one paragraph of the tag's own and the one before it, or the one after it."""
    paragraph = nearest(text, "p")
    if paragraph is None or not _strip(list(_texts_of(paragraph)), text, number, backwards=backwards):
        return
    beside = _line_beside(paragraph, backwards=backwards)
    if beside is not None:
        _append(paragraph, beside) if backwards else _append(beside, paragraph)


def _texts_of(paragraph: _Element) -> list[_Element]:
    """The pieces of text of the paragraph itself, and what else a reader sees in it."""
    found = paragraph.iter(w("t"), *CONTENT)
    return [element for element in found if nearest(element, "p") is paragraph]


def _strip(texts: list[_Element], text: _Element, number: int, *, backwards: bool) -> bool:
    """Take the space on one side of the tag; whether the paragraph ends there."""
    at = texts.index(text)
    for element in [text, *(reversed(texts[:at]) if backwards else texts[at + 1 :])]:
        if element.tag != w("t"):
            return False
        pieces = [piece for piece, _ in split(element.text or "")]
        here = [n for _, n in split(element.text or "")].index(number) if element is text else None
        beside = _beside(pieces, here, backwards=backwards)
        if beside is None:
            continue
        if not pieces[beside].startswith("{"):
            pieces[beside] = pieces[beside].rstrip() if backwards else pieces[beside].lstrip()
            element.text = "".join(pieces)
        if pieces[beside]:
            return False
    return True


def _beside(pieces: list[str], here: int | None, *, backwards: bool) -> int | None:
    """The index of the stretch next to stretch `here`, or of the outermost one; None when there is none."""
    if here is None:
        here = len(pieces) if backwards else -1
    index = here - 1 if backwards else here + 1
    return index if 0 <= index < len(pieces) else None


def _line_beside(paragraph: _Element, *, backwards: bool) -> _Element | None:
    """The paragraph before or after this one that has text; empty ones between go, as in docxtpl."""
    while True:
        beside = paragraph.getprevious() if backwards else paragraph.getnext()
        first = paragraph if not backwards else beside
        if beside is None or beside.tag != w("p") or first is None or ends_section(first) or ends_section(beside):
            return None
        if _texts_of(beside):
            return beside
        parent = beside.getparent()
        if parent is None:
            return None
        parent.remove(beside)


def _append(paragraph: _Element, to: _Element) -> None:
    """Move what a paragraph holds to the end of another, and take the paragraph away."""
    to.extend([child for child in paragraph if child.tag != w("pPr")])
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)
