"""What a template is, in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.resources import shipped_templates
from rapportgen.word.summary import summary_of
from tests.word.charts import bar_chart, picture_of
from tests.word.charts import template as with_charts
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mal.docx"


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("Økonomi", ["Økonomi"]),
        ('{{ overskrift.bakgrunn or "Bakgrunn" }}', ["Bakgrunn"]),
        ("{{ overskrift.mål or overskrift.krav or 'Mål og krav' }}", ["Mål og krav"]),
        ('{{ overskrift.mål|ellers("Målene") }}', ["Målene"]),
        ("Plan for neste {{ rapport.periodeord }}", ["Plan for neste kvartal"]),
        ("{% if ord.mål.samisk %}{{ ord.mål.samisk }} / {% endif %}Mål", ["Mål"]),
        ("{% if overskrift.mål %}{{ overskrift.mål }}{% else %}Mål{% endif %}", ["Mål"]),
        ("{% if a %}En{% elif b %}To{% else %}{% if c %}Tre{% else %}Fire{% endif %}{% endif %}", ["Fire"]),
        ("{{ gruppe.navn }}", []),
        ("{% endif %}Skjev {% if", ["Skjev {% if"]),
    ],
)
def test_a_chapter_reads_as_when_the_workbook_says_nothing_else(heading: str, shown: list[str], file: Path) -> None:
    file.write_bytes(docx_with(para(heading, style="Overskrift1") + para("Tekst")))
    assert list(summary_of(file).chapters) == shown


@pytest.mark.parametrize(
    ("tags", "sheets"),
    [
        ("{{ prosjekt.kommune }}", ["Prosjekt"]),
        ("{% for ett in tiltak %}{{ ett.navn }}{% endfor %}", ["Tiltak"]),
        ("{% for ett in tiltak %}{{ ett.nå.gjort }}{% endfor %}", ["Tiltak", "Status"]),
        ("{% for område in innsatsområder %}{{ område.navn }}{% endfor %}", ["Innsatsområder"]),
        ("{{ topprisikoer|antall }} {{ økonomi.sum.regnskap }}", ["Risiko", "Økonomi"]),
        ("{{ lys.økonomi }}", ["Økonomi"]),
        ("{{ setninger.fremdrift }}", ["Tiltak", "Status"]),
        ("{% for lys in tiltak %}{{ lys.navn }}{% endfor %}", ["Tiltak"]),  # a name that the loop gives
        ("{{ tekst.innledning }} {{ ord.kommune }}", ["Tekst", "Ordliste"]),
        ("Ingen tagger", []),
    ],
)
def test_the_sheets_are_those_behind_the_fields(tags: str, sheets: list[str], file: Path) -> None:
    file.write_bytes(docx_with(tags))
    assert list(summary_of(file).sheets) == sheets


def test_the_sheets_behind_charts_count(file: Path) -> None:
    file.write_bytes(with_charts(para(picture_of(1, "[graf: gevinster]")), {1: bar_chart("Nå")}))
    assert summary_of(file).sheets == ("Gevinster",)


def test_a_template_with_faults_is_told_of_all_the_same(file: Path) -> None:
    file.write_bytes(docx_with(para("Økonomi", style="Overskrift1") + para("{% for ett in tiltak %}{{ ett.nvan }}")))
    assert (summary_of(file).chapters, summary_of(file).sheets) == (("Økonomi",), ("Tiltak",))


@pytest.mark.parametrize("path", shipped_templates().values(), ids=lambda path: path.stem)
def test_a_shipped_template_says_what_it_is_for_in_one_sentence(path: Path) -> None:
    found = summary_of(path)
    assert found.title
    assert found.purpose.endswith(".")
    assert found.purpose.count(".") == 1
    assert "Prosjekt" in found.sheets
    assert not any("{" in chapter for chapter in found.chapters)
