"""Tables in the style «Rapporttabell», declared column by column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from template_parts.palette import cm
from template_parts.wml import attribute, caption, mark, para

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEXT, NUMBER, LIGHT = "tekst", "tall", "lys"

_CELL_STYLE = {TEXT: "Tabelltekst", NUMBER: "Tabelltall", LIGHT: "Trafikklys"}
_HEAD_STYLE = {TEXT: "Tabelloverskrift", NUMBER: "Tabelloverskrifttall", LIGHT: "Tabelloverskriftlys"}
_SUM_STYLE = {TEXT: "Sumrad", NUMBER: "Sumtall", LIGHT: "Sumrad"}


NOTHING = "{{ '' }}"
"""What stands in a cell of the sum row that has no sum: the cell must not look empty to the program."""

WHOLE = 5000
"""The whole width of the page in Word's fiftieths of a percent."""

NO_FIRST_COLUMN = 'w:firstColumn="0" w:lastColumn="0"'


@dataclass(frozen=True)
class Column:
    """One column: its heading, what its cells print, its width in centimetres.

    `light` is the traffic light that colours the cell; `only_if` the condition without which the column is
    left out; `total` what the sum row prints; `same` the value whose cells are merged downwards while it stays.
    """

    heading: str
    cell: str
    width: float
    kind: str = TEXT
    light: str = ""
    only_if: str = ""
    total: str = NOTHING
    same: str = ""


def amount(rows: str, one: str, heading: str, field: str, width: float, shown: str = "") -> Column:
    """A column of amounts of the collection `rows`, whose turns are called `one`, with the total of the same field.

    `shown` is a filter for both. Without a value in any row the column leaves itself out.
    """
    return Column(
        heading,
        f"{{{{ {one}.{field}{shown} }}}}",
        width,
        NUMBER,
        only_if=f"{rows}.har_{field}",
        total=f"{{{{ {rows}.sum.{field}{shown} }}}}",
    )


def yearly(rows: str, one: str, most: int, width: float) -> tuple[Column, ...]:
    """Columns for the effect in each year of the collection `rows`, at the most `most`, with their totals."""
    return tuple(
        Column(
            f"Effekt {{{{ {rows}.år[{n}] }}}}",
            f"{{{{ {one}.effekter[{n}] }}}}",
            width,
            NUMBER,
            only_if=f"{rows}.år|length > {n}",
            total=f"{{{{ {rows}.sum.effekter[{n}] }}}}",
        )
        for n in range(most)
    )


MIDDLE = '<w:vAlign w:val="center"/>'


def cell(
    width: int,
    *blocks: str,
    span: int = 1,
    borders: str = "",
    fill: str = "",
    middle: bool = False,
    unit: str = "dxa",
    merge: str = "",
    direction: str = "",
) -> str:
    """A cell `width` wide that spans `span` columns, filled with colour `fill`; text at the top or in the middle.

    `borders` are lines of its own, as children of `w:tcBorders`. `unit` is «dxa» for twentieths of a point, «pct»
    for fiftieths of a percent of the table. A cell merged downwards says «restart», then «continue», in `merge`;
    `direction` is a `w:textDirection`.
    """
    properties = f'<w:tcW w:w="{width}" w:type="{unit}"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    properties += f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    properties += direction + (MIDDLE if middle else "")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def row(*cells: str, header: bool = False, height: int = 0) -> str:
    """A row, at least `height` high, that stays on one page; a header row is on each page."""
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
    whole_page: bool = False,
) -> str:
    """A table of ready rows with fixed column widths and a text alternative.

    With `whole_page` it is as wide as the text of the page it stands on, whichever way that is turned.
    """
    size = f'w:w="{WHOLE}" w:type="pct"' if whole_page else f'w:w="{sum(widths)}" w:type="dxa"'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW {size}/>'
        + ("" if whole_page else '<w:tblLayout w:type="fixed"/>')
        + f"<w:tblLook {_as_number(look)} {look}/>"
        f"<w:tblCaption w:val={attribute(title)}/><w:tblDescription w:val={attribute(description)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


_LOOKS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip


def _as_number(look: str) -> str:
    """The same look as the number that older programs read."""
    number = sum(bit for name, bit in _LOOKS.items() if f'w:{name}="1"' in look)
    return f'w:val="{number:04X}"'


@dataclass(frozen=True)
class Cells:
    """The looks of a table: its style, and the paragraph styles of its cells by kind."""

    head: Mapping[str, str] = field(default_factory=lambda: _HEAD_STYLE)
    body: Mapping[str, str] = field(default_factory=lambda: _CELL_STYLE)
    style: str = "Rapporttabell"


def report_table(
    title: str,
    description: str,
    loop: str,
    columns: Sequence[Column],
    *,
    total_if: str = "",
    unit: str = "",
    captioned: bool = True,
    banded: bool = True,
    together: bool = False,
    key: str = "",
    cells: Cells = Cells(),
) -> str:
    """A caption and a table with one row for every turn of `loop`, written as «sak in beslutninger».

    With `total_if` a sum row closes the table when that condition holds, and all stay with the source line below it.
    `unit` is the field that names the unit. Rows that merge downwards look best without bands; a short table that
    ends a section may stay `together`, so that no row is alone on the next page. `key` is what `[se: key]` refers to
    the table by.
    """
    amounts = f"{{% if {unit} %}}. Tall i {{{{ {unit} }}}}{{% endif %}}" if unit else ""
    kept = together or bool(total_if)
    rows = [
        row(*columns_in(columns, cells.head, [[c.heading] for c in columns]), header=True),
        row(
            *columns_in(columns, cells.body, [_content(c) for c in columns], around=("for", loop), keep_next=kept),
        ),
    ]
    if total_if:
        total = [[c.total] for c in columns]
        rows.append(row(*columns_in(columns, _SUM_STYLE, total, around=("if", total_if), keep_next=True)))
    rows_of_note = f'w:firstRow="1" w:lastRow="{int(bool(total_if))}"'
    look = f'{rows_of_note} {NO_FIRST_COLUMN} w:noHBand="{int(not banded)}" w:noVBand="1"'
    table = frame(
        rows, [cm(c.width) for c in columns], style=cells.style, title=title, description=description, look=look
    )
    return (caption(title + amounts, key=key) if captioned else "") + table


def _content(column: Column) -> list[str]:
    return [
        mark(f"{{% lys {column.light} %}}") if column.light else "",
        mark(f"{{% vm {column.same} %}}") if column.same else "",
        column.cell,
    ]


def columns_in(
    columns: Sequence[Column],
    styles: Mapping[str, str],
    contents: Sequence[Sequence[str]],
    around: tuple[str, str] = ("", ""),
    *,
    ends: str = "",
    keep_next: bool = False,
) -> list[str]:
    """The cells of one row, with the conditions of the columns in them.

    `around` is the tag that repeats or leaves out the row: its word («for», «if») and what follows it. A row that
    `ends` a tag is the last of the rows that tag is for. Rows that `keep_next` stay on the page of the next one.
    """
    word, rest = around
    closing = "".join(mark(f"{{%tr end{closed} %}}") for closed in (word, ends) if closed)
    cells = []
    for number, (column, content) in enumerate(zip(columns, contents, strict=True)):
        before = mark(f"{{%tr {word} {rest} %}}") if word and number == 0 else ""
        after = closing if number == len(columns) - 1 else ""
        if column.only_if:
            before += mark(f"{{%tc if {column.only_if} %}}")
            after = mark("{%tc endif %}") + after
        cells.append(cell(cm(column.width), para(styles[column.kind], before, *content, after, keep_next=keep_next)))
    return cells
