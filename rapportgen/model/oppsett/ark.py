"""A kommune's own sheets and columns, and its own words for the headings we know.

    [ark.Kompetanse.kolonner]
    Kurs = "tekst"
    Pris = { slag = "beløp", hjelp = "Hva kurset koster." }

    [synonymer]
    Ansvarshavende = "Ansvar"

They are declared as ours are (`declare`), so that workbooks, checks, field names and field lists have them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.declare import Column, Row, Schema, Sheet, with_columns
from rapportgen.model.kinds import (
    AMOUNT,
    COLOR,
    IDENTIFIER,
    LONG_TEXT,
    MOMENT,
    NUMBER,
    PERCENT,
    PERIOD,
    PROBABILITY,
    STATUS,
    TEXT,
    YES_NO,
    Kind,
    PeriodKind,
    TextKind,
    chosen,
)
from rapportgen.model.sheets import SCHEMA
from rapportgen.names import ascii_name, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from rapportgen.model.oppsett.table import SettingsTable

KINDS: dict[str, Kind] = {
    "tekst": TEXT,
    "lang tekst": LONG_TEXT,
    "tall": NUMBER,
    "beløp": AMOUNT,
    "prosent": PERCENT,
    "dato": MOMENT,
    "kvartal": PERIOD,
    "id": IDENTIFIER,
    "nivå": PROBABILITY,
    "status": STATUS,
    "farge": COLOR,
    "ja/nei": YES_NO,
}
"""What `slag` may say."""
_BY_NAME = {ascii_name(name): kind for name, kind in KINDS.items()} | {"tidspunkt": MOMENT}
OWN_COLUMN = "Kommunens egen kolonne."
_LEAST_COLUMNS = 2
_MOST_SYNONYMS = 500  # each is looked for in every sheet
_LONGEST_TITLE = 31  # what Excel takes
_NOT_IN_TITLES = frozenset("[]:*?/\\")


def schema_with(sheets: SettingsTable | None, synonyms: SettingsTable | None) -> Schema:
    """Our sheets with what the tables `ark` and `synonymer` add to them. Faults are noted in the tables."""
    if sheets is None and synonyms is None:
        return SCHEMA
    schema = SCHEMA if sheets is None else _with_sheets(SCHEMA, sheets)
    return schema if synonyms is None else _with_synonyms(schema, synonyms)


# --- Sheets and columns ----------------------------------------------------------------------------------------------


def _with_sheets(schema: Schema, tables: SettingsTable) -> Schema:
    declared = {ascii_name(sheet.name): sheet for sheet in schema}
    others = {ascii_name(name): sheet for sheet in schema for name in _other_names(sheet)}
    changed: dict[str, Sheet] = {}
    added: list[Sheet] = []
    for name, table in tables.tables():
        sheet = declared.get(ascii_name(name))
        if sheet is not None:
            changed[sheet.name] = _extended(sheet, table)
        elif (named := others.get(ascii_name(name))) is not None:
            message = f"«{name}» er et annet navn på arket «{named.name}»."
            table.fault("", message, name, f"Skriv [ark.{named.name}].", "finnes-fra-foer")
            continue
        elif (own := _own_sheet(name, table)) is not None:
            added.append(own)
        table.finish()
    return Schema((*(changed.get(sheet.name, sheet) for sheet in schema), *added))


def _other_names(sheet: Sheet) -> Iterator[str]:
    """The other names by which a sheet of ours is known."""
    yield from sheet.synonyms
    for names in sheet.variants:
        yield from names.split(",")


def _extended(sheet: Sheet, table: SettingsTable) -> Sheet:
    """A sheet of ours with columns of the kommune's own after those we have, and more names for the sheet."""
    taken = sheet.field_names | {ascii_name(column.heading) for column in sheet.columns}
    own: list[Column] = []
    for column, place in _columns(table):
        if column.name in taken:
            message = f"Arket «{sheet.name}» har «{column.heading}» fra før."
            hint = "Slett linjen. Andre navn på kolonnen skriver du under [synonymer]."
            place.fault(column.heading, message, column.heading, hint, "finnes-fra-foer")
        else:
            own.append(column)
    columns = _each_word_once([*sheet.columns, *own], len(own))
    return with_columns(sheet, columns, (*sheet.synonyms, *table.texts("synonymer")))


