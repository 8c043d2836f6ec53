"""A template run with the values of reports that nobody keeps, to see what it cannot stand.

A report stops at its first fault. So the tag that stopped it is left out, and the report made again, until it gets
through: all such tags are told of at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.named import NamedTuple
from rapportgen.problems import ADVARSEL, FEIL
from rapportgen.word.drawing.samples import SAMPLE_TABLE
from rapportgen.word.language.budget import OverBudgetError
from rapportgen.word.language.conditions import defined
from rapportgen.word.language.messages import UNKNOWN_FIELD
from rapportgen.word.lint.mending import WRONG
from rapportgen.word.ooxml.grid import TooManyColumnsError
from rapportgen.word.render import render_template
from rapportgen.word.tags.marks import LeftOut, key_of
from rapportgen.word.tags.pairing import UNKNOWN
from rapportgen.word.tags.tags import OUTPUT, UNCLOSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rapportgen.problems import Problem
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.settings import Egenskaper, Visning
    from rapportgen.word.tags.marks import Key

_BY_SIZE_ALONE = (OverBudgetError, TooManyColumnsError)
"""What only a workbook larger than any real one brings about."""
_RAW = ("{% raw", "{%raw", "{%- raw")  # text up to its end, which is no tag
_REFERENCES = ("ukjent-fotnote", "ukjent-henvisning", "anker-likt", "fotnote-umulig", "ukjent-figur")
_STAND_ALONE = (UNCLOSED, "graf")
"""What is no tag that could be left out: text with braces, and charts, which then stay as they are drawn."""
_CHART = "[graf:"
_ROUNDS = 8
"""How often tags are left out before a template is given up."""
MOST = 20
"""How many tags are told of: each one costs a compilation."""


class Try(NamedTuple):
    """The values of one report, and what is special about them, in words after «Med»; «» for those of a real one."""

    special: str
    context: Mapping[str, object]


def try_template(
    source: Path | bytes, tries: Iterable[Try], settings: Visning, properties: Egenskaper
) -> list[Problem]:
    """What stops reports with these values: faults for those of a real one, else warnings.

    The tags of a template that are at fault in themselves are left out first; nothing is told of them. Nothing is tried
    when what is left makes no template. Raises FileRefusedError.
    """
    attempt = _Attempt(source, settings)
    compiled = attempt.compiled()
    found: list[Problem] = []
    for one in tries if compiled is not None else ():
        while compiled is not None and len(attempt.stopped) < MOST:
            stopped, came_up = _stopped_by(compiled, one, settings, properties)
            found += [problem for problem in came_up if problem not in found]
            new = [problem for problem in stopped if problem.subject not in attempt.stopped]
            if not new:
                break
            found += [_told(problem, one.special) for problem in new if attempt.is_sure(problem)]
            attempt.stopped |= {problem.subject for problem in new}
            compiled = attempt.compiled()
    return found


class _Attempt:
    """A template without the tags that are at fault, or that have stopped a report."""

    def __init__(self, source: Path | bytes, settings: Visning) -> None:
        self.source, self.settings = source, settings
        self.emptied: set[Key] = set()
        self.removed: set[Key] = set()
        self.ignored: set[Key] = set()
        self.stopped: set[Key] = set()

    def is_sure(self, problem: Problem) -> bool:
        """Whether a problem follows from nothing: a tag that is left out may have given a name its value."""
        return problem.kode != UNKNOWN_FIELD or not (self.emptied or self.removed)

    def compiled(self) -> CompiledTemplate | None:
        """The template as far as it is sound; None when leaving out tags does not help."""
        from rapportgen.word.compile import compile_package
        from rapportgen.word.ooxml.package import read_package

        for _ in range(_ROUNDS):
            left_out = LeftOut(self.emptied | self.stopped, self.removed, self.ignored)
            try:
                return compile_package(read_package(self.source), filters=self.settings.filtre, left_out=left_out)
            except TemplateError as error:
                if not self._leave_out(error.problems):
                    return None
        return None

    def _leave_out(self, found: Iterable[Problem]) -> bool:
        """Leave out the tags with these faults, one step more than before; whether that could be done."""
        before = len(self.emptied) + len(self.removed) + len(self.ignored)
        for problem in found:
            for key in self._keys(problem) if problem.alvor == FEIL else ():
                if problem.kode in _STAND_ALONE or problem.verdi.startswith(_RAW):
                    self.ignored.add(key)
                elif key not in self.emptied:
                    self.emptied.add(key)
                elif key not in self.removed:
                    self.removed.add(key)
                elif problem.kode == UNKNOWN:  # told of a tag that is there no more
                    self.ignored.add(key)
        return len(self.emptied) + len(self.removed) + len(self.ignored) > before

    def _keys(self, problem: Problem) -> list[Key]:
        """The tags that a problem is about: that of a sample table, when one of its cells is at fault."""
        table, _, cell = problem.sted.partition(",")
        if problem.kode != SAMPLE_TABLE or not cell:
            return [problem.subject]
        from rapportgen.word.compile import uses_of
        from rapportgen.word.ooxml.package import read_package

        uses = uses_of(read_package(self.source), self.settings.filtre)
        corner = f"{table}, rad 1, kolonne 1"
        return [key_of(use.raw, use.place) for use in uses if f"{use.place},".startswith(f"{corner},")]


def _stopped_by(
    compiled: CompiledTemplate, one: Try, settings: Visning, properties: Egenskaper
) -> tuple[tuple[Problem, ...], list[Problem]]:
    """What stops a report, and else, of a real one, the references in tags that lead nowhere."""
    try:
        rendered = render_template(compiled, one.context, settings, properties)
    except TemplateError as error:
        return (() if one.special and isinstance(error.__cause__, _BY_SIZE_ALONE) else error.problems), []
    told = () if one.special else rendered.problems
    tags = {(use.place, use.raw) for use in compiled.uses}
    return (), [problem for problem in told if problem.kode in _REFERENCES and problem.subject in tags]


def _told(problem: Problem, special: str) -> Problem:
    """A problem as it is, or of values that only could have been."""
    if not special:
        return problem
    around = f"Skriv {{% if … %}}{problem.verdi}{{% endif %}}, med det som kan mangle i vilkåret."
    missing = WRONG[UNKNOWN_FIELD].match(problem.melding)
    asking = defined(missing[1], problem.verdi) if missing else ""
    if missing and problem.verdi.startswith(_CHART):
        asking = f"{{% if {missing[1]} is defined %}} i avsnittet over diagrammet, og {{% endif %}} i avsnittet under"
    hint = f"Skriv {asking}." if asking else problem.forslag
    hint = hint or (around if problem.verdi.startswith(OUTPUT) else "")
    message = f"Med {special} kan ikke rapporten lages. {problem.melding}"
    return problem._replace(alvor=ADVARSEL, melding=message, forslag=hint)
