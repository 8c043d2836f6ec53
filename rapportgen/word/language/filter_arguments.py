"""What stands in the brackets of a filter, against what it takes: `mill(2)`, and not `mill(1,2)` or `dato("x")`.

How many values a filter takes, and which are whole numbers, its own signature says.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import nodes

from rapportgen.word.language.filters import NAMES, Filters
from rapportgen.word.language.number_filters import MAX_DECIMALS
from rapportgen.word.tags.tags import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from inspect import Parameter

_CODE = "feil-filter"
_DECIMALS = "desimaler"
_WHOLE = ("int", "int | None")
_COUNTS = {1: "én verdi", 2: "to verdier", 3: "tre verdier"}
_EXAMPLES = {
    "erstatt": '|erstatt("og", "samt")',
    "velg": '|velg("status", "Forsinket")',
    "velgbort": '|velgbort("status", "Forsinket")',
}


@cache
def needing_values() -> frozenset[str]:
    """The names of our filters that cannot do without a value in brackets."""
    return frozenset(
        name for name, method in NAMES.items() if any(map(_is_needed, _taken_by(getattr(Filters, method))[1:]))
    )


def wrong_values(node: nodes.Filter, filter: Callable[..., object], shown: str, text: str) -> Fault | None:
    """What is wrong with the values that a filter is given in brackets; None when nothing is.

    `shown` is the name of the filter as people spell it, `text` the tag as typed.
    """
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return None
    takes = _taken_by(filter)
    given, named = len(node.args), {str(one.key): one.value for one in node.kwargs}
    if not takes and (given or named):
        hint = _without_brackets(text, shown)
        return Fault(_CODE, f"Filteret «{shown}» tar ingen verdier i parentes.", text, hint)
    if given > len(takes):
        message = f"Filteret «{shown}» tar høyst {_COUNTS[len(takes)]} i parentesen, men her står det {given}."
        hint = f"Skriv antall desimaler alene: {shown}(1)." if takes[0].name == _DECIMALS else ""
        return Fault(_CODE, message, text, hint)
    by_name = {parameter.name: parameter for parameter in takes[given:]}
    if unknown := next((name for name in named if name not in by_name), ""):
        return Fault(_CODE, f"Filteret «{shown}» kan ikke få «{unknown}» i parentesen.", text)
    if any(_is_needed(one) and name not in named for name, one in by_name.items()):
        count = sum(map(_is_needed, takes))
        hint = f"Skriv for eksempel {_EXAMPLES[node.name]}." if node.name in _EXAMPLES else ""
        return Fault(_CODE, f"Filteret «{shown}» trenger {_COUNTS[count]} i parentesen.", text, hint)
    pairs = [*zip(takes, node.args, strict=False), *((by_name[name], value) for name, value in named.items())]
    message = next((why for parameter, value in pairs if (why := _why_no_number(parameter, value))), "")
    return Fault(_CODE, message, text) if message else None


def _taken_by(filter: Callable[..., object]) -> tuple[Parameter, ...]:
    """What a filter takes besides the value that it is put on."""
    from inspect import signature

    return tuple(signature(filter).parameters.values())[1:]


def _is_needed(parameter: Parameter) -> bool:
    return parameter.default is parameter.empty


def _why_no_number(parameter: Parameter, value: nodes.Expr) -> str:
    """Why a value that is written out is not the whole number that is wanted; «» when it is, or none is wanted."""
    if parameter.annotation not in _WHOLE or not isinstance(value, nodes.Const):
        return ""
    number = value.value
    if number is None and parameter.annotation != "int":
        return ""
    is_whole = isinstance(number, int) and not isinstance(number, bool)
    if parameter.name == _DECIMALS and not (is_whole and 0 <= number <= MAX_DECIMALS):
        return f"Antall desimaler må være et helt tall fra 0 til {MAX_DECIMALS}."
    return "" if is_whole else "I parentesen må det stå et helt tall."


def _without_brackets(text: str, shown: str) -> str:
    """What to write: the tag without the brackets after this filter, when they can be told from others."""
    mended, count = re.subn(rf"(\|\s*{re.escape(shown)})\s*\([^()]*\)", r"\1", text)
    return f"Skriv {mended}." if count == 1 else ""
