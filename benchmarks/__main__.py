"""Measure rapportgen beside the plain script, in one run on one machine: `python -m benchmarks [--kort|--minst]`.

The two sides take turns, so that other work on the machine meets both. Each line gives the median and the least
of all turns, for wall time and for processor time, and the ratio of the medians. A target says what the ratio, or
the time itself, should be; the measurements judge nothing and always end well.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.folders import measure_folders
from benchmarks.long_table import measure_long
from benchmarks.measured import cost_of, environment
from benchmarks.plot import draw
from benchmarks.reports import measure_blocks, measure_cold
from benchmarks.show import PICTURE, TITLE, Load, page
from benchmarks.work import Work


class Scale(NamedTuple):
    """How much is measured: turns of whole processes, blocks of so many reports, workbooks in a folder, rows."""

    turns: int
    blocks: int
    size: int
    workbooks: int
    folder_turns: int
    rows: tuple[int, ...]
    row_turns: int


FULL = Scale(5, 5, 10, 200, 1, (100, 1_000, 10_000, 50_000), 2)
SHORT = Scale(3, 5, 3, 20, 1, (100, 1_000, 10_000), 1)
LEAST = Scale(1, 1, 1, 2, 1, (100, 200), 1)


def measure(scale: Scale) -> tuple[str, str]:
    """The page of results and its picture."""
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="rapportgen-") as folder:
        work = Work(Path(folder))
        _prepare(work, scale)
        measurements = [
            *measure_cold(work, scale.turns),
            measure_blocks("fra data i minnet, én prosess", "render", work, scale.blocks, scale.size, 10),
            measure_blocks("fra arbeidsbok, én prosess", "batch", work, scale.blocks, scale.size, 5),
            *measure_folders(work, scale.workbooks, scale.folder_turns),
        ]
        curves = measure_long(work, scale.rows, scale.row_turns)
    return page(measurements, curves, Load(before, os.getloadavg()[0])), draw(TITLE, curves)


def _prepare(work: Work, scale: Scale) -> None:
    """Everything that is measured, made by other processes: a child's peak is never below what its parent holds."""
    for module, *arguments in (
        ("benchmarks.work", work.folder),
        ("benchmarks.varied", work.varied, max(scale.workbooks, scale.blocks * scale.size)),
        ("benchmarks.long_data", work.folder, *scale.rows),
    ):
        cost_of([sys.executable, "-m", module, *map(str, arguments)], environment(work))


def main(arguments: list[str]) -> None:
    """Run every measurement, write the results and print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Mål rapportgen mot et vanlig skript.")
    parser.add_argument("--kort", action="store_true", help="ta en brøkdel av tiden; tallene blir grove")
    parser.add_argument("--minst", action="store_true", help="bare vis at alle målingene virker")
    parser.add_argument(
        "--ut", type=Path, default=Path(__file__).parent, help="mappen for RESULTS.md og resultater.svg"
    )
    options = parser.parse_args(arguments)
    text, picture = measure(LEAST if options.minst else SHORT if options.kort else FULL)
    (options.ut / "RESULTS.md").write_text(text, encoding="utf-8")
    (options.ut / PICTURE).write_text(picture, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
