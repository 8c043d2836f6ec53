"""Text of data on its way into XML."""

from __future__ import annotations

import re

from rapportgen.patterns import pattern

# What XML 1.0 forbids, halves of characters, which no file can hold, and Unicode's noncharacters.
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# The same and all that breaks a line. Python calls none of it printable, but some more: a text that is printable, but
# for fixed spaces, needs no pattern, which would take longer.
_UNUSUAL = pattern("[\x00-\x1f\x85\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# The spaces in an amount: «1 200 000 kr», «ca. 19,4 mill. kr helår», «kr 350», «12,5 %».
_IN_AMOUNT = pattern(
    r"(?<=\d) (?=\d{3}(?!\d)|(?:kr|kroner|nok|mill|mrd|tusen)\b|%)"
    r"|(?:(?<=\bmill\.)|(?<=\bmill)|(?<=\bmrd\.)|(?<=\bmrd)|(?<=\btusen)) (?=kr\b)|(?<=\bkr) (?=\d)",
    re.IGNORECASE,
)
_LONGEST_AMOUNT = 60

LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def unbroken(text: str) -> str:
    """A short text with no-break spaces in the amounts that it holds, as they have that the program writes itself.

    What is longer is running text, and stands as it was typed.
    """
    if " " not in text or len(text) > _LONGEST_AMOUNT or not ("kr" in text or " %" in text or " mill" in text):
        return text
    return _IN_AMOUNT.sub("\xa0", text)


def on_one_line(text: str) -> str | None:
    """The text as XML content; None when it has what XML cannot hold, or what becomes an element: a break or a tab."""
    if not text.isprintable() and not _is_usual(text):
        return None
    return _escaped(text) if "&" in text or "<" in text or ">" in text else text


def _is_usual(text: str) -> bool:
    """Whether the text has only characters that XML holds, on one line."""
    if text.isprintable() or text.replace("\xa0", " ").isprintable():
        return True
    return "\n" not in text and _UNUSUAL.search(text) is None


def _is_usual_on_lines(text: str) -> bool:
    """Whether a text in lines of its own is printable but for tabs and fixed spaces, so that XML holds it."""
    return text.replace("\n", " ").replace("\t", " ").replace("\xa0", " ").isprintable()


def allowed(text: str) -> str:
    """The text without what XML cannot hold; line breaks of all kinds as a newline."""
    if _is_usual(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\v", "\n").replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return text if _is_usual_on_lines(text) else _FORBIDDEN.sub("", text)


def lost_characters(text: str) -> list[str]:
    """The characters that `allowed` leaves out, as people can read them: U+0007."""
    if _is_usual(text) or _is_usual_on_lines(text):
        return []
    unified = text.replace("\v", "\n")
    return [f"U+{ord(char):04X}" for char in dict.fromkeys(_FORBIDDEN.findall(unified))]


def escape_text(text: str) -> str:
    """The text on one line of XML content."""
    return _escaped(allowed(text))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """The text as the value of an attribute in double quotes, on one line."""
    return _escaped(allowed(text).replace("\n", " ")).replace('"', "&quot;").replace("\t", " ")


def escape_in_run(text: str) -> str:
    """The text inside `w:t`, with line breaks and tabs as Word's own."""
    escaped = escape_text(text)
    if "\n" in escaped:
        escaped = escaped.replace("\n", LINE_BREAK)
    return escaped.replace("\t", TAB) if "\t" in escaped else escaped


def escape_in_field(text: str) -> str:
    """The text inside a quoted argument of a field instruction, in an element or an attribute."""
    one_line = " ".join(allowed(text).split())
    return _escaped(one_line.replace("\\", "\\\\").replace('"', '\\"')).replace('"', "&quot;")


def escape_in_address(text: str) -> str:
    """The text within the address of a link: what has a meaning in addresses is written with %.

    But for a slash: «2024/17» is in the address what it would be if somebody typed it there. Of a text with «..» for a
    step, which would lead out of the place that the address names, the slashes are written with % too.
    """
    from urllib.parse import quote  # few templates need it

    plain = " ".join(allowed(text).split())
    leads_away = not {".", ".."}.isdisjoint(plain.split("/"))
    return quote(plain, safe="@" if leads_away else "/@")
