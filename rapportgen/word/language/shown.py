"""What a report prints for a field: the first value that there is, for those who choose among fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.model.graf import Graf
from rapportgen.model.henvisninger import without_references
from rapportgen.names import ascii_name
from rapportgen.patterns import pattern
from rapportgen.phrases import cut_between_words
from rapportgen.word.language.budget import Budget
from rapportgen.word.language.filters import Filters
from rapportgen.word.language.values import NOTHING, display, item_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rapportgen.word.settings import Visning

_STEP = pattern(r"\[\"([^\"]*)\"\]|(\[\])|\.?(\w+)")
_FILTERED = pattern(r"\|(\w+) \}\}$")
_SPACE = pattern(r"[ \t\r\n\v\f]+")  # no-break spaces are printed as they are
_LONGEST = 60


def shown_value(felt: str, tag: str, context: Mapping[str, object], visning: Visning) -> str:
    """What a report prints for the field `felt`, as its tag has it: of the first row that has something there.

    Of a list how many there are; «» when there is nothing.
    """
    value = next((found for found in _found(felt, context) if found is not None), None)
    if value is None:
        return ""
    name = _FILTERED.search(tag)
    if name is not None:
        value = Filters(visning, Budget()).table()[ascii_name(name[1])](value)
    line = _SPACE.sub(" ", without_references(_text(value, visning))).strip()
    return cut_between_words(line, _LONGEST)


def _text(value: object, visning: Visning) -> str:
    if isinstance(value, Graf):
        return value.beskrivelse
    if isinstance(value, (list, tuple)):
        return f"{len(value)} {'rad' if len(value) == 1 else 'rader'}"
    try:
        return display(value, visning)
    except TemplateError:  # a row, or a plan: it has no text of its own
        return ""


def _found(felt: str, context: Mapping[str, object]) -> Iterator[object]:
    """Every value under a path such as `tiltak[].navn`, row by row."""
    values: list[object] = [dict(context)]
    steps = list(_STEP.finditer(felt))
    for number, match in enumerate(steps):
        key, rows, name = match.groups()
        if rows and number + 1 == len(steps):
            break  # the list itself
        if rows:
            values = [row for value in values if isinstance(value, (list, tuple)) for row in value]
        else:
            found = (item_of(value, key if name is None else ascii_name(name)) for value in values)
            values = [value for value in found if value is not NOTHING]
    yield from values
