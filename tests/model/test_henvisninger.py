"""References typed in cells: what is one, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.henvisninger import (
    Henvisning,
    pieces_of,
    references_in,
    refers,
    split_paragraph,
    unfinished,
    without_references,
)
from rapportgen.model.riktekst import Avsnitt, Bit


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Se [se: økonomi].", ["Se ", Henvisning("se", "økonomi"), "."]),
        ("Budsjettet [fotnote: nedtrekk] er", ["Budsjettet", Henvisning("fotnote", "nedtrekk"), " er"]),
        ("[Fotnote:a][FOTNOTE : a b ]", [Henvisning("fotnote", "a"), Henvisning("fotnote", "a b")]),
        ("[Se: Figur 1] og [sjå: b]", [Henvisning("se", "Figur 1", stor=True), " og ", Henvisning("se", "b")]),
        ("[fotnote: a[b] c]", ["[fotnote: a[b] c]"]),
        ("[fotnote: ", ["[fotnote: "]),
        ("[fotnote:]", ["[fotnote:]"]),
        ("[se: a\nb]", ["[se: a\nb]"]),
        ("[" + "se: " + "x" * 81 + "]", ["[se: " + "x" * 81 + "]"]),
        ("[sett: a] [x]", ["[sett: a] [x]"]),
        ("", []),
    ],
)
def test_pieces_of_a_text(text: str, pieces: list[object]) -> None:
    assert list(pieces_of(text)) == pieces


def test_a_key_is_the_same_in_any_spelling() -> None:
    assert {key.id for key in references_in("[se: Økonomi] [se: oekonomi] [se:  ØKONOMI ]")} == {"oekonomi"}


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("alt i orden [fotnote: a]", ""),
        ("[fotnote: a] og [fotnote: b", "[fotnote: b"),
        ("[se:]", "[se:]"),
        ("[fotnote forskrift] og [se: a]", "[fotnote forskrift]"),
        ("som [Fotnote]", "[Fotnote]"),
        ("som [se figur 3]", "[se figur 3]"),
        ("[1], [se her], [se tabellen] og [fotnoter]", ""),
    ],
)
def test_a_reference_that_is_not_finished_is_found(text: str, begun: str) -> None:
    assert unfinished(text) == begun


def test_where_no_reference_can_stand_notes_go_and_keys_stay() -> None:
    assert without_references("Drift [fotnote: a], se [se: økonomi]") == "Drift, se økonomi"


def test_a_reference_over_several_runs_has_the_look_of_the_first() -> None:
    paragraph = Avsnitt((Bit("Se "), Bit("[se: ", fet=True), Bit("øko"), Bit("nomi] nå", kursiv=True)))
    assert list(split_paragraph(paragraph)) == [
        (Bit("Se "), None),
        (Bit("", fet=True), Henvisning("se", "økonomi")),
        (Bit(" nå", kursiv=True), None),
    ]


@given(st.lists(st.text(alphabet="[]fotnote: se\nxØ", max_size=14), max_size=6))
def test_no_character_is_lost_but_for_the_references(texts: list[str]) -> None:
    paragraph = Avsnitt(tuple(Bit(text, fet=bool(n % 2)) for n, text in enumerate(texts) if text))
    plain = "".join(run.tekst for run, reference in split_paragraph(paragraph) if reference is None)
    whole = str(paragraph)
    assert plain == "".join(piece for piece in pieces_of(whole) if isinstance(piece, str))
    assert refers(whole) or plain == whole


@given(st.text(alphabet="[]fotnote: se\n", max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert bool(references_in(text)) == refers(text)
    assert unfinished(text) in text
