"""The list of what a template may use, made from the declarations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rapportgen.model.sheets import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.declare import Schema, Sheet


class Field(NamedTuple):
    """One field: its name as typed in a template, and where its value comes from."""

    felt: str
    slag: str
    ark: str
    kolonne: str
    hjelp: str
    eksempel: str


def template_fields(schema: Schema = SCHEMA) -> list[Field]:
    """Every field of every declared sheet, in the order of the workbook."""
    return [field for sheet in schema for field in _fields_of(sheet)]


def _fields_of(sheet: Sheet) -> Iterator[Field]:
    owner = with_letters(sheet.samling) + ("" if sheet.key_value else "[]")
    for column in sheet.columns:
        name = f"{owner}.{with_letters(column.name)}"
        yield Field(name, column.kind.label, sheet.name, column.heading, column.help, column.example)
    for computed in sheet.computed.values():
        yield Field(f"{owner}.{with_letters(computed.name)}", "utregnet", sheet.name, "", computed.help, "")
    for joined in sheet.joined.values():
        yield Field(f"{owner}.{with_letters(joined.name)}", "koblet", sheet.name, "", joined.help, "")


def with_letters(name: str) -> str:
    """The æøå form of a name in code: `oekonomi` → `økonomi`, `maalsetning` → `målsetning`.

    A few words have these letter pairs on their own (`moetefrekvens` has not); none does in the declarations.
    """
    return re.sub("aa", "å", re.sub("oe", "ø", re.sub("ae", "æ", name)))
