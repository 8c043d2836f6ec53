"""The syntax of one tag: what is made without Jinja's parser is what the parser makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.word.language.environment import make_environment
from rapportgen.word.language.expressions import faults_in, tree_of
from rapportgen.word.tags import delimiters as d
from rapportgen.word.tags.tags import parse_tag

if TYPE_CHECKING:
    from jinja2 import nodes

NAMES = st.from_regex(r"[A-Za-zæ_][A-Za-z0-9æ_]{0,8}", fullmatch=True)
WORDS = st.sampled_from(["and", "or", "not", "in", "is", "if", "else", "true", "False", "None", "loop", "notat", "if_"])
PATHS = st.lists(NAMES | WORDS, min_size=1, max_size=4).map(".".join)


def parsed(source: str) -> nodes.Template | str:
    """What Jinja's own parser makes of a source, or what it says is wrong."""
    try:
        return make_environment().parse(source)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is to be the same
        return f"{type(error).__name__}: {error}"


def tree(raw: str) -> nodes.Template | str | None:
    try:
        return tree_of(parse_tag(raw))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is to be the same
        return f"{type(error).__name__}: {error}"


def described(found: nodes.Template | str | None) -> str:
    """A syntax tree in full: what it dumps, and the lines and environment of its parts."""
    if found is None or isinstance(found, str):
        return str(found)
    parts = [found, *found.find_all(object)]  # type: ignore[arg-type]
    return f"{found!r} {[(type(node).__name__, node.lineno, node.environment is not None) for node in parts]}"


@given(PATHS)
def test_a_field_that_is_printed_is_read_as_jinja_reads_it(path: str) -> None:
    code = parse_tag(f"{{{{ {path} }}}}").code
    assert described(tree(f"{{{{ {path} }}}}")) == described(parsed(f"{d.OUT_START} {code} {d.OUT_END}"))


@given(PATHS)
def test_a_field_that_is_asked_for_is_read_as_jinja_reads_it(path: str) -> None:
    code = parse_tag(f"{{% if {path} %}}").code
    end = f"{d.BLOCK_START} endif {d.BLOCK_END}"
    source = f"{d.BLOCK_START} {code} {d.BLOCK_END}{end}"
    assert described(tree(f"{{% if {path} %}}")) == described(parsed(source))


@pytest.mark.parametrize("raw", ["{{ tiltak }}", "{% if tiltak.navn %}", "{{ None }}", "{{ not.navn }}", "{{ a.1b }}"])
def test_tags_with_the_same_words_share_a_tree_or_a_fault(raw: str) -> None:
    again = tree(raw)
    assert tree(raw) is again or (isinstance(again, str) and tree(raw) == again)


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("{{ setninger,økonomi }}", "Mente du {{ setninger.økonomi }}?"),
        ("{{ prosjekt.kommune, prosjekt.leder }}", ""),
        ("{{ prosjekt.kommune,prosjekt.leder }}", ""),
        ("{{ prosjekt,leder,epost }}", ""),
        ("{{ risikoer[0], 3 }}", ""),
        ("{{ sum * 1,5 }}", "Mente du {{ sum * 1.5 }}?"),
        ("{% if prosjekt,leder %}", "Mente du {% if prosjekt.leder %}?"),
        ("{{ 'ja' if (prosjekt, leder) }}", ""),
        ("{% for x in risikoer, tiltak %}", "Er det meningen, så skriv {% for x in (risikoer, tiltak) %}."),
        ("{% for tiltak in område,tiltak %}", "Mente du {% for tiltak in område.tiltak %}?"),
    ],
)
def test_a_comma_between_what_is_printed_or_asked_for_is_a_fault(tag: str, hint: str) -> None:
    (fault,) = faults_in(parse_tag(tag), make_environment())
    assert (fault.code, fault.message[:17], fault.hint) == ("syntaksfeil", "Her står et komma", hint)


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ('{{ bilde("a") ~ "x" }}', "bilde(…) kan ikke settes sammen med annen tekst."),
        ('{{ [se("a")]|join }}', "se(…) kan ikke ha et filter etter seg, og ikke stå i en liste som har det."),
        ('{{ fotnote("a")|upper }}', "fotnote(…) kan ikke ha et filter etter seg, og ikke stå i en liste som har det."),
    ],
)
def test_what_is_more_than_a_text_is_not_made_into_one(tag: str, message: str) -> None:
    (fault,) = faults_in(parse_tag(tag), make_environment())
    name = message.partition("(")[0]
    assert (fault.code, fault.message, fault.hint) == ("ikke-tillatt", message, f"La {name}(…) stå alene i taggen.")


@pytest.mark.parametrize("tag", ['{{ se("a") ~ "x" }}', '{{ bilde("a")|ellers("–") }}', '{{ "x"|upper ~ se("a") }}'])
def test_but_a_reference_may_be_joined_to_a_text_and_a_picture_have_something_in_its_place(tag: str) -> None:
    assert faults_in(parse_tag(tag), make_environment()) == []


@pytest.mark.parametrize(
    "tag",
    [
        "{{ [1, 2]|join(', ') }}",
        "{{ rader|sum('navn', 'x') }}",
        "{% for a, b in rader %}",
        "{% for x in (risikoer, tiltak) %}",
        '{% for x in "a", "b" %}',
        "{% for x in tiltak[0], tiltak[1] %}",
        '{% for liste in tiltak|velg("status", "Pågår"), tiltak|velg("status", "Fullført") %}',
    ],
)
def test_other_commas_are_as_they_should_be(tag: str) -> None:
    assert not any("komma" in fault.message for fault in faults_in(parse_tag(tag), make_environment()))
