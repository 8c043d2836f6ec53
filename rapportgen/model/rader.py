"""Collections of rows as templates meet them: loop over them, test them, ask which fields have values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.record import Record
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HAR = "har_"


class Rader(tuple[Any, ...], Record):
    """Rows in order, with fields of their own: `økonomi.sum`, `økonomi.enhet`.

    `har_<felt>` says whether any row has a value in that field, so that a template can leave a
    column out. It is false for fields that the rows do not have.
    """

    _fields: Mapping[str, Any]
    _found: dict[str, bool]

    def __new__(cls, rows: Iterable[Any] = (), **fields: Any) -> Rader:
        self = super().__new__(cls, rows)
        self._fields = fields
        self._found = {}
        return self

    @property
    def sum(self) -> Any:
        """The sum row of the collection, or None when it has none."""
        return self._fields.get("sum")

    def felt(self, name: str) -> object:
        if name in self._found:  # templates ask once for every row
            return self._found[name]
        if name in self._fields:
            return self._fields[name]
        if name.startswith(HAR):
            field = name.removeprefix(HAR)
            self._found[name] = any(_has(row, field) for row in self)
            return self._found[name]
        raise KeyError(name)

    def feltnavn(self) -> tuple[str, ...]:
        return tuple(self._fields)


class Register(Rader):
    """Rows in order that may also be asked for by their own key: `figurer["forside"]`, `fotnoter.forskrift`.

    A key that no row has gives a missing value, so that a template may ask for what only some workbooks have.
    """

    _by_key: dict[str, Any]

    @classmethod
    def over(cls, rows: Iterable[Any], key: str) -> Register:
        """The rows, by what they have in field `key`; the first of several wins."""
        rows = tuple(rows)
        return cls.of(rows, [(row.felt(key), row) for row in rows])

    @classmethod
    def of(cls, rows: Iterable[Any], pairs: Iterable[tuple[object, Any]]) -> Register:
        """The rows, and what to find by each key."""
        self = cls(rows)
        self._by_key = {}
        for key, thing in pairs:
            self._by_key.setdefault(ascii_name(str(key or "")), thing)
        return self

    def felt(self, name: str) -> object:
        return super().felt(name) if name.startswith(HAR) else self._by_key.get(ascii_name(name))

    def feltnavn(self) -> tuple[str, ...]:
        return tuple(filter(None, self._by_key))


class Felter(Record):
    """A record made of the fields it is given: `Felter(navn="Økonomi", lys=lys)`."""

    __slots__ = ("_fields",)

    def __init__(self, **fields: Any) -> None:
        self._fields = fields

    def __repr__(self) -> str:
        return f"Felter({', '.join(f'{k}={v!s}' for k, v in self._fields.items())})"

    def felt(self, name: str) -> object:
        return self._fields[name]

    def feltnavn(self) -> tuple[str, ...]:
        return tuple(self._fields)


class Oppslag(Record):
    """Things looked up by their own names, in any spelling: `tekst.innledning`, `ark["Kompetanse"]`."""

    __slots__ = ("_by_name", "_names")

    def __init__(self, things: Mapping[str, Any]) -> None:
        self._names = tuple(things)
        self._by_name = {ascii_name(name): thing for name, thing in things.items()}

    def felt(self, name: str) -> object:
        return self._by_name[ascii_name(name)]

    def feltnavn(self) -> tuple[str, ...]:
        return self._names


def felt_av(record: Record | None, name: str) -> Any:
    """The field of a record that may be missing altogether."""
    return None if record is None else record.felt(name)


def _has(row: Record, name: str) -> bool:
    try:
        value = row.felt(name)
    except KeyError:
        return False
    return row.utelatt(name) is not None if value is None else value != ""
