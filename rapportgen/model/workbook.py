"""A workbook as the model sees it: typed rows per declared sheet, and everything else kept by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.personnummer import text_in
from rapportgen.model.record import Data, Record
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rapportgen.model.declare import Row, Schema, Sheet
    from rapportgen.model.utelatt import Utelatt
    from rapportgen.problems import Problem


class Total(Data):
    """A total that somebody typed («Sum», «Totalt»): a control on the rows above it, never a record.

    `label` is the word that made it a total, `row` the figures with their addresses, `start` the first
    and `end` the last row number it covers (the rows since the previous total or heading).
    """

    __slots__ = ("end", "label", "row", "start")

    def __init__(self, label: str, row: Row, start: int, end: int) -> None:
        self.label, self.row, self.start, self.end = label, row, start, end


class SheetData(Data):
    """What was read of one declared sheet, from one or several sheets of the workbook.

    `titles` are the names the sheets have in this workbook, `columns` the address of the heading of
    each column found, `units` the unit of each amount column, `notes` the free lines around the table.
    """

    __slots__ = ("_folded", "_text", "columns", "notes", "rows", "sheet", "titles", "totals", "units")

    def __init__(
        self,
        sheet: Sheet,
        titles: tuple[str, ...] = (),
        rows: list[Any] | None = None,
        totals: list[Total] | None = None,
        columns: dict[str, str] | None = None,
        units: dict[str, str] | None = None,
        notes: list[str] | None = None,
    ) -> None:
        self.sheet = sheet
        self.titles = titles
        self.rows = [] if rows is None else rows
        self.totals = [] if totals is None else totals
        self.columns = {} if columns is None else columns
        self.units = {} if units is None else units
        self.notes = [] if notes is None else notes
        self._text: str | None = None
        self._folded: str | None = None

    def rows_and_totals(self) -> list[Any]:
        """The rows, and at the end the rows of the totals."""
        return [*self.rows, *(total.row for total in self.totals)]

    def text(self) -> str:
        """The different texts of the rows and totals, three line breaks between them; to be asked for after reading.

        Most rules about texts find nothing in most sheets: they look here first, and then value by value.
        """
        if self._text is None:
            values: list[Any] = []
            for row in self.rows_and_totals():
                row.add_written_to(values)
            self._text = _texts_of(values)
        return self._text

    def folded(self) -> str:
        """The same text without regard to capitals."""
        if self._folded is None:
            self._folded = self.text().casefold()
        return self._folded


class UnknownRow(Record, Data):
    """A row of a sheet that is not declared: its values by heading, in the form they are written.

    `instead` has what is printed where a value is left out, by the field's name in templates. `names` are the
    headings by those names; the rows of a sheet have the same.
    """

    __slots__ = ("_headings", "instead", "number", "values")

    def __init__(
        self,
        values: Mapping[str, Any],
        number: int = 0,
        instead: Mapping[str, Utelatt] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.values = values
        self.number = number
        self.instead = {} if instead is None else instead
        self._headings = {} if names is None else names

    def felt(self, name: str) -> object:
        if not self._headings:
            self._headings = names_of(self.values)
        return self.values[self._headings[name]]

    def feltnavn(self) -> tuple[str, ...]:
        return tuple(self.values)

    def utelatt(self, name: str) -> Utelatt | None:
        return self.instead.get(ascii_name(name))


def names_of(headings: Iterable[str]) -> dict[str, str]:
    """The heading that each name in a template means: as it is written, or in ASCII. The first wins."""
    names: dict[str, str] = {}
    for heading in headings:
        names.setdefault(heading, heading)
        names.setdefault(ascii_name(heading), heading)
    return names


class UnknownSheet(Data):
    """A sheet the program does not know, reachable in templates as `ark["Kompetanse"]`.

    `notes` are the lines above its headings.
    """

    __slots__ = ("_text", "headings", "notes", "rows", "title")

    def __init__(
        self, title: str, headings: tuple[str, ...], rows: list[UnknownRow], notes: list[str] | None = None
    ) -> None:
        self.title, self.headings, self.rows = title, headings, rows
        self.notes = [] if notes is None else notes
        self._text: str | None = None

    def text(self) -> str:
        """The different texts of the rows, as of a declared sheet."""
        if self._text is None:
            values: list[Any] = []
            for row in self.rows:
                values.extend(row.values.values())
            self._text = _texts_of(values)
        return self._text

    def folded(self) -> str:
        """The same texts without regard to capitals."""
        return self.text().casefold()


def _texts_of(values: list[Any]) -> str:
    """The texts of the values: most values stand in many rows, as one object."""
    different = {id(value): value for value in values}.values()
    texts = [value if type(value) is str else text_in(value) for value in different if value is not None]
    return "\n\n\n".join(filter(None, texts))


class SheetCount(Data):
    """How much of one sheet of the file was read, for the report's appendix."""

    __slots__ = ("hidden", "known_as", "rows", "title")

    def __init__(self, title: str, known_as: str | None, rows: int, hidden: bool = False) -> None:
        self.title, self.known_as, self.rows, self.hidden = title, known_as, rows, hidden


class Workbook(Data):
    """A workbook that has been read. `checksum` is the file's SHA-256 in hexadecimal.

    `given_scale` are rows of sheet Skala that the workbook does not hold itself; its own have the last word.
    `properties` is the XML of what the file says of itself; empty when it says nothing.
    """

    __slots__ = (
        *("checksum", "counts", "file", "given_scale", "problems", "properties", "schema", "sheets"),
        "unknown",
    )

    def __init__(
        self,
        file: str,
        checksum: str,
        schema: Schema,
        sheets: dict[str, SheetData],
        unknown: dict[str, UnknownSheet] | None = None,
        counts: list[SheetCount] | None = None,
        problems: list[Problem] | None = None,
        given_scale: tuple[Any, ...] = (),
        properties: bytes = b"",
    ) -> None:
        self.file, self.checksum = file, checksum
        self.schema, self.sheets = schema, sheets
        self.unknown = {} if unknown is None else unknown
        self.counts = [] if counts is None else counts
        self.problems = [] if problems is None else problems
        self.given_scale = given_scale
        self.properties = properties

    def rows(self, name: str) -> list[Any]:
        """The rows of declared sheet `name`; an absent sheet has none."""
        data = self.sheets.get(name)
        return data.rows if data else []

    def rows_and_totals(self, name: str) -> list[Any]:
        """The rows of declared sheet `name`, and at the end those of the totals."""
        data = self.sheets.get(name)
        return data.rows_and_totals() if data else []

    def has(self, name: str) -> bool:
        """Whether the workbook holds declared sheet `name`, with or without rows."""
        return name in self.sheets

    @property
    def prosjekt(self) -> Any:
        """The one record of sheet Prosjekt; an empty one when the sheet is absent."""
        rows = self.rows("Prosjekt")
        return rows[0] if rows else self.schema["Prosjekt"].row_class({})

    def with_project(self, said: Mapping[str, Any], places: Mapping[str, str]) -> Workbook:
        """The workbook with these values in its sheet Prosjekt. `places` are their addresses, by the same names."""
        own = self.prosjekt
        changed = own.changed(
            values={**own.values, **said},
            addresses={**own.addresses, **places},
            instead={name: sign for name, sign in own.instead.items() if name not in said},
        )
        data = self.sheets.get("Prosjekt") or SheetData(self.schema["Prosjekt"])
        return self.changed(sheets={**self.sheets, "Prosjekt": data.changed(rows=[changed, *data.rows[1:]])})
