"""The ids of shapes in Word's older drawing language (VML), which stands beside each newer text box as a reserve.

A shape has an `id` that no other of its part may have, and may name the shape type it is of (`type="#_x0000_t202"`).
Word writes a type once, at the first shape of it; in a loop or an if, that shape may be there many times or never.
There each shape gets a copy of its type, and each turn ids of its own.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from rapportgen.word.ooxml.ns import O, V

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from rapportgen.word.compiling.identity import Blocks

_TYPE = f"{{{V}}}shapetype"
_WORDS_OWN_ID = f"{{{O}}}spid"  # Word gives a new one to a shape without


def number_shapes(
    blocks: dict[_Element, Blocks], in_loop: Callable[[Blocks], bool], number: Callable[[], tuple[str, str]]
) -> None:
    """Make the ids of the shapes in loops unique. `number` gives the tags of a new number, and of the same again."""
    shapes = {element: around for element, around in blocks.items() if element.tag.startswith(f"{{{V}}}")}
    if not any(in_loop(around) for around in shapes.values()):
        return
    types = _with_own_types(shapes)
    for element, around in shapes.items():
        if in_loop(around) and (old := element.get("id")) is not None:
            if _WORDS_OWN_ID in element.attrib:
                del element.attrib[_WORDS_OWN_ID]
            new, same = number()
            element.set("id", f"{old}_{new}")
            for shape in types.get(element, ()):
                shape.set("type", f"#{old}_{same}")


def _with_own_types(shapes: dict[_Element, Blocks]) -> dict[_Element, list[_Element]]:
    """Each type with the shapes of it; a shape that stands in other blocks than its type gets a copy of that."""
    by_id: dict[str, _Element] = {}
    for element in shapes:
        if element.tag == _TYPE:
            by_id.setdefault(element.get("id", ""), element)
    found: dict[_Element, list[_Element]] = {element: [] for element in by_id.values()}
    for shape, around in list(shapes.items()):
        known = by_id.get(shape.get("type", "").removeprefix("#"))
        if known is None:
            continue
        if shapes[known] and shapes[known] != around:
            known = deepcopy(known)
            known.tail = None
            shape.addprevious(known)
            shapes[known], found[known] = around, []
        found[known].append(shape)
    return found
