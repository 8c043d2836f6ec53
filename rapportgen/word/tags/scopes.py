"""What a plain `{% for %}` or `{% if %}` stands for: rows, paragraphs, or text in a line, as its author meant it.

Where the tags of a block stand decides.

    in one paragraph                            the text between them
    in different paragraphs of a cell or page   the paragraphs and tables between them, as with {%p
    in rows of their own                        the rows between them, as with {%tr
    in the first and the last cell of a row     that row, as with {%tr

Tags for paragraphs and rows must stand first or last in theirs, since nothing may be torn apart. A block for which that
does not hold is left alone: in text it goes from the middle of one paragraph to the middle of another, and across
cells it is a fault that `source.check_nesting` tells. A `{% set %}` alone in its paragraph or row takes it along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import CONTENT, nearest, texts_with_tags
from rapportgen.word.tags.marks import split
from rapportgen.word.tags.pairing import blocks
from rapportgen.word.tags.tags import OUTPUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Marks

Block = tuple[int, ...]
"""The numbers of the tags of a block, from the first to the last; a `set` is a block of one."""


class _Spot(NamedTuple):
    """Where a tag stands: its piece of text, and the paragraph, cell and row around it."""

    text: _Element
    paragraph: _Element
    cell: _Element | None
    row: _Element | None


def infer_scopes(root: _Element, marks: Marks, first: int) -> None:
    """Give the plain block tags of a part, those from number `first` on, the scope that their places tell."""
    _Inference(root, marks, first).infer()


class _Inference:
    """The plain blocks of one part, and what each is taken for so far.

    A block is first taken for the largest thing that its tags could stand for. As long as one of them would tear
    something apart, that one is taken for less, and all are looked at again.
    """

    def __init__(self, root: _Element, marks: Marks, first: int) -> None:
        self.marks = marks
        self.spots = dict(_spots(root))
        self.scopes: dict[int, str] = {}
        self._pieces: dict[tuple[_Element, str], list[int | None]] = {}
        every = blocks(marks, range(first, len(marks.marks)))
        self.blocks = [block for block in every if all(map(self._is_plain, block))]

    def infer(self) -> None:
        """Settle the scope of every block, and write it into its tags."""
        for block in self.blocks:
            self._take_for(block, self._largest(block))
        while [block for block in self.blocks if self._settle(block)]:
            pass  # what one block has become may let others fit no more
        for number, scope in self.scopes.items():
            if scope:
                self.marks.change(number, self.spots[number].text, scope=scope)

    def _is_plain(self, number: int) -> bool:
        return number in self.spots and not self.marks.marks[number].tag.scope

    def _take_for(self, block: Block, scope: str) -> None:
        self.scopes.update(dict.fromkeys(block, scope))

    def _settle(self, block: Block) -> bool:
        """Take a block for less when it would tear something apart; whether that was so."""
        scope = self.scopes[block[0]]
        if not scope or self._fits(block, scope):
            return False
        self._take_for(block, "p" if scope == "tr" and len(block) == 1 else "")
        return True

    def _largest(self, block: Block) -> str:
        """What the tags of a block could stand for at most, by where they are."""
        spots = [self.spots[number] for number in block]
        if len(block) == 1:
            return "tr" if spots[0].row is not None else "p"
        if _one(spot.paragraph for spot in spots):
            return ""
        if _one(spot.cell for spot in spots):
            return "p" if _one(spot.paragraph.getparent() for spot in spots) else ""
        if any(spot.row is None for spot in spots):
            return ""
        if _one(spot.row for spot in spots):
            return "tr" if _over_the_row(spots[0], spots[-1]) else ""
        return "tr" if _one(spot.row.getparent() for spot in spots if spot.row is not None) else ""

    def _fits(self, block: Block, scope: str) -> bool:
        """Whether each tag of a block stands first or last in its row or paragraph; a `set` must stand alone."""
        for number in block:
            pieces = self._pieces_around(number, scope)
            at = pieces.index(number)
            before = all(self._goes(piece, scope) for piece in pieces[:at])
            after = all(self._goes(piece, scope) for piece in pieces[at:])
            if not (before and after if len(block) == 1 else before or after):
                return False
        return True

    def _pieces_around(self, number: int, scope: str) -> list[int | None]:
        """What the row or paragraph of a tag holds."""
        spot = self.spots[number]
        owner = spot.row if scope == "tr" else spot.paragraph
        assert owner is not None
        key = (owner, scope)
        if key not in self._pieces:
            self._pieces[key] = list(_pieces(owner, scope))
        return self._pieces[key]

    def _goes(self, piece: int | None, scope: str) -> bool:
        """Whether a piece is a tag that does not stay in its row or paragraph."""
        if piece is None:
            return False
        tag = self.marks.marks[piece].tag
        if tag.kind == OUTPUT:
            return False
        own = self.scopes.get(piece) or tag.scope
        return own == scope or (scope == "p" and own in ("tr", "tc"))


def _spots(root: _Element) -> Iterator[tuple[int, _Spot]]:
    for text, numbers in texts_with_tags(root):
        paragraph = nearest(text, "p")
        if text.tag != w("t") or paragraph is None:
            continue
        spot = _Spot(text, paragraph, nearest(paragraph, "tc"), nearest(paragraph, "tr"))
        for number in numbers:
            yield number, spot


def _pieces(owner: _Element, scope: str) -> Iterator[int | None]:
    """The tags of a row or paragraph itself by number, and None for anything else that a reader sees in it."""
    for element in owner.iter(w("t"), *CONTENT):
        if element.tag in CONTENT:
            yield None
        else:
            own = nearest(element, scope) is owner
            for text, number in split(element.text or ""):
                if number is not None:
                    yield number if own else None
                elif text.strip():
                    yield None


def _over_the_row(first: _Spot, last: _Spot) -> bool:
    """Whether tags stand in the first and the last cell of their row."""
    if first.row is None:
        return False
    cells = [cell for cell in first.row.iter(w("tc")) if nearest(cell, "tr") is first.row]
    return first.cell is cells[0] and last.cell is cells[-1]


def _one(elements: Iterator[_Element | None]) -> bool:
    """Whether these are all the same element."""
    first, *rest = elements
    return all(element is first for element in rest)
