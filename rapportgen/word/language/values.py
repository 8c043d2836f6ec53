"""How a value prints when a template just names it: `{{ tiltak.frist }}`."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from rapportgen.errors import RapportgenError, TemplateError
from rapportgen.model.beloep import norsk_tall, without_trailing_zeros
from rapportgen.model.kalender import kortdato
from rapportgen.model.perioder import Periode
from rapportgen.model.record import Record, Value
from rapportgen.model.riktekst import RikTekst
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.model.utelatt import Utelatt
from rapportgen.names import ascii_name
from rapportgen.word.language.words import in_nynorsk
from rapportgen.word.settings import NYNORSK

if TYPE_CHECKING:
    from collections.abc import Callable

    from rapportgen.word.settings import Visning

LOOP_FIELDS = frozenset(
    ["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "previtem", "nextitem"]
)
_DATE_FIELDS = {"aar": "year", "maaned": "month", "dag": "day", "year": "year", "month": "month", "day": "day"}
NOTHING = object()
_DIGITS_OF_A_CELL, _DIGITS_SHOWN = 15, 10


class EmptyValueError(TemplateError):
    """A value that is not there was to be worked out with."""


class MissingFieldError(RapportgenError):
    """A field was used that is not there: `owner` lacks `name`. The owner NOTHING is the template's own names."""

    def __init__(self, owner: object, name: object) -> None:
        super().__init__(f"Feltet {name} finnes ikke.")
        self.owner, self.name = owner, name


class Missing:
    """A field that is not there: any use of it but `is defined` and `default` raises MissingFieldError."""

    __slots__ = ("_name", "_owner")

    def __init__(self, name: object = None, owner: object = NOTHING) -> None:
        self._name, self._owner = name, owner

    def fail(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Raise MissingFieldError, with the name of the field."""
        raise MissingFieldError(self._owner, self._name)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)  # Python asks what a value can do
        self.fail()

    def __repr__(self) -> str:
        return f"Missing({self._name!r})"

    __str__ = __bool__ = __hash__ = __len__ = __iter__ = __contains__ = __getitem__ = __call__ = fail
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = fail
    __int__ = __float__ = __complex__ = __pos__ = __neg__ = fail
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __pow__ = __rpow__ = fail
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = fail


def display(value: object, visning: Visning) -> str:
    """The text of a value. Raises TemplateError for a list or a whole record, which have none."""
    kind: Any = type(value)
    return _displaying(kind)(value, visning)


@lru_cache(maxsize=64)
def _displaying(kind: type) -> Callable[[Any, Visning], str]:
    """How values of a type are displayed: found out once, for a report has hundreds of values of few types."""
    return next((displayed for kinds, displayed in _DISPLAYED if issubclass(kind, kinds)), _no_text)


def _left_out(value: Utelatt, visning: Visning) -> str:
    return in_nynorsk(value.tekst) if visning.maalform == NYNORSK else value.tekst


def decimal(value: Decimal | float | int) -> Decimal:
    """A number as a decimal, without the noise that binary fractions have (19,580000000000002 → 19,58)."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    return without_trailing_zeros(Decimal(f"{value:.15g}"))


def legible(number: Decimal) -> Decimal:
    """A number with more digits than a cell can hold is worked out, and does not come out: 0.5202954545…

    It is shown with ten digits, or with no decimals when it has more before the comma.
    """
    if len(str(number)) <= _DIGITS_OF_A_CELL:  # which is seen sooner than what it is made of
        return number
    digits, exponent = number.as_tuple()[1:]
    if len(digits) <= _DIGITS_OF_A_CELL or not isinstance(exponent, int) or exponent >= 0:
        return number
    decimals = max(_DIGITS_SHOWN - 1 - number.adjusted(), 0)
    return without_trailing_zeros(number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _no_text(value: object, _visning: Visning) -> NoReturn:
    if isinstance(value, Missing):
        value.fail()
    if isinstance(value, (list, tuple)):
        raise TemplateError("Dette er en liste. Bruk {% for … %}, eller filteret liste.")
    if isinstance(value, (Record, dict)):
        raise TemplateError("Dette er en samling felter. Skriv punktum og navnet på feltet du vil ha.")
    raise TemplateError("Verdien kan ikke skrives ut.")


_DISPLAYED: tuple[tuple[type | tuple[type, ...], Callable[[Any, Visning], str]], ...] = (
    (str, lambda value, _: str(value)),
    (type(None), lambda _, visning: visning.mangler),
    (bool, lambda value, _: "ja" if value else "nei"),
    ((Decimal, int, float), lambda value, _: norsk_tall(legible(decimal(value)))),
    ((Periode, Tidspunkt), lambda value, visning: value.tekst(visning.kvartalsformat)),
    (datetime, lambda value, _: kortdato(value.date())),
    (date, lambda value, _: kortdato(value)),
    (Utelatt, _left_out),
    (Value, lambda value, _: str(value)),
)
"""How values of each kind are displayed, those that are more than one by the first."""


def field_of(value: object, name: str) -> object:
    """Field `name` of a value, as a template may read it; NOTHING when it has no such field.

    A value that is missing (None) has missing fields: a sheet that was left out stops no report. What is left out of a
    record is what is printed in its place.

    Python's own attributes and methods are out of reach: only fields of records, keys of mappings, the
    attributes a value type lists, the parts of a date and the counters of a loop are looked at.
    """
    if isinstance(value, Record):
        try:
            found = value.felt(name)
        except KeyError:
            return NOTHING
        return value.utelatt(name) if found is None else found
    if isinstance(value, dict):
        return value.get(name, NOTHING)
    if value is None or isinstance(value, Utelatt):
        return value
    if isinstance(value, Value):
        return getattr(value, name) if name in value.FELT else NOTHING
    if isinstance(value, date) and name in _DATE_FIELDS:
        return getattr(value, _DATE_FIELDS[name])
    return NOTHING


def item_of(value: object, key: object) -> object:
    """`value[key]` for lists (by number or slice) and for fields by any spelling; NOTHING when there is none.

    What stands under a name that is missing or left out is missing as well.
    """
    if value is None or isinstance(value, Utelatt):
        return value
    if key is None or isinstance(key, Utelatt):
        return key
    if isinstance(key, RikTekst):  # a name that somebody typed over two lines
        key = str(key)
    if isinstance(key, str):
        found = field_of(value, key)
        return found if found is not NOTHING else field_of(value, ascii_name(key))
    if isinstance(value, (str, list, tuple)) and isinstance(key, (int, slice)):
        try:
            return value[key]
        except IndexError:
            return NOTHING
    if isinstance(value, dict):
        return value.get(key, NOTHING)
    return NOTHING


def fields_of(value: object) -> tuple[str, ...]:
    """The names `field_of` answers to, for «mente du»."""
    if isinstance(value, Record):
        return value.feltnavn()
    if isinstance(value, dict):
        return tuple(key for key in value if isinstance(key, str))
    if isinstance(value, Value):
        return tuple(sorted(value.FELT))
    return ()
