"""The last look at a finished report, before it is written: is it whole, so that Word opens it without a question?

Each part is parsed by a parser that repairs nothing; markup that comes back is parsed once. What is found here is a
fault of the program, or of a template that slipped through the compiler; a report with faults is not written.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from rapportgen import problems
from rapportgen.patterns import pattern
from rapportgen.word.ooxml.partnames import rels_name
from rapportgen.word.ooxml.sights import Sight, attribute, has_mark, only_tags, sight_of, tags
from rapportgen.word.ooxml.zipfile_writer import pieces_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rapportgen.problems import Problem
    from rapportgen.word.ooxml.zipfile_writer import Content

# The parts that a report writes; the others are copied, and only need to be whole.
_WRITTEN = pattern(r"word/(?:document|(?:header|footer)\d*|footnotes|endnotes|charts/chart\d*)\.xml")
_SHORT, _LONG = 1 << 15, 1 << 19  # too short to hold much that comes back; long enough to hold it many times
_PARTS = 64  # how many short parts are remembered
_met: set[str] = set()
"""The names of parts that this process has met."""
_WRAPPERS = frozenset(["w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:del", "w:moveFrom", "w:moveTo"])
_BETWEEN_BLOCKS = frozenset(
    ["w:tcPr", "w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd", "w:proofErr", "w:sdtPr", "w:sdtEndPr"]
)


def verify_document(data: bytes) -> list[Problem]:
    """What is wrong with a finished .docx; an empty list when Word can open it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception as error:  # noqa: BLE001 - whatever zipfile raises, the file is not whole
        return [_fault("zip", "filen", f"Filen er ikke hel ({type(error).__name__}).")]
    return verify_parts(
        (name, content, _relationships(parts.get(rels_name(name), b"")))
        for name, content in parts.items()
        if name.endswith((".xml", ".rels"))
    )


def _relationships(content: bytes) -> list[str]:
    return [attribute(tag, b"Id") for tag in tags(content, b"Relationship ")]


def verify_parts(parts: Iterable[tuple[str, Content, Collection[str]]]) -> list[Problem]:
    """What is wrong with these parts of a document, given as (name, content, the ids of its relationships).

    A report needs only the parts that it wrote: the others were read strictly when its template was compiled.
    """
    found: list[Problem] = []
    drawings: Counter[str] = Counter()
    for name, content, relationships in parts:
        look = _Look(relationships)
        if not _by_its_stretches(name, content, look):
            fault, sights = _seen_in(content)
            if fault:
                found.append(_fault("xml", name, f"Delen er ikke gyldig XML ({fault})."))
                continue
            look = _Look(relationships)
            for sight in sights:
                look.take(sight)
        if _WRITTEN.fullmatch(name):
            if look.is_doubtful:
                look = _careful_look(content, relationships)
            found += [_fault(code, name, message) for code, message in look.faults(content)]
            drawings.update(look.drawings)
    return found + [
        _fault("id", "word", f"Nummeret til tegning {number} er brukt {n} ganger.")
        for number, n in drawings.items()
        if n > 1
    ]


def _by_its_stretches(name: str, content: Content, look: _Look) -> bool:
    """Whether it is certain without reading all of it that a part is well formed; what is in it is then in `look`.

    Only what is long, or comes after others of its name, is worth the trouble.
    """
    if isinstance(content, bytes) and len(content) < (_SHORT if name in _met else _LONG):
        _met.add(name)
        return False
    from rapportgen.word.ooxml.stretches import looked_through  # one report needs it seldom

    return looked_through(content, look.take)


def _seen_in(content: Content) -> tuple[str, Iterable[Sight]]:
    """Why a part is not well formed, «» when it is; and what is then seen in it."""
    if isinstance(content, bytes) and len(content) < _SHORT:
        return _seen_in_short(content)
    if fault := _not_well_formed(content):
        return fault, ()
    return "", map(sight_of, _between_elements(content))


@lru_cache(maxsize=_PARTS)
def _seen_in_short(content: bytes) -> tuple[str, Iterable[Sight]]:
    """The same of a short part: most of a report's are, to the byte, those of other reports of its template."""
    fault = _not_well_formed(content)
    return fault, () if fault else (sight_of(content),)


