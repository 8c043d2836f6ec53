"""What somebody meant who names a field that is not there: the whole path to one that is.

Looked at only when a field is missing: what is right costs nothing. Nothing is proposed that is not there itself.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rapportgen.model.felter import with_letters
from rapportgen.model.kinds import TextKind
from rapportgen.model.record import Record
from rapportgen.model.samlinger import ROW_OF, one_of
from rapportgen.model.sheets import SCHEMA
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name, suggest
from rapportgen.word.language.values import NOTHING, field_of, fields_of, item_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rapportgen.model.declare import Sheet

_FIRST = ("rapport", "prosjekt")
_MOST_LISTS = 3
_NAME = "navn"
_ITSELF = frozenset({_NAME, "namn", "name", "tekst", "verdi"})
"""What people ask of a value that is there itself: `prosjekt.ansvarlig.navn`."""
_COUNTS = frozenset({"antall", "antal", "lengde", "length", "count"})
_ANY_SHEET = "ark"  # has whatever is asked of it, so that it has that says nothing


class Meant(NamedTuple):
    """The path that was meant, and how many of the names after the missing one are part of what is to be replaced."""

    path: str
    replaced: int = 0


def meant_path(
    owner: object, key: str, path: str, after: Sequence[str], names: Mapping[str, object], nearer: Sequence[str] = ()
) -> Meant | None:
    """What `path.key`, followed by the names `after`, was meant to be; None when nothing that is there comes near.

    `owner` is what lacks `key`. With no path a name of the template itself is missing: one of `names`, or a field of
    what they stand for. `nearer` are those that loops give.
    """
    starts = _in_owner(owner, key, path) if path else _among(key, after, names, nearer)
    if path in names and path not in nearer and ascii_name(key) in names:  # `portefølje.prosjekter`, of the template
        starts = chain([(with_letters(ascii_name(key)), names[ascii_name(key)])], starts)
    for start, value in starts:
        followed = _followed(value, after)
        if followed is not None:
            is_same = followed == list(after)
            return Meant(start) if is_same else Meant(".".join([start, *followed]), len(after))
    return None


def lists_with(key: str, names: Mapping[str, object]) -> list[tuple[str, str, bool]]:
    """The lists whose rows have this field, where it is in few: name, what one row is called, whether a sum has it."""
    found: dict[object, tuple[str, str, bool]] = {}
    for name, rows in names.items():
        row = rows[0] if isinstance(rows, (list, tuple)) and rows else None
        if row is None or ascii_name(key) not in _by_ascii(row):
            continue
        has_sum = ascii_name(key) in _by_ascii(field_of(rows, "sum"))
        found.setdefault(_sheet_of(row), (with_letters(name), one_of(name), has_sum))
    return list(found.values()) if len(found) <= _MOST_LISTS else []


def rows_meant(key: str, after: Sequence[str], names: Mapping[str, object]) -> tuple[str, str] | None:
    """The list that a name was meant to be whose rows have the field asked of it: its name, and the field's."""
    by_ascii = {ascii_name(name): name for name in names}
    folded = ascii_name(key)
    found = suggest(folded, by_ascii)
    like_it = _with_field(found, names[by_ascii[found]], after) if found else None
    called_so = [name for name in by_ascii if ascii_name(one_of(name)) == folded]  # `sak`, for a row of `beslutninger`
    theirs = [rows for name in called_so if (rows := _with_field(name, names[by_ascii[name]], after))]
    return like_it or (theirs[0] if len(theirs) == 1 else None)


