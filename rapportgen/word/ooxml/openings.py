"""The parts of a package that name other parts, cut open when a template is compiled, so that a report may add to them.

They are the list of content types, and the relationships of every part that a report writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.compiled import Cut, Openings
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.package import TYPES_PART
from rapportgen.word.ooxml.partnames import rels_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from rapportgen.word.ooxml.package import Package


def cut_openings(package: Package, sources: Iterable[str]) -> Openings:
    """Where reports may add: `sources` are the parts that they write."""
    types = Cut(TYPES_PART, *_cut(package.xml(TYPES_PART)), stands=True)
    return Openings(types, {source: _relationships(package, source) for source in sources})


def standing(openings: Openings) -> list[tuple[str, bytes]]:
    """The parts as the template has them, the content types first."""
    cuts = [openings.types, *openings.relationships.values()]
    return [(cut.name, (cut.before + cut.after).encode()) for cut in cuts if cut.stands]


def _relationships(package: Package, source: str) -> Cut:
    name = rels_name(source)
    stands = name in package.parts
    root = package.xml(name) if stands else _element("Relationships", ns.PACKAGE_RELS)
    return Cut(name, *_cut(root), stands=stands)


def _element(name: str, namespace: str) -> _Element:
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace})  # type: ignore[dict-item]


def _cut(root: _Element) -> tuple[str, str]:
    """A list as text before its end, and its end. Its elements have no prefix, for what is added has none either."""
    namespace = root.tag.partition("}")[0].lstrip("{")
    plain = _element(ns.local(root), namespace)
    for child in root:
        etree.SubElement(plain, child.tag, {str(name): str(value) for name, value in child.attrib.items()})
    text = etree.tostring(plain, encoding="unicode")
    end = f"</{ns.local(root)}>"
    return ns.HEAD + (text.removesuffix(end) if text.endswith(end) else text.removesuffix("/>") + ">"), end
