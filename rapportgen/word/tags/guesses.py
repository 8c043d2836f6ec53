"""What somebody meant who wrote a template in Norwegian words, or in those of another program.

Looked at only when a tag cannot be read: what is right costs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.names import ascii_name
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

END = "end"
"""The end of whatever block is open."""
WITH_MORE, ALONE = ("for", "if", "elif", "set"), ("else", "endfor", "endif")
OPENERS, BRANCHES, CLOSERS = ("for", "if"), ("elif", "else"), ("endfor", "endif")

_WORDS = {
    "for": ("forhver", "foreach", "hver", "each", "gjenta", "loekke", "loop"),
    "if": ("hvis", "dersom", "om", "viss", "naar", "when"),
    "else": ("ellers", "elles", "otherwise"),
    "elif": ("elseif", "elsif", "ellershvis", "ellersom", "elselif", "elhvis"),
    "endfor": ("sluttfor", "sluttforhver", "endforeach", "endloop", "sluttgjenta", "sluttloekke", "forslutt", "next"),
    "endif": ("slutthvis", "sluttif", "endhvis", "sluttdersom", "fi", "hvisslutt", "ifend"),
    "set": ("sett", "let", "la", "var"),
    END: ("slutt", "avslutt", "ferdig", "stopp", "ende", "done"),
}
_MEANT = {word: meant for meant, words in _WORDS.items() for word in (meant, *words)}
_FIRST_WORDS = pattern(r"\w+(?:\s+\w+)?")
_UNREAD = pattern(r"\{%[-–]?\s*(?:(?:p|tr|tc|r)\s+)?(.*)", re.DOTALL)
_LOOKS_LIKE_LOOP = pattern(r"\w+\s+\w+\s+(?:in|i)\s")

FILTERS = {
    "kroner": "kr", "nok": "kr", "krone": "kr", "valuta": "kr", "currency": "kr", "beloep": "kr",
    "million": "mill", "millioner": "mill", "mnok": "mill", "tusenkroner": "tusen", "tkr": "tusen",
    "prosenter": "prosent", "percent": "prosent", "pst": "prosent", "date": "dato", "datoformat": "dato",
    "nummer": "tall", "number": "tall", "desimaler": "tall", "antallet": "antall",
    "title": "storforbokstav", "lengde": "length",
    "versaler": "upper", "smaa_bokstaver": "lower", "store_bokstaver": "upper",
}  # fmt: skip
"""Words that people write for filters of ours and that no likeness of letters leads to."""


def block_words(code: str) -> tuple[str, str]:
    """What a block tag with this code begins with, and the word of ours that means it; «» for neither.

    `slutt hvis` gives ("slutt hvis", "endif"), `fro x in y` ("fro", "for"), and `slutt` ("slutt", "end").
    """
    match = _FIRST_WORDS.match(code)
    if match is None:
        return "", ""
    for phrase in dict.fromkeys((match.group(), match.group().split()[0])):
        if meant := _meant(phrase):
            return phrase, meant
    word = match.group().split()[0]
    return word, _like(word, has_more=len(code.split()) > 1) or ("for" if _LOOKS_LIKE_LOOP.match(code) else "")


def _meant(phrase: str) -> str:
    words = ascii_name(phrase).split("_")
    if joined := _MEANT.get("".join(words), ""):
        return joined
    if len(words) == 2 and _MEANT.get(words[0]) == END:
        return f"end{_MEANT[words[1]]}" if _MEANT.get(words[1]) in OPENERS else ""
    return "elif" if len(words) == 2 and [_MEANT.get(word) for word in words] == ["else", "if"] else ""


def _like(word: str, *, has_more: bool) -> str:
    """The word of ours spelt most like this one; some are followed by more in the tag, others stand alone."""
    from rapportgen.names import suggest

    return suggest(ascii_name(word), WITH_MORE if has_more else ALONE) or ""


def unread_block(text: str) -> str:
    """The word that a block tag means whose braces are wrong, `{% if x }`; «» for a tag that is no block."""
    match = _UNREAD.match(text)
    return block_words(match.group(1))[1] if match else ""


def filter_named(name: str, known: Iterable[str]) -> str | None:
    """The filter that a word means, or that is spelt most like it; None when there is none."""
    from rapportgen.names import suggest

    return FILTERS.get(ascii_name(name)) or suggest(ascii_name(name), known, cutoff=0.65)
