"""What is proposed for a tag that cannot be read has only names that there are."""

from __future__ import annotations

import pytest

from rapportgen.model.oppsett import Oppsett
from rapportgen.model.oppsett.filtre import EgetFilter
from rapportgen.word.lint import check_template
from tests.word.docx import docx_with, para

_LOOP = "{% for ett in tiltak %}"


def proposed(*paragraphs: str, oppsett: Oppsett | None = None) -> list[str]:
    body = "".join(para(text) for text in paragraphs)
    found = check_template(docx_with(body), oppsett=oppsett) if oppsett else check_template(docx_with(body))
    return [finding.problem.forslag for finding in found]


@pytest.mark.parametrize(
    ("tag", "mended"),
    [
        ("{{ rapport.titte. }}", "{{ rapport.tittel }}"),
        ("{{ rapport..titte }}", "{{ rapport.tittel }}"),
        ("{{ okonomi.sum.arsprognose.|kr }}", "{{ økonomi.sum.årsprognose|kr }}"),
        ("{{ økonomi.sum.avik|mill(2 }}", "{{ økonomi.sum.avvik|mill(2) }}"),
        ("{{ økonomi.sum.avvik|mil(2 }}", "{{ økonomi.sum.avvik|mill(2) }}"),
        ("{{ prosjekt.komune }", "{{ prosjekt.kommune }}"),
        ("{ { prosjekt.komune } }", "{{ prosjekt.kommune }}"),
        ("{prosjekt.komune}", "{{ prosjekt.kommune }}"),
        ("{{ prosjekt.kommune. }}", "{{ prosjekt.kommune }}"),
    ],
)
def test_a_misspelt_name_in_a_tag_that_cannot_be_read_is_mended_too(tag: str, mended: str) -> None:
    assert proposed(tag) == [f"Mente du {mended}?"]


@pytest.mark.parametrize(
    ("tag", "mended"),
    [
        ('{{ prosjekt.kommune|ellers(«x") }}', "{{ prosjekt.kommune|ellers(«x») }}"),
        ('{{ prosjekt.kommune|ellers("x») }}', '{{ prosjekt.kommune|ellers("x") }}'),
        ("{{ prosjekt.kommune|ellers('x\") }}", "{{ prosjekt.kommune|ellers('x') }}"),
        ("{{ prosjekt.kommune|ellers(\"Bård's») }}", '{{ prosjekt.kommune|ellers("Bård\'s") }}'),
        ('{{ prosjekt.kommune|erstatt(«a", "b") }}', '{{ prosjekt.kommune|erstatt(«a», "b") }}'),
        ('{{ prosjekt.kommune|erstatt(«a", «b") }}', "{{ prosjekt.kommune|erstatt(«a», «b») }}"),
        ('{% if prosjekt.trinn == «2" %}', "{% if prosjekt.trinn == «2» %}"),
        ('{% if prosjekt.trinn == «2" and prosjekt.kommune %}', "{% if prosjekt.trinn == «2» and prosjekt.kommune %}"),
        ('{% if prosjekt.trinn er «er 2" %}', "{% if prosjekt.trinn == «er 2» %}"),
        ("{{ prosjekt.kommune|ellers(«x) }}", "{{ prosjekt.kommune|ellers(«x») }}"),
    ],
)
def test_quotes_that_are_unlike_are_made_alike(tag: str, mended: str) -> None:
    found = [finding.problem for finding in check_template(docx_with(para(f"{tag}x{'{% endif %}' * ('%' in tag)}")))]
    assert [problem.forslag for problem in found] == [f"Mente du {mended}?"]


@pytest.mark.parametrize("tag", ['{{ prosjekt.kommune|ellers(«a"b) }}', "{{ prosjekt.kommune|ellers('a «b\") }}"])
def test_nothing_is_proposed_with_a_quote_that_belongs_to_nothing(tag: str) -> None:
    assert proposed(tag) == [""]


@pytest.mark.parametrize("tag", ["{{ rapport.qqqq. }}", "{{ xyzq.wvu. }}", "{{ prosjekt.trinn|zzzzzz(2 }}"])
def test_nothing_is_proposed_when_no_name_comes_near(tag: str) -> None:
    assert proposed(tag) == [""]


@pytest.mark.parametrize(
    ("paragraphs", "hints"),
    [
        ((f"{_LOOP}{{{{ ett.nvan. }}}}{{% endfor %}}",), ["Mente du {{ ett.navn }}?"]),
        ((f"{_LOOP}{{{{ ett.nvan }} x {{% endfor %}}",), ["Mente du {{ ett.navn }}?"]),
        (
            ("{% for ett i tiltakk %}", "{{ ett.nvan. }}", "{% endfor %}"),
            ["Mente du {% for ett in tiltak %}?", "Mente du {{ ett.navn }}?"],
        ),
        (
            ("{% hvis prosjekt.trin er 2 %}x{% slutt %}",),
            ["Mente du {% if prosjekt.trinn == 2 %}?", "Mente du {% endif %}?"],
        ),
        (
            ("{{ tiltak.navn. }}",),
            ["tiltak er rader. Skriv {% for rad in tiltak %} {{ rad.navn }} {% endfor %}."],
        ),
        (("{{ prosjekt.kommune|kr( }}",), ["Skriv {{ prosjekt.kommune }}."]),
    ],
)
def test_a_proposal_is_right_where_it_stands(paragraphs: tuple[str, ...], hints: list[str]) -> None:
    assert proposed(*paragraphs) == hints


def test_the_kommunes_own_filters_may_be_proposed() -> None:
    own = Oppsett(filtre=(EgetFilter("rund", slag="tall"),))
    assert proposed("{{ økonomi.sum.avvik|rund. }}", oppsett=own) == ["Mente du {{ økonomi.sum.avvik|rund }}?"]


def test_a_filter_that_is_like_none_may_be_the_kommunes_own() -> None:
    (hint,) = proposed("{{ økonomi.sum.avvik|tusenlapper }}")
    assert hint.startswith("Er det kommunens eget filter, må rapportgen.toml ligge i samme mappe som malen")
