"""The new workbook: one sheet per declared sheet, made to be filled in by people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from rapportgen.excel import looks
from rapportgen.excel.archive import write_package
from rapportgen.excel.content import LABEL_HEADINGS, Content, Table, TotalRow, content_of, slots_of
from rapportgen.excel.finish import LAST_ROW, finished_parts
from rapportgen.excel.heights import lines_in
from rapportgen.excel.introduction import write_introduction
from rapportgen.model.beloep import NBSP, TUSEN_KR
from rapportgen.model.kinds import AmountKind, Kind, PeriodKind
from rapportgen.model.perioder import Kvartal
from rapportgen.model.riktekst import NUMMER, PUNKT, RikTekst
from rapportgen.model.sheets import SCHEMA
from rapportgen.model.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from rapportgen.excel.content import Slot
    from rapportgen.model.declare import Column, Schema, Sheet
    from rapportgen.model.riktekst import Bit

_MAX_LIST = 255  # characters in a drop-down whose words stand in the rule itself
_LIST_SIGNS = {"": "%.0s", PUNKT: "%s- ", NUMMER: "%s1. "}
_TAB_COLORS = {"Prosjekt": looks.FJORD, "Tekst": looks.FJORD, "Skala": looks.STREK, "Versjoner": looks.STREK}


def create_workbook(
    path: str | Path,
    schema: Schema = SCHEMA,
    content: Content | Workbook | None = None,
    *,
    year: int,
    settled: Collection[str] = (),
) -> None:
    """Write a workbook that people can fill in, with the sheets of `schema`, empty or filled with `content`.

    `year` is the year of headings and drop-downs where the content does not say one. The fields of sheet Prosjekt in
    `settled` are left blank, for they are settled elsewhere and a workbook would overrule it. An existing file is
    replaced. Raises RapportgenError when the file cannot be written.
    """
    if isinstance(content, Workbook):
        content = content_of(content)
    maker = _Maker(schema, content or Content(), year, content is None, settled)
    write_package(path, finished_parts(maker.workbook(), maker.title(), year))


@dataclass(frozen=True)
class _Maker:
    """Builds one workbook sheet by sheet. `prefill` writes the usual answers in sheet Prosjekt."""

    schema: Schema
    content: Content
    year: int
    prefill: bool
    settled: Collection[str] = ()

    def workbook(self) -> openpyxl.Workbook:
        book = openpyxl.Workbook()
        introduction = book.worksheets[0]
        for sheet in self.schema:
            target = book.create_sheet(sheet.name)
            target.sheet_properties.tabColor = _TAB_COLORS.get(sheet.name, looks.HAV)
            (self.write_labels if sheet.key_value else self.write_table)(target, sheet)
        for name, table in self.content.tables.items():
            if name not in self.schema:
                write_plain_table(book.create_sheet(name), table)
        write_introduction(introduction, self.schema, self.content)
        return book

    def title(self) -> str:
        """The title in the document properties."""
        parts = [self.content.fact("Kommune"), self.content.fact("Delprosjekt")]
        return ", ".join(["Arbeidsbok for planer og rapporter", *(part for part in parts if part)])

    def unit(self, table: Table | None) -> str:
        """The unit of the amounts of a sheet."""
        return (table.unit if table else "") or self.content.fact("Beløpsenhet") or TUSEN_KR

    def write_table(self, target: Worksheet, sheet: Sheet) -> None:
        table = self.content.tables.get(sheet.name)
        slots = slots_of(sheet, table, self.year)
        rows = table.rows if table else ()
        unit = self.unit(table)
        for index, slot in enumerate(slots, 1):
            _format_column(target, index, slot, unit)
            _write_heading(target, index, _heading_of(slot, unit), _help_of(sheet, slot.column, index))
            if slot.column:
                self.add_help(target, index, slot.column)
        for number, row in enumerate(rows, 2):
            _write_row(target, number, slots, row, unit)
        _finish_table(target, len(rows) + 1, frozen=_frozen_columns(sheet, slots))

    def add_help(self, target: Worksheet, index: int, column: Column) -> None:
        """The drop-down and the colours of a column."""
        cells = _cells(index)
        if rule := self.drop_down(column):
            rule.add(cells)
            target.add_data_validation(rule)
        for color_rule in looks.color_rules(column.kind, cells):
            target.conditional_formatting.add(cells, color_rule)

    def drop_down(self, column: Column) -> DataValidation | None:
        """What Excel offers in the cells of a column; other words may still be typed."""
        if source := self.source_of(column):
            return _list_rule(source, "Velg fra listen, eller skriv selv.")
        if isinstance(column.kind, PeriodKind):
            quarters = [Kvartal(year, n) for year in range(self.year - 1, self.year + 3) for n in range(1, 5)]
            return _list_rule(_word_list([q.tekst("1Q 2024") for q in quarters]), "Velg kvartal, eller skriv et annet.")
        if column.kind.choices:
            return _list_rule(_word_list(column.kind.choices), "Velg fra listen.")
        return None

    def source_of(self, column: Column) -> str:
        """The cells that hold what a column may refer to: the IDs of another sheet, as far as they are filled."""
        name, _, attribute = column.refers_to.partition(".")
        if name not in self.schema:
            return ""
        slots = slots_of(self.schema[name], self.content.tables.get(name), self.year)
        index = next(i for i, slot in enumerate(slots, 1) if slot.column and slot.column.name == attribute)
        letter = get_column_letter(index)
        first, all_cells = f"'{name}'!${letter}$2", f"'{name}'!${letter}$2:${letter}${LAST_ROW}"
        return f"OFFSET({first},0,0,MAX(1,COUNTA({all_cells})),1)"

    def write_labels(self, target: Worksheet, sheet: Sheet) -> None:
        """A sheet with one field on each line: Felt, Verdi, Verdi (samisk), and help as Merknad."""
        for index, heading in enumerate(LABEL_HEADINGS, 1):
            _write_heading(target, index, heading, "")
        known = {column.heading for column in sheet.columns}
        table = self.content.tables.get(sheet.name)
        given = {str(row[0]): tuple(row[1:3]) for row in (table.rows if table else ())}
        for number, column in enumerate(sheet.columns, 2):
            value, sami = (*given.get(column.heading, (self.usual(column), None)), None)[:2]
            self.write_label(target, number, column, value, sami)
        for number, heading in enumerate((h for h in given if h not in known), len(sheet.columns) + 2):
            _write_label_cells(target, number, (heading, *given[heading]))
        for letter, width in zip("ABCD", (26, 44, 34, 72), strict=True):
            target.column_dimensions[letter].width = width
        _finish_sheet(target)
        looks.print_on_page(target, "landscape", pages_high=1)

    def write_label(self, target: Worksheet, number: int, column: Column, value: object, sami: object) -> None:
        """One line of a sheet of fields, with its drop-down."""
        star = " Må fylles ut." if column.required else ""
        hint = f"{column.help}{star} Eksempel: {column.example}" if column.example else f"{column.help}{star}"
        _write_label_cells(target, number, (column.heading, value, sami, hint))
        target.cell(number, 2).number_format = looks.format_of(column.kind, "")
        target.cell(number, 4).font = looks.font(color=looks.GRAATEKST, size=10)
        target.cell(number, 2).alignment = looks.WRAPPED_LEFT
        if isinstance(value, date):
            target.cell(number, 2).number_format = looks.DATE_FORMAT
        if rule := self.drop_down(column):
            rule.add(f"B{number}")
            target.add_data_validation(rule)

    def usual(self, column: Column) -> str | None:
        """What a new workbook answers by itself: the example, where a field is a choice."""
        is_asked = self.prefill and column.name not in self.settled
        return column.example if is_asked and column.kind.choices else None


def write_plain_table(target: Worksheet, table: Table) -> None:
    """A sheet that is not declared: its headings and rows, in our look, with widths that fit."""
    for index, heading in enumerate(table.headings, 1):
        _write_heading(target, index, heading, "")
        texts = [heading, *(str(row[index - 1] or "") for row in table.rows)]
        target.column_dimensions[get_column_letter(index)].width = max(10, min(60, max(map(len, texts)) + 3))
    for number, row in enumerate(table.rows, 2):
        for index, value in enumerate(row, 1):
            _write_cell(target.cell(number, index), value)
    _finish_table(target, len(table.rows) + 1)


def _heading_of(slot: Slot, unit: str) -> str:
    """The heading as it stands in the sheet, with the unit of amounts kept on one line."""
    is_amount = isinstance(slot.kind, AmountKind)
    return f"{slot.heading} ({unit.replace(' ', NBSP)})" if is_amount else slot.heading


def _help_of(sheet: Sheet, column: Column | None, index: int) -> str:
    """The comment on a heading: what to write, whether it must be written, and an example."""
    if column is None:
        return ""
    lines = [sheet.help, ""] if index == 1 else []
    lines.append(column.help + (" Må fylles ut." if column.required else ""))
    if column.example:
        lines.append(f"Eksempel: {column.example}")
    return "\n".join(lines)


def _write_heading(target: Worksheet, index: int, text: str, help: str) -> None:
    cell = target.cell(1, index, text)
    cell.font, cell.fill, cell.alignment = looks.HEADING, looks.HEADING_FILL, looks.CENTERED
    if help:
        cell.comment = _comment(help)


def _comment(text: str, width: int = 290) -> Comment:
    """A note that is as high as its text needs."""
    per_line = width // 7
    lines = sum(max(1, -(-len(line) // per_line)) for line in text.split("\n"))
    return Comment(text, "rapportgen", height=18 * lines + 16, width=width)


def _format_column(target: Worksheet, index: int, slot: Slot, unit: str) -> None:
    """Width and format of a whole column, so that cells not yet filled in have them too."""
    dimension = target.column_dimensions[get_column_letter(index)]
    kind = slot.kind
    longest_word = max(len(word) for word in _heading_of(slot, unit).split())
    dimension.width = max(kind.width if kind else 20, longest_word + 4)
    dimension.font = looks.BODY
    dimension.alignment = _alignment(kind)
    if kind:
        dimension.number_format = looks.format_of(kind, unit)


def _alignment(kind: Kind | None) -> Any:
    return looks.WRAPPED_RIGHT if kind is not None and looks.is_figure(kind) else looks.WRAPPED


def _write_row(target: Worksheet, number: int, slots: list[Slot], row: Sequence[object], unit: str) -> None:
    total = isinstance(row, TotalRow)
    for index, slot in enumerate(slots, 1):
        cell = target.cell(number, index)
        kind = slot.kind
        if kind:
            cell.number_format = looks.format_of(kind, unit)
        _write_cell(cell, None if slot.source is None else row[slot.source])
        cell.alignment = _alignment(kind)
        if total:
            cell.font, cell.border = looks.BOLD, looks.TOTAL_LINE


def _write_cell(cell: Cell | MergedCell, value: Any) -> None:
    """Write a value as what it is: text stays text, also when it begins with «=», and formatted text keeps its runs."""
    cell.font, cell.border, cell.alignment = looks.BODY, looks.HAIRLINE, looks.WRAPPED
    if value is None:
        return
    if isinstance(value, RikTekst):
        cell.value = rich_cell(value)
    elif isinstance(value, str):
        cell.value = storable(value)
        cell.data_type = "s"
    else:
        cell.value = looks.plain_number(value)
        if isinstance(value, (date, datetime)):
            cell.number_format = looks.DATE_FORMAT


def rich_cell(text: RikTekst) -> CellRichText:
    """Formatted text as Excel stores it: a line per paragraph, list items with a typed sign, a font for each run."""
    runs: list[TextBlock | str] = []
    for paragraph in text.avsnitt:
        start = ("\n" if runs else "") + _LIST_SIGNS[paragraph.slag] % ("  " * paragraph.nivaa)
        runs += [start] if start else []
        for bit in paragraph.biter:
            runs.append(storable(bit.tekst) if bit.er_enkel else TextBlock(_inline_font(bit), storable(bit.tekst)))
    return CellRichText(*runs)


def _inline_font(bit: Bit) -> InlineFont:
    return InlineFont(
        rFont="Calibri",
        sz=11,
        b=bit.fet or None,
        i=bit.kursiv or None,
        u="single" if bit.understreket else None,
        strike=bit.gjennomstreket or None,
        vertAlign="superscript" if bit.hevet else "subscript" if bit.senket else None,
        color=Color(f"FF{bit.farge or looks.TEKST}"),
    )


def storable(text: str) -> str:
    """`text` as a workbook can hold it: control characters and look-alikes of their codes are written `_x0001_`."""
    guarded = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text.replace("\r\n", "\n"))
    return re.sub(r"[\x00-\x08\x0b-\x1f]", lambda found: f"_x{ord(found[0]):04X}_", guarded)


def _write_label_cells(target: Worksheet, number: int, values: Sequence[object]) -> None:
    for index, value in enumerate(values, 1):
        cell = target.cell(number, index)
        _write_cell(cell, value)
        if index == 1:
            cell.font, cell.fill = looks.BOLD, looks.fill(looks.TAAKE)


def _height_of(target: Worksheet, cells: Sequence[Cell | MergedCell], heading: bool) -> float:
    """The height in points that shows all text of a row: programs that do not fit rows themselves need it."""
    lines = 1
    for index, cell in enumerate(cells, 1):
        width = target.column_dimensions[get_column_letter(index)].width - (4 if heading else 1)
        lines = max(lines, sum(lines_in(line, 1.12 * width) for line in str(cell.value or "").split("\n")))
    return 15.0 * lines + (6 if heading else 3)


def _cells(index: int) -> str:
    letter = get_column_letter(index)
    return f"{letter}2:{letter}{LAST_ROW}"


def _word_list(words: Sequence[str]) -> str:
    text = '"' + ",".join(words) + '"'
    return text if len(text) <= _MAX_LIST + 2 and not any("," in word for word in words) else ""


def _list_rule(source: str, prompt: str) -> DataValidation | None:
    """A drop-down that offers and never refuses: people may write in their own words."""
    if not source:
        return None
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    rule.promptTitle, rule.prompt, rule.showInputMessage = None, prompt, False
    return rule


def _frozen_columns(sheet: Sheet, slots: list[Slot]) -> int:
    """How many of the first three columns stay in sight: up to the ID or the name of what the row is about."""
    names = [slot.column.name if slot.column else "" for slot in slots[:3]]
    return max(
        (i for i, name in enumerate(names, 1) if name in (sheet.key, "tiltak_id", "risiko_id", "navn")), default=1
    )


def _finish_table(target: Worksheet, last_row: int, frozen: int = 0) -> None:
    _finish_sheet(target, frozen)
    target.auto_filter.ref = f"A1:{get_column_letter(target.max_column)}{max(2, last_row)}"


def _finish_sheet(target: Worksheet, frozen: int = 0) -> None:
    """What every sheet has: a heading row that stays, and a page that prints well."""
    for number, cells in enumerate(target.iter_rows(), 1):
        target.row_dimensions[number].height = _height_of(target, cells, heading=number == 1)
    target.freeze_panes = f"{get_column_letter(frozen + 1)}2"
    target.print_title_rows = "1:1"
    looks.print_on_page(target, "landscape")
