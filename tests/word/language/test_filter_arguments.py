"""What stands in the brackets of a filter fits the filter, or is told of before any workbook is there."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.oppsett.filtre import EgetFilter
from rapportgen.word import compile_template
from rapportgen.word.language.environment import make_environment
from rapportgen.word.language.expressions import faults_in
from rapportgen.word.settings import Visning
from rapportgen.word.tags.tags import parse_tag
from tests.word.docx import docx_with

DECIMALS = "Antall desimaler må være et helt tall fra 0 til 10."
ENVIRONMENT = make_environment(Visning(filtre=(EgetFilter("rund", slag="tall"), EgetFilter("etat", slag="ord"))))


def told(tag: str) -> list[tuple[str, str]]:
    return [(fault.message, fault.hint) for fault in faults_in(parse_tag(tag), ENVIRONMENT)]


@pytest.mark.parametrize(
    ("tag", "message", "hint"),
    [
        ('{{ x|dato("x") }}', "Filteret «dato» tar ingen verdier i parentes.", "Skriv {{ x|dato }}."),
        ("{{ x|første(2)|kr }}", "Filteret «første» tar ingen verdier i parentes.", "Skriv {{ x|første|kr }}."),
        ("{{ x|upper(a.b(1)) }}", "Filteret «upper» tar ingen verdier i parentes.", ""),
        ("{{ x|rund(2) }}", "Filteret «rund» tar ingen verdier i parentes.", "Skriv {{ x|rund }}."),
        ('{{ x|etat(kort="ja") }}', "Filteret «etat» tar ingen verdier i parentes.", "Skriv {{ x|etat }}."),
        (
            "{{ x|mill(1,2) }}",
            "Filteret «mill» tar høyst én verdi i parentesen, men her står det 2.",
            "Skriv antall desimaler alene: mill(1).",
        ),
        (
            '{{ x|erstatt("a","b","c") }}',
            "Filteret «erstatt» tar høyst to verdier i parentesen, men her står det 3.",
            "",
        ),
        (
            '{{ x|erstatt("a") }}',
            "Filteret «erstatt» trenger to verdier i parentesen.",
            'Skriv for eksempel |erstatt("og", "samt").',
        ),
        ("{{ x|velg|length }}", "Filteret «velg» trenger én verdi i parentesen.", None),
        ('{{ x|mill("a") }}', DECIMALS, ""),
        ("{{ x|kr(11) }}", DECIMALS, ""),
        ("{{ x|tall(1.5) }}", DECIMALS, ""),
        ("{{ x|tall(desimaler=true) }}", DECIMALS, ""),
        ('{{ x|kutt("lang") }}', "I parentesen må det stå et helt tall.", ""),
        ("{{ x|mill(des=2) }}", "Filteret «mill» kan ikke få «des» i parentesen.", ""),
        ("{{ x|mill(1, desimaler=2) }}", "Filteret «mill» kan ikke få «desimaler» i parentesen.", ""),
    ],
)
def test_a_filter_is_told_what_it_takes(tag: str, message: str, hint: str | None) -> None:
    ((found, proposed), *_) = told(tag)
    assert found == message
    assert hint is None or proposed == hint


@pytest.mark.parametrize(
    "tag",
    [
        "{{ x|mill(2) }}",
        "{{ x|mill(desimaler=2) }}",
        "{{ x|tall(none) }}",
        "{{ x|kr(antall) }}",
        '{{ x|default("a", true) }}',
        '{{ x|ellers(ogsaa_tom=true, ellers="a") }}',
        '{{ x|join(", ", attribute="navn") }}',
        '{{ x|sorter("frist", true)|length }}',
        '{{ x|velg(attribute="status", verdi=y)|length }}',
        '{{ x|sum("beløp", 0) }}',
        "{{ x|dato() }}",
        "{{ x|rund|upper }}",
    ],
)
def test_what_fits_is_not(tag: str) -> None:
    assert told(tag) == []


def test_a_report_is_refused_with_the_place() -> None:
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with("{{ x|mill(1,2) }}"), cache=False)
    (problem,) = refused.value.problems
    assert (problem.kode, problem.sted, problem.verdi) == ("feil-filter", "avsnitt 1", "{{ x|mill(1,2) }}")
