"""Heading rows of tables: marked, so that Word repeats them and screen readers read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ns import w
from rapportgen.word.tree import properties, stand_in_number

if TYPE_CHECKING:
    from lxml.etree import _Element


def mark_header_rows(root: _Element) -> None:
    """Mark the first row of every table that repeats rows below it, unless the template has marked one."""
    for table in root.iter(w("tbl")):
        rows = table.findall(w("tr"))
        if len(rows) < 2 or not any(stand_in_number(row) is not None for row in rows):
            continue
        is_marked = any(row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows)
        if not is_marked and stand_in_number(rows[0]) is None:
            properties(rows[0], "trPr").append(etree.Element(w("tblHeader")))
