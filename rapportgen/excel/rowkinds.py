"""What a row of a table is: a total, a record, or the heading of a group of rows. Told by its words and its look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.model.kinds import IdentifierKind, PeriodKind, Raw, Reading, TextKind, WordKind
from rapportgen.patterns import pattern
from rapportgen.problems import FEIL

if TYPE_CHECKING:
    from rapportgen.excel.columns import Fields
    from rapportgen.excel.grid import Cell, Grid
    from rapportgen.excel.tables import Table
    from rapportgen.model.declare import Column

_TOTAL = pattern(
    r"(?:sum|total|totalt|totalsum|delsum|subtotal|i alt|til sammen|tilsammen|netto|grand total)[:.]?", re.IGNORECASE
)
_TOTAL_OF = pattern(
    r"(?:sum|total|totalt|totalsum|delsum|subtotal|i alt|til sammen|tilsammen|netto)\b[: ].{1,60}", re.IGNORECASE
)
# What every total begins with: most cells do not, and this is quicker than matching the patterns.
_TOTAL_LETTERS = frozenset("stdingSTDING")
_ID = pattern(r"(?=.*\d)\S{1,8}")
NOTE = pattern(r"[*¹²³†]|(?:merk|note|noter|kilde|kjelde|fotnote|tall i|sist oppdatert|forklaring)\b", re.IGNORECASE)
NUMBERED = pattern(r"\d{1,2}\.?\s+\S|[A-Z]\.\s+\S")


class RowKinds:
    """Tells the rows of one table apart. It looks at one row at a time, and remembers nothing of the others."""

    def __init__(self, grid: Grid, table: Table, found: Fields, year: int | None) -> None:
        self.grid, self.table, self.found, self.year = grid, table, found, year
        self.sheet = table.sheet

    def is_record(self, row: int, column: int) -> bool:
        """Whether the one cell of a row says what a record must say, and does not look like a heading of a group."""
        cell, field_here = self.grid.cell(row, column), self.found.by_column.get(column)
        if field_here is None or self.found.counts_money:
            return False
        if self._looks_like_group(row, column) and self.group_column(cell.text):
            return False
        if isinstance(field_here.kind, IdentifierKind):
            return bool(_ID.fullmatch(cell.text)) and not field_here.fill_down
        blank = (f for f in self.found.required if f.column != column and not f.fill_down)
        return field_here.required or (not field_here.fill_down and not any(blank))

    def _looks_like_group(self, row: int, column: int) -> bool:
        cell, merged = self.grid.cell(row, column), self.grid.merged(row, column)
        wide = merged is not None and merged.right > merged.left
        return cell.style.bold or cell.style.fill is not None or wide or NUMBERED.match(cell.text) is not None

    def group_column(self, text: str) -> tuple[Column, object] | None:
        """The column that a group heading gives the value of: a quarter, a word of a vocabulary, or an area."""
        columns = [column for column in self.sheet.columns if column.fill_down]
        for kinds in ((PeriodKind, WordKind), (TextKind,)):
            for column in columns:
                if isinstance(column.kind, kinds):
                    parsed = column.kind.parse(Raw(text), Reading(year=self.year))
                    if parsed.value is not None and not any(remark.alvor == FEIL for remark in parsed.remarks):
                        return column, parsed.value
        named = [column for column in columns if column.kind.label == "ID"]
        return (named[0], text) if named else None

    def total_label(self, row: int, own: list[int]) -> str | None:
        """The words that make the row a total: «Sum», «SUM HELSE», or a bold last line without any words.

        But for the totals of an Excel table, it has a figure.
        """
        there = self.grid.rows[row]
        if row in self.table.totals:
            return next((there[column].text for column in own if there[column].is_text), "Sum")
        if self.found.numeric.isdisjoint(own):
            return None
        cells = [there[column] for column in own]
        texts = [cell for cell in cells if type(cell.value) is str and cell.value.lstrip()[:1] in _TOTAL_LETTERS]
        label = next((c for c in texts if self._is_total(c.text, bold=c.style.bold)), None) if texts else None
        if label is not None:
            return label.text if any(map(self._is_figure, own, cells)) else None
        if len(cells) < 2 or not (cells[0].style.bold or cells[0].sums):
            return None
        is_total = all(cell.style.bold or cell.sums for cell in cells) and all(map(self._is_figure, own, cells))
        return "Sum" if is_total else None

    def is_nameless(self, own: list[int]) -> bool:
        """Whether a row of a table of money holds figures only, and perhaps the period they are of."""
        known = self.found.by_column
        return self.found.counts_money and all(
            column in self.found.numeric or (column in known and known[column].name == self.sheet.period)
            for column in own
        )

    def _is_total(self, text: str, *, bold: bool) -> bool:
        """Whether a label begins a total. «Netto …» with more words may be an account; then it must be bold."""
        if _TOTAL.fullmatch(text):
            return True
        may_be = bold or not text.casefold().startswith("netto")
        return self.found.counts_money and may_be and _TOTAL_OF.fullmatch(text) is not None

    def _is_figure(self, column: int, cell: Cell) -> bool:
        if column not in self.found.numeric:
            return False
        return cell.is_number or any(sign.isdigit() for sign in cell.text)
