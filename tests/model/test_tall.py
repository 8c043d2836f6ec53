"""Every notation of a number, an amount and a percentage."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.beloep import Beloep, Tall, norsk_tall
from rapportgen.model.tall import (
    figure_in_unit,
    id_from_date,
    id_from_number,
    number_from_date,
    parse_amount,
    parse_number,
    parse_percent,
)

MILLION = 1_000_000
numbers = st.decimals(-(10**12), 10**12, places=3)


def codes(remarks):
    return [(remark.alvor, remark.kode) for remark in remarks]


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("1 200", "1200"),
        ("1\u00a0200", "1200"),
        ("1\u202f200", "1200"),
        ("1\u2009200", "1200"),
        ("1.200.000", "1200000"),
        ("1,200,000", "1200000"),
        ("1.200,50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("19,4", "19.4"),
        ("19.4", "19.4"),
        ("61.6", "61.6"),
        ("0,125", "0.125"),
        ("kr 1 200,-", "1200"),
        ("1 200,-", "1200"),
        ("1200,00 kr", "1200"),
        ("NOK 1 200", "1200"),
        ("(4 138)", "-4138"),
        ("−4 138", "-4138"),
        ("–4 138", "-4138"),
        ("4 138-", "-4138"),
        ("- 4 138", "-4138"),
        ("-1 200,-", "-1200"),
        ("kr -500", "-500"),
        ("+5", "5"),
        ("'5,34", "5.34"),
        ("5,34 ", "5.34"),
        (5, "5"),
        (7.7, "7.7"),
        (19.580000000000002, "19.58"),
        (4137.999999999999999, "4138"),
        (1e16, "10000000000000000"),
        (Decimal("3.5"), "3.5"),
    ],
)
def test_numbers(raw, number):
    assert parse_number(raw) == (Decimal(number), ())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("19,4 mill", 19_400_000),
        ("19,4 mill.", 19_400_000),
        ("19,4 mill kr", 19_400_000),
        ("19,4 mill. kr", 19_400_000),
        ("19,4 MNOK", 19_400_000),
        ("35 MNOK", 35 * MILLION),
        ("kr 35 mill", 35 * MILLION),
        ("35M", 35 * MILLION),
        ("35 millioner", 35 * MILLION),
        ("35 mkr", 35 * MILLION),
        ("2 mrd", 2000 * MILLION),
        ("5 tusen", 5000),
        ("5k", 5000),
        ("5 TNOK", 5000),
        ("5 tkr", 5000),
        ("5'000", 5000),
        ("(1,2 mill)", -1_200_000),
    ],
)
def test_scale_words(text, number):
    assert parse_number(text) == (Decimal(number), ())
    assert parse_amount(text, "1 000 kr") == (Beloep(Decimal(number), "1 000 kr"), ())


@pytest.mark.parametrize(("decimals_in_column", "number"), [(False, "1200"), (True, "1.200")])
def test_point_before_three_digits_is_read_like_the_column_and_mentioned(decimals_in_column, number):
    value, remarks = parse_number("1.200", decimals_in_column=decimals_in_column)
    assert value == Decimal(number)
    assert codes(remarks) == [("advarsel", "tvetydig-tall")]


@pytest.mark.parametrize("text", ["3.400,-", "kr 3.400,-", "kr 3.400", "3.400 kr", "3 400,-"])
def test_kroner_have_no_decimals_in_groups_of_three_whatever_the_column_has(text):
    value, remarks = parse_amount(text, "1 000 kr", decimals_in_column=True)
    assert value == Beloep(Decimal(3400), "1 000 kr")
    assert ("advarsel", "annen-enhet") in codes(remarks)


def test_whole_kroner_can_be_read_in_one_way_only():
    assert parse_number("3.400,-", decimals_in_column=True) == (Decimal(3400), ())


def test_comma_before_three_digits_is_a_decimal_comma_but_mentioned():
    value, remarks = parse_number("1,200")
    assert value == Decimal("1.2")
    assert codes(remarks) == [("advarsel", "tvetydig-tall")]


@pytest.mark.parametrize("text", ["-", "–", "—", " - "])
def test_dash_is_nothing_in_accounts_and_missing_elsewhere(text):
    assert parse_number(text) == (None, ())
    assert parse_amount(text) == (Beloep(Decimal(0)), ())


@pytest.mark.parametrize("raw", [None, "", "  ", "\u00a0"])
def test_empty_is_missing_and_never_zero(raw):
    assert parse_number(raw) == (None, ())
    assert parse_amount(raw) == (None, ())
    assert parse_percent(raw) == (None, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("..", ("info", "mangler")),
        (".", ("info", "mangler")),
        (":", ("info", "mangler")),
        ("n/a", ("info", "mangler")),
        ("i.a.", ("info", "mangler")),
        ("ukjent", ("info", "mangler")),
        ("?", ("advarsel", "plassholder")),
        ("xx", ("advarsel", "plassholder")),
        ("kommer", ("advarsel", "plassholder")),
        ("TBD", ("advarsel", "plassholder")),
        ("#REF!", ("feil", "excel-feil")),
        ("#VERDI!", ("feil", "excel-feil")),
        ("#DIV/0!", ("feil", "excel-feil")),
        ("abc", ("feil", "ugyldig-verdi")),
        ("12 16", ("feil", "ugyldig-verdi")),
        ("1.2.3", ("feil", "ugyldig-verdi")),
        ("(4138", ("feil", "ugyldig-verdi")),
    ],
)
def test_missing_figures_have_a_reason(text, code):
    for value, remarks in (parse_number(text), parse_amount(text)):
        assert value is None
        assert codes(remarks) == [code]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ca 25", "25"),
        ("ca. 25 stk", "25"),
        ("over 80 %", "0.80"),
        ("minst 450", "450"),
        ("minst 450 poeng", "450"),
        ("ca 19,4 mill (est.)", "19400000"),
        ("35 m", "35"),
        ("43 brukere over 67 år", "43"),
    ],
)
def test_qualified_number_keeps_its_text(text, number):
    value, remarks = parse_number(text)
    assert value.verdi == Decimal(number)
    assert str(value) == text
    assert remarks == ()


@pytest.mark.parametrize("text", ["12 av 16", "12/16", "2-3", "20-25 %"])
def test_pair_is_kept_as_text(text):
    assert parse_number(text) == (Tall(None, text), ())


@pytest.mark.parametrize("text", ["80%", "80 %", "80 prosent"])
def test_percentage_is_a_share_that_prints_as_percent(text):
    value = parse_number(text).value
    assert (value.verdi, str(value)) == (Decimal("0.8"), "80\u00a0%")


def test_text_is_a_fault_in_a_column_of_numbers_unless_allowed():
    assert codes(parse_number("innmeldt 2012").remarks) == [("feil", "ugyldig-verdi")]
    assert parse_number("innmeldt 2012", text_allowed=True) == (Tall(None, "innmeldt 2012"), ())


@pytest.mark.parametrize("raw", [True, float("nan"), float("inf"), b"1", object])
def test_what_is_no_number_is_a_fault(raw):
    value, remarks = parse_number(raw)
    assert value is None
    assert codes(remarks) == [("feil", "ugyldig-verdi")]


@pytest.mark.parametrize(
    ("raw", "unit", "kroner"),
    [
        (1200, "kr", 1200),
        (1200, "1 000 kr", 1_200_000),
        ("1 200", "1 000 kr", 1_200_000),
        (19.4, "mill. kr", 19_400_000),
        ("19,4 mill", "mill. kr", 19_400_000),
        ("kr 1 200,-", "kr", 1200),
        ("1200,00 kr", "kr", 1200),
    ],
)
def test_amounts_are_counted_in_the_unit_of_the_column(raw, unit, kroner):
    value, remarks = parse_amount(raw, unit)
    assert (value.kroner, value.enhet, remarks) == (kroner, unit, ())


@pytest.mark.parametrize("text", ["kr 1 200 000,-", "1 200 000 kr"])
def test_cell_that_says_kroner_wins_over_the_column(text):
    value, remarks = parse_amount(text, "1 000 kr")
    assert value.kroner == 1_200_000
    assert codes(remarks) == [("advarsel", "annen-enhet")]


@pytest.mark.parametrize("raw", ["80 %", "12 av 16", "25 brukere", True])
def test_what_is_no_amount_is_a_fault(raw):
    value, remarks = parse_amount(raw)
    assert value is None
    assert codes(remarks) == [("feil", "ugyldig-verdi")]


def test_percent_format_in_a_column_of_money_is_a_fault():
    assert codes(parse_amount(0.05, number_format="0%").remarks) == [("feil", "ugyldig-verdi")]


def test_estimate_of_money_prints_as_written_and_adds_up():
    value = parse_amount("ca 19,4 mill (est.)", "mill. kr").value
    assert str(value) == "ca 19,4 mill (est.)"
    assert str(value + Beloep.fra(1, "mill. kr")) == "20,4"


@pytest.mark.parametrize(
    ("raw", "number_format", "whole_numbers", "share", "code"),
    [
        ("80%", "", False, "0.8", []),
        ("80 %", "", False, "0.8", []),
        ("80 prosent", "", True, "0.8", []),
        (0.8, "0%", False, "0.8", []),
        (0.8, "0%", True, "0.8", []),
        (0.8, "", False, "0.8", []),
        (6.0, "", True, "0.06", []),
        ("6,0", "", True, "0.06", []),
        ("45", "", True, "0.45", []),
        ("0,45", "", False, "0.45", []),
        (-11.0, "", True, "-0.11", []),
        (80, "", False, "0.8", [("advarsel", "tvetydig-prosent")]),
        (1.5, "", False, "1.5", []),
    ],
)
def test_percentages(raw, number_format, whole_numbers, share, code):
    value, remarks = parse_percent(raw, number_format, whole_numbers=whole_numbers)
    assert value == Decimal(share)
    assert codes(remarks) == code


@pytest.mark.parametrize(("number", "hint"), [(80, "Skriv 80 %."), (120, "")])
def test_a_percentage_above_a_hundred_is_not_recommended(number, hint):
    (remark,) = parse_percent(number).remarks
    assert (remark.kode, remark.forslag) == ("tvetydig-prosent", hint)


@pytest.mark.parametrize(
    ("figure", "unit", "counted", "code"),
    [
        (Tall(Decimal("0.091"), prosent=True), "%", Decimal("9.1"), []),
        (Tall(Decimal("0.091"), prosent=True), "prosent av budsjettet", Decimal("9.1"), []),
        (Tall(Decimal("0.8"), "over 80 %", prosent=True), "%", Tall(Decimal(80), "over 80 %"), []),
        (Decimal("9.1"), "%", Decimal("9.1"), []),
        (Decimal(0), "%", Decimal(0), []),
        (Decimal(1), "pst.", Decimal(1), []),
        (Decimal("0.091"), "%", Decimal("0.091"), [("advarsel", "tvetydig-prosent")]),
        (Decimal("-0.02"), " % ", Decimal("-0.02"), [("advarsel", "tvetydig-prosent")]),
        (Decimal("0.5"), "prosentpoeng", Decimal("0.5"), []),
        (Tall(Decimal("0.091"), prosent=True), "", Tall(Decimal("0.091"), prosent=True), []),
        (Tall(None, "12 av 16"), "%", Tall(None, "12 av 16"), []),
        (None, "%", None, []),
    ],
)
def test_a_figure_counts_in_the_unit_beside_it(figure, unit, counted, code):
    value, remarks = figure_in_unit(figure, unit)
    assert (type(value), value) == (type(counted), counted)
    assert codes(remarks) == code


def test_qualified_percentage_keeps_its_text():
    value = parse_percent("ca. 50 %").value
    assert (value.verdi, str(value)) == (Decimal("0.5"), "ca. 50 %")


@pytest.mark.parametrize("day", [date(2024, 3, 2), datetime(2024, 2, 1)])
def test_date_in_a_column_of_numbers_is_mentioned_and_not_guessed(day):
    assert codes(number_from_date(day).remarks) == [("advarsel", "dato-i-tall")]
    for parsed in (parse_number(day), parse_amount(day), parse_percent(day)):
        assert parsed.value is None
        assert codes(parsed.remarks) == [("advarsel", "dato-i-tall")]


@pytest.mark.parametrize(
    ("day", "number_format", "text"),
    [
        (date(2024, 1, 1), "d.mmm", "1.1"),
        (date(2024, 10, 2), "d.mmm", "2.10"),
        (date(2024, 2, 1), "", "1.2"),
        (date(2024, 3, 1), "mmm.yy", "3.24"),
    ],
)
def test_id_that_excel_made_a_date_is_an_id_again(day, number_format, text):
    value, remarks = id_from_date(day, number_format)
    assert value == text
    assert codes(remarks) == [("advarsel", "dato-i-id")]


@pytest.mark.parametrize(
    ("number", "number_format", "text", "code"),
    [
        (3, "General", "3", []),
        (3.0, "General", "3", []),
        (2.1, "0.00", "2.10", []),
        (2.1, "General", "2.1", [("advarsel", "tall-i-id")]),
    ],
)
def test_id_that_was_typed_as_a_number(number, number_format, text, code):
    value, remarks = id_from_number(number, number_format)
    assert (value, codes(remarks)) == (text, code)


def test_an_id_typed_as_a_number_is_told_of_as_excel_shows_it():
    (remark,) = id_from_number(1.1).remarks
    assert remark.melding == "«1,1» er lagret som tall, og er lest som ID-en 1.1"
    assert remark.forslag.startswith("Skriv ID-er som tekst")


@given(numbers)
def test_printed_number_reads_back(number):
    assert parse_number(norsk_tall(number), decimals_in_column=True).value == number


@given(numbers, st.sampled_from(["kr", "1 000 kr", "mill. kr"]))
def test_printed_amount_reads_back(number, unit):
    amount = Beloep.fra(number, unit)
    assert parse_amount(str(amount), unit, decimals_in_column=True).value == amount


@given(st.floats(-1e12, 1e12))
def test_typed_number_is_kept_to_fifteen_digits(number):
    value = parse_number(number).value
    assert float(value) == pytest.approx(number, rel=1e-14)


@given(st.one_of(st.text(max_size=60), st.text(alphabet="0123456789 .,-–−()%kMmilcr'/", max_size=24)))
def test_no_text_makes_parsing_fail(text):
    for parsed in (parse_number(text), parse_amount(text, "1 000 kr"), parse_percent(text)):
        assert parsed.value is None or isinstance(str(parsed.value), str)
        assert parsed.value is not None or parsed.remarks or not text.strip("'") or len(text.strip()) <= 2


def test_a_date_in_place_of_an_id_is_said_once():
    (remark,) = id_from_date(date(2024, 1, 2)).remarks
    assert remark.melding.startswith("Datoen 02.01.2024 er tolket som nummeret 2.1")
