"""The names that a workbook's own columns and sheets have in templates."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rapportgen.model.egne import quoted, step
from rapportgen.model.rader import Oppslag, Rader
from rapportgen.model.workbook import UnknownRow
from rapportgen.names import ascii_name
from tests.word.docx import render


@pytest.mark.parametrize(
    ("heading", "typed"),
    [
        ("Påløpt", ".påløpt"),
        ("Kost 2024 (i kr)", ".kost_2024_i_kr"),
        ("2024", '["2024"]'),
        ("For", '["for"]'),
        ("Čállin", ".callin"),
        ("Møte – tid/sted", ".møte_tid_sted"),
    ],
)
def test_a_column_is_asked_for_by_its_heading(heading: str, typed: str) -> None:
    assert step(heading) == typed


@given(st.text(min_size=1, max_size=20))
@example("kwargs")  # a name that Jinja uses for itself
def test_every_heading_with_a_letter_can_be_asked_for(heading: str) -> None:
    assume(ascii_name(heading))
    row = UnknownRow({heading: "funnet"}, 1)
    assert render(f"{{{{ rad{step(heading)} }}}}", judged=False, rad=row).text == "funnet"


@given(st.text(min_size=1, max_size=20))
def test_every_sheet_with_a_letter_can_be_asked_for(title: str) -> None:
    assume(ascii_name(title))
    sheets = Oppslag({title: Rader(["a", "b"])})
    assert render(f"{{{{ ark[{quoted(title)}]|antall }}}}", judged=False, ark=sheets).text == "2"


def test_of_two_headings_with_one_name_the_first_is_asked_for() -> None:
    row = UnknownRow({"Årsverk": 1, "aarsverk": 2, "Navn": "x"}, 1)
    assert [row.felt(name) for name in ("Årsverk", "aarsverk", "navn")] == [1, 1, "x"]
    with pytest.raises(KeyError):
        row.felt("rolle")
