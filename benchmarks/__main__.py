"""Measure rapportgen beside the plain script, in one run on one machine: `python -m benchmarks [--kort]`.

The two sides take turns, so that other work on the machine meets both. Each line gives the median and the least
of all turns, for wall time and for processor time, and the ratio of the medians. A target says what the ratio, or
the time itself, should be; the measurements judge nothing and always end well.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.work import QUARTER, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "kvartalsrapport"


class Cost(NamedTuple):
    """Seconds on the clock and of the processor for one turn."""

    wall: float
    processor: float


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


def cold(command: list[str], environment: dict[str, str]) -> Cost:
    """The cost of a whole process."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def measure_cold(work: Work, turns: int) -> list[Measurement]:
    """Whole processes: one report with and without a compiled template on disk, and the help."""
    python = [sys.executable, "-m"]
    workbook = str(work.workbook(0))
    numbers = count()
    kept, without = _environment(work), _environment(work, cached=False)

    def ours(environment: dict[str, str]) -> Cost:
        out = str(work.folder / f"kald-{next(numbers)}.docx")
        return cold([*python, "rapportgen", "lag", TEMPLATE, workbook, "-k", QUARTER, "-o", out], environment)

    def plain() -> Cost:
        out = str(work.folder / f"kald-{next(numbers)}.docx")
        template = str(work.plain_template)
        return cold([*python, "benchmarks.plain", workbook, QUARTER, template, out], kept)

    helped = [*python, "rapportgen", "--help"]
    warm_up = (ours(kept), ours(without), plain(), cold(helped, kept))
    assert len(warm_up) == 4
    rounds = [(ours(kept), plain(), ours(without), cold(helped, kept)) for _ in range(turns)]
    cached, script, compiled, shown = zip(*rounds, strict=True)
    at_least_as_fast = "minst like rask"
    return [
        Measurement("lag, kald, mal kompilert før", cached, script, at_least_as_fast, lambda ratio: ratio >= 1),
        Measurement("lag, kald, uten mellomlager", compiled, script, "(til orientering)", lambda _: True),
        Measurement("--help, kald", shown, (), "under 0,2 s", lambda seconds: seconds < 0.2),
    ]


def _environment(work: Work, *, cached: bool = True) -> dict[str, str]:
    """What every process runs in: bytecode is kept, as after any installation, whatever this shell says."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    cache = str(work.cache) if cached else "0"
    return {**inherited, "PYTHONPYCACHEPREFIX": str(work.bytecode), "RAPPORTGEN_CACHE": cache}


def measure_blocks(name: str, kind: str, work: Work, blocks: int, size: int, target: float) -> Measurement:
    """Two processes that take turns making blocks of reports; seconds a report for each block."""
    costs: dict[str, list[Cost]] = {"ours": [], "plain": []}
    with _worker("ours", kind, work) as ours, _worker("plain", kind, work) as plain:
        for _ in range(blocks):
            costs["ours"].append(_ask(ours, size))
            costs["plain"].append(_ask(plain, size))
    return Measurement(
        f"{name} ({blocks * size} rapporter)", tuple(costs["ours"]), tuple(costs["plain"]),
        f"minst {target:g} ×", lambda ratio: ratio >= target,
    )  # fmt: skip


@contextmanager
def _worker(side: str, kind: str, work: Work) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "benchmarks.worker", side, kind, str(work.folder)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=_environment(work), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.communicate()


def _ask(process: subprocess.Popen[str], size: int) -> Cost:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{size}\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        raise SystemExit("En av prosessene stanset. Meldingen står over.")
    wall, processor = json.loads(answer)
    return Cost(wall / size, processor / size)


def table(measurements: list[Measurement]) -> str:
    """The measurements as a table in Markdown, times in milliseconds."""
    lines = [
        "| måling | rapportgen: median (minst) ms | CPU ms | vanlig skript: median (minst) ms | CPU ms "
        "| forhold | forhold CPU | mål | nådd |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for item in measurements:
        ratios = [f"{ratio:.2f} ×" if (ratio := item.ratio(kind)) else "" for kind in (0, 1)]
        cells = [
            item.name,
            *_times(item.ours),
            *_times(item.plain),
            *ratios,
            item.target,
            "ja" if item.is_met() else "nei",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _times(costs: tuple[Cost, ...]) -> tuple[str, str]:
    if not costs:
        return "", ""
    walls = [cost.wall * 1000 for cost in costs]
    return f"{median(walls):.0f} ({min(walls):.0f})", f"{median(cost.processor for cost in costs) * 1000:.0f}"


def main(arguments: list[str]) -> None:
    """Run every measurement and print the table; `--kort` takes a fraction of the time."""
    short = "--kort" in arguments
    turns, blocks, size = (3, 5, 3) if short else (11, 10, 10)
    with tempfile.TemporaryDirectory(prefix="rapportgen-") as folder:
        work = Work(Path(folder))
        work.prepare(blocks * size)
        measurements = measure_cold(work, turns)
        measurements.append(measure_blocks("fra arbeidsbok, én prosess", "batch", work, blocks, size, 4))
        measurements.append(measure_blocks("fra arbeidsbok, uten diagrammer", "chartless", work, blocks, size, 4))
        measurements.append(measure_blocks("fra data i minnet, én prosess", "render", work, blocks, size, 10))
    print(table(measurements))


if __name__ == "__main__":
    main(sys.argv[1:])
