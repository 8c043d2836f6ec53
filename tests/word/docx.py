"""Small Word files for tests: written as XML, read back as text, judged."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from lxml import etree

from rapportgen.word import compile_template, render_template, verify_document
from rapportgen.word.settings import Egenskaper, Visning
from tests.word.judge import judge

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
EGENSKAPER = Egenskaper(tittel="Prøve", forfatter="Moskenes kommune", dato=date(2024, 7, 1))
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def drawing(description: str = "") -> str:
    """A run with a drawing that has an alternative text."""
    named = f' descr="{description}"' if description else ""
    extent = '<wp:extent cx="1" cy="1"/>'
    graphic = (
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic>'
    )
    inline = f'<wp:inline>{extent}<wp:docPr id="7" name="Bilde"{named}/>{graphic}</wp:inline>'
    return f"<w:r><w:drawing>{inline}</w:drawing></w:r>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of one plain text."""
    content = "".join(r if r.startswith("<") else run(r) for r in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{inside}{content}</w:p>"


def cell(content: str = "", width: int = 2000, properties: str = "") -> str:
    """A table cell with one paragraph, or with blocks of XML."""
    blocks = content if content.startswith(("<w:p", "<w:tbl")) else para(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{blocks}</w:tc>'


def row(*cells: str) -> str:
    """A table row of cells, given as XML or as text."""
    return f"<w:tr>{''.join(c if c.startswith('<w:tc>') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str, columns: int = 0, width: int = 2000) -> str:
    """A table of rows."""
    count = columns or rows[0].count("<w:tc>")
    grid = f'<w:gridCol w:w="{width}"/>' * count
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


STYLES = (
    f"{HEAD}<w:styles {NAMESPACES}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punkt2"><w:name w:val="List Bullet 2"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Nummer"><w:name w:val="Nummerert liste"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    "</w:styles>"
)


def _level(number: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def _abstract(number: int, form: str, text: str) -> str:
    levels = "".join(_level(n, form, text.format(n + 1)) for n in range(3))
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'


NUMBERING = (
    f"{HEAD}<w:numbering {NAMESPACES}>{_abstract(0, 'bullet', '•')}{_abstract(1, 'decimal', '%{}.')}"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def parts_of(body: str, **more: str) -> dict[str, str | bytes]:
    """The parts of a document. `header`, `footer`, `footnotes` and `endnotes` give the content of those parts."""
    kinds = {"styles": STYLES, "numbering": NUMBERING}
    types, relationships, section = [], [], SECTION
    for number, (kind, content) in enumerate({**kinds, **more}.items(), 1):
        types.append(f'<Override PartName="/word/{kind}.xml" ContentType="{TYPE}{kind}+xml"/>')
        relationships.append(f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{kind}.xml"/>')
        if kind in ("header", "footer"):
            root = {"header": "hdr", "footer": "ftr"}[kind]
            kinds[kind] = f"{HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"
            section = section.replace(
                "<w:sectPr>", f'<w:sectPr><w:{kind}Reference w:type="default" r:id="rId{number}"/>'
            )
        elif kind in ("footnotes", "endnotes"):
            note = f'<w:{kind[:-1]} w:id="2">{content}</w:{kind[:-1]}>'
            kinds[kind] = f"{HEAD}<w:{kind} {NAMESPACES}>{note}</w:{kind}>"
        else:
            kinds[kind] = content
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPE}document.main+xml"/>{"".join(types)}</Types>'
        ),
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(relationships)}</Relationships>'
        ),
        **{f"word/{kind}.xml": content for kind, content in kinds.items()},
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Parts as a .docx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_with(body: str, **more: str) -> bytes:
    """A .docx with this body: XML, or one plain paragraph."""
    return packed(parts_of(body if body.startswith("<w:") else para(body), **more))


class Report:
    """A report made from a small template, taken apart again."""

    def __init__(self, data: bytes, problems: tuple[Any, ...]) -> None:
        self.data, self.problems = data, problems
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def root(self, part: str = "document") -> etree._Element:
        """A part as a tree."""
        return etree.fromstring(self.parts[f"word/{part}.xml"])

    def all(self, name: str, part: str = "document") -> list[etree._Element]:
        """The elements of that name: `w:tc`, `wp:docPr` …"""
        return self.root(part).findall(f".//{name}", dict(SHORT))

    def values(self, name: str, attribute: str = "val", part: str = "document") -> list[str]:
        """An attribute of all elements of that name."""
        return [element.get(f"{{{W}}}{attribute}", element.get(attribute, "")) for element in self.all(name, part)]

    def paragraphs(self, part: str = "document") -> list[str]:
        """The text of each paragraph: line breaks and tabs as such."""
        return [_text(p) for p in self.all("w:p", part)]

    @property
    def text(self) -> str:
        """The text of the body, a line for each paragraph."""
        return "\n".join(self.paragraphs())

    def cells(self) -> list[list[str]]:
        """The texts of the cells of the first table, row by row."""
        first = self.all("w:tbl")[0]
        return [[_text(c) for c in r.findall("w:tc", dict(SHORT))] for r in first.findall("w:tr", dict(SHORT))]

    def styles(self) -> list[str]:
        """The style of each paragraph, «» for none."""
        return [style_of(p) for p in self.all("w:p")]


SHORT = {
    "w": W,
    "r": R,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_TYPED = {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find("w:pPr/w:pStyle", dict(SHORT))
    return "" if style is None else style.get(f"{{{W}}}val", "")


def _text(element: etree._Element) -> str:
    out = []
    for child in element.iter():
        name = etree.QName(child).localname
        out.append(
            child.text or "" if name == "t" else _TYPED.get(name, "") if child.getparent().tag == f"{{{W}}}r" else ""
        )
    return "".join(out)


@cache
def _compiled(template: bytes) -> Any:
    return compile_template(template, cache=False)


def render(template: bytes | str, visning: Visning | None = None, judged: bool = True, **context: object) -> Report:
    """The report of a template (a .docx, or the text of its one paragraph), checked by our rules and the judges."""
    data = template if isinstance(template, bytes) else docx_with(template)
    made = render_template(_compiled(data), context, visning or Visning(), EGENSKAPER)
    if judged:
        assert verify_document(made.data) == []
        assert judge(made.data) == []
    return Report(made.data, made.problems)
