"""What a chart shows, and how that is said in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.graf import Graf, Serie


def serie(name: str, *values: float | str | None) -> Serie:
    return Serie(name, tuple(None if value is None else Decimal(str(value)) for value in values))


QUARTERS = ("1Q 2024", "2Q 2024", "3Q 2024", "4Q 2024")


def test_series_and_categories_without_values_are_left_out() -> None:
    graf = Graf.av("T", ["A", "B", "C"], [serie("X", 1, None, 3), serie("Y", None, None, None)], hva="områder")
    assert graf.kategorier == ("A", "C")
    assert graf.serier == (serie("X", 1, 3),)


def test_among_periods_a_gap_stays() -> None:
    assert Graf.av("T", QUARTERS, [serie("X", 1, None, 3, None)]).kategorier == QUARTERS


def test_a_chart_is_true_when_it_has_a_value() -> None:
    assert [bool(Graf.av("T", ["A"], [serie("X", value)])) for value in (0, 1, None)] == [True, True, False]
    assert not Graf("T")
    assert Graf("T").beskrivelse == ""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1, 20), "#,##0"),
        (("1.50", 2), "#,##0.0"),
        ((1.25, 3), "#,##0.00"),
        ((0.12345, 1), "#,##0.00"),
        ((1000,), "#,##0"),
    ],
)
def test_the_format_has_the_decimals_that_are_needed_two_at_most(values: tuple[float, ...], expected: str) -> None:
    assert Graf.av("T", QUARTERS[: len(values)], [serie("X", *values)]).tallformat == expected


class TestInWords:
    def test_a_series_over_time_is_told_by_its_ends_and_extremes(self) -> None:
        graf = Graf.av("T", QUARTERS, [serie("Sykefravær", 11.8, 12.4, 10, 10.9), serie("Mål", 9, 9, 9, 9)], enhet="%")
        assert graf.beskrivelse.replace("\u00a0", " ") == (
            "Sykefravær og mål fra 1Q 2024 til 4Q 2024. Sykefravær: først 11,8 % (1Q 2024), sist 10,9 % (4Q 2024), "
            "høyest 12,4 % (2Q 2024), lavest 10,0 % (3Q 2024). Mål: 9,0 %."
        )

    def test_missing_periods_are_told(self) -> None:
        graf = Graf.av("T", QUARTERS, [serie("X", 1, None, None, 4)], enhet="mill. kr")
        assert graf.beskrivelse == (
            "X fra 1Q 2024 til 4Q 2024, i mill. kr. X: 1 (1Q 2024), 4 (4Q 2024). Tall mangler for 2Q 2024 og 3Q 2024."
        )

    def test_things_are_counted_and_told_by_highest_and_lowest(self) -> None:
        graf = Graf.av("T", "ABCD", [serie("Budsjett", 1, 4, 2, 3)], enhet="1 000 kr", hva="områder")
        assert graf.beskrivelse == "Budsjett for 4 områder, i 1 000 kr. Budsjett: høyest 4 (B), lavest 1 (A)."

    def test_a_single_value_is_just_told(self) -> None:
        assert Graf.av("T", ["A"], [serie("NAV", 1)], hva="områder").beskrivelse == "NAV for A. NAV: 1."

    def test_the_series_beyond_the_fourth_are_counted(self) -> None:
        graf = Graf.av("T", ["A", "B"], [serie(f"S{n}", n, n + 1) for n in range(6)], hva="områder")
        assert graf.beskrivelse.endswith("S3: 3 (A), 4 (B). Diagrammet har 2 serier til.")


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.decimals(-(10**12), 10**12, places=3)), min_size=3, max_size=3), max_size=6
    ),
    st.sampled_from(["", "områder"]),
)
def test_any_values_can_be_told(rows: list[list[Decimal | None]], hva: str) -> None:
    graf = Graf.av("T", ["A", "B", "C"], [Serie(f"S{n}", tuple(row)) for n, row in enumerate(rows)], hva=hva)
    assert bool(graf) == any(value is not None for row in rows for value in row)
    assert bool(graf.beskrivelse) == bool(graf)
