"""Tracked changes of a template: reports are made as if all were accepted."""

from __future__ import annotations

import pytest
from lxml import etree

from rapportgen.word.lint import check_template
from rapportgen.word.ooxml.revisions import accept
from tests.word.docx import NAMESPACES, Report, cell, docx_with, packed, para, parts_of, render, row, run, table

_BY = 'w:author="Kari Nordmann" w:date="2024-01-01T00:00:00Z"'
_INSERTED = f'<w:ins w:id="5" {_BY}>{run("{{ r }}")}</w:ins>'
_DELETED = f'<w:del w:id="6" {_BY}><w:r><w:delText>Forrige kunde</w:delText></w:r></w:del>'
_MARK_GONE = f'<w:rPr><w:del w:id="7" {_BY}/></w:rPr>'
_NEW_LOOK = f'<w:r><w:rPr><w:b/><w:rPrChange w:id="8" {_BY}><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r>'


def _accepted(body: str) -> str:
    root = etree.fromstring(f"<w:body {NAMESPACES}>{body}</w:body>")
    accept(root)
    return etree.tostring(root, encoding="unicode").replace(f" {NAMESPACES}", "")


def _everything(report: Report) -> bytes:
    return b"".join(report.parts.values())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (_INSERTED + _DELETED, ["A", "B", "slutt"]),
        (_NEW_LOOK, ["x", "x", "slutt"]),
        (
            f'<w:moveFromRangeStart w:id="1" {_BY} w:name="m"/><w:moveFrom w:id="2" {_BY}>{run("{{ r }}")}</w:moveFrom>'
            f'<w:moveFromRangeEnd w:id="1"/><w:moveToRangeStart w:id="3" {_BY} w:name="m"/>'
            f'<w:moveTo w:id="4" {_BY}>{run("{{ r }}")}</w:moveTo><w:moveToRangeEnd w:id="3"/>',
            ["A", "B", "slutt"],
        ),
    ],
)
def test_changes_in_a_loop_are_accepted_and_name_nobody(content: str, text: list[str]) -> None:
    body = para("{% for r in rader %}") + para(content) + para("{% endfor %}") + para("slutt")
    report = render(docx_with(body), rader=["A", "B"])
    assert report.paragraphs() == text
    assert b"Nordmann" not in _everything(report)
    assert b"Forrige" not in _everything(report)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (para("a", properties=_MARK_GONE) + para("b"), para(run("a") + run("b"))),
        (para(_DELETED, properties=_MARK_GONE) + para("b"), para("b")),
        (para("a", properties=_MARK_GONE), para("a", properties="<w:rPr/>")),
        (
            table(row("a"), f'<w:tr><w:trPr><w:del w:id="3" {_BY}/></w:trPr>{cell("b")}</w:tr>'),
            table(row("a")),
        ),
        (table(f'<w:tr><w:trPr><w:del w:id="3" {_BY}/></w:trPr>{cell("b")}</w:tr>') + para("c"), para("c")),
        (
            table(row("a", cell("b", properties=f'<w:cellDel w:id="3" {_BY}/>')), columns=1),
            table(row("a")),
        ),
    ],
)
def test_marks_of_paragraphs_rows_and_cells_are_accepted(before: str, after: str) -> None:
    assert _accepted(before) == _accepted(after)


def test_former_looks_of_styles_are_left_behind() -> None:
    parts = parts_of(para("{{ a }}"))
    change = f'<w:rPr><w:b/><w:rPrChange w:id="8" {_BY}><w:rPr/></w:rPrChange></w:rPr></w:style>'
    parts["word/styles.xml"] = str(parts["word/styles.xml"]).replace("</w:style>", change, 1)
    assert b"Nordmann" not in _everything(render(packed(parts), a="x"))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (para("{{ prosjekt.kommune }}") + para("b", _DELETED), "avsnitt 2"),
        (
            table(
                row(cell("Navn")),
                f'<w:tr><w:trPr><w:ins w:id="3" {_BY}/></w:trPr>{cell("{{ prosjekt.kommune }}")}</w:tr>',
            )
            + para("x"),
            "tabell 1, rad 2, kolonne 1",
        ),
    ],
)
def test_the_check_says_where_changes_are_tracked(body: str, place: str) -> None:
    problems = [finding.problem for finding in check_template(docx_with(body))]
    assert [problem.sted for problem in problems if problem.kode == "sporede-endringer"] == [place]
