"""Fields that a tag names otherwise than after a dot are looked for too, and so is the text they are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.word.lint import check_template
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from rapportgen.problems import Problem


def found(text: str, own_columns: tuple[str, ...] = ()) -> list[Problem]:
    return [one.problem for one in check_template(docx_with(para(text)), own_columns=own_columns)]


@pytest.mark.parametrize(
    ("text", "message", "proposed"),
    [
        (
            '{{ tiltak|velg("stauts", "Forsinket")|antall }}',
            "Radene i tiltak har ikke feltet «stauts».",
            'Mente du {{ tiltak|velg("status", "Forsinket")|antall }}?',
        ),
        (
            "{% for ett in tiltak|sorter(«nvn») %}{{ ett.navn }}{% endfor %}",
            "Radene i tiltak har ikke feltet «nvn».",
            "Mente du {% for ett in tiltak|sorter(«navn») %}?",
        ),
        (
            '{{ grupper|join(", ", attribute="navnn") }}',
            "Radene i grupper har ikke feltet «navnn».",
            'Mente du {{ grupper|join(", ", attribute="navn") }}?',
        ),
        (
            '{{ økonomi|sum("regnskapp") }}',
            "Radene i økonomi har ikke feltet «regnskapp».",
            'Mente du {{ økonomi|sum("regnskap") }}?',
        ),
        (
            '{{ hovedtall|sorter("kostnad")|antall }}',
            "Radene i hovedtall har ikke feltet «kostnad».",
            "",
        ),
    ],
)
def test_a_field_that_rows_lack_is_a_fault(text: str, message: str, proposed: str) -> None:
    (problem,) = found(text)
    assert (problem.alvor, problem.kode) == ("feil", "ukjent-felt")
    assert (problem.melding, problem.forslag) == (message, proposed)


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("{{ grupper|liste }}", 'Skriv for eksempel {{ grupper|join(", ", attribute="navn") }}.'),
        ('{{ grupper | join("; ")|upper }}', 'Skriv for eksempel {{ grupper |join(", ", attribute="navn")|upper }}.'),
        ("{{ økonomi|sum }}", 'Skriv for eksempel {{ økonomi|sum("årsprognose") }}.'),
        ("{{ hovedtall|sum }}", "Si hvilket felt i radene du mener."),
    ],
)
def test_rows_are_no_values_to_join_or_add_up(text: str, proposed: str) -> None:
    (problem,) = found(text)
    assert (problem.alvor, problem.kode, problem.forslag) == ("feil", "feil-filter", proposed)


@pytest.mark.parametrize(
    "inner",
    [
        "{% set n = n + linje.regnskap %}",
        "{% set n = linje.regnskap+n %}",
        "{% if linje.regnskap %}{% set n = n ~ linje.navn %}{% endif %}",
    ],
)
def test_a_sum_that_each_turn_forgets_is_a_warning(inner: str) -> None:
    text = f"{{% set n = 0 %}}{{% for linje in økonomi %}}{inner}{{% endfor %}}{{{{ n }}}}"
    (problem,) = found(text)
    assert (problem.alvor, problem.kode) == ("advarsel", "sum-i-loekke")


@pytest.mark.parametrize(
    "text",
    [
        "{% for linje in økonomi %}{% set n = linje.regnskap %}{% set n = n + n %}{{ n }}{% endfor %}",
        "{% for n in innsparing.år %}{% set n = n ~ '-' %}{{ n }}{% endfor %}",
        "{% set n = 1 %}{% for linje in økonomi %}{{ n }}{% endfor %}{% set n = n + 1 %}{{ n }}",
        "{% set n = 4 %}{% for linje in økonomi %}{% set n = n + loop.index %}{{ n }}{% endfor %}",
        "{% set n = 1 %}{% for linje in økonomi %}{% set m = linje.n + 1 if n else 'n + 1' %}{{ m }}{% endfor %}",
    ],
)
def test_a_value_worked_out_within_a_turn_is_not(text: str) -> None:
    assert [problem.kode for problem in found(text, own_columns=("n",))] == []


def test_a_field_that_no_row_can_have_makes_a_condition_that_is_never_true() -> None:
    (problem,) = found("{% if økonomi.har_forklarin %}x{% endif %}")
    assert (problem.alvor, problem.kode) == ("advarsel", "ukjent-felt")
    assert problem.melding.endswith("Derfor er økonomi.har_forklarin aldri sant.")
    assert problem.forslag == "Mente du {% if økonomi.har_forklaring %}?"


@pytest.mark.parametrize(
    "text",
    ["{% if tiltak.har_timer_brukt %}x{% endif %}", '{{ tiltak|velg("timer_brukt")|antall }}'],
)
def test_a_column_of_the_workbooks_own_may_be_asked_for(text: str) -> None:
    assert [problem.alvor for problem in found(text)] == ["info"]
    assert found(text, own_columns=("timer_brukt",)) == []


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        (
            '{{ tiltak|velgbort("status", "Forsinka")|antall }}',
            'Mente du {{ tiltak|velgbort("status", "Forsinket")|antall }}?',
        ),
        (
            '{% for ett in tiltak if ett.status == "pågår" %}x{% endfor %}',
            'Mente du {% for ett in tiltak if ett.status == "Pågår" %}?',
        ),
        (
            '{% for en in risikoer if en.rf == "rød" %}x{% endfor %}',
            'Mente du {% for en in risikoer if en.rf == "Rød" %}?',
        ),
        (
            '{% for delen in samlet_status %}{{ "!" if delen.nå == "Grøn" }}{% endfor %}',
            'Mente du {{ "!" if delen.nå == "Grønn" }}?',
        ),
    ],
)
def test_a_word_that_a_field_never_is_is_a_warning(text: str, proposed: str) -> None:
    (problem,) = found(text)
    assert (problem.alvor, problem.kode, problem.forslag) == ("advarsel", "ukjent-verdi", proposed)


@pytest.mark.parametrize(
    "text",
    [
        '{{ tiltak|velg("status", "Forsinket")|antall }}',
        '{{ tiltak|velg("nå.avvik")|antall }}',
        '{{ innsatsområder|sorter("navn")|antall }}',
        '{{ grupper|join(", ", "navn") }}',
        "{{ innsparing.år|liste }}",
        "{{ [økonomi.sum.regnskap, økonomi.sum.avvik]|sum }}",
        "{% if gjennomført.har_ansvar %}x{% endif %}",
        '{% for ett in ark["Kompetanse"] %}{{ ark["Kompetanse"].har_kurs }}{% endfor %}',
    ],
)
def test_what_rows_have_may_be_named(text: str) -> None:
    assert found(text) == []
