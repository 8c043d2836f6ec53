"""Tags spread over runs, links, bookmarks and tracked changes."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.word import compile_template
from tests.word.docx import docx_with, para, render, run

DATA = {"prosjekt": {"navn": "ALFA"}, "a": 3, "b": 2, "x": None}


@pytest.mark.parametrize(
    "content",
    [
        run("Hei {{ pros") + '<w:proofErr w:type="spellStart"/>' + run("jekt.na") + run("vn }} slutt"),
        run("Hei {") + run("{ prosjekt.navn }") + run("} slutt"),
        run("Hei {{ prosjekt.") + run("navn", "<w:b/>") + run(" }} slutt"),
        run("Hei {{ x|default(“ALFA”, true) }} slutt"),
        run("Hei {{ x|default(„ALFA“, true) }} slutt"),
        run("Hei {{ x|default(«ALFA», true) }} slutt"),
        run("Hei {{ {“k”:“ALFA”}[“k”] }} slutt"),
        run("Hei {{\u00a0prosjekt.navn\u00a0}} slutt"),
        run("Hei {{ prosjekt") + "<w:r><w:tab/></w:r>" + run(".navn }} slutt"),
        run("Hei {{ prosjekt") + "<w:r><w:br/></w:r>" + run(".navn }} slutt"),
        run("Hei {{ pro") + "<w:r><w:softHyphen/></w:r>" + run("sjekt.navn }} slutt"),
        run("Hei {{ pros")
        + '<w:bookmarkStart w:id="5" w:name="m"/>'
        + run("jekt.navn")
        + '<w:bookmarkEnd w:id="5"/>'
        + run(" }} slutt"),
        run("Hei {{ pros")
        + '<w:bookmarkStart w:id="5" w:name="m"/>'
        + run("jekt.navn }} slutt")
        + '<w:bookmarkEnd w:id="5"/>',
        run("Hei {{ pros") + '<w:hyperlink w:anchor="q">' + run("jekt.navn }}") + "</w:hyperlink>" + run(" slutt"),
        run("Hei {{ pros")
        + "<w:sdt><w:sdtPr/><w:sdtContent>"
        + run("jekt.navn")
        + "</w:sdtContent></w:sdt>"
        + run(" }} slutt"),
        run("Hei {{ prosjekt.")
        + '<w:ins w:id="2" w:author="x" w:date="2024-01-01T00:00:00Z">'
        + run("navn")
        + "</w:ins>"
        + run(" }} slutt"),
        run("Hei {% if a > b and b < 9 %}ALFA{% endif %} slutt"),
        run("Hei {%r if '50%' == '50%' %}") + run("ALFA") + run("{%r endif %} slutt"),
        run("Hei {%r if a %}ALFA{%r endif %} slutt"),
        run("{% for r in ['ALFA'] %}Hei {{r }} slutt{% endfor %}"),
        run("Hei {{r prosjekt.navn }} slutt"),
        run("{%p if a %}Hei ALFA slutt{%p endif %}"),
        run("Hei {{ prosjekt.navn -}}  slutt").replace("  slutt", " slutt"),
    ],
)
def test_a_tag_is_read_however_word_has_split_it(content: str) -> None:
    assert render(docx_with(para(content)), **DATA).text.strip() == "Hei ALFA slutt"


def test_en_dash_and_no_break_hyphen_are_minus() -> None:
    content = run("{{ a – b }} {{ a ") + "<w:r><w:noBreakHyphen/></w:r>" + run(" b }}")
    assert render(docx_with(para(content)), **DATA).text == "1 1"


def test_bookmarks_links_controls_and_what_was_inserted_stay() -> None:
    content = (
        run("{{ pros")
        + '<w:bookmarkStart w:id="5" w:name="m"/><w:hyperlink w:anchor="m">'
        + run("jekt.navn }} lenke")
        + '</w:hyperlink><w:bookmarkEnd w:id="5"/><w:ins w:id="2" w:author="x" w:date="2024-01-01T00:00:00Z">'
        + run(" ny")
        + "</w:ins><w:sdt><w:sdtPr/><w:sdtContent>"
        + run(" felt")
        + "</w:sdtContent></w:sdt>"
    )
    report = render(docx_with(para(content)), **DATA)
    assert report.text == "ALFA lenke ny felt"
    assert [len(report.all(name)) for name in ("w:bookmarkStart", "w:hyperlink", "w:ins", "w:sdt")] == [1, 1, 0, 1]


def test_text_of_a_link_after_a_tag_is_not_lost() -> None:
    content = run("{{ a ") + '<w:hyperlink w:anchor="q">' + run("}} og mer") + "</w:hyperlink>"
    assert render(docx_with(para(content)), **DATA).text == "3 og mer"


def test_a_tag_in_deleted_text_is_not_run() -> None:
    gone = "<w:r><w:delText>{{ borte }}</w:delText></w:r>"
    deleted = f'<w:del w:id="1" w:author="a" w:date="2025-01-01T00:00:00Z">{gone}</w:del>'
    report = render(docx_with(para(deleted + run("{{ a }}"))), **DATA)
    assert report.text == "3"
    assert report.all("w:delText") == []


def test_comments_spelling_marks_and_paragraph_ids_stay_behind() -> None:
    content = (
        '<w:p w14:paraId="12345678" w14:textId="77777777"><w:commentRangeStart w:id="0"/>'
        + run("{{ a }}")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:proofErr w:type="gramEnd"/></w:p>'
    )
    xml = render(docx_with(content), **DATA).parts["word/document.xml"].decode()
    assert not [name for name in ("comment", "proofErr", "paraId") if name in xml]


def test_braces_in_text_are_text() -> None:
    text = "{ a } {b} 50 % {"
    assert render(docx_with(para(text) + para("{{ a }}")), **DATA).paragraphs()[0] == text


def test_raw_text_is_printed_as_it_stands() -> None:
    assert render("{% raw %}{{ a }} {% if %}{% endraw %} {{ a }}", **DATA).text == "{{ a }} {% if %} 3"


def test_comments_of_the_template_are_left_out() -> None:
    body = para("En{# ikke med {{ x }} #}{{ a }}") + para("{#p hele avsnittet #}") + para("To")
    assert render(docx_with(body), **DATA).paragraphs() == ["En3", "To"]


def test_a_tag_in_both_forms_of_a_text_box_prints_in_both() -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:pict/></mc:Choice><mc:Fallback><w:pict>'
        '<v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        + para("{{ a }}")
        + "</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert "3" in render(docx_with(para(box)), judged=False, **DATA).paragraphs()


def test_another_prefix_than_words_own_is_understood() -> None:
    from tests.word.docx import NAMESPACES, W, packed, parts_of

    parts = parts_of(para("{{ a }}"))
    other = str(parts["word/document.xml"]).replace("<w:", "<ns0:").replace("</w:", "</ns0:")
    parts["word/document.xml"] = other.replace(NAMESPACES, f'xmlns:ns0="{W}"').replace(" w:", " ns0:")
    assert render(packed(parts), **DATA).text == "3"


def test_a_long_paragraph_of_many_runs_is_compiled() -> None:
    body = para("{{ a }}") + para(*(run("ord { ", "<w:b/>") for _ in range(4000)))
    assert render(docx_with(body), **DATA).paragraphs()[0] == "3"


def test_many_tags_in_one_paragraph_are_compiled() -> None:
    assert render("{{ a }} " * 3000, **DATA).text == "3 " * 3000


def test_a_strict_document_is_read_as_an_ordinary_one() -> None:
    from tests.word.docx import R, W, packed, parts_of

    strict = {
        W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
        R: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts = parts_of(para("{{ a }}"))
    for usual, other in strict.items():
        parts = {name: str(content).replace(usual, other) for name, content in parts.items()}
    assert render(packed(parts), **DATA).text == "3"


def test_a_template_dotx_becomes_a_document() -> None:
    from tests.word.docx import packed, parts_of

    parts = parts_of(para("{{ a }}"))
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("document.main", "template.main")
    report = render(packed(parts), **DATA)
    assert b"document.main+xml" in report.parts["[Content_Types].xml"]


def test_a_template_without_tags_is_warned_of() -> None:
    assert [problem.kode for problem in compile_template(docx_with("Ingen tagger"), cache=False).problems] == [
        "ingen-tagger"
    ]


def test_a_tag_in_a_property_of_the_file_is_refused() -> None:
    with pytest.raises(TemplateError, match="bare stå i tekst, alternativ tekst og felt"):
        render(docx_with(para("tekst", properties='<w:jc w:val="{{ x }}"/>')), x="center")


def test_a_tag_in_a_name_is_text_with_a_warning() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="{{ x }}"/></w:sdtPr><w:sdtContent>' + run("tekst") + "</w:sdtContent></w:sdt>"
    )
    report = render(docx_with(para(control)), x="nei")
    assert report.values("w:alias") == ["{{ x }}"]
    (problem,) = compile_template(docx_with(para(control) + para("{{ x }}")), cache=False).problems
    assert (problem.alvor, problem.kode, problem.sted) == ("advarsel", "tagg-paa-ukjent-sted", "avsnitt 1")


def test_a_tag_in_a_choice_of_a_list_is_a_fault_that_names_both() -> None:
    choice = '<w:dropDownList><w:listItem w:value="{{ x }}"/></w:dropDownList>'
    control = f"<w:sdt><w:sdtPr>{choice}</w:sdtPr><w:sdtContent>{run('tekst')}</w:sdtContent></w:sdt>"
    with pytest.raises(TemplateError, match="står i et valg i en nedtrekksliste"):
        compile_template(docx_with(para(control)), cache=False)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Sum: { { x } }", "Mente du {{ x }}?"),
        ("{ % if x % }", "Mente du {% if x %}?"),
        ("{{ x }} og { y } i {'a': {'b': 1} }", None),
    ],
)
def test_a_space_between_the_braces_of_a_tag_is_told_of(text: str, hint: str | None) -> None:
    found = compile_template(docx_with(para(text) + para("{{ x }}")), cache=False).problems
    told = [(p.alvor, p.kode, p.sted, p.forslag) for p in found]
    assert told == ([("advarsel", "delt-klamme", "avsnitt 1", hint)] if hint else [])


def test_a_tag_in_an_equation_is_told_of() -> None:
    maths = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    equation = f'<m:oMath xmlns:m="{maths}"><m:r><m:t>{{{{ a }}}}</m:t></m:r></m:oMath>'
    compiled = compile_template(docx_with(para("{{ a }}") + para(run("Der "), equation)), cache=False)
    assert [(p.kode, p.sted) for p in compiled.problems] == [("tagg-paa-ukjent-sted", "avsnitt 2")]
