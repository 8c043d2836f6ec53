"""TOML as people type it: Norwegian names without quotes, lines of keys, and faults explained."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.toml_text import Broken, line_of, parsed, with_quoted_names


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('[økonomi]\nmålform = "nynorsk"', {"økonomi": {"målform": "nynorsk"}}),
        ("[ark.Tjenesteområder.kolonner]\na.bø = 1", {"ark": {"Tjenesteområder": {"kolonner": {"a": {"bø": 1}}}}}),
        ('x = { påkrevd = true, "på" = 1 }', {"x": {"påkrevd": True, "på": 1}}),
        ('[ark."Mål og æ".på]\nå-b = 1', {"ark": {"Mål og æ": {"på": {"å-b": 1}}}}),
        ('x = "å = b" # ø = 2\n[y] # på.her = [æ]', {"x": "å = b", "y": {}}),
        ('x = """\nå = 1\n[ø]\n"""', {"x": "å = 1\n[ø]\n"}),
        ("x = '''\nå = 1\n'''", {"x": "å = 1\n"}),
        ('x = ["å",\n  "[ø]",\n]', {"x": ["å", "[ø]"]}),
        ('"a\\"ø = " = 1', {'a"ø = ': 1}),
    ],
)
def test_names_with_norwegian_letters_need_no_quotes(text: str, content: dict[str, object]) -> None:
    assert parsed(text) == content


@given(st.text(alphabet="aåø=\"[]{}.#'\n ,1_-\\", max_size=40))
def test_what_is_toml_already_means_what_it_meant(text: str) -> None:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert tomllib.loads(with_quoted_names(text)) == content


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    found = parsed(text)
    if isinstance(found, Broken):
        assert 1 <= found.line <= max(1, len(text.splitlines()))
        assert found.message


@pytest.mark.parametrize(
    ("line", "column", "message", "hint"),
    [
        ("filnavn = «{mal}»", 11, "Linjen har krøllete anførselstegn.", 'Bruk rette anførselstegn: "tekst".'),
        ("filnavn = mal", 11, "Verdien mangler anførselstegn.", 'Skriv filnavn = "mal".'),
        ("påkrevd = Ja", 0, "Ja og nei skrives true og false.", "Skriv påkrevd = true."),
        ("tall = 0,5", 9, "Desimaltall skrives med punktum.", "Skriv tall = 0.5."),
        ('mappe = "C:\\maler"', 14, "Omvendt skråstrek kan ikke stå slik i en tekst.", "vanlig skråstrek"),
        ('Politisk sak = "tekst"', 10, "Et navn med mellomrom skal stå i anførselstegn.", 'Skriv "Politisk sak"'),
        ("bare ord", 6, "Linjen er ikke en innstilling.", 'Skriv navn = "verdi".'),
        ("a = 1", 6, "Navnet eller tabellen står to ganger.", "Slett den ene"),
        ('x = ["a" "b"]', 10, "Linjen er ikke gyldig.", ""),
    ],
)
def test_a_broken_line_is_explained(line: str, column: int, message: str, hint: str) -> None:
    broken = parsed(f"a = 1\n{line}\n")
    assert isinstance(broken, Broken)
    assert (broken.line, broken.text, broken.message) == (2, line, message)
    assert broken.column == column
    assert hint in broken.hint


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("økonomi",), 2),
        (("økonomi", "enhet"), 3),
        (("ark", "Tiltak", "kolonner", "Politisk sak"), 7),
        (("ark", "Tiltak", "kolonner", "Politisk sak", "slag"), 7),
        (("ark", "Tiltak", "kolonner", "a=b"), 8),
        (("ark",), None),
    ],
)
def test_the_line_of_a_key_is_told(path: tuple[str, ...], line: int | None) -> None:
    text = """# innstillinger
[økonomi]
enhet = "kr"
x = ["a",
  "b"]
[ark.Tiltak.kolonner]
"Politisk sak" = { slag = "tekst" }
"a=b" = 'tall'
"""
    assert line_of(path, text) == line
