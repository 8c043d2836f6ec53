"""What the tags of a template ask for, however they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.model.kontrakt import FELT, LISTE
from rapportgen.model.oppsett import STANDARD
from rapportgen.resources import shipped_templates
from rapportgen.word.contract import contract_of
from tests.word.docx import cell, docx_with, para, row, table

if TYPE_CHECKING:
    from pathlib import Path


def asked(folder: Path, body: str) -> list[str]:
    """Everything a template with this body asks for, as «slag navn»."""
    file = folder / "mal.docx"
    file.write_bytes(docx_with(body))
    wishes = contract_of(file, STANDARD).wishes
    return list(dict.fromkeys(f"{wish.slag} {wish.navn}" for wish in wishes))


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("{{ prosjekt.kommune }}", ["felt prosjekt.kommune"]),
        ("{{ økonomi.sum.påløpt|ellers(0) }}", ["filter ellers", "felt økonomi.sum.påløpt"]),
        ("{{ økonomi.sum.årsprognose|mill }}", ["filter mill", "felt økonomi.sum.årsprognose"]),
        ("{% for t in tiltak %}{{ t.frist|dato }}{% endfor %}", ["liste tiltak", "filter dato", "felt tiltak[].frist"]),
        (
            "{% for o in innsatsområder %}{% for t in o.tiltak %}{{ t.navn }}{% endfor %}{{ o.navn }}{% endfor %}",
            [
                "liste innsatsområder",
                "liste innsatsområder[].tiltak",
                "felt innsatsområder[].tiltak[].navn",
                "felt innsatsområder[].navn",
            ],
        ),
        (
            "{% for t in tiltak|sorter('frist') %}{{ loop.index }}{% endfor %}",
            ["filter sorter", "liste tiltak", "felt tiltak[].frist"],
        ),
        ("{{ økonomi|sum(attribute='påløpt') }}", ["filter sum", "liste økonomi", "felt økonomi[].påløpt"]),
        ("{{ (tiltak|første).navn }}", ["felt tiltak[].navn", "filter første", "liste tiltak"]),
        ("{% set x = prosjekt.ansvarlig %}{{ x }}", ["felt prosjekt.ansvarlig"]),
        ("{% if risikoer.har_ansvar and tiltak %}a{% endif %}", ["felt risikoer[].ansvar", "liste tiltak"]),
        ("{{ tiltak[0].navn }}{{ tiltak[:2]|antall }}", ["felt tiltak[].navn", "filter antall", "liste tiltak"]),
        ('{{ prosjekt["Dok. id"] or rapport.dato }}', ["felt prosjekt.dok_id", "felt rapport.dato"]),
        (
            "{% for t in tiltak %}{{ t.hvem_følger_opp }}{% endfor %}",
            ["liste tiltak", "felt tiltak[].hvem_følger_opp"],
        ),
        ("{{ fotnote('lov') }}", ["funksjon fotnote", "felt fotnoter.lov"]),
        ("{{ 'a' ~ prosjekt.trinn if prosjekt.trinn else 3 }}", ["felt prosjekt.trinn"]),
    ],
)
def test_a_tag_asks_for_what_it_names(tmp_path: Path, text: str, wishes: list[str]) -> None:
    assert sorted(asked(tmp_path, para(text))) == sorted(wishes)


def test_the_name_of_a_loop_is_forgotten_after_it(tmp_path: Path) -> None:
    body = table(row(cell("{%tr for rad in tiltak %}")), row(cell("{{ rad.id }}")), row(cell("{%tr endfor %}")))
    wishes = asked(tmp_path, body + para("{% for rad in risikoer %}{{ rad.id }}{% endfor %}"))
    assert wishes == ["liste tiltak", "felt tiltak[].id", "liste risikoer", "felt risikoer[].id"]


def test_a_template_with_faults_is_read_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "mal.docx"
    file.write_bytes(docx_with(para("{{ prosjekt.kommune }}{% if x %}")))
    contract = contract_of(file, STANDARD)
    assert [wish.navn for wish in contract.wishes] == ["prosjekt.kommune", "x"]


@pytest.mark.parametrize("name", shipped_templates())
def test_everything_a_shipped_template_asks_a_workbook_for_is_declared(name: str) -> None:
    contract = contract_of(shipped_templates()[name], STANDARD)
    of_sheets = [wish for wish in contract.wishes if wish.ark and wish.slag in (FELT, LISTE)]
    assert len(of_sheets) > 5
    assert {wish.ark for wish in of_sheets} <= {sheet.name for sheet in STANDARD.schema}
