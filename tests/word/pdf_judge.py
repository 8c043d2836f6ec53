"""A judge of PDFs: reads one back and tells what is missing for an archive, for screen readers, or in the contents."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator


def judge_pdf(data: bytes, *, title: str, language: str = "nb-NO") -> list[str]:
    """What is wrong with a PDF; nothing, when it is as it should be."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [*_of_the_file(pdf, title, language), *_of_the_metadata(pdf, title), *_of_the_structure(pdf)]


def _of_the_file(pdf: Any, title: str, language: str) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not tagged"
    if str(root.get("/Lang", "")) != language:
        yield f"the language is {root.get('/Lang')}"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the window does not show the title"
    if str(pdf.docinfo.get("/Title", "")) != title:
        yield f"the title is {pdf.docinfo.get('/Title')}"
    if [str(intent.S) for intent in root.get("/OutputIntents", ())] != ["/GTS_PDFA1"]:
        yield "no output intent"
    if any(page.get("/Tabs") != pikepdf.Name.S for page in pdf.pages):
        yield "tabs do not follow the structure"
    for name in sorted(_fonts_outside(pdf)):
        yield f"the font {name} is not embedded"
    if "/JavaScript" in root.get("/Names", {}) or pdf.is_encrypted:
        yield "scripts or encryption"


def _fonts_outside(pdf: Any) -> set[str]:
    found = set()
    for page in pdf.pages:
        for font in dict(page.get("/Resources", {}).get("/Font", {})).values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get("/FontDescriptor", {}).keys()):
                found.add(str(font.get("/BaseFont")))
    return found


def _of_the_metadata(pdf: Any, title: str) -> Iterator[str]:
    metadata = pdf.open_metadata()
    if metadata.get("dc:title") != title:
        yield f"the title in the metadata is {metadata.get('dc:title')}"
    for name, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "B"), ("pdfuaid:part", "1")):
        if metadata.get(name) != value:
            yield f"{name} is {metadata.get(name)}"
    packet = pdf.Root.Metadata.read_bytes()
    if b"pdfaExtension:schemas" not in packet or b"http://www.aiim.org/pdfua/ns/id/" not in packet:
        yield "no schema for the claim of PDF/UA"
    if "/Filter" in pdf.Root.Metadata:
        yield "the metadata are packed"


def _of_the_structure(pdf: Any) -> Iterator[str]:
    elements = list(structure(pdf))
    levels = [int(kind[2:]) for kind, _ in elements if re.fullmatch(r"/H\d", kind)]
    for before, level in pairwise([0, *levels]):
        if level > before + 1:
            yield f"a heading of level {level} after one of level {before}"
    for kind, element in elements:
        if kind == "/TH" and not any("/Scope" in attributes for attributes in _attributes(element)):
            yield "a heading cell without a scope"
        if kind in ("/Figure", "/Formula") and not str(element.get("/Alt", "")).strip():
            yield "a figure without an alternative text"
        if kind == "/TOCI" and "/Link" not in [inner for inner, _ in _below(element, _roles(pdf))]:
            yield "a line of contents without a link"
    if any(row_kinds and "/TH" not in row_kinds for row_kinds in _first_rows(elements, pdf)):
        yield "a table without heading cells"


def _first_rows(elements: list[tuple[str, Any]], pdf: Any) -> Iterator[list[str]]:
    """The kinds of the cells of each table."""
    for kind, element in elements:
        if kind == "/Table":
            yield [inner for inner, _ in _below(element, _roles(pdf)) if inner in ("/TH", "/TD")]


def _attributes(element: Any) -> list[Any]:
    found = element.get("/A", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _roles(pdf: Any) -> dict[str, str]:
    return {str(name): str(role) for name, role in dict(pdf.Root.StructTreeRoot.get("/RoleMap", {})).items()}


def structure(pdf: Any) -> Iterator[tuple[str, Any]]:
    """The elements of the structure in reading order, with their kinds; own names as the kinds they stand for."""
    if "/StructTreeRoot" in pdf.Root:
        yield from _below(pdf.Root.StructTreeRoot, _roles(pdf))


def _below(element: Any, roles: dict[str, str]) -> Iterator[tuple[str, Any]]:
    children = element.get("/K")
    for child in list(children) if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield roles.get(str(child.S), str(child.S)), child
            yield from _below(child, roles)


def headings(data: bytes) -> list[tuple[str, int]]:
    """The headings in the outline of a PDF, and the pages they are on, from 1."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found: list[tuple[str, int]] = []

        def walk(items: Any) -> None:
            for item in items:
                place = item.destination if item.destination is not None else item.action.D
                found.append((item.title, numbers[place[0].objgen]))
                walk(item.children)

        with pdf.open_outline() as outline:
            walk(outline.root)
        return found


def links(data: bytes) -> list[tuple[str, int]]:
    """The links inside a PDF: what they say, and the page they lead to, from 1."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return [
            (str(link.get("/Contents", "")), numbers[link.Dest[0].objgen])
            for page in pdf.pages
            for link in page.get("/Annots", ())
            if "/Dest" in link
        ]
