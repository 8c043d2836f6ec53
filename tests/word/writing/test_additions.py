"""Parts that a report adds to its template: names, ids, content types, and what stays as it was."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from rapportgen.errors import TemplateError
from rapportgen.word import compile_template, render_template
from rapportgen.word.language.budget import Budget
from rapportgen.word.ooxml import zipfile_writer
from rapportgen.word.ooxml.partnames import OFFICE_RELS
from rapportgen.word.settings import Visning
from rapportgen.word.writing.additions import Additions
from tests.word.docx import EGENSKAPER, R, docx_with, packed, para, parts_of

if TYPE_CHECKING:
    from rapportgen.word.compiled import CompiledTemplate

DOCUMENT, CHART, PICTURE = "word/document.xml", OFFICE_RELS + "chart", OFFICE_RELS + "image"
LINK = OFFICE_RELS + "hyperlink"


def compiled(**more: str) -> CompiledTemplate:
    return compile_template(docx_with(para("{{ x }}"), **more), cache=False)


def additions(template: CompiledTemplate | None = None) -> Additions:
    return Additions(template or compiled(), Budget())


def test_nothing_added_leaves_the_packed_parts_as_they_are() -> None:
    template = compiled()
    assert additions(template).lead() is None
    assert additions(template).parts() == []
    report = render_template(template, {"x": "1"}, Visning(), EGENSKAPER)
    assert report.data.startswith(template.lead.body + template.static.body)


def test_ids_follow_the_highest_of_the_template_and_the_same_relationship_has_the_same() -> None:
    own = additions()  # styles and numbering are rId1 and rId2
    assert own.relate(DOCUMENT, CHART, "word/charts/chart1.xml") == "rId3"
    assert own.relate(DOCUMENT, LINK, "https://a.no", external=True) == "rId4"
    assert own.relate(DOCUMENT, CHART, "word/charts/chart1.xml") == "rId3"
    assert own.ids(DOCUMENT) == ("rId3", "rId4")
    assert own.ids("word/header.xml") == ()


def test_a_name_is_numbered_past_those_of_the_template_whatever_their_capitals() -> None:
    pictures = {"word/media/Bilde1.png": b"1", "word/media/bilde3.png": b"3"}
    parts, rels = parts_of(para("{{ x }}")), "word/_rels/document.xml.rels"
    for name in pictures:
        line = f'<Relationship Id="{name[-10:-4]}" Type="{R}/image" Target="/{name}"/></Relationships>'
        parts[rels] = str(parts[rels]).replace("</Relationships>", line)
    template = packed({**parts, **pictures})
    own = additions(compile_template(template, cache=False))
    assert [own.name("word/media/bilde{}.png") for _ in range(3)] == [f"word/media/bilde{n}.png" for n in (2, 4, 5)]


def test_relationships_and_content_types_are_put_in_before_the_end() -> None:
    own = additions(compiled(footer=para("{{ x }}")))
    own.add("word/charts/chart1.xml", b"<x/>", "application/chart+xml")
    own.relate(DOCUMENT, CHART, "word/charts/chart1.xml")
    own.relate("word/charts/chart1.xml", PICTURE, "word/media/b&1.png")
    own.relate("word/footer.xml", LINK, 'https://a.no/?b=1&c="2"', external=True)
    changed = {name: content.decode() for name, content in own.lead() or []}
    assert changed["[Content_Types].xml"].endswith(
        '<Override PartName="/word/charts/chart1.xml" ContentType="application/chart+xml"/></Types>'
    )
    assert changed["word/_rels/document.xml.rels"].endswith(
        f'<Relationship Id="rId4" Type="{CHART}" Target="charts/chart1.xml"/></Relationships>'
    )
    assert changed["word/_rels/footer.xml.rels"].endswith(
        f'<Relationship Id="rId1" Type="{LINK}" Target="https://a.no/?b=1&amp;c=&quot;2&quot;" TargetMode="External"/>'
        "</Relationships>"
    )
    assert [name for name, _ in own.parts()] == ["word/charts/chart1.xml", "word/charts/_rels/chart1.xml.rels"]
    assert b'Id="rId1"' in own.parts()[1][1]
    assert b'Target="../media/b&amp;1.png"' in own.parts()[1][1]


def test_a_part_without_additions_gets_no_relationships_of_its_own() -> None:
    own = additions(compiled(footer=para("{{ x }}")))
    own.add("word/media/bilde1.png", b"", "image/png")
    assert [name for name, _ in own.lead() or []] == ["[Content_Types].xml", "word/_rels/document.xml.rels"]


def test_a_part_that_exists_is_not_added_again_and_an_unknown_one_relates_to_nothing() -> None:
    own = additions()
    own.add("word/charts/chart1.xml", b"", "a/b")
    for name in ("word/charts/chart1.xml", "word/styles.xml", "Word/Document.xml", "docProps/core.xml"):
        with pytest.raises(ValueError, match="finnes allerede"):
            own.add(name, b"", "a/b")
    with pytest.raises(KeyError):
        own.relate("word/styles.xml", PICTURE, "word/media/bilde1.png")


def test_a_report_cannot_grow_without_end() -> None:
    own = Additions(compiled(), Budget(text=10))
    own.add("word/a.xml", b"12345678", "a/b")
    with pytest.raises(TemplateError, match="for stor"):
        own.add("word/b.xml", b"12345678", "a/b")


def test_a_lead_of_another_size_moves_the_members_after_it() -> None:
    first = zipfile_writer.prepare([("a", b"1")])
    rest = zipfile_writer.prepare([("b", b"22"), ("æ", b"333" * 99)], len(first.body))
    longer = zipfile_writer.prepare([("a", b"1" * 50), ("c", b"4" * 70)])
    for lead, names in ((first, ["a", "b", "æ", "d"]), (longer, ["a", "c", "b", "æ", "d"])):
        with zipfile.ZipFile(io.BytesIO(zipfile_writer.finish((lead, rest), [("d", b"5")]))) as archive:
            assert archive.namelist() == names
            assert archive.testzip() is None
            assert archive.read("æ") == b"333" * 99
