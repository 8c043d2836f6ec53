"""National identity numbers, invented ones, in the ways that people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rapportgen.model.beloep import Tall
from rapportgen.model.personnummer import REMOVED, any_number, has_number, masked, without_number
from rapportgen.model.riktekst import RikTekst
from rapportgen.model.sheets.prosjekt import Tospraaklig
from rapportgen.model.tidspunkt import Tidspunkt


@pytest.mark.parametrize(
    "written",
    [
        "01019012345", "010190 12345", "010190\u00a012345", "010190-12345", "010190–12345", "010190.12345",
        "010190/12345", "010190  12345", "010190\t12345", "010190\n12345", "010190\u202f12345", "010190\u200b12345",
        "01.01.90 12345", "01 01 90 12345", "f.nr.01019012345", "a,01019012345", "(01019012345)", "41019012345",
    ],
)  # fmt: skip
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert has_number(f"Gjelder {written} og mer")
    assert REMOVED in masked(f"Gjelder {written} og mer")


def test_a_number_in_the_digits_of_any_alphabet_is_found() -> None:
    ones = [chr(sign + 1) for sign in range(0x110000) if chr(sign).isdecimal() and int(chr(sign)) == 0]
    assert len(ones) > 50
    assert [one for one in ones if not has_number(f"æøå {one * 11}")] == []


def test_a_number_is_found_beside_half_a_character() -> None:
    assert has_number("\ud83d 01019012345")


@pytest.mark.parametrize(
    "text",
    [
        "Konto 1234.56.78901",
        "123456789012",
        "10 000 000 000",
        "0,12345678901",
        "990190 12345",
        "tlf. 12345678",
        "2024/12345",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not has_number(text)
    assert masked(text) == text


def test_a_plain_figure_counts_when_its_control_digits_fit() -> None:
    fits = next(n for n in range(1017000000, 1017100000) if any_number((Decimal(n),)))
    assert without_number(Decimal(fits)) == REMOVED
    assert not any_number((Decimal(fits + 1),))
    assert not any_number((Decimal("45786000"),))


def test_a_value_keeps_its_kind_when_the_number_is_taken_out() -> None:
    bilingual = without_number(Tospraaklig("Nes 01019012345", "Njárga"))
    assert (str(bilingual), bilingual.samisk) == (f"Nes {REMOVED}", "Njárga")
    assert str(without_number(RikTekst.av_tekst("En\nto 01019012345"))) == f"En\nto {REMOVED}"
    assert str(without_number(Tall(None, "ca. 01019012345"))) == f"ca. {REMOVED}"
    assert str(without_number(Tidspunkt("tekst", "etter 01019012345"))) == f"etter {REMOVED}"