def _fault(code: str, part: str, message: str) -> Problem:
    return problems.feil(f"dokument-{code}", part, message)


def _not_well_formed(content: Content) -> str:
    """Why a part is not well formed; «» when it is."""
    try:
        _parse(content, expat.ParserCreate())
    except expat.ExpatError as error:
        return str(error)
    return ""


def _parse(content: Content, parser: expat.XMLParserType) -> None:
    if isinstance(content, bytes):
        parser.Parse(content, True)  # in one step, which is quicker
        return
    for piece in pieces_of(content):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _between_elements(content: Content) -> Iterator[bytes]:
    """The content in pieces; each ends where an element begins, so that nothing that is looked for is cut in two.

    Only tags hold what is looked for, and the endings of cells, rows and tables, which stand close together.
    """
    if isinstance(content, bytes):
        yield content
        return
    rest = b""
    for piece in pieces_of(content):
        text = rest + piece
        end = max(text.rfind(b"<w:"), 0)
        yield text[:end]
        rest = text[end:]
    yield rest


def _careful_look(content: Content, relationships: Collection[str]) -> _Look:
    """What is seen in the tags alone: a text that somebody typed may look like a part of one."""
    look = _Look(relationships)
    for piece in _between_elements(content):
        look.take(Sight(has_mark=has_mark(piece)))
        look.take(sight_of(only_tags(piece)))
    return look


class _Look:
    """What is seen in a part that is well formed, piece by piece."""

    def __init__(self, relationships: Collection[str]) -> None:
        self.drawings: list[str] = []
        self._known = set(relationships)
        self._unknown: list[str] = []
        self._starts: Counter[str] = Counter()
        self._ends: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._open_fields = 0
        self._has_mark = self._is_odd = False

    def take(self, sight: Sight) -> None:
        """Add what is seen in the next piece."""
        self._has_mark = self._has_mark or sight.has_mark
        self._is_odd = self._is_odd or sight.is_odd
        self._unknown += [target for target in sight.targets if target not in self._known]
        self._open_fields += sight.fields
        for number, name in sight.starts:
            self._starts[number] += 1
            self._names[name.casefold()] += 1
        for number in sight.ends:
            self._ends[number] += 1
        self.drawings += sight.drawings

    @property
    def is_doubtful(self) -> bool:
        """Whether something seen is a fault if it stands in a tag, and none in a text."""
        return bool(self._unknown or self._open_fields)

    def faults(self, content: Content) -> Iterator[tuple[str, str]]:
        """What is wrong, as (code, message), when all of `content` has been looked at."""
        if self._has_mark:
            yield "tagg", "En tagg står igjen."
        for target in self._unknown:
            yield "relasjon", f"Delen viser til {target}, som ikke finnes."
        if self._starts != self._ends:
            yield "bokmerke", "Bokmerker begynner og slutter ikke parvis."
        for name, times in self._names.items():
            if times > 1:
                yield "bokmerke", f"Bokmerket «{name}» finnes {times} ganger."
        if self._open_fields:
            yield "felt", "Et felt begynner uten å slutte."
        if self._is_odd:
            yield from _Blocks().faults(content)


class _Blocks:
    """Cells, rows and tables looked at one by one, through content controls and tracked changes."""

    def __init__(self) -> None:
        self.children: list[set[str]] = []
        self.last: list[str] = []
        self.found: list[tuple[str, str]] = []

    def faults(self, content: Content) -> list[tuple[str, str]]:
        """What is wrong with the blocks of a part."""
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        _parse(content, parser)
        return self.found

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if self.children:
            self.children[-1].add(name)
            if name not in _BETWEEN_BLOCKS:
                self.last[-1] = name
        self.children.append(set())
        self.last.append("")

    def _end(self, name: str) -> None:
        children, last = self.children.pop(), self.last.pop()
        if name in _WRAPPERS and self.children:
            self.children[-1] |= children
            self.last[-1] = last or self.last[-1]
        if name == "w:tc" and last != "w:p":
            self.found.append(("celle", "En tabellcelle slutter ikke med et avsnitt."))
        elif name == "w:tr" and "w:tc" not in children:
            self.found.append(("tabell", "En tabellrad er uten celler."))
        elif name == "w:tbl" and "w:tr" not in children:
            self.found.append(("tabell", "En tabell er uten rader."))
