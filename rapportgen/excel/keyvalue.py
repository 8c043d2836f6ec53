"""Sheets written downwards as «Felt · Verdi · Verdi (samisk) · Merknad»: one record, a field on each line.

Without a heading row the value stands to the right of its label, or after a colon in the same cell. A sheet with the
fields across, as in an ordinary table, works too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.excel.columns import MISSPELT
from rapportgen.excel.grid import EMPTY, Cell
from rapportgen.excel.headers import clean_heading, key, matcher
from rapportgen.excel.unknown import free_value
from rapportgen.excel.values import typed
from rapportgen.model.kinds import TEXT
from rapportgen.model.sheets.prosjekt import BilingualKind, Tospraaklig
from rapportgen.model.utelatt import MANGLER, Utelatt
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name, suggest
from rapportgen.problems import Problem, advarsel, feil, info

if TYPE_CHECKING:
    from rapportgen.excel.grid import Grid
    from rapportgen.model.declare import Column, Sheet

_LABEL, _VALUE, _SAMI, _NOTE = (
    {key(word) for word in words.split(",")}
    for words in (
        "Felt,Feltnavn,Navn,Opplysning,Nøkkel,Field",
        "Verdi,Innhold,Verdi (norsk),Norsk,Svar,Value",
        "Verdi (samisk),Samisk,Sami,Verdi samisk",
        "Merknad,Merknader,Kommentar,Notat,Forklaring,Hjelp,Veiledning,Note",
    )
)


class _Layout(NamedTuple):
    """The columns of the sheet, and the row of their headings; 0 where there is none."""

    header: int = 0
    label: int = 0
    value: int = 0
    sami: int = 0
    note: int = 0


class KeyValueReader:
    """Reads the one record of a key-value sheet."""

    def __init__(self, grid: Grid, sheet: Sheet) -> None:
        self.grid, self.sheet = grid, sheet
        self.values: dict[str, Any] = {}
        self.addresses: dict[str, str] = {}
        self.unknown: dict[str, Any] = {}
        self.instead: dict[str, Utelatt] = {}
        self.notes: list[str] = []
        self.problems: list[Problem] = []
        self._layout = _layout(grid)

    def read(self) -> Any:
        """The record. What is wrong stands in `problems`, lines that are no fields in `notes`."""
        row = self._fields_across()
        if row:
            self._read_across(row)
        else:
            for number in self.grid.numbers:
                if number != self._layout.header:
                    self._read_line(number)
        self._check_required()
        return self.sheet.row_class(self.values, self.addresses, self.unknown, number=1, instead=self.instead)

    # --- One field on each line ------------------------------------------------------------------------------------

    def _read_line(self, row: int) -> None:
        columns = self.grid.filled(row)
        label_column = self._label_column(row, columns)
        if label_column is None:
            self.notes.append(" · ".join(self.grid.cell(row, column).text for column in columns))
            return
        label, inline = self._label(self.grid.cell(row, label_column))
        value_column = self._value_column(row, label_column, columns)
        value = Cell(inline) if inline else self.grid.seen(row, value_column) if value_column else EMPTY
        column = self._column(label)
        place = self.grid.address(row, label_column if inline else value_column or label_column + 1)
        if column is None and value.is_blank:
            self.notes.append(label)
        elif column is None:
            self._add_unknown(row, label, value, place, label_column)
        else:
            self._add(column, value, place)
            self._add_sami(column, row)
        self._keep_rest(row, label, {label_column, value_column, self._layout.sami}, column)

    def _label_column(self, row: int, columns: list[int]) -> int | None:
        """Where the label stands: in the heading's column, else in the first filled cell of the first columns."""
        if self._layout.label:
            return self._layout.label if self._layout.label in columns else None
        first = columns[0]
        cell = self.grid.cell(row, first)
        if first > 3 or not cell.is_text:
            return None
        known = self._column(self._label(cell)[0]) is not None
        return first if known or (len(columns) > 1 and len(cell.text) <= 60) else None

    def _label(self, cell: Cell) -> tuple[str, str]:
        """The label, and the value where both stand in one cell: «Kommune: Moskenes kommune»."""
        text = cell.text
        before, colon, after = text.partition(":")
        if colon and after.strip() and self._column(before) is not None:
            return before.strip(), after.strip()
        return text.rstrip(": "), ""

    def _value_column(self, row: int, label: int, columns: list[int]) -> int | None:
        if self._layout.value:
            return self._layout.value
        return next((column for column in columns if column > label), None)

    def _add(self, column: Column, cell: Cell, place: str) -> None:
        if column.name in self.addresses and not cell.is_blank:
            melding = f"Feltet «{column.heading}» står to ganger: {self.addresses[column.name]} og {place}."
            self.problems.append(feil("dobbelt-felt", place, melding, cell.text, "Slett den ene linjen."))
            return
        value, problems, lost = typed(cell, column.kind, place)
        self.problems.extend(problems)
        if value is not None or not cell.is_blank:
            self.values[column.name] = value
        if lost:
            self.instead[column.name] = MANGLER
        self.addresses.setdefault(column.name, place)

    def _add_sami(self, column: Column, row: int) -> None:
        """Put the Sami form on the value: `prosjekt.kommune.samisk`."""
        cell = self.grid.cell(row, self._layout.sami) if self._layout.sami else EMPTY
        if cell.is_blank:
            return
        place = self.grid.address(row, self._layout.sami)
        value, problems, _ = typed(cell, TEXT, place)
        self.problems.extend(problems)
        if not isinstance(column.kind, BilingualKind):
            self.unknown[f"{column.heading} (samisk)"] = value
        elif value is not None:
            norwegian = self.values.get(column.name)
            self.values[column.name] = Tospraaklig(str(norwegian or ""), str(value))
            self.addresses[f"{column.name} samisk"] = place

    def _add_unknown(self, row: int, label: str, cell: Cell, place: str, label_column: int) -> None:
        value = free_value(cell, place)
        self.problems.extend(value.problems)
        self.unknown[label] = value.value
        if value.lost:
            self.instead[ascii_name(label)] = MANGLER
        self.addresses[label] = place
        names = {key(s): c.heading for c in self.sheet.columns for s in (c.heading, *c.synonyms)}
        near = suggest(key(label), names)
        is_misspelt = near is not None and suggest(key(label), [near], MISSPELT) is not None
        tell = advarsel if is_misspelt else info
        self.problems.append(
            tell(
                "ukjent-felt",
                self.grid.address(row, label_column),
                f"Feltet «{label}» er ikke kjent. Det er tatt vare på under sitt eget navn.",
                label,
                f"Mente du «{names[near]}»?" if near else "",
            )
        )

    def _keep_rest(self, row: int, label: str, read: set[int | None], declared: Column | None) -> None:
        """Keep what else stands on the line as a note: remarks, and cells without a heading; not our own help."""
        for column in self.grid.filled(row):
            text = self.grid.cell(row, column).text
            if column not in read and not (declared and declared.help and text.startswith(declared.help)):
                self.notes.append(f"{label}: {text}")

    def _column(self, label: str) -> Column | None:
        meaning = matcher(self.sheet).meaning(label)
        return self.sheet.by_name[meaning.names[0]] if meaning.names and meaning.exact else None

    # --- The fields across -----------------------------------------------------------------------------------------

    def _fields_across(self) -> int:
        """The row that names three fields or more beside each other, with values below; 0 when there is none."""
        if self._layout.header:
            return 0
        for row in self.grid.numbers[:-1]:
            known = [c for c in self.grid.filled(row) if self._column(clean_heading(self.grid.cell(row, c).text))]
            if len(known) >= 3:
                return row
        return 0

    def _read_across(self, header: int) -> None:
        value_row = next(row for row in self.grid.numbers if row > header)
        for column in sorted({*self.grid.filled(header), *self.grid.filled(value_row)}):
            label = self.grid.cell(header, column).text.rstrip(": ")
            declared = self._column(label)
            place = self.grid.address(value_row, column)
            if declared:
                self._add(declared, self.grid.cell(value_row, column), place)
            else:
                self._add_unknown(
                    header, label or f"Kolonne {column}", self.grid.cell(value_row, column), place, column
                )
        for row in self.grid.numbers:
            if row not in {header, value_row}:
                self.notes.append(" · ".join(self.grid.cell(row, c).text for c in self.grid.filled(row)))

    def _check_required(self) -> None:
        for column in self.sheet.columns:
            if column.required and not self.values.get(column.name):
                place = self.addresses.get(column.name, self.grid.title)
                melding = f"Feltet «{column.heading}» i arket «{self.grid.title}» mangler en verdi."
                self.problems.append(feil("mangler-verdi", place, melding, forslag=f"For eksempel «{column.example}»."))


def _layout(grid: Grid) -> _Layout:
    """The columns by the sheet's own headings, if one of its first rows has them."""
    for row in grid.numbers[:25]:
        found = {key(grid.cell(row, column).text): column for column in reversed(grid.filled(row))}
        label = next((found[name] for name in found if name in _LABEL), 0)
        value = next((found[name] for name in found if name in _VALUE), 0)
        if label and value:
            sami = next((found[name] for name in found if name in _SAMI), 0)
            note = next((found[name] for name in found if name in _NOTE), 0)
            return _Layout(row, label, value, sami, note)
    return _Layout()
