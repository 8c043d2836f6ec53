"""What tags say of the elements they stand in: a colour, how many columns; and what an element must hold."""

from __future__ import annotations

from rapportgen.errors import TemplateError
from rapportgen.model.record import Value
from rapportgen.model.utelatt import Utelatt
from rapportgen.word.contents.contents import END
from rapportgen.word.ooxml.grid import MAX_COLUMNS

_HEX = frozenset("0123456789ABCDEF")
_PARAGRAPH_ENDS = ("</w:p>", "<w:p/>", "</w:sdt>", END)


def colour_of(value: object, part: str) -> str:
    """A colour for Word's XML: RRGGBB, or `auto` for none. A light has one for the fill and one for the text.

    Raises TemplateError for what is no colour.
    """
    if value is None or value == "" or isinstance(value, Utelatt):
        return "auto"
    colour = getattr(value, part) if isinstance(value, Value) and part in value.FELT else value
    if isinstance(colour, str):
        plain = colour.removeprefix("#").upper()
        if plain == "AUTO":
            return "auto"
        if len(plain) == 6 and _HEX.issuperset(plain):
            return plain
    raise TemplateError("Verdien er verken et trafikklys eller en farge. En farge skrives som seks tegn: C6EFCE.")


def column_count(value: object) -> str:
    """How many columns a cell goes over, for Word's XML. Raises TemplateError for what is no such number."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_COLUMNS:
        return str(value)
    raise TemplateError(f"Antall kolonner må være et helt tall fra 1 til {MAX_COLUMNS}.")


def with_paragraph(xml: str) -> str:
    """The content of a cell, ending with a paragraph as it must."""
    text = str(xml)
    return text if text.rstrip().endswith(_PARAGRAPH_ENDS) else f"{text}<w:p/>"


def unless_without(xml: str, *starts: str) -> str:
    """The element, or nothing when what it must hold is not there."""
    text = str(xml)
    return text if any(start in text for start in starts) else ""
