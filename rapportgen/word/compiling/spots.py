"""Finding the spot of each tag in the tree of a template (see `spot`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.patterns import pattern
from rapportgen.word.compiling.link_addresses import leads_to_a_site
from rapportgen.word.compiling.rooms import room_at
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import local, w
from rapportgen.word.ooxml.spot import ADDRESS, ALONE, FIELD, ITEM, LINE, PARAGRAPHS, PLAIN, RUNS, Properties, Spot
from rapportgen.word.ooxml.tree import ends_section, nearest, stand_in, texts_with_tags
from rapportgen.word.tags.marks import numbers_in, split
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import OUTPUT, Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from rapportgen.word.compiling.outline import Outline
    from rapportgen.word.tags.marks import Marks, Stretches

_NOT_REPEATED = {"pageBreakBefore", "sectPr", "pPrChange", "framePr"}
_ADDRESS = pattern(r'\s*HYPERLINK\s+"([^"]*)', re.IGNORECASE)
_CHANGES = {"rPrChange", "ins", "del", "moveFrom", "moveTo"}


class Spots:
    """The distinct spots of a template; tags with the same surroundings share one."""

    def __init__(self) -> None:
        self.all: list[Spot] = [Spot(PLAIN)]
        self._numbers: dict[Spot, int] = {self.all[0]: 0}

    def number(self, spot: Spot) -> int:
        """The number of a spot, new or known."""
        if spot not in self._numbers:
            self._numbers[spot] = len(self.all)
            self.all.append(spot)
        return self._numbers[spot]


def find_spots(root: _Element, marks: Marks, spots: Spots, outline: Outline) -> None:
    """Give every output tag of a part its spot; a tag alone in its paragraph takes the paragraph's place."""
    for field in root.iter(w("fldSimple")):
        for number in numbers_in(field.get(w("instr"), "")):
            marks.marks[number].spot = spots.number(Spot(FIELD))
    for text in list(root.iter(w("t"), w("instrText"))):
        if not text.text or "{" not in text.text:
            continue
        pieces = split(text.text)
        outputs = [n for _, n in pieces if n is not None and _is_value(marks, n)]
        if not outputs:
            continue
        room = room_at(text, root) if any("bilde" in marks.marks[n].tag.code for n in outputs) else ()
        if text.tag == w("instrText"):
            _spots_of_instruction(pieces, marks, spots)
            continue
        if _stands_alone(text, pieces) or any(marks.marks[n].tag.scope == "p" for n in outputs):
            number = _take_paragraph(text, pieces, root, marks, spots, room)
        else:
            number = spots.number(_in_item(_spot_in_line(text, root), text, outline)._replace(room=room))
        for output in outputs:
            marks.marks[output].spot = number


def check_paragraph_tags(root: _Element, marks: Marks) -> None:
    """Note every `{{p …}}` that is not alone in its paragraph, as `find_spots` does on its way."""
    if not any(mark.tag.scope == "p" and mark.tag.kind == OUTPUT for mark in marks.marks):
        return
    for text, numbers in texts_with_tags(root):
        scoped = [number for number in numbers if marks.marks[number].tag.scope == "p"]
        paragraph = nearest(text, "p") if text.tag == w("t") else None
        if paragraph is not None and any(_is_value(marks, number) for number in scoped):
            _is_alone(scoped[0], paragraph, marks)


def _spots_of_instruction(pieces: Sequence[tuple[str, int | None]], marks: Marks, spots: Spots) -> None:
    """Give the values in the instruction of a field their spots: one in the address of a link is a part of it."""
    before = ""
    for piece, number in pieces:
        if number is not None and _is_value(marks, number):
            address = _ADDRESS.fullmatch(before)
            is_part = address is not None and leads_to_a_site(address[1])
            marks.marks[number].spot = spots.number(Spot(ADDRESS if is_part else FIELD))
        before += "0" if number is not None else piece


def _is_value(marks: Marks, number: int) -> bool:
    mark = marks.marks[number]
    return mark.tag.kind == OUTPUT and not mark.internal and mark.sample < 0


