"""Small templates with a table of contents, and its lines read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.word.docx import HEAD, NAMESPACES, docx_with, para, run

if TYPE_CHECKING:
    from lxml import etree

    from tests.word.docx import Report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
USUAL = 'TOC \\o "1-2" \\h \\z \\u'


def _style(style_id: str, name: str, more: str = "", based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:pPr>{more}</w:pPr></w:style>'
    )


def _numbered(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


STYLES = (
    f"{HEAD}<w:styles {NAMESPACES}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + _style("Overskrift1", "heading 1", f'{_numbered(0)}<w:outlineLvl w:val="0"/>')
    + _style("Overskrift2", "heading 2", f'{_numbered(1)}<w:outlineLvl w:val="1"/>')
    + _style("Overskrift3", "heading 3", f'{_numbered(2)}<w:outlineLvl w:val="2"/>')
    + _style("Innholdsoverskrift", "TOC Heading", f'{_numbered(0, 0)}<w:outlineLvl w:val="9"/>', "Overskrift1")
    + _style("Vedlegg", "Vedlegg", f'{_numbered(0, 2)}<w:outlineLvl w:val="0"/>')
    + _style("Uten", "Uten nummer", '<w:outlineLvl w:val="0"/>')
    + _style("INNH1", "toc 1", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>')
    + "</w:styles>"
)
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
    for n, text in enumerate(("%1", "%1.%2", "%1.%2.%3"))
)
NUMBERING = (
    f"{HEAD}<w:numbering {NAMESPACES}>"
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{_LEVELS}'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:suff w:val="space"/><w:lvlText w:val="Vedlegg %1:"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def mark(kind: str) -> str:
    """The beginning, middle or end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def toc(instruction: str = USUAL, *printed: str) -> str:
    """A field for contents over several paragraphs, as Word writes it; `printed` are the lines it last held."""
    first, *rest = printed or ("Gammel linje",)
    text = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    lines = [para(mark("begin"), text, mark("separate"), run(first)), *(para(run(line)) for line in rest)]
    return "".join([*lines, para(mark("end"))])


def toc_in_one(instruction: str = USUAL, before: str = "", after: str = "") -> str:
    """A field for contents in one paragraph."""
    text = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return para(before, mark("begin"), text, mark("separate"), run("Gammel linje"), mark("end"), after)


def heading(text: str, level: int = 1, more: str = "") -> str:
    return para(text, style=f"Overskrift{level}", properties=more)


def template(*body: str, styles: str = STYLES) -> bytes:
    return docx_with("".join(body), styles=styles, numbering=NUMBERING)


class Line(NamedTuple):
    """A line of contents: the style, what is printed, the bookmark it leads to."""

    style: str
    text: str
    target: str


def lines(report: Report) -> list[Line]:
    """The lines of all contents of a report."""
    found = []
    for link in report.all("w:hyperlink"):
        style = link.getparent().find(f"{W}pPr/{W}pStyle")
        found.append(Line("" if style is None else style.get(W + "val"), printed(link), link.get(W + "anchor")))
    return found


def printed(element: etree._Element) -> str:
    """The text of an element, with tabs, as a reader sees it."""
    signs = {W + "t": lambda e: e.text or "", W + "tab": lambda e: "\t", W + "br": lambda e: "\n"}
    return "".join(signs[e.tag](e) for e in element.iter(*signs) if e.getparent().tag == W + "r")


def targets(report: Report) -> dict[str, str]:
    """The bookmarks of a report, and the text of the paragraph each is in."""
    return {b.get(W + "name"): printed(next(b.iterancestors(W + "p"))) for b in report.all("w:bookmarkStart")}
