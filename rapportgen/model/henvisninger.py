"""What people type in a cell to refer to something: `[fotnote: nøkkel]` and `[se: nøkkel]`.

The words stand in the text like any others until a document is written; there they become a footnote, and «tabell 3».
A key is what stands between the colon and the bracket, in any spelling: «Økonomi» and «oekonomi» are the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapportgen.model.record import Data, Value
from rapportgen.names import ascii_name
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.riktekst import Avsnitt, Bit

FOTNOTE, SE = "fotnote", "se"
LONGEST_KEY = 80

_TYPED = pattern(
    rf"(?P<space>[ \u00a0]?)\[[ \u00a0]*(?P<word>fotnote|se|sjå)[ \u00a0]*:[ \u00a0]*(?P<key>[^\[\]\s]"
    rf"[^\[\]\n]{{0,{LONGEST_KEY - 1}}}?)[ \u00a0]*\]",
    re.IGNORECASE,
)
_BEGUN = pattern(r"\[\s*(?:(?:fotnote|se|sjå)\s*:|fotnote\b|(?:se|sjå)\s+(?:tabell|figur|kapittel)\b)", re.IGNORECASE)


class Henvisning(Data, Value):
    """A reference: to a footnote (`slag` is «fotnote») or to a table, figure or chapter («se»).

    `noekkel` is the key as typed; `stor` asks for a capital letter: «Tabell 3», typed as `[Se: …]`. `bare` asks for the
    text of a heading, or the number of a table, without the words before it.
    """

    __slots__ = ("bare", "noekkel", "slag", "stor")

    def __init__(self, slag: str, noekkel: str, stor: bool = False, bare: bool = False) -> None:
        self.slag: Final = slag
        self.noekkel: Final = noekkel
        self.stor: Final = stor
        self.bare: Final = bare

    @property
    def id(self) -> str:
        """The key in one spelling."""
        return key_of(self.noekkel)

    def __str__(self) -> str:
        """What is read where neither a footnote nor a field can stand."""
        return "" if self.slag == FOTNOTE else self.noekkel


def key_of(text: str) -> str:
    """A key in one spelling: small letters, without space at its ends, æøå as ae, oe, aa."""
    return ascii_name(text) or text.strip().casefold()


def refers(text: str) -> bool:
    """Whether a text holds a reference."""
    return "[" in text and _TYPED.search(text) is not None


def unfinished(text: str) -> str:
    """The first reference that is begun and cannot be read («[fotnote: a»); empty when there is none."""
    if "[" not in text or not _BEGUN.search(text):
        return ""
    rest = _TYPED.sub(lambda match: " " * len(match[0]), text)
    begun = _BEGUN.search(rest)
    if begun is None:
        return ""
    text, closed, _ = rest[begun.start() :][:40].partition("]")
    return f"{text}{closed}".strip()


def pieces_of(text: str) -> Iterator[str | Henvisning]:
    """The text in order: stretches as they are, and references. A footnote takes the space before it along."""
    for start, end, reference in _spans(text):
        yield text[start:end] if reference is None else reference


def _spans(text: str) -> Iterator[tuple[int, int, Henvisning | None]]:
    position = 0
    for match in _TYPED.finditer(text):
        reference = _reference(match)
        start = match.start() if reference.slag == FOTNOTE else match.end("space")
        if start > position:
            yield position, start, None
        yield start, match.end(), reference
        position = match.end()
    if position < len(text):
        yield position, len(text), None


def _reference(match: re.Match[str]) -> Henvisning:
    word = match["word"]
    if word.casefold() == FOTNOTE:
        return Henvisning(FOTNOTE, match["key"])
    return Henvisning(SE, match["key"], stor=word[0].isupper())


def references_in(text: str) -> list[Henvisning]:
    """The references of a text, in order."""
    return [piece for piece in pieces_of(text) if isinstance(piece, Henvisning)] if refers(text) else []


def without_references(text: str) -> str:
    """The text where no reference can stand: footnotes are left out, and of the others the key is left."""
    return "".join(map(str, pieces_of(text))) if refers(text) else text


def split_paragraph(paragraph: Avsnitt) -> Iterator[tuple[Bit, Henvisning | None]]:
    """The runs of a paragraph in order, and its references with the look of the run they begin in.

    A reference may be typed over several runs: Excel splits a text wherever the look changes.
    """
    if not refers(str(paragraph)):
        yield from ((run, None) for run in paragraph.biter)
        return
    runs = list(reversed(paragraph.biter))
    for start, end, reference in _spans(str(paragraph)):
        taken = list(_take(runs, end - start))
        if reference is None:
            yield from ((run, None) for run in taken)
        else:
            yield taken[0].changed(tekst=""), reference


def _take(runs: list[Bit], length: int) -> Iterator[Bit]:
    """The next `length` characters of the runs, the first of which stands last in the list."""
    while length:
        run = runs.pop()
        if len(run.tekst) > length:
            runs.append(run.changed(tekst=run.tekst[length:]))
            run = run.changed(tekst=run.tekst[:length])
        length -= len(run.tekst)
        yield run
