"""What people do to a workbook over the years: a pen that writes tables in the ways one finds them.

Every habit here keeps the meaning: the reader must find the same values as in the clean workbook.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from rapportgen.excel.looks import plain_number
from rapportgen.model.perioder import Kvartal, Periode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

NBSP, THIN, MINUS = "\u00a0", "\u2009", "\u2212"
GREY, BLUE, YELLOW = "D9E1F2", "9DC3E6", "FFE699"
THIN_LINE = Side("thin", color="808080")

Habit = "Callable[[Any, int], object]"


class Pen:
    """Writes on one sheet from top to bottom; `row` is the next free row."""

    def __init__(self, sheet: Worksheet, row: int = 1) -> None:
        self.sheet, self.row = sheet, row

    def titles(self, *lines: str, column: int = 1) -> None:
        """Lines above a table: the name of the kommune, a title, when somebody last looked at it."""
        for number, line in enumerate(lines):
            cell = self.sheet.cell(self.row, column, line)
            cell.font = Font(name="Arial", size=14 if number == 0 else 9, bold=number == 0, italic=number > 0)
            self.row += 1

    def skip(self, rows: int = 1) -> None:
        """Leave rows blank."""
        self.row += rows

    def groups(self, spans: Sequence[tuple[str, int]], column: int = 1) -> None:
        """A heading row of groups, each merged over so many columns; an empty text leaves them blank."""
        for text, width in spans:
            if text:
                self.heading(self.sheet.cell(self.row, column), text)
                if width > 1:
                    self.merge(self.row, self.row, column, column + width - 1)
            column += width
        self.row += 1

    def headings(self, texts: Iterable[str], column: int = 1) -> None:
        """A heading row."""
        for index, text in enumerate(texts, column):
            if text:
                self.heading(self.sheet.cell(self.row, index), text)
        self.row += 1

    @staticmethod
    def heading(cell: Cell, text: str) -> None:
        """Write a heading as most people do: bold on grey, over two lines where it is long."""
        cell.value = text
        cell.font, cell.fill = Font(name="Arial", size=9, bold=True), PatternFill("solid", start_color=GREY)
        cell.alignment = Alignment(wrap_text=True, horizontal="center")

    def line(self, values: Iterable[object], column: int = 1, bold: bool = False) -> int:
        """A row of values; gives its number."""
        for index, value in enumerate(values, column):
            if value is not None:
                self.put(self.sheet.cell(self.row, index), value, bold)
        self.row += 1
        return self.row - 1

    @staticmethod
    def put(cell: Cell, value: object, bold: bool = False) -> None:
        """Write one value. Text that Excel would make something else of is marked as text, as people mark it."""
        if isinstance(value, Colored):
            cell.value, cell.fill = value.text, PatternFill("solid", start_color=value.color)
        elif isinstance(value, Percent):
            cell.value, cell.number_format = float(value.fraction), "0%"
        else:
            cell.value = float(value) if isinstance(value, Decimal) else value
            if isinstance(value, date):
                cell.number_format = "dd.mm.yyyy"
            if isinstance(value, str) and value[:1].isdigit():
                cell.number_format, cell.quotePrefix = "@", True
        cell.font = Font(name="Arial", size=9, bold=bold)
        cell.border = Border(top=THIN_LINE, bottom=THIN_LINE, left=THIN_LINE, right=THIN_LINE)
        cell.alignment = Alignment(wrap_text=True, vertical="top")

    def merge(self, top: int, bottom: int, left: int, right: int) -> None:
        """Merge cells."""
        self.sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)

    def merge_repeats(self, top: int, bottom: int, column: int) -> None:
        """Merge the cells below each other that say the same, as people do with an area or a quarter."""
        start = top
        for row in range(top + 1, bottom + 2):
            same = row <= bottom and self.sheet.cell(row, column).value == self.sheet.cell(start, column).value
            if not same:
                if row - start > 1:
                    self.merge(start, row - 1, column, column)
                start = row

    def blank_repeats(self, top: int, bottom: int, column: int) -> None:
        """Clear the cells that say the same as the one above: «as above»."""
        values = [self.sheet.cell(row, column).value for row in range(top, bottom + 1)]
        for row, (value, above) in enumerate(zip(values[1:], values, strict=False), top + 1):
            if value == above:
                self.sheet.cell(row, column).value = None

    def fit(self) -> None:
        """Make each column wide enough to read, but none wider than people have patience for."""
        for cells in self.sheet.iter_cols():
            longest = max((len(str(cell.value or "")) for cell in cells if cell.border.bottom.style), default=0)
            self.sheet.column_dimensions[cells[0].column_letter].width = max(9, min(48, longest + 2))

    def widths(self, *widths: int) -> None:
        """Column widths."""
        for index, width in enumerate(widths, 1):
            self.sheet.column_dimensions[self.sheet.cell(1, index).column_letter].width = width


class Colored:
    """A cell with a fill, with or without text."""

    def __init__(self, text: str | None, color: str) -> None:
        self.text, self.color = text, color


class Percent:
    """A share in a cell with percent format."""

    def __init__(self, fraction: Any) -> None:
        self.fraction = fraction


# --- Habits: the same value in the ways it is written ---------------------------------------------------------------


def padded(value: Any, n: int) -> object:
    """Text with a space, a no-break space or a tab that nobody sees, or with letters in two parts as from a Mac."""
    if not isinstance(value, str) or not value:
        return value
    ways = (value, f"{value} ", f"{value}{NBSP}", unicodedata.normalize("NFD", value), f" {value}", f"{value}\t")
    return ways[n % len(ways)]


def quarter(value: Any, n: int) -> object:
    """«2Q 2024» in the ways quarters are written; years and other words as they are."""
    period = Periode.parse(str(value)) if value else None
    if not isinstance(period, Kvartal):
        return int(value) if isinstance(value, str) and value.isdecimal() else value
    q, year = period.nummer, period.aar
    ways = (f"{q}Q {year}", f"K{q} {year}", f"{q}. kv. {year % 100}", f"Q{q}-{year % 100}", f"{q}.kvartal {year}",
            f"{year}K{q}", f"{q}.kv. {year}")  # fmt: skip
    return ways[n % len(ways)]


def amount(value: Any, n: int) -> object:
    """A whole amount as a number, or as text with spaces, a real minus, a trailing minus or brackets."""
    if not isinstance(value, (int, Decimal)):
        return value
    size = f"{abs(int(value)):,}"
    if value < 0:
        ways = (value, f"({size.replace(',', NBSP)})", f"{MINUS}{size.replace(',', ' ')}", f"{size.replace(',', ' ')}-")
    elif value == 0:
        ways = ("-", 0, " - ", "–")
    else:
        ways = (value, size.replace(",", " "), size.replace(",", NBSP), value, size.replace(",", THIN))
    return ways[n % len(ways)]


def decimal(value: Any, n: int) -> object:
    """A number with decimals as a number, or as text with a comma and a space after it."""
    if not isinstance(value, (int, Decimal)):
        return value
    text = str(plain_number(value)).replace(".", ",")
    ways = (value, text, f"{text} ", text.replace("-", MINUS))
    return ways[n % len(ways)]


def share(value: Any, n: int) -> object:
    """A share as a percentage in the cell's format, or typed with the sign."""
    if not isinstance(value, Decimal):
        return value
    whole = int(value * 100)
    ways = (Percent(value), f"{whole} %", f"{whole}%", f"{whole}{NBSP}%")
    return ways[n % len(ways)]


