"""A folder of different workbooks, made with one command on one process and on two."""

from __future__ import annotations

import sys
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.measured import Cost, Measurement, cost_of, environment
from benchmarks.reports import TEMPLATE
from benchmarks.work import QUARTER

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.work import Work

TARGETS = {1: 5.0, 2: 10.0}


def measure_folders(work: Work, workbooks: int, turns: int) -> list[Measurement]:
    """Whole processes over the same folder, ours with everything that `rapportgen batch` does; seconds a report."""
    numbers = count()
    found = []
    for processes, target in TARGETS.items():
        rounds = [
            (_ours(work, processes, workbooks, next(numbers)), _plain(work, processes, workbooks, next(numbers)))
            for _ in range(turns)
        ]
        ours, plain = zip(*rounds, strict=True)
        name = f"batch, {workbooks} arbeidsbøker, {processes} {'prosess' if processes == 1 else 'prosesser'}"
        found.append(
            Measurement(name, ours, plain, f"minst {target:g} ×", lambda ratio, target=target: ratio >= target)
        )
    return found


def _ours(work: Work, processes: int, workbooks: int, number: int) -> Cost:
    out = work.folder / f"batch-{number}"
    command = [sys.executable, "-m", "rapportgen", "batch", str(work.varied), "-m", TEMPLATE, "-k", QUARTER]
    return _each([*command, "-j", str(processes), "-o", str(out)], work, workbooks, out)


def _plain(work: Work, processes: int, workbooks: int, number: int) -> Cost:
    out = work.folder / f"batch-{number}"
    command = [sys.executable, "-m", "benchmarks.plain_many", str(work.varied), QUARTER, str(work.plain_template)]
    return _each([*command, str(out), str(processes)], work, workbooks, out)


def _each(command: list[str], work: Work, workbooks: int, out: Path) -> Cost:
    cost, _ = cost_of(command, environment(work))
    made = sum(1 for path in out.glob("*.docx") if path.stem != "oversikt")
    if made != workbooks:
        raise SystemExit(f"{' '.join(command)}\n{made} av {workbooks} rapporter ble laget.")
    return Cost(cost.wall / workbooks, cost.processor / workbooks, cost.peak)
