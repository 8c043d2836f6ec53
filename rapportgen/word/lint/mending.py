"""The mended tag in place of a mended word: «Mente du {{ prosjekt.kommune }}?»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.patterns import pattern
from rapportgen.word.tags.repairs import can_be_read, repaired
from rapportgen.word.tags.tags import CLOSERS, find_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.problems import Problem

# The problems whose message quotes the word that is wrong, and where.
WRONG = {
    "ukjent-felt": pattern(r"Feltet (\S+) finnes ikke\."),
    "ukjent-filter": pattern(r"Filteret «(.+)» finnes ikke\."),
    "ukjent-funksjon": pattern(r"Funksjonen «(.+)» finnes ikke\."),
    "ukjent-test": pattern(r"Testen «(.+)» finnes ikke\."),
    "ukjent-tagg": pattern(r"«(.+)» er ikke en tagg\."),
}
NAMES = tuple(WRONG)
"""The codes of the problems that a name is wrong."""
_RIGHT = pattern(r"Mente du ([^{}«»]+)\?")
_UNCLOSED = pattern(r"(\{[{%])\s*([^{}%]+?)\s*[}%]")
_FOR_PARAGRAPH = pattern(r"Skriv (\{%p .*%\})\.")
_BELONGS_TO = pattern(r"Taggen hører til ((\{%)p( .*%\})), men")
OF_TABLE = pattern(r"\{%([-–]?)t[rc]\s")
"""The beginning of a tag that stands for a row or a cell."""


def with_mended_tag(problem: Problem, text: str, others: Sequence[Problem] = ()) -> Problem:
    """The problem with the whole tag as it should be, where that can be told; else as it is.

    `others` are all the problems of the same tag: what is proposed has none of them. `text` is that of the paragraph,
    which has the tag in full where the problem quotes only the beginning of it.
    """
    if problem.kode == "ulik-blokk" and (hint := _for_its_place(problem, text)):
        return problem._replace(forslag=hint)
    mended, tag = "", _in_full(problem.verdi, text)
    if not tag.endswith("…"):
        if problem.kode in WRONG:
            mended = with_right_words([problem, *(other for other in others if other != problem)], tag)
        elif problem.kode == "aapen-tagg" and (match := _UNCLOSED.match(tag)):
            mended = f"{match.group(1)} {match.group(2)} {CLOSERS[match.group(1)]}"
        elif problem.kode == "tagg-utenfor-tabell" and not problem.forslag:
            mended = OF_TABLE.sub(r"{%\1p ", tag)
    if mended == tag:
        return problem
    return problem._replace(forslag=f"Mente du {mended}?") if mended else problem


def _for_its_place(problem: Problem, text: str) -> str:
    """What to write for a tag that its block wants for a paragraph, where other text stands around it; else «»."""
    wanted, opener = _FOR_PARAGRAPH.fullmatch(problem.forslag), _BELONGS_TO.match(problem.melding)
    text = " ".join(text.split())
    before, found, after = text.partition(problem.verdi)
    if wanted is None or opener is None or not found:
        return ""
    if opener[1] in before:
        return f"Skriv {opener[2]}{opener[3]} og {problem.verdi}, begge uten p."
    if before and after:
        return f"Skriv {wanted[1]}, alene i et avsnitt."
    return ""


def _in_full(quoted: str, text: str) -> str:
    """What a problem quotes, and where that is the beginning of a tag of the paragraph, the whole of it."""
    if not quoted.endswith("…"):
        return quoted
    tags = (" ".join(text[piece.start : piece.end].split()) for piece in find_tags(text)[0])
    return next((tag for tag in tags if tag.startswith(quoted[:-1])), quoted)


def with_right_words(found: Sequence[Problem], tag: str) -> str:
    """The tag with all its wrong words mended; «» when one of them cannot be."""
    for problem in found:
        tag = _with_right_word(problem, tag) if tag and problem.kode in WRONG else tag
    return tag


def _with_right_word(problem: Problem, tag: str) -> str:
    """The tag with the word that was guessed at; «» when there is no guess, or the word is written otherwise."""
    wrong, right = WRONG[problem.kode].match(problem.melding), _RIGHT.fullmatch(problem.forslag)
    if wrong is None or right is None:
        return ""
    whole_word = rf"(?<![\w.]){re.escape(wrong.group(1))}(?!\w)"
    mended, count = re.subn(whole_word, lambda _: right.group(1), tag, count=1)
    if not count:
        return ""
    return mended if can_be_read(mended) else repaired(mended) or mended
