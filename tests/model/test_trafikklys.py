"""Traffic lights, trends and signs."""

from decimal import Decimal

import pytest

from rapportgen.model.beloep import Beloep
from rapportgen.model.trafikklys import (
    BEDRE,
    BLAA,
    DAARLIGERE,
    GRAA,
    GROENN,
    GUL,
    ORANSJE,
    ROED,
    UENDRET,
    Fortegn,
    Grenser,
    Lys,
    Utvikling,
    verste,
)

A, B = Fortegn.MINDREFORBRUK_POSITIVT, Fortegn.MERFORBRUK_POSITIVT


@pytest.mark.parametrize(
    ("deviation", "light"),
    [(100, GROENN), (0, GROENN), (-10, GROENN), (-11, GUL), (-50, GUL), (-51, ROED), (None, GRAA)],
)
def test_economy_is_green_to_one_percent_and_yellow_to_five(deviation, light):
    amount = None if deviation is None else Beloep(Decimal(deviation))
    assert Grenser().oekonomi(amount, Beloep(Decimal(1000))) == light


@pytest.mark.parametrize(("deviation", "light"), [(0, GROENN), (5, GROENN), (-5, ROED)])
def test_economy_without_a_budget(deviation, light):
    assert Grenser().oekonomi(Decimal(deviation), Decimal(0)) == light


def test_budget_of_income_counts_by_its_size():
    assert Grenser().oekonomi(Decimal(-20), Decimal(-1000)) == GUL


@pytest.mark.parametrize(("late", "light"), [(-1, GROENN), (0, GROENN), (1, GUL), (2, ROED), (None, GRAA)])
def test_progress_is_yellow_for_one_quarter_and_red_for_more(late, light):
    assert Grenser().fremdrift(late) == light


def test_limits_are_settings():
    limits = Grenser(oekonomi_gul=Decimal("-0.02"), fremdrift_roed=4)
    assert limits.oekonomi(Decimal(-15), Decimal(1000)) == GROENN
    assert limits.fremdrift(3) == GUL


def test_limits_in_words():
    economy, progress = Grenser().beskrivelse()
    assert "−1\u00a0%" in economy
    assert "−5\u00a0%" in economy
    assert "1\u00a0kvartal " in progress


@pytest.mark.parametrize(
    ("lights", "worst"),
    [
        ((), GRAA),
        ((None,), GRAA),
        ((GROENN, GUL), GUL),
        ((GROENN, ROED, GUL), ROED),
        ((ORANSJE, GUL), ORANSJE),
        ((GRAA, GROENN), GROENN),
        ((BLAA, GRAA), GRAA),
        ((BLAA, BLAA), BLAA),
    ],
)
def test_worst_light(lights, worst):
    assert verste(*lights) == worst


def _luminance(color):
    channels = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("light", [GROENN, GUL, ORANSJE, ROED, GRAA, BLAA])
def test_text_on_every_light_has_contrast_enough(light):
    bright, dark = sorted((_luminance(light.fyll), _luminance(light.skrift)), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_light_is_its_word():
    assert Lys("Gul") == "Gul" == str(GUL)
    assert GUL.betydning == "avvik, håndteres i prosjektet"


def test_unknown_light_is_refused():
    with pytest.raises(ValueError, match="Lilla"):
        Lys("Lilla")


@pytest.mark.parametrize(
    ("now", "before", "better", "text"),
    [
        (60, 42, "høyere", "Bedre ↑"),
        (42, 60, "høyere", "Dårligere ↓"),
        (10, 12, "lavere", "Bedre ↓"),
        (12, 10, "lavere", "Dårligere ↑"),
        (12, 12, "lavere", "Uendret →"),
    ],
)
def test_word_says_better_and_arrow_says_direction(now, before, better, text):
    assert str(Utvikling.av(Decimal(now), Decimal(before), better)) == text


def test_development_needs_two_figures():
    assert Utvikling.av(Decimal(1), None) is None


@pytest.mark.parametrize(
    ("now", "before", "development"),
    [(GROENN, GUL, BEDRE), (ROED, GUL, DAARLIGERE), (GUL, GUL, UENDRET), (GUL, GRAA, None), (None, GUL, None)],
)
def test_development_of_lights(now, before, development):
    assert Utvikling.av_lys(now, before) == development


@pytest.mark.parametrize(("sign", "deviation", "word"), [(A, -20, "merforbruk"), (B, 20, "merforbruk")])
def test_overspending_in_both_conventions(sign, deviation, word):
    assert sign.avvik(Decimal(100), Decimal(120)) == deviation
    assert sign.ord(Decimal(deviation)) == word
    assert sign.til_a(Decimal(deviation)) == -20


@pytest.mark.parametrize(("sign", "amount"), [(A, 5), (B, -5)])
def test_underspending_in_both_conventions(sign, amount):
    assert sign.ord(Beloep(Decimal(amount))) == "mindreforbruk"


@pytest.mark.parametrize("sign", [A, B])
def test_no_deviation_is_balance(sign):
    assert sign.ord(Beloep(Decimal(0))) == "i balanse"


@pytest.mark.parametrize(("words", "sign"), [("mindreforbruk positivt", A), ("merforbruk positivt", B), ("", A)])
def test_sign_by_its_words(words, sign):
    assert Fortegn.av(words) is sign


def test_convention_is_said_in_a_sentence():
    assert A.beskrivelse() == "Positivt avvik betyr mindreforbruk, negativt avvik betyr merforbruk."
    assert B.beskrivelse() == "Positivt avvik betyr merforbruk, negativt avvik betyr mindreforbruk."
