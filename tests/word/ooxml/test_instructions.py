"""Fields of a template: what a field is never comes from a tag, and a link from a value leads somewhere safe."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest

from rapportgen.errors import RapportgenError, TemplateError
from rapportgen.word import compile_template
from rapportgen.word.ooxml.instructions import check_written, dangerous_field, unsafe_link
from tests.word.docx import docx_with, para, render, run
from tests.word.ooxml.test_package import with_field


def begin() -> str:
    return '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'


def end() -> str:
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def simple(text: str) -> bytes:
    return docx_with(para(f"<w:fldSimple w:instr={quoteattr(text)}><w:r><w:t>x</w:t></w:r></w:fldSimple>"))


def complex_field(*pieces: str) -> bytes:
    return docx_with(para(begin(), *pieces, end()))


@pytest.mark.parametrize("text", ['D{{ "" }}DEAUTO x', '{{ "DDEAUTO" }} x', "{{ a }}", ' {{ a }} "x"', "PAGE{{ a }}"])
@pytest.mark.parametrize("field", [simple, lambda text: complex_field(instruction(text))])
def test_a_tag_cannot_say_what_a_field_is(field, text: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TemplateError, match="navnet på et felt"):
        compile_template(field(text), cache=False)


@pytest.mark.parametrize(
    "pieces",
    [
        [instruction("D"), run("{% if 0 %}"), instruction("X"), run("{% endif %}"), instruction("DEAUTO x")],
        [begin(), run("{{ a }}"), instruction("X y"), end(), instruction("DDE x")],
    ],
)
def test_a_tag_cannot_change_what_a_field_is_from_around_it(pieces: list[str]) -> None:
    with pytest.raises(RapportgenError):
        compile_template(complex_field(*pieces), cache=False)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///c:/x", "\\\\server\\x", 'x" "y'])
@pytest.mark.parametrize("field", [simple, lambda text: complex_field(instruction(text))])
def test_a_link_from_a_value_leads_somewhere_safe(field, target: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TemplateError, match="ikke trygg"):
        render(field(' HYPERLINK "{{ x }}" '), x=target)


def test_quotes_and_backslashes_stay_inside_a_simple_field() -> None:
    report = render(simple(' HYPERLINK "https://x.no/{{ x }}" '), x='a" \\o "b & c')
    assert report.values("w:fldSimple", "instr") == [' HYPERLINK "https://x.no/a\\" \\\\o \\"b & c" ']


@pytest.mark.parametrize("target", ["https://x.no", "mailto:a@x.no", "#punkt", ""])
def test_a_safe_link_is_written(target: str) -> None:
    assert render(complex_field(instruction('HYPERLINK "{{ x }}"')), x=target).values("w:fldChar", "fldCharType")


def test_an_unsafe_link_of_the_template_itself_is_refused() -> None:
    with pytest.raises(RapportgenError, match="ikke er trygg"):
        compile_template(with_field(' HYPERLINK "file:///c:/x" '), cache=False)


@pytest.mark.parametrize(
    ("text", "name"),
    [(" ddeauto c:\\x", "DDEAUTO"), ('"DDE" x', "DDE"), ("LINK x", "LINK"), ("HYPERLINK x", ""), ("LINKED", "")],
)
def test_dangerous_fields_are_known_by_name(text: str, name: str) -> None:
    assert dangerous_field(text) == name


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('HYPERLINK \\l "_Toc1"', ""),
        ('HYPERLINK \\o "file:x" "https://x.no"', ""),
        ('HYPERLINK \\n "file:x"', "file:x"),
        ("HYPERLINK c:\\x.exe", "c:\\x.exe"),
        ('PAGEREF "x"', ""),
    ],
)
def test_the_target_of_a_link_is_told_from_its_switches(text: str, target: str) -> None:
    assert unsafe_link(text) == target


def test_an_instruction_spread_over_runs_is_put_together_before_it_is_judged() -> None:
    with pytest.raises(TemplateError, match="DDEAUTO"):
        check_written("<w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>EAUTO x</w:instrText></w:r>")
