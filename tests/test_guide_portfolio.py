"""The examples of the guide for portfolios give something, and nothing is wrong with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from rapportgen.model.grunnlag import Report
from rapportgen.model.grunnlag.portefoelje import Bok, Ulest, common_settings, make_portfolio
from rapportgen.model.perioder import Kvartal
from rapportgen.pipeline import check_file
from rapportgen.resources import shipped_samples
from rapportgen.word.lint import check_template
from tests.test_guide_tables import Example, rows_of
from tests.test_plans import template
from tests.word.docx import docx_with, para, render

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = rows_of("skriv i en samlerapport")


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 5


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_prints_and_has_no_faults(example: Example, tmp_path: Path) -> None:
    books = [check_file(path) for path in shipped_samples().values()]
    read = [Bok(book.workbook.file, book.workbook, book.settings) for book in books]
    report = Report(Kvartal(2024, 2), "Prøve", "mal", date(2024, 7, 1))
    unread = [Ulest("x.xlsx", "Skadet.")]
    values = make_portfolio(read, unread, report, common_settings([book.own for book in read])).context
    assert render(docx_with(para(example.code) + para("")), judged=False, **values).text.strip() not in ("", "–")
    assert check_template(template(tmp_path, example.code, "Prøve", "Samlerapport")) == []
