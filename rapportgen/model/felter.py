"""The list of what a template may use, made from the declarations."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from rapportgen.model.felt import Field, Group
from rapportgen.model.felter_samlerapport import portfolio_fields
from rapportgen.model.sheets import SCHEMA
from rapportgen.model.tagger import Tags
from rapportgen.model.tillegg import ROWS, added_fields
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rapportgen.model.declare import Schema, Sheet

# Words of names that no heading or explanation spells with æ, ø and å.
_SPELT = {"omraade": "område", "omraadenavn": "områdenavn", "forskjoevet": "forskjøvet", "omraadenr": "områdenr"}
# Sheets that templates do not see as rows: the scale is `grunnlag.skala`, earlier risks are compared with, and the
# staircase is seen step by step.
_NOT_SEEN = {"Skala", "Risikohistorikk", "Omsorgstrapp"}
_TEXTS = "Tekst"
_PER_PERIOD = " Tom når overskriften har år eller kvartal: bruk feltene for rapportens eget."
_FIRST = ("rapport", "prosjekt", "tekst", "lys", "setninger", "hovedtall", "samlet_status")
_SHEETS = ("endringer", "grunnlag", "ark")
_LAST = ("løkker", "grafer")


@cache
def template_fields(schema: Schema = SCHEMA) -> tuple[Field, ...]:
    """Every field that a template may use, those of a group together, in the order of the workbook."""
    tags = tags_of(schema)
    shown = [sheet for sheet in schema if sheet.name not in _NOT_SEEN]
    fields = [field for sheet in shown for field in _fields_of(sheet, tags)]
    return tuple(in_groups(tags.completed(field) for field in (*fields, *added_fields())))


@cache
def tags_of(schema: Schema = SCHEMA) -> Tags:
    """What knows the tags of a schema's fields."""
    words = _words(schema)
    return Tags(schema, lambda name: _spelt(name, words))


def in_groups(fields: Iterable[Field]) -> list[Field]:
    """The fields with those of a group together; the groups of the report first, what is common to all last."""
    fields = list(fields)
    seen = dict.fromkeys(field.gruppe for field in fields)
    own_sheets = [name for name in seen if name.startswith("ark[")]
    middle = [name for name in seen if name not in (*_FIRST, *_SHEETS, *_LAST, *own_sheets)]
    rank = {name: number for number, name in enumerate((*_FIRST, *middle, *_SHEETS, *own_sheets, *_LAST))}
    return sorted(fields, key=lambda field: rank[field.gruppe])


def groups_of(fields: Sequence[Field], schema: Schema = SCHEMA) -> list[tuple[Group, list[Field]]]:
    """The groups of these fields, each with its own."""
    return [
        (tags_of(schema).group(name, own), own)
        for name, own in ((name, list(found)) for name, found in groupby(fields, key=lambda field: field.gruppe))
    ]


def _fields_of(sheet: Sheet, tags: Tags) -> Iterator[Field]:
    owner = f'ark["{sheet.name}"]' if sheet.own else tags.spelt(sheet.samling)
    if sheet.name == _TEXTS:
        help = "Teksten med denne nøkkelen i rapportens kvartal, med avsnitt, punkter, fet og kursiv skrift."
        tag = "{% if tekst.sammendrag is defined %}{{ tekst.sammendrag }}{% endif %}"
        yield Field(f"{owner}.<nøkkel>", "tekst", sheet.name, "Tekst", help, "tekst.sammendrag", tagg=tag)
        return
    if not sheet.key_value:
        owner += "[]"
        words = ", ".join(sheet.synonyms)
        yield Field(owner, ROWS, sheet.name, "", sheet.help, "", synonymer=words)
    for column in sheet.columns:
        name, words = f"{owner}.{tags.spelt(column.name)}", ", ".join(column.synonyms)
        help = column.help + (_PER_PERIOD if column.per_period and column.name not in sheet.joined else "")
        yield Field(name, column.kind.label, sheet.name, column.heading, help, column.example, synonymer=words)
    for computed in sheet.computed.values():
        name = f"{owner}.{tags.spelt(computed.name)}"
        yield Field(name, "utregnet", sheet.name, "", computed.help, "", synonymer=computed.heading)
    for joined in sheet.joined.values():
        name = f"{owner}.{tags.spelt(joined.name)}"
        yield Field(name, "koblet", sheet.name, "", joined.help, "", synonymer=joined.heading)


@cache
def _letters() -> dict[str, str]:
    """Every name of the list, by its form in code."""
    fields = (*portfolio_fields(), *template_fields())
    return {ascii_name(part): part for field in fields for part in re.findall(r"\w+", field.felt)}


def with_letters(name: str) -> str:
    """The æøå form of a name in code: `oekonomi` → `økonomi`, but `risikoer`. A name we do not know stays as it is."""
    return _letters().get(name, name)


def _words(schema: Schema) -> dict[str, str]:
    """How the words of names are spelt, by their form in code, as the headings and explanations have them."""
    texts = [text for sheet in schema for text in (sheet.name, sheet.help)]
    for sheet in schema:
        texts += [text for column in sheet.columns for text in (column.heading, column.help)]
        texts += [text for computed in sheet.computed.values() for text in (computed.heading, computed.help)]
        texts += [text for joined in sheet.joined.values() for text in (joined.heading, joined.help)]
    found = (word.lower() for text in texts for word in re.findall(r"\w+", text))
    return {ascii_name(word): word for word in found if not word.isascii()} | _SPELT


def _spelt(name: str, words: Mapping[str, str]) -> str:
    return "_".join(words.get(word, word) for word in name.split("_"))
