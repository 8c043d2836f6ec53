"""One table of a hundred to fifty thousand rows: time and memory on both sides, and the floor under both."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.measured import Cost, cost_of, environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.work import Work

MOST_SECONDS, MOST_MEMORY, MOST_ROWS = 3.0, 300.0, 50_000
LONG = 50_000
"""From so many rows the plain script is measured once: each turn takes a minute."""


class Series(NamedTuple):
    """One way to make the table: what does it, and from what."""

    name: str
    side: str
    source: str


SERIES = (
    Series("rapportgen, fra minnet", "ours", "memory"),
    Series("rapportgen, fra arbeidsbok", "ours", "workbook"),
    Series("vanlig skript, fra minnet", "plain", "memory"),
    Series("vanlig skript, fra arbeidsbok", "plain", "workbook"),
    Series("gulvet: ferdig XML pakkes", "floor", "memory"),
)

Curves = dict[str, dict[int, Cost]]


def measure_long(work: Work, sizes: Sequence[int], turns: int) -> Curves:
    """The least of all turns for each way and number of rows; memory is the peak of the whole process."""
    curves: Curves = {series.name: {} for series in SERIES}
    _one(work, SERIES[0], sizes[0])  # the compiled template is there from now on
    for rows in sizes:
        for turn in range(turns):
            for series in SERIES:
                if turn and rows >= LONG and series.side == "plain":
                    continue
                cost = _one(work, series, rows)
                known = curves[series.name].get(rows, cost)
                curves[series.name][rows] = Cost(*map(min, known, cost))
    return curves


def _one(work: Work, series: Series, rows: int) -> Cost:
    command = [sys.executable, "-m", "benchmarks.long_worker", series.side, series.source, str(rows), str(work.folder)]
    process, printed = cost_of(command, environment(work))
    wall, processor = json.loads(printed)
    return Cost(wall, processor, process.peak)


def verdict(curves: Curves) -> list[str]:
    """What became of the target for long tables, in words; a row may cost at most twice as much in a long table."""
    found = []
    for series in SERIES:
        curve = curves[series.name]
        if series.side != "ours" or MOST_ROWS not in curve:
            continue
        cost = curve[MOST_ROWS]
        growth = cost.processor / MOST_ROWS / (curve[10_000].processor / 10_000) if 10_000 in curve else 1.0
        met = cost.processor <= MOST_SECONDS and cost.peak <= MOST_MEMORY and growth <= 2
        found.append(
            f"{series.name}, 50 000 rader: {cost.processor:.1f} s og {cost.peak:.0f} MB; en rad koster {growth:.1f} "
            "ganger det den gjør i en tabell på 10 000. Målet er 3 s, 300 MB og lineær kostnad: "
            f"{'nådd' if met else '**IKKE nådd**'}."
        )
    return found
