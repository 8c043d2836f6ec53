"""One report at a time: whole processes, and loops in blocks."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.measured import ROOT, Cost, Measurement, cost_of, environment
from benchmarks.work import QUARTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.work import Work

TEMPLATE = "kvartalsrapport"


def measure_cold(work: Work, turns: int) -> list[Measurement]:
    """Whole processes: one report with and without a compiled template on disk, and the help."""
    python = [sys.executable, "-m"]
    workbook = str(work.workbook(0))
    numbers = count()
    kept, without = environment(work), environment(work, cached=False)

    def ours(environment: dict[str, str]) -> Cost:
        out = str(work.folder / f"kald-{next(numbers)}.docx")
        return cost_of([*python, "rapportgen", "lag", TEMPLATE, workbook, "-k", QUARTER, "-o", out], environment)[0]

    def plain() -> Cost:
        out = str(work.folder / f"kald-{next(numbers)}.docx")
        return cost_of([*python, "benchmarks.plain", workbook, QUARTER, str(work.plain_template), out], kept)[0]

    def helped() -> Cost:
        return cost_of([*python, "rapportgen", "--help"], kept)[0]

    ours(kept), ours(without), plain(), helped()  # bytecode and the compiled template are there from now on
    rounds = [(ours(kept), plain(), ours(without), helped()) for _ in range(turns)]
    cached, script, compiled, shown = zip(*rounds, strict=True)
    return [
        Measurement("lag, kald, mal kompilert før", cached, script, "minst 2 ×", lambda ratio: ratio >= 2),
        Measurement("lag, kald, uten mellomlager", compiled, script, "(til orientering)", lambda _: True),
        Measurement("--help, kald", shown, (), "under 0,12 s", lambda seconds: seconds < 0.12),
    ]


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
        command, cwd=ROOT, env=environment(work), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
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
