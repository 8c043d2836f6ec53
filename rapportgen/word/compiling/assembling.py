"""The last step of compiling: the programs of the parts and what stands around them, put together as one template.

What reports copy as it is gets packed here, once; what they write anew is cut open where their own parts go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen import problems
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.compiled import CompiledTemplate, Numbering, Use
from rapportgen.word.compiling.category import says_portfolio, says_without_quarter
from rapportgen.word.compiling.footnotepart import note_part
from rapportgen.word.language.formats import language_of
from rapportgen.word.ooxml import ns, zipfile_writer
from rapportgen.word.ooxml.cleaning import part_of_kind
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.openings import cut_openings, standing
from rapportgen.word.ooxml.package import write_xml
from rapportgen.word.ooxml.properties import APP_PART, APP_XML, CORE_PART
from rapportgen.word.settings import LOCALES
from rapportgen.word.writing.lists import read_looks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from rapportgen.word.compiled import Part
    from rapportgen.word.compiling.footnotepart import NoteStyles
    from rapportgen.word.compiling.spots import Spots
    from rapportgen.word.contents.contents_field import TemplateContents
    from rapportgen.word.drawing.charts import Charts
    from rapportgen.word.drawing.gantt import GanttPattern
    from rapportgen.word.drawing.matrix import MatrixPattern
    from rapportgen.word.ooxml.package import Package
    from rapportgen.word.tags.marks import Marks

_WORD = pattern(r"\w+")


class Pieces(NamedTuple):
    """What compiling leaves behind: the package, its properties, the roots of its parts, and what was found in them."""

    package: Package
    properties: Mapping[str, str]
    roots: Mapping[str, _Element]
    styles: _Element | None
    numbering: _Element | None
    note_styles: NoteStyles
    own_notes: dict[str, str]
    marks: Marks
    spots: Spots
    samples: Sequence[tuple[str, GanttPattern | MatrixPattern]]
    charts: Charts
    contents: TemplateContents
    last_id: int


def assembled(pieces: Pieces, parts: tuple[Part, ...], digest: str) -> CompiledTemplate:
    """The template with these programs. The package gets its last changes, and is not to be used again."""
    package, marks = pieces.package, pieces.marks
    looks = read_looks(pieces.styles, pieces.numbering)
    if pieces.contents.styles_added and pieces.styles is not None:
        package.parts[part_of_kind(package, package.main_part, "styles")] = write_xml(pieces.styles)
    numbering = _cut_numbering(package, pieces.numbering)
    notes = part_of_kind(package, package.main_part, "footnotes")
    with_tags = {part.name for part in parts}
    footnotes = note_part(package, pieces.roots.get(notes), pieces.note_styles, is_program=notes in with_tags)
    openings = cut_openings(package, [part.name for part in parts])
    lead = zipfile_writer.prepare(standing(openings))
    written = with_tags | {CORE_PART, footnotes.name} | ({numbering.name} if numbering else set())
    fixed = package.parts.keys() - written - {name for name, _, _ in lead.members}
    package.parts[APP_PART] = APP_XML.encode()
    static = [(name, data) for name, data in package.parts.items() if name in {*fixed, APP_PART}]
    return CompiledTemplate(
        name=package.name,
        digest=digest,
        title=_title(pieces.properties),
        without_quarter=says_without_quarter(pieces.properties),
        portfolio=says_portfolio(pieces.properties),
        problems=tuple(problems.in_order(marks.problems)),
        lead=lead,
        static=zipfile_writer.prepare(static, len(lead.body)),
        openings=openings,
        parts=parts,
        numbering=numbering,
        notes=footnotes,
        own_notes=pieces.own_notes,
        uses=tuple(Use(m.place, m.tag.raw, m.tag.code, m.spot, m.sample) for m in marks.marks),
        asks=frozenset(word for m in marks.marks for word in _WORD.findall(m.tag.code)),
        spots=tuple(pieces.spots.all),
        samples=tuple(pieces.samples),
        charts=tuple(pieces.charts.patterns),
        looks=looks,
        contents=pieces.contents.plan(),
        last_id=pieces.last_id,
        languages={locale: language_of(locale) for locale in LOCALES.values()},
    )


def _title(properties: Mapping[str, str]) -> str:
    title = properties.get("title", "")
    return "" if "{" in title else title


def _cut_numbering(package: Package, root: _Element | None) -> Numbering | None:
    """The numbering part, cut where a report's own lists go: after the last list, before what follows lists."""
    if root is None:
        return None
    numbers = root.findall(w("num"))
    cut = etree.Element(w("cut"))
    if numbers:
        numbers[-1].addnext(cut)
    else:
        root.append(cut)
    before, _, after = etree.tostring(root, encoding="unicode").partition("<w:cut/>")
    root.remove(cut)
    highest = max((int(number.get(w("numId"), "0")) for number in numbers), default=0)
    return Numbering(part_of_kind(package, package.main_part, "numbering"), ns.HEAD + before, after, highest + 1)
