"""Which rows a typed total is the total of: those since the one before it, or also those that have totals of their own.

A list may have subtotals and a total of them all, or only subtotals. The figures tell which it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import KRONER_PER, Beloep, added
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import SheetData, Total

_MOST_BLOCKS = 10
"""How many totals before one are tried, besides the first: a sheet may have hundreds."""
_MOST_RUNNING = 50
"""After so many totals, only the last ones may be of all the rows: to try each takes its time in a sheet of many."""
_SUBTOTAL = pattern(r"delsum|subtotal", re.IGNORECASE)


def whole_total(data: SheetData, period: Periode | None = None) -> Total | None:
    """The total of all rows of the period, where the sheet has periods; the only one is it, right or wrong."""
    totals = data.totals
    if column := data.sheet.period:
        totals = [total for total in totals if total.row.values.get(column) == period]
    if len(totals) < 2:
        return totals[0] if totals else None
    count = sum(not column or row.values.get(column) == period for row in data.rows)
    last = reversed(totals[-_MOST_BLOCKS:])
    return next((total for total in last if len(rows_of(data, total)) == count), None)


def rows_of(data: SheetData, total: Total) -> list[Any]:
    """The rows that a total is of: of those it may be of, the ones that most of its figures are the sums of.

    When none is better than another, it is a total of them all, unless it is called a subtotal.
    """
    blocks = list(_blocks(data, total))
    if len(blocks) == 1:
        return blocks[0]
    if not _SUBTOTAL.match(total.label):
        blocks.reverse()
    return max(blocks, key=lambda rows: _agreeing(total.row, rows))


def _blocks(data: SheetData, total: Total) -> Iterator[list[Any]]:
    """The rows since the total before this one, then those since the one before that, of the same period and sheet."""
    column, title = data.sheet.period or "", total.row.title
    period = total.row.values.get(column)
    rows = [row for row in data.rows if row.number <= total.end]
    totals = [other for other in data.totals if other.row.values.get(column) == period]
    if len(data.titles) > 1:
        rows = [row for row in rows if row.title == title]
        totals = [other for other in totals if other.row.title == title]
    before = [other for other in totals if other.end < total.start]
    is_amid_many = len(before) > _MOST_RUNNING and any(other is total for other in totals[:-_MOST_BLOCKS])
    if period is not None:
        rows = [row for row in rows if row.values.get(column) == period]
    rows.sort(key=lambda row: row.number)
    numbers = [row.number for row in rows]
    first = [] if is_amid_many else before[:-_MOST_BLOCKS][:1]
    for start in (total, *before[: -_MOST_BLOCKS - 1 : -1], *first):
        yield rows[bisect_left(numbers, start.start) :]


def sums_up(row: Any, rows: Sequence[Any]) -> bool:
    """Whether most amounts of a row are the sums of several others, and one of them is not zero."""
    amounts = [value for value in row.values.values() if isinstance(value, Beloep)]
    return len(rows) > 1 and any(amounts) and _agreeing(row, rows) * 2 > len(amounts)


def sum_of_the_others(rows: Sequence[Any], least: int) -> Any:
    """The row whose amounts are exactly the sums of those of all the others, if one is.

    It has `least` amounts that are not zero, not all the same, and one of three digits: so much agrees in no line by
    chance. It is a total, whatever it is called and wherever it stands.
    """
    sum_of = cache(partial(_sum_of, rows))
    for row in rows if len(rows) > 2 else ():
        amounts = {name: value for name, value in row.values.items() if isinstance(value, Beloep)}
        if not all(value + value == sum_of(name) for name, value in amounts.items()):
            continue
        sizes = [abs(value.kroner) for value in amounts.values() if value]
        if len(sizes) >= least and len(set(sizes)) > 1 and any(map(_has_three_digits, amounts.values())):
            return row
    return None


def _has_three_digits(amount: Beloep) -> bool:
    return len(amount.i(amount.enhet).normalize().as_tuple().digits) > 2


def _sum_of(rows: Sequence[Any], name: str) -> Beloep | None:
    return added(value for row in rows if isinstance(value := row.values.get(name), Beloep))


def _agreeing(total: Any, rows: Sequence[Any]) -> int:
    """How many amounts of the row of a total are the sums of these rows."""
    pairs = ((typed, _sum_of(rows, name)) for name, typed in total.values.items() if isinstance(typed, Beloep))
    return sum(computed is not None and not differs(typed, computed, len(rows)) for typed, computed in pairs)


def differs(typed: Beloep, computed: Beloep, count: int) -> bool:
    """Whether a typed total is something else than the sum of `count` figures, rounding aside."""
    return typed != computed and abs((typed - computed).kroner) > count * rounding(typed)


def rounding(amount: Beloep) -> Decimal:
    """Half the smallest step an amount is written with, in kroner."""
    decimals = max(0, -int(amount.i(amount.enhet).as_tuple().exponent))
    return Decimal(KRONER_PER[amount.enhet]).scaleb(-decimals) / 2 + Decimal("0.01")
