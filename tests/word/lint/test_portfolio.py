"""A template says itself whether it is for one workbook or for many, and each kind has its own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.model.felter_samlerapport import NAMES, portfolio_fields
from rapportgen.word.compiling.category import says_portfolio
from rapportgen.word.lint import check_template
from tests.test_plans import template

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.model.felt import Field
    from rapportgen.problems import Problem

PORTFOLIO = "Samlerapport"


def found(folder: Path, text: str, category: str) -> list[Problem]:
    return [one.problem for one in check_template(template(folder, text, "Prøve", category))]


def test_a_light_of_a_project_is_one_of_the_lights(tmp_path: Path) -> None:
    text = '{% for rad in portefølje.status if rad.samlet == "rød" %}x{% endfor %}'
    (problem,) = found(tmp_path, text, PORTFOLIO)
    assert problem.forslag == 'Mente du {% for rad in portefølje.status if rad.samlet == "Rød" %}?'


@pytest.mark.parametrize(
    ("category", "expected"),
    [("Samlerapport", True), (" samlerapport ", True), ("Uten kvartal", False), ("", False)],
)
def test_the_property_kategori_decides(category: str, expected: bool) -> None:
    assert says_portfolio({"category": category}) is expected


@pytest.mark.parametrize(
    "text",
    [
        "{% for prosjekt in prosjekter %}{{ prosjekt.navn }} {{ prosjekt.kommune }} {{ prosjekt.økonomi.sum.avvik|kr }}"
        "{% for risiko in prosjekt.største_trusler %}{{ risiko.risikofaktor }}{% endfor %}{% endfor %}",
        "{% for linje in portefølje.økonomi %}{{ linje.prosjekt.navn }} {{ linje.avvik|tusen }}{% endfor %}"
        "{{ portefølje.økonomi.sum.avvik|kr }} {{ portefølje.økonomi.dekning }}",
        "{% for risiko in portefølje.topprisikoer %}{{ risiko.prosjekt.lys.samlet }} {{ risiko.rf }}{% endfor %}",
        "{% for bok in grunnlag.arbeidsbøker %}{{ bok.sjekksum }}{% endfor %}{{ rapport.kommune }}",
    ],
)
def test_the_fields_of_portfolios_are_known(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text, PORTFOLIO) == []


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("{% for prosjekt in prosjekter %}{{ prosjekt.nawn }}{% endfor %}", "prosjekt.navn"),
        ("{{ portefølje.økonomi.sum.avik }}", "portefølje.økonomi.sum.avvik"),
        ("{% for rad in portefølje.status %}{{ rad.fremdrft }}{% endfor %}", "rad.fremdrift"),
    ],
)
def test_misspelt_fields_are_found_with_what_was_meant(tmp_path: Path, text: str, proposed: str) -> None:
    (problem,) = found(tmp_path, text, PORTFOLIO)
    assert problem.kode == "ukjent-felt"
    assert proposed in problem.forslag


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("{{ portefølje.prosjekter }}", "{% for rad in prosjekter %} {{ rad.… }} {% endfor %}."),
        ("{{ portefølje.prosjekter|antall }}", "Mente du {{ prosjekter|antall }}?"),
        (
            "{{ economy.sum.avvik|kr }}",
            "{% for prosjekt in prosjekter %} {{ prosjekt.økonomi.sum.avvik }} {% endfor %}.",
        ),
        ("{{ economy }}", "{% for rad in prosjekt.økonomi %} {{ rad.… }} {% endfor %} {% endfor %}."),
        (
            "{% for risk in risks %}x{% endfor %}",
            "{% for rad in prosjekt.risikoer %} {{ rad.… }} {% endfor %} {% endfor %}.",
        ),
    ],
)
def test_a_name_of_each_project_is_found_though_it_is_spelt_otherwise(tmp_path: Path, text: str, proposed: str) -> None:
    (problem,) = found(tmp_path, text, PORTFOLIO)
    assert problem.forslag.endswith(proposed)


@pytest.mark.parametrize(
    ("text", "category", "message", "proposed"),
    [
        ("{{ prosjekt.kommune }}", PORTFOLIO, "gjelder ett prosjekt", "{% for prosjekt in prosjekter %}"),
        ("{{ portefølje.antall }}", "Uten kvartal", "finnes bare i maler for samlerapporter", "«Samlerapport»"),
    ],
)
def test_fields_of_the_other_kind_of_template_are_told_of(
    tmp_path: Path, text: str, category: str, message: str, proposed: str
) -> None:
    (problem,) = found(tmp_path, text, category)
    assert message in problem.melding
    assert proposed in problem.forslag


@pytest.mark.parametrize(
    "text",
    [
        "{% for prosjekt in prosjekter %}{{ prosjekt.navn }}{% endfor %}{{ prosjekt.kommune }}",
        "{{ prosjekt.kommune }}{% for prosjekt in prosjekter %}{{ prosjekt.navn }}{% endfor %}",
    ],
)
def test_a_field_of_a_project_outside_of_the_loop_is_found(tmp_path: Path, text: str) -> None:
    (problem,) = found(tmp_path, text, PORTFOLIO)
    assert (problem.kode, problem.verdi) == ("ukjent-felt", "{{ prosjekt.kommune }}")
    assert "{% for prosjekt in prosjekter %} {{ prosjekt.kommune }} {% endfor %}" in problem.forslag


@pytest.mark.parametrize(
    ("category", "proposed"),
    [
        ("Uten kvartaler", "«Uten kvartal»"),
        ("samlerappport", "«Samlerapport»"),
        ("Uten  Kvartal", ""),
        ("Notat", ""),
        ("", ""),
    ],
)
def test_a_category_that_is_nearly_one_of_ours_is_told(tmp_path: Path, category: str, proposed: str) -> None:
    told = [p.forslag for p in found(tmp_path, "{{ rapport.dato }}", category) if p.kode == "kategori"]
    assert [one for one in told if proposed in one] == told
    assert bool(told) is bool(proposed)


def test_every_name_has_an_explanation_and_is_listed_once() -> None:
    listed = [field.felt for field in portfolio_fields()]
    assert len(listed) == len(set(listed)) == sum(len(names.fields) for names in NAMES)
    assert all(field.hjelp.endswith(".") for field in portfolio_fields())


@pytest.mark.parametrize("field", list(portfolio_fields()), ids=lambda field: field.felt)
def test_every_tag_of_the_list_has_no_faults(field: Field, tmp_path: Path) -> None:
    text = f"{field.loekke}{field.tagg}{'{% endfor %}' if field.loekke else ''}"
    assert found(tmp_path, text, PORTFOLIO) == []
