"""Whatever is typed in a template: a report that Word opens, or a message in Norwegian. Nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapportgen.errors import RapportgenError, TemplateError
from rapportgen.word import compile_template, render_template, verify_document
from rapportgen.word.compile import compile_package
from rapportgen.word.ooxml.package import read_package
from rapportgen.word.settings import Visning
from rapportgen.word.writing.printer import Printer
from tests.word.docx import EGENSKAPER, cell, docx_with, packed, para, parts_of, row, run, table
from tests.word.judge import rules

VALUES = {"a": "x & y", "b": [{"c": 1}, {"c": None}], "t": None, "n": 2}
TAGS = (
    "{%p if a %}", "{%p endif %}", "{%p for r in b %}", "{%p endfor %}", "{%p else %}", "{% if t %}", "{% endif %}",
    "{% for r in b %}", "{% endfor %}", "{{ a }}", "{{ r.c }}", "{{p t }}", "{{p a }}", "{%tr for r in b %}",
    "{%tr endfor %}", "{%tr if t %}", "{%tr endif %}", "{%tc if t %}", "{%tc endif %}", "{%tc for r in b %}",
    "{%tc endfor %}", "{% vm %}", "{% hm %}", "{% lys t %}", "{% cellbg 'FF0000' %}", "{% colspan n %}", "{# x #}",
    "{#p x #}", "tekst", "",
)  # fmt: skip

texts = st.lists(st.sampled_from(TAGS), max_size=3).map("".join)
paragraphs = st.lists(texts.map(run), min_size=1, max_size=2).map(lambda runs: para(*runs))
cells = st.lists(paragraphs, min_size=1, max_size=2).map(lambda blocks: cell("".join(blocks)))
rows = st.lists(cells, min_size=1, max_size=3).map(lambda parts: row(*parts))
tables = st.lists(rows, min_size=1, max_size=3).map(lambda parts: table(*parts, columns=3))
bodies = st.lists(paragraphs | tables, min_size=1, max_size=5).map("".join)


def report_of(template: bytes) -> bytes | None:
    """The report, None when the template was refused. Anything else is a fault of ours, shown by its own exception."""
    try:
        compiled = compile_package(read_package(template))
        return render_template(compiled, VALUES, Visning(), EGENSKAPER).data
    except RapportgenError:
        return None


@settings(max_examples=100)
@given(bodies)
def test_any_mixture_of_tags_is_refused_or_makes_a_sound_document(body: str) -> None:
    report = report_of(docx_with(body + para("slutt")))
    if report is not None:
        assert verify_document(report) == []
        assert rules(report) == []


LEAVES = st.sampled_from(
    [
        "tekst",
        "{{ a }}",
        "{{p t }}",
        "{{p a }}",
        "x {% if t %}{{ a }}{% else %}{% for r in b %}{{ r.c }}{% endfor %}{% endif %}",
    ]
).map(para)
CONDITIONS = ("if t", "endif"), ("if a", "endif"), ("for r in b", "endfor"), ("for r in t", "endfor")
CELL_TAGS = st.sampled_from(["", "", "{% vm n %}", "{% lys t %}", "{% cellbg 'FF0000' %}"])


@st.composite
def wrapped(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """Blocks that come and go or repeat."""
    opener, closer = draw(st.sampled_from(CONDITIONS))
    return para(f"{{%p {opener} %}}") + "".join(draw(st.lists(inner, max_size=2))) + para(f"{{%p {closer} %}}")


@st.composite
def tabled(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """A table whose rows, or one of whose columns, come and go or repeat."""
    lines = []
    for _ in range(draw(st.integers(1, 2))):
        opener, closer = draw(st.sampled_from(CONDITIONS))
        in_loop = draw(st.booleans())
        tags = draw(CELL_TAGS) if in_loop and opener.startswith("for") else ""
        content = "".join(draw(st.lists(inner, max_size=2))) + (para(tags) if tags else "")
        line = [cell(content or para(tags)), *draw(_column())]
        lines += [row(f"{{%tr {opener} %}}"), row(*line), row(f"{{%tr {closer} %}}")] if in_loop else [row(*line)]
    return table(*lines, columns=2)


@st.composite
def _column(draw: st.DrawFn) -> list[str]:
    opener, closer = draw(st.sampled_from(CONDITIONS))
    middle = cell("{{ n }}")
    return [cell(f"{{%tc {opener} %}}"), middle, cell(f"{{%tc {closer} %}}")] if draw(st.booleans()) else [middle]


@settings(max_examples=200)
@given(st.recursive(LEAVES, lambda inner: wrapped(inner) | tabled(inner), max_leaves=8))
def test_whatever_vanishes_or_repeats_the_document_stays_sound(body: str) -> None:
    report = report_of(docx_with(body))
    assert report is not None
    assert verify_document(report) == []
    assert rules(report) == []


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_template_is_refused_or_read(data: st.DataObject) -> None:
    content = bytearray(docx_with(para("{{ a }}") + table(row("{%tr for r in b %}{{ r.c }}{%tr endfor %}")) + para("")))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    report = report_of(bytes(content))
    assert report is None or verify_document(report) == []


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "_rels/.rels"]
)
@pytest.mark.parametrize("content", [b"", b"<x/>", b"\xff\xfe<x/>", b"tekst"])
def test_an_odd_part_is_refused_or_does_no_harm(part: str, content: bytes) -> None:
    template = packed({**parts_of(para("{{ a }}")), part: content})
    assert report_of(template) is None or part in ("word/styles.xml", "word/numbering.xml", "_rels/.rels")


@pytest.mark.parametrize("name", ["kvartalsrapport", "statusside"])
def test_the_shipped_templates_compile_without_a_remark(name: str) -> None:
    compiled = compile_template(Path(__file__).parents[2] / "templates" / f"{name}.docx", cache=False)
    assert compiled.problems == ()
    assert compiled.parts


def test_every_member_of_a_report_has_the_same_time() -> None:
    import io

    data = report_of(docx_with("{{ a }}"))
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_fifty_thousand_rows_are_written() -> None:
    template = compile_template(
        docx_with(table(row("{%tr for r in b %}{{ r }}{%tr endfor %}")) + para("")), cache=False
    )
    report = render_template(template, {"b": ["rad"] * 50_000}, Visning(), EGENSKAPER)
    assert verify_document(report.data) == []


def test_a_report_beyond_all_bounds_is_stopped() -> None:
    template = compile_template(
        docx_with(table(row("{%tr for r in b %}{{ r }}{%tr endfor %}")) + para("")), cache=False
    )
    with pytest.raises(TemplateError, match="millioner runder"):
        render_template(template, {"b": ["rad"] * 2_000_001}, Visning(), EGENSKAPER)


def test_too_little_memory_is_no_fault_of_the_tag_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(self: Printer, value: object, number: int) -> str:
        raise MemoryError

    compiled = compile_template(docx_with(para("{{ x }}")), cache=False)
    monkeypatch.setattr(Printer, "value", no_room)
    with pytest.raises(MemoryError):
        render_template(compiled, {"x": 1}, Visning(), EGENSKAPER)
