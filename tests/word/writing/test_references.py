"""Captions that count themselves, anchors, and references to them."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.rader import Felter
from rapportgen.model.utelatt import Utelatt
from rapportgen.word import compile_template
from tests.word.docx import STYLES, Report, docx_with, drawing, packed, para, parts_of, render, row, run, table

CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def seq(label: str, shown: str = "1", switches: str = " \\* ARABIC") -> str:
    """A field that counts, as Word writes it."""
    instruction = f'<w:r><w:instrText xml:space="preserve"> SEQ {label}{switches} </w:instrText></w:r>'
    return CHAR.format("begin") + instruction + CHAR.format("separate") + run(shown) + CHAR.format("end")


def simple(label: str) -> str:
    """The same in the short form of older files."""
    return f'<w:fldSimple w:instr=" SEQ {label} ">{run("1")}</w:fldSimple>'


def caption(key: str, text: str = "Økonomi", label: str = "Tabell", field: str = "") -> str:
    """A caption with an anchor, its key an expression."""
    return para(run(f"{label} "), field or seq(label), run(f". {text}{{{{ anker({key}) }}}}"))


def fields(report: Report) -> list[str]:
    """The instructions of the references."""
    return [e.text.strip() for e in report.all("w:instrText") if "REF" in (e.text or "")]


def test_captions_are_counted_as_they_are_written() -> None:
    one = (
        para(run("{%p if x != 2 %}")) + para(run("Tabell "), seq("Tabell", "7"), run(" {{ x }}")) + para("{%p endif %}")
    )
    body = para("{%p for x in rader %}") + one + para("{%p endfor %}") + para(run("Figur "), simple("Figur"))
    report = render(docx_with(body), rader=[1, 2, 3])
    assert report.paragraphs() == ["Tabell 1 1", "Tabell 2 3", "Figur 1"]


@pytest.mark.parametrize(
    ("switches", "numbers"),
    [
        (" \\* ARABIC", "1 2"),
        ("", "1 2"),
        (" \\* MERGEFORMAT", "1 2"),
        (" \\r 5", "5 5"),
        (" \\c", "0 0"),
        (" \\n", "1 2"),
    ],
)
def test_switches_of_the_field(switches: str, numbers: str) -> None:
    field = para(seq("Tabell", "9", switches))
    assert render(docx_with(field + field + para("{{ x }}")), x="").text.split() == numbers.split()


@pytest.mark.parametrize("switches", [" \\* ROMAN", " \\s 1", " \\h", " Bokmerke"])
def test_a_field_that_counts_in_another_way_is_left_as_it_is(switches: str) -> None:
    assert render(docx_with(para(seq("Tabell", "9", switches)) + para("{{ x }}")), x="").text.split() == ["9"]


def test_a_number_that_the_template_works_out_stays_its_own() -> None:
    assert render(docx_with(para(seq("Tabell", "{{ x }}"))), x="4").text == "4"


def test_references_forward_and_back_have_the_number_of_the_caption() -> None:
    first = para(run("Tabell "), seq("Tabell"), run(". Annet"))
    body = para('Se {{ se("økonomi") }}.') + first + caption('"Økonomi"') + para("{{ x }}")
    report = render(docx_with(body), x="Tallene i [se: oekonomi] og [Se: tabell økonomi]")
    assert report.paragraphs() == [
        "Se tabell 2.",
        "Tabell 1. Annet",
        "Tabell 2. Økonomi",
        "Tallene i tabell 2 og Tabell 2",
    ]
    assert fields(report) == ["REF _RefRapport1 \\h"] * 3
    assert report.values("w:bookmarkStart", "name") == ["_RefRapport1"]
    assert report.problems == ()


def test_the_bookmark_holds_the_number_alone() -> None:
    root = render(docx_with(caption('"a"'))).root()
    start, end = root.find(f".//{{{report_w()}}}bookmarkStart"), root.find(f".//{{{report_w()}}}bookmarkEnd")
    between = [e for e in start.itersiblings() if end in e.itersiblings()]
    assert "".join(t.text or "" for e in between for t in e.iter(f"{{{report_w()}}}t")) == "1"


def report_w() -> str:
    return "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_anchors_in_a_loop_have_keys_of_their_own() -> None:
    body = para("{%p for x in rader %}") + caption("x", "{{ x }}", "Figur", simple("Figur")) + para("{%p endfor %}")
    report = render(docx_with(body + para('{{ se("b") }} og {{ se("figur a") }}')), rader=["a", "b"])
    assert report.paragraphs()[-1] == "figur 2 og figur 1"


def test_a_table_and_a_chapter_may_have_the_same_key() -> None:
    heading = para(run("Status {{ x }} {{ anker('økonomi') }}"), style="Overskrift1")
    body = heading + caption('"økonomi"') + para('{{ se("kapittel: økonomi") }}, {{ se("tabell økonomi") }}')
    report = render(docx_with(body), x="økonomi & drift")
    assert report.paragraphs()[0] == "Status økonomi & drift"
    assert report.paragraphs()[-1] == "kapittelet «Status økonomi & drift», tabell 1"
    assert fields(report) == ["REF _RefRapport1 \\h", "REF _RefRapport2 \\h"]


def test_a_reference_has_the_look_of_its_text() -> None:
    body = para(run("{{ x }}", '<w:i/><w:sz w:val="18"/>'), run(" ")) + caption('"a"')
    report = render(docx_with(body), x="[se: a]")
    words = [r for r in report.all("w:r") if r.find(f"{{{report_w()}}}t") is not None][:3]
    assert [r.find(f".//{{{report_w()}}}i") is not None for r in words[:2]] == [True, True]


def test_a_reference_in_an_alternative_text_is_text() -> None:
    report = render(docx_with(para(drawing("Se {{ x }} og {{ se('a') }}")) + caption('"a"')), x="i [se: a]")
    assert report.all("wp:docPr")[0].get("descr") == "Se i tabell 1 og tabell 1"


@pytest.mark.parametrize("part", ["header", "footer"])
def test_headers_may_refer_to_the_text(part: str) -> None:
    report = render(docx_with(caption('"a"'), **{part: para('{{ se("a") }}')}))
    assert report.paragraphs(part) == ["tabell 1"]


def test_a_key_that_nothing_has_is_told_of_once_and_says_what_was_asked_for() -> None:
    report = render(docx_with(para("{{ x }}")), x="Se [se: <tabell> økonmi] og [se: <tabell> økonmi].")
    assert report.text == "Se <tabell> økonmi og <tabell> økonmi."
    (problem,) = report.problems
    assert (problem.kode, problem.sted, problem.verdi) == ("ukjent-henvisning", "avsnitt 1", "<tabell> økonmi")
    assert fields(report) == []


def test_a_caption_that_left_itself_out_cannot_be_referred_to() -> None:
    body = para("{%p if x %}") + caption('"a"') + para("{%p endif %}") + para('{{ se("a") }}')
    assert [p.kode for p in render(docx_with(body), x=False).problems] == ["ukjent-henvisning"]
    assert render(docx_with(body), x=True).paragraphs()[-1] == "tabell 1"


def test_a_row_without_a_key_cannot_be_referred_to_and_stops_nothing() -> None:
    report = render(docx_with(caption("x", "{{ x.navn }}")), x=Felter(id=None, navn="Kart"))
    assert report.paragraphs() == ["Tabell 1. Kart"]
    assert not report.all("w:bookmarkStart")


@pytest.mark.parametrize("key", ["", None, Utelatt("mangler"), Felter(id=None)])
def test_a_reference_without_a_key_is_a_missing_value_and_told_of(key: object) -> None:
    report = render(para("Se {{ se(k) }}.") + para(drawing("Kart: {{ se(k) }}")), k=key)
    assert report.paragraphs()[0] == "Se –."
    assert report.all("wp:docPr")[0].get("descr") == "Kart: –"
    assert [(p.kode, p.sted, p.verdi) for p in report.problems] == [
        ("tom-noekkel", "avsnitt 1", "{{ se(k) }}"),
        ("tom-noekkel", "avsnitt 2", "{{ se(k) }}"),
    ]


@pytest.mark.parametrize(
    ("tag", "text", "codes"),
    [
        ('{{ se(k) ~ "x" }}', "–x", ["tom-noekkel"]),
        ('{{ fotnote(k) ~ "x" }}', "x", ["tom-noekkel"]),
        ('{{ "x" ~ fotnote("a") }}', "x", ["fotnote-umulig"]),
        ('{{ se("a") ~ "x" }}', "ax", []),
        ('{{ ("b" if k else fotnote("a")) ~ "x" }}', "x", ["fotnote-umulig"]),
    ],
)
def test_a_reference_that_is_joined_to_other_text_is_words_and_what_is_lost_is_told_of(
    tag: str, text: str, codes: list[str]
) -> None:
    report = render(tag, k=None)
    assert report.text == text
    assert [(p.kode, p.sted, p.verdi) for p in report.problems] == [(code, "avsnitt 1", tag) for code in codes]


def test_so_is_a_footnote_that_was_given_a_name_first() -> None:
    report = render('{% set note = fotnote("a") %}{{ note ~ "x" }}')
    assert (report.text, [(p.kode, p.verdi) for p in report.problems]) == ("x", [("fotnote-umulig", "a")])


@pytest.mark.parametrize("key", ["", None, Utelatt("mangler")])
def test_an_anchor_without_a_key_is_told_of_and_stops_nothing(key: object) -> None:
    report = render(docx_with(caption("k", "Kart")), k=key)
    assert report.text == "Tabell 1. Kart"
    assert [(p.kode, p.verdi) for p in report.problems] == [("tom-noekkel", "{{ anker(k) }}")]


def test_a_key_used_twice_leads_to_the_first_and_is_told_of() -> None:
    report = render(docx_with(caption('"a"') + caption('"a"') + para('{{ se("a") }}')))
    assert report.paragraphs()[-1] == "tabell 1"
    assert [p.kode for p in report.problems] == ["anker-likt"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (para('Tekst {{ anker("a") }}'), "anker"),
        (para('{{ anker("a") ~ "b" }}'), "tagg-midt-i"),
        (para('{% if anker("a") %}x{% endif %}'), "tagg-midt-i"),
        (para(drawing("{{ anker('a') }}")), "tagg-midt-i"),
        (para("{{ anker() }}"), "ikke-tillatt"),
        (para('{{ anker("a", "b") }}'), "ikke-tillatt"),
    ],
)
def test_an_anchor_in_a_wrong_place_is_refused(body: str, code: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(docx_with(body), cache=False)
    assert [p.kode for p in caught.value.problems] == [code]


def test_an_unknown_field_in_a_key_is_a_fault_with_its_place() -> None:
    with pytest.raises(TemplateError) as caught:
        render(docx_with(caption("prosjket.navn")), prosjekt={"navn": "a"})
    assert [(p.kode, p.sted) for p in caught.value.problems] == [("ukjent-felt", "avsnitt 1")]


def test_a_key_may_come_from_the_row_of_a_loop_and_places_leave_anchors_out() -> None:
    heading = para(run('Status{{ anker("s") }}'), style="Overskrift1")
    body = heading + para("{%p for x in rader %}") + caption("x", "{{ x.id }}") + para("{%p endfor %}{{ se('b') }}")
    report = render(docx_with(body + para("{{ se('c') }}")), rader=[{"id": "a"}, {"id": "b"}])
    assert report.paragraphs()[-2] == "tabell 2"
    assert [p.sted for p in report.problems] == ["avsnitt 4 under «Status»"]


def test_anchors_in_tables_and_before_sections() -> None:
    inner = para(run("Tabell "), seq("Tabell"), run('{{ anker("celle") }}'))
    body = table(row(f"{inner}", "{{ se('celle') }}")) + para("")
    assert render(docx_with(body)).cells() == [["Tabell 1", "tabell 1"]]


def test_a_heading_that_refers_to_itself_ends() -> None:
    parts = parts_of(para(run("Om {{ se('a') }}{{ anker('a') }}"), style="Overskrift1"))
    parts["word/styles.xml"] = STYLES
    assert render(packed(parts)).text == "Om kapittelet «Om»"


def test_what_a_program_could_mistake_for_a_mark_is_taken_out_of_values() -> None:
    report = render("{{ x }}", x="a\ufdd8se:0\ufdd9b")
    assert report.text == "ase:0b"


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("{%p if x %}Andre tiltak{%p endif %}", "avsnitt 1 under «Andre tiltak»"),
        ("{{ x }} i {{ x }}", "avsnitt 1 under «… i …»"),
        ("{{ x }}", "avsnitt 1 under «{{ x }}» etter «Status»"),
        ("{# husk #}", "avsnitt 3 under «Status»"),
    ],
)
def test_a_heading_is_told_of_without_its_tags(heading: str, place: str) -> None:
    first = para("Status", style="Overskrift1") + para("Tekst")
    report = render(docx_with(first + para(heading, style="Overskrift1") + para("{{ se('c') }}")), x="a")
    assert [p.sted for p in report.problems] == [place]


def test_a_reference_may_be_the_text_of_a_heading_alone() -> None:
    heading = para('Helse{{ anker("prosjekt 1") }}', style="Overskrift1")
    body = heading + para('Se {{ se("prosjekt 1", "tekst") }}.')
    report = render(docx_with(body))
    assert report.paragraphs() == ["Helse", "Se Helse."]
    assert fields(report) == ["REF _RefRapport1 \\h"]


def test_a_reference_takes_no_other_word() -> None:
    with pytest.raises(TemplateError, match="tekst"):
        render(docx_with('{{ se("prosjekt 1", "side") }}'))
