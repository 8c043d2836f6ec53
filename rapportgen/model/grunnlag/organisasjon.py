"""Groups and members as a report may show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.parsing import folded
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.skjulte_navn import MEMBERS, is_hidden

if TYPE_CHECKING:
    from rapportgen.model.workbook import Workbook


def shown_members(workbook: Workbook) -> Rader:
    """The members; where a name is not to be shown, `visning` is the role and `navn` is gone.

    A name is hidden when `Vises i rapport` says no, and also when what it says is not understood. Neither the name nor
    columns of the workbook's own (an e-mail address) travel further, so that no template can print them by mistake.
    """
    doubtful = {problem.sted for problem in workbook.problems}
    return Rader(_shown(row, is_hidden(row, doubtful)) for row in workbook.rows(MEMBERS))


def _shown(row: Any, hidden: bool) -> Any:
    if not hidden:
        return row.with_joined(visning=row.navn or row.rolle)
    role = row.rolle or row.stilling or row.representerer or "medlem"
    nameless = row.changed(values={**row.values, "navn": None}, unknown={})
    return nameless.with_joined(visning=role, navn=None)


def groups_of(workbook: Workbook, members: Rader) -> Rader:
    """The groups, each with its members; «Arbeidsgruppe» is found in «Arbeidsgruppe helse og omsorg».

    Fields of the collection: `nivåer`, the groups from the top down, those on the same level together;
    `med_deltakere`, those that have members; `med_mandat`, those that are told what to do.
    """
    names = group_names(workbook)
    belonging: dict[str | None, list[Any]] = {}
    for member in members:
        belonging.setdefault(group_of(member, names), []).append(member)
    groups = [
        row.with_joined(deltakere=Rader(belonging.get(name, ())))
        for name, row in zip(names, workbook.rows("Grupper"), strict=True)
    ]
    return Rader(
        groups,
        nivaaer=_levels(groups, names),
        med_deltakere=Rader(row for row in groups if row.felt("deltakere")),
        med_mandat=Rader(row for row in groups if has_mandate(row)),
    )


def has_mandate(group: Any) -> bool:
    """Whether a group is told what to do."""
    return bool(group.mandat or group.oppgaver or group.myndighet)


def _levels(groups: list[Any], names: list[str]) -> Rader:
    """The groups by how many groups there are above them; what reports to nobody in the list is on top."""
    above = {name: _named(row.rapporterer_til, names) for name, row in zip(names, groups, strict=True)}
    levels: dict[int, list[Any]] = {}
    for name, row in zip(names, groups, strict=True):
        levels.setdefault(_depth(name, above), []).append(row)
    return Rader(Felter(grupper=Rader(levels[depth])) for depth in sorted(levels))


def _depth(name: str, above: dict[str, str | None]) -> int:
    """The number of groups above `name`; groups that report to each other in a ring are counted once."""
    seen = [name]
    while (upper := above[seen[-1]]) is not None and upper not in seen:
        seen.append(upper)
    return len(seen) - 1


def group_names(workbook: Workbook) -> list[str]:
    """The names of the groups, folded for comparison, in order."""
    return [folded(row.navn) for row in workbook.rows("Grupper")]


def group_of(member: Any, names: list[str]) -> str | None:
    """The group in `names` (folded) that a member belongs to, or None when it cannot be told."""
    return _named(member.gruppe, names)


def _named(written: object, names: list[str]) -> str | None:
    """The one of `names` that is written in full or in its first words."""
    word = folded(written)
    if word in names:
        return word
    longer = [name for name in names if word and name.startswith(word)]
    return longer[0] if len(longer) == 1 else None
