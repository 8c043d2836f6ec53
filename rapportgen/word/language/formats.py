"""Numbers and dates in the forms of a language, with the signs and names that CLDR has for it."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from rapportgen.named import NamedTuple

_NOT_ROUNDED = 25
_DAY, _YEAR = 28, 4321


class Signs(NamedTuple):
    """What a language writes numbers with."""

    decimal: str
    group: str
    minus: str
    plus: str
    percent: str


class Language(NamedTuple):
    """How a language writes numbers and days. `long_dates` has a form for each month: «{day}. oktober {year}»."""

    signs: Signs
    long_dates: tuple[str, ...]


@lru_cache(maxsize=8)
def language_of(locale: str) -> Language:
    """A language, from CLDR. A compiled template has those of all reports, since Babel takes long to import."""
    from babel import Locale

    symbols = Locale.parse(locale).number_symbols["latn"]
    signs = Signs(*(symbols[key] for key in ("decimal", "group", "minusSign", "plusSign", "percentSign")))
    return Language(signs, _long_dates(locale))


def _long_dates(locale: str) -> tuple[str, ...]:
    from babel.dates import format_date, get_month_names

    if locale == "se":  # CLDR has the names of the months, but no pattern: golggotmánu 12. b. 2023
        months = get_month_names("wide", locale=locale)
        return tuple(f"{months[n].replace('mánnu', 'mánu')} {{day}}. b. {{year}}" for n in range(1, 13))
    written = (format_date(date(_YEAR, month, _DAY), format="long", locale=locale) for month in range(1, 13))
    return tuple(text.replace(str(_DAY), "{day}").replace(str(_YEAR), "{year}") for text in written)


def format_number(value: Decimal, decimals: int | None, signs: Signs) -> str:
    """1 234 567,5: grouped, with the signs of a language. `decimals` rounds half away from zero; None: as it is."""
    return _formatted(str(value), decimals, signs)


@lru_cache(maxsize=8192)
def _formatted(digits_of_value: str, decimals: int | None, signs: Signs) -> str:
    """By its digits, since numbers that are equal may be written with more or fewer of them."""
    value = Decimal(digits_of_value)
    if decimals is not None and value.adjusted() < _NOT_ROUNDED - decimals:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits = f"{abs(value):,f}".translate({ord(","): signs.group, ord("."): signs.decimal})
    return f"{signs.minus}{digits}" if value < 0 else digits


def format_long_date(day: date, language: Language) -> str:
    """12. oktober 2023, in the language's own words."""
    return language.long_dates[day.month - 1].format(day=day.day, year=day.year)
