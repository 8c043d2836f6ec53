"""How a sheet is declared: one class with one line per column, from which everything else follows.

    @sheet("Risiko", samling="risikoer", help="Trusler og muligheter.")
    class Risiko(Row):
        id: str = column("Risiko-ID", IDENTIFIER, required=True, help="Unik, for eksempel R1.")

From the declaration come the empty workbook, the reading, the checking, the template's field names
and the field list. To add a column, add a line.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeVar, overload

from rapportgen.model.record import Parts, Record
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rapportgen.model.kinds import Kind
    from rapportgen.model.perioder import Periode
    from rapportgen.model.utelatt import Utelatt

R = TypeVar("R", bound="type[Row]")


class Column(Parts):
    """One column of a sheet, and the attribute of a row that holds its value.

    `per_period` columns may stand several times in a sheet, once for each period named in the
    heading («Effekt 2024», «Effekt 2025»); it says which kind of period a new workbook asks for,
    "aar" or "kvartal". `fill_down` columns take the value above when blank. `refers_to` names the
    column whose values this one points at, as sheet and attribute («Tiltak.id»). `counts` names the
    columns that say what the figures of this one count (its unit, then its name; or itself, for a
    text): where that is people, small figures may have to be hidden. `unit_in` names the column with
    the unit that the figures of this one count in.
    """

    __slots__ = (
        *("counts", "example", "fill_down", "heading", "help", "kind", "name"),
        *("per_period", "refers_to", "required", "synonyms", "unit_in"),
    )

    def __init__(
        self,
        heading: str,
        kind: Kind,
        required: bool = False,
        synonyms: tuple[str, ...] = (),
        help: str = "",
        example: str = "",
        per_period: Literal["", "aar", "kvartal"] = "",
        fill_down: bool = False,
        refers_to: str = "",
        counts: tuple[str, ...] = (),
        unit_in: str = "",
        name: str = "",
    ) -> None:
        self.heading, self.kind = heading, kind
        self.required, self.synonyms = required, synonyms
        self.help, self.example = help, example
        self.per_period, self.fill_down = per_period, fill_down
        self.refers_to, self.counts, self.unit_in = refers_to, counts, unit_in
        self.name = name

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, row: None, owner: type) -> Column: ...
    @overload
    def __get__(self, row: Row, owner: type) -> Any: ...
    def __get__(self, row: Row | None, owner: type) -> Any:
        return self if row is None else row.values.get(self.name)


class Computed:
    """A field worked out from other columns of the same row: arithmetic that templates should not do."""

    def __init__(self, heading: str, help: str, function: Callable[[Any], Any]) -> None:
        self.heading, self.help, self.function = heading, help, function
        self.name = function.__name__

    @overload
    def __get__(self, row: None, owner: type) -> Computed: ...
    @overload
    def __get__(self, row: Row, owner: type) -> Any: ...
    def __get__(self, row: Row | None, owner: type) -> Any:
        return self if row is None else self.function(row)


class Joined:
    """A field that comes from other rows, filled in when the report's quarter is chosen."""

    def __init__(self, heading: str, help: str = "", name: str = "") -> None:
        self.heading, self.help, self.name = heading, help, name

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, row: None, owner: type) -> Joined: ...
    @overload
    def __get__(self, row: Row, owner: type) -> Any: ...
    def __get__(self, row: Row | None, owner: type) -> Any:
        return self if row is None else row.joined.get(self.name)


def column(heading: str, kind: Kind, *, synonyms: str = "", **options: Any) -> Any:
    """Declare a column. `synonyms` are other headings, comma-separated, in any spelling or language."""
    return Column(heading, kind, synonyms=split_words(synonyms), **options)


def computed(heading: str, help: str) -> Callable[[Callable[[Any], Any]], Any]:
    """Declare a field worked out from the row itself."""
    return lambda function: Computed(heading, help, function)


def joined(heading: str, help: str) -> Any:
    """Declare a field that is filled in when the quarter is chosen (previous status, change …)."""
    return Joined(heading, help)


def split_words(text: str) -> tuple[str, ...]:
    """«Regnskap, HiÅ; Forbr,%»: the parts of a list separated by commas, or by semicolons if it has any."""
    separator = ";" if ";" in text else ","
    return tuple(part.strip() for part in text.split(separator) if part.strip())


