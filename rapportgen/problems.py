"""Findings in somebody's file: collected, sorted and shown together, never raised."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

FEIL = "feil"
ADVARSEL = "advarsel"
INFO = "info"

DOKUMENTET = "dokumentet"
"""The place of what is about the finished document as a whole, and in no cell or tag that somebody can mend."""

_SERIOUSNESS = {FEIL: 0, ADVARSEL: 1, INFO: 2}


class Problem(NamedTuple):
    """One finding. The field names are the contract of `--json` (docs/brukerveiledning.md).

    `sted` is an address a person can find: `Risiko!C7` in a workbook, a sentence in a template.
    `verdi` is what stands there, `forslag` what could stand there instead.
    """

    alvor: str
    kode: str
    sted: str
    melding: str
    verdi: str = ""
    forslag: str = ""

    @property
    def subject(self) -> tuple[str, str]:
        """What it is about: the place, and what stands there. Problems of one tag of a template have the same."""
        return self.sted, self.verdi

    def as_json(self) -> dict[str, str]:
        """The problem as the JSON contract wants it: all six keys, in order."""
        return {
            "alvor": self.alvor,
            "kode": self.kode,
            "sted": self.sted,
            "verdi": self.verdi,
            "melding": self.melding,
            "forslag": self.forslag,
        }


def feil(kode: str, sted: str, melding: str, verdi: object = "", forslag: str = "") -> Problem:
    """A fault: something in the file is wrong and must be mended."""
    return Problem(FEIL, kode, sted, melding, _shown(verdi), forslag)


def advarsel(kode: str, sted: str, melding: str, verdi: object = "", forslag: str = "") -> Problem:
    """A warning: the file can be used, but somebody should look."""
    return Problem(ADVARSEL, kode, sted, melding, _shown(verdi), forslag)


def info(kode: str, sted: str, melding: str, verdi: object = "", forslag: str = "") -> Problem:
    """A note on what was understood or done."""
    return Problem(INFO, kode, sted, melding, _shown(verdi), forslag)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repetitions, most serious first, then by place."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (_SERIOUSNESS[p.alvor], _place_key(p.sted), p.kode, p.melding))


def cells_of(place: str) -> list[str]:
    """«Mål!B2:B4» as its cells Mål!B2, Mål!B3 and Mål!B4; any other place as it is."""
    column = re.fullmatch(r"(.*!([A-Z]{1,3}))(\d{1,7}):\2(\d{1,7})", place)
    if column is None:
        return [place]
    return [f"{column[1]}{row}" for row in range(int(column[3]), int(column[4]) + 1)]


def count(problems: Iterable[Problem], alvor: str) -> int:
    """How many of the problems are of this seriousness."""
    return sum(problem.alvor == alvor for problem in problems)


def summary(problems: Collection[Problem]) -> str:
    """«2 feil, 1 advarsel»; «ingen feil» when there is nothing to mend."""
    faults, warnings, infos = (count(problems, alvor) for alvor in (FEIL, ADVARSEL, INFO))
    parts = [f"{faults} feil"] if faults else [] if warnings else ["ingen feil"]
    if warnings:
        parts.append(f"{warnings} {'advarsel' if warnings == 1 else 'advarsler'}")
    if infos:
        parts.append(f"{infos} {'opplysning' if infos == 1 else 'opplysninger'}")
    return ", ".join(parts)


def _place_key(place: str) -> tuple[object, ...]:
    """A sort key that puts Risiko!C7 before Risiko!A10: sheet, row, then column."""
    match = re.fullmatch(r"(.*)!([A-Z]{1,3})(\d+)(?::.*)?", place)
    if not match:
        return (place, 0, 0, "")
    sheet, column, row = match.groups()
    return (sheet, int(row), len(column), column)


def _shown(value: object, limit: int = 80) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
