"""What is proposed for a tag that cannot be read, looked at as if it had been typed: it names only what is there.

A repair of signs (`{{ rapport.titte. }}` → `{{ rapport.titte }}`) knows no fields. So the proposed tags are put where
the broken ones stand, and followed through the template like the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.model.oppsett import STANDARD
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name, suggest
from rapportgen.patterns import pattern
from rapportgen.problems import FEIL
from rapportgen.word.compiled import Use
from rapportgen.word.compiling.category import is_portfolio
from rapportgen.word.language.environment import make_environment
from rapportgen.word.language.expressions import faults_in
from rapportgen.word.language.fields import names_in_unread_blocks
from rapportgen.word.language.filters import NAMES as FILTER_NAMES
from rapportgen.word.lint.mending import NAMES, WRONG, with_right_words
from rapportgen.word.lint.values import check_values
from rapportgen.word.settings import Visning
from rapportgen.word.tags.guesses import FILTERS
from rapportgen.word.tags.marks import key_of
from rapportgen.word.tags.repairs import can_be_read
from rapportgen.word.tags.tags import MEANT, SPLIT, UNCLOSED, find_tags, parse_tag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.oppsett.filtre import EgetFilter
    from rapportgen.problems import Problem
    from rapportgen.word.lint.document import Document

_UNREAD = ("syntaksfeil", "ukjent-tagg", "enkel-klamme", SPLIT, UNCLOSED)
_TAG = pattern(r"Mente du (\{[{%].*[%}]\})\?")
_NAMING = pattern(r"\{\{|\{%[-–]?\s*(?:(?:p|tr|tc|r)\s+)?(?:for|if|elif|set|lys|cellbg)\b")
_TWO_WORDS = pattern(r"(\.\w+) (?!(?:if|else|and|or|in|not|is)\b)(\w+)")
_ROUNDS = 3
_VERY_LIKE = 0.7
_NO_USE = Use("", "", "", 0)


class _Proposal(NamedTuple):
    """A tag that is proposed, and where it would stand."""

    place: str
    tag: str

    @property
    def key(self) -> tuple[str, str]:
        """The tag as a problem of it has it."""
        return key_of(self.tag, self.place)


def with_known_names(
    found: Sequence[Problem],
    uses: Sequence[Use],
    document: Document,
    own_columns: Collection[str] = (),
    oppsett: Oppsett = STANDARD,
) -> list[Problem]:
    """The same problems; what they propose has the fields and filters there are, or nothing is proposed.

    `uses` are the tags of the template, `own_columns` and `oppsett` what `check_values` takes.
    """
    portfolio = is_portfolio(document.package)
    told = list(found)
    for _ in range(_ROUNDS):  # what a loop is over must be right before the fields of its rows can be
        proposals = {problem: proposal for problem in told if (proposal := _proposal_of(problem))}
        tags = _as_proposed(uses, proposals, document) if proposals else []
        doubtful = names_in_unread_blocks(problem for problem in told if problem not in proposals)
        faults = list(_unknown_words(proposals.values(), oppsett.filtre))
        faults += check_values(tags, doubtful, own_columns, oppsett, portfolio=portfolio)
        mended = [_mended(problem, proposals.get(problem), faults) for problem in told]
        if mended == told:
            break
        told = mended
    return told if oppsett.filtre else [_perhaps_of_the_kommune(problem) for problem in told]


def _perhaps_of_the_kommune(problem: Problem) -> Problem:
    """An unknown filter that is hardly a misspelt one: where the kommune's own filters come from, when it has none."""
    match = WRONG["ukjent-filter"].match(problem.melding) if problem.kode == "ukjent-filter" else None
    if match is None or ascii_name(match[1]) in FILTERS or suggest(ascii_name(match[1]), FILTER_NAMES, _VERY_LIKE):
        return problem
    hint = "Er det kommunens eget filter, må rapportgen.toml ligge i samme mappe som malen, eller velges med --oppsett."
    return problem._replace(forslag=hint)


def _proposal_of(problem: Problem) -> _Proposal | None:
    if problem.kode == "syntaksfeil" and not problem.forslag and (joined := _with_joined_name(problem.verdi)):
        return _Proposal(problem.sted, joined)
    match = _TAG.fullmatch(problem.forslag) if problem.kode in _UNREAD else None
    return _Proposal(problem.sted, match[1]) if match and _NAMING.match(match[1]) else None


def _with_joined_name(raw: str) -> str:
    """The tag with a name that was typed as two words as one: `prosjekt.prosjekt eier`; «» when there is none."""
    mended = _TWO_WORDS.sub(r"\1_\2", raw)
    return mended if mended != raw and can_be_read(mended) else ""


def _as_proposed(uses: Sequence[Use], proposals: Mapping[Problem, _Proposal], document: Document) -> list[Use]:
    """The tags of the template with the proposed ones in place of those that cannot be read."""
    broken = {problem.subject: problem for problem in proposals}
    changed: list[Use] = []
    for use in uses:
        problem = broken.pop(key_of(use.raw, use.place), None)
        changed.append(use if problem is None else _use_of(proposals[problem], use))
    for problem in broken.values():  # the compiler has not seen these as tags
        changed.insert(_position(problem, changed, document), _use_of(proposals[problem]))
    return changed


def _unknown_words(proposals: Iterable[_Proposal], filters: tuple[EgetFilter, ...]) -> Iterator[Problem]:
    """The filters, functions and tests of proposed tags that there are not."""
    env = make_environment(Visning(filtre=filters))
    for place, tag in proposals:
        for fault in faults_in(parse_tag(tag), env):
            yield problems.feil(fault.code, place, fault.message, tag, fault.hint)


def _use_of(proposal: _Proposal, instead: Use = _NO_USE) -> Use:
    return instead._replace(place=proposal.place, raw=proposal.tag, code=parse_tag(proposal.tag).code)


def _position(problem: Problem, uses: Sequence[Use], document: Document) -> int:
    """Where among the tags one stands that is quoted in a problem."""
    order = {spot.place: number for number, spot in reversed(list(enumerate(document.spots)))}
    spot, there = document.spot_of(problem), order.get(problem.sted, -1)
    before = spot.text[: max(spot.text.find(problem.verdi.rstrip("…")), 0)] if spot else ""
    same = sum(piece.tag is not None for piece in find_tags(before)[0])
    earlier = [number for number, use in enumerate(uses) if order.get(use.place, -1) < there]
    return (earlier[-1] + 1 if earlier else 0) + same


def _mended(problem: Problem, proposal: _Proposal | None, faults: Sequence[Problem]) -> Problem:
    found = [fault for fault in faults if proposal and fault.subject == proposal.key]
    if proposal and not problem.forslag and not found:
        return problem._replace(forslag=f"{MEANT}{proposal.tag}?")
    found = [fault for fault in found if fault.alvor == FEIL]
    names = [fault for fault in found if fault.kode in NAMES]
    if proposal is None or not found:
        return problem
    if names and (mended := with_right_words(names, proposal.tag)):
        return problem._replace(forslag=f"{MEANT}{mended}?")
    hint = next((fault.forslag for fault in found if "{" in fault.forslag), "")
    return problem._replace(forslag=hint or ("" if names else problem.forslag))
