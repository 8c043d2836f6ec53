"""Days and numbers are written as Babel writes them, though a report does not ask Babel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, get_minus_sign_symbol
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.word.language.formats import format_long_date, format_number, language_of
from rapportgen.word.settings import LOCALES


@pytest.mark.parametrize("locale", ["nb", "nn"])
@given(day=st.dates())
def test_a_long_date_is_that_of_babel(locale: str, day: date) -> None:
    assert format_long_date(day, language_of(locale)) == format_date(day, format="long", locale=locale)


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2023, 10, 12), "golggotmánu 12. b. 2023"), (date(2024, 1, 2), "ođđajagemánu 2. b. 2024")],
)
def test_a_long_date_in_northern_sami(day: date, text: str) -> None:
    assert format_long_date(day, language_of("se")) == text


@pytest.mark.parametrize("locale", LOCALES.values())
@given(number=st.decimals(min_value=Decimal("0.01"), max_value=10**12, places=2))
def test_a_number_has_the_signs_that_babel_gives_it(locale: str, number: Decimal) -> None:
    expected = format_decimal(number, format="#,##0.00", locale=locale)
    assert format_number(number, 2, language_of(locale).signs) == expected
    assert format_number(-number, 2, language_of(locale).signs) == f"{get_minus_sign_symbol(locale)}{expected}"


def test_a_number_has_its_own_decimals_whatever_was_printed_before() -> None:
    signs = language_of("nb").signs
    written = [format_number(Decimal(number), None, signs) for number in ("1.50", "1.5", "1.500", "1.50")]
    assert written == ["1,50", "1,5", "1,500", "1,50"]
