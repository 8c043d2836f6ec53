"""Tables in the style «Rapporttabell», declared column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from template_parts.palette import cm
from template_parts.wml import attribute, caption, para

TEXT, NUMBER, LIGHT = "tekst", "tall", "lys"

_CELL_STYLE = {TEXT: "Tabelltekst", NUMBER: "Tabelltall", LIGHT: "Trafikklys"}
_HEAD_STYLE = {TEXT: "Tabelloverskrift", NUMBER: "Tabelloverskrifttall", LIGHT: "Tabelloverskriftlys"}
_SUM_STYLE = {TEXT: "Sumrad", NUMBER: "Sumtall", LIGHT: "Sumrad"}


@dataclass(frozen=True)
class Column:
    """One column: its heading, what its cells print, its width in centimetres.

    `light` is the traffic light that colours the cell; `only_if` the condition without which the column is
    left out; `total` what the sum row prints.
    """

    heading: str
    cell: str
    width: float
    kind: str = TEXT
    light: str = ""
    only_if: str = ""
    total: str = ""


def cell(width: int, *blocks: str, span: int = 1, fill: str = "", extra: str = "") -> str:
    """A cell `width` wide that spans `span` columns and is filled with colour `fill`."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += extra
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def row(*cells: str, header: bool = False, height: int = 0) -> str:
    """A row that stays on one page; a header row is repeated on each page, at least `height` high."""
    properties = "<w:cantSplit/>"
    properties += f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    properties += "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def frame(
    rows: Sequence[str],
    widths: Sequence[int],
    *,
    style: str,
    title: str,
    description: str,
    look: str = 'w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"',
    indent: int = 0,
) -> str:
    """A table of ready rows with fixed column widths and a text alternative."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        + (f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else "")
        + f'<w:tblLayout w:type="fixed"/><w:tblLook {look}/>'
        f"<w:tblCaption w:val={attribute(title)}/><w:tblDescription w:val={attribute(description)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def report_table(
    title: str, description: str, loop: str, columns: Sequence[Column], *, total_if: str = "", captioned: bool = True
) -> str:
    """A caption and a table with one row for every turn of `loop`, written as «sak in beslutninger».

    With `total_if` a sum row closes the table when that condition holds.
    """
    layout = _layout(columns)
    widths = [width for width, _ in layout]
    rows = [
        row(*_cells(columns, "head"), header=True),
        _tag_row(f"{{%tr for {loop} %}}", widths),
        row(*_cells(columns, "body")),
        _tag_row("{%tr endfor %}", widths),
    ]
    if total_if:
        rows += [
            _tag_row(f"{{%tr if {total_if} %}}", widths),
            row(*_cells(columns, "total")),
            _tag_row("{%tr endif %}", widths),
        ]
    look = f'w:firstRow="1" w:lastRow="{int(bool(total_if))}" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"'
    table = frame(rows, widths, style="Rapporttabell", title=title, description=description, look=look)
    return (caption(title) if captioned else "") + table


_CARRIER = cm(0.35)
"""Width of the narrow cells that hold the condition of a column; gone from the report."""


def _layout(columns: Sequence[Column]) -> list[tuple[int, Column | None]]:
    """The grid: each column with its width, conditional columns between two carriers (None)."""
    grid: list[tuple[int, Column | None]] = []
    for column in columns:
        if column.only_if:
            grid += [(_CARRIER, None), (cm(column.width) - 2 * _CARRIER, column), (_CARRIER, None)]
        else:
            grid.append((cm(column.width), column))
    return grid


def _cells(columns: Sequence[Column], part: str) -> list[str]:
    """The cells of one row; `part` is «head», «body» or «total»."""
    cells = []
    for column in columns:
        if not column.only_if:
            cells.append(_cell(column, cm(column.width), part))
            continue
        cells += [
            cell(_CARRIER, para("Malkode", f"{{%tc if {column.only_if} %}}")),
            _cell(column, cm(column.width) - 2 * _CARRIER, part),
            cell(_CARRIER, para("Malkode", "{%tc endif %}")),
        ]
    return cells


def _cell(column: Column, width: int, part: str) -> str:
    if part == "head":
        return cell(width, para(_HEAD_STYLE[column.kind], column.heading))
    if part == "total":
        return cell(width, para(_SUM_STYLE[column.kind], column.total))
    light = f"{{% lys {column.light} %}}" if column.light else ""
    return cell(width, para(_CELL_STYLE[column.kind], f"{light}{column.cell}"))


def _tag_row(text: str, widths: Sequence[int]) -> str:
    """A row that holds nothing but a template tag, and is gone from the report."""
    return row(cell(sum(widths), para("Malkode", text), span=len(widths)))
