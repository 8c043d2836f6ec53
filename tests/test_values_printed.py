"""Every figure and word in a report is the workbook's: the .docx is read back and compared with the cells.

Nothing of the program takes part in the reading here: openpyxl reads the cells, python-docx the tables, and sums and
differences are worked out anew.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from rapportgen.model.perioder import Periode
from rapportgen.pipeline import make_report

SAMPLES = Path(__file__).parent.parent / "samples"
QUARTERS = ("4Q 2023", "1Q 2024", "2Q 2024", "3Q 2024", "4Q 2024")
BOOKS = ("moskenes", "karasjok")
EACH = pytest.mark.parametrize(("book", "quarter"), [(b, q) for b in BOOKS for q in QUARTERS])
DASH = "–"

Cells = dict[str, Any]


@cache
def sheet(book: str, title: str) -> tuple[Cells, ...]:
    """The rows of a sheet by heading, units in brackets taken off the headings."""
    rows = list(load_workbook(SAMPLES / f"{book}.xlsx")[title].iter_rows(values_only=True))
    headings = [str(h).split(" (")[0] if h else "" for h in rows[0]]
    return tuple(dict(zip(headings, row, strict=True)) for row in rows[1:] if any(v is not None for v in row))


@cache
def tables(book: str, quarter: str, folder: Path) -> tuple[list[list[str]], ...]:
    """The tables of the quarterly report, cell by cell; merged cells once for each column."""
    made = make_report("kvartalsrapport", SAMPLES / f"{book}.xlsx", period=Periode.parse(quarter), out=folder)
    return tuple([[cell.text for cell in row.cells] for row in table.rows] for table in Document(str(made.fil)).tables)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rapporter")


def table(book: str, quarter: str, folder: Path, *headings: str) -> list[dict[str, str]]:
    """The rows of the one table that has these headings; none when the report leaves it out."""
    found = [t for t in tables(book, quarter, folder) if set(headings) <= set(t[0])]
    assert len(found) <= 1, headings
    return [dict(zip(found[0][0], row, strict=True)) for row in found[0][1:]] if found else []


def number(text: str) -> Decimal | None:
    """A figure as the report prints it."""
    plain = text.replace("\u00a0", "").replace("\u2212", "-").replace("%", "").replace(",", ".")
    return None if plain == DASH else Decimal(plain)


def cell(value: Any) -> Decimal | None:
    """A figure as a cell holds it."""
    return None if value is None else Decimal(str(value))


def of_quarter(book: str, title: str, quarter: str) -> list[Cells]:
    return [row for row in sheet(book, title) if row["Kvartal"] == quarter]


ACCOUNT = {"moskenes": "Kontogruppe", "karasjok": "Enhet"}
MONEY = (
    "Regnskap hittil i år",
    "Periodisert budsjett",
    "Avvik",
    "Revidert årsbudsjett",
    "Årsprognose",
    "Prognoseavvik",
)


def economy(book: str, quarter: str) -> tuple[list[Cells], Cells | None]:
    rows = of_quarter(book, "Økonomi", quarter)
    totals = [row for row in rows if row[ACCOUNT[book]] == "Sum"]
    return [row for row in rows if row[ACCOUNT[book]] != "Sum"], totals[0] if totals else None


@EACH
def test_economy_figures_are_the_cells(book: str, quarter: str, folder: Path) -> None:
    expected, _ = economy(book, quarter)
    printed = table(book, quarter, folder, "Regnskap hittil i år")
    assert len(printed) == len(expected) + bool(expected)
    for row, cells in zip(printed, expected, strict=False):
        assert (row["Kontogruppe"], row["Tjenesteområde"]) == (str(cells[ACCOUNT[book]]), cells["Navn"])
        for heading in MONEY:
            assert number(row[heading]) == cell(cells[heading]), heading
        assert number(row["Avvik %"]) == cell(cells["Avvik %"])


@EACH
def test_economy_sums_are_the_sums_of_the_printed_rows(book: str, quarter: str, folder: Path) -> None:
    printed = table(book, quarter, folder, "Regnskap hittil i år")
    if not printed:
        assert economy(book, quarter) == ([], None)
        return
    *rows, total = printed
    for heading in MONEY:
        assert number(total[heading]) == sum(number(row[heading]) or 0 for row in rows), heading
        assert number(total[heading]) == cell(economy(book, quarter)[1][heading])


@EACH
def test_deviations_are_budget_minus_accounts_and_changes_are_between_forecasts(
    book: str, quarter: str, folder: Path
) -> None:
    before = {"1Q": None, "2Q": "1Q", "3Q": "2Q", "4Q": "3Q"}[quarter[:2]]
    earlier = {str(row[ACCOUNT[book]]): row for row in economy(book, f"{before} {quarter[3:]}")[0]}
    for row in table(book, quarter, folder, "Regnskap hittil i år")[:-1]:
        budget, accounts, avvik, annual, forecast, forecast_avvik = (number(row[MONEY[n]]) for n in (1, 0, 2, 3, 4, 5))
        assert avvik == budget - accounts
        assert forecast_avvik == annual - forecast
        if before:
            change = forecast - cell(earlier[row["Kontogruppe"]]["Årsprognose"])
            assert number(row["Endring fra forrige prognose"]) == change
        else:
            assert "Endring fra forrige prognose" not in row


@EACH
def test_reported_measures_are_the_status_rows(book: str, quarter: str, folder: Path) -> None:
    expected = {row["Tiltak-ID"]: row for row in of_quarter(book, "Status", quarter)}
    before = Periode.parse(quarter).forrige.tekst("1Q 2024")
    earlier = {row["Tiltak-ID"]: row for row in of_quarter(book, "Status", before)}
    printed = {row["Tiltak"].split()[0]: row for row in table(book, quarter, folder, "Tiltak", "Status nå", "Ferdig")}
    assert printed.keys() == expected.keys()
    for key, row in printed.items():
        assert row["Status nå"] == expected[key]["Status"]
        if expected[key]["Ferdiggrad"] is not None:
            assert number(row["Ferdig"]) == 100 * cell(expected[key]["Ferdiggrad"])
        if "Gjort" in row:
            assert row["Gjort"] == (expected[key]["Gjort i kvartalet"] or DASH)
        if "Status forrige" in row:
            assert row["Status forrige"] == (earlier[key]["Status"] if key in earlier else DASH)


LEVELS = {"SL": "Svært lav", "L": "Lav", "M": "Medium", "H": "Høy", "SH": "Svært høy"}
LEVELS |= {name: name for name in LEVELS.values()}


@EACH
def test_risks_have_the_rating_of_the_quarter_and_of_the_one_before(book: str, quarter: str, folder: Path) -> None:
    order = [
        q.tekst("1Q 2024") for q in sorted({Periode.parse(row["Kvartal"]) for row in sheet(book, "Risikohistorikk")})
    ]

    def rating(identifier: str, until: Periode) -> Cells | None:
        known = [
            row
            for row in sheet(book, "Risikohistorikk")
            if row["Risiko-ID"] == identifier and Periode.parse(row["Kvartal"]) <= until
        ]
        return max(known, key=lambda row: order.index(row["Kvartal"])) if known else None

    now = Periode.parse(quarter)
    expected = {
        row["Risiko-ID"]: rated
        for row in sheet(book, "Risiko")
        if row["Type"] == "trussel" and (rated := rating(row["Risiko-ID"], now))
    }
    printed = {row["Nr"]: row for row in table(book, quarter, folder, "Risikofaktor", "S", "K", "RF")}
    assert printed.keys() == expected.keys()
    for key, row in printed.items():
        assert (row["S"], row["K"], row["RF"]) == (
            LEVELS[expected[key]["S"]], LEVELS[expected[key]["K"]], expected[key]["RF"],
        )  # fmt: skip
        before = rating(key, now.forrige)
        if "RF forrige" in row:
            assert row["RF forrige"] == (before["RF"] if before else DASH)


@pytest.mark.parametrize("quarter", ["1Q 2024", "2Q 2024"])
def test_savings_are_the_cells_and_their_sums(quarter: str, folder: Path) -> None:
    *expected, total = sheet("moskenes", "Innsparing")
    *printed, printed_total = table("moskenes", quarter, folder, "Effekt 2024")
    realised = f"Realisert hittil {quarter}"
    for row, cells in zip(printed, expected, strict=True):
        assert row["Tiltak"] == cells["Innsparingstiltak"]
        for heading, source in (
            ("Effekt 2024", "Effekt 2024"), ("Effekt 2025", "Effekt 2025"), ("Effekt 2026", "Effekt 2026"),
            ("Realisert hittil i år", realised), ("Prognose i år", "Prognose 2024"),
        ):  # fmt: skip
            assert number(row[heading]) == cell(cells[source])
        assert row["Status"] == cells["Status"]
    for heading in ("Effekt 2024", "Effekt 2025", "Effekt 2026", "Realisert hittil i år", "Prognose i år"):
        assert number(printed_total[heading]) == sum(number(row[heading]) for row in printed)
    assert number(printed_total["Effekt 2026"]) == cell(total["Effekt 2026"]) == 35


@EACH
def test_indicators_stand_beside_their_earlier_values(book: str, quarter: str, folder: Path) -> None:
    rows = sheet(book, "Nøkkeltall")
    period_heading = next(h for h in rows[0] if h.startswith("Kvartal"))
    values = {(row["Nøkkeltall"], row[period_heading]): row for row in rows}
    now = Periode.parse(quarter)
    printed = list(_indicator_tables(book, quarter, folder))
    expected = [name for name, period in values if period == quarter]
    assert sorted(row["Indikator"].split(" (")[0] for row in printed) == sorted(expected)
    for row in printed:
        name = row["Indikator"].split(" (")[0]
        for heading, period in (("Dette", now), ("Forrige", now.forrige), ("I fjor", now.i_fjor)):
            if heading in row:
                known = values.get((name, period.tekst("1Q 2024")))
                assert number(row[heading]) == (cell(known["Verdi"]) if known else None)


def _indicator_tables(book: str, quarter: str, folder: Path) -> list[dict[str, str]]:
    found = [t for t in tables(book, quarter, folder) if {"Indikator", "Dette"} <= set(t[0])]
    return [dict(zip(t[0], row, strict=True)) for t in found for row in t[1:]]


@EACH
def test_decisions_and_benefits_are_the_cells(book: str, quarter: str, folder: Path) -> None:
    decisions = table(book, quarter, folder, "Sak", "Beslutningstaker")
    assert [(r["Sak"], r["Anbefaling"], r["Beslutningstaker"]) for r in decisions] == [
        (r["Sak"], r["Anbefaling"], r["Beslutningstaker"]) for r in of_quarter(book, "Beslutninger", quarter)
    ]
    benefits = table(book, quarter, folder, "Gevinst", "Indikator")
    assert [r["Gevinst"] for r in benefits] == [r["Gevinst"] for r in sheet(book, "Gevinster")]
