"""Problems that only follow from another are not told: who mends the one has mended both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.word.tags import BLOCK

if TYPE_CHECKING:
    from rapportgen.problems import Problem

_UNREAD = {"aapent-merke", "ukjent-merke"}
_OPENS = re.compile(r"\{%[-–]?\s*(?:(?:p|tr|tc|r)\s+)?(?:for|if|fro|iff)\b|\s(?:in|i)\s", re.IGNORECASE)


def without_followers(found: list[Problem]) -> list[Problem]:
    """The problems without those of a block whose other tag cannot be read, and is told already."""
    unread = [problem.verdi for problem in found if problem.kode in _UNREAD and problem.verdi.startswith(BLOCK)]
    openers = sum(bool(_OPENS.search(text)) for text in unread)
    excused = {"loes-blokk": openers, "aapen-blokk": len(unread) - openers}
    kept = []
    for problem in found:
        if excused.get(problem.kode, 0):
            excused[problem.kode] -= 1
        else:
            kept.append(problem)
    return kept
