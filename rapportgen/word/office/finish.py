"""What follows when reports are written: page numbers in their contents, and PDFs.

Page numbers are known when the pages are: LibreOffice lays a copy out as a PDF, and the bookmarks of the headings lead
to their pages. All reports share one call of LibreOffice for each pass. The last pass, when PDFs are wanted, is of the
reports with their numbers; it also shows whether the numbers moved anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.errors import OfficeError
from rapportgen.named import NamedTuple
from rapportgen.word.contents.contents import UNKNOWN_PAGE
from rapportgen.word.ooxml.verify import verify_parts
from rapportgen.word.render import with_page_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.problems import Problem
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.office.office_copy import OfficeCopy
    from rapportgen.word.office.pdf_pages import Pages
    from rapportgen.word.render import Rendered
    from rapportgen.word.settings import Egenskaper

_BY_HAND = "Åpne rapporten i Word, høyreklikk på innholdsfortegnelsen og velg «Oppdater felt»."
MOST_PASSES = 3


class Unfinished(NamedTuple):
    """A report that is written, but not finished: its template, itself, its properties."""

    compiled: CompiledTemplate
    report: Rendered
    properties: Egenskaper


class Finished(NamedTuple):
    """A finished report, its PDF when that was asked for and could be made, and what came up."""

    report: Rendered
    pdf: bytes | None
    problems: tuple[Problem, ...]


def finish_reports(drafts: Sequence[Unfinished], *, pdf: bool = False) -> list[Finished]:
    """The reports with page numbers in their contents, and PDFs when `pdf` asks for them.

    Nothing is raised: without LibreOffice the reports are there all the same, and their problems tell what is missing.
    """
    if not pdf and not any(draft.report.unpaged for draft in drafts):
        return [Finished(draft.report, None, ()) for draft in drafts]
    works = [_Work(draft) for draft in drafts]
    try:
        _in_passes(works, pdf)
    except OfficeError as error:
        for work in works:
            work.failed(str(error))
    return [work.finished(pdf) for work in works]


def _in_passes(works: list[_Work], pdf: bool) -> None:
    """Lay out and number until nothing changes: twice as a rule, when PDFs are wanted; once when not."""
    from rapportgen.word.office.office import need_office

    need_office()  # before the copies are made, which takes time and lxml
    waiting = [work for work in works if pdf or work.draft.report.unpaged]
    for number in range(MOST_PASSES):
        _lay_out(waiting)
        waiting = [work for work in waiting if work.is_laid_out and work.take_numbers()]
        if not waiting or (not pdf and number == 0):
            return
    for work in waiting:
        work.is_settled = False


def _lay_out(works: list[_Work]) -> None:
    """Have LibreOffice lay out all of them; when it does not answer, those alone are without their PDF."""
    from rapportgen.word.office.office import to_pdf
    from rapportgen.word.office.office_copy import office_copy

    copies = [office_copy(work.to_lay_out().data) for work in works]
    try:
        all_made = to_pdf([copy.data for copy in copies])
    except OfficeError as error:
        for work in works:
            work.failed(str(error))
        return
    for work, copy, made in zip(works, copies, all_made, strict=True):
        work.laid_out(copy, made)


class _Work:
    """One report on its way."""

    def __init__(self, draft: Unfinished) -> None:
        self.draft = draft
        self.numbers: dict[str, str] | None = None
        self.copy: OfficeCopy | None = None
        self.pages: Pages | None = None
        self.made: bytes | None = None
        self.reason = "LibreOffice klarte ikke å lese rapporten, eller ble ikke ferdig i tide."
        self.is_settled = True

    @property
    def is_laid_out(self) -> bool:
        return self.made is not None

    @property
    def report(self) -> Rendered:
        """The report with the numbers known so far; without any when there are none."""
        draft = self.draft
        return draft.report if self.numbers is None else with_page_numbers(draft.compiled, draft.report, self.numbers)

    def to_lay_out(self) -> Rendered:
        """The report as it is measured: numbers that are not known yet take the room of two digits."""
        draft = self.draft
        names = draft.report.unpaged.contents.bookmarks if draft.report.unpaged else []
        numbers = dict.fromkeys(names, UNKNOWN_PAGE) if self.numbers is None else self.numbers
        return with_page_numbers(draft.compiled, draft.report, numbers)

    def laid_out(self, copy: OfficeCopy, made: bytes | None) -> None:
        from rapportgen.word.office.pdf_pages import read_pages

        self.copy = copy
        self.pages = read_pages(made) if made is not None else None
        self.made = made if self.pages is not None else None

    def take_numbers(self) -> bool:
        """Take the page numbers over; whether they are other than those in the layout."""
        from rapportgen.word.office.pdf_pages import printed_numbers

        unpaged = self.draft.report.unpaged
        if unpaged is None or self.copy is None or self.pages is None:
            return False
        before = self.numbers
        self.numbers = printed_numbers(unpaged.contents.bookmarks, self.copy.sections, self.pages)
        return self.numbers != before

    def failed(self, reason: str) -> None:
        self.made, self.reason = None, reason

    def finished(self, pdf: bool) -> Finished:
        """The report, with what there is to say about it."""
        report = self._whole_report()
        found: list[Problem] = []
        unpaged = self.draft.report.unpaged
        if unpaged is not None and unpaged.contents.bookmarks:
            found += self._about_numbers(unpaged.contents.bookmarks)
        data = None
        if pdf:
            try:
                data, more = self._pdf()
                found += more
            except OfficeError as error:
                found.append(problems.feil("pdf-ikke-laget", problems.DOKUMENTET, f"PDF-en er ikke laget. {error}"))
        return Finished(report, data, tuple(problems.in_order(found)))

    def _whole_report(self) -> Rendered:
        """The report with its numbers; without them, as it was verified before, should they do it harm."""
        if self.numbers is not None and verify_parts(self.report.written):
            self.numbers, self.reason = None, "De lot seg ikke sette inn."
        return self.report

    def _about_numbers(self, bookmarks: list[str]) -> list[Problem]:
        if self.numbers is None:
            message = f"Innholdsfortegnelsen har lenker, men ikke sidetall. {self.reason}"
            return [problems.advarsel("sidetall-mangler", problems.DOKUMENTET, message, "", _BY_HAND)]
        if not self.is_settled or any(name not in self.numbers for name in bookmarks):
            message = "Sidetallene i innholdsfortegnelsen kan være gale."
            return [problems.advarsel("sidetall-usikre", problems.DOKUMENTET, message, "", _BY_HAND)]
        if self.copy is None or self.pages is None:
            return []
        from rapportgen.word.office.fonts import missing_fonts, warn_of_missing

        return warn_of_missing(missing_fonts(self.copy.fonts, self.pages.fonts))

    def _pdf(self) -> tuple[bytes, list[Problem]]:
        """The finished PDF. Raises OfficeError when there is none, or none that can be used."""
        from rapportgen.word.office.pdf import mend
        from rapportgen.word.office.pdf_pages import numberings

        if self.made is None:
            raise OfficeError(self.reason)
        assert self.copy is not None
        assert self.pages is not None
        rules = numberings(self.copy.sections, self.pages)
        mended = mend(self.made, self.draft.properties, self.copy.alternatives, rules)
        return mended.data, list(mended.problems)
