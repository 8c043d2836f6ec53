"""Colours and measures of the documents: the one place where a number for a look stands."""

from __future__ import annotations

FJORDBLAA = "1F3864"
HAVBLAA = "2E75B6"
TAAKE = "EAF1F8"
STREK = "BFC9D6"
TEKST = "1A1A1A"
DEMPET = "595959"
HVIT = "FFFFFF"

# Fill and text of the traffic lights; a word always stands on the fill.
LYS = {
    "Grønn": ("C6EFCE", "006100"),
    "Gul": ("FFEB9C", "9C5700"),
    "Rød": ("FFC7CE", "9C0006"),
    "Grå": ("D9D9D9", "000000"),
    "Blå": ("BDD7EE", "1F3864"),
}

PAGE_SHORT, PAGE_LONG = 11906, 16838
"""A4 in twentieths of a point."""


def cm(length: float) -> int:
    """`length` centimetres in twentieths of a point, Word's unit for widths and distances."""
    return round(length * 1440 / 2.54)


SIDE_MARGIN = cm(2.5)
EDGE_MARGIN = cm(2.2)
HEADER_DISTANCE = cm(1.1)
PORTRAIT = PAGE_SHORT - 2 * SIDE_MARGIN
"""Width between the margins of an upright page."""
