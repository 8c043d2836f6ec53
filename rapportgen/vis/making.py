"""One answer to a change: the report is worked out, and then laid out while the template is checked.

What is ready first is shown first. Pages that cannot be made any more stay from the last time, and are marked as old.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

from rapportgen.errors import OfficeError, RapportgenError, ReportError, TemplateError, unusable, without_file
from rapportgen.figures import files_of
from rapportgen.model.oppsett import FILE_NAME
from rapportgen.pipeline import Checked, check_file, draft_report
from rapportgen.portfolio import draft_portfolio_in, workbooks_in
from rapportgen.problems import FEIL, Problem, count, feil
from rapportgen.settings_file import read_settings
from rapportgen.templates import check_template
from rapportgen.vis.view import Told
from rapportgen.word.compiling.category import is_portfolio
from rapportgen.word.ooxml.package import read_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.pipeline import Draft
    from rapportgen.vis.board import Board
    from rapportgen.vis.view import Job
    from rapportgen.word.office.preview import Look

MOST_LOOKS = 2


class Office(Protocol):
    """What makes PDFs; see `word.office_watched.WatchedOffice`."""

    def to_pdf(self, document: bytes, is_wanted: Callable[[], bool]) -> bytes | None: ...
    def stop(self) -> None: ...


class Maker:
    """Makes views of a job and hangs them up. `files` are those that the last answer was made of, which began at
    `since`, in seconds since 1970."""

    def __init__(self, job: Job, board: Board, office: Office, unexpected: Callable[[BaseException], str]) -> None:
        """`unexpected` gives the sentence about a fault of the program itself."""
        self._job, self._board, self._office, self._unexpected = job, board, office, unexpected
        self._numbers: dict[str, str] = {}
        self._laid_out = b""
        self.since = time.time()
        self.files: frozenset[Path] = frozenset(_usual_files(job))

    def answer(self, is_current: Callable[[], bool]) -> None:
        """Make a view of the files as they are now. Leaves off when `is_current` says so; never raises."""
        begun = time.monotonic()
        self._board.change(is_working=True)
        try:
            self._answer(is_current, begun)
        except Exception as error:  # noqa: BLE001  the last border of a thread: the next save is answered all the same
            if is_current():
                self._board.change(note=self._unexpected(error), are_old=True)
        if is_current():
            self._board.change(is_working=False, made_at=time.strftime("%H:%M:%S"))

    def _answer(self, is_current: Callable[[], bool], begun: float) -> None:
        since = time.time()
        draft, refused = self._draft()
        if not is_current():
            return
        is_left = threading.Event()

        def is_wanted() -> bool:
            return is_current() and not is_left.is_set()

        with ThreadPoolExecutor(1) as beside:
            pages = beside.submit(self._pages, draft, is_wanted, begun)
            try:
                of_template, of_workbook = self._findings(draft, refused)
                if is_current():
                    self._board.change(of_template=of_template, of_workbook=of_workbook)
                pages.result()
            except BaseException:  # Ctrl-C among them: nobody is going to look at the pages
                is_left.set()  # also when they are not begun yet
                self._office.stop()
                raise
        if is_current():
            self.since = since  # before the files, which are read in another thread
            self.files = frozenset([*_usual_files(self._job), *self._pictures()])

    def _draft(self) -> tuple[Draft | None, Exception | None]:
        """The report, or why there is none."""
        job = self._job
        try:
            draft = draft_portfolio_in if is_portfolio(read_package(job.template)) else draft_report
            return draft(job.template, job.workbook, period=job.period, dato=job.dato, oppsett=self._settings()), None
        except (RapportgenError, OSError) as error:
            return None, error

    def _pages(self, draft: Draft | None, is_current: Callable[[], bool], begun: float) -> None:
        """Show the pages of the report; those from before as old ones, when there are none."""
        if draft is None:
            self._board.change(are_old=True, note="")
        elif draft.rendered.data == self._laid_out:
            self._board.change(are_old=False, note="", seconds=time.monotonic() - begun)
        else:
            try:
                self._lay_out(draft, is_current, begun)
            except OfficeError as error:
                if is_current():
                    self._board.change(are_old=True, note=str(error))

    def _lay_out(self, draft: Draft, is_current: Callable[[], bool], begun: float) -> None:
        """Show the pages as soon as they are there, and once more when the contents had other page numbers."""
        self._laid_out = b""
        seconds = None
        for _ in range(MOST_LOOKS):
            look = self._look_at(draft, is_current)
            if look is None or not is_current():
                return
            seconds = seconds or time.monotonic() - begun
            self._show(look, seconds)
            self._numbers = look.numbers
            if look.is_settled:
                break
        self._laid_out = draft.rendered.data

    def _look_at(self, draft: Draft, is_current: Callable[[], bool]) -> Look | None:
        from rapportgen.word.office.preview import look_at

        def to_pdf(document: bytes) -> bytes | None:
            return self._office.to_pdf(document, is_current)

        return look_at(draft.compiled, draft.rendered, self._numbers, to_pdf)

    def _show(self, look: Look, seconds: float) -> None:
        from rapportgen.word.office.pdf_images import PageImages

        self._board.change(
            images=PageImages(look.pdf),
            edition=self._board.now[1].edition + 1,
            of_pages=tuple(map(Told, look.problems)),
            are_old=False,
            note="",
            seconds=seconds,
        )

    def _findings(self, draft: Draft | None, refused: Exception | None) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
        """What there is to say about the template, and about the workbook and the report."""
        of_template = self._of_template()
        of_workbook = self._of_workbook(draft, {told.problem for told in of_template})
        if isinstance(refused, TemplateError):
            of_template += [] if _has_faults(of_template) else map(Told, refused.problems)
        elif isinstance(refused, ReportError) or (refused and not _has_faults(of_template + of_workbook)):
            problem = feil("ikke-laget", self._job.workbook.name, _sentence(refused, self._job.workbook))
            of_workbook = [*map(Told, [problem, *getattr(refused, "problems", ())]), *of_workbook]
        return tuple(of_template), tuple(of_workbook)

    def _of_template(self) -> list[Told]:
        template, workbook, period = self._job[:3]
        try:
            try:
                found = check_template(template, workbook, period, oppsett=self._settings())
            except (RapportgenError, OSError):  # the workbook's fault, which is told as such; or the template's own
                found = check_template(template)
        except (RapportgenError, OSError) as error:
            return [Told(feil("kan-ikke-leses", template.name, _sentence(error, template)))]
        return [Told(finding.problem, finding.around) for finding in found]

    def _of_workbook(self, draft: Draft | None, told: set[Problem]) -> list[Told]:
        """What the report says of its workbook, or the workbook of itself when there is no report."""
        if draft is not None:
            told = told.union(draft.compiled.problems)
            return [Told(problem) for problem in draft.problems if problem not in told]
        if self._job.workbook.is_dir():
            return []  # `mal sjekk` has told of the template, and the report was refused with a reason
        try:
            return [Told(problem) for problem in self._checked().problems]
        except (RapportgenError, OSError) as error:
            return [Told(feil("kan-ikke-leses", self._job.workbook.name, _sentence(error, self._job.workbook)))]

    def _checked(self) -> Checked:
        return check_file(self._job.workbook, self._job.period, oppsett=self._settings())

    def _settings(self) -> Oppsett | None:
        """The settings that are chosen, as their file says now; None for those beside the workbook."""
        return read_settings(self._job.settings) if self._job.settings is not None else None

    def _pictures(self) -> Iterable[Path]:
        """The picture files that the workbook names, or the workbooks of a folder; those known from before when it
        cannot be read now.
        """
        try:
            if self._job.workbook.is_dir():
                return workbooks_in(self._job.workbook)
            return files_of(self._checked().workbook, self._job.workbook.parent)
        except (RapportgenError, OSError):
            return self.files


def _usual_files(job: Job) -> list[Path]:
    """The template, the workbook, and the settings file beside it or in a folder above."""
    place = job.workbook.absolute()
    folders = [*([place] if place.is_dir() else []), *place.parents]
    chosen = [job.settings] if job.settings is not None else [folder / FILE_NAME for folder in folders]
    return [job.template, job.workbook, *chosen]


def _has_faults(told: Iterable[Told]) -> bool:
    return count((one.problem for one in told), FEIL) > 0


def _sentence(error: Exception, file: Path) -> str:
    return unusable(error) if isinstance(error, OSError) else without_file(str(error), file)
