"""Templates made of blocks: a whole one in the house look, and blocks put into a file that is there already."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import RGBColor
from template_parts.package import WITHOUT_QUARTER, write_document
from template_parts.page import section
from template_parts.wml import NAMESPACES

from guide_parts.done import do_in_word
from guide_parts.drawing import Drawing
from guide_parts.pages import EXAMPLES, blocks_of, pages

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from guide_parts.pages import Block

_ZIP_TIME = (2024, 1, 1, 0, 0, 0)
TITLE = "Eksempel"


def write_template(path: Path, block: Block) -> None:
    """Write the template that a block describes, the same bytes every time."""
    drawing = drawing_of(block)
    body = drawing.body(block.text) + section(header=False)
    write_document(
        path,
        block.options.get("tittel", TITLE),
        body,
        {},
        category=block.options.get("kategori", WITHOUT_QUARTER if "tittel" in block.options else ""),
        added=drawing.charts.parts,
    )
    if "gjort" in block.options:
        do_in_word(path, block.options["gjort"], block.options.get("tekst", ""))


def drawing_of(block: Block) -> Drawing:
    """How a block wants its text drawn."""
    options = block.options
    return Drawing(
        widths=[float(width) for width in options.get("bredder", "").split(",") if width],
        numbers=[int(column) for column in options.get("tall", "").split(",") if column],
        heading=options.get("overskrift", "Overskrift1"),
        table=options.get("tabell", "Rapporttabell"),
        kind=options.get("diagram", ""),
    )


def example_path(block: Block) -> Path:
    """Where the template of an example stands."""
    return EXAMPLES / f"{block.name}.docx"


def examples() -> list[Block]:
    """The examples of all pages. Raises ValueError when two have the same name."""
    found = [block for page in pages() for block in blocks_of(page) if block.is_example]
    twice = {block.name for block in found if sum(other.name == block.name for other in found) > 1}
    if twice:
        raise ValueError(f"More than one example is called {', '.join(sorted(twice))}.")
    return found


def add_at_end(path: Path, block: Block) -> None:
    """Put what a block describes last in a Word file, as somebody does who types it there."""
    document = Document(str(path))
    drawing = drawing_of(block)
    new = parse_xml(f"<w:body {NAMESPACES}>{drawing.body(block.text)}</w:body>")
    for part in drawing.charts.parts:
        if part.relation:
            _bring_chart(document, new, part, {other.name: other for other in drawing.charts.parts})
    last = document.element.body.find(qn("w:sectPr"))
    for element in list(new):
        last.addprevious(element)
    _save(document, path)


def restyle(path: Path, styles: list[str], colour: str, fill: str) -> None:
    """Give styles another text colour, and tables another fill behind their headings: both RRGGBB."""
    document = Document(str(path))
    for name in styles:
        document.styles[name].font.color.rgb = RGBColor.from_string(colour)
    for style in document.styles.element.iter(qn("w:style")):
        for shade in style.iter(qn("w:shd")):
            if style.get(qn("w:type")) == "table":
                shade.set(qn("w:fill"), fill)
    _save(document, path)


def _bring_chart(document: Any, new: Any, part: Any, others: dict[str, Any]) -> None:
    """Give the document the part of a chart, with its workbook, and the drawing the id of their relationship."""
    package = document.part.package
    number = sum(p.partname.startswith("/word/charts/") for p in package.iter_parts()) + 1
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), part.content_type, part.data, package)
    book = next(other for name, other in others.items() if name.endswith(part.own[0][2].rpartition("/")[2]))
    name = PackURI(f"/word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx")
    chart.relate_to(Part(name, book.content_type, book.data, package), RELATIONSHIP_TYPE.PACKAGE)
    relation = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    for element in new.iter():
        if element.get(qn("r:id")) == part.relation:
            element.set(qn("r:id"), relation)


def _save(document: Any, path: Path) -> None:
    """Save, the same bytes every time."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, old.read(name))
    path.write_bytes(out.getvalue())
