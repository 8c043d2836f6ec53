"""The contract of a template: what it asks of a workbook and of the program, and what changes from one to the next.

A path names what is asked for as the field list does: `prosjekt.kommune`, `tiltak[].frist`, `ark["Kurs"][].pris`.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from rapportgen.model.declared import SUMMED_UP, ByKey, DeclaredRow
from rapportgen.model.felter import with_letters
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rapportgen.model.workbook import Workbook

FELT, LISTE, GRAF, FILTER, FUNKSJON = KINDS = ("felt", "liste", "graf", "filter", "funksjon")
EACH = "[]"
"""The part of a path that stands for every row of a list."""
_SHEETS_BY_KEY = {
    "tekst": "Tekst", "overskrift": "Tekst", "figur": "Figurer", "figurer": "Figurer", "fotnoter": "Fotnoter",
    "ord": "Ordliste",
}  # fmt: skip
_SHEETS_BEHIND = SUMMED_UP | {
    "lys": SUMMED_UP["setninger"],
    "grafer": ("Økonomi", "Innsparing", "Gevinster", "Nøkkeltall"),
    "endringer": ("Status", "Tiltak", "Milepæler", "Økonomi", "Risiko"),
}
"""The sheets whose columns are read for what is worked out, most of them without being named."""
_ALIKE = 0.6
_IN_THE_SAME_PLACE = 0.35

Path = tuple[str, ...]


class Wish(NamedTuple):
    """One thing that a template asks for: of which kind, by what name, and where it does so first.

    `ark` and `kolonne` are the sheet and the column it comes from, as far as it comes from a workbook. `navn` has the
    form of the field list.
    """

    slag: str
    navn: str
    sted: str
    ark: str = ""
    kolonne: str = ""


class Renamed(NamedTuple):
    """Something that a template asked for by one name, and asks for by another now."""

    var: Wish
    er: Wish


class Change(NamedTuple):
    """What the new version of a template asks for that the old one did not, the reverse, and what has a new name.

    `trengs` is one of the new wishes for each sheet and column that only the new version uses, `brukes_ikke` one of
    the old for each that only the old one did.
    """

    nye: tuple[Wish, ...]
    borte: tuple[Wish, ...]
    nye_navn: tuple[Renamed, ...]
    trengs: tuple[Wish, ...]
    brukes_ikke: tuple[Wish, ...]

    def __bool__(self) -> bool:
        return any(self[:])


def wish_at(path: Path, place: str, declared: Mapping[str, object]) -> Wish:
    """What a template asks for with this path, and which sheet and column that is.

    The path is followed through `declared`, the stand-ins for everything a template may ask for; what only a workbook
    knows has the name that is typed.
    """
    root = path[0]
    if root == "grafer":
        return Wish(GRAF, spelt(path[:2]), place)
    value: object = declared.get(root)
    sheet, column = (path[1], "") if root == "ark" and len(path) > 1 else ("", "")
    if isinstance(value, ByKey) and len(path) > 1:
        sheet, column = _SHEETS_BY_KEY.get(root, ""), _with_letters(ascii_name(path[1]))
    for name in path[1:]:
        if isinstance(value, DeclaredRow):
            sheet, column = value.sheet.name, _column_of(value, name)
        value = _inside(value, name)
    if isinstance(value, DeclaredRow):
        sheet, column = value.sheet.name, ""
    if isinstance(value, (list, tuple)):
        first = next(iter(value), None)
        sheet = first.sheet.name if isinstance(first, DeclaredRow) else sheet
        return Wish(LISTE, spelt(path), place, sheet)
    return Wish(FELT, spelt(path), place, sheet, column)


def _column_of(row: DeclaredRow, name: str) -> str:
    """The heading of a column of the sheet; «» for what is worked out, and the name itself for a column of its own."""
    code = ascii_name(name)
    declared = row.sheet.by_name.get(code)
    if declared is not None:
        return declared.heading
    return "" if code in row.sheet.field_names or code in row.besides else name


def _inside(value: object, name: str) -> object:
    """What stands under the next part of a path; None when that cannot be told."""
    if name == EACH:
        return next(iter(value), None) if isinstance(value, (list, tuple)) else None
    felt = getattr(value, "felt", None)
    try:
        return felt(ascii_name(name)) if felt is not None else None
    except KeyError:
        return None


def spelt(path: Path) -> str:
    """The path as the field list has it: `ark["Kurs"][].pris`, `økonomi.sum.påløpt`."""
    parts = [with_letters(path[0])]
    for owner, name in pairwise(path):
        if name == EACH:
            parts.append(EACH)
        elif owner == "ark" or not ascii_name(name).isidentifier():
            parts.append(f'["{name}"]')
        else:
            parts.append(f".{_with_letters(ascii_name(name))}")
    return "".join(parts)


def _with_letters(name: str) -> str:
    """A name with æ, ø and å, as a whole or word for word."""
    whole = with_letters(name)
    return whole if whole != name else "_".join(map(with_letters, name.split("_")))


# --- What has changed ------------------------------------------------------------------------------------------------


def change_between(old: Iterable[Wish], new: Iterable[Wish]) -> Change:
    """What is asked for in one and not in the other; a name that is like a lost one is that with a new name."""
    old, new = list(old), list(new)
    before, after = _by_name(old), _by_name(new)
    gone = [wish for key, wish in before.items() if key not in after]
    added = [wish for key, wish in after.items() if key not in before]
    renamed = _renamed(gone, added)
    paired = {wish for pair in renamed for wish in pair}
    return Change(
        nye=tuple(wish for wish in added if wish not in paired),
        borte=tuple(wish for wish in gone if wish not in paired),
        nye_navn=tuple(renamed),
        trengs=_only_in(new, old),
        brukes_ikke=_without_sheets(_only_in(old, new), new),
    )


def _without_sheets(unused: Iterable[Wish], asked: Sequence[Wish]) -> tuple[Wish, ...]:
    """Those that are of no sheet which lights, sentences, charts or other figures that are asked for are made of.

    They are made of more columns than they name, and without one of them they may say something else.
    """
    behind = {sheet for wish in asked for sheet in _sheets_behind(wish)}
    return tuple(wish for wish in unused if wish.ark not in behind)


def _sheets_behind(wish: Wish) -> Iterable[str]:
    """The sheets behind what is worked out: for `lys.økonomi` the one of that name, for `hovedtall` several."""
    if wish.ark:
        return [wish.ark] if wish.slag == FELT and not wish.kolonne else ()
    root, _, rest = wish.navn.partition(".")
    sheets = _SHEETS_BEHIND.get(ascii_name(root.removesuffix(EACH)), ())
    return [sheet for sheet in sheets if ascii_name(sheet) == ascii_name(rest)] or sheets


def _only_in(these: Iterable[Wish], others: Iterable[Wish]) -> tuple[Wish, ...]:
    """The first of these for each sheet and column that the others do not use."""
    used = {part for wish in others for part in ((wish.ark, ""), _source(wish))}
    found: dict[tuple[str, str], Wish] = {}
    for wish in these:
        if wish.ark and _source(wish) not in used:
            found.setdefault(_source(wish), wish)
    return tuple(found.values())


def _source(wish: Wish) -> tuple[str, str]:
    """The sheet, and the column in whatever spelling."""
    return wish.ark, ascii_name(wish.kolonne)


def _by_name(wishes: Iterable[Wish]) -> dict[tuple[str, str], Wish]:
    """The first of those with each name, in whatever spelling."""
    found: dict[tuple[str, str], Wish] = {}
    for wish in wishes:
        found.setdefault((wish.slag, ascii_name(wish.navn)), wish)
    return found


def _renamed(gone: Sequence[Wish], added: Sequence[Wish]) -> list[Renamed]:
    """Pairs of what is gone and what is new that are the most alike, each used once."""
    scores = [(_likeness(var, er), -i, -j) for i, var in enumerate(gone) for j, er in enumerate(added)]
    pairs: list[tuple[int, int]] = []
    for score, i, j in sorted(scores, reverse=True):
        free = all(-i != first and -j != second for first, second in pairs)
        if score > 0 and free:
            pairs.append((-i, -j))
    return [Renamed(gone[i], added[j]) for i, j in sorted(pairs)]


def _likeness(var: Wish, er: Wish) -> float:
    """How alike two names are, from 0 (not the same thing) to 2 (the same column of a workbook)."""
    if var.slag != er.slag:
        return 0
    if var.kolonne and (var.ark, var.kolonne) == (er.ark, er.kolonne):
        return 2
    (owner, name), (other, now) = _parted(var.navn), _parted(er.navn)
    alike = SequenceMatcher(None, name, now).ratio()
    if owner != other:
        return alike if name == now and var.ark and var.ark == er.ark else 0
    least = _IN_THE_SAME_PLACE if var.sted == er.sted else _ALIKE
    return alike if alike >= least else 0


def _parted(name: str) -> tuple[str, str]:
    """The owner and the last name of a path, in code."""
    owner, _, last = name.rpartition(".")
    return owner, ascii_name(last)


# --- What a workbook lacks -------------------------------------------------------------------------------------------


def lacking(asked: Iterable[Wish], workbook: Workbook) -> list[Problem]:
    """A warning for each sheet, and each column of a sheet that is there, that is asked for and not in the workbook."""
    found: dict[tuple[str, str], Problem] = {}
    for wish in asked:
        if not wish.ark or wish.ark not in workbook.schema:
            continue
        if not workbook.has(wish.ark):
            message = f"Malen bruker nå arket «{wish.ark}», som arbeidsboken ikke har. Det blir tomt i rapporten."
            found.setdefault((wish.ark, ""), advarsel("mangler-ark", wish.ark, message, wish.navn))
        elif not _has_column(wish, workbook):
            message = f"Malen bruker nå kolonnen «{wish.kolonne}», som arket ikke har. Den blir tom i rapporten."
            found.setdefault((wish.ark, wish.kolonne), advarsel("mangler-kolonne", wish.ark, message, wish.navn))
    return list(found.values())


def _has_column(wish: Wish, workbook: Workbook) -> bool:
    """Whether the sheet has the column; one that is no column of its own is worked out from others."""
    data = workbook.sheets[wish.ark]
    column = next((column for column in data.sheet.columns if column.heading == wish.kolonne), None)
    if column is None:
        return True
    return column.name in data.columns or any(row.values.get(column.name) is not None for row in data.rows)


def sheets_of(asked: Iterable[Wish]) -> Mapping[str, list[str]]:
    """The sheets that are asked for, each with its columns, in the order they are first named."""
    found: dict[str, list[str]] = {}
    for wish in asked:
        if wish.ark:
            columns = found.setdefault(wish.ark, [])
            if wish.kolonne and wish.kolonne not in columns:
                columns.append(wish.kolonne)
    return found
