"""A .docx as parts: opened with suspicion, written in one fixed way.

Everything that makes a template unusable or dangerous as a file is refused here, with a sentence that
names the file and says what to do. What the parts mean is judged in `safety`.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.errors import FileRefusedError
from rapportgen.named import NamedTuple
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.file import read_file
from rapportgen.word.ooxml.partnames import OFFICE_RELS, rels_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.etree import _Element

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 << 20
MAX_XML_PART = 48 << 20
MAX_ELEMENTS = 900_000
RATIO_COUNTS_ABOVE = 20 << 20
MAX_RATIO = 200

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
TYPES_PART = "[Content_Types].xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN_TYPE = WORD_TYPE + "document.main+xml"
TEMPLATE_TYPE = WORD_TYPE + "template.main+xml"

# «Strict Open XML Document» uses other namespaces for the same things.
_STRICT = {
    "wordprocessingml/main": "wordprocessingml/2006/main",
    "drawingml/main": "drawingml/2006/main",
    "drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
    "drawingml/picture": "drawingml/2006/picture",
    "drawingml/chartDrawing": "drawingml/2006/chartDrawing",
    "drawingml/chart": "drawingml/2006/chart",
    "drawingml/diagram": "drawingml/2006/diagram",
    "officeDocument/relationships/extendedProperties": "officeDocument/2006/relationships/extended-properties",
    "officeDocument/relationships/customProperties": "officeDocument/2006/relationships/custom-properties",
    "officeDocument/relationships": "officeDocument/2006/relationships",
    "officeDocument/math": "officeDocument/2006/math",
    "officeDocument/extendedProperties": "officeDocument/2006/extended-properties",
    "officeDocument/customProperties": "officeDocument/2006/custom-properties",
    "officeDocument/docPropsVTypes": "officeDocument/2006/docPropsVTypes",
    "officeDocument/customXml": "officeDocument/2006/customXml",
    "officeDocument/bibliography": "officeDocument/2006/bibliography",
}


class Relationship(NamedTuple):
    """One line of a .rels part. `part` is the full name of an internal target, «» for an external one."""

    id: str
    type: str
    target: str
    external: bool
    part: str

    @property
    def kind(self) -> str:
        """The last word of the type: `image`, `hyperlink`, `header` …"""
        return self.type.rsplit("/", 1)[-1]


@dataclass(slots=True)
class Package:
    """The parts of an opened .docx by name, in the order they stood."""

    name: str
    parts: dict[str, bytes]
    dropped: list[str] = field(default_factory=list)
    _looked_at: dict[str, tuple[bytes, _Element]] = field(default_factory=dict, repr=False, compare=False)

    def xml(self, part: str) -> _Element:
        """The root of an XML part, the caller's own. Raises FileRefusedError when it is not well formed."""
        data, root = self._looked_at.pop(part, (b"", None))
        if root is None or data is not self.parts[part]:
            root = parse_strictly(self.parts[part], self.name, part)
        return root

    def look(self, part: str) -> _Element:
        """The same to look at only, and only until somebody asks for one of his own. Raises FileRefusedError."""
        if part not in self._looked_at or self._looked_at[part][0] is not self.parts[part]:
            self._looked_at[part] = self.parts[part], parse_strictly(self.parts[part], self.name, part)
        return self._looked_at[part][1]

    def content_type(self, part: str) -> str:
        """The declared content type of a part, «» when there is none."""
        of_parts, of_extensions = _declared_types(self.parts[TYPES_PART], self.name)
        usual = of_extensions.get(part.rpartition(".")[2].lower(), "")
        return of_parts.get(part.lower(), usual)

    def copied(self) -> Package:
        """The same package once more; what is done to the one is not done to the other."""
        return Package(self.name, {**self.parts}, [*self.dropped])

    def drop(self, gone: Collection[str]) -> None:
        """Take parts out of the package, with their relationships and content types."""
        for part in gone:
            self.parts.pop(part, None)
            self.parts.pop(rels_name(part), None)
        types = self.xml(TYPES_PART)
        for override in types.findall(f"{{{ns.CONTENT_TYPES}}}Override"):
            if override.get("PartName", "").lstrip("/") in gone:
                types.remove(override)
        self.parts[TYPES_PART] = write_xml(types)

    def relate(self, source: str, relationships: Sequence[Relationship]) -> None:
        """Give a part these relationships, and no others."""
        name = rels_name(source)
        if not relationships:
            self.parts.pop(name, None)
            return
        root = etree.Element(f"{{{ns.PACKAGE_RELS}}}Relationships", nsmap={None: ns.PACKAGE_RELS})  # type: ignore[dict-item]
        for relationship in relationships:
            attributes = {"Id": relationship.id, "Type": relationship.type, "Target": relationship.target}
            if relationship.external:
                attributes["TargetMode"] = "External"
            etree.SubElement(root, f"{{{ns.PACKAGE_RELS}}}Relationship", attributes)
        self.parts[name] = write_xml(root)

    def relationships(self, source: str = "") -> list[Relationship]:
        """The relationships of a part; of the package itself for «»."""
        rels_part = rels_name(source)
        if rels_part not in self.parts:
            return []
        return [*_relationships_in(self.parts[rels_part], source, self.name)]

    @property
    def main_part(self) -> str:
        """The name of the document part. Raises FileRefusedError when there is none."""
        for relationship in self.relationships():
            if relationship.type == OFFICE_RELS + "officeDocument" and relationship.part in self.parts:
                return relationship.part
        raise FileRefusedError(f"{self.name} er ikke et Word-dokument. Velg en fil som er lagret som .docx i Word.")


