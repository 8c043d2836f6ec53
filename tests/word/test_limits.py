"""Bounds: comparisons and slices are paid for, the clock stops a report, and only ordinary files are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rapportgen.errors import FileRefusedError, TemplateError
from rapportgen.word import compile_template
from rapportgen.word.language import budget
from rapportgen.word.language.budget import Budget
from rapportgen.word.ooxml import file
from tests.needs import need_posix
from tests.word.docx import docx_with, para, render, run


@pytest.mark.parametrize(
    "tag",
    [
        "{{ l == l }}",
        "{{ l < l }}",
        "{{ 1 if l is eq(l) else 2 }}",
        "{{ 1 if l in [l] else 2 }}",
        "{{ 1 if l is in([l]) else 2 }}",
        "{% set d = {l: 1} %}",
        "{{ {'a': 1}[l] }}",
    ],
)
def test_lists_are_not_compared(tag: str) -> None:
    with pytest.raises(TemplateError, match="Lister kan ikke sammenlignes"):
        render(tag, l=(1, 2))


@pytest.mark.parametrize(
    "body",
    ["{% if 'z' in s %}{% endif %}", "{% if s == s ~ '' %}{% endif %}", "{% set t = s[1:] %}", "{% set m = l[1:] %}"],
)
def test_long_texts_and_lists_are_paid_for_by_their_length(body: str) -> None:
    long, turns = "x" * 900_000, range(10_000)
    with pytest.raises(TemplateError, match=r"for mye tekst|for stor"):
        render(f"{{% for a in t %}}{body}{{% endfor %}}", t=tuple(turns), s=long, l=tuple(range(900_000)))


def test_ordinary_comparisons_still_work() -> None:
    assert render("{{ 'ja' if 'b' in 'abc' and 1 < n <= 3 and s[:2] == 'ab' else 'nei' }}", n=2, s="abc").text == "ja"


def test_a_report_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = Budget(steps=budget.STEPS_PER_LOOK - 1)
    monkeypatch.setattr(budget.time, "monotonic", lambda: spent.ends + 1)
    with pytest.raises(TemplateError, match="60 sekunder"):
        spent.take_reading(0)


def test_only_ordinary_files_are_templates(tmp_path: Path) -> None:
    pipe = tmp_path / "mal.docx"
    need_posix()
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(FileRefusedError, match="ikke en vanlig fil"):
            compile_template(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "mal.docx"
    with path.open("wb") as huge:
        huge.truncate(file.MAX_FILE + 1)
    with pytest.raises(FileRefusedError, match="200 MB"):
        compile_template(path)


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_a_name_no_file_can_have_is_refused(name: str) -> None:
    with pytest.raises(FileRefusedError, match="kan ikke leses"):
        compile_template(Path(name))


@pytest.mark.parametrize("text", ["a } b", "{x}", "{0}", "{ {"])
@pytest.mark.parametrize("part", ["header", "footer", "footnotes"])
def test_braces_in_a_part_without_tags_come_through(part: str, text: str) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>' if part == "footnotes" else ""
    report = render(docx_with(para(run("{{ n }}"), note), **{part: para(text)}), n=1)
    assert text in report.paragraphs(part)


def test_braces_in_a_document_without_tags_come_through() -> None:
    assert render("kode {x} og }").text == "kode {x} og }"


def test_a_template_too_deep_for_python_is_refused_in_norwegian() -> None:
    deep = "{% if 1 %}" * 300 + "x" + "{% endif %}" * 300
    with pytest.raises(TemplateError, match="Malen er for sammensatt") as error:
        compile_template(docx_with(para(deep)), cache=False)
    assert "Error" not in str(error.value)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("<w:p>" * 300 + "</w:p>" * 300, "word/document.xml har for mange lag inni hverandre"),
        ("<w:p>", r"word/document.xml kan ikke leses \(feil i linje 2, tegn \d+\)"),
    ],
)
def test_xml_that_cannot_be_read_is_told_of_in_norwegian(document: str, told: str) -> None:
    with pytest.raises(FileRefusedError, match=told):
        compile_template(docx_with(document))
