"""Problems that only follow from another are not told: who mends the one has mended both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.names import ascii_name
from rapportgen.word.fields import names_given_in
from rapportgen.word.guesses import BRANCHES, CLOSERS, OPENERS
from rapportgen.word.tags import SPLIT, UNCLOSED, parse_tag

if TYPE_CHECKING:
    from rapportgen.problems import Problem

_OUTSIDE = "tagg-utenfor-tabell"


def without_followers(found: list[Problem]) -> list[Problem]:
    """The problems without those of the end of a block whose beginning is at fault, and is told already."""
    split = [(problem.sted, problem.verdi) for problem in found if problem.kode == SPLIT]
    of_tables = 0
    kept = []
    for problem in found:
        if problem.kode == UNCLOSED and any(_is_same(problem, sted, verdi) for sted, verdi in split):
            continue
        if problem.kode == _OUTSIDE:
            word = parse_tag(problem.verdi).word
            if word in OPENERS:
                of_tables += 1
            elif of_tables and word in (*BRANCHES, *CLOSERS):
                of_tables -= word in CLOSERS
                continue
        kept.append(problem)
    return kept


def names_in_split_tags(found: list[Problem]) -> set[str]:
    """The names in block tags whose braces stand apart: some of them would have been given a value."""
    texts = [problem.verdi for problem in found if problem.kode == SPLIT and "%" in problem.verdi]
    return {ascii_name(name) for text in texts for name in names_given_in(text)}


def _is_same(problem: Problem, place: str, quoted: str) -> bool:
    """Whether an unclosed tag is what is told of already, at this place with this text."""
    return problem.sted == place and (problem.verdi in quoted or quoted in problem.verdi)
