"""A template examined so that no mistake hides another.

A tag that cannot be read is taken for what was probably meant, and one whose block does not pair is left out. Then the
template is examined again, and what that brings to light in the other tags is told beside the rest. What it says of the
tags taken for others is not: their own faults are told already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.problems import ADVARSEL, FEIL
from rapportgen.word.compile import examine_package
from rapportgen.word.language.fields import names_in_unread_blocks
from rapportgen.word.lint.document import Document
from rapportgen.word.lint.followers import names_in_split_tags
from rapportgen.word.lint.mending import with_mended_tag
from rapportgen.word.tags.guesses import BRANCHES, unread_block
from rapportgen.word.tags.marks import LeftOut, key_of
from rapportgen.word.tags.tags import BLOCK, SPLIT, UNCLOSED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.oppsett.filtre import EgetFilter
    from rapportgen.problems import Problem
    from rapportgen.word.compiled import Use
    from rapportgen.word.ooxml.package import Package
    from rapportgen.word.tags.marks import Key

_UNREAD = ("ukjent-tagg", "syntaksfeil", SPLIT, UNCLOSED)
_STRAY = ("loes-blokk", "etter-else")
_UNPAIRED = ("aapen-blokk", *_STRAY, "ulik-blokk", "ukjent-tagg")
_TOLD_AT_ONCE = {*_UNREAD, *_UNPAIRED}
"""What the first look finds all of."""
_INSTEAD = pattern(r"(?:Mente du|Skriv) (\{[{%].*[%}]\})[?.]")
_OF_NO_LOOP = ("if", *BRANCHES, "endif", "set")
_ROUNDS = 4


class Examined(NamedTuple):
    """A template, its tags as they are typed and as they are meant, their problems, and what could not be made out.

    `doubtful` are names that a tag nobody can make out may give a value; `in_pairs` says that it is certain where each
    loop ends. `instead` has the tags that are taken for others, by what is meant.
    """

    document: Document
    uses: list[Use]
    meant: list[Use]
    found: list[Problem]
    doubtful: set[str]
    in_pairs: bool
    instead: dict[Key, Key]

    def of_others(self, found: Iterable[Problem]) -> list[Problem]:
        """What rules say of the tags as they are meant, without the faults of those that are taken for others."""
        kept = [problem for problem in found if not (problem.alvor == FEIL and problem.subject in self.instead)]
        return [problem._replace(verdi=self.instead.get(problem.subject, problem.subject)[1]) for problem in kept]


def examined(package: Package, filters: tuple[EgetFilter, ...]) -> Examined:
    """The tags of a template and everything that is wrong with them. Raises FileRefusedError."""
    try:
        return _examined(package, filters)
    except TemplateError as error:
        return Examined(Document(package), [], [], list(error.problems), set(), in_pairs=False, instead={})


def _examined(package: Package, filters: tuple[EgetFilter, ...]) -> Examined:
    uses, told = examine_package(package.copied(), filters)
    document = Document(package)  # not before the file is known to be harmless
    found, meant_uses = list(told), uses
    meant: dict[Key, str] = {}
    removed: set[Key] = set()
    for _ in range(_ROUNDS):
        known = len(meant) + len(removed)
        meant |= {key: tag for key, tag in _meanings(told, document) if key not in meant and key not in removed}
        removed |= {problem.subject for problem in told if problem.kode in _UNPAIRED} - set(meant)
        if len(meant) + len(removed) == known:
            break
        meant_uses, told = examine_package(package.copied(), filters, LeftOut(removed=removed, meant=meant))
        others = [one for one in told if one.subject not in meant and one.subject not in removed]
        found += [one for one in others if one.kode not in _TOLD_AT_ONCE and one not in found]
    unread = [problem for problem in found if problem.kode in _UNREAD and problem.subject not in meant]
    stray = {problem.subject for problem in found if problem.kode in _STRAY} - set(meant)
    return Examined(
        document,
        uses,
        [_as_meant(use, meant) for use in meant_uses if key_of(use.raw, use.place) not in stray],
        found,
        names_in_unread_blocks(unread) | names_in_split_tags(unread),
        in_pairs=not any(_may_be_of_a_loop(problem) for problem in unread) and not any(map(_ends_in_box, found)),
        instead={key_of(tag, key[0]): key for key, tag in meant.items()},
    )


def _meanings(told: Iterable[Problem], document: Document) -> Iterable[tuple[Key, str]]:
    """The tags that were probably meant, by those that are typed."""
    for problem in told:
        if problem.kode in _TOLD_AT_ONCE and problem.alvor in (FEIL, ADVARSEL):
            spot = document.spot_of(problem)
            match = _INSTEAD.fullmatch(with_mended_tag(problem, spot.text if spot else "").forslag)
            if match is not None and problem.verdi.startswith("{"):
                yield problem.subject, match[1]


def _as_meant(use: Use, meant: dict[Key, str]) -> Use:
    tag = meant.get(key_of(use.raw, use.place))
    return use if tag is None else use._replace(raw=tag)


def _ends_in_box(problem: Problem) -> bool:
    """Whether a block ends in a text box, which Word keeps twice: of what is in it, the second comes after the end."""
    return problem.kode == "kryssende-blokk" and "tekstboks" in problem.melding


def _may_be_of_a_loop(problem: Problem) -> bool:
    """Whether a tag that cannot be read may begin or end a loop."""
    if BLOCK not in problem.verdi and problem.kode != SPLIT:
        return False
    return unread_block(problem.verdi) not in _OF_NO_LOOP
