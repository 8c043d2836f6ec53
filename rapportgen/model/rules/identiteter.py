"""IDs are unique, and what refers to an ID refers to one that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.grunnlag.oekonomi import ADDED_UP
from rapportgen.model.grunnlag.organisasjon import group_names, group_of
from rapportgen.model.grunnlag.tiltak import Omraader
from rapportgen.model.kinds import IdentifierKind
from rapportgen.model.parsing import folded
from rapportgen.names import suggest
from rapportgen.problems import Problem, advarsel, feil, info

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.declare import Column, Sheet
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

_NAMES = frozenset({"kontogruppe", "navn"})
ONE_PER_PERIOD = {
    "Status": ("kvartal", "tiltak_id"),
    "Risikohistorikk": ("kvartal", "risiko_id"),
    "Økonomi": ("kvartal", "kontogruppe", "navn"),
    "Nøkkeltall": ("kvartal", "navn"),
}
"""The columns that tell the rows of a sheet apart, the period first."""


def unique_keys(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """No two rows of a sheet have the same ID."""
    for sheet in workbook.schema:
        if sheet.key is None:
            continue
        seen: dict[str, Any] = {}
        for row in workbook.rows(sheet.name):
            key = row.values.get(sheet.key)
            if key is None:
                continue
            first = seen.setdefault(str(key).casefold(), row)
            if first is not row:
                yield feil(
                    "dobbel-id",
                    row.address(sheet.key),
                    f"«{key}» står også i {first.address(sheet.key)}. Hver rad må ha sin egen ID.",
                    key,
                )


def unique_in_period(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A measure or risk has one row per period, and an account group and an indicator too."""
    for name, columns in ONE_PER_PERIOD.items():
        seen: dict[object, Any] = {}
        twice: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
        for row in workbook.rows(name):
            key = identity_of(row)
            if key is not None and (first := seen.setdefault(key, row)) is not row:
                twice.setdefault((first.title, row.title), []).append((first, row))
        for (original, title), pairs in twice.items():
            if original == title or len(pairs) == 1:
                yield from (_twice(first, row, columns[1]) for first, row in pairs)
            else:
                yield _in_two_sheets(original, title, pairs, columns[1])


def columns_of_identity(sheet: Sheet) -> set[str]:
    """The columns that tell the rows of a sheet apart."""
    return set(ONE_PER_PERIOD.get(sheet.name) or (sheet.key or "",))


def identity_of(row: Any) -> tuple[object, ...] | None:
    """What no other row of its sheet has: an ID, or the period and what the row is of. None when it does not say."""
    columns = ONE_PER_PERIOD.get(row.SHEET.name)
    if columns is None:
        value = row.values.get(row.SHEET.key or "")
        return None if value is None else (str(value).casefold(),)
    period, *words = [row.values.get(column) for column in columns]
    key = (period, *(str(word or "").casefold() for word in words))
    return key if all(key[:2]) else None


def _twice(first: Any, row: Any, column: str) -> Problem:
    return feil(
        "dobbel-rad",
        row.address(column),
        f"«{getattr(row, column)}» har to rader for {row.kvartal}; den første står i {first.address(column)}. "
        "Slett den ene.",
        getattr(row, column),
    )


def _in_two_sheets(original: str, title: str, pairs: list[tuple[Any, Any]], column: str) -> Problem:
    first, row = pairs[0]
    return feil(
        "dobbel-rad",
        row.address(column),
        f"{len(pairs)} av linjene i arket «{title}» gjelder det samme som linjer i arket «{original}». Den første er "
        f"«{getattr(row, column)}» for {row.kvartal}, som også står i {first.address(column)}. Begge er tatt med.",
        getattr(row, column),
        "Slett det ene arket, eller skriv i linjene hva som skiller dem.",
    )


