"""The table of contents: every heading of the report in order, with its number and a link, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapportgen.model.riktekst import Avsnitt, Bit, RikTekst
from rapportgen.word import cache, compile_template, render_template
from rapportgen.word.render import with_page_numbers
from rapportgen.word.settings import Visning
from tests.word.contents_docx import (
    STYLES,
    USUAL,
    Line,
    heading,
    lines,
    printed,
    targets,
    template,
    toc,
    toc_in_one,
)
from tests.word.docx import EGENSKAPER, Report, para, render, run


def texts(report: Report) -> list[str]:
    return [line.text for line in lines(report)]


def test_every_heading_has_a_numbered_line_that_leads_to_it() -> None:
    report = render(
        template(toc(), heading("Innledning"), heading("Mål", 2), heading("For deg & meg", 2), heading("Tall"))
    )
    assert lines(report) == [
        Line("INNH1", "1\tInnledning", "_Toc100000001"),
        Line("INNH2", "1.1\tMål", "_Toc100000002"),
        Line("INNH2", "1.2\tFor deg & meg", "_Toc100000003"),
        Line("INNH1", "2\tTall", "_Toc100000004"),
    ]
    assert targets(report) == {line.target: line.text.partition("\t")[2] for line in lines(report)}


def test_headings_in_loops_and_conditions_are_those_of_the_report() -> None:
    body = [
        para("{%p for r in rader %}"), heading("Del {{ r }}"), para("tekst"), para("{%p endfor %}"),
        para("{%p if nei %}"), heading("Aldri"), para("{%p endif %}"), heading("{{ siste }}"),
    ]  # fmt: skip
    report = render(template(toc(), *body), rader=["a", "<b>"], nei=False, siste="Slutt")
    assert texts(report) == ["1\tDel a", "2\tDel <b>", "3\tSlutt"]
    assert len({line.target for line in lines(report)}) == 3


def test_what_word_printed_in_the_template_is_gone_with_its_tags() -> None:
    report = render(template(toc(USUAL, "1 {{ finnes_ikke }} 3", "{%p if gammel %}", "2 Mer 4"), heading("Ny")))
    assert texts(report) == ["1\tNy"]
    assert "Mer" not in report.text


def test_a_line_without_a_known_page_has_neither_leader_nor_number() -> None:
    report = render(template(toc(), heading("Kort")))
    assert texts(report) == ["1\tKort"]
    assert "PAGEREF" not in "".join(e.text for e in report.all("w:instrText"))


def test_page_numbers_are_put_in_as_fields_that_word_can_update() -> None:
    data = template(toc(), heading("Først"), heading("Så"), para("{{ x }}"))
    compiled = compile_template(data, cache=False)
    made = render_template(compiled, {"x": 1}, Visning(), EGENSKAPER)
    report = Report(with_page_numbers(compiled, made, {"_Toc100000001": "3", "_Toc100000002": "iv"}).data, ())
    assert texts(report) == ["1\tFørst\t3", "2\tSå\tiv"]
    fields = [e.text.strip() for e in report.all("w:instrText")]
    assert fields == [USUAL, "PAGEREF _Toc100000001 \\h", "PAGEREF _Toc100000002 \\h"]
    assert made.data != report.data
    assert with_page_numbers(compiled, made, {}).data != made.data  # rendering keeps what is needed to write again


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ('TOC \\o "1-1" \\h', ["1\tEn"]),
        ('TOC \\o "2-3" \\h', ["1.1\tTo", "1.1.1\tTre"]),
        ("TOC \\h", ["1\tEn", "1.1\tTo", "1.1.1\tTre"]),
        ("TOC \\o \\h", ["1\tEn", "1.1\tTo", "1.1.1\tTre"]),
        ('TOC \\o "1-1" \\h \\u', ["1\tEn", "Vedlegg A: Skjema", "Etterord"]),
        ('TOC \\h \\t "Vedlegg;1"', ["Vedlegg A: Skjema"]),
        ('TOC \\o "1-1" \\h \\t "Vedlegg,1,Uten nummer,1"', ["1\tEn", "Vedlegg A: Skjema", "Etterord"]),
    ],
)
def test_switches_choose_what_is_listed(instruction: str, expected: list[str]) -> None:
    body = [
        heading("En"), heading("To", 2), heading("Tre", 3),
        para("Skjema", style="Vedlegg"), para("Etterord", style="Uten"),
    ]  # fmt: skip
    assert texts(render(template(toc(instruction), para("Innhold", style="Innholdsoverskrift"), *body))) == expected


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ('TOC \\o "1-2" \\n "1-1" \\h', ["1\tEn", "1.1\tTo\t7"]),
        ('TOC \\o "1-2" \\p " – " \\h', ["1\tEn – 7", "1.1\tTo – 7"]),
    ],
)
def test_switches_for_the_page_numbers(instruction: str, expected: list[str]) -> None:
    compiled = compile_template(template(toc(instruction), heading("En"), heading("To", 2)), cache=False)
    made = render_template(compiled, {}, Visning(), EGENSKAPER)
    pages = dict.fromkeys(made.unpaged.contents.bookmarks, "7") if made.unpaged else {}
    assert texts(Report(with_page_numbers(compiled, made, pages).data, ())) == expected


def test_without_the_switch_there_are_no_links() -> None:
    report = render(template(toc('TOC \\o "1-1"'), heading("En")))
    assert lines(report) == []
    assert "1\tEn" in [printed(p) for p in report.all("w:p")]


def test_contents_of_something_else_stay_as_they_are_with_a_warning() -> None:
    report = render(template(toc('TOC \\h \\c "Tabell"', "Tabell 1 Økonomi 4"), heading("En")))
    assert "Tabell 1 Økonomi 4" in report.text
    found = compile_template(template(toc("TOC \\c Tabell"), para("{{ x }}")), cache=False).problems
    assert [problem.kode for problem in found] == ["innhold-ukjent"]


def test_empty_contents_are_told_and_can_still_be_filled_by_word() -> None:
    report = render(template(toc(), para("{{ x }}")), x=1)
    assert [problem.kode for problem in report.problems] == ["innhold-tomt"]
    assert len(report.all("w:fldChar")) == 3


@pytest.mark.parametrize("field", [toc_in_one(), toc()])
def test_the_field_opens_before_the_first_line_and_closes_after_the_last(field: str) -> None:
    report = render(template(field, heading("En"), heading("To")))
    kinds = [
        e.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}fldCharType")
        for e in report.all("w:fldChar")
    ]
    assert kinds == ["begin", "separate", "end"]


def test_text_around_a_field_in_one_paragraph_stays_with_its_tags() -> None:
    field = toc_in_one(before=run("Innhold {{ x }}"), after=run("Slutt {{ x }}"))
    report = render(template(field, heading("En")), x="A")
    assert [printed(p) for p in report.all("w:p")] == ["Innhold A", "1\tEn", "Slutt A", "En"]


def test_text_after_the_end_of_the_field_stays() -> None:
    field = toc().removesuffix("</w:p>") + run("Etter {{ x }}") + "</w:p>"
    assert "Etter A" in render(template(field, heading("En")), x="A").text


def test_contents_in_a_control_stay_in_it() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{para('Innhold')}{toc()}</w:sdtContent></w:sdt>"
    report = render(template(control, heading("En")))
    (content,) = report.all("w:sdtContent")
    assert [printed(p) for p in content] == ["Innhold", "1\tEn", ""]


def test_words_in_sami_are_sami_in_the_contents_and_bold_is_not_taken_over() -> None:
    sami = '<w:b/><w:i/><w:lang w:val="se-NO"/>'
    report = render(template(toc(), para(run("Ulbmil", sami), run(" / Mål", "<w:b/>"), style="Overskrift1")))
    (line,) = report.all("w:hyperlink")
    assert [e.get(f"{{{e.nsmap['w']}}}val") for e in line.iter("{*}lang")] == ["se-NO"]
    assert len(list(line.iter("{*}i"))) == 1
    assert not list(line.iter("{*}b"))
    assert texts(report) == ["1\tUlbmil / Mål"]


def test_breaks_tabs_and_spaces_in_a_heading_become_single_spaces() -> None:
    assert texts(render(template(toc(), heading("{{ x }}")), x=" To\nlinjer\tog  luft ")) == ["1\tTo linjer og luft"]


def test_a_value_with_several_paragraphs_gives_as_many_headings() -> None:
    value = RikTekst((Avsnitt((Bit("En"),)), Avsnitt((Bit("To"),))))
    assert texts(render(template(toc(), heading("{{ x }}")), x=value)) == ["1\tEn", "2\tTo"]


def test_a_bookmark_of_words_own_is_used_again_and_ours_do_not_meet_it() -> None:
    own = '<w:bookmarkStart w:id="4" w:name="_Toc100000001"/>'
    first = para(own, run("En"), '<w:bookmarkEnd w:id="4"/>', style="Overskrift1")
    assert [line.target for line in lines(render(template(toc(), first, heading("To"))))] == [
        "_Toc100000001",
        "_Toc100000002",
    ]


def test_hidden_deleted_and_empty_text_is_not_listed() -> None:
    gone = '<w:del w:id="9" w:author="x"><w:r><w:delText>slettet</w:delText></w:r></w:del>'
    body = [
        para(run("Synlig"), run("skjult", "<w:vanish/>"), gone, style="Overskrift1"),
        heading("{{ tom }}"),
        heading("To"),
    ]
    assert texts(render(template(toc(), *body), judged=False, tom="")) == ["1\tSynlig", "3\tTo"]


def test_a_heading_last_in_a_conditional_cell_needs_no_extra_paragraph() -> None:
    cell = para("{%p if ja %}") + heading("I celle") + para("{%p endif %}")
    table = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
        f"<w:tr><w:tc><w:tcPr/>{cell}</w:tc></w:tr></w:tbl>"
    )
    report = render(template(toc(), table, para("")), ja=True)
    assert texts(report) == ["1\tI celle"]
    assert len(report.all("w:tc/w:p")) == 1


def test_styles_for_lines_are_added_where_the_template_has_none() -> None:
    report = render(template(toc(), heading("En"), heading("To", 2)))
    names = [e.get(f"{{{e.nsmap['w']}}}val") for e in report.all("w:name", "styles")]
    assert names.count("toc 1") == names.count("toc 2") == 1
    assert {line.style for line in lines(report)} <= {
        e.get(f"{{{e.nsmap['w']}}}styleId") for e in report.all("w:style", "styles")
    }


def test_tabs_of_the_style_are_used_and_missing_ones_are_set_in_the_line() -> None:
    report = render(template(toc(), heading("En"), heading("To", 2)))
    first, second = (
        [int(v) for v in [t.get(f"{{{t.nsmap['w']}}}pos") for t in p.findall(".//{*}tabs/{*}tab")]]
        for p in [link.getparent() for link in report.all("w:hyperlink")]
    )
    assert first == [440]
    assert second == [880, 9026]


def test_two_fields_list_each_their_own() -> None:
    report = render(template(toc('TOC \\o "1-1" \\h'), toc('TOC \\o "2-2" \\h'), heading("En"), heading("To", 2)))
    assert texts(report) == ["1\tEn", "1.1\tTo"]


def test_a_template_without_a_single_tag_has_contents_too() -> None:
    assert texts(render(template(toc(), heading("En")))) == ["1\tEn"]


def test_a_compiled_template_from_the_cache_gives_the_same_contents(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORTGEN_CACHE", str(tmp_path))
    data = template(toc(), heading("{{ x }}"), heading("To", 2))
    made = []
    for _ in range(2):
        monkeypatch.setattr(cache, "_REMEMBERED", {})
        made.append(render_template(compile_template(data), {"x": "A"}, Visning(), EGENSKAPER))
    assert made[0].data == made[1].data
    assert made[0].unpaged == made[1].unpaged


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_a_line_says_what_its_heading_says(text: str) -> None:
    report = render(template(toc(), heading("X{{ x }}X", 2), styles=STYLES), judged=False, x=text)
    (line,) = texts(report)
    (said,) = targets(report).values()
    assert line.partition("\t")[2] == " ".join(re.split("[ \t\n]+", said)).strip(" ")


def test_a_section_that_ends_with_the_field_ends_after_the_lines() -> None:
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    field = toc_in_one().replace("<w:p>", f"<w:p><w:pPr>{section}</w:pPr>", 1)
    report = render(template(field, heading("En")))
    paragraphs = report.all("w:p")
    assert [p.find("{*}pPr/{*}sectPr") is not None for p in paragraphs] == [False, True, False]


@pytest.mark.parametrize("level", ["9", "99", "²"])
def test_a_list_level_that_word_does_not_have_is_the_nearest(level: str) -> None:
    odd = heading("Dypt", more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
    assert [text.partition("\t")[2] or text for text in texts(render(template(toc(), odd), judged=False))] == ["Dypt"]


def test_contents_inside_contents_belong_to_the_outer_ones() -> None:
    inner = toc_in_one('TOC \\o "1-1"')
    begin, end = toc().split("</w:p>", 1)
    report = render(template(f"{begin}</w:p>{inner}{end}", heading("Del"), heading("Under", 2)))
    assert texts(report) == ["1\tDel", "1.1\tUnder"]
