"""Where something stands in a document, in words: «avsnitt 14 under «2.2 Status økonomi»», «tabell 2, rad 3 …».

No two paragraphs with text have the same place, so that a place tells one from the other: headings of the same name are
numbered, and so are text boxes, notes, and paragraphs of cells. What Word keeps twice for older programs, such as a
text box, has one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import nearest
from rapportgen.word.tags.heading_labels import Labels

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

    from rapportgen.word.compiling.outline import Outline
    from rapportgen.word.ooxml.package import Package

PART_NAMES = {
    "header": "topptekst",
    "footer": "bunntekst",
    "footnotes": "fotnote",
    "endnotes": "sluttnote",
}
_IN_PART = pattern(rf"(?:[^«]*tekstboks(?: \d+)? i )?({'|'.join(PART_NAMES.values())})\b")
_IN_BOX = pattern(r"(?:avsnitt \d+ i )?(tekstboks .+)")
_TABLE = "tabell "
_PAGES = {"first": " på første side", "even": " på partallssider"}
_BOX = w("txbxContent")
_CHOICE, _FALLBACK = f"{{{ns.MC}}}Choice", f"{{{ns.MC}}}Fallback"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_SHOWN = (w("drawing"), w("pict"), w("object"), w("sym"), _MATHS)
"""What makes a paragraph without text one that a reader counts."""


class _Counted(NamedTuple):
    """A paragraph of the text: its number under a heading, the number of that heading, and whether it has nothing."""

    number: int
    heading: int
    is_empty: bool


class Places:
    """The places of the paragraphs of one part, counted in reading order as a reader of Word would.

    Paragraphs are counted from the last heading, empty ones left out; charts and pictures count.
    """

    def __init__(self, root: _Element, kind: str, outline: Outline, name: str = "") -> None:
        self._part = name or PART_NAMES.get(kind, "")
        self._outline = outline
        self._has_twins = next(root.iter(_FALLBACK), None) is not None
        self._tables = {table: number for number, table in enumerate(self._in_order(root, "tbl"), 1)}
        self._numbers: dict[_Element, dict[_Element, int]] = {}
        self._notes = _notes(root) if kind.endswith("notes") else []
        self._paragraphs: dict[_Element, _Counted] = {}
        self._labels = Labels()
        self._titles: dict[_Element, int] = {}
        if not self._part:
            self._count(root)

    def of(self, element: _Element) -> str:
        """The place of a paragraph, or of something inside one."""
        paragraph = nearest(element, "p")
        if paragraph is None:
            cell = nearest(element, "tc")
            return self._part or ("dokumentet" if cell is None else self._in_table(cell))
        paragraph = self._twin(paragraph)
        within = _container(paragraph)
        if within is not None and within.tag == _BOX:
            return self._in_box(within, paragraph)
        if self._part:
            return self._in_part(paragraph, within)
        if within is not None:
            return f"{self._in_table(within)}{self._further_down(paragraph, within)}"
        return self._in_text(paragraph)

    def heading_above(self, element: _Element) -> str:
        """The heading above a paragraph, «Økonomi» with its quotes; «» when there is none or the place has it."""
        paragraph = nearest(element, "p")
        within = _container(paragraph) if paragraph is not None else None
        if paragraph is None or within is None:
            return ""
        if within.tag == _BOX:
            return self.heading_above(next(within.iterancestors(w("p")), within))
        counted = self._paragraphs.get(self._twin(paragraph))
        return self._labels.said(counted.heading) if counted is not None else ""

    def called(self, paragraph: _Element) -> str:
        """What a heading is called, «Økonomi» with its quotes; «» for any other paragraph."""
        return self._labels.said(self._titles.get(paragraph, -1))

    def _count(self, root: _Element) -> None:
        number = 0
        for paragraph in root.iter(w("p")):
            within = _container(paragraph)
            text = _own_text(paragraph, has_boxes=self._has_twins or within is not None)
            is_empty = not text.strip() and next(paragraph.iter(*_SHOWN), None) is None
            number += within is None and not is_empty
            self._paragraphs[paragraph] = _Counted(number, self._labels.last, is_empty)
            if within is None and self._outline.is_heading(paragraph) and self._labels.add(text):
                number = 0
                self._titles[paragraph] = self._labels.last

    def _in_text(self, paragraph: _Element) -> str:
        counted = self._paragraphs.get(paragraph)
        if counted is None:
            return "dokumentet"
        number, heading, is_empty = counted
        below = f" under {said}" if (said := self._labels.said(heading)) else ""
        if not is_empty:
            return f"avsnitt {number}{below}"
        return (
            f"tomt avsnitt etter avsnitt {number}{below}" if number else f"tomt avsnitt først{below or ' i dokumentet'}"
        )

    def _in_box(self, box: _Element, paragraph: _Element) -> str:
        """The place of a paragraph in a text box, which belongs to a paragraph that holds the box."""
        anchor = next(box.iterancestors(w("p")), None)
        if anchor is None:
            return self._part or "dokumentet"
        own = [other for other in self._in_order(anchor, "txbxContent") if next(other.iterancestors(w("p"))) is anchor]
        shown = [other for other in own if next(other.iterancestors(_FALLBACK), None) is None]
        which = f" {own.index(box) + 1}" if len(shown) > 1 else ""
        further = self._further_down(paragraph, box).removeprefix(", ")
        return f"{further}{' i ' if further else ''}tekstboks{which} i {self.of(anchor)}"

    def _in_table(self, cell: _Element) -> str:
        row, table = nearest(cell, "tr"), nearest(cell, "tbl")
        if row is None or table is None:
            return "dokumentet"
        at = f"rad {self._number_of(row, table, 'tr')}, kolonne {self._number_of(cell, row, 'tc')}"
        return f"{_TABLE}{self._tables[table]}, {at}"

    def _in_part(self, paragraph: _Element, cell: _Element | None) -> str:
        """The place in a header, a footer or a note."""
        note = next((note for note in self._notes if note in paragraph.iterancestors()), None)
        name = (
            f"{self._part} {self._notes.index(note) + 1}" if note is not None and len(self._notes) > 1 else self._part
        )
        if cell is not None:
            return f"{name}, {self._in_table(cell)}{self._further_down(paragraph, cell)}"
        part = note if note is not None else paragraph.getroottree().getroot()
        return f"{name}{self._further_down(paragraph, part)}"

    def _number_of(self, element: _Element, parent: _Element, name: str) -> int:
        """Which row of its table, or cell of its row, an element is, counted from 1."""
        if element not in self._numbers.get(parent, {}):
            self._numbers[parent] = {own: number for number, own in enumerate(_own(parent, name), 1)}
        return self._numbers[parent][element]

    def _further_down(self, paragraph: _Element, owner: _Element) -> str:
        """«, avsnitt 2» for a paragraph that is not the first with content in its cell, text box or part."""
        before = 0
        for other in owner.iter(w("p")):
            if other is paragraph:
                break
            within = _container(other)
            before += (within is owner or within is None) and not _is_empty(other)
        return f", avsnitt {before + 1}" if before else ""

    def _in_order(self, root: _Element, name: str) -> list[_Element]:
        """The elements of that name; those that stand for another come last."""
        found = list(root.iter(w(name)))
        if not self._has_twins:
            return found
        return sorted(found, key=lambda element: next(element.iterancestors(_FALLBACK), None) is not None)

    def _twin(self, paragraph: _Element) -> _Element:
        """The paragraph itself or, for one that Word keeps for older programs, the one that it shows."""
        older = next(paragraph.iterancestors(_FALLBACK), None) if self._has_twins else None
        both = older.getparent() if older is not None else None
        shown = both.find(_CHOICE) if both is not None else None
        if older is None or shown is None:
            return paragraph
        at = list(older.iter(w("p"))).index(paragraph)
        others = list(shown.iter(w("p")))
        return self._twin(others[at]) if at < len(others) else paragraph


def part_of_place(place: str) -> str:
    """The part that a place is in when that is not the text: «sluttnote» for the second one; «» for the text."""
    match = _IN_PART.match(place)
    return match[1] if match else ""


def box_of_place(place: str) -> str:
    """The text box that a place is in, «tekstboks i avsnitt 4»; «» for none."""
    match = _IN_BOX.match(place)
    return match[1] if match else ""


def in_same_table(place: str, cell: _Element) -> str:
    """The place of a cell in the table of which another cell has this place."""
    row, table = nearest(cell, "tr"), nearest(cell, "tbl")
    if row is None or table is None or not place.startswith(_TABLE):
        return place
    at = f"rad {_own(table, 'tr').index(row) + 1}, kolonne {_own(row, 'tc').index(cell) + 1}"
    return f"{place.partition(',')[0]}, {at}"


def names_of_parts(package: Package, main: _Element) -> dict[str, str]:
    """What each header and footer is called: by its pages and section where there is more than one of its kind."""
    relationships = package.relationships(package.main_part)
    parts = {relationship.id: relationship.part for relationship in relationships}
    used: dict[str, dict[str, tuple[str, int]]] = {"header": {}, "footer": {}}
    for section, properties in enumerate(main.iter(w("sectPr")), 1):
        for kind, known in used.items():
            for reference in properties.findall(w(f"{kind}Reference")):
                part = parts.get(reference.get(f"{{{ns.R}}}id", ""), "")
                if part:
                    known.setdefault(part, (reference.get(w("type"), "default"), section))
    return {
        part: _called(PART_NAMES[kind], *at, known.values())
        for kind, known in used.items()
        for part, at in known.items()
    }


def _called(name: str, pages: str, section: int, others: Collection[tuple[str, int]]) -> str:
    if len(others) < 2:
        return name
    is_one_section = len({number for _, number in others}) == 1
    return f"{name}{_PAGES.get(pages, '')}{'' if is_one_section else f' i inndeling {section}'}"


def _notes(root: _Element) -> list[_Element]:
    """The notes of a part, without the lines that separate them from the text."""
    return [note for note in root if note.get(w("type"), "normal") == "normal"]


def _container(paragraph: _Element) -> _Element | None:
    """The cell or the text box that a paragraph stands in, whichever is closer; None for one of the text."""
    return next(paragraph.iterancestors(w("tc"), _BOX), None)


def _own_text(paragraph: _Element, *, has_boxes: bool) -> str:
    if not has_boxes:
        return ns.text_of(paragraph)
    return "".join(text.text or "" for text in paragraph.iter(w("t")) if nearest(text, "p") is paragraph)


def _is_empty(paragraph: _Element) -> bool:
    return not _own_text(paragraph, has_boxes=True).strip() and next(paragraph.iter(*_SHOWN), None) is None


def _own(parent: _Element, name: str) -> list[_Element]:
    """The rows of a table, or the cells of a row, that are not those of a table inside it."""
    above = "tbl" if name == "tr" else "tr"
    return [child for child in parent.iter(w(name)) if next(child.iterancestors(w(above))) is parent]
