"""A table whose headings name several quarters, as «Regnskap 1Q 2024» and «Regnskap 2Q 2024»: a table for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.excel.columns import as_period, meanings_of
from rapportgen.excel.tables import Table
from rapportgen.model.perioder import Aar

if TYPE_CHECKING:
    from rapportgen.excel.columns import Heading
    from rapportgen.excel.grid import Grid
    from rapportgen.excel.headers import Meaning
    from rapportgen.model.declare import Sheet
    from rapportgen.model.perioder import Periode


def tables_by_quarter(grid: Grid, table: Table) -> list[Table]:
    """One table for each quarter, all with the columns that name none; the table itself when there is no such need.

    There is none where a column says the quarter of each line, or where no column is there more than once. Quarters
    that nothing is filled in for yet are left out.
    """
    if not table.sheet.period:
        return [table]
    written = [(heading.text, heading.group) for heading in table.headings]
    meanings = dict(zip(table.headings, meanings_of(table.sheet, written), strict=True))
    if any(table.sheet.period in meaning.names for meaning in meanings.values()):
        return [table]
    dated = {heading: period for heading, meaning in meanings.items() if (period := _quarter(meaning, table.sheet))}
    periods: dict[str, set[Periode]] = {}
    for heading, period in dated.items():
        periods.setdefault(meanings[heading].names[0], set()).add(period)
    several = set().union(*(found for found in periods.values() if len(found) > 1))
    filled = {
        period
        for heading, period in dated.items()
        if period in several and any(not grid.cell(row, heading.column).is_blank for row in table.body)
    }
    return [_of(table, period, dated, several) for period in sorted(filled or several)] or [table]


def _quarter(meaning: Meaning, sheet: Sheet) -> Periode | None:
    """The part of a year in the heading of a column that is declared once."""
    period = as_period(meaning.period)
    if not meaning.exact or len(meaning.names) != 1 or isinstance(period, Aar):
        return None
    return None if sheet.by_name[meaning.names[0]].per_period else period


def _of(table: Table, period: Periode, dated: dict[Heading, Periode], several: set[Periode]) -> Table:
    """The part of a table that is of one quarter."""
    others = {heading for heading, found in dated.items() if found in several and found != period}
    headings = [heading for heading in table.headings if heading not in others]
    part = Table(table.sheet, table.header, table.left, table.right, headings, table.body, table.totals, table.known_by)
    part.unit, part.period, part.elsewhere = table.unit, period, frozenset(heading.column for heading in others)
    return part
