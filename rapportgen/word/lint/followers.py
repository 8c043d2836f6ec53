"""Problems that only follow from another are not told: who mends the one has mended both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.word.tags import BLOCK, parse_tag

if TYPE_CHECKING:
    from rapportgen.problems import Problem

_UNREAD = {"aapent-merke", "ukjent-merke"}
_OPENS = re.compile(r"\{%[-–]?\s*(?:(?:p|tr|tc|r)\s+)?(?:for|if)\b|\s(?:in|i)\s", re.IGNORECASE)
_OUTSIDE = "merke-utenfor-tabell"
_CONTINUES = ("endfor", "endif", "else", "elif")


def without_followers(found: list[Problem]) -> list[Problem]:
    """The problems without those of a block whose other tag is at fault, and is told already."""
    unread = [problem.verdi for problem in found if problem.kode in _UNREAD and problem.verdi.startswith(BLOCK)]
    openers = sum(bool(_OPENS.search(text)) for text in unread)
    excused = {"loes-blokk": openers, "aapen-blokk": len(unread) - openers, _OUTSIDE: 0}
    kept = []
    for problem in found:
        kind = problem.kode
        if kind == _OUTSIDE and parse_tag(problem.verdi).word in ("for", "if"):
            excused[kind] += 1
        elif excused.get(kind, 0) and (kind != _OUTSIDE or parse_tag(problem.verdi).word in _CONTINUES):
            excused[kind] -= parse_tag(problem.verdi).word not in ("else", "elif")
            continue
        kept.append(problem)
    return kept
