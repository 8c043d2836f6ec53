"""What the headings of a template are called when places are told: no two of them the same.

A heading is called by its words, with «…» for each value of the report. One that has no words of its own is called by
its tags as they are typed, which is what Word shows in its navigation pane, and by the last heading that has words.
"""

from __future__ import annotations

from collections import Counter

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.tags.tags import OUTPUT, Piece, with_tags_exchanged

FILLED = "…"  # stands for what a report writes in a heading
_ANCHOR = pattern(r"anker\s*\(")  # names a heading, and is no part of its text
_OR = " eller "
_LONGEST = 60


class _Heading(NamedTuple):
    """A heading: its words or tags, and the heading with words above it when it has none itself."""

    title: str
    above: str


class Labels:
    """The headings of one part, in order."""

    def __init__(self) -> None:
        self._found: list[_Heading] = []
        self._words = ""
        self._said: list[str] = []

    @property
    def last(self) -> int:
        """The number of the last heading that was added; −1 before the first."""
        return len(self._found) - 1

    def add(self, text: str) -> bool:
        """Add a heading with this text; whether it is one, for a heading of block tags alone shows nothing."""
        title = _title(text, typed=False)
        if not title:
            return False
        has_words = any(char.isalnum() for char in title)
        if not has_words:
            self._found.append(_Heading(_short(_title(text, typed=True)), self._words))
        else:
            self._words = _short(title)
            self._found.append(_Heading(self._words, ""))
        return True

    def said(self, number: int) -> str:
        """What heading `number` is called, with quotes; «» for none."""
        if len(self._said) != len(self._found):
            self._said = _told_apart([_in_quotes(heading) for heading in self._found])
        return self._said[number] if number >= 0 else ""


def _in_quotes(heading: _Heading) -> str:
    return f"«{heading.title}» etter «{heading.above}»" if heading.above else f"«{heading.title}»"


def _told_apart(names: list[str]) -> list[str]:
    """The names, with a number where several are the same."""
    times, so_far = Counter(names), Counter[str]()
    told = []
    for name in names:
        so_far[name] += 1
        told.append(f"{name} (nr. {so_far[name]} av {times[name]})" if times[name] > 1 else name)
    return told


def _title(text: str, *, typed: bool) -> str:
    """A heading as a reader knows it: «…» or the tag for each value, nothing for conditions, loops and anchors."""

    def shown(piece: Piece) -> str:
        if piece.tag is None:
            return piece.literal
        if piece.tag.word in ("else", "elif"):
            return _OR
        is_value = piece.tag.kind == OUTPUT and not _ANCHOR.match(piece.tag.code)
        return (piece.tag.raw if typed else FILLED) if is_value else ""

    return " ".join(with_tags_exchanged(text, shown).split()).removesuffix(_OR.rstrip())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
