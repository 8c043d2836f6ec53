"""A workbook that has nothing of what a document is about gives the document, and a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.pipeline import make_report
from tests.excel.bygg import workbook_with

if TYPE_CHECKING:
    from pathlib import Path

ACTION = [["Tiltak-ID", "Tiltak"], ["T-1", "Innføre turnus"]]
GROUP = [["Gruppe", "Mandat"], ["Styringsgruppe", "Styre prosjektet"]]
NO_MANDATE = [["Gruppe", "Type"], ["Styringsgruppe", "styringsgruppe"]]


@pytest.mark.parametrize(
    ("template", "sheets", "told"),
    [
        ("mandat", {"Tiltak": ACTION}, ["Grupper"]),
        ("mandat", {"Grupper": NO_MANDATE}, ["Grupper"]),
        ("mandat", {"Grupper": GROUP}, []),
        ("delprosjektplan", {"Skala": [["Skala", "Verdi", "Navn"], ["S/K", 1, "Liten"]]}, ["bok.xlsx"]),
        ("delprosjektplan", {"Tiltak": ACTION}, []),
    ],
)
def test_what_is_missing_is_told_and_the_document_made(
    tmp_path: Path, template: str, sheets: dict[str, list[list[object]]], told: list[str]
) -> None:
    project = {"Prosjekt": [["Felt", "Verdi"], ["Kommune", "Moskenes kommune"]]}
    made = make_report(template, workbook_with(tmp_path / "bok.xlsx", {**project, **sheets}), out=tmp_path)
    assert made.fil.exists()
    assert [p.sted for p in made.problemer if p.kode == "uten-innhold"] == told


def test_what_is_left_out_for_want_of_a_sheet_is_noted(tmp_path: Path) -> None:
    sheets = {"Prosjekt": [["Felt", "Verdi"], ["Kommune", "Moskenes kommune"]], "Tiltak": ACTION}
    made = make_report("delprosjektplan", workbook_with(tmp_path / "bok.xlsx", sheets), out=tmp_path)
    (note,) = [p for p in made.problemer if p.kode == "kapittel-utelatt"]
    assert (note.alvor, note.sted) == ("info", "bok.xlsx")
    assert "«Mål»" in note.melding
    assert "«Tiltak»" not in note.melding
