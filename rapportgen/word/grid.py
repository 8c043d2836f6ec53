"""The columns of a table whose cells come and go: measured again, so that the table keeps its width.

Only tables of which a template says that columns vary pass through here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from rapportgen.errors import TemplateError

MAX_COLUMNS = 63  # Word's limit for a table
TOO_MANY_COLUMNS = "for-mange-kolonner"
_TAG = re.compile(rb"<(/?)w:(tbl|gridCol|tr|tc|tcW|gridSpan)(?=[ />])([^>]*)>")
_VALUE = re.compile(rb' w:(?:w|val)="(\d+)"')


class TooManyColumnsError(TemplateError):
    """A table with more columns than Word can show."""


class _Tag(NamedTuple):
    """A tag in the text: from byte to byte, and the value it holds."""

    start: int
    end: int
    value: int


@dataclass(slots=True)
class _Cell:
    """A cell of the table: its width and its span, where they stand."""

    width: _Tag | None = None
    span: _Tag | None = None

    @property
    def columns(self) -> int:
        return self.span.value if self.span else 1


@dataclass(slots=True)
class _Table:
    """What is read of a table: its grid columns and the cells of its rows."""

    columns: list[_Tag] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)


def rebuild(xml: str) -> str:
    """The table with a grid, cell widths and spans that agree, as wide as its template.

    Raises TooManyColumnsError for more columns than Word can show.
    """
    text = str(xml)
    if not text or _is_as_drawn(text):
        return text
    data = text.encode()
    table = _read(data)
    widths = _widths(table)
    if not widths or not table.columns:
        return data.decode()
    if len(widths) > MAX_COLUMNS:
        raise TooManyColumnsError(
            f"Tabellen får {len(widths)} kolonner, men Word kan ikke vise flere enn {MAX_COLUMNS}."
        )
    edits = [(table.columns[0].start, table.columns[-1].end, _grid(widths))]
    for row in table.rows:
        edits += _row_edits(row, widths)
    return _spliced(data, edits).decode()


def _is_as_drawn(xml: str) -> bool:
    """Whether every row fills the columns of the grid, so that nothing has come or gone."""
    if xml.count("<w:tbl>") != 1:
        return False  # a table in a cell has rows and columns of its own
    columns = xml.count("<w:gridCol ")
    for row in xml.split("</w:tr>")[:-1]:
        spans = sum(int(span.partition('"')[0]) - 1 for span in row.split('<w:gridSpan w:val="')[1:])
        if row.count("</w:tc>") + spans != columns:
            return False
    return True


def _read(data: bytes) -> _Table:
    """The outermost table of the text; tables inside its cells are left alone.

    The text is our own: an attribute holds no «>», and what looks like a tag is one.
    """
    table, depth = _Table(), 0
    for match in _TAG.finditer(data):
        closing, name, attributes = match.groups()
        if name == b"tbl":
            depth += -1 if closing else 1
        elif depth != 1 or closing:
            continue
        elif name == b"tr":
            table.rows.append([])
        elif name == b"tc":
            table.rows[-1].append(_Cell())
        else:
            value = _VALUE.search(attributes)
            tag = _Tag(match.start(), match.end(), int(value[1]) if value else 0)
            if name == b"gridCol":
                table.columns.append(tag)
            elif name == b"tcW":
                table.rows[-1][-1].width = tag
            else:
                table.rows[-1][-1].span = tag
    return table


def _widths(table: _Table) -> list[int]:
    """The columns' widths: those of the longest row without merged cells, scaled to the template's total."""
    plain = [row for row in table.rows if row and all(cell.columns == 1 for cell in row)]
    measure = max(plain, key=len) if plain else max(table.rows, key=_columns_of, default=[])
    drawn: list[int] = []
    for cell in measure:
        width = cell.width.value if cell.width else 0
        drawn += [max(width // cell.columns, 1)] * cell.columns
    return scaled(drawn, sum(column.value for column in table.columns)) if drawn else []


def _columns_of(row: list[_Cell]) -> int:
    return sum(cell.columns for cell in row)


def scaled(widths: list[int], total: int) -> list[int]:
    """The widths in the same proportions, adding up to `total` exactly."""
    before, given, out = sum(widths), 0, []
    reached = 0
    for width in widths:
        reached += width
        share = total * reached // before
        out.append(share - given)
        given = share
    return out


def _row_edits(row: list[_Cell], widths: list[int]) -> list[tuple[int, int, bytes]]:
    spans = _fitted([cell.columns for cell in row], len(widths))
    edits, at = [], 0
    for cell, span in zip(row, spans, strict=True):
        if cell.width is not None:
            width = f'<w:tcW w:w="{sum(widths[at : at + span])}" w:type="dxa"/>'
            merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            edits.append((cell.width.start, cell.width.end, (width + merged).encode()))
        if cell.span is not None:
            edits.append((cell.span.start, cell.span.end, b""))
        at += span
    return edits


def _fitted(spans: list[int], columns: int) -> list[int]:
    """The spans of a row so that they fill the columns: the widest cell gives or takes what is over."""
    over = columns - sum(spans)
    if not spans or not over:
        return spans
    widest = max(range(len(spans)), key=lambda i: (spans[i], i))
    fitted = list(spans)
    fitted[widest] = max(fitted[widest] + over, 1)
    return fitted


def _grid(widths: list[int]) -> bytes:
    return "".join(f'<w:gridCol w:w="{width}"/>' for width in widths).encode()


def _spliced(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    out: list[bytes] = []
    position = 0
    for start, end, new in sorted(edits):
        out += (data[position:start], new)
        position = end
    out.append(data[position:])
    return b"".join(out)
