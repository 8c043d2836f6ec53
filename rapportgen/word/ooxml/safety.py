"""What a template may not carry into reports: macros, active content, things fetched from elsewhere.

A template comes from outside. Whatever starts a program, reads a file or calls a server when somebody opens
the report is refused by name; nothing of it is silently cut away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.errors import FileRefusedError
from rapportgen.model.riktekst import SAFE_LINKS
from rapportgen.patterns import pattern
from rapportgen.word.ooxml.instructions import NESTED, dangerous_field, is_named_by_field, unsafe_link
from rapportgen.word.ooxml.ns import R, text_of, w
from rapportgen.word.ooxml.package import MAIN_TYPE, TEMPLATE_TYPE, WORD_TYPE, is_xml
from rapportgen.word.ooxml.partnames import source_name
from rapportgen.word.ooxml.tree import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rapportgen.word.ooxml.package import Package, Relationship

ACTIVE = {
    "vbaProject": "makroer",
    "wordVbaData": "makroer",
    "oleObject": "et innebygd objekt",
    "aFChunk": "et innebygd fremmed dokument",
    "control": "en ActiveX-kontroll",
    "activeXControlBinary": "en ActiveX-kontroll",
    "frame": "en innrammet nettside",
    "subDocument": "et underdokument",
    "mailMergeSource": "en kobling til en datakilde",
    "mailMergeHeaderSource": "en kobling til en datakilde",
}
# A missing thumbnail hurts nobody, and a report has none: the template's picture is not the report's.
MAY_BE_MISSING = {"thumbnail"}
MAX_PIXELS = 100_000_000
KINDS_WITH_TAGS = ("document.main", "header", "footer", "footnotes", "endnotes")
"""The kinds of parts that may hold tags, and whose faults are told with their places."""
_WITHOUT_PROTOCOL = pattern(r"\s*(?:www\.|(?:\{|%7B)(?:[{%]|%7B))", re.IGNORECASE)

_PNG = b"\x89PNG\r\n\x1a\n"


def check_package(package: Package) -> None:
    """Raise FileRefusedError for a template that would make dangerous or broken reports."""
    _check_main_type(package)
    main = package.main_part
    for part in list(package.parts):
        if part.endswith(".rels"):
            source = source_name(part)
            for relationship in package.relationships(source):
                if not (_is_told_with_its_place(relationship) and _may_hold_tags(package, source)):
                    _check_relationship(package, relationship, source)
        elif is_xml(part):
            root = package.look(part) if part == main else package.xml(part)
            if part.startswith("word/"):
                _check_fields(package.name, root, told_later=_may_hold_tags(package, part))
        elif part.lower().endswith(".png"):
            _check_picture(package.name, part, package.parts[part])


def _check_main_type(package: Package) -> None:
    kind = package.content_type(package.main_part)
    if any(part.lower().endswith("vbaproject.bin") for part in package.parts):
        raise FileRefusedError(
            f"{package.name} inneholder makroer. Lagre malen som Word-dokument (.docx) uten makroer."
        )
    if "macroEnabled" in kind:
        raise FileRefusedError(
            f"{package.name} er lagret i formatet for makroer (.docm). Lagre malen som Word-dokument (.docx)."
        )
    if kind not in (MAIN_TYPE, TEMPLATE_TYPE) or package.look(package.main_part).find(w("body")) is None:
        raise FileRefusedError(f"{package.name} er ikke et Word-dokument. Velg en fil som er lagret som .docx i Word.")


def is_without_protocol(address: str) -> bool:
    """Whether an address begins with `www.` or with a tag: it leads nowhere as it is, and so does no harm."""
    return _WITHOUT_PROTOCOL.match(address) is not None


def begins_with_www(address: str) -> bool:
    """Whether an address is one that Word's users type, and that Word would have completed."""
    return address.lstrip().lower().startswith("www.")


def _is_told_with_its_place(relationship: Relationship) -> bool:
    """Whether a link is refused where the links of its part are opened, with its place and all other faults."""
    return relationship.external and relationship.kind == "hyperlink" and is_without_protocol(relationship.target)


def _may_hold_tags(package: Package, part: str) -> bool:
    kinds = [f"{WORD_TYPE}{kind}+xml" for kind in KINDS_WITH_TAGS]
    is_known = part in package.parts and part.endswith(".xml")
    return is_known and (part == package.main_part or package.content_type(part) in kinds)


