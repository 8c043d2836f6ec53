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
from rapportgen.model.sheets import SCHEMA
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.declare import Sheet
    from rapportgen.model.felter import Field

# The rows of which sheet stand under a name that is not the sheet's own.
_ROWS_OF = {
    "gjennomfoert": "Tiltak", "avvik": "Tiltak", "planlagt": "Tiltak", "milepaeler_neste": "Milepæler",
    "trusler": "Risiko", "muligheter": "Risiko", "topprisikoer": "Risiko", "bemanning": "Nøkkeltall",
    "styringsdata": "Nøkkeltall", "aarstall": "Nøkkeltall", "overordnede_maal": "Mål", "effektmaal": "Mål",
    "resultatmaal": "Mål", "omsorgstrapp": "", "tidsserier": "", "samlet_status": "", "hovedtall": "",
    "plan_neste": "", "endringer.milepaeler_flyttet": "Milepæler", "endringer.risiko_opp": "Risiko",
    "endringer.risiko_ned": "Risiko", "endringer.risiko_nye": "Risiko", "endringer.risiko_lukkede": "Risiko",
    "endringer.status_endret": "Tiltak", "innsatsomraader.andre_tiltak": "Tiltak", "grupper.med_deltakere": "Grupper",
    "grupper.med_mandat": "Grupper", "milepaeler.bare_milepaeler": "Milepæler", "oekonomi.forklaringer": "Økonomi",
    "innsatsomraader[].tiltak": "Tiltak", "innsatsomraader[].planlagt": "Tiltak",
    "innsatsomraader[].milepaeler": "Milepæler", "grupper[].deltakere": "Deltakere",
}  # fmt: skip
# The one row of which sheet stands under a name.
_ROW_OF = {
    "oekonomi.sum": "Økonomi", "innsparing.sum": "Innsparing", "prosjektoekonomi.sum": "Prosjektøkonomi",
    "tiltak[].naa": "Status", "tiltak[].forrige": "Status", "status[].tiltak": "Tiltak",
    "oekonomi[].forrige": "Økonomi",
}  # fmt: skip
_GOALS = ("maal", "overordnede_maal", "effektmaal", "resultatmaal")
# Fields of collections that the list of fields leaves to its explanations.
_OF_COLLECTIONS = {
    "oekonomi": ("sum", "sum_er_skrevet", "enhet", "fortegn", "forklaringer"),
    "innsparing": ("sum", "enhet", "aar"),
    "prosjektoekonomi": ("sum", "enhet"),
    "milepaeler": ("bare_milepaeler", "gantt"),
    **dict.fromkeys(_GOALS, ("hovedprosjekt", "delprosjekt", "etter_tema", "uten_tema", "uten_type")),
}
_OF_ROWS = {
    "samlet_status": ("omraade", "forrige", "naa", "utvikling", "kommentar"),
    "hovedtall": ("navn", "verdi", "merknad"),
    "plan_neste": ("navn", "tiltak"),
}
_BESIDES = {"avvik": ("avvik", "aarsak", "konsekvens", "korrigerende")}
"""What rows have in one collection alone."""
_SUMMED_UP = {
    "samlet_status": ("Status", "Tiltak", "Milepæler", "Økonomi", "Innsparing", "Risiko"),
    "setninger": ("Status", "Tiltak", "Milepæler", "Økonomi", "Innsparing", "Risiko"),
    "hovedtall": ("Økonomi", "Innsparing", "Nøkkeltall"),
    "plan_neste": ("Tiltak",),
    "tidsserier": ("Nøkkeltall",),
    "grafer": ("Nøkkeltall",),
}
"""What is made of the rows of which sheets."""
_BY_KEY = ("tekst", "overskrift", "figur", "figurer", "fotnoter", "ord", "grafer")
_NOT_ROWS = {"prosjekt", "tekst", "skala", "risikohistorikk"}


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
        if path in _ROWS_OF or path in _ROW_OF or name not in self.sheet.by_name:
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
def names_for_rows_of(sheet: str) -> frozenset[str]:
    """The names by which a template shows rows of a sheet, or something made of them."""
    paths = [path for path, source in (_ROWS_OF | _ROW_OF).items() if source == sheet]
    made_of_them = [name for name, sources in _SUMMED_UP.items() if sheet in sources]
    return frozenset((SCHEMA[sheet].samling, *(path.rpartition(".")[2] for path in paths), *made_of_them))


@cache
def declared_context() -> dict[str, object]:
    """A stand-in for everything that `make_context` gives, by the same names."""
    collections: dict[str, object] = {
        sheet.samling: _collection(sheet.samling) for sheet in SCHEMA if sheet.samling not in _NOT_ROWS
    }
    listed: dict[str, list[str]] = {}
    for field in _fields():
        group, _, name = field.felt.partition(".")
        if field.ark == "Rapporten" and name.isidentifier() and not group.endswith("[]"):
            listed.setdefault(ascii_name(group), []).append(ascii_name(name))
    records: dict[str, object] = {
        group: Felter(**{name: _at(f"{group}.{name}") for name in names})
        for group, names in listed.items()
        if group not in collections
    }
    return {
        **records,
        **collections,
        **{name: _collection(name) for name in _ROWS_OF if name.isidentifier()},
        **{name: ByKey() for name in _BY_KEY},
        "prosjekt": DeclaredRow(SCHEMA["Prosjekt"]),
        "ark": Sheets(),
    }


def _at(path: str) -> object:
    """The stand-in for what stands under a path such as `oekonomi.sum` or `tiltak[].naa`."""
    if path in _ROWS_OF:
        return _rows(_ROWS_OF[path])
    return DeclaredRow(SCHEMA[_ROW_OF[path]]) if path in _ROW_OF else Unlisted()


def _rows(sheet: str) -> Rader:
    return Rader([DeclaredRow(SCHEMA[sheet])])


def _collection(name: str) -> Rader:
    """The rows of a name of the context, with the fields of the collection itself."""
    row = _row_of(name)
    fields = {field: _at(f"{name}.{field}") for field in (*_OF_COLLECTIONS.get(name, ()), *_listed(name))}
    return Rader([row], **fields)


def _row_of(name: str) -> object:
    if names := _OF_ROWS.get(name) or _listed(f"{name}[]"):
        return Felter(**{field: Unlisted() for field in names})
    sheet = _ROWS_OF.get(name)
    own = SCHEMA[sheet] if sheet else next(one for one in SCHEMA if one.samling == name)
    return DeclaredRow(own, _BESIDES.get(name, ()))


def _listed(group: str) -> list[str]:
    """The names that the list of fields has for what the program adds to a group."""
    return _listed_by_group().get(group, [])


@cache
def _listed_by_group() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field in _fields():
        owner, _, name = field.felt.rpartition(".")
        if field.ark == "Rapporten" and name.isidentifier():
            found.setdefault(_code(owner), []).append(ascii_name(name))
    return found


@cache
def _fields() -> list[Field]:
    return template_fields()


def _code(owner: str) -> str:
    return ascii_name(owner.removesuffix("[]")) + ("[]" if owner.endswith("[]") else "")
