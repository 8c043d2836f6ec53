"""Small batches for tests: a folder of workbooks, a small template, and what came of them."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

import openpyxl
from docx import Document

from benchmarks.many import write_workbook
from rapportgen.batch import Batch, Hands, Request, Watch, make_batch, pool, work
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

QUARTER = "2. kvartal 2024"
TODAY = "2024-07-20"
TEMPLATE = (
    para("{{ rapport.tittel }} {{ rapport.kvartal }} for {{ prosjekt.delprosjekt }}"),
    para("Til {{ rapport.mottaker }}, {{ rapport.utvalg }} {{ rapport.møtedato }}, sak {{ rapport.saksnummer }}"),
    para("{% for tiltak in tiltak %}{{ tiltak.tiltak }} · {% endfor %}"),
)


class Bench:
    """A folder with workbooks, a template and a folder of reports."""

    def __init__(self, folder: Path) -> None:
        self.books, self.out, self.template = folder / "bøker", folder / "rapporter", folder / "liten.docx"
        self.books.mkdir()
        self.template.write_bytes(docx_with("".join(TEMPLATE)))

    def book(self, name: str, index: int = 0) -> Path:
        """A workbook of that name, with the content of that number."""
        path = self.books / f"{name}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(path, index)
        return path

    def request(self, source: Path | None = None, **changes: object) -> Request:
        usual = Request(str(source or self.books), (str(self.template),), QUARTER, "", TODAY)
        return usual._replace(**changes)  # type: ignore[arg-type]

    def run(self, source: Path | None = None, *, hands: Hands = Hands(2), overwrite: bool = False,  # noqa: B008
            out: Path | None = None, watch: Watch = Watch(), **changes: object) -> Batch:  # noqa: B008  # fmt: skip
        """Make the batch."""
        request = self.request(source, **changes)
        return make_batch(request, out or self.out, overwrite=overwrite, hands=hands, watch=watch)


def statuses(batch: Batch) -> dict[str, str]:
    """The status of each report by the name of its workbook."""
    from pathlib import Path

    return {Path(job.workbook).stem: batch.statuses[batch.key(job)] for job, _ in batch.reports()}


def faults(batch: Batch) -> dict[str, list[str]]:
    """The codes of the problems of each report that was not made, by the name of its workbook."""
    from pathlib import Path

    failed = ((job, record) for job, record in batch.reports() if batch.statuses[record.key] == "feilet")
    return {Path(job.workbook).stem: [problem.kode for problem in record.problems] for job, record in failed}


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def happens(monkeypatch: pytest.MonkeyPatch, name: str, deed: Callable[[], None]) -> None:
    """Let something happen to the process that makes the report of workbook `name`; all are copies of this one."""
    draft_report = work.draft_report

    def draft(template: str, workbook: Path, **options: object) -> object:
        if workbook.stem == name:
            deed()
        return draft_report(template, workbook, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "draft_report", draft)
    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context("fork"))


def text_of(path: Path) -> str:
    """The paragraphs of a report."""
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def change(path: Path, title: str, cell: str, value: object) -> None:
    """Put a value in a cell of a workbook."""
    book = openpyxl.load_workbook(path)
    book[title][cell] = value
    book.save(path)
