"""The content of the sample workbooks, read from the tables in sample_content/*.md."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.excel.content import Content, Table, TotalRow, slots_of
from rapportgen.excel.looks import is_figure
from rapportgen.model.kinds import MomentKind, Raw, WordKind
from rapportgen.model.sheets import SCHEMA

if TYPE_CHECKING:
    from rapportgen.model.kinds import Kind

SOURCES = Path(__file__).parent / "sample_content"


def read_source(name: str) -> Content:
    """The content of sample `name`: a table for each heading «## Ark», and the quoted remark as remark."""
    text = (SOURCES / f"{name}.md").read_text(encoding="utf-8")
    introduction, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    remark = " ".join(line[2:] for line in introduction.splitlines() if line.startswith("> "))
    return Content(dict(_sheet(section) for section in sections), remark)


def year_of(content: Content) -> int:
    """The year that a sample reports on."""
    return int(content.fact("Rapportkvartal")[-4:])


def _sheet(section: str) -> tuple[str, Table]:
    title, *lines = section.splitlines()
    name, _, unit = title.partition(" · ")
    headings, _ruler, *rows = [_cells(line) for line in lines if line.startswith("|")]
    if name in SCHEMA and SCHEMA[name].key_value:
        fields = {column.heading: column.kind for column in SCHEMA[name].columns}
        return name, Table(tuple(headings), tuple((r[0], typed(r[1], fields.get(r[0])), r[2] or None) for r in rows))
    kinds = _kinds(name, headings)
    return name, Table(tuple(headings), tuple(_row(row, kinds) for row in rows), unit)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _kinds(name: str, headings: list[str]) -> list[Kind | None]:
    """The kind of each column of a table; None in sheets and columns that are not declared."""
    kinds: list[Kind | None] = [None] * len(headings)
    if name in SCHEMA:
        for slot in slots_of(SCHEMA[name], Table(tuple(headings)), 0):
            if slot.column and slot.source is not None:
                kinds[slot.source] = slot.column.kind
    return kinds


def _row(cells: list[str], kinds: list[Kind | None]) -> tuple[object, ...]:
    values = tuple(typed(cell.strip("*").replace("⏎", "\n"), kind) for cell, kind in zip(cells, kinds, strict=True))
    return TotalRow(values) if any(cell.startswith("**Sum") for cell in cells) else values


def typed(text: str, kind: Kind | None) -> object:
    """The value that Excel would hold for what stands in the table: a number, a date, a word of the list, or text."""
    if not text:
        return None
    if kind is None:
        return int(text) if text.isdecimal() else as_date(text) or text
    if isinstance(kind, WordKind):
        return kind.to_cell(kind.parse(Raw(text)).value)
    if is_figure(kind):
        return as_number(text)
    return as_date(text) or text if isinstance(kind, MomentKind) else text


def as_number(text: str) -> object:
    """«-1 062», «19,58» and «15 %» as numbers; text that is not one number as it is."""
    found = re.fullmatch(r"(-?\d[\d ]*(?:,\d+)?)( %)?", text)
    if not found:
        return text
    number = Decimal(found[1].replace(" ", "").replace(",", "."))
    return number / 100 if found[2] else number


def as_date(text: str) -> date | None:
    """«12.10.2023» as a date, None for anything else."""
    found = re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", text)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None
