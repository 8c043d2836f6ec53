"""What a template file carries that its reports must not: comments, properties, a picture of its first page.

A report says only what it prints. Reviewers' comments, the template's author, a thumbnail, links to the file the
template was made from and prompts to update fields stay behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.cargo import drop_cargo
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.package import MAIN_TYPE, TYPES_PART, Relationship, write_xml
from rapportgen.word.ooxml.partnames import OFFICE_RELS, rels_name
from rapportgen.word.ooxml.properties import APP_PART, CORE_PART
from rapportgen.word.ooxml.revisions import drop_former_looks

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.ooxml.package import Package

CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
APP_REL = OFFICE_RELS + "extended-properties"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"

_LEFT_OUT_OF_PACKAGE = {
    *("thumbnail", "core-properties", "extended-properties"),
    *("origin", "webextensiontaskpanes", "extensibility", "userCustomization"),  # signatures, add-ins, own ribbons
}
_LEFT_OUT_OF_DOCUMENT = {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}
_LEFT_OUT_OF_SETTINGS = ("updateFields", "attachedTemplate", "mailMerge", "rsids")


def clean(package: Package) -> None:
    """Take out of the package what reports must not carry, and make it a document."""
    main = package.main_part
    _drop(package, "", _LEFT_OUT_OF_PACKAGE)
    _drop(package, main, _LEFT_OUT_OF_DOCUMENT)
    _clean_settings(package, main)
    drop_cargo(package)
    _drop_former_looks(package, main)
    _set_language(package, main)
    _add_properties(package)
    _write_types(package, main)


def properties_of(package: Package) -> dict[str, str]:
    """The template's own properties by name: `title`, `creator` …"""
    for relationship in package.relationships():
        if relationship.type == CORE_REL and relationship.part in package.parts:
            return {ns.local(element): (element.text or "").strip() for element in package.xml(relationship.part)}
    return {}


def part_of_kind(package: Package, source: str, kind: str) -> str:
    """The name of the part that `source` relates to as its `styles`, `numbering` …; «» when there is none."""
    for relationship in package.relationships(source):
        if relationship.kind == kind and relationship.part in package.parts:
            return relationship.part
    return ""


def _drop(package: Package, source: str, kinds: set[str]) -> None:
    """Remove the parts of these kinds, and what names them."""
    kept = []
    for relationship in package.relationships(source):
        if relationship.kind not in kinds:
            kept.append(relationship)
        elif not relationship.external:
            package.parts.pop(relationship.part, None)
            package.parts.pop(rels_name(relationship.part), None)
    package.relate(source, kept)


def _clean_settings(package: Package, main: str) -> None:
    settings = part_of_kind(package, main, "settings")
    if not settings:
        return
    _drop(package, settings, {"attachedTemplate"})
    root = package.xml(settings)
    for name in _LEFT_OUT_OF_SETTINGS:
        for element in root.findall(w(name)):
            root.remove(element)
    package.parts[settings] = write_xml(root)


def _drop_former_looks(package: Package, main: str) -> None:
    """Former looks of styles and lists name who changed them."""
    for part in filter(None, (part_of_kind(package, main, kind) for kind in ("styles", "numbering"))):
        root = package.xml(part)
        if drop_former_looks(root):
            package.parts[part] = write_xml(root)


def _set_language(package: Package, main: str) -> None:
    """See that the document says which language it is in: Norwegian bokmål, when the template does not say."""
    styles = part_of_kind(package, main, "styles")
    if not styles:
        return
    root = package.xml(styles)
    run = _descend(root, "docDefaults", "rPrDefault", "rPr")
    if run.find(w("lang")) is None:
        language = etree.Element(w("lang"), {w("val"): "nb-NO", w("eastAsia"): "en-US", w("bidi"): "ar-SA"})
        ns.insert_in_order(run, language, ns.R_PR_ORDER)
        package.parts[styles] = write_xml(root)


def _descend(element: _Element, *names: str) -> _Element:
    """The element at the end of a path of first children, made where it is missing."""
    for name in names:
        child = element.find(w(name))
        if child is None:
            child = etree.Element(w(name))
            element.insert(0, child)
        element = child
    return element


def _add_properties(package: Package) -> None:
    relationships = package.relationships()
    taken = {relationship.id for relationship in relationships}
    for type_, target in ((CORE_REL, CORE_PART), (APP_REL, APP_PART)):
        package.parts.pop(target, None)
        number = next(n for n in range(1, 1000) if f"rId{n}" not in taken)
        taken.add(f"rId{number}")
        relationships.append(Relationship(f"rId{number}", type_, target, external=False, part=target))
    package.relate("", relationships)


def _write_types(package: Package, main: str) -> None:
    root = package.xml(TYPES_PART)
    for override in list(root.findall(f"{{{ns.CONTENT_TYPES}}}Override")):
        part = override.get("PartName", "").lstrip("/")
        if part not in package.parts:
            root.remove(override)
        elif part == main:
            override.set("ContentType", MAIN_TYPE)
    for part, kind in ((CORE_PART, CORE_TYPE), (APP_PART, APP_TYPE)):
        etree.SubElement(root, f"{{{ns.CONTENT_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": kind})
    package.parts[TYPES_PART] = write_xml(root)
