"""Fields that a tag names otherwise than after a dot: `økonomi.har_frist`, `tiltak|velg("status", "Forsinket")`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes

from rapportgen.model.declared import Unlisted
from rapportgen.model.felter import with_letters
from rapportgen.model.rader import HAR
from rapportgen.model.record import Record
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name, suggest
from rapportgen.word.language.values import NOTHING, fields_of, item_of
from rapportgen.word.lint.doubts import Doubt

if TYPE_CHECKING:
    from collections.abc import Mapping

_AT = {"velg": 0, "velgbort": 0, "sorter": 0, "sum": 0, "join": 1}
"""Where among the arguments of a filter the name of a field stands."""
_OF_VALUES = ("sum", "join", "liste")
_NAME = "navn"
_KEYWORD = "attribute"
_ALIKE = ("velg", "velgbort")
_VERY_LIKE = 0.8


class Named(NamedTuple):
    """A field asked of the rows of a list by its name; `text` is what it is compared with, «» for nothing."""

    rows: nodes.Expr
    field: str
    text: str = ""

    @property
    def is_optional(self) -> bool:
        """Whether the tag asks if any row has it."""
        return self.field.startswith(HAR)


def named_field(node: nodes.Node, methods: Mapping[str, str]) -> Named | None:
    """The field that an expression names; None when it names none. `methods` are the filters by all their names."""
    if isinstance(node, nodes.Getattr) and node.attr.startswith(HAR):
        return Named(node.node, node.attr)
    if not isinstance(node, nodes.Filter) or node.node is None or (method := methods.get(node.name, "")) not in _AT:
        return None
    by_name = [pair.value for pair in node.kwargs if pair.key == _KEYWORD]
    field = _text((*by_name, *node.args[_AT[method] : _AT[method] + 1]))
    return Named(node.node, field, _text(node.args[1:2]) if method in _ALIKE else "") if field else None


def without_field(node: nodes.Node, methods: Mapping[str, str]) -> nodes.Expr | None:
    """What a filter adds up or joins without the name of a field, which rows must have; None for anything else."""
    if not isinstance(node, nodes.Filter) or node.node is None or methods.get(node.name) not in _OF_VALUES:
        return None
    return node.node if named_field(node, methods) is None else None


def rows_for_values(row: object, rows: str, name: str, raw: str) -> Doubt | None:
    """Why a filter cannot do with rows, and what to write; None when these are no rows."""
    if not isinstance(row, Record):
        return None
    kinds = [(known, item_of(row, known)) for known in fields_of(row)]
    fields = [known for known, value in kinds if isinstance(value, Unlisted) and value.slag == "beløp"]
    field = (
        with_letters(next(iter(fields), "")) if name == "sum" else _NAME if item_of(row, _NAME) is not NOTHING else ""
    )
    instead = f'|sum("{field}")' if name == "sum" else f'|join(", ", attribute="{field}")'
    mended, count = re.subn(rf"\|\s*{name}\b(?:\([^()]*\))?", instead, raw, count=1)
    hint = f"Skriv for eksempel {mended}." if field and count else "Si hvilket felt i radene du mener."
    return Doubt(f"{rows} er rader, og filteret «{name}» må vite hvilket felt i dem det gjelder.", hint)


def lacking(row: object, path: str) -> tuple[str, str] | None:
    """The name on this path that is not there, and the one that is very like it («» for none); None when all are."""
    for name in path.split("."):
        if not isinstance(row, Record):
            return None
        found = item_of(row, name)
        if found is NOTHING:
            by_ascii = {ascii_name(known): known for known in fields_of(row)}
            near = suggest(ascii_name(name), by_ascii, _VERY_LIKE)
            return name, with_letters(by_ascii[near]) if near else ""
        row = found
    return None


def _text(arguments: tuple[nodes.Expr, ...] | list[nodes.Expr]) -> str:
    """The text that the first of these says; «» when it is none."""
    first = next(iter(arguments), None)
    return first.value if isinstance(first, nodes.Const) and isinstance(first.value, str) else ""