def day(value: Any, n: int) -> object:
    """A date as Excel's date, or typed in short or with the month as a word."""
    if not isinstance(value, date):
        return value
    month = ("jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sept", "okt", "nov", "des")[value.month - 1]
    ways = (f"{value.day}.{value.month}.{value:%y}", value, f"{value.day}. {month} {value.year}", f"{value:%Y-%m-%d}")
    return ways[n % len(ways)]


def one_of(**ways: str) -> Callable[[Any, int], object]:
    """A habit for words: each in the spellings given for it, separated by «|», in turn."""
    spellings = {name.replace("_", " "): words.split("|") for name, words in ways.items()}

    def habit(value: Any, n: int) -> object:
        found = spellings.get(value) if isinstance(value, str) else None
        return found[n % len(found)] if found else value

    return habit


status = one_of(
    Ikke_startet="Ikke påbegynt|Ikke igangsatt",
    Pågår="Pågår|I gang|Under arbeid|Påbegynt|pågår |Igangsatt",
    Fullført="Ferdig|Fullført|Gjennomført|100 %",
    Forsinket="Forsinket|Utsatt",
)
grade = one_of(
    Svært_lav="SL|1|Svært lav",
    Lav="L|2|lav|Lav (2)",
    Medium="M|Middels|3|MEDIUM|Medium/3",
    Høy="H|4 - Høy| høy |Høy (4)|HØY|4 – Høy|4,0",
    Svært_høy="SH|5|Svært høy (5)",
)
color = one_of(Grønn="G|Grønn|🟢", Gul="Gul|Y|🟡", Rød="Rød|R|Høy risiko|🔴")


def rewritten(rows: Iterable[Sequence[Any]], habits: dict[int, Callable[[Any, int], object]]) -> list[list[object]]:
    """The rows with a habit for each of some columns; the others only get their unseen spaces."""
    return [
        [habits.get(index, padded)(value, number + index) for index, value in enumerate(row)]
        for number, row in enumerate(rows)
    ]
