"""What a tag works out without any field: `{{ 5 / 0 }}`, `{% lys "lilla" %}`. No workbook is needed to see it fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jinja2 import nodes

from rapportgen import problems
from rapportgen.errors import TemplateError
from rapportgen.patterns import pattern
from rapportgen.word.language.fields import syntax_of
from rapportgen.word.language.messages import runtime_fault
from rapportgen.word.language.values import MissingFieldError
from rapportgen.word.tags.tags import MEANT, parse_tag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rapportgen.model.oppsett.filtre import EgetFilter
    from rapportgen.problems import Problem
    from rapportgen.word.compiled import Use

Node = TypeVar("Node", bound=nodes.Node)

_UNKNOWN = (nodes.Name, nodes.Call, nodes.TemplateData, nodes.Slice)
_DIVISIONS = (nodes.Div, nodes.FloorDiv, nodes.Mod)
_LITERAL = pattern(r"[\d\"'\[]")
_COLOURED = ("lys", "cellbg")
_OF_CELLS = (*_COLOURED, "colspan")
_ANSWER = "svar"


def unworkable_constants(
    uses: Iterable[Use], told: Collection[tuple[str, str]], filters: tuple[EgetFilter, ...] = ()
) -> Iterator[Problem]:
    """What cannot be worked out whatever the workbook; tags of which a fault is `told` already are left alone."""
    for use in uses:
        if not _LITERAL.search(use.code):
            continue
        quoted = problems.feil("", use.place, "", use.raw)
        tree = syntax_of(use) if quoted.subject not in told else None
        fault = _fault_in(tree, use, filters) if tree is not None else None
        if fault is not None:
            yield fault


def _fault_in(tree: nodes.Template, use: Use, filters: tuple[EgetFilter, ...]) -> Problem | None:
    """The first thing in a tag that cannot be worked out, as a problem."""
    word = parse_tag(use.raw).word
    for node in _constants(tree):
        if isinstance(node, nodes.Const) and word not in _OF_CELLS:
            continue
        try:
            value = node.value if isinstance(node, nodes.Const) else _worked_out(node, filters)
            _check_use(word, value, is_whole=node in getattr(tree.body[0], "nodes", ()))
        except (TemplateError, MissingFieldError, TypeError) as error:
            fault = runtime_fault(error, use.code, use.raw, {})
            hint = fault.hint or _colour_hint(word, node, use.raw)
            return problems.feil(fault.code, use.place, fault.message, use.raw, hint)
    return None


def _constants(node: nodes.Node) -> Iterator[nodes.Expr]:
    """The largest expressions in a tag that hold no name; and divisions by nothing, whatever is divided."""
    if (
        isinstance(node, nodes.Expr)
        and not isinstance(node, _UNKNOWN)
        and not any(node.find(kind) for kind in _UNKNOWN)
    ):
        yield node
        return
    if isinstance(node, _DIVISIONS) and isinstance(node.right, nodes.Const) and node.right.value == 0:
        yield type(node)(nodes.Const(1), node.right, lineno=node.lineno)
    for child in node.iter_child_nodes():
        yield from _constants(child)


def _worked_out(node: nodes.Expr, filters: tuple[EgetFilter, ...]) -> object:
    """The value of an expression. Raises what a report would."""
    from rapportgen.word.language import guard
    from rapportgen.word.language.environment import ReportEnvironment, make_runtime
    from rapportgen.word.language.runtime import Names, load
    from rapportgen.word.settings import Visning

    runtime = make_runtime(Visning(filtre=filters))
    env = ReportEnvironment(runtime)
    answer = nodes.Assign(nodes.Name(_ANSWER, "store", lineno=1), _copied(node), lineno=1)
    tree = nodes.Template([answer], lineno=1)
    tree.set_environment(env)
    tree = guard.rewrite(tree, env, lambda _line: None)
    names = Names({})
    assert not list(load(env.program(tree, "<uttrykk>"), runtime).root(names)), "it writes nothing"
    return names.vars[_ANSWER]


def _copied(node: Node) -> Node:
    """The expression again: `rewrite` changes what it is given, and tags with the same words share a tree."""

    def again(value: object) -> object:
        if isinstance(value, list):
            return [again(item) for item in value]
        return _copied(value) if isinstance(value, nodes.Node) else value

    return type(node)(*(again(value) for _, value in node.iter_fields()), lineno=node.lineno)


def _check_use(word: str, value: object, *, is_whole: bool) -> None:
    """Raise TemplateError when a value is not what its tag takes."""
    if not is_whole:
        return
    if word in _COLOURED:
        from rapportgen.word.writing.elements import colour_of

        colour_of(value, "fyll")
    elif word == "colspan":
        from rapportgen.word.writing.elements import column_count

        column_count(value)


def _colour_hint(word: str, node: nodes.Expr, raw: str) -> str:
    """For the name of a light, the colour that it has."""
    from rapportgen.model.trafikklys import BLAA, GRAA, GROENN, GUL, ORANSJE, ROED
    from rapportgen.names import suggest

    if word not in _COLOURED or not isinstance(node, nodes.Const) or not isinstance(node.value, str):
        return ""
    lights = {str(light).casefold(): light for light in (BLAA, GRAA, GROENN, GUL, ORANSJE, ROED)}
    near = suggest(node.value.casefold(), lights)
    mended = f'{{% {word} "{lights[near].fyll}" %}}' if near else ""
    if mended:
        return f"{MEANT}{mended}?"
    return "Skriv et trafikklys: {% lys lys.samlet %}." if word == "lys" else ""
