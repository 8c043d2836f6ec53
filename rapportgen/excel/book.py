"""The parts of a workbook put together: sheets in order as grids, their Excel tables and named ranges."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import FileRefusedError, RapportgenError
from rapportgen.excel.cells import Context
from rapportgen.excel.grid import VISIBLE, Grid, NamedArea, area_of
from rapportgen.excel.knowncells import KnownCells
from rapportgen.excel.links import add_link
from rapportgen.excel.ownsheets import OWN_SHEETS
from rapportgen.excel.package import OPEN_AND_SAVE, SAVE_AS, children, open_package, refuse_doctype, relation_id
from rapportgen.excel.readgrid import read_grid
from rapportgen.excel.styles import read_looks
from rapportgen.excel.texts import strings_of
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from rapportgen.excel.package import Package, Relation
    from rapportgen.excel.texts import Text

MAX_SHEETS = 500


class Book(NamedTuple):
    """A workbook as it stands in the file. `foreign` are parts that do not belong in one, and were not read.

    `properties` is the XML of what the file says of itself.
    """

    file: str
    checksum: str
    grids: list[Grid]
    external_links: bool = False
    foreign: tuple[str, ...] = ()
    properties: bytes = b""


def load_book(path: str | Path) -> Book:
    """The workbook at `path`. Raises FileRefusedError, in words for the user, for whatever is wrong with the file."""
    name = Path(path).name
    try:
        return _loaded(open_package(path))
    except RapportgenError:
        raise
    except MemoryError as error:
        raise FileRefusedError(f"«{name}» er for stor til å leses. Del den i flere filer.") from error
    except Exception as error:
        raise FileRefusedError(f"«{name}» er skadet, og kan ikke leses. {OPEN_AND_SAVE}") from error


def _loaded(package: Package) -> Book:
    main = next((r.target for r in package.relations("").values() if r.kind == "officeDocument"), "xl/workbook.xml")
    if main not in package:
        raise FileRefusedError(f"«{package.file}» er ikke en Excel-arbeidsbok. {SAVE_AS}")
    workbook = package.element(main)
    relations = package.relations(main)
    sheets = list(children(workbook, "sheets", "sheet"))
    if len(sheets) > MAX_SHEETS:
        raise FileRefusedError(f"«{package.file}» har {len(sheets)} ark, og er ikke lest. Del den i flere filer.")
    cells = KnownCells(_context(package, workbook, relations))
    grids = [_grid(package, sheet, relations, cells) for sheet in sheets if _is_worksheet(sheet, relations)]
    cells.share()
    _name_areas(workbook, sheets, grids)
    links = any(relation.kind == "externalLink" for relation in relations.values())
    return Book(package.file, package.checksum, grids, links, package.foreign, package.properties())


def _context(package: Package, workbook: Element, relations: Mapping[str, Relation]) -> Context:
    """The strings, styles and calendar that all sheets share."""
    part = {relation.kind: relation.target for relation in relations.values() if not relation.external}
    styles, palette = read_looks(package, part.get("styles"), part.get("theme"))
    properties = next(iter(children(workbook, "workbookPr")), None)
    from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    strings = part.get("sharedStrings")
    return Context(_strings(package, strings) if strings else [], styles, palette, from_1904)


def _strings(package: Package, part: str) -> list[Text]:
    with package.open(part) as stream:
        refuse_doctype(stream.read(1 << 16), package.file)
    with package.open(part) as stream:
        return strings_of(stream)


def _is_worksheet(sheet: Element, relations: Mapping[str, Relation]) -> bool:
    """Whether it is a sheet of cells: there are chart sheets, macro sheets and dialogs too."""
    relation = relations.get(relation_id(sheet))
    return relation is None or relation.kind == "worksheet"


def _grid(package: Package, sheet: Element, relations: Mapping[str, Relation], cells: KnownCells) -> Grid:
    """The cells of a sheet; none of a sheet that the program itself wrote, and nobody is meant to fill in."""
    title, state = sheet.get("name", ""), sheet.get("state", VISIBLE)
    if title in OWN_SHEETS:
        return Grid(title, state)
    relation = relations.get(relation_id(sheet))
    part = relation.target if relation else ""
    with package.open(part) as stream:
        grid, tables, links = read_grid(stream, title, state, cells, package.file)
    own = package.relations(part) if tables or links else {}
    for area, key, fragment in links:
        if key in own and own[key].external and own[key].kind == "hyperlink":
            add_link(grid, area, own[key].target, fragment)
    grid.tables.extend(_tables(package, [own[key].target for key in tables if key in own]))
    return grid


def _tables(package: Package, parts: list[str]) -> Iterator[NamedArea]:
    """The Excel tables whose parts are there; a table without a heading row is no anchor."""
    for part in parts:
        if part not in package:
            continue
        table = package.element(part)
        area = area_of(table.get("ref", ""))
        if area and table.get("headerRowCount", "1") != "0":
            name = table.get("displayName") or table.get("name") or ""
            yield NamedArea(name, area, int(table.get("totalsRowCount", "0")))


def _name_areas(workbook: Element, sheets: list[Element], grids: list[Grid]) -> None:
    """Give each grid the named ranges that lie in it; names that mean anything else are left out."""
    by_title = {grid.title: grid for grid in grids}
    for element in children(workbook, "definedNames", "definedName"):
        name = element.get("name", "")
        title, _, reference = (element.text or "").rpartition("!")
        grid = by_title.get(title.strip("'").replace("''", "'"))
        if grid is None or name.startswith("_"):
            continue
        area = area_of(reference)
        if area and area.bottom > area.top:
            grid.tables.append(NamedArea(name, area))
