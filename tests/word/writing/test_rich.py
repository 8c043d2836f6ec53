"""Values with formatting, lines and lists, at the places where tags may stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapportgen.model.riktekst import Avsnitt, Bit, RikTekst
from rapportgen.word.ooxml.text import allowed, escape_in_run, lost_characters, on_one_line
from tests.word.docx import (
    STYLES,
    Report,
    W,
    cell,
    docx_with,
    drawing,
    packed,
    para,
    parts_of,
    render,
    row,
    run,
    style_of,
    table,
)
from tests.word.judge import rules

PUNKTER = RikTekst.av_biter(
    [Bit("Status er "), Bit("kritisk", fet=True, farge="C00000"), Bit(":\n- en\n  - to\nslutt")]
)
NUMMER = RikTekst.av_tekst("1. en\n2. to")


def lines(report: Report, part: str = "document") -> list[tuple[str, str]]:
    """The paragraphs of a part as (style, text)."""
    return list(zip([style_of(p) for p in report.all("w:p", part)], report.paragraphs(part), strict=True))


def test_a_rich_text_alone_in_its_paragraph() -> None:
    report = render("{{ x }}", x=PUNKTER)
    assert lines(report) == [("", "Status er kritisk:"), ("Punkt", "en"), ("Punkt2", "to"), ("", "slutt")]


def test_text_before_and_after_stays_with_the_first_and_last_paragraph() -> None:
    report = render("Før {{ x }} etter", x=PUNKTER)
    assert report.paragraphs() == ["Før Status er kritisk:", "en", "to", "slutt etter"]


def test_a_list_after_text_begins_a_paragraph_of_its_own() -> None:
    assert lines(render("Tiltak: {{ x }}", x=NUMMER)) == [("", "Tiltak: "), ("Nummer", "en"), ("Nummer", "to")]


def test_lines_in_an_item_of_the_template_are_no_items_of_their_own() -> None:
    report = render(para("R1: {{ x }} (ny)", style="Nummer"), x=RikTekst.av_tekst("en\nto"))
    assert lines(report) == [("Nummer", "R1: en\nto (ny)")]


def test_lines_in_an_item_that_each_turn_counts_anew_are_no_items_of_their_own() -> None:
    item = [para("a: {{ x }}", style="Nummer"), para("b", style="Nummer")]
    body = "".join([para("{% for n in xs %}"), para("Nr {{ n }}"), *item, para("{% endfor %}")])
    report = render(body, xs=[1], x=RikTekst.av_tekst("en\nto"))
    assert lines(report) == [("", "Nr 1"), ("Nummer", "a: en\nto"), ("Nummer", "b")]


def test_a_list_in_an_item_of_the_template_begins_a_paragraph_of_its_own() -> None:
    report = render(para("R1: {{ x }}", style="Nummer"), x=RikTekst.av_tekst("nå:\n- en\n- to"))
    assert lines(report) == [("Nummer", "R1: nå:"), ("Punkt", "en"), ("Punkt", "to")]


def test_each_line_alone_in_an_item_of_the_template_is_an_item() -> None:
    assert lines(render(para("{{ x }}", style="Nummer"), x=RikTekst.av_tekst("en\nto"))) == [
        ("Nummer", "en"),
        ("Nummer", "to"),
    ]


def test_runs_keep_the_look_of_the_tag_and_add_their_own_in_the_order_of_the_schema() -> None:
    look = '<w:rFonts w:ascii="Calibri"/><w:i/><w:color w:val="111111"/><w:sz w:val="28"/>'
    bits = RikTekst.av_biter(
        [
            Bit("a"),
            Bit("b", fet=True, gjennomstreket=True, understreket=True, farge="c00000", hevet=True),
            Bit("c", senket=True),
        ]
    )
    report = render(docx_with(para(run("Før ", look), run("{{ x }}", look))), x=bits)
    names = [[child.tag.rpartition("}")[2] for child in properties] for properties in report.all("w:rPr")[-4:-1]]
    assert names == [
        ["rFonts", "i", "color", "sz"],
        ["rFonts", "b", "i", "strike", "color", "sz", "u", "vertAlign"],
        ["rFonts", "i", "color", "sz", "vertAlign"],
    ]
    assert report.values("w:color")[-4:-1] == ["111111", "C00000", "111111"]


def test_paragraphs_keep_the_properties_of_the_tags_paragraph() -> None:
    properties = '<w:keepNext/><w:pageBreakBefore/><w:jc w:val="center"/>'
    report = render(docx_with(para("Før {{ x }}", properties=properties)), x=RikTekst.av_tekst("en\nto"))
    assert report.values("w:jc") == ["center", "center"]
    assert len(report.all("w:pageBreakBefore")) == 1


def test_each_numbered_list_starts_at_one() -> None:
    report = render(docx_with(para("{{ x }}") + para("{{ x }}")), x=NUMMER)
    assert report.values("w:numId") == ["3", "3", "4", "4"]
    assert report.values("w:num", "numId", "numbering") == ["1", "2", "3", "4"]
    assert report.values("w:startOverride", part="numbering") == ["1", "1"]


def test_lists_in_cells_keep_the_style_of_the_cell() -> None:
    inner = para("{{ x }}", style="Liten")
    styles = '<w:style w:type="paragraph" w:styleId="Liten"><w:name w:val="Liten"/></w:style></w:styles>'
    parts = parts_of(table(row(cell(inner))) + para(""))
    parts["word/styles.xml"] = str(parts["word/styles.xml"]).replace("</w:styles>", styles)
    report = render(packed(parts), x=RikTekst.av_tekst("- en\n- to"))
    assert lines(report)[:2] == [("Liten", "en"), ("Liten", "to")]
    assert report.values("w:numId") == ["1", "1"]


def test_without_list_styles_the_signs_are_typed() -> None:
    parts = parts_of(para("{{ x }}"))
    parts["word/styles.xml"] = STYLES.replace("List Bullet", "Annen").replace("Nummerert liste", "Noe")
    report = render(packed(parts), x=RikTekst.av_tekst("- en\n1. a\n2. b"))
    assert report.paragraphs() == ["– en", "1. a", "2. b"]


def test_inside_a_link_lines_follow_each_other() -> None:
    content = '<w:hyperlink w:anchor="m">' + run("{{ x }}") + "</w:hyperlink>"
    assert render(docx_with(para(content)), x=RikTekst.av_tekst("en\n- to")).text == "en\n– to"


def test_the_paragraph_of_a_section_break_is_not_repeated() -> None:
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    report = render(docx_with(para("{{ x }}", properties=section) + para("")), x=RikTekst.av_tekst("en\nto"))
    assert len(report.all("w:sectPr")) == 2


def test_a_link_is_a_field_and_only_safe_addresses_are() -> None:
    value = RikTekst((Avsnitt((Bit("a", lenke="https://moskenes.kommune.no/?a=1&b"), Bit("b", lenke="javascript:x"))),))
    report = render("{{ x }}", x=value)
    assert [e.text for e in report.all("w:instrText")] == [' HYPERLINK "https://moskenes.kommune.no/?a=1&b" ']
    assert report.text == "ab"


@pytest.mark.parametrize(("value", "expected"), [("", []), ("noe", ["noe"]), (RikTekst.av_tekst("a\nb"), ["a", "b"])])
def test_a_p_tag_leaves_its_paragraph_out_when_empty(value: object, expected: list[str]) -> None:
    assert render(docx_with(para("{{p x }}") + para("slutt")), x=value).paragraphs() == [*expected, "slutt"]


@pytest.mark.parametrize("part", ["header", "footer"])
def test_rich_text_in_headers_and_footers(part: str) -> None:
    template = docx_with("tekst", **{part: para("{{ x }}")})
    assert render(template, x=PUNKTER).paragraphs(part) == ["Status er kritisk:", "en", "to", "slutt"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", "a\nb"),
        ("a\r\nb\rc\vd", "a\nb\nc\nd"),
        ("a\tb", "a\tb"),
        (" a  b ", " a  b "),
        ("_x000D_ {_{ }_} {% if %}", "_x000D_ {_{ }_} {% if %}"),
        ("a\ab\fc", "abc"),
        ("Drift & vedlikehold <fase 2> og \"mer\" 'nå'", "Drift & vedlikehold <fase 2> og \"mer\" 'nå'"),
        ("Kárášjohka čđŋšŧž 👩‍👩‍👧", "Kárášjohka čđŋšŧž 👩‍👩‍👧"),
        ("x" * 32_000, "x" * 32_000),
    ],
)
def test_text_comes_through_as_it_is(text: str, expected: str) -> None:
    for template in ("{{ x }}", "Før {{ x }}"):
        assert render(template, x=text).text.removeprefix("Før ") == expected


@given(
    st.text(st.characters(categories=None) | st.sampled_from("&<>\t\n\v\x85\xa0\u2028\ufdd0\uffff\ud800"), max_size=8)
)
def test_a_text_stands_on_one_line_when_escaping_is_all_that_is_done_to_it(text: str) -> None:
    only_escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert on_one_line(text) == (only_escaped if escape_in_run(text) == only_escaped else None)


def test_lost_characters_are_reported_with_the_place() -> None:
    report = render("Verdi {{ x }}", x="a\x07b\x00")
    (problem,) = report.problems
    assert (problem.kode, problem.sted) == ("ulovlig-tegn", "avsnitt 1")
    assert "U+0007, U+0000" in problem.melding


@settings(max_examples=150)
@given(st.text(max_size=80), st.booleans())
def test_any_text_survives_but_for_what_xml_forbids(text: str, alone: bool) -> None:
    report = render("{{ x }}" if alone else "[{{ x }}]", judged=False, x=text)
    assert rules(report.data) == []
    assert report.text == (allowed(text) if alone else f"[{allowed(text)}]")
    assert bool(report.problems) == bool(lost_characters(text))


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_any_text_survives_in_attributes_and_fields(text: str) -> None:
    report = render(docx_with(para(drawing("[{{ x }}]"))), judged=False, x=text)
    assert report.all("wp:docPr")[0].get("descr") == "[" + allowed(text).replace("\n", " ").replace("\t", " ") + "]"


@pytest.mark.parametrize(
    ("instruction", "written"),
    [
        (' AUTHOR "av {{ x }}" ', ' AUTHOR "av a\\" \\\\o \\"b & c" '),
        (' HYPERLINK "https://x.no/{{ x }}" ', ' HYPERLINK "https://x.no/a%22%20%5Co%20%22b%20%26%20c" '),
    ],
)
def test_a_value_cannot_end_the_argument_of_a_field(instruction: str, written: str) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("lenke")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    report = render(docx_with(para(field)), x='a" \\o "b & c')
    assert report.all("w:instrText")[0].text == written


def test_table_captions_and_alternative_texts_are_filled() -> None:
    body = table(row("a")).replace("<w:tblPr>", "<w:tblPr>", 1)
    body = body.replace(
        'w:type="auto"/>', 'w:type="auto"/><w:tblCaption w:val="{{ x }}"/><w:tblDescription w:val="Om {{ x }}"/>', 1
    )
    report = render(docx_with(body + para("")), x='Økonomi & "mer"\nher')
    assert report.values("w:tblCaption") == ['Økonomi & "mer" her']
    assert report.values("w:tblDescription") == ['Om Økonomi & "mer" her']


LISTS = {
    "1. a\n2. b\nTekst\n1. c\n2. d": "Nummer3 Nummer3 - Nummer4 Nummer4",
    "- a\n  1. b\n  2. c\n- d\n  1. e\n  2. f": "Punkt1 Nummer3 Nummer3 Punkt1 Nummer4 Nummer4",
    "1. a\n  - b\n2. c": "Nummer3 Punkt21 Nummer3",
    "1. a\n2. b\n- c\n1. d\n2. e": "Nummer3 Nummer3 Punkt1 Nummer4 Nummer4",
}


def items(report: Report) -> str:
    """Style and list instance of each paragraph."""
    found = []
    for paragraph in report.all("w:p"):
        number = paragraph.find(f".//{{{W}}}numId")
        found.append(style_of(paragraph) + ("-" if number is None else number.get(f"{{{W}}}val", "")))
    return " ".join(found)


@pytest.mark.parametrize(("text", "expected"), LISTS.items())
def test_lists_in_lists_count_as_a_reader_expects(text: str, expected: str) -> None:
    assert items(render("{{ x }}", x=RikTekst.av_tekst(text))) == expected


def test_inner_numbers_of_one_list_belong_to_the_same_instance() -> None:
    value = rows_of("nummer 1 a", "nummer 2 b", "nummer 2 c", "nummer 1 d", "nummer 2 e", "nummer 3 f")
    report = render("{{ x }}", x=value)
    assert items(report) == " ".join(["Nummer3"] * 6)
    assert report.values("w:ilvl") == ["0", "1", "1", "0", "1", "2"]


def test_inner_numbers_of_another_list_start_again_under_each_outer_item() -> None:
    """Word's own List Number 2 is a list by itself."""
    style = para_style("N2", "List Number 2", '<w:numPr><w:numId w:val="7"/></w:numPr>')
    level = '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"/>'
    abstract = f'<w:abstractNum w:abstractNumId="5">{level}</w:abstractNum>'
    instance = '<w:num w:numId="7"><w:abstractNumId w:val="5"/></w:num>'
    parts = parts_of(para("{{ x }}"))
    parts["word/styles.xml"] = STYLES.replace("</w:styles>", f"{style}</w:styles>")
    numbering = str(parts["word/numbering.xml"]).replace('<w:num w:numId="1">', f'{abstract}<w:num w:numId="1">')
    parts["word/numbering.xml"] = numbering.replace("</w:numbering>", f"{instance}</w:numbering>")
    value = rows_of("nummer 1 a", "nummer 2 b", "nummer 2 c", "nummer 1 d", "nummer 2 e")
    assert items(render(packed(parts), x=value)) == "Nummer8 N29 N29 Nummer8 N210"