@lru_cache(maxsize=8)
def _declared_types(data: bytes, file: str) -> tuple[dict[str, str], dict[str, str]]:
    """The content types that a package declares, by part and by extension, both in lower case; the first one counts."""
    types = parse_strictly(data, file, TYPES_PART)
    of_parts: dict[str, str] = {}
    of_extensions: dict[str, str] = {}
    for override in types.findall(f"{{{ns.CONTENT_TYPES}}}Override"):
        of_parts.setdefault(override.get("PartName", "").lstrip("/").lower(), override.get("ContentType", ""))
    for default in types.findall(f"{{{ns.CONTENT_TYPES}}}Default"):
        of_extensions.setdefault(default.get("Extension", "").lower(), default.get("ContentType", ""))
    return of_parts, of_extensions


@lru_cache(maxsize=64)
def _relationships_in(data: bytes, source: str, file: str) -> tuple[Relationship, ...]:
    root = parse_strictly(data, file, rels_name(source))
    return tuple(_relationship(element, source) for element in root if isinstance(element.tag, str))


def _relationship(element: _Element, source: str) -> Relationship:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    part = "" if external or target.startswith("#") else _resolve(source, target)
    return Relationship(element.get("Id", ""), element.get("Type", ""), target, external, part)


def _resolve(source: str, target: str) -> str:
    """The part a relative target names; a path that climbs out of the package keeps its `..`."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def parse_strictly(data: bytes, file: str, part: str) -> _Element:
    """The root element of XML from a file. Raises FileRefusedError instead of repairing anything."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FileRefusedError(_unread(error, file, part)) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise FileRefusedError(_with_doctype(file, part))
    return root


def _unread(error: etree.XMLSyntaxError, file: str, part: str) -> str:
    """The sentence about XML that cannot be read; the parser's own words are English, and about the parser."""
    if "amplification" in error.msg or "entity" in error.msg.lower():
        return _with_doctype(file, part)
    if "depth" in error.msg:
        return f"{file}: delen {part} har for mange lag inni hverandre. Gjør malen enklere i Word."
    line, column = error.position
    where = f"feil i linje {line}, tegn {column}"
    return f"{file} er skadet: delen {part} kan ikke leses ({where}). Åpne filen i Word og lagre den på nytt."


def _with_doctype(file: str, part: str) -> str:
    return f"{file} inneholder en DOCTYPE i {part}, noe Word aldri skriver. Filen brukes ikke."


