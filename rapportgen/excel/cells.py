"""The cells of a sheet, streamed from its XML: sparse, in one pass, and without a model of the whole sheet.

A sheet may hold a million rows that are only formatted; they cost a glance each and no memory.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from xml.parsers import expat

from rapportgen.errors import FileRefusedError
from rapportgen.excel.grid import Cell, Grid, NamedArea, area_of, column_number
from rapportgen.excel.package import children, local, refuse_doctype
from rapportgen.excel.styles import PLAIN, Palette, Style, is_on
from rapportgen.model.riktekst import Bit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from rapportgen.excel.package import Package

LONGEST_TEXT = 32_767
# Far to the right, a background is a formatted row and no bar of a Gantt chart.
LAST_PAINTED_COLUMN = 600
_CHUNK = 1 << 16

Text = tuple[str, tuple[Bit, ...], bool]


class SheetParser:
    """Reads one sheet's XML into a Grid. `links` are the outside addresses by relation id."""

    def __init__(
        self,
        grid: Grid,
        strings: Sequence[Text],
        styles: Sequence[Style],
        palette: Palette,
        *,
        from_1904: bool = False,
        links: Mapping[str, str] | None = None,
    ) -> None:
        self.grid = grid
        self.table_ids: list[str] = []
        self._strings, self._styles, self._palette = strings, styles, palette
        self._from_1904, self._links = from_1904, links or {}
        self._row, self._column = 0, 0
        self._cells: dict[int, Cell] = {}
        self._kind, self._style, self._misplaced = "n", PLAIN, False
        self._value: str | None = None
        self._formula: str | None = None
        self._inline: list[tuple[str, dict[str, str]]] = []
        self._run: dict[str, str] = {}
        self._phonetic = False
        self._buffer: list[str] | None = None
        self._names: dict[str, str] = {}
        self._starts = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_text,
            "f": self._start_text,
            "t": self._start_text,
            "r": self._start_run,
            "rPh": self._start_phonetic,
            "mergeCell": self._merge,
            "hyperlink": self._hyperlink,
            "col": self._columns,
            "conditionalFormatting": self._conditional,
            "tablePart": self._table_part,
        }
        self._ends = {
            "c": self._end_cell,
            "v": self._end_value,
            "f": self._end_formula,
            "t": self._end_inline,
            "r": self._end_run,
            "rPh": self._end_phonetic,
        }
        self._run_properties = frozenset({"b", "i", "u", "strike", "color", "vertAlign"})

    def parse(self, stream, file: str) -> None:  # type: ignore[no-untyped-def]
        """Read the whole sheet. Raises expat.ExpatError when the XML is not well formed."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        chunk = stream.read(_CHUNK)
        refuse_doctype(chunk, file)
        while chunk:
            parser.Parse(chunk, False)
            chunk = stream.read(_CHUNK)
        parser.Parse(b"", True)

    # --- What expat calls ------------------------------------------------------------------------------------------

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = local(tag)
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)
        elif name in self._run_properties and self._run is not None:
            self._run[name] = attributes.get("val", "1")
            if name == "color":
                self._run["color"] = _direct_color(attributes)

    def _end(self, tag: str) -> None:
        handler = self._ends.get(self._names.get(tag, ""))
        if handler is not None:
            handler()

    def _text(self, text: str) -> None:
        if self._buffer is not None:
            self._buffer.append(text)
