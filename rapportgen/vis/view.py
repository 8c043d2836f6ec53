"""What there is to see at one moment: findings, pages, and whether they belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.problems import ADVARSEL, FEIL, count, summary

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from rapportgen.model.perioder import Periode
    from rapportgen.problems import Problem
    from rapportgen.word.office.pdf_images import PageImages


class Job(NamedTuple):
    """What is looked at: a template, a workbook, the period and the date (None: the workbook's own), and its settings.

    `settings` is the file of them; None is the one beside the workbook.
    """

    template: Path
    workbook: Path
    period: Periode | None = None
    dato: date | None = None
    settings: Path | None = None


class Told(NamedTuple):
    """A finding as it is shown: the problem, and the text around it («» when there is none)."""

    problem: Problem
    around: str = ""


class Group(NamedTuple):
    """The findings about one thing: the template, the workbook, the pages."""

    title: str
    findings: tuple[Told, ...]

    @property
    def summary(self) -> str:
        """«2 feil, 1 advarsel»; «ingen feil»."""
        return summary([told.problem for told in self.findings])


class View(NamedTuple):
    """One moment: what is told of the template, the workbook and the pages, and the pages themselves.

    `edition` counts the sets of pages; `are_old` says that they are from before a fault, `note` why there are none, or
    none that are new. `made_at` is the time of day of the newest answer, `seconds` how long its first page took.
    """

    template: str
    workbook: str
    of_template: tuple[Told, ...] | None = None
    of_workbook: tuple[Told, ...] | None = None
    of_pages: tuple[Told, ...] = ()
    images: PageImages | None = None
    edition: int = 0
    are_old: bool = False
    note: str = ""
    is_working: bool = True
    made_at: str = ""
    seconds: float = 0.0

    @property
    def groups(self) -> list[Group]:
        """The findings by what they are about; without what has not been looked at yet, and pages without any."""
        found = [("Malen", self.of_template), ("Arbeidsboken", self.of_workbook), ("Sidene", self.of_pages or None)]
        return [Group(title, findings) for title, findings in found if findings is not None]

    @property
    def problems(self) -> list[Problem]:
        """All findings of all groups."""
        return [told.problem for group in self.groups for told in group.findings]

    @property
    def to_mend(self) -> int:
        """How many faults and warnings there are."""
        found = self.problems
        return count(found, FEIL) + count(found, ADVARSEL)
