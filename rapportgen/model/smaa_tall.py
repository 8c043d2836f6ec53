"""Small counts of people, which a report must not print: they are replaced by «:», the sign for what is not published.

A column says in its declaration which columns tell what it counts. Counts of people from 1 up to the limit are hidden;
0 is printed, as in the official statistics. Money, shares, points, full-time equivalents and counts of things are never
hidden, and neither is a target. The figures are taken out before anything is worked out from them, so sums, differences
and sentences cannot give them away.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import Tall, norsk_tall
from rapportgen.model.tekstverdier import with_text
from rapportgen.model.utelatt import SKJULT
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from rapportgen.model.declare import Column
    from rapportgen.model.workbook import SheetData, Workbook

USUAL_LIMIT = Decimal(5)

_PEOPLE = (
    r"(?:person|bruk[ae]r|pasient|bebo[ae]r|bebuar|boende|buande|ansatt|tilsett|medarbeid[ae]r|deltak[ae]r|elev|ungdom|"
    r"voksn|vaksn|mottak[ae]r|innbygg[ae]r|pårørende|pårørande|søk[ae]r|klient|kvinn|lærling|student)"
    r"(?:e|a|er|ar|ne|en|ene|ane|ere|arar)?\b|\b(?:barn|barna|born|borna|menn)\b"
)
_SHARES = r"%|prosent|promille|andel|\bdel av|\bkr\b|kron[ae]r|mill\b|tusen|poeng|årsverk|snitt|\bpe?r\b"
_THINGS = (
    r"time[rn]?\b|timar|døgn|dag(?:er|ar)?\b|uke[rn]?\b|vek[ae]r|måned|månad|\bår\b|plass|rom\b|bolig|bustad|vakt|"
    r"vedtak|møte|tiltak|avvik|melding|stilling|leveranse|kurs|besøk|oppdrag|km\b|bil(?:er|ar)?\b|enhet|eining"
)
_COUNTS_PEOPLE = pattern(_PEOPLE, re.IGNORECASE)
_COUNTS_SHARES = pattern(_SHARES, re.IGNORECASE)
_COUNTS_THINGS = pattern(_THINGS, re.IGNORECASE)
_A_COUNT = pattern(r"\s*(?:(?:antall|antal|tal|ant|stk)\b\.?\s*)?", re.IGNORECASE)
_NUMBER = pattern(rf"(?<![\d.,])(\d{{1,3}})(?![\d%]|[.,]\d|\.?\s*(?:{_SHARES}|{_THINGS}))", re.IGNORECASE)


def without_small_numbers(workbook: Workbook, limit: Decimal | None) -> tuple[Workbook, frozenset[str]]:
    """The workbook with the counts of people below `limit` replaced, and the addresses where they stood."""
    if limit is None or limit <= 1:
        return workbook, frozenset()
    hidden: set[str] = set()
    sheets = {name: _without(data, limit, hidden) for name, data in workbook.sheets.items()}
    return workbook.changed(sheets=sheets), frozenset(hidden)


def sentence(limit: Decimal | None) -> str | None:
    """What the reader is told; None when nothing is hidden."""
    if limit is None or limit <= 1:
        return None
    few = f"antall personer under {norsk_tall(limit)} vises ikke"
    return f"«:» betyr at tallet er skjult av hensyn til personvernet: {few}."


def _without(data: SheetData, limit: Decimal, hidden: set[str]) -> SheetData:
    counts = [column for column in data.sheet.columns if column.counts]
    if not counts:
        return data
    before = len(hidden)
    rows = [_cleaned(row, counts, limit, hidden) for row in data.rows]
    if len(hidden) == before:
        return data
    names = {column.name for column in counts if any(row.instead.get(column.name) is SKJULT for row in rows)}
    totals = [total.changed(row=_left_out(total.row, names, hidden)) for total in data.totals]
    return data.changed(rows=rows, totals=totals)


def _cleaned(row: Any, counts: list[Column], limit: Decimal, hidden: set[str]) -> Any:
    """The row without its small counts."""
    values, instead = dict(row.values), dict(row.instead)
    for column in counts:
        value = values.get(column.name)
        if value is None or not _counts_people(row, column):
            continue
        shown = _shown(value, limit)
        if shown is not value:
            values[column.name] = None if shown is SKJULT else shown
            instead |= {column.name: SKJULT} if shown is SKJULT else {}
            hidden.add(row.address(column.name))
    return row.changed(values=values, instead=instead) if values != row.values else row


def _counts_people(row: Any, column: Column) -> bool:
    """Whether the cell counts people. A text that says itself what it counts is looked at number by number."""
    if column.counts == (column.name,):
        return True
    return counts_people(*(str(row.values.get(name) or "") for name in column.counts))


def _left_out(row: Any, names: set[str], hidden: set[str]) -> Any:
    """A total without the sums that would give a hidden figure away."""
    known = {name for name in names if row.values.get(name) is not None}
    hidden.update(row.address(name) for name in known)
    without = {**row.values, **dict.fromkeys(known)}
    return row.changed(values=without, instead={**row.instead, **dict.fromkeys(known, SKJULT)})


def counts_people(unit: str, name: str = "") -> bool:
    """Whether a figure counts people, by its unit («brukere», «antall personer») and, where that is open, its name.

    A bare «antall» counts people unless the name says that it counts something else; without any unit, the name must
    say that it counts people.
    """
    if _COUNTS_SHARES.search(unit):
        return False
    if _COUNTS_PEOPLE.search(unit):
        return True
    if not _A_COUNT.fullmatch(unit):
        return False
    if unit.strip():
        return _COUNTS_PEOPLE.search(name) is not None or not _COUNTS_THINGS.search(name)
    return _COUNTS_PEOPLE.search(name) is not None and not _COUNTS_SHARES.search(name)


def _shown(value: Any, limit: Decimal) -> Any:
    """What is printed of a count: the value itself, SKJULT, or a text with «:» where a small number stood."""
    if isinstance(value, Decimal):
        return SKJULT if _is_small(value, limit) else value
    if isinstance(value, Tall):
        small = _masked(value.tekst, limit) != value.tekst if value.verdi is None else _is_small(value.verdi, limit)
        return SKJULT if small else value
    text = str(value)
    masked = _masked(text, limit)
    if masked == text:
        return value
    return SKJULT if masked.strip() == str(SKJULT) else with_text(value, lambda part: _masked(part, limit))


def _is_small(number: Decimal, limit: Decimal) -> bool:
    """Whether it is a number of people that is hidden; people are counted in whole numbers."""
    return 0 < number < limit and number == number.to_integral_value()


def _masked(text: str, limit: Decimal) -> str:
    return _NUMBER.sub(lambda m: str(SKJULT) if 0 < int(m[1]) < limit else m[0], text)
