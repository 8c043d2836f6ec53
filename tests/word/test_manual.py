"""Every example in docs/maler.md works: it is put in a Word file as it stands, and made into a report."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rapportgen.model.grunnlag import Report, choose_period, make_context
from rapportgen.model.grunnlag.portefoelje import Bok, Ulest, common_settings, make_portfolio
from rapportgen.model.perioder import Kvartal
from rapportgen.model.rader import Felter, Oppslag, Rader
from rapportgen.model.riktekst import RikTekst
from rapportgen.pipeline import Checked, check_file
from rapportgen.presentation import look_of
from rapportgen.problems import INFO
from rapportgen.resources import shipped_samples
from rapportgen.word.lint import check_template
from rapportgen.word.settings import Visning
from tests.test_plans import template as template_of
from tests.word.charts import bar_chart, charts_in, picture_of, template
from tests.word.docx import cell, docx_with, para, render, row, table

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "maler.md").read_text(encoding="utf-8")
TAG = re.compile(r"\{[{%]")


@cache
def checked() -> Checked:
    return check_file(ROOT / "samples" / "moskenes.xlsx")


@cache
def context() -> dict[str, Any]:
    """The values of a sample, with a sheet and a column that the program does not know, and a staircase."""
    report = Report(choose_period(checked().workbook), "Rapport", "mal", date(2023, 10, 12))
    values = make_context(checked().workbook, report, checked().settings, [])
    own = {
        "ark": Oppslag({"Kompetanse": Rader([Felter(kurs="Medisinkurs")])}),
        "risikoer": Rader([Felter(ansvar="Rådmann", min_egen_kolonne="egen verdi")]),
        "omsorgstrapp": Rader([Felter(tittel="Uten vedtak", frivillighet=RikTekst.av_tekst("Følgevenn"))]),
    }
    return {**values, **own}


def rendered(body: str) -> Any:
    return render(
        docx_with(body + para("")), Visning(matrise=look_of(checked().settings).matrise), judged=False, **context()
    )


def cells_of(line: str) -> list[str]:
    """The cells of a line of a table in Markdown, without the marks for code."""
    parts = re.split(r"(?<!\\)\|", line.strip()[1:-1])
    return [part.strip().replace("\\|", "|").replace("`", "") for part in parts]


def tables() -> list[list[list[str]]]:
    """The tables of the page, each without the line under its heading."""
    found = re.findall(r"(?:^\|.*\n)+", PAGE, re.M)
    return [[cells_of(line) for line in text.splitlines() if not set(line) <= set("|- ")] for text in found]


BLOCKS = [block for block in re.findall(r"^```\n(.*?)^```$", PAGE, re.M | re.S) if TAG.search(block)]
INLINE = [
    code
    for line in PAGE.splitlines()
    if not line.startswith("|")
    for code in re.findall(r"`(\{\{.*?)`", line)
    if "…" not in code
]
TABLES = tables()
LISTS = [t for t in TABLES if t[0][0] in ("skriv", "skriv i cellen")]
CHARTS = [t for t in TABLES if t[0][0] == "skriv i den alternative teksten"]
PORTFOLIO = next(t for t in TABLES if t[0][0] == "skriv i en samlerapport")
OTHERS = ("mal", "bryter", "nivå", "taggene står", "du ser", PORTFOLIO[0][0])
DRAWN = [t for t in TABLES if t not in LISTS + CHARTS and t[0][0] not in OTHERS]


def test_the_page_has_examples_of_every_kind() -> None:
    assert (len(BLOCKS), len(INLINE), len(LISTS), len(CHARTS), len(DRAWN)) == (4, 6, 5, 1, 5)


@pytest.mark.parametrize("block", BLOCKS)
def test_blocks_of_paragraphs(block: str) -> None:
    assert rendered("".join(para(line) for line in block.splitlines())).text.strip()


@pytest.mark.parametrize("code", INLINE)
def test_examples_in_the_text(code: str) -> None:
    assert rendered(para(code)).text.strip() not in ("", "–")


@pytest.mark.parametrize("lines", DRAWN, ids=lambda lines: lines[0][0])
def test_tables(lines: list[list[str]]) -> None:
    shaded = '<w:shd w:val="clear" w:color="auto" w:fill="C6EFCE"/>'
    body = table(*(row(*(cell(text, properties=shaded) for text in line)) for line in lines), columns=len(lines[0]))
    report = rendered(body)
    assert len(report.cells()) > 1
    assert not TAG.search(report.text)


@pytest.mark.parametrize("code", [code for t in LISTS for code, _ in t[1:] if t[0][0] == "skriv"])
def test_examples_with_an_explanation(code: str) -> None:
    assert rendered(para(code)).text.strip()


@pytest.mark.parametrize(("text", "said"), [tuple(pair) for pair in CHARTS[0][1:]], ids=lambda value: value[:30])
def test_charts_are_filled_from_the_sample(text: str, said: str) -> None:
    loop = re.search(r"\{%p for .*?%\}", said)
    chart = para(picture_of(1, text))
    body = para(loop[0]) + chart + para("{%p endfor %}") if loop else chart
    report = render(template(body + para(""), {1: bar_chart("Serie")}), judged=False, **context())
    assert all(chart.series for chart in charts_in(report))
    assert charts_in(report)


@pytest.mark.parametrize("code", [code for t in LISTS for code, _ in t[1:] if t[0][0] == "skriv i cellen"])
def test_examples_for_cells(code: str) -> None:
    body = table(row("{%tr for ett in gjennomført %}" + code, "x{%tr endfor %}"))
    assert rendered(body).cells()[0][0]


@pytest.mark.parametrize(("code", "text"), [pair for t in LISTS[-1:] for pair in t[1:]])
def test_filters_give_what_the_page_says(code: str, text: str) -> None:
    assert rendered(para(code)).text.strip().replace("\u00a0", " ") == text


@pytest.mark.parametrize("code", [*INLINE, *(code for t in LISTS for code, _ in t[1:] if t[0][0] == "skriv")])
def test_the_checker_finds_nothing_wrong_with_an_example(code: str) -> None:
    found = [finding.problem for finding in check_template(docx_with(para(code, "{{ prosjekt.kommune }}")))]
    assert [problem for problem in found if problem.alvor != INFO] == []


@pytest.mark.parametrize("code", [code for code, _ in PORTFOLIO[1:]])
def test_examples_for_portfolios_give_something_and_are_nothing_wrong(code: str, tmp_path: Path) -> None:
    books = [check_file(path) for path in shipped_samples().values()]
    read = [Bok(book.workbook.file, book.workbook, book.settings) for book in books]
    report = Report(Kvartal(2024, 2), "Prøve", "mal", date(2024, 7, 1))
    unread = [Ulest("x.xlsx", "Skadet.")]
    values = make_portfolio(read, unread, report, common_settings([book.own for book in read])).context
    made = render(docx_with(para(code) + para("")), judged=False, **values)
    assert made.text.strip() not in ("", "–")
    assert check_template(template_of(tmp_path, code, "Prøve", "Samlerapport")) == []


def test_a_column_and_a_sheet_of_ones_own_are_read() -> None:
    texts = [rendered(para(code)).text for code, _ in LISTS[0][1:]]
    assert "Medisinkurs\n" in texts
    assert "egen verdi \n" in texts
    assert "Ansvar er fordelt.\n" in texts
