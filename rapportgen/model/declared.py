"""What a template may ask for, without a workbook: the declared fields as values that a checker can follow.

Every name of the context has a stand-in. A stand-in for rows answers to the fields of its sheet, one for a single value
knows its kind, and what only a workbook decides (the keys of texts, the columns of unknown sheets) may be anything.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rapportgen.model.felter import template_fields
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.record import Record
from rapportgen.model.samlinger import NOT_ROWS, ROW_OF, ROWS_OF
from rapportgen.model.sheets import SCHEMA
from rapportgen.model.tillegg import REPORT
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.declare import Sheet

_BY_KEY = ("tekst", "overskrift", "figur", "figurer", "fotnoter", "ord", "grafer")


class Unlisted(Record):
    """A value whose own fields are not listed: whatever is asked of it may be there. `slag` is «» when not known."""

    __slots__ = ("slag",)

    def __init__(self, slag: str = "") -> None:
        self.slag = slag

    def felt(self, name: str) -> object:
        return Unlisted()


class DeclaredRow(Record):
    """A row of a sheet. A workbook may have columns of its own besides those declared."""

    __slots__ = ("besides", "sheet")

    def __init__(self, sheet: Sheet, besides: Iterable[str] = ()) -> None:
        self.sheet, self.besides = sheet, tuple(besides)

    def felt(self, name: str) -> object:
        if name in self.besides:
            return Unlisted()
        path = f"{self.sheet.samling}[].{name}"
        if path in ROWS_OF or path in ROW_OF or name not in self.sheet.by_name:
            if name not in self.sheet.field_names:
                raise KeyError(name)
            return _at(path)
        return Unlisted(self.sheet.by_name[name].kind.label)

    def feltnavn(self) -> tuple[str, ...]:
        return (*sorted(self.sheet.field_names), *self.besides)


class ByKey(Unlisted):
    """Things that a workbook decides the keys of: texts, figures, footnotes, charts."""

    __slots__ = ()


class Sheets(Record):
    """`ark["Kompetanse"]`: the rows of a sheet that is not declared; declared ones have names of their own."""

    __slots__ = ()

    def felt(self, name: str) -> object:
        if any(ascii_name(sheet.name) == ascii_name(name) for sheet in SCHEMA):
            raise KeyError(name)
        return Rader([Unlisted()])


@cache
def declared_context() -> dict[str, object]:
    """A stand-in for everything that `make_context` gives, by the same names."""
    collections: dict[str, object] = {
        sheet.samling: _collection(sheet.samling) for sheet in SCHEMA if sheet.samling not in NOT_ROWS
    }
    listed: dict[str, list[str]] = {}
    for field in template_fields():
        group, _, name = field.felt.partition(".")
        if field.ark == REPORT and name.isidentifier() and not group.endswith("[]"):
            listed.setdefault(ascii_name(group), []).append(ascii_name(name))
    records: dict[str, object] = {
        group: Felter(**{name: _at(f"{group}.{name}") for name in names})
        for group, names in listed.items()
        if group not in collections
    }
    return {
        **records,
        **collections,
        **{name: _collection(name) for name in ROWS_OF if name.isidentifier()},
        **{name: ByKey() for name in _BY_KEY},
        "prosjekt": DeclaredRow(SCHEMA["Prosjekt"]),
        "ark": Sheets(),
    }


def _at(path: str) -> object:
    """The stand-in for what stands under a path such as `oekonomi.sum` or `tiltak[].naa`."""
    if path in ROWS_OF:
        return _rows(ROWS_OF[path])
    return DeclaredRow(SCHEMA[ROW_OF[path]]) if path in ROW_OF else Unlisted()


def _rows(sheet: str) -> Rader:
    return Rader([DeclaredRow(SCHEMA[sheet])])


def _collection(name: str) -> Rader:
    """The rows of a name of the context, with the fields of the collection itself."""
    row = _row_of(name)
    fields = {field: _at(f"{name}.{field}") for field in _listed(name)}
    return Rader([row], **fields)


def _row_of(name: str) -> object:
    sheet, names = ROWS_OF.get(name), _listed(f"{name}[]")
    if sheet == "":
        return Felter(**{field: Unlisted() for field in names})
    own = SCHEMA[sheet] if sheet else next(one for one in SCHEMA if one.samling == name)
    return DeclaredRow(own, names)


def _listed(group: str) -> list[str]:
    """The names that the list of fields has for what the program adds to a group."""
    pairs = [field.felt.rpartition(".") for field in template_fields() if field.ark == REPORT]
    return [ascii_name(name) for owner, _, name in pairs if _code(owner) == group and name.isidentifier()]


def _code(owner: str) -> str:
    return ascii_name(owner.removesuffix("[]")) + ("[]" if owner.endswith("[]") else "")
