"""Footnotes from the workbook: asked for by a template, or typed in a cell."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.rader import Felter
from rapportgen.model.riktekst import Avsnitt, Bit, RikTekst
from rapportgen.model.utelatt import Utelatt
from tests.word.docx import (
    STYLES,
    Report,
    docx_with,
    drawing,
    packed,
    para,
    parts_of,
    render,
    row,
    run,
    table,
)

FOTNOTER = [
    {"noekkel": "Nedtrekk", "tekst": "Rammen ble trukket ned i budsjettet.", "lenke": None},
    {"noekkel": "KS", "tekst": "KS, Høyland 2021", "lenke": "https://www.ks.no/a?b=1&c"},
    {"noekkel": "fremmed", "tekst": "Se fil", "lenke": "file:///etc/passwd"},
    {"noekkel": "tom", "tekst": None, "lenke": None},
    {"noekkel": "rik", "tekst": RikTekst.av_biter([Bit("en "), Bit("viktig", fet=True), Bit(" sak\n- punkt")])},
    {"noekkel": "seg selv", "tekst": "en [fotnote: KS] i en fotnote", "lenke": None},
    {"noekkel": "adressen", "tekst": "Les https://ks.no/x her", "lenke": "https://ks.no/x"},
]


def notes(report: Report) -> list[str]:
    """The texts of the report's own notes, a line for each of their paragraphs."""
    own = [note for note in report.all("w:footnote", "footnotes") if note.get(report_w("type")) is None]
    return ["\n".join(text(p) for p in note if p.tag == report_w("p")).strip() for note in own]


def report_w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def text(element: object) -> str:
    return "".join(t.text or "" for t in element.iter(report_w("t")))  # type: ignore[attr-defined]


def test_a_template_asks_for_a_footnote() -> None:
    report = render('Drift{{ fotnote("nedtrekk") }} og KS{{ fotnote("KS") }}.', fotnoter=FOTNOTER)
    assert report.text == "Drift og KS."
    assert report.values("w:footnoteReference", "id") == ["1", "2"]
    assert notes(report) == ["Rammen ble trukket ned i budsjettet.", "KS, Høyland 2021 https://www.ks.no/a?b=1&c"]
    assert report.values("w:footnote", "id", "footnotes") == ["-1", "0", "1", "2"]


@pytest.mark.parametrize("template", ["{{ x }}", "Før {{ x }} etter", "{{p x }}"])
def test_a_cell_asks_for_a_footnote(template: str) -> None:
    report = render(template, x="Drift [fotnote: nedtrekk], og KS [Fotnote: ks]", fotnoter=FOTNOTER)
    assert "Drift, og KS" in report.text
    assert report.values("w:footnoteReference", "id") == ["1", "2"]
    assert report.problems == ()


def test_a_rich_text_asks_for_footnotes_in_runs_lists_and_cells() -> None:
    value = RikTekst.av_biter([Bit("Drift", fet=True), Bit(" [fotnote: ", fet=True), Bit("KS]\n- punkt [fotnote:KS]")])
    report = render(docx_with(table(row("{{ x }}", "b")) + para("")), x=value, fotnoter=FOTNOTER)
    assert report.cells() == [["Driftpunkt", "b"]]
    assert report.values("w:footnoteReference", "id") == ["1", "2"]


def test_each_turn_of_a_loop_has_notes_of_its_own_in_order() -> None:
    report = render("{% for k in x %}{{ k }}{{ fotnote(k) }} {% endfor %}", x=["KS", "nedtrekk"], fotnoter=FOTNOTER)
    assert [note.split()[0] for note in notes(report)] == ["KS,", "Rammen"]


def test_the_link_of_a_note_is_a_link_and_only_a_safe_one() -> None:
    report = render('a{{ fotnote("ks") }}{{ fotnote("fremmed") }}{{ fotnote("adressen") }}', fotnoter=FOTNOTER)
    links = [e.text for e in report.all("w:instrText", "footnotes")]
    assert links == [' HYPERLINK "https://www.ks.no/a?b=1&c" ', ' HYPERLINK "https://ks.no/x" ']
    assert notes(report)[1:] == ["Se fil file:///etc/passwd", "Les https://ks.no/x her"]


def test_a_note_may_have_formatting_and_paragraphs() -> None:
    report = render('a{{ fotnote("rik") }}', fotnoter=FOTNOTER)
    assert notes(report) == ["en viktig sak\n– punkt"]
    assert len(report.all("w:b", "footnotes")) == 1
    assert len(report.all("w:footnoteRef", "footnotes")) == 1


@pytest.mark.parametrize("key", ["ukjent", "tom", "x" * 70, "]"])
def test_an_unknown_key_is_told_of_and_the_text_keeps_its_words(key: str) -> None:
    report = render("Drift{{ fotnote(k) }}.", k=key, fotnoter=FOTNOTER)
    assert report.text == "Drift."
    assert [(p.kode, p.sted, p.verdi) for p in report.problems] == [("ukjent-fotnote", "avsnitt 1", "{{ fotnote(k) }}")]
    assert "word/footnotes.xml" not in report.parts


@pytest.mark.parametrize("text", ["[fotnote: ", "[fotnote:]", "[fotnote: a[b]", "[fotnote", "[ ]", "[1]"])
def test_what_is_not_a_reference_is_printed_as_typed(text: str) -> None:
    assert render("{{ x }}", x=text, fotnoter=FOTNOTER).text == text


def test_without_rows_every_key_is_unknown() -> None:
    assert [p.kode for p in render("{{ x }}", x="a [fotnote: b]").problems] == ["ukjent-fotnote"]


