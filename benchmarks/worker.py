"""A process that makes reports on command, one block at a time, and tells what each block took.

It is told over standard input how many reports to make, and answers with one JSON line: wall and processor seconds.
So two workers, one for each side, can take turns while the machine does other things.

    python -m benchmarks.worker ours|plain batch|render WORK
"""

from __future__ import annotations

import io
import json
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.work import QUARTER, Work

if TYPE_CHECKING:
    from collections.abc import Callable


def ours_batch(work: Work) -> Callable[[int], object]:
    """Workbook to report with everything: read, check, render, write."""
    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline import make_report

    period = Periode.parse(QUARTER)
    return lambda n: make_report("kvartalsrapport", work.workbook(n), period=period, out=work.report("ours", n))


def plain_batch(work: Work) -> Callable[[int], object]:
    """The plain script's own function in a loop."""
    from benchmarks.plain import make

    return lambda n: make(work.workbook(n), QUARTER, work.plain_template, work.report("plain", n))


def ours_render(work: Work) -> Callable[[int], object]:
    """A report as bytes, from a compiled template and values in memory."""
    from rapportgen.model.grunnlag import Report, make_context
    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline import check_file, compiled_template
    from rapportgen.word.render import render_template
    from rapportgen.word.settings import Egenskaper, Visning

    checked = check_file(work.workbook(0), Periode.parse(QUARTER))
    assert checked.period is not None
    report = Report(checked.period, "Kvartalsrapport", "kvartalsrapport", checked.period.slutt)
    context = make_context(checked.workbook, report, checked.settings, list(checked.problems))
    compiled = compiled_template("kvartalsrapport")
    look, about = Visning(kvartalsformat=checked.settings.kvartalsformat), Egenskaper(tittel="Kvartalsrapport")
    return lambda n: render_template(compiled, context, look, about)


def plain_render(work: Work) -> Callable[[int], object]:
    """A report as bytes, from a template on disk and values in memory."""
    from benchmarks.plain import context_of, render
    from benchmarks.plain_values import quarter

    context = context_of(work.workbook(0), quarter(QUARTER) or 0)
    return lambda n: render(work.plain_template, context, io.BytesIO())


JOBS = {
    ("ours", "batch"): ours_batch,
    ("plain", "batch"): plain_batch,
    ("ours", "render"): ours_render,
    ("plain", "render"): plain_render,
}


def main(side: str, kind: str, folder: str) -> None:
    """Make the blocks that standard input asks for. The first block of a batch holds what starting costs."""
    number = count()
    job: Callable[[int], object] | None = None if kind != "render" else JOBS[side, kind](Work(Path(folder)))
    for line in sys.stdin:
        wall, processor = time.perf_counter(), time.process_time()
        job = job or JOBS[side, kind](Work(Path(folder)))
        for _ in range(int(line)):
            job(next(number))
        print(json.dumps([time.perf_counter() - wall, time.process_time() - processor]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
