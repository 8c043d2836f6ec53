"""A kommune's own filters, declared and never programmed: number formats, word lists and colours.

[filtre.tusenkr]
tall = { del_på = 1000, desimaler = 1, enhet = "tusen kr" }

[filtre.fase]
ordliste = { A = "Avklaring", B = "Bygging" }

[filtre.hastefarge]
farger = { Høy = "rød", Lav = "C6EFCE" }
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from rapportgen.model.oppsett.palett import color_named, near_color
from rapportgen.model.parsing import one_line
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from rapportgen.model.oppsett.palett import Farge
    from rapportgen.model.oppsett.table import SettingsTable
    from rapportgen.model.trafikklys import Lys

TALL, ORDLISTE, FARGER = "tall", "ordliste", "farger"
MOST_DECIMALS = 10


class Tallformat(NamedTuple):
    """How a number prints: times `ganger`, or divided by `delt_paa`, with `foran` before it and `enhet` after it.

    Without `desimaler` it has those that the number has. `fortegn` prints + before positive numbers, and `null` is
    printed for zero when it says anything.
    """

    ganger: Decimal = Decimal(1)
    delt_paa: Decimal = Decimal(1)
    desimaler: int | None = None
    foran: str = ""
    enhet: str = ""
    fortegn: bool = False
    null: str = ""


class EgetFilter(NamedTuple):
    """A filter of the kommune's own, by its name in code. What is not in its list of words or colours is `ellers`.

    Words are looked up by `word_key`. Without `ellers` a word that is not in the list prints as it is, and a colour
    is none.
    """

    navn: str
    slag: str
    hjelp: str = ""
    tall: Tallformat = Tallformat()
    ord: Mapping[str, str] = {}
    farger: Mapping[str, Farge | Lys] = {}
    ellers: str | None = None
    ellers_farge: Farge | Lys | None = None


def word_key(text: str) -> str:
    """What two spellings of a word in a list have in common: case and spaces do not matter."""
    return one_line(text).casefold()


def filters_of(
    tables: SettingsTable | None, palette: Mapping[str, Farge], known: Collection[str] = ()
) -> tuple[EgetFilter, ...]:
    """The filters that the table declares. `known` are the names of the program's own."""
    found = []
    for name, table in tables.tables() if tables is not None else ():
        assert tables is not None
        own = ascii_name(name)
        if own in known:
            tables.fault(name, f"Filteret «{name}» finnes fra før.", name, "Velg et annet navn.", "finnes-fra-foer")
        elif not own.isidentifier():
            tables.fault(name, "Navnet på et filter må begynne med en bokstav.", name)
        if (one := _filter(own, table, palette)) is not None:
            found.append(one)
        table.finish()
    return tuple(found)


def _filter(name: str, table: SettingsTable, palette: Mapping[str, Farge]) -> EgetFilter | None:
    help, numbers = table.text("hjelp"), table.table(TALL)
    words, colors = _pairs(table, ORDLISTE), _pairs(table, FARGER)
    other = table.text("ellers") if words or colors else ""
    said = [kind for kind, value in ((TALL, numbers), (ORDLISTE, words), (FARGER, colors)) if value is not None]
    if len(said) != 1:
        if not said and not any(table.value(kind) is not None for kind in (TALL, ORDLISTE, FARGER)):
            table.fault("", "Et filter må ha «tall», «ordliste» eller «farger».", name, "tall = { desimaler = 1 }")
        elif said:
            table.fault(said[1], "Et filter kan bare ha én av «tall», «ordliste» og «farger».", " og ".join(said))
        return None
    own = EgetFilter(name, said[0], help)
    if numbers is not None:
        return own._replace(tall=_number_format(numbers))
    if words is not None:
        return own._replace(ord=words, ellers=other if table.value("ellers") is not None else None)
    codes = {key: color for key, text in (colors or {}).items() if (color := _color(table, FARGER, text, palette))}
    return own._replace(farger=codes, ellers_farge=_color(table, "ellers", other, palette) if other else None)


def _number_format(table: SettingsTable) -> Tallformat:
    divided, times = table.number("del_på"), table.number("gang_med")
    if divided is not None and times is not None:
        table.fault("gang_med", "Skriv «del_på» eller «gang_med», ikke begge.")
    for key, factor in (("del_på", divided), ("gang_med", times)):
        if factor is not None and not (factor > 0 and -12 <= factor.adjusted() <= 12):
            table.fault(key, f"«{key}» skal være et tall over null.", factor)
            divided = times = None
    made = Tallformat(
        ganger=times or Decimal(1),
        delt_paa=divided or Decimal(1),
        desimaler=table.whole_number("desimaler", 0, MOST_DECIMALS),
        foran=table.text("foran"),
        enhet=table.text("enhet"),
        fortegn=table.yes("fortegn"),
        null=table.text("null"),
    )
    table.finish()
    return made


def _pairs(table: SettingsTable, key: str) -> dict[str, str] | None:
    """A list of words and what stands for each; None when there is none."""
    value = table.value(key)
    if value is None:
        return None
    if not isinstance(value, dict) or not value or not all(isinstance(text, str) for text in value.values()):
        message = f"«{key}» skal være en liste med par i krøllparenteser."
        table.fault(key, message, "", f'{key} = {{ "det som står" = "det som skal stå" }}')
        return None
    pairs: dict[str, str] = {}
    for word, text in value.items():
        if word_key(word) in pairs:
            table.fault(key, f"«{word}» står to ganger i listen.", word, code="dobbel-innstilling")
        pairs[word_key(word)] = text
    return pairs


def _color(table: SettingsTable, key: str, text: str, palette: Mapping[str, Farge]) -> Farge | Lys | None:
    color = color_named(text, palette)
    if color is None:
        near = near_color(text, palette)
        hint = f"Mente du «{near}»?" if near else "Skriv seks tegn, for eksempel C6EFCE, eller et navn fra [palett]."
        table.fault(key, f"«{text}» er ikke en farge.", text, hint)
    return color
