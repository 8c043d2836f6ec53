"""What a stretch of markup has in it that must fit with the rest of its part, or of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# The characters that delimit tags while a template is compiled, late values and headings; values are stripped of them.
_MARKS = pattern(b"\xef\xb7[\x90-\x9f]")
_REFERENCES = frozenset([b"id", b"embed", b"link", b"pict"])

# A cell that does not end with a paragraph, a row that does not with a cell, or a table that does not with a row.
_ODD_END = pattern(rb"</w:t(?:c>(?<!</w:p></w:tc>)(?<!<w:p/></w:tc>)|r>(?<!</w:tc></w:tr>)|bl>(?<!</w:tr></w:tbl>))")
_EMPTY_BLOCK = pattern(rb"<w:t(?:c|r|bl)/>")
_TAG = pattern(rb"""<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")


class Sight(NamedTuple):
    """What is seen: whether a mark is left, whether a block may be odd, the ids of relationships, fields begun less
    those ended, the starts of bookmarks as (id, name), the ids of their ends, and the ids of drawings.
    """

    has_mark: bool = False
    is_odd: bool = False
    targets: tuple[str, ...] = ()
    fields: int = 0
    starts: tuple[tuple[str, str], ...] = ()
    ends: tuple[str, ...] = ()
    drawings: tuple[str, ...] = ()


NOTHING_SEEN = Sight()


def sight_of(markup: bytes) -> Sight:
    """What is seen in markup that is well formed and cuts no tag in two.

    A part we wrote has neither comments nor CDATA, so that what looks like the beginning of an element is one.
    """
    bookmarks = tags(markup, b"w:bookmark") if b"<w:bookmark" in markup else []
    sight = Sight(
        has_mark(markup),
        any(odd.search(markup) for odd in (_ODD_END, _EMPTY_BLOCK)),
        tuple(_targets(markup)) if b" r:" in markup else (),
        markup.count(b'w:fldCharType="begin"') - markup.count(b'w:fldCharType="end"'),
        tuple([(attribute(tag, b"w:id"), attribute(tag, b"w:name")) for tag in bookmarks if tag.startswith(b"Start ")]),
        tuple([attribute(tag, b"w:id") for tag in bookmarks if tag.startswith(b"End ")]),
        tuple([attribute(tag, b"id") for tag in tags(markup, b"wp:docPr ")]) if b"<wp:docPr " in markup else (),
    )
    return NOTHING_SEEN if sight == NOTHING_SEEN else sight


def only_tags(markup: bytes) -> bytes:
    """The tags without the texts between them, which may look like attributes: « r:id="rId7"»."""
    return b"".join(_TAG.findall(markup))


def has_mark(text: bytes) -> bool:
    """Whether a mark is left in the text."""
    return _MARKS.search(text) is not None


def _targets(markup: bytes) -> Iterator[str]:
    for piece in markup.split(b" r:")[1:]:
        kind, _, value = piece.partition(b'="')
        target = value.partition(b'"')[0].decode() if kind in _REFERENCES else ""
        if target:
            yield target


def tags(content: bytes, begun: bytes) -> list[bytes]:
    """What follows in the tags of all elements whose names begin like that."""
    return [piece[: piece.index(b">")] for piece in content.split(b"<" + begun)[1:]]


def attribute(tag: bytes, name: bytes) -> str:
    """The value of an attribute of a tag; empty when it has none."""
    return (b" " + tag).partition(b" " + name + b'="')[2].partition(b'"')[0].decode()
