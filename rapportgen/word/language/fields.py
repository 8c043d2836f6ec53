"""Fields that are not there, looked for in all tags at once.

A report stops at its first fault. So that nobody has to mend one fault per attempt, every expression is followed
through the values of the report: also in tags that were not reached, and in both branches of a condition. Only what
is certain is told. A loop's variable stands for all of its rows, so a field is missing when no row has it; what a
template itself asks for (`is defined`, `ellers`, `har_…`) may be missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from rapportgen import problems
from rapportgen.model.rader import HAR
from rapportgen.names import ascii_name, suggest
from rapportgen.patterns import pattern
from rapportgen.word.language import messages
from rapportgen.word.language.expressions import tree_of
from rapportgen.word.language.values import NOTHING, field_of, fields_of, item_of
from rapportgen.word.tags.guesses import BRANCHES, CLOSERS, unread_block
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import BLOCK, OUTPUT, Tag, parse_tag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from rapportgen.errors import TemplateError
    from rapportgen.model.oppsett.filtre import EgetFilter
    from rapportgen.problems import Problem
    from rapportgen.word.compiled import Use

# What an expression may come to: each of these values, or (None) something that is not known beforehand.
Values = tuple[object, ...] | None

SAME_ROWS = {"sorter", "sort", "velg", "velgbort", "omvendt", "reverse"}
ONE_ROW = {"foerste", "first", "siste", "last"}
_SAME = ("eq", "ne")
_INSTEAD = {"ellers", "default", "d"}
_UNREAD = {"aapen-tagg", "ukjent-tagg", "syntaksfeil"}
_EACH = r"(?:(?:hver|hvert|alle|each)\s+)?"
_GIVING = pattern(rf"\w+\s+{_EACH}(\w[\w\s,]*?)\s*(?:=|\s(?:in|i|av|fra|of)\s)")
_ASKS = {"defined", "undefined"}


def with_missing_fields(
    error: TemplateError, source: Path | bytes, context: Mapping[str, object], filters: tuple[EgetFilter, ...] = ()
) -> TemplateError:
    """The faults of a template that was refused, together with the fields that a report of it would lack.

    In reading order. Raises FileRefusedError.
    """
    from rapportgen.word.compile import uses_of  # imports docxtpl and lxml
    from rapportgen.word.ooxml.package import read_package

    package = read_package(source)
    uses = uses_of(package, filters)
    missing = unknown_fields(uses, context, names_in_unread_blocks(error.problems))
    order = {use.place: number for number, use in reversed(list(enumerate(uses)))}
    found = sorted([*error.problems, *missing], key=lambda problem: order.get(problem.sted, -1))
    return messages.refusal(package.name, found)


def names_in_unread_blocks(found: Iterable[Problem]) -> set[str]:
    """The names that block tags which cannot be read would give a value: all in them, where it cannot be told which."""
    texts = [problem.verdi for problem in found if problem.kode in _UNREAD and BLOCK in problem.verdi]
    return {ascii_name(name) for text in texts for name in names_given_in(text)}


def names_given_in(text: str) -> list[str]:
    """The names to which a block tag that cannot be read probably gives a value: those before `in` or `=`."""
    word = unread_block(text.replace("{ %", "{%"))
    if word in (*BRANCHES, *CLOSERS, "if"):
        return []
    match = _GIVING.search(text) if word in ("for", "set") else None
    return re.findall(r"\w+", match[1] if match else text)


def unknown_fields(uses: Iterable[Use], context: Mapping[str, object], doubtful: Collection[str] = ()) -> list[Problem]:
    """The fields that these tags name and the report does not have, in reading order.

    `doubtful` are names that may come from a tag that cannot be read, and say nothing.
    """
    return Walk(context, doubtful).through(uses)


def syntax_of(use: Use) -> nodes.Template | None:
    """The syntax of a tag as it was typed; an empty one when it has no expression, None when it cannot be read."""
    if not use.raw.startswith(("{", "[")) or use.code.startswith("filter ") or _is_around_a_chart(use):
        return None  # the compiler's own
    tag = parse_tag(use.raw) if use.raw.startswith("{") else Tag(OUTPUT, "", use.code, use.raw)
    try:
        return tree_of(tag) or nodes.Template([])
    except (TemplateSyntaxError, RecursionError):
        return None


def _is_around_a_chart(use: Use) -> bool:
    """Whether it is a condition that leaves out a chart without data, made of the chart's own key."""
    return use.raw.startswith("[") and (use.code == "endif" or use.code.startswith("if "))