def read_package(source: Path | str | bytes, name: str = "Malen") -> Package:
    """Open a .docx or .dotx; bytes have been read from a file of that `name`.

    Raises FileRefusedError for whatever cannot or should not be opened.
    """
    if isinstance(source, bytes):
        data = source
    else:
        name, data = Path(source).name, read_file(Path(source))
    _refuse_other_formats(name, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(name, archive.infolist())
            package = Package(name, *_unpack(archive))
    except (FileRefusedError, MemoryError):
        raise
    except Exception as error:
        raise FileRefusedError(f"{name} er skadet eller avkuttet. Hent filen på nytt.") from error
    if TYPES_PART not in package.parts:
        raise FileRefusedError(f"{name} er ikke et Word-dokument. Velg en fil som er lagret som .docx i Word.")
    for part, content in package.parts.items():
        if is_xml(part):
            _check_xml_size(name, part, content)
            package.parts[part] = _as_transitional(content)
    return package


def write_xml(root: _Element) -> bytes:
    """A part as bytes."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def is_xml(part: str) -> bool:
    """Whether the part is XML, by its name."""
    return part.endswith((".xml", ".rels"))


def _refuse_other_formats(name: str, data: bytes) -> None:
    if not data:
        raise FileRefusedError(f"{name} er tom.")
    if data.startswith(OLE):
        if ENCRYPTED_PACKAGE in data:
            raise FileRefusedError(f"{name} er passordbeskyttet. Åpne den i Word og lagre den uten passord.")
        raise FileRefusedError(f"{name} er i det gamle Word-formatet .doc. Åpne den i Word og lagre den som .docx.")
    if not data.startswith(b"PK"):
        hint = " Navn på ~$ er Words låsefiler." if name.startswith("~$") else ""
        raise FileRefusedError(f"{name} er ikke en Word-fil (.docx).{hint}")


def _check_members(name: str, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise FileRefusedError(f"{name} har over {MAX_MEMBERS} deler og brukes ikke.")
    seen: set[str] = set()
    unpacked = packed = 0
    for info in infos:
        key = info.filename.replace("\\", "/").lower()
        if key in seen:
            raise FileRefusedError(f"{name} har delen {info.filename} to ganger. Lagre filen på nytt i Word.")
        seen.add(key)
        if info.flag_bits & 1:
            raise FileRefusedError(f"{name} er passordbeskyttet. Lagre den uten passord.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileRefusedError(f"{name} er pakket på en måte Word ikke bruker. Lagre filen på nytt i Word.")
        unpacked += info.file_size
        packed += info.compress_size
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_COUNTS_ABOVE and unpacked > MAX_RATIO * packed):
        raise FileRefusedError(f"{name} blir for stor når den pakkes ut ({unpacked >> 20} MB) og brukes ikke.")


def _unpack(archive: zipfile.ZipFile) -> tuple[dict[str, bytes], list[str]]:
    """The parts, and the names of members outside the package's folder, which are left behind."""
    parts: dict[str, bytes] = {}
    dropped = []
    for info in archive.infolist():
        if _is_unsafe(info.filename):
            dropped.append(info.filename)
        elif not info.is_dir():
            with archive.open(info) as member:
                parts[info.filename] = member.read(info.file_size + 1)
    return parts, dropped


def _is_unsafe(member: str) -> bool:
    return member.startswith("/") or "\\" in member or ":" in member or ".." in member.split("/")


def _check_xml_size(name: str, part: str, content: bytes) -> None:
    if len(content) > MAX_XML_PART or content.count(b"<") > MAX_ELEMENTS:
        raise FileRefusedError(f"{name} er for stor: delen {part} har mer innhold enn en mal kan ha.")


def _as_transitional(content: bytes) -> bytes:
    if b"http://purl.oclc.org/ooxml/" not in content:
        return content
    for strict, transitional in _STRICT.items():
        content = content.replace(
            f"http://purl.oclc.org/ooxml/{strict}".encode(),
            f"http://schemas.openxmlformats.org/{transitional}".encode(),
        )
    return content.replace(b' w:conformance="strict"', b"")
