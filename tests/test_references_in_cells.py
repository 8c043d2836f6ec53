"""What is wrong with a reference that somebody typed is told of the cell it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.model.perioder import Periode
from rapportgen.pipeline import make_report
from tests.excel.bygg import workbook_with
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from pathlib import Path

HEADING = para("{%p if tiltak %}Andre {{ tiltak[0].id }} tiltak{%p endif %}", style="Overskrift1")
ACTIONS = para("{%p for t in tiltak %}") + para("{{ t.tiltak }}") + para("{%p endfor %}")


def told(folder: Path, body: str, *actions: str, **parts: str) -> list[tuple[str, str]]:
    """The codes and places of what is told about references, in a report on these actions."""
    template = folder / "mal.docx"
    template.write_bytes(docx_with(body, **parts))
    rows = [["Tiltak-ID", "Tiltak"], *([f"T-{number}", text] for number, text in enumerate(actions, 1))]
    book = workbook_with(folder / "bok.xlsx", {"Tiltak": rows})
    made = make_report(template, book, period=Periode.parse("2Q 2024"), out=folder)
    return [(p.kode, p.sted) for p in made.problemer if p.kode in ("ukjent-henvisning", "fotnote-umulig")]


@pytest.mark.parametrize("key", ["tull", "figur 99"])
def test_a_key_that_nothing_has_is_told_of_its_cells(tmp_path: Path, key: str) -> None:
    found = told(tmp_path, HEADING + ACTIONS, f"Som [se: {key}]", "Uten", f"Se [se: {key}]")
    assert found == [("ukjent-henvisning", "Tiltak!B2"), ("ukjent-henvisning", "Tiltak!B4")]


def test_a_reference_of_the_template_itself_is_told_of_the_template(tmp_path: Path) -> None:
    found = told(tmp_path, ACTIONS + para("{{ se('tull') }}"), "Som [se: tull]")
    assert found == [("ukjent-henvisning", "Tiltak!B2"), ("ukjent-henvisning", "avsnitt 4")]


def test_a_footnote_that_cannot_be_is_told_of_its_cell_when_only_one_has_it(tmp_path: Path) -> None:
    header = para("{{ tiltak[0].tiltak }}")
    assert told(tmp_path, ACTIONS, "A [fotnote: ks]", header=header) == [("fotnote-umulig", "Tiltak!B2")]
    assert told(tmp_path, ACTIONS, "A [fotnote: ks]", "B [fotnote: ks]", header=header) == [
        ("fotnote-umulig", "topptekst")
    ]
