"""Services and co-operation as a plan shows them: areas over several lines, and a list in two columns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import number_of
from rapportgen.model.parsing import folded
from rapportgen.model.rader import Felter, Rader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.workbook import Workbook


def services_of(workbook: Workbook) -> Rader:
    """The lines of the service areas, those of an area together; `områder` has one record for each area.

    `områdenr` and `organiseringsnr` are the same on lines whose cells belong together, to merge them downwards.
    """
    areas: dict[tuple[str, str], list[Any]] = {}
    for row in workbook.rows("Tjenesteområder"):
        areas.setdefault((folded(row.kontogruppe), folded(row.navn)), []).append(row)
    ordered = [sorted(rows, key=_line) for rows in areas.values()]
    numbered = list(_numbered(ordered))
    return Rader((row for rows in numbered for row in rows), omraader=Rader(map(_area, numbered)))


def _line(row: Any) -> Decimal:
    """Where in its area a line stands; without a number, after those that have one."""
    number = number_of(row.linje)
    return number if number is not None else Decimal("Infinity")


def _numbered(areas: list[list[Any]]) -> Iterator[list[Any]]:
    block = 0
    for number, rows in enumerate(areas, 1):
        found = []
        for index, row in enumerate(rows):
            block += index == 0 or row.organisering is not None
            found.append(row.with_joined(omraadenr=number, organiseringsnr=block))
        yield found


def _area(rows: list[Any]) -> Felter:
    first = rows[0]
    staff = [number for row in rows if (number := number_of(row.ansatte)) is not None]
    return Felter(
        kontogruppe=first.kontogruppe,
        navn=first.navn,
        med_kontogruppe=first.felt("med_kontogruppe"),
        linjer=Rader(rows),
        ansatte=sum(staff, Decimal(0)) if staff else None,
    )


def cooperation_of(workbook: Workbook) -> Rader:
    """What there is co-operation about. `kolonner` is the list in two columns.

    The groups of the workbook decide: the first half of them stands to the left. Without groups the list is cut in
    half. A row without a group belongs with the row above.
    """
    rows = workbook.rows("Samarbeid")
    groups: dict[str, list[Any]] = {}
    group = ""
    for row in rows:
        group = folded(row.gruppe) or group
        groups.setdefault(group, []).append(row)
    lists = [groups[name] for name in sorted(groups, key=_number_first)] if len(groups) > 1 else [[r] for r in rows]
    half = (len(lists) + 1) // 2
    columns = (Rader(row for part in parts for row in part) for parts in (lists[:half], lists[half:]))
    return Rader(rows, kolonner=Rader(columns))


def _number_first(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isdecimal() else (10**6, "") if not name else (10**6 - 1, name)
