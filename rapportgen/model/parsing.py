"""What every parser of a cell returns: a value, and remarks on what was understood or is wrong."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Generic, TypeVar

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.problems import ADVARSEL, FEIL, INFO

T = TypeVar("T")


class Remark(NamedTuple):
    """One thing to say about a cell; the reader that knows the address makes a Problem of it.

    `melding` reads well after «Ark Risiko, celle C7: » and after a full stop; `forslag` is what to write instead.
    """

    alvor: str
    kode: str
    melding: str
    forslag: str = ""


class Parsed(NamedTuple, Generic[T]):
    """A value and the remarks made on the way; parsers return this and never raise on what a cell holds."""

    value: T
    remarks: tuple[Remark, ...] = ()


def feil(kode: str, melding: str, forslag: str = "") -> tuple[Remark, ...]:
    """One remark on something that must be mended."""
    return (Remark(FEIL, kode, melding, forslag),)


def advarsel(kode: str, melding: str, forslag: str = "") -> tuple[Remark, ...]:
    """One remark on something that was understood, but should be looked at."""
    return (Remark(ADVARSEL, kode, melding, forslag),)


def info(kode: str, melding: str, forslag: str = "") -> tuple[Remark, ...]:
    """One remark for the record."""
    return (Remark(INFO, kode, melding, forslag),)


# Soft hyphen, zero-width characters, direction marks and the byte-order mark: seen by nobody, pasted by many.
_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f]")


_SHORT = 120


def one_line(text: str) -> str:
    """`text` on one line: NFC, every kind of space as one plain space, invisible characters gone."""
    return _short_line(text) if len(text) <= _SHORT else _line(text)


def _line(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


# The short texts of a workbook (words, names, headings) are asked for many times, and return from sheet to sheet.
_short_line = lru_cache(maxsize=4096)(_line)


def folded(value: object) -> str:
    """The words of a value, for comparison: without regard to capitals and spaces; «» for nothing."""
    return " ".join(str("" if value is None else value).casefold().split())


def quoted(raw: object, limit: int = 40) -> str:
    """«raw» on one line, shortened, for use in a message."""
    text = {True: "SANN", False: "USANN"}[raw] if isinstance(raw, bool) else one_line(str(raw))
    return f"«{text if len(text) <= limit else text[: limit - 1] + '…'}»"


# Cyrillic and Greek letters that look like Latin ones; they arrive with text copied from other systems.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕкмтвнАЕОРСУХІЈЅКМТВНЁёοΟΑΒΕΗΙΚΜΝΡΤΥΧ",
    "aeopcyxijskmtbhAEOPCYXIJSKMTBHËëoOABEHIKMNPTYX",
)


def latin_lookalike(text: str) -> str | None:
    """`text` with look-alike letters of other alphabets made Latin, or None when there are none."""
    if text.isascii():
        return None
    latin = text.translate(_LOOKALIKES)
    return latin if latin != text else None


_PLACEHOLDER = pattern(
    r"""
    \?+ | x{2,} | n\.n\.? | kommer(?:\ senere)? | (?:må\ )?avklares(?:\ senere)?   # the whole text is a gap
  | fylles\ (?:ut|inn)\b.* | sett\ inn\b.* | \[.*\] | <.*>                            # what a template asks for
  | .*\b(?:tbd|tba|tbc)\b.* | .*\(\?\) | .*\.{4,} | .*\bx{4}\b.*                      # a gap inside a text
  | .*\bx{2,}\.?\ ?(?:måned|md|mnd|dato|dag|år|kvartal)\b.*
    """,
    re.IGNORECASE | re.VERBOSE,
)


# What every gap has one of: most texts have none, and looking for these is quicker than matching the pattern.
_GAP_SIGNS = ("?", "xx", "n.n", "[", "<", "tbd", "tba", "tbc", "....", "kommer", "avklares", "fylles", "sett inn")


def gap_signs(folded: str) -> list[str]:
    """The signs in a casefolded text that every gap has one of: none in most texts, which need no more."""
    return [sign for sign in _GAP_SIGNS if sign in folded]


def is_placeholder(text: str) -> bool:
    """Whether one-line `text` is a gap somebody meant to fill: «TBD», «xx.måned xxxx», «lov.....», «[dato]», «(?)»."""
    return len(text) <= 200 and bool(gap_signs(text.casefold())) and _PLACEHOLDER.fullmatch(text) is not None
