"""Cells cut out of the XML of a sheet by where they begin, so that those that are alike are read once.

Most of a sheet is cells, and most of them are blank or say what others say; a parser makes two to four elements of
each. Here the text is cut at the start of each row and cell. What is left goes to the parser, and cells by themselves
are read by their form, or by the parser. Only pieces that are whole elements, cut out of places where elements stand,
may be read so: then the sheet is what it would be parsed as a whole. Any other sheet is left to the parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from rapportgen.excel.package import local

_DECLARATION = re.compile(r'\ufeff?(?:<\?xml version="1\.0"(?: encoding="(?i:utf-8)")?(?: standalone="yes")?\?>\s*)?')
_REST_OF_ROW_TAG = re.compile(r'(?:[A-Za-z0-9:]+="[^"<>]*" ?)*>')
# Possessive, since no part of it can be read in two ways.
_PLAIN = re.compile(
    r'(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+(?:/>|>(?:'
    r'<is><t(?: xml:space="preserve")?+>([^<&>]*+)</t></is>|(?:<f>([^<&>]*+)</f>)?+(?:<v>([^<&>]*+)</v>)?+)</c>)'
)
_REFERENCE = re.compile(r"&#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6});")
# From here on, characters mean nothing to XML, and a reference is the same as the character itself.
_FIRST_FREE = 0xA0


class Cut(NamedTuple):
    """A sheet without its cells, and the cells that were cut out of each row, in the order of the rows.

    A cell is its address, a quotation mark, and its XML from behind the address to its end. Nothing that stands before
    it is needed to read it, if it is a whole element.
    """

    root: ElementTree.Element
    cells: list[list[tuple[str, str, str]]]


def cut_out_cells(data: bytes) -> Cut | None:
    """The sheet in two parts; None when it is written in another form, or damaged, and must be parsed as a whole.

    What is cut out of a row may be no whole element: then the cut is worth nothing.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    head, *rows = _DECLARATION.sub("", text, count=1).split("<row ")
    left, cells = [head], []
    for row in rows:
        start, *found = row.split('<c r="')
        if found:
            found[-1], end, after = found[-1].partition("</row>")
            if not (end and _REST_OF_ROW_TAG.fullmatch(start)):
                return None
            start += end + after
        left.append(start)
        cells.append([cell.partition('"') for cell in found])
    addresses = "".join([address for row in cells for address, _, _ in row])
    root = _root("<row ".join(left)) if addresses.isalnum() or not addresses else None
    return Cut(root, cells) if root is not None and _has_rows(root, len(rows)) else None


def _root(xml: str) -> ElementTree.Element | None:
    """The root of a sheet without comments and the like, in which text may look like elements."""
    if "<!" in xml or "<?" in xml:
        return None
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        return None


def _has_rows(root: ElementTree.Element, count: int) -> bool:
    """Whether there are so many rows among the cells, and none in any other place."""
    inside = [local(row.tag) for part in root if local(part.tag) == "sheetData" for row in part]
    return inside.count("row") == count == [local(element.tag) for element in root.iter()].count("row")


def plain_cell(xml: str) -> re.Match[str] | None:
    """Style, kind, text, formula and value of a cut cell as groups, if its text is printable; None: it must be parsed.

    A cell must be parsed for text in runs, for attributes that few have, and for signs that XML writes in its own way.
    """
    return _PLAIN.fullmatch(xml) if xml.isprintable() else None


def without_references(xml: str) -> str:
    """The XML with the letters that `&#248;` and the like stand for. References to marks of XML stay as they are."""
    return _REFERENCE.sub(lambda match: _letter(match[0]), xml)


@lru_cache(maxsize=512)
def _letter(reference: str) -> str:
    code = int(reference[3:-1], 16) if reference[2] == "x" else int(reference[2:-1])
    is_free = _FIRST_FREE <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return chr(code) if is_free else reference
