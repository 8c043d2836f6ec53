"""Programs run without Jinja do what they do with it, and can reach nothing but what the runtime gives."""

from __future__ import annotations

import operator
import re
import tomllib
import traceback
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import jinja2.tests
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rapportgen.errors import TemplateError
from rapportgen.model.beloep import Tall
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.utelatt import Utelatt
from rapportgen.word import compile_template
from rapportgen.word.language import guard
from rapportgen.word.language.budget import Budget
from rapportgen.word.language.environment import (
    JINJA,
    OtherJinjaError,
    ReportEnvironment,
    make_environment,
    make_runtime,
)
from rapportgen.word.language.questions import DOES_NOT_WORK_OUT, QUESTIONS
from rapportgen.word.language.runtime import OPERATORS, Loop, Names, Runtime, load
from rapportgen.word.language.values import LOOP_FIELDS, NOTHING, Missing, MissingFieldError, display
from rapportgen.word.settings import Visning
from rapportgen.word.tags import delimiters as d
from tests.word.docx import docx_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

CONTEXT: dict[str, object] = {
    "tittel": "Årsrapport",
    "tom": None,
    "tall": 3,
    "desimal": Decimal("2.5"),
    "rader": Rader([Felter(navn="B", sum=1, under=[1, 2]), Felter(navn="A", sum=None, under=[])]),
    "bok": {"a": 1, "b": "to", "index": 7},
    "ingen": [],
    "x": "utenfor",
    "borte": Utelatt("mangler"),
}
FILE = "<mal>"
PROJECT = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
VISNING = Visning()


