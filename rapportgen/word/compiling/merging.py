"""`{{ rad.tjeneste | slå_sammen }}` in a cell: one cell with those above it for as long as the value is the same.

Here the cells get what `merged` answers in a report: each row of the table tells when it begins, and each such cell
asks whether it goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.patterns import pattern
from rapportgen.word.compiling.cells import keep_content_if
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import columns_of, nearest, properties, stand_in_number, texts_with_tags, whole_number
from rapportgen.word.tags.marks import numbers_in
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import CELL_WORDS, OUTPUT, Fault, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Marks

_FILTER = pattern(r"\|\s*slaa_sammen\b\s*(?:\(\s*\))?")
_LOWER_THAN_FILTERS = pattern(r"[-+*/%~<>=!]|\b(?:and|or|not|in|is|if)\b")
_QUOTED = pattern(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
_IN_PARENTHESES = pattern(r"[(\[][^()\[\]]*[)\]]")
NAME = "slå_sammen"


def merge_equal_cells(root: _Element, marks: Marks) -> None:
    """Prepare the cells of a part that are merged with those above them."""
    asking = {number for number, mark in enumerate(marks.marks) if not mark.internal and _FILTER.search(mark.tag.code)}
    if not asking:
        return
    asking.intersection_update(_numbers_within(root))
    tables: dict[_Element, str] = {}
    for cell, numbers in _asking_cells(root, marks, asking).items():
        table, row = nearest(cell, "tbl"), nearest(cell, "tr")
        if table is not None and row is not None:
            key = tables.setdefault(table, str(numbers[0]))
            _merge(cell, numbers, (key, _column(cell, row), str(numbers[0])), marks)
    for table, key in tables.items():
        _follow_rows(table, key, marks)


def _numbers_within(root: _Element) -> Iterator[int]:
    """The tags of a part: in its texts, between its elements and in their attributes."""
    for element in root.iter():
        for text in (element.text, element.tail, *map(str, element.attrib.values())):
            if text and "{" in text:
                yield from numbers_in(text)


def _asking_cells(root: _Element, marks: Marks, asking: set[int]) -> dict[_Element, list[int]]:
    """The cells that ask, each with the numbers of the tags that do; a tag that stands elsewhere is a fault."""
    around = {n: nearest(text, "tc") for text, numbers in texts_with_tags(root) for n in numbers if text.tag == w("t")}
    cells: dict[_Element, list[int]] = {}
    for number in sorted(asking):
        cell = around.get(number)
        if fault := _fault(marks.marks[number].tag, in_cell=cell is not None):
            marks.fault(fault, marks.marks[number].place)
        elif cell is not None:
            cells.setdefault(cell, []).append(number)
    return cells


def _lost_in(cell: _Element, marks: Marks, asking: list[int]) -> Fault | None:
    """The fault of a cell that holds something besides what is compared: where it goes on, that would be lost."""
    for number in _numbers_within(cell):
        mark = marks.marks[number]
        if number in asking or mark.internal or mark.tag.word in CELL_WORDS:
            continue
        raw = mark.tag.raw
        message = f"{raw} ville blitt borte når cellen slås sammen med den over."
        if mark.tag.kind == OUTPUT:
            code = as_typed(mark.tag.code, raw)
            return Fault(
                "slaa-sammen", message, raw, f"Skriv {{{{ {code} | {NAME} }}}}, eller flytt det til en annen celle."
            )
        return Fault("slaa-sammen", message, raw, "Flytt det til en annen celle.")
    return None


def value_of(code: str) -> str | None:
    """The expression whose values are compared; None when the filter does not stand last, or not for all of it."""
    *before, after = _FILTER.split(code)
    if len(before) != 1 or after.strip():
        return None
    outermost = _QUOTED.sub("", before[0])
    while (less := _IN_PARENTHESES.sub("", outermost)) != outermost:
        outermost = less
    return None if _LOWER_THAN_FILTERS.search(outermost) else before[0].strip()


def _fault(tag: Tag, *, in_cell: bool) -> Fault | None:
    without = as_typed(_FILTER.sub("", tag.code).strip(), tag.raw)
    if tag.kind != OUTPUT:
        message = f"{NAME} hører til i en tagg som skriver en verdi."
        return Fault("slaa-sammen", message, tag.raw, f"Skriv {tag.raw[:2]} {without} {tag.raw[-2:]}.")
    if not in_cell:
        message = f"{NAME} gjelder tabellceller, men denne taggen står ikke i en."
        return Fault("slaa-sammen", message, tag.raw, f"Skriv {{{{ {without} }}}}.")
    if value_of(tag.code) is None:
        mended = f"({without})" if _LOWER_THAN_FILTERS.search(_QUOTED.sub("", without)) else without
        message = f"{NAME} skal stå sist i taggen, og gjelde hele verdien."
        return Fault("slaa-sammen", message, tag.raw, f"Skriv {{{{ {mended} | {NAME} }}}}.")
    return None


def _merge(cell: _Element, numbers: list[int], where: tuple[str, int, str], marks: Marks) -> None:
    """Let a cell ask with these tags; `where` is its table's key, its column, and its own key."""
    asking = [marks.marks[number] for number in numbers]
    place, raw = asking[0].place, asking[0].tag.raw
    cell_properties = properties(cell, "tcPr")
    if cell_properties.find(w("vMerge")) is not None:
        message = "Cellen er slått sammen nedover på en annen måte også."
        marks.fault(Fault("dobbel-tagg", message, raw, "Behold bare den ene måten."), place)
        return
    if lost := _lost_in(cell, marks, numbers):
        marks.fault(lost, place)
        return
    table, column, key = where
    values = ", ".join(f"({value_of(mark.tag.code)})" for mark in asking)
    answer = marks.output(f'["{table}", {column}, "{key}", [{values}]]|_sammen_ned', place)
    ns.insert_in_order(cell_properties, etree.Element(w("vMerge"), {w("val"): answer}), ns.TC_PR_ORDER)
    keep_content_if(f'"{key}"|_sammen_ned_ny', cell, marks, place)


def _column(cell: _Element, row: _Element) -> int:
    """The column of the grid that a cell begins in."""
    at = whole_number(row.find(f"{w('trPr')}/{w('gridBefore')}"), "val")
    for other in row.iter(w("tc")):
        if other is cell:
            break
        if nearest(other, "tr") is row and stand_in_number(other) is None:
            at += columns_of(other)
    return at


def _follow_rows(table: _Element, key: str, marks: Marks) -> None:
    """Let a table tell when it begins, and when each of its rows does."""
    table.text = marks.output(f'"{key}"|_ny_tabell', "dokumentet") + (table.text or "")
    for row in table.iter(w("tr")):
        if nearest(row, "tbl") is table and stand_in_number(row) is None:
            row.text = marks.output(f'"{key}"|_ny_rad', "dokumentet") + (row.text or "")
