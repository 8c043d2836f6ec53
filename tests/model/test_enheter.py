"""Units in headings and title lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.enheter import parse_unit


@pytest.mark.parametrize(
    ("text", "rest", "unit"),
    [
        ("Budsjett (1 000 kr)", "Budsjett", "1 000 kr"),
        ("Budsjett (1000 kr)", "Budsjett", "1 000 kr"),
        ("Budsjett\n(tkr)", "Budsjett", "1 000 kr"),
        ("Regnskap (NOK 1 000)", "Regnskap", "1 000 kr"),
        ("Regnskap (i 1000)", "Regnskap", "1 000 kr"),
        ("Regnskap i mill", "Regnskap", "mill. kr"),
        ("Regnskap (i mill. kr)", "Regnskap", "mill. kr"),
        ("Budsjett, mill. kr", "Budsjett", "mill. kr"),
        ("Budsjett, tusen", "Budsjett", "1 000 kr"),
        ("Tall i 1000 kr", "", "1 000 kr"),
        ("Tall i 1 000 kr", "", "1 000 kr"),
        ("Tall i hele 1000 kr", "", "1 000 kr"),
        ("Beløp i hele kroner", "", "kr"),
        ("1 000 kr", "", "1 000 kr"),
        ("mill. kr", "", "mill. kr"),
        ("tusen", "", "1 000 kr"),
        ("NOK", "", "kr"),
        ("Avvik (kr)", "Avvik", "kr"),
        ("Avvik kr", "Avvik", "kr"),
        ("Avvik i %", "Avvik", "%"),
        ("Avvik %", "Avvik", "%"),
        ("Avvik i pst", "Avvik", "%"),
        ("Forbr,%", "Forbr", "%"),
        ("% ferdig", "ferdig", "%"),
        ("%", "", "%"),
        ("Antall ansatte (årsverk)", "Antall ansatte", "årsverk"),
        ("Budsjett 2024, 1 000 kr", "Budsjett 2024", "1 000 kr"),
        ("Sannsynlighet (1-5)", "Sannsynlighet (1-5)", None),
        ("Risikofaktor (SxK)", "Risikofaktor (SxK)", None),
        ("Antall brukere per 1000", "Antall brukere per 1000", None),
        ("Budsjett i m\u0130ll kr", "Budsjett i m\u0130ll kr", None),
        ("Budsjett i m\u0131ll kr", "Budsjett i m\u0131ll kr", None),
        ("Tiltak", "Tiltak", None),
        ("R", "R", None),
        ("", "", None),
    ],
)
def test_unit_is_taken_out(text, rest, unit):
    assert parse_unit(text) == (rest, unit)


@given(st.text(max_size=250))
def test_no_text_makes_it_fail(text):
    assert isinstance(parse_unit(text)[0], str)
