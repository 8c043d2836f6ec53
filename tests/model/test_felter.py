"""The names of the field list, as they are typed in a template."""

from __future__ import annotations

import re

import pytest

from rapportgen.model.felter import template_fields, with_letters
from rapportgen.names import ascii_name

NATIVE = {"risikoer", "topprisikoer"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("oekonomi", "økonomi"),
        ("aarsprognose", "årsprognose"),
        ("milepaeler_neste", "milepæler_neste"),
        ("effekt_i_aar", "effekt_i_år"),
        ("foreloepig", "foreløpig"),
        ("forskjoevet", "forskjøvet"),
        ("omraadenavn", "områdenavn"),
        ("risikoer", "risikoer"),
        ("topprisikoer", "topprisikoer"),
        ("kommune", "kommune"),
        ("portefoelje", "portefølje"),
        ("arbeidsboeker", "arbeidsbøker"),
        ("poet_aaen", "poet_aaen"),
    ],
)
def test_a_name_gets_its_letters_back_and_only_where_it_has_them(name: str, shown: str) -> None:
    assert with_letters(name) == shown


def test_every_name_of_the_list_is_spelt_out() -> None:
    parts = {part for field in template_fields() for part in re.findall(r"\w+", field.felt)}
    assert {part for part in parts if re.search("aa|ae|oe", part)} == NATIVE
    assert all(with_letters(ascii_name(part)) == part for part in parts)


def test_texts_are_listed_by_key_and_sheets_that_templates_do_not_see_are_not() -> None:
    fields = [field.felt for field in template_fields()]
    assert [felt for felt in fields if felt.startswith("tekst")] == ["tekst.<nøkkel>"]
    assert not [felt for felt in fields if felt.startswith(("skala", "risikohistorikk"))]
