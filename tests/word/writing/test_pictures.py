"""`{{ bilde(figur) }}`: fitted, described, written once."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.bilder import read_picture
from rapportgen.model.utelatt import Utelatt
from rapportgen.word import compile_template, render_template, verify_document
from rapportgen.word.settings import Visning
from rapportgen.word.writing.pictures import EMU_PER_PIXEL, EMU_PER_TWIP, fitted
from tests.model.test_bilder import picture
from tests.word.docx import EGENSKAPER, Report, cell, drawing, packed, para, parts_of, render, row, run, table
from tests.word.judge import judge

FILES = {
    "stor.png": read_picture(picture("PNG", (3000, 1500))),
    "liten.jpg": read_picture(picture("JPEG", (60, 40))),
    "lang.gif": read_picture(picture("GIF", (500, 5000))),
    "lik.png": read_picture(picture("PNG", (3000, 1500))),
}
FIGURER = {
    "forside": {"id": "forside", "fil": "stor.png", "figurtekst": "Huset", "alternativ_tekst": 'Huset & "veien" <1>'},
    "ikon": {"id": "ikon", "fil": "liten.jpg", "figurtekst": "Ikon [fotnote: a]", "alternativ_tekst": None},
    "lang": {"id": "lang", "fil": "lang.gif", "figurtekst": None, "alternativ_tekst": None},
    "borte": {"id": "borte", "fil": "borte.png", "figurtekst": "Et kart", "alternativ_tekst": "Kart"},
}


SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = " ".join(f'w:{side}="1134"' for side in ("top", "right", "bottom", "left"))
PAGE = f'{SIZE}<w:pgMar {MARGINS} w:header="700" w:footer="700" w:gutter="0"/>'


def shown(body: str, **more: str) -> Report:
    """The report of a template on A4 with margins of 2 cm."""
    parts = parts_of(body, **more)
    parts["word/document.xml"] = PAGE.join(str(parts["word/document.xml"]).rsplit(SIZE, 1))
    compiled = compile_template(packed(parts), cache=False)
    made = render_template(compiled, {"figurer": FIGURER, "figur": FIGURER}, Visning(), EGENSKAPER, FILES)
    assert verify_document(made.data) == []
    assert judge(made.data) == []
    return Report(made.data, made.problems)


def sizes(report: Report, part: str = "document") -> list[tuple[int, int]]:
    """Width and height of each drawing, in EMU."""
    return [(int(e.get("cx", "")), int(e.get("cy", ""))) for e in report.all("wp:extent", part)]


TEXT_WIDTH = (11906 - 2 * 1134) * EMU_PER_TWIP


@pytest.mark.parametrize(
    "body", [para('{{ bilde(figur["forside"]) }}'), para('{{p bilde("forside") }}'), para('{{ bilde("Forside") }} ')]
)
def test_a_large_picture_takes_the_width_of_the_text(body: str) -> None:
    report = shown(body)
    assert sizes(report) == [(TEXT_WIDTH, TEXT_WIDTH // 2)]
    assert report.all("wp:docPr")[0].get("descr") == 'Huset & "veien" <1>'
    assert report.problems == ()


def test_a_small_picture_is_not_enlarged_and_is_described_by_its_caption() -> None:
    report = shown(para('{{ bilde("ikon") }}'))
    assert sizes(report) == [(60 * EMU_PER_PIXEL, 40 * EMU_PER_PIXEL)]
    assert report.all("wp:docPr")[0].get("descr") == "Ikon"


def test_a_tall_picture_leaves_room_for_its_caption() -> None:
    ((width, height),) = sizes(shown(para('{{ bilde("lang") }}')))
    assert height < (16838 - 2 * 1134) * EMU_PER_TWIP
    assert height == pytest.approx(width * 10, rel=0.01)


def test_a_picture_in_a_cell_has_the_width_of_the_cell() -> None:
    report = shown(table(row(cell('{{ bilde("forside") }}', width=4000), "b")) + para(""))
    assert sizes(report)[0][0] == (4000 - 216) * EMU_PER_TWIP


def test_a_picture_in_columns_and_indented_is_narrower() -> None:
    indented = para('{{ bilde("forside") }}', properties='<w:ind w:left="1000"/>')
    columns = f'<w:sectPr>{PAGE}<w:cols w:num="2" w:space="638"/></w:sectPr>'
    report = shown(
        indented + para('{{ bilde("forside") }}') + para("", properties=columns) + para('{{ bilde("forside") }}')
    )
    assert [width // EMU_PER_TWIP for width, _ in sizes(report)] == [3500, 4500, 9638]


def test_the_same_picture_is_one_part_and_each_drawing_has_an_id_of_its_own() -> None:
    FIGURER["lik"] = {"id": "lik", "fil": "lik.png"}
    body = para('{% for k in ["forside", "lik", "ikon"] %}{{ bilde(k) }}{% endfor %}') + para('{{ bilde("forside") }}')
    report = shown(body)
    media = sorted(name for name in report.parts if "media" in name)
    assert media == ["word/media/bilde1.jpeg", "word/media/bilde1.png"]
    assert len({e.get("id") for e in report.all("wp:docPr")}) == 4
    assert report.parts["word/media/bilde1.png"] == FILES["stor.png"].data


@pytest.mark.parametrize("part", ["header", "footer"])
def test_a_logo_in_the_header(part: str) -> None:
    report = shown(para("tekst {{ figurer.ikon.id }}"), **{part: para('{{ bilde("ikon") }}')})
    assert sizes(report, part) == [(60 * EMU_PER_PIXEL, 40 * EMU_PER_PIXEL)]
    assert f"word/_rels/{part}.xml.rels" in report.parts


def test_a_file_that_could_not_be_read_leaves_a_line_and_a_problem() -> None:
    report = shown(para('{{ bilde("borte") }}'))
    assert report.text == "[Figuren «Et kart» mangler]"
    assert [(p.kode, p.verdi) for p in report.problems] == [("figurfil", "borte.png")]


def test_a_figure_that_no_row_has_is_nothing_or_a_problem_when_it_was_named() -> None:
    assert shown(para('a{{ bilde(figur["finnes"] if false else none) }}')).text == "a"
    report = shown(para('a{{ bilde("finnes") }}'))
    assert report.text == "a"
    assert [p.kode for p in report.problems] == ["ukjent-figur"]


@pytest.mark.parametrize("key", ["", " ", Utelatt("mangler")])
def test_a_figure_with_an_empty_key_is_told_of(key: object) -> None:
    report = render(para("a{{ bilde(k) }}"), k=key, figurer=FIGURER)
    assert report.text == "a"
    assert [(p.kode, p.sted, p.verdi) for p in report.problems] == [("tom-noekkel", "avsnitt 1", "{{ bilde(k) }}")]


@pytest.mark.parametrize(
    "body", [para("{{ bilde(3) }}"), para("{{ bilde(figurer | antall) }}"), para(drawing("{{ bilde('ikon') }}"))]
)
def test_what_is_no_figure_stops_the_report_with_a_message(body: str) -> None:
    with pytest.raises(TemplateError):
        shown(body)


def test_text_around_a_picture_stays() -> None:
    report = shown(para(run("Før {{ bilde('ikon') }} etter", "<w:b/>")))
    assert report.text == "Før  etter"
    assert len(report.all("w:drawing")) == 1


@pytest.mark.parametrize(
    ("pixels", "room", "expected"),
    [
        ((100, 50), (10_000, 10_000), (952_500, 476_250)),
        ((1, 100_000), (1000, 1000), (6, 635_000)),
        ((10, 10), (), (95_250, 95_250)),
    ],
)
def test_fitting(pixels: tuple[int, int], room: tuple[int, ...], expected: tuple[int, int]) -> None:
    assert fitted(*pixels, room) == expected


@pytest.mark.parametrize(("height", "shown_height"), [("5", 5), ("2.5", 2.5), ("100", None)])
def test_a_template_says_how_high_a_picture_may_be(height: str, shown_height: float | None) -> None:
    ((width, high),) = sizes(shown(para(f'{{{{ bilde("forside", {height}) }}}}')))
    expected = TEXT_WIDTH // 2 if shown_height is None else shown_height * 360_000
    assert high == pytest.approx(expected, rel=0.001)
    assert width == pytest.approx(2 * high, rel=0.001)


@pytest.mark.parametrize("height", ["0", "-3", "'høy'", "1000"])
def test_a_height_that_is_none_is_a_fault(height: str) -> None:
    with pytest.raises(TemplateError, match="høyde i centimeter"):
        shown(para(f'{{{{ bilde("forside", {height}) }}}}'))
