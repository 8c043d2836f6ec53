"""The text of a block made into what it stands for in Word.

    # Økonomi                    a heading; ## is one of the second level
    - punkt                      a bullet; «1. » is a number
    | Tiltak | Ansvar |          a row of a table; the first one is its heading
    Tabell: Tiltak {{ … }}       a caption with a number; also «Figur:»
    [graf: økonomi] mer tekst    a chart with that alternative text
    [innholdsfortegnelse]        Word's table of contents
    anything else                a paragraph

In a table that begins with `gantt(…)` or `risikomatrise(…)` the words of the cells give them their colours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from template_parts.charts import Charts
from template_parts.front import CONTENTS
from template_parts.page import NO_LOOK
from template_parts.palette import FJORDBLAA, HAVBLAA, LYS, PORTRAIT, TAAKE, cm
from template_parts.tables import cell, frame, row
from template_parts.wml import caption, field_begin, field_end, figure_caption, para, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BARS = {"tom": "", "plan": HAVBLAA, "utført": "9DC3E6", "forsinket": LYS["Gul"][0]}
_CHART = re.compile(r"\[graf:\s*([^\]]+?)\s*\]\s*(.*)")
_SAMI = re.compile(r"(\{\{[^{}]*\.samisk[^{}]*\}\})")
_CHART_HEIGHT = 6.2


@dataclass
class Drawing:
    """What blocks of text become in Word. `charts` collects the parts of their charts.

    `widths` are those of the columns of tables in centimetres, `numbers` the columns (from 1) of numbers; the styles
    are those of headings of the first level, and of tables.
    """

    charts: Charts = field(default_factory=Charts)
    widths: Sequence[float] = ()
    numbers: Sequence[int] = ()
    heading: str = "Overskrift1"
    table: str = "Rapporttabell"
    kind: str = ""

    def body(self, text: str) -> str:
        """The paragraphs and tables of a text."""
        lines = [line for line in text.splitlines() if line.strip()]
        return "".join(
            self._table([cells_of(line) for line in group]) if in_table else "".join(map(self._line, group))
            for in_table, group in groupby(lines, key=lambda line: line.startswith("|"))
        )

    def _line(self, line: str) -> str:
        chart = _CHART.fullmatch(line)
        if chart:
            return self.charts(chart[1], self.kind or "søyle", _CHART_HEIGHT, sample=_sample(chart[1]), text=chart[2])
        for start, made in self._starts().items():
            if line.startswith(start):
                return made(line.removeprefix(start).strip())
        return para(None, *_runs(line))

    def _starts(self) -> dict[str, Callable[[str], str]]:
        return {
            "## ": lambda text: para("Overskrift2", *_runs(text)),
            "# ": lambda text: para(self.heading, *_runs(text)),
            "- ": lambda text: para("Punktliste", *_runs(text)),
            "1. ": lambda text: para("Nummerertliste", *_runs(text)),
            "Tabell: ": lambda text: caption(*_runs(text)),
            "Figur: ": lambda text: figure_caption(*_runs(text)),
            "[innholdsfortegnelse]": lambda _: _contents(),
        }

    def _table(self, rows: list[list[str]]) -> str:
        first = rows[0][0]
        drawn = _gantt(rows) if "gantt(" in first else _matrix(rows) if "risikomatrise(" in first else self._rows(rows)
        return drawn + para("Tabelluft")

    def _rows(self, rows: list[list[str]]) -> str:
        count = len(rows[0])
        widths = [cm(width) for width in self.widths if len(self.widths) == count] or [PORTRAIT // count] * count
        made = [self._row(texts, widths, head=not number) for number, texts in enumerate(rows)]
        shown = ", ".join(re.sub(r"\{.*?[%}]\}", "", text).strip().lower() for text in rows[0])
        return frame(made, widths, style=self.table, title="Tabell", description=f"Tabell med {shown}.")

    def _row(self, texts: list[str], widths: list[int], *, head: bool) -> str:
        cells = (
            cell(width, self._text(text, column, head=head))
            for column, (text, width) in enumerate(zip(texts, widths, strict=True), 1)
        )
        return row(*cells, header=head)

    def _text(self, text: str, column: int, *, head: bool) -> str:
        kind = "tall" if column in self.numbers else ""
        if head:
            return para(f"Tabelloverskrift{kind}", *_runs(text))
        style = "Trafikklys" if "{% lys" in text else f"Tabell{kind or 'tekst'}"
        return para(style, *_runs(text))


def cells_of(line: str) -> list[str]:
    """The cells of a row; a stroke within a tag is the tag's own."""
    pieces = re.split(r"\|(?![^{}]*[%}]\})", line.strip().strip("|"))
    return [piece.strip() for piece in pieces]


