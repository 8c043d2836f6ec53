"""The tags of one template, each with a number, a place a person can find, and where its value will stand.

While a template is compiled, a tag stands in the tree as `{{ T7 }}`: short, and without a character that any
step could misread. The number leads back here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rapportgen import problems
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.tags.tags import BLOCK, OUTPUT, Tag, emptied, parse_tag

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lxml.etree import _Element

    from rapportgen.problems import Problem
    from rapportgen.word.tags.tags import Fault

# `delimiters`, those of `protected`, and from U+FDD8 those of `late` and `contents`
RESERVED = pattern("[\ufdd0-\ufddf]")
_SHORT = 500
Stretches = tuple[tuple[str, int | None], ...]
_PROTECT = str.maketrans({"{": "\ufdd6", "}": "\ufdd7"})
_RESTORE = str.maketrans({"\ufdd6": "{", "\ufdd7": "}"})


def protected(text: str) -> str:
    """Text in which no brace can be taken for a tag."""
    return text.translate(_PROTECT)


def restored(text: str) -> str:
    """The text that `protected` was given."""
    return text.translate(_RESTORE)


@dataclass(slots=True, eq=False, repr=False)
class Mark:
    """One tag in use.

    `spot` numbers the surroundings its value is written into, `sample` the sample table it stands for (−1 for none).
    `internal` tags are our own and write plain text.
    """

    tag: Tag
    place: str
    spot: int = 0
    internal: bool = False
    sample: int = -1


Key = tuple[str, str]
"""A tag as problems have it: its place, and what is typed there."""


class LeftOut(NamedTuple):
    """Tags that write nothing when a template is tried.

    The `emptied` stand where they are, and keep their blocks in pairs; the `removed` are as if nobody had typed them.
    Faults that are `ignored` refuse no template. Those in `meant` are taken for the tags given there.
    """

    emptied: Collection[Key] = ()
    removed: Collection[Key] = ()
    ignored: Collection[Key] = ()
    meant: Mapping[Key, str] = MappingProxyType({})

    def tag_for(self, typed: str, place: str) -> Tag | None:
        """The tag that what is typed is taken for; None when it is taken as it is."""
        meant = self.meant.get(key_of(typed, place)) if self.meant else None
        return parse_tag(meant)._replace(raw=typed) if meant is not None else None


NOTHING_LEFT_OUT = LeftOut()


@dataclass(slots=True, eq=False, repr=False)
class Marks:
    """The tags of a template part, and what was found wrong with them."""

    marks: list[Mark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    """What was meant as a tag and has the wrong braces, with the number of the tag that comes after it."""
    left_out: LeftOut = NOTHING_LEFT_OUT

    def add(self, tag: Tag, place: str) -> str:
        """Register a tag; the text that stands for it in the tree."""
        if self.left_out.removed and key_of(tag.raw, place) in self.left_out.removed:
            tag = Tag(OUTPUT, "", '""', tag.raw)
        elif self.left_out.meant and tag.raw:
            tag = self.left_out.tag_for(tag.raw, place) or tag
        self.marks.append(Mark(tag, place))
        return token(len(self.marks) - 1, tag)

    def output(self, code: str, place: str, typed: str = "") -> str:
        """Register an expression of our own, whose value is written as plain text; `typed` is the tag it is made of."""
        text = self.add(Tag(OUTPUT, "", code, typed or code), place)
        self.marks[-1].internal = True
        return text

    def block(self, code: str, place: str, scope: str = "") -> str:
        """Register a block tag of our own: `if x`, `endif` …"""
        return self.add(Tag(BLOCK, scope, code, code), place)

    def again(self, number: int, scope: str) -> str:
        """The token of a tag already registered, now standing for another element (`p`, `tr`, `tc`, «»)."""
        mark = self.marks[number]
        mark.tag = mark.tag._replace(scope=scope)
        return token(number, mark.tag)

    def change(self, number: int, text: _Element, **changed: Any) -> None:
        """Change the tag of this number, and what stands for it in its piece of text."""
        mark = self.marks[number]
        old = next(piece for piece, n in split(text.text or "") if n == number)
        mark.tag = mark.tag._replace(**changed)
        text.text = (text.text or "").replace(old, token(number, mark.tag))

    def empty(self, first: int) -> None:
        """Let the tags from number `first` on that are left out write nothing."""
        for mark in self.marks[first:] if self.left_out.emptied else ():
            if key_of(mark.tag.raw, mark.place) in self.left_out.emptied:
                mark.tag = mark.tag._replace(code=emptied(mark.tag))

    def fault(self, fault: Fault, place: str) -> None:
        """Note a fault of a tag at its place."""
        self.problems.append(problems.feil(fault.code, place, fault.message, fault.text, fault.hint))

    def hint(self, code: str, mark: Mark, hint: str) -> None:
        """Say what to try for a fault of a tag that is noted already."""
        noted = problems.feil(code, mark.place, "", mark.tag.raw)
        self.problems[:] = [
            problem._replace(forslag=hint)
            if (problem.kode, problem.sted, problem.verdi) == (code, noted.sted, noted.verdi)
            else problem
            for problem in self.problems
        ]

    def fail(self, code: str, number: int, message: str, hint: str = "") -> None:
        """Note that something is wrong with tag `number`."""
        mark = self.marks[number]
        self.problems.append(problems.feil(code, mark.place, message, mark.tag.raw, hint))


def key_of(raw: str, place: str) -> Key:
    """What a problem of this tag has of it."""
    return place, problems.feil("", "", "", raw).verdi


def token(number: int, tag: Tag) -> str:
    """What stands for a tag in the tree, in docxtpl's notation."""
    opener, closer = (OUTPUT, "}}") if tag.kind == OUTPUT else (BLOCK, "%}")
    before, after = "-" if tag.trim_before else "", "-" if tag.trim_after else ""
    return f"{opener}{before}{tag.scope} T{number} {after}{closer}"


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of the tags in a text, in order."""
    return _known(text)[1] if len(text) < _SHORT else _numbers(_split(text))


def split(text: str) -> Stretches:
    """A text as its stretches: `(text, None)` for plain text and `(token, number)` for a tag."""
    return _known(text)[0] if len(text) < _SHORT else _split(text)


@lru_cache(maxsize=4096)
def _known(text: str) -> tuple[Stretches, tuple[int, ...]]:
    """The stretches and numbers of a piece of text, which every step looks at; a whole part is not worth keeping."""
    stretches = _split(text)
    return stretches, _numbers(stretches)


def _numbers(stretches: Stretches) -> tuple[int, ...]:
    return tuple(number for _, number in stretches if number is not None)


def _split(text: str) -> Stretches:
    pieces: list[tuple[str, int | None]] = []
    position = 0
    while (start := text.find("{", position)) >= 0:
        end = text.index("}", start + 2) + 1
        end += text.startswith("}", end)
        if start > position:
            pieces.append((text[position:start], None))
        inside = text[start:end]
        pieces.append((inside, int(inside[inside.index(" T") + 2 :].split(" ", 1)[0])))
        position = end
    if position < len(text):
        pieces.append((text[position:], None))
    return tuple(pieces)
