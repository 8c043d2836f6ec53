"""The long table: a template with one, its rows in memory, and workbooks that hold them.

python -m benchmarks.long_data WORK ROWS…
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

from benchmarks.work import Work

SHEET = "Avtaler"
WARM = 100
"""How many rows the report has that is made before the clock starts."""
HEADINGS = ("ID", "Navn", "Ansvarlig", "Frist", "Status", "Antall")


def values(number: int) -> Iterator[tuple[Any, ...]]:
    """So many rows of six values; the names need escaping."""
    for index in range(number):
        name = f"Kartlegge turnus & vaktordning {index}"
        yield f"A{index}", name, "Kari Eksempel", "2Q 2024", "Pågår", index * 37


def rows(number: int) -> list[dict[str, Any]]:
    """The rows as data in memory, by field."""
    fields = [heading.lower() for heading in HEADINGS]
    return [dict(zip(fields, row, strict=True)) for row in values(number)]


def write_template(path: Path) -> None:
    """A template with a heading and a table, in tags that both sides know."""
    from docx import Document

    document = Document()
    document.add_heading(SHEET, 1)
    table = document.add_table(rows=4, cols=len(HEADINGS))
    table.style = "Table Grid"
    table.cell(1, 0).text = f'{{%tr for rad in ark["{SHEET}"] %}}'
    for column, heading in enumerate(HEADINGS):
        table.cell(0, column).text = heading
        table.cell(2, column).text = f"{{{{ rad.{heading.lower()} }}}}"
    table.cell(3, 0).text = "{%tr endfor %}"
    document.save(str(path))


def write_workbook(path: Path, number: int) -> None:
    """The rows as a sheet of their own, beside what any project's workbook holds."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets = {
        "Prosjekt": [("Felt", "Verdi"), ("Delprosjekt", "Lang tabell"), ("Dato", "15.07.2024")],
        "Tiltak": [("Tiltak-ID", "Tiltak", "Status"), ("T1", "Kartlegge turnus", "Pågår")],
        SHEET: [HEADINGS, *values(number)],
    }
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.save(path)


if __name__ == "__main__":
    work = Work(Path(sys.argv[1]))
    write_template(work.long_template)
    for rows_wanted in {WARM, *map(int, sys.argv[2:])}:
        write_workbook(work.long_workbook(rows_wanted), rows_wanted)
