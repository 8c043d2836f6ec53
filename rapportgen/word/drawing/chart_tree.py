"""Small operations on the tree of a chart while it is taken apart."""

from __future__ import annotations

import copy
from math import isfinite
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import local

if TYPE_CHECKING:
    from lxml.etree import _Element

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
AXES = ("catAx", "valAx", "dateAx", "serAx")
FORMAT_MARK = "\ufdd1"  # stands for the format of the report's numbers
_ONLY_OF_DATES = ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit")


def c(name: str) -> str:
    """The full name of an element of charts: `c("ser")`."""
    return f"{{{C}}}{name}"


def a(name: str) -> str:
    """The full name of an element of drawings: `a("t")`."""
    return f"{{{A}}}{name}"


def with_usual_prefixes(root: _Element) -> _Element:
    """The same chart with `c`, `a` and `r` for the names we write, which Word always has and others not always."""
    usual = {"c": C, "a": A, "r": ns.R}
    if all(root.nsmap.get(prefix) == uri for prefix, uri in usual.items()):
        return root
    others = {
        prefix: uri
        for prefix, uri in root.nsmap.items()
        if prefix and prefix not in usual and uri not in usual.values()
    }
    new = etree.Element(root.tag, {str(k): str(v) for k, v in root.attrib.items()}, nsmap=others | usual)
    new.extend(list(root))
    etree.cleanup_namespaces(new, keep_ns_prefixes=[*others, *usual])
    return new


def has_tag(text: _Element) -> bool:
    """Whether a piece of text holds a tag."""
    return "{{" in (text.text or "") or "{%" in (text.text or "")


def number_in(element: _Element, name: str) -> int:
    """The number that the child of this name holds; 0 for none."""
    child = element.find(c(name))
    return own_number(child) if child is not None else 0


def own_number(element: _Element) -> int:
    """The number that an element holds; 0 for none."""
    value = element.get("val", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 10 else 0


def number_of(element: _Element) -> float | None:
    """The number, with or without decimals, that an element holds; None when it is none."""
    try:
        value = float(element.get("val", ""))
    except ValueError:
        return None
    return value if isfinite(value) else None


def is_of_cells(child: _Element) -> bool:
    """Whether a part of a series refers to cells of the sample's workbook, other than its values."""
    return local(child) == "errBars" and child.find(f".//{c('numRef')}") is not None


def follow_numbers(shown: _Element) -> None:
    """Let a format that is linked to the sample's numbers follow the report's."""
    parent = shown.getparent()
    if parent is None or shown.get("sourceLinked") != "1":
        return
    if local(parent) in AXES:
        shown.set("formatCode", FORMAT_MARK)
    else:
        parent.remove(shown)  # labels follow the numbers when nothing is said


def count_categories(axis: _Element) -> None:
    """Make an axis of dates one of categories, which is what a report has."""
    axis.tag = c("catAx")
    for name in _ONLY_OF_DATES:
        for child in axis.findall(c(name)):
            axis.remove(child)


def keep_words(title: _Element) -> None:
    """A title taken from a cell of the sample's workbook stays as words of its own."""
    reference = title.find(f"{c('tx')}/{c('strRef')}")
    if reference is None:
        return
    words = "".join(value.text or "" for value in reference.iter(c("v")))
    rich = etree.Element(c("rich"))
    own = title.find(c("txPr"))
    for name in ("bodyPr", "lstStyle"):
        found = own.find(a(name)) if own is not None else None
        rich.append(copy.deepcopy(found) if found is not None else etree.Element(a(name)))
    paragraph = etree.SubElement(rich, a("p"))
    look = own.find(f"{a('p')}/{a('pPr')}") if own is not None else None
    if look is not None:
        paragraph.append(copy.deepcopy(look))
    etree.SubElement(etree.SubElement(paragraph, a("r")), a("t")).text = words
    replace(reference, rich)
    if own is not None:
        title.remove(own)


def numbered(part: str) -> str:
    """The name of a part with a place for its number: `word/charts/style1.xml` → `word/charts/style{}.xml`."""
    stem, _, extension = part.rpartition(".")
    plain = stem.rstrip("0123456789").replace("{", "").replace("}", "")
    return f"{plain}{{}}.{extension}"


def append(leaf: _Element, last: _Element | None, text: str) -> _Element | None:
    """Add text at the end of a piece of text; after its last cut, when it has one."""
    if last is None:
        leaf.text = (leaf.text or "") + text
    else:
        last.tail = (last.tail or "") + text
    return last


def insert_before(parent: _Element, child: _Element, names: tuple[str, ...]) -> None:
    """Put `child` before the first of these children, or at the end."""
    following = next((element for element in parent if local(element) in names), None)
    if following is not None:
        following.addprevious(child)
    else:
        parent.append(child)


def remove(element: _Element) -> None:
    """Take an element out of the tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def replace(old: _Element, new: _Element) -> None:
    """Put an element in the place of another."""
    parent = old.getparent()
    assert parent is not None
    parent.replace(old, new)
