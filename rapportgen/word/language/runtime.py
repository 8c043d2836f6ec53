"""What a compiled template may ask for while it runs: deny by default, bounded, and speaking Norwegian.

A compiled template is a program that Jinja's compiler wrote (`environment`), of syntax that `guard` has let through.
Here is all that such a program can reach: fields of records, keys, listed attributes, our filters. It has none of
Python's own functions, so it can import nothing, and calls nothing but what is given here. To run it takes no Jinja.
"""

from __future__ import annotations

import operator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from rapportgen.errors import TemplateError
from rapportgen.model.beloep import Beloep, Tall
from rapportgen.model.record import Record, Value
from rapportgen.model.utelatt import Utelatt
from rapportgen.word.language.budget import MAX_EXPONENT, MAX_NUMBER
from rapportgen.word.language.filters import Filters
from rapportgen.word.language.questions import COMPARISONS, DOES_NOT_WORK_OUT, QUESTIONS
from rapportgen.word.language.values import (
    LOOP_FIELDS,
    NOTHING,
    EmptyValueError,
    Missing,
    decimal,
    display,
    field_of,
    item_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import CodeType

    from rapportgen.word.language.budget import Budget
    from rapportgen.word.language.formats import Language
    from rapportgen.word.settings import Visning

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "**": operator.pow,
    "%": operator.mod,
}
_COLLECTIONS = (list, tuple, dict)
_NUMBERS = (int, float, Decimal)


class Runtime:
    """The `environment` of a program: what one report answers when it is asked."""

    undefined = Missing
    concat = staticmethod("".join)

    def __init__(
        self,
        visning: Visning,
        budget: Budget,
        writers: Mapping[str, Callable[..., object]],
        language: Language | None = None,
    ) -> None:
        """`writers` print values; `language` is that of `visning`, where it is known without asking Babel."""
        self.visning, self.budget = visning, budget
        self.tests: dict[str, Callable[..., Any]] = {
            **QUESTIONS,
            **{name: self._compared(compare) for name, compare in COMPARISONS.items()},
            "in": lambda wanted, where: self._contains((wanted, where)),
        }
        self.filters: dict[str, Callable[..., Any]] = {
            **Filters(visning, budget, language).table(),
            **writers,
            "_runde": self._turns,
            "_sammen": self._joined,
            "_i": self._contains,
            "_ledd": self._operand,
            "_utsnitt": self._sliced,
        }

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` of a template."""
        if isinstance(obj, Record):  # which most are: the short way
            try:
                value = obj.felt(attribute)
            except KeyError:
                return Missing(attribute, obj)
            return obj.utelatt(attribute) if value is None else value
        if type(obj) is dict:  # a row of plain data
            value = obj.get(attribute, NOTHING)
            return Missing(attribute, obj) if value is NOTHING else value
        value = field_of(obj, attribute)
        if value is not NOTHING:
            return value
        if isinstance(obj, Loop) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self._missing(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]` of a template."""
        if isinstance(argument, Missing):
            argument.fail()
        value = item_of(obj, self._operand(argument))
        return self._missing(obj, argument) if value is NOTHING else value

    def _missing(self, obj: Any, name: Any) -> Missing:
        if isinstance(obj, Missing):
            obj.fail()  # with the name that is missing first
        return Missing(name, obj)

    def call_binop(self, _names: Names, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic between numbers and amounts; `+` also between texts. What is left out, stays left out."""
        result: Any
        for value in (left, right):
            if isinstance(value, Missing):
                value.fail()
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
            result = OPERATORS[operator](left, right)
        except (InvalidOperation, ZeroDivisionError, OverflowError) as error:
            raise TemplateError(DOES_NOT_WORK_OUT) from error
        except TypeError as error:
            raise TemplateError("Verdiene kan ikke regnes med hverandre.") from error
        if not isinstance(result, Beloep) and abs(result) > MAX_NUMBER:
            raise TemplateError("Tallet blir for stort.")
        return result

    def _turns(self, value: object, text_per_turn: int) -> Sequence[object] | Mapping[object, object]:
        """What a loop goes through, paid for. Nothing is an empty list; a text is none."""
        if value is None or isinstance(value, Utelatt):
            return ()
        if isinstance(value, Missing):
            value.fail()
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

    def _contains(self, pair: Sequence[Any]) -> bool:
        wanted, where = pair
        for value in pair:
            if isinstance(value, Missing):
                value.fail()
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


