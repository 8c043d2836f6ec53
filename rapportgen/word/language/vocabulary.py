"""What a template may use besides fields: loops, conditions, filters, tests, functions and the parts of values.

They are entries of the same list as the fields. Each has a tag that may be pasted as it stands, or inside the loop that
it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.felt import Field, Group
from rapportgen.model.oppsett.filtre import FARGER, ORDLISTE, TALL
from rapportgen.names import ascii_name
from rapportgen.word.language.filters import NAMES
from rapportgen.word.language.words_of_blocks import FUNCTIONS, LOOPS, TESTS, Entry
from rapportgen.word.language.words_of_values import FILTERS, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rapportgen.model.oppsett.filtre import EgetFilter

_LOOPS, _PARTS, _FILTERS, _TESTS, _FUNCTIONS = "løkker", "deler", "filtre", "tester", "funksjoner"

# A value that a filter of the kommune's own may stand after, by what the filter does.
_ANY_VALUE = {TALL: "økonomi.sum.regnskap", ORDLISTE: "prosjekt.trinn", FARGER: "prosjekt.trinn"}

GROUPS = tuple(
    Group(name, title, about, skrives=False)
    for name, title, about in (
        (_LOOPS, "Løkker, betingelser og celler", "Det som gjentas, velges og farges. loop finnes inne i løkker."),
        (_PARTS, "Deler av en verdi", "Noen verdier har deler: en periode har en start, et beløp har kroner."),
        (_FILTERS, "Filtre", "Et filter står etter en strek og sier hvordan verdien skal skrives."),
        (_TESTS, "Tester", "En test står etter «is» i en betingelse."),
        (_FUNCTIONS, "Funksjoner", "En funksjon setter inn noe annet enn tekst, eller viser til det."),
    )
)


def vocabulary(own: Iterable[EgetFilter] = ()) -> list[Field]:
    """Everything that templates may use besides fields, group by group; `own` are filters of the kommune's own."""
    return [
        *_fields(_LOOPS, "løkke", LOOPS),
        *_fields(_PARTS, "del", PARTS),
        *_filters(),
        *_own_filters(own),
        *_fields(_TESTS, "test", TESTS),
        *_fields(_FUNCTIONS, "funksjon", FUNCTIONS),
    ]


def _fields(group: str, kind: str, entries: tuple[Entry, ...]) -> Iterator[Field]:
    for entry in entries:
        yield Field(entry.name, kind, "", "", entry.help, entry.example, group, tagg=entry.tag, loekke=entry.loop)


def _filters() -> Iterator[Field]:
    """The filters by their Norwegian names, with the other names that they answer to."""
    for entry in FILTERS:
        method = ascii_name(entry.name)
        others = sorted(name for name, own in NAMES.items() if own == method and name != method)
        also = f" Heter også {', '.join(others)}." if others else ""
        yield Field(
            entry.name, "filter", "", "", entry.help + also, entry.example, _FILTERS, tagg=entry.tag, loekke=entry.loop
        )


def _own_filters(own: Iterable[EgetFilter]) -> Iterator[Field]:
    """The filters that the kommune has declared."""
    for one in own:
        help = one.hjelp or "Kommunens eget filter, fra rapportgen.toml."
        yield Field(one.navn, "filter", "", "", help, "", _FILTERS, tagg=f"{{{{ {_ANY_VALUE[one.slag]}|{one.navn} }}}}")
