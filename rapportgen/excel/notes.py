"""Notes on cells, added to the parts of a worksheet: the texts, and the drawn boxes that show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.excel.heights import lines_in
from rapportgen.excel.xmledit import XmlPart, element, xml_text
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rapportgen.excel.xmledit import Node

AUTHOR = "rapportgen"
_BOX_CHARACTERS = 38
_VML = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_BOX_TYPE = (
    f'<v:shapetype {_VML} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
EMPTY_COMMENTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="%s"><authors></authors><commentList></commentList></comments>'
)


class Cell(NamedTuple):
    """A cell by its zero-based row and column."""

    row: int
    column: int


def cell_of(address: str) -> Cell | None:
    """«C7» or the first cell of «C7:D9» as a Cell; None when it is no address in a sheet."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::.*)?", address)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return Cell(row - 1, column - 1) if 1 <= row <= 1_048_576 and column <= 16_384 else None


def name_of(cell: Cell) -> str:
    """The address of a cell: «C7»."""
    letters, rest = "", cell.column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{cell.row + 1}"


def with_texts(comments: bytes, texts: Mapping[Cell, str]) -> tuple[bytes, list[Cell]]:
    """The comments part with our texts in it, and the cells that had no comment before and need a box.

    A comment that stands there already keeps its text and gets ours after it; a text is never added twice.
    """
    part = XmlPart(comments, depth=6)
    own = {node.get("ref").replace("$", ""): node for node in part.find_all("comment")}
    new = [cell for cell in texts if name_of(cell) not in own]
    for cell, text in texts.items():
        if name_of(cell) in own:
            _append(part, own[name_of(cell)], text)
    if new:
        _add(part, {cell: texts[cell] for cell in sorted(new)})
    return part.result(), sorted(new)


def _append(part: XmlPart, comment: Node, text: str) -> None:
    """Our text below the one that somebody wrote."""
    body = next((node for node in part.find_all("text") if node.parent is comment), None)
    if body is None or text in part.text(body):
        return
    run, plain = f"{part.prefix}r", next((n for n in part.children(body) if n.name == "t"), None)
    ours = element(run, None, _preserved(part.prefix, f"\n{text}"))
    if plain is not None:
        part.insert_before(plain, f"<{run}>")
        part.insert_after(plain, f"</{run}>{ours}")
        return
    runs = [node for node in part.children(body) if node.name == "r"]
    if runs:
        part.insert_after(runs[-1], ours)
    else:
        part.insert_first(body, ours)


def _add(part: XmlPart, texts: Mapping[Cell, str]) -> None:
    """New comments, written by rapportgen."""
    authors, comments = part.find("authors"), part.find("commentList")
    if authors is None or comments is None:
        raise ValueError("a comments part without authors or list")
    number = len(part.children(authors))
    part.insert_last(authors, element(f"{part.prefix}author", None, AUTHOR))
    part.insert_last(
        comments,
        "".join(
            element(
                f"{part.prefix}comment",
                {"ref": name_of(cell), "authorId": number},
                element(f"{part.prefix}text", None, element(f"{part.prefix}r", None, _preserved(part.prefix, text))),
            )
            for cell, text in texts.items()
        ),
    )


def _preserved(prefix: str, text: str) -> str:
    return element(f"{prefix}t", {"xml:space": "preserve"}, xml_text(text))


def with_boxes(drawing: bytes | None, cells: Mapping[Cell, str], block: int) -> bytes:
    """The drawing part with a hidden box for each cell's note; `block` numbers the shapes of a new part.

    The part is not parsed: Excel itself writes drawings of this kind that are not well-formed XML.
    """
    if drawing is None:
        start = f'<xml {_VML}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
        drawing = f"{start}{_BOX_TYPE}</xml>".encode()
    shapes = "" if b"_x0000_t202" in drawing else _BOX_TYPE
    taken = [int(number) for number in re.findall(rb"_x0000_s(\d+)", drawing)]
    first = max(taken, default=block * 1024) + 1
    shapes += "".join(_box(cell, text, first + n) for n, (cell, text) in enumerate(cells.items()))
    end = drawing.rindex(b"</")
    return drawing[:end] + shapes.encode() + drawing[end:]


def _box(cell: Cell, text: str, number: int) -> str:
    """The box to the right of a cell, as high as its text needs."""
    lines = sum(lines_in(line, _BOX_CHARACTERS) for line in text.split("\n")) + 1
    top, left = max(0, cell.row - 1), cell.column + 1
    anchor = f"{left}, 15, {top}, 10, {left + 3}, 60, {top + lines}, 4"
    return (
        f'<v:shape {_VML} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:59pt;margin-top:2pt;width:220pt;height:80pt;z-index:1;visibility:hidden" '
        'fillcolor="#eaf1f8" strokecolor="#1f3864" o:insetmode="auto"><v:fill color2="#eaf1f8"/>'
        '<v:shadow on="t" color="#bfc9d6" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{cell.row}</x:Row><x:Column>{cell.column}</x:Column></x:ClientData></v:shape>"
    )


def shape_blocks(drawings: Iterator[bytes]) -> set[int]:
    """The numbers of the blocks of shape ids that the drawings of a workbook use."""
    lists = (re.search(rb'<o:idmap\b[^>]*\bdata="([\d,]+)"', drawing) for drawing in drawings)
    return {int(number) for found in lists if found for number in found[1].split(b",") if number}
