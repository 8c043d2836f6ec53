"""What a measurement is, and what a whole process costs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.work import Work

ROOT = Path(__file__).resolve().parent.parent
_UNIT_OF_PEAK = 1024 * 1024 if sys.platform == "darwin" else 1024


class Cost(NamedTuple):
    """Seconds on the clock and of the processor for one turn, and the most memory in MB where it was measured."""

    wall: float
    processor: float
    peak: float = 0.0


@dataclass(frozen=True)
class Measurement:
    """What was measured on both sides, in seconds a report; `plain` is empty where only we are measured.

    `met` judges the ratio of the medians, plain by ours, or our own time where there is nothing to compare with.
    """

    name: str
    ours: tuple[Cost, ...]
    plain: tuple[Cost, ...]
    target: str
    met: Callable[[float], bool]

    def ratio(self, kind: int) -> float | None:
        """How many times as long the plain side takes; kind 0 is wall time, 1 processor time."""
        if not self.plain:
            return None
        return median(cost[kind] for cost in self.plain) / median(cost[kind] for cost in self.ours)

    def is_met(self) -> bool:
        """Whether the target holds, by processor time: other work on the machine hardly changes it."""
        ratio = self.ratio(1)
        return self.met(median(cost.processor for cost in self.ours) if ratio is None else ratio)


def environment(work: Work, *, cached: bool = True) -> dict[str, str]:
    """What every process runs in: bytecode is kept, as after any installation, whatever this shell says."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    cache = str(work.cache) if cached else "0"
    return {**inherited, "PYTHONPYCACHEPREFIX": str(work.bytecode), "RAPPORTGEN_CACHE": cache}


def cost_of(command: list[str], environment: dict[str, str]) -> tuple[Cost, str]:
    """The cost of a whole process and of those it starts, and what it printed. Ends the program if it fails."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}\n{out.read()}{err.read()}")
        return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _UNIT_OF_PEAK), out.read()
