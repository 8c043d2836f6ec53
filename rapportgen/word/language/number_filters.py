"""The filters of numbers and dates: `{{ økonomi.sum | mill }}`. Number signs, months and words follow CLDR.

A filter takes what the model holds (amounts, numbers, dates, periods) and gives text. A missing value prints
as a missing value («–»); a value of the wrong kind stops the report with a message that says so.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.model.beloep import KRONER_PER, NBSP, Beloep, Tall, without_trailing_zeros
from rapportgen.model.perioder import Kvartal, Periode
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.model.trafikklys import Fortegn
from rapportgen.model.utelatt import Utelatt
from rapportgen.word.language.formats import format_long_date, format_number, language_of
from rapportgen.word.language.values import Missing, decimal, display, legible
from rapportgen.word.language.words import in_nynorsk
from rapportgen.word.settings import NYNORSK

if TYPE_CHECKING:
    from rapportgen.model.oppsett.filtre import Tallformat
    from rapportgen.word.language.formats import Language
    from rapportgen.word.settings import Visning

MAX_DECIMALS = 10


class NumberFilters:
    """The filters of one report that print numbers, amounts and dates."""

    def __init__(self, visning: Visning, language: Language | None = None) -> None:
        """`language` is that of `visning`, where it is known without asking Babel."""
        self.visning = visning
        self._language = language

    @property
    def language(self) -> Language:
        """How the report writes numbers and days."""
        return self._language or language_of(self.visning.locale)

    # --- amounts and numbers ---

    def kr(self, value: object, desimaler: int = 0) -> str:
        """1 250 000 kr"""
        return self._number(value, desimaler, suffix=f"{NBSP}kr")

    def tusen(self, value: object, desimaler: int = 0) -> str:
        """The amount in 1 000 kr, without the unit, which stands in the heading of the table."""
        return self._number(value, desimaler, divided_by=1_000)

    def mill(self, value: object, desimaler: int = 1) -> str:
        """19,4 mill. kr"""
        return self._number(value, desimaler, divided_by=1_000_000, suffix=f"{NBSP}mill.{NBSP}kr")

    def prosent(self, value: object, desimaler: int = 0) -> str:
        """80 %, from the fraction 0.8"""
        sign = self.language.signs.percent
        return self._number(value, desimaler, divided_by=Decimal("0.01"), suffix=NBSP + sign)

    def tall(self, value: object, desimaler: int | None = None) -> str:
        """1 234,5: with so many decimals, or those that the number has. An amount counts in its own unit."""
        if isinstance(value, Beloep) and desimaler is None:
            desimaler = value.faste_desimaler
        return self._number(value, desimaler, divided_by=_own_unit(value))

    def fortegn(self, value: object, desimaler: int | None = None) -> str:
        """+1 200 or −1 200: a difference with its sign. Follows another filter too: `x | tusen | fortegn`."""
        signs = self.language.signs
        text = value if isinstance(value, str) else self.tall(value, desimaler)
        if text.startswith((signs.minus, "-", signs.plus)) or not any(char in "123456789" for char in text):
            return text
        return signs.plus + text

    def ord(self, value: object) -> str:
        """merforbruk, mindreforbruk or «i balanse»: what the sign of a deviation means in this report."""
        number = self._decimal(value)
        if number is None:
            return self._left_out(value)
        word = Fortegn.av(self.visning.fortegn).ord(number)
        return in_nynorsk(word) if self.visning.maalform == NYNORSK else word

    def absolutt(self, value: object) -> object:
        """The value without its sign, for a sentence that says it in a word."""
        if isinstance(value, Beloep):
            return abs(value)
        number = self._decimal(value)
        return abs(number) if number is not None else _none_or_left_out(value)

    def avrund(self, value: object, desimaler: int = 0) -> object:
        """The number rounded half away from zero; an amount is an amount still, rounded in its own unit."""
        if isinstance(value, Beloep):
            return Beloep.fra(_rounded(value.i(value.enhet), desimaler), value.enhet)
        number = self._decimal(value)
        return _none_or_left_out(value) if number is None else _rounded(number, desimaler)

    def _number(self, value: object, desimaler: int | None, divided_by: Decimal | int = 1, suffix: str = "") -> str:
        number = self._plain(value)
        if isinstance(number, str):
            return number
        scaled = number / divided_by if divided_by != 1 else number
        if desimaler is None:
            scaled = legible(without_trailing_zeros(scaled) if divided_by != 1 else scaled)
        decimals = None if desimaler is None else _decimals(desimaler)
        return format_number(scaled, decimals, self.language.signs) + suffix

    def formatted(self, value: object, form: Tallformat) -> str:
        """A number in a format of the kommune's own: what its filters print."""
        number = self._plain(value)
        if isinstance(number, str):
            return number
        text = self._number(number * form.ganger / form.delt_paa, form.desimaler)
        if form.null and not any(char in "123456789" for char in text):
            return form.null
        before = f"{form.foran}{NBSP}" if form.foran[-1:].isalnum() else form.foran
        after = f"{NBSP}{form.enhet}" if form.enhet else ""
        return f"{before}{self.fortegn(text) if form.fortegn else text}{after}"

    def _plain(self, value: object) -> Decimal | str:
        """The number in a value, or what is printed instead: a text with a qualifier, or what stands for no number."""
        if isinstance(value, (Tall, Beloep)) and value.tekst:
            return value.tekst  # «over 80 %», «ca. 19,4 mill»
        number = self._decimal(value)
        return self._left_out(value) if number is None else number

    def _decimal(self, value: object) -> Decimal | None:
        """The number in a value, in whole kroner for an amount; None when there is none. Raises TemplateError."""
        if isinstance(value, Beloep):
            return value.kroner
        if isinstance(value, Tall):
            return value.verdi
        if value is None or isinstance(value, Utelatt):
            return None
        if isinstance(value, (Decimal, int, float)) and not isinstance(value, bool):
            return decimal(value)
        raise wrong(value, "et tall eller et beløp")

    # --- time ---

    def dato(self, value: object) -> str:
        """12.10.2023"""
        if isinstance(value, Tidspunkt):
            return value.tekst(self.visning.kvartalsformat)
        day = self._day(value)
        return f"{day.day:02}.{day.month:02}.{day.year}" if day else self._left_out(value)

    def langdato(self, value: object) -> str:
        """12. oktober 2023"""
        if isinstance(value, Tidspunkt):
            if value.slag != "dato" or value.start is None or value.varighet:
                return value.tekst(self.visning.kvartalsformat)
            value = value.start
        day = self._day(value)
        return format_long_date(day, self.language) if day else self._left_out(value)

    def kvartal(self, value: object) -> str:
        """1. kvartal 2024, in the form the workbook has chosen: the quarter, or the one that a date is in."""
        if isinstance(value, Periode):
            return value.tekst(self.visning.kvartalsformat)
        if isinstance(value, Tidspunkt):
            quarter = value.kvartal
            return (quarter or value).tekst(self.visning.kvartalsformat)
        day = self._day(value)
        return Kvartal.av(day).tekst(self.visning.kvartalsformat) if day else self._left_out(value)

    def _left_out(self, value: object) -> str:
        """What is printed for a value that says nothing: «–», or what stands in its place."""
        return display(value if isinstance(value, Utelatt) else None, self.visning)

    def _day(self, value: object) -> date | None:
        if value is None or isinstance(value, Utelatt):
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        raise wrong(value, "en dato")


def _own_unit(value: object) -> int:
    """How many kroner there are in the unit that a value is printed in; 1 for what is no amount."""
    return KRONER_PER[value.enhet] if isinstance(value, Beloep) else 1


def _none_or_left_out(value: object) -> object:
    """What a calculation gives when there is no number: nothing, or what stands in its place."""
    return value if isinstance(value, Utelatt) else None


def _rounded(number: Decimal, desimaler: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-_decimals(desimaler)), ROUND_HALF_UP)


def _decimals(number: object) -> int:
    """The number of decimals a template asks for. Raises TemplateError for anything but a small number."""
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MAX_DECIMALS:
        raise TemplateError(f"Antall desimaler må være et tall fra 0 til {MAX_DECIMALS}.")
    return number


def wrong(value: object, wanted: str) -> TemplateError:
    """The error of a filter that wants another kind of value."""
    if isinstance(value, Missing):
        value.fail()
    shown = f"«{value[:40]}»" if isinstance(value, str) else "verdien"
    return TemplateError(f"Filteret trenger {wanted}, men {shown} er noe annet.")