def _with_field(name: str, rows: object, after: Sequence[str]) -> tuple[str, str] | None:
    """The name of a list and of its rows' field that is asked for first, as they should be spelt; None without it."""
    if not after or not isinstance(rows, (list, tuple)) or not rows:
        return None
    field = _by_ascii(rows[0]).get(ascii_name(after[0]))
    return (with_letters(name), with_letters(field)) if field else None


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name most like this one, in any spelling of both; with æ, ø and å when it is one of ours."""
    by_ascii = {ascii_name(candidate): candidate for candidate in known}
    found = suggest(ascii_name(name), by_ascii)
    return None if found is None else with_letters(by_ascii[found])


def _in_owner(owner: object, key: str, path: str) -> Iterator[tuple[str, object]]:
    """The field of what is there that goes by this name elsewhere, or is spelt most like it."""
    folded = ascii_name(key)
    if isinstance(owner, (list, tuple)) and folded in _COUNTS:
        yield f"{path}|antall", len(owner)
    if joined := _of_joined_row(owner, folded):
        yield f"{path}.{with_letters(joined)}.{with_letters(folded)}", item_of(item_of(owner, joined), folded)
    if found := _called_otherwise(owner, folded) or near(key, fields_of(owner)):
        yield f"{path}.{found}", item_of(owner, found)
    if folded in _ITSELF and _is_single(owner):
        yield path, owner


def _called_otherwise(owner: object, key: str) -> str | None:
    """The column of a row that people head otherwise: `beskrivelse` of a risk; «navn» is what the row must say."""
    if (sheet := _sheet(owner)) is None:
        return None
    headed = [column for column in sheet.columns if key in map(ascii_name, column.synonyms)]
    if not headed and key == _NAME and not (sheet.key and sheet.by_name[sheet.key].required):
        headed = [column for column in sheet.columns if column.required and isinstance(column.kind, TextKind)]
    return with_letters(headed[0].name) if len(headed) == 1 else None


def _of_joined_row(owner: object, key: str) -> str:
    """What a row calls the row of another sheet that has this column: `nå` of a measure, for `avvik`; «» for none."""
    if (sheet := _sheet(owner)) is None or key in sheet.field_names:
        return ""
    for path, of in ROW_OF.items():
        rows, _, name = path.partition("[].")
        if rows == sheet.samling and of != sheet.name and key in SCHEMA[of].by_name:
            return name
    return ""


def _sheet(owner: object) -> Sheet | None:
    """The sheet that a row is of; None for what is no row of a sheet."""
    from rapportgen.model.declare import Row
    from rapportgen.model.declared import DeclaredRow

    return owner.sheet if isinstance(owner, DeclaredRow) else owner.SHEET if isinstance(owner, Row) else None


def _is_single(value: object) -> bool:
    """Whether this is a value that prints itself, or stands for one."""
    from rapportgen.model.declared import Unlisted

    return bool(value.slag) if isinstance(value, Unlisted) else not isinstance(value, (list, tuple, dict, Record))


def _among(
    key: str, after: Sequence[str], names: Mapping[str, object], nearer: Sequence[str]
) -> Iterator[tuple[str, object]]:
    """What a name that nothing has may stand for: first all that are spelt so, then those that are like it."""
    folded = ascii_name(key)
    first = [name for name in (*nearer, *_FIRST) if name in names]
    if folded in names:
        yield with_letters(folded), names[folded]
    for name in dict.fromkeys((*first, *names)):
        if found := _by_ascii(names[name]).get(folded):
            yield from _field_of_one(name, found, after, names)
    by_ascii = {ascii_name(name): name for name in names if not (after and name == _ANY_SHEET)}
    if found := suggest(folded, by_ascii):
        yield with_letters(by_ascii[found]), names[by_ascii[found]]
    owners = {ascii_name(field): name for name in reversed(first) for field in fields_of(names[name])}
    if found := suggest(folded, owners):
        yield from _field_of_one(owners[found], found, after, names)


def _field_of_one(
    name: str, field: str, after: Sequence[str], names: Mapping[str, object]
) -> Iterator[tuple[str, object]]:
    """The field of a name, unless more is asked of it than can be told."""
    value = item_of(names[name], field)
    if not after or fields_of(value):
        yield f"{with_letters(name)}.{with_letters(field)}", value


def _followed(value: object, keys: Sequence[str]) -> list[str] | None:
    """These names as they are found one in the other, spelt as they should be; None when one of them is not there.

    A last name that only says the value itself is left out.
    """
    found: list[str] = []
    for number, key in enumerate(keys, 1):
        right = key if field_of(value, key) is not NOTHING else near(key, fields_of(value))
        if right is None and number == len(keys) and ascii_name(key) in _ITSELF and _is_single(value):
            return found
        if right is None or (value := item_of(value, right)) is NOTHING:
            return None
        found.append(right)
    return found


def _by_ascii(value: object) -> dict[str, str]:
    return {ascii_name(name): name for name in fields_of(value)}


def _sheet_of(row: object) -> object:
    """What tells the rows of one sheet from those of another."""
    from rapportgen.model.declared import DeclaredRow

    return row.sheet if isinstance(row, DeclaredRow) else type(row)
