"""The rows of a table: records, group headings, totals and notes told apart, and each cell made a typed value."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from rapportgen.excel.grid import EMPTY, Cell, column_letters
from rapportgen.excel.headers import matcher
from rapportgen.excel.places import Places
from rapportgen.excel.recognise import variant_of, variant_values
from rapportgen.excel.repeated import UNNAMED_TOTAL, folded
from rapportgen.excel.rowkinds import NOTE, RowKinds
from rapportgen.excel.spans import SPANS, listed_spans
from rapportgen.excel.sumlines import take_out_sums
from rapportgen.excel.typedcolumns import place_of, typed_columns
from rapportgen.excel.unknown import free_value, without_heading
from rapportgen.excel.values import problem_of
from rapportgen.model.kinds import WordKind
from rapportgen.model.nivaa import NIVAA5, Nivaa
from rapportgen.model.parsing import quoted
from rapportgen.model.riktekst import RikTekst
from rapportgen.model.tall import figure_in_unit, parse_number
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.model.totaler import sums_up
from rapportgen.model.utelatt import MANGLER, Utelatt
from rapportgen.model.workbook import Total
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name
from rapportgen.problems import Problem, advarsel, feil, info

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rapportgen.excel.columns import Field, Fields
    from rapportgen.excel.grid import Grid
    from rapportgen.excel.tables import Table
    from rapportgen.model.ordforraad import Ordforraad
    from rapportgen.model.perioder import Periode

    Levels: TypeAlias = tuple[Ordforraad[Nivaa], Ordforraad[Nivaa]]


MOST_ABOVE = 500
"""The sum of so many rows has a name: to look for it would take its time in a sheet of nameless ones."""


class Given(NamedTuple):
    """What the rows of a table take from elsewhere: the sheet's title, its first lines, or the project's settings.

    `defaults` are values by column, `period` the quarter when no column says it, `unit` the unit of amounts,
    `year` that of dates without one, `year_assumed` whether only the project's settings say it, `levels` the scales
    for S and for K.
    """

    defaults: Mapping[str, object] = {}
    period: Periode | None = None
    unit: str = "kr"
    year: int | None = None
    year_assumed: bool = False
    levels: Levels = (NIVAA5, NIVAA5)


class Content:
    """What was read of one table."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.totals: list[Total] = []
        self.notes: list[str] = []
        self.problems: list[Problem] = []


