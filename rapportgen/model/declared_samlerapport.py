"""What a template for portfolios may ask for, without a workbook: stand-ins as in `declared`, for many projects."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rapportgen.model.declared import LIGHTS, ByKey, DeclaredRow, Unlisted, declared_context
from rapportgen.model.felter_samlerapport import NAMES, ROWS_OF
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.sheets import SCHEMA
from rapportgen.model.trafikklys import Lys
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from rapportgen.model.declare import Schema

_PROJECTS = "prosjekter[]"
_PARTS_OF_STATUS = ("samlet", "økonomi", "fremdrift", "risiko")
_ROWS = {"portefølje.økonomi.sum": "portefølje.økonomi[]", "portefølje.innsparing.sum": "portefølje.innsparing[]"}


class DeclaredProject(DeclaredRow):
    """A project: what the portfolio says of it, all of a report of its workbook, the fields of sheet Prosjekt."""

    __slots__ = ()

    def __init__(self, schema: Schema = SCHEMA) -> None:
        super().__init__(schema["Prosjekt"], schema)

    def felt(self, name: str) -> object:
        for field in _fields_of(_PROJECTS):
            if ascii_name(field) == name:
                return _stand_in(f"{_PROJECTS}.{field}", self.schema)
        context = declared_context(self.schema)
        return context[name] if name in context else super().felt(name)

    def feltnavn(self) -> tuple[str, ...]:
        return (*map(ascii_name, _fields_of(_PROJECTS)), *declared_context(self.schema), *super().feltnavn())


class DeclaredPart(DeclaredRow):
    """A row of a sheet in a collection of the portfolio, with the project it is of."""

    __slots__ = ()

    def felt(self, name: str) -> object:
        return DeclaredProject(self.schema) if name == "prosjekt" else super().felt(name)

    def feltnavn(self) -> tuple[str, ...]:
        return ("prosjekt", *super().feltnavn())


def declared_for(schema: Schema = SCHEMA, *, portfolio: bool) -> dict[str, object]:
    """A stand-in for everything that a template of this kind may ask for: one for portfolios, or for one workbook."""
    return declared_portfolio(schema) if portfolio else declared_context(schema)


@cache
def declared_portfolio(schema: Schema = SCHEMA) -> dict[str, object]:
    """A stand-in for everything that `make_portfolio` gives, by the same names, with the sheets of `schema`."""
    owners = ("rapport", "portefølje", "grunnlag")
    return {
        **{ascii_name(owner): _stand_in(owner, schema) for owner in owners},
        "prosjekter": Rader([DeclaredProject(schema)]),
        "fotnoter": ByKey(),
    }


def _fields_of(owner: str) -> dict[str, str]:
    """The names that an owner has, with what kind of value each is."""
    return {name: names.slag for names in NAMES if names.owner == owner for name in names.fields}


def _stand_in(path: str, schema: Schema) -> object:
    """The stand-in for what stands under a path such as «portefølje.økonomi»."""
    if path in ROWS_OF:
        return Rader([DeclaredPart(schema[ROWS_OF[path]], schema)])
    if path.endswith(".prosjekt") and not path.startswith("grunnlag"):
        return DeclaredProject(schema)
    rows, fields = _fields_of(f"{path}[]"), _fields_of(_ROWS.get(path, path))
    own = {ascii_name(name): _stand_in(f"{_ROWS.get(path, path)}.{name}", schema) for name in fields}
    if rows:
        return Rader([Felter(**{ascii_name(name): _stand_in(f"{path}[].{name}", schema) for name in rows})], **own)
    if own:
        return Felter(**own)
    owner, _, name = path.rpartition(".")
    kind = _fields_of(owner).get(name, "")
    if owner == "portefølje.status[]" and name in _PARTS_OF_STATUS:
        return Unlisted("", LIGHTS, Lys.FELT)
    return Unlisted("" if kind == "utregnet" else kind)
