"""What follows with a Word file unseen, and has no use in a report.

A company's own properties and variables that no field prints, stores of data that no control shows, building blocks,
printer settings, the notes of cameras in pictures, and parts that nothing leads to. A control that holds tags is cut
loose from its store: Word would print what the store says, and not what the report does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.bildenotater import without_notes
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import local, w
from rapportgen.word.ooxml.package import TYPES_PART, is_xml, write_xml
from rapportgen.word.ooxml.partnames import rels_name
from rapportgen.word.ooxml.tree import remove_keeping_tail

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

    from rapportgen.word.ooxml.package import Package, Relationship

_BINDING = "dataBinding"
_STORE_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
_BIBLIOGRAPHY = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}Sources"
_UNUSED = {"glossaryDocument", "printerSettings"}


def drop_cargo(package: Package) -> None:
    """Take out of a package what its reports would carry unseen."""
    shown, bound = _look_through(package)
    main = package.main_part
    _keep(package, main, [one for one in package.relationships(main) if one.kind not in _UNUSED])
    _drop_stores(package, main, bound, keeps_sources="citation" in shown or "bibliography" in shown)
    _drop_named(package, "", "custom-properties", "name", shown if "docproperty" in shown else "")
    _drop_named(package, main, "settings", w("name"), shown if "docvariable" in shown else "")
    drop_unreached(package)
    for part in [name for name in package.parts if name.startswith("word/media/")]:
        package.parts[part] = without_notes(package.parts[part])


def drop_unreached(package: Package) -> None:
    """Take out the parts that no relationship leads to."""
    reached, waiting = {TYPES_PART}, [""]
    while waiting:
        source = waiting.pop()
        reached |= {source, rels_name(source)}
        waiting += [one.part for one in package.relationships(source) if one.part and one.part not in reached]
    for part in [name for name in package.parts if name not in reached]:
        del package.parts[part]


def _look_through(package: Package) -> tuple[str, set[str]]:
    """The instructions of all fields, in lower case, and the stores that controls without tags show."""
    instructions: list[str] = []
    bound: set[str] = set()
    for name in [name for name in package.parts if name.startswith("word/") and is_xml(name)]:
        data = package.parts[name]
        if not any(word in data for word in (b"instr", b"dataBinding", b"printerSettings")):
            continue
        may_change = any(word in data for word in (b"dataBinding", b"printerSettings"))
        root = package.xml(name) if may_change else package.look(name)
        instructions += [element.get(w("instr"), "") for element in root.iter(w("fldSimple"))]
        instructions += [element.text or "" for element in root.iter(w("instrText"))]
        changed = _cut_loose(root, bound)
        for element in list(root.iter(w("printerSettings"))):
            remove_keeping_tail(element)
            changed = True
        if changed:
            package.parts[name] = write_xml(root)
    return "".join(instructions).lower(), bound


def _cut_loose(root: _Element, bound: set[str]) -> bool:
    """Cut the controls that hold tags loose from their stores; `bound` gets the stores of the others."""
    changed = False
    for control in root.iter(w("sdt")):
        bindings = [one for one in control.iterfind(f"{w('sdtPr')}/*") if local(one) == _BINDING]
        has_tags = bool(bindings) and any(sign in ns.text_of(control) for sign in ("{{", "{%"))
        for binding in bindings:
            if has_tags:
                remove_keeping_tail(binding)
                changed = True
            else:
                bound.add(binding.get(w("storeItemID"), "").lower())
    return changed


def _drop_stores(package: Package, main: str, bound: Collection[str], *, keeps_sources: bool) -> None:
    def is_used(one: Relationship) -> bool:
        return _store_id(package, one.part) in bound or (
            keeps_sources and is_xml(one.part) and package.xml(one.part).tag == _BIBLIOGRAPHY
        )

    kept = [one for one in package.relationships(main) if one.kind != "customXml" or is_used(one)]
    _keep(package, main, kept)


def _store_id(package: Package, store: str) -> str:
    """The id that controls know a store by."""
    properties = [one.part for one in package.relationships(store) if one.kind == "customXmlProps"]
    return package.xml(properties[0]).get(_STORE_ID, "").lower() if properties else ""


def _drop_named(package: Package, source: str, kind: str, name: str, shown: str) -> None:
    """Take out the company's own properties, or variables, that no field prints."""
    for one in [one for one in package.relationships(source) if one.kind == kind and one.part in package.parts]:
        root = package.xml(one.part)
        named = [element for element in root.iter() if local(element) in ("property", "docVar")]
        unused = [element for element in named if not shown or element.get(name, "").lower() not in shown]
        for element in unused:
            remove_keeping_tail(element)
        for empty in [element for element in root.iter(w("docVars")) if not len(element)]:
            remove_keeping_tail(empty)
        if kind == "custom-properties" and not len(root):
            _keep(package, source, [other for other in package.relationships(source) if other != one])
        elif unused:
            package.parts[one.part] = write_xml(root)


def _keep(package: Package, source: str, relationships: list[Relationship]) -> None:
    if len(relationships) < len(package.relationships(source)):
        package.relate(source, relationships)