class RowReader:
    """Reads the rows of one table, from the first to the last; what is filled down and summed depends on the order."""

    def __init__(self, grid: Grid, table: Table, found: Fields, given: Given) -> None:
        self.grid, self.table, self.found, self.given = grid, table, found, given
        self.sheet = table.sheet
        self.content = Content()
        self._tell = RowKinds(grid, table, found, given.year)
        self._columns = typed_columns(grid, found, table.body, given)
        self._unknown = [(f, place_of(grid.title, f)) for f in found.unknown]
        self._unheaded = set(table.columns) - found.by_column.keys() - table.elsewhere
        self._defaults = given.defaults
        self._carried: dict[str, tuple[object, bool]] = {}
        self._filled_down: dict[str, str] = {}
        self._groups: list[str] = []
        self._loose: dict[int, str] = {}
        self._covered_from = table.header[1] + 1
        self._since_total = 0

    def read(self) -> Content:
        """All rows of the table, each with every unknown column of the table, blank or not."""
        last_full = next((row for row in reversed(self.table.body) if len(self._own(row)) > 1), 0)
        previous = self.table.header[1]
        for row in self.table.body:
            self._read_row(row, after_gap=row - previous > 1, trailing=row > last_full)
            previous = row
        if self.found.counts_money:
            take_out_sums(self.content, self.sheet)
        for record in self.content.rows:
            for column in self._loose:
                record.unknown.setdefault(f"Kolonne {column_letters(column)}", None)
        self._report_habits()
        # Whether a name may be shown hangs on what is said of the very cell.
        apart = [
            place_of(self.grid.title, f) for f in self.found.known if isinstance(f.kind, WordKind) and f.kind.otherwise
        ]
        self.content.problems = folded(self.content.problems, apart)
        return self.content

    # --- Telling rows apart ----------------------------------------------------------------------------------------

    def _own(self, row: int) -> list[int]:
        """The columns with a value of their own in the row: not one that a merged range stretches down."""
        filled, left, right = self.grid.filled_rows[row], self.table.left, self.table.right
        if left <= filled[0] and filled[-1] <= right:
            return filled
        return [column for column in filled if left <= column <= right]

    def _read_row(self, row: int, *, after_gap: bool, trailing: bool) -> None:
        own = self._own(row)
        if (label := self._tell.total_label(row, own)) is not None:
            self._add_total(row, label)
        elif len(own) == 1 and self.grid.cell(row, own[0]).is_text and len(self.found.fields) > 1:
            self._read_single(row, own[0], after_gap=after_gap, trailing=trailing)
        elif self._tell.is_nameless(own) and self._sums_up(row):
            self._add_total(row, "Sum")
            melding = "Raden har ikke noe navn, men er summen av radene over. Den er lest som sum."
            self.content.problems.append(info(UNNAMED_TOTAL, self.grid.address(row, own[0]), melding))
        else:
            self._add_records(row)

    def _read_single(self, row: int, column: int, *, after_gap: bool, trailing: bool) -> None:
        """A row with text in one cell: a repeated heading, a group, a note, or a record that says no more."""
        cell = self.grid.cell(row, column)
        if NOTE.match(cell.text):
            self.content.notes.append(str(cell.value).strip())
        elif matcher(self.sheet).meaning(cell.text).exact:
            self._defaults = {**self.given.defaults, **variant_values(self.sheet, variant_of(cell.text, self.sheet))}
        elif self._tell.is_record(row, column) and not (trailing and after_gap):
            self._add_records(row)
        elif trailing or not self._start_group(cell.text):
            self.content.notes.append(str(cell.value).strip())

    def _start_group(self, text: str) -> bool:
        """Let the rows below belong to the group; false when no column can hold it."""
        found = self._tell.group_column(text)
        if found is None:
            return False
        column, value = found
        self._carried[column.name] = (value, False)
        self._groups.append(text)
        return True

    # --- Totals ----------------------------------------------------------------------------------------------------

    def _add_total(self, row: int, label: str) -> None:
        record = self._record(row, {}, required=False)
        period = self.sheet.period
        if period and record.values.get(period) is None:
            covered = {r.values.get(period) for r in self.content.rows if r.number >= self._covered_from}
            if not covered and self.content.totals:  # a total right below another one is of the same quarter
                covered = {self.content.totals[-1].row.values.get(period)}
            record.values[period] = covered.pop() if len(covered) == 1 else None
        self.content.totals.append(Total(label, record, self._covered_from, row - 1))
        self._covered_from = row + 1
        self._since_total = len(self.content.rows)

    def _sums_up(self, row: int) -> bool:
        """Whether the row is the sum of those since the last total, which are of its own period."""
        said = len(self.content.problems)
        record = self._record(row, {}, required=False)
        del self.content.problems[said:]
        column = self.sheet.period or ""
        period = record.values.get(column)
        above = self.content.rows[self._since_total :]
        if len(above) > MOST_ABOVE:
            return False
        return sums_up(record, [r for r in above if period is None or r.values.get(column) == period])

    # --- Records ---------------------------------------------------------------------------------------------------

    def _add_records(self, row: int) -> None:
        if not (self.found.numeric and self._may_list_figures(row)):
            self.content.rows.append(self._record(row, {}))
            return
        listed = self._listed(row)
        figures = [column for column in listed if self._is_figure_list(column, listed[column])]
        counts = {len(lines) for lines in listed.values()}
        if not figures:
            self.content.rows.append(self._record(row, {}))
        elif len(counts) > 1:
            self.content.rows.append(self._with_lists_as_text(row, figures))
        else:
            self.content.rows.extend(self._line(row, listed, number) for number in range(counts.pop()))

    def _record(self, row: int, instead: Mapping[int, Cell], *, required: bool = True) -> Any:
        """The record of a row. `instead` has other cells for some columns, when a row is split into lines."""
        cells = self._cells(row, instead) if instead or self.grid.merges else self.grid.rows.get(row, {})
        values, by_period, instead_of = self._columns.read(cells, row, self.content.problems)
        others: dict[str, str] = {}
        unknown: dict[str, Any] = {}
        addresses = Places(self._columns.places, row, others)
        for f, place in self._unknown:
            self._add_unknown(unknown, others, instead_of, f.heading, self._cell(row, f, instead), f"{place}{row}")
        if self._unheaded:
            self._add_loose(row, unknown, others, instead_of)
        if self.found.start and ";" in str(self.grid.cell(row, self.found.start).value):
            self._add_spans(row, values, by_period)
        if self.found.in_units:
            self._count_in_units(row, values, cells)
        if required:
            self._fill(row, values, cells)
            self._check_required(row, values, cells, instead)
        return self.sheet.row_class(values, addresses, unknown, by_period, row, instead=instead_of)

    def _count_in_units(self, row: int, values: dict[str, Any], cells: Mapping[int, Cell]) -> None:
        """Count the figures of a row in the unit that the row says."""
        for f, unit in self.found.in_units:
            parsed = figure_in_unit(values.get(f.name), str(values.get(unit) or ""))
            values[f.name] = parsed.value
            place, cell = self.grid.address(row, f.column), cells.get(f.column, EMPTY)
            self.content.problems += (problem_of(remark, place, cell) for remark in parsed.remarks)

    def _cells(self, row: int, instead: Mapping[int, Cell]) -> dict[int, Cell]:
        """The cells of the known columns in a table with merged ranges, or with other cells for some of them."""
        cells = ((f.column, self._cell(row, f, instead)) for f in self.found.known)
        return {column: cell for column, cell in cells if cell is not EMPTY}

    def _text(self, row: int, name: str) -> str:
        """The text of a column of the row; empty when the table has no such column."""
        return next((self.grid.cell(row, f.column).text for f in self.found.fields if f.name == name), "")

    def _add_spans(self, row: int, values: dict[str, Any], by_period: dict[str, dict[Any, Any]]) -> None:
        """Read «3Q 2023; 3Q 2024» under Start and as many under Slutt as bars with gaps between them."""
        spans = listed_spans(self._text(row, "start"), self._text(row, "slutt"))
        if spans is None:
            return
        by_period[SPANS] = dict(spans)
        values["start"], values["slutt"] = Tidspunkt.av_periode(min(spans)), Tidspunkt.av_periode(max(spans))
        places = {self.grid.address(row, f.column) for f in self.found.fields if f.name in {"start", "slutt"}}
        self.content.problems = [p for p in self.content.problems if p.sted not in places or p.kode != "uklar-dato"]

    def _cell(self, row: int, f: Field, instead: Mapping[int, Cell]) -> Cell:
        """The cell of a column; a merged range stretches words down, but an amount counts once."""
        if f.column in instead:
            return instead[f.column]
        return self.grid.cell(row, f.column) if f.column in self.found.numeric else self.grid.down(row, f.column)

    def _add_unknown(
        self,
        unknown: dict[str, Any],
        addresses: dict[str, str],
        instead_of: dict[str, Utelatt],
        heading: str,
        cell: Cell,
        place: str,
    ) -> None:
        value = free_value(cell, place)
        self.content.problems.extend(value.problems)
        unknown[heading] = value.value
        if value.value is not None or value.lost:
            addresses[heading] = place
        if value.lost:
            instead_of[ascii_name(heading)] = MANGLER

    def _add_loose(
        self, row: int, unknown: dict[str, Any], addresses: dict[str, str], instead_of: dict[str, Utelatt]
    ) -> None:
        """Keep values in columns without a heading, under the name of the column."""
        for column in self._own(row):
            if column in self._unheaded:
                heading, place = f"Kolonne {column_letters(column)}", self.grid.address(row, column)
                self._loose.setdefault(column, place)
                self._add_unknown(unknown, addresses, instead_of, heading, self.grid.cell(row, column), place)

    def _fill(self, row: int, values: dict[str, Any], cells: Mapping[int, Cell]) -> None:
        """Give blank cells what a group heading, the row above, or the sheet's title says."""
        changed = False
        for name, f in self.found.filled_down:
            if f is not None and not cells.get(f.column, EMPTY).is_blank:
                above, value = self._carried.get(name, (None, False))[0], values.get(name)
                changed = changed or (value is not above and value != above)
                self._carried[name] = (value, True)
            elif name in self._carried and changed and self._carried[name][1]:
                del self._carried[name]  # what stood above belongs to what changed
            elif name in self._carried:
                self._take_carried(name, f, values, row)
        for name, value in self._defaults.items():
            if values.get(name) is None:
                values[name] = value
        period = self.sheet.period
        if period and period not in self.found.by_name and values.get(period) is None:
            values[period] = self.given.period

    def _take_carried(self, name: str, f: Field | None, values: dict[str, Any], row: int) -> None:
        value, is_from_row = self._carried[name]
        values[name] = value
        if f is not None and is_from_row and value is not None:
            self._filled_down.setdefault(f.heading, self.grid.address(row, f.column))

    def _check_required(
        self, row: int, values: Mapping[str, Any], cells: Mapping[int, Cell], instead: Mapping[int, Cell]
    ) -> None:
        for f in self.found.required:
            if values.get(f.name) is not None or f.column in instead:
                continue
            if f.period is None and cells.get(f.column, EMPTY).is_blank:
                place = self.grid.address(row, f.column)
                melding = f"Cellen under «{f.heading}» er tom, men må fylles ut."
                self.content.problems.append(feil("mangler-verdi", place, melding))

    # --- Several lines in one row ----------------------------------------------------------------------------------

    def _may_list_figures(self, row: int) -> bool:
        """Whether a cell where figures stand has several lines: a quick look, since hardly any has."""
        there = self.grid.rows[row]
        texts = [cell.value for column in self.found.numeric if (cell := there.get(column)) and type(cell.value) is str]
        return "\n" in "".join(texts)

    def _listed(self, row: int) -> dict[int, list[str]]:
        """The lines of each cell of the row that has several."""
        there = self.grid.rows[row]
        known = self.found.by_column
        texts = {c: str(there[c].value).strip() for c in self._own(row) if c in known and there[c].is_text}
        return {column: text.split("\n") for column, text in texts.items() if "\n" in text}

    def _is_figure_list(self, column: int, lines: Sequence[str]) -> bool:
        return column in self.found.numeric and all(_is_plain_number(line) for line in lines)

    def _line(self, row: int, listed: Mapping[int, list[str]], number: int) -> Any:
        """The record of one line of a row: its figures, and the other cells in the first line only."""
        cells: dict[int, Cell] = {}
        for f in self.found.fields:
            if f.column in listed:
                text = listed[f.column][number].strip()
                cells[f.column] = self.grid.cell(row, f.column)._replace(value=text or None, runs=())
            elif number > 0 and not f.fill_down:
                cells[f.column] = EMPTY
        record = self._record(row, cells)
        if "linje" in self.sheet.by_name and record.values.get("linje") is None:
            record.values["linje"] = Decimal(number + 1)
        return record

    def _with_lists_as_text(self, row: int, figures: Sequence[int]) -> Any:
        """The record of a row with lists of unequal length: no figures, but their text under the heading."""
        record = self._record(row, dict.fromkeys(figures, EMPTY))
        for column in figures:
            cell, place = self.grid.cell(row, column), self.grid.address(row, column)
            record.unknown[f"{self.found.by_column[column].heading} (som skrevet)"] = RikTekst.av_tekst(str(cell.value))
            count = len(str(cell.value).strip().splitlines())
            melding = (
                f"Cellen har {count} tall under hverandre, men de andre cellene i raden har et annet antall linjer. "
                "Tallene er ikke lest."
            )
            forslag = "Bruk én rad for hvert tall."
            self.content.problems.append(advarsel("liste-i-celle", place, melding, cell.text, forslag))
        return record

    # --- What is said once -----------------------------------------------------------------------------------------

    def _report_habits(self) -> None:
        problems = self.content.problems
        for heading, place in self._filled_down.items():
            melding = f"Tomme celler under «{heading}» har fått verdien fra raden over."
            problems.append(info("fylt-ned", place, melding))
        for column, place in self._loose.items():
            problems.append(without_heading(column, place))
        if self._groups:
            named = ", ".join(quoted(text) for text in self._groups[:4]) + (" …" if len(self._groups) > 4 else "")
            melding = f"Linjer med bare én celle er lest som mellomoverskrifter: {named}."
            problems.append(info("mellomoverskrift", self.grid.title, melding))


def free_text(cells: Sequence[Cell]) -> str:
    """The cells of a line outside any table as one note."""
    return " · ".join(cell.text or cell.error for cell in cells)


def _is_plain_number(line: str) -> bool:
    return not line.strip() or isinstance(parse_number(line).value, Decimal)
