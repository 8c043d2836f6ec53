"""Small numbers of people are hidden where the project says so, and nothing else is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rapportgen.model.skjuling import without_small_numbers
from tests.model.bygg import workbook

LIMIT = Decimal(5)


@pytest.mark.parametrize(
    ("name", "value", "unit", "shown"),
    [
        ("Beboere heldøgnsomsorg", "4", "antall", ":"),
        ("Beboere heldøgnsomsorg", "5", "antall", "5"),
        ("Beboere heldøgnsomsorg", "0", "antall", "0"),
        ("Venteliste", "3", "personer", ":"),
        ("Andel brukere med teknologi", "3", "%", "3"),
        ("Meldte avvik", "3", "antall", "3"),
        ("Ansatte med Compilo", "2", "antall", "2"),
    ],
)
def test_indicators(name: str, value: str, unit: str, shown: str) -> None:
    book = workbook(noekkeltall=[{"kvartal": "2Q 2024", "navn": name, "verdi": value, "enhet": unit}])
    (row,) = without_small_numbers(book, LIMIT).rows("Nøkkeltall")
    assert str(row.verdi) == shown


@pytest.mark.parametrize(
    ("volume", "shown"),
    [
        ("1 bruker FACT", ": bruker FACT"),
        ("43 brukere over 67 år", "43 brukere over 67 år"),
        ("4 beboere servicebolig Reine", ": beboere servicebolig Reine"),
        ("12 beboere av 16 plasser", "12 beboere av 16 plasser"),
        ("2 stillinger lege", "2 stillinger lege"),
        ("1 bruker FACT og 11 brukere LAR", ": bruker FACT og 11 brukere LAR"),
    ],
)
def test_volumes_of_services(volume: str, shown: str) -> None:
    book = workbook(tjenesteomraader=[{"kontogruppe": "21", "volum": volume, "ansatte": "2"}])
    (row,) = without_small_numbers(book, LIMIT).rows("Tjenesteområder")
    assert (str(row.volum), row.ansatte) == (shown, 2)


def test_benefits() -> None:
    book = workbook(gevinster=[{"gevinst": "Rett medisin", "indikator": "brukere", "nullpunkt": "0", "realisert": "3"}])
    (row,) = without_small_numbers(book, LIMIT).rows("Gevinster")
    assert (str(row.nullpunkt), row.realisert) == ("0", ":")


def test_without_a_limit_nothing_is_hidden() -> None:
    book = workbook(noekkeltall=[{"kvartal": "2Q 2024", "navn": "Beboere", "verdi": "1"}])
    assert without_small_numbers(book, None) is book