def _each_word_once(columns: list[Column], own: int) -> tuple[Column, ...]:
    """The columns without the words of a later one among the last `own`: a word of the kommune's goes to its own."""
    known: list[Column] = []
    words: set[str] = set()
    for number, column in enumerate(reversed(columns)):
        known.append(_without_words(column, words))
        if number < own:
            words.update(map(ascii_name, (column.heading, *column.synonyms)))
    return tuple(reversed(known))


def _own_sheet(name: str, table: SettingsTable) -> Sheet | None:
    """A sheet that is all the kommune's own; None when the file does not say enough."""
    columns = tuple(column for column, _ in _columns(table))
    key = _key(table, columns)
    help, synonyms = table.text("hjelp"), table.texts("synonymer")
    if not _is_title(name):
        message = f"«{name}» kan ikke være navnet på et ark i Excel: høyst {_LONGEST_TITLE} tegn, og ingen av []:*?/\\."
        table.fault("", message, name)
        return None
    if len(columns) < _LEAST_COLUMNS:
        hint = f'Skriv under [ark."{name}".kolonner]: en linje for hver kolonne, for eksempel Navn = "tekst".'
        table.fault("", f"Arket «{name}» trenger minst to kolonner, så overskriftene kan kjennes igjen.", name, hint)
        return None
    period = next((column.name for column in columns if isinstance(column.kind, PeriodKind)), None)
    empty = Sheet(name, name, Row, (), help or f"Kommunens eget ark «{name}».", key=key, period=period, own=True)
    return with_columns(empty, columns, synonyms)


