"""A clean workbook and its messy twin give reports with the same text, the appendix on the data source aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from rapportgen.excel.read import read_workbook
from rapportgen.model.perioder import Periode
from rapportgen.pipeline import make_report
from rapportgen.problems import FEIL

SAMPLES = Path(__file__).parent.parent / "samples"
APPENDIX = "Definisjoner og datagrunnlag"
QUARTERS = ("4Q 2023", "1Q 2024", "2Q 2024", "3Q 2024", "4Q 2024")


def paragraphs(template: str, workbook: str, quarter: str, folder: Path) -> list[str]:
    made = make_report(
        template, SAMPLES / f"{workbook}.xlsx", period=Periode.parse(quarter), out=folder, dato=date(2025, 2, 1)
    )
    body = Document(str(made.fil)).element.body
    w = f"{{{body.nsmap['w']}}}"
    return ["".join(t.text or "" for t in p.iter(f"{w}t")) for p in body.iter(f"{w}p")]


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("book", ["moskenes", "karasjok"])
def test_quarterly_reports_are_the_same(tmp_path: Path, book: str, quarter: str) -> None:
    clean, messy = (paragraphs("kvartalsrapport", name, quarter, tmp_path) for name in (book, f"{book}-rotete"))
    appendix = clean.index(APPENDIX)
    assert appendix > 100
    assert messy[: messy.index(APPENDIX)] == clean[:appendix]


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("book", ["moskenes", "karasjok"])
def test_status_pages_are_the_same(tmp_path: Path, book: str, quarter: str) -> None:
    clean, messy = (paragraphs("statusside", name, quarter, tmp_path) for name in (book, f"{book}-rotete"))
    assert len(clean) > 20
    assert messy == clean


@pytest.mark.parametrize("book", ["moskenes", "karasjok"])
def test_the_messy_twin_is_a_mess_and_still_has_no_faults(book: str) -> None:
    clean, messy = (read_workbook(SAMPLES / f"{name}.xlsx") for name in (book, f"{book}-rotete"))
    assert len(messy.problems) > len(clean.problems)
    assert [problem for problem in messy.problems if problem.alvor == FEIL] == []
