"""`mal sjekk` with a workbook: the template tried with its values and with nastier ones, and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.model.trials import MANY, trials_of
from rapportgen.pipeline import check_file
from rapportgen.resources import shipped_samples, shipped_templates
from rapportgen.templates import check_template
from tests.excel.bygg import workbook_with
from tests.word.charts import bar_chart, picture_of
from tests.word.charts import template as template_with
from tests.word.docx import docx_with, para, row, table
from tests.word.lint.pasting import pasted

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.problems import Problem

PROJECT = [["Felt", "Verdi"], ["Kommune", "Moskenes kommune"], ["Rapportkvartal", "2Q 2024"]]
ACTIONS = [["Tiltak-ID", "Tiltak", "Effekt 2024", "Ansvar"], ["T-1", "Turnus", 100, "Kari Nes"], ["T-2", "Kurs", 5, ""]]
FIGURES = [["Kvartal", "Tjenesteområde", "Årsbudsjett", "Årsprognose"], ["2Q 2024", "Skole", 100, 90]]
COURSES = [["Kurs", "Antall"], ["Medisin", 3]]


def book(folder: Path) -> Path:
    sheets = {"Prosjekt": PROJECT, "Tiltak": ACTIONS, "Økonomi": FIGURES, "Kompetanse": COURSES}
    return workbook_with(folder / "bok.xlsx", sheets)


def found_in(folder: Path, body: str) -> list[Problem]:
    path = folder / "mal.docx"
    path.write_bytes(docx_with(body))
    return [finding.problem for finding in check_template(path, book(folder))]


SHOWS_ALL = para('{% for t in tiltak %}{% endfor %}{% for o in økonomi %}{% endfor %}{{ ark["Kompetanse"]|antall }}')


@pytest.mark.parametrize(
    ("body", "place", "quoted", "said"),
    [
        (
            para("{{ tiltak[1].tiltak }}"),
            "avsnitt 2",
            "{{ tiltak[1].tiltak }}",
            "Med én rad i hvert ark kan ikke rapporten lages. Det finnes ingen rad nummer 2 i tiltak.",
        ),
        (
            para("{% for o in økonomi %}{{ o.årsprognose * 2 }}{% endfor %}"),
            "avsnitt 2",
            "{{ o.årsprognose * 2 }}",
            "Med bare det som må fylles ut kan ikke rapporten lages. Kan ikke regne med en tom verdi.",
        ),
        (
            para("{{ 1000 / (tiltak|antall - 1) }}"),
            "avsnitt 2",
            "{{ 1000 / (tiltak|antall - 1) }}",
            "Med én rad i hvert ark kan ikke rapporten lages. Regnestykket går ikke opp (er det deling på null?).",
        ),
    ],
)
def test_what_a_template_takes_for_granted_is_told(
    tmp_path: Path, body: str, place: str, quoted: str, said: str
) -> None:
    (problem,) = found_in(tmp_path, SHOWS_ALL + body)
    assert problem[:5] == ("advarsel", problem.kode, place, said, quoted)
    assert problem.forslag


def test_all_of_it_is_told_at_once(tmp_path: Path) -> None:
    body = para("{{ tiltak[1].id }}") + para("{{ tiltak[1].ansvar }}")
    body += para("{% for o in økonomi %}{% if o.årsprognose * 2 %}{% endif %}{% endfor %}")
    found = found_in(tmp_path, SHOWS_ALL + body)
    assert [problem.verdi for problem in found] == [
        "{{ tiltak[1].id }}", "{{ tiltak[1].ansvar }}", "{% if o.årsprognose * 2 %}"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "{% if tiltak|antall > 1 %}{{ tiltak[1].tiltak }}{% endif %}",
        "{% for o in økonomi %}{% if o.årsprognose is not none %}{{ o.årsprognose * 2 }}{% endif %}{% endfor %}",
        "{% for t in tiltak %}{{ t.tiltak }}: {{ t.ansvar|ellers('ingen') }}{% endfor %}",
        "{% for a in tiltak %}{% for b in tiltak %}{% for c in tiltak %}{{ a.id }}{% endfor %}{% endfor %}{% endfor %}",
    ],
)
def test_a_template_that_is_careful_is_let_alone(tmp_path: Path, text: str) -> None:
    assert found_in(tmp_path, SHOWS_ALL + para(text)) == []


def test_sheets_that_are_never_shown_are_mentioned_with_a_loop(tmp_path: Path) -> None:
    (problem,) = found_in(tmp_path, para("{{ prosjekt.kommune }}{% for t in tiltak %}{{ t.tiltak }}{% endfor %}"))
    assert problem[:3] == ("info", "ubrukt-ark", "dokumentet")
    assert problem.melding.endswith("i arkene «Økonomi» (én rad), «Kompetanse» (én rad).")
    assert "{% for rad in økonomi %}" in problem.forslag


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ('{{ fotnote("forskrft") }}', "ukjent-fotnote"),
        ('{{ se("økonmi") }}', "ukjent-henvisning"),
        ('{{ bilde("forsde") }}', "ukjent-figur"),
    ],
)
def test_references_that_lead_nowhere_are_told(tmp_path: Path, tag: str, code: str) -> None:
    (problem,) = found_in(tmp_path, SHOWS_ALL + para(tag))
    assert (problem.alvor, problem.kode, problem.verdi) == ("advarsel", code, tag)


@pytest.mark.parametrize("name", sorted(shipped_templates()))
def test_shipped_templates_take_nothing_for_granted(name: str) -> None:
    for workbook in shipped_samples().values():
        found = [finding.problem for finding in check_template(name, workbook)]
        assert [problem for problem in found if problem.kode != "ubrukt-ark"] == []


def test_the_workbooks_tried_differ_as_they_say(tmp_path: Path) -> None:
    tried = {trial.special: trial.workbook for trial in trials_of(check_file(book(tmp_path)).workbook)}
    assert len(tried) == 6
    assert [len(each.rows("Tiltak")) for each in tried.values()] == [2, 2, 2, 0, 1, MANY]
    assert len({row.id for row in list(tried.values())[-1].rows("Tiltak")}) == MANY
    longer, bare, faulty = (each.rows("Tiltak")[0] for each in list(tried.values())[:3])
    assert "{{ verdi }}" in str(longer.tiltak)
    assert (bare.id is not None, bare.ansvar, bare.utelatt("ansvar")) == (True, None, None)
    assert str(faulty.utelatt("ansvar")) == "mangler"


def test_a_chart_is_fetched_by_the_name_of_its_indicator_in_all_that_has_it(tmp_path: Path) -> None:
    path, template = shipped_samples()["moskenes"], tmp_path / "mal.docx"

    def told(before: str = "", after: str = "") -> list[tuple[str, str]]:
        drawn = para(picture_of(1, "[graf: Sykefravær] Fraværet."))
        template.write_bytes(template_with(before + drawn + after, {1: bar_chart("Sykefravær")}))
        found = [finding.problem for finding in check_template(template, path)]
        return [(problem.melding, problem.forslag) for problem in found if problem.alvor != "info"]

    assert told() == [
        (
            "Med tomme ark kan ikke rapporten lages. Feltet grafer.Sykefravær finnes ikke.",
            "Skriv {% if grafer.Sykefravær is defined %} i avsnittet over diagrammet, "
            "og {% endif %} i avsnittet under.",
        )
    ]
    assert told(para("{% if grafer.Sykefravær is defined %}"), para("{% endif %}")) == []


BROKEN = {
    "an unknown field": "{{ prosjekt.komune }}",
    "a loop that is not closed": "{% for t in tiltak %}{{ t.navn }}",
    "a loop that cannot be read": "{% for t i tiltak %}{{ t.navn }}{% endfor %}",
    "an unknown tag": "{% slutt %}",
    "a tag without its end": "{{ prosjekt.kommune }",
    "a row outside of tables": "{%tr if tiltak %}{%tr endif %}",
    "text that ends nowhere": "{% raw %}x",
    "blocks that cross": "{% for t in tiltak %}{% if t %}{% endfor %}{% endif %}",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_sound_is_tried_beside_other_faults(broken: str, tmp_path: Path) -> None:
    found = found_in(tmp_path, para(broken) + para("{{ 3 + prosjekt.kommune }}") + para("{{ tiltak[7].navn }}"))
    of_others = [(p.alvor, p.sted, p.melding) for p in found if p.sted != "avsnitt 1"]
    assert of_others == [
        ("feil", "avsnitt 2", "Kan ikke regne med «Moskenes kommune»."),
        ("feil", "avsnitt 3", "Det finnes ingen rad nummer 8 i tiltak."),
    ]
    assert len(found) == 3


def test_a_sample_table_with_a_fault_does_not_stop_the_trial(tmp_path: Path) -> None:
    corner = row("{{ gantt(milepæler) }}", "2026", "", "")
    plan = table(corner, row("", "1Q", "", ""), row("A", "tom", "planlagd", "utført"))
    found = found_in(tmp_path, plan + para("{{ 3 + prosjekt.kommune }}"))
    assert [(p.kode, p.sted) for p in found if p.alvor == "feil"] == [
        ("moenstertabell", "tabell 1, rad 3, kolonne 3"),
        ("ugyldig-verdi", "avsnitt 1"),
    ]


SCALE = [["Skala", "Verdi", "Navn"], ["Økonomi", "-9 %", "Gul"], ["Økonomi", "-9,5 %", "Rød"]]
TEXTS = [["Nøkkel", "Tekst"], ["innledning", "Planen."]]
CAREFUL = [
    "{{ tiltak[0].navn }}",
    "{{ tiltak[1].navn|upper }}",
    "{% if tiltak[0].navn == 'x' or tiltak %}x{% endif %}",
    "{% if økonomi.sum.årsprognose > økonomi.sum.revidert_budsjett %}x{% endif %}",
    "{{ økonomi.sum.årsprognose - økonomi.sum.revidert_budsjett }}",
    "{{ 'over' if økonomi.sum.årsprognose > 100 else 'under' }}",
    "{% for o in økonomi %}{{ o.årsprognose * 2 }}{% endfor %}",
    "{% for o in økonomi %}{% if o.årsprognose > 3 %}x{% endif %}{% endfor %}",
    "{% set a = tiltak[0].navn %}{{ a }}",
    "{{ tekst.innledning }}",
    "{{p tekst.innledning }}",
    "{% if tekst.innledning %}x{% endif %}",
]


@pytest.mark.parametrize("text", CAREFUL)
def test_a_tag_mended_as_proposed_takes_nothing_for_granted(tmp_path: Path, text: str) -> None:
    def found(body: str) -> list[Problem]:
        (tmp_path / "mal.docx").write_bytes(docx_with(body))
        sheets = {"Prosjekt": PROJECT, "Tiltak": ACTIONS, "Økonomi": FIGURES, "Tekst": TEXTS, "Skala": SCALE}
        made = check_template(tmp_path / "mal.docx", workbook_with(tmp_path / "bok.xlsx", sheets))
        return [one.problem for one in made if one.problem.alvor != "info"]

    before = found(para(text))
    assert before
    mended = para(text)
    for problem in before:
        assert problem.alvor == "advarsel"
        mended = pasted(problem, mended) or mended
    assert found(mended) == []


def test_long_texts_are_no_cause_of_a_missing_text(tmp_path: Path) -> None:
    (tmp_path / "mal.docx").write_bytes(docx_with(para("{{ tekst.innledning }}")))
    path = workbook_with(tmp_path / "bok.xlsx", {"Prosjekt": PROJECT, "Tekst": TEXTS, "Skala": SCALE})
    found = [one.problem for one in check_template(tmp_path / "mal.docx", path)]
    assert [(one.melding, one.forslag) for one in found if one.alvor != "info"] == [
        (
            "Med tomme ark kan ikke rapporten lages. Feltet tekst.innledning finnes ikke.",
            "Skriv {% if tekst.innledning is defined %}{{ tekst.innledning }}{% endif %}.",
        )
    ]


def test_a_key_that_two_headings_have_is_told(tmp_path: Path) -> None:
    headings = [para(f'{text} {{{{ anker("tiltak") }}}}', style="Overskrift1") for text in ("Tiltak", "Flere tiltak")]
    (problem,) = found_in(tmp_path, SHOWS_ALL + "".join(headings))
    assert (problem.alvor, problem.kode, problem.verdi) == ("advarsel", "anker-likt", '{{ anker("tiltak") }}')


@pytest.mark.parametrize("tag", ["{% lys t.lyss %}", "{% cellbg t.lyss %}", "{% vm t.lyss %}", "{% colspan t.lyss %}"])
def test_a_fault_in_a_tag_of_a_cell_is_told_once_and_as_it_was_typed(tmp_path: Path, tag: str) -> None:
    rows = table(row("A", "B"), row(f"{{%tr for t in tiltak %}}{tag}{{{{ t.tiltak }}}}", "b{%tr endfor %}"))
    faults = [problem for problem in found_in(tmp_path, rows) if problem.alvor == "feil"]
    assert [(problem.verdi, problem.melding) for problem in faults] == [(tag, "Feltet t.lyss finnes ikke.")]
