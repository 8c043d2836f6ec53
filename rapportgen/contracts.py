"""Two versions of a template compared: what the new one asks for, and which workbooks no longer do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import RapportgenError, without_file
from rapportgen.model.kontrakt import change_between, lacking
from rapportgen.named import NamedTuple
from rapportgen.pipeline import check_file, context_of
from rapportgen.portfolio import portfolio_context
from rapportgen.problems import FEIL, feil, in_order
from rapportgen.resources import template_path
from rapportgen.templates import check_template, settings_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rapportgen.model.kontrakt import Change
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.pipeline.checking import Checked
    from rapportgen.problems import Problem
    from rapportgen.word.contract import Contract

UNUSABLE = "kan-ikke-leses"
"""The problem of a workbook that could not be used with the old template either."""


class Comparison(NamedTuple):
    """What changed between two versions of a template, what is wrong with the new one, and each workbook's problems."""

    endring: Change
    faults: tuple[Problem, ...]
    workbooks: tuple[tuple[Path, tuple[Problem, ...]], ...]


def compare_templates(
    old: str | Path, new: str | Path, workbooks: Iterable[Path] = (), *, oppsett: Oppsett | None = None
) -> Comparison:
    """What the new version of a template asks for that the old one did not, and the reverse.

    For each workbook: faults for what the new version needs and the workbook has not, which stop the report, and
    warnings for sheets and columns that it asks for now and that would be empty. Raises FileRefusedError for a file
    that is no template, SettingsError.
    """
    from rapportgen.word.contract import contract_of

    oppsett = settings_for(new) if oppsett is None else oppsett
    before, after = (contract_of(template_path(template, oppsett.malmappe), oppsett) for template in (old, new))
    found = (finding.problem for finding in check_template(new, oppsett=oppsett))
    faults = tuple(problem for problem in found if problem.alvor == FEIL)
    change = change_between(before.wishes, after.wishes)
    books = tuple((book, tuple(_no_longer(book, before, after, change, oppsett))) for book in workbooks)
    return Comparison(change, faults, books)


def _no_longer(book: Path, before: Contract, after: Contract, change: Change, oppsett: Oppsett) -> list[Problem]:
    """What a workbook lacks for the new template, and did not lack for the old one.

    One that can be used with neither has that as its only problem, `UNUSABLE`.
    """
    try:
        checked, context = _read(book, after, oppsett)
    except RapportgenError as error:
        message = without_file(str(error), book)
        return [feil("ikke-laget" if _is_usable(book, before, oppsett) else UNUSABLE, book.name, message)]
    known = {(problem.kode, problem.melding) for problem in before.lacking(context)}
    stopping = [problem for problem in after.lacking(context) if (problem.kode, problem.melding) not in known]
    return in_order([*stopping, *lacking(change.trengs, checked.workbook)])


def _read(book: Path, contract: Contract, oppsett: Oppsett) -> tuple[Checked, Mapping[str, object]]:
    """A workbook, and what a report of it may print. Raises RapportgenError when there is none to be made of it."""
    checked = check_file(book, oppsett=oppsett)
    return checked, portfolio_context([checked], "", None) if contract.portfolio else context_of(checked, "", None)


def _is_usable(book: Path, contract: Contract, oppsett: Oppsett) -> bool:
    try:
        _read(book, contract, oppsett)
    except RapportgenError:
        return False
    return True
