"""What a heading says, read from the few lines of XML it was written as."""

from __future__ import annotations

import re
from xml.parsers import expat

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.ooxml.text import escape_attribute

_ROOT = b"<r>"
# Formatting that a line of contents takes over from its heading: what the words mean, not how the heading looks.
_KEPT = ("w:i", "w:iCs", "w:vertAlign", "w:lang")
_SILENT = frozenset(["w:del", "w:moveFrom", "w:txbxContent", "mc:Fallback", "w:instrText", "w:delText", "w:rt"])
_SIGNS = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "\u2011"}
_BOOKMARK = pattern("_toc[a-z0-9_]+", re.ASCII | re.IGNORECASE)  # what Word gives headings that contents list
_SPACES = pattern("[ \n\t]+")


class Heading(NamedTuple):
    """A heading: where its text begins and ends in the XML, its runs as (properties, text), a bookmark it has."""

    start: int
    end: int
    runs: tuple[tuple[str, str], ...]
    bookmark: str


def read_headings(xml: str) -> list[Heading]:
    """The paragraphs of a piece of XML: one heading, or several when a value in it has several paragraphs."""
    return _HeadingParser(xml).headings


class _HeadingParser:
    def __init__(self, xml: str) -> None:
        self.headings: list[Heading] = []
        self._data = _ROOT + xml.encode() + b"</r>"
        self._open: list[str] = []
        self._silent = 0
        self._runs: list[tuple[str, str]] = []
        self._properties: list[str] = []
        self._start = self._hidden = 0
        self._bookmark = ""
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        self._parser.CharacterDataHandler = self._text
        self._parser.Parse(self._data, True)

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._open[-1] if self._open else ""
        self._open.append(name)
        self._silent += name in _SILENT
        if self._silent:
            return
        if name == "w:p":
            self._runs, self._bookmark, self._start = [], "", self._after_tag()
        elif name == "w:r":
            self._properties, self._hidden = [], 0
        elif parent == "w:rPr" and name in _KEPT:
            written = "".join(f' {key}="{escape_attribute(value)}"' for key, value in attributes.items())
            self._properties.append(f"<{name}{written}/>")
        elif name == "w:vanish" and parent == "w:rPr":
            self._hidden = attributes.get("w:val", "1") not in ("0", "false", "off")
        elif name == "w:bookmarkStart" and _BOOKMARK.fullmatch(attributes.get("w:name", "")):
            self._bookmark = self._bookmark or attributes["w:name"]
        elif name in _SIGNS and parent == "w:r":
            self._add(_SIGNS[name])

    def _text(self, text: str) -> None:
        if self._open[-1] == "w:t" and not self._silent:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._hidden:
            return
        properties = "".join(self._properties)
        if self._runs and self._runs[-1][0] == properties:
            text = self._runs.pop()[1] + text
        self._runs.append((properties, text))

    def _ended(self, name: str) -> None:
        self._open.pop()
        if name in _SILENT:
            self._silent -= 1
        elif self._silent:
            return
        elif name == "w:pPr":
            self._start = self._after_tag()
        elif name == "w:p":
            end = self._parser.CurrentByteIndex
            self.headings.append(Heading(self._place(self._start), self._place(end), self._trimmed(), self._bookmark))

    def _after_tag(self) -> int:
        """The byte after the tag that is being handled."""
        return self._data.index(b">", self._parser.CurrentByteIndex) + 1

    def _place(self, at: int) -> int:
        """A position in the bytes as a position in the text."""
        return len(self._data[len(_ROOT) : at].decode())

    def _trimmed(self) -> tuple[tuple[str, str], ...]:
        """The runs on one line, with single spaces and none at either end."""
        out: list[tuple[str, str]] = []
        after_space = True
        for properties, text in self._runs:
            single = _SPACES.sub(" ", text)
            single = single.removeprefix(" ") if after_space else single
            if single:
                out.append((properties, single))
                after_space = single.endswith(" ")
        if out:
            properties, text = out.pop()
            out += [(properties, text.rstrip(" "))] if text.strip(" ") else []
        return tuple(out)
