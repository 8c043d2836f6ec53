"""What is asked before a pattern, or in place of one, gives what the plain pattern gave, whatever the text."""

from __future__ import annotations

import calendar
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rapportgen.model import perioder, tidspunkt
from rapportgen.model.enheter import _ALL_UNITS, _AT_THE_END, _AT_THE_START, _joined, parse_unit
from rapportgen.model.kalender import (
    _MONTH_WORDS,
    _NUMERIC,
    MONTH,
    YEAR,
    YEAR4,
    last_of_month,
    looks_like_date,
    parse_date,
)
from rapportgen.model.parsing import one_line

SIGNS = [" ", " ", ".", "/", "-", "–", "'", ",", "(", ")", "[", "]", "*", ": ", "; "]
NUMBERS = ["1", "2", "4", "12", "31", "1.", "3.", "24", "’24", "2024", "2025", "1999", "0", "1000", "1 000"]
MONTHS = ["mai", "mars", "MAI", "okt", "September", "june", "foo", "mandag", "dag"]
UNITS = [
    *("kvartal", "kvartalet", "kvart", "kv", "Q", "k", "quarter", "tertial", "tertialet", "tertialrapport", "tert"),
    "t",
]
UNITS += ["halvår", "halvåret", "halvaar", "halvar", "h", "kvar", "halv", "st", "nd"]
WORDS = [
    *("I", "første", "høst", "vår", "per", "pr", "p", "t.o.m", "tom", "til og med", "for", "i", "as of", "året"),
    "Effekt",
]
MONEY = [
    *("kr", "mill", "mill. kr", "tusen", "hele kroner", "Tall i", "alle", "beløp", "oppgitt", "%", "prosent"),
    "antall",
]
MONEY += ["årsverk", "'000", "tallene", "hele", "er", "Budsjett", "TKR", "nok", "pst.", "bok"]


def texts(*words: list[str]) -> st.SearchStrategy[str]:
    """Texts of these words, numbers and signs, close together and apart."""
    return st.lists(st.sampled_from([one for given in (SIGNS, NUMBERS, *words) for one in given]), max_size=9).map(
        "".join
    )


WRITTEN_MONTHS = "|".join(sorted(_MONTH_WORDS, key=len, reverse=True))
NAMED = re.compile(rf"(?:[a-zæøå]+dag,? )?(\d{{1,2}})\.? ?({WRITTEN_MONTHS})\.?,? ?({YEAR})\.?")
MONTH_YEAR = re.compile(rf"({WRITTEN_MONTHS})\.?,? ?({YEAR})")
DAY_MONTH = re.compile(rf"(\d{{1,2}})\. ?(?:(\d{{1,2}})\.?|({WRITTEN_MONTHS})\.?)")


@given(texts(MONTHS).map(str.casefold))
@example("1. foo 2024")
@example("mandag 3. mai 24")
def test_a_date_is_one_that_the_pattern_with_all_months_finds(text: str) -> None:
    named = NAMED.fullmatch(text)
    if _NUMERIC.fullmatch(text) is None and named:
        assert looks_like_date(text)
        assert parse_date(text) == parse_date(f"{named[1]}.{_MONTH_WORDS[named[2]]}.{named[3]}")
    elif re.search("[a-su-y]", text):  # it is none of those in digits
        assert (looks_like_date(text), parse_date(text)) == (False, None)


@given(texts(MONTHS).map(str.casefold))
@example("foo 2024")
@example("3. mai")
@example("3. foo")
def test_a_word_that_is_no_month_makes_no_time(text: str) -> None:
    wide, narrow = tidspunkt._MONTH_YEAR.fullmatch(text), MONTH_YEAR.fullmatch(text)
    assert bool(wide and wide[1] in _MONTH_WORDS) == bool(narrow)
    wide, narrow = tidspunkt._DAY_MONTH.fullmatch(text), DAY_MONTH.fullmatch(text)
    assert bool(wide and (wide[2] or wide[3] in _MONTH_WORDS)) == bool(narrow)
    if wide and not narrow:
        assert tidspunkt._day_of(text, text, 2024) is None


