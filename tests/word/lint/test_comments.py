"""The marked copy of a template: a comment at each finding, and otherwise the template."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from rapportgen.resources import shipped_templates
from rapportgen.word.lint import check_template, with_comments
from tests.word.docx import HEAD, NAMESPACES, TYPE, R, W, docx_with, packed, para, parts_of, row, run, table
from tests.word.judge import judge

WRONG = "{{ prosjekt.komune }}"
BODY = (
    para("Innledning") + para(f"Kommunen er {WRONG}.", style="Overskrift1") + table(row("a", "{{ tiltak }}")) + para("")
)


def marked(template: bytes) -> dict[str, bytes]:
    data = with_comments(template, [f for f in check_template(template) if f.problem.alvor == "feil"])
    assert judge(data) == []
    return members(data)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comments(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """The author and the text of each comment."""
    root = etree.fromstring(parts["word/comments.xml"])
    return [(one.get(f"{{{W}}}author", ""), " ".join(one.itertext())) for one in root]


def commented_paragraphs(parts: dict[str, bytes]) -> list[str]:
    root = etree.fromstring(parts["word/document.xml"])
    starts = root.iter(f"{{{W}}}commentRangeStart")
    return ["".join(parent.itertext()) for start in starts if (parent := start.getparent()) is not None]


def test_each_finding_has_a_comment_at_its_paragraph() -> None:
    parts = marked(docx_with(BODY))
    assert commented_paragraphs(parts) == [f"Kommunen er {WRONG}.", "{{ tiltak }}"]
    assert comments(parts)[0] == (
        "rapportgen",
        "Feil: Feltet prosjekt.komune finnes ikke. Mente du {{ prosjekt.kommune }}?",
    )


def test_everything_else_is_as_it_was() -> None:
    before, after = members(docx_with(BODY)), marked(docx_with(BODY))
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/comments.xml",
    }


def test_the_same_template_gives_the_same_bytes() -> None:
    template = docx_with(BODY)
    findings = check_template(template)
    assert with_comments(template, findings) == with_comments(template, findings)


def test_what_stands_in_a_header_is_told_at_the_beginning_with_its_place() -> None:
    parts = marked(docx_with(para("Først {{ prosjekt.kommune }}"), header=para(WRONG)))
    assert commented_paragraphs(parts) == ["Først {{ prosjekt.kommune }}"]
    assert comments(parts)[0][1].startswith("Feil (topptekst): Feltet prosjekt.komune finnes ikke.")


def test_the_comments_of_others_stay() -> None:
    parts = parts_of(
        '<w:p><w:commentRangeStart w:id="4"/>' + run(WRONG) + '<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r></w:p>'
    )
    parts["word/comments.xml"] = (
        f'{HEAD}<w:comments {NAMESPACES}><w:comment w:id="4" w:author="Kari"><w:p><w:r><w:t>Se her</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    related = f'<Relationship Id="rId99" Type="{R}/comments" Target="comments.xml"/></Relationships>'
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    parts[rels] = str(parts[rels]).replace("</Relationships>", related)
    override = f'<Override PartName="/word/comments.xml" ContentType="{TYPE}comments+xml"/></Types>'
    parts[types] = str(parts[types]).replace("</Types>", override)
    found = comments(marked(packed(parts)))
    assert [author for author, _ in found] == ["Kari", "rapportgen"]


def test_a_finding_in_a_text_box_is_told_at_the_paragraph_around_it() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{para(WRONG)}</w:txbxContent></w:pict></w:r>"
    template = docx_with(para("Utenfor {{ prosjekt.kommune }}", box))
    parts = members(with_comments(template, check_template(template)))
    root = etree.fromstring(parts["word/document.xml"])
    (start,) = root.iter(f"{{{W}}}commentRangeStart")
    assert next(start.iterancestors(f"{{{W}}}txbxContent"), None) is None


def test_a_template_without_findings_is_copied() -> None:
    source = next(iter(shipped_templates().values()))
    copied = members(with_comments(source, []))
    assert copied["word/document.xml"] == members(source.read_bytes())["word/document.xml"]
