"""From the save of a template to the picture of its first page: python -m benchmarks.look [MAL] [ARBEIDSBOK].

The template is saved as Word does, beside the old one and then in its place, each time with a paragraph more on its
first page. The clock runs from then until the picture has come from the server. Needs LibreOffice.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from benchmarks.work import SAMPLE
from rapportgen.resources import template_path
from rapportgen.vis.running import Following
from rapportgen.vis.view import Job
from rapportgen.vis.watch import SECONDS_BETWEEN

SAVES = 8


def main(template: str = "gjennomforingsplan", workbook: str = str(SAMPLE)) -> None:
    with tempfile.TemporaryDirectory() as folder:
        job = Job(Path(folder) / "mal.docx", Path(folder) / "bok.xlsx")
        shutil.copy(template_path(template), job.template)
        shutil.copy(workbook, job.workbook)
        started = time.perf_counter()
        following = Following(job, str)
        with closing(following):
            url = following.start()
            threading.Thread(target=_keep_looking, args=[following], daemon=True).start()
            _fetch_first(following, url, 0)
            print(f"fra start til første side: {time.perf_counter() - started:.2f} s")
            seconds = [_one_save(following, url, job.template, number) for number in range(SAVES)]
    print(f"fra lagring til første side: median {statistics.median(seconds):.2f} s, største {max(seconds):.2f} s")


def _keep_looking(following: Following) -> None:
    while not following.board.is_closed:
        following.look()
        time.sleep(SECONDS_BETWEEN)


def _one_save(following: Following, url: str, template: Path, number: int) -> float:
    from docx import Document

    while (view := following.board.now[1]).is_working:
        following.board.wait_for_newer(following.board.now[0], 1)
    document = Document(str(template))
    document.paragraphs[3].insert_paragraph_before(f"Lagring {number}")
    beside = template.with_suffix(".tmp")
    document.save(str(beside))
    beside.replace(template)
    saved = time.perf_counter()
    _fetch_first(following, url, view.edition)
    return time.perf_counter() - saved


def _fetch_first(following: Following, url: str, before: int) -> None:
    """The picture of the first page, as soon as there is an edition after `before`."""
    while (edition := following.board.now[1].edition) == before:
        following.board.wait_for_newer(following.board.now[0], 1)
    with build_opener(ProxyHandler({})).open(f"{url}side/{edition}/1.png") as picture:
        picture.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
