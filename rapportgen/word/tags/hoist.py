"""Tags that stand for a whole paragraph, row or cell, and blocks inside a line, put where they can repeat.

`{%tr for … %}` removes its row and repeats the rows up to `{%tr endfor %}`. Both may also stand in the row that
is repeated, first and last. The same holds for cells (`tc`) and paragraphs (`p`). No text is ever lost: a tag
in the middle of content that it would swallow is a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import CONTENT, nearest, replace, run_like, stand_in, take_out, texts_with_tags
from rapportgen.word.tags.marks import split
from rapportgen.word.tags.midst import CONTAINERS, tell_of_midst
from rapportgen.word.tags.tags import BLOCK, CELL_WORDS, COMMENT, OUTPUT, Fault

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Marks

_NO_HEIGHT = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}


def hoist(root: _Element, marks: Marks) -> None:
    """Move every scoped tag of a part out of the element it stands for."""
    in_use = {mark.tag.scope for mark in marks.marks if mark.tag.kind != OUTPUT}
    for scope in [scope for scope in CONTAINERS if scope in in_use]:
        owners: dict[_Element, None] = {}
        for text, numbers in texts_with_tags(root):
            for number in numbers:
                if _is_scoped(marks, number, scope):
                    _note_owner(text, number, scope, owners, marks)
        for owner in owners:
            _hoist(owner, scope, marks)
    for text, numbers in texts_with_tags(root):
        if any(_splits_run(marks, number) for number in numbers):
            _split_run(text, marks)


def _is_scoped(marks: Marks, number: int, scope: str) -> bool:
    """Whether a tag stands for a whole element of this kind; an output that does is written by `spots`."""
    tag = marks.marks[number].tag
    return tag.scope == scope and tag.kind != OUTPUT


def _note_owner(text: _Element, number: int, scope: str, owners: dict[_Element, None], marks: Marks) -> None:
    owner = nearest(text, scope)
    if owner is not None:
        owners[owner] = None
        return
    mark = marks.marks[number]
    message = f"Taggen hører til i {CONTAINERS[scope]}, men står utenfor."
    marks.fault(Fault("tagg-utenfor-tabell", message, mark.tag.raw), mark.place)
    take_out(text, [number])


def _hoist(owner: _Element, scope: str, marks: Marks) -> None:
    pieces = _pieces(owner, scope, marks)
    content = [index for index, (_, number) in enumerate(pieces) if number is None]
    first, last = (content[0], content[-1]) if content else (len(pieces), -1)
    before = [number for _, number in pieces[:first] if number is not None]
    after = [number for _, number in pieces[last + 1 :] if number is not None] if content else []
    middle = [number for _, number in pieces[first:last] if number is not None]
    if middle:
        tell_of_midst(owner, scope, middle, marks)
        return
    for text, numbers in texts_with_tags(owner):
        paragraph = nearest(text, "p")
        take_out(text, [number for number in numbers if number in (*before, *after)])
        if paragraph is not None and paragraph is not owner:
            _drop_emptied(paragraph)
    end = _section_end(owner) if scope == "p" else []
    kept = [owner] if content else []
    replace(owner, [*_stand_ins(before, scope, marks), *kept, *_stand_ins(after, scope, marks), *end])


def _section_end(paragraph: _Element) -> list[_Element]:
    """A paragraph of no height for the section that ends with this one, so that it ends there in any case.

    LibreOffice moves the end of a section from an empty paragraph into the one before.
    """
    section = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
    if section is None:
        return []
    end = etree.Element(w("p"))
    of_end = etree.SubElement(end, w("pPr"))
    etree.SubElement(of_end, w("spacing"), {w(k): v for k, v in _NO_HEIGHT.items()})
    of_end.append(section)
    return [end]


def _drop_emptied(paragraph: _Element) -> None:
    """Take away a paragraph of a cell that held nothing but tags for the row, unless the cell needs it."""
    cell = paragraph.getparent()
    if cell is None or cell.tag != w("tc") or any(child.tag != w("pPr") for child in paragraph):
        return
    before, after = paragraph.getprevious(), paragraph.getnext()
    stays = (w("p"), w("tbl"))
    if (after is not None and after.tag in stays) or (before is not None and before.tag == w("p")):
        cell.remove(paragraph)


def _stand_ins(numbers: list[int], scope: str, marks: Marks) -> list[_Element]:
    return [stand_in(scope, marks.again(n, scope)) for n in numbers if marks.marks[n].tag.kind != COMMENT]


def _pieces(owner: _Element, scope: str, marks: Marks) -> list[tuple[str, int | None]]:
    """What an element holds, in order: its own tags of this scope by number, and anything else as content."""
    found: list[tuple[str, int | None]] = []
    for element in owner.iter(w("t"), *CONTENT):
        if element.tag in CONTENT:
            found.append(("", None))
        else:
            for text, number in split(element.text or ""):
                if number is not None and _is_scoped(marks, number, scope) and nearest(element, scope) is owner:
                    found.append((text, number))
                elif text.strip():
                    found.append((text, None))
    return found


def _splits_run(marks: Marks, number: int) -> bool:
    """Whether a tag is a block in a line of text, which begins and ends between runs, not inside one."""
    tag = marks.marks[number].tag
    in_line = tag.kind == BLOCK and tag.scope in ("", "r") and tag.word not in CELL_WORDS
    return in_line and not (tag.trim_before or tag.trim_after)


def _split_run(text: _Element, marks: Marks) -> None:
    """Cut a run at its block tags: the tags stand between the parts, which all keep the run's formatting."""
    run = text.getparent()
    if text.tag != w("t") or run is None or run.tag != w("r"):
        return
    parts: list[_Element] = []
    tokens_before: list[str] = [""]
    for child in [child for child in run if child.tag != w("rPr")]:
        for piece in [child] if child is not text else _cut(text, marks):
            if isinstance(piece, str):
                tokens_before[-1] += piece
            else:
                parts.append(run_like(run, [piece]))
                tokens_before.append("")
    _insert(run, parts, tokens_before)


