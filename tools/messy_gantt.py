"""Milestones drawn as a chart of coloured cells: years over quarters, bars as fill, ◆ for milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from messy import BLUE, GREY, YELLOW, Colored, quarter
from openpyxl.styles import Alignment, Font, PatternFill

from rapportgen.model.perioder import Kvartal, Periode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from messy import Pen

    from rapportgen.excel.content import Table


def draw_gantt(
    pen: Pen, table: Table, groups: Mapping[str, str | None], *, first: str, last: str, mark: str, quarters: str
) -> None:
    """Draw the milestones of `table` from quarter `first` to `last`, each area under its group row of `groups`.

    The columns that are not time stand to the left, comments to the right. `mark` is the sign of a milestone, and
    `quarters` how a quarter is written in the heading («%dQ»).
    """
    _Chart(pen, table, _quarters(first, last), mark, quarters).draw(groups)


def _quarters(first: str, last: str) -> list[Kvartal]:
    start, end = Periode.parse(first), Periode.parse(last)
    assert isinstance(start, Kvartal)
    assert isinstance(end, Kvartal)
    return [start + n for n in range(end - start + 1)]


class _Chart:
    """One chart being drawn. The grid of quarters begins in column `left`."""

    def __init__(self, pen: Pen, table: Table, quarters: list[Kvartal], mark: str, heading: str) -> None:
        self.pen, self.quarters, self.mark, self.heading = pen, quarters, mark, heading
        self.rows = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
        self.before = [h for h in table.headings if h.startswith(("Status", "Ny dato"))]
        self.after = [h for h in table.headings if h == "Kommentar" and any(row[h] for row in self.rows)]
        self.left = 3 + len(self.before)
        self.right = self.left + len(quarters) - 1

    def draw(self, groups: Mapping[str, str | None]) -> None:
        self._headings()
        for area, title in groups.items():
            if title:
                self._group(title)
            for row in self.rows:
                if row["Innsatsområde"] == area:
                    self._activity(row)
        self._legend()
        self.pen.widths(6, 48, *[14] * len(self.before), *[7] * len(self.quarters), *[30] * len(self.after))

    def _headings(self) -> None:
        """The years over the quarters, merged, and the headings of the other columns in the lower row."""
        pen, column = self.pen, self.left
        for year in sorted({q.aar for q in self.quarters}):
            width = sum(q.aar == year for q in self.quarters)
            pen.heading(pen.sheet.cell(pen.row, column), str(year))
            pen.merge(pen.row, pen.row, column, column + width - 1)
            column += width
        pen.row += 1
        pen.headings(["Nr", "Aktivitet", *self.before, *(self.heading % q.nummer for q in self.quarters), *self.after])

    def _group(self, title: str) -> None:
        """A group row over the whole width, and the line below it that every group has."""
        pen = self.pen
        pen.line((None, title), bold=True)
        for column in range(1, self.right + 1):
            pen.sheet.cell(pen.row - 1, column).fill = PatternFill("solid", start_color=GREY)
        pen.line((None, "Aktivitet og milepæler"))
        pen.sheet.cell(pen.row - 1, 2).font = Font(name="Arial", size=9, italic=True)

    def _activity(self, row: dict[str, Any]) -> None:
        pen = self.pen
        at = pen.line([row["ID"], row["Aktivitet/milepæl"], *(self._other(row[h], h) for h in self.before)])
        for column, heading in enumerate(self.after, self.right + 1):
            if row[heading]:
                pen.put(pen.sheet.cell(at, column), row[heading])
        if row["Type"] == "milepæl":
            self._milestone(at, row)
        else:
            self._bars(at, row)

    @staticmethod
    def _other(value: Any, heading: str) -> object:
        return quarter(value, 1) if heading.startswith("Ny dato") else value

    def _milestone(self, at: int, row: dict[str, Any]) -> None:
        """A sign in the quarter it was planned for, and after it what is to stand in the cell."""
        text = " ".join(filter(None, (self.mark, row.get("Celletekst"))))
        cell = self.pen.sheet.cell(at, self.left + self.quarters.index(self._quarter(row["Dato"])), text)
        cell.alignment = Alignment(horizontal="center")
        if self.mark != "◆":  # a letter is easily overlooked
            cell.fill = PatternFill("solid", start_color=BLUE)

    def _bars(self, at: int, row: dict[str, Any]) -> None:
        """Filled cells; a bar with a text in it is one merged cell."""
        for start, end in self._spans(row):
            first, last = self.left + self.quarters.index(start), self.left + self.quarters.index(end)
            for column in range(first, last + 1):
                self.pen.sheet.cell(at, column).fill = PatternFill("solid", start_color=BLUE)
            if row.get("Celletekst"):
                self.pen.put(self.pen.sheet.cell(at, first), Colored(row["Celletekst"], BLUE))
                self.pen.merge(at, at, first, last)

    def _spans(self, row: dict[str, Any]) -> Iterator[tuple[Kvartal, Kvartal]]:
        for start, end in zip(row["Start"].split(";"), row["Slutt"].split(";"), strict=True):
            yield self._quarter(start), self._quarter(end)

    @staticmethod
    def _quarter(text: str) -> Kvartal:
        found = Periode.parse(text.strip())
        assert isinstance(found, Kvartal)
        return found

    def _legend(self) -> None:
        """What the colours mean, below the chart."""
        pen = self.pen
        pen.skip()
        for text, color in (("Planlagt", BLUE), ("Forsinket", YELLOW)):
            pen.line((Colored(None, color), text))
        pen.line((f"{self.mark} = milepæl",))
