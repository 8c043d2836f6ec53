"""The sample workbooks: up to date, and the clean and the messy twin hold the same values."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rapportgen.excel.read import read_workbook
from rapportgen.pipeline import check_file
from rapportgen.problems import ADVARSEL, FEIL, INFO

if TYPE_CHECKING:
    from rapportgen.model.workbook import Workbook

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
NAMES = ("moskenes", "karasjok")
CLEAN = (*NAMES, "hoylandet")


@pytest.fixture(scope="module")
def samples() -> dict[str, Workbook]:
    return {path.stem: read_workbook(path) for path in sorted(SAMPLES.glob("*.xlsx"))}


def test_committed_samples_are_what_the_tool_builds() -> None:
    command = [sys.executable, str(ROOT / "tools/build_samples.py"), "--sjekk"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.stdout.strip(), result.returncode) == ("I orden.", 0), result.stderr


@pytest.mark.parametrize("name", CLEAN)
def test_clean_sample_reads_without_faults_and_warnings(samples: dict[str, Workbook], name: str) -> None:
    assert [problem for problem in samples[name].problems if problem.alvor in (FEIL, ADVARSEL)] == []


@pytest.mark.parametrize("name", CLEAN)
def test_clean_sample_passes_every_rule_but_the_one_that_the_plan_itself_breaks(name: str) -> None:
    problems = [problem for problem in check_file(SAMPLES / f"{name}.xlsx").problems if problem.alvor != INFO]
    gap = ("plassholder", "Tjenesteområder!E4", "Ressurskrevende brukere (?)")
    assert [(p.kode, p.sted, p.verdi) for p in problems] == ([gap] if name == "moskenes" else [])


@pytest.mark.parametrize("name", CLEAN)
def test_the_figures_of_a_sample_lie_beside_it(samples: dict[str, Workbook], name: str) -> None:
    for row in samples[name].rows("Figurer"):
        assert (SAMPLES / row.fil).read_bytes().startswith(b"\x89PNG"), row.fil


@pytest.mark.parametrize("name", NAMES)
def test_messy_sample_reads_without_faults_and_says_how(samples: dict[str, Workbook], name: str) -> None:
    problems = samples[f"{name}-rotete"].problems
    assert [problem for problem in problems if problem.alvor == FEIL] == []
    assert problems


@pytest.mark.parametrize("name", NAMES)
def test_twins_hold_the_same_rows(samples: dict[str, Workbook], name: str) -> None:
    clean, messy = samples[name], samples[f"{name}-rotete"]
    for sheet in clean.schema:
        assert _rows(messy, sheet.name) == _rows(clean, sheet.name), sheet.name


@pytest.mark.parametrize("name", NAMES)
def test_twins_hold_the_same_rows_in_the_same_order_within_each_quarter(
    samples: dict[str, Workbook], name: str
) -> None:
    clean, messy = samples[name], samples[f"{name}-rotete"]
    for sheet in clean.schema:
        for period in {row.values.get(sheet.period) for row in clean.rows(sheet.name)}:
            orders = [
                [_said(row) for row in book.rows(sheet.name) if row.values.get(sheet.period) == period]
                for book in (clean, messy)
            ]
            assert orders[0] == orders[1], (sheet.name, str(period))


@pytest.mark.parametrize("name", NAMES)
def test_twins_hold_the_same_totals(samples: dict[str, Workbook], name: str) -> None:
    clean, messy = samples[name], samples[f"{name}-rotete"]
    for sheet in clean.schema:
        assert _totals(messy, sheet.name) == _totals(clean, sheet.name), sheet.name


@pytest.mark.parametrize("name", NAMES)
def test_twins_hold_the_same_unknown_sheets(samples: dict[str, Workbook], name: str) -> None:
    clean, messy = samples[name], samples[f"{name}-rotete"]
    assert {title: [row.values for row in sheet.rows] for title, sheet in messy.unknown.items()} == {
        title: [row.values for row in sheet.rows] for title, sheet in clean.unknown.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_sami_names_stand_beside_the_norwegian_ones(samples: dict[str, Workbook], name: str) -> None:
    expected = {"moskenes": None, "karasjok": "Kárášjoga gielda"}[name]
    assert samples[name].prosjekt.kommune.samisk == expected
    assert samples[f"{name}-rotete"].prosjekt.kommune.samisk == expected


def test_activity_with_gaps_keeps_its_three_spans(samples: dict[str, Workbook]) -> None:
    for name in ("moskenes", "moskenes-rotete"):
        activity = next(row for row in samples[name].rows("Milepæler") if row.id == "A5")
        assert [quarter.tekst("1Q 2024") for quarter in sorted(activity.by_period["spenn"])] == [
            *("3Q 2023", "4Q 2023"),
            *("3Q 2024", "4Q 2024"),
            *("3Q 2025", "4Q 2025"),
        ]


def _rows(workbook: Workbook, sheet: str) -> list[dict[str, str]]:
    return sorted((_said(row) for row in workbook.rows(sheet)), key=lambda said: sorted(said.items()))


def _totals(workbook: Workbook, sheet: str) -> list[dict[str, str]]:
    """The figures of the totals; what the line is called («Sum», «I alt») is each workbook's own affair."""
    data = workbook.sheets.get(sheet)
    figures = (
        [{name: value for name, value in total.row.values.items() if _is_figure(value)} for total in data.totals]
        if data
        else []
    )
    return [{name: _text(value) for name, value in total.items()} for total in figures]


def _is_figure(value: Any) -> bool:
    return isinstance(value, Decimal) or hasattr(value, "kroner")


def _said(row: Any) -> dict[str, str]:
    """What a row says, in words: its declared values, and those of each period."""
    values = {name: _text(value) for name, value in row.values.items() if value is not None}
    for name, by_period in row.by_period.items():
        values.update({f"{name} {period}": _text(value) for period, value in by_period.items() if value is not None})
    if "omraade" in values:  # «1», and «1. Tjenesteprofil» on a line above
        values["omraade"] = values["omraade"].split(".")[0]
    if values.get("omraade") == "0":  # the whole project: in a chart, what stands above the first area
        del values["omraade"]
    return values


def _text(value: Any) -> str:
    """The value as it would be printed; the sign of a typed bullet does not matter."""
    text = format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
    return re.sub(r"^[•–-] ", "- ", text, flags=re.MULTILINE)
