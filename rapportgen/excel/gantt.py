"""Gantt charts drawn in cells: quarters across, activities down, bars as colours, marks, merged cells or text.

A chart has a row of quarters («2Q», «K1 2024», or months) below a row of years, and an activity on each row below.
Any background but white is a bar, unless it lies behind the whole row or column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from rapportgen.excel.columns import Field, Heading, fields_of
from rapportgen.excel.grid import Area
from rapportgen.excel.headers import matcher
from rapportgen.excel.rows import NOTE, NUMBERED, Content, free_text
from rapportgen.excel.spans import PLAN, SPANS
from rapportgen.excel.values import typed
from rapportgen.model.kalender import month_number
from rapportgen.model.kinds import Raw, Reading
from rapportgen.model.ordforraad import STATUS
from rapportgen.model.perioder import Kvartal, Periode
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.problems import advarsel, info

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rapportgen.excel.grid import Cell, Grid
    from rapportgen.model.declare import Schema, Sheet

HEADER_WITHIN = 25
FEWEST_QUARTERS = 3

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BAR = re.compile(r"[xXoO█■▬▪▮●→➔►▶✓1=>\-–—─━\s]+")
_MILESTONE = re.compile(r"[◆◇♦⬥🔶🔷★▲\ufe0f]+|[Mm]")
_LEGEND_SIGN = re.compile(r"^[█■▬◆●\s]*[=:–-]?\s*")
_IN_BRACKETS = re.compile(r"\(.*\)")
_FINISHING = re.compile(r"ferdigst(?:ille|ilt|illing)\b", re.IGNORECASE)
_PLANNED = frozenset({"plan", "planlagt", "planlagd", "aktivitet", "planned"})


class Chart(NamedTuple):
    """A chart found in a sheet: its type, its heading rows, and the quarter of each column."""

    sheet: Sheet
    top: int
    bottom: int
    quarters: Mapping[int, Kvartal]


@dataclass(slots=True)
class _Drawn:
    """What is drawn on the row of an activity: the colour or mark of each quarter, milestones, and text."""

    bars: dict[Kvartal, str | None] = field(default_factory=dict)
    milestones: list[Kvartal] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, other: _Drawn) -> None:
        self.bars.update(other.bars)
        self.milestones.extend(other.milestones)
        self.texts.extend(text for text in other.texts if text not in self.texts)

    def __bool__(self) -> bool:
        return bool(self.bars or self.milestones)


# --- Finding a chart -----------------------------------------------------------------------------------------------


def find_chart(grid: Grid, wanted: Sheet | None, schema: Schema) -> Chart | None:
    """The chart of a sheet that is called a plan, or whose title says nothing; None when there is none."""
    sheet = next((s for s in schema if {"navn", "start", "slutt", "dato", "type"} <= s.by_name.keys()), None)
    if sheet is None or wanted not in (None, sheet):
        return None
    for row in grid.numbers:
        if row >= grid.numbers[0] + HEADER_WITHIN:
            break
        quarters = _quarters(grid, row)
        if len(quarters) >= FEWEST_QUARTERS:
            top = row - 1 if any(_YEAR.search(grid.seen(row - 1, column).text) for column in quarters) else row
            bottom = max(area.bottom if (area := grid.merged(row, c)) else row for c in quarters)
            return Chart(sheet, top, bottom, quarters)
    return None


def _quarters(grid: Grid, row: int) -> dict[int, Kvartal]:
    """The quarter of each column whose cell in the row is one, as long as they follow each other."""
    found: dict[int, Kvartal] = {}
    year: int | None = None
    for column in grid.filled(row):
        cell = grid.cell(row, column)
        year = _year_above(grid, row, column) or year
        quarter = _quarter(cell, year)
        if quarter is not None and (not found or quarter >= max(found.values())):
            found[column] = quarter
    return found


def _year_above(grid: Grid, row: int, column: int) -> int | None:
    for above in (row - 1, row - 2):
        text = grid.seen(above, column).text if above > 0 else ""
        if match := _YEAR.search(text):
            return int(match[0])
    return None


def _quarter(cell: Cell, year: int | None) -> Kvartal | None:
    """The quarter that a heading names, as a quarter, a month or a date."""
    if isinstance(cell.value, date):
        return Kvartal.av(cell.value)
    text = cell.text.casefold().strip(" .")
    if year and text in {"1", "2", "3", "4"}:
        return Kvartal(year, int(text))
    period = Periode.parse(text, year)
    if isinstance(period, Kvartal):
        return period
    word, _, digits = text.partition(" ")
    month = month_number(word)
    written = int(digits) if digits.isdecimal() and len(digits) == 4 else year
    return Kvartal.av(date(written, month, 1)) if month and written else None


# --- Reading it ----------------------------------------------------------------------------------------------------


def read_chart(grid: Grid, chart: Chart) -> Content:
    """The activities and milestones of the chart, and its lines of text as notes."""
    return _ChartReader(grid, chart).read()


class _ChartReader:
    """Reads the rows of a chart from the first to the last; what stands below an activity may belong to it."""

    def __init__(self, grid: Grid, chart: Chart) -> None:
        self.grid, self.chart, self.sheet = grid, chart, chart.sheet
        self.content = Content()
        self._body = self._body_rows()
        self._columns = self._ordinary_columns()
        self._name = next((f.column for f in self._columns if f.name == "navn"), min(chart.quarters) - 1)
        self._legend, self._legend_cells = _legend(grid, chart, self._body)
        self._behind = self._backgrounds()
        self._group: object = None
        self._activities: list[tuple[int, dict[str, Any], dict[str, str], dict[str, Any], _Drawn]] = []
        self._groups: list[str] = []
        self._by_color: list[str] = []

    def read(self) -> Content:
        """All rows of the chart."""
        self._note_titles()
        for row in self._body:
            self._read_row(row)
        for number, values, addresses, unknown, drawn in self._activities:
            self._add(number, values, addresses, unknown, drawn)
        self._report()
        return self.content

    # --- Rows and columns ------------------------------------------------------------------------------------------

    def _body_rows(self) -> list[int]:
        rows = []
        previous = self.chart.bottom
        for row in sorted(self.grid.rows):
            if row <= self.chart.bottom or all(
                not cell.style.fill and cell.is_blank for cell in self.grid.rows[row].values()
            ):
                continue
            if row - previous > 4:
                break
            rows.append(row)
            previous = row
        return rows

    def _ordinary_columns(self) -> list[Field]:
        """The columns beside the quarters: ID, activity, status and the like."""
        used = {
            c for row in (*range(self.chart.top, self.chart.bottom + 1), *self._body) for c in self.grid.filled(row)
        }
        headings = []
        for column in sorted(used - self.chart.quarters.keys()):
            bottom, top = self.grid.seen(self.chart.bottom, column).text, self.grid.seen(self.chart.top, column).text
            text = bottom or top
            if not text or _YEAR.fullmatch(text):
                continue
            headings.append(Heading(text, "", self.chart.bottom if bottom else self.chart.top, column))
        name_column = min(self.chart.quarters) - 1
        find = matcher(self.sheet).meaning
        if not any("navn" in find(heading.text).names for heading in headings):
            headings = [self._named(heading, name_column) for heading in headings]
            if not any(heading.column == name_column for heading in headings) and name_column > 0:
                headings.append(Heading(self.sheet.by_name["navn"].heading, "", self.chart.bottom, name_column))
        found = fields_of(headings, self.sheet, self.grid, self._body)
        self.content.problems.extend(found.problems)
        return found.fields

    def _named(self, heading: Heading, name_column: int) -> Heading:
        """The column beside the quarters holds the activities, whatever stands over it; that is a title then."""
        if heading.column != name_column or matcher(self.sheet).meaning(heading.text).names:
            return heading
        self.content.notes.append(heading.text)
        return heading._replace(text=self.sheet.by_name["navn"].heading)

    def _backgrounds(self) -> dict[int, str]:
        """The colour behind a whole column: years are often told apart by a light background."""
        behind = {}
        for column in self.chart.quarters:
            fills = [self.grid.cell(row, column).style.fill for row in self._body]
            common = max(set(fills), key=fills.count, default=None)
            if common and len(fills) >= 5 and fills.count(common) >= 0.8 * len(fills):
                behind[column] = common
        return behind

    def _note_titles(self) -> None:
        for row in self.grid.numbers:
            if row < self.chart.top or row > max(self._body, default=self.chart.bottom):
                cells = [self.grid.cell(row, c) for c in self.grid.filled(row) if (row, c) not in self._legend_cells]
                if cells:
                    self.content.notes.append(free_text(cells))

    # --- One row ---------------------------------------------------------------------------------------------------

    def _read_row(self, row: int) -> None:
        name = self.grid.cell(row, self._name)
        drawn = self._drawn(row)
        others = [f for f in self._columns if f.column != self._name and not self.grid.cell(row, f.column).is_blank]
        if any((row, column) in self._legend_cells for column in self.grid.rows[row]) and not drawn.milestones:
            return
        if name.is_blank or _IN_BRACKETS.fullmatch(name.text):
            self._continue(row, drawn, others)
        elif drawn or drawn.texts or (others and not self._is_heading(row, name, others)):
            self._activities.append(self._activity(row, drawn))
        elif NOTE.match(name.text):
            self.content.notes.append(name.text)
        elif not matcher(self.sheet).meaning(name.text).exact:
            self._plain_name(row, name)

    def _plain_name(self, row: int, name: Cell) -> None:
        """A name with nothing drawn: the heading of a group, or an activity without a time."""
        if self._is_heading(row, name, []):
            self._group = self.sheet.by_name["omraade"].kind.parse(Raw(name.text)).value
            self._groups.append(name.text)
        else:
            self._activities.append(self._activity(row, _Drawn()))

    def _is_heading(self, row: int, name: Cell, others: list[Field]) -> bool:
        area = self.grid.merged(row, self._name)
        wide = area is not None and area.right > area.left
        return not others and bool(name.style.bold or name.style.fill or wide or NUMBERED.match(name.text))

    def _continue(self, row: int, drawn: _Drawn, others: list[Field]) -> None:
        """A row without a name of its own says more about the activity above."""
        if others and not self._activities:
            self._activities.append(self._activity(row, drawn))
        elif self._activities:
            self._activities[-1][4].add(drawn)
        elif drawn.texts:
            self.content.notes.extend(drawn.texts)

    def _drawn(self, row: int) -> _Drawn:
        """The bars, milestones and texts on the row."""
        drawn = _Drawn()
        behind = self._behind_row(row)
        seen: set[Area] = set()
        for column, quarter in self.chart.quarters.items():
            area = self.grid.merged(row, column)
            cell = self.grid.seen(row, column)
            text = "" if area in seen else cell.text
            if area:
                seen.add(area)
            fill = cell.style.fill if cell.style.fill not in (behind, self._behind.get(column)) else None
            self._mark(drawn, quarter, text, fill, merged=bool(area) and not cell.is_blank)
        return drawn

    def _mark(self, drawn: _Drawn, quarter: Kvartal, text: str, fill: str | None, *, merged: bool) -> None:
        sign, _, rest = text.partition(" ")
        if sign and _MILESTONE.fullmatch(sign):
            drawn.milestones.append(quarter)
            if rest.strip():
                drawn.texts.append(rest.strip())
            return
        if fill or text or merged:
            drawn.bars[quarter] = fill
        if text and not _BAR.fullmatch(text):
            drawn.texts.append(text)

    def _behind_row(self, row: int) -> str | None:
        """The colour behind the whole row: that of the name, or of every quarter of a heading over a group."""
        own = self.grid.seen(row, self._name).style.fill
        fills = {self.grid.seen(row, column).style.fill for column in self.chart.quarters}
        return own if own and own in fills else None

    # --- Records ---------------------------------------------------------------------------------------------------

    def _activity(self, row: int, drawn: _Drawn) -> tuple[int, dict[str, Any], dict[str, str], dict[str, Any], _Drawn]:
        """The values that stand in words on the row, and what is drawn on it."""
        values: dict[str, Any] = {}
        addresses: dict[str, str] = {}
        unknown: dict[str, Any] = {}
        for f in self._columns:
            place = self.grid.address(row, f.column)
            cell = self.grid.down(row, f.column)
            kind = f.declared.kind if f.declared else self.sheet.by_name["navn"].kind
            value = typed(cell, kind, place, Reading())
            self.content.problems.extend(value.problems)
            addresses[f.name or f.heading] = place
            if f.period is not None:
                values.setdefault(SPANS + f.name, {})[f.period] = value.value
            elif f.declared:
                values[f.name] = value.value
            elif value.value is not None:
                unknown[f.heading] = value.value
        if values.get("omraade") is None:
            values["omraade"] = self._group
        return row, values, addresses, unknown, drawn

    def _add(
        self, row: int, values: dict[str, Any], addresses: dict[str, str], unknown: dict[str, Any], drawn: _Drawn
    ) -> None:
        """The records of an activity: one with its bars, and one for each milestone on its row."""
        by_period = {key.removeprefix(SPANS): values.pop(key) for key in list(values) if key.startswith(SPANS)}
        text = " ".join(drawn.texts)
        if text and values.get("celletekst") is None:
            values["celletekst"] = text
        finishing = _FINISHING.match(str(values.get("navn") or ""))
        milestones = drawn.milestones or ([max(drawn.bars)] if finishing and drawn.bars else [])
        if drawn.bars and not (finishing and not drawn.milestones):
            self._keep(
                row,
                {**values, **self._activity_times(values, drawn)},
                addresses,
                unknown,
                {**by_period, **self._spans(drawn)},
            )
        for quarter in milestones:
            when = {"type": self._word("milepæl"), "dato": Tidspunkt.av_periode(quarter)}
            self._keep(row, _with_missing(values, when), addresses, unknown, by_period)
        if not drawn:
            self._keep(row, values, addresses, unknown, by_period)

    def _keep(self, row: int, values: dict[str, Any], addresses: dict[str, str], unknown: Any, by_period: Any) -> None:
        place = self.grid.address(row, min(self.chart.quarters))
        for name in ("start", "slutt", "dato", "celletekst", "type"):
            addresses.setdefault(name, place)
        self.content.rows.append(self.sheet.row_class(values, addresses, unknown, by_period, row))

    def _activity_times(self, values: Mapping[str, Any], drawn: _Drawn) -> dict[str, Any]:
        """Start, end and status by the bars, where no column says them."""
        found: dict[str, Any] = {
            "type": self._word("aktivitet"),
            "start": Tidspunkt.av_periode(min(drawn.bars)),
            "slutt": Tidspunkt.av_periode(max(drawn.bars)),
        }
        words = {self._legend.get(fill or "", PLAN) for fill in drawn.bars.values()}
        if len(words) == 1 and (word := words.pop()) != PLAN:
            found["status"] = STATUS.parse(word).value
            if values.get("status") is None:
                self._by_color.append(str(values.get("navn") or ""))
        return _with_missing(values, found)

    def _spans(self, drawn: _Drawn) -> dict[str, Any]:
        """Every quarter with a bar and what its colour means, where one stretch in one colour does not say it."""
        words = {quarter: self._legend.get(fill or "", PLAN) for quarter, fill in drawn.bars.items()}
        whole = max(words) - min(words) + 1 == len(words)
        return {} if whole and len(set(words.values())) == 1 else {SPANS: dict(sorted(words.items()))}

    def _word(self, text: str) -> object:
        return self.sheet.by_name["type"].kind.parse(Raw(text)).value

    # --- What is said once -----------------------------------------------------------------------------------------

    def _report(self) -> None:
        problems = self.content.problems
        area = Area(self.chart.bottom, min(self.chart.quarters), max(self._body, default=0), max(self.chart.quarters))
        if any(_overlap(area, other) for other in self.grid.conditional):
            melding = f"Skjemaet i arket «{self.grid.title}» har betinget formatering. Farger som bare vises av den, kan ikke leses."
            problems.append(
                advarsel("betinget-format", self.grid.title, melding, forslag="Fyll cellene med farge, eller skriv x.")
            )
        if self._by_color:
            melding = (
                f"Status er lest av fargen i skjemaet for {len(self._by_color)} aktiviteter, etter tegnforklaringen."
            )
            problems.append(advarsel("bare-farge", self.grid.title, melding, ", ".join(self._by_color[:3])))
        if self._groups:
            named = ", ".join(f"«{text}»" for text in self._groups[:4]) + (" …" if len(self._groups) > 4 else "")
            melding = f"Disse linjene er lest som innsatsområder: {named}."
            problems.append(info("mellomoverskrift", self.grid.title, melding))


def _with_missing(values: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """`values` with what is found where they say nothing."""
    return {**values, **{name: value for name, value in found.items() if values.get(name) is None}}


def _overlap(one: Area, other: Area) -> bool:
    return one.top <= other.bottom and other.top <= one.bottom and one.left <= other.right and other.left <= one.right


# --- The legend ----------------------------------------------------------------------------------------------------


def _legend(grid: Grid, chart: Chart, body: Iterable[int]) -> tuple[dict[str, str], set[tuple[int, int]]]:
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
