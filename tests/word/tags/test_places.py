"""Where something stands, in words: every paragraph has a place of its own, and is counted as a reader would."""

from __future__ import annotations

import pytest

from rapportgen.word.lint import check_template, with_comments
from tests.word.charts import chart_xml, picture_of, template
from tests.word.docx import SECTION, TYPE, R, cell, docx_with, drawing, packed, para, parts_of, row
from tests.word.lint.faults import data, header_row, heading

WRONG = "{{ prosjekt.komune }}"
SCATTER = chart_xml('<c:scatterChart><c:scatterStyle val="lineMarker"/></c:scatterChart>')
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
SHAPE = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'


def text_boxes(*boxes: str) -> str:
    """A run with text boxes as Word keeps them: for itself, and for older programs."""
    new = "".join(f"<wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx>" for box in boxes)
    old = "".join(f"<v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox>" for box in boxes)
    shown = f'<w:drawing><wp:inline><wp:docPr id="4" name="Boks" descr="Boks"/>{new}</wp:inline></w:drawing>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps" {SHAPE}>{shown}</mc:Choice>'
        f"<mc:Fallback><w:pict {VML}><v:rect>{old}</v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def places(body: str, **more: str) -> list[str]:
    """The places of the faults of a template, in order."""
    found = check_template(docx_with(body, **more))
    return [finding.problem.sted for finding in found if finding.problem.kode == "ukjent-felt"]


class TestHeadings:
    def test_headings_of_the_same_name_are_told_apart(self) -> None:
        body = heading("Mål") + para(WRONG) + heading("Tiltak") + para(WRONG) + heading("Mål") + para(WRONG)
        assert places(body) == [
            "avsnitt 1 under «Mål» (nr. 1 av 2)",
            "avsnitt 1 under «Tiltak»",
            "avsnitt 1 under «Mål» (nr. 2 av 2)",
        ]

    def test_each_fault_has_a_comment_in_its_own_paragraph(self) -> None:
        body = heading("Mål") + para(WRONG) + heading("Mål") + para(WRONG)
        found = check_template(docx_with(body))
        assert [finding.paragraph for finding in found] == [1, 3]

    def test_a_heading_without_words_is_called_by_its_tags_and_the_last_one_with_words(self) -> None:
        two_languages = "{% if ord.mål.samisk %}{{ ord.mål.samisk }} / {% endif %}{{ ord.mål }}"
        body = heading("Plan") + "".join(heading(two_languages) + para(WRONG) for _ in range(2))
        named = "«{{ ord.mål.samisk }} / {{ ord.mål }}» etter «Plan»"
        assert places(body) == [f"avsnitt 1 under {named} (nr. 1 av 2)", f"avsnitt 1 under {named} (nr. 2 av 2)"]

    def test_the_branches_of_a_heading_are_told_apart(self) -> None:
        body = heading("{% if ord.mål %}{{ ord.mål }}{% else %}Mål og rammer{% endif %}") + para(WRONG)
        assert places(body) == ["avsnitt 1 under «… eller Mål og rammer»"]

    def test_a_table_has_the_name_of_its_heading(self) -> None:
        table = data(header_row("A", "B"), row(WRONG, "b"))
        assert places(heading("Mål") + table + heading("Mål") + table) == [
            "tabell 1, rad 2, kolonne 1 under «Mål» (nr. 1 av 2)",
            "tabell 2, rad 2, kolonne 1 under «Mål» (nr. 2 av 2)",
        ]


class TestWhatCounts:
    def test_charts_and_pictures_are_paragraphs(self) -> None:
        wrong_kind = para(picture_of(1, "[graf: økonomi]"))
        other = para(picture_of(2, "[graf: prognose]"))
        third = para(picture_of(3, "[graf: økonomi]"))
        charts = dict.fromkeys((1, 2, 3), SCATTER)
        source = template(heading("Økonomi") + wrong_kind + other + para("Tekst") + third, charts)
        found = [finding for finding in check_template(source) if finding.problem.kode == "graf"]
        assert [(finding.problem.sted, finding.paragraph) for finding in found] == [
            ("avsnitt 1 under «Økonomi»", 1),
            ("avsnitt 2 under «Økonomi»", 2),
            ("avsnitt 4 under «Økonomi»", 4),
        ]

    def test_a_picture_before_it_counts(self) -> None:
        assert places(para("Tekst") + para(drawing("Et bilde")) + para(WRONG)) == ["avsnitt 3"]

    def test_empty_paragraphs_do_not_count_and_are_told_by_what_is_before_them(self) -> None:
        body = para("{{ prosjekt.kommune }}") + para("", style="Ukjent") + para(WRONG)
        found = [finding.problem.sted for finding in check_template(docx_with(body))]
        assert found == ["avsnitt 2", "tomt avsnitt etter avsnitt 1"]

    def test_the_second_paragraph_of_a_cell_has_a_place_of_its_own(self) -> None:
        body = data(header_row("A", "B"), row(cell(para(WRONG) + para("") + para(WRONG)), "b"))
        assert places(body) == ["tabell 1, rad 2, kolonne 1", "tabell 1, rad 2, kolonne 1, avsnitt 2"]


