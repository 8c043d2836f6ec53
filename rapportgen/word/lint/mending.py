"""The mended tag in place of a mended word: «Mente du {{ prosjekt.kommune }}?»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.word.tags import CLOSERS

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
_UNCLOSED = re.compile(r"(\{[{%])\s*([^{}%]+?)\s*[}%]")
_OF_TABLE = re.compile(r"\{%([-–]?)t[rc]\s")


def with_mended_tag(problem: Problem) -> Problem:
    """The problem with the whole tag as it should be, where that can be told; else as it is."""
    mended = ""
    if not problem.verdi.endswith("…"):
        if problem.kode in _WRONG:
            mended = _with_right_word(problem)
        elif problem.kode == "aapent-merke" and (match := _UNCLOSED.match(problem.verdi)):
            mended = f"{match.group(1)} {match.group(2)} {CLOSERS[match.group(1)]}"
        elif problem.kode == "merke-utenfor-tabell":
            mended = _OF_TABLE.sub(r"{%\1p ", problem.verdi)
    return problem._replace(forslag=f"Mente du {mended}?") if mended else problem


def _with_right_word(problem: Problem) -> str:
    """The tag with the word that was guessed at; «» when there is no guess, or the word is written otherwise."""
    wrong, right = _WRONG[problem.kode].match(problem.melding), _RIGHT.fullmatch(problem.forslag)
    if wrong is None or right is None:
        return ""
    whole_word = rf"(?<![\w.]){re.escape(wrong.group(1))}(?!\w)"
    mended, count = re.subn(whole_word, lambda _: right.group(1), problem.verdi, count=1)
    return mended if count else ""