class Names:
    """The `context` of a program: the names of a report, and those that the template gives a value with `set`."""

    __slots__ = ("exported_vars", "vars")

    def __init__(self, values: Mapping[str, object]) -> None:
        self.vars = dict(values)
        self.exported_vars: set[str] = set()

    def resolve_or_missing(self, name: str) -> object:
        """What stands under a name; NOTHING when nothing does."""
        return self.vars.get(name, NOTHING)


class Loop:
    """The `loop` of a template: where in its rows it is. To be gone through once; each row comes with the loop."""

    depth = 1

    def __init__(self, rows: Iterable[object], _undefined: object = Missing) -> None:
        self._coming = iter(rows)
        self._length = len(rows) if isinstance(rows, _COLLECTIONS) else None
        self._before = self._row = self._after = NOTHING
        self.index0 = -1

    def __iter__(self) -> Iterator[tuple[object, Loop]]:
        while (row := self._peek()) is not NOTHING:
            self._before, self._row, self._after = self._row, row, NOTHING
            self.index0 += 1
            yield row, self

    def _peek(self) -> object:
        """The next row, which is then not taken from the rest again; NOTHING after the last."""
        if self._after is NOTHING:
            self._after = next(self._coming, NOTHING)
        return self._after

    @property
    def index(self) -> int:
        return self.index0 + 1

    @property
    def length(self) -> int:
        if self._length is None:  # the rows are chosen as the loop goes on: the rest is now
            rest = list(self._coming)
            self._coming = iter(rest)
            self._length = self.index + (self._after is not NOTHING) + len(rest)
        return self._length

    @property
    def revindex0(self) -> int:
        return self.length - self.index

    @property
    def revindex(self) -> int:
        return self.length - self.index0

    @property
    def first(self) -> bool:
        return self.index0 == 0

    @property
    def last(self) -> bool:
        return self._peek() is NOTHING

    @property
    def previtem(self) -> object:
        return Missing() if self.first else self._before

    @property
    def nextitem(self) -> object:
        return Missing() if self.last else self._after


_GIVEN: dict[str, object] = {"missing": NOTHING, "LoopContext": Loop}
NAMES = frozenset(
    [
        *_GIVEN,
        *("environment", "filters", "tests", "undefined", "concat", "getattr", "getitem", "call_binop"),
        *("resolve_or_missing", "vars", "exported_vars", "add", "update", "append", "extend"),
        *("name", "root", "blocks", "debug_info"),
    ]
)
"""Every name that a program may have in it; what a template asks for are texts. A program with others is refused."""


class Program:
    """A program with all that it may ask for. `debug_info` pairs lines of its source with those it was made of."""

    __slots__ = ("debug_info", "root")

    def __init__(self, root: Callable[[Names], Iterator[str]], debug_info: str) -> None:
        self.root, self.debug_info = root, debug_info

    def source_line(self, line: int) -> int:
        """The line of the template's source that this line of the program was made of."""
        pairs = [pair.split("=") for pair in self.debug_info.split("&") if pair]
        before = [int(source) for source, made in pairs if int(made) <= line]
        return before[-1] if before else 1


def load(code: CodeType, runtime: Runtime) -> Program:
    """A compiled template, ready to run with this runtime."""
    given = {**_GIVEN, "environment": runtime, "__builtins__": {}}
    exec(code, given)
    return Program(given["root"], given["debug_info"])  # type: ignore[arg-type]