class Walk:
    """One pass through the tags of a template, with the names that are known at each."""

    def __init__(self, context: Mapping[str, object], doubtful: Collection[str]) -> None:
        self.context = context
        self.scopes: list[dict[str, Values]] = [dict.fromkeys(set(doubtful) - set(context))]
        self.excused: set[str] = set()
        self.given: set[str] = set()
        self.found: list[Problem] = []
        self._as_text = ""
        self._words: tuple[str, ...] = ()
        self._after: list[str] = []
        self._told: set[tuple[str, str, str, str]] = set()
        self.use: Use

    def through(self, uses: Iterable[Use]) -> list[Problem]:
        """Follow all these tags; what was found, once each."""
        tags = [(use, tree) for use in uses if (tree := syntax_of(use)) is not None]
        for tree in {id(tree): tree for _, tree in tags}.values():  # tags with the same words share one
            self.excuse(tree)
        for use, tree in tags:
            self.follow(use, tree)
        return list(dict.fromkeys(self.found))

    def excuse(self, tree: nodes.Node) -> None:
        """Remember what a tag asks for, which may then be missing elsewhere too, and the names that loops give.

        The compiler moves some tags out of their loop, so such a name is never certain to be missing.
        """
        for node in _all(tree):
            if isinstance(node, nodes.For):
                self.given |= {*_names(node.target), "loop"}
            elif isinstance(node, nodes.Getattr) and node.attr.startswith(HAR):
                self.excused.add(node.attr.removeprefix(HAR))
            elif (isinstance(node, nodes.Test) and node.name in _ASKS) or (
                isinstance(node, nodes.Filter) and node.name in _INSTEAD and node.node is not None
            ):
                self.excused.add(path_of(node.node))

    def follow(self, use: Use, tree: nodes.Template) -> None:
        """Look for what is missing in one tag, and learn the names it gives to others."""
        self.use = use
        word = parse_tag(use.raw).word
        if word == "endfor" and len(self.scopes) > 1:
            self.scopes.pop()
        for node in tree.body:
            if isinstance(node, nodes.For):
                self._enter(node)
            elif isinstance(node, nodes.Assign):
                self.values(node.node)
                self.scopes[-1] |= dict.fromkeys(_names(node.target))
            else:
                self.values(node)

    def _enter(self, loop: nodes.For) -> None:
        rows = self.turns(self.values(loop.iter))
        names: dict[str, Values] = dict.fromkeys((*_names(loop.target), "loop"))
        if isinstance(loop.target, nodes.Name):
            names[loop.target.name] = rows
        self.scopes.append(names)
        if loop.test is not None:
            self.values(loop.test)

    def values(self, node: nodes.Node) -> Values:
        """What an expression may come to; what is missing in it is noted."""
        match node:
            case nodes.Name():
                return self._named(node.name)
            case nodes.Getattr():
                return self._of(node, node.attr)
            case nodes.Getitem() if isinstance(node.arg, nodes.Const):
                return self._of(node, node.arg.value)
            case nodes.Getitem() if isinstance(node.arg, nodes.Slice):
                return self.values(node.node)
            case nodes.Filter() if node.node is not None:
                self._each(*node.args, *node.kwargs)
                return self.filtered(node.name, self.values(node.node))
            case nodes.Call():
                self.called(node)
                return None
            case nodes.Compare():
                self.compared(node)
                return None
            case nodes.Sub() if self._is_hyphenated(node):
                return None
        self._each(*node.iter_child_nodes())
        return None

    def called(self, node: nodes.Call) -> None:
        """Look at what a function is given; a name that nothing has was probably meant as a text."""
        for argument in node.args:
            self._as_text = argument.name if isinstance(argument, nodes.Name) else ""
            self.argued(node, self.values(argument))
        self._as_text = ""

    def compared(self, node: nodes.Compare) -> None:
        """Look at what is compared; a bare word that nothing has, after == or !=, was probably meant as a text."""
        self._words = words_of(self.values(node.expr))
        for operand in node.ops:
            other = operand.expr if operand.op in _SAME else None
            self._as_text = other.name if isinstance(other, nodes.Name) else ""
            self.values(operand.expr)
        self._as_text, self._words = "", ()

    def argued(self, node: nodes.Call, values: Values) -> None:
        """Look at one value that a function is given."""

    def _each(self, *parts: nodes.Node) -> None:
        for part in parts:
            self.values(part)

    def _named(self, name: str) -> Values:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        if name in self.context:
            return (self.context[name],)
        if name in self.excused:
            self.may_be_missing(NOTHING, name, "")
        elif name not in self.given:
            self.missing(NOTHING, name, "")
        else:
            self.outside(name)
        return None

    def _of(self, node: nodes.Getattr | nodes.Getitem, key: object) -> Values:
        owners = self._owners(node)
        if owners is None:
            return None
        if isinstance(key, int) and isinstance(node, nodes.Getitem):
            return self.indexed(node, owners, key)
        present = [(owner, _asked_of(owner, node)) for owner in owners if owner is not None]
        found = tuple(value for _, value in present if value is not NOTHING)
        if present and not found:
            asked_for = path_of(node) in self.excused or key in self.excused
            tell = self.may_be_missing if asked_for else self.missing
            tell(present[0][0], key, path_of(node.node))
            return None
        return found

    def _owners(self, node: nodes.Getattr | nodes.Getitem) -> Values:
        """What a field is asked of; a fault further in is told with the names that follow it."""
        before = self._after
        is_name = isinstance(node, nodes.Getattr) and isinstance(node.node, (nodes.Name, nodes.Getattr))
        self._after = [node.attr, *before] if is_name and isinstance(node, nodes.Getattr) else []
        owners = self.values(node.node)
        self._after = before
        return owners

    def _is_hyphenated(self, node: nodes.Sub) -> bool:
        """Whether a difference is a name with a hyphen in it, `økonomi.sum.års-prognose`, which is then noted."""
        left, right = node.left, node.right
        while isinstance(right, nodes.Filter) and right.node is not None:
            right = right.node
        if not isinstance(right, nodes.Name) or self._is_known(right.name):
            return False
        if isinstance(left, nodes.Name):
            owners: Values = (NOTHING,)
            name, path, is_missing = left.name, "", not self._is_known(left.name)
        elif isinstance(left, nodes.Getattr):
            owners = self._owners(left)
            name, path = left.attr, path_of(left.node)
            is_missing = bool(owners) and all(item_of(owner, name) is NOTHING for owner in owners or ())
        else:
            return False
        if not owners or not is_missing:
            return False
        if f"{name}-{right.name}" not in self.use.code and not suggest(f"{name}_{right.name}", fields_of(owners[0])):
            return False
        self.missing(owners[0], f"{name}-{right.name}", path)
        return True

    def _is_known(self, name: str) -> bool:
        return name in self.context or any(name in scope for scope in self.scopes)

    def indexed(self, node: nodes.Getitem, owners: tuple[object, ...], index: int) -> Values:
        """One item of these lists by its number; how many there are, a condition may have asked."""
        found = tuple(item for owner in owners if (item := item_of(owner, index)) is not NOTHING)
        return found or None

    def turns(self, values: Values) -> Values:
        """What a loop over these values gives its variable."""
        return items_of(values)

    def filtered(self, name: str, values: Values) -> Values:
        """What a filter makes of these values."""
        if name in SAME_ROWS:
            return values
        return items_of(values) if name in ONE_ROW else None

    def may_be_missing(self, owner: object, key: object, path: str) -> None:
        """Look at a name that is not there, and of which a tag says that it may be missing."""

    def outside(self, name: str) -> None:
        """Look at a name that only loops give, used where none of them reaches."""

    def missing(self, owner: object, key: object, path: str) -> None:
        """Note that `key` is not in `owner`, which stands as `path` in the tag."""
        if str(key).startswith("_"):
            return  # not allowed in any case, which `guard` says
        seen = (self.use.place, self.use.raw, path, str(key))
        if seen in self._told:
            return
        self._told.add(seen)
        given = self._given_by_loops()
        names = {**self.context, **given}
        fault = messages.missing_field(owner, key, path, self.use.raw, names, self._after, tuple(given))
        if self._as_text and not path:
            typed = as_typed(self._as_text, self.use.raw)
            fault = fault._replace(hint=messages.quoted_hint(typed, self.use.raw, self._words))
        self.found.append(problems.feil(fault.code, self.use.place, fault.message, fault.text, fault.hint))

    def _given_by_loops(self) -> dict[str, object]:
        """The names that the loops around a tag give, the innermost first, each with one row that it stands for."""
        given: dict[str, object] = {}
        for scope in reversed(self.scopes):
            given |= {name: values[0] for name, values in scope.items() if values and name not in given}
        return given


