"""Formatted text: lines, typed bullets and numbers, levels and formatting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.riktekst import Avsnitt, Bit, RikTekst


def shape(text):
    return [(str(paragraph), paragraph.slag, paragraph.nivaa) for paragraph in RikTekst.av_tekst(text).avsnitt]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("a", [("a", "", 0)]),
        ("a\nb", [("a", "", 0), ("b", "", 0)]),
        ("a\r\nb\rc", [("a", "", 0), ("b", "", 0), ("c", "", 0)]),
        ("a_x000D_\nb", [("a", "", 0), ("b", "", 0)]),
        ("a\n\n\nb", [("a", "", 0), ("b", "", 0)]),
        ("- a\n- b", [("a", "punkt", 0), ("b", "punkt", 0)]),
        ("• a", [("a", "punkt", 0)]),
        ("– a", [("a", "punkt", 0)]),
        ("* a", [("a", "punkt", 0)]),
        ("• a\n  - b\n    - c\n- d", [("a", "punkt", 0), ("b", "punkt", 1), ("c", "punkt", 2), ("d", "punkt", 0)]),
        ("- a\n\t- b", [("a", "punkt", 0), ("b", "punkt", 1)]),
        ("  - a\n  - b", [("a", "punkt", 0), ("b", "punkt", 0)]),
        ("- 50 % av rutinene", [("50 % av rutinene", "punkt", 0)]),
        ("Innledning:\n- a", [("Innledning:", "", 0), ("a", "punkt", 0)]),
        ("1. a\n2. b", [("a", "nummer", 0), ("b", "nummer", 0)]),
        ("1) a\n2) b", [("a", "nummer", 0), ("b", "nummer", 0)]),
    ],
)
def test_lines_and_bullets(text, paragraphs):
    assert shape(text) == paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "-1 200",
        "- 4 138",
        "- 12,5 %",
        "-",
        "–",
        "*",
        "2. etasje på Reine",
        "1. kvartal",
        "12. oktober 2023",
        "-a",
        "3.1 a",
    ],
)
def test_what_only_looks_like_a_bullet_is_kept(text):
    assert shape(text) == [(text, "", 0)]


def test_numbers_that_do_not_count_from_one_are_text():
    assert shape("2. etasje\n3. etasje") == [("2. etasje", "", 0), ("3. etasje", "", 0)]


def test_formatting_follows_its_characters_across_lines():
    text = RikTekst.av_biter([Bit("- viktig", fet=True), Bit(" sak\n- neste "), Bit("sak", kursiv=True)])
    assert text.avsnitt == (
        Avsnitt((Bit("viktig", fet=True), Bit(" sak")), "punkt"),
        Avsnitt((Bit("neste "), Bit("sak", kursiv=True)), "punkt"),
    )


def test_bullet_sign_may_stand_in_a_run_of_its_own():
    assert RikTekst.av_biter([Bit("•"), Bit(" "), Bit("sak", fet=True)]).avsnitt == (
        Avsnitt((Bit("sak", fet=True),), "punkt"),
    )


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        (RikTekst.av_tekst(""), True),
        (RikTekst.av_tekst("a"), True),
        (RikTekst.av_tekst("a\nb"), False),
        (RikTekst.av_tekst("- a"), False),
        (RikTekst.av_biter([Bit("a", fet=True)]), False),
        (RikTekst.av_biter([Bit("a", lenke="https://example.org")]), False),
    ],
)
def test_simple_text_loses_nothing_as_a_string(text, simple):
    assert text.er_enkel is simple


def test_empty_text_is_false():
    assert not RikTekst.av_tekst(" \n ")
    assert RikTekst.av_tekst("a")


def test_texts_join_paragraph_by_paragraph():
    assert str(RikTekst.av_tekst("a") + RikTekst.av_tekst("- b")) == "a\nb"


@given(st.text(alphabet="ab æø🟢\u030a&<-•*\n\r 12.)", max_size=60))
def test_no_character_but_spaces_and_signs_is_lost(text):
    kept = [c for c in str(RikTekst.av_tekst(text)) if c not in "-•* \n12.)"]
    assert kept == [c for c in text if c not in "-•* \n\r12.)"]


@given(st.text(alphabet="abcæøå 12,%", max_size=40).map(str.strip).filter(bool))
def test_one_plain_line_is_itself(text):
    assert str(RikTekst.av_tekst(text)) == text
