"""PDFs of reports, made by LibreOffice and read back."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from rapportgen.errors import OfficeError
from rapportgen.model.rader import Oppslag
from rapportgen.problems import feil
from rapportgen.word import compile_template, render_template
from rapportgen.word.office import office
from rapportgen.word.office.finish import Finished, Unfinished, finish_reports
from rapportgen.word.office.office_copy import Section
from rapportgen.word.office.pdf import aligned
from rapportgen.word.office.pdf_pages import Numbering, Pages, numberings, printed_number
from rapportgen.word.office.pdf_seal import is_untouched_pdf
from rapportgen.word.settings import Egenskaper, Visning
from tests.needs import needs_office
from tests.word import charts
from tests.word.contents_docx import Line, heading, lines, template, toc
from tests.word.docx import NAMESPACES, Report, cell, para, row
from tests.word.pdf_judge import headings, judge_pdf, links, structure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TITLE = "Tall & tekst <2024>"
PROPERTIES = Egenskaper(tittel=TITLE, forfatter="Moskenes kommune", emne="Æ & Ø", dato=date(2024, 7, 1))
NEW_PAGE = "<w:pageBreakBefore/>"


def unfinished(data: bytes, **context: Any) -> Unfinished:
    compiled = compile_template(data, cache=False)
    return Unfinished(compiled, render_template(compiled, context, Visning(), PROPERTIES), PROPERTIES)


def section(numbering: str, orientation: str = 'w:w="11906" w:h="16838"') -> str:
    return para("", properties=f'<w:sectPr><w:pgSz {orientation}/><w:pgMar w:left="1400" w:right="1400" w:top="1400" '
                f'w:bottom="1400" w:header="700" w:footer="700" w:gutter="0"/>{numbering}</w:sectPr>')  # fmt: skip


def a_plan() -> bytes:
    """A cover that is not counted, contents with small Roman numbers, chapters from 1, a table."""
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/>'
        '<w:gridCol w:w="2000"/></w:tblGrid>'
        + row("Tiltak", "Status").replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")
        + row(cell("A"), cell("B"))
        + "</w:tbl>"
    )
    return template(
        para("Forside"), section('<w:pgNumType w:start="0"/>'),
        para("Innhold", style="Innholdsoverskrift"), toc(),
        section('<w:pgNumType w:fmt="lowerRoman" w:start="1"/>'),
        heading("Innledning", 1, NEW_PAGE), para("{{ x }}"), table, para(""), section('<w:pgNumType w:start="1"/>'),
        para("{%p for r in rader %}"), heading("Del {{ r }}", 1, NEW_PAGE), heading("Innledning", 2),
        para("{%p endfor %}"),
    )  # fmt: skip


@cache
def finished() -> tuple[Finished, Finished]:
    """Two plans, made in one go."""
    drafts = [unfinished(a_plan(), x="Æ", rader=rows) for rows in (["a & b", "c"], [])]
    first, second = finish_reports(drafts, pdf=True)
    return first, second


@needs_office
class TestPdf:
    def test_it_is_fit_for_archive_and_screen_readers(self) -> None:
        for one in finished():
            assert one.problems == ()
            assert one.pdf is not None
            assert judge_pdf(one.pdf, title=TITLE) == []

    def test_page_numbers_are_those_printed_on_the_pages(self) -> None:
        report = Report(finished()[0].report.data, ())
        assert [line.text for line in lines(report)] == [
            "1\tInnledning\t1", "2\tDel a & b\t2", "2.1\tInnledning\t2", "3\tDel c\t3", "3.1\tInnledning\t3",
        ]  # fmt: skip
        assert [line.text for line in lines(Report(finished()[1].report.data, ()))] == ["1\tInnledning\t1"]

    def test_links_and_outline_lead_to_the_pages_of_the_headings(self) -> None:
        data = finished()[0].pdf
        assert data is not None
        on_page = dict(links(data))
        assert on_page == {"1\tInnledning\t1": 3, "2\tDel a & b\t2": 4, "2.1\tInnledning\t2": 4, "3\tDel c\t3": 5,
                           "3.1\tInnledning\t3": 5}  # fmt: skip
        assert [page for title, page in headings(data) if title != "Innhold"] == sorted(on_page.values())

    def test_viewers_show_the_printed_page_numbers(self) -> None:
        with pikepdf.open(io.BytesIO(finished()[0].pdf or b"")) as pdf:
            assert [page.label for page in pdf.pages] == ["0", "i", "1", "2", "3"]

    def test_contents_and_headings_are_tagged(self) -> None:
        with pikepdf.open(io.BytesIO(finished()[0].pdf or b"")) as pdf:
            kinds = [kind for kind, _ in structure(pdf)]
        assert kinds.count("/TOC") == 1
        assert kinds.count("/TOCI") == 5
        assert [kind for kind in kinds if kind in ("/H1", "/H2")][-5:] == ["/H1", "/H1", "/H2", "/H1", "/H2"]

    def test_the_same_report_gives_the_same_bytes(self) -> None:
        again = finish_reports([unfinished(a_plan(), x="Æ", rader=["a & b", "c"])], pdf=True)[0]
        assert again.pdf == finished()[0].pdf
        assert again.report.data == finished()[0].report.data

    def test_numbers_are_filled_in_without_a_pdf_too(self) -> None:
        (one,) = finish_reports([unfinished(a_plan(), x="Æ", rader=["a & b", "c"])])
        assert one.pdf is None
        assert one.report.data == finished()[0].report.data

    def test_each_figure_says_what_its_drawing_does(self) -> None:
        body = "".join(para(charts.picture_of(n, f"[graf: økonomi] Nr. {n} < {{{{ x }}}}")) + para("æ") for n in (1, 2))
        data = charts.template(body, dict.fromkeys((1, 2), charts.bar_chart("Budsjett", "Regnskap")))
        (one,) = finish_reports([unfinished(data, x="9 & 10", grafer=Oppslag({"økonomi": charts.PLAIN}))], pdf=True)
        expected = charts.described(Report(one.report.data, ()))
        assert [text[:15] for text in expected] == ["Nr. 1 < 9 & 10 ", "Nr. 2 < 9 & 10 "]
        with pikepdf.open(io.BytesIO(one.pdf or b"")) as pdf:
            assert [str(element.Alt) for kind, element in structure(pdf) if kind == "/Figure"] == expected

    def test_it_knows_whether_somebody_has_saved_it_again(self, tmp_path: Path) -> None:
        file = tmp_path / "rapport.pdf"
        file.write_bytes(finished()[0].pdf or b"")
        assert is_untouched_pdf(file)
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            pdf.save(file)
        assert not is_untouched_pdf(file)

    def test_fonts_that_the_machine_lacks_are_named(self) -> None:
        styles = (
            f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
            '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/>'
            '<w:rPr><w:rFonts w:ascii="Finnes Ikke"/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="Ubrukt"><w:name w:val="Ubrukt"/>'
            '<w:rPr><w:rFonts w:ascii="Heller Ikke"/></w:rPr></w:style></w:styles>'
        )
        (one,) = finish_reports([unfinished(template(toc(), heading("En"), para("tekst {{ x }}"), styles=styles), x=1)])
        assert [(problem.kode, problem.verdi) for problem in one.problems] == [("skrift-mangler", "Finnes Ikke")]


def test_without_libreoffice_there_are_links_without_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORTGEN_SOFFICE", "0")
    (one,) = finish_reports([unfinished(template(toc(), heading("En {{ x }}")), x=1)], pdf=True)
    assert lines(Report(one.report.data, ())) == [Line("INNH1", "1\tEn 1", "_Toc100000001")]
    assert one.pdf is None
    assert [(problem.alvor, problem.kode) for problem in one.problems] == [
        ("feil", "pdf-ikke-laget"),
        ("advarsel", "sidetall-mangler"),
    ]
    assert "RAPPORTGEN_SOFFICE er 0" in one.problems[0].melding


@needs_office
def test_what_was_made_before_libreoffice_stopped_answering_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    to_pdf, calls = office.to_pdf, []

    def once(documents: Sequence[bytes]) -> list[bytes | None]:
        calls.append(len(documents))
        if len(calls) > 1:
            raise OfficeError("LibreOffice svarer ikke.")
        return to_pdf(documents)

    monkeypatch.setattr(office, "to_pdf", once)
    drafts = [unfinished(template(toc(), heading("En {{ x }}")), x=1), unfinished(template(para("{{ x }}")), x=1)]
    long, short = finish_reports(drafts, pdf=True)
    assert calls == [2, 1]
    assert long.pdf is None
    assert long.problems[0].melding == "PDF-en er ikke laget. LibreOffice svarer ikke."
    assert short.pdf is not None


@needs_office
def test_numbers_that_would_harm_the_report_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = feil("dokument-xml", "word", "Ikke gyldig.")
    monkeypatch.setattr("rapportgen.word.office.finish.verify_parts", lambda _: [fault])
    draft = unfinished(template(toc(), heading("En {{ x }}")), x=1)
    (one,) = finish_reports([draft])
    assert one.report == draft.report
    assert [(problem.kode, problem.melding) for problem in one.problems] == [
        ("sidetall-mangler", "Innholdsfortegnelsen har lenker, men ikke sidetall. De lot seg ikke sette inn.")
    ]


def test_a_report_without_contents_needs_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORTGEN_SOFFICE", "0")
    draft = unfinished(template(heading("En {{ x }}")), x=1)
    assert finish_reports([draft]) == [Finished(draft.report, None, ())]


@pytest.mark.parametrize(
    ("own", "drawings", "expected"),
    [
        (["", ""], ["A", "B"], ["A", "B"]),
        (["A", ""], ["A", "B"], ["A", "B"]),
        (["", "B"], ["A", "", "B"], ["A", "B"]),
        (["A", "", "C"], ["A", "B", "C", "D"], ["A", "B", "C"]),
        (["", "", ""], ["A"], ["A", "", ""]),
        ([], ["A"], []),
    ],
)
def test_figures_get_the_texts_of_their_drawings(own: list[str], drawings: list[str], expected: list[str]) -> None:
    assert aligned(own, drawings) == expected


def test_pages_are_numbered_anew_where_a_section_says_so() -> None:
    rules = [Numbering(0, 0, "decimal"), Numbering(1, 1, "lowerRoman"), Numbering(4, 1, "decimal")]
    assert [printed_number(page, rules) for page in range(6)] == ["0", "i", "ii", "iii", "1", "2"]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ([Section("a", None, "decimal"), Section("b", None, "decimal")], ["1", "2", "3", "4"]),
        ([Section("a", 5, "decimal"), Section("b", None, "upperRoman")], ["5", "6", "VII", "VIII"]),
        ([Section("a", None, "decimal"), Section("b", 1, "decimal")], ["1", "2", "1", "2"]),
        ([Section("a", 0, "decimal"), Section("b", None, "decimal", "oddPage")], ["0", "1", "3", "4"]),
        ([Section("a", None, "decimal"), Section("b", None, "decimal", "evenPage")], ["1", "2", "4", "5"]),
        ([Section("a", None, "decimal"), Section("finnes ikke", 7, "decimal")], ["1", "2", "3", "4"]),
    ],
)
def test_sections_go_on_start_anew_or_skip_a_number(sections: list[Section], expected: list[str]) -> None:
    rules = numberings(sections, Pages(4, {"a": 0, "b": 2}, frozenset()))
    assert [printed_number(page, rules) for page in range(4)] == expected
