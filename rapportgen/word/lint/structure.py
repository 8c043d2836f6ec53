"""Headings and tables: what a reader and a screen reader need of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.word.compiling.rooms import text_width
from rapportgen.word.lint.document import squeezed, text_of
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import columns_of, grid_widths, whole_number
from rapportgen.word.tags.tags import BLOCK, OUTPUT, find_tags, with_tags_exchanged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rapportgen.problems import Problem
    from rapportgen.word.lint.document import Document
    from rapportgen.word.tags.tags import Tag

_STICKS_OUT = 340  # twips; Word lets the margins of the outer cells stand outside of the text


def heading_jumps(document: Document) -> Iterator[Problem]:
    """A heading two levels or more below the one before it, such as «Overskrift 3» after «Overskrift 1»."""
    before = 0
    for paragraph in document.body.iter(w("p")):
        level = document.outline.level(paragraph)
        text = squeezed(text_of(paragraph)) if level else ""
        if not text:
            continue
        if level > before + 1:
            after = f"kommer etter nivå {before}" if before else "er den første"
            message = f"Overskriften er på nivå {level}, men {after}. Et nivå er hoppet over."
            hint = f"Bruk stilen «Overskrift {before + 1}»."
            place = document.place(document.main, paragraph)
            yield problems.advarsel("overskrift-hopp", place, message, text, hint)
        before = level


def tables_without_header(document: Document) -> Iterator[Problem]:
    """A table in which no row is marked as its heading; the compiler marks that of a table that repeats rows."""
    for table in _tables(document.body):
        rows = [row for row in table.findall(w("tr")) if not _only_tags(row)]
        columns = max((len(row.findall(w("tc"))) for row in rows), default=0)
        marked = any(row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows)
        if marked or len(rows) < 2 or columns < 2 or _repeats(table) or _is_sample(table):
            continue
        message = "Tabellen har ingen overskriftsrad, så skjermlesere kan ikke si hvilken kolonne en celle hører til."
        hint = "Merk den øverste raden, og velg Tabelloppsett › Gjenta overskriftsrader."
        yield problems.advarsel("tabell-uten-overskrift", _place(document, table), message, _start(table), hint)


def tables_too_wide(document: Document) -> Iterator[Problem]:
    """A table that goes beyond the text it stands in."""
    for part, root in document.parts.items():
        for table in _tables(root):
            room, wide = text_width(table, root), _width(table)
            if room and wide > room + _STICKS_OUT and table.find(f"{w('tblPr')}/{w('tblpPr')}") is None:
                message = f"Tabellen er {_cm(wide)} cm bred, men teksten på siden er {_cm(room)} cm."
                hint = "Velg Tabelloppsett › Beste tilpassing › Beste tilpassing til vindu."
                yield problems.advarsel(
                    "tabell-for-bred", document.table_place(part, table), message, _start(table), hint
                )


def columns_in_some_rows(document: Document) -> Iterator[Problem]:
    """A column that goes by `{%tc if … %}` in one row of a table and stays in another, which then has a cell more."""
    for part, root in document.parts.items():
        for table in root.iter(w("tbl")):
            rows = [_by_column(row) for row in table.findall(w("tr")) if not (_only_tags(row) or _has_else(row))]
            tags = {place: tag for row in reversed(rows) for place, cell in row.items() if (tag := _of_column(cell))}
            for place, tag in tags.items():
                lacking = [row[place] for row in rows if place in row and not _of_column(row[place])]
                for cell in lacking[:1]:
                    message = f"Kolonnen har {tag.raw} i en annen rad, men ikke her. Da får radene ulikt antall celler."
                    hint = f"Skriv {tag.raw} først i cellen, og {{%tc endif %}} sist."
                    quoted = squeezed(_text(cell))
                    yield problems.advarsel("tabell-kolonne", document.place(part, cell), message, quoted, hint)


def _has_else(row: _Element) -> bool:
    """Whether a row has another cell where one goes, so that it may have as many in any case."""
    return any(tag.word in ("else", "elif") for tag in _of_cells(_text(row)))


def _by_column(row: _Element) -> dict[tuple[int, int], _Element]:
    """The cells of a row, by the column each begins in and how many it covers."""
    found, column = {}, whole_number(row.find(f"{w('trPr')}/{w('gridBefore')}"), "val")
    for cell in row.findall(w("tc")):
        wide = columns_of(cell)
        found[column, wide] = cell
        column += wide
    return found


def _of_column(cell: _Element) -> Tag | None:
    """The tag by which a cell comes and goes; None when there is none."""
    text = "".join(text_of(paragraph) for paragraph in cell.iterfind(w("p")))
    return next((tag for tag in _of_cells(text) if tag.word == "if"), None)


def _of_cells(text: str) -> Iterator[Tag]:
    """The tags in a text by which cells come and go."""
    tags = (piece.tag for piece in find_tags(text)[0]) if "tc" in text and BLOCK in text else ()
    return (tag for tag in tags if tag is not None and tag.scope == "tc")


def _tables(root: _Element) -> Iterator[_Element]:
    """The tables of a part that stand in no other table."""
    return (table for table in root.iter(w("tbl")) if next(table.iterancestors(w("tbl")), None) is None)


def _place(document: Document, table: _Element) -> str:
    return document.table_place(document.main, table)


def _start(table: _Element) -> str:
    """The text of the first cell that has any, to know the table by."""
    return next((text for cell in table.iter(w("tc")) if (text := squeezed(_text(cell)))), "")


def _text(element: _Element) -> str:
    return " ".join(text_of(paragraph) for paragraph in element.iter(w("p")))


def _only_tags(row: _Element) -> bool:
    """Whether a row holds nothing but block tags and comments, and goes with them."""
    text = _text(row)
    pieces = find_tags(text)[0]
    tags = [piece.tag for piece in pieces if piece.tag is not None]
    is_all = not with_tags_exchanged(text, lambda _: "").strip()
    return bool(pieces) and is_all and all(tag.kind != OUTPUT for tag in tags)


def _repeats(table: _Element) -> bool:
    """Whether rows of a table come and go or repeat, by tags of their own or by a block from cell to cell."""
    return any(_for_rows(cell) for row in table.findall(w("tr")) for cell in row.findall(w("tc")))


def _for_rows(cell: _Element) -> bool:
    open_blocks = 0
    text = _text(cell)
    for piece in find_tags(text)[0] if "{" in text else ():
        if piece.tag is None or piece.tag.kind != BLOCK:
            continue
        if piece.tag.scope == "tr":
            return True
        if piece.tag.scope != "tc":
            open_blocks += (piece.tag.word in ("for", "if")) - (piece.tag.word in ("endfor", "endif"))
    return open_blocks != 0


def _is_sample(table: _Element) -> bool:
    start = _start(table)
    return start.startswith("{{") and ("gantt(" in start or "risikomatrise(" in start)


def _width(table: _Element) -> int:
    """The width of the widest row in twips, with what the table is moved in; 0 when Word fits it to the page."""
    size, indent = (table.find(f"{w('tblPr')}/{w(name)}") for name in ("tblW", "tblInd"))
    if size is not None and size.get(w("type")) == "pct":
        return 0
    drawn = whole_number(size, "w") if size is not None and size.get(w("type"), "dxa") == "dxa" else 0
    return max(drawn, sum(grid_widths(table))) + max(whole_number(indent, "w"), 0)


def _cm(twips: int) -> str:
    return f"{twips / 567:.1f}".replace(".", ",")
