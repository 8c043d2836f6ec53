"""Problems as others may read them: what a report keeps to itself of its workbook, they do not give away either.

Whoever mends the workbook sees what stands in the cell; what is sent around with the reports does not show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.personnummer import masked, problems_without_numbers
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rapportgen.model.skjulte_navn import SkjulteNavn
    from rapportgen.problems import Problem

_SMALL_COUNT = "Cellen har et lite antall personer, og noe er galt i den. «rapportgen sjekk» viser hva."


class Withheld(NamedTuple):
    """What a report keeps to itself of one workbook: the hidden names, and the cells of small counts of people.

    `file` is the workbook's name in the places of problems.
    """

    file: str
    names: SkjulteNavn
    cells: frozenset[str]

    def text(self, text: str) -> str:
        """A text from elsewhere, such as a file name or the words of an order, as a report may print it."""
        return masked(self.names.without(text))


def for_others(problems: Iterable[Problem], withheld: Sequence[Withheld]) -> list[Problem]:
    """The problems without identity numbers, hidden names and small counts; none is lost, and the name of the workbook
    that one is in stays as it is.
    """
    cells = {place for one in withheld for cell in one.cells for place in (cell, f"{one.file}: {cell}")}
    files = sorted((one.file for one in withheld), key=len, reverse=True)
    return [_told(problem, cells, files, withheld) for problem in problems_without_numbers(list(problems))]


def _told(problem: Problem, cells: set[str], files: Sequence[str], withheld: Sequence[Withheld]) -> Problem:
    if problem.sted in cells:
        problem = problem._replace(melding=_SMALL_COUNT, verdi="", forslag="")
    file = next((file for file in files if problem.sted.startswith(file)), "")
    told = problem._replace(sted=masked(problem.sted.removeprefix(file)))
    for one in withheld:
        (told,) = one.names.removed_from_problems([told])
    return told._replace(sted=file + told.sted)
