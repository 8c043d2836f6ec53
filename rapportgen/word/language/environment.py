"""The one Jinja environment of templates: sandboxed, deny by default, bounded, and speaking Norwegian.

Linter, compiler and renderer use the same. `guard` says which syntax is allowed; here is what an allowed
expression may reach: fields of records, keys, listed attributes, our filters. No function, method or global.
"""

from __future__ import annotations

import operator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import Undefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rapportgen.errors import TemplateError
from rapportgen.model.beloep import Beloep, Tall
from rapportgen.model.record import Record, Value
from rapportgen.model.utelatt import Utelatt
from rapportgen.word.language.budget import MAX_EXPONENT, MAX_NUMBER, Budget
from rapportgen.word.language.filters import Filters
from rapportgen.word.language.values import (
    LOOP_FIELDS,
    NOTHING,
    EmptyValueError,
    FieldName,
    decimal,
    display,
    field_of,
    item_of,
)
from rapportgen.word.settings import Visning
from rapportgen.word.tags import delimiters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jinja2.compiler import Frame
    from jinja2.runtime import Context

    from rapportgen.word.language.formats import Language

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
    "_vm_ny",
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
    "_nummer",
    "_bilde",
    "_celle",
    "_rad",
    "_tabell",
    "_rutenett",
]
TESTS = frozenset(
    [
        "defined",
        "undefined",
        "none",
        "number",
        "string",
        "mapping",
        "sequence",
        "iterable",
        "odd",
        "even",
        "divisibleby",
        "true",
        "false",
        "boolean",
        "integer",
        "float",
        "in",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
    ]
)
_OPERATORS = frozenset(["+", "-", "*", "/", "//", "**", "%"])
_COMPARISONS = {name: getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge")}
_COLLECTIONS = (list, tuple, dict)
_NUMBERS = (int, float, Decimal)


class Missing(Undefined):
    """A field that is not there: any use of it but `is defined` and `default` is an error."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        from jinja2.utils import missing

        return FieldName.of(NOTHING if self._undefined_obj is missing else self._undefined_obj, self._undefined_name)

    def _fail(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        self._fail_with_undefined_error()

    __iter__ = __str__ = __len__ = __bool__ = __hash__ = __eq__ = __ne__ = __contains__ = _fail


class _Generator(CodeGenerator):
    """Writes outputs as they come from our printer, which escapes; and computes nothing while compiling."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(")


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """A Jinja environment for one report (or, without values, for compiling)."""

    code_generator_class = _Generator
    intercepted_binops = _OPERATORS

    def __init__(
        self,
        visning: Visning,
        budget: Budget,
        writers: Mapping[str, Callable[..., object]],
        language: Language | None = None,
    ) -> None:
        super().__init__(
            variable_start_string=delimiters.OUT_START,
            variable_end_string=delimiters.OUT_END,
            block_start_string=delimiters.BLOCK_START,
            block_end_string=delimiters.BLOCK_END,
            comment_start_string=delimiters.NOTE_START,
            comment_end_string=delimiters.NOTE_END,
            keep_trailing_newline=True,
            optimized=False,
            autoescape=True,
            undefined=Missing,
            cache_size=0,
        )
        self.visning, self.budget = visning, budget
        self.globals = {}
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS}
        self.tests |= {name: self._compared(compare) for name, compare in _COMPARISONS.items()}
        self.tests["in"] = lambda wanted, where: self._contains((wanted, where))
        self.filters = {
            **Filters(visning, budget, language).table(),
            **writers,
            "_runde": self._turns,
            "_sammen": self._joined,
            "_i": self._contains,
            "_ledd": self._operand,
            "_utsnitt": self._sliced,
        }

    def is_safe_callable(self, obj: object) -> bool:
        """Nothing may be called."""
        return False

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """No attribute is reached this way: see `getattr`."""
        return False

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` of a template."""
        if isinstance(obj, Record):  # which most are: the short way
            try:
                value = obj.felt(attribute)
            except KeyError:
                return self._missing(obj, attribute)
            return obj.utelatt(attribute) if value is None else value
        value = field_of(obj, attribute)
        if value is not NOTHING:
            return value
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self._missing(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]` of a template."""
        if isinstance(argument, Undefined):
            str(argument)
        value = item_of(obj, self._operand(argument))
        return self._missing(obj, argument) if value is NOTHING else value

    def _missing(self, obj: Any, name: Any) -> Undefined:
        if isinstance(obj, Undefined):
            str(obj)  # raises, with the name that is missing first
        return Missing(obj=obj, name=name)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic between numbers and amounts; `+` also between texts. What is left out, stays left out."""
        result: Any
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)
            if isinstance(value, Utelatt):
                return value
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.budget.take_text(str(left) + str(right))
        left, right = _number(left), _number(right)
        if operator == "/" and isinstance(left, int):
            left = Decimal(left)
        if operator == "**" and (abs(right) > MAX_EXPONENT or abs(left) > MAX_NUMBER):
            raise TemplateError("Eksponenten er for stor.")
        try:
            result = self.binop_table[operator](left, right)
        except (InvalidOperation, ZeroDivisionError, OverflowError) as error:
            raise TemplateError("Regnestykket går ikke opp (er det deling på null?).") from error
        except TypeError as error:
            raise TemplateError("Verdiene kan ikke regnes med hverandre.") from error
        if not isinstance(result, Beloep) and abs(result) > MAX_NUMBER:
            raise TemplateError("Tallet blir for stort.")
        return result

    def _turns(self, value: object, text_per_turn: int) -> Sequence[object] | Mapping[object, object]:
        """What a loop goes through, paid for. Nothing is an empty list; a text is none."""
        if value is None or isinstance(value, Utelatt):
            return ()
        if isinstance(value, Undefined):
            str(value)
        if not isinstance(value, (list, tuple, dict)):
            raise TemplateError("Dette er ikke en liste som kan gjentas med {% for … %}.")
        self.budget.take_turns(len(value), text_per_turn)
        return value

    def _joined(self, values: list[object]) -> str:
        return self.budget.take_text("".join(display(value, self.visning) for value in values))

    def _operand(self, value: Any) -> Any:
        """A value that is compared or looked up, paid for. Lists of lists could take for ever, so no list is."""
        if isinstance(value, _COLLECTIONS) and not isinstance(value, Value):
            raise TemplateError("Lister kan ikke sammenlignes. Skriv listen|length for antall rader.")
        self.budget.take_reading(len(value) if isinstance(value, str) else 0)
        return decimal(value) if isinstance(value, float) else value

    def _compared(self, compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        return lambda left, right: compare(self._operand(left), self._operand(right))

    def _sliced(self, value: Any) -> Any:
        """What a slice is taken of, paid for."""
        if isinstance(value, _COLLECTIONS):
            self.budget.take_copying(len(value))
        elif isinstance(value, str):
            self.budget.take_reading(len(value))
        return value

    def _contains(self, pair: tuple[object, object]) -> bool:
        wanted, where = pair
        for value in pair:
            if isinstance(value, Undefined):
                str(value)
        self._operand(wanted)
        if isinstance(where, str):
            self.budget.take_reading(len(where))
            return isinstance(wanted, str) and wanted in where
        if where is None or isinstance(where, Utelatt):
            return False
        if not isinstance(where, (list, tuple, dict)):
            raise TemplateError("«in» trenger en liste eller en tekst til høyre.")
        self.budget.take_turns(len(where))
        return wanted in where


def _number(value: object) -> Any:
    if isinstance(value, Tall):
        value = value.verdi
    if isinstance(value, float):
        return decimal(value)
    if isinstance(value, (*_NUMBERS, Beloep)) and not isinstance(value, bool):
        return value
    if value is None:
        raise EmptyValueError("Kan ikke regne med en tom verdi.")
    shown = f"«{value[:40]}»" if isinstance(value, str) else "denne verdien"
    raise TemplateError(f"Kan ikke regne med {shown}.")


def make_environment(
    visning: Visning | None = None,
    budget: Budget | None = None,
    writers: Mapping[str, Callable[..., object]] | None = None,
    language: Language | None = None,
) -> ReportEnvironment:
    """The environment of a report. Without `writers` it can read and compile templates, but run none.

    `language` is that of `visning`, where it is known without asking Babel.
    """
    return ReportEnvironment(visning or Visning(), budget or Budget(), writers or dict.fromkeys(WRITERS, str), language)
