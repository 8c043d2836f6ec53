"""Finding a Gantt chart: its row of quarters."""

from datetime import date

import pytest

from rapportgen.excel.timeline import MOST_QUARTERS, _quarters
from rapportgen.model.perioder import Kvartal


class Row:
    """A grid of one row."""

    def __init__(self, values):
        self.values = values

    def filled(self, row):
        return range(1, len(self.values) + 1)

    def cell(self, row, column):
        return Cell(self.values[column - 1])


class Cell:
    def __init__(self, value):
        self.value, self.text = value, str(value)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["1Q 2024", "2Q 2024"], {1: Kvartal(2024, 1), 2: Kvartal(2024, 2)}),
        (["2Q 2024", "1Q 2024", "3Q 2024"], {1: Kvartal(2024, 2), 3: Kvartal(2024, 3)}),
        ([date(2024, 1, 1), date(9999, 12, 31)], {1: Kvartal(2024, 1)}),
    ],
)
def test_quarters_follow_each_other(values, found):
    assert _quarters(Row(values), 1) == found


def test_a_chart_has_at_most_fifty_years():
    assert len(_quarters(Row(["1Q 2024"] * 16_000), 1)) == MOST_QUARTERS
