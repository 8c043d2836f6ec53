from __future__ import annotations

import pytest

from rapportgen.word.contents.heading_numbers import HeadingCounter, Level, NumberList, formatted, whole_number

PLAIN = tuple(Level(text=text) for text in ("%1", "%1.%2", "%1.%2.%3"))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0, 0, 0], ["1", "2", "3"]),
        ([0, 1, 1, 0, 1], ["1", "1.1", "1.2", "2", "2.1"]),
        ([0, 1, 2, 2, 1, 2], ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1"]),
        ([1, 0], ["0.1", "1"]),
    ],
)
def test_levels_count_and_start_anew_below_a_higher_one(levels: list[int], expected: list[str]) -> None:
    counter, numbers = HeadingCounter(), NumberList("0", PLAIN, {})
    assert [counter.next("1", numbers, level) for level in levels] == expected


def test_a_level_may_go_on_and_start_elsewhere() -> None:
    levels = (Level(text="%1", start=3), Level(text="%2)", restarts=False))
    counter, numbers = HeadingCounter(), NumberList("0", levels, {})
    assert [counter.next("1", numbers, level) for level in (0, 1, 0, 1)] == ["3", "1)", "4", "2)"]


def test_lists_of_the_same_kind_count_on_unless_one_starts_anew() -> None:
    counter = HeadingCounter()
    plain, anew = NumberList("0", PLAIN, {}), NumberList("0", PLAIN, {0: 1})
    found = [
        counter.next("1", plain, 0),
        counter.next("2", plain, 0),
        counter.next("3", anew, 0),
        counter.next("3", anew, 0),
    ]
    assert found == ["1", "2", "1", "2"]


def test_figures_only_where_the_level_says_so() -> None:
    levels = (Level(form="upperRoman", text="%1"), Level(text="%1.%2", decimals_only=True))
    counter, numbers = HeadingCounter(), NumberList("0", levels, {})
    assert [counter.next("1", numbers, level) for level in (0, 0, 1)] == ["I", "II", "2.1"]


def test_bullets_have_no_number() -> None:
    assert HeadingCounter().next("1", NumberList("0", (Level(form="bullet", text="•"),), {}), 0) == ""


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", ["1", "4", "27", "1990"]),
        ("decimalZero", ["01", "04", "27", "1990"]),
        ("lowerRoman", ["i", "iv", "xxvii", "mcmxc"]),
        ("upperLetter", ["A", "D", "AA", "N" * 77]),
        ("lowerLetter", ["a", "d", "aa", "n" * 77]),
    ],
)
def test_numbers_in_words_own_forms(form: str, expected: list[str]) -> None:
    assert [formatted(number, form) for number in (1, 4, 27, 1990)] == expected


def test_a_number_beyond_what_word_counts_to_is_no_wall_of_letters() -> None:
    assert formatted(99_999_999_999, "lowerLetter") == "99999999999"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3),
        ("32767", 32767),
        ("32768", None),
        ("9" * 5000, None),
        ("²", None),
        ("-1", None),
        ("x", None),
        ("", None),
    ],
)
def test_a_template_may_state_only_numbers_that_word_counts_from(text: str, expected: int | None) -> None:
    assert whole_number(text) == expected
