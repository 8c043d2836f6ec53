"""Lines that are totals though nothing calls them so: the sums of all the others, as «Resultat» may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.excel.repeated import UNNAMED_TOTAL
from rapportgen.model.totaler import sum_of_the_others
from rapportgen.model.workbook import Total
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from rapportgen.excel.rows import Content
    from rapportgen.model.declare import Sheet

LEAST_SUMS = 3
"""How many amounts of a line must be the sums of those of the others, before it is taken for a total."""


def take_out_sums(content: Content, sheet: Sheet) -> None:
    """Make totals of the rows of a table that are the sums of all the others of their period, and tell of each."""
    periods: dict[object, list[Any]] = {}
    for row in content.rows:
        periods.setdefault(row.values.get(sheet.period or ""), []).append(row)
    for period, rows in periods.items():
        found = sum_of_the_others(rows, LEAST_SUMS)
        if found is not None:
            others = [row.number for row in rows if row is not found]
            content.rows.remove(found)
            content.totals.append(Total("Sum", found, min(others), max(others)))
            content.problems.append(_told(found, among="linjene" if period is None else "linjene i kvartalet"))


def _told(total: Any, among: str) -> Problem:
    named = next((name for name in total.values if isinstance(total.values[name], str)), "")
    what = f"Linjen «{total.values[named]}»" if named else "En linje uten navn"
    melding = f"{what} er summen av de andre {among}. Den er lest som sum."
    return advarsel(UNNAMED_TOTAL, total.address(named), melding, forslag="Skriv «Sum» først i navnet.")
