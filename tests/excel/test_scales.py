"""S and K are read with the project's own scale: as many steps as the matrix, and the kommune's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.excel.read import read_workbook
from rapportgen.model.innstillinger import settings_of
from rapportgen.problems import FEIL
from tests.excel.bygg import workbook_with

if TYPE_CHECKING:
    from pathlib import Path

RISKS = [["Risiko-ID", "Risikofaktor", "S", "K"], ["R1", "Turnover", "Høy", "Middels"]]


def levels(path: Path) -> tuple[int, int]:
    workbook = read_workbook(path)
    assert [problem for problem in workbook.problems if problem.alvor == FEIL] == []
    (row,) = workbook.rows("Risiko")
    return row.egen_s.verdi, row.egen_k.verdi


def test_the_usual_scale_has_five_steps(tmp_path: Path) -> None:
    assert levels(workbook_with(tmp_path / "bok.xlsx", {"Risiko": RISKS})) == (4, 3)


def test_a_matrix_of_three_steps_makes_høy_the_third(tmp_path: Path) -> None:
    project = [["Felt", "Verdi"], ["Risikomatrise", "3x3-2-6"]]
    path = workbook_with(tmp_path / "bok.xlsx", {"Risiko": RISKS, "Prosjekt": project})
    assert levels(path) == (3, 2)
    settings, _ = settings_of(read_workbook(path))
    assert settings.matrise.farge(3, 2) == "Rød"


def test_a_matrix_of_other_steps_each_way_has_a_scale_for_each(tmp_path: Path) -> None:
    project = [["Felt", "Verdi"], ["Risikomatrise", "3x5-3-8"]]
    assert levels(workbook_with(tmp_path / "bok.xlsx", {"Risiko": RISKS, "Prosjekt": project})) == (3, 3)


def test_a_word_means_what_it_means_in_its_own_workbook_whichever_was_read_before(tmp_path: Path) -> None:
    five = workbook_with(tmp_path / "fem.xlsx", {"Risiko": RISKS})
    project = [["Felt", "Verdi"], ["Risikomatrise", "3x3-2-6"]]
    three = workbook_with(tmp_path / "tre.xlsx", {"Risiko": RISKS, "Prosjekt": project})
    assert [levels(path) for path in (five, three, five, three)] == [(4, 3), (3, 2), (4, 3), (3, 2)]


def test_words_for_consequence_are_not_those_for_probability(tmp_path: Path) -> None:
    scale = [["Skala", "Verdi", "Navn"], ["Sannsynlighet", 4, "Ofte"], ["Konsekvens", 4, "Krise"]]
    risks = [RISKS[0], ["R1", "Turnover", "Høy", "Høy"]]
    (row,) = read_workbook(workbook_with(tmp_path / "bok.xlsx", {"Risiko": risks, "Skala": scale})).rows("Risiko")
    assert (str(row.egen_s), str(row.egen_k)) == ("Ofte", "Krise")


def test_the_kommunes_own_words_are_read_and_printed_wherever_the_sheet_stands(tmp_path: Path) -> None:
    scale = [["Skala", "Verdi", "Kode", "Navn"], ["Sannsynlighet", 4, "O", "Ofte"], ["Konsekvens", 5, "K", "Krise"]]
    risks = [RISKS[0], ["R1", "Turnover", "Ofte", "krise"]]
    path = workbook_with(tmp_path / "bok.xlsx", {"Risiko": risks, "Skala": scale})
    assert levels(path) == (4, 5)
    (row,) = read_workbook(path).rows("Risiko")
    assert (str(row.egen_s), str(row.egen_k)) == ("Ofte", "Krise")