@pytest.mark.parametrize("key", ["", " ", None, Utelatt("mangler"), Felter(noekkel=None, tekst="Uten nøkkel")])
def test_an_empty_key_is_told_of_and_the_text_keeps_its_words(key: object) -> None:
    report = render("Drift{{ fotnote(k) }}.", k=key, fotnoter=FOTNOTER)
    assert report.text == "Drift."
    assert [(p.kode, p.sted, p.verdi) for p in report.problems] == [("tom-noekkel", "avsnitt 1", "{{ fotnote(k) }}")]


@pytest.mark.parametrize("key", [3, ["a"]])
def test_a_key_must_be_a_text(key: object) -> None:
    with pytest.raises(TemplateError, match="Nøkkelen"):
        render("{{ fotnote(k) }}", k=key, fotnoter=FOTNOTER)


@pytest.mark.parametrize("part", ["header", "footer"])
def test_headers_and_footers_have_no_footnotes(part: str) -> None:
    template = docx_with("{{ x }}", **{part: para("{{ y }}")})
    report = render(template, x="tekst", y="Drift [fotnote: KS].", fotnoter=FOTNOTER)
    assert report.paragraphs(part) == ["Drift."]
    assert [p.kode for p in report.problems] == ["fotnote-umulig"]


def test_a_note_has_no_footnotes_and_an_alternative_text_neither() -> None:
    report = render('a{{ fotnote("seg selv") }}', fotnoter=FOTNOTER)
    assert notes(report) == ["en i en fotnote"]
    assert [p.kode for p in report.problems] == ["fotnote-umulig"]
    pictured = render(docx_with(para(drawing("Kart {{ x }}"))), x="over drift [fotnote: KS]", fotnoter=FOTNOTER)
    assert pictured.all("wp:docPr")[0].get("descr") == "Kart over drift"
    assert [p.kode for p in pictured.problems] == ["fotnote-umulig"]


def test_notes_of_the_template_stay_and_come_first() -> None:
    body = para(run("Malens egen"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" og {{ x }}"))
    for own in ("fast", "{{ y }}"):
        template = docx_with(body, footnotes=para(own))
        report = render(template, x="vår [fotnote: KS]", y="fast", fotnoter=FOTNOTER)
        assert report.values("w:footnoteReference", "id") == ["2", "3"]
        assert notes(report) == ["fast", "KS, Høyland 2021 https://www.ks.no/a?b=1&c"]
        assert notes(render(template, x="ingen", y="fast")) == ["fast"]


def test_a_template_with_an_empty_part_of_footnotes_can_have_notes() -> None:
    parts = parts_of(para("{{ x }}"), footnotes="")
    parts["word/footnotes.xml"] = str(parts["word/footnotes.xml"]).partition("<w:footnote ")[0].rstrip(">") + "/>"
    assert notes(render(packed(parts), x="a [fotnote: KS]", fotnoter=FOTNOTER))[0].startswith("KS")


def test_the_styles_are_the_templates_own_by_name_or_made() -> None:
    own = (
        '<w:style w:type="paragraph" w:styleId="FT"><w:name w:val="footnote text"/></w:style>'
        '<w:style w:type="character" w:styleId="FR"><w:name w:val="Fotnotereferanse"/></w:style></w:styles>'
    )
    parts = parts_of(para("a {{ x }}"))
    parts["word/styles.xml"] = STYLES.replace("</w:styles>", own)
    for template, styles in ((packed(parts), ("FT", "FR")), ("a {{ x }}", ("Fotnotetekst", "Fotnotereferanse"))):
        report = render(template, x="b [fotnote: KS]", fotnoter=FOTNOTER)
        assert report.values("w:pStyle", part="footnotes") == [styles[0]]
        assert report.values("w:rStyle")[-1:] == [styles[1]]


def test_the_mark_has_the_size_of_its_text_but_no_other_look() -> None:
    look = '<w:rStyle w:val="X"/><w:sz w:val="18"/><w:u w:val="single"/>'
    report = render(
        docx_with(para(run("{{ x }}", look), run("."))), judged=False, x="a [fotnote: KS]", fotnoter=FOTNOTER
    )
    properties = report.all("w:footnoteReference")[0].getprevious()
    assert [child.tag.rpartition("}")[2] for child in properties] == ["rStyle", "sz"]
    assert properties[0].get(report_w("val")) == "Fotnotereferanse"


def test_ten_thousand_notes() -> None:
    rows = [{"noekkel": f"n{i}", "tekst": f"Note {i} & <co>"} for i in range(10_000)]
    report = render("{% for rad in rader %}{{ fotnote(rad) }}{% endfor %}.", judged=False, rader=rows, fotnoter=rows)
    assert report.values("w:footnoteReference", "id") == [str(i + 1) for i in range(10_000)]


def test_nothing_is_added_to_a_report_without_footnotes() -> None:
    report = render("{{ x }}", x="a", fotnoter=FOTNOTER)
    assert "word/footnotes.xml" not in report.parts


def test_a_reference_can_stand_in_a_link_and_before_a_section_break() -> None:
    content = '<w:hyperlink w:anchor="m">' + run("{{ x }}") + "</w:hyperlink>"
    report = render(
        docx_with(para(content) + para("{{ y }}")), x="a [fotnote: KS]", y=italic("b [fotnote: KS]"), fotnoter=FOTNOTER
    )
    assert report.values("w:footnoteReference", "id") == ["1", "2"]


def italic(typed: str) -> RikTekst:
    return RikTekst((Avsnitt((Bit(typed, kursiv=True),)),))
