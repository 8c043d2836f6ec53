"""Tags for a whole element that stand in the middle of what it holds: what to write instead.

Both tags of a block are mended in one go: one of them alone would belong to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.phrases import listed
from rapportgen.word.ooxml.tree import nearest, texts_with_tags
from rapportgen.word.tags.guesses import CLOSERS, OPENERS
from rapportgen.word.tags.pairing import blocks
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Marks
    from rapportgen.word.tags.tags import Tag

CONTAINERS = {"tr": "en tabellrad", "tc": "en tabellcelle", "p": "et avsnitt"}
_NAMES = {"tr": "Raden", "tc": "Cellen", "p": "Avsnittet"}


def tell_of_midst(owner: _Element, scope: str, middle: Sequence[int], marks: Marks) -> None:
    """Note the tags `middle` of an element of this kind, each block once: what stands around them would be lost."""
    own = list(blocks(marks, _numbers(owner))) if scope == "p" else []
    told: set[int] = set()
    for number in middle:
        mark = marks.marks[number]
        block = next((block for block in own if number in block), ())
        if number not in told:
            hint = _in_line(block, marks) if block else _alone(mark.tag, scope)
            message = f"{_NAMES[scope]} har innhold på begge sider av taggen, og det ville gått tapt."
            marks.fault(Fault("tagg-midt-i", message, mark.tag.raw, hint), mark.place)
        told |= {number, *block}


def _alone(tag: Tag, scope: str) -> str:
    """How to write a tag that stands for the whole of what it is in."""
    if scope == "tr" and tag.word in OPENERS:
        return f"Flytt {tag.raw} først i raden, eller sett den alene i en rad over."
    if scope == "tr" and tag.word in CLOSERS:
        return f"Flytt {tag.raw} sist i raden, eller sett den alene i en rad under."
    return f"Sett {tag.raw} alene i {CONTAINERS[scope]}."


def _numbers(paragraph: _Element) -> Iterator[int]:
    """The tags that stand in the paragraph itself."""
    for text, numbers in texts_with_tags(paragraph):
        if nearest(text, "p") is paragraph:
            yield from numbers


def _in_line(block: tuple[int, ...], marks: Marks) -> str:
    """How to write the tags of a block that is a part of its paragraph."""
    tags = [marks.marks[number].tag for number in block]
    plain = [f"{{% {as_typed(tag.code, tag.raw)} %}}" for tag in tags]
    alone = "sett dem alene i hvert sitt avsnitt" if len(plain) > 1 else "sett den alene i et avsnitt"
    return f"Skriv {listed(plain)} uten p når det gjelder en del av avsnittet, eller {alone}."
