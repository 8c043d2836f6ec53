"""Workbooks that differ from one another, and that the plain script can read: `python -m benchmarks.varied FOLDER N`.

Each is the sample with texts and figures of its own: the words of long texts stand in another order and are fewer,
and the amounts are scaled by a factor that keeps every sum. The same number gives the same workbook.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from benchmarks.work import SAMPLE

if TYPE_CHECKING:
    from openpyxl.cell import Cell

LONG = 40
"""Texts shorter than this may be ids, levels or names that other sheets refer to."""
AMOUNTS = ("Økonomi", "Innsparing", "Prosjektøkonomi")
TEXTS = ("Status", "Risikohistorikk", "Tekst", "Medvirkning")


def write_varied(folder: Path, number: int) -> None:
    """Write so many workbooks into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    book = load_workbook(SAMPLE)
    cells = [
        (cell, cell.value, sheet.title)
        for sheet in book.worksheets
        if sheet.title in (*AMOUNTS, *TEXTS)
        for row in sheet.iter_rows(min_row=2)
        for cell in row
    ]
    for index in range(number):
        _vary(cells, Random(index), 1 + index % 7)
        book.save(folder / f"prosjekt-{index:03}.xlsx")


def _vary(cells: list[tuple[Cell, Any, str]], random: Random, factor: int) -> None:
    for cell, value, title in cells:
        if isinstance(value, str) and title in TEXTS and len(value) > LONG:
            words = value.split()
            cell.value = " ".join(random.sample(words, random.randint(len(words) // 2, len(words))))
        elif isinstance(value, int | float) and title in AMOUNTS and "%" not in str(cell.number_format):
            cell.value = value if _is_percent(cell) else value * factor


def _is_percent(cell: Cell) -> bool:
    heading = str(cell.parent.cell(1, cell.column).value)
    return "%" in heading or heading in ("Kontogruppe", "Nr")


if __name__ == "__main__":
    write_varied(Path(sys.argv[1]), int(sys.argv[2]))
