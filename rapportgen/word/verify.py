"""The last look at a finished report, before it is written: is it whole, so that Word opens it without a question?

One strict parse of each part, by a parser that repairs nothing. What is found here is a fault of the program or of
a template that slipped through the compiler; a report with faults is not written.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING
from xml.parsers import expat

from rapportgen import problems

if TYPE_CHECKING:
    from rapportgen.problems import Problem

# The characters that delimit tags while a template is compiled; values are stripped of them.
_MARKS = re.compile(b"\xef\xb7[\x90-\x97]")
# The parts in which a template's text and tags stand; the others are copied, and only need to be whole.
_WRITTEN = re.compile(r"word/(?:document|(?:header|footer)\d*|footnotes|endnotes)\.xml")
_WRAPPERS = frozenset("w:sdt w:sdtContent w:customXml w:ins w:del w:moveFrom w:moveTo".split())
_BETWEEN_BLOCKS = frozenset(
    "w:tcPr w:bookmarkStart w:bookmarkEnd w:commentRangeStart w:commentRangeEnd w:permStart w:permEnd w:proofErr "
    "w:sdtPr w:sdtEndPr".split()
)
_TEXT = frozenset(["w:t", "w:delText", "w:instrText"])


def verify_document(data: bytes) -> list[Problem]:
    """What is wrong with a finished .docx; an empty list when Word can open it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception as error:  # noqa: BLE001 - whatever zipfile raises, the file is not whole
        return [_fault("zip", "filen", f"Filen er ikke hel ({type(error).__name__}).")]
    found: list[Problem] = []
    ids: Counter[tuple[str, str]] = Counter()
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            found += _PartCheck(name, content, parts).problems(ids)
        if _MARKS.search(content):
            found.append(_fault("merke", name, "Et merke står igjen."))
    found += [_fault("id", "word", f"{kind} {number} er brukt {n} ganger.") for (kind, number), n in ids.items() if n > 1]
    return found


def _fault(code: str, part: str, message: str) -> Problem:
    return problems.feil(f"dokument-{code}", part, message)


class _PartCheck:
    """One part read from beginning to end."""

    def __init__(self, name: str, content: bytes, parts: dict[str, bytes]) -> None:
        self.name, self.content, self.parts = name, content, parts
        self.found: list[Problem] = []
        self.path: list[str] = []
        self.last_block: list[str] = []
        self.children: list[set[str]] = []
        self.starts: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.fields = 0
        self.ids: Counter[tuple[str, str]] = Counter()
        self.relationships = _ids_in(parts.get(_rels_name(name)))

    def problems(self, ids: Counter[tuple[str, str]]) -> list[Problem]:
        """The faults of this part; the numbers it uses are added to `ids`."""
        parser = expat.ParserCreate()
        if _WRITTEN.fullmatch(self.name):
            parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
            parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(self.content, True)
        except expat.ExpatError as error:
            self._note("xml", f"Delen er ikke gyldig XML ({error}).")
            return self.found
        if self.starts != self.ends:
            self._note("bokmerke", "Bokmerker begynner og slutter ikke parvis.")
        for name, times in self.names.items():
            if times > 1:
                self._note("bokmerke", f"Bokmerket «{name}» finnes {times} ganger.")
        if self.fields:
            self._note("felt", "Et felt begynner uten å slutte.")
        ids.update(self.ids)
        return self.found

    def _note(self, code: str, message: str) -> None:
        self.found.append(_fault(code, self.name, message))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self.path[-1] if self.path else ""
        if self.children:
            self.children[-1].add(name)
            if name not in _BETWEEN_BLOCKS:
                self.last_block[-1] = name
        self.path.append(name)
        self.children.append(set())
        self.last_block.append("")
        for key, value in attributes.items():
            if key.startswith("r:") and value and value not in self.relationships and key != "r:href":
                self._note("relasjon", f"{name} viser til {value}, som ikke finnes.")
        self._note_numbers(name, parent, attributes)

    def _note_numbers(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        if name == "wp:docPr" and "mc:Fallback" not in self.path:
            self.ids["Tegning", attributes.get("id", "")] += 1
        elif name == "w:id" and parent == "w:sdtPr":
            self.ids["Innholdskontroll", attributes.get("w:val", "")] += 1
        elif name == "w:bookmarkStart":
            self.starts[attributes.get("w:id", "")] += 1
            self.names[attributes.get("w:name", "").casefold()] += 1
        elif name == "w:bookmarkEnd":
            self.ends[attributes.get("w:id", "")] += 1
        elif name == "w:fldChar":
            self.fields += {"begin": 1, "end": -1}.get(attributes.get("w:fldCharType", ""), 0)

    def _end(self, name: str) -> None:
        self.path.pop()
        children, last = self.children.pop(), self.last_block.pop()
        if name in _WRAPPERS and self.children:
            self.children[-1] |= children
            self.last_block[-1] = last or self.last_block[-1]
        if name == "w:tc" and last != "w:p":
            self._note("celle", "En tabellcelle slutter ikke med et avsnitt.")
        elif name == "w:tr" and "w:tc" not in children:
            self._note("tabell", "En tabellrad er uten celler.")
        elif name == "w:tbl" and "w:tr" not in children:
            self._note("tabell", "En tabell er uten rader.")

    def _characters(self, data: str) -> None:
        if not self.path or not self.path[-1].startswith("w:"):
            return
        if self.path[-1] not in _TEXT and data.strip():
            self._note("tekst", f"Tekst står utenfor et avsnitt: {data.strip()[:30]}")


def _rels_name(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _ids_in(rels: bytes | None) -> frozenset[str]:
    if rels is None:
        return frozenset()
    ids: set[str] = set()
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, attributes: ids.add(attributes.get("Id", ""))
    parser.Parse(rels, True)
    return frozenset(ids)