class WorkingLater(CodeGenerator):
    """Jinja's own compiler, but that nothing is worked out while it compiles."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible


class Reference(ImmutableSandboxedEnvironment):
    """Jinja as it comes, with our answers: its own programs, names and loops."""

    code_generator_class = WorkingLater
    intercepted_binops = frozenset(OPERATORS)

    def __init__(self) -> None:
        super().__init__(
            variable_start_string=d.OUT_START,
            variable_end_string=d.OUT_END,
            block_start_string=d.BLOCK_START,
            block_end_string=d.BLOCK_END,
            comment_start_string=d.NOTE_START,
            comment_end_string=d.NOTE_END,
            keep_trailing_newline=True,
            optimized=False,
        )
        self.answers = printing()
        self.undefined: Any = lambda _hint=None, obj=NOTHING, name=None: Missing(name, obj)
        self.globals = {}
        self.filters, self.tests = {**self.answers.filters}, {**self.answers.tests}
        self.call_binop = self.answers.call_binop
        self.getitem = self.answers.getitem

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.answers.getattr(obj, attribute)


def typed(template: str) -> str:
    """A template with the signs that tags have when they are compiled."""
    signs = {"{{": d.OUT_START, "}}": d.OUT_END, "{%": d.BLOCK_START, "%}": d.BLOCK_END}
    for plain, sign in signs.items():
        template = template.replace(plain, sign)
    return template


def written(pieces: Iterator[str], source_line: Any) -> tuple[object, ...]:
    """What a program writes; or how it fails, and on which line of its source."""
    try:
        return ("".join(pieces),)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is to be the same
        own = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == FILE]
        return type(error), str(error).replace("LoopContext", "Loop"), source_line(own[-1])


def printing() -> Runtime:
    """Answers of a report in which a value prints as it is shown."""
    return Runtime(VISNING, Budget(), {"_tekst": lambda value: display(value, VISNING)})


def with_jinja(template: str) -> tuple[object, ...]:
    env = Reference()
    tree = guard.rewrite(env.parse(typed(template)), env, lambda _line: None)
    made = jinja2.Template.from_code(env, compile(env.compile(tree, raw=True), FILE, "exec"), {})
    return written(made.root_render_func(made.new_context(CONTEXT)), made.get_corresponding_lineno)


def ours(template: str) -> tuple[object, ...]:
    runtime = printing()
    program = load(_compiled(template, ReportEnvironment(runtime)), runtime)
    return written(program.root(Names(CONTEXT)), program.source_line)


def _compiled(template: str, env: ReportEnvironment) -> CodeType:
    return env.program(guard.rewrite(env.parse(typed(template)), env, lambda _line: None), FILE)


FIELDS = ["rader[0].navn", "rader[1].sum", "rader[9]", "rader[-1].feil", "bok.a", "bok['c']", "x.navn", "x.under"]
CONSTANTS = ["1", "0", "-2", "2.5", "'to'", "''", "none", "true", "false", "[]", "[x, 1]", "{'a': x, tall: 2}"]
UNKNOWN = ["mangler", "mangler.navn", "y", "y.mer.enda"]
OF_LOOPS = ["loop", *(f"loop.{field}" for field in sorted(LOOP_FIELDS))]
VALUES = st.sampled_from([*(3 * [*CONTEXT, *FIELDS, *CONSTANTS]), *UNKNOWN, *OF_LOOPS])
TEMPLATES_OF_EXPRESSIONS = [
    "({0} {op} {1})",
    "({0} ~ {1})",
    "({0} and {1})",
    "({0} or {1})",
    "(not {0})",
    "(-{0})",
    "({0} == {1})",
    "({0} < {1} <= {0})",
    "({0} in {1})",
    "({0} not in {1})",
    "({0} is {test})",
    "({0} is not {test})",
    "({0} is divisibleby({1}))",
    "({0} is divisibleby(num=3))",
    "({0} is eq({1}))",
    "({0} if {1} else {0})",
    "({0} if {1})",
    "({0})[{1}]",
    "({0})[0:1]",
    "({0})[::{1}]",
    "({0}).navn",
    "({0})['sum']",
    "[{0}, {1}]",
    "({0}, {1})",
    "({0} | ellers({1}))",
    "({0} | d({1}, true))",
    "({0} | sorter('sum', reverse={1}))",
    "({0} | velg('navn', {1}))",
    "({0} | {filter})",
]
FILTERS = ("length", "first", "last", "join(', ')", "upper", "sum", "avrund", "tekst", "liste", "reverse", "prosent")


def _built(parts: tuple[str, str, str, str, str, str]) -> str:
    form, first, second, sign, test, name = parts
    return form.format(first, second, op=sign, test=test, filter=name)


def _deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    others = (st.sampled_from(sorted(OPERATORS)), st.sampled_from(sorted(QUESTIONS.keys() - {"divisibleby"})))
    forms = st.sampled_from(TEMPLATES_OF_EXPRESSIONS)
    return st.tuples(forms, inner, inner, *others, st.sampled_from(FILTERS)).map(_built)


EXPRESSIONS = st.recursive(VALUES, _deeper, max_leaves=4)
FORMS_OF_BLOCKS = [
    "{{% for x in {e} %}}\n{b}{{% endfor %}}",
    "{{% for x in rader %}}\n{b}{c}{{% endfor %}}",
    "{{% for x in rader %}}{{{{ loop.index }}}}\n{b}{{% endfor %}}",
    "{{% for x in [3, 1, 2] if x > {e} %}}\n{{{{ loop.length }}}}{b}{{{{ loop.last }}}}{{% else %}}{c}{{% endfor %}}",
    "{{% for x in rader if {e} %}}\n{b}{{{{ loop.revindex0 }}}}{{% endfor %}}",
    "{{% for x, y in [[1, 2], [3, {e}]] %}}{b}{{% else %}}{c}{{% endfor %}}",
    "{{% for x in ingen %}}{b}{{% else %}}\n{c}{{{{ {e} }}}}{{% endfor %}}",
    "{{% if {e} %}}\n{b}{{% else %}}{c}{{% endif %}}",
    "{{% if {e} %}}{b}{{% elif {e} is defined %}}\n{c}{{% endif %}}",
    "{{% set x = {e} %}}{b}{{{{ x }}}}",
    "{{% set y = {e} %}}\n{{% set x, tall = y, 5 %}}{b}",
    "{{% filter tekst %}}{b}{{{{ {e} }}}}{{% endfilter %}}",
]


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(FORMS_OF_BLOCKS), EXPRESSIONS, inner, inner).map(
        lambda parts: parts[0].format(e=parts[1], b=parts[2], c=parts[3])
    )


OUTPUTS = EXPRESSIONS.map("tekst {{{{ {} }}}}\n".format)
BLOCKS = st.recursive(OUTPUTS, _blocks, max_leaves=6)


@given(BLOCKS)
@example("{% for x in rader %}{{ loop.previtem.navn | d('–') }}{{ loop.nextitem is defined }}{% endfor %}")
@example("{% for x in rader %}\n{{ loop.previtem.navn }}{% endfor %}")
@example("{% for x in [1, 2, 3, 4] if x is even %}{{ loop.length }}{{ loop.nextitem }}{{ loop.revindex }}{% endfor %}")
@example("{% for x in [1, 2, 3] if x != 2 %}{{ loop.last }}{{ loop.length }}{{ x }}{{ loop.previtem }}{% endfor %}")
@example("{% for x in rader %}{% for y in x.under %}{{ loop.index }}{% endfor %}{{ loop.index }}{{ y }}{% endfor %}")
@example("{% for x in rader %}{% for x in x.under %}{{ x }}{% endfor %}{{ x.navn }}{% endfor %}{{ x }}")
@example("{% for x in rader %}{% set y = x.navn %}{% endfor %}{{ y }}")
@example("{% if tall %}{% set ny = 1 %}{% endif %}{% for x in rader %}{{ ny }}{% endfor %}")
@example("{% if tom %}{% set ny = 1 %}{% endif %}{% for x in rader %}\n{{ ny }}{% endfor %}")
@example("{% set rader = rader[:1] %}{% for x in rader %}{{ x.navn }}{% endfor %}")
@example("{% for x in bok %}{{ x }}{{ loop.depth }}{{ bok[x] }}{% endfor %}")
@example("{{ tall if tom }}|{{ 'ja' if tall else mangler }}|{{ mangler if tom else 'nei' }}")
def test_a_program_does_what_it_does_with_jinja(template: str) -> None:
    assert ours(template) == with_jinja(template)


def _fails(use: Any, value: object) -> bool:
    try:
        use(value)
    except (MissingFieldError, jinja2.UndefinedError):
        return True
    except (TypeError, AttributeError):
        return False
    return False


USES = {
    **{name: getattr(operator, name) for name in ("neg", "pos", "truth", "not_")},
    **{kind.__name__: kind for kind in (str, bool, int, float, complex, len, hash, iter, list)},
    **{f"{name} 1": (lambda value, of=of: of(value, 1)) for name, of in OPERATORS.items()},
    **{f"1 {name}": (lambda value, of=of: of(1, value)) for name, of in OPERATORS.items()},
    **{name: (lambda value, of=name: getattr(operator, of)(value, 1)) for name in ("eq", "ne", "lt", "le", "gt", "ge")},
    "in": lambda value: 1 in value,
    "[0]": lambda value: value[0],
    "[:1]": lambda value: value[:1],
    "()": lambda value: value(),
    ".navn": lambda value: value.navn,
    "{}": lambda value: {value: 1},
    "sort": lambda value: sorted([value, value]),
    "format": "{}".format,
}


@pytest.mark.parametrize("use", sorted(USES))
def test_a_missing_field_cannot_be_used(use: str) -> None:
    assert _fails(USES[use], Missing("navn", NOTHING))
    assert _fails(USES[use], jinja2.StrictUndefined())


def test_python_may_ask_what_a_missing_field_can_do() -> None:
    assert not hasattr(Missing("navn"), "__html__")


ASKED_OF = [None, True, False, 0, 1, 2, 3, -3, 2.5, 1e300, Decimal(4), "to", "", [], [1], (), {}, {"a": 1}]
ASKED_OF += [Felter(navn="A"), Rader([]), Tall(Decimal(2)), date(2024, 1, 1), Utelatt("x"), Loop([1]), object()]


def _answer(question: Any, *values: object) -> object:
    try:
        return question(*values)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is to be the same
        return type(error)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
@pytest.mark.parametrize("value", ASKED_OF, ids=lambda value: f"{type(value).__name__} {value!s:.20}".split(" at ")[0])
def test_a_question_is_answered_as_jinja_answers_it(name: str, value: object) -> None:
    more = ([3], [2.5], ["a"], [None]) if name == "divisibleby" else ([],)
    for others in more:
        assert _answer(QUESTIONS[name], value, *others) == _answer(jinja2.tests.TESTS[name], value, *others)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_about_a_missing_field_is_answered_as_jinja_does(name: str) -> None:
    others = [3] if name == "divisibleby" else []
    found, wanted = (
        _answer(ask, value, *others)
        for ask, value in ((QUESTIONS[name], Missing("x")), (jinja2.tests.TESTS[name], jinja2.StrictUndefined()))
    )
    assert found == (MissingFieldError if wanted is jinja2.UndefinedError else wanted)


@pytest.mark.parametrize("tag", ["{{ 7 is divisibleby(0) }}", "{{ desimal is divisibleby(0) }}", "{{ tall % 0 }}"])
def test_a_division_by_nothing_does_not_work_out(tag: str) -> None:
    assert ours(tag) == (TemplateError, DOES_NOT_WORK_OUT, 1)


@pytest.mark.parametrize("question", ["odd", "even", "divisibleby(3)"])
def test_a_text_is_not_filled_in_where_a_number_is_asked_about(question: str) -> None:
    assert ours(f"{{{{ '%999999999d' is {question} }}}}")[0] is TypeError


@pytest.mark.parametrize(
    "template",
    [
        "{% macro m() %}{% endmacro %}",
        "{% call tittel() %}{% endcall %}",
        "{% include 'a' %}",
        "{% import 'a' as b %}",
        "{% from 'a' import b %}",
        "{% extends 'a' %}",
        "{% block a %}{% endblock %}",
        "{% set a %}b{% endset %}",
        "{% set a.b = 1 %}",
        "{{ tittel.upper() }}",
        "{{ range(9) }}",
        "{{ self }}",
        "{% for x in rader recursive %}{{ loop(x) }}{% endfor %}",
    ],
)
def test_a_program_that_asks_for_more_is_refused_also_where_nobody_looked_at_its_syntax(template: str) -> None:
    env = make_environment()
    with pytest.raises(OtherJinjaError, match="rapportgen er laget for Jinja"):
        env.program(env.parse(typed(template)), FILE)


def other_imports(_generator: Any, tree: nodes.Template) -> str:
    return "import jinja2.runtime"


def other_names(_generator: Any, tree: nodes.Template) -> str:
    return "from jinja2.runtime import missing\nroot = [breakpoint]"


def other_parts(generator: Any, tree: nodes.Template) -> str:
    return str(generator.a_part_of_another_jinja)


@pytest.mark.parametrize("other", [other_imports, other_names, other_parts])
def test_another_jinja_is_told_of_as_such_and_not_as_a_fault_of_the_template(
    monkeypatch: pytest.MonkeyPatch, other: Any
) -> None:
    monkeypatch.setattr(ReportEnvironment, "_generate", lambda _env, tree, *_rest, **_more: other(_env, tree))
    with pytest.raises(OtherJinjaError) as told:
        compile_template(docx_with("{{ tittel }}"), cache=False)
    assert str(told.value) == (
        f"Ingen mal kan brukes med Jinja {version('jinja2')}, som er installert her: rapportgen er laget for "
        "Jinja 3.1. Installer rapportgen på nytt, så følger rett utgave med."
    )


def test_an_installation_gives_the_jinja_that_programs_are_known_of() -> None:
    (asked,) = [one for one in PROJECT["project"]["dependencies"] if one.startswith("jinja2")]
    series, newest = JINJA.split(".")
    assert re.fullmatch(rf"jinja2>={JINJA}\.\d+,<{series}\.{int(newest) + 1}", asked)


@pytest.mark.parametrize("name", ["open", "__import__", "eval", "getattr", "print", "type"])
def test_a_program_has_none_of_pythons_own_functions(name: str) -> None:
    program = load(compile(f"def root(context):\n  yield {name}\ndebug_info = ''", FILE, "exec"), make_runtime())
    with pytest.raises(NameError):
        list(program.root(Names({})))
