"""The kinds of column: what a text is at a glance is what a closer look makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.kinds import IDENTIFIER, REPORT_DATE, SHOWN, TEXT, Raw, chosen
from rapportgen.model.parsing import Parsed
from rapportgen.model.sheets import SCHEMA

KINDS = list(dict.fromkeys(column.kind for sheet in SCHEMA for column in sheet.columns))
WRITTEN = st.one_of(
    st.text(min_size=1, max_size=30), st.from_regex(r"[-•1a]\.? ?[a-zæøå]+(\n- [a-z]+)?", fullmatch=True)
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{type(kind).__name__} {kind.label}")
@given(text=WRITTEN)
def test_a_plain_text_is_what_parsing_makes_of_it(kind, text):
    plain = kind.plain(text)
    parsed = kind.parse(Raw(text)) if plain is not None else Parsed(plain)
    assert (type(plain), plain, ()) == (type(parsed.value), parsed.value, parsed.remarks)


@pytest.mark.parametrize(
    ("kind", "text", "plain"),
    [
        (TEXT, "Ny skole på Reine", "Ny skole på Reine"),
        (TEXT, "- Ny skole", None),
        (TEXT, "Ny skole\nNytt tak", None),
        (IDENTIFIER, "1.10", "1.10"),
    ],
)
def test_one_line_without_a_bullet_means_itself(kind, text, plain):
    assert kind.plain(text) == plain


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (REPORT_DATE, "30.06.2024", []),
        (REPORT_DATE, "32.06.2024", ["«32.06.2024» er ikke en dato, så rapporten får dagens dato"]),
        (REPORT_DATE, "juni 2024", ["«juni 2024» er ikke en dato, så rapporten får dagens dato"]),
        (SHOWN, "nei", []),
        (SHOWN, "kanskje", ["«kanskje» er ikke ja eller nei. Bruk ja eller nei. Navnet blir ikke vist."]),
    ],
)
def test_a_cell_that_is_not_understood_is_told_of_with_what_follows(kind, text, told):
    assert [remark.melding for remark in kind.parse(Raw(text)).remarks] == told


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("Høy", "Høy", []),
        ("høy", "Høy", []),
        ("haster", "haster", ["«haster» er ikke blant valgene Lav, Middels, Høy"]),
    ],
)
def test_an_answer_outside_the_kommunes_own_list_is_kept_and_told_of(text, value, told):
    parsed = chosen("Lav", "Middels", "Høy").parse(Raw(text))
    assert (parsed.value, [remark.melding for remark in parsed.remarks]) == (value, told)


def test_an_answer_that_is_nearly_on_the_list_is_guessed_at():
    (remark,) = chosen("Lav", "Middels", "Høy").parse(Raw("midels")).remarks
    assert remark.forslag == "Mente du «Middels»?"


@pytest.mark.parametrize(
    ("typed", "printed", "told"),
    [
        ("2", "Trinn 2", ["«2» er lest som «Trinn 2»"]),
        (2, "Trinn 2", ["«2» er lest som «Trinn 2»"]),
        ("2.", "Trinn 2", ["«2.» er lest som «Trinn 2»"]),
        ("Trinn 2 - NY GIV", "Trinn 2 - NY GIV", []),
        ("Forprosjekt", "Forprosjekt", []),
        ("2024", "2024", []),
    ],
)
def test_a_step_that_is_only_a_number_is_called_a_step(typed, printed, told):
    parsed = SCHEMA["Prosjekt"].by_name["trinn"].kind.parse(Raw(typed))
    assert (parsed.value, [remark.melding for remark in parsed.remarks]) == (printed, told)