UNIT = "kvartalet|kvartal|kvart|kv|quarter|q|k|tertialet|tertialrapport|tertial|tert|t|halvåret|halvår|halvaar|halvar|h"
DATE = rf"\d{{1,2}}\.\ ?\d{{1,2}}\.\ ?(?:{YEAR})|\d{{1,2}}\.\ ?(?:{MONTH})\.?\ {YEAR4}|{YEAR4}-\d\d-\d\d"
AS_OF = r"(?:\b(?:pr|per|pr\.|per\.|p\.|t\.o\.m\.|tom|til\ og\ med|for|i|as\ of)\.?\ ?)?"
FORMS = [
    re.compile(rf"{AS_OF}\(?(?<![\w.,])(?P<found>{written})(?!\w)\)?", re.IGNORECASE | re.VERBOSE)
    for written in (
        DATE,
        perioder._PATTERN.replace(perioder._UNIT, UNIT),
        rf"(?:{MONTH})\.?\ (?:19|20)\d\d",
        r"(?:19|20)\d\d",
        r"(?<=^[A-ZÆØÅa-zæøå][-’'])\d\d$",
    )
]


def plainly_taken_out(text: str, year: int | None) -> tuple[str, object]:
    line = one_line(text)
    if len(line) > 200 or not (year or re.search(r"\d", line)) or perioder._RANGE.search(line):
        return line, None
    for form in FORMS:
        for match in form.finditer(line):
            if (period := perioder._in_heading(match["found"], year)) is not None:
                return perioder._without(line, match), period
    return line, None


@given(texts(MONTHS, UNITS, WORDS), st.sampled_from([None, 2024]))
@example("Regnskap per 31.03.2024", None)
@example("R-24", None)
@example("Budsjett mars 2024", None)
@example("Budsjett 31. mars 2024", None)
@example("Budsjett mars. 2024 (2023)", None)
@example("Effekt 2024–2025", None)
@example("Regnskap 2024-03-31", None)
@example("Første halvår", 2024)
def test_a_heading_has_the_period_that_all_patterns_in_turn_find(text: str, year: int | None) -> None:
    assert perioder.trekk_ut_periode(text, year) == plainly_taken_out(text, year)


@given(texts(UNITS, WORDS))
@example("2024K1")
@example("1. kvartalet 2024")
def test_the_pattern_of_a_period_finds_what_it_finds_with_every_word_written_out(text: str) -> None:
    shown = [
        [(match.span(), match.groupdict()) for match in form.finditer(text)] for form in (perioder._PERIOD, FORMS[1])
    ]
    assert shown[0] == shown[1]


INTRO = r"(?:(?:alle )?(?:tall|beløp)(?:ene)? )?(?:er )?(?:oppgitt )?(?:i )?(?:hele )?"
LONGEST_FIRST = "|".join(re.escape(word) for word in sorted(_ALL_UNITS, key=len, reverse=True))
IN_BRACKETS = re.compile(rf"[(\[] ?{INTRO}({LONGEST_FIRST}) ?[)\]]", re.IGNORECASE)


def plainly_parsed_unit(text: str) -> tuple[str, str | None]:
    line = one_line(text)
    if match := IN_BRACKETS.search(line):
        return _joined(line[: match.start()], line[match.end() :]), _ALL_UNITS[match[1].casefold()]
    if match := _AT_THE_END.search(line):
        return _joined(line[: match.start()], ""), _ALL_UNITS[(match[1] or match[2]).casefold()]
    if match := _AT_THE_START.match(line):
        return line[match.end() :], "%"
    return line, None


@given(texts(MONEY))
@example("Budsjett (tall i hele 1 000 kr)")
@example("Budsjett (ny) [Hele kroner]")
@example("Avvik i %**")
@example("Beløp, 1000*")
def test_a_heading_has_the_unit_that_the_pattern_with_all_units_finds(text: str) -> None:
    assert parse_unit(text) == plainly_parsed_unit(text)


@pytest.mark.parametrize("year", [1, 1900, 2000, 2023, 2024, 9999])
def test_the_last_day_of_each_month_is_that_of_the_calendar(year: int) -> None:
    last = [last_of_month(year, month) for month in range(1, 13)]
    assert last == [date(year, month, calendar.monthrange(year, month)[1]) for month in range(1, 13)]
