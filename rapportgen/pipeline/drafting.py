"""One report worked out, with nothing written yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from rapportgen import figures
from rapportgen.errors import ReportError
from rapportgen.excel.collecting import garbage_later
from rapportgen.model.bestilling import INGEN_BESTILLING, Bestilling
from rapportgen.model.grunnlag import Report, choose_period, make_context, with_previous
from rapportgen.model.grunnlag.fastsatt import ASKED, not_adopted
from rapportgen.model.grunnlag.mangler import missing_content
from rapportgen.model.perioder import Kvartal
from rapportgen.model.rules.henvisninger import in_cells
from rapportgen.model.rules.personvern import without_identity_numbers
from rapportgen.named import NamedTuple
from rapportgen.naming import document_title, report_title
from rapportgen.pipeline.checking import (
    Checked,
    Shown,
    check_file,
    date_of,
    responsible_for,
    shown_of,
    telling_of,
)
from rapportgen.pipeline.compiling import compiled_for, rendered_report
from rapportgen.pipeline.targets import target_for
from rapportgen.pipeline.withheld import Withheld, for_others
from rapportgen.problems import FEIL, Problem, advarsel, count, in_order
from rapportgen.resources import template_path
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rapportgen.model.bilder import Picture
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.render import Rendered
    from rapportgen.word.settings import Egenskaper

Books: TypeAlias = "tuple[tuple[str, tuple[Problem, ...]], ...]"
"""The workbooks of a report on several, by file name, with the problems of each."""


class Draft(NamedTuple):
    """A report that is worked out and not yet written: where it goes, what it says, and what came up.

    `basis` is what it was made of, for whoever must know whether that has changed; `withheld` what it keeps to itself
    of each of its workbooks.
    """

    target: Path
    workbook_path: Path
    name: str
    compiled: CompiledTemplate
    rendered: Rendered
    properties: Egenskaper
    problems: tuple[Problem, ...]
    basis: Basis
    pdf: bytes | None = None
    boeker: Books = ()
    withheld: tuple[Withheld, ...] = ()

    def for_others(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems as others than those who have the workbooks may read them."""
        return for_others(problems, self.withheld)


class Basis(NamedTuple):
    """What a report is made of, and who answers for it.

    `period` is the quarter it is about, `wanted` the one that the workbook says it should be about; None when it is
    about no quarter, or the workbook says none. `pictures` are the files of pictures that the workbook names.
    `dated_today`: nothing but the calendar gave it its date. `properties` are those of the file, for a report on one.
    """

    period: Periode | None
    wanted: Periode | None
    responsible: str
    pictures: tuple[Path, ...]
    dated_today: bool
    properties: bytes = b""


class _Material(NamedTuple):
    """What a report is made of: its workbook, that workbook as it may be printed, and what came up on the way."""

    path: Path
    checked: Checked
    shown: Shown
    report: Report
    problems: list[Problem]


@garbage_later()
def draft_report(
    template: str | Path,
    workbook_path: Path,
    *,
    period: Periode | None = None,
    out: Path | None = None,
    previous: Path | None = None,
    dato: date | None = None,
    oppsett: Oppsett | None = None,
    today: date | None = None,
    order: Bestilling = INGEN_BESTILLING,
    label: str = "",
) -> Draft:
    """Work out one report, as `make_report` does, and write nothing.

    A template for portfolios takes a folder of workbooks, or one, and no `previous`.

    `today` is the date of a report that nothing else gives one; `order` goes before the workbook. `label` stands in the
    file name in place of the workbook's, to tell two of the same name apart.

    Raises FileRefusedError, SettingsError, TemplateError or ReportError.
    """
    oppsett = settings_beside(workbook_path) if oppsett is None else oppsett
    source = template_path(template, oppsett.malmappe)
    compiled = compiled_for(source, workbook_path, period, oppsett)
    if compiled.portfolio:
        from rapportgen.portfolio import draft_portfolio_in  # which takes these steps for each workbook

        if previous is not None:
            raise ReportError(f"{source.stem}: En samlerapport kan ikke ta med kvartalene fra en tidligere arbeidsbok.")
        return draft_portfolio_in(
            source, workbook_path, period=period, out=out, dato=dato, today=today, order=order, label=label,
            oppsett=oppsett,
        )  # fmt: skip
    checked = check_file(workbook_path, period, oppsett=oppsett, order=order)
    own_day = dato or date_of(checked.workbook)
    with telling_of(checked, workbook_path):
        report = _report(compiled, checked, source.stem, period, own_day or today or date.today(), order)
        material = _material(compiled, checked, report, (workbook_path, previous), dated=dato is not None)
        target = target_for(out, source, oppsett.filnavn, material.shown, workbook_path, report, label)
        rendered, properties = _rendered(compiled, material)
    basis = _basis(material, dated_today=own_day is None)
    problems = tuple(in_order([*material.problems, *_came_up(compiled, material, rendered)]))
    withheld = (material.shown.withheld._replace(file=workbook_path.name),)
    return Draft(target, workbook_path, source.stem, compiled, rendered, properties, problems, basis, withheld=withheld)


