"""Tags as Word spells them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.word.tags.spelling import repair
from rapportgen.word.tags.tags import find_tags, parse_tag


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("x|default(«ALFA», true)", 'x|default("ALFA", true)'),
        ("x|default(“ALFA”)", 'x|default("ALFA")'),
        ("x|default(„ALFA“)", 'x|default("ALFA")'),
        ("x|default(‘ALFA’)", 'x|default("ALFA")'),
        ("x|default(“Kari’s”)", 'x|default("Kari’s")'),
        ('x == "sa «ja»"', 'x == "sa «ja»"'),
        ('x == «sa "ja"»', 'x == "sa \\"ja\\""'),
        ("\u00a0prosjekt.navn\u00a0", "prosjekt.navn"),
        ("a – b", "a - b"),
        ("a − b", "a - b"),
        ("pro\u00adsjekt\u200b.navn", "prosjekt.navn"),
        ("økonomi.påløpt", "oekonomi.paaloept"),
        ("a\u030ar", "aar"),
        ('ark["Måned – år"]', 'ark["Måned – år"]'),
        ("område.navn ~ ' på '", "omraade.navn ~ ' på '"),
        ("a\tif\nb", "a if b"),
        ("grupper|join(«, «, attribute=»navn»)", 'grupper|join(", ", attribute="navn")'),
        ("x|ellers(« – «)", 'x|ellers(" – ")'),
        ("« « if x else «–«", '" " if x else "–"'),
        ("x == «sa «", 'x == "sa "'),
        ("x == «sa «ja»", 'x == "sa «ja"'),
    ],
)
def test_characters_are_mended_outside_quoted_texts_only(typed: str, code: str) -> None:
    assert repair(typed) == code


def as_word_writes(text: str) -> str:
    """The text with the quotes that Norwegian Word puts in: « after a space or an opening bracket, else »."""
    return re.sub(r'(^|[ (\[–])?"', lambda match: f"{match[1]}«" if match[1] is not None else "»", text)


@given(st.lists(st.text(alphabet="ab ,.–-()[]|=:", max_size=6), min_size=1, max_size=3))
def test_the_quotes_of_norwegian_word_mean_what_was_typed(texts: list[str]) -> None:
    quoted = [f'"{text}"' for text in texts]
    typed = f'x|ellers({", ".join(quoted)}, a={quoted[0]}) ~ {quoted[-1]} if y else ""'
    raw = f"{{{{ {as_word_writes(typed)} }}}}"
    assert repair(as_word_writes(typed)) == typed
    assert find_tags(f"{raw} «x»")[0][0].tag == parse_tag(raw)


@pytest.mark.parametrize(
    ("raw", "scope", "code"),
    [
        ("{{r navn }}", "r", "navn"),
        ("{{r }}", "", "r"),
        ("{{r.navn }}", "", "r.navn"),
        ("{{r|kr }}", "", "r|kr"),
        ("{{p if x else y }}", "", "p if x else y"),
        ("{{ p }}", "", "p"),
        ("{%p if x %}", "p", "if x"),
        ("{%tr for r in rader %}", "tr", "for r in rader"),
        ("{%tc endfor %}", "tc", "endfor"),
        ("{%- if x -%}", "", "if x"),
    ],
)
def test_a_scope_is_told_from_a_variable_of_that_name(raw: str, scope: str, code: str) -> None:
    tag = parse_tag(raw)
    assert (tag.scope, tag.code) == (scope, code)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Hei {{ a }} og {{ b }}", ["a", "b"]),
        ('{{ x|default("}}") }}', ['x|default("}}")']),
        ("{{ {“k”:“A”}[“k”] }}", ['{"k":"A"}["k"]']),
        ("{# {{ borte }} #}{{ her }}", ["her"]),
        ("{% raw %}{{ borte }}{% endraw %}{{ her }}", ["her"]),
        ("uten { tagger } 50 %", []),
    ],
)
def test_tags_are_found(text: str, codes: list[str]) -> None:
    pieces, faults = find_tags(text)
    assert [piece.tag.code for piece in pieces if piece.tag] == codes
    assert faults == []


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("{{ tittel", "aapen-tagg", "Avslutt med }}."),
        ("{{ tittel } x", "aapen-tagg", "Avslutt med }}."),
        ("{{ a {{ b }}", "aapen-tagg", "Avslutt med }}."),
        ("Sak {#12", "aapen-tagg", "Avslutt med #}."),
        ("tittel }} x", "aapen-tagg", ""),
        ("{% raw %}x", "aapen-blokk", "Avslutt med {% endraw %}."),
        ("{% fro x in y %}", "ukjent-tagg", "Mente du for?"),
        ("{% include 'x' %}", "ikke-tillatt", ""),
        ("{% macro m() %}", "ikke-tillatt", ""),
        ("{{ }}", "tom-tagg", ""),
        ("{{ " + "(" * 50 + "1" + ")" * 50 + " }}", "for-stor-tagg", ""),
        ("{{ " + "a" * 3000 + " }}", "for-stor-tagg", ""),
    ],
)
def test_faults_say_what_to_try(text: str, code: str, hint: str) -> None:
    _, faults = find_tags(text)
    assert [(fault.code, fault.hint) for fault in faults] == [(code, hint)]


@given(st.text(alphabet="{}%#«»“”'\"abcø \\-–", max_size=60))
def test_any_text_is_read_without_failing_and_pieces_follow_each_other(text: str) -> None:
    pieces, _ = find_tags(text)
    ends = [0, *(piece.end for piece in pieces)]
    assert all(start <= piece.start < piece.end <= len(text) for start, piece in zip(ends, pieces, strict=False))
