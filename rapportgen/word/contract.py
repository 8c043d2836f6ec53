"""What a template asks for, read from its tags: fields, lists, charts, filters and functions, by their names."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from jinja2 import nodes

from rapportgen.errors import TemplateError
from rapportgen.model.declared_samlerapport import declared_for
from rapportgen.model.kontrakt import EACH, FILTER, FUNKSJON, Wish, wish_at
from rapportgen.model.rader import HAR
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name
from rapportgen.word.compile import examine_package
from rapportgen.word.compiling.category import is_portfolio
from rapportgen.word.language.fields import ONE_ROW, SAME_ROWS, syntax_of, unknown_fields
from rapportgen.word.language.guard import spelt
from rapportgen.word.ooxml.package import read_package
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import parse_tag

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as File

    from rapportgen.model.kontrakt import Path
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.problems import Problem
    from rapportgen.word.compiled import Use

# Filters that name a field of each row, and the place of that name among their values.
_NAME_A_FIELD = {"sorter": 0, "sort": 0, "velg": 0, "velgbort": 0, "sum": 0, "join": 1}
_BY_KEY = {"bilde": "figur", "fotnote": "fotnoter"}
_ATTRIBUTE = "attribute"


class Contract(NamedTuple):
    """What a template asks for, in reading order, the tags that do, and whether it is one for portfolios."""

    wishes: tuple[Wish, ...]
    uses: tuple[Use, ...]
    portfolio: bool = False

    def lacking(self, context: Mapping[str, object]) -> list[Problem]:
        """The fields that the template asks for and a report does not have, so that it cannot be made."""
        return unknown_fields(self.uses, context)


def contract_of(source: File, oppsett: Oppsett) -> Contract:
    """The contract of a template, as far as its tags can be read. Raises FileRefusedError for a file that is none."""
    package = read_package(source)
    portfolio = is_portfolio(package)
    try:
        uses, _ = examine_package(package, oppsett.filtre)
    except TemplateError:
        return Contract((), ())
    reading = _Reading(declared_for(oppsett.schema, portfolio=portfolio))
    for use in uses:
        tree = syntax_of(use)
        if tree is not None:
            reading.follow(use, tree)
    return Contract(tuple(dict.fromkeys(reading.found)), tuple(uses), portfolio)


class _Reading:
    """One pass through the tags of a template, with the paths that its own names stand for."""

    def __init__(self, declared: Mapping[str, object]) -> None:
        self.declared = declared
        self.scopes: list[dict[str, Path | None]] = [{}]
        self.found: list[Wish] = []
        self.use: Use

    def follow(self, use: Use, tree: nodes.Template) -> None:
        """Note what one tag asks for, and learn the names it gives."""
        self.use = use
        if parse_tag(use.raw).word == "endfor" and len(self.scopes) > 1:
            self.scopes.pop()
        for node in tree.body:
            if isinstance(node, nodes.For):
                self._enter(node)
            elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
                self.scopes[-1][node.target.name] = self._path(node.node)
                self._ask(node.node)
            else:
                self._ask(node)

    def _enter(self, loop: nodes.For) -> None:
        path = self._path(loop.iter)
        self._ask(loop.iter)
        names: dict[str, Path | None] = {"loop": None}
        for name in loop.target.find_all(nodes.Name):
            names[name.name] = None
        if isinstance(loop.target, nodes.Name):
            names[loop.target.name] = (*path, EACH) if path else None
        self.scopes.append(names)
        if loop.test is not None:
            self._ask(loop.test)

    def _ask(self, node: nodes.Node) -> None:
        """Note everything that an expression asks for."""
        match node:
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                self._note(self._path(node))
                self._ask_within(node)
            case nodes.Filter():
                self._ask_filter(node)
            case nodes.Call() if isinstance(node.node, nodes.Name):
                self._ask_function(node.node.name, node.args)
            case _:
                for child in node.iter_child_nodes():
                    self._ask(child)

    def _ask_within(self, node: nodes.Node) -> None:
        """Note what stands inside a path: its keys, and what it begins with when that is no name."""
        while isinstance(node, (nodes.Getattr, nodes.Getitem)):
            if isinstance(node, nodes.Getitem):
                self._ask(node.arg)
            node = node.node
        if not isinstance(node, nodes.Name):
            self._ask(node)

    def _ask_filter(self, node: nodes.Filter) -> None:
        self.found.append(Wish(FILTER, spelt(node.name), self.use.place))
        if node.node is not None:
            self._ask(node.node)
            self._note_named_field(node, self._path(node.node))
        for part in (*node.args, *node.kwargs):
            self._ask(part)

    def _note_named_field(self, node: nodes.Filter, path: Path | None) -> None:
        """Note the field in `tiltak | sorter("frist")`."""
        index = _NAME_A_FIELD.get(node.name)
        if path is None or index is None:
            return
        named = (kwarg.value for kwarg in node.kwargs if kwarg.key == _ATTRIBUTE)
        value = next(chain(named, node.args[index:]), None)
        if isinstance(value, nodes.Const) and isinstance(value.value, str):
            self._note((*path, EACH, *value.value.split(".")))

    def _ask_function(self, name: str, values: list[nodes.Expr]) -> None:
        self.found.append(Wish(FUNKSJON, name, self.use.place))
        first = next(iter(values), None)
        if name in _BY_KEY and isinstance(first, nodes.Const):
            self._note((_BY_KEY[name], str(first.value)))
        for value in values:
            self._ask(value)

    def _note(self, path: Path | None) -> None:
        if not path:
            return
        if path[-1].startswith(HAR) and len(path) > 1:
            path = (*path[:-1], EACH, path[-1].removeprefix(HAR))
        wish, raw = wish_at(path, self.use.place, self.declared), self.use.raw
        self.found.append(wish._replace(navn=as_typed(wish.navn, raw), kolonne=as_typed(wish.kolonne, raw)))

    def _path(self, node: nodes.Node) -> Path | None:
        """The path that an expression stands for; None for a value of the template's own."""
        match node:
            case nodes.Name():
                known = next((scope for scope in reversed(self.scopes) if node.name in scope), None)
                return (ascii_name(node.name),) if known is None else known[node.name]
            case nodes.Getattr():
                return self._within(node.node, ascii_name(node.attr))
            case nodes.Getitem() if isinstance(node.arg, nodes.Const):
                key = node.arg.value
                return self._within(node.node, key if isinstance(key, str) else EACH)
            case nodes.Getitem() if isinstance(node.arg, nodes.Slice):
                return self._path(node.node)
            case nodes.Filter() if node.node is not None and node.name in SAME_ROWS:
                return self._path(node.node)
            case nodes.Filter() if node.node is not None and node.name in ONE_ROW:
                return self._within(node.node, EACH)
        return None

    def _within(self, owner: nodes.Node, name: str) -> Path | None:
        path = self._path(owner)
        return (*path, name) if path else None
