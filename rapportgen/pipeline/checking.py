"""A workbook read and checked, and as a report may print it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from rapportgen import figures
from rapportgen.errors import Found, ReportError
from rapportgen.model.bestilling import INGEN_BESTILLING, Bestilling, with_order
from rapportgen.model.grunnlag import Report, choose_period, make_context
from rapportgen.model.innstillinger import Innstillinger, settings_of, with_settings
from rapportgen.model.oppsett import STANDARD
from rapportgen.model.perioder import Kvartal
from rapportgen.model.personnummer import problems_without_numbers
from rapportgen.model.rules import check_workbook
from rapportgen.model.rules.personvern import of_order, without_identity_numbers
from rapportgen.model.rules.tid import told_once
from rapportgen.model.skjulte_navn import SkjulteNavn
from rapportgen.model.smaa_tall import without_small_numbers
from rapportgen.model.versjoner import with_version
from rapportgen.named import NamedTuple
from rapportgen.naming import report_title
from rapportgen.pipeline.withheld import Withheld, for_others
from rapportgen.problems import Problem, in_order
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook


class Checked(NamedTuple):
    """A workbook that was read and checked, in a kommune with these settings."""

    workbook: Workbook
    settings: Innstillinger
    period: Periode | None
    problems: tuple[Problem, ...]
    oppsett: Oppsett = STANDARD


class Shown(NamedTuple):
    """A workbook as a report may print it: without identity numbers, hidden names and small counts of people.

    `names` are the hidden ones, `cells` those of the counts.
    """

    workbook: Workbook
    names: SkjulteNavn
    cells: frozenset[str]

    @property
    def withheld(self) -> Withheld:
        """What the report keeps to itself."""
        return Withheld(self.workbook.file, self.names, self.cells)

    def report(self, report: Report) -> Report:
        """What the report is, with its title and order as it may print them."""
        text = self.withheld.text
        return report._replace(tittel=text(report.tittel), bestilling=report.bestilling.changed(text))

    def of(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems as the report may print them."""
        return [problem for problem in self.names.removed_from_problems(problems) if problem.sted not in self.cells]


def check_file(
    path: Path,
    period: Periode | None = None,
    *,
    oppsett: Oppsett | None = None,
    order: Bestilling = INGEN_BESTILLING,
) -> Checked:
    """Read and check a workbook, with the kommune's settings: those beside the workbook, when none are given.

    An `order` goes before what the workbook says. Raises FileRefusedError when it cannot be read at all, SettingsError
    when the settings have faults.
    """
    from rapportgen.excel.read import ReadSettings, read_workbook

    oppsett = settings_beside(path) if oppsett is None else oppsett
    read = read_workbook(path, oppsett.schema, ReadSettings(project=oppsett.prosjekt, scale=oppsett.skala))
    workbook = with_version(with_order(read, order))
    settings, odd_settings = settings_of(workbook)
    try:
        period = choose_period(workbook, period)
    except ReportError:
        period = None
    problems = [*with_settings(workbook.problems, odd_settings), *check_workbook(workbook, settings, period)]
    problems += of_order(order, SkjulteNavn(workbook)) if order != INGEN_BESTILLING else ()
    problems += figures.check_figures(workbook, path.parent)
    told = problems_without_numbers([*told_once(problems), *oppsett.problems])
    return Checked(workbook, settings, period, tuple(in_order(told)), oppsett)


def shown_of(checked: Checked, workbook: Workbook | None = None) -> Shown:
    """The workbook as a report may print it; or `workbook`, which is made of it and has no identity numbers."""
    own = without_identity_numbers(checked.workbook, checked.problems) if workbook is None else workbook
    names = SkjulteNavn(own)
    shown, cells = without_small_numbers(names.removed_from(own), checked.settings.skjul_under)
    return Shown(shown, names, cells)


def responsible_for(workbook: Workbook) -> str:
    """Who answers for a workbook, as it may be shown; empty when it names nobody."""
    return str(workbook.prosjekt.ansvarlig or workbook.prosjekt.prosjekteier or "")


@contextmanager
def telling_of(checked: Checked, path: Path) -> Iterator[None]:
    """A block whose ReportError takes along what came up in the workbook: a mistyped quarter there may be why."""
    try:
        yield
    except ReportError as error:
        shown = shown_of(checked)
        told = for_others(checked.problems, (shown.withheld._replace(file=path.name),))
        error.found = Found(checked.problems, tuple(told), responsible_for(shown.workbook))
        raise


def date_of(workbook: Workbook) -> date | None:
    """«Dato» of sheet Prosjekt, when it is a day."""
    moment = workbook.prosjekt.dato
    day: date | None = moment.start if moment is not None and moment.slag == "dato" else None
    return day


def context_of(checked: Checked, template: str, period: Periode | None) -> Mapping[str, object]:
    """What a template may ask for in a report of this workbook. Raises ReportError when it has no such period."""
    today = date.today()
    report = Report(choose_period(checked.workbook, period, Kvartal.av(today)), "", template, today)
    return make_context(checked.workbook, report, checked.settings, [])


def printable(checked: Checked, period: Periode | None) -> tuple[Workbook, Mapping[str, object]]:
    """A workbook as a report may print it, and what a template may ask for in a report of it.

    Raises ReportError when it has no such period.
    """
    today = date.today()
    chosen = choose_period(checked.workbook, period, Kvartal.av(today))
    shown = shown_of(checked)
    day = date_of(shown.workbook) or today
    report = Report(chosen, report_title("", "kvartalsrapport", chosen), "kvartalsrapport", day)
    told = shown.names.removed_from_problems(checked.problems)
    return shown.workbook, make_context(shown.workbook, report, checked.settings, told)
