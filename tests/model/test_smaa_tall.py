"""Small counts of people: which figures they are, and what is printed in their place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.smaa_tall import counts_people, without_small_numbers
from rapportgen.model.utelatt import SKJULT
from rapportgen.model.workbook import Total
from tests.model.bygg import workbook

FIVE = Decimal(5)


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("antall", "Brukere med trygghetsalarm"), ("antall", "Klager"), ("personer", ""), ("Antall brukere", ""),
        ("brukarar", ""), ("ansatte", "Ansatte i heltid"), ("", "Beboere i heldøgnsomsorg"), ("stk.", "Pasienter"),
        ("beboere i heldøgnsomsorg", ""), ("tjenestemottakere", ""), ("barn", ""),
    ],
)  # fmt: skip
def test_counts_of_people(unit: str, name: str) -> None:
    assert counts_people(unit, name)


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("%", "Brukere med vedtak"), ("mill. kr", "Kostnad per bruker"), ("poeng", "Brukertilfredshet"),
        ("årsverk", "Ansatte"), ("antall", "Liggedøgn"), ("antall møter", ""), ("", "Brukertilfredshet"), ("", ""),
        ("timer per uke", ""), ("kr per bruker", ""), ("andel brukere", ""), ("dager", "Ventetid for brukere"),
        ("heltidsandel, %", ""),
    ],
)  # fmt: skip
def test_money_shares_and_things_are_no_counts_of_people(unit: str, name: str) -> None:
    assert not counts_people(unit, name)


def cleaned(**sheets: Any) -> tuple[Any, frozenset[str]]:
    return without_small_numbers(workbook(**sheets), FIVE)


@pytest.mark.parametrize(
    ("value", "hidden"),
    [
        (Decimal(1), True), (Decimal(4), True), (Decimal(5), False), (Decimal(0), False), (Decimal("2.5"), False),
        ("ca. 3", True), ("3 av 16", True), ("12 av 16", False),
    ],
)  # fmt: skip
def test_figures_from_one_up_to_the_limit_are_hidden(value: Any, hidden: bool) -> None:
    book, places = cleaned(noekkeltall=[{"navn": "Brukere", "verdi": value, "enhet": "antall"}])
    (row,) = book.rows("Nøkkeltall")
    assert (row.verdi is None, row.utelatt("verdi")) == (hidden, SKJULT if hidden else None)
    assert bool(places) == hidden


def test_a_target_is_never_hidden() -> None:
    book, _ = cleaned(noekkeltall=[{"navn": "Brukere", "verdi": Decimal(9), "maaltall": Decimal(3), "enhet": "antall"}])
    assert book.rows("Nøkkeltall")[0].maaltall == 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 bruker FACT", ": bruker FACT"),
        ("4 Sørvågen HDO", ": Sørvågen HDO"),
        ("43 brukere over 67 år", "43 brukere over 67 år"),
        ("2 brukere under 67 år, 12 over", ": brukere under 67 år, 12 over"),
        ("3 plasser", "3 plasser"),
        ("2,5 timer", "2,5 timer"),
        ("uke 3 er 2 %", "uke : er 2 %"),
        ("1.1", "1.1"),
    ],
)
def test_numbers_in_a_text_about_volume(text: str, shown: str) -> None:
    book, _ = cleaned(tjenesteomraader=[{"navn": "Hjemme", "volum": text}])
    assert book.rows("Tjenesteområder")[0].volum == shown


def test_formatting_of_a_text_survives() -> None:
    book, _ = cleaned(tjenesteomraader=[{"navn": "Hjemme", "volum": "- 3 brukere\n- 30 brukere"}])
    volume = book.rows("Tjenesteområder")[0].volum
    assert (str(volume), [p.slag for p in volume.avsnitt]) == (": brukere\n30 brukere", ["punkt", "punkt"])


def test_a_typed_total_that_would_give_a_hidden_figure_away_is_hidden_too() -> None:
    book = workbook(noekkeltall=[{"navn": f"Brukere {n}", "verdi": Decimal(n), "enhet": "antall"} for n in (3, 30)])
    data = book.sheets["Nøkkeltall"]
    total = type(data.rows[0])({"verdi": Decimal(33)}, {"verdi": "Nøkkeltall!C9"})
    data.totals.append(Total("Sum", total, 2, 3))
    clean, places = without_small_numbers(book, FIVE)
    assert clean.sheets["Nøkkeltall"].totals[0].row.utelatt("verdi") is SKJULT
    assert "Nøkkeltall!C9" in places


@pytest.mark.parametrize("limit", [None, Decimal(0), Decimal(1)])
def test_without_a_limit_nothing_is_hidden(limit: Decimal | None) -> None:
    book = workbook(noekkeltall=[{"navn": "Brukere", "verdi": Decimal(1), "enhet": "antall"}])
    assert without_small_numbers(book, limit) == (book, frozenset())


@given(st.integers(0, 999), st.integers(2, 20))
def test_no_small_count_is_left(count: int, limit: int) -> None:
    book = workbook(tjenesteomraader=[{"navn": "Hjemme", "volum": f"ca. {count} brukere"}])
    clean, _ = without_small_numbers(book, Decimal(limit))
    shown = clean.rows("Tjenesteområder")[0].volum
    assert (shown == f"ca. {count} brukere") == (not 0 < count < limit)