def _material(
    compiled: CompiledTemplate, checked: Checked, report: Report, paths: tuple[Path, Path | None], *, dated: bool
) -> _Material:
    """What the report is made of: the workbook at `paths`, together with the previous one when there is one.

    `dated`: the date of the report is given, and not that of the workbook.
    """
    path, previous = paths
    own = without_identity_numbers(checked.workbook, checked.problems)
    merged, problems = _with_previous(own, previous, report.period, checked.oppsett)
    shown = shown_of(checked, merged)
    problems = [*checked.problems, *problems, *_empty_fields(compiled, shown.workbook)]
    if not dated and not report.uten_kvartal:
        problems += _date_problems(checked, report.period)
    return _Material(path, checked, shown, shown.report(report), problems)


def _came_up(compiled: CompiledTemplate, material: _Material, rendered: Rendered) -> Iterator[Problem]:
    """What there is to say of the report itself: what it lacks, its template, and what came up as it was written."""
    yield from missing_content(compiled.asks, material.shown.workbook)
    yield from compiled.problems
    yield from _not_told(in_cells(rendered.problems, material.checked.workbook), material.problems)


def _rendered(compiled: CompiledTemplate, material: _Material) -> tuple[Rendered, Egenskaper]:
    """The finished report, and what its file says about itself."""
    from rapportgen.presentation import look_of, properties_of

    workbook, settings, report = material.shown.workbook, material.checked.settings, material.report
    context = make_context(workbook, report, settings, material.shown.of(material.problems))
    properties = properties_of(workbook, report, settings)
    pictures = _pictures(compiled, workbook, material.path)
    look = look_of(settings, material.checked.oppsett)
    return rendered_report(compiled, context, look, properties, pictures), properties


def _pictures(compiled: CompiledTemplate, workbook: Workbook, path: Path) -> dict[str, Picture]:
    """The pictures of the workbook, for a template that shows any; what is wrong with them has been told."""
    if "bilde" not in compiled.asks:
        return {}
    return figures.read_figures(workbook, path.parent)[0]


def _not_told(found: Iterable[Problem], told: list[Problem]) -> list[Problem]:
    """The problems that came up while a report was written, without those of a cell that is already named."""
    known = {(problem.kode, problem.verdi) for problem in told}
    return [problem for problem in found if (problem.kode, problem.verdi) not in known]


def _with_previous(
    workbook: Workbook, previous: Path | None, period: Periode, oppsett: Oppsett
) -> tuple[Workbook, list[Problem]]:
    if previous is None:
        return workbook, []
    earlier = check_file(previous, oppsett=oppsett)
    clean = without_identity_numbers(earlier.workbook, earlier.problems)
    merged, problems = with_previous(workbook, clean, period)
    faults = count(earlier.problems, FEIL)
    if faults:
        melding = f"Arbeidsboken med kvartalene før har {faults} feil. Se dem med «rapportgen sjekk {previous.name}»."
        problems.append(advarsel("forrige-har-feil", previous.name, melding))
    return merged, problems


def _report(
    compiled: CompiledTemplate, checked: Checked, name: str, period: Periode | None, day: date, order: Bestilling
) -> Report:
    workbook = checked.workbook
    chosen = choose_period(workbook, period, Kvartal.av(day) if compiled.without_quarter else None)
    if compiled.without_quarter:
        title = document_title(compiled.title, name, str(workbook.prosjekt.dokumenttittel or ""))
        return Report(chosen, title, name, day, uten_kvartal=True, bestilling=order)
    return Report(chosen, report_title(compiled.title, name, chosen), name, day, bestilling=order)


def _basis(material: _Material, *, dated_today: bool) -> Basis:
    """What the report is made of. Who answers for it is taken from the workbook as it may be shown."""
    workbook, report = material.checked.workbook, material.report
    about = None if report.uten_kvartal else report.period
    pictures = tuple(figures.files_of(workbook, material.path.parent))
    responsible = responsible_for(material.shown.workbook)
    return Basis(about, workbook.prosjekt.rapportkvartal, responsible, pictures, dated_today, workbook.properties)


def _empty_fields(compiled: CompiledTemplate, workbook: Workbook) -> list[Problem]:
    """What a template that says who adopted the document lacks in order to say it."""
    return not_adopted(workbook.prosjekt) if not compiled.asks.isdisjoint(ASKED) else []


def _date_problems(checked: Checked, period: Periode) -> list[Problem]:
    """A warning where the workbook dates the report before the end of its period."""
    day = date_of(checked.workbook)
    if day is None or day >= period.slutt:
        return []
    shown = period.tekst(checked.settings.kvartalsformat)
    return [
        advarsel(
            "dato-foer-kvartalet",
            checked.workbook.prosjekt.address("dato"),
            f"Rapporten får datoen {day:%d.%m.%Y} fra arket «Prosjekt», men {shown} "
            f"slutter {period.slutt:%d.%m.%Y}. Rett datoen, eller skriv for eksempel --dato {period.slutt:%d.%m.%Y}.",
            f"{day:%d.%m.%Y}",
        )
    ]
