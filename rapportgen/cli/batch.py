"""`rapportgen batch`: many reports in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import say, say_json
from rapportgen.cli.typer import DATE, FILE, PERIOD, as_json, strict
from rapportgen.errors import FileRefusedError
from rapportgen.problems import ADVARSEL, FEIL, Problem, count, info

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from rapportgen.batch import Batch, Request
    from rapportgen.model.perioder import Periode

_MOST_REASONS = 25


@click.command("batch", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("kilde", type=FILE, required=False, metavar="LISTE|MAPPE")
@click.option("-m", "--mal", "maler", multiple=True, metavar="MAL", help="Malen. Gjenta valget for flere maler.")
@click.option("-k", "--kvartal", type=PERIOD, help="Kvartalet rapportene gjelder, for eksempel 2Q2024.")
@click.option("-o", "--ut", type=FILE, default="rapporter", help="Mappen for rapportene; ellers «rapporter».")
@click.option("-j", "--samtidig", type=click.IntRange(min=1), help="Hvor mange som lages om gangen.")
@click.option("--dato", type=DATE, help="Datoen som skal stå på rapportene, for eksempel 15.07.2024.")
@click.option("--pdf", is_flag=True, help="Lag også PDF av rapportene (krever LibreOffice).")
@click.option("--fortsett", is_flag=True, help="Gå videre med forrige kjøring i mappen, med de samme valgene.")
@click.option("--overskriv", is_flag=True, help="Skriv over rapporter som er endret for hånd.")
@strict
@as_json
def command(
    kilde: Path | None,
    maler: tuple[str, ...],
    kvartal: Periode | None,
    ut: Path,
    samtidig: int | None,
    dato: date | None,
    pdf: bool,
    fortsett: bool,
    overskriv: bool,
    streng: bool,
    json_wanted: bool,
) -> int:
    """Lag mange rapporter på én gang, av alle arbeidsbøkene i en mappe eller i en liste.

    En liste er en .xlsx- eller .csv-fil med en arbeidsbok på hver linje. Rapporter som er som før, blir ikke laget på
    nytt. Til slutt får du oversikt.xlsx og oversikt.docx, som sier hva som må rettes og hvor.

    \b
    Eksempler:
      rapportgen batch arbeidsboker -k 2Q2024
      rapportgen batch formannskapet.xlsx -o rapporter --pdf
      rapportgen batch --fortsett
    """
    from rapportgen.batch import Hands, Stop, Watch, make_batch
    from rapportgen.cli.fremdrift import Stopp, follower

    typed = {"templates": tuple(_template(name, kilde) for name in maler), "quarter": str(kvartal or ""), "pdf": pdf}
    typed["dato"] = dato.isoformat() if dato else ""
    request = _request(kilde, ut, typed, fortsett)
    shown = follower(json_wanted)
    stopp = Stopp()
    watch = Watch(shown.begun, shown.tell, shown.look, Stop(stopp.gently, stopp.at_once))
    try:
        with stopp.listening():
            batch = make_batch(request, ut, overwrite=overskriv, hands=Hands(samtidig or 0), watch=watch)
    finally:
        shown.end()
    if json_wanted:
        say_json(_as_json(batch, request))
    else:
        _sum_up(batch, ut)
    return _status(batch, streng)


# --- What is asked for ---------------------------------------------------------------------------------------------


def _request(source: Path | None, out: Path, typed: dict[str, Any], go_on: bool) -> Request:
    from rapportgen.batch import Request, last_request

    context = click.get_current_context()
    if out.exists() and not out.is_dir():
        raise click.UsageError(f"{out} er en fil, ikke en mappe.", context)
    last = last_request(out) if go_on else None
    if last is not None:
        if (source is not None and source.resolve() != Path(last.source)) or _differs(typed, last):
            message = "--fortsett bruker valgene fra forrige kjøring. Ta bort de andre valgene eller --fortsett."
            raise click.UsageError(message, context)
        return last
    if source is None:
        message = f"Mappen «{out}» har ingen kjøring å gå videre med." if go_on else "LISTE|MAPPE mangler."
        raise click.UsageError(message, context)
    if not source.exists():
        raise click.UsageError(f"{source} finnes ikke. Skriv navnet på en mappe eller en liste.", context)
    return Request(str(source.resolve()), **typed)


def _differs(typed: dict[str, Any], last: Request) -> bool:
    """Whether anything was typed that is not as in the last run."""
    return any(value and value != getattr(last, name) for name, value in typed.items())


def _template(name: str, source: Path | None) -> str:
    """A template as it is kept: a name as typed, of our own or the kommune's, or the whole path of a file."""
    from rapportgen.resources import template_path, templates_with
    from rapportgen.settings_file import settings_beside

    own = settings_beside(source / "." if source is not None and source.is_dir() else source).malmappe
    try:
        path = template_path(name, own)
    except FileRefusedError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None
    return path.stem if path in templates_with(own).values() else str(path.resolve())


