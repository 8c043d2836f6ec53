"""Cells cut out of a sheet that are written as programs write nearly all: read by their form, without a parser."""

from __future__ import annotations

from functools import lru_cache

from rapportgen.patterns import pattern

# Possessive, since no part of it can be read in two ways. Of text all that is no tag is taken: that is quickest.
_PLAIN = pattern(
    r'(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+(?:/>|>(?:'
    r'<is><t(?: xml:space="preserve")?+>([^<]*+)</t></is>|(?:<f>([^<&>]*+)</f>)?+(?:<v>([^<&>]*+)</v>)?+)</c>)'
)
_SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"))
_NUMBER = pattern(r"[0-9]{1,7}|x[0-9A-Fa-f]{1,6}")
_LONGEST_NUMBER = 7
# From here on, characters mean nothing to XML, and a reference is the same as the character itself.
_FIRST_FREE = 0xA0


def plain_cell(xml: str) -> tuple[str | None, ...] | None:
    """Style, kind, text, formula and value of a cut cell, if all but its line breaks is printable; else None.

    Then it must be parsed, as for text in runs, attributes that few have, and signs that XML writes in its own way.
    """
    if "&#" in xml:
        xml = _without_references(xml)
    match = _PLAIN.fullmatch(xml) if xml.isprintable() or xml.replace("\n", "").isprintable() else None
    if match is None:
        return None
    found = match.groups()
    style, kind, text, formula, value = found
    if not text or not ("&" in text or ">" in text):
        return found
    text = None if ">" in text else unescaped(text)
    return (style, kind, text, formula, value) if text is not None else None


def unescaped(text: str) -> str | None:
    """The text with the letters and signs that `&#248;`, `&amp;` and the like stand for; None when some are others."""
    text = _without_references(text) if "&#" in text else text
    for reference, sign in _SIGNS:
        text = text.replace(reference, sign)
    return text.replace("&amp;", "&") if text.count("&") == text.count("&amp;") else None


def _without_references(xml: str) -> str:
    """The XML with the letters that `&#248;` and the like stand for. References to marks of XML stay as they are."""
    first, *rest = xml.split("&#")
    return first + "".join([_with_letter(piece) for piece in rest])


def _with_letter(piece: str) -> str:
    """A piece of text behind `&#`, with the letter whose number it begins with."""
    number, end, after = piece.partition(";")
    return f"{_letter(number)}{after}" if end and len(number) <= _LONGEST_NUMBER else f"&#{piece}"


@lru_cache(maxsize=512)
def _letter(number: str) -> str:
    """The letter that `&#`, the number and `;` stand for; these as they are when it is not free."""
    reference = f"&#{number};"
    if not _NUMBER.fullmatch(number):
        return reference
    code = int(number[1:], 16) if number[0] == "x" else int(number)
    is_free = _FIRST_FREE <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return chr(code) if is_free else reference
