"""Problems that only follow from another are not told: who mends the one has mended both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.names import ascii_name
from rapportgen.word.tags import BLOCK, SPLIT, parse_tag

if TYPE_CHECKING:
    from rapportgen.problems import Problem

UNCLOSED = "aapen-tagg"
_OPENS = re.compile(r"\{%[-–]?\s*(?:(?:p|tr|tc|r)\s+)?(?:for|if)\b|\s(?:in|i)\s", re.IGNORECASE)
_OUTSIDE = "tagg-utenfor-tabell"
_CONTINUES = ("endfor", "endif", "else", "elif")


def without_followers(found: list[Problem]) -> list[Problem]:
    """The problems without those of a block whose other tag is at fault, and is told already."""
    split = {problem.sted for problem in found if problem.kode == SPLIT}
    unread = [text for problem in found if (text := _unread(problem, split)).startswith(BLOCK)]
    openers = sum(bool(_OPENS.search(text)) for text in unread)
    excused = {"loes-blokk": openers, "aapen-blokk": len(unread) - openers, _OUTSIDE: 0}
    kept = []
    for problem in found:
        kind = problem.kode
        if kind == UNCLOSED and problem.sted in split:
            continue
        if kind == _OUTSIDE and parse_tag(problem.verdi).word in ("for", "if"):
            excused[kind] += 1
        elif excused.get(kind, 0) and (kind != _OUTSIDE or parse_tag(problem.verdi).word in _CONTINUES):
            excused[kind] -= parse_tag(problem.verdi).word not in ("else", "elif")
            continue
        kept.append(problem)
    return kept


def names_in_split_tags(found: list[Problem]) -> set[str]:
    """The names in block tags whose braces stand apart: some of them would have been given a value."""
    texts = [problem.verdi for problem in found if problem.kode == SPLIT and "%" in problem.verdi]
    return {ascii_name(name) for text in texts for name in re.findall(r"\w+", text)}


def _unread(problem: Problem, split: set[str]) -> str:
    """The tag that a problem says cannot be read, «» for other problems."""
    if problem.kode == SPLIT:
        return problem.forslag.removeprefix("Mente du ")
    told_already = problem.kode == UNCLOSED and problem.sted in split
    return problem.verdi if problem.kode in (UNCLOSED, "ukjent-tagg") and not told_already else ""
