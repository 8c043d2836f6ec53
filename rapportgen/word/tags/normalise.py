"""Each tag into one piece of text, whatever Word has spread it over.

Word splits a tag over runs for spelling marks, formatting, links and tracked changes. Here its characters are
gathered where the tag begins, and everything around it stays: bookmarks, controls, links, comments' ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen import problems
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import local, w
from rapportgen.word.ooxml.tree import remove_with_empty_run
from rapportgen.word.tags.marks import RESERVED, protected
from rapportgen.word.tags.tags import BLOCK, MEANT, Fault, Piece, find_tags, split_between, split_tags

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Marks
    from rapportgen.word.tags.places import Places
    from rapportgen.word.tags.tags import Tag

_TYPED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_NOT_TEXT = {w("pPr"), w("rPr"), w("del"), w("moveFrom"), w("sdtPr"), w("tblPr"), w("trPr"), w("tcPr")}
_ALTERNATIVES = {f"{{{ns.MC}}}Choice", f"{{{ns.MC}}}Fallback"}
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_EDITING_IDS = (f"{{{ns.W14}}}paraId", f"{{{ns.W14}}}textId")
# Marks of Word's own that mean nothing in a report and may stand in the middle of a tag.
_NOISE = (
    "proofErr",
    "lastRenderedPageBreak",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "annotationRef",
)


def normalise(root: _Element, marks: Marks, places: Places) -> None:
    """Put every tag of a part into one piece of text, registered in `marks`; other braces become harmless."""
    _drop_noise(root)
    _drop_reserved(root)
    handled: set[_Element] = set()
    for owner in list(root.iter(w("p"))):
        flows: list[list[_Element]] = [[]]
        _collect(owner, flows[0], flows)
        for leaves in flows:
            handled.update(leaves)
            _gather(leaves, marks, places.of(owner) if _has_brace(leaves) else "")
    _protect_the_rest(root, handled, marks, places)


def _drop_noise(root: _Element) -> None:
    for element in list(root.iter(*(w(name) for name in _NOISE))):
        remove_with_empty_run(element)
    etree.strip_attributes(root, *_EDITING_IDS)


def _drop_reserved(root: _Element) -> None:
    """Leave no character in the text that could be taken for the beginning or end of a tag later on."""
    if not RESERVED.search(etree.tostring(root, encoding="unicode")):
        return
    for element in root.iter():
        element.text, element.tail = _unreserved(element.text), _unreserved(element.tail)
        for name in element.attrib:
            element.set(name, _unreserved(element.get(name)) or "")


def _unreserved(text: str | None) -> str | None:
    return RESERVED.sub("", text) if text and RESERVED.search(text) else text


def _collect(element: _Element, leaves: list[_Element], flows: list[list[_Element]]) -> None:
    """The pieces of text of a paragraph in order; alternatives and field instructions are texts of their own."""
    for child in element:
        if child.tag == w("t") or (child.tag.startswith(f"{{{ns.W}}}") and local(child) in _TYPED):
            leaves.append(child)
        elif child.tag == w("instrText"):
            if not flows[-1] or flows[-1][-1].tag != w("instrText"):
                flows.append([])
            flows[-1].append(child)
        elif child.tag in _ALTERNATIVES:
            own: list[_Element] = []
            _collect(child, own, flows)
            flows.append(own)
            flows.append([])
        elif child.tag != w("p") and child.tag not in _NOT_TEXT:
            _collect(child, leaves, flows)


def _has_brace(leaves: list[_Element]) -> bool:
    return any("{" in (leaf.text or "") or "}" in (leaf.text or "") for leaf in leaves)


def _gather(leaves: list[_Element], marks: Marks, place: str) -> None:
    if not place:
        return
    texts = [_TYPED.get(local(leaf), leaf.text or "") for leaf in leaves]
    pieces, faults = find_tags("".join(texts))
    if marks.left_out.meant:
        pieces, faults = _with_meant("".join(texts), pieces, faults, marks, place)
    for fault in faults:
        marks.fault(fault, place)
    _note_unread("".join(texts), pieces, faults, marks)
    for near in () if faults else split_between("".join(texts), pieces):
        marks.problems.append(problems.advarsel(near.code, place, near.message, near.text, near.hint))
    position, waiting = 0, list(reversed(pieces))
    for leaf, text in zip(leaves, texts, strict=True):
        position = _rewrite(leaf, text, position, waiting, marks, place)


def _with_meant(
    text: str, pieces: list[Piece], faults: list[Fault], marks: Marks, place: str
) -> tuple[list[Piece], list[Fault]]:
    """The pieces of a text, with those tags whose braces are wrong and that are taken for what was meant."""
    unread = [(fault.start, fault.end, fault) for fault in faults if fault.start >= 0]
    told = list(faults)
    for start, end, fault in [*split_tags(text), *unread]:
        tag = marks.left_out.tag_for(fault.text, place)
        if tag is not None and not any(piece.start < end and start < piece.end for piece in pieces):
            pieces = sorted([*pieces, Piece(start, end, tag)], key=lambda piece: piece.start)
            told = [other for other in told if other.start != start]
    return pieces, told


def _note_unread(text: str, pieces: list[Piece], faults: list[Fault], marks: Marks) -> None:
    """Remember what was meant as a tag of a block and cannot be read, for those that belong to it."""
    if BLOCK[0] not in text or "%" not in text:
        return
    apart = [(start, end, fault.hint.removeprefix(MEANT)) for start, end, fault in split_tags(text)]
    unread = [(start, mended) for start, _, mended in apart]
    unread += [
        (fault.start, fault.text)
        for fault in faults
        if fault.start >= 0 and not any(start <= fault.start < end for start, end, _ in apart)
    ]
    for start, typed in sorted(unread):
        before = sum(piece.tag is not None and piece.start < start for piece in pieces)
        if typed.startswith(BLOCK) and not any(piece.start <= start < piece.end for piece in pieces):
            marks.unread.append((len(marks.marks) + before, typed))


def _rewrite(leaf: _Element, text: str, start: int, waiting: list[Piece], marks: Marks, place: str) -> int:
    """Give one piece of text its share: what is no tag, and the tags that begin here. Returns where it ends."""
    end, position, out, touched = start + len(text), start, [], False
    while waiting and waiting[-1].start < end:
        piece = waiting[-1]
        touched = True
        if piece.start >= start:
            out.append(protected(text[position - start : piece.start - start]))
            out.append(marks.add(_unscoped(piece.tag, leaf), place) if piece.tag else protected(piece.literal))
        position = min(piece.end, end)
        if piece.end > end:
            break
        waiting.pop()
    inside = touched or (bool(waiting) and waiting[-1].start < start)
    out.append(protected(text[position - start :]))
    _write(leaf, "".join(out), inside)
    return end


def _unscoped(tag: Tag, leaf: _Element) -> Tag:
    """The tag as it is or, in the instruction of a field, without the paragraph or row it might stand for."""
    return tag if leaf.tag == w("t") else tag._replace(scope="")


def _write(leaf: _Element, text: str, inside_a_tag: bool) -> None:
    if leaf.tag not in (w("t"), w("instrText")):
        if inside_a_tag:
            remove_with_empty_run(leaf)
        return
    if text or not inside_a_tag:
        leaf.text = text
        leaf.set(ns.SPACE, "preserve")
    else:
        remove_with_empty_run(leaf)


def _protect_the_rest(root: _Element, handled: set[_Element], marks: Marks, places: Places) -> None:
    """Tags in attributes (alternative texts), and braces anywhere else."""
    for element in root.iter():
        if element not in handled and element.text and ("{" in element.text or "}" in element.text):
            if element.tag == _MATHS:
                _tell_of_equation(element.text, marks, places.of(element))
            element.text = protected(element.text)
        for name, value in element.items():
            if "{" in value or "}" in value:
                element.set(name, _attribute(element, str(name), marks, places.of(element)))


# Where people write text that Word keeps in an attribute: alternative texts, tips of links, instructions of fields.
_FOR_TAGS = {"descr", "title", "alt", "tooltip", "instr"}
_TABLE_TEXTS = {"tblCaption", "tblDescription"}
# What an author knows such an attribute as, by its element.
_NO_TEXT = {"listItem": "et valg i en nedtrekksliste", "default": "standardteksten i et skjemafelt"}
# Names that Word shows and nothing depends on; there, what looks like a tag is only a part of the name.
_NAMES = {"alias", "tag", "docPr", "cNvPr", "docPart"}


def _attribute(element: _Element, name: str, marks: Marks, place: str) -> str:
    value = element.get(name, "")
    pieces, faults = find_tags(value)
    if faults and not pieces:
        return protected(value)  # a GUID or a file name has braces too
    if name.rpartition("}")[2] not in _FOR_TAGS and local(element) not in _TABLE_TEXTS:
        if any(piece.tag for piece in pieces):
            _tell_of_odd_place(value, local(element), marks, place)
        return protected(value)
    for fault in faults:
        marks.fault(fault, place)
    out, position = [], 0
    for piece in pieces:
        out.append(protected(value[position : piece.start]))
        if piece.tag:
            out.append(marks.add(piece.tag._replace(scope=""), place))
        else:
            out.append(protected(piece.literal))
        position = piece.end
    return "".join(out) + protected(value[position:])


def _tell_of_equation(text: str, marks: Marks, place: str) -> None:
    for piece in find_tags(text)[0]:
        if piece.tag:
            message = "Tagger i en formel blir ikke fylt ut, men skrevet ut som de står."
            hint = "Flytt taggen ut av formelen."
            marks.problems.append(problems.advarsel("tagg-paa-ukjent-sted", place, message, piece.tag.raw, hint))


def _tell_of_odd_place(value: str, element: str, marks: Marks, place: str) -> None:
    """Note a tag where Word keeps a name (there it is text), or something that is no text at all (a fault)."""
    if element in _NAMES:
        message = "Tagger i navnet på et objekt eller en innholdskontroll blir ikke fylt ut."
        marks.problems.append(problems.advarsel("tagg-paa-ukjent-sted", place, message, value))
    else:
        where = _NO_TEXT.get(element, "en egenskap i Word-filen")
        message = f"Tagger kan bare stå i tekst, alternativ tekst og felt, men «{value}» står i {where}."
        marks.fault(Fault("tagg-paa-ukjent-sted", message, value, "Flytt taggen til teksten."), place)
