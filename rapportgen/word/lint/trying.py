"""A template run with the values of reports that nobody keeps, to see what it cannot stand.

A report stops at its first fault. So the tag that stopped it is left out, and the report made again, until it gets
through: all such tags are told of at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapportgen.errors import TemplateError
from rapportgen.problems import ADVARSEL
from rapportgen.word.budget import OverBudgetError
from rapportgen.word.grid import TooManyColumnsError
from rapportgen.word.render import render_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rapportgen.problems import Problem
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.settings import Egenskaper, Visning

_BY_SIZE_ALONE = (OverBudgetError, TooManyColumnsError)
"""What only a workbook larger than any real one brings about."""
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

    Raises FileRefusedError, and TemplateError for a template that cannot be compiled.
    """
    from rapportgen.word import compile_template

    compiled = compile_template(source, filters=settings.filtre)
    left_out: set[tuple[str, str]] = set()
    found: list[Problem] = []
    for one in tries:
        while len(left_out) < MOST:
            stopped = _stopped_by(compiled, one, settings, properties)
            new = [problem for problem in stopped if (problem.sted, problem.verdi) not in left_out]
            if not new:
                break
            found += [_told(problem, one.special) for problem in new]
            left_out |= {(problem.sted, problem.verdi) for problem in new}
            compiled = _compiled_without(source, left_out, settings)
    return found


def _stopped_by(compiled: CompiledTemplate, one: Try, settings: Visning, properties: Egenskaper) -> tuple[Problem, ...]:
    try:
        render_template(compiled, one.context, settings, properties)
    except TemplateError as error:
        return () if one.special and isinstance(error.__cause__, _BY_SIZE_ALONE) else error.problems
    return ()


def _told(problem: Problem, special: str) -> Problem:
    """A problem as it is, or of values that only could have been."""
    if not special:
        return problem
    hint = problem.forslag or f"Skriv {{% if … %}}{problem.verdi}{{% endif %}}, med det som kan mangle i vilkåret."
    message = f"Med {special} kan ikke rapporten lages. {problem.melding}"
    return problem._replace(alvor=ADVARSEL, melding=message, forslag=hint)


def _compiled_without(source: Path | bytes, left_out: set[tuple[str, str]], settings: Visning) -> CompiledTemplate:
    from rapportgen.word.compile import compile_package
    from rapportgen.word.package import read_package

    return compile_package(read_package(source), filters=settings.filtre, left_out=left_out)
