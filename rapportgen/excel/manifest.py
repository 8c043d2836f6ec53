"""Reading a manifest: the list of reports to be made, in an Excel file or a text file with separated columns."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from rapportgen.errors import FileRefusedError, os_reason, shortened
from rapportgen.excel.book import Book, load_book
from rapportgen.excel.grid import Cell, Grid
from rapportgen.excel.headers import matcher
from rapportgen.excel.read import read_book
from rapportgen.model.declare import Schema
from rapportgen.model.sheets.bestilling import MANIFEST
from rapportgen.names import did_you_mean
from rapportgen.patterns import pattern
from rapportgen.problems import ADVARSEL, Problem, feil, info

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rapportgen.model.workbook import Workbook

SHEET = "Rapporter"
TEXT_FILES = frozenset({".csv", ".tsv", ".txt"})
MAX_TEXT_FILE = 20 << 20
_SIGN = pattern(r'sep=(.)["\s]*', re.IGNORECASE)
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WORKBOOK = pattern(r"\.xls[xm]\b", re.IGNORECASE)
# What reading a sheet tells, and says nothing to whoever wrote a list.
_NOT_TOLD = frozenset({"gjenkjent", "kvartal-antatt"})
_HOW_TO_READ = "Er det en rapport, så skriv i flere kolonner på linjen, og ta bort tomme rader over den."


def read_manifest(path: Path) -> Workbook:
    """The rows of the manifest at `path`, under «Rapporter»; what is wrong with it is in `problems`, with its cells.

    Raises FileRefusedError when it cannot be read at all, or holds no list of workbooks.
    """
    book = _text_book(path) if path.suffix.lower() in TEXT_FILES else load_book(path)
    book = book._replace(grids=[_with_second_heading(grid) for grid in book.grids])
    read = read_book(book, _schema_for(book))
    read.problems[:] = [_in_a_manifest(problem) for problem in read.problems if problem.kode not in _NOT_TOLD]
    rows = [row for row in read.rows(SHEET) if "arbeidsbok" in row.addresses]
    if not rows:
        raise FileRefusedError(
            f"«{path.name}» har ingen liste over rapporter. En liste har overskrifter som «Arbeidsbok», «Mal» og "
            "«Kvartal», og én arbeidsbok på hver rad. For ett prosjekts arbeidsbok bruker du «rapportgen lag»."
        )
    read.sheets[SHEET].rows[:] = rows
    read.problems.extend(_outside(read))
    return read


def _schema_for(book: Book) -> Schema:
    """The manifest's schema, with the titles of this book's sheets as names: a manifest may call its sheet anything."""
    (sheet,) = MANIFEST
    return Schema((sheet.changed(synonyms=(*sheet.synonyms, *(grid.title for grid in book.grids))),))


def _with_second_heading(grid: Grid) -> Grid:
    """A list of workbooks and no more has a heading over one column; two are needed to know a table by."""
    filled = [(row, column) for row, cells in grid.rows.items() for column, cell in cells.items() if not cell.is_blank]
    if len({column for _, column in filled}) != 1:
        return grid
    row, column = min(filled)
    if matcher(next(iter(MANIFEST))).meaning(grid.cell(row, column).text).names == ("arbeidsbok",):
        return grid.with_cell(row, column + 1, Cell("Mal"))
    return grid


def _outside(read: Workbook) -> Iterator[Problem]:
    """What is said of each line that was read as a note: a fault where it names a workbook."""
    data = read.sheets[SHEET]
    for note in data.notes:
        say = feil if _WORKBOOK.search(note) else info
        melding = f"Linjen «{shortened(note)}» er lest som en merknad, og ikke som en rapport."
        yield say("utenfor-tabell", data.titles[0], melding, note, _HOW_TO_READ)


def _in_a_manifest(problem: Problem) -> Problem:
    """The problem as it is in a list that no template reads."""
    if problem.kode == "ukjent-kolonne":
        return _unknown_column(problem)
    if problem.kode == "mangler-overskriftsrad":
        return info("hoppet-over", problem.sted, f"Arket «{problem.sted}» har ingen liste over rapporter.")
    return problem


def _unknown_column(problem: Problem) -> Problem:
    """A column that is not used: a warning when it is nearly one that would be."""
    (sheet,) = MANIFEST
    names = {name.casefold(): column.heading for column in sheet.columns for name in (column.heading, *column.synonyms)}
    hint = did_you_mean(problem.verdi.casefold(), names)
    melding = f"Kolonnen «{problem.verdi}» er ikke kjent, og er ikke brukt."
    return problem._replace(alvor=ADVARSEL if hint else problem.alvor, melding=melding, forslag=hint)


# --- Text files ----------------------------------------------------------------------------------------------------


def _text_book(path: Path) -> Book:
    """A text file as a book of one sheet, which is called what Excel would call it: the file's own name."""
    data = _content(path)
    text = _FORBIDDEN.sub("", unicodedata.normalize("NFC", _decoded(data)))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sign = _separator(text)
    grid = Grid(path.stem)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=sign), 1):
            cells = {column: Cell(value.strip()) for column, value in enumerate(row, 1) if value.strip()}
            if cells and not (number == 1 and _SIGN.fullmatch(text.partition("\n")[0])):
                grid.rows[number] = cells
    except csv.Error as error:
        raise FileRefusedError(
            f"«{path.name}» kan ikke leses som en liste med kolonner. Lagre den som .xlsx i Excel."
        ) from error
    return Book(path.name, hashlib.sha256(data).hexdigest(), [grid])


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TEXT_FILE + 1)
    except OSError as error:
        reason = "filen finnes ikke" if isinstance(error, FileNotFoundError) else os_reason(error)
        raise FileRefusedError(f"«{shortened(path.name)}» kan ikke leses: {reason}.") from error
    if not data:
        raise FileRefusedError(f"«{path.name}» er tom (0 byte).")
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if len(data) > MAX_TEXT_FILE or (b"\0" in data and not is_wide):
        raise FileRefusedError(f"«{path.name}» er ikke en tekstfil med kolonner. Lagre den som .xlsx i Excel.")
    return data


def _decoded(data: bytes) -> str:
    """The text as Excel and other programs save it: UTF-8 or UTF-16 with a mark, else UTF-8, else Windows' own."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """What separates the columns: as «sep=;» on the first line says, else the sign that the first line has most of."""
    lines = text.split("\n")
    if (said := _SIGN.fullmatch(lines[0])) is not None:
        return said[1]
    first = next((line for line in lines if line.strip()), "")
    counts = Counter(re.sub(r'"[^"]*"', "", first))
    return max(";,\t", key=lambda sign: counts[sign])