def _stands_alone(text: _Element, pieces: Stretches) -> bool:
    """Whether the tag is all there is in a plain paragraph."""
    run = text.getparent()
    paragraph = run.getparent() if run is not None else None
    if len(pieces) != 1 or paragraph is None or paragraph.tag != w("p") or run is None or run.tag != w("r"):
        return False
    if [child for child in run if child.tag not in (w("rPr"), w("t"))] or len(run.findall(w("t"))) != 1:
        return False
    if any(child is not run and child.tag != w("pPr") for child in paragraph) or paragraph.text:
        return False
    if any(child.tail for child in paragraph):  # a block tag before or after the run
        return False
    if ends_section(paragraph):
        return False
    return not _has_tag(paragraph.find(w("pPr"))) and not _has_tag(run.find(w("rPr")))


def _has_tag(element: _Element | None) -> bool:
    return element is not None and any("{" in value for child in element.iter() for value in child.attrib.values())


def _take_paragraph(
    text: _Element,
    pieces: Stretches,
    root: _Element,
    marks: Marks,
    spots: Spots,
    room: tuple[int, ...],
) -> int:
    """Let the tag stand for its paragraph. `{{p …}}` in a paragraph with other content is a fault."""
    paragraph = nearest(text, "p")
    scoped = [n for _, n in pieces if n is not None and marks.marks[n].tag.scope == "p"]
    number = next((n for _, n in pieces if n is not None), 0) if not scoped else scoped[0]
    if paragraph is None:
        return 0
    kind = PARAGRAPHS if scoped else ALONE
    if scoped and not _is_alone(number, paragraph, marks):
        return 0
    spot = _spot_in_line(text, root)._replace(kind=kind, room=room)
    parent = paragraph.getparent()
    if parent is not None:
        parent.replace(paragraph, stand_in("p", marks.again(number, "p")))
    return spots.number(spot)


def _is_alone(number: int, paragraph: _Element, marks: Marks) -> bool:
    """Whether `{{p …}}` is all there is in its paragraph; if not, that is noted as a fault."""
    if ns.text_of(paragraph).strip() == marks.again(number, "p"):
        return True
    mark = marks.marks[number]
    message = "Avsnittet har mer innhold enn taggen, og det ville gått tapt."
    plain = f"{{{{ {as_typed(mark.tag.code, mark.tag.raw)} }}}}"
    marks.fault(Fault("tagg-midt-i", message, mark.tag.raw, f"Skriv {plain} uten p."), mark.place)
    return False


def _spot_in_line(text: _Element, root: _Element) -> Spot:
    run, paragraph = text.getparent(), nearest(text, "p")
    if run is None or run.tag != w("r") or paragraph is None:
        return Spot(PLAIN)
    can_split = run.getparent() is paragraph and not ends_section(paragraph) and not _in_plain_control(paragraph)
    return Spot(
        LINE if can_split else RUNS,
        _properties(paragraph.find(w("pPr")), root, _NOT_REPEATED),
        _properties(run.find(w("rPr")), root, _CHANGES),
        nearest(paragraph, "tc") is not None,
    )


def _in_item(spot: Spot, text: _Element, outline: Outline) -> Spot:
    """The same spot, known as one inside an item of a list when its paragraph has a number or a bullet."""
    paragraph = nearest(text, "p") if spot.kind == LINE else None
    properties = paragraph.find(w("pPr")) if paragraph is not None else None
    if paragraph is None or not (_restarts(properties) or outline.facts(properties).number_list):
        return spot
    return spot._replace(kind=ITEM)


def _restarts(properties: _Element | None) -> bool:
    """Whether a paragraph counts in a list that each turn of its loop begins (see `restarts`)."""
    return properties is not None and _has_tag(properties.find(w("numPr")))


def _in_plain_control(paragraph: _Element) -> bool:
    """Whether a content control for plain text, which holds one paragraph, stands around it."""
    return any(control.find(f"{w('sdtPr')}/{w('text')}") is not None for control in paragraph.iterancestors(w("sdt")))


def _properties(element: _Element | None, root: _Element, left_out: set[str]) -> Properties:
    """The children of a properties element as (name, XML); what must not be repeated or is set by a tag left out."""
    if element is None:
        return ()
    return tuple(
        (local(child), ns.fragment(child, root))
        for child in element
        if local(child) not in left_out and not _has_tag(child)
    )
