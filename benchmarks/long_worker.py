"""A process that makes one report with a long table, and tells what it took: wall and processor seconds as JSON.

A report of a hundred rows is made first, so that imports and the compiled template are not part of what is measured.

    python -m benchmarks.long_worker ours|plain|floor memory|workbook ROWS WORK
"""

from __future__ import annotations

import io
import json
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.long_data import SHEET, WARM, rows
from benchmarks.work import QUARTER, Work

if TYPE_CHECKING:
    from collections.abc import Callable


def ours_memory(work: Work) -> Callable[[int], Callable[[], object]]:
    """Rendered and verified, as every report is, and written."""
    from rapportgen.word import compile_template, render_template, verify_report
    from rapportgen.word.settings import Egenskaper, Visning
    from rapportgen.writing import write_report

    compiled = compile_template(work.long_template)

    def job(number: int) -> Callable[[], object]:
        context = {"ark": {SHEET: rows(number)}}

        def make() -> None:
            report = render_template(compiled, context, Visning(), Egenskaper(tittel=SHEET))
            assert not verify_report(report)
            write_report(work.long_report(number), report.data, overwrite=True)

        return make

    return job


def ours_workbook(work: Work) -> Callable[[int], Callable[[], object]]:
    """From workbook to report with everything."""
    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline import make_report

    period, out = Periode.parse(QUARTER), work.folder / "lang-fra-arbeidsbok.docx"
    return lambda number: (
        lambda: make_report(work.long_template, work.long_workbook(number), period=period, out=out, overwrite=True)
    )


def plain_memory(work: Work) -> Callable[[int], Callable[[], object]]:
    """The plain script's own way of rendering."""
    from benchmarks.plain import render

    out = work.folder / "lang-vanlig.docx"

    def job(number: int) -> Callable[[], object]:
        context = {"ark": {SHEET: rows(number)}}
        return lambda: render(work.long_template, context, out)

    return job


def plain_workbook(work: Work) -> Callable[[int], Callable[[], object]]:
    """Read with openpyxl, rendered with docxtpl."""
    from benchmarks.plain import render
    from benchmarks.plain_values import read_sheets

    out = work.folder / "lang-vanlig.docx"
    return lambda number: lambda: render(work.long_template, {"ark": read_sheets(work.long_workbook(number))}, out)


def floor(work: Work) -> Callable[[int], Callable[[], object]]:
    """The package copied with finished XML: what no program can do without."""

    def job(number: int) -> Callable[[], object]:
        with zipfile.ZipFile(work.long_report(number)) as report:
            parts = [(name, report.read(name)) for name in report.namelist()]

        def copy() -> None:
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as package:
                for name, content in parts:
                    package.writestr(name, content)
            (work.folder / "gulv.docx").write_bytes(out.getvalue())

        return copy

    return job


JOBS = {
    ("ours", "memory"): ours_memory,
    ("ours", "workbook"): ours_workbook,
    ("plain", "memory"): plain_memory,
    ("plain", "workbook"): plain_workbook,
    ("floor", "memory"): floor,
}


def main(side: str, source: str, number: str, folder: str) -> None:
    """Make the report and print what it took."""
    job = JOBS[side, source](Work(Path(folder)))
    if side != "floor":
        job(WARM)()
    make = job(int(number))
    wall, processor = time.perf_counter(), time.process_time()
    make()
    print(json.dumps([time.perf_counter() - wall, time.process_time() - processor]))


if __name__ == "__main__":
    main(*sys.argv[1:5])