def _check_relationship(package: Package, relationship: Relationship, source: str) -> None:
    if relationship.kind in ACTIVE:
        raise FileRefusedError(f"{package.name} inneholder {ACTIVE[relationship.kind]}. Fjern det fra malen i Word.")
    if relationship.external:
        _check_external(package, relationship, source)
    elif relationship.part and relationship.part not in package.parts and relationship.kind not in MAY_BE_MISSING:
        raise FileRefusedError(
            f"{package.name} er skadet: den viser til «{relationship.target[:60]}», som ikke finnes i filen. "
            "Åpne malen i Word, fjern det som mangler, og lagre på nytt."
        )


def _check_external(package: Package, relationship: Relationship, source: str) -> None:
    name, target = package.name, relationship.target.strip()
    if relationship.kind == "hyperlink":
        if not target.lower().startswith((*SAFE_LINKS, "#")):
            raise FileRefusedError(_unsafe(name, target, _text_of_link(package, relationship, source)))
    elif relationship.kind != "attachedTemplate" or _is_remote(target):
        raise FileRefusedError(
            f"{name} henter noe utenfra når den åpnes ({relationship.kind}: «{target[:60]}»). "
            "Sett det inn i malen i stedet for å koble til det."
        )


def _text_of_link(package: Package, relationship: Relationship, source: str) -> str:
    """What the first link to this address shows; «» when that is no text."""
    if source not in package.parts or not is_xml(source):
        return ""
    links = package.look(source).iter(w("hyperlink"))
    return next((text_of(link).strip() for link in links if link.get(f"{{{R}}}id") == relationship.id), "")


def _unsafe(name: str, target: str, text: str = "", what: str = "på teksten") -> str:
    where = f" {what} «{text[:60]}»" if text else ""
    return f"{name} har en lenke{where} som ikke er trygg: «{target[:60]}». Bruk https eller mailto."


def _is_remote(target: str) -> bool:
    """A web address or a share on the network; a template's own path on a disk is no threat, and is left out."""
    plain = target.lower().replace("\\", "/")
    return "://" in plain.removeprefix("file:///") or plain.startswith(("//", "file:////"))


def _check_fields(name: str, root: _Element, *, told_later: bool) -> None:
    """Refuse the fields that no report may hold; links to `www.`, which do no harm, may be `told_later` with their
    places.
    """
    for instruction, field_start in instructions_in(root):
        if field := dangerous_field(instruction):
            raise FileRefusedError(
                f"{name} inneholder feltet {field}, som kan hente filer eller starte programmer. "
                "Fjern feltet fra malen."
            )
        if is_named_by_field(instruction):
            raise FileRefusedError(
                f"{name} har et felt som et annet felt gir navn til, så det kan ikke ses hva det gjør. "
                "Fjern feltet fra malen."
            )
        target = unsafe_link(instruction) if "{" not in instruction else ""
        if target and not (told_later and begins_with_www(target)):
            paragraph = nearest(field_start, "p")
            around = text_of(paragraph).strip() if paragraph is not None else ""
            raise FileRefusedError(_unsafe(name, target.replace(NESTED, "…"), around, "i avsnittet"))


def instructions_in(root: _Element) -> Iterator[tuple[str, _Element]]:
    """The instruction of each field, put together from its runs, with NESTED where another field stands in it; and an
    element of the field.
    """
    fields: list[list[str]] = [[]]  # the instructions begun, the outermost first; the first is of no field
    results: list[bool] = [False]  # whether the instruction has come to its end, and the result follows
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText"), w("delInstrText")):
        kind = element.get(w("fldCharType"))
        if element.tag == w("fldSimple"):
            yield element.get(w("instr"), ""), element
        elif element.tag != w("fldChar"):
            fields[-1].append(element.text or "")
        elif kind == "begin":
            if len(fields) > 1 and not results[-1]:
                fields[-1].append(NESTED)
            fields.append([])
            results.append(False)
        else:
            yield "".join(fields[-1]), element
            fields[-1], results[-1] = [], True
            if kind == "end" and len(fields) > 1:
                fields.pop()
                results.pop()
    for pieces in fields:
        yield "".join(pieces), root


def _check_picture(name: str, part: str, data: bytes) -> None:
    if data.startswith(_PNG):
        width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
        if width * height > MAX_PIXELS:
            raise FileRefusedError(f"{name}: bildet {part} har for mange bildepunkter ({width} × {height}).")
