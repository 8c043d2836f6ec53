"""Every word and sign that people use for the values of a column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model import ordforraad
from rapportgen.model.nivaa import NIVAA5, Nivaa, nivaaskala
from rapportgen.model.ordforraad import (
    BEDRE_NAAR,
    FARGE,
    FORTEGN,
    JA_NEI,
    MAALTYPE,
    MALFORM,
    MILEPAELTYPE,
    NIVAA_MAAL,
    RISIKOSTATUS,
    RISIKOTYPE,
    RISIKOVERDI,
    STATUS,
    TREND,
)

VOCABULARIES = (NIVAA5, *(words for words in vars(ordforraad).values() if isinstance(words, ordforraad.Ordforraad)))


def spread(cases):
    """One (word, expected) pair for each of the words separated by «·»."""
    return [(word, expected) for expected, words in cases.items() for word in words.split(" · ")]


@pytest.mark.parametrize(
    ("word", "name"),
    spread(
        {
            "Svært lav": "SL · VL · Svært lav · Meget lav · Svært liten · Svært låg · Very low · 1 · svaert lav",
            "Lav": "L · Lav · Liten · Lite sannsynlig · Mindre · Låg · Low · 2",
            "Medium": "M · Medium · Middels · Moderat · Mulig · 3",
            "Høy": "H · Høy ·  høy  · HØY · Høg · High · Sannsynlig · Stor · Alvorlig · 4 · 4,0 · "
            "4.0 · 4 - Høy · 4 – Høy · 4. Høy · "
            "Høy (4) · Høy/4 · Høy - 4 · Hoy · Hoey · Høy.",
            "Svært høy": "SH · VH · Svært høy · Meget høy · Svært stor · "
            "Svært sannsynlig · Kritisk · Svært høg · Very high · 5",
        }
    ),
)
def test_levels(word, name):
    level, remarks = NIVAA5.parse(word)
    assert (str(level), remarks) == (name, ())


@pytest.mark.parametrize(("raw", "value"), [(4, 4), (4.0, 4), (1, 1)])
def test_levels_typed_as_numbers(raw, value):
    assert NIVAA5.parse(raw).value.verdi == value


@pytest.mark.parametrize(
    ("text", "name"), [("M/H", "Høy"), ("2-3", "Medium"), ("Lav til middels", "Medium"), ("4 - Lav", "Høy")]
)
def test_two_levels_mean_the_higher_with_a_warning(text, name):
    level, remarks = NIVAA5.parse(text)
    assert str(level) == name
    assert [(r.alvor, r.melding) for r in remarks] == [("advarsel", f"«{text}» er tolket som {name}")]


@pytest.mark.parametrize("raw", ["6", 0, 0.5, "Enorm", "4 6"])
def test_unknown_level_is_a_fault_that_lists_the_words(raw):
    level, remarks = NIVAA5.parse(raw)
    assert level is None
    assert remarks[0].kode == "ugyldig-verdi"
    assert "Svært lav, Lav, Medium, Høy eller Svært høy" in remarks[0].melding


@pytest.mark.parametrize(
    ("words", "text", "hint"),
    [
        (NIVAA5, "Hø", "Høy"),
        (STATUS, "Fulført", "Fullført"),
        (FARGE, "Grønnn", "Grønn"),
        (STATUS, "Forsinke", "Forsinket"),
    ],
)
def test_unknown_word_suggests_the_nearest(words, text, hint):
    assert words.parse(text).remarks[0].forslag == hint


@pytest.mark.parametrize(
    ("word", "color"),
    spread(
        {
            "Grønn": "Grønn · Grøn · G · Green · Lav risiko · 🟢 · GRØNN! · Groenn",
            "Gul": "Gul · Y · Yellow · Medium risiko · 🟡",
            "Rød": "Rød · Raud · R · Red · Høy risiko · 🔴 · Rod",
            "Oransje": "Oransje · 🟠",
            "Grå": "Grå · Ikke vurdert",
            "Blå": "Blå · 🔵",
        }
    ),
)
def test_colours(word, color):
    assert FARGE.parse(word) == (color, ())


@pytest.mark.parametrize(
    ("raw", "text"), [("Rød", "Rød"), ("Rød (12)", "Rød"), ("12 - Rød", "Rød"), ("12", "12"), (12.0, "12")]
)
def test_risk_value_is_a_colour_a_number_or_both(raw, text):
    value, remarks = RISIKOVERDI.parse(raw)
    assert (str(value), remarks) == (text, ())


def test_two_colours_are_a_fault():
    assert FARGE.parse("Gul/Rød").value is None


@pytest.mark.parametrize(
    ("word", "status"),
    spread(
        {
            "Ikke startet": "Ikke startet · Ikke påbegynt · Ikke igangsatt · Planlagt · Ikkje starta · Not started",
            "Pågår": "Pågår · Pågående · Under arbeid · Påbegynt · Igangsatt · I gang · I rute · "
            "Løpende · Etter plan · etter planen · "
            "In progress · Pågår, i rute",
            "Fullført": "Fullført · Ferdig · Gjennomført · Avsluttet · Utført · Lukket · OK · "
            "✓ · x · X · 100 % · 100% · Done · Ferdig! · nådd · Oppnådd · levert",
            "Forsinket": "Forsinket · Utsatt · Forseinka · Delayed",
            "Stanset": "Stanset · På vent · Avbrutt · Stoppa · On hold",
            "Utgår": "Utgår · Kansellert · Bortfalt · Går ut · Cancelled · avlyst",
        }
    ),
)
def test_status(word, status):
    assert STATUS.parse(word) == (status, ())


def test_status_with_an_explanation_is_understood_with_a_warning():
    value, remarks = STATUS.parse("Forsinket (venter på vedtak)")
    assert value == "Forsinket"
    assert [(r.alvor, r.kode) for r in remarks] == [("advarsel", "tolket-verdi")]


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        *((word, True) for word in ("ja", "J", "x", "1", 1, 1.0, "sann", "SANN", "TRUE", True, "✓")),
        *((word, False) for word in ("nei", "N", "0", 0, "usann", "USANN", "FALSE", False)),
    ],
)
def test_yes_and_no(raw, answer):
    assert JA_NEI.parse(raw) == (answer, ())


@pytest.mark.parametrize(
    ("words", "word", "value"),
    [
        *((RISIKOTYPE, word, "trussel") for word in ("Trussel", "Trusler", "Risiko", "Negativ", "T")),
        *((RISIKOTYPE, word, "mulighet") for word in ("Mulighet", "Muligheter", "Moglegheit", "Positiv", "M")),
        *((MAALTYPE, word, "Effektmål") for word in ("Effektmål", "Effekt mål")),
        *((MAALTYPE, word, "Overordnet mål") for word in ("Overordnet mål", "Samfunnsmål", "Hovedmål")),
        *((MAALTYPE, word, "Resultatmål") for word in ("Resultatmål", "Delmål", "Prosjektmål")),
        (MAALTYPE, "Formål", "Formål"),
        *((MILEPAELTYPE, word, "milepæl") for word in ("Milepæl", "◆", "M")),
        (MILEPAELTYPE, "Aktivitet", "aktivitet"),
        (NIVAA_MAAL, "Hovedprosjektet", "hovedprosjekt"),
        *((BEDRE_NAAR, word, "lavere") for word in ("lavere", "Lav", "ned")),
        *((BEDRE_NAAR, word, "høyere") for word in ("Høyere", "opp", "hoyere")),
        *((MALFORM, word, "nynorsk") for word in ("Nynorsk", "nn")),
        (MALFORM, "Bokmål", "bokmål"),
        (FORTEGN, "Mindreforbruk positivt", "mindreforbruk positivt"),
        (FORTEGN, "Positivt avvik = merforbruk", "merforbruk positivt"),
        (RISIKOSTATUS, "Pågår", "Åpen"),
        (RISIKOSTATUS, "Avsluttet", "Lukket"),
    ],
)
def test_small_sets(words, word, value):
    assert words.parse(word) == (value, ())


@pytest.mark.parametrize(
    ("word", "name"),
    spread(
        {
            "Bedre": "Bedre · ↑ · ▲ · + · Økende · Opp · Bedre ↑",
            "Uendret": "Uendret · → · ► · 0 · Stabil · Lik",
            "Dårligere": "Dårligere · ↓ · ▼ · - · Synkende · Ned",
        }
    ),
)
def test_trends(word, name):
    assert TREND.parse(word).value.navn == name


def test_letters_composed_of_two_signs_are_the_same_letters():
    assert STATUS.parse("Pa\u030aga\u030ar").value == "Pågår"


def test_lookalike_letters_are_read_with_a_warning():
    cyrillic = "Pågår".replace("P", "Р")
    value, remarks = STATUS.parse(cyrillic)
    assert value == "Pågår"
    assert [r.kode for r in remarks] == ["blandet-alfabet"]


@pytest.mark.parametrize("raw", [None, "", "  ", "\u200b"])
def test_empty_cell_is_missing(raw):
    assert STATUS.parse(raw) == (None, ())


@pytest.mark.parametrize(("text", "code"), [("TBD", "plassholder"), ("-", "mangler")])
def test_gap_is_missing_with_a_remark(text, code):
    value, remarks = STATUS.parse(text)
    assert value is None
    assert [r.kode for r in remarks] == [code]


@pytest.mark.parametrize("words", VOCABULARIES, ids=lambda words: words.name)
def test_every_value_reads_back_from_what_it_prints(words):
    for value in words:
        if not isinstance(value, bool):
            assert words.parse(str(value)) == (value, ())


@given(st.sampled_from(VOCABULARIES), st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans()))
def test_nothing_makes_parsing_fail(words, raw):
    value, _ = words.parse(raw)
    assert value is None or isinstance(value, ordforraad.Risikotall) or value in set(words)


@pytest.mark.parametrize(
    ("steps", "word", "number"),
    [
        (3, "Høy", 3),
        (3, "H", 3),
        (3, "3", 3),
        (4, "Høy", 3),
        (4, "Svært høy", 4),
        (5, "Høy", 4),
        (2, "Høy", 2),
        (7, "7", 7),
    ],
)
def test_a_shorter_scale_uses_the_same_words_for_its_own_steps(steps: int, word: str, number: int) -> None:
    assert nivaaskala(steps).parse(word).value.verdi == number


def test_a_step_of_the_kommunes_own_is_printed_and_understood_beside_the_usual_words() -> None:
    scale = nivaaskala(5, {4: Nivaa(4, "SF", "Stor fare")})
    assert [str(scale.parse(word).value) for word in ("Stor fare", "SF", "4", "Høy", "H")] == ["Stor fare"] * 5
    assert str(scale.parse("Lav").value) == "Lav"


@pytest.mark.parametrize(
    ("words", "text", "message"),
    [
        (
            NIVAA5,
            "Hø",
            "«Hø» er ikke et nivå. Mente du Høy? "
            "Bruk Svært lav, Lav, Medium, Høy eller Svært høy, eller et tall fra 1 til 5.",
        ),
        (nivaaskala(3), "åtte", "«åtte» er ikke et nivå. Bruk Lav, Medium eller Høy, eller et tall fra 1 til 3."),
        (JA_NEI, "kanskje", "«kanskje» er ikke ja eller nei. Bruk ja eller nei."),
        (JA_NEI, "truee", "«truee» er ikke ja eller nei. Mente du ja? Bruk ja eller nei."),
    ],
)
def test_an_unknown_word_is_told_of_in_plain_words(words, text, message):
    (remark,) = words.parse(text).remarks
    assert remark.melding == message


@pytest.mark.parametrize(("text", "word"), [("ja (kanskje)", "ja"), ("nei (ikke nå)", "nei")])
def test_messages_say_ja_and_nei(text, word):
    (remark,) = JA_NEI.parse(text).remarks
    assert remark.melding.endswith(f"er tolket som {word}")
    assert remark.forslag == f"Skriv {word}."
