"""Reports that are worked out, on their way to the disk: page numbers, PDFs, and the files themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen import writing
from rapportgen.errors import RapportgenError
from rapportgen.named import NamedTuple
from rapportgen.problems import DOKUMENTET, Problem, feil, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rapportgen.pipeline.drafting import Books, Draft

LAGET, UENDRET = "laget", "uendret"


class MadeReport(NamedTuple):
    """A report that was made. `status` is laget, or uendret when the file already had these bytes.

    `problemer` are those of the workbook and of the making; `melding` is something to tell about the file,
    such as a new name because Word had the old one open. `pdf` is its PDF, when one was made. `boeker` are the
    workbooks of a report on several, by file name, with the problems of each.
    """

    fil: Path
    arbeidsbok: Path
    mal: str
    status: str
    problemer: tuple[Problem, ...]
    melding: str = ""
    pdf: Path | None = None
    pdf_status: str = ""
    boeker: Books = ()


def finish_drafts(drafts: Sequence[Draft], *, pdf: bool = False) -> list[Draft]:
    """The drafts with page numbers in their contents and, when asked for, PDFs: all in few calls of LibreOffice."""
    from rapportgen.word.office.finish import Unfinished, finish_reports

    waiting = [Unfinished(draft.compiled, draft.rendered, draft.properties) for draft in drafts]
    return [
        draft._replace(
            rendered=finished.report,
            pdf=finished.pdf,
            problems=tuple(in_order([*draft.problems, *finished.problems])),
        )
        for draft, finished in zip(drafts, finish_reports(waiting, pdf=pdf), strict=True)
    ]


def write_draft(draft: Draft, *, overwrite: bool = False) -> MadeReport:
    """Write a report, and its PDF beside it. Raises ReportError or NotOverwrittenError when the report cannot be."""
    written = writing.write_report(draft.target, draft.rendered.data, overwrite=overwrite)
    made = MadeReport(written.path, draft.workbook_path, draft.name, written.status, draft.problems, written.message)
    made = made._replace(boeker=draft.boeker)
    if draft.pdf is None:
        return made
    try:
        beside = writing.write_report(written.path.with_suffix(".pdf"), draft.pdf, overwrite=overwrite)
    except RapportgenError as error:
        fault = feil("pdf-ikke-laget", DOKUMENTET, str(error))
        return made._replace(problemer=tuple(in_order([*made.problemer, fault])))
    message = " ".join(text for text in (made.melding, beside.message) if text)
    return made._replace(pdf=beside.path, pdf_status=beside.status, melding=message)
