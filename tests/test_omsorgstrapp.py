"""The care staircase in the report: steps that rise to the right, and what each of them offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.test_delprosjektplan import cells, table
from tests.test_templates_filled import W, filled, style_of

if TYPE_CHECKING:
    from lxml import etree

FREE, SERVICE, TECHNOLOGY = "Frivilligheten", "Tjenester og tiltak", "Velferdsteknologi"


def point(step: str, category: str, text: str, level: str = "1") -> dict[str, Any]:
    return {"trinn": step, "tittel": f"Tittel {step}", "kategori": category, "punkt": text, "nivaa": level}


def staircase(*points: dict[str, Any]) -> bytes:
    return filled("sluttrapport", omsorgstrapp=list(points))


def rows(data: bytes, title: str) -> list[etree._Element]:
    return list(table(data, title).iter(W + "tr"))


def start_of(row: etree._Element) -> int:
    """The column in which the step's cell begins."""
    found = list(row.iter(W + "tc"))
    span = found[0].find(f"{W}tcPr/{W}gridSpan")
    return 0 if len(found) == 1 else int(span.get(W + "val")) if span is not None else 1


@pytest.mark.parametrize("steps", [1, 2, 4, 8, 10])
def test_steps_rise_to_the_right_with_the_highest_on_top(steps: int) -> None:
    drawn = rows(staircase(*(point(str(n), SERVICE, "Råd") for n in range(steps))), "Omsorgstrappen")[1:]
    assert ["".join(cells(row)) for row in drawn] == [f"Trinn {n}  Tittel {n}" for n in reversed(range(steps))]
    assert [start_of(row) for row in drawn] == [min(n, 7) for n in reversed(range(steps))]


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        ("0", "Trinn 0  Tittel 0"),
        ("Trinn 2", "Trinn 2  Tittel Trinn 2"),
        ("Jeg klarer meg selv", "Jeg klarer meg selv  Tittel Jeg klarer meg selv"),
    ],
)
def test_a_step_is_called_what_the_workbook_calls_it(step: str, shown: str) -> None:
    drawn = rows(staircase(point(step, SERVICE, "Råd")), "Omsorgstrappen")
    assert "".join(cells(drawn[1])) == shown


def test_each_step_tells_its_audience_and_its_offers_in_lists_with_levels() -> None:
    first = {**point("0", FREE, "Besøksvenn"), "maalgruppe": "Hjemmeboende uten vedtak"}
    data = staircase(
        first, point("0", SERVICE, "Hjemmebesøk"), point("0", SERVICE, "Råd om bolig", "2"), point("1", FREE, "Turvenn")
    )
    found = rows(data, "Omsorgstrappen trinn for trinn")
    assert [cells(row) for row in found] == [
        ["Frivilligheten", "Tjenester og tiltak"],
        ["Trinn 0  Tittel 0 Hjemmeboende uten vedtak"],
        ["Besøksvenn", "Hjemmebesøk Råd om bolig"],
        ["Trinn 1  Tittel 1"],
        ["Turvenn", "–"],
    ]
    assert [style_of(p) for p in found[2].iter(W + "p")] == [
        "Punktlistetabell",
        "Punktlistetabell",
        "Punktlistetabell2",
    ]


def test_a_step_stays_with_its_offers_and_no_row_is_split() -> None:
    found = rows(staircase(point("0", FREE, "Turvenn")), "Omsorgstrappen trinn for trinn")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in found)
