"""Which column of the sheet each heading of a table is: doubtful headings decided by what stands below them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from rapportgen.excel.headers import Meaning, key, matcher, spellings
from rapportgen.model.kinds import Raw, TextKind
from rapportgen.model.perioder import Aar, Kvartal, Periode
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name, name_in_tags, suggest
from rapportgen.patterns import pattern
from rapportgen.problems import FEIL, Problem, advarsel, feil, info

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rapportgen.excel.grid import Cell, Grid
    from rapportgen.model.declare import Sheet
    from rapportgen.model.kinds import Kind

# Accounts of an earlier year are another column: «Regnskap 2023» beside «Regnskap 2024».
_EARLIER_YEAR = {"regnskap": "regnskap_i_fjor"}
_LAST_YEAR = frozenset(_EARLIER_YEAR.values())
_LONGEST_SHORT = 12
_SO_FAR = {"revidert_budsjett": "periodisert_budsjett"}
_BARE = pattern(r"(?:budsjett|budget)(?:\W.*)?", re.IGNORECASE)
_OF_THE_YEAR = pattern(r"år|annual", re.IGNORECASE)

MOST_GUESSES = 100
"""How many unknown headings of a table are compared with those that it lacks: each takes milliseconds."""
MISSPELT = 0.85
"""How alike an unknown heading is to one that is lacking, when it must be meant: what stands below it is lost."""
LONGEST_GUESSED = 100
"""A heading of so many signs is no misspelt name."""


class Heading(NamedTuple):
    """A heading as it stands: its text, the text of the heading above it that spans several columns, its place."""

    text: str
    group: str
    row: int
    column: int

    @property
    def full(self) -> str:
        """«Hittil / Regnskap»."""
        return " / ".join(part for part in (self.group, self.text) if part)


class Field:
    """A column of a table in a workbook, and what the declaration says of it.

    `name` is the attribute its values go to; an unknown column has none, and no `kind`, and is kept by its heading.
    `period` is set where the declared column stands once per period.
    """

    __slots__ = ("column", "fill_down", "heading", "kind", "name", "period", "required", "row", "unit")

    def __init__(
        self,
        heading: str,
        row: int,
        column: int,
        name: str = "",
        kind: Kind | None = None,
        required: bool = False,
        fill_down: bool = False,
        period: Periode | None = None,
        unit: str | None = None,
    ) -> None:
        self.heading, self.row, self.column = heading, row, column
        self.name, self.kind = name, kind
        self.required, self.fill_down = required, fill_down
        self.period, self.unit = period, unit

    @property
    def is_numeric(self) -> bool:
        """Whether the column holds figures."""
        return self.kind is not None and self.kind.figures

    @property
    def is_money(self) -> bool:
        """Whether the column holds amounts of money."""
        return self.kind is not None and self.kind.money


class Fields:
    """The columns of a table, what to say about them, and the quarter or tertial that the headings agree on.

    Tables with the same headings may have the same object, which nobody changes: what is asked of the columns together
    is found once. `known` are those that the declaration has, the others `unknown`; `numeric` are the numbers of those
    that hold figures, and `in_units` those counted in the unit that another column says. `start` is the number of the
    column Start, or 0. `filled_down` has the column, or None, of each name that takes the value above when blank.
    """

    def __init__(
        self, sheet: Sheet, fields: Sequence[Field], problems: Sequence[Problem], period: Periode | None
    ) -> None:
        self.fields, self.problems, self.period = fields, problems, period
        self.known = [f for f in fields if f.kind]
        self.unknown = [f for f in fields if not f.kind]
        self.required = [f for f in fields if f.required]
        self.by_column = {f.column: f for f in fields}
        self.by_name = {f.name: f for f in self.known}
        self.numeric = frozenset(f.column for f in fields if f.is_numeric)
        self.counts_money = any(f.is_money for f in fields)
        self.in_units = [(f, unit) for f in self.known if (unit := sheet.by_name[f.name].unit_in)]
        self.start = next((f.column for f in fields if f.name == "start"), 0)
        self.filled_down = [(name, self.by_name.get(name)) for name in sheet.filled_down]


def fields_of(headings: Sequence[Heading], sheet: Sheet, grid: Grid, body: Sequence[int]) -> Fields:
    """The column that each heading means, in a table whose rows are `body`."""
    return _settled_fields(sheet, tuple(headings)) or _Resolver(headings, sheet, grid, body).resolve()


@lru_cache(maxsize=512)
def _settled_fields(sheet: Sheet, headings: tuple[Heading, ...]) -> Fields | None:
    """The columns of headings that mean the same whatever stands below them; None when those are not all."""
    settled = _settled(sheet, tuple((heading.text, heading.group) for heading in headings))
    if settled is None:
        return None
    fields = [Field(h.full, h.row, h.column, *column) for h, column in zip(headings, settled.columns, strict=True)]
    return Fields(sheet, fields, (), settled.period)


class _Settled(NamedTuple):
    """What headings mean whatever stands below them: for each what a Field has besides its place; and their period."""

    columns: tuple[tuple[str, Kind, bool, bool, Periode | None, str | None], ...]
    period: Periode | None


@lru_cache(maxsize=1024)
def _settled(sheet: Sheet, written: tuple[tuple[str, str], ...]) -> _Settled | None:
    """What the headings mean, each with the heading above it, if all are known, certain and not there twice."""
    meanings = meanings_of(sheet, written)
    if not all(meaning.exact and len(meaning.names) == 1 for meaning in meanings):
        return None
    columns = []
    for meaning in meanings:
        column = sheet.by_name[meaning.names[0]]
        period = as_period(meaning.period) if column.per_period else None
        columns.append((column.name, column.kind, column.required, column.fill_down, period, meaning.unit))
    places = {(name, period) for name, _, _, _, period, _ in columns}
    return _Settled(tuple(columns), _common_period(meanings)) if len(places) == len(columns) else None


def meanings_of(sheet: Sheet, written: Iterable[tuple[str, str]]) -> list[Meaning]:
    """What each heading means; accounts of an earlier year than another are those of last year."""
    find = matcher(sheet).meaning
    meant = [find(text, group) for text, group in written]
    last_year = max((_year(meaning.period) for meaning in meant if meaning.period), default=None)
    return [_earlier_year(meaning, sheet, last_year) for meaning in meant]


class _Resolver:
    """One table's headings on their way to columns: the certain ones first, then the doubtful, then the guesses."""

    def __init__(self, headings: Sequence[Heading], sheet: Sheet, grid: Grid, body: Sequence[int]) -> None:
        self.sheet, self.grid, self.body = sheet, grid, body
        self.headings = headings
        meanings = meanings_of(sheet, [(heading.text, heading.group) for heading in headings])
        self.meanings = dict(zip(headings, meanings, strict=True))
        self.chosen: dict[Heading, str] = {}
        self.taken: dict[tuple[str, Periode | None], Heading] = {}
        self.problems: list[Problem] = []

    def resolve(self) -> Fields:
        exact = [(h, m) for h, m in self.meanings.items() if m.names and m.exact]
        certain = [(heading, meaning.names[0]) for heading, meaning in exact if len(meaning.names) == 1]
        for heading, name in sorted(certain, key=lambda pair: pair[1] in _SO_FAR and _is_bare(pair[0])):
            self._take(heading, self._of_the_year_or_so_far(heading, name))
        doubtful = [(h, m) for h, m in exact if len(m.names) > 1]
        for heading, meaning in sorted(doubtful, key=lambda pair: not self._mixed(pair[1].names)):
            self._take(heading, self._decided(heading, meaning.names))
        for heading, meaning in self.meanings.items():
            if meaning.names and not meaning.exact:
                self._guess(heading, meaning.names[0])
        fields = [self._field(heading) for heading in self.headings]
        self._report_unknown(fields)
        period = _common_period(self.meanings.values())
        return Fields(self.sheet, _with_unique_headings(fields, self.grid), self.problems, period)

    def _slot(self, heading: Heading, name: str) -> tuple[str, Periode | None]:
        period = self.meanings[heading].period
        return name, as_period(period) if self.sheet.by_name[name].per_period else None

    def _take(self, heading: Heading, name: str) -> None:
        slot = self._slot(heading, name)
        first = self.taken.setdefault(slot, heading)
        if first == heading:
            self.chosen[heading] = name
            return
        used, other = (self.grid.address(h.row, h.column) for h in (first, heading))
        column = self.sheet.by_name[name].heading
        melding = f"To kolonner er «{column}»: {used} og {other}. {used} er brukt."
        forslag = "Slett den ene kolonnen, eller gi den et annet navn."
        self.problems.append(feil("dobbel-kolonne", other, melding, heading.full, forslag))

    def _of_the_year_or_so_far(self, heading: Heading, name: str) -> str:
        """A bare «Budsjett» is that of the year, unless another column says it is: then it is the budget so far.

        Beside a revised one it may be the original budget as well, and nobody can tell.
        """
        other = _SO_FAR.get(name, "") if _is_bare(heading) else ""
        of_the_year = self.taken.get(self._slot(heading, name))
        if other not in self.sheet.by_name or of_the_year is None or _OF_THE_YEAR.search(of_the_year.text) is None:
            return name
        return name if self._slot(heading, other) in self.taken else other

    def _guess(self, heading: Heading, name: str) -> None:
        """Take a column that the heading only resembles, if nothing else is it."""
        slot = self._slot(heading, name)
        if slot in self.taken:
            return
        self._take(heading, name)
        melding = f"Kolonnen «{heading.full}» er lest som «{self.sheet.by_name[name].heading}»."
        self.problems.append(
            info("kolonne-tolket", self.grid.address(heading.row, heading.column), melding, heading.full)
        )

    def _mixed(self, names: Iterable[str]) -> bool:
        """Whether what stands in the column can decide between the names: one is text, the other is not."""
        return len({isinstance(self.sheet.by_name[name].kind, TextKind) for name in names}) > 1

    def _decided(self, heading: Heading, names: tuple[str, ...]) -> str:
        """The one of several columns that the heading may mean. «Risiko» is the factor over text, else the value."""
        free = [name for name in names if self._slot(heading, name) not in self.taken] or list(names)
        if len(free) > 1 and self._mixed(free):
            short = self._holds_short_values(heading, free)
            free = [n for n in free if isinstance(self.sheet.by_name[n].kind, TextKind) != short] or free
        return free[0]

    def _holds_short_values(self, heading: Heading, names: list[str]) -> bool:
        cells = self._samples(heading.column)
        if all(cell.is_number for cell in cells):
            return bool(cells)
        kinds = [self.sheet.by_name[name].kind for name in names]
        others = [kind for kind in kinds if not isinstance(kind, TextKind)]
        return bool(cells) and all(
            len(cell.text) <= _LONGEST_SHORT
            and any(not _is_fault(kind.parse(Raw(cell.value, cell.style.number_format)).remarks) for kind in others)
            for cell in cells
        )

    def _samples(self, column: int) -> list[Cell]:
        cells = (self.grid.down(row, column) for row in self.body)
        return [cell for cell in cells if cell.value is not None][:8]

    def _field(self, heading: Heading) -> Field:
        meaning = self.meanings[heading]
        name = self.chosen.get(heading)
        field = Field(heading.full, heading.row, heading.column, unit=meaning.unit)
        if name is None:
            return field
        column = self.sheet.by_name[name]
        field.name, field.kind = name, column.kind
        field.required, field.fill_down = column.required, column.fill_down
        field.period = as_period(meaning.period) if column.per_period else None
        return field

    def _report_unknown(self, fields: list[Field]) -> None:
        """Say which columns are not known, with the column they may have been meant to be."""
        found = {field.name for field in fields}
        missing = {
            key(s): c.heading for c in self.sheet.columns if c.name not in found for s in (c.heading, *c.synonyms)
        }
        doubled = {problem.sted for problem in self.problems if problem.alvor == FEIL}
        guesses = MOST_GUESSES
        for field in fields:
            place = self.grid.address(field.row, field.column)
            if field.kind or not field.heading or place in doubled:
                continue
            guesses -= 1
            near = (
                suggest(key(field.heading), missing) if guesses >= 0 and len(field.heading) < LONGEST_GUESSED else None
            )
            name = name_in_tags(field.heading)
            melding = f"Kolonnen «{field.heading}» er ikke kjent. Maler kan hente den som «{name}»."
            hint = f"Mente du «{missing[near]}»?" if near else ""
            is_misspelt = near is not None and suggest(key(field.heading), [near], MISSPELT) is not None
            if is_misspelt:
                melding = f"Kolonnen «{field.heading}» er ikke kjent, så rapporten er uten det som står under den."
            tell = advarsel if is_misspelt else info
            self.problems.append(tell("ukjent-kolonne", place, melding, field.heading, hint))


