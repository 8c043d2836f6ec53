"""The parts of a workbook put together: sheets in order as grids, their Excel tables and named ranges."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from rapportgen.errors import FileRefusedError, RapportgenError
from rapportgen.excel.cells import Context
from rapportgen.excel.grid import VISIBLE, Grid, NamedArea, area_of
from rapportgen.excel.knowncells import known_cells
from rapportgen.excel.links import add_link
from rapportgen.excel.ownsheets import OWN_SHEETS
from rapportgen.excel.package import OPEN_AND_SAVE, SAVE_AS, children, open_package, refuse_doctype, relation_id
from rapportgen.excel.readgrid import read_grid
from rapportgen.excel.sharedgrids import shared
from rapportgen.excel.styles import read_looks
from rapportgen.excel.texts import strings_of
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from rapportgen.excel.knowncells import KnownCells
    from rapportgen.excel.package import Package, Relation
    from rapportgen.excel.texts import Text

MAX_SHEETS = 500
# Larger sheets together have a long table in them.
_LONG = 1 << 20


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
    workbook, relations = _main_in(package.xml(main)), package.relations(main)
    sheets = workbook.sheets
    if len(sheets) > MAX_SHEETS:
        raise FileRefusedError(f"«{package.file}» har {len(sheets)} ark, og er ikke lest. Del den i flere filer.")
    context = _context(package, workbook, relations)
    known = known_cells(context, alone=_is_long(package, sheets, relations))
    grids = [_grid(package, sheet, relations, context, known) for sheet in sheets if _is_worksheet(sheet, relations)]
    _name_areas(workbook.areas, grids)
    grids = [shared(grid) for grid in grids]
    links = any(relation.kind == "externalLink" for relation in relations.values())
    return Book(package.file, package.checksum, grids, links, package.foreign, package.properties())


class _SheetEntry(NamedTuple):
    """A sheet as the list of sheets has it; `key` is the id of its relation."""

    title: str
    state: str
    key: str


class _Main(NamedTuple):
    """What the main part of a workbook says: its sheets, the named ranges by title, and where its calendar begins."""

    sheets: Sequence[_SheetEntry]
    areas: Mapping[str, Sequence[NamedArea]]
    from_1904: bool


@lru_cache(maxsize=8)  # the workbooks of a kommune are often copies of one
def _main_in(xml: bytes) -> _Main:
    root = ElementTree.fromstring(xml)
    sheets = [
        _SheetEntry(e.get("name", ""), e.get("state", VISIBLE), relation_id(e))
        for e in children(root, "sheets", "sheet")
    ]
    properties = next(iter(children(root, "workbookPr")), None)
    from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    return _Main(sheets, _areas_in(root), from_1904)


def _areas_in(root: Element) -> dict[str, list[NamedArea]]:
    """The named ranges of several rows by the titles of their sheets; names that mean anything else are left out."""
    areas: dict[str, list[NamedArea]] = {}
    for element in children(root, "definedNames", "definedName"):
        name = element.get("name", "")
        title, _, reference = (element.text or "").rpartition("!")
        area = None if name.startswith("_") else area_of(reference)
        if area and area.bottom > area.top:
            areas.setdefault(title.strip("'").replace("''", "'"), []).append(NamedArea(name, area))
    return areas


def _context(package: Package, workbook: _Main, relations: Mapping[str, Relation]) -> Context:
    """The strings, styles and calendar that all sheets share."""
    part = {relation.kind: relation.target for relation in relations.values() if not relation.external}
    styles, palette = read_looks(package, part.get("styles"), part.get("theme"))
    strings = part.get("sharedStrings")
    return Context(_strings(package, strings) if strings else [], styles, palette, workbook.from_1904)


def _strings(package: Package, part: str) -> list[Text]:
    with package.open(part) as stream:
        refuse_doctype(stream.read(1 << 16), package.file)
        stream.seek(0)
        return strings_of(stream)


def _is_worksheet(sheet: _SheetEntry, relations: Mapping[str, Relation]) -> bool:
    """Whether it is a sheet of cells: there are chart sheets, macro sheets and dialogs too."""
    relation = relations.get(sheet.key)
    return relation is None or relation.kind == "worksheet"


def _is_long(package: Package, sheets: Iterable[_SheetEntry], relations: Mapping[str, Relation]) -> bool:
    """Whether the sheets together are so large that there is a long table in them."""
    parts = [relations[sheet.key].target for sheet in sheets if sheet.key in relations]
    return sum(map(package.size, parts)) > _LONG


def _grid(
    package: Package, sheet: _SheetEntry, relations: Mapping[str, Relation], context: Context, known: KnownCells
) -> Grid:
    """The cells of a sheet; none of a sheet that the program itself wrote, and nobody is meant to fill in."""
    title, state, key = sheet
    if title in OWN_SHEETS:
        return Grid(title, state)
    relation = relations.get(key)
    part = relation.target if relation else ""
    with package.open(part) as stream:
        grid, tables, links = read_grid(stream, title, state, context, known, package.file)
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


def _name_areas(areas: Mapping[str, Sequence[NamedArea]], grids: list[Grid]) -> None:
    """Give each grid the named ranges that lie in it."""
    by_title = {grid.title: grid for grid in grids}
    for title, named in areas.items():
        if title in by_title:
            by_title[title].tables.extend(named)