class Sheet(Parts):
    """A declared sheet: its names, its columns in order, and the class of its rows.

    `samling` is the template's name for the rows, `key` the column whose values must be unique,
    `period` the column that says which quarter a row belongs to. A `key_value` sheet has its
    columns written downwards as «Felt · Verdi», and holds one record. `variants` are other sheet
    names that say something about every row: a sheet «Muligheter» holds risks of type mulighet.
    """

    __slots__ = (
        *("columns", "help", "key", "key_value", "name", "own", "period"),
        *("row_class", "samling", "synonyms", "variants", "__dict__"),  # the last for what is cached
    )

    def __init__(
        self,
        name: str,
        samling: str,
        row_class: type[Row],
        columns: tuple[Column, ...],
        help: str = "",
        synonyms: tuple[str, ...] = (),
        key: str | None = None,
        period: str | None = None,
        key_value: bool = False,
        variants: Mapping[str, Mapping[str, str]] | None = None,
        own: bool = False,
    ) -> None:
        self.name, self.samling = name, samling
        self.row_class, self.columns = row_class, columns
        self.help, self.synonyms = help, synonyms
        self.key, self.period, self.key_value = key, period, key_value
        self.variants = {} if variants is None else variants
        self.own = own

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by attribute name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def filled_down(self) -> tuple[str, ...]:
        """The names of the columns that take the value above when blank."""
        return tuple(column.name for column in self.columns if column.fill_down)

    @cached_property
    def computed(self) -> dict[str, Computed]:
        """The computed fields by name."""
        return {c.name: c for c in _declared_in(self.row_class) if isinstance(c, Computed)}

    @cached_property
    def joined(self) -> dict[str, Joined]:
        """The fields filled in from other rows, by name."""
        return {c.name: c for c in _declared_in(self.row_class) if isinstance(c, Joined)}

    @cached_property
    def field_names(self) -> frozenset[str]:
        """Everything that a template may ask a row of this sheet for, unknown columns aside."""
        return frozenset((*self.by_name, *self.computed, *self.joined))


class Row(Record):
    """One row of a sheet: typed values, and the address of each.

    `values` holds what the columns say, `by_period` the values of columns that stand once per
    period, `unknown` the columns the declaration does not know, by heading, and `joined` what came
    from other rows. An absent or unreadable value is None; `instead` has what is printed where a value
    is left out, by the same names as `addresses`.
    """

    __slots__ = ("_unknown_names", "addresses", "by_period", "instead", "joined", "number", "unknown", "values")

    SHEET: ClassVar[Sheet]

    def __init__(
        self,
        values: Mapping[str, Any],
        addresses: Mapping[str, str] | None = None,
        unknown: Mapping[str, Any] | None = None,
        by_period: Mapping[str, Mapping[Periode, Any]] | None = None,
        number: int = 0,
        joined: Mapping[str, Any] | None = None,
        instead: Mapping[str, Utelatt] | None = None,
    ) -> None:
        self.values = values
        self.addresses = {} if addresses is None else addresses
        self.unknown = {} if unknown is None else unknown
        self.by_period = {} if by_period is None else by_period
        self.number = number
        self.joined = {} if joined is None else joined
        self.instead = {} if instead is None else instead
        self._unknown_names: dict[str, Any] | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{k}={v!s}' for k, v in self.values.items() if v is not None)})"

    def felt(self, name: str) -> object:
        """The value of a column, a computed or joined field, or an unknown column by its ASCII name."""
        if name in self.joined:
            return self.joined[name]
        if name in self.values:
            return self.values[name]
        if name in self.SHEET.by_name:
            return None
        if name in self.SHEET.computed:
            return self.SHEET.computed[name].function(self)
        if name in self.SHEET.joined:
            return None
        return self._unknown_by_name()[name]

    def feltnavn(self) -> tuple[str, ...]:
        """All names `felt` answers to."""
        return (*sorted(self.SHEET.field_names), *self._unknown_by_name())

    def utelatt(self, name: str) -> Utelatt | None:
        """What is printed in place of a column, a joined field or an unknown column that is left out."""
        return self.instead.get(name) if self.instead else None

    def written(self) -> Iterator[tuple[str, Any]]:
        """Every value that the row itself holds, with the name that `address` knows its column by."""
        yield from self.values.items()
        yield from self.unknown.items()
        for name, by_period in self.by_period.items():
            for value in by_period.values():
                yield name, value

    def add_written_to(self, values: list[Any]) -> None:
        """Add every value that the row itself holds."""
        values.extend(self.values.values())
        if self.unknown:
            values.extend(self.unknown.values())
        for by_period in self.by_period.values():
            values.extend(by_period.values())

    def address(self, name: str) -> str:
        """Where the value of column `name` stands (`Risiko!C7`), or the row's first cell, or its sheet."""
        return self.addresses.get(name) or next(iter(self.addresses.values()), self.SHEET.name)

    @property
    def title(self) -> str:
        """The name of the sheet in the workbook that the row stands in."""
        return next(iter(self.addresses.values()), "").rpartition("!")[0]

    def with_joined(self, instead: Mapping[str, Utelatt] | None = None, **fields: Any) -> Any:
        """A copy of the row with these fields filled in, and what is printed `instead` of those left out."""
        left_out = {**self.instead, **instead} if instead else self.instead
        return self.changed(joined={**self.joined, **fields}, instead=left_out)

    def changed(
        self,
        values: Mapping[str, Any] | None = None,
        addresses: Mapping[str, str] | None = None,
        unknown: Mapping[str, Any] | None = None,
        by_period: Mapping[str, Mapping[Periode, Any]] | None = None,
        joined: Mapping[str, Any] | None = None,
        instead: Mapping[str, Utelatt] | None = None,
    ) -> Any:
        """A copy of the row with other content; what is not given stays. The row itself never changes."""
        return type(self)(
            self.values if values is None else values,
            self.addresses if addresses is None else addresses,
            self.unknown if unknown is None else unknown,
            self.by_period if by_period is None else by_period,
            self.number,
            self.joined if joined is None else joined,
            self.instead if instead is None else instead,
        )

    def _unknown_by_name(self) -> dict[str, Any]:
        if self._unknown_names is None:
            self._unknown_names = {ascii_name(heading): value for heading, value in self.unknown.items()}
        return self._unknown_names


