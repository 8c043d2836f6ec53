"""The text of a cell without what no document can hold."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from rapportgen.excel.texts import clean

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@given(st.text(st.one_of(st.sampled_from("aå \n\t\r\xa0\xad\ud800\ufffe\x00\x1c"), st.characters())))
@example("1\xa0000\xa0kr\nper år")
@example("1\xa0000\x07")
def test_a_text_loses_forbidden_characters_alone_and_says_so(text: str) -> None:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = FORBIDDEN.sub("", unified)
    if "_x" not in text:
        assert clean(text) == (unicodedata.normalize("NFC", kept), kept != unified)
