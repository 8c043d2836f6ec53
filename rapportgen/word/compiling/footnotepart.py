"""The notes of a template made ready when it is compiled: styles, numbers, and where a report's own footnotes go.

Any text of a workbook may bring a footnote, so that every template is ready for them. One without footnotes gets the
styles only; the part itself is written by a report that has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.named import NamedTuple
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.cleaning import part_of_kind
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.package import write_xml
from rapportgen.word.writing.footnotes import NotePart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from rapportgen.word.ooxml.package import Package

_SEPARATOR = (
    '<w:footnote w:type="{0}" w:id="{1}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "<w:r><w:{0}/></w:r></w:p></w:footnote>"
)
_NEW_PART = (
    f'{ns.HEAD}<w:footnotes xmlns:w="{ns.W}" xmlns:r="{ns.R}">'
    f"{_SEPARATOR.format('separator', -1)}{_SEPARATOR.format('continuationSeparator', 0)}"
)
_TEXT_NAMES, _MARK_NAMES = ("footnote text", "fotnotetekst"), ("footnote reference", "fotnotereferanse")
_TEXT_STYLE = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
)
_MARK_STYLE = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


class NoteStyles(NamedTuple):
    """The ids of the styles of a note's text and of its number; «» where a template has no styles at all."""

    text: str = ""
    mark: str = ""


def ready_styles(package: Package) -> NoteStyles:
    """The template's own styles for footnotes, by Word's names for them; those it lacks are added."""
    part = part_of_kind(package, package.main_part, "styles")
    if not part:
        return NoteStyles()
    root = package.xml(part)
    by_name = {
        name.get(w("val"), "").casefold(): name.getparent() for name in root.iterfind(f"{w('style')}/{w('name')}")
    }
    text, mark = _id_of(_TEXT_NAMES, by_name), _id_of(_MARK_NAMES, by_name)
    if not text or not mark:
        text = text or _add(root, "paragraph", "Fotnotetekst", "footnote text", _TEXT_STYLE)
        mark = mark or _add(root, "character", "Fotnotereferanse", "footnote reference", _MARK_STYLE)
        package.parts[part] = write_xml(root)
    return NoteStyles(text, mark)


def _id_of(names: tuple[str, ...], by_name: dict[str, _Element | None]) -> str:
    style = next((by_name[name] for name in names if name in by_name), None)
    return style.get(w("styleId"), "") if style is not None else ""


def _add(root: _Element, kind: str, id: str, name: str, look: str) -> str:
    """Add a style, based on the ordinary one of its kind; its id."""
    styles = [style for style in root.iter(w("style")) if style.get(w("type")) == kind]
    default = next((s.get(w("styleId")) for s in styles if s.get(w("default")) in ("1", "true", "on")), None)
    taken = {style.get(w("styleId"), "").casefold() for style in root.iter(w("style"))}
    while id.casefold() in taken:
        id += "1"
    based = f'<w:basedOn w:val="{default}"/>' if default else ""
    style = (
        f'<w:style xmlns:w="{ns.W}" w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{based}'
        f'<w:uiPriority w:val="99"/><w:unhideWhenUsed/>{look}</w:style>'
    )
    root.append(etree.fromstring(style))
    return id


def parts_of_own_notes(package: Package, roots: Mapping[str, _Element]) -> dict[str, str]:
    """The parts with notes of the template itself, `footnotes` and `endnotes`; not those with separators alone."""
    parts = {kind: part_of_kind(package, package.main_part, kind) for kind in ("footnotes", "endnotes")}
    return {
        kind: part
        for kind, part in parts.items()
        if part in roots and any(note.get(w("type"), "normal") == "normal" for note in roots[part])
    }


def note_part(package: Package, root: _Element | None, styles: NoteStyles, *, is_program: bool) -> NotePart:
    """Where a report's footnotes go, in a template whose part of footnotes has this root (None for none)."""
    name = part_of_kind(package, package.main_part, "footnotes")
    if root is None or not name:
        return NotePart(_free_name(package), package.main_part, _NEW_PART, False, 1, *styles, ())
    numbers = [int(note.get(w("id"), "0")) for note in root.iter(w("footnote"))]
    first_free = max([0, *numbers]) + 1
    relationships = tuple(relationship.id for relationship in package.relationships(name))
    if is_program:
        return NotePart(name, package.main_part, "", True, first_free, *styles, relationships)
    text = package.parts[name].decode()
    xml = text.removesuffix("</w:footnotes>") if len(root) else text.removesuffix("/>") + ">"
    return NotePart(name, package.main_part, xml, True, first_free, *styles, relationships)


def _free_name(package: Package) -> str:
    taken = {part.casefold() for part in package.parts}
    names = ["word/footnotes.xml", *(f"word/footnotes{number}.xml" for number in range(2, 1000))]
    return next(name for name in names if name not in taken)
