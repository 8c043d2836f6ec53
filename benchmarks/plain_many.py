"""The plain script over a folder of workbooks.

python -m benchmarks.plain_many FOLDER QUARTER TEMPLATE OUT PROCESSES
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.plain import make


def one(workbook: Path, quarter: str, template: Path, out: Path) -> None:
    """The report of one workbook."""
    make(workbook, quarter, template, out / f"{workbook.stem}.docx")


def main(folder: str, quarter: str, template: str, out: str, processes: str) -> None:
    Path(out).mkdir()
    job = partial(one, quarter=quarter, template=Path(template), out=Path(out))
    workbooks = sorted(Path(folder).glob("*.xlsx"))
    if processes == "1":
        for workbook in workbooks:
            job(workbook)
        return
    with ProcessPoolExecutor(int(processes)) as pool:
        for _ in pool.map(job, workbooks):
            pass


if __name__ == "__main__":
    main(*sys.argv[1:6])
