"""A copy of a template with a Word comment at each finding, and otherwise as it was.

Comments of others stay, and come first. Word allows none in headers, footers and notes, so that what stands there is
told at the first paragraph of the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.errors import FileRefusedError
from rapportgen.problems import ADVARSEL, FEIL, INFO
from rapportgen.word.ooxml import ns, zipfile_writer
from rapportgen.word.ooxml.cleaning import part_of_kind
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.package import TYPES_PART, WORD_TYPE, Relationship, write_xml
from rapportgen.word.ooxml.partnames import OFFICE_RELS, relative_target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from rapportgen.problems import Problem
    from rapportgen.word.lint import Finding
    from rapportgen.word.ooxml.package import Package

AUTHOR, INITIALS = "rapportgen", "rg"
_KIND = "comments"
_LABELS = {FEIL: "Feil", ADVARSEL: "Advarsel", INFO: "Opplysning"}


def commented(package: Package, findings: Sequence[Finding]) -> bytes:
    """The package with these comments, as a file. Raises FileRefusedError when the document has no paragraph."""
    main = package.main_part
    root = package.xml(main)
    prefix = {"w": ns.W}
    paragraphs = list(root.iter(w("p")))
    if not paragraphs:
        raise FileRefusedError(f"{package.name} har ingen avsnitt å sette kommentarer i.")
    part, comments = _comments(package, main)
    first = 1 + max((int(one.get(w("id"), "-1")) for one in comments.iter(w("comment"))), default=-1)
    for number, finding in enumerate(findings, first):
        here = finding.part == main and 0 <= finding.paragraph < len(paragraphs)
        paragraph = _outside_of_boxes(paragraphs[finding.paragraph if here else 0])
        _enclose(paragraph, number)
        comments.append(_comment(number, finding.problem, prefix, say_place=not here))
    if findings:
        package.parts[part], package.parts[main] = write_xml(comments), write_xml(root)
    return zipfile_writer.packed(zipfile_writer.prepare(()), package.parts.items())


def _comments(package: Package, main: str) -> tuple[str, _Element]:
    """The part with the comments of the document and its root, made and related when there is none."""
    part = part_of_kind(package, main, _KIND)
    if part:
        return part, package.xml(part)
    folder = main.rpartition("/")[0]
    part = next(name for n in range(1, 1000) if (name := _name(folder, n)) not in package.parts)
    root = etree.Element(w("comments"), nsmap={"w": ns.W})
    package.parts[part] = write_xml(root)
    relationships = package.relationships(main)
    taken = {relationship.id for relationship in relationships}
    own = next(f"rId{n}" for n in range(1, 100_000) if f"rId{n}" not in taken)
    new = Relationship(own, OFFICE_RELS + _KIND, relative_target(main, part), external=False, part=part)
    package.relate(main, [*relationships, new])
    types = package.xml(TYPES_PART)
    kind = {"PartName": f"/{part}", "ContentType": f"{WORD_TYPE}{_KIND}+xml"}
    etree.SubElement(types, f"{{{ns.CONTENT_TYPES}}}Override", kind)
    package.parts[TYPES_PART] = write_xml(types)
    return part, root


def _name(folder: str, number: int) -> str:
    return f"{folder}/{_KIND}{number if number > 1 else ''}.xml".lstrip("/")


def _outside_of_boxes(paragraph: _Element) -> _Element:
    """The paragraph itself, or the one that holds the text box it is in: a comment cannot stand in a box."""
    box = next(paragraph.iterancestors(w("txbxContent")), None)
    while box is not None:
        paragraph = next(box.iterancestors(w("p")), paragraph)
        box = next(paragraph.iterancestors(w("txbxContent")), None)
    return paragraph


def _enclose(paragraph: _Element, number: int) -> None:
    """Mark a paragraph as what a comment is about."""
    mark = {w("id"): str(number)}
    at = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
    paragraph.insert(at, etree.Element(w("commentRangeStart"), mark))
    etree.SubElement(paragraph, w("commentRangeEnd"), mark)
    etree.SubElement(etree.SubElement(paragraph, w("r")), w("commentReference"), mark)


def _comment(number: int, problem: Problem, prefix: dict[str, str], *, say_place: bool) -> _Element:
    attributes = {w("id"): str(number), w("author"): AUTHOR, w("initials"): INITIALS}
    comment = etree.Element(w("comment"), attributes, nsmap=prefix)
    where = f" ({problem.sted})" if say_place else ""
    lines = [f"{_LABELS[problem.alvor]}{where}: {problem.melding}"]
    lines += [problem.forslag] if problem.forslag and problem.forslag not in problem.melding else []
    for line in lines:
        paragraph = etree.SubElement(comment, w("p"))
        text = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
        text.text = line
        text.set(ns.SPACE, "preserve")
    return comment
