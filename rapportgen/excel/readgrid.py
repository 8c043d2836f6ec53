"""The grid of a sheet from its XML: sparse, in one pass, and without a model of the whole sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from rapportgen.excel.cells import parsed_cell
from rapportgen.excel.cutrows import CutSheet
from rapportgen.excel.cutting import OtherFormError
from rapportgen.excel.grid import Area, Grid, area_of, column_number, column_of
from rapportgen.excel.package import relation_id
from rapportgen.excel.sheetxml import SheetXml, parts_in
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from typing import IO
    from xml.etree.ElementTree import Element

    from rapportgen.excel.cells import Context
    from rapportgen.excel.knowncells import KnownCells

# Further to the right, a background is a formatted row and no bar of a Gantt chart.
LAST_PAINTED_COLUMN = 600


class SheetPart(NamedTuple):
    """What the XML of a sheet says: its cells, the relation ids of its Excel tables, and its links.

    A link is the area it lies over, its relation id, and the place it leads to in what that names.
    """

    grid: Grid
    tables: list[str]
    links: list[tuple[Area, str, str]]


def read_grid(stream: IO[bytes], title: str, state: str, cells: KnownCells, file: str) -> SheetPart:
    """The cells of a sheet of a workbook whose cells are `cells`, and what it refers to.

    Raises ElementTree.ParseError when the XML is not well formed, FileRefusedError when it is nested to the bottom or
    declares a document type.
    """
    found = SheetPart(Grid(title, state), [], [])
    sheet = CutSheet(stream)
    try:
        _read_cut_rows(sheet, found.grid, cells)
        root, hidden = sheet.rest()
    except (OtherFormError, ElementTree.ParseError):
        stream.seek(0)
        return _parsed_whole(SheetXml(stream, file), title, state, cells.context)
    found.grid.hidden_rows.update(hidden)
    for name, element in () if root is None else parts_in(root, file):
        if name != "row":
            _read_part(name, element, found, cells.context)
    return found


def _parsed_whole(xml: SheetXml, title: str, state: str, context: Context) -> SheetPart:
    """The same from elements of all rows and cells."""
    found = SheetPart(Grid(title, state), [], [])
    for name, element in xml.parts(context.styles):
        _read_part(name, element, found, context)
    return found


def _read_part(name: str, element: Element, found: SheetPart, context: Context) -> None:
    """Take what an element of the sheet says."""
    grid = found.grid
    if name == "row":
        _read_row(element, grid, context)
    elif name == "col":
        _hide_columns(element, grid)
    elif name == "mergeCell":
        grid.merges.extend(_areas(element.get("ref", "")))
    elif name == "conditionalFormatting":
        grid.conditional.extend(_areas(element.get("sqref", "")))
    elif name == "hyperlink":
        link = (relation_id(element), element.get("location", ""))
        found.links.extend((area, *link) for area in _areas(element.get("ref", "")))
    elif name == "tablePart":
        found.tables.append(relation_id(element))


def _areas(references: str) -> list[Area]:
    found = (area_of(reference) for reference in references.split())
    return [area for area in found if area is not None]


def _hide_columns(element: Element, grid: Grid) -> None:
    if element.get("hidden") in {"1", "true"}:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        grid.hidden_columns.update(range(first, min(last, LAST_PAINTED_COLUMN) + 1))


# --- Rows ----------------------------------------------------------------------------------------------------------


class _Columns(dict[str, int]):
    """The number of each column by its letters. Raises OtherFormError for letters that are none."""

    def __missing__(self, letters: str) -> int:
        try:
            number = self[letters] = column_number(letters)
        except ValueError as error:
            raise OtherFormError("a cell at a place that does not exist") from error
        return number


_COLUMNS = _Columns()


def _read_cut_rows(sheet: CutSheet, grid: Grid, known: KnownCells) -> None:
    """Put the cells that are cut out of a sheet in their places."""
    rows = grid.rows
    for row, pieces in sheet.rows():
        cells = {}
        for piece in pieces:
            address, _, xml = piece.partition('"')
            column = _COLUMNS[address.rstrip("0123456789")]
            cell = known[xml]
            if cell is not None and (column <= LAST_PAINTED_COLUMN or not cell.is_blank):
                cells[column] = cell
        if cells:
            rows[row] = {**rows[row], **cells} if row in rows else cells


def _read_row(element: Element, grid: Grid, context: Context) -> None:
    """Put the cells of a row in their places. A cell that is None holds nothing."""
    number = element.get("r")
    row = int(float(number)) if number else max(grid.rows, default=0) + 1
    if element.get("hidden") in {"1", "true"}:
        grid.hidden_rows.add(row)
    cells = grid.rows.get(row, {})
    column = 0
    for child in element:
        reference, misplaced = child.get("r"), ""
        try:
            column = column_of(reference) if reference else column + 1
        except ValueError:
            column, misplaced = column + 1, f"cellen har adressen «{reference}», som ikke finnes"
        cell = parsed_cell(child, context)
        if cell is None:
            continue
        if misplaced:
            cell = cell._replace(value=None, error=misplaced)
        if column <= LAST_PAINTED_COLUMN or not cell.is_blank:
            cells[column] = cell
    if cells:
        grid.rows[row] = cells
