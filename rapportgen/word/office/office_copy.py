"""The copy of a report that LibreOffice gets.

Content controls are opened: LibreOffice loses the formatting of the first words in one. Pictures that are linked from
elsewhere are cut off, so that nothing is fetched. The beginning of each section gets a name, by which its first page is
found in the PDF: only there can one see which page number a section starts on.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.named import NamedTuple
from rapportgen.word.contents.heading_numbers import whole_number
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.package import write_xml
from rapportgen.word.ooxml.tree import replace
from rapportgen.word.ooxml.zipfile_writer import packed, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

SECTION_NAME = "rapportgenSeksjon{}"
_DOCUMENT = "word/document.xml"
_CONTROLLED = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")


class Section(NamedTuple):
    """A section: the bookmark at its beginning, the number of its first page (None: it goes on), their form.

    `begins` is Word's word for where: `oddPage` and `evenPage` skip a number when they must.
    """

    bookmark: str
    start: int | None
    form: str
    begins: str = "nextPage"


class OfficeCopy(NamedTuple):
    """The copy, its sections, the alternative texts of its drawings in order («» for none), and the fonts it names."""

    data: bytes
    sections: tuple[Section, ...]
    alternatives: tuple[str, ...]
    fonts: frozenset[str]


def office_copy(report: bytes) -> OfficeCopy:
    """A copy of a report to make a PDF of, and what is needed to read that PDF."""
    from rapportgen.word.office.fonts import fonts_in_use

    with zipfile.ZipFile(io.BytesIO(report)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = _main_part(parts)
    root = etree.fromstring(parts[main])
    alternatives = tuple(element.get("descr", "") for element in ns.drawings(root))
    sections = tuple(_name_sections(root))
    fonts = fonts_in_use(parts, root)
    for name in parts:
        if name == main:
            parts[name] = _without_controls(root)
        elif name.startswith(_CONTROLLED) and name.endswith(".xml") and b"<w:sdt" in parts[name]:
            parts[name] = _without_controls(etree.fromstring(parts[name]))
        elif name.endswith(".rels"):
            parts[name] = _without_linked_files(parts[name])
    return OfficeCopy(packed(prepare(()), parts.items()), sections, alternatives, fonts)


def _main_part(parts: dict[str, bytes]) -> str:
    relations = etree.fromstring(parts["_rels/.rels"])
    found = [r.get("Target", "").lstrip("/") for r in relations if r.get("Type", "").endswith("/officeDocument")]
    return found[0] if found and found[0] in parts else _DOCUMENT


def _name_sections(root: _Element) -> Iterator[Section]:
    """The sections in order, each with a bookmark in its first paragraph."""
    highest = max((int(mark.get(w("id"), "0")) for mark in root.iter(w("bookmarkStart"))), default=0)
    first: _Element | None = None
    for element in list(root.iter(w("p"), w("sectPr"))):
        if element.tag == w("p"):
            first = element if first is None else first
            continue
        bookmark = SECTION_NAME.format(highest := highest + 1)
        if first is not None:
            _put_bookmark(first, highest, bookmark)
        numbering = element.find(w("pgNumType"))
        start = numbering.get(w("start"), "") if numbering is not None else ""
        form = numbering.get(w("fmt"), "decimal") if numbering is not None else "decimal"
        kind = element.find(w("type"))
        begins = kind.get(w("val"), "nextPage") if kind is not None else "nextPage"
        yield Section(bookmark if first is not None else "", whole_number(start), form, begins)
        first = None


def _put_bookmark(paragraph: _Element, number: int, name: str) -> None:
    at = 1 if paragraph.find(w("pPr")) is not None else 0
    paragraph.insert(at, etree.Element(w("bookmarkStart"), {w("id"): str(number), w("name"): name}))
    paragraph.insert(at + 1, etree.Element(w("bookmarkEnd"), {w("id"): str(number)}))


def _without_controls(root: _Element) -> bytes:
    """A part with the content of its controls in place of the controls."""
    for control in list(root.iter(w("sdt"))):
        content = control.find(w("sdtContent"))
        if control.getparent() is not None:
            replace(control, list(content) if content is not None else [])
    return write_xml(root)


def _without_linked_files(relations: bytes) -> bytes:
    if b'"External"' not in relations:
        return relations
    root = etree.fromstring(relations)
    for relation in list(root):
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink"):
            relation.set("Target", "about:blank")
    return write_xml(root)
