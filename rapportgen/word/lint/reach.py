"""How far a name reaches that a tag gives a value: to the end of its loop, and never into another part of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.lint.doubts import Doubt
from rapportgen.word.tags.places import part_of_place
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import parse_tag

if TYPE_CHECKING:
    from rapportgen.word.compiled import Use

_PARTS = {
    "fotnote": ("en fotnote", "fotnoten"),
    "sluttnote": ("en sluttnote", "sluttnoten"),
    "topptekst": ("topptekster", "toppteksten"),
    "bunntekst": ("bunntekster", "bunnteksten"),
}
"""The parts beside the text: any of them, and the one there is."""


def out_of_reach(name: str, use: Use, giver: Use | None) -> Doubt:
    """Why a tag cannot use a name that another one gives a value (`giver`, None when that is not known)."""
    typed, part = as_typed(name, use.raw), part_of_place(use.place)
    is_set = giver is not None and parse_tag(giver.raw).word == "set"
    if part and giver is not None and part_of_place(giver.place) != part:
        one, the = _PARTS[part]
        source = "med {% set %}" if is_set else "av en løkke"
        message = f"«{typed}» får verdi {source} et annet sted i malen, og finnes ikke i {one}."
        if is_set:
            return Doubt(message, f"Skriv {giver.raw} i {the} også.")
        return Doubt(message, f"Flytt taggen til teksten{f' foran {the}' if part.endswith('note') else ''}.")
    message = f"«{typed}» får verdi av en løkke, og finnes bare inni den."
    between = f", mellom {giver.raw} og {{% endfor %}}" if giver is not None else ""
    return Doubt(message, f"Flytt taggen inn i løkken{between}.")
