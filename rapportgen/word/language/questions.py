"""What a template may ask of a value: `{% if x is defined %}`. A question never changes a value nor looks into it."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from numbers import Number
from typing import TYPE_CHECKING, Any

from rapportgen.errors import TemplateError
from rapportgen.word.language.values import Missing

if TYPE_CHECKING:
    from collections.abc import Callable

DOES_NOT_WORK_OUT = "Regnestykket går ikke opp (er det deling på null?)."


def _left_over(value: Any, num: Any) -> Any:
    """What a division leaves. Raises TypeError for a text, in which Python would put the number instead."""
    if isinstance(value, (str, bytes)):
        raise TypeError("a text cannot be divided")
    try:
        return value % num
    except ArithmeticError as error:
        raise TemplateError(DOES_NOT_WORK_OUT) from error


def _is_sequence(value: object) -> bool:
    if isinstance(value, Missing):
        return False
    return hasattr(value, "__len__") and hasattr(value, "__getitem__")


def _is_iterable(value: Any) -> bool:
    try:
        iter(value)
    except TypeError:
        return False
    return True


QUESTIONS: dict[str, Callable[..., bool]] = {
    "defined": lambda value: not isinstance(value, Missing),
    "undefined": lambda value: isinstance(value, Missing),
    "none": lambda value: value is None,
    "true": lambda value: value is True,
    "false": lambda value: value is False,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "float": lambda value: isinstance(value, float),
    "number": lambda value: isinstance(value, Number),
    "string": lambda value: isinstance(value, str),
    "mapping": lambda value: isinstance(value, Mapping),
    "sequence": _is_sequence,
    "iterable": _is_iterable,
    "odd": lambda value: bool(_left_over(value, 2) == 1),
    "even": lambda value: bool(_left_over(value, 2) == 0),
    "divisibleby": lambda value, num: bool(_left_over(value, num) == 0),
}
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    name: getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge")
}
"""Questions that are paid for, since texts are gone through to answer them; `in` is one more."""

TESTS = frozenset([*QUESTIONS, *COMPARISONS, "in"])
