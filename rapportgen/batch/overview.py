"""The summary of a batch: which reports there are, and what somebody must mend where, as a workbook and a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.batch.jobs import FEILET, NO_PDF, reason_of, shown_from
from rapportgen.errors import RapportgenError, ReportError
from rapportgen.model.oversikt import TITTEL, Mangel, Mangler, Oversikt, Rapportlinje
from rapportgen.model.rader import Felter, Rader
from rapportgen.naming import OVERVIEW
from rapportgen.patterns import pattern
from rapportgen.portfolio.reading import names_of
from rapportgen.portfolio.told import is_in, of_book
from rapportgen.problems import ADVARSEL, DOKUMENTET, FEIL, Problem, advarsel, count, in_order, info
from rapportgen.resources import overview_template
from rapportgen.saved import is_as_made, is_overview
from rapportgen.writing import write_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rapportgen.batch.jobs import Job, Record

_WORDS = {FEIL: "Feil", ADVARSEL: "Advarsel"}
_NOBODY = "Ikke oppgitt"
_MAKER_OF_TEMPLATE, _MAKER_OF_REPORTS = "Den som har malen", "Den som lager rapportene"
_MAKER_OF_LIST, _KEEPER_OF_FOLDER = "Den som har listen", "Den som har mappen"
_CELLS = pattern(r"[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?")
_LISTS = frozenset({".xlsx", ".xlsm", ".csv", ".tsv", ".txt"})


def write_overviews(
    out: Path, reports: Sequence[tuple[Job, Record]], about: tuple[Path, Sequence[Problem]], day: date
) -> tuple[list[Path], list[Problem]]:
    """Write oversikt.xlsx and oversikt.docx into folder `out`: the files, and what came up.

    `about` is the list or the folder that the reports were found by, and what is wrong with it. An overview that
    somebody has changed is left alone, and the new one gets a number.
    """
    overview = overview_of(out, reports, about, day)
    written, problems = [], []
    for ending, content_of in ((".xlsx", _workbook), (".docx", _document)):
        try:
            # What is there is ours and untouched: the seal that `write_report` knows is that of reports.
            path = write_report(_free(out, ending), content_of(overview), overwrite=True).path
        except RapportgenError as error:
            problems.append(advarsel("oversikt-ikke-skrevet", f"{OVERVIEW}{ending}", str(error)))
            continue
        written.append(path)
        if path.stem != OVERVIEW:
            message = f"{OVERVIEW}{ending} er endret for hånd eller åpen, og er beholdt. Den nye heter {path.name}."
            problems.append(info("oversikt-beholdt", path.name, message))
    return written, problems


def overview_of(
    out: Path, reports: Sequence[tuple[Job, Record]], about: tuple[Path, Sequence[Problem]], day: date
) -> Oversikt:
    """The summary as data: reports in the order of the batch, and their faults and warnings by file."""
    return Oversikt(day, tuple(_line(out, *report) for report in reports), tuple(_lacks(out, reports, about)))


def _line(out: Path, job: Job, record: Record) -> Rapportlinje:
    is_made = record.status != FEILET
    to_mend = [problem for problem in record.problems if problem.sted != DOKUMENTET]
    no_pdf = next((problem.melding for problem in record.problems if problem.kode == NO_PDF), "")
    return Rapportlinje(
        record.file if is_made else "",
        Path(job.workbook).name,
        shown_from(str(out), job.workbook),
        Path(job.template).stem,
        record.quarter,
        is_made,
        count(to_mend, FEIL),
        count(to_mend, ADVARSEL),
        no_pdf if is_made else reason_of(job, record),
        record.pdf,
    )


def _lacks(
    out: Path, reports: Iterable[tuple[Job, Record]], about: tuple[Path, Sequence[Problem]]
) -> Iterator[Mangler]:
    """What is to be mended: in the list of reports, in the workbooks in order, in the templates, and in reports."""
    source, of_list = about[0], [*about[1]]
    workbooks: dict[str, list[Problem]] = {}
    templates: dict[str, list[Problem]] = {}
    documents: dict[str, list[Problem]] = {}
    who: dict[str, str] = {}
    for job, record in reports:
        who[job.workbook] = who.get(job.workbook) or record.responsible
        prefix = f"{job.template_file}: "
        names = dict(zip(job.workbooks, names_of([Path(path) for path in job.workbooks]), strict=True))
        for problem in record.problems:
            if job.is_of_list(problem):
                of_list.append(problem._replace(sted=problem.sted.removeprefix(f"{source.name}, ")))
            elif record.status != FEILET and problem.sted == DOKUMENTET:
                documents.setdefault(record.file, []).append(problem._replace(sted=record.file))
            elif problem.sted == job.template_file or problem.sted.startswith(prefix):
                told = problem._replace(sted=problem.sted.removeprefix(prefix))
                templates.setdefault(job.template_file, []).append(told)
            else:
                path, told = _in_workbook(job, names, problem)
                found = workbooks.setdefault(path, [])
                if not job.workbooks or (told.sted, told.kode) not in {(one.sted, one.kode) for one in found}:
                    found.append(told)
                who.setdefault(path, "")
    if lacks := _told(of_list, source.name):
        is_list = source.suffix.lower() in _LISTS
        where, keeper = (shown_from(str(out), str(source)), _MAKER_OF_LIST) if is_list else ("", _KEEPER_OF_FOLDER)
        yield Mangler(source.name, where, keeper, lacks)
    for path, problems in workbooks.items():
        if lacks := _told(problems, Path(path).name):
            yield Mangler(Path(path).name, shown_from(str(out), path), who[path] or _NOBODY, lacks)
    for file, problems in sorted(templates.items()):
        yield Mangler(file, "", _MAKER_OF_TEMPLATE, _told(problems, file))
    for file, problems in documents.items():
        if lacks := _told(problems, file):
            yield Mangler(file, file, _MAKER_OF_REPORTS, lacks)


def _in_workbook(job: Job, names: dict[str, str], problem: Problem) -> tuple[str, Problem]:
    """The workbook that a problem is in, among those of the report, and the problem as that workbook alone tells it.

    `names` are what the workbooks are called in the report, by path.
    """
    for path, name in names.items():
        if is_in(problem, name):
            told = of_book(problem, name)
            return path, told._replace(sted=Path(path).name) if told.sted == name else told
    return job.workbook, problem


def _told(problems: Iterable[Problem], file: str) -> tuple[Mangel, ...]:
    """The faults and warnings, each once."""
    return tuple(_lack(problem, file) for problem in in_order(problems) if problem.alvor in _WORDS)


def _lack(problem: Problem, file: str) -> Mangel:
    sheet, mark, cell = problem.sted.rpartition("!")
    place, name = (sheet, cell) if mark and _CELLS.fullmatch(cell) else (problem.sted, "")
    hint = "" if problem.forslag in problem.melding else problem.forslag
    return Mangel(_WORDS[problem.alvor], "" if place == file else place, name, problem.melding, hint)


# --- The files -----------------------------------------------------------------------------------------------------


def _free(out: Path, ending: str) -> Path:
    """The first of «oversikt», «oversikt (2)» … that is not there, or is an overview nobody has changed since.

    Raises ReportError when all are taken.
    """
    from rapportgen.word.ooxml.seal import is_untouched

    is_as_written = is_untouched if ending == ".docx" else is_as_made
    for number in range(1, 100):
        path = out / f"{OVERVIEW}{f' ({number})' if number > 1 else ''}{ending}"
        if not path.exists() or (is_overview(path) and is_as_written(path)):
            return path
    raise ReportError("Alle oversiktene i mappen er endret for hånd, og er beholdt. Flytt dem til en annen mappe.")


def _workbook(overview: Oversikt) -> bytes:
    from rapportgen.excel.overview import overview_workbook

    return overview_workbook(overview)


def _document(overview: Oversikt) -> bytes:
    from rapportgen.word import render_template
    from rapportgen.word.cache import compile_template
    from rapportgen.word.settings import Egenskaper, Visning

    properties = Egenskaper(tittel=TITTEL, kategori=TITTEL, dato=overview.dato)
    return render_template(compile_template(overview_template()), _context(overview), Visning(), properties).data


def _context(overview: Oversikt) -> dict[str, object]:
    lines = [_fields(line, "lys", "status") for line in overview.rapporter]
    failed = [_fields(line) for line in overview.rapporter if not line.laget]
    files = [
        Felter(navn=file.fil, hvem=file.hvem, mangler=Rader(_fields(lack, "lys", "sted") for lack in file.mangler))
        for file in overview.mangler
    ]
    return {
        "rapport": Felter(tittel=TITTEL, dato=overview.dato),
        "oversikt": Felter(sammendrag=summary(overview)),
        "rapporter": Rader(lines),
        "ikke_laget": Rader(failed),
        "mangler": Rader(files),
    }


def _fields(line: Rapportlinje | Mangel, *more: str) -> Felter:
    return Felter(**line._asdict(), **{name: getattr(line, name) for name in more})


def summary(overview: Oversikt) -> str:
    """The batch in a sentence or two."""
    total = len(overview.rapporter)
    made = sum(line.laget for line in overview.rapporter)
    without_pdf = sum(1 for line in overview.rapporter if line.laget and line.merknad)
    faulty = sum(1 for line in overview.rapporter if line.laget and line.feil)
    warned = sum(1 for line in overview.rapporter if line.laget and line.advarsler)
    sentence = f"{made} av {total} rapporter er laget."
    if faulty:
        sentence += f" {faulty} av dem bygger på arbeidsbøker med feil."
    if warned:
        sentence += f" {warned} har advarsler."
    return sentence + (f" {without_pdf} mangler PDF." if without_pdf else "")