# --- What came of it -----------------------------------------------------------------------------------------------


def _told(batch: Batch) -> Iterator[Problem]:
    yield from batch.problems
    for _, record in batch.reports():
        yield from record.problems


def _status(batch: Batch, strict: bool) -> int:
    told = list(_told(batch))
    return int(bool(batch.left or count(told, FEIL) or (strict and count(told, ADVARSEL))))


def _sum_up(batch: Batch, out: Path) -> None:
    from rapportgen.cli.utskrift import show_problems

    show_problems(batch.problems, err=True)
    counts = [f"{number} {status}" for status in ("laget", "uendret", "feilet") if (number := batch.count(status))]
    say(f"{_reports(len(batch.jobs)).capitalize()} til {out}: {', '.join(counts) or 'ingen laget'}.")
    for message in _remarks(batch):
        say(message)
    _show_failed(batch)
    if batch.left:
        say(f"Stanset før {_reports(batch.left)} var laget. Gå videre med: rapportgen batch --fortsett -o {out}")
    for path in batch.overviews:
        say(f"Oversikt: {out / path.name}")


def _reports(number: int) -> str:
    return "én rapport" if number == 1 else f"{number} rapporter"


def _remarks(batch: Batch) -> Iterator[str]:
    """What there is to say besides the counts: files, names, and what should be mended."""
    for key, message in batch.messages.items():
        yield f"  {batch.records[key].file}: {message}"
    for _, record in batch.reports():
        yield from (f"  {problem.melding}" for problem in record.problems if problem.kode == "like-navn")
    made = [record for _, record in batch.reports() if record.file and record.status != "feilet"]
    for alvor, word in ((FEIL, "feil"), (ADVARSEL, "advarsler")):
        number = sum(1 for record in made if count(record.problems, alvor))
        if number:
            yield f"{_reports(number).capitalize()} er laget av arbeidsbøker med {word}."


def _show_failed(batch: Batch) -> None:
    """Each report that was not made, and why."""
    failed = [(job, record) for job, record in batch.reports() if record.status == "feilet"]
    for job, record in failed[:_MOST_REASONS]:
        faults = [problem for problem in record.problems if problem.alvor == FEIL]
        more = f" (og {len(faults) - 1} til)" if len(faults) > 1 else ""
        reason = f"{faults[0].melding}{more}" if faults else ""
        say(f"  Feilet: {Path(job.workbook).name}, {Path(job.template).stem}: {reason}", err=True)
    if len(failed) > _MOST_REASONS:
        say(f"  … og {len(failed) - _MOST_REASONS} til. Alle står i oversikten.", err=True)


def _as_json(batch: Batch, request: Request) -> str:
    from rapportgen.cli.utskrift import as_json, failed_json

    files: dict[str, dict[Problem, None]] = {}
    if batch.problems:
        files[request.source] = dict.fromkeys(batch.problems)
    reports = []
    for job, record in batch.reports():
        files.setdefault(job.workbook, {}).update(dict.fromkeys(record.problems))
        key = batch.key(job)
        told = [*record.problems, *(info("fil", record.file, text) for text in [batch.messages.get(key)] if text)]
        file = str(batch.out / record.file) if record.file and record.status != "feilet" else ""
        listed = failed_json(file, job.workbook, Path(job.template).stem, batch.statuses[key], told)
        reports.append({**listed, "pdf": str(batch.out / record.pdf) if record.pdf else ""} if request.pdf else listed)
    return as_json(((name, list(problems)) for name, problems in files.items()), reports)
