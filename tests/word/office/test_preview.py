"""One look at a report: its PDF, and page numbers that hold or are known for the next look."""

from __future__ import annotations

import pytest

from rapportgen.errors import OfficeError
from rapportgen.word import compile_template, render_template
from rapportgen.word.office.office_watched import WatchedOffice
from rapportgen.word.office.preview import look_at
from rapportgen.word.settings import Visning
from tests.needs import needs_office
from tests.word.contents_docx import heading, template, toc
from tests.word.docx import EGENSKAPER, docx_with, para
from tests.word.pdfs import pdf_with

PAGE = pdf_with([((595, 842), "1 1 1")])
BREAK = '<w:r><w:br w:type="page"/></w:r>'


def test_a_report_without_contents_is_settled_at_once() -> None:
    compiled = compile_template(docx_with(para("{{ x }}")), cache=False)
    report = render_template(compiled, {"x": "tekst"}, Visning(), EGENSKAPER)
    look = look_at(compiled, report, {"_Toc1": "7"}, lambda document: PAGE)
    assert look is not None
    assert (look.pdf, look.numbers, look.is_settled) == (PAGE, {}, True)


def test_what_was_stopped_is_no_look() -> None:
    compiled = compile_template(docx_with(para("{{ x }}")), cache=False)
    report = render_template(compiled, {"x": 1}, Visning(), EGENSKAPER)
    assert look_at(compiled, report, {}, lambda document: None) is None


def test_a_damaged_pdf_is_told() -> None:
    compiled = compile_template(docx_with(para("{{ x }}")), cache=False)
    report = render_template(compiled, {"x": 1}, Visning(), EGENSKAPER)
    with pytest.raises(OfficeError, match="kan ikke leses"):
        look_at(compiled, report, {}, lambda document: b"%PDF-1.6\n%%EOF\n")


@needs_office
def test_page_numbers_that_are_known_hold_in_the_next_look() -> None:
    data = template(toc(), heading("Først"), para(BREAK), para(BREAK), heading("Så"), para("{{ x }}"))
    compiled = compile_template(data, cache=False)
    report = render_template(compiled, {"x": 1}, Visning(), EGENSKAPER)
    office = WatchedOffice()
    first = look_at(compiled, report, {}, office.to_pdf)
    assert first is not None
    assert (first.numbers, first.is_settled) == ({"_Toc100000001": "1", "_Toc100000002": "3"}, False)
    second = look_at(compiled, report, first.numbers, office.to_pdf)
    assert second is not None
    assert (second.numbers, second.is_settled) == (first.numbers, True)
