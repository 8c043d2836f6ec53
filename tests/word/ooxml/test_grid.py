"""The columns of a table measured again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.word.ooxml.grid import rebuild, scaled


def table(grid: list[int], *rows: list[tuple[int, int]]) -> str:
    """A table with these grid columns, and rows of cells as (width, span)."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    lines = "".join(f"<w:tr>{''.join(_cell(*cell) for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"


def _cell(width: int, span: int) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}</w:tcPr><w:p/></w:tc>'


def numbers(name: str, xml: str) -> list[int]:
    """The widths or spans of all elements of that name."""
    return [int(value) for value in re.findall(rf'<w:{name} w:(?:w|val)="(\d+)"', xml)]


@pytest.mark.parametrize(
    ("drawn", "columns", "widths", "spans"),
    [
        (table([10, 20], [(10, 1), (20, 1)]), [10, 20], [10, 20], []),
        (table([10, 20, 30], [(10, 1), (30, 1)]), [15, 45], [15, 45], []),
        (table([10, 20, 30], [(10, 1), (20, 1)], [(30, 2)]), [20, 40], [20, 40, 60], [2]),
        (table([10, 10, 10], [(10, 1), (10, 1)], [(30, 3)]), [15, 15], [15, 15, 30], [2]),
        (table([20, 20], [(20, 1), (20, 1), (20, 1), (20, 1)], [(20, 1), (20, 1)]), [10] * 4, [10] * 4 + [10, 30], [3]),
        (table([20, 20], [(20, 2), (20, 1)]), [10, 10, 20], [20, 20], [2]),
    ],
)
def test_columns_widths_and_spans_agree(drawn: str, columns: list[int], widths: list[int], spans: list[int]) -> None:
    xml = rebuild(drawn)
    assert (numbers("gridCol", xml), numbers("tcW", xml), numbers("gridSpan", xml)) == (columns, widths, spans)


def test_a_table_inside_a_cell_is_left_alone() -> None:
    inner = table([7], [(7, 1), (7, 1)])
    drawn = table([10, 20, 30], [(10, 1), (30, 1)]).replace("<w:p/>", inner + "<w:p/>", 1)
    xml = rebuild(drawn)
    assert inner in xml
    assert numbers("gridCol", xml)[:2] == [15, 45]


@pytest.mark.parametrize("nothing", ["", "<w:tbl><w:tblGrid/></w:tbl>"])
def test_nothing_to_measure(nothing: str) -> None:
    assert rebuild(nothing) == nothing


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=30), st.integers(1, 20000))
def test_scaled_widths_add_up_to_the_total(widths: list[int], total: int) -> None:
    assert sum(scaled(widths, total)) == total
