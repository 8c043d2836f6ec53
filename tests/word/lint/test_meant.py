"""What is proposed for a name that is not there: the whole path, and never one that is not there either."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.felter import template_fields
from rapportgen.model.rader import Felter, Register
from rapportgen.word.lint import check_template
from tests.word.charts import bar_chart, graf, one_chart
from tests.word.docx import docx_with, para, row, table

TAGS = [field.tagg for field in template_fields() if re.fullmatch(r"\{\{ [\w.]+ \}\}", field.tagg) and not field.loekke]
UNKNOWN = ("ukjent-felt", "egen-kolonne")


def proposals(text: str) -> list[str]:
    return [finding.problem.forslag for finding in check_template(docx_with(para(text)))]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("{{ kommune }}", "Mente du {{ prosjekt.kommune }}?"),
        ("{{ komune|upper }}", "Mente du {{ prosjekt.kommune|upper }}?"),
        ("{{ dato|langdato }}", "Mente du {{ rapport.dato|langdato }}?"),
        ("{{ Prosjekt.Kommune }}", "Mente du {{ prosjekt.kommune }}?"),
        ("{{ prosjekt.Kommune }}", "Mente du {{ prosjekt.kommune }}?"),
        ("{{ prosjkt.komune }}", "Mente du {{ prosjekt.kommune }}?"),
        ("{{ økonomi.sum.års-prognose }}", "Mente du {{ økonomi.sum.årsprognose }}?"),
        ("{{ prosjekt.prosjekt eier }}", "Mente du {{ prosjekt.prosjekteier }}?"),
        ("{{ prosjekt.hovedprosjekt navnet }}", "Mente du {{ prosjekt.hovedprosjekt }}?"),
        (
            "{{ prosjekt.års-prognose }}",
            "Hver rad i økonomi har årsprognose. Skriv "
            "{% for linje in økonomi %} {{ linje.årsprognose }} {% endfor %}, "
            "eller {{ økonomi.sum.årsprognose }} for summen.",
        ),
        (
            "{{ års-prognose|mill }}",
            "Hver rad i økonomi har årsprognose. Skriv "
            "{% for linje in økonomi %} {{ linje.årsprognose }} {% endfor %}, "
            "eller {{ økonomi.sum.årsprognose }} for summen.",
        ),
        ("{{ dato }}", "Mente du {{ rapport.dato }}?"),
        ("{{ prosjekt.ansvarlig.navn }}", "Mente du {{ prosjekt.ansvarlig }}?"),
        ("{{ prosjekt.kommune.navn|upper }}", "Mente du {{ prosjekt.kommune|upper }}?"),
        ("{{ prosjekt.ansvarlig.telefon }}", ""),
        ("{{ tiltak[0].ansvarlig.navn }}", "Mente du {{ tiltak[0].ansvar }}?"),
        ("{{ risikoer.antall }}", "Mente du {{ risikoer|antall }}?"),
        ("{% if risikoer.antall > 3 %}x{% endif %}", "Mente du {% if risikoer|antall > 3 %}?"),
        ("{{ topprisikoer[0].navn }}", "Mente du {{ topprisikoer[0].risikofaktor }}?"),
        ("{% for g in gevinster %}{{ g.navn }}{% endfor %}", "Mente du {{ g.gevinst }}?"),
        ("{% for en in risikoer %}{{ en.håndtering }}{% endfor %}", "Mente du {{ en.mottiltak }}?"),
        ("{% for ett in gjennomført %}{{ ett.avvik }}{% endfor %}", "Mente du {{ ett.nå.avvik }}?"),
        (
            "{{ økonomi.regnskap }}",
            "økonomi er rader. Skriv {% for rad in økonomi %} {{ rad.regnskap }} {% endfor %}, "
            "eller {{ økonomi.sum.regnskap }} for summen.",
        ),
        ("{{ økonomi.navn }}", "økonomi er rader. Skriv {% for rad in økonomi %} {{ rad.navn }} {% endfor %}."),
        ("{{ antall(tiltak) }}", "Mente du {{ tiltak|antall }}?"),
        ("{{ Avrund(økonomi.sum.regnskap) }}", "Mente du {{ økonomi.sum.regnskap|avrund }}?"),
        ("{{ SUMMER(økonomi.sum.regnskap) }}", "Mente du {{ økonomi.sum.regnskap }}?"),
        ("{% if tiltak.antall() > 3 %}x{% endif %}", "Mente du {% if tiltak|antall > 3 %}?"),
        ('{{ rapport.dato.strftime("%d") }}', "Bruk et filter med strek: {{ verdi | filter }}."),
        ("{{ økonomi.sum.regnskap|mill 2 }}", "Mente du {{ økonomi.sum.regnskap|mill(2) }}?"),
        ("{{ økonomi.sum.regnskap|mill: 2|fortegn }}", "Mente du {{ økonomi.sum.regnskap|mill(2)|fortegn }}?"),
        ('{{ rapport.dato|dato: "dd.MM" }}', "Skriv {{ rapport.dato|dato }}."),
        (
            '{% for ett in tiltak|sorter: "navn" %}{{ ett.navn }}{% endfor %}',
            'Mente du {% for ett in tiltak|sorter("navn") %}?',
        ),
        ('{{ prosjekt.kommune|ellers: "a|b: c"|upper }}', 'Mente du {{ prosjekt.kommune|ellers("a|b: c")|upper }}?'),
        ("{{ risks }}", "risikoer er rader. Skriv {% for rad in risikoer %} {{ rad.… }} {% endfor %}."),
        ("{{ prosjekt.tiltak|antall }}", "Mente du {{ tiltak|antall }}?"),
        ("{{ prosjekt.risikoer }}", "risikoer er rader. Skriv {% for rad in risikoer %} {{ rad.… }} {% endfor %}."),
        ('{{ prosjekt.kommune & " 2024" }}', 'Mente du {{ prosjekt.kommune ~ " 2024" }}?'),
        (
            "{{ nøkkeltall[«Sykefravær»].verdi|tall(1) }}",
            'Skriv {% for rad in nøkkeltall if rad.navn == "Sykefravær" %} {{ rad.… }} {% endfor %}.',
        ),
        ('{{ risikoer["T1"].ansvar }}', ""),
        ("{{ project.municipality }}", ""),
        ("{{ graf(økonomi) }}", "Sett inn et diagram i Word, og skriv [graf: økonomi] i den alternative teksten."),
        ("{% for ett in tiltak %}{{ navn }}{% endfor %}", "Mente du {{ ett.navn }}?"),
        ("{{ tiltk.navn }}", "tiltak er rader. Skriv {% for rad in tiltak %} {{ rad.navn }} {% endfor %}."),
        ("{{ sak.sak }}", "beslutninger er rader. Skriv {% for rad in beslutninger %} {{ rad.sak }} {% endfor %}."),
        (
            '{% for m in milepæler %}{{ "x" if m.type == milepel }}{% endfor %}',
            'Mente du {{ "x" if m.type == "milepæl" }}?',
        ),
        (
            '{% for m in milepæler %}{{ "x" if m.navn != skole }}{% endfor %}',
            'Mente du {{ "x" if m.navn != "skole" }}?',
        ),
        (
            "{{ årsprognose }}",
            "Hver rad i økonomi har årsprognose. Skriv "
            "{% for linje in økonomi %} {{ linje.årsprognose }} {% endfor %}, "
            "eller {{ økonomi.sum.årsprognose }} for summen.",
        ),
    ],
)
def test_the_whole_path_is_proposed(text: str, proposed: str) -> None:
    assert proposals(text) == [proposed]


@pytest.mark.parametrize(
    ("text", "code", "proposed"),
    [
        ('{% if lys.økonomi == "rød" %}x{% endif %}', "ukjent-verdi", 'Mente du {% if lys.økonomi == "Rød" %}?'),
        ('{{ "x" if «gul» != lys.samlet }}', "ukjent-verdi", 'Mente du {{ "x" if «Gul» != lys.samlet }}?'),
        ('{{ prosjekt.komune|ellers("–") }}', "ukjent-felt", 'Mente du {{ prosjekt.kommune|ellers("–") }}?'),
        ("{{ 1 if prosjekt.komune is defined }}", "ukjent-felt", "Mente du {{ 1 if prosjekt.kommune is defined }}?"),
    ],
)
def test_what_never_comes_true_is_a_warning(text: str, code: str, proposed: str) -> None:
    (problem,) = (finding.problem for finding in check_template(docx_with(para(text))))
    assert (problem.alvor, problem.kode, problem.forslag) == ("advarsel", code, proposed)


@pytest.mark.parametrize(
    "text",
    [
        '{% if lys.økonomi == "Rød" %}x{% endif %}',
        '{% if lys.økonomi != "" %}x{% endif %}',
        '{% for ett in risikoer %}{% if ett.egen_s == "Sjelden" %}x{% endif %}{% endfor %}',
        '{{ prosjekt.kostnadssted|ellers("–") }}',
    ],
)
def test_what_may_come_true_is_not(text: str) -> None:
    assert proposals(text) == []


@given(st.sampled_from(TAGS), st.integers(3), st.sampled_from(["", "x", "-", "_", "å"]))
def test_no_tag_is_proposed_that_is_not_there_itself(tag: str, at: int, instead: str) -> None:
    at = 3 + at % (len(tag) - 6)
    for proposed in proposals(tag[:at] + instead + tag[at + 1 :]):
        for other in re.findall(r"Mente du (\{\{.*\}\})\?", proposed):
            found = [finding.problem for finding in check_template(docx_with(para(other)))]
            assert not [problem for problem in found if problem.kode in UNKNOWN]


def test_a_list_is_not_compared_with_a_number() -> None:
    assert proposals("{% if tiltak > 3 %}x{% endif %}") == ["Mente du {% if tiltak|length > 3 %}?"]


def test_a_footnote_in_a_footer_is_told() -> None:
    note = para('{{ fotnote("forskrift") }}')
    found = [finding.problem for finding in check_template(docx_with(para("{{ rapport.dato }}"), footer=note))]
    assert [(p.alvor, p.kode, p.sted) for p in found] == [("advarsel", "fotnote-umulig", "bunntekst")]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ('{{ figur["forsida"].figurtekst }}', ['Mente du {{ figur["forside"].figurtekst }}?']),
        ('{{ figur["forside"].figurtekst }}', []),
        ('{{ figur["kart"].figurtekst }}', []),
    ],
)
def test_a_key_that_is_nearly_one_of_the_workbook_is_told(text: str, proposed: list[str]) -> None:
    figure = Felter(figur_id="forside", figurtekst="Havna")
    found = check_template(docx_with(para(text)), {"figur": Register.over([figure], "figur_id")})
    assert [finding.problem.forslag for finding in found] == proposed


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("{{ ord.komune }}", ["Mente du {{ ord.kommune }}?"]),
        ('{{ ord["komune"].samisk }}', ['Mente du {{ ord["kommune"].samisk }}?']),
        ("{{ ord.oknomi }}", ["Mente du {{ ord.økonomi }}?"]),
        ("{{ grafer.økonmi.tittel }}", ["Mente du {{ grafer.økonomi.tittel }}?"]),
        ("{{ ord.kommune }}{{ grafer.prognose.tittel }}", []),
        ("{{ ord.tiltaket }}{{ ord.rom }}{{ ord.risikoer }}", []),
        ('{{ grafer["Sykefravær"].tittel }}', []),
        ("{% for ord in tiltak %}{{ ord.komune }}{% endfor %}", []),
    ],
)
def test_a_key_that_is_nearly_a_usual_one_is_told_without_a_workbook(text: str, proposed: list[str]) -> None:
    found = [finding.problem for finding in check_template(docx_with(para(text)))]
    assert [p.forslag for p in found if p.kode == "ukjent-noekkel"] == proposed


def test_a_chart_that_is_nearly_one_of_ours_is_told_without_a_workbook_and_settled_by_one() -> None:
    template = one_chart(bar_chart("A"), "[graf: økonmi]")
    (told,) = [finding.problem for finding in check_template(template) if finding.problem.kode == "ukjent-noekkel"]
    assert (told.alvor, told.verdi, told.forslag) == ("advarsel", "[graf: økonmi]", "Mente du [graf: økonomi]?")
    found = check_template(template, {"grafer": Felter(oekonmi=graf(A=[1, 2]))})
    assert [finding.problem for finding in found if finding.problem.kode == "ukjent-noekkel"] == []


@pytest.mark.parametrize(
    ("word", "field", "told"),
    [
        ("lys", "status", [("lys trenger et trafikklys, men dette er noe annet.", "Skriv {% lys m.lys %}.")]),
        ("lys", "lys", []),
    ],
)
def test_a_cell_that_wants_a_light_is_given_that_of_its_row(word: str, field: str, told: list[tuple[str, str]]) -> None:
    looped = row(f"{{% for m in milepæler %}}{{% {word} m.{field} %}}x", "{{ m.navn }}{% endfor %}")
    found = [finding.problem for finding in check_template(docx_with(table(row("a", "b"), looped)))]
    assert [(problem.melding, problem.forslag) for problem in found if problem.alvor == "feil"] == told
