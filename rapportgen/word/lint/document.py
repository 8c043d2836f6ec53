"""A template as its author sees it: the parts with text, and where in words each paragraph stands."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.word.compiling.outline import Outline
from rapportgen.word.contents.contents_field import TemplateContents
from rapportgen.word.ooxml.cleaning import part_of_kind
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.package import WORD_TYPE
from rapportgen.word.ooxml.revisions import accept
from rapportgen.word.ooxml.templated import templated_parts
from rapportgen.word.ooxml.tree import nearest
from rapportgen.word.tags.places import Places, names_of_parts
from rapportgen.word.tags.tags import find_tags, with_tags_exchanged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rapportgen.problems import Problem
    from rapportgen.word.ooxml.package import Package

_NUMBER = "paragraph-number"  # an attribute of our own, in trees that are never written


class Spot(NamedTuple):
    """A paragraph: its part, its number there, its place in words, the heading above it, and its text.

    The place is the one that problems have; `heading` is empty where the place names it already.
    """

    part: str
    number: int
    place: str
    heading: str
    text: str

    @property
    def sentence(self) -> str:
        """The place with its heading: «tabell 2, rad 3, kolonne 1 under «Økonomi»»."""
        return f"{self.place} under {self.heading}" if self.heading else self.place


class Document:
    """The parts of a template that hold text, for rules to look at. Nothing in them is to be changed."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main_part
        self.styles, self.numbering = self._related("styles"), self._related("numbering")
        self.outline = Outline(self.styles, self.numbering)
        self.parts = templated_parts(package)
        for root in self.parts.values():
            for number, paragraph in enumerate(root.iter(w("p"))):
                paragraph.set(_NUMBER, str(number))
            accept(root)
        # The lines of a table of contents are Word's own, and count in no place.
        TemplateContents(self.main, self.parts[self.main], Outline(self.styles, self.numbering), self.styles)
        names = names_of_parts(package, self.parts[self.main])
        self.places = {
            name: Places(root, self._kind(name), self.outline, names.get(name, "")) for name, root in self.parts.items()
        }
        self.spots = [spot for name in self.parts for spot in self._spots(name)]

    @property
    def body(self) -> _Element:
        """The root of the main part."""
        return self.parts[self.main]

    @cached_property
    def between_tags(self) -> list[tuple[Spot, str]]:
        """The paragraphs that have text besides their tags, and that text; a character no text has stands for a tag."""
        return [(spot, _without_tags(spot.text)) for spot in self.spots if spot.text.strip()]

    def place(self, part: str, element: _Element) -> str:
        """The place in words of something in a part."""
        return self.places[part].of(element)

    def table_place(self, part: str, table: _Element) -> str:
        """The place in words of a whole table: «tabell 2», or the name of its part."""
        cell = next(table.iter(w("tc")), table)
        return self.place(part, cell).partition(",")[0]

    def spot_of(self, problem: Problem) -> Spot | None:
        """The paragraph that a problem is about: the one at its place that holds what it quotes, else the first."""
        there = self._by_place.get(problem.sted, ())
        quoted = squeezed(problem.verdi).rstrip("…")
        return next((spot for spot in there if quoted in squeezed(spot.text)), there[0] if there else None)

    def after(self, place: str, tag: str) -> str:
        """What stands after a tag in the paragraph it is in; «» when it is not found."""
        for spot in self._by_place.get(place, ()):
            for piece in find_tags(spot.text)[0] if "{" in spot.text else ():
                if squeezed(spot.text[piece.start : piece.end]) == tag:
                    return spot.text[piece.end :]
        return ""

    @cached_property
    def _by_place(self) -> dict[str, list[Spot]]:
        """The paragraphs at each place, and those of each table."""
        found: dict[str, list[Spot]] = {}
        for spot in self.spots:
            for place in dict.fromkeys((spot.place, spot.place.partition(",")[0])):
                found.setdefault(place, []).append(spot)
        return found

    def _related(self, kind: str) -> _Element | None:
        part = part_of_kind(self.package, self.main, kind)
        return self.package.xml(part) if part else None

    def _kind(self, name: str) -> str:
        return self.package.content_type(name).removeprefix(WORD_TYPE).removesuffix("+xml")

    def _spots(self, name: str) -> Iterator[Spot]:
        places = self.places[name]
        for paragraph in self.parts[name].iter(w("p")):
            number = int(paragraph.get(_NUMBER, "-1"))
            yield Spot(name, number, places.of(paragraph), places.heading_above(paragraph), text_of(paragraph))


def _without_tags(text: str) -> str:
    return with_tags_exchanged(text, lambda _: "\0") if "{" in text else text


def text_of(paragraph: _Element) -> str:
    """The text of a paragraph, without that of text boxes in it; tabs and line breaks as spaces."""
    return "".join(
        (element.text or "") if element.tag == w("t") else " "
        for element in paragraph.iter(w("t"), w("tab"), w("br"))
        if _is_own(element, paragraph)
    )


def _is_own(element: _Element, paragraph: _Element) -> bool:
    """Whether it is content of this paragraph: neither of one in a text box, nor a property such as a tab stop."""
    run = element.getparent()
    if run is not None and run.tag == w("r") and run.getparent() is paragraph:
        return True
    return nearest(element, "p") is paragraph and nearest(element, "pPr") is None


def squeezed(text: str) -> str:
    """The text with one space for each stretch of space, as problems quote it."""
    return " ".join(text.split())
