"""What is told of a portfolio: the problems of each workbook, and what came up because there are several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.offentlighet import is_restricted
from rapportgen.model.rules.henvisninger import in_cells
from rapportgen.names import as_listed
from rapportgen.problems import Problem, advarsel, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rapportgen.model.bestilling import Bestilling
    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline import Books
    from rapportgen.portfolio.reading import Left, Read

OWN_CODES = frozenset({"sum", "ufullstendig-sum", "samme-prosjekt", "ikke-med", "kopi", "kan-ikke-leses"})
"""The problems that concern the portfolio, and not the workbook alone."""

# What the checks say of a typed figure is true of a report of one workbook; a portfolio works the figure out, but for a
# total whose parts cannot give it, and there the sentence goes on with the reason.
_AS_TYPED, _RECOMPUTED = "Rapporten viser det som er skrevet.", "Samlerapporten regner tallet ut på nytt."
_RECOMPUTED_CODES = frozenset({"sum", "avvik", "avvik-prosent"})


def problems_by_book(read: Sequence[Read], left: Sequence[Left], found: Sequence[Problem]) -> Books:
    """Every workbook with its problems: its own, and what the portfolio found in it."""
    listed = {one.file: [*one.checked.problems] for one in read} | {one.unread.file: [one.problem] for one in left}
    result = []
    for file, own in sorted(listed.items(), key=lambda book: as_listed(book[0])):
        about = [of_book(problem, file) for problem in found if is_in(problem, file)]
        cells = {(problem.sted, problem.kode) for problem in about}
        kept = [_as_recomputed(problem) for problem in own if (problem.sted, problem.kode) not in cells]
        result.append((file, tuple(in_order([*kept, *about]))))
    return tuple(result)


def is_in(problem: Problem, file: str) -> bool:
    """Whether a problem is told of the workbook that is called this, or of a place in it."""
    return problem.sted == file or problem.sted.startswith(f"{file}: ")


def of_book(problem: Problem, file: str) -> Problem:
    """The problem as the workbook alone tells it; of the workbook as a whole its place is `file`."""
    return problem._replace(sted=problem.sted.removeprefix(f"{file}: "))


def _as_recomputed(problem: Problem) -> Problem:
    if problem.kode not in _RECOMPUTED_CODES:
        return problem
    return problem._replace(melding=problem.melding.replace(_AS_TYPED, _RECOMPUTED))


def placed(file: str, problem: Problem) -> str:
    """A place among several workbooks: «moskenes.xlsx: Økonomi!J12»."""
    return file if problem.sted == file else f"{file}: {problem.sted}"


def in_books(problems: Iterable[Problem], read: Sequence[Read]) -> Iterator[Problem]:
    """What came up while the report was written; a reference that somebody typed is told of the cells it stands in."""
    for problem in problems:
        cells = [
            cell._replace(sted=placed(one.file, cell))
            for one in read
            for cell in in_cells([problem], one.book.workbook)
            if cell.sted != problem.sted
        ]
        yield from cells or [problem]


def about_date(dato: date | None, period: Periode, form: str) -> list[Problem]:
    """A warning where the date that is given is before the period, which is written in this form."""
    if dato is None or dato >= period.start:
        return []
    message = f"Datoen {dato:%d.%m.%Y} er før {period.tekst(form)} begynner."
    return [advarsel("dato-foer-kvartalet", "--dato", message, f"{dato:%d.%m.%Y}")]


def about_access(order: Bestilling, read: Iterable[Read]) -> list[Problem]:
    """A warning where the order makes a report public that holds a project exempt from public access."""
    restricted = [one.file for one in read if is_restricted(one.book.workbook.prosjekt)]
    if not order.tilgang or is_restricted(order) or not restricted:
        return []
    more = f" og {len(restricted) - 1} til" if len(restricted) > 1 else ""
    message = f"Bestillingen sier «{order.tilgang}», men {restricted[0]}{more} er unntatt offentlighet."
    return [advarsel("tilgang", order.sted or "bestillingen", message, order.tilgang)]
