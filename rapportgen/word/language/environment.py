"""Jinja's part of templates: their syntax is read, and made a program. Only compiling and checking need it.

Linter and compiler use the same. `guard` says which syntax is allowed, `runtime` what a program may reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rapportgen.errors import RapportgenError
from rapportgen.word.language.budget import Budget
from rapportgen.word.language.runtime import NAMES, OPERATORS, Runtime
from rapportgen.word.settings import Visning
from rapportgen.word.tags import delimiters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import CodeType

    from jinja2.compiler import Frame

JINJA = "3.1"
"""The Jinja whose programs the runtime knows. They are its own affair, so another may write them otherwise."""

# Filters that only the compiler writes: they print values and complete elements (`printer`).
WRITERS = [
    "_v",
    "_tekst",
    "_gantt",
    "_risikomatrise",
    "_fyll",
    "_skrift",
    "_heltall",
    "_vm",
    "_ny_liste",
    "_listenummer",
    "_ny_tabell",
    "_ny_rad",
    "_sammen_ned",
    "_sammen_ned_ny",
    "_id",
    "_samme_id",
    "_navn",
    "_fotnote",
    "_se",
    "_anker",
    "_noekkel",
    "_i_ord",
    "_nummer",
    "_bilde",
    "_celle",
    "_rad",
    "_tabell",
    "_rutenett",
]


class OtherJinjaError(RapportgenError):
    """The Jinja that is installed writes programs that the runtime does not know. No template is at fault."""

    def __init__(self) -> None:
        from importlib.metadata import version

        super().__init__(
            f"Ingen mal kan brukes med Jinja {version('jinja2')}, som er installert her: rapportgen er laget for Jinja "
            f"{JINJA}. Installer rapportgen på nytt, så følger rett utgave med."
        )


class _Generator(CodeGenerator):
    """Writes programs for our runtime: outputs as they come from our printer, which escapes; computing nothing."""

    def write_commons(self) -> None:
        self.writeline("resolve = context.resolve_or_missing")
        self.writeline("undefined = environment.undefined")
        self.writeline("concat = environment.concat")
        self.writeline("if 0: yield None")

    def pull_dependencies(self, nodes_: Iterable[nodes.Node]) -> None:
        """Each filter and test is looked up once. That they are there is known: see `guard`."""
        for kind, table, known in ((nodes.Filter, "filters", self.filters), (nodes.Test, "tests", self.tests)):
            for name in sorted({used.name for node in nodes_ for used in node.find_all(kind)}):
                known[name] = self.temporary_identifier()
                self.writeline(f"{known[name]} = environment.{table}[{name!r}]")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(")


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """The Jinja environment of templates. It reads and compiles them; to run them takes a Runtime.

    Nothing is escaped by Jinja, for every output is given to our printer, which knows where it stands.
    """

    code_generator_class = _Generator
    intercepted_binops = frozenset(OPERATORS)

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(
            variable_start_string=delimiters.OUT_START,
            variable_end_string=delimiters.OUT_END,
            block_start_string=delimiters.BLOCK_START,
            block_end_string=delimiters.BLOCK_END,
            comment_start_string=delimiters.NOTE_START,
            comment_end_string=delimiters.NOTE_END,
            keep_trailing_newline=True,
            optimized=False,
            autoescape=False,
            cache_size=0,
        )
        self.globals = {}
        self.filters, self.tests = {**runtime.filters}, {**runtime.tests}

    def is_safe_callable(self, obj: object) -> bool:
        """Nothing may be called."""
        return False

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """No attribute is reached this way: see `Runtime.getattr`."""
        return False

    def program(self, tree: nodes.Template, name: str) -> CodeType:
        """The program of a checked and rewritten tree; `name` stands for its file where it fails.

        Raises OtherJinjaError when it would ask for anything but what the runtime has.
        """
        try:
            imports, _, program = self.compile(tree, raw=True).partition("\n")
        except (AttributeError, TypeError, AssertionError) as error:  # a compiler without what we change of it
            raise OtherJinjaError from error
        if not imports.startswith("from jinja2.runtime import "):  # which the runtime gives
            raise OtherJinjaError
        code = compile("\n" + program, name, "exec")
        if any(set(part.co_names) - NAMES for part in _functions(code)):
            raise OtherJinjaError
        return code


def _functions(code: CodeType) -> Iterator[CodeType]:
    """A program and the functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, type(code)):
            yield from _functions(constant)


def make_runtime(visning: Visning | None = None) -> Runtime:
    """A runtime without a report: what works out constants."""
    return Runtime(visning or Visning(), Budget(), dict.fromkeys(WRITERS, str))


def make_environment(visning: Visning | None = None) -> ReportEnvironment:
    """The environment of templates that print values in this way, with the kommune's own filters."""
    return ReportEnvironment(make_runtime(visning))
