"""Workbooks that differ from one another, and that the plain script can read: `python -m benchmarks.varied FOLDER N`.

Each is the sample with texts and figures of its own, saved as Excel saves: the words of long texts stand in another
order and are fewer, and the amounts are scaled by a factor that keeps every sum. The same number gives the same one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from benchmarks.shared_strings import share_strings
from benchmarks.work import SAMPLE

if TYPE_CHECKING:
    from openpyxl.cell import Cell

LONG = 40
"""Texts shorter than this may be ids, levels or names that other sheets refer to."""
AMOUNTS = ("Økonomi", "Innsparing", "Prosjektøkonomi")
FEW = 5
"""With fewer words it is the name of a file, or a heading."""
UNVARIED = ("Les dette først", "Prosjekt")


def write_varied(folder: Path, number: int) -> None:
    """Write so many workbooks into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    book = load_workbook(SAMPLE)
    cells = [
        (cell, cell.value, sheet.title)
        for sheet in book.worksheets
        if sheet.title not in UNVARIED
        for row in sheet.iter_rows(min_row=2)
        for cell in row
    ]
    for index in range(number):
        random = Random(index)
        _vary(cells, random, 1 + index % 7)
        path = folder / f"prosjekt-{index:03}.xlsx"
        book.save(path)
        share_strings(path, random)


def _vary(cells: list[tuple[Cell, Any, str]], random: Random, factor: int) -> None:
    for cell, value, title in cells:
        if isinstance(value, str) and len(value) > LONG:
            cell.value = _reordered(value, random)
        elif isinstance(value, int | float) and title in AMOUNTS and "%" not in str(cell.number_format):
            cell.value = value if _is_percent(cell) else value * factor


def _reordered(text: str, random: Random) -> str:
    """Some of the words in another order; the signs of lists and references stand as they are."""
    words = [word for word in text.split() if word.strip(".,:;()«»").isalpha()]
    if "[" in text or len(words) < FEW:
        return text
    return " ".join(random.sample(words, random.randint((len(words) + 1) // 2, len(words))))


def _is_percent(cell: Cell) -> bool:
    heading = str(cell.parent.cell(1, cell.column).value)
    return "%" in heading or heading in ("Kontogruppe", "Nr")


if __name__ == "__main__":
    write_varied(Path(sys.argv[1]), int(sys.argv[2]))
