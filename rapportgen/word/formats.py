"""Numbers and dates in the forms of a language, with the signs and names that CLDR has for it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

_NOT_ROUNDED = 25


class Signs(NamedTuple):
    """What a language writes numbers with."""

    decimal: str
    group: str
    minus: str
    plus: str
    percent: str


@lru_cache(maxsize=8)
def signs_of(locale: str) -> Signs:
    """The number signs of a language, from CLDR."""
    from babel import Locale

    symbols = Locale.parse(locale).number_symbols["latn"]
    return Signs(*(symbols[key] for key in ("decimal", "group", "minusSign", "plusSign", "percentSign")))


@lru_cache(maxsize=8192)
def format_number(value: Decimal, decimals: int | None, locale: str) -> str:
    """1 234 567,5: grouped, with the signs of the language. `decimals` rounds half away from zero."""
    signs = signs_of(locale)
    if decimals is not None and value.adjusted() < _NOT_ROUNDED - decimals:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits = f"{abs(value):,f}".translate({ord(","): signs.group, ord("."): signs.decimal})
    return f"{signs.minus}{digits}" if value < 0 else digits


@lru_cache(maxsize=2048)
def format_long_date(day: date, locale: str) -> str:
    """12. oktober 2023, in the language's own words."""
    from babel.dates import format_date, get_month_names

    if locale == "se":  # CLDR has the names of the months, but no pattern: golggotmánu 12. b. 2023
        month = get_month_names("wide", locale=locale)[day.month].replace("mánnu", "mánu")
        return f"{month} {day.day}. b. {day.year}"
    return format_date(day, format="long", locale=locale)
