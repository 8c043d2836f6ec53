"""What to write so that a report stands what a tag takes for granted: a row, a field, a value. Ready to paste."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from rapportgen.patterns import pattern
from rapportgen.word.language.values import NOTHING, field_of, item_of
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import OUTPUT, parse_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ORDERED = ("lt", "lteq", "gt", "gteq")
_SUMS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg)
_TEST = pattern(r"(\{%[-–]?\s*(?:(?:p|tr|tc|r)\s+)?(?:el)?if\s+)(.*?)(\s*[-–]?%\})")
_VALUE = pattern(r"(\{%[-–]?\s*(?:(?:p|tr|tc|r)\s+)?(?:lys|cellbg|set)\s.*?)(\s*[-–]?%\})")
_LOOSE = pattern(r"\b(?:or|if)\b")


def under_condition(condition: str, raw: str) -> str:
    """The tag `raw` so that it is only worked out when `condition` is true; «» for one that cannot be written so."""
    condition = as_typed(condition, raw)
    tag = parse_tag(raw)
    if raw.startswith(OUTPUT) and tag.scope == "p":
        return f"{{%p if {condition} %}}{{{{ {as_typed(tag.code, raw)} }}}}{{%p endif %}}"
    if raw.startswith(OUTPUT):
        return f"{{% if {condition} %}}{raw}{{% endif %}}"
    if match := _TEST.fullmatch(raw):
        test = f"({match[2]})" if _LOOSE.search(match[2]) else match[2]
        return f"{match[1]}{condition} and {test}{match[3]}"
    if match := _VALUE.fullmatch(raw):
        return f"{match[1]} if {condition}{match[2]}"
    return ""


def if_compared(raw: str, names: Mapping[str, object]) -> tuple[str, str]:
    """Which value of a comparison is empty, as a sentence, and the tag that asks first; «» where that is not known."""
    tree = _tree(raw)
    compared = (node for node in tree.find_all(nodes.Compare) if any(one.op in _ORDERED for one in node.ops))
    sides = list(chain.from_iterable((node.expr, *(one.expr for one in node.ops)) for node in compared))
    empty = [_path(side) for side in sides if _value(side, names) is None]
    message = f"{as_typed(empty[0], raw)} er tom, og kan ikke sammenlignes." if empty else ""
    return message, _asking_first(sides, raw, names)


def if_worked_out(raw: str, names: Mapping[str, object]) -> str:
    """The tag that asks first whether there is something to work out with; «» when it is not known what."""
    sums = chain.from_iterable(_tree(raw).find_all(kind) for kind in _SUMS)
    return _asking_first(chain.from_iterable(node.iter_child_nodes() for node in sums), raw, names)


def _asking_first(values: Iterable[nodes.Node], raw: str, names: Mapping[str, object]) -> str:
    conditions = dict.fromkeys(filter(None, (_condition(value, names) for value in values)))
    return under_condition(" and ".join(conditions), raw) if conditions else ""


def _condition(node: nodes.Node, names: Mapping[str, object]) -> str:
    """What to ask before a value is used: about its list when that is empty, else about itself; «» for one that is
    there.
    """
    path, value = _path(node), _value(node, names)
    if not path or (value is not None and value is not NOTHING):
        return ""
    first = path.partition(".")[0].partition("[")[0]
    rows = names.get(first)
    return first if isinstance(rows, (list, tuple)) and not rows else f"{path} is not none"


def _path(node: nodes.Node) -> str:
    """A name or a field as it is written; «» for anything that is more than that."""
    from rapportgen.word.language.fields import path_of  # which uses our messages

    is_path = isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)) and node.find(nodes.Filter) is None
    return path_of(node) if is_path else ""


def _value(node: nodes.Node, names: Mapping[str, object]) -> object:
    """The value of a name or a field; NOTHING for that of a loop, or when it cannot be told without working it out."""
    match node:
        case nodes.Name():
            return names.get(node.name, NOTHING)
        case nodes.Getattr():
            owner = _value(node.node, names)
            return NOTHING if owner is NOTHING else field_of(owner, node.attr)
        case nodes.Getitem() if isinstance(node.arg, nodes.Const):
            owner = _value(node.node, names)
            return NOTHING if owner is NOTHING else item_of(owner, node.arg.value)
    return NOTHING


def _tree(raw: str) -> nodes.Template:
    from rapportgen.word.language.expressions import tree_of  # needed only for mistakes

    try:
        return tree_of(parse_tag(raw)) or nodes.Template([])
    except (TemplateSyntaxError, RecursionError):
        return nodes.Template([])


def defined(path: str, raw: str) -> str:
    """The tag that asks first whether a field is there at all."""
    return under_condition(f"{path} is defined", raw)


def enough_rows(path: str, index: int, raw: str) -> str:
    """The tag that asks first whether a list has a row by this number."""
    least = index + 1 if index >= 0 else -index
    return under_condition(path if least == 1 else f"{path}|antall >= {least}", raw)
