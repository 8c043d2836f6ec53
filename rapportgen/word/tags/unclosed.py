"""Which block lacks its end, and where that end was probably to stand.

A template has as many ends as beginnings but for one: which beginning is it? Counting alone blames the outermost block,
many chapters away. But people build in chapters: a block that begins before a heading ends before the next heading of
that level, one within a line ends in its paragraph, one in a table ends in the table. The beginning is to blame without
which most blocks keep to that; where the layout does not tell, it is said that others may be meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import nearest, texts_with_tags
from rapportgen.word.tags.guesses import BRANCHES, END, OPENERS
from rapportgen.word.tags.marks import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from rapportgen.word.compiling.outline import Outline
    from rapportgen.word.tags.places import Places

_ODD, _UNUSUAL = 3, 1
"""What hardly anybody does, and what some do: a block around several chapters that begins within one."""


class Word(NamedTuple):
    """A tag of a block: its number among all tags, its word, and the element it stands for (None when not known)."""

    number: int
    word: str
    scope: str | None


class Heading(NamedTuple):
    """A heading: the number of its paragraph, its level and its name."""

    at: int
    level: int
    name: str


class _Where(NamedTuple):
    """Where a tag stands: the number of its paragraph, its table, and whether text of the same line follows it."""

    at: int
    table: _Element | None
    in_line: bool


class Guess(NamedTuple):
    """The tag whose block probably lacks its end, what is said of where that belongs, and others it may be as well.

    Those others stand further in, so that the end belongs there at the latest.
    """

    number: int
    end: str
    others: tuple[int, ...]


class Layout:
    """Where the tags and the headings of a part stand."""

    def __init__(self, root: _Element, outline: Outline, places: Places) -> None:
        self.where: dict[int, _Where] = {}
        self.headings: list[Heading] = []
        paragraphs = {paragraph: at for at, paragraph in enumerate(root.iter(w("p")))}
        for paragraph, at in paragraphs.items():
            level = outline.facts(paragraph.find(w("pPr"))).outline
            if level and (name := places.called(paragraph)):
                self.headings.append(Heading(at, level, name))
        for text, numbers in texts_with_tags(root):
            owner = nearest(text, "p")
            if owner is not None:
                where = _Where(paragraphs[owner], nearest(owner, "tbl"), _has_text(owner))
                self.where |= dict.fromkeys(numbers, where)
        shown = (w("t"), w("drawing"), w("pict"))
        self._contents = [
            at
            for paragraph, at in paragraphs.items()
            if any(element.tag != w("t") or element.text for element in paragraph.iter(*shown))
        ]

    def chapter_of(self, number: int) -> Heading | None:
        """The heading that a block begins with: in the paragraph of its first tag, or in the next one with content."""
        at = self.where[number].at
        after = next((other for other in self._contents if other > at), -1)
        own = at if self.where[number].in_line else after
        return next((heading for heading in self.headings if heading.at == own), None)

    def oddness(self, opener: int, closer: int) -> int:
        """How unlikely it is that somebody builds a block so; 0 for one as most people do."""
        first, last = self.where.get(opener), self.where.get(closer)
        if first is None or last is None or first.at == last.at:
            return 0
        if first.table is not None or last.table is not None:
            return 0 if first.table is last.table else _ODD
        chapter = self.chapter_of(opener)
        if last.in_line or (chapter is None and first.in_line):
            return _ODD
        following = self._next_heading(chapter or self._heading_above(opener))
        if following is None or following.at > last.at:
            return 0
        return _ODD if chapter is not None else _UNUSUAL

    def end_of(self, opener: int) -> str:
        """Where the end of a block belongs, in words; «» when that cannot be told."""
        first = self.where[opener]
        if first.table is not None:
            return "i samme tabell"
        begun = self.chapter_of(opener)
        if begun is None and first.in_line:
            return "i samme avsnitt"
        chapter = begun or self._heading_above(opener)
        if chapter is None:
            return ""
        following = self._next_heading(chapter)
        end = f"{'sist ' if begun else ''}i kapitlet {chapter.name}"
        return end if following is None or begun is None else f"{end}, foran {following.name}"

    def _heading_above(self, number: int) -> Heading | None:
        """The heading of the chapter that a tag stands in."""
        return next((one for one in reversed(self.headings) if one.at < self.where[number].at), None)

    def _next_heading(self, chapter: Heading | None) -> Heading | None:
        """The heading that ends a chapter: the next one of its level or a higher one."""
        later = (one for one in self.headings if chapter and one.at > chapter.at and one.level <= chapter.level)
        return next(later, None)


def guessed(words: Sequence[Word], layout: Layout) -> Guess | None:
    """Which one beginning lacks its end; None when the blocks pair, or more than one end is missing."""
    if _pairs(words, -1) is not None:
        return None
    costs: dict[int, int] = {}
    for without, word in enumerate(words):
        pairs = _pairs(words, without) if word.word in OPENERS and word.number in layout.where else None
        if pairs is not None:
            costs[word.number] = sum(_cost(*pair, layout) for pair in pairs)
    if not costs:
        return None
    least = min(costs.values())
    number, *others = [number for number, cost in costs.items() if cost == least]
    is_told = not others or layout.chapter_of(number) is not None
    return Guess(number, layout.end_of(number) if is_told else "", tuple(others))


def _cost(opener: Word, closer: Word, layout: Layout) -> int:
    differs = None not in (opener.scope, closer.scope) and opener.scope != closer.scope
    return _ODD * differs + layout.oddness(opener.number, closer.number)


def _pairs(words: Sequence[Word], without: int) -> list[tuple[Word, Word]] | None:
    """The beginnings and ends of the blocks, one word left out by its place in the row; None when they do not pair."""
    pairs: list[tuple[Word, Word]] = []
    opened: list[Word] = []
    for at, word in enumerate(words):
        if at == without or word.word in BRANCHES:
            continue
        if word.word in OPENERS:
            opened.append(word)
        elif not opened or word.word not in (END, f"end{opened[-1].word}"):
            return None
        else:
            pairs.append((opened.pop(), word))
    return None if opened else pairs


def _has_text(paragraph: _Element) -> bool:
    """Whether a paragraph shows anything besides tags of blocks."""
    for text in paragraph.iter(w("t")):
        for piece, number in split(text.text or ""):
            if (number is None and piece.strip()) or (number is not None and piece.startswith("{{")):
                return True
    return False
