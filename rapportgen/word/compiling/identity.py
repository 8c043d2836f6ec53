"""Numbers and names that must be unique in a document: drawings, content controls, bookmarks, shapes.

Those that stand once are numbered when the template is compiled; those in a loop get theirs per turn, from a
counter that starts where the fixed ones end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen import problems
from rapportgen.word.compiling.shape_ids import number_shapes
from rapportgen.word.ooxml.ns import local, w
from rapportgen.word.ooxml.tree import remove_keeping_tail
from rapportgen.word.tags.marks import numbers_in

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Marks

_OPENERS, _BRANCHES, _CLOSERS = ("for", "if", "filter"), ("else", "elif"), ("endfor", "endif", "endfilter")

BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))
"""The only ones that a template can be told of: those that a block tears apart."""
_WORDS_OWN = ("_GoBack", "_Hlk")  # where the cursor was, and what was copied: nothing in a report leads there

Blocks = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Identities:
    """The numbers and names given out in all parts of a template so far."""

    last: int = 0
    names: set[str] = field(default_factory=set)
    turns: dict[str, int] = field(default_factory=dict)
    """How many bookmarks of a name there are so far."""

    def next(self) -> str:
        """A number no other element of the template has."""
        self.last += 1
        return str(self.last)


def make_unique(root: _Element, marks: Marks, identities: Identities) -> None:
    """Number the drawings, controls and bookmarks of a part."""
    blocks = blocks_around(root, marks)
    for element in list(blocks):
        name = local(element)
        if name in ("docPr", "cNvPr") and element.get("id") is not None:
            element.set("id", _number(blocks[element], marks, identities))
        elif name == "id" and (parent := element.getparent()) is not None and parent.tag == w("sdtPr"):
            element.set(w("val"), _number(blocks[element], marks, identities))
    _number_bookmarks(root, blocks, marks, identities)
    _number_permissions(root, blocks, marks, identities)

    def shape_number() -> tuple[str, str]:
        return _ids(identities.next(), marks, looped=True)

    number_shapes(blocks, lambda around: _in_loop(around, marks), shape_number)


def blocks_around(root: _Element, marks: Marks) -> dict[_Element, Blocks]:
    """For each element, the blocks it stands in: the number of the opening tag and the branch."""
    around: dict[_Element, Blocks] = {}
    blocks: Blocks = ()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            around[element] = blocks
            text = element.text
        else:
            text = element.tail
        if text and "{" in text:
            blocks = _after_tags(text, blocks, marks)
    return around


def _after_tags(text: str, blocks: Blocks, marks: Marks) -> Blocks:
    """The blocks that one stands in after the tags of this text."""
    for number in numbers_in(text):
        word = marks.marks[number].tag.word
        if word in _OPENERS:
            blocks = (*blocks, (number, 0))
        elif word in _BRANCHES and blocks:
            opener, branch = blocks[-1]
            blocks = (*blocks[:-1], (opener, branch + 1))
        elif word in _CLOSERS:
            blocks = blocks[:-1]
    return blocks


def _in_loop(blocks: Blocks, marks: Marks) -> bool:
    return any(marks.marks[number].tag.word == "for" for number, _ in blocks)


def _number(blocks: Blocks, marks: Marks, identities: Identities) -> str:
    return marks.output('""|_id', "dokumentet") if _in_loop(blocks, marks) else identities.next()


def _number_bookmarks(root: _Element, blocks: dict[_Element, Blocks], marks: Marks, identities: Identities) -> None:
    for start, end in _pairs(root, "bookmark"):
        if start is None:
            _remove(end)
            continue
        name = start.get(w("name"), "")
        own = name.startswith(_WORDS_OWN)
        if end is None or own or blocks[start] != blocks[end]:
            if end is not None and not own:
                message = f"Bokmerket «{name}» krysser en løkke eller et vilkår og er tatt bort."
                hint = "Sett bokmerket på nytt i Word, helt inni eller helt utenfor."
                marks.problems.append(problems.advarsel("bokmerke", "dokumentet", message, name, hint))
            _remove(start, end)
            continue
        is_looped = _in_loop(blocks[start], marks)
        of_start, of_end = _ids(identities.next(), marks, looped=is_looped)
        start.set(w("id"), of_start)
        end.set(w("id"), of_end)
        unique = _unique_name(name, identities)
        start.set(w("name"), marks.output(f"{_quoted(unique)}|_navn", "dokumentet") if is_looped else unique)


def _number_permissions(root: _Element, blocks: dict[_Element, Blocks], marks: Marks, identities: Identities) -> None:
    """Number the ranges that may be edited in a protected document."""
    for start, end in _pairs(root, "perm"):
        if start is None or end is None or blocks[start] != blocks[end]:
            _remove(start, end)
            continue
        of_start, of_end = _ids(identities.next(), marks, looped=_in_loop(blocks[start], marks))
        start.set(w("id"), of_start)
        end.set(w("id"), of_end)


def _ids(key: str, marks: Marks, *, looped: bool) -> tuple[str, str]:
    """The id of a beginning and of its end, which is the same; in a loop it is another in each turn."""
    if not looped:
        return key, key
    return marks.output(f'"{key}"|_id', "dokumentet"), marks.output(f'"{key}"|_samme_id', "dokumentet")


def _pairs(root: _Element, kind: str) -> list[tuple[_Element | None, _Element | None]]:
    """The beginnings and ends of bookmarks or `perm`issions that belong together; None where one is missing."""
    pairs: list[tuple[_Element | None, _Element | None]] = []
    opened: dict[str, _Element] = {}
    for element in root.iter(w(f"{kind}Start"), w(f"{kind}End")):
        key = element.get(w("id"), "")
        if element.tag == w(f"{kind}End"):
            pairs.append((opened.pop(key, None), element))
        elif key in opened:
            pairs.append((element, None))
        else:
            opened[key] = element
    return pairs + [(start, None) for start in opened.values()]


def _unique_name(name: str, identities: Identities) -> str:
    unique, short = name[:40] or "merke", name[:36]
    turn = identities.turns.get(short.casefold(), 2)
    while unique.casefold() in identities.names:
        unique = f"{short}_{turn}"
        turn += 1
    identities.turns[short.casefold()] = turn
    identities.names.add(unique.casefold())
    return unique


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _remove(*elements: _Element | None) -> None:
    for element in elements:
        if element is not None:
            remove_keeping_tail(element)
