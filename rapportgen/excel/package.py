"""The file border: an Excel file opened as a package of parts, or refused with a sentence that says what to do.

Reading needs only the standard library: the parts are read by expat, and nothing is ever unpacked to disk.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import posixpath
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from rapportgen.errors import FileRefusedError, is_there, os_reason, shortened
from rapportgen.named import NamedTuple
from rapportgen.names import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import IO

MAX_FILE = 200 << 20
MAX_UNPACKED = 1 << 30
MAX_PARTS = 10_000
# Small files may shrink a lot without harm; above 20 MB an Excel file shrinks ten to thirty times, a bomb a thousand.
UNSUSPECTED = 20 << 20
MAX_RATIO = 100
_SMALL = 8 << 20
_PROPERTIES, _MOST_SAID = "docProps/core.xml", 1 << 20
# So many parts of this size at most are remembered as they were packed.
_MOST_REMEMBERED, _LONGEST_REMEMBERED = 128, 1 << 16
# How hard the packer tried, sizes after the part instead of before it, and a name in UTF-8.
_PLAIN_FLAGS = 0x02 | 0x04 | 0x08 | 0x800

SAVE_AS = "Åpne filen i Excel og velg Lagre som › Excel-arbeidsbok (.xlsx)."
OPEN_AND_SAVE = "Åpne filen i Excel, lagre den på nytt, og prøv igjen."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_ENDINGS = {
    ".xls": "er i det gamle Excel-formatet .xls",
    ".xlsb": "er en binær arbeidsbok (.xlsb)",
    ".ods": "er et OpenDocument-regneark (.ods)",
    ".csv": "er en tekstfil (.csv)",
    ".tsv": "er en tekstfil (.tsv)",
    ".txt": "er en tekstfil",
    ".gsheet": "er bare en snarvei til Google Regneark",
}
_GOOGLE = "Åpne regnearket i Google Regneark og velg Fil › Last ned › Microsoft Excel (.xlsx)."
_MACRO_TYPE = b"ms-excel.sheet.macroEnabled"


class Relation(NamedTuple):
    """What a part points to: the last word of the relation's type, and a part's name or an outside address."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of an Excel file by name. `checksum` is the file's SHA-256, `foreign` the names that do not belong."""

    def __init__(self, data: bytes, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self.checksum = hashlib.sha256(data).hexdigest()
        self._data, self._archive = data, archive
        self._names = {info.filename.lstrip("/"): info for info in archive.infolist()}
        self.foreign = tuple(name for name in self._names if _is_foreign(name))

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def size(self, name: str) -> int:
        """How many bytes the package says that a part is; 0 for one that is absent."""
        return self._names[name].file_size if name in self._names else 0

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream. Raises FileRefusedError when it is absent."""
        if name not in self._names:
            raise FileRefusedError(f"«{self.file}» er skadet: delen {name} mangler. {OPEN_AND_SAVE}")
        unpacked = self._unpacked(self._names[name])
        return self._archive.open(self._names[name]) if unpacked is None else io.BytesIO(unpacked)

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes | None:
        """A small part that is packed as nearly all are, without the cost of a stream; None when zipfile must look."""
        start = info.header_offset + 30
        header, name = self._data[info.header_offset : start], info.orig_filename.encode()
        is_plain = info.compress_type == zipfile.ZIP_DEFLATED and not info.flag_bits & ~_PLAIN_FLAGS
        if not is_plain or info.file_size > _SMALL or header[:4] != b"PK\x03\x04":
            return None
        name_length, extra_length = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
        if self._data[start : start + name_length] != name:
            return None
        start += name_length + extra_length
        inflated = _inflated_once if info.file_size <= _LONGEST_REMEMBERED else _inflated
        return inflated(self._data[start : start + info.compress_size], info.file_size, info.CRC)

    def xml(self, name: str) -> bytes:
        """The XML of a small part. Raises FileRefusedError when it is absent or declares a document type."""
        with self.open(name) as stream:
            data = stream.read()
        refuse_doctype(data, self.file)
        return data

    def element(self, name: str) -> ElementTree.Element:
        """The root of a small part. Raises FileRefusedError as `xml` does."""
        return ElementTree.fromstring(self.xml(name))

    def properties(self) -> bytes:
        """The XML of what the file says of itself; empty when it says nothing, or it cannot be read."""
        info = self._names.get(_PROPERTIES)
        if info is None or info.file_size > _MOST_SAID:
            return b""
        try:
            with self.open(_PROPERTIES) as stream:
                return stream.read()
        except (OSError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
            return b""

    def relations(self, name: str) -> Mapping[str, Relation]:
        """The relations of a part by id."""
        folder, _, base = name.rpartition("/")
        path = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        return _relations_in(self.xml(path), folder) if path in self else {}


def open_package(path: str | Path) -> Package:
    """The package of the workbook at `path`. Raises FileRefusedError: what is wrong with the file, and what to do."""
    path = Path(path)
    data = _bytes_of(path)
    name = path.name
    _refuse_other_formats(path, data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise FileRefusedError(
            f"«{name}» er skadet eller ikke lastet helt ned. Hent filen på nytt, eller {_lower(OPEN_AND_SAVE)}"
        ) from error
    _refuse_dangerous(archive.infolist(), name, len(data))
    package = Package(data, archive, name)
    _refuse_other_packages(package, path)
    return package


def refuse_doctype(data: bytes, file: str) -> None:
    """Refuse XML with a document type, in any encoding: Excel never writes one, and entities can be bombs."""
    if b"<!DOCTYPE" in data[: 1 << 16].replace(b"\0", b""):
        raise FileRefusedError(
            f"«{file}» er ikke laget av Excel: den har en dokumenttypedeklarasjon, og er ikke lest. {SAVE_AS}"
        )


# --- Getting hold of the bytes -------------------------------------------------------------------------------------


def _bytes_of(path: Path) -> bytes:
    name = path.name
    if name.startswith("~$"):
        raise FileRefusedError(
            f"«{name}» er ikke en arbeidsbok, men låsefilen som Excel lager når «{name[2:]}» er åpen. "
            f"Bruk «{name[2:]}»."
        )
    try:
        if path.is_dir():
            raise FileRefusedError(f"«{path}» er en mappe. Oppgi en arbeidsbok (.xlsx).")
        if not is_there(path):
            if path.is_symlink():
                raise FileRefusedError(f"«{path}» er en lenke som ikke fører til noen fil.")
            raise FileRefusedError(f"Filen «{path}» finnes ikke.{_beside(path)}")
        if not path.is_file():
            raise FileRefusedError(f"«{path}» er ikke en vanlig fil. Oppgi en arbeidsbok (.xlsx).")
        if path.stat().st_size > MAX_FILE:
            raise FileRefusedError(f"«{name}» er på over {MAX_FILE >> 20} MB, og er ikke lest. Del den i flere filer.")
        data = path.read_bytes()
    except PermissionError as error:
        raise FileRefusedError(
            f"«{name}» kan ikke leses: den er åpen i et annet program, eller du har ikke tilgang. "
            "Lukk filen og prøv igjen."
        ) from error
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            raise FileRefusedError(f"«{shortened(name)}» kan ikke leses: {os_reason(error)}.") from error
        raise FileRefusedError(
            f"«{name}» kan ikke leses fra disken. Ligger den i OneDrive, så høyreklikk på den i Filutforsker "
            "og velg «Behold alltid på denne enheten»."
        ) from error
    if not data:
        raise FileRefusedError(f"«{name}» er tom (0 byte). Hent filen på nytt, eller lagre den på nytt fra Excel.")
    return data


def _beside(path: Path) -> str:
    """« Mente du …?» when a workbook with nearly the same name stands in the folder."""
    if not path.parent.is_dir():
        return f" Mappen «{path.parent}» finnes heller ikke."
    beside = (other for other in sorted(path.parent.iterdir()) if other.suffix.lower() in {".xlsx", ".xlsm"})
    workbooks = [
        other.name
        for other in beside
        if not other.name.startswith("~$") and os.path.exists(other)  # noqa: PTH110 - never raises
    ]
    by_stem = {Path(name).stem.casefold(): name for name in reversed(workbooks)}
    nearest = by_stem.get(path.stem.casefold()) or by_stem.get(suggest(path.stem.casefold(), by_stem) or "")
    return f" Mente du «{nearest}»?" if nearest else ""


# --- Files that are something else ---------------------------------------------------------------------------------


def _refuse_other_formats(path: Path, data: bytes) -> None:
    """Refuse what is not a zip package: old and encrypted Office files, text, HTML, shortcuts."""
    name, ending = path.name, path.suffix.lower()
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileRefusedError(
                f"«{name}» er beskyttet med passord. Åpne den i Excel, fjern passordet under "
                "Fil › Informasjon › Beskytt arbeidsbok, og lagre."
            )
        raise FileRefusedError(f"«{name}» er i det gamle Excel-formatet .xls. {SAVE_AS}")
    if data.startswith(b"PK"):
        return
    if ending == ".gsheet":
        raise FileRefusedError(f"«{name}» {_OTHER_ENDINGS[ending]}. {_GOOGLE}")
    start = data[:1024].lstrip().lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        raise FileRefusedError(f"«{name}» er en nettside eller XML-fil, ikke en Excel-arbeidsbok. {SAVE_AS}")
    if b"\0" not in data[:4096]:
        raise FileRefusedError(f"«{name}» er en tekstfil (for eksempel CSV), ikke en Excel-arbeidsbok. {SAVE_AS}")
    raise FileRefusedError(f"«{name}» er ikke en Excel-arbeidsbok. {SAVE_AS}")


def _refuse_other_packages(package: Package, path: Path) -> None:
    """Refuse a package that is something else than a workbook, or a macro workbook that Excel will not open."""
    name, ending = path.name, path.suffix.lower()
    if "mimetype" in package and "content.xml" in package:
        raise FileRefusedError(f"«{name}» er et OpenDocument-regneark (.ods). {SAVE_AS}")
    if "xl/workbook.bin" in package:
        raise FileRefusedError(f"«{name}» er en binær arbeidsbok (.xlsb). {SAVE_AS}")
    if "word/document.xml" in package:
        raise FileRefusedError(f"«{name}» er et Word-dokument. Oppgi en Excel-arbeidsbok (.xlsx).")
    if "[Content_Types].xml" not in package:
        raise FileRefusedError(f"«{name}» er ikke en Excel-arbeidsbok. {SAVE_AS}")
    with package.open("[Content_Types].xml") as stream:
        types = stream.read()
    if _MACRO_TYPE in types and ending == ".xlsx":
        raise FileRefusedError(
            f"«{name}» er en arbeidsbok med makroer, men heter .xlsx. "
            f"Gi den navnet «{path.stem}.xlsm», eller {_lower(SAVE_AS)}"
        )
    if ending in _OTHER_ENDINGS:
        raise FileRefusedError(f"«{name}» har feil filendelse for en arbeidsbok. Gi den navnet «{path.stem}.xlsx».")


def _refuse_dangerous(members: list[zipfile.ZipInfo], file: str, size: int) -> None:
    """Refuse bombs, encrypted members, and names that stand twice: programs differ on which one counts."""
    if len(members) > MAX_PARTS:
        raise FileRefusedError(f"«{file}» har {len(members)} deler, og er ikke en vanlig arbeidsbok. {SAVE_AS}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED or (unpacked > UNSUSPECTED and unpacked > MAX_RATIO * size):
        raise FileRefusedError(f"«{file}» vokser til {unpacked >> 20} MB når den pakkes ut, og er ikke lest. {SAVE_AS}")
    if any(member.flag_bits & 1 for member in members):
        raise FileRefusedError(f"«{file}» er beskyttet med passord. Pakk den ut, og lagre den uten passord.")
    seen: set[str] = set()
    for member in members:
        name = member.filename.replace("\\", "/").lstrip("/").casefold()
        if name in seen:
            raise FileRefusedError(f"«{file}» har delen {member.filename} to ganger, og er ikke lest. {SAVE_AS}")
        seen.add(name)


def _is_foreign(name: str) -> bool:
    """Whether the name points out of the package («../../x», «C:\\x»). Such parts are never opened."""
    return "\\" in name or ":" in name or (".." in name and ".." in name.split("/"))


# --- Small things --------------------------------------------------------------------------------------------------


def _inflated(packed: bytes, size: int, checksum: int) -> bytes | None:
    """A part that was deflated; None when it is not what the package says of it."""
    try:
        part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    except zlib.error:
        return None
    return part if len(part) == size and zlib.crc32(part) == checksum else None


# The workbooks of a kommune are often copies of one: then most of their parts are the same.
_inflated_once = lru_cache(maxsize=_MOST_REMEMBERED)(_inflated)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _relations_in(xml: bytes, folder: str) -> Mapping[str, Relation]:
    """The relations by id of a part in the folder."""
    return {element.get("Id", ""): _relation(element, folder) for element in ElementTree.fromstring(xml)}


def _relation(element: ElementTree.Element, folder: str) -> Relation:
    kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, target, True)
    return Relation(kind, _resolved(folder, target), False)


def _resolved(folder: str, target: str) -> str:
    """The name of the part that `target`, seen from `folder`, points to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


@lru_cache(maxsize=1024)
def local(tag: str) -> str:
    """The name of an element or attribute without its namespace: the strict format has others than the usual."""
    return tag.rpartition("}")[2]


def relation_id(element: ElementTree.Element) -> str:
    """The `r:id` of an element, whichever namespace the file uses for relationships."""
    return next((value for key, value in element.items() if key.startswith("{") and local(key) == "id"), "")


def children(element: ElementTree.Element | None, *path: str) -> Iterable[ElementTree.Element]:
    """The elements below `element` along a path of local names; none when any step is absent."""
    return () if element is None else element.iterfind("/".join(f"{{*}}{step}" for step in path))


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