class TestTextBoxes:
    def test_a_fault_in_a_text_box_is_told_once_at_the_paragraph_that_holds_it(self) -> None:
        body = para("En") + para("To") + para("Tre") + para("Fire", text_boxes(para(WRONG))) + para(WRONG)
        assert places(body) == ["tekstboks i avsnitt 4", "avsnitt 5"]

    def test_several_boxes_and_paragraphs_are_told_apart(self) -> None:
        body = para(text_boxes(para("a") + para(WRONG), para(WRONG)))
        assert places(body) == ["avsnitt 2 i tekstboks 1 i avsnitt 1", "tekstboks 2 i avsnitt 1"]

    def test_a_table_in_a_text_box_counts_once(self) -> None:
        inside = data(header_row("A", "B"), row(WRONG, "b"))
        body = para(text_boxes(inside)) + data(header_row("A", "B"), row(WRONG, "b"))
        assert places(body) == ["tabell 1, rad 2, kolonne 1", "tabell 2, rad 2, kolonne 1"]

    def test_the_comment_stands_at_the_paragraph_that_holds_the_box(self) -> None:
        source = docx_with(para("En") + para("To", text_boxes(para(WRONG))))
        marked = with_comments(source, check_template(source))
        assert len(check_template(marked)) == 1


def with_two_headers(sections: int) -> bytes:
    """A template with the same text in two headers: for the first page and the others, or one for each section."""
    parts = parts_of(para("{{ prosjekt.kommune }}"), header=para(WRONG))
    kind = "first" if sections == 1 else "default"
    reference = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="rId9"/>'
    first_section = f"<w:body><w:p><w:pPr>{SECTION.replace('<w:sectPr>', reference)}</w:pPr></w:p>"
    changes = {
        "[Content_Types].xml": (
            "</Types>",
            f'<Override PartName="/word/first.xml" ContentType="{TYPE}header+xml"/></Types>',
        ),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rId9" Type="{R}/header" Target="first.xml"/></Relationships>',
        ),
        "word/document.xml": ("<w:sectPr>", reference) if sections == 1 else ("<w:body>", first_section),
    }
    changed = {name: str(parts[name]).replace(old, new) for name, (old, new) in changes.items()}
    return packed({**parts, **changed, "word/first.xml": parts["word/header.xml"]})


class TestOtherParts:
    @pytest.mark.parametrize(
        ("sections", "expected"),
        [
            (1, ["topptekst på første side", "topptekst"]),
            (2, ["topptekst i inndeling 1", "topptekst i inndeling 2"]),
        ],
    )
    def test_headers_are_told_apart(self, sections: int, expected: list[str]) -> None:
        found = [finding.problem.sted for finding in check_template(with_two_headers(sections))]
        assert sorted(found) == sorted(expected)

    def test_paragraphs_and_cells_of_a_header_are_told_apart(self) -> None:
        header = para(WRONG) + para(WRONG) + data(header_row("A", "B"), row("a", WRONG))
        assert places(para("{{ prosjekt.kommune }}"), header=header) == [
            "topptekst",
            "topptekst, avsnitt 2",
            "topptekst, tabell 1, rad 2, kolonne 2",
        ]

    def test_notes_are_told_apart(self) -> None:
        note = (
            f'{para("a")}</w:footnote><w:footnote w:id="3">{para(WRONG)}</w:footnote><w:footnote w:id="4">{para(WRONG)}'
        )
        assert places(para("{{ prosjekt.kommune }}"), footnotes=note) == ["fotnote 2", "fotnote 3"]
