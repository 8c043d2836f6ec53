"""Every shipped template with every sample gives a report that everybody can read, on paper, on screen and by ear."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from rapportgen.pipeline import draft_report, finish_drafts
from rapportgen.resources import shipped_samples, shipped_templates
from tests.contrast import NS, Colours, W, value
from tests.needs import needs_office
from tests.word.pdf_judge import judge_pdf, links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.pipeline import Draft

pytestmark = pytest.mark.xdist_group("reports")  # where tests are shared out by group, the reports are made once
REPORTS = [(template, sample) for template in shipped_templates() for sample in shipped_samples()]
ONLY_IN_SAMI = re.compile("[čđŋšŧž]", re.IGNORECASE)
LEAST_CONTRAST = 4.5
SEVERAL_PAPERS = {"mandat"}  # a paper with a title of its own for each group


@cache
def drafts() -> dict[tuple[str, str], Draft]:
    """Every report with its PDF, when LibreOffice is there: all made in one go."""
    found = [draft_report(template, shipped_samples()[sample], dato=date(2024, 7, 15)) for template, sample in REPORTS]
    return dict(zip(REPORTS, finish_drafts(found, pdf=True), strict=True))


@cache
def parts(template: str, sample: str) -> dict[str, etree._Element]:
    """The XML parts of a report."""
    with zipfile.ZipFile(io.BytesIO(drafts()[template, sample].rendered.data)) as archive:
        return {n: etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith(".xml")}


def written(template: str, sample: str) -> list[etree._Element]:
    """The body, the headers and footers, and the notes."""
    pattern = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
    return [root for name, root in parts(template, sample).items() if pattern.fullmatch(name)]


def styles_named(template: str, sample: str) -> dict[str, str]:
    styles = parts(template, sample)["word/styles.xml"]
    return {value(s, "styleId"): value(s.find("w:name", NS)).casefold() for s in styles.iter(W + "style")}


def text_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))


def paragraphs(template: str, sample: str) -> Iterator[tuple[str, str]]:
    """The name of the style and the text of every paragraph of the body that has any."""
    names = styles_named(template, sample)
    for paragraph in parts(template, sample)["word/document.xml"].iter(W + "p"):
        if text_of(paragraph).strip():
            yield names.get(value(paragraph.find("w:pPr/w:pStyle", NS)), "normal"), text_of(paragraph)


@pytest.mark.parametrize(("template", "sample"), REPORTS)
class TestReport:
    def test_headings_come_in_order_without_jumps(self, template: str, sample: str) -> None:
        found = [
            (int(name[-1]), text) for name, text in paragraphs(template, sample) if re.fullmatch(r"heading \d", name)
        ]
        assert [
            f"{text!r} is on level {level} after level {before}"
            for (before, _), (level, text) in pairwise([(0, ""), *found])
            if level > before + 1
        ] == []

    def test_it_has_one_title_and_says_it_in_its_properties(self, template: str, sample: str) -> None:
        titles = [
            text for name, text in paragraphs(template, sample) if re.fullmatch(r"title|\w*(?<!under)tittel", name)
        ]
        assert len(titles) == 1 or (template in SEVERAL_PAPERS and titles)
        assert len(set(titles)) == len(titles)
        core = parts(template, sample)["docProps/core.xml"]
        assert core.findtext("{http://purl.org/dc/elements/1.1/}title")

    def test_every_table_has_a_heading_row_and_an_alternative_text(self, template: str, sample: str) -> None:
        for root in written(template, sample):
            for table in root.iter(W + "tbl"):
                if root.tag == W + "document":
                    assert table.find("w:tr/w:trPr/w:tblHeader", NS) is not None, text_of(table)[:80]
                    assert value(table.find("w:tblPr/w:tblDescription", NS)), text_of(table)[:80]

    def test_every_drawing_has_an_alternative_text(self, template: str, sample: str) -> None:
        for root in written(template, sample):
            for drawing in root.iter("{*}docPr"):
                assert drawing.get("descr", "").strip(), drawing.get("name")

    def test_the_language_is_said_and_sami_is_sami(self, template: str, sample: str) -> None:
        default = parts(template, sample)["word/styles.xml"].find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NS)
        assert value(default) == "nb-NO"
        runs = [run for root in written(template, sample) for run in root.iter(W + "r")]
        in_sami = [run for run in runs if ONLY_IN_SAMI.search(text_of(run))]
        assert [text_of(run) for run in in_sami if value(run.find("w:rPr/w:lang", NS)) != "se-NO"] == []

    def test_every_text_stands_out_from_what_it_stands_on(self, template: str, sample: str) -> None:
        colours = Colours(parts(template, sample)["word/styles.xml"])
        pairs = [pair for root in written(template, sample) for pair in colours.pairs(root)]
        assert len(pairs) > 3
        assert [pair for pair in pairs if pair.contrast < LEAST_CONTRAST] == []

    def test_there_are_no_text_boxes(self, template: str, sample: str) -> None:
        assert [e for root in written(template, sample) for e in root.iter(W + "txbxContent", W + "pict")] == []

    @needs_office
    def test_its_pdf_is_fit_for_archive_and_screen_readers(self, template: str, sample: str) -> None:
        draft = drafts()[template, sample]
        assert draft.pdf is not None
        assert judge_pdf(draft.pdf, title=draft.properties.tittel, language=draft.properties.spraak) == []

    @needs_office
    def test_page_numbers_in_the_contents_are_those_of_the_headings(self, template: str, sample: str) -> None:
        draft = drafts()[template, sample]
        for problem in draft.problems:
            assert problem.kode not in ("sidetall-mangler", "sidetall-usikre", "skrift-mangler")
        assert draft.pdf is not None
        assert printed_pages(draft.pdf) == linked_pages(draft.pdf)


def printed_pages(pdf: bytes) -> list[str]:
    """The page number at the end of every line of contents."""
    return [text.rpartition("\t")[2] for text, _ in links(pdf) if "\t" in text]


def linked_pages(pdf: bytes) -> list[str]:
    """What is printed on the page that every line of contents leads to."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        labels = [page.label for page in opened.pages]
    return [labels[page - 1] for text, page in links(pdf) if "\t" in text]


@needs_office
def test_the_comparison_of_page_numbers_compares_something() -> None:
    with_contents = [draft for draft in drafts().values() if draft.compiled.contents is not None]
    assert with_contents
    assert all(draft.pdf and printed_pages(draft.pdf) for draft in with_contents)
