"""Numbers and amounts that know how to print themselves the Norwegian way."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering
from typing import TYPE_CHECKING, ClassVar, Final

from rapportgen.model.record import Data, Value
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

KR, TUSEN_KR, MILL_KR = "kr", "1 000 kr", "mill. kr"
KRONER_PER: dict[str, int] = {KR: 1, TUSEN_KR: 1_000, MILL_KR: 1_000_000}

_ONE = Decimal(1)
NBSP, MINUS = "\u00a0", "\u2212"


def norsk_tall(number: Decimal | int, desimaler: int | None = None) -> str:
    """1 234 567,5 with U+00A0 between groups of three, decimal comma and U+2212 for minus.

    `desimaler` rounds half away from zero, as people do; None prints the decimals that the number has.
    """
    value = Decimal(number)
    if not value.is_finite():
        return str(value)
    if desimaler is not None:
        value = _rounded(value, desimaler)
    digits = f"{abs(value):,f}".replace(",", NBSP).replace(".", ",")
    return MINUS + digits if value < 0 else digits


def _rounded(value: Decimal, places: int) -> Decimal:
    if value.adjusted() + places > 25:  # beyond the precision of Decimal; such a number has no decimals to round
        return value
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def without_trailing_zeros(value: Decimal) -> Decimal:
    """19.50 → 19.5 and 1E+3 → 1000: the same number with as few decimals as it needs."""
    short = value.normalize()
    # The text tells sooner than the parts of the number, which Python makes a tuple of.
    return short.quantize(_ONE) if "E+" in str(short) and short.adjusted() < 25 else short


def shown_number(number: float | Decimal, number_format: str = "General") -> str:
    """A typed number as the cell shows it, in Norwegian: 1.5 is «1,5»; groups, decimals and % only by the format."""
    value = without_trailing_zeros(Decimal(f"{number:.15g}"))
    if not value.is_finite():
        return str(value)
    bare = _TEXT_IN_FORMAT.sub("", number_format).partition(";")[0]
    percent = "%" in bare
    decimals = _DECIMALS.search(bare)
    fixed = len(decimals[1]) if decimals else 0 if _DIGIT_SIGN.search(bare) else None
    text = norsk_tall(value * 100 if percent else value, fixed)
    return (text if "#,#" in bare else text.replace(NBSP, "")) + (f"{NBSP}%" if percent else "")


_TEXT_IN_FORMAT = pattern(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DECIMALS = pattern(r"\.(0+)")
_DIGIT_SIGN = pattern(r"[0#]")


class Tall(Data, Value):
    """A number that must be printed as it was written, or a text in a column of numbers.

    `tekst` is the text of the cell: «over 80 %», «12 av 16». `verdi` is None when the text is not one number.
    A percentage (`prosent`) has the fraction as its value: 80 % is 0.80.
    """

    __slots__ = ("prosent", "tekst", "verdi")

    FELT: ClassVar[frozenset[str]] = frozenset({"verdi", "tekst", "prosent"})

    def __init__(self, verdi: Decimal | None, tekst: str = "", prosent: bool = False) -> None:
        self.verdi: Final = verdi
        self.tekst: Final = tekst
        self.prosent: Final = prosent

    def __str__(self) -> str:
        if self.tekst or self.verdi is None:
            return self.tekst
        if self.prosent:
            return f"{norsk_tall(without_trailing_zeros(self.verdi * 100))}{NBSP}%"
        return norsk_tall(self.verdi)

    def __bool__(self) -> bool:
        return bool(self.verdi) or (self.verdi is None and bool(self.tekst))


def number_of(value: object) -> Decimal | None:
    """The number of a figure that may have a qualifier («ca. 25»); None when there is no one number."""
    if isinstance(value, Tall):
        return value.verdi
    return value if isinstance(value, Decimal) else None


@total_ordering
class Beloep(Data, Value):
    """An amount of money: `kroner` in whole kroner, `enhet` the unit of its column («kr», «1 000 kr», «mill. kr»).

    Amounts add, subtract, compare and sum whatever their units; a result keeps the unit of the first. A plain number
    beside an amount counts in the unit of the amount, which is the one people see. `tekst` is what the cell says when
    it qualifies the figure («ca. 19,4 mill»); arithmetic drops it.
    """

    __slots__ = ("enhet", "kroner", "tekst")

    FELT: ClassVar[frozenset[str]] = frozenset({"kroner", "enhet", "tekst"})

    def __init__(self, kroner: Decimal, enhet: str = KR, tekst: str = "") -> None:
        self.kroner: Final = kroner
        self.enhet: Final = enhet
        self.tekst: Final = tekst

    @classmethod
    def fra(cls, number: Decimal | int, enhet: str = KR) -> Beloep:
        """The amount of `number` units: `fra(19, "mill. kr")`. Raises KeyError for a unit that is not money."""
        return cls(Decimal(number) * KRONER_PER[enhet], enhet)

    def i(self, enhet: str) -> Decimal:
        """The amount counted in `enhet`: «kr», «1 000 kr» or «mill. kr»."""
        return without_trailing_zeros(self.kroner / KRONER_PER[enhet])

    def __str__(self) -> str:
        """The figure in the unit of its column, «45 786»; the unit stands in the heading of the table.

        Millions have one decimal at least, so that the figures of a column agree: «2,0» above «5,5».
        """
        return self.tekst or norsk_tall(self.i(self.enhet), self.faste_desimaler)

    @property
    def faste_desimaler(self) -> int | None:
        """How many decimals the figure is printed with in its own unit; None is those that it has."""
        if self.enhet != MILL_KR:
            return None
        number = self.i(self.enhet)
        return 1 if number == number.to_integral_value() else None

    def __bool__(self) -> bool:
        return bool(self.kroner)

    def __hash__(self) -> int:
        return hash(self.kroner)

    def __eq__(self, other: object) -> bool:
        kroner = self._kroner(other)
        return NotImplemented if kroner is None else self.kroner == kroner

    def __lt__(self, other: Beloep | Decimal | int) -> bool:
        kroner = self._kroner(other)
        return NotImplemented if kroner is None else self.kroner < kroner

    def __add__(self, other: Beloep | int) -> Beloep:
        if isinstance(other, Beloep):
            return Beloep(self.kroner + other.kroner, self.enhet)
        return self if other == 0 else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: Beloep) -> Beloep:
        return Beloep(self.kroner - other.kroner, self.enhet) if isinstance(other, Beloep) else NotImplemented

    def __neg__(self) -> Beloep:
        return Beloep(-self.kroner, self.enhet)

    def __abs__(self) -> Beloep:
        return Beloep(abs(self.kroner), self.enhet)

    def __mul__(self, factor: Decimal | int) -> Beloep:
        return Beloep(self.kroner * factor, self.enhet)

    def __truediv__(self, other: Beloep) -> Decimal:
        """The share that this amount is of another: 0.25. Raises ZeroDivisionError (ArithmeticError) for nothing."""
        return self.kroner / other.kroner if isinstance(other, Beloep) else NotImplemented

    def _kroner(self, other: object) -> Decimal | int | None:
        """What an amount may be compared with, in kroner: another amount, or a number of its own units."""
        if isinstance(other, Beloep):
            return other.kroner
        return other * KRONER_PER[self.enhet] if isinstance(other, (Decimal, int)) else None


def added(amounts: Iterable[Beloep | None]) -> Beloep | None:
    """The sum of the amounts that are there; None when none is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known[1:], known[0]) if known else None
