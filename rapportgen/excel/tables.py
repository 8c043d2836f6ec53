"""Where the tables of a sheet are: from a heading row, of one line or two, to the rows below that belong to it.

A sheet may hold several tables, below or beside each other, under titles and above notes. An Excel table or a named
range is believed before anything else.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from rapportgen.excel.columns import Heading
from rapportgen.excel.headers import LONGEST_HEADING
from rapportgen.excel.headingrows import BLANK_ROWS_END, columns_named, heading_rows
from rapportgen.excel.recognise import type_named

if TYPE_CHECKING:
    from rapportgen.excel.grid import Grid, NamedArea
    from rapportgen.excel.headingrows import HeadingRow
    from rapportgen.model.declare import Schema, Sheet
    from rapportgen.model.perioder import Periode


class Table:
    """One table: what it is, its headings, and its rows. `totals` are rows that an Excel table calls totals.

    `known_by` says how the type was known: «navn» of the sheet or table, or «overskrifter». `period` is set where the
    columns are those of one of several quarters; those of the others, `elsewhere`, are in tables of their own. Of
    several tables in a sheet, each may have the period and the `unit` that a line right above it says.
    """

    __slots__ = (
        "body", "elsewhere", "header", "headings", "known_by", "left", "period", "right", "sheet", "totals", "unit",
    )  # fmt: skip

    def __init__(
        self,
        sheet: Sheet,
        header: tuple[int, int],
        left: int,
        right: int,
        headings: list[Heading],
        body: list[int] | None = None,
        totals: frozenset[int] = frozenset(),
        known_by: str = "navn",
    ) -> None:
        self.sheet, self.header = sheet, header
        self.left, self.right = left, right
        self.headings = headings
        self.body = [] if body is None else body
        self.totals = totals
        self.known_by = known_by
        self.period: Periode | None = None
        self.unit: str | None = None
        self.elsewhere: frozenset[int] = frozenset()

    @property
    def columns(self) -> range:
        """The columns of the table, those without a heading between them included."""
        return range(self.left, self.right + 1)


def tables_of(grid: Grid, wanted: Sheet | None, schema: Schema, header_row: int | None = None) -> list[Table]:
    """The tables of a sheet in the order they stand. `wanted` is the type its title says, if any.

    `header_row` overrides the search for the heading.
    """
    anchored = [table for area in grid.tables if (table := _anchored(grid, area, wanted, schema))]
    anchored = _largest_first_without_overlap(anchored)
    taken = {row for table in anchored for row in (*table.header, *table.body)}
    starts = heading_rows(grid, wanted, schema, header_row, taken)
    named = {table.sheet for table in anchored}
    tables = [_table(grid, start) for start in starts if start.known_by == "navn" or start.sheet not in named]
    found = sorted([*anchored, *tables], key=lambda table: (table.header[0], table.left))
    for table in tables:
        table.body = _body(grid, table, found)
    return found


# --- Tables that Excel knows ---------------------------------------------------------------------------------------


def _anchored(grid: Grid, named: NamedArea, wanted: Sheet | None, schema: Schema) -> Table | None:
    """The table in a named area whose first row is a heading of the type that its name or its sheet says."""
    area = named.area
    sheet = type_named(named.name, schema) or wanted
    if sheet is None or sheet.key_value or area.right - area.left > 200:
        return None
    columns = list(range(area.left, area.right + 1))
    if columns_named(grid, area.top, columns, sheet) < 2:
        return None
    headings = [Heading(grid.seen(area.top, c).text, "", area.top, c) for c in columns if grid.seen(area.top, c).text]
    rows = [row for row in grid.numbers if area.top < row <= area.bottom]
    body = [row for row in rows if not grid.is_blank(row, columns)]
    totals = frozenset(row for row in body if row > area.bottom - named.totals)
    return Table(sheet, (area.top, area.top), area.left, area.right, headings, body, totals)


def _largest_first_without_overlap(tables: list[Table]) -> list[Table]:
    chosen: list[Table] = []
    for table in sorted(tables, key=lambda t: -len(t.body)):
        if not any(_share_cells(table, other) for other in chosen):
            chosen.append(table)
    return chosen


def _share_cells(one: Table, other: Table) -> bool:
    rows = {one.header[1], *one.body} & {other.header[1], *other.body}
    return bool(rows) and one.left <= other.right and other.left <= one.right


# --- From a heading row to a table ---------------------------------------------------------------------------------


def _table(grid: Grid, start: HeadingRow) -> Table:
    """The table below a heading row, with its headings put together from two rows where there are two."""
    top, bottom = start.row, start.row
    if _is_group_row(grid, start.row - 1, start.row, start.columns):
        top = start.row - 1
    elif _is_sub_row(grid, start.row + 1, start) and _is_group_row(grid, start.row, start.row + 1, start.columns):
        bottom = start.row + 1
    columns = _widened(grid, (top, bottom), start.columns) if top < bottom else start.columns
    headings = _flattened(grid, top, bottom, columns)
    end = max(
        [bottom, *(area.bottom for c in columns if (area := grid.merged(bottom, c)) and area.bottom - bottom < 4)]
    )
    return Table(start.sheet, (top, end), columns[0], columns[-1], headings, known_by=start.known_by)


def _is_group_row(grid: Grid, group: int, row: int, columns: list[int]) -> bool:
    """Whether `group` holds headings over several columns of `row`, and is no title over the whole table."""
    if group not in grid.rows and not grid.merges:
        return False
    texts = {c: text for c in range(columns[0], columns[-1] + 1) if (text := grid.seen(group, c).text)}
    if not texts or any(len(text) > LONGEST_HEADING for text in texts.values()):
        return False
    merged = (grid.merged(group, column) for column in texts) if grid.merges else ()
    wide = {area for area in merged if area and area.top == area.bottom == group and area.right > area.left}
    if any(area.left <= columns[0] and area.right >= columns[-1] for area in wide):
        return False
    if wide:
        return True
    own = [c for c in texts if not grid.cell(group, c).is_blank]
    last = [c for c in own if c + 1 not in texts and grid.seen(group, c + 1).text == ""]
    spreads = any(grid.seen(row, c + 1).text for c in last)
    return len(own) >= 2 and spreads and any(grid.seen(row, c).text == "" for c in own)


def _is_sub_row(grid: Grid, row: int, start: HeadingRow) -> bool:
    """Whether the row below a heading holds headings too: text only, known, and none in the first column."""
    own = grid.filled(row)
    if not own or own[0] == start.columns[0] or not all(grid.cell(row, c).is_text for c in own):
        return False
    return columns_named(grid, row, own, start.sheet) >= 1


def _widened(grid: Grid, rows: tuple[int, int], columns: list[int]) -> list[int]:
    """The columns of a heading row, with those beside them that have a heading in the other of the two rows."""
    left, right = columns[0], columns[-1]
    while left > 1 and any(grid.seen(row, left - 1).text for row in rows):
        left -= 1
    while any(grid.seen(row, right + 1).text for row in rows):
        right += 1
    return list(range(left, right + 1))


def _flattened(grid: Grid, top: int, bottom: int, columns: list[int]) -> list[Heading]:
    """One heading for each column; in two rows the upper one spreads to the right until the next begins."""
    if top == bottom:
        return [Heading(text, "", top, column) for column in columns if (text := grid.seen(top, column).text)]
    headings = []
    spreading = ""
    for column in columns:
        own, above = grid.seen(bottom, column), grid.seen(top, column)
        if (area := grid.merged(bottom, column)) and area == grid.merged(top, column):
            spreading, group, text = "", "", own.text
        elif own.text:
            spreading = above.text or spreading
            group, text = spreading, own.text
        else:
            spreading, group, text = "", "", above.text
        if text:
            row = bottom if own.text else top
            headings.append(Heading(text, group, row, column))
    return headings


def _body(grid: Grid, table: Table, found: list[Table]) -> list[int]:
    """The rows of the table: until three blank rows, or the next heading in the same columns."""
    end = min(
        (
            other.header[0]
            for other in found
            if other.header[0] > table.header[1] and other.left <= table.right and table.left <= other.right
        ),
        default=grid.last_row + 1,
    )
    rows: list[int] = []
    previous = table.header[1]
    numbers, filled = grid.numbers, grid.filled_rows
    for row in numbers[bisect_right(numbers, previous) :]:
        if not _reaches_into(table, filled[row]):
            continue
        if row >= end or row - previous > BLANK_ROWS_END:
            break
        rows.append(row)
        previous = row
    return rows


def _reaches_into(table: Table, filled: list[int]) -> bool:
    """Whether something stands in the columns of the table; `filled` are the columns of a row in which it does."""
    first = filled[0]
    if first < table.left:
        first = next((column for column in filled if column >= table.left), table.right + 1)
    return first <= table.right
