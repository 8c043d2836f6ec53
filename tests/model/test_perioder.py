"""Every notation of a quarter, tertial, half-year and year, and how periods count and print."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model import perioder
from rapportgen.model.perioder import Aar, Halvaar, Kvartal, Periode, Tertial, trekk_ut_periode

Q1 = Kvartal(2024, 1)

kinds = st.one_of(
    st.builds(Kvartal, st.integers(2000, 2099), st.integers(1, 4)),
    st.builds(Tertial, st.integers(2000, 2099), st.integers(1, 3)),
    st.builds(Halvaar, st.integers(2000, 2099), st.integers(1, 2)),
    st.builds(Aar, st.integers(2000, 2099)),
)


@pytest.mark.parametrize(
    "text",
    [
        "1Q 2024",
        "1Q24",
        "Q1 2024",
        "Q1-24",
        "Q1/24",
        "1. kvartal 2024",
        "1.kv. 2024",
        "1 kv 24",
        "1.kv.24",
        "kv1 24",
        "K1 2024",
        "2024K1",
        "2024-Q1",
        "2024/1",
        "I kvartal 2024",
        "første kvartal 2024",
        "1. KVARTAL 2024",
        "1. kvartal i 2024",
        " 1Q\u00a02024 ",
        "1.\u202fkvartal  2024",
    ],
)
def test_first_quarter_of_2024_in_every_notation(text):
    assert Periode.parse(text) == Q1


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1. tertial 2024", Tertial(2024, 1)),
        ("T1 2024", Tertial(2024, 1)),
        ("1T24", Tertial(2024, 1)),
        ("2.tertial 2018", Tertial(2018, 2)),
        ("2024T3", Tertial(2024, 3)),
        ("H1 2024", Halvaar(2024, 1)),
        ("1. halvår 2024", Halvaar(2024, 1)),
        ("vår 2024", Halvaar(2024, 1)),
        ("våren 2024", Halvaar(2024, 1)),
        ("høst 2023", Halvaar(2023, 2)),
        ("høsten 2023", Halvaar(2023, 2)),
        ("2024", Aar(2024)),
        ("IV kvartal 2024", Kvartal(2024, 4)),
        ("fjerde kvartal 2024", Kvartal(2024, 4)),
    ],
)
def test_other_periods(text, period):
    assert Periode.parse(text) == period


@pytest.mark.parametrize(
    "text", ["", "2Q", "5Q 2024", "4. tertial 2024", "3. halvår 2024", "12.10.2023", "4k", "24", "K"]
)
def test_what_is_no_period_without_a_year_above(text):
    assert Periode.parse(text) is None


def test_quarter_inherits_the_year_of_a_merged_cell():
    assert Periode.parse("2Q", 2024) == Kvartal(2024, 2)


def test_written_year_wins_over_the_inherited_one():
    assert Periode.parse("2Q 2023", 2024) == Kvartal(2023, 2)


@given(st.text(max_size=80), st.one_of(st.none(), st.integers(-5, 12000)))
def test_no_text_makes_parsing_fail(text, year):
    assert Periode.parse(text, year) is None or isinstance(Periode.parse(text, year), Periode)


@given(kinds)
def test_printed_period_reads_back(period):
    assert Periode.parse(str(period)) == period
    assert Periode.parse(period.data_form) == period


@given(kinds, st.sampled_from(["1. kvartal 2024", "1Q 2024", "K1 2024", "Q1 2024", "1.kv. 2024", "2024K1", "Q1-24"]))
def test_period_printed_like_any_example_reads_back(period, example):
    assert Periode.parse(period.tekst(example)) == period


@given(kinds, st.integers(-40, 40))
def test_adding_and_subtracting_agree(period, n):
    assert (period + n) - period == n
    assert period.neste.forrige == period


@given(kinds, kinds)
def test_periods_sort_by_end_then_start(a, b):
    assert (a < b) == ((a.slutt, a.start) < (b.slutt, b.start))
    assert (a == b) == ((a.slutt, a.start) == (b.slutt, b.start))
    assert a != b or (type(a), a.aar, a.nummer, hash(a)) == (type(b), b.aar, b.nummer, hash(b))


@pytest.mark.parametrize(
    ("example", "quarter", "tertial"),
    [
        ("1. kvartal 2024", "2. kvartal 2025", "3. tertial 2025"),
        ("1Q 2024", "2Q 2025", "3T 2025"),
        ("K1 2024", "K2 2025", "T3 2025"),
        ("Q1 2024", "Q2 2025", "T3 2025"),
        ("4q 24", "2q 25", "3t 25"),
        ("T1 2024", "K2 2025", "T3 2025"),
        ("1. tertial 2024", "2. kvartal 2025", "3. tertial 2025"),
        ("ikke et kvartal", "2. kvartal 2025", "3. tertial 2025"),
    ],
)
def test_printing_follows_the_example(example, quarter, tertial):
    assert Kvartal(2025, 2).tekst(example) == quarter
    assert Tertial(2025, 3).tekst(example) == tertial


def test_year_prints_as_a_year_in_every_format():
    assert Aar(2025).tekst("1Q 2024") == "2025"


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Kvartal(2024, 1), date(2024, 1, 1), date(2024, 3, 31)),
        (Kvartal(2023, 4), date(2023, 10, 1), date(2023, 12, 31)),
        (Tertial(2024, 1), date(2024, 1, 1), date(2024, 4, 30)),
        (Tertial(2024, 2), date(2024, 5, 1), date(2024, 8, 31)),
        (Halvaar(2024, 2), date(2024, 7, 1), date(2024, 12, 31)),
        (Aar(2024), date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_first_and_last_day(period, start, end):
    assert (period.start, period.slutt) == (start, end)
    assert period.inneholder(start)
    assert period.inneholder(end)
    assert not period.inneholder(date(2022, 1, 1))


def test_neighbours():
    assert Q1.forrige == Kvartal(2023, 4)
    assert Kvartal(2023, 4).neste == Q1
    assert Q1.i_fjor == Kvartal(2023, 1)
    assert Kvartal.av(date(2024, 2, 29)) == Q1


def test_period_in_words():
    assert Kvartal(2024, 2).utskrift_periode == "1. april–30. juni 2024"


def test_kinds_do_not_subtract_from_each_other():
    with pytest.raises(TypeError):
        Kvartal(2024, 1) - Tertial(2024, 1)


def test_period_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="kvartal"):
        Kvartal(2024, 5)


@pytest.mark.parametrize(
    ("heading", "rest", "period"),
    [
        ("Regnskap pr 31.03.2024", "Regnskap", date(2024, 3, 31)),
        ("Regnskap per 31.03.24", "Regnskap", date(2024, 3, 31)),
        ("Regnskap per mars 2024", "Regnskap", date(2024, 3, 31)),
        ("Status 2Q 2024", "Status", Kvartal(2024, 2)),
        ("Effekt 2025", "Effekt", Aar(2025)),
        ("B 2024", "B", Aar(2024)),
        ("R-23", "R", Aar(2023)),
        ("R 2024", "R", Aar(2024)),
        ("Regnskap 2.tertial 2018", "Regnskap", Tertial(2018, 2)),
        ("1. kv. 2024", "", Kvartal(2024, 1)),
        ("2Q 23", "", Kvartal(2023, 2)),
        ("Regnskap (2024)", "Regnskap", Aar(2024)),
        ("Realisert hittil 1Q 2024", "Realisert hittil", Kvartal(2024, 1)),
        ("Budsjett 2024, 1 000 kr", "Budsjett, 1 000 kr", Aar(2024)),
        ("Prognose 31.12", "Prognose 31.12", None),
        ("Effekt 2023-2026", "Effekt 2023-2026", None),
        ("Sannsynlighet (1-5)", "Sannsynlighet (1-5)", None),
        ("Tiltak", "Tiltak", None),
        ("K", "K", None),
    ],
)
def test_period_is_taken_out_of_a_heading(heading, rest, period):
    assert trekk_ut_periode(heading) == (rest, period)


def test_heading_inherits_the_year_above():
    assert trekk_ut_periode("2Q", 2024) == ("", Kvartal(2024, 2))


@given(st.text(max_size=250))
def test_no_heading_makes_it_fail(text):
    assert isinstance(trekk_ut_periode(text)[0], str)


@pytest.mark.parametrize(
    ("period", "neste", "forrige", "i_fjor"),
    [
        (Kvartal(9999, 4), Kvartal(9999, 4), Kvartal(9999, 3), Kvartal(9998, 4)),
        (Kvartal(1, 1), Kvartal(1, 2), Kvartal(1, 1), Kvartal(1, 1)),
        (Aar(9999), Aar(9999), Aar(9998), Aar(9998)),
    ],
)
def test_the_calendar_ends_without_a_fault(period, neste, forrige, i_fjor):
    assert (period.neste, period.forrige, period.i_fjor) == (neste, forrige, i_fjor)


def test_the_last_day_of_all_is_in_the_last_quarter():
    assert Kvartal(9999, 4).slutt == date(9999, 12, 31)


@given(
    st.lists(
        st.sampled_from(
            [
                *"12345 .,/'’-()",
                *[
                    "i",
                    "av",
                    "pr",
                    "per",
                    "for",
                    "I",
                    "k",
                    "Q",
                    "t",
                    "kv",
                    "kvartal",
                    "Tertial",
                    "halvår",
                    "første",
                    "andre",
                    "vår",
                    "haust",
                    "24",
                    "2024",
                ],
            ]
        ),
        max_size=7,
    ).map("".join)
)
def test_a_text_is_a_period_when_all_of_it_is(text):
    alone = re.compile(perioder._PATTERN, re.IGNORECASE | re.VERBOSE).fullmatch(text)
    found = perioder._whole(text)
    assert (found and perioder._pieces(found)) == (alone and perioder._pieces(alone))
