"""Where the tables of a sheet are: their heading rows, one or two of them, and the rows below that belong to each.

A sheet may hold several tables, below or beside each other, under titles and above notes. An Excel table or a named
range is believed before anything else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapportgen.excel.columns import Heading
from rapportgen.excel.headers import LONGEST_HEADING, Index, index_of, key, matcher
from rapportgen.excel.recognise import type_named
from rapportgen.model.kinds import IdentifierKind, Raw, TextKind
from rapportgen.model.parsing import one_line
from rapportgen.model.perioder import Periode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rapportgen.excel.grid import Cell, Grid, NamedArea
    from rapportgen.model.declare import Schema, Sheet

# The heading stands among the first rows; a table ends where three rows in a row are blank.
HEADER_WITHIN = 25
BLANK_ROWS_END = 3


@dataclass(slots=True)
class Table:
    """One table: what it is, its headings, and its rows. `totals` are rows that an Excel table calls totals.

    `known_by` says how the type was known: «navn» of the sheet or table, or «overskrifter».
    """

    sheet: Sheet
    header: tuple[int, int]
    left: int
    right: int
    headings: list[Heading]
    body: list[int] = field(default_factory=list)
    totals: frozenset[int] = frozenset()
    known_by: str = "navn"

    @property
    def columns(self) -> range:
        """The columns of the table, those without a heading between them included."""
        return range(self.left, self.right + 1)


@dataclass(slots=True)
class _Start:
    """A row that may be the heading of a table."""

    row: int
    columns: list[int]
    sheet: Sheet
    score: int
    known_by: str

    def overlaps(self, columns: Iterable[int]) -> bool:
        return not set(self.columns).isdisjoint(columns)


def tables_of(grid: Grid, wanted: Sheet | None, schema: Schema, header_row: int | None = None) -> list[Table]:
    """The tables of a sheet in the order they stand. `wanted` is the type its title says, if any.

    `header_row` overrides the search for the heading.
    """
    anchored = [table for area in grid.tables if (table := _anchored(grid, area, wanted, schema))]
    anchored = _largest_first_without_overlap(anchored)
    starts = _starts(grid, wanted, schema, header_row, anchored)
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
    if _score(grid, area.top, columns, sheet) < 2:
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


# --- Heading rows --------------------------------------------------------------------------------------------------


def _starts(
    grid: Grid, wanted: Sheet | None, schema: Schema, header_row: int | None, anchored: list[Table]
) -> list[_Start]:
    """The heading rows of the sheet, each with its type, without those inside tables that Excel knows."""
    taken = {row for table in anchored for row in (*table.header, *table.body)}
    rows = [row for row in grid.numbers if row not in taken and row >= (header_row or 0)]
    if not rows:
        return []
    index = index_of(schema)
    starts: list[_Start] = []
    for row in rows:
        if row < rows[0] + HEADER_WITHIN or _names_plainly(grid, row, index):
            for start in _starts_in(grid, row, wanted, index):
                if not _continues(grid, start, starts, index):
                    _add(starts, start)
    if wanted and not starts and not anchored and (best := _best_row(grid, rows, wanted)):
        starts.append(best)
    return starts


def _names_plainly(grid: Grid, row: int, index: Index) -> bool:
    """Whether two cells of the row are headings word for word: what a second table further down begins with."""
    texts = (cell.value for cell in grid.rows[row].values() if isinstance(cell.value, str))
    return sum(len(text) <= LONGEST_HEADING and index.is_plain(text) for text in texts) >= 2


def _continues(grid: Grid, start: _Start, starts: list[_Start], index: Index) -> bool:
    """Whether the row is rather one of the rows of the table that runs above it.

    Words such as «Ansvar» and «Mulighet» are headings, but may be what a risk is called. So a second heading says more
    than the first, or most of its cells are headings and none is a value that the running table would take.
    """
    running = next((s for s in reversed(starts) if s.row < start.row and s.overlaps(start.columns)), None)
    if running is None or start.score > running.score or _stands_apart(grid, start.row):
        return False
    cells = [(column, cell) for column in start.columns if not (cell := grid.seen(start.row, column)).is_blank]
    others = [(column, cell) for column, cell in cells if not _is_heading_of(cell, start.sheet, index)]
    if len(others) * 2 >= len(cells):
        return True
    return any(_is_value_below(cell, grid.seen(running.row, column).text, running.sheet) for column, cell in others)


def _stands_apart(grid: Grid, row: int) -> bool:
    """Whether so many blank rows stand above the row that no table runs on into it."""
    return not any(grid.filled(row - above) for above in range(1, BLANK_ROWS_END + 1))


def _is_heading_of(cell: Cell, sheet: Sheet, index: Index) -> bool:
    return cell.is_text and any(found is sheet for found, _, _ in index.naming(cell.text))


def _is_value_below(cell: Cell, heading: str, sheet: Sheet) -> bool:
    """Whether a cell is what the column with this heading holds: a figure, a date, an ID or a word of its vocabulary.

    Years are figures that headings have too.
    """
    names = matcher(sheet).meaning(heading).names
    kind = sheet.by_name[names[0]].kind if names else None
    if cell.is_number and Periode.parse(cell.text) is not None:
        return False
    if isinstance(kind, IdentifierKind):
        return any(sign.isdigit() for sign in cell.text)
    if kind is None or isinstance(kind, TextKind):
        return not cell.is_text
    return kind.parse(Raw(cell.value, cell.style.number_format)).value is not None


def _add(starts: list[_Start], start: _Start) -> None:
    """Add a heading row; of two that stand right below each other, only the one that says more."""
    for other in starts:
        if 0 < start.row - other.row <= 1 and other.overlaps(start.columns):
            if start.score > other.score:
                other.row, other.columns, other.sheet, other.score = start.row, start.columns, start.sheet, start.score
            return
    starts.append(start)


def _starts_in(grid: Grid, row: int, wanted: Sheet | None, index: Index) -> list[_Start]:
    """The headings in a row: usually one, several when tables stand beside each other."""
    if not _names_two(grid, row, index):
        return []
    segments = _segments(grid, row)
    whole = [column for segment in segments for column in segment]
    if len(whole) < 2:
        return []
    if len(segments) > 1:
        starts = [start for segment in segments if (start := _start(grid, row, segment, wanted, index))]
        if len(starts) > 1:
            return starts
    start = _start(grid, row, whole, wanted, index)
    return [start] if start else []


def _names_two(grid: Grid, row: int, index: Index) -> bool:
    """Whether two cells of the row name columns, as every heading row does: a quick look, since most rows do not."""
    merged = [grid.seen(row, column) for column in _merged_columns(grid, row)] if grid.merges else []
    texts = [one_line(text) for cell in (*grid.rows[row].values(), *merged) if isinstance(text := cell.value, str)]
    named = (index.naming(text) for text in texts if len(text) <= 2 * LONGEST_HEADING)
    return any(named) and any(named)


def _segments(grid: Grid, row: int) -> list[list[int]]:
    """The filled cells of a row, in runs without a gap. Merged cells count as filled all over."""
    segments: list[list[int]] = []
    for column in _filled_all_over(grid, row):
        if segments and column == segments[-1][-1] + 1:
            segments[-1].append(column)
        else:
            segments.append([column])
    return segments


def _filled_all_over(grid: Grid, row: int) -> list[int]:
    return sorted({*grid.filled(row), *_merged_columns(grid, row)})


def _merged_columns(grid: Grid, row: int) -> set[int]:
    return {
        column
        for area in grid.merges
        if area.top <= row <= area.bottom
        and area.right - area.left < 100
        and not grid.cell(area.top, area.left).is_blank
        for column in range(area.left, area.right + 1)
    }


def _start(grid: Grid, row: int, columns: list[int], wanted: Sheet | None, index: Index) -> _Start | None:
    """The heading row of the wanted type; or of another that its headings fit clearly better."""
    texts = [cell.text for column in columns if (cell := grid.seen(row, column)).is_text]
    if len(texts) < 2 or len(texts) * 2 < len(columns) or any(len(text) > 2 * LONGEST_HEADING for text in texts):
        return None
    named = _named_columns(texts, index)
    own = len(named.get(wanted, ())) if wanted else 0
    best = _best_type(named, len(texts))
    if wanted and own >= 2 and (own >= 3 or own * 2 >= len(texts)) and (best is None or len(named[best]) < 2 * own):
        return _Start(row, columns, wanted, own, "navn")
    if best and best is not wanted and len(named[best]) > own:
        return _Start(row, columns, best, len(named[best]), "overskrifter")
    return None


def _named_columns(texts: Iterable[str], index: Index) -> dict[Sheet, set[tuple[str, object]]]:
    """The columns that the texts name, by type of sheet; only types of which one of them is a whole word.

    «L», «H» and «R» are headings, but the values of a risk as well.
    """
    named: dict[Sheet, set[tuple[str, object]]] = {}
    worded: set[Sheet] = set()
    for text in texts:
        for sheet, name, period in index.naming(text):
            named.setdefault(sheet, set()).add((name, period))
            if len(key(text)) > 1:
                worded.add(sheet)
    return {sheet: columns for sheet, columns in named.items() if sheet in worded}


def _best_type(named: dict[Sheet, set[tuple[str, object]]], headings: int) -> Sheet | None:
    """The type that a row of so many headings fits clearly best, if any.

    It names three columns at least, two headings of three, all that are required (the quarter may stand elsewhere),
    and more than one column more than any other type; one more is enough in a wide table, or if it knows them all.
    """
    ranked = sorted(named.items(), key=lambda pair: -len(pair[1]))
    if not ranked:
        return None
    sheet, columns = ranked[0]
    most, next_most = len(columns), len(ranked[1][1]) if len(ranked) > 1 else 0
    required = {column.name for column in sheet.columns if column.required and column.name != sheet.period}
    fits = most >= 3 and most * 3 >= headings * 2 and required <= {name for name, _ in columns}
    return sheet if fits and most - next_most >= (1 if most >= 5 or most == headings else 2) else None


def _score(grid: Grid, row: int, columns: Sequence[int], sheet: Sheet) -> int:
    """How many columns of the type the row names, guesses included."""
    find = matcher(sheet).meaning
    meanings = [find(cell.text) for c in columns if (cell := grid.seen(row, c)).is_text]
    return len({(meaning.names[0], meaning.period) for meaning in meanings if meaning.names})


def _best_row(grid: Grid, rows: list[int], sheet: Sheet) -> _Start | None:
    """The row among the first 25 with most headings of the type, when none looked like a heading by itself."""
    best: _Start | None = None
    for row in rows:
        if row > rows[0] + HEADER_WITHIN - 1:
            break
        columns = [column for segment in _segments(grid, row) for column in segment]
        score = _score(grid, row, columns, sheet)
        if score >= 2 and (best is None or score > best.score):
            best = _Start(row, columns, sheet, score, "navn")
    return best


# --- From a heading row to a table ---------------------------------------------------------------------------------


def _table(grid: Grid, start: _Start) -> Table:
    """The table below a heading row, with its headings put together from two rows where there are two."""
    top, bottom = start.row, start.row
    if _is_group_row(grid, start.row - 1, start.row, start.columns):
        top = start.row - 1
    elif _is_group_row(grid, start.row, start.row + 1, start.columns) and _is_sub_row(grid, start.row + 1, start):
        bottom = start.row + 1
    columns = _widened(grid, (top, bottom), start.columns) if top < bottom else start.columns
    headings = _flattened(grid, top, bottom, columns)
    end = max(
        [bottom, *(area.bottom for c in columns if (area := grid.merged(bottom, c)) and area.bottom - bottom < 4)]
    )
    return Table(start.sheet, (top, end), columns[0], columns[-1], headings, known_by=start.known_by)


def _is_group_row(grid: Grid, group: int, row: int, columns: list[int]) -> bool:
    """Whether `group` holds headings over several columns of `row`, and is no title over the whole table."""
    texts = {c: text for c in range(columns[0], columns[-1] + 1) if (text := grid.seen(group, c).text)}
    if not texts or any(len(text) > LONGEST_HEADING for text in texts.values()):
        return False
    spans = {area for c in texts if (area := grid.merged(group, c)) and area.top == area.bottom == group}
    wide = [area for area in spans if area.right > area.left]
    if any(area.left <= columns[0] and area.right >= columns[-1] for area in wide):
        return False
    if wide:
        return True
    own = [c for c in texts if not grid.cell(group, c).is_blank]
    last = [c for c in own if c + 1 not in texts and grid.seen(group, c + 1).text == ""]
    spreads = any(grid.seen(row, c + 1).text for c in last)
    return len(own) >= 2 and spreads and any(grid.seen(row, c).text == "" for c in own)


def _is_sub_row(grid: Grid, row: int, start: _Start) -> bool:
    """Whether the row below a heading holds headings too: text only, known, and none in the first column."""
    own = grid.filled(row)
    if not own or own[0] == start.columns[0] or not all(grid.cell(row, c).is_text for c in own):
        return False
    return _score(grid, row, own, start.sheet) >= 1


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
    headings = []
    spreading = ""
    for column in columns:
        own, above = grid.seen(bottom, column), grid.seen(top, column)
        if top == bottom or ((area := grid.merged(bottom, column)) and area == grid.merged(top, column)):
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
    for row in grid.numbers:
        if row <= table.header[1] or grid.is_blank(row, table.columns):
            continue
        if row >= end or row - previous > BLANK_ROWS_END:
            break
        rows.append(row)
        previous = row
    return rows
