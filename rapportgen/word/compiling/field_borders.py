"""Word's fields (page numbers, references, links …) that a block cuts in two.

A field is three marks in the text: where it begins, where its result does, and where it ends. All of them repeat and
come and go together, or the report has a field that never ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.compiling.identity import blocks_around
from rapportgen.word.ooxml.ns import w

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.compiling.identity import Blocks
    from rapportgen.word.tags.marks import Marks


def check_field_borders(root: _Element, marks: Marks) -> None:
    """Note every block that holds one end of a field and not the other."""
    if next(root.iter(w("fldChar")), None) is None:
        return
    opened: list[Blocks] = []
    told: set[int] = set()
    for element, blocks in blocks_around(root, marks).items():
        kind = element.get(w("fldCharType")) if element.tag == w("fldChar") else ""
        if kind == "begin":
            opened.append(blocks)
        elif kind in ("separate", "end") and opened:
            began = opened.pop() if kind == "end" else opened[-1]
            if began != blocks and (number := _crossed(began, blocks)) not in told:
                told.add(number)
                _tell(number, any(number == one for one, _ in began), marks)


def _crossed(began: Blocks, ended: Blocks) -> int:
    """The outermost block that only one of two places stands in, or in different branches of."""
    longer, shorter = (began, ended) if len(began) >= len(ended) else (ended, began)
    return next(number for at, (number, branch) in enumerate(longer) if shorter[at : at + 1] != ((number, branch),))


def _tell(number: int, begins_inside: bool, marks: Marks) -> None:
    how = (
        "begynner inni blokken og slutter utenfor den" if begins_inside else "begynner utenfor blokken og slutter i den"
    )
    message = f"Et felt i Word {how}."
    hint = "Flytt taggene slik at hele feltet står inni eller hele utenfor. Alt+F9 i Word viser hvor felt begynner."
    marks.fail("kryssende-felt", number, message, hint)
