"""What a template may ask for, without a workbook: the declared fields as values that a checker can follow.

Every name of the context has a stand-in. A stand-in for rows answers to the fields of its sheet, one for a single value
knows its kind, and what only a workbook decides (the keys of texts, the columns of unknown sheets) may be anything.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rapportgen.model.kinds import WordKind
from rapportgen.model.ordforraad import STATUS
from rapportgen.model.parts import NAMES, WORDS, possible_parts, usual_parts
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.record import Record
from rapportgen.model.samlinger import NOT_ROWS, ROW_OF, ROWS_OF
from rapportgen.model.sheets import SCHEMA
from rapportgen.model.tagger import KINDS, LIGHT
from rapportgen.model.tillegg import REPORT, added_fields
from rapportgen.model.trafikklys import BLAA, GRAA, GROENN, GUL, ORANSJE, ROED, Lys
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from rapportgen.model.declare import Schema, Sheet
    from rapportgen.model.kinds import Kind

SUMMED_UP = {
    "samlet_status": ("Status", "Tiltak", "Milepæler", "Økonomi", "Innsparing", "Risiko"),
    "setninger": ("Status", "Tiltak", "Milepæler", "Økonomi", "Innsparing", "Risiko"),
    "hovedtall": ("Økonomi", "Innsparing", "Nøkkeltall"),
    "plan_neste": ("Tiltak",),
    "tidsserier": ("Nøkkeltall",),
    "grafer": ("Nøkkeltall",),
}
"""What is made of the rows of which sheets."""
LIGHTS = tuple(map(str, (BLAA, GRAA, GROENN, GUL, ORANSJE, ROED)))
_ALSO_LIGHTS = frozenset({"risikoer[].rf", "risikoer[].forrige"})
_PROGRESS = frozenset({"tiltak[].status", "tiltak[].status_forrige"})
_BY_KEY = {
    **dict.fromkeys(("tekst", "figur", "figurer", "fotnoter", "grafer")),
    "overskrift": NAMES,
    "ord": WORDS,
}
"""What each of the things has that a workbook decides the keys of; None when that is not told."""


class Unlisted(Record):
    """A value whose own fields are not listed. `slag` is the kind of its column, «» when not known.

    `words` are all that it can be, when that is one of a few words. `parts` are the fields that it can have; None when
    whatever is asked of it may be there.
    """

    __slots__ = ("parts", "slag", "words")

    def __init__(self, slag: str = "", words: tuple[str, ...] = (), parts: Collection[str] | None = None) -> None:
        self.slag, self.words = slag, words
        self.parts = possible_parts(slag) if parts is None and slag else parts

    def felt(self, name: str) -> object:
        if self.parts is not None and name not in self.parts:
            raise KeyError(name)
        return Unlisted()

    def feltnavn(self) -> tuple[str, ...]:
        if self.parts is None:
            return ()
        return tuple(sorted(usual_parts(self.slag) if self.slag else self.parts))


class DeclaredRow(Record):
    """A row of a sheet. A workbook may have columns of its own besides those declared."""

    __slots__ = ("besides", "schema", "sheet")

    def __init__(self, sheet: Sheet, schema: Schema, besides: Iterable[str] = ()) -> None:
        self.sheet, self.schema, self.besides = sheet, schema, tuple(besides)

    def felt(self, name: str) -> object:
        if name in self.besides:
            return Unlisted()
        path = f"{self.sheet.samling}[].{name}"
        if path in ROWS_OF or path in ROW_OF or name not in self.sheet.by_name:
            if name not in self.sheet.field_names:
                raise KeyError(name)
            return _at(path, self.schema)
        kind = self.sheet.by_name[name].kind
        return Unlisted(kind.label, _words_of(kind))

    def feltnavn(self) -> tuple[str, ...]:
        return (*sorted(self.sheet.field_names), *self.besides)


class ByKey(Unlisted):
    """Things that a workbook decides the keys of: texts, figures, footnotes, charts. Each has these `parts`."""

    __slots__ = ()

    def felt(self, name: str) -> object:
        return Unlisted(parts=self.parts)

    def feltnavn(self) -> tuple[str, ...]:
        return ()


class Sheets(Record):
    """`ark["Kompetanse"]`: the rows of a sheet that is the kommune's own, or that nobody has declared.

    The program's own sheets have names of their own.
    """

    __slots__ = ("schema",)

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def felt(self, name: str) -> object:
        sheet = next((sheet for sheet in self.schema if ascii_name(sheet.name) == ascii_name(name)), None)
        if sheet is not None and not sheet.own:
            raise KeyError(name)
        return Rader([Unlisted() if sheet is None else DeclaredRow(sheet, self.schema)])


@cache
def names_for_rows_of(sheet: str) -> frozenset[str]:
    """The names by which a template shows rows of a sheet, or something made of them."""
    paths = [path for path, source in (ROWS_OF | ROW_OF).items() if source == sheet]
    made_of_them = [name for name, sources in SUMMED_UP.items() if sheet in sources]
    return frozenset((SCHEMA[sheet].samling, *(path.rpartition(".")[2] for path in paths), *made_of_them))


@cache
def declared_context(schema: Schema = SCHEMA) -> dict[str, object]:
    """A stand-in for everything that `make_context` gives, by the same names; `schema` may have sheets besides ours."""
    collections: dict[str, object] = {
        sheet.samling: _collection(sheet.samling, schema)
        for sheet in schema
        if sheet.samling not in NOT_ROWS and not sheet.own
    }
    listed: dict[str, list[str]] = {}
    for path in _paths():
        group, _, name = path.partition(".")
        if name.isidentifier() and not group.endswith("[]"):
            listed.setdefault(ascii_name(group), []).append(ascii_name(name))
    records: dict[str, object] = {
        group: Felter(**{name: _at(f"{group}.{name}", schema) for name in names})
        for group, names in listed.items()
        if group not in collections
    }
    return {
        **records,
        **collections,
        **{name: _collection(name, schema) for name in ROWS_OF if name.isidentifier()},
        **{name: ByKey(parts=parts) for name, parts in _BY_KEY.items()},
        "prosjekt": DeclaredRow(schema["Prosjekt"], schema),
        "ark": Sheets(schema),
    }


@cache
def usual_keys() -> dict[str, tuple[str, ...]]:
    """Keys that are there, or that people give, of what a workbook decides the keys of.

    The charts of the program itself; and for words, what templates have headings and fields for.
    """
    charts = (path.partition(".")[2] for path in _paths() if path.startswith("grafer."))
    words = (column.name for column in SCHEMA["Prosjekt"].columns)
    collections = (sheet.samling for sheet in SCHEMA)
    return {"grafer": tuple(charts), "ord": (*words, *collections)}


def _at(path: str, schema: Schema) -> object:
    """The stand-in for what stands under a path such as `oekonomi.sum` or `tiltak[].naa`."""
    if path in ROWS_OF:
        return Rader([DeclaredRow(schema[ROWS_OF[path]], schema)])
    if path in ROW_OF:
        return DeclaredRow(schema[ROW_OF[path]], schema)
    return worked_out(path)


def worked_out(path: str) -> Unlisted:
    """The stand-in for a value that the program works out; of some the kind is known, or all that they can be."""
    kind = KINDS.get(path, "")
    if kind == LIGHT or path in _ALSO_LIGHTS:
        return Unlisted("", LIGHTS, Lys.FELT)
    return Unlisted("", tuple(STATUS)) if path in _PROGRESS else Unlisted(kind)


def _words_of(kind: Kind) -> tuple[str, ...]:
    """All that a template can find in a column of this kind; none when a kommune may have words of its own there."""
    if not isinstance(kind, WordKind) or any(not isinstance(word, str) for word in kind.words):
        return ()
    return tuple(map(str, kind.words))


def _collection(name: str, schema: Schema) -> Rader:
    """The rows of a name of the context, with the fields of the collection itself."""
    row = _row_of(name, schema)
    fields = {field: _at(f"{name}.{field}", schema) for field in _listed(name)}
    return Rader([row], **fields)


def _row_of(name: str, schema: Schema) -> object:
    sheet, names = ROWS_OF.get(name), _listed(f"{name}[]")
    if sheet == "":
        return Felter(**{field: worked_out(f"{name}[].{field}") for field in names})
    own = schema[sheet] if sheet else next(one for one in schema if one.samling == name)
    return DeclaredRow(own, schema, names)


def _listed(group: str) -> list[str]:
    """The names that the list of fields has for what the program adds to a group."""
    return _listed_by_group().get(group, [])


@cache
def _listed_by_group() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in _paths():
        owner, _, name = path.rpartition(".")
        if name.isidentifier():
            found.setdefault(_code(owner), []).append(ascii_name(name))
    return found


def _paths() -> list[str]:
    """What the program adds to the fields of the sheets, spelt as in the list of fields."""
    return [field.felt for field in added_fields() if field.ark == REPORT]


def _code(owner: str) -> str:
    return ascii_name(owner.removesuffix("[]")) + ("[]" if owner.endswith("[]") else "")
