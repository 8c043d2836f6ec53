"""The mended tag in place of a mended word: «Mente du {{ prosjekt.kommune }}?»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapportgen.problems import Problem

# The problems whose message quotes the word that is wrong, and where.
_WRONG = {
    "ukjent-felt": re.compile(r"Feltet (\S+) finnes ikke\."),
    "ukjent-filter": re.compile(r"Filteret «(.+)» finnes ikke\."),
    "ukjent-test": re.compile(r"Testen «(.+)» finnes ikke\."),
    "ukjent-merke": re.compile(r"«(.+)» er ikke et merke\."),
}
_RIGHT = re.compile(r"Mente du ([^{}«»]+)\?")


def with_mended_tag(problem: Problem) -> Problem:
    """The problem with the whole tag as it should be, where the guess at one word tells that."""
    pattern, right = _WRONG.get(problem.kode), _RIGHT.fullmatch(problem.forslag)
    wrong = pattern.match(problem.melding) if pattern else None
    if wrong is None or right is None or problem.verdi.endswith("…"):
        return problem
    whole_word = rf"(?<![\w.]){re.escape(wrong.group(1))}(?!\w)"
    mended, count = re.subn(whole_word, lambda _: right.group(1), problem.verdi, count=1)
    return problem._replace(forslag=f"Mente du {mended}?") if count else problem
