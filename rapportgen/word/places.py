"""Where something stands in a document, in words: «avsnitt 14 under «2.2 Status økonomi»», «tabell 2, rad 3 …»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.patterns import pattern
from rapportgen.word import ns
from rapportgen.word.ns import w
from rapportgen.word.tags import OUTPUT, find_tags
from rapportgen.word.tree import nearest

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.outline import Outline

_ANCHOR = pattern(r"anker\s*\(")  # names a heading, and is no part of its text
_TABLE = "tabell "
FILLED = "…"  # stands for what a report writes in a heading

PART_NAMES = {
    "header": "topptekst",
    "footer": "bunntekst",
    "footnotes": "fotnote",
    "endnotes": "sluttnote",
}


class Places:
    """The places of the paragraphs of one part, counted in reading order as a reader of Word would.

    Paragraphs are counted from the last heading, empty ones left out.
    """

    def __init__(self, root: _Element, kind: str, outline: Outline) -> None:
        self._part = PART_NAMES.get(kind, "")
        self._outline = outline
        self._tables = {table: number for number, table in enumerate(root.iter(w("tbl")), 1)}
        self._paragraphs: dict[_Element, str] = {}
        self._numbers: dict[_Element, dict[_Element, int]] = {}
        if not self._part:
            self._count(root)

    def of(self, element: _Element) -> str:
        """The place of a paragraph, or of something inside one."""
        if self._part:
            return self._part
        cell = nearest(element, "tc")
        if cell is not None:
            return self._in_table(cell)
        paragraph = nearest(element, "p")
        return self._paragraphs.get(paragraph, "dokumentet") if paragraph is not None else "dokumentet"

    def _count(self, root: _Element) -> None:
        number, heading = 0, ""
        for paragraph in root.iter(w("p")):
            if nearest(paragraph, "tc") is not None:
                continue
            text = ns.text_of(paragraph).strip()
            number += bool(text)
            self._paragraphs[paragraph] = f"avsnitt {max(number, 1)}{heading}"
            if text and self._outline.is_heading(paragraph) and (title := _without_tags(text)):
                number, heading = 0, _below(title)

    def _in_table(self, cell: _Element) -> str:
        row, table = nearest(cell, "tr"), nearest(cell, "tbl")
        if row is None or table is None:
            return "dokumentet"
        at = f"rad {self._number_of(row, table, 'tr')}, kolonne {self._number_of(cell, row, 'tc')}"
        return f"{_TABLE}{self._tables[table]}, {at}"

    def _number_of(self, element: _Element, parent: _Element, name: str) -> int:
        """Which row of its table, or cell of its row, an element is, counted from 1."""
        if element not in self._numbers.get(parent, {}):
            self._numbers[parent] = {own: number for number, own in enumerate(_own(parent, name), 1)}
        return self._numbers[parent][element]


def in_same_table(place: str, cell: _Element) -> str:
    """The place of a cell in the table of which another cell has this place."""
    row, table = nearest(cell, "tr"), nearest(cell, "tbl")
    if row is None or table is None or not place.startswith(_TABLE):
        return place
    at = f"rad {_own(table, 'tr').index(row) + 1}, kolonne {_own(row, 'tc').index(cell) + 1}"
    return f"{place.partition(',')[0]}, {at}"


def _own(parent: _Element, name: str) -> list[_Element]:
    """The rows of a table, or the cells of a row, that are not those of a table inside it."""
    above = "tbl" if name == "tr" else "tr"
    return [child for child in parent.iter(w(name)) if next(child.iterancestors(w(above))) is parent]


def _below(title: str) -> str:
    """« under «2.2 Status økonomi»» after a heading; one that the report alone knows is told of as that."""
    return " under en overskrift som rapporten fyller ut" if title == FILLED else f" under «{_short(title)}»"


def _without_tags(text: str) -> str:
    """A heading as a reader knows it: «…» for each value, and nothing for conditions, loops and anchors."""
    out, position = [], 0
    for piece in find_tags(text)[0]:
        value = piece.tag is not None and piece.tag.kind == OUTPUT and not _ANCHOR.match(piece.tag.code)
        out += [text[position : piece.start], FILLED if value else piece.literal]
        position = piece.end
    return " ".join("".join([*out, text[position:]]).split())


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
