"""Reading a workbook: from a file of any kind of mess to typed rows with their addresses, and what to say about it."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from rapportgen.excel.book import Book, load_book
from rapportgen.excel.collecting import garbage_later
from rapportgen.excel.columns import Fields, as_period, missing_columns
from rapportgen.excel.copies import Copies
from rapportgen.excel.grid import VISIBLE, Grid, column_letters
from rapportgen.excel.keyvalue import KeyValueReader
from rapportgen.excel.layout import UNITS, Layout, layout_of, quarter
from rapportgen.excel.recognise import Title, read_title, variant_of, variant_values
from rapportgen.excel.rows import Content, Given, RowReader
from rapportgen.excel.unknown import read_unknown
from rapportgen.model.enheter import parse_unit
from rapportgen.model.innstillinger import scales_of
from rapportgen.model.kinds import YEAR_GUESSED
from rapportgen.model.nivaa import NIVAA5
from rapportgen.model.sheets import SCHEMA
from rapportgen.model.workbook import SheetCount, SheetData, Workbook
from rapportgen.named import NamedTuple
from rapportgen.problems import advarsel, feil, info

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from rapportgen.excel.tables import Table
    from rapportgen.model.declare import Schema, Sheet
    from rapportgen.model.perioder import Periode
    from rapportgen.problems import Problem

_NONE: Mapping[str, Any] = {}


class ReadSettings(NamedTuple):
    """How to read, where the workbook alone does not say it.

    `header_rows` is the number of the heading row by sheet title, `hidden_sheets` the titles of hidden sheets to read
    all the same. `project` has values for the fields of sheet Prosjekt that the workbook leaves blank, each with the
    place it is from, and `scale` rows that come before those of sheet Skala.
    """

    header_rows: Mapping[str, int] = _NONE
    hidden_sheets: frozenset[str] = frozenset()
    project: Mapping[str, tuple[Any, str]] = _NONE
    scale: tuple[Any, ...] = ()


DEFAULT_SETTINGS = ReadSettings()
SCALE = "Skala"


def read_workbook(path: str | Path, schema: Schema = SCHEMA, settings: ReadSettings = DEFAULT_SETTINGS) -> Workbook:
    """The workbook at `path`. What is doubtful or wrong in it is in `problems`, each with its cell.

    Raises FileRefusedError when the file cannot be read at all: what is wrong with it, and what to do.
    """
    with garbage_later():
        return read_book(load_book(path), schema, settings)


def read_book(book: Book, schema: Schema = SCHEMA, settings: ReadSettings = DEFAULT_SETTINGS) -> Workbook:
    """The same from the grids of a book, wherever they come from."""
    return _Reader(book, schema, settings).read()


class _Reader:
    """One workbook on its way from grids to rows. The sheets with the project's settings and scales are read first."""

    def __init__(self, book: Book, schema: Schema, settings: ReadSettings) -> None:
        self.book, self.schema, self.settings = book, schema, settings
        self.workbook = Workbook(
            book.file, book.checksum, schema, {}, given_scale=settings.scale, properties=book.properties
        )
        self.counts: dict[str, SheetCount] = {}
        self.copies = Copies()
        self.levels = (NIVAA5, NIVAA5)

    def read(self) -> Workbook:
        """The whole workbook."""
        self._report_file()
        titles = {grid.title: read_title(grid.title, self.schema) for grid in self.book.grids}
        shown = {title.sheet for grid in self.book.grids if grid.state == VISIBLE and (title := titles[grid.title])}
        read = [grid for grid in self.book.grids if not self._skipped(grid, titles[grid.title].sheet, shown)]
        first = [grid for grid in read if (sheet := titles[grid.title].sheet) and sheet.key_value]
        scales = [grid for grid in read if (sheet := titles[grid.title].sheet) and sheet.name == SCALE]
        early = {grid.title for grid in (*first, *scales)}
        for grid in (*first, *scales):
            self._read_grid(grid, read_title(grid.title, self.schema, self._year()))
        self._fill_project()
        if self.workbook.rows("Prosjekt") or scales or self.settings.scale:
            self.levels = scales_of(self.workbook)
        year = self._year()
        for grid in read:
            if grid.title not in early:
                title = read_title(grid.title, self.schema, year)
                self._read_grid(grid, title)
                self._report_year(grid, titles[grid.title], title)
        self.workbook.counts = [self.counts[grid.title] for grid in self.book.grids]
        return self.workbook

    def _fill_project(self) -> None:
        """Give the fields of sheet Prosjekt that the workbook says nothing in what the settings say."""
        given = self.settings.project
        if not given:
            return
        data = self.workbook.sheets.setdefault("Prosjekt", SheetData(self.schema["Prosjekt"]))
        row = data.rows[0] if data.rows else data.sheet.row_class({})
        blank = {name for name in given if row.values.get(name) is None and name not in row.instead}
        values = {**row.values, **{name: given[name][0] for name in blank}}
        places = {**row.addresses, **{name: given[name][1] for name in blank}}
        data.rows[:] = [type(row)(values, places, row.unknown, number=row.number, instead=row.instead)]

    # --- The file and its sheets -----------------------------------------------------------------------------------

    def _report_file(self) -> None:
        if self.book.external_links:
            melding = "Arbeidsboken henter tall fra andre filer. Verdiene er lest slik de sist ble lagret."
            self._say(advarsel("ekstern-lenke", self.book.file, melding))
        if self.book.foreign:
            melding = "Filen har innhold som ikke hører hjemme i en arbeidsbok, og som ikke er lest."
            self._say(advarsel("fremmed-innhold", self.book.file, melding, ", ".join(self.book.foreign)))
        if not any(grid.filled_rows for grid in self.book.grids):
            self._say(feil("tom-arbeidsbok", self.book.file, "Arbeidsboken har ingen celler med innhold."))

    def _skipped(self, grid: Grid, sheet: Sheet | None, shown: AbstractSet[Sheet | None]) -> bool:
        """Whether the sheet is hidden, and so left out; how much it holds is said.

        It is a warning for one that is a `sheet` of which none of those that are `shown` is.
        """
        if grid.state == VISIBLE or grid.title in self.settings.hidden_sheets:
            return False
        self.counts[grid.title] = SheetCount(grid.title, None, len(grid.numbers), hidden=True)
        if grid.numbers and not grid.title.startswith("_"):
            melding = f"Arket «{grid.title}» er skjult, og er ikke lest. Det har {_lines(len(grid.numbers))}."
            if sheet and sheet not in shown:
                self._say(
                    advarsel("skjult-ark", grid.title, melding, forslag="Vis arket i Excel hvis det skal være med.")
                )
            else:
                self._say(info("skjult-ark", grid.title, melding))
        return True

    def _report_year(self, grid: Grid, bare: Title, title: Title) -> None:
        """Say which year a sheet called «Status 1Q» is read as; `bare` is what its title says by itself."""
        period = as_period(title.period)
        if period is None or bare.period is not None or not self.counts[grid.title].known_as:
            return
        melding = (
            f"Navnet på arket «{grid.title}» sier ikke hvilket år. "
            f"Arket er lest som {period.tekst('1Q 2024')}, for {period.aar} er året til rapportkvartalet."
        )
        self._say(info(YEAR_GUESSED, grid.title, melding, forslag="Skriv året i navnet på arket."))

    def _read_grid(self, grid: Grid, title: Title) -> None:
        self.counts[grid.title] = SheetCount(grid.title, None, 0)
        if not grid.numbers:
            return
        self._report_hidden(grid)
        if title.sheet and title.sheet.key_value:
            self._read_key_value(grid, title.sheet)
            return
        layout = layout_of(grid, title.sheet, self.schema, self.settings.header_rows.get(grid.title))
        if layout.chart is not None:
            from rapportgen.excel.gantt import read_chart  # few workbooks have one

            self._add(grid, layout.chart.sheet, read_chart(grid, layout.chart), {})
        elif layout.tables:
            self._read_tables(grid, title, layout)
        else:
            self._read_unknown(grid, title)

    def _report_hidden(self, grid: Grid) -> None:
        if not (grid.hidden_rows or grid.hidden_columns):
            return
        rows = grid.hidden_rows.intersection(grid.numbers)
        if rows:
            melding = (
                f"{_lines(len(rows)).capitalize()} i arket «{grid.title}» er skjult eller filtrert bort. "
                f"{'Den' if len(rows) == 1 else 'De'} er lest."
            )
            self._say(info("skjulte-rader", grid.title, melding))
        hidden = grid.hidden_columns.intersection(chain.from_iterable(grid.filled_rows.values()))
        if hidden:
            letters = [column_letters(column) for column in sorted(hidden)]
            what = f"Kolonne {letters[0]}" if len(letters) == 1 else f"Kolonnene {', '.join(letters)}"
            melding = f"{what} i arket «{grid.title}» er skjult, og er lest."
            self._say(info("skjulte-kolonner", grid.title, melding))

    def _read_key_value(self, grid: Grid, sheet: Sheet) -> None:
        reader = KeyValueReader(grid, sheet)
        record = reader.read()
        data = self._data(sheet, grid)
        if data.rows:
            self._say(advarsel("to-ark", grid.title, f"To ark er «{sheet.name}». Bare det første er brukt."))
            data.notes.extend(f"{field}: {value}" for field, value in record.values.items())
            return
        data.rows.append(record)
        data.notes.extend(reader.notes)
        data.columns.update(reader.addresses)
        self.workbook.problems.extend(reader.problems)
        self._count(grid, sheet, 1)

    # --- Tables ----------------------------------------------------------------------------------------------------

    def _read_tables(self, grid: Grid, title: Title, layout: Layout) -> None:
        unit = layout.unit or self._project_unit()
        period = as_period(title.period) or layout.period
        said = len(self.workbook.problems)
        bare = [
            self._read_table(grid, table, found, title, table.unit or unit or UNITS[0], period)
            for table, found in layout.tables
        ]
        # The tables of several quarters share columns, and what is said of those.
        self.workbook.problems[said:] = dict.fromkeys(self.workbook.problems[said:])
        if not unit and (places := list(filter(None, bare))):
            self._report_unit(grid, places[0])
        self._keep_rest(grid, layout)

    def _read_table(
        self, grid: Grid, table: Table, found: Fields, title: Title, unit: str, period: Periode | None
    ) -> str:
        """Read a table; gives the heading over bare figures of money that no heading of the table gives a unit."""
        sheet = table.sheet
        if table.known_by != "navn":
            melding = f"En tabell i arket «{grid.title}» er lest som «{sheet.name}», ut fra overskriftene."
            self._say(info("gjenkjent", grid.address(table.header[0], table.left), melding))
        given = self._given(table, title, unit, table.period or quarter(period) or found.period or period)
        content = RowReader(grid, table, found, given).read()
        self._assume_period(grid, table, content)
        if self._is_copy(grid, sheet, content):
            return ""
        self._report_columns(grid, table, found, content, given)
        columns = {f.name or f.heading: grid.address(f.row, f.column) for f in found.fields}
        data = self._add(grid, sheet, content, columns)
        for f in found.fields:
            if f.is_money:
                data.units.setdefault(f.name, f.unit if f.unit in UNITS else given.unit)
        return _without_unit(grid, table, found)

    def _given(self, table: Table, title: Title, unit: str, period: Periode | None) -> Given:
        """What the rows take from the title, the headings, and the project's settings; `period` may be a year alone."""
        words = dict(title.defaults) if title.sheet is table.sheet else {}
        for heading in table.headings if table.sheet.variants else ():
            words.update(variant_of(heading.text, table.sheet))
        year = period.slutt.year if period else self._year()
        return Given(variant_values(table.sheet, words), quarter(period), unit, year, period is None, self.levels)

    def _is_copy(self, grid: Grid, sheet: Sheet, content: Content) -> bool:
        """Whether the rows are those of another sheet, as in «Økonomi (2)», and so left out; it is said."""
        data = self.workbook.sheets.get(sheet.name)
        original = self.copies.original(content.rows, data.rows, grid.title) if data else ""
        if not original:
            return False
        titles = (read_title(title, self.schema) for title in (grid.title, original))
        if not sheet.period and any(title.period for title in titles):
            return False  # «Risiko 1Q» and «Risiko 2Q» are two states of a list
        melding = (
            f"Arket «{grid.title}» har de samme linjene som arket «{original}», og er ikke lest. "
            f"Rapporten bruker «{original}»."
        )
        self._say(feil("kopi-av-ark", grid.title, melding, forslag="Behold det riktige arket, og slett det andre."))
        self.counts[grid.title] = self.counts[grid.title].changed(rows=len(content.rows))
        return True

    def _assume_period(self, grid: Grid, table: Table, content: Content) -> None:
        """Give rows that name no quarter, where there is no column for it, the report's quarter with a warning."""
        sheet = table.sheet
        name, assumed = sheet.period, self._setting("rapportkvartal")
        if not (name and assumed and sheet.by_name[name].required):
            return
        every = [*content.rows, *(total.row for total in content.totals)]
        rows = [row for row in every if name not in row.addresses and row.values.get(name) is None]
        if not rows:
            return
        for row in rows:
            row.values[name] = assumed
        what, place = f"Arket «{grid.title}»", grid.title
        if table.known_by != "navn":
            what, place = f"Tabellen «{sheet.name}»", grid.address(table.header[0], table.left)
        melding = (
            f"{what} sier ikke hvilket kvartal linjene gjelder. De er lest som {assumed}, "
            "rapportkvartalet i «Prosjekt»."
        )
        self._say(advarsel("kvartal-antatt", place, melding, forslag="Lag en kolonne «Kvartal»."))

    def _report_columns(self, grid: Grid, table: Table, found: Fields, content: Content, given: Given) -> None:
        """Say what was doubtful about the headings, and which columns are missing that nothing else fills."""
        self._say(*found.problems)
        required = {column.name for column in table.sheet.columns if column.required}
        if required.issubset([f.name for f in found.fields]):
            return
        filled = [name for name in required if all(r.values.get(name) is not None for r in content.rows)]
        given_anyway = [*given.defaults, *(filled if content.rows else [table.sheet.period or ""])]
        place = grid.address(table.header[1], table.left)
        self._say(*missing_columns(table.sheet, found.fields, place, given_anyway))

    def _report_unit(self, grid: Grid, place: str) -> None:
        melding = f"Arket «{grid.title}» sier ikke hvilken enhet beløpene er i. De er lest som hele kroner."
        forslag = "Skriv enheten i overskriften, eller i feltet «Beløpsenhet» i arket «Prosjekt»."
        self._say(advarsel("enhet-mangler", place, melding, forslag=forslag))

    def _project_unit(self) -> str | None:
        written = self._setting("beloepsenhet")
        return _unit_named(str(written)) if written else None

    def _keep_rest(self, grid: Grid, layout: Layout) -> None:
        """Keep as notes what stands outside the tables; say so where it looks like more than a line of text."""
        data = self._data(layout.tables[0][0].sheet, grid)
        data.notes.extend(layout.rest.notes)
        lost = layout.rest.lost
        if lost:
            first, column = lost[0]
            rows = f"Rad {first}" if len(lost) == 1 else f"{len(lost)} rader fra rad {first}"
            melding = f"{rows} i arket «{grid.title}» står utenfor tabellene, og er ikke lest som linjer."
            forslag = (
                "Hører innholdet til tabellen, så flytt det inn i den, og fjern tomme rader. "
                "Er det en tabell til, så flytt den til et eget ark."
            )
            self._say(advarsel("utenfor-tabell", grid.address(first, column), melding, forslag=forslag))

    def _read_unknown(self, grid: Grid, title: Title) -> None:
        if title.sheet and title.certain:
            wanted = ", ".join(f"«{c.heading}»" for c in title.sheet.columns[:4])
            melding = (
                f"Arket «{grid.title}» har ingen overskriftsrad som programmet kjenner, "
                f"og er ikke lest som «{title.sheet.name}»."
            )
            self._say(feil("mangler-overskriftsrad", grid.title, melding, forslag=f"Skriv overskrifter som {wanted}."))
        else:
            melding = f'Arket «{grid.title}» er ikke kjent. Maler kan hente det som ark["{grid.title}"].'
            self._say(info("ukjent-ark", grid.title, melding))
        sheet, problems = read_unknown(grid)
        self.workbook.unknown[grid.title] = sheet
        self.workbook.problems.extend(problems)
        self.counts[grid.title] = self.counts[grid.title].changed(rows=len(sheet.rows))

    # --- Collecting ------------------------------------------------------------------------------------------------

    def _add(self, grid: Grid, sheet: Sheet, content: Content, columns: Mapping[str, str]) -> SheetData:
        data = self._data(sheet, grid)
        data.rows.extend(content.rows)
        data.totals.extend(content.totals)
        data.notes.extend(content.notes)
        for name, place in columns.items():
            data.columns.setdefault(name, place)
        self.workbook.problems.extend(content.problems)
        self._count(grid, sheet, len(content.rows))
        return data

    def _data(self, sheet: Sheet, grid: Grid) -> SheetData:
        data = self.workbook.sheets.setdefault(sheet.name, SheetData(sheet))
        if grid.title not in data.titles:
            data.titles = (*data.titles, grid.title)
        return data

    def _count(self, grid: Grid, sheet: Sheet, rows: int) -> None:
        count = self.counts[grid.title]
        self.counts[grid.title] = count.changed(known_as=count.known_as or sheet.name, rows=count.rows + rows)

    def _setting(self, name: str) -> Any:
        """What the project's sheet says, if there is one."""
        return self.workbook.prosjekt.values.get(name) if "Prosjekt" in self.schema else None

    def _year(self) -> int | None:
        period = self._setting("rapportkvartal")
        return period.slutt.year if period else None

    def _say(self, *problems: Problem) -> None:
        self.workbook.problems.extend(problems)


@lru_cache(maxsize=64)
def _unit_named(written: str) -> str | None:
    """The unit that amounts may be read in, as the project's sheet says it."""
    unit = parse_unit(f"({written})")[1]
    return unit if unit in UNITS else None


def _without_unit(grid: Grid, table: Table, found: Fields) -> str:
    """The first heading of money over a figure with no unit in its format; empty where a heading says the unit."""
    money = [f for f in found.fields if f.is_money]
    if any(f.unit in UNITS for f in money):
        return ""
    cells = ((f, grid.cell(row, f.column)) for f in money for row in table.body)
    bare = (f for f, cell in cells if cell.is_number and "kr" not in cell.style.number_format)
    return next((grid.address(f.row, f.column) for f in bare), "")


def _lines(count: int) -> str:
    return "én rad" if count == 1 else f"{count} rader"
