"""What a template's expressions may be: a short list of allowed syntax, checked before anything runs.

A template comes from outside and is text, never code. It may look up fields, use the filters and tests of
the list, repeat and choose. It may not call, include, define or reach into Python. What remains is rewritten
so that it can neither run for ever nor fill the memory (`rewrite`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from rapportgen.names import ascii_name, suggest
from rapportgen.patterns import pattern
from rapportgen.word.language.filter_arguments import needing_values, wrong_values
from rapportgen.word.language.filters import NAMES as METHODS
from rapportgen.word.language.questions import TESTS
from rapportgen.word.tags.guesses import filter_named
from rapportgen.word.tags.tags import MEANT, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from jinja2 import Environment

# Functions a template may call, and the filters of our own that stand for them at run time.
FUNCTIONS = {
    "gantt": "_gantt",
    "risikomatrise": "_risikomatrise",
    "bilde": "_bilde",
    "fotnote": "_fotnote",
    "se": "_se",
    "anker": "_anker",  # taken out of the tag when the template is compiled, see `anchors`
}
_FULL_STOP = pattern(r"(?<=\w),(?=[^\W\d]\w*(?![\w.]))|(?<=\d),(?=\d)")
"""A comma typed for a full stop: before a name that goes no further, which would be another field, or in a number."""
_IN_BRACKETS = pattern(r"\bin\s*\(")
_SEVERAL = pattern(r"\bin\s+(\w+(?:\s*,\s*\w+)+)")
_CHARTS = ("graf", "diagram", "chart")
MOST_VALUES = {"bilde": 2, "se": 2}
"""How many values a function takes, when it may be more than one: a figure and its height, a key and «tekst»."""
_DRAWN, _REFERRING = frozenset({"bilde"}), frozenset({"se", "fotnote"})
"""Functions that give more than a text: what a filter made of it would be the key alone, or nothing."""
MAX_LOOPS_WITHIN = 12
MAX_NUMBER_LENGTH = 40

_STATEMENTS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign)
_EXPRESSIONS = (
    nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr,
    nodes.Filter, nodes.Test, nodes.Getitem, nodes.Getattr, nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand,
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Not, nodes.Neg, nodes.Pos,
    nodes.And, nodes.Or, nodes.Call,
)  # fmt: skip
_ALLOWED = frozenset(_STATEMENTS + _EXPRESSIONS)
_NOT_NAMES = {"self", "caller", "varargs", "kwargs"}

_SPELT = {"foerste": "første", "smaa": "små", "slaa_sammen": "slå_sammen"}

Node = TypeVar("Node", bound=nodes.Node)


def spelt(name: str) -> str:
    """The name of a filter as people type it."""
    return _SPELT.get(name, name)


def check(tree: nodes.Template, env: Environment, text: str) -> list[Fault]:
    """What in the syntax tree of one tag is not allowed; `text` is the tag as typed."""
    faults = []
    for node in _everything(tree):
        if fault := _fault_of(node, env, text):
            faults.append(fault)
    return faults


def _everything(node: nodes.Node) -> Iterable[nodes.Node]:
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(current.iter_child_nodes())


def _fault_of(node: nodes.Node, env: Environment, text: str) -> Fault | None:
    if type(node) not in _ALLOWED:
        return Fault("ikke-tillatt", f"«{type(node).__name__.lower()}» er ikke tillatt i maler.", text)
    match node:
        case nodes.Name():
            return _private(node.name, text, _NOT_NAMES)
        case nodes.Getattr():
            return _private(node.attr, text)
        case nodes.Filter():
            fault = _unknown_filter(node.name, env.filters, text) or _wrong_values(node, env, text)
            return fault or _of_functions(node, text)
        case nodes.Test():
            return _unknown_test(node.name, text)
        case nodes.Call():
            return _call(node, env.filters, text)
        case nodes.Output() if any(isinstance(printed, nodes.Tuple) for printed in node.nodes):
            return _comma(text)
        case nodes.Concat() if name := _called(node.nodes, _DRAWN):
            return _not_alone(name, "ikke settes sammen med annen tekst", text)
        case nodes.For(iter=nodes.Tuple(items=items)) if all(isinstance(item, nodes.Name) for item in items):
            return _comma_of_loop(text)
        case nodes.If(test=nodes.Tuple()) | nodes.CondExpr(test=nodes.Tuple()):  # always true
            return _comma(text)
        case nodes.For() if node.recursive:
            return Fault("ikke-tillatt", "«recursive» er ikke tillatt i maler.", text)
        case nodes.Compare() if len(node.ops) > 1 and any("in" in op.op for op in node.ops):
            return Fault("ikke-tillatt", "«in» kan ikke settes sammen med flere sammenligninger.", text)
        case nodes.Const() if isinstance(node.value, int) and len(str(node.value)) > MAX_NUMBER_LENGTH:
            return Fault("ikke-tillatt", "Tallet er for stort.", text)
    return None


def _comma(text: str) -> Fault:
    """What is printed or asked for is two values with a comma between: a full stop typed as a comma, or two fields."""
    message = "Her står et komma. Skriv punktum foran navnet på et felt, og hvert felt i sin egen tagg."
    return Fault("syntaksfeil", message, text, _with_full_stop(text))


def _comma_of_loop(text: str) -> Fault | None:
    """What a loop goes through is two lists by name with a comma between; what stands in brackets is one."""
    if _IN_BRACKETS.search(text):
        return None
    message = "Her står et komma, men en løkke går gjennom én liste. Lag en løkke for hver liste."
    in_brackets = _SEVERAL.sub(r"in (\1)", text)
    return Fault("syntaksfeil", message, text, _with_full_stop(text) or f"Er det meningen, så skriv {in_brackets}.")


def _with_full_stop(text: str) -> str:
    """The tag with a full stop for its comma, as a proposal; empty when that is not what was meant."""
    mended = _FULL_STOP.sub(".", text)
    return f"{MEANT}{mended}?" if mended != text and text.count(",") == 1 else ""


def _of_functions(node: nodes.Filter, text: str) -> Fault | None:
    """The fault of a filter on a picture or a reference, also in a list; not of `ellers`, which hands it on."""
    values = node.node.items if isinstance(node.node, nodes.List) else [node.node]
    name = _called(values, _DRAWN | _REFERRING) if METHODS.get(node.name) != "ellers" else ""
    return _not_alone(name, "ikke ha et filter etter seg, og ikke stå i en liste som har det", text) if name else None


def _called(values: Iterable[nodes.Node | None], functions: Container[str]) -> str:
    """The first of these functions that one of the values is a call of; empty when none is."""
    names = (
        value.node.name for value in values if isinstance(value, nodes.Call) and isinstance(value.node, nodes.Name)
    )
    return next((name for name in names if name in functions), "")


def _not_alone(name: str, what: str, text: str) -> Fault:
    return Fault("ikke-tillatt", f"{name}(…) kan {what}.", text, f"La {name}(…) stå alene i taggen.")


def _private(name: str, text: str, refused: Container[str] = ()) -> Fault | None:
    if name.startswith("_") or name in refused:
        return Fault("ikke-tillatt", f"«{name}» er ikke tillatt i maler.", text)
    return None


def _unknown_filter(name: str, known: Iterable[str], text: str) -> Fault | None:
    public = [candidate for candidate in known if not candidate.startswith("_")]
    if name in public:
        return None
    near = filter_named(name, public)
    hint = f"{MEANT}{spelt(near)}?" if near else ""
    return Fault("ukjent-filter", f"Filteret «{name}» finnes ikke.", text, hint)


def _wrong_values(node: nodes.Filter, env: Environment, text: str) -> Fault | None:
    if not (node.args or node.kwargs or node.name in needing_values()):  # as most are
        return None
    return wrong_values(node, env.filters[node.name], spelt(node.name), text)


def _unknown_test(name: str, text: str) -> Fault | None:
    if name in TESTS:
        return None
    near = suggest(ascii_name(name), TESTS)
    hint = f"{MEANT}{near}?" if near else "Skriv «is defined» for å spørre om noe finnes, eller ta bort «is» og ordet."
    return Fault("ukjent-test", f"Testen «{name}» finnes ikke.", text, hint)


def _call(node: nodes.Call, filters: Iterable[str], text: str) -> Fault | None:
    if not isinstance(node.node, nodes.Name) or node.node.name not in FUNCTIONS:
        return _no_function(node.node, filters, text)
    name = node.node.name
    most = MOST_VALUES.get(name, 1)
    if not 1 <= len(node.args) <= most or node.kwargs or node.dyn_args or node.dyn_kwargs:
        values = "én verdi" if most == 1 else f"høyst {most} verdier, skilt med komma,"
        return Fault("ikke-tillatt", f"{name}(…) skal ha {values} i parentesen.", text)
    return None


def _no_function(called: nodes.Node, filters: Iterable[str], text: str) -> Fault:
    """The fault of a call of something that is no function of ours."""
    from rapportgen.word.tags.repairs import with_filter  # needed only for mistakes

    mended = with_filter(" ".join(text.split()), set(filters))
    hint = f"{MEANT}{mended}?" if mended else "Bruk et filter med strek: {{ verdi | filter }}."
    if not isinstance(called, nodes.Name) or called.name in filters or called.name.startswith("_"):
        return Fault("ikke-tillatt", "Parentes etter navnet er ikke tillatt her.", text, hint)
    near = suggest(ascii_name(called.name), FUNCTIONS)
    if ascii_name(called.name) in _CHARTS:
        hint = "Sett inn et diagram i Word, og skriv [graf: økonomi] i den alternative teksten."
        return Fault("ukjent-funksjon", f"Funksjonen «{called.name}» finnes ikke.", text, hint)
    if mended:
        return Fault("ukjent-funksjon", f"Funksjonen «{called.name}» finnes ikke.", text, hint)
    hint = f"{MEANT}{near}?" if near else f"Funksjonene er {', '.join(sorted(FUNCTIONS))}."
    return Fault("ukjent-funksjon", f"Funksjonen «{called.name}» finnes ikke.", text, hint)


def loops_within(tree: nodes.Template) -> int:
    """How many loops stand inside one another at most."""

    def depth(node: nodes.Node) -> int:
        return isinstance(node, nodes.For) + max((depth(child) for child in node.iter_child_nodes()), default=0)

    return depth(tree)


def rewrite(tree: nodes.Template, env: Environment, number_of_line: Callable[[int], int | None]) -> nodes.Template:
    """The tree with every output printed by our printer and every loop, joining and search counted.

    `number_of_line` gives the number of the tag on a line; None for a tag of our own making, which writes plain text.
    """
    return _Rewriter(env, number_of_line).visit(tree)  # type: ignore[no-any-return]


class _Rewriter(NodeTransformer):
    """Jinja finds the methods by the names of its nodes."""

    def __init__(self, env: Environment, number_of_line: Callable[[int], int | None]) -> None:
        self.env = env
        self.number_of_line = number_of_line
        self.asked: set[str] = set()

    def _filter(self, value: nodes.Node, name: str, *args: object) -> nodes.Filter:
        constants: list[nodes.Expr] = [arg if isinstance(arg, nodes.Expr) else nodes.Const(arg) for arg in args]
        node = nodes.Filter(value, name, constants, [], None, None)
        return node.set_environment(self.env).set_lineno(value.lineno or 1)  # type: ignore[return-value]

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        for child in node.nodes:
            self._name_lookups(child)
        node = self._generic(node)
        node.nodes = [self._printed(child) for child in node.nodes]
        return node

    def visit_Template(self, node: nodes.Template) -> nodes.Template:  # noqa: N802
        tests = [*(one.test for one in node.find_all(nodes.If)), *(one.test for one in node.find_all(nodes.CondExpr))]
        self.asked = {one.name for test in tests for one in _everything(test) if isinstance(one, nodes.Name)}
        return self._generic(node)

    def visit_Assign(self, node: nodes.Assign) -> nodes.Assign:  # noqa: N802
        if not (isinstance(node.target, nodes.Name) and node.target.name in self.asked):  # else it may be missing
            self._name_lookups(node.node)
        return self._generic(node)

    def _name_lookups(self, child: nodes.Node) -> None:
        """Let the printer know of the keys in brackets of what is printed, given a name, or gone through."""
        number = self.number_of_line(child.lineno) if not isinstance(child, nodes.TemplateData) else None
        for lookup in _printed_lookups(child) if number is not None else ():
            lookup.arg = self._filter(lookup.arg, "_noekkel", number)

    def _printed(self, child: nodes.Expr) -> nodes.Expr:
        if isinstance(child, nodes.TemplateData):
            return child
        number = self.number_of_line(child.lineno)
        return self._filter(child, "_tekst") if number is None else self._filter(child, "_v", number)

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        cost = sum(len(data.data) for data in _own_text(node))
        self._name_lookups(node.iter)
        node = self._generic(node)
        node.iter = self._filter(node.iter, "_runde", cost)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        node = self._generic(node)
        number = self.number_of_line(node.lineno)
        values: nodes.Expr = nodes.List(node.nodes, lineno=node.lineno, environment=self.env)
        return self._filter(values if number is None else self._filter(values, "_i_ord", number), "_sammen")

    def visit_Compare(self, node: nodes.Compare) -> nodes.Expr:  # noqa: N802
        node = self._generic(node)
        if len(node.ops) == 1 and node.ops[0].op in ("in", "notin"):
            pair = nodes.List([node.expr, node.ops[0].expr], lineno=node.lineno, environment=self.env)
            found: nodes.Expr = self._filter(pair, "_i")
            if node.ops[0].op == "in":
                return found
            return nodes.Not(found, lineno=node.lineno, environment=self.env)
        node.expr = self._filter(node.expr, "_ledd")
        for operand in node.ops:
            operand.expr = self._filter(operand.expr, "_ledd")
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:  # noqa: N802
        node = self._generic(node)
        node.key = self._filter(node.key, "_ledd")
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:  # noqa: N802
        node = self._generic(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = self._filter(node.node, "_utsnitt")
        return node

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.CondExpr:  # noqa: N802
        node = self._generic(node)
        if node.expr2 is None:
            node.expr2 = nodes.Const("", lineno=node.lineno, environment=self.env)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Filter:  # noqa: N802
        node = self._generic(node)
        assert isinstance(node.node, nodes.Name)  # `check` lets no other call through
        value, *more = node.args
        return self._filter(value, FUNCTIONS[node.node.name], *more)

    def _generic(self, node: Node) -> Node:
        return self.generic_visit(node)  # type: ignore[return-value]


def _printed_lookups(printed: nodes.Node) -> Iterable[nodes.Getitem]:
    """The lookups by key in what is printed; not those that are only asked for, as with `if`, `or` and `ellers`."""
    waiting: list[nodes.Node] = [printed]
    while waiting:
        match waiting.pop():
            case nodes.Test() | nodes.Compare() | nodes.Not():
                continue
            case nodes.CondExpr(expr1=first, expr2=second):
                waiting += [first, second] if second is not None else [first]
            case nodes.Or(right=right) | nodes.And(right=right):
                waiting.append(right)
            case nodes.Filter(name=name, args=args) if METHODS.get(name) == "ellers":
                waiting += args
            case node:
                waiting += node.iter_child_nodes()
                if isinstance(node, nodes.Getitem) and _may_be_empty(node.arg):
                    yield node


def _may_be_empty(key: nodes.Expr) -> bool:
    return key.value is None if isinstance(key, nodes.Const) else not isinstance(key, nodes.Slice)


def _own_text(loop: nodes.For) -> Iterable[nodes.TemplateData]:
    """The fixed text a loop writes per turn: that of the loops inside it is counted with them."""
    waiting: list[nodes.Node] = [*loop.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.TemplateData):
            yield node
        elif not isinstance(node, nodes.For):
            waiting.extend(node.iter_child_nodes())
