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


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a = 1\n" + ".".join(["b"] * 20_000) + " = 1", 2, "mer enn 10 navn"),
        ("a = { " + " . ".join(['"b"'] * 11) + " = 1 }", 1, "mer enn 10 navn"),
        ('x = ["""a"""", 1]\ny = { ' + ".".join(["b"] * 5_000) + " = 1 }", 2, "mer enn 10 navn"),
        ("æ" * 100_000, 1, "lengre enn 100 tegn"),
        ("a = 1\n" + "ab" * 100_000 + " = 1", 2, "lengre enn 100 tegn"),
        ('a = 1\n["' + "b" * 101 + '"]', 2, "lengre enn 100 tegn"),
        ("a = 1\nb = " + "9" * 9_000, 2, "lengre enn 100 tegn"),
        ("a = 0x" + "f" * 9_000, 1, "lengre enn 100 tegn"),
        ("a = 1\nb = " + "[" * 5_000, 2, "for dypt inne i hverandre"),
        ("a = " + "{b = " * 5_000, 1, "for dypt inne i hverandre"),
        ("a = " + '"\\' * 60_000, 1, "ikke gyldig"),
        ("a = " + '"""\\' * 40_000, 1, "ikke gyldig"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_nobody_types_is_refused_at_its_line(text: str, line: int, message: str) -> None:
    broken = parsed(text)
    assert isinstance(broken, Broken)
    assert broken.line == line
    assert message in broken.message


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("a.b.c.d.e.f.g.h.i.j = 1", {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": {"i": {"j": 1}}}}}}}}}}),
        (f"{'a' * 100} = 1", {"a" * 100: 1}),
        (f"a = '{'b.' * 500}' # {'c.' * 500}", {"a": "b." * 500}),
        (f'a = """\n{"b." * 500} = 1\n"""', {"a": "b." * 500 + " = 1\n"}),
        ('a = """b"""""\nå = 1', {"a": 'b""', "å": 1}),
        ('a = """b\\"""å = 1"""', {"a": 'b"""å = 1'}),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_somebody_may_type_is_read(text: str, content: dict[str, object]) -> None:
    assert parsed(text) == content


def test_lines_are_told_though_a_long_text_looks_like_a_key() -> None:
    text = f'a = """\n{"b." * 50_000} = 1\n"""\n[c]\nd = 1'
    assert line_of(("c", "d"), text) == 5
