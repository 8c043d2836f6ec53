"""Small edits in a large XML part: what is not edited stays as it stands, byte for byte.

Parsing a part of a workbook and writing it again would rename prefixes that the part itself mentions by
name (`mc:Ignorable`), and Excel then asks to repair the file. So edits are put in at the offsets of tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TAG_END = pattern(rb"""(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ENCODING = pattern(r"""(<\?xml[^>]*?encoding\s*=\s*["'])([\w.-]+)""")


@dataclass(slots=True, eq=False)
class Node:
    """An element: its name without prefix, its attributes as written, and where its tags are in the part."""

    name: str
    prefix: str
    attributes: dict[str, str]
    parent: Node | None
    start: int
    content: int
    closed: int = -1

    def get(self, name: str) -> str:
        """The value of the attribute with this local name; empty when absent."""
        return next((v for key, v in self.attributes.items() if key.rpartition(":")[2] == name), "")


class XmlPart:
    """A part that is being edited. `nodes` are the elements down to `depth` (the root has depth 1), in order.

    What stands in an element named `unread` is not looked into: the cells of a sheet may be a million.
    """

    def __init__(self, data: bytes, depth: int = 3, unread: str = "") -> None:
        self.data = as_utf8(data)
        self.nodes: list[Node] = []
        self._edits: list[tuple[int, int, int, bytes]] = []
        self._parse(_blanked(self.data, unread) if unread else self.data, depth)

    @property
    def root(self) -> Node:
        """The outermost element."""
        return self.nodes[0]

    @property
    def prefix(self) -> str:
        """What stands before the names of the part's own elements: nothing, or for example «x:»."""
        return self.root.prefix

    def find(self, *names: str) -> Node | None:
        """The first element with one of these names."""
        return next(self.find_all(*names), None)

    def find_all(self, *names: str) -> Iterator[Node]:
        """All elements with one of these names."""
        return (node for node in self.nodes if node.name in names)

    def children(self, parent: Node) -> list[Node]:
        """The elements directly below `parent`, as far as the part was looked into."""
        return [node for node in self.nodes if node.parent is parent]

    def text(self, node: Node) -> str:
        """The text between the tags of an element, without the tags in it and with entities resolved."""
        if node.closed < 0:
            return ""
        inner = b"<t>" + re.sub(rb"<[^>]*>", b"", self.data[node.content : node.closed]) + b"</t>"
        found: list[str] = []
        parser = expat.ParserCreate("utf-8")
        parser.CharacterDataHandler = found.append
        parser.Parse(inner, True)
        return "".join(found)

    def insert_before(self, node: Node, xml: str) -> None:
        """Put `xml` before the start tag of `node`."""
        self._edit(node.start, 0, xml)

    def insert_after(self, node: Node, xml: str) -> None:
        """Put `xml` after the end of `node`."""
        self._edit(self.data.index(b">", node.closed) + 1 if node.closed >= 0 else node.content, 0, xml)

    def insert_first(self, node: Node, xml: str) -> None:
        """Put `xml` before everything in `node`."""
        self._insert_in(node, node.content, xml)

    def insert_last(self, node: Node, xml: str) -> None:
        """Put `xml` after everything in `node`."""
        self._insert_in(node, node.closed, xml)

    def set(self, node: Node, name: str, value: object) -> None:
        """Give `node` the attribute `name`, in place of the one it has."""
        tag = self.data[node.start : node.content]
        attribute = f"{name}={quoteattr(str(value))}"
        if found := re.search(rb"""(?<=\s)%s\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode()), tag):
            self._edit(node.start + found.start(), found.end() - found.start(), attribute)
        else:
            self._edit(node.start + len(re.match(rb"<[^\s/>]+", tag)[0]), 0, f" {attribute}")  # type: ignore[index]

    def result(self) -> bytes:
        """The part with all edits made."""
        pieces, at = [], 0
        for offset, _order, removed, new in sorted(self._edits, key=lambda edit: edit[:2]):
            pieces += [self.data[at:offset], new]
            at = offset + removed
        return b"".join([*pieces, self.data[at:]])

    def _insert_in(self, node: Node, offset: int, xml: str) -> None:
        if node.closed >= 0:
            self._edit(offset, 0, xml)
            return
        self._edit(node.content - 2, 2, f">{xml}</{node.prefix}{node.name}>")

    def _edit(self, offset: int, removed: int, new: str) -> None:
        self._edits.append((offset, len(self._edits), removed, new.encode()))

    def _parse(self, data: bytes, depth: int) -> None:
        open_nodes: list[Node | None] = []
        parser = expat.ParserCreate("utf-8")

        def start(tag: str, attributes: dict[str, str]) -> None:
            if len(open_nodes) >= depth:
                open_nodes.append(None)
                return
            at = parser.CurrentByteIndex
            end = _TAG_END.match(data, at).end()  # type: ignore[union-attr]
            prefix, colon, name = tag.rpartition(":")
            node = Node(name, prefix + colon, attributes, open_nodes[-1] if open_nodes else None, at, end)
            self.nodes.append(node)
            open_nodes.append(node)

        def end(_tag: str) -> None:
            node = open_nodes.pop()
            if node is not None and data[node.content - 2 : node.content] != b"/>":
                node.closed = parser.CurrentByteIndex

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.Parse(data, True)


def _blanked(data: bytes, name: str) -> bytes:
    """The XML with spaces for everything between the first start tag and the last end tag of this name."""
    start = re.search(rb"<(?:[\w.-]+:)?%s(?:\s[^>]*)?(?<!/)>" % name.encode(), data)
    end = data.rfind(b"%s>" % name.encode())
    if start is None or end < start.end():
        return data
    end = data.rindex(b"</", 0, end)
    return b"".join([data[: start.end()], b" " * (end - start.end()), data[end:]])


def as_utf8(data: bytes) -> bytes:
    """The XML in UTF-8, whichever encoding it says it has."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16")
    else:
        declared = _ENCODING.match(data[:200].decode("latin-1").lstrip("ï»¿"))
        encoding = declared[2].lower() if declared else "utf-8"
        if encoding in {"utf-8", "utf8", "us-ascii", "ascii"}:
            return data.removeprefix(b"\xef\xbb\xbf")
        text = data.decode(encoding)
    return _ENCODING.sub(r"\g<1>UTF-8", text.removeprefix("\ufeff"), count=1).encode()


def element(name: str, attributes: Mapping[str, object] | None = None, content: str = "") -> str:
    """An element as text. `content` is XML already."""
    written = "".join(f" {key}={quoteattr(str(value))}" for key, value in (attributes or {}).items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def xml_text(text: str) -> str:
    """Text as it may stand between tags; characters that XML forbids are left out."""
    return escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text))


def free_name(pattern: str, taken: Iterable[Any]) -> str:
    """`pattern` with the first number for «%d» that no name in `taken` has, whatever its case."""
    used = {str(name).casefold() for name in taken}
    return next(name for n in range(1, len(used) + 2) if (name := pattern % n).casefold() not in used)
