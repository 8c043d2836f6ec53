"""Cells that hold an error from Excel: the report says «mangler» there and in what is made of them, never the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook

from rapportgen.model.perioder import Periode
from rapportgen.pipeline import MadeReport, make_report

if TYPE_CHECKING:
    from pathlib import Path

PERIOD = Periode.parse("2Q 2024")
ERROR = "#REF!"
MONEY = ["Kvartal", "Kontogruppe", "Navn"]
MONEY += ["Regnskap hittil i år", "Periodisert budsjett", "Revidert årsbudsjett", "Årsprognose"]
RISK = ["Risiko-ID", "Risikofaktor", "S", "K", "RF", "Mottiltak"]


def report(folder: Path, template: str = "kvartalsrapport", **sheets: list[list[object]]) -> MadeReport:
    """The report of a workbook with these sheets."""
    book = Workbook()
    book.active.title = "Prosjekt"
    for row in (["Felt", "Verdi"], ["Kommune", "Moskenes kommune"], ["Beløpsenhet", "1 000 kr"]):
        book.active.append(row)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "bok.xlsx")
    return make_report(template, folder / "bok.xlsx", period=PERIOD, out=folder)


def table(made: MadeReport, heading: str) -> list[dict[str, str]]:
    """The rows of the first table that has this heading."""
    for found in Document(str(made.fil)).tables:
        names = [cell.text for cell in found.rows[0].cells]
        if heading in names:
            return [dict(zip(names, [c.text for c in row.cells], strict=True)) for row in found.rows[1:]]
    raise AssertionError(f"no table with {heading}")


def text_of(made: MadeReport) -> str:
    document = Document(str(made.fil))
    cells = (cell.text for t in document.tables for row in t.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_an_amount_and_what_is_made_of_it(tmp_path: Path) -> None:
    rows = [["2Q 2024", "22", "Hjemme", ERROR, 100, 400, 410], ["2Q 2024", "23", "Institusjon", 50, 60, 300, 290]]
    made = report(tmp_path, Økonomi=[MONEY, *rows])
    broken, whole, total = table(made, "Regnskap hittil i år")
    for name in ("Regnskap hittil i år", "Avvik", "Avvik %"):
        assert (broken[name], total[name]) == ("mangler", "mangler")
        assert whole[name] != "mangler"
    assert (broken["Prognoseavvik"], total["Prognoseavvik"]) == ("−10", "0")
    assert [(p.alvor, p.sted, p.verdi) for p in made.problemer if p.kode == "feilverdi"] == [
        ("feil", "Økonomi!D2", ERROR)
    ]
    assert ERROR not in text_of(made).replace("feilen #REF! fra Excel", "")


@pytest.mark.parametrize(
    ("cell", "printed"), [("se vedlegg", "mangler"), ("80 %", "mangler"), ("n/a", "–"), ("–", "0")]
)
def test_words_in_place_of_a_figure_cannot_be_read_unless_they_say_that_there_is_none(
    tmp_path: Path, cell: str, printed: str
) -> None:
    rows = [["2Q 2024", "22", "Hjemme", cell, 100, 400, 410], ["2Q 2024", "23", "Institusjon", 50, 60, 300, 290]]
    broken, whole, _ = table(report(tmp_path, Økonomi=[MONEY, *rows]), "Regnskap hittil i år")
    assert (broken["Regnskap hittil i år"], whole["Regnskap hittil i år"]) == (printed, "50")


def test_a_sum_without_one_of_its_figures_is_not_printed_as_the_whole(tmp_path: Path) -> None:
    rows = [["2Q 2024", "22", "Hjemme", 90, 100, 400, ERROR], ["2Q 2024", "23", "Institusjon", 50, 60, 300, 290]]
    made = report(tmp_path, Økonomi=[MONEY, *rows])
    *_, total = table(made, "Årsprognose")
    assert (total["Årsprognose"], total["Prognoseavvik"], total["Avvik"]) == ("mangler", "mangler", "20")
    assert "Årsprognosen kan ikke vurderes, for tall mangler i arbeidsboken." in text_of(made)
    (status,) = [row for row in table(made, "Dette kvartal") if row["Område"] == "Økonomi"]
    assert status["Dette kvartal"] == "Grå"


def test_a_blank_cell_is_not_missing(tmp_path: Path) -> None:
    rows = [["2Q 2024", "22", "Hjemme", 90, None, 400, 410], ["2Q 2024", "23", "Institusjon", 50, 60, 300, 290]]
    made = report(tmp_path, Økonomi=[MONEY, *rows])
    blank, full, total = table(made, "Regnskap hittil i år")
    assert blank["Periodisert budsjett"] == "–"
    assert "mangler" not in {*blank.values(), *full.values()}
    assert total["Avvik"] == "mangler"  # the sums are of different rows


@pytest.mark.parametrize(
    ("cells", "printed"),
    [
        (["R1", "Turnover", "Høy", "Høy", ERROR, "Plan"], {"S": "Høy", "RF": "Rød"}),
        (["R1", "Turnover", ERROR, "Høy", None, "Plan"], {"S": "mangler", "RF": "mangler"}),
        (["R1", "Turnover", ERROR, "Høy", "Gul", "Plan"], {"S": "mangler", "RF": "Gul"}),
        (["R1", "Turnover", "Høy", "Høy", "Rød", ERROR], {"S": "Høy", "Mottiltak": "mangler"}),
        (["R1", ERROR, "Høy", "Høy", "Rød", "Plan"], {"Risikofaktor": "mangler", "Mottiltak": "Plan"}),
    ],
    ids=["worked out", "level", "level beside a typed value", "text", "name"],
)
def test_risks(tmp_path: Path, cells: list[object], printed: dict[str, str]) -> None:
    rows = [RISK, cells, ["R2", "Økonomi", "Lav", "Lav", "Grønn", "Styring"]]
    made = report(tmp_path, Risiko=rows, Risikohistorikk=[["Kvartal", "Risiko-ID"], ["2Q 2024", "R9"]])
    (row,) = [row for row in table(made, "RF") if row["Nr"] == "R1"]
    assert {name: row[name] for name in printed} == printed


@pytest.mark.parametrize("template", ["kvartalsrapport", "statusside"])
def test_status_milestones_savings_and_indicators(tmp_path: Path, template: str) -> None:
    made = report(
        tmp_path,
        template,
        Tiltak=[["Tiltak-ID", "Tiltak", "Frist"], ["1.1", "Ny turnus", ERROR]],
        Status=[
            ["Kvartal", "Tiltak-ID", "Status", "Ferdiggrad", "Gjort i kvartalet"],
            ["2Q 2024", "1.1", ERROR, ERROR, ERROR],
        ],
        Milepæler=[["ID", "Milepæl", "Type", "Dato", "Status"], ["M1", "Ny plan", "milepæl", ERROR, ERROR]],
        Innsparing=[["Innsparingstiltak", "Effekt 2024", "Realisert 2Q 2024"], ["Turnus", ERROR, ERROR]],
        Nøkkeltall=[["Kvartal", "Nøkkeltall", "Verdi", "Enhet"], ["2Q 2024", "Sykefravær", ERROR, "%"]],
        Gevinster=[["Gevinst-ID", "Gevinst", "Realisert"], ["G1", "Færre vikarer", ERROR]],
    )  # fmt: skip
    text = text_of(made)
    assert "None" not in text
    assert text.count("mangler") >= (10 if template == "kvartalsrapport" else 1)


def test_a_formula_without_a_stored_value_is_missing_too(tmp_path: Path) -> None:
    rows = [["2Q 2024", "22", "Hjemme", "=1+1", 100, 400, 410]]
    made = report(tmp_path, Økonomi=[MONEY, *rows])
    assert table(made, "Regnskap hittil i år")[0]["Regnskap hittil i år"] == "mangler"
