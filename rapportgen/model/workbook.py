"""A workbook as the model sees it: typed rows per declared sheet, and everything else kept by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rapportgen.model.personnummer import text_in
from rapportgen.model.record import Record
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rapportgen.model.declare import Row, Schema, Sheet
    from rapportgen.model.utelatt import Utelatt
    from rapportgen.problems import Problem


@dataclass(slots=True, repr=False)
class Total:
    """A total that somebody typed («Sum», «Totalt»): a control on the rows above it, never a record.

    `label` is the word that made it a total, `row` the figures with their addresses, `start` the first
    and `end` the last row number it covers (the rows since the previous total or heading).
    """

    label: str
    row: Row
    start: int
    end: int


@dataclass(slots=True, repr=False)
class SheetData:
    """What was read of one declared sheet, from one or several sheets of the workbook.

    `titles` are the names the sheets have in this workbook, `columns` the address of the heading of
    each column found, `units` the unit of each amount column, `notes` the free lines around the table.
    """

    sheet: Sheet
    titles: tuple[str, ...] = ()
    rows: list[Any] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _text: str | None = field(default=None, init=False, repr=False, compare=False)
    _folded: str | None = field(default=None, init=False, repr=False, compare=False)

    def text(self) -> str:
        """The different texts of the rows and totals, three line breaks between them; to be asked for after reading.

        Most rules about texts find nothing in most sheets: they look here first, and then value by value.
        """
        if self._text is None:
            values: list[Any] = []
            for row in (*self.rows, *(total.row for total in self.totals)):
                row.add_written_to(values)
            self._text = _texts_of(values)
        return self._text

    def folded(self) -> str:
        """The same text without regard to capitals."""
        if self._folded is None:
            self._folded = self.text().casefold()
        return self._folded


@dataclass(slots=True, repr=False)
class UnknownRow(Record):
    """A row of a sheet that is not declared: its values by heading, in the form they are written.

    `instead` has what is printed where a value is left out, by the field's name in templates. `names` are the
    headings by those names; the rows of a sheet have the same.
    """

    values: Mapping[str, Any]
    number: int = 0
    instead: Mapping[str, Utelatt] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def felt(self, name: str) -> object:
        if not self.names:
            self.names = names_of(self.values)
        return self.values[self.names[name]]

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


@dataclass(slots=True, repr=False)
class UnknownSheet:
    """A sheet the program does not know, reachable in templates as `ark["Kompetanse"]`.

    `notes` are the lines above its headings.
    """

    title: str
    headings: tuple[str, ...]
    rows: list[UnknownRow]
    notes: list[str] = field(default_factory=list)
    _text: str | None = field(default=None, init=False, repr=False, compare=False)

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


@dataclass(slots=True, repr=False)
class SheetCount:
    """How much of one sheet of the file was read, for the report's appendix."""

    title: str
    known_as: str | None
    rows: int
    hidden: bool = False


@dataclass(slots=True, repr=False)
class Workbook:
    """A workbook that has been read. `checksum` is the file's SHA-256 in hexadecimal.

    `given_scale` are rows of sheet Skala that the workbook does not hold itself; its own have the last word.
    `properties` is the XML of what the file says of itself; empty when it says nothing.
    """

    file: str
    checksum: str
    schema: Schema
    sheets: dict[str, SheetData]
    unknown: dict[str, UnknownSheet] = field(default_factory=dict)
    counts: list[SheetCount] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    given_scale: tuple[Any, ...] = ()
    properties: bytes = b""

    def rows(self, name: str) -> list[Any]:
        """The rows of declared sheet `name`; an absent sheet has none."""
        data = self.sheets.get(name)
        return data.rows if data else []

    def has(self, name: str) -> bool:
        """Whether the workbook holds declared sheet `name`, with or without rows."""
        return name in self.sheets

    @property
    def prosjekt(self) -> Any:
        """The one record of sheet Prosjekt; an empty one when the sheet is absent."""
        rows = self.rows("Prosjekt")
        return rows[0] if rows else self.schema["Prosjekt"].row_class({})