def para_style(style_id: str, name: str, properties: str) -> str:
    named = f'<w:name w:val="{name}"/><w:pPr>{properties}</w:pPr>'
    return f'<w:style w:type="paragraph" w:styleId="{style_id}">{named}</w:style>'


def test_a_level_that_the_list_lacks_is_the_deepest_it_has() -> None:
    parts = parts_of(para("{{ x }}"))
    inner = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{1}."/></w:lvl>'
    numbering = str(parts["word/numbering.xml"])
    parts["word/numbering.xml"] = numbering.replace(inner.format(1, 2), "").replace(inner.format(2, 3), "")
    report = render(packed(parts), x=rows_of("nummer 1 a", "nummer 3 b"))
    assert report.values("w:ilvl") == ["0", "0"]


def test_each_turn_of_a_loop_starts_its_lists_anew() -> None:
    body = table(row("{%tr for x in rader %}{{ x }}{%tr endfor %}")) + para("")
    report = render(docx_with(body), rader=[NUMMER, NUMMER])
    assert report.values("w:numId") == ["3", "3", "4", "4"]


def test_typed_numbers_count_by_level_where_there_is_no_style() -> None:
    parts = parts_of(para('<w:hyperlink w:anchor="m">' + run("{{ x }}") + "</w:hyperlink>"))
    value = rows_of("nummer 1 a", "nummer 2 b", "punkt 3 c", "nummer 1 d", "nummer 2 e", "avsnitt 1 f", "nummer 1 g")
    assert render(packed(parts), x=value).text == "1. a\n1. b\n– c\n2. d\n1. e\nf\n1. g"


def rows_of(*rows: str) -> RikTekst:
    """Paragraphs as «kind level text»."""
    return RikTekst(
        tuple(
            Avsnitt((Bit(text),), "" if kind == "avsnitt" else kind, int(level) - 1)
            for kind, level, text in (row.split(" ", 2) for row in rows)
        )
    )
