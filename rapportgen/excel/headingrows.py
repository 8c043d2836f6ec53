"""Which rows of a sheet are the headings of tables: found by the columns they name, however they are placed.

A heading row names columns of one type of sheet. Titles, notes and rows of values may hold words that are headings too,
so a row must name several, and say more than the rows near it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rapportgen.excel.headers import LONGEST_HEADING, Index, index_of, key, matcher
from rapportgen.model.kinds import IdentifierKind, Raw, TextKind
from rapportgen.model.perioder import Periode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from rapportgen.excel.grid import Cell, Grid
    from rapportgen.model.declare import Schema, Sheet

    _Named: TypeAlias = Mapping[Sheet, set[tuple[str, object]]]

# The heading stands among the first rows; a table ends where three rows in a row are blank.
HEADER_WITHIN = 25
BLANK_ROWS_END = 3


class HeadingRow:
    """A row that may be the heading of a table, in these columns: the type it heads, and how many columns it names.

    `known_by` says how the type is known: «navn» of the sheet, or «overskrifter».
    """

    def __init__(self, row: int, columns: list[int], sheet: Sheet, score: int, known_by: str) -> None:
        self.row, self.columns, self.sheet, self.score, self.known_by = row, columns, sheet, score, known_by

    def overlaps(self, columns: Iterable[int]) -> bool:
        return not set(self.columns).isdisjoint(columns)


def heading_rows(
    grid: Grid, wanted: Sheet | None, schema: Schema, header_row: int | None, taken: AbstractSet[int]
) -> list[HeadingRow]:
    """The heading rows of the sheet, each with its type, but for the rows that are `taken` by tables already known.

    `wanted` is the type that the sheet's title says, `header_row` the first row that may be one.
    """
    rows = [row for row in grid.numbers if row not in taken and row >= (header_row or 0)]
    if not rows:
        return []
    index = index_of(schema)
    starts: list[HeadingRow] = []
    for row in rows:
        if row < rows[0] + HEADER_WITHIN or _names_plainly(grid, row, index):
            for start in _starts_in(grid, row, wanted, index, starts):
                if not _continues(grid, start, starts, index):
                    _add(starts, start)
    if wanted and not starts and not taken and (best := _best_row(grid, rows, wanted)):
        starts.append(best)
    return starts


def _names_plainly(grid: Grid, row: int, index: Index) -> bool:
    """Whether two cells of the row are headings word for word: what a second table further down begins with."""
    texts = [text for cell in grid.rows[row].values() if type(text := cell.value) is str]
    plain = [len(text) <= LONGEST_HEADING and text.strip(" :.*").casefold() in index.plain for text in texts]
    return sum(plain) > 1


def _continues(grid: Grid, start: HeadingRow, starts: list[HeadingRow], index: Index) -> bool:
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


def _add(starts: list[HeadingRow], start: HeadingRow) -> None:
    """Add a heading row; of two that stand right below each other, only the one that says more."""
    for other in starts:
        if 0 < start.row - other.row <= 1 and other.overlaps(start.columns):
            if start.score > other.score:
                other.row, other.columns, other.sheet, other.score = start.row, start.columns, start.sheet, start.score
            return
    starts.append(start)


def _starts_in(
    grid: Grid, row: int, wanted: Sheet | None, index: Index, above: Sequence[HeadingRow]
) -> list[HeadingRow]:
    """The headings in a row: usually one, several when tables stand beside each other. Those `above` are known."""
    if not _names_two(grid, row, index):
        return []
    segments = _segments(grid, row)
    whole = [column for segment in segments for column in segment]
    if len(whole) < 2:
        return []
    if len(segments) > 1:
        starts: list[HeadingRow] = []
        for segment in segments:
            if start := _start(grid, row, segment, wanted, index, (*above, *starts)):
                starts.append(start)
        if len(starts) > 1 and not any(_figures_only(grid, start) for start in starts) and not _is_one(grid, starts):
            return starts
    start = _start(grid, row, whole, wanted, index, above)
    return [start] if start else []


def _is_one(grid: Grid, starts: Sequence[HeadingRow]) -> bool:
    """Whether blank columns only set the parts of one table apart.

    They are of one type, name no column twice, and no row below begins after the first of them.
    """
    first, sheet = starts[0], starts[0].sheet
    every = [column for start in starts for column in start.columns]
    parts = sum(columns_named(grid, start.row, start.columns, sheet) for start in starts)
    if any(start.sheet is not sheet for start in starts) or columns_named(grid, first.row, every, sheet) != parts:
        return False
    filled = [set(grid.filled(first.row + below)) for below in range(1, HEADER_WITHIN)]
    return all(first.overlaps(columns) for columns in filled if columns)


def _figures_only(grid: Grid, start: HeadingRow) -> bool:
    """Whether all columns hold figures: then a gap has split a table, since nothing says what its lines are."""
    find = matcher(start.sheet).meaning
    meanings = [find(cell.text) for c in start.columns if not (cell := grid.seen(start.row, c)).is_blank]
    return all(meaning.names and start.sheet.by_name[meaning.names[0]].kind.figures for meaning in meanings)


def _names_two(grid: Grid, row: int, index: Index) -> bool:
    """Whether two cells of the row name columns, as every heading row does: a quick look, since most rows do not."""
    cells: Iterable[Cell] = grid.rows[row].values()
    if grid.merges:
        cells = [*cells, *(grid.seen(row, column) for column in _merged_columns(grid, row))]
    return index.name_two([text for cell in cells if type(text := cell.value) is str])


def _segments(grid: Grid, row: int) -> list[list[int]]:
    """The filled cells of a row, in runs without a gap. Merged cells count as filled all over."""
    filled = grid.filled(row)
    if not grid.merges and filled and filled[-1] - filled[0] < len(filled):
        return [list(filled)]
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


def _start(
    grid: Grid, row: int, columns: list[int], wanted: Sheet | None, index: Index, known: Sequence[HeadingRow]
) -> HeadingRow | None:
    """The heading row of the wanted type; or of another that its headings fit clearly better.

    A table of another type may stand beside or below the one that the sheet is named after, when that is `known`: then
    better is enough.
    """
    texts = [cell.text for column in columns if (cell := grid.seen(row, column)).is_text]
    if len(texts) < 2 or len(texts) * 2 < len(columns) or any(len(text) > 2 * LONGEST_HEADING for text in texts):
        return None
    named, best = _named_columns(tuple(texts), index)
    own = len(named.get(wanted, ())) if wanted else 0
    most = own if any(start.sheet is wanted for start in known) else 2 * own - 1
    if wanted and own >= 2 and (own >= 3 or own * 2 >= len(texts)) and (best is None or len(named[best]) <= most):
        return HeadingRow(row, columns, wanted, own, "navn")
    if best and best is not wanted and len(named[best]) > own:
        return HeadingRow(row, columns, best, len(named[best]), "overskrifter")
    return None


@lru_cache(maxsize=1024)
def _named_columns(texts: tuple[str, ...], index: Index) -> tuple[_Named, Sheet | None]:
    """The columns that the texts name, by type of sheet, and the type that they fit clearly best, if any.

    Only types of which one of the texts is a whole word: «L», «H» and «R» are headings, but values of a risk as well.
    """
    columns: dict[Sheet, set[tuple[str, object]]] = {}
    worded: set[Sheet] = set()
    for text in texts:
        for sheet, name, period in index.naming(text):
            columns.setdefault(sheet, set()).add((name, period))
            if len(key(text)) > 1:
                worded.add(sheet)
    named = {sheet: names for sheet, names in columns.items() if sheet in worded}
    return named, _best_type(named, len(texts))


def _best_type(named: _Named, headings: int) -> Sheet | None:
    """The type that a row of so many headings fits clearly best, if any.

    It names three columns at least, two headings of three, all that are required (the quarter may stand elsewhere),
    and more than one column more than any other type; one more is enough in a wide table, or if it knows them all.
    A kommune's own sheets are known by their names, and not by their headings.
    """
    ranked = sorted(((s, columns) for s, columns in named.items() if not s.own), key=lambda pair: -len(pair[1]))
    if not ranked:
        return None
    sheet, columns = ranked[0]
    most, next_most = len(columns), len(ranked[1][1]) if len(ranked) > 1 else 0
    required = {column.name for column in sheet.columns if column.required and column.name != sheet.period}
    fits = most >= 3 and most * 3 >= headings * 2 and required <= {name for name, _ in columns}
    return sheet if fits and most - next_most >= (1 if most >= 5 or most == headings else 2) else None


def columns_named(grid: Grid, row: int, columns: Sequence[int], sheet: Sheet) -> int:
    """How many columns of the type the row names, guesses included."""
    find = matcher(sheet).meaning
    meanings = [find(cell.text) for c in columns if (cell := grid.seen(row, c)).is_text]
    return len({(meaning.names[0], meaning.period) for meaning in meanings if meaning.names})


def _best_row(grid: Grid, rows: list[int], sheet: Sheet) -> HeadingRow | None:
    """The row among the first 25 with most headings of the type, when none looked like a heading by itself."""
    best: HeadingRow | None = None
    for row in rows:
        if row > rows[0] + HEADER_WITHIN - 1:
            break
        columns = [column for segment in _segments(grid, row) for column in segment]
        score = columns_named(grid, row, columns, sheet)
        if score >= 2 and (best is None or score > best.score):
            best = HeadingRow(row, columns, sheet, score, "navn")
    return best
