"""Templates after somebody has worked on them: as Word splits their text, and as LibreOffice saves them."""

from __future__ import annotations

import copy
import io
import subprocess
import zipfile
from itertools import cycle
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ooxml.ns import SPACE, w
from tests.word.docx import packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element

_LENGTHS = (1, 2, 5, 1, 7, 3)
_LANGUAGES = ("nb-NO", "en-US", "nn-NO")


def as_word_splits(data: bytes) -> bytes:
    """The document with each text cut at odd places, as Word does: save ids, spelling marks, languages, bookmarks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        if name.startswith("word/") and name.endswith(".xml") and b"{" in bytes(part):
            root = etree.fromstring(bytes(part))
            _split_texts(root)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


def _split_texts(root: _Element) -> None:
    lengths, languages = cycle(_LENGTHS), cycle(_LANGUAGES)
    for number, run in enumerate(list(root.iter(w("r")))):
        (text, *more) = run.findall(w("t")) or [None]
        parent = run.getparent()
        if text is None or more or parent is None or [c for c in run if c.tag not in (w("rPr"), w("t"))]:
            continue
        at = parent.index(run)
        pieces = [_piece(run, piece, next(languages)) for piece in _cut(text.text or "", lengths)]
        parent[at : at + 1] = [one for index, piece in enumerate(pieces) for one in (*_noise(number, index), piece)]


def _cut(text: str, lengths: Iterator[int]) -> Iterator[str]:
    while text:
        length = next(lengths)
        yield text[:length]
        text = text[length:]


def _piece(run: _Element, text: str, language: str) -> _Element:
    """A run like this one, in a language of its own, typed in another session."""
    piece = etree.Element(w("r"), {w("rsidR"): f"00{len(text):02}AB{len(language):02}"})
    properties = copy.deepcopy(run.find(w("rPr")))
    properties = etree.Element(w("rPr")) if properties is None else properties
    etree.SubElement(properties, w("lang"), {w("val"): language})
    piece.append(properties)
    etree.SubElement(piece, w("t"), {SPACE: "preserve"}).text = text
    return piece


def _noise(number: int, index: int) -> list[_Element]:
    """What Word leaves between pieces of text: spelling marks, and bookmarks that nobody has made."""
    if index % 4 == 1:
        return [etree.Element(w("proofErr"), {w("type"): "spellStart" if index % 8 == 1 else "spellEnd"})]
    if index % 4 == 2:
        key = str(1000 * number + index)
        start = etree.Element(w("bookmarkStart"), {w("id"): key, w("name"): f"_Hlk{key}"})
        return [start, etree.Element(w("bookmarkEnd"), {w("id"): key})]
    return []


def as_libreoffice_saves(files: Mapping[str, bytes], program: str, folder: Path) -> dict[str, bytes]:
    """The documents opened and saved again by LibreOffice, all in one call."""
    before, after = folder / "før", folder / "etter"
    before.mkdir()
    paths = {name: before / f"{number}.docx" for number, name in enumerate(files)}
    for name, path in paths.items():
        path.write_bytes(files[name])
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    how = ["--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(after)]
    subprocess.run([program, profile, *how, *map(str, paths.values())], check=True, capture_output=True, timeout=300)
    return {name: (after / path.name).read_bytes() for name, path in paths.items()}