def _is_title(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_TITLE and _NOT_IN_TITLES.isdisjoint(name) and bool(ascii_name(name))


def _key(table: SettingsTable, columns: tuple[Column, ...]) -> str | None:
    """The column whose values must be unique."""
    wanted = table.text("nøkkel")
    names = {column.name: column.heading for column in columns}
    if wanted and ascii_name(wanted) not in names:
        hint = did_you_mean(ascii_name(wanted), names, "Skriv overskriften til en av kolonnene.")
        table.fault("nøkkel", f"Arket har ingen kolonne «{wanted}».", wanted, hint)
    return ascii_name(wanted) or None


def _columns(table: SettingsTable) -> Iterator[tuple[Column, SettingsTable]]:
    """The columns that are declared, each with the table it stands in."""
    columns = table.table("kolonner")
    for heading in columns.names if columns is not None else ():
        assert columns is not None
        if (column := _column(heading, columns)) is not None:
            yield column, columns


def _column(heading: str, columns: SettingsTable) -> Column | None:
    """`Kurs = "tekst"`, or `Kurs = { slag = "tekst", … }`; None when it cannot be understood."""
    name = ascii_name(heading)
    if not name:
        columns.fault(heading, "En kolonne må ha et navn med bokstaver.", heading)
        return None
    if isinstance(columns.value(heading), str):
        kind = _kind(columns, heading)
        return None if kind is None else Column(heading, kind, help=OWN_COLUMN, name=name)
    table = columns.table(heading)
    if table is None:
        return None
    choices = table.texts("valg")
    kind = _kind(table, "slag") if table.value("slag") is not None else TEXT
    if choices and kind is not None:
        kind = _with_choices(kind, choices, table)
    column = None
    required, synonyms = table.yes("påkrevd"), table.texts("synonymer")
    help, example = table.text("hjelp") or OWN_COLUMN, table.text("eksempel")
    if kind is not None:
        column = Column(heading, kind, required, synonyms, help, example, name=name)
    table.finish()
    return column


def _kind(table: SettingsTable, key: str) -> Kind | None:
    written = table.text(key)
    kind = _BY_NAME.get(ascii_name(written))
    if kind is None and written:
        names = {ascii_name(name): name for name in KINDS}
        hint = did_you_mean(ascii_name(written), names, f"Velg en av {', '.join(KINDS)}.")
        table.fault(key, f"«{written}» er ikke et slag kolonne.", written, hint, "ukjent-slag")
    return kind


def _with_choices(kind: Kind, choices: tuple[str, ...], table: SettingsTable) -> Kind:
    """Text with a drop-down."""
    if not isinstance(kind, TextKind):
        table.fault("valg", f"Bare tekst kan ha valg, men kolonnen er {kind.label}.", ", ".join(choices))
    return chosen(*choices)


# --- Synonyms --------------------------------------------------------------------------------------------------------


def _with_synonyms(schema: Schema, tables: SettingsTable) -> Schema:
    """The sheets with own words for headings: for one sheet where a table names it, else for all that have the column.

    A word that was another name for another column of the sheet, is so no longer.
    """
    sheets = {sheet.name: sheet for sheet in schema}
    by_name = {ascii_name(name): name for name in sheets}
    nested = (value for value in map(tables.value, tables.names) if isinstance(value, dict))
    if len(tables.names) + sum(map(len, nested)) > _MOST_SYNONYMS:
        tables.fault("", f"Her er det mer enn {_MOST_SYNONYMS} ord.", "", "Skriv bare de som arbeidsbøkene bruker.")
        return schema
    for key in tables.names:
        if isinstance(tables.value(key), dict):
            table = tables.table(key)
            assert table is not None
            if ascii_name(key) not in by_name:
                hint = did_you_mean(ascii_name(key), by_name)
                tables.fault(key, f"Programmet kjenner ikke arket «{key}».", key, hint, "ukjent-ark")
                continue
            names = [by_name[ascii_name(key)]]
            for word in table.names:
                _add_synonym(sheets, names, word, table)
        else:
            _add_synonym(sheets, list(sheets), key, tables)
    return Schema(tuple(sheets.values()))


def _add_synonym(sheets: dict[str, Sheet], names: list[str], word: str, table: SettingsTable) -> None:
    """Let `word` mean what stands beside it in the table, in these sheets."""
    wanted = table.text(word)
    if not wanted:
        return
    found = [name for name in names if _named(sheets[name], wanted) is not None]
    if not found:
        known = {ascii_name(c.heading): c.heading for name in names for c in sheets[name].columns}
        where = f"Arket «{names[0]}» har" if len(names) == 1 else "Ingen ark har"
        end = "ikke kolonnen" if len(names) == 1 else "kolonnen"
        hint = did_you_mean(ascii_name(wanted), known, "Til høyre skal det stå en overskrift programmet kjenner.")
        table.fault(word, f"{where} {end} «{wanted}».", wanted, hint, "ukjent-kolonne")
    for name in found:
        sheet = sheets[name]
        column = _named(sheet, wanted)
        assert column is not None
        other = next((c for c in sheet.columns if c is not column and c.name == ascii_name(word)), None)
        if other is not None and len(names) == 1:
            table.fault(word, f"«{word}» er en egen kolonne i arket «{name}».", word, code="finnes-fra-foer")
        elif other is None:
            sheets[name] = with_columns(sheet, tuple(_with_word(c, column, word) for c in sheet.columns))


def _named(sheet: Sheet, wanted: str) -> Column | None:
    """The column with this heading, or with this synonym when no column has it as its heading."""
    name = ascii_name(wanted)
    of_heading = (column for column in sheet.columns if name in (ascii_name(column.heading), column.name))
    of_synonym = (column for column in sheet.columns if name in map(ascii_name, column.synonyms))
    return next(of_heading, None) or next(of_synonym, None)


def _with_word(column: Column, wanted: Column, word: str) -> Column:
    """The column with the word among its synonyms when it is the one wanted, and without it when it is another."""
    rest = _without_words(column, {ascii_name(word)})
    return rest.changed(synonyms=(*rest.synonyms, word)) if column is wanted else rest


def _without_words(column: Column, gone: AbstractSet[str]) -> Column:
    """The column without these names among its synonyms: they mean another one here."""
    kept = tuple(synonym for synonym in column.synonyms if ascii_name(synonym) not in gone)
    return column if len(kept) == len(column.synonyms) else column.changed(synonyms=kept)
