"""A part read by its stretches of markup: those between two texts, most of which stand there many times.

The rows of a table differ in their texts, and so do two reports of a template. So each stretch is parsed once, in a
document that has the same elements open around it; where it comes back, it is enough to see that it closes what is
open there. The texts are parsed all together. Of a part that is not written as ours are nothing is said: then the
parser must read all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.ooxml.sights import NOTHING_SEEN, Sight, has_mark, sight_of
from rapportgen.word.ooxml.zipfile_writer import pieces_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rapportgen.word.ooxml.zipfile_writer import Content

_TEXT_END, _TEXT = b"</w:t>", b"w:t"
_LONGEST = 1 << 22  # how many bytes without a text are kept
_REMEMBERED = 2048


class _OtherFormError(Exception):
    """The part is not written as ours are, or is not well formed."""


class _Stretch(NamedTuple):
    """The elements that it closes and those that it opens, outermost first, and what is seen in it.

    A stretch ends where a text begins, and the next one begins after the element of that text, which does not count.
    """

    closes: list[bytes]
    opens: list[bytes]
    sight: Sight


# A tag: whether it ends an element, the name, and whether it is an element of its own.
_TAG = pattern(rb"<(/?)([^\s/>]+)(?:[^>]*[^/>])?(/?)>")

_known: dict[bytes, _Stretch] = {}
"""Stretches of parts that were well formed."""


def looked_through(content: Content, take: Callable[[Sight], None]) -> bool:
    """Whether the part is well formed for certain. What is seen in it is handed to `take` on the way."""
    reduction = _Reduction(take)
    parser = expat.ParserCreate()
    try:
        for piece in reduction.pieces(content):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, _OtherFormError, ValueError):  # the last of what is seen in markup that is no markup
        return False
    if len(_known) + len(reduction.new) > _REMEMBERED:
        _known.clear()
    _known.update(reduction.new)
    return True


class _Reduction:
    """A document with the same texts, and with each stretch that is not known once: it is well formed as the whole is.

    `new` are the stretches that are known when it turns out to be well formed.
    """

    def __init__(self, take: Callable[[Sight], None]) -> None:
        self.new: dict[bytes, _Stretch] = {}
        self._take = take
        self._has_begun = False
        self._open: list[bytes] = []  # within the outermost element, which stays open to the end

    def pieces(self, content: Content) -> Iterator[bytes]:
        """The document. Raises _OtherFormError where nothing certain can be said."""
        rest, declaration = b"", b""
        for piece in pieces_of(content):
            rest += piece
            if not declaration:
                declaration, end, rest = rest.partition(b"?>")
                if not (end and declaration.startswith(b"<?xml ") and b"utf-8" in declaration.lower()):
                    raise _OtherFormError  # the same bytes may be well formed in one encoding only
                yield declaration + end
            *parts, rest = rest.split(_TEXT_END)
            if len(rest) > _LONGEST:
                raise _OtherFormError
            yield from self._through([part.rpartition(b">") for part in parts])
        self._take(sight_of(_usual(rest)))
        yield b"".join([*map(_begun, self._open), rest])

    def _through(self, parts: list[tuple[bytes, bytes, bytes]]) -> Iterator[bytes]:
        """What is new in these parts, each of them a stretch, «>» and a text; within the outermost element."""
        if not self._has_begun and parts:
            yield self._first(*parts.pop(0))
        still_open = self._open
        for markup, _, _ in parts:
            stretch = _known.get(markup) or self.new.get(markup)
            if stretch is None:
                stretch = self._read(markup)
                yield b"".join([*map(_begun, stretch.closes), markup, b">", _TEXT_END, _ended(stretch.opens)])
            closes, opens, sight = stretch
            if closes:
                if still_open[-len(closes) :] != closes:
                    raise _OtherFormError
                del still_open[-len(closes) :]
            still_open += opens
            if sight is not NOTHING_SEEN:
                self._take(sight)
        texts = b"\n".join([text for _, _, text in parts])
        yield b"<x>%b</x>" % self._seen(texts)

    def _first(self, markup: bytes, close: bytes, text: bytes) -> bytes:
        """The first stretch and its text, and the end of all but the outermost element."""
        stretch = self._read(markup)
        if stretch.closes or not stretch.opens:
            raise _OtherFormError
        self._open += stretch.opens[1:]
        self._has_begun = True
        self._take(stretch.sight)
        return b"".join([markup, close, self._seen(text), _TEXT_END, _ended(self._open)])

    def _seen(self, texts: bytes) -> bytes:
        """Texts that have been looked through. Raises _OtherFormError for a comment or the like that begins in one."""
        if b"<" in texts:
            raise _OtherFormError
        if has_mark(texts):
            self._take(Sight(has_mark=True))
        return texts

    def _read(self, markup: bytes) -> _Stretch:
        """A stretch that is not known. What its tags are is for the parser to say."""
        closes: list[bytes] = []
        opens: list[bytes] = []
        whole = _usual(markup + b">")
        for ends, name, is_alone in _TAG.findall(whole):
            if not ends:
                if not is_alone:
                    opens.append(name)
            elif opens:
                opens.pop()
            else:
                closes.append(name)
        if not opens or opens.pop() != _TEXT:
            raise _OtherFormError
        stretch = _Stretch(closes[::-1], opens, sight_of(whole))
        if len(self.new) < _REMEMBERED:
            self.new[markup] = stretch
        return stretch


def _usual(markup: bytes) -> bytes:
    """Markup that has neither comments, instructions nor the like. Raises _OtherFormError for other markup."""
    if b"<!" in markup or b"<?" in markup:
        raise _OtherFormError
    return markup


def _begun(name: bytes) -> bytes:
    return b"<%b>" % name


def _ended(names: list[bytes]) -> bytes:
    return b"".join([b"</%b>" % name for name in reversed(names)])
