"""The code of a tag as Word spells it, and as it was meant.

Word sets « » and “ ” for quotes, – for a minus, no-break spaces and soft hyphens; all of that is mended, but
only inside tags, and inside a tag never in a quoted text. Names with æøå get their ASCII form.
"""

from __future__ import annotations

import re
import unicodedata

from rapportgen.names import ascii_name
from rapportgen.patterns import pattern

# What closes a quoted text that begins with the key. Norwegian Word writes «…», German „…“, English “…”.
QUOTES = {
    '"': '"”“', "“": '”"“', "”": '”"“', "„": '“”"', "«": "»", "»": "»«",
    "'": "'’‘", "‘": "’'‘", "’": "’'", "‚": "‘’'",
}  # fmt: skip
# Norwegian Word writes « for every quote after a space, also for one that ends a text: «, « is a comma and a space.
_CLOSING_LATE = pattern(r"«(?=\s*(?:[,)\]}|~=!<>+*/%:-]|$)|\s+(?:if|else|and|or|in|not|is)\b)")
_REPAIRS = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
        "–": "-",
        "—": "-",
        "\u2011": "-",
        "−": "-",
        "…": "...",
    }
)
_INVISIBLE = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u2060\ufeff\u200e\u200f" + "".join(map(chr, range(0xFDD0, 0xFDDA))))
)
NAME = pattern(r"[^\W\d]\w*")


def repair(inside: str) -> str:
    """The code of a tag with Word's characters mended and names in ASCII; quoted texts keep theirs."""
    if QUOTES.keys().isdisjoint(inside):
        return _repair_code(inside).strip()
    pieces = apart(inside)
    pieces[::2] = map(_repair_code, pieces[::2])
    pieces[1::2] = map(_repair_quote, pieces[1::2])
    return "".join(pieces).strip()


def apart(inside: str) -> list[str]:
    """The words of a tag and its quoted texts by turns: code, text, code, text, code."""
    pieces: list[str] = []
    position, length = 0, len(inside)
    code_from = 0
    while position < length:
        if inside[position] in QUOTES:
            end = end_of_quote(inside, position)
            if end > 0:
                pieces += (inside[code_from:position], inside[position:end])
                position = code_from = end
                continue
        position += 1
    return [*pieces, inside[code_from:]]


def _repair_code(code: str) -> str:
    if code.isascii():
        return " ".join(re.split(r"[\t\n\r]+", code))
    mended = unicodedata.normalize("NFC", code.translate(_INVISIBLE)).translate(_REPAIRS)
    mended = " ".join(re.split(r"[\t\n\r]+", mended))
    return NAME.sub(lambda match: match.group() if match.group().isascii() else _in_ascii(match.group()), mended)


def _in_ascii(name: str) -> str:
    return ascii_name(name) or name


def as_typed(text: str, raw: str) -> str:
    """A text about a tag, with the names in it spelt as in the tag: `oekonmi` → `økonmi` when that was typed."""
    if raw.isascii():
        return text
    names = NAME.findall(unicodedata.normalize("NFC", raw.translate(_INVISIBLE)))
    typed = {_in_ascii(name): name for name in names if not name.isascii()}
    return NAME.sub(lambda match: typed.get(match.group(), match.group()), text)


def _repair_quote(quote: str) -> str:
    inner = " ".join(re.split(r"[\r\n]+", quote[1:-1].translate(_INVISIBLE)))
    if quote[0] == quote[-1] and quote[0] in "\"'":
        return quote[0] + inner + quote[0]
    return '"' + inner.replace('"', '\\"') + '"'


def end_of_quote(text: str, start: int) -> int:
    """The position after the quote that begins at `start`; −1 when it does not end in this tag."""
    closers = QUOTES[text[start]]
    position = start + 1
    while position < len(text):
        char = text[position]
        if char == "\\":
            position += 2
            continue
        if char in closers or (text[start] == char == "«" and _CLOSING_LATE.match(text, position)):
            return position + 1
        position += 1
    return -1
