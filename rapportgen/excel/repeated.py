"""Remarks that are the same all down a column, said once: a remark on every cell hides the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.kinds import YEAR_GUESSED
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from rapportgen.problems import Problem

WRONG_COLUMN = "feil-kolonne"
"""The code of a word that another column of the table is for: one column off is one fault."""
UNNAMED_TOTAL = "sum-uten-navn"
# What is folded, and whether the message must be the same too: an ID is read as another in each cell, but the fault
# is one, and so is a year that is missing all down a column, while a yellow cell and a red one are understood as
# different words.
_FOLDED = {
    "tall-i-id": False,
    "bare-farge": True,
    "tolket-verdi": True,
    YEAR_GUESSED: False,
    WRONG_COLUMN: False,
    UNNAMED_TOTAL: True,
    "ugyldig-kvartal": True,
    "formel-uten-verdi": True,
}
_STRUCK = "gjennomstreket"
"""A line that is struck out is so from its first cell to its last: it is told once for each row."""
_CELL = pattern(r"(?P<column>.*![A-Z]{1,3})(?P<row>\d+)")


def folded(problems: Iterable[Problem], apart: Collection[str] = ()) -> list[Problem]:
    """The problems, with one for all cells of a column, or of a row, that share a remark; its place is their range.

    Each cell of the columns `apart` («Deltakere!D») keeps its own.
    """
    groups: dict[object, list[Problem]] = {}
    for number, problem in enumerate(problems):
        groups.setdefault(_key(problem, apart) or number, []).append(problem)
    return [_one_for(group) if len(group) > 1 else group[0] for group in groups.values()]


def _key(problem: Problem, apart: Collection[str]) -> tuple[str, str, str] | None:
    cell = _CELL.fullmatch(problem.sted)
    if cell is not None and problem.kode == _STRUCK:
        return problem.kode, cell["column"].rpartition("!")[0], cell["row"]
    if cell is None or problem.kode not in _FOLDED or cell["column"] in apart:
        return None
    return problem.kode, cell["column"], problem.melding if _FOLDED[problem.kode] else ""


def _one_for(group: list[Problem]) -> Problem:
    first, last = group[0], group[-1]
    place = f"{first.sted}:{last.sted.rpartition('!')[2]}"
    if first.kode == _STRUCK:
        melding = f"{len(group)} celler i raden er gjennomstreket, men er tatt med. Slett raden hvis den ikke gjelder."
        return first._replace(sted=place, melding=melding)
    return first._replace(sted=place, melding=f"{first.melding} Det gjelder {len(group)} celler i kolonnen.")
