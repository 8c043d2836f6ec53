"""How high rows must be for their text: Excel does not work it out in a file that it has not written."""

from __future__ import annotations


def lines_in(text: str, width: float) -> int:
    """How many lines `text` needs in a column that is `width` characters wide, broken between words."""
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
    return lines