def _is_bare(heading: Heading) -> bool:
    return _BARE.fullmatch(heading.text.strip()) is not None


def as_period(found: Periode | date | None) -> Periode | None:
    """The period of a heading; a date («pr 31.03.2024») stands for its quarter."""
    return Kvartal.av(found) if isinstance(found, date) else found


def missing_columns(sheet: Sheet, fields: Iterable[Field], place: str, given: Iterable[str]) -> list[Problem]:
    """A fault for each required column that the table lacks and that is not `given` in another way."""
    found = {field.name for field in fields} | set(given)
    return [
        feil(
            "mangler-kolonne",
            place,
            f"Arket «{sheet.name}» mangler kolonnen «{column.heading}».",
            forslag="Skriv en overskrift, for eksempel " + " eller ".join(f"«{s}»" for s in spellings(column)) + ".",
        )
        for column in sheet.columns
        if column.required and column.name not in found
    ]


def _earlier_year(meaning: Meaning, sheet: Sheet, last: int | None) -> Meaning:
    if last is None or meaning.period is None or _year(meaning.period) >= last or len(meaning.names) != 1:
        return meaning
    name = _EARLIER_YEAR.get(meaning.names[0])
    return meaning._replace(names=(name,)) if name in sheet.by_name else meaning


def _year(period: Periode | date) -> int:
    return period.year if isinstance(period, date) else period.slutt.year


def _common_period(meanings: Iterable[Meaning]) -> Periode | None:
    """The quarter or tertial that all headings with one agree on, but for those of last year, for comparison.

    A year alone says nothing about the quarter.
    """
    periods = {
        as_period(meaning.period)
        for meaning in meanings
        if meaning.period and not isinstance(meaning.period, Aar) and not _LAST_YEAR.issuperset(meaning.names)
    }
    return periods.pop() if len(periods) == 1 else None


def _with_unique_headings(fields: list[Field], grid: Grid) -> list[Field]:
    """Give unknown columns with the same heading, or none, a name of their own: «Merknad (kolonne F)»."""
    from rapportgen.excel.grid import column_letters

    seen: set[str] = set()
    for field in fields:
        if not field.heading:
            field.heading = f"Kolonne {column_letters(field.column)}"
        if not field.kind:
            if ascii_name(field.heading) in seen:
                field.heading = f"{field.heading} (kolonne {column_letters(field.column)})"
            seen.add(ascii_name(field.heading))
    return fields


def _is_fault(remarks: Iterable[object]) -> bool:
    return any(getattr(remark, "alvor", "") == FEIL for remark in remarks)
