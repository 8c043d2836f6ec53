"""Problems that only follow from another are not told: who mends the one has mended both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.names import ascii_name
from rapportgen.word.language.fields import names_given_in
from rapportgen.word.lint.mending import OF_TABLE
from rapportgen.word.tags.guesses import BRANCHES, CLOSERS, OPENERS
from rapportgen.word.tags.tags import SPLIT, UNCLOSED, parse_tag

if TYPE_CHECKING:
    from rapportgen.problems import Problem

_OUTSIDE = "tagg-utenfor-tabell"
_TORN, _NOT_IN_LOOP = "kryssende-blokk", "utenfor-loekke"
_OF_FILTER = "feil-filter"
_MIDST, _OTHER_KIND = "tagg-midt-i", "ulik-blokk"


def without_followers(found: list[Problem]) -> list[Problem]:
    """The problems without those of the end of a block whose beginning is at fault, and is told already.

    A tag for another element than its block is written anew in any case, and then no longer in the midst of one.
    """
    split = [problem.subject for problem in found if problem.kode == SPLIT]
    others = {problem.subject for problem in found if problem.kode == _OTHER_KIND}
    of_tables: list[int] = []
    kept: list[Problem] = []
    for problem in found:
        if problem.kode == UNCLOSED and any(_is_same(problem, sted, verdi) for sted, verdi in split):
            continue
        if problem.kode == _MIDST and problem.subject in others:
            continue
        if problem.kode == _OUTSIDE:
            word = parse_tag(problem.verdi).word
            if word in OPENERS:
                of_tables.append(len(kept))
            elif of_tables and word in (*BRANCHES, *CLOSERS):
                opener = of_tables.pop() if word in CLOSERS else of_tables[-1]
                kept[opener] = _with_its_end(kept[opener], problem)
                continue
        kept.append(problem)
    return kept


def _with_its_end(opener: Problem, follower: Problem) -> Problem:
    """A tag of tables outside of them, with what to write for it and for another of its block."""
    listed = opener.forslag.removeprefix("Skriv ").partition(",")[0] or _for_paragraphs(opener.verdi)
    return opener._replace(forslag=f"Skriv {listed} og {_for_paragraphs(follower.verdi)}, med p i stedet.")


def _for_paragraphs(tag: str) -> str:
    return OF_TABLE.sub(r"{%\1p ", tag)


def without_cells_after(found: list[Problem]) -> list[Problem]:
    """The problems without those of names in a row whose loop ends in the wrong cell: one of the row has them all."""
    torn = {_row_of(problem) for problem in found if _is_torn(problem)} - {""}
    return [problem for problem in found if problem.kode != _NOT_IN_LOOP or _row_of(problem) not in torn]


def once_for_each_filter(found: list[Problem]) -> list[Problem]:
    """The problems with the last alone of those of a filter of a tag: its brackets do not make it fit."""
    last = {_filter_of(problem): problem for problem in found if problem.kode == _OF_FILTER}
    return [problem for problem in found if problem.kode != _OF_FILTER or last[_filter_of(problem)] is problem]


def _filter_of(problem: Problem) -> tuple[str, ...]:
    """The tag that a problem of a filter is in, and the filter, which the message begins with."""
    return (*problem.subject, problem.melding.partition("»")[0])


def _is_torn(problem: Problem) -> bool:
    """Whether a block does not end where its row does, as far as can be told."""
    if problem.kode == _MIDST:
        return parse_tag(problem.verdi).scope == "tr"
    return problem.kode in (_TORN, _OTHER_KIND)


def _row_of(problem: Problem) -> str:
    """The row of a table that a problem is in; «» for one elsewhere."""
    row, in_cell, _ = problem.sted.partition(", kolonne ")
    return row if in_cell else ""


def names_in_split_tags(found: list[Problem]) -> set[str]:
    """The names in block tags whose braces stand apart: some of them would have been given a value."""
    texts = [problem.verdi for problem in found if problem.kode == SPLIT and "%" in problem.verdi]
    return {ascii_name(name) for text in texts for name in names_given_in(text)}


def _is_same(problem: Problem, place: str, quoted: str) -> bool:
    """Whether an unclosed tag is what is told of already, at this place with this text."""
    return problem.sted == place and (problem.verdi in quoted or quoted in problem.verdi)
