"""Where a Gantt chart is in a sheet: its row of quarters, and its legend."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from rapportgen.excel.spans import PLAN
from rapportgen.model.kalender import is_plausible, month_number
from rapportgen.model.ordforraad import STATUS
from rapportgen.model.perioder import Kvartal, Periode
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rapportgen.excel.grid import Cell, Grid
    from rapportgen.model.declare import Schema, Sheet

HEADER_WITHIN = 25
FEWEST_QUARTERS = 3
MOST_QUARTERS = 200
_LONGEST_CACHED = 60

_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEGEND_SIGN = pattern(r"^[█■▬◆●\s]*[=:–-]?\s*")
_PLANNED = frozenset({"plan", "planlagt", "planlagd", "aktivitet", "planned"})


class Chart(NamedTuple):
    """A chart found in a sheet: its type, its heading rows, and the quarter of each column."""

    sheet: Sheet
    top: int
    bottom: int
    quarters: Mapping[int, Kvartal]


def find_chart(grid: Grid, wanted: Sheet | None, schema: Schema) -> Chart | None:
    """The chart of a sheet that is called a plan, or whose title says nothing; None when there is none."""
    sheet = _chart_sheet(schema)
    if sheet is None or wanted not in (None, sheet):
        return None
    rows = grid.numbers
    for row in rows:
        if row >= rows[0] + HEADER_WITHIN:
            break
        quarters = _quarters(grid, row) if len(grid.filled(row)) >= FEWEST_QUARTERS else {}
        if len(quarters) >= FEWEST_QUARTERS:
            top = row - 1 if any(_YEAR.search(grid.seen(row - 1, column).text) for column in quarters) else row
            bottom = max(area.bottom if (area := grid.merged(row, c)) else row for c in quarters)
            return Chart(sheet, top, bottom, quarters)
    return None


@lru_cache(maxsize=16)
def _chart_sheet(schema: Schema) -> Sheet | None:
    """The type of sheet that charts are."""
    return next((s for s in schema if {"navn", "start", "slutt", "dato", "type"} <= s.by_name.keys()), None)


def _quarters(grid: Grid, row: int) -> dict[int, Kvartal]:
    """The quarter of each column whose cell in the row is one, while they follow each other, fifty years at most."""
    found: dict[int, Kvartal] = {}
    last: Kvartal | None = None
    year: int | None = None
    for column in grid.filled(row):
        year = _year_above(grid, row, column) or year
        quarter = _quarter(grid.cell(row, column), year)
        if quarter is not None and (last is None or quarter >= last):
            found[column] = last = quarter
            if len(found) == MOST_QUARTERS:
                break
    return found


def _year_above(grid: Grid, row: int, column: int) -> int | None:
    for above in (row - 1, row - 2):
        text = grid.seen(above, column).text if above > 0 else ""
        if len(text) >= 4 and (match := _YEAR.search(text)):
            return int(match[0])
    return None


def _quarter(cell: Cell, year: int | None) -> Kvartal | None:
    """The quarter that a heading names, as a quarter, a month or a date."""
    if isinstance(cell.value, date):
        return Kvartal.av(cell.value) if is_plausible(cell.value.year) else None
    text = cell.text
    return _quarter_named(text, year) if len(text) <= _LONGEST_CACHED else _quarter_named.__wrapped__(text, year)


@lru_cache(maxsize=4096)
def _quarter_named(text: str, year: int | None) -> Kvartal | None:
    text = text.casefold().strip(" .")
    if year and text in {"1", "2", "3", "4"}:
        return Kvartal(year, int(text))
    period = Periode.parse(text, year)
    if isinstance(period, Kvartal):
        return period
    word, _, digits = text.partition(" ")
    month = month_number(word)
    written = int(digits) if digits.isdecimal() and len(digits) == 4 else year
    return Kvartal.av(date(written, month, 1)) if month and written else None


def read_legend(grid: Grid, chart: Chart, body: Iterable[int]) -> tuple[dict[str, str], set[tuple[int, int]]]:
    """What each colour means, from cells such as «■ = plan» or a red cell beside «Forsinket»; and their places."""
    meanings: dict[str, str] = {}
    places: set[tuple[int, int]] = set()
    inside = set(body)
    for row, column, cell in _painted(grid):
        if row in inside and column in chart.quarters and not cell.text:
            continue
        for text_column in (column, column + 1):
            word = _legend_word(grid.cell(row, text_column).text)
            if word and (text_column == column or cell.is_blank):
                meanings.setdefault(cell.style.fill or "", word)
                places.update({(row, column), (row, text_column)})
                break
    return meanings, places


def _painted(grid: Grid) -> Iterator[tuple[int, int, Cell]]:
    for row in sorted(grid.rows):
        for column, cell in sorted(grid.rows[row].items()):
            if cell.style.fill:
                yield row, column, cell


def _legend_word(text: str) -> str:
    """«plan», or the status that the text of a legend names; empty for other text."""
    bare = _LEGEND_SIGN.sub("", text).strip().casefold()
    if not bare or len(bare) > 30:
        return ""
    if bare in _PLANNED:
        return PLAN
    parsed = STATUS.parse(bare)
    return str(parsed.value) if parsed.value is not None and not parsed.remarks else ""
