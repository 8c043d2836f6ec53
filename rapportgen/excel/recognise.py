"""Which declared sheet a sheet of the workbook is, by its title or by the name of an Excel table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapportgen.excel.headers import clean_heading, folded, key
from rapportgen.model.kinds import Raw
from rapportgen.model.perioder import Periode, trekk_ut_periode
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from rapportgen.model.declare import Schema, Sheet

_PREFIX = pattern(r"^(?:[^\w#]|_|\d+(?:[.,]\d+)*[.):_ -]+(?=\D))+")
_PERIOD_ALONE = pattern(r"[1-4]\.?\s?(?:q|kv|kvartal|k|t|tertial)\.?|[qkt][1-4]", re.IGNORECASE)
_TABLE_PREFIX = pattern(r"^(?:tbl|tabell|table|tab)[_\d]*", re.IGNORECASE)


class Title(NamedTuple):
    """What a sheet's title says: its type, whether it says so in full, values of every row, and a period."""

    sheet: Sheet | None
    certain: bool = False
    defaults: Mapping[str, str] = {}
    period: Periode | date | None = None


@lru_cache(maxsize=1024)
def read_title(title: str, schema: Schema, year: int | None = None) -> Title:
    """What the title says: «2. Risiko», «Status 2Q 2024», «Muligheter», «📊 Økonomi». `year` is for «Status 1Q».

    Only a title that is a variant's name and no more says something about every row: «Risikoer og muligheter» does not.
    """
    clean = clean_heading(title)
    rest, period = trekk_ut_periode(clean, year)
    if _PERIOD_ALONE.fullmatch(clean):
        return Title(None, period=Periode.parse(clean, year))
    for text in dict.fromkeys((clean, _PREFIX.sub("", clean), _PREFIX.sub("", rest))):
        if found := _named(text, schema):
            return Title(found[0], True, found[1], period)
    words = re.split(r"[\s_/–-]+", _PREFIX.sub("", rest))
    for count in range(len(words) - 1, 0, -1):
        for part in (words[:count], words[-count:]):
            if found := _named(" ".join(part), schema):
                return Title(found[0], False, period=period)
    return Title(None, period=period)


def type_named(name: str, schema: Schema) -> Sheet | None:
    """The declared sheet that an Excel table or named range is called after: `tblRisiko`, `Tabell_Risiko`."""
    found = _named(_TABLE_PREFIX.sub("", name).strip("_") or name, schema)
    return found[0] if found else None


def variant_of(text: str, sheet: Sheet) -> Mapping[str, str]:
    """What a heading or title says about every row: «Muligheter» over risks makes each an opportunity."""
    for names, defaults in sheet.variants.items():
        if key(text) in {key(name) for name in names.split(",")}:
            return defaults
    return {}


def variant_values(sheet: Sheet, words: Mapping[str, str]) -> dict[str, object]:
    """The typed values of a variant's words."""
    return {name: sheet.by_name[name].kind.parse(Raw(word)).value for name, word in words.items()}


@lru_cache(maxsize=1024)
def _named(text: str, schema: Schema) -> tuple[Sheet, Mapping[str, str]] | None:
    names = _names(schema)
    wanted = key(text)
    found = names.get(wanted) or names.get(folded(wanted))
    if found is None and len(wanted) >= 5:
        begun = {id(pair[0]): pair for name, pair in names.items() if name.startswith(wanted)}
        found = next(iter(begun.values())) if len(begun) == 1 else None
    return found


@lru_cache(maxsize=16)
def _names(schema: Schema) -> dict[str, tuple[Sheet, Mapping[str, str]]]:
    """Every name of every sheet; a sheet's own name wins over another's synonym."""
    names: dict[str, tuple[Sheet, Mapping[str, str]]] = {}
    for sheet in schema:
        names[key(sheet.name)] = (sheet, {})
    for sheet in schema:
        for variant, defaults in sheet.variants.items():
            for name in variant.split(","):
                names.setdefault(key(name), (sheet, defaults))
        for synonym in sheet.synonyms:
            names.setdefault(key(synonym), (sheet, {}))
    for name in list(names):
        names.setdefault(folded(name), names[name])
    return names
