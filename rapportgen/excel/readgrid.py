"""The grid of a sheet from its XML: sparse, in one pass, and without a model of the whole sheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.etree import ElementTree

from rapportgen.excel.cells import StringCell, parsed_cell
from rapportgen.excel.cutrows import CutSheet
from rapportgen.excel.cutting import OtherFormError
from rapportgen.excel.grid import Area, Grid, area_of, column_number, column_of
from rapportgen.excel.package import relation_id
from rapportgen.excel.sheetxml import SheetXml, parts_in
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO
    from xml.etree.ElementTree import Element

    from rapportgen.excel.cells import Context
    from rapportgen.excel.grid import Cell
    from rapportgen.excel.knowncells import KnownCells
    from rapportgen.excel.texts import Text

    _Row: TypeAlias = tuple[int, dict[int, Cell | StringCell], bool]

# Further to the right, a background is a formatted row and no bar of a Gantt chart.
LAST_PAINTED_COLUMN = 600
# A longer sheet is hardly that of another workbook, and would be kept for nothing.
_LONGEST_REMEMBERED = 1 << 16


class SheetPart(NamedTuple):
    """What the XML of a sheet says: its cells, the relation ids of its Excel tables, and its links.

    A link is the area it lies over, its relation id, and the place it leads to in what that names.
    """

    grid: Grid
    tables: list[str]
    links: list[tuple[Area, str, str]]


class Form(NamedTuple):
    """What the XML of a sheet says whatever the strings of its workbook are.

    Of each row it has the number, the cells by column, and whether some of them are strings. `part` is all else.
    """

    rows: Sequence[_Row]
    part: SheetPart


def read_grid(stream: IO[bytes], title: str, state: str, context: Context, known: KnownCells, file: str) -> SheetPart:
    """The cells of a sheet, which refer to `context` and are those of `known`, and what the sheet refers to.

    Raises ElementTree.ParseError when the XML is not well formed, FileRefusedError when it is nested to the bottom or
    declares a document type.
    """
    try:
        part, rows = _cut_up(stream, known, context.strings, file)
    except (OtherFormError, ElementTree.ParseError):
        stream.seek(0)
        return _parsed_whole(SheetXml(stream, file), title, state, context)
    # More tables may be added to the grid, and its rows changed; the rest may be that of others.
    return part._replace(grid=part.grid.changed(title=title, state=state, rows=rows, tables=[]))


def _cut_up(
    stream: IO[bytes], known: KnownCells, strings: Sequence[Text], file: str
) -> tuple[SheetPart, dict[int, dict[int, Cell]]]:
    """A sheet without its cells, and these. Raises OtherFormError or ParseError when they cannot be cut out."""
    xml = stream.read(_LONGEST_REMEMBERED)
    if len(xml) < _LONGEST_REMEMBERED:
        form = known.form(xml)
        if form is None:
            form = _form_of(CutSheet(io.BytesIO(xml)), known, file)
            known.remember(xml, form)
        return form.part, _put_in_place(form.rows, strings)
    stream.seek(0)
    sheet = CutSheet(stream)
    rows = _put_in_place(_rows_in(sheet, known), strings)
    return _rest_of(sheet, known, file), rows


def _form_of(sheet: CutSheet, known: KnownCells, file: str) -> Form:
    """The form of a sheet that can be cut up. Raises OtherFormError or ParseError for any other."""
    return Form(list(_rows_in(sheet, known)), _rest_of(sheet, known, file))


def _rest_of(sheet: CutSheet, known: KnownCells, file: str) -> SheetPart:
    """A sheet without its cells, when its rows have been read."""
    found = SheetPart(Grid(""), [], [])
    root, hidden = sheet.rest()
    found.grid.hidden_rows.update(hidden)
    for name, element in () if root is None else parts_in(root, file):
        if name != "row":
            _read_part(name, element, found, known.context)
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


def _rows_in(sheet: CutSheet, known: KnownCells) -> Iterator[_Row]:
    """The rows that are cut out of a sheet, as a form has them."""
    for row, pieces in sheet.rows():
        cells: dict[int, Cell | StringCell] = {}
        has_strings = False
        number = f'{row}"'  # the end of the addresses in the row
        for piece in pieces:
            letters, _, xml = piece.partition(number)
            column = _COLUMNS[letters]
            cell = known[xml]
            if type(cell) is StringCell:
                has_strings = True
                if column > LAST_PAINTED_COLUMN:
                    raise OtherFormError("strings where a blank one counts for nothing")
            elif cell is None or (column > LAST_PAINTED_COLUMN and cell.is_blank):
                continue
            cells[column] = cell
        if cells:
            yield row, cells, has_strings


def _put_in_place(form: Iterable[_Row], strings: Sequence[Text]) -> dict[int, dict[int, Cell]]:
    """The cells of each row by column, with the strings of a workbook. Rows without strings are those of the form."""
    rows: dict[int, dict[int, Cell]] = {}
    for row, written, has_strings in form:
        cells: dict[int, Any] = written
        if has_strings:
            cells = {column: c.of(strings) if type(c) is StringCell else c for column, c in written.items()}
        rows[row] = {**rows[row], **cells} if row in rows else cells
    return rows


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
        written = parsed_cell(child, context)
        cell = written.of(context.strings) if isinstance(written, StringCell) else written
        if cell is None:
            continue
        if misplaced:
            cell = cell._replace(value=None, error=misplaced)
        if column <= LAST_PAINTED_COLUMN or not cell.is_blank:
            cells[column] = cell
    if cells:
        grid.rows[row] = cells