def sheet(
    name: str,
    *,
    samling: str,
    help: str,
    synonyms: str = "",
    key: str | None = None,
    period: str | None = None,
    key_value: bool = False,
    variants: Mapping[str, Mapping[str, str]] | None = None,
) -> Callable[[R], R]:
    """Declare a sheet. The decorated class gets `SHEET`; its Column attributes are the columns."""

    def declare(row_class: R) -> R:
        columns = tuple(c for c in vars(row_class).values() if isinstance(c, Column))
        row_class.SHEET = Sheet(
            name, samling, row_class, columns, help, split_words(synonyms), key, period, key_value, variants
        )
        return row_class

    return declare


def _declared_in(row_class: type[Row]) -> Iterator[object]:
    """What the class of the rows, and the class that it extends, declare."""
    for declaring in reversed(row_class.__mro__):
        yield from vars(declaring).values()


def with_columns(sheet: Sheet, columns: tuple[Column, ...], synonyms: tuple[str, ...] | None = None) -> Sheet:
    """The sheet with these columns in place of its own, and with rows that answer to them.

    Columns that the class of the rows does not declare are fields of its rows (`felt`), and no attributes.
    """
    row_class: type[Row] = type(sheet.row_class.__name__, (sheet.row_class,), {"__slots__": ()})
    names = sheet.synonyms if synonyms is None else synonyms
    row_class.SHEET = sheet.changed(row_class=row_class, columns=columns, synonyms=names)
    return row_class.SHEET


class Schema:
    """The sheets a workbook may have, in the order they are shown. Pass another one to extend the program.

    Two with the same sheets are equal.
    """

    def __init__(self, sheets: tuple[Sheet, ...]) -> None:
        self.sheets: Final = sheets
        self._by_name = {sheet.name: sheet for sheet in sheets}

    def __eq__(self, other: object) -> bool:
        return self.sheets == other.sheets if isinstance(other, Schema) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.sheets)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)

    def __getitem__(self, name: str) -> Sheet:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name


def schema_of(row_classes: Iterable[type[Row]]) -> Schema:
    """The schema of these row classes, in the order given."""
    return Schema(tuple(row_class.SHEET for row_class in row_classes))
