"""The tables of the guide, and the tags in its sentences, work: each is put in a Word file as it stands."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from guide_parts.pages import FRONT, MAL, Block, pages
from guide_parts.samples import OWN, sample, tried

from rapportgen.problems import INFO
from rapportgen.word.lint import check_template
from tests.word.charts import bar_chart, charts_in, picture_of, template
from tests.word.docx import Report, docx_with, para, render, row, table

TAG = re.compile(r"\{[{%]")


class Example(NamedTuple):
    """A row of a table: the page, what is written, and what it gives."""

    page: str
    code: str
    gives: str

    def __str__(self) -> str:
        return f"{self.page}: {self.code}"


def cells_of(line: str) -> list[str]:
    """The cells of a line of a table in Markdown, without the marks for code."""
    parts = re.split(r"(?<!\\)\|", line.strip()[1:-1])
    return [part.strip().replace("\\|", "|").replace("`", "") for part in parts]


def prose(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)


def rows_of(heading: str) -> list[Example]:
    """The rows of all tables whose first column has that heading."""
    found = []
    for page in pages():
        for text in re.findall(r"(?:^\|.*\n)+", prose(page.read_text(encoding="utf-8")), re.M):
            head, _, *lines = text.splitlines()
            if cells_of(head)[0] == heading:
                found += [Example(page.stem, *cells_of(line)[:2]) for line in lines]
    return found


TAGS = [example for example in rows_of("skriv") if TAG.search(example.code) and "Tabell:" not in example.code]
CELLS, CHARTS = rows_of("skriv i cellen"), rows_of("skriv i den alternative teksten")
FILTERS = [example for example in TAGS if example.page == "filtre"]
INLINE = [
    Example(page.stem, code, "")
    for page in pages()
    for line in prose(page.read_text(encoding="utf-8")).splitlines()
    if not line.startswith("|")
    for code in re.findall(r"`(\{\{.*?)`", line)
    if "…" not in code
]


def rendered(body: str) -> Any:
    values = sample(OWN)
    return render(docx_with(body + para("")), values.look, judged=False, **values.values)


def each(found: list[Example]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("example", found, ids=str)


def test_the_guide_has_examples_of_every_kind() -> None:
    assert min(map(len, (TAGS, CELLS, CHARTS, FILTERS, INLINE))) >= 3


@each(TAGS)
def test_examples_with_an_explanation(example: Example) -> None:
    made = tried(Block(FRONT, 0, MAL, "", {"bok": OWN}, example.code))
    assert made.findings == []
    report = Report(made.report, ())
    assert report.text.strip() or report.all("w:drawing")


@each([*TAGS, *INLINE])
def test_the_checker_finds_nothing_wrong_with_an_example(example: Example) -> None:
    found = check_template(docx_with(para(example.code, "{{ prosjekt.kommune }}")))
    assert [finding.problem for finding in found if finding.problem.alvor != INFO] == []


@each(INLINE)
def test_tags_in_sentences_print(example: Example) -> None:
    assert rendered(para(example.code)).text.strip() not in ("", "–")


@each(FILTERS)
def test_filters_give_what_the_page_says(example: Example) -> None:
    assert rendered(para(example.code)).text.strip().replace("\u00a0", " ") == example.gives


@each(CELLS)
def test_examples_for_cells(example: Example) -> None:
    body = table(row("{%tr for ett in gjennomført %}" + example.code, "x{%tr endfor %}"))
    assert rendered(body).cells()[0][0]


@each(CHARTS)
def test_charts_are_filled_from_the_sample(example: Example) -> None:
    loop = re.search(r"\{%p for .*?%\}", example.gives)
    chart = para(picture_of(1, example.code))
    body = para(loop[0]) + chart + para("{%p endfor %}") if loop else chart
    values = sample(OWN)
    report = render(template(body + para(""), {1: bar_chart("Serie")}), values.look, judged=False, **values.values)
    assert charts_in(report)
    assert all(chart.series for chart in charts_in(report))


def test_a_column_and_a_sheet_of_ones_own_are_read() -> None:
    texts = [rendered(para(example.code)).text for example in TAGS if example.page == "felt"]
    assert "Verdibasert ledelse\n" in texts
    assert any(text.startswith("egen verdi") for text in texts)
