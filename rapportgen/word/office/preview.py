"""A report laid out for somebody who is looking: pages at once, true page numbers in the contents soon after.

One call of LibreOffice for each look. The contents show the page numbers of the look before, which as a rule still
hold; `is_settled` says whether they did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import OfficeError
from rapportgen.named import NamedTuple
from rapportgen.word.contents.contents import UNKNOWN_PAGE
from rapportgen.word.office.fonts import missing_fonts, warn_of_missing
from rapportgen.word.office.office_copy import office_copy
from rapportgen.word.office.pdf_pages import printed_numbers, read_pages
from rapportgen.word.render import with_page_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rapportgen.problems import Problem
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.render import Rendered


class Look(NamedTuple):
    """The PDF of a report, the page numbers its contents should show, whether they do, and warnings about fonts."""

    pdf: bytes
    numbers: dict[str, str]
    is_settled: bool
    problems: tuple[Problem, ...]


def look_at(
    compiled: CompiledTemplate,
    report: Rendered,
    numbers: Mapping[str, str],
    to_pdf: Callable[[bytes], bytes | None],
) -> Look | None:
    """The report laid out by `to_pdf`, with `numbers` in its contents; None when that gives None.

    Raises OfficeError as `to_pdf` does, and when the PDF is damaged.
    """
    wanted = report.unpaged.contents.bookmarks if report.unpaged else []
    shown = {name: numbers.get(name, UNKNOWN_PAGE) for name in wanted}
    copy = office_copy(with_page_numbers(compiled, report, shown).data)
    pdf = to_pdf(copy.data)
    if pdf is None:
        return None
    pages = read_pages(pdf)
    if pages is None:
        raise OfficeError("PDF-en fra LibreOffice kan ikke leses.")
    found = printed_numbers(wanted, copy.sections, pages)
    is_settled = all(shown[name] == number for name, number in found.items())
    return Look(pdf, found, is_settled, tuple(warn_of_missing(missing_fonts(copy.fonts, pages.fonts))))
