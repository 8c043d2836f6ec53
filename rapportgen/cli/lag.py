"""`rapportgen lag`: one report from one workbook."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import say, say_json
from rapportgen.cli.typer import (
    DATE,
    FILE,
    PERIOD,
    as_json,
    known_template,
    one_workbook,
    own_settings,
    strict,
    template_first,
)
from rapportgen.errors import FileRefusedError, RapportgenError, ReportError, unusable, without_file
from rapportgen.problems import ADVARSEL, FEIL, INFO, Problem, count, feil

if TYPE_CHECKING:
    from datetime import date

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode
    from rapportgen.pipeline import MadeReport


_OF_THE_REPORT = {"graf-uten-data", "kapittel-utelatt"}  # what is worth knowing of a report that is as it should be
_OTHER_FILES = frozenset({".pdf", ".doc", ".docm", ".dotx", ".odt", ".rtf", ".txt", ".xlsx", ".xlsm", ".xls", ".html"})
_OF_FOLDERS = "Alle i mappen lages med «rapportgen batch», og av en hel mappe kan du lage en samlerapport."


@click.command("lag", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("mal", metavar="MAL")
@click.argument("arbeidsbok", type=FILE, metavar="ARBEIDSBOK")
@click.option("-k", "--kvartal", type=PERIOD, help="Kvartalet rapporten gjelder, for eksempel 2Q2024.")
@click.option("-o", "--ut", type=FILE, help="Filen eller mappen rapporten skal lagres i.")
@click.option("--forrige", type=FILE, help="Arbeidsbok med tallene fra kvartalene før.")
@click.option("--dato", type=DATE, help="Datoen som skal stå på rapporten, for eksempel 15.07.2024.")
@click.option("--pdf", is_flag=True, help="Lag også en PDF for arkiv og skjermleser (krever LibreOffice).")
@click.option("--overskriv", is_flag=True, help="Skriv over en rapport som er endret for hånd.")
@own_settings
@strict
@as_json
def command(
    mal: str,
    arbeidsbok: Path,
    kvartal: Periode | None,
    ut: Path | None,
    forrige: Path | None,
    dato: date | None,
    pdf: bool,
    overskriv: bool,
    oppsett: Path | None,
    streng: bool,
    json_wanted: bool,
) -> int:
    """Lag en rapport av en arbeidsbok, eller en samlerapport av en mappe med arbeidsbøker.

    MAL er navnet på en mal som følger med, eller en egen .docx-fil. Malene er kvartalsrapport, statusside,
    gjennomforingsplan, delprosjektplan, sluttrapport, mandat og samlerapport, og de som ligger i kommunens egen
    malmappe.

    \b
    Eksempler:
      rapportgen lag kvartalsrapport minbok.xlsx
      rapportgen lag statusside minbok.xlsx -k 2Q2024 -o rapporter
      rapportgen lag samlerapport arbeidsboker -k 2Q2024
    """
    from rapportgen.settings_file import chosen_settings

    template_first(mal, "lag", arbeidsbok)
    _word_file_or_folder(ut)
    try:
        settings = chosen_settings(oppsett, arbeidsbok)
    except RapportgenError as error:
        if not json_wanted:
            raise
        return _failed(mal, arbeidsbok, error, pdf)
    with contextlib.suppress(OSError):  # such as a name that is too long; told when the report is made
        one_workbook(known_template(mal, settings.malmappe), arbeidsbok, settings, _OF_FOLDERS)
    if forrige is not None:
        _has_earlier(mal, settings)
    options: dict[str, Any] = {
        "period": kvartal, "out": ut, "previous": forrige, "dato": dato, "overwrite": overskriv, "pdf": pdf,
        "oppsett": settings,
    }  # fmt: skip
    return _as_json(mal, arbeidsbok, options, streng) if json_wanted else _for_people(mal, arbeidsbok, options, streng)


def _has_earlier(mal: str, settings: Oppsett) -> None:
    """Portfolios have no earlier workbook."""
    from rapportgen.pipeline import compiled_template

    try:
        is_portfolio = compiled_template(mal, settings).portfolio
    except (RapportgenError, OSError):  # told when the report is made
        return
    if is_portfolio:
        raise click.UsageError("En samlerapport kan ikke lages med --forrige.", click.get_current_context())


def _word_file_or_folder(out: Path | None) -> None:
    if out is not None and out.suffix.lower() in _OTHER_FILES and not _is_folder(out):
        hint = " Med --pdf får du en PDF ved siden av." if out.suffix.lower() == ".pdf" else ""
        message = f"{out}: Rapporten er en Word-fil. Velg en mappe, eller et navn som slutter på .docx.{hint}"
        raise click.UsageError(message, click.get_current_context())


def _is_folder(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.is_dir()
    return False


def _made(mal: str, arbeidsbok: Path, options: dict[str, Any]) -> MadeReport:
    """The report. Raises what `make_report` raises; of a workbook that gives no report with the faults in it, for a
    quarter that is mistyped there may be why.
    """
    from rapportgen.pipeline import make_report

    try:
        return make_report(mal, arbeidsbok, **options)
    except ReportError as error:
        error.problems = error.problems or tuple(problem for problem in error.found.problems if problem.alvor == FEIL)
        raise


def _for_people(mal: str, arbeidsbok: Path, options: dict[str, Any], strict: bool) -> int:
    from rapportgen.cli.utskrift import show_problems, summary

    made = _made(mal, arbeidsbok, options)
    if made.melding:
        say(made.melding)
    say(f"{made.status.capitalize()}: {made.fil}")
    if made.pdf is not None:
        say(f"{made.pdf_status.capitalize()}: {made.pdf}")
    show_problems(_left_out(made), err=True)
    if _is_of_folder(made):
        _show_books(made)
    elif made.problemer:
        say(f"{arbeidsbok.name}: {summary(made.problemer)}", err=True)
        show_problems((p for p in made.problemer if p.alvor != INFO or p.kode in _OF_THE_REPORT), err=True)
    if _status(made, strict):
        say(_ending(made, strict), err=True)
    return _status(made, strict)


def _is_of_folder(made: MadeReport) -> bool:
    """Whether the report is on the workbooks of a folder, be there one or many: its problems name them."""
    return bool(made.boeker) and _is_folder(made.arbeidsbok)


def _show_books(made: MadeReport) -> None:
    """A line for each workbook of a portfolio, its faults, and what came up because there are several."""
    from rapportgen.cli.utskrift import show_problems, summary
    from rapportgen.portfolio import OWN_CODES

    for file, problems in made.boeker:
        say(f"{file}: {summary(problems)}", err=True)
        show_problems((p for p in problems if p.alvor == FEIL or p.kode in OWN_CODES), infos=False, err=True)
    show_problems((p for p in made.problemer if not p.sted.startswith(tuple(dict(made.boeker)))), infos=False, err=True)
    if any(p.alvor == ADVARSEL and p.kode not in OWN_CODES for _, problems in made.boeker for p in problems):
        say("Se alle advarslene om en arbeidsbok med «rapportgen sjekk ARBEIDSBOK».", err=True)


def _left_out(made: MadeReport) -> list[Problem]:
    """The notes on what was passed over in a folder of workbooks."""
    if not made.boeker:
        return []
    from rapportgen.portfolio.reading import LEFT_OUT

    return [problem for problem in made.problemer if problem.kode == LEFT_OUT]


def _ending(made: MadeReport, strict: bool) -> str:
    """What to do about a report that was made, though not all is well."""
    wrong = {p.kode for p in made.problemer if p.alvor == FEIL or (strict and p.alvor == ADVARSEL)}
    if wrong == {"pdf-ikke-laget"}:
        return "Word-rapporten er laget og kan brukes. Bare PDF-en mangler."
    return "Rapporten er laget, men rett feilene og lag den på nytt."


def _status(made: MadeReport, strict: bool) -> int:
    return int(bool(count(made.problemer, FEIL) or (strict and count(made.problemer, ADVARSEL))))


def _as_json(mal: str, arbeidsbok: Path, options: dict[str, Any], strict: bool) -> int:
    from rapportgen.cli.utskrift import as_json, report_json

    try:
        made = _made(mal, arbeidsbok, options)
    except (RapportgenError, OSError) as error:
        return _failed(mal, arbeidsbok, error, options["pdf"])
    files = [(str(arbeidsbok / file), problems) for file, problems in made.boeker if _is_of_folder(made)]
    if files and (left_out := _left_out(made)):
        files.append((str(arbeidsbok), tuple(left_out)))
    say_json(as_json(files or [(str(arbeidsbok), made.problemer)], [report_json(made, pdf=options["pdf"])]))
    return _status(made, strict)


def _failed(mal: str, arbeidsbok: Path, error: RapportgenError | OSError, pdf: bool) -> int:
    """Print the object of a report that was not made."""
    from rapportgen.cli.utskrift import as_json, failed_json

    problems, file = [*getattr(error, "problems", ())], _book_meant(error, arbeidsbok)
    if isinstance(error, ReportError) or not problems:
        problems.insert(0, _as_problem(error, file))
    failed = failed_json("", arbeidsbok, Path(mal).stem, "feilet", problems)
    if pdf:
        failed["pdf"] = ""
    say_json(as_json([(str(file), problems)], [failed]))
    return 1


def _book_meant(error: RapportgenError | OSError, arbeidsbok: Path) -> Path:
    """The workbook that an error is about: of a folder its only one, when that is named; else what was typed."""
    if not _is_folder(arbeidsbok):
        return arbeidsbok
    from rapportgen.portfolio import workbooks_in

    with contextlib.suppress(RapportgenError):
        books = workbooks_in(arbeidsbok)
        if len(books) == 1 and books[0].name in str(error):
            return books[0]
    return arbeidsbok


def _as_problem(error: RapportgenError | OSError, arbeidsbok: Path) -> Problem:
    """The error as a problem of the workbook, whose name is its place and no part of the sentence."""
    text = unusable(error) if isinstance(error, OSError) else str(error)
    is_unread = isinstance(error, FileRefusedError) and arbeidsbok.name in text  # and it is not the template
    return feil("kan-ikke-leses" if is_unread else "ikke-laget", arbeidsbok.name, without_file(text, arbeidsbok))