def _cut(text: _Element, marks: Marks) -> list[_Element | str]:
    out: list[_Element | str] = []
    plain = ""
    for piece, number in [*split(text.text or ""), ("", -1)]:
        if number is None or (number >= 0 and not _splits_run(marks, number)):
            plain += piece
            continue
        if plain:
            part = etree.Element(w("t"), {ns.SPACE: "preserve"})
            part.text = plain
            out.append(part)
        plain = ""
        if number >= 0:
            out.append(marks.again(number, ""))
    return out


def _insert(run: _Element, parts: list[_Element], tokens_before: list[str]) -> None:
    """Put the parts in the run's place; `tokens_before[i]` stands before part `i`, the last after them all."""
    parent = run.getparent()
    assert parent is not None
    previous: _Element | None = run.getprevious()
    at = parent.index(run)
    tail = run.tail or ""
    run.tail = None
    parent.remove(run)
    for offset, new in enumerate(parts):
        parent.insert(at + offset, new)
    following: list[_Element | None] = [*parts, None]
    for token, part in zip([*tokens_before[:-1], tokens_before[-1] + tail], following, strict=True):
        if previous is None:
            parent.text = (parent.text or "") + token
        else:
            previous.tail = (previous.tail or "") + token
        if part is not None:
            previous = part


def unscope_runs(root: _Element, marks: Marks) -> None:
    """`{{r x }}` prints like `{{ x }}`: a value has the formatting of its tag in any case."""
    if not any(mark.tag.scope in ("r", "tr", "tc") and mark.tag.kind == OUTPUT for mark in marks.marks):
        return
    for text, numbers in texts_with_tags(root):
        for number in numbers:
            tag = marks.marks[number].tag
            if tag.kind == OUTPUT and tag.scope in ("r", "tr", "tc"):
                marks.change(number, text, scope="")
