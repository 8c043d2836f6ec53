"""Units that are printed twice, or wrongly: `{{ ett.ferdiggrad|prosent }} %`, `{{ linje.regnskap }} kr`.

What stands after a tag is text, and nothing of it is looked at when a report is made.
"""

from __future__ import annotations

import re

from rapportgen.patterns import pattern
from rapportgen.word.lint.doubts import Doubt

_UNITS = ("kr", "tusen", "mill", "prosent")
_OTHER_NUMBERS = {"tall", "avrund", "absolutt", "fortegn"}
_AMOUNT, _SHARE = "beløp", "prosent"
_PERCENT = pattern(r"\s*(%|prosent\b)", re.IGNORECASE)
_KRONER = pattern(r"\s*(kr\b|kroner\b|,-|,–)", re.IGNORECASE)
_MILLIONS = pattern(r"\s*(mill\b|millioner\b|kr\b|kroner\b)", re.IGNORECASE)
_WRITES = {
    "prosent": (_PERCENT, "«45 % %»"),
    "kr": (_KRONER, "«1 250 000 kr kr»"),
    "mill": (_MILLIONS, "«1,3 mill. kr mill. kr»"),
}
"""What a filter writes itself, and what comes of it when it stands after the tag too."""


def unit_after(kind: str, methods: list[str], after: str, raw: str) -> Doubt | None:
    """What is wrong with the unit of a value of this kind, through these filters; None when nothing is.

    `after` is what stands after the tag `raw` in its paragraph.
    """
    unit = next((method for method in reversed(methods) if method in _UNITS), "")
    if unit in _WRITES and (match := _WRITES[unit][0].match(after)):
        message = f"Filteret «{unit}» skriver enheten selv, så den kommer to ganger: {_WRITES[unit][1]}."
        return Doubt(message, f"Slett «{match[1]}» etter taggen.")
    if unit == "tusen" and (match := _KRONER.match(after)):
        message = "Filteret «tusen» skriver hele tusen: 1 250 000 kr blir «1 250 kr», som er tusen ganger for lite."
        return Doubt(message, f"Skriv {_with('kr', raw, 'tusen')}, og slett «{match[1]}» etter taggen.")
    if unit:
        return None
    if kind == _AMOUNT and (match := _KRONER.match(after)):
        message = "Uten filter skrives beløpet i arbeidsbokens enhet. Er den 1 000 kr, blir det tusen ganger for lite."
        return Doubt(message, f"Skriv {_with('kr', raw)}, og slett «{match[1]}» etter taggen.")
    if kind == _SHARE and (_PERCENT.match(after) or not _OTHER_NUMBERS.intersection(methods)):
        match = _PERCENT.match(after)
        more = f", og slett «{match[1]}» etter taggen" if match else ""
        message = "Uten filteret «prosent» skrives andelen som et desimaltall: 0,45 i stedet for 45 %."
        return Doubt(message, f"Skriv {_with('prosent', raw)}{more}.")
    return None


def percent_of_percent(raw: str) -> Doubt:
    """What is wrong with a figure of its own unit as a share: 10,9 with the unit % is a percentage already."""
    message = "Filteret «prosent» ganger med 100, så et tall med enheten % blir galt: 10,9 blir 1 090 %."
    return Doubt(message, f"Skriv {_with('tall', raw, 'prosent')}, og enheten etter.")


def _with(unit: str, raw: str, instead_of: str = "") -> str:
    """The tag with this filter: in place of another, or of one for numbers, else right after the field."""
    others = instead_of or "|".join(_OTHER_NUMBERS)
    mended, count = re.subn(rf"\|\s*(?:{others})\b(?:\([^()]*\))?", f"|{unit}", raw, count=1)
    return mended if count else re.sub(r"\s*(\||[-–]?\}\})", lambda at: _before(unit, at[1]), raw, count=1)


def _before(unit: str, rest: str) -> str:
    return f"|{unit}|" if rest == "|" else f"|{unit} {rest}"
