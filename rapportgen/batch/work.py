"""The work of one process: some reports made, each for itself. It never raises: a report that fails says why."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapportgen.batch.fingerprint import digest_of, digests, fingerprint, sum_of
from rapportgen.batch.jobs import FEILET, LAGET, NO_PDF, UENDRET, Job, Options, Record, Result, shown_from
from rapportgen.errors import (
    FileRefusedError,
    NotOverwrittenError,
    RapportgenError,
    ReportError,
    SettingsError,
    TemplateError,
    unusable,
    without_file,
)
from rapportgen.model.perioder import Periode
from rapportgen.model.personnummer import problems_without_numbers
from rapportgen.named import NamedTuple
from rapportgen.pipeline import (
    Draft,
    MadeReport,
    compiled_template,
    draft_report,
    finish_drafts,
    write_draft,
)
from rapportgen.portfolio import draft_portfolio
from rapportgen.portfolio.reading import names_of
from rapportgen.portfolio.told import placed
from rapportgen.problems import INFO, Problem, advarsel, feil, in_order, info
from rapportgen.saved import last_saved, last_saved_by
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rapportgen.model.oppsett import Oppsett

MOST_PROBLEMS = 500
EDITED = "endret-for-haand"
"""The code of a report that is not made because somebody has edited the one that is there."""
_UNFINISHED = frozenset({"sidetall-mangler", NO_PDF})


class Task(NamedTuple):
    """Some reports that one process makes together, with what is known of each from before."""

    jobs: tuple[Job, ...]
    options: Options
    known: tuple[Record | None, ...]
    uses_office: bool = False


class _Known(NamedTuple):
    """What came up in the workbook of a report that was not made, as others may read it, and who answers for it."""

    problems: Sequence[Problem] = ()
    responsible: str = ""


_NOTHING_KNOWN = _Known()


def make_reports(task: Task) -> list[Result]:
    """What came of each report of the task, in order. LibreOffice is called once for all of them."""
    begun = [_begun(job, task.options, known) for job, known in zip(task.jobs, task.known, strict=True)]
    finished = iter(_finished([one.draft for one in begun if isinstance(one, _Begun)], task.options.pdf))
    return [
        one if isinstance(one, Result) else _ended(job, next(finished), one.files, task.options)
        for job, one in zip(task.jobs, begun, strict=True)
    ]


def failed(job: Job, options: Options, reason: Exception | Sequence[Problem], known: _Known = _NOTHING_KNOWN) -> Result:
    """The result of a report that could not be made: why, and then what else is known of its workbook."""
    problems = _not_of_list(job, _reasons(job, reason) if isinstance(reason, Exception) else reason)
    within = [problem._replace(melding=problem.melding.replace(f"{options.out}{os.sep}", "")) for problem in problems]
    to_mend = [problem for problem in known.problems if problem.alvor != INFO]
    told = _most_serious([*to_mend, *problems_without_numbers(job.notes)], problems_without_numbers(within))
    record = Record(job.key(options.out), FEILET, quarter=job.quarter, responsible=known.responsible, problems=told)
    return Result(job, record, FEILET)


# --- Reports that need not be made ---------------------------------------------------------------------------------


def _unchanged(job: Job, options: Options, known: Record) -> Result | None:
    """The result of a report that is there, made of what it would be made of now; None when it must be made."""
    if known.status == FEILET or known.again:
        return None
    sources = [Path(options.out, source) for source in known.sources]
    if known.fingerprint != fingerprint(job, options, known, digests(job, sources)):
        return None
    files = ((known.file, known.digest), (known.pdf, known.pdf_digest))
    found = [(digest_of(Path(options.out, file)), digest) for file, digest in files if file]
    if not all(now for now, _ in found):
        return None
    if all(now == then for now, then in found):
        return Result(job, known, UENDRET)
    if options.overwrite:
        return None
    return Result(job, known, UENDRET, "Endret for hånd siden den ble laget, og ikke rørt.")


# --- Making a report -----------------------------------------------------------------------------------------------


class _Begun(NamedTuple):
    """A report that is worked out, and the digests of its files."""

    draft: Draft
    files: tuple[str, ...]


def _begun(job: Job, options: Options, known: Record | None) -> _Begun | Result:
    """A report as far as it gets without LibreOffice; what came of it when it goes no further."""
    try:
        if known is not None and (result := _unchanged(job, options, known)) is not None:
            return result
        if job.faults:
            return failed(job, options, job.faults)
        files = digests(job, map(Path, job.workbooks or (job.workbook,)))
        draft = _drafted(job, options, files[0])
        return _Begun(draft, (*files, *map(digest_of, draft.basis.pictures)))
    except Exception as error:  # noqa: BLE001 - the border of a report: one bad file stops no other
        return failed(job, options, error, _known_by(error, job))


def _known_by(error: Exception, job: Job) -> _Known:
    """What an error takes along from the workbook that the report could not be made of."""
    if not isinstance(error, ReportError):
        return _NOTHING_KNOWN
    found = error.found
    if not job.workbooks:
        return _Known(found.for_others, found.responsible)
    return _Known([problem._replace(sted=placed(Path(job.workbooks[0]).name, problem)) for problem in found.for_others])


def _drafted(job: Job, options: Options, template: str) -> Draft:
    """A report worked out; `template` is the digest of its template."""
    oppsett = settings_beside(Path(job.workbook))
    if (fault := _refusal(job.template, template, oppsett)) is not None:
        raise fault
    asked: dict[str, Any] = {
        "period": Periode.parse(job.quarter) if job.quarter else None,
        "out": Path(options.out, job.target) if job.target else Path(options.out),
        "dato": date.fromisoformat(options.dato) if options.dato else None,
        "today": date.fromisoformat(options.today),
        "order": job.order,
        "label": job.label,
        "oppsett": oppsett,
    }
    place = Path(job.workbook)
    if job.workbooks:
        return draft_portfolio(job.template, [Path(book) for book in job.workbooks], place=place, **asked)
    return draft_report(job.template, place, **asked)


_REFUSALS: dict[tuple[str, ...], RapportgenError | None] = {}


def _refusal(template: str, digest: str, oppsett: Oppsett) -> RapportgenError | None:
    """Why a template cannot be used with these settings, found out once for its content; None when it can."""
    key = (template, digest, repr(oppsett.filtre))
    if key not in _REFUSALS:
        try:
            compiled_template(template, oppsett)
            _REFUSALS[key] = None
        except (TemplateError, FileRefusedError) as error:
            _REFUSALS[key] = error.with_traceback(None)
    return _REFUSALS[key]


def _finished(drafts: Sequence[Draft], pdf: bool) -> Sequence[Draft | Exception]:
    """The drafts with page numbers and PDFs. What stops them together is tried one by one."""
    try:
        return finish_drafts(drafts, pdf=pdf)
    except Exception as error:  # noqa: BLE001 - the border of a report: one bad file stops no other
        if len(drafts) == 1:
            return [error]
    return [finished for draft in drafts for finished in _finished([draft], pdf)]


def _ended(job: Job, draft: Draft | Exception, files: tuple[str, ...], options: Options) -> Result:
    """What came of a report that LibreOffice has done its part of."""
    if isinstance(draft, Exception):
        return failed(job, options, draft)
    try:
        return _written(job, draft, files, options)
    except Exception as error:  # noqa: BLE001 - the border of a report: one bad file stops no other
        return failed(job, options, error, _Known(draft.for_others(draft.problems), draft.basis.responsible))


def _written(job: Job, draft: Draft, files: tuple[str, ...], options: Options) -> Result:
    about_time = _about_time(job, draft)
    made = write_draft(draft, overwrite=options.overwrite)
    own = _not_of_list(job, made.problemer)
    told = [_of_template(problem, job) if problem in draft.compiled.problems else problem for problem in own]
    problems = _most_serious(draft.for_others([*job.notes, *told, *about_time]))
    sources = (*(job.workbooks or (job.workbook,)), *map(str, draft.basis.pictures))
    needs_office = options.pdf or draft.compiled.contents is not None
    record = Record(
        job.key(options.out),
        LAGET,
        file=shown_from(options.out, str(made.fil)),
        digest=sum_of(draft.rendered.data),
        pdf=shown_from(options.out, str(made.pdf)) if made.pdf else "",
        pdf_digest=sum_of(draft.pdf) if made.pdf and draft.pdf is not None else "",
        sources=tuple(shown_from(options.out, source) for source in sources),
        dated_today=draft.basis.dated_today,
        needs_office=needs_office,
        placed=bool(job.order.sted) and any(problem.sted == job.order.sted for problem in problems),
        again=_is_elsewhere(made, draft) or (needs_office and _office_failed(made.problemer)),
        quarter=str(draft.basis.period or ""),
        responsible=draft.basis.responsible,
        problems=problems,
    )
    record = record._replace(fingerprint=fingerprint(job, options, record, files))
    is_same = made.status == UENDRET and made.pdf_status in ("", UENDRET)
    return Result(job, record, UENDRET if is_same else LAGET, made.melding)


def _not_of_list(job: Job, problems: Iterable[Problem]) -> list[Problem]:
    """The problems but for those of workbooks that the list has told are missing, which is mended there."""
    return [problem for problem in problems if problem.kode != "kan-ikke-leses" or problem.sted not in job.missing]


def _of_template(problem: Problem, job: Job) -> Problem:
    """A problem of the template among those of the report: its place begins with the name of the file."""
    return problem._replace(sted=f"{job.template_file}: {problem.sted}")


def _is_elsewhere(made: MadeReport, draft: Draft) -> bool:
    """Whether the report or its PDF got another name than its own, which was in use."""
    return made.fil != draft.target or made.pdf not in (None, draft.target.with_suffix(".pdf"))


def _most_serious(problems: Iterable[Problem], first: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """The problems in order, after those that come `first`; of very many the most serious, and how many more."""
    ordered = list(dict.fromkeys([*in_order(first), *in_order(problems)]))
    if len(ordered) <= MOST_PROBLEMS:
        return tuple(ordered)
    more = len(ordered) - MOST_PROBLEMS
    message = f"Det er {more} meldinger til. Se alle med «rapportgen sjekk»."
    return (*ordered[:MOST_PROBLEMS], info("flere-meldinger", "arbeidsboken", message))


def _office_failed(problems: Sequence[Problem]) -> bool:
    """Whether LibreOffice is there and did not do its work: it may do so another time."""
    from rapportgen.word.office.office import find_office

    return any(problem.kode in _UNFINISHED for problem in problems) and find_office() is not None


def _about_time(job: Job, draft: Draft) -> list[Problem]:
    """Warnings where the report is about another quarter than the workbook says, or one it is too old to know."""
    period, wanted, name = draft.basis.period, draft.basis.wanted, draft.workbook_path.name
    if period is None:
        return []
    found = []
    if job.quarter and wanted is not None and wanted != period:
        message = f"Rapporten gjelder {period}, men «Rapportkvartal» i arbeidsboken er {wanted}."
        found.append(advarsel("annet-kvartal", job.order.sted or name, message, wanted))
    for called, saved in _when_saved(job, draft):
        if saved is not None and saved < period.slutt:
            message = f"Arbeidsboken er sist lagret {saved:%d.%m.%Y}, før {period} var over ({period.slutt:%d.%m.%Y})."
            found.append(advarsel("gammel-arbeidsbok", called, message, "", "Kontroller at den har de siste tallene."))
    return found


def _when_saved(job: Job, draft: Draft) -> Iterable[tuple[str, date | None]]:
    """What each workbook of the report is called, and the day it was last saved."""
    if not job.workbooks:
        return [(draft.workbook_path.name, last_saved_by(draft.basis.properties))]
    books = [Path(book) for book in job.workbooks]
    return zip(names_of(books), map(last_saved, books), strict=True)


# --- Why a report was not made -------------------------------------------------------------------------------------


def _reasons(job: Job, error: Exception) -> list[Problem]:
    """The error as problems, each with a place and no name of a file that the place has said."""
    place = _place_of(job, error)
    name = place.name
    if isinstance(error, TemplateError) and error.problems:
        return [_of_template(problem, job) for problem in error.problems]
    if isinstance(error, (ReportError, SettingsError)) and error.problems:
        return [feil("ikke-laget", name, str(error)), *error.problems]
    if isinstance(error, NotOverwrittenError):
        return [feil(EDITED, name, str(error))]
    if isinstance(error, (FileRefusedError, TemplateError)) and str(error).startswith(job.template_file):
        return [feil("kan-ikke-leses", job.template_file, str(error))]
    if isinstance(error, RapportgenError):
        code = "kan-ikke-leses" if isinstance(error, FileRefusedError) and name in str(error) else "ikke-laget"
        return [feil(code, name, without_file(str(error), place).replace(f"{place.parent}{os.sep}", ""))]
    if isinstance(error, MemoryError):
        return [feil("for-lite-minne", name, "Maskinen har for lite minne til å lage rapporten.")]
    if isinstance(error, OSError):
        return [feil("ikke-laget", name, unusable(error))]
    kind = type(error).__name__
    return [feil("uventet-feil", name, f"Noe uventet gikk galt i programmet ({kind}). Rapporten er ikke laget.")]


def _place_of(job: Job, error: Exception) -> Path:
    """What an error is about: of a report on one workbook of a folder or a list that one, when it is named."""
    books = [Path(book) for book in job.workbooks]
    return books[0] if len(books) == 1 and books[0].name in str(error) else Path(job.workbook)
