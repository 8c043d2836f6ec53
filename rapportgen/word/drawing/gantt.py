"""The Gantt table of a report, drawn with the cells of the template's sample table.

The years stand over their quarters, bars are merged cells with a word or mark inside (colour never speaks
alone), a milestone is a mark of its own. The label column and the table keep the width they were drawn with.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.model.gantt import GanttData
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name
from rapportgen.word.drawing.looks import Look, row
from rapportgen.word.language.values import field_of
from rapportgen.word.ooxml.grid import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from rapportgen.model.gantt import GanttBar, GanttRow
    from rapportgen.model.perioder import Kvartal

EMPTY, PLAN, MILESTONE = "tom", "plan", "milepael"
LOOKS = {EMPTY: "tom", PLAN: "plan", "utfoert": "utført", "forsinket": "forsinket", MILESTONE: "milepæl"}
"""The looks that the cells of a chart have, and the words that name them in a sample table."""
MAX_QUARTERS = 60
# Status words of the workbook, and the look that says the same when the sample has none by their own name.
_LIKE = {
    "fullfoert": "utfoert",
    "ferdig": "utfoert",
    "paagaar": "plan",
    "ikke_startet": "plan",
    "stanset": "forsinket",
    "utsatt": "forsinket",
}
_MARKS = {EMPTY: "", MILESTONE: "◊", "utfoert": "utført", "paagaar": "pågår"}


class GanttPattern(NamedTuple):
    """A sample table taken apart. Row properties are XML; `looks` are those of the last sample row, by name."""

    start: str
    widths: tuple[int, ...]
    year_row: str
    quarter_row: str
    group_row: str
    activity_row: str
    corner: Look
    year: Look
    below_corner: Look
    quarter: Look
    group: Look | None
    label: Look
    looks: dict[str, Look]
    marks: dict[str, str]


def draw(pattern: GanttPattern, data: object, words: Callable[[str], str]) -> str:
    """The table of a plan; nothing when there are no quarters. Raises TemplateError for anything but a plan.

    `words` makes plain words of what people have typed in a text.
    """
    if not isinstance(data, GanttData):
        data = field_of(data, "gantt")
    if not isinstance(data, GanttData):
        raise TemplateError("gantt(…) trenger en fremdriftsplan, for eksempel gantt(milepæler).")
    if not data.perioder:
        return ""
    if len(data.perioder) > MAX_QUARTERS:
        raise TemplateError(f"Fremdriftsplanen har over {MAX_QUARTERS} kvartaler, og blir for bred for en side.")
    return _Table(pattern, data, words).xml()


class _Table:
    def __init__(self, pattern: GanttPattern, data: GanttData, words: Callable[[str], str]) -> None:
        self.pattern, self.data, self.words = pattern, data, words
        self.label_width = pattern.widths[0]
        self.widths = scaled([1] * len(data.perioder), sum(pattern.widths) - self.label_width)
        self.empty = [self._look(EMPTY)[0].cell("", width) for width in self.widths]

    def xml(self) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in (self.label_width, *self.widths))
        rows = [self._years(), self._quarters()]
        for group in self.data.grupper:
            if group.navn and self.pattern.group is not None:
                rows.append(self._group(self.pattern.group, group.navn))
            rows += [self._activity(activity) for activity in group.rader]
        return f"{self.pattern.start}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _years(self) -> str:
        cells, at = [self.pattern.corner.cell(self.pattern.corner.text, self.label_width, merge="restart")], 0
        for year, quarters in groupby(self.data.perioder, key=lambda quarter: quarter.aar):
            span = len(list(quarters))
            cells.append(self.pattern.year.cell(str(year), sum(self.widths[at : at + span]), span))
            at += span
        return row(self.pattern.year_row, "".join(cells))

    def _quarters(self) -> str:
        below = self.pattern.below_corner.cell("", self.label_width, merge="continue")
        labels = [_like_sample(self.pattern.quarter.text, quarter) for quarter in self.data.perioder]
        cells = [self.pattern.quarter.cell(label, width) for label, width in zip(labels, self.widths, strict=True)]
        return row(self.pattern.quarter_row, below + "".join(cells))

    def _group(self, look: Look, name: str) -> str:
        width, span = self.label_width + sum(self.widths), 1 + len(self.widths)
        return row(self.pattern.group_row, look.cell(self.words(name), width, span))

    def _activity(self, activity: GanttRow) -> str:
        cells, at = [self.pattern.label.cell(self.words(activity.navn), self.label_width)], 0
        for bar in activity.stolper:
            start, stop = max(bar.fra, at), min(bar.til + 1, len(self.widths))
            if start < stop:
                cells += self.empty[at:start]
                cells.append(self._filled(bar, start, stop))
                at = stop
        return row(self.pattern.activity_row, "".join([*cells, *self.empty[at:]]))

    def _filled(self, bar: GanttBar, start: int, stop: int) -> str:
        """A bar with its text, or with the mark of its look; a milestone has its mark before the text.

        The mark may be in a font of signs, so the text after it is written as in a cell without a bar.
        """
        look, mark = self._look(bar.utseende)
        own, width, span = self.words(bar.tekst), sum(self.widths[start:stop]), stop - start
        if own and ascii_name(bar.utseende) == MILESTONE:
            return look.cell(mark, width, span, more=self._look(EMPTY)[0].written(f" {own}"))
        return look.cell(own or mark, width, span)

    def _look(self, status: str) -> tuple[Look, str]:
        """The look of a status and the mark in its cells: of its own name, of one like it, or as planned."""
        name = ascii_name(status)
        looks = self.pattern.looks
        found = next((n for n in (name, _LIKE.get(name, ""), PLAN) if n in looks), EMPTY)
        return looks[found], self.pattern.marks[found]


def mark_of(name: str) -> str:
    """What is printed in a cell of this look when nothing else is: a mark, or the look's word."""
    return _MARKS.get(name, name.replace("_", " "))


def _like_sample(sample: str, quarter: Kvartal) -> str:
    """The quarter as the sample writes it: «1Q» → «3Q», «K1» → «K3»."""
    digit = next((char for char in sample if char in "1234"), "")
    return sample.replace(digit, str(quarter.nummer), 1) if digit else f"{quarter.nummer}Q"