def _runs(text: str) -> list[str]:
    """The runs of a line; the tags of Sami words are marked as Sami."""
    return [run(piece, lang="se-NO" if _SAMI.fullmatch(piece) else None) for piece in _SAMI.split(text) if piece]


def _contents() -> str:
    shown = run("Innholdet kommer her når rapporten lages.")
    return para("Innholdsoverskrift", "Innhold") + para("INNH1", field_begin(CONTENTS), shown, field_end())


def _sample(key: str) -> str:
    """Which example figures a chart shows in the template."""
    known = {"økonomi": "økonomi", "prognose": "prognose", "innsparing": "innsparing", "gevinster": "gevinster"}
    return known.get(key, "nøkkeltall")


def _gantt(rows: list[list[str]]) -> str:
    """The pattern of a plan: a corner with a year, a quarter, a group, and an activity with a cell of each look."""
    *heads, (activity, *words) = rows
    first, wide = cm(5), cm(11) // len(words)
    made = [_gantt_head(texts, first, wide * len(words), len(words), top=not n) for n, texts in enumerate(heads)]
    bars = (cell(wide, _bar(word), fill=_BARS.get(word, ""), middle=True) for word in words)
    made.append(row(cell(first, para("Ganttaktivitet", activity), middle=True), *bars))
    return frame(
        made,
        [first, *[wide] * len(words)],
        style="Gantttabell",
        title="Framdriftsplan",
        description="Aktiviteter og milepæler, med en kolonne for hvert kvartal.",
        look=NO_LOOK,
    )


def _gantt_head(texts: list[str], first: int, across: int, span: int, *, top: bool) -> str:
    """A row over the bars: a year, a quarter, or a group over the whole width."""
    if len(texts) == 1:
        return row(cell(first + across, para("Ganttgruppe", texts[0]), span=span + 1, fill=TAAKE))
    style, fill = ("Ganttoverskrift", FJORDBLAA) if top else ("Ganttkvartal", TAAKE)
    corner = cell(first, para("Tabelloverskrift", texts[0]), fill=FJORDBLAA)
    return row(corner, cell(across, para(style, texts[1]), span=span, fill=fill), header=True)


def _bar(word: str) -> str:
    if word.startswith("milepæl"):
        return para("Ganttmilepæl", run(word, "Symbol"))
    return para("Ganttbar" if word == "plan" else "Ganttcelle", word)


def _matrix(rows: list[list[str]]) -> str:
    """The pattern of a risk matrix: levels along two sides, and a colour in each cell."""
    first, wide = cm(3.6), cm(2.1)
    head, *others = rows
    made = [row(*(cell(wide if n else first, para("Matriseakse", t), fill=TAAKE) for n, t in enumerate(head)))]
    for level, *colours in others:
        cells = [cell(wide, para(f"Matrise{c.lower()}", c), fill=LYS[c][0], middle=True) for c in colours]
        made.append(row(cell(first, para("Matriseakse", level), fill=TAAKE, middle=True), *cells, height=cm(1.3)))
    return frame(
        made,
        [first, *[wide] * (len(head) - 1)],
        style="Matrisetabell",
        title="Risikomatrise",
        description="Sannsynlighet nedover og konsekvens bortover. Rutene viser risikoenes numre.",
        look=NO_LOOK,
    )