def _asked_of(owner: object, node: nodes.Getattr | nodes.Getitem) -> object:
    """What a report finds under a name (spelt as it is) or a key (in any spelling); NOTHING when there is none."""
    if isinstance(node, nodes.Getattr):
        return field_of(owner, node.attr)
    assert isinstance(node.arg, nodes.Const)
    return item_of(owner, node.arg.value)


def words_of(values: Values) -> tuple[str, ...]:
    """All the words that these values can be; none when that cannot be told."""
    from rapportgen.model.declared import Unlisted

    return tuple(word for value in values or () if isinstance(value, Unlisted) for word in value.words)


def items_of(values: Values) -> Values:
    """The rows of all these lists; not known when there are none, or when one is no list."""
    lists = [value for value in values or () if value is not None]
    rows = tuple(row for value in lists if isinstance(value, (list, tuple)) for row in value)
    return rows or None


def _names(target: nodes.Node) -> list[str]:
    return [name.name for name in _all(target) if isinstance(name, nodes.Name)]


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def path_of(node: nodes.Node | None) -> str:
    """An expression as a consultant would name it: `tiltak[0].navn`."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{path_of(node.node)}.{node.attr}"
        case nodes.Getitem() if isinstance(node.arg, nodes.Const):
            key = node.arg.value
            return f"{path_of(node.node)}[{key}]" if isinstance(key, int) else f'{path_of(node.node)}["{key}"]'
        case nodes.Getitem() | nodes.Filter():
            return path_of(node.node)
    return ""
