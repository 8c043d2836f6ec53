"""Printing of numbers, and arithmetic of amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.beloep import Beloep, Tall, norsk_tall, shown_number, without_trailing_zeros

amounts = st.builds(Beloep.fra, st.integers(-(10**9), 10**9), st.sampled_from(["kr", "1 000 kr", "mill. kr"]))


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        ("1234567", None, "1\u00a0234\u00a0567"),
        ("1200", None, "1\u00a0200"),
        ("999", None, "999"),
        ("19.4", None, "19,4"),
        ("7.70", None, "7,70"),
        ("-1570", None, "\u22121\u00a0570"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "\u22123"),
        ("-0.4", 0, "0"),
        ("19.44", 1, "19,4"),
        ("19", 1, "19,0"),
        ("1E+3", None, "1\u00a0000"),
    ],
)
def test_norwegian_numbers(number, decimals, text):
    assert norsk_tall(Decimal(number), decimals) == text


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (2024, "General", "2024"),
        (1.5, "General", "1,5"),
        (1200, "#,##0", "1\u00a0200"),
        (1, "0.00", "1,00"),
        (0.8, "0%", "80\u00a0%"),
        (0.125, "0.0%", "12,5\u00a0%"),
        (12.34, '0.0 "stk"', "12,3"),
    ],
)
def test_number_is_shown_as_the_cell_shows_it(number, number_format, text):
    assert shown_number(number, number_format) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Tall(Decimal("0.80"), prosent=True), "80\u00a0%"),
        (Tall(Decimal("0.125"), prosent=True), "12,5\u00a0%"),
        (Tall(Decimal(25), "ca. 25"), "ca. 25"),
        (Tall(None, "12 av 16"), "12 av 16"),
        (Tall(Decimal(1200)), "1\u00a0200"),
    ],
)
def test_numbers_with_more_to_them(number, text):
    assert str(number) == text


@pytest.mark.parametrize(
    ("unit", "text"), [("kr", "45\u00a0786\u00a0000"), ("1 000 kr", "45\u00a0786"), ("mill. kr", "45,786")]
)
def test_amount_prints_in_its_own_unit(unit, text):
    assert str(Beloep(Decimal(45_786_000), unit)) == text


def test_millions_have_one_decimal_at_least():
    assert [str(Beloep.fra(n, "mill. kr")) for n in (2, Decimal("5.5"), Decimal("1.25"))] == ["2,0", "5,5", "1,25"]


def test_amount_counts_in_any_unit():
    assert Beloep.fra(19, "mill. kr").i("1 000 kr") == 19_000


def test_units_mix_and_the_first_one_stays():
    total = Beloep.fra(1, "mill. kr") + Beloep.fra(500, "1 000 kr")
    assert (total.kroner, total.enhet) == (1_500_000, "mill. kr")


def test_unit_that_is_not_money_is_refused():
    with pytest.raises(KeyError):
        Beloep.fra(1, "årsverk")


@given(st.lists(amounts, min_size=1))
def test_sum_starts_from_zero(many):
    assert sum(many).kroner == sum(amount.kroner for amount in many)


@given(amounts, amounts)
def test_arithmetic_and_comparison_follow_the_kroner(a, b):
    assert (a - b) + b == a
    assert -a == Beloep(Decimal(0)) - a
    assert abs(a) >= a
    assert (a < b) == (a.kroner < b.kroner)
    assert bool(a) == (a != 0)
    assert hash(a) == hash(Beloep(a.kroner, "kr"))


def test_plain_number_counts_in_the_unit_of_the_amount():
    spent = Beloep.fra(45_786, "1 000 kr")
    assert spent < 46_000 < Beloep(spent.kroner, "kr")
    assert spent == 45_786 != Beloep(spent.kroner, "mill. kr")


def test_share_of_another_amount():
    assert Beloep.fra(5, "kr") / Beloep.fra(20, "kr") == Decimal("0.25")


@given(st.integers(-(10**24), 10**24), st.integers(-20, 0))
def test_a_number_has_as_few_decimals_as_it_needs_and_no_exponent(digits, exponent):
    short = without_trailing_zeros(Decimal(digits).scaleb(exponent))
    assert short == Decimal(digits).scaleb(exponent)
    assert "E+" not in str(short)
    assert short.as_tuple().exponent == 0 or short.as_tuple().digits[-1] != 0
