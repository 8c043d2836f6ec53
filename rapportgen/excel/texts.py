"""Text as an Excel file stores it: plain or in runs with a look of their own, with escapes, made fit for a document."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from rapportgen.excel.cutting import OtherFormError, between, only_elements
from rapportgen.excel.package import local
from rapportgen.excel.plaincells import unescaped
from rapportgen.excel.styles import is_on
from rapportgen.model.riktekst import Bit
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO
    from xml.etree.ElementTree import Element

# Text with less contrast to the paper than this is as good as invisible.
LEAST_CONTRAST = 2


class Text(NamedTuple):
    """A string of the file: its text, its runs when they differ in look, whether characters were taken out, and
    whether all of it is struck through. `unstyled` are the numbers of the runs that look as the cell does."""

    text: str
    runs: tuple[Bit, ...] = ()
    stripped: bool = False
    struck: bool = False
    unstyled: tuple[int, ...] = ()


# What stands between two strings, as programs write them.
_NEXT = "</si><si>"
# Longer strings are hardly those of another workbook.
_LONGEST_KNOWN = 240
_STARTS, _END = ("<t", '<t xml:space="preserve"'), "</t>"
_ESCAPE = pattern(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def strings_of(stream: IO[bytes]) -> list[Text]:
    """The workbook's shared strings, in the order that cells count them."""
    try:
        return _cut_strings(between(stream, _NEXT))
    except (OtherFormError, ElementTree.ParseError):
        stream.seek(0)
        return _parsed_strings(stream)


def _cut_strings(pieces: Iterator[str]) -> list[Text]:
    """The same when each string is cut out by itself. Raises OtherFormError or ParseError when they cannot be."""
    head, start, first = next(pieces).partition("<si>")
    *strings, last = [first, *pieces]
    last, end, tail = last.rpartition("</si>")
    root = ElementTree.fromstring(f"{head}{tail}") if start and end and only_elements(f"{head}{tail}") else None
    if root is None or len(root) or not tail.lstrip().startswith("</"):
        raise OtherFormError("other things than strings")
    return [_short_string(xml) if len(xml) <= _LONGEST_KNOWN else _string(xml) for xml in [*strings, last]]


def _string(xml: str) -> Text:
    """A string with this XML inside. Raises OtherFormError or ParseError when it is not one string."""
    return _plain_string(xml) or _parsed_string(xml)


_short_string = lru_cache(maxsize=4096)(_string)  # headings, names and words, which other workbooks have too


def _plain_string(xml: str) -> Text | None:
    """A string of one text that needs no parser; None for any other."""
    start, _, rest = xml.partition(">")
    written = rest[: -len(_END)]
    if start not in _STARTS or not rest.endswith(_END) or "<" in written or ">" in written:
        return None
    if not (written.isprintable() or written.replace("\n", "").isprintable()):
        return None
    text = unescaped(written) if "&" in written else written
    if text is None:
        return None
    plain, lost = clean(text)
    return Text(plain, stripped=lost)


def _parsed_string(xml: str) -> Text:
    """The same for any string, by the parser."""
    element = ElementTree.fromstring(f"<si>{xml}</si>")
    if any(local(child.tag) == "si" for child in element.iterfind(".//*")):
        raise OtherFormError("strings within strings")
    return text_of(element)


def _parsed_strings(stream: IO[bytes]) -> list[Text]:
    strings = []
    data: Element | None = None
    for event, element in ElementTree.iterparse(stream, ("start", "end")):
        if event == "start":
            data = element if data is None else data
        elif local(element.tag) == "si" and data is not None:
            strings.append(text_of(element))
            data.clear()
    return strings


def text_of(element: Element) -> Text:
    """The text of a string item: plain, or in runs. Phonetic hints are left out."""
    if len(element) == 1 and local(element[0].tag) == "t":
        plain, lost = clean(element[0].text or "")
        return Text(plain, stripped=lost)
    runs: list[Bit] = []
    unstyled: list[int] = []
    stripped = False
    for child in element:
        name = local(child.tag)
        if name == "t":
            text, lost = clean(child.text or "")
            properties = None
        elif name == "r":
            text, lost = clean("".join(t.text or "" for t in child if local(t.tag) == "t"))
            properties = child.find("{*}rPr")
        else:
            continue
        stripped = stripped or lost
        if text:
            unstyled += [len(runs)] if properties is None else []
            runs.append(_formatted(text, properties))
    whole = "".join(run.tekst for run in runs)
    struck = bool(whole.strip()) and all(run.gjennomstreket for run in runs if run.tekst.strip())
    return Text(whole, _worth_keeping(runs), stripped, struck, tuple(unstyled))


def _worth_keeping(runs: list[Bit]) -> tuple[Bit, ...]:
    """The runs when they differ in look: formatting of the whole text is how the cell looks, and says nothing."""
    looks = {run.changed(tekst="") for run in runs if run.tekst.strip()}
    return tuple(runs) if len(looks) > 1 else ()


def _formatted(text: str, properties: Element | None) -> Bit:
    """A run of a text. Every kind of underlining is one; size and font are the sheet's, not the text's."""
    if properties is None:
        return Bit(text)
    align = properties.find("{*}vertAlign")
    position = align.get("val") if align is not None else None
    return Bit(
        text,
        fet=is_on(properties, "b"),
        kursiv=is_on(properties, "i"),
        understreket=is_on(properties, "u"),
        gjennomstreket=is_on(properties, "strike"),
        farge=_direct_color(properties.find("{*}color")),
        hevet=position == "superscript",
        senket=position == "subscript",
    )


def _direct_color(color: Element | None) -> str | None:
    """A colour somebody chose for some words.

    Theme and indexed colours are left out: they are how the workbook looks, and the report has a look of its own. So
    are black, which is the ordinary text, and what cannot be read on white: it was chosen for a dark cell.
    """
    rgb = color.get("rgb", "")[-6:].upper() if color is not None else ""
    if not re.fullmatch("[0-9A-F]{6}", rgb) or rgb == "000000":
        return None
    return rgb if _contrast_to_white(rgb) >= LEAST_CONTRAST else None


def _contrast_to_white(rgb: str) -> float:
    """From 1 (white) to 21 (black), as WCAG measures contrast."""
    parts = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _is_printable(text: str) -> bool:
    """Whether the text has only characters that can be printed, fixed spaces and line breaks."""
    return text.isprintable() or text.replace("\n", " ").replace("\xa0", " ").isprintable()


def clean(text: str) -> tuple[str, bool]:
    """The text in composed form (NFC), escapes decoded, and whether characters that no document can hold are gone.

    Excel stores such characters, and any `_x0041_` that somebody typed, as `_xHHHH_`.
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\ufffd", "\ufffe")
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    kept = text if _is_printable(text) else _FORBIDDEN.sub("", text)
    return (kept if kept.isascii() else unicodedata.normalize("NFC", kept)), kept != text