def named_lines(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A line of accounts says what it is of: figures by themselves are often a note, or a total."""
    nameless = [row for row in workbook.rows("Økonomi") if _is_nameless(row)]
    if not nameless:
        return
    first, *others = (next(name for name in ADDED_UP if row.values.get(name) is not None) for row in nameless)
    count = f" Det gjelder {len(nameless)} linjer." if others else ""
    yield advarsel(
        "linje-uten-navn",
        nameless[0].address(first),
        f"Linjen har tall, men verken kontogruppe eller navn. Rapporten viser den uten navn.{count}",
        nameless[0].values[first],
        "Skriv hva linjen gjelder, eller «Sum» hvis den er en sum. Hører tallet ikke til tabellen, så flytt det.",
    )


def _is_nameless(row: Any) -> bool:
    is_named = row.kontogruppe is not None or row.navn is not None or not row.instead.keys().isdisjoint(_NAMES)
    return not is_named and any(row.values.get(name) is not None for name in ADDED_UP)


def known_references(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """IDs, workstreams and groups that are referred to exist."""
    for sheet in workbook.schema:
        for column in sheet.columns:
            if column.refers_to and isinstance(column.kind, IdentifierKind):
                yield from _missing_targets(workbook, sheet, column)
    yield from _areas(workbook)
    yield from _groups(workbook)


def _missing_targets(workbook: Workbook, sheet: Sheet, column: Column) -> Iterator[Problem]:
    """IDs that no row of the sheet referred to has. Workstreams have looser names, and a rule of their own."""
    target, _, key = column.refers_to.partition(".")
    if not workbook.rows(target) or target == "Innsatsområder":
        return
    known = {str(value): row for row in workbook.rows(target) if (value := getattr(row, key)) is not None}
    unknown: dict[str, list[Any]] = {}
    for row in workbook.rows(sheet.name):
        value = getattr(row, column.name)
        if value is not None and str(value) not in known:
            unknown.setdefault(str(value), []).append(row)
    for value, rows in unknown.items():
        place, last = rows[0].address(column.name), rows[-1].address(column.name).rpartition("!")[2]
        told = _unknown("ukjent-id", place, value, target, known)
        if len(rows) > 1:
            melding = f"{told.melding} Det gjelder {len(rows)} linjer."
            told = told._replace(sted=f"{place}:{last}", melding=melding)
        yield told


def _areas(workbook: Workbook) -> Iterator[Problem]:
    areas = Omraader(workbook)
    if not areas.rows:
        return
    names = [str(row.navn) for row in areas.rows]
    aliases: set[tuple[str, str]] = set()
    for name in ("Tiltak", "Milepæler"):
        for row in workbook.rows(name):
            word = row.omraade
            if word is None or str(word).strip() in ("0", ""):
                continue
            area = areas.find(word)
            if area is None:
                yield _unknown("ukjent-omraade", row.address("omraade"), word, "Innsatsområder", names)
            elif str(word) not in (str(area.nr), str(area.navn)) and (name, str(word)) not in aliases:
                aliases.add((name, str(word)))
                yield info(
                    "annet-navn",
                    row.address("omraade"),
                    f"«{word}» er forstått som «{area.navn}». Rapporten bruker ett navn.",
                    word,
                    str(area.navn),
                )


def _groups(workbook: Workbook) -> Iterator[Problem]:
    names = group_names(workbook)
    if not names:
        return
    for row in workbook.rows("Deltakere"):
        if row.gruppe is not None and group_of(row, names) is None:
            shown = [str(group.navn) for group in workbook.rows("Grupper")]
            yield _unknown("ukjent-gruppe", row.address("gruppe"), row.gruppe, "Grupper", shown)


def _unknown(code: str, place: str, value: object, sheet: str, known: Any) -> Problem:
    near = suggest(str(value), known)
    return advarsel(
        code,
        place,
        f"«{value}» finnes ikke i arket «{sheet}»." + (f" Mente du «{near}»?" if near else ""),
        value,
        near or "",
    )


def same_risk_twice(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """The same risk is not listed twice under different IDs."""
    seen: dict[str, Any] = {}
    for row in workbook.rows("Risiko"):
        text = folded(row.risikofaktor)
        if not text:
            continue
        first = seen.setdefault(text, row)
        if first is not row and str(first.id) != str(row.id):
            yield advarsel(
                "samme-risiko",
                row.address("risikofaktor"),
                f"Den samme risikoen står også i {first.address('risikofaktor')}.",
                row.risikofaktor,
            )
