"""What is told of a text by what is printable is what its characters say one by one."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rapportgen.word.ooxml.text import allowed, escape_text, lost_characters, on_one_line, unbroken

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
BREAKS = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
NOT_ON_ONE_LINE = re.compile("[\x00-\x1f\x85\u2028\u2029]")
TEXTS = st.text(
    st.one_of(st.sampled_from("aå \n\t\r\v\xa0\xad\x85\u2028\u200b\ud800\ufdd0\ufffe\x00\x1c&<"), st.characters())
)


@given(TEXTS)
@example("4,3\xa0mill.\xa0kr")
@example("en\nto\xa0tre")
@example("4,3\xa0\x07mill.")
def test_a_text_keeps_what_xml_can_hold_and_its_line_breaks(text: str) -> None:
    unified = BREAKS.sub("\n", text)
    assert allowed(text) == FORBIDDEN.sub("", unified)
    is_usual = NOT_ON_ONE_LINE.search(text) is None and FORBIDDEN.search(text) is None
    assert on_one_line(text) == (escape_text(text) if is_usual else None)
    assert lost_characters(text) == [f"U+{ord(char):04X}" for char in dict.fromkeys(FORBIDDEN.findall(unified))]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1 000 kr", "1·000·kr"),
        ("mill. kr", "mill.·kr"),
        ("12,0 mill. kr helår", "12,0·mill.·kr helår"),
        ("ca. 1 200 000 kroner (est.)", "ca. 1·200·000·kroner (est.)"),
        ("kr 1 200,-", "kr·1·200,-"),
        ("over 80 % av 3 krav", "over 80·% av 3 krav"),
        ("krav 1 og 2", "krav 1 og 2"),
        ("telefon 123 456", "telefon 123 456"),
        (f"{'Tekst. ' * 8}Det er 35 mill. kr.", f"{'Tekst. ' * 8}Det er 35 mill. kr."),  # running text as typed
    ],
)
def test_an_amount_that_is_typed_does_not_break_over_a_line(typed: str, printed: str) -> None:
    assert unbroken(typed) == printed.replace("·", "\xa0")
