"""Numbered lists of the template itself that stand in a loop: each turn counts from the beginning.

A loop whose turns print a list together with something else, such as a heading, begins the list anew. One that prints
a single item per turn, or nothing but items, makes one list of all its turns. Headings are numbered through the whole
document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.named import NamedTuple
from rapportgen.word.compiling.identity import blocks_around
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import local, w
from rapportgen.word.ooxml.tree import properties, stand_in, stand_in_number
from rapportgen.word.tags.marks import numbers_in, split
from rapportgen.word.tags.tags import OUTPUT, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.compiling.outline import Facts, Outline
    from rapportgen.word.tags.marks import Marks


class _Item(NamedTuple):
    """A paragraph and the loops around it, the outermost first; its list («» for none) and its level there."""

    paragraph: _Element
    loops: tuple[int, ...]
    list: str
    level: int


def restart_lists(root: _Element, marks: Marks, outline: Outline) -> None:
    """Let the numbered paragraphs of a part count anew in each turn of the loops that begin their lists."""
    items = _items(root, marks, outline)
    chosen: dict[tuple[int, str], list[_Item]] = {}
    for item in items:
        loop = next((n for n in reversed(item.loops) if item.list and _begins_list(n, item.list, items)), None)
        if loop is not None:
            chosen.setdefault((loop, item.list), []).append(item)
    openers = {stand_in_number(element): element for element in root.iter(w("p"), w("tr"))} if chosen else {}
    for (loop, number), those in chosen.items():
        _restart(root, openers.get(loop), (loop, number), outline.abstract_of(number), those, marks)


def _items(root: _Element, marks: Marks, outline: Outline) -> list[_Item]:
    """The paragraphs that stand in loops, in order."""
    found, of_headings = [], set()
    for element, blocks in blocks_around(root, marks).items():
        if element.tag != w("p") or _is_block_tag(element, marks):
            continue
        facts = outline.facts(element.find(w("pPr")))
        if facts.heading or facts.outline:
            of_headings.add(outline.abstract_of(facts.number_list))
        loops = tuple(number for number, _ in blocks if marks.marks[number].tag.word == "for")
        if loops:
            counts = _counts(facts, outline) and not _takes_paragraph(element, marks)
            found.append(_Item(element, loops, facts.number_list if counts else "", facts.list_level))
    return [item._replace(list="") if outline.abstract_of(item.list) in of_headings else item for item in found]


def _counts(facts: Facts, outline: Outline) -> bool:
    """Whether a paragraph of this kind has a number, not a bullet."""
    if not facts.number_list:
        return False
    return outline.number_list(facts.number_list).levels[facts.list_level].form not in ("bullet", "none")


def _is_block_tag(paragraph: _Element, marks: Marks) -> bool:
    number = stand_in_number(paragraph)
    return number is not None and marks.marks[number].tag.kind != OUTPUT


def _takes_paragraph(paragraph: _Element, marks: Marks) -> bool:
    """Whether a `{{p …}}` writes the paragraph itself."""
    numbers = [number for text in paragraph.iter(w("t")) for number in numbers_in(text.text or "")]
    return any(marks.marks[number].tag.scope == "p" for number in numbers)


def _begins_list(loop: int, number: str, items: list[_Item]) -> bool:
    """Whether each turn of a loop prints several items of a list, and something else besides."""
    inside = [item for item in items if loop in item.loops]
    own = [item for item in inside if item.list == number]
    several = len(own) > 1 or any(item.loops[-1] != loop for item in own)
    return several and any(item.list != number and ns.text_of(item.paragraph).strip() for item in inside)


def _restart(
    root: _Element, opener: _Element | None, named: tuple[int, str], abstract: str, items: list[_Item], marks: Marks
) -> None:
    """Begin a list where a turn begins, after its opening tag, and let these items count in it.

    The `opener` stands for that tag; one without stands in a line. `named` are the loop and the list.
    """
    place, key = "dokumentet", f"{named[0]}:{named[1]}"
    level = min(item.level for item in items)
    code = f'"{key}"|_ny_liste("{abstract}", "{level}")'
    if opener is None:
        _put_after(root, named[0], marks.output(code, place))
    else:
        scope = local(opener)
        opener.addnext(stand_in(scope, marks.add(Tag(OUTPUT, scope, code, code), place)))
        marks.marks[-1].internal = True
    for item in items:
        numbering = etree.Element(w("numPr"))
        etree.SubElement(numbering, w("ilvl"), {w("val"): str(item.level)})
        etree.SubElement(numbering, w("numId"), {w("val"): marks.output(f'"{key}"|_listenummer', place)})
        ns.insert_in_order(properties(item.paragraph, "pPr"), numbering, ns.P_PR_ORDER)


def _put_after(root: _Element, number: int, token: str) -> None:
    """Put a tag of our own after tag `number`, which stands in a line."""

    def completed(text: str) -> str:
        return "".join(piece + token if one == number else piece for piece, one in split(text))

    for element in root.iter():
        if element.text and "{" in element.text:
            element.text = completed(element.text)
        if element.tail and "{" in element.tail:
            element.tail = completed(element.tail)
