"""The parts of a template that may hold tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.package import WORD_TYPE
from rapportgen.word.ooxml.safety import KINDS_WITH_TAGS

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.ooxml.package import Package


def templated_parts(package: Package) -> dict[str, _Element]:
    """The parts that may hold tags, by name, the document first; `w` is the prefix of WordprocessingML in all."""
    rank = {f"{WORD_TYPE}{kind}+xml": number for number, kind in enumerate(KINDS_WITH_TAGS)}
    kinds = {name: package.content_type(name) for name in package.parts if name.endswith(".xml")}
    names = sorted((name for name, kind in kinds.items() if kind in rank), key=lambda name: (rank[kinds[name]], name))
    return {name: _with_usual_prefix(package.xml(name)) for name in names}


def _with_usual_prefix(root: _Element) -> _Element:
    """The same part with `w` for WordprocessingML, which Word always writes and other programs not always."""
    if root.nsmap.get("w") == ns.W:
        return root
    names = {prefix: uri for prefix, uri in root.nsmap.items() if uri != ns.W and prefix}
    usual = etree.Element(root.tag, {str(k): str(v) for k, v in root.attrib.items()}, nsmap=names | {"w": ns.W})
    usual.extend(list(root))
    return usual
