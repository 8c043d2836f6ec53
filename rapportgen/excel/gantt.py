"""Gantt charts drawn in cells: quarters across, activities down, bars as colours, marks, merged cells or text.

A chart has a row of quarters («2Q», «K1 2024», or months) below a row of years, and an activity on each row below.
Any background but white is a bar, unless it lies behind the whole row or column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rapportgen.excel.columns import Field, Heading, fields_of
from rapportgen.excel.grid import Area
from rapportgen.excel.headers import matcher
from rapportgen.excel.rowkinds import NOTE, NUMBERED
from rapportgen.excel.rows import Content, free_text
from rapportgen.excel.spans import PLAN, SPANS
from rapportgen.excel.timeline import Chart, read_legend
from rapportgen.excel.values import typed
from rapportgen.model.kinds import TEXT, Raw, Reading
from rapportgen.model.ordforraad import STATUS
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.model.utelatt import MANGLER, Utelatt
from rapportgen.names import ascii_name
from rapportgen.patterns import pattern
from rapportgen.problems import advarsel, info

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rapportgen.excel.grid import Cell, Grid
    from rapportgen.model.perioder import Kvartal

_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BAR = pattern(r"[xXoO█■▬▪▮●→➔►▶✓1=>\-–—─━\s]+")
_MILESTONE = pattern(r"[◆◇♦⬥🔶🔷★▲\ufe0f]+|[Mm]")
_IN_BRACKETS = pattern(r"\(.*\)")
_FINISHING = pattern(r"ferdigst(?:ille|ilt|illing)\b", re.IGNORECASE)


class _Drawn:
    """What is drawn on the row of an activity: the colour or mark of each quarter, milestones, and text."""

    def __init__(self) -> None:
        self.bars: dict[Kvartal, str | None] = {}
        self.milestones: list[Kvartal] = []
        self.texts: list[str] = []

    def add(self, other: _Drawn) -> None:
        self.bars.update(other.bars)
        self.milestones.extend(other.milestones)
        self.texts.extend(text for text in other.texts if text not in self.texts)

    def __bool__(self) -> bool:
        return bool(self.bars or self.milestones)


# --- Reading it ----------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False, repr=False)
class _Activity:
    """A row with a name: what stands on it in words, and what is drawn on it."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, Any] = field(default_factory=dict)
    by_period: dict[str, dict[Any, Any]] = field(default_factory=dict)
    instead: dict[str, Utelatt] = field(default_factory=dict)
    drawn: _Drawn = field(default_factory=_Drawn)


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
        self._legend, self._legend_cells = read_legend(grid, chart, self._body)
        self._behind = self._backgrounds()
        self._group: object = None
        self._activities: list[_Activity] = []
        self._groups: list[str] = []
        self._by_color: list[str] = []

    def read(self) -> Content:
        """All rows of the chart."""
        self._note_titles()
        for row in self._body:
            self._read_row(row)
        for activity in self._activities:
            self._add(activity)
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

    def _ordinary_columns(self) -> Sequence[Field]:
        """The columns beside the quarters: ID, activity, status and the like."""
        used = {
            c for row in (*range(self.chart.top, self.chart.bottom + 1), *self._body) for c in self.grid.filled(row)
        }
        headings = []
        for column in sorted(used - self.chart.quarters.keys()):
            bottom, top = self.grid.seen(self.chart.bottom, column).text, self.grid.seen(self.chart.top, column).text
            if bottom and top and bottom != top and not _YEAR.fullmatch(top):
                self.content.notes.append(top)
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
            self._activities[-1].drawn.add(drawn)
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

    def _activity(self, row: int, drawn: _Drawn) -> _Activity:
        """The activity on a row, with the values of the ordinary columns."""
        activity = _Activity(row, drawn=drawn)
        for f in self._columns:
            place = self.grid.address(row, f.column)
            value, problems, lost = typed(self.grid.down(row, f.column), f.kind or TEXT, place, Reading())
            self.content.problems.extend(problems)
            activity.addresses[f.name or f.heading] = place
            if lost:
                name = f.name or ascii_name(f.heading)
                activity.instead[name if f.period is None else f"{name} {f.period.data_form}"] = MANGLER
            if f.period is not None:
                activity.by_period.setdefault(f.name, {})[f.period] = value
            elif f.kind:
                activity.values[f.name] = value
            elif value is not None:
                activity.unknown[f.heading] = value
        if activity.values.get("omraade") is None:
            activity.values["omraade"] = self._group
        return activity

    def _add(self, activity: _Activity) -> None:
        """The records of an activity: one with its bars, and one for each milestone on its row."""
        values, drawn = activity.values, activity.drawn
        if drawn.texts and values.get("celletekst") is None:
            values["celletekst"] = " ".join(drawn.texts)
        finishing = bool(_FINISHING.match(str(values.get("navn") or ""))) and bool(drawn.bars) and not drawn.milestones
        milestones = [max(drawn.bars)] if finishing else drawn.milestones
        if drawn.bars and not finishing:
            self._keep(activity, self._activity_times(values, drawn), self._spans(drawn))
        for quarter in milestones:
            self._keep(activity, {"type": self._word("milepæl"), "dato": Tidspunkt.av_periode(quarter)}, {})
        if not drawn:
            self._keep(activity, {}, {})

    def _keep(self, activity: _Activity, found: Mapping[str, Any], spans: Mapping[str, Any]) -> None:
        """Add a record: what stands in words, and what the drawing says where words are missing."""
        place = self.grid.address(activity.row, min(self.chart.quarters))
        addresses = dict.fromkeys(("start", "slutt", "dato", "celletekst", "type"), place) | activity.addresses
        values = activity.values | {name: v for name, v in found.items() if activity.values.get(name) is None}
        by_period = {**activity.by_period, **spans}
        make = self.sheet.row_class
        record = make(values, addresses, activity.unknown, by_period, activity.row, instead=activity.instead)
        self.content.rows.append(record)

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
        return found

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
            melding = (
                f"Skjemaet i arket «{self.grid.title}» har betinget formatering. "
                "Farger som bare vises av den, kan ikke leses."
            )
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


def _overlap(one: Area, other: Area) -> bool:
    return one.top <= other.bottom and other.top <= one.bottom and one.left <= other.right and other.left <= one.right
