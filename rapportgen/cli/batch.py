"""`rapportgen batch`: many reports in one go."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import say, say_json
from rapportgen.cli.typer import COUNT, DATE, PERIOD, as_json, known_template, strict
from rapportgen.errors import RapportgenError, is_file, is_folder, is_there, without_file
from rapportgen.problems import ADVARSEL, DOKUMENTET, FEIL, Problem, count, feil, info

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import date

    from rapportgen.batch import Batch, Hands, Request
    from rapportgen.model.perioder import Periode

_MOST_REASONS = 25


def is_address(text: str) -> bool:
    """Whether a place is typed as an address, and not as a path."""
    from rapportgen.batch import addresses

    return addresses.is_address(text)


def _is_place(template: str) -> bool:
    """Whether a template is kept as a file or an address, and not as the name of one."""
    return is_address(template) or Path(template).is_absolute()


class PlaceType(click.ParamType["Path | str"]):
    """A path, or an address such as s3://kommunen/arbeidsboker, which stays a text."""

    name = "sted"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        return str(value) if is_address(str(value)) else Path(value)


PLACE = PlaceType()


@click.command("batch", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("kilde", type=PLACE, required=False, metavar="LISTE|MAPPE")
@click.option("-m", "--mal", "maler", multiple=True, metavar="MAL", help="Malen. Gjenta valget for flere maler.")
@click.option("-k", "--kvartal", type=PERIOD, help="Kvartalet rapportene gjelder, for eksempel 2Q2024.")
@click.option("-o", "--ut", type=PLACE, default="rapporter", help="Mappen for rapportene; ellers «rapporter».")
@click.option("-j", "--samtidig", type=COUNT, help="Hvor mange som lages om gangen.")
@click.option("--klynge", metavar="ADRESSE", help="Lag dem på en Dask-klynge, for eksempel tcp://klynge:8786.")
@click.option("--dato", type=DATE, help="Datoen som skal stå på rapportene, for eksempel 15.07.2024.")
@click.option("--pdf", is_flag=True, help="Lag også PDF av rapportene (krever LibreOffice).")
@click.option("--fortsett", is_flag=True, help="Gå videre med forrige kjøring i mappen, med de samme valgene.")
@click.option("--overskriv", is_flag=True, help="Skriv over rapporter som er endret for hånd.")
@strict
@as_json
def command(
    kilde: Path | str | None,
    maler: tuple[str, ...],
    kvartal: Periode | None,
    ut: Path | str,
    samtidig: int | None,
    klynge: str | None,
    dato: date | None,
    pdf: bool,
    fortsett: bool,
    overskriv: bool,
    streng: bool,
    json_wanted: bool,
) -> int:
    """Lag mange rapporter på én gang, av alle arbeidsbøkene i en mappe eller i en liste.

    En liste er en .xlsx- eller .csv-fil med en arbeidsbok på hver linje. Malen samlerapport gir én rapport av dem alle,
    etter rapportene om hver. Rapporter som er som før, blir ikke laget på
    nytt. Til slutt får du oversikt.xlsx og oversikt.docx, som sier hva som må rettes og hvor.

    \b
    Eksempler:
      rapportgen batch arbeidsboker -k 2Q2024
      rapportgen batch arbeidsboker -m kvartalsrapport -m samlerapport
      rapportgen batch formannskapet.xlsx -o rapporter --pdf
      rapportgen batch --fortsett
    """
    typed = {"templates": tuple(_template(name, kilde) for name in maler), "quarter": str(kvartal or ""), "pdf": pdf}
    typed["dato"] = dato.isoformat() if dato else ""
    request = _request(kilde, ut, typed, fortsett)
    followed = _Followed(quiet=json_wanted)
    try:
        batch = followed.made(request, ut, _hands(klynge, samtidig or 0, ut, request), overwrite=overskriv)
    except RapportgenError as error:
        if not (json_wanted and followed.batch):
            raise
        say_json(_as_json(followed.batch, request, (str(ut), _why_it_stopped(error, ut))))
        return 1
    if json_wanted:
        say_json(_as_json(batch, request))
    else:
        _sum_up(batch, ut)
    return _status(batch, streng)


class _Followed:
    """A batch, shown while it is made, that Ctrl-C asks to stop. `batch` is it, once its reports are known."""

    def __init__(self, *, quiet: bool) -> None:
        from rapportgen.cli.fremdrift import Stopp, follower

        self.shown, self.stopp = follower(quiet), Stopp()
        self.batch: Batch | None = None

    def made(
        self, request: Request, out: Path | str, hands: AbstractContextManager[Hands], *, overwrite: bool
    ) -> Batch:
        """The batch when it is made."""
        from rapportgen.batch import Stop, Watch

        watch = Watch(self._begun, self.shown.tell, self.shown.look, Stop(self.stopp.gently, self.stopp.at_once))
        try:
            with self.stopp.listening(), hands as given:
                return _make(request, out)(overwrite=overwrite, hands=given, watch=watch)
        finally:
            self.shown.end()

    def _begun(self, batch: Batch) -> None:
        self.batch = batch
        self.stopp.begun()
        self.shown.begun(batch)


@contextmanager
def _hands(cluster: str | None, processes: int, out: Path | str, request: Request) -> Iterator[Hands]:
    """Who makes the reports: processes of this machine, or a cluster that sees the same files."""
    from rapportgen.batch import Hands

    if cluster is None:
        yield Hands(processes)
        return
    from rapportgen.batch.cluster import opened_cluster

    with opened_cluster(cluster, str(out), [request.source, *filter(_is_place, request.templates)]) as executor:
        yield Hands(processes or executor.processes, executor)


def _make(request: Request, out: Path | str) -> Callable[..., Batch]:
    """What makes the batch: on the disks of this machine, or at addresses."""
    from rapportgen.batch import make_batch

    if isinstance(out, Path) and not any(map(is_address, (request.source, *request.templates))):
        return partial(make_batch, request, out)
    from rapportgen.batch.remote import make_batch_at

    return partial(make_batch_at, request, str(out))


# --- What is asked for ---------------------------------------------------------------------------------------------


def _request(source: Path | str | None, out: Path | str, typed: dict[str, Any], go_on: bool) -> Request:
    from rapportgen.batch import Request

    context = click.get_current_context()
    if isinstance(out, Path) and is_there(out) and not is_folder(out):
        raise click.UsageError(f"{out} er en fil, ikke en mappe.", context)
    last = _last_request(out) if go_on else None
    if last is not None:
        if (source is not None and not _is_same(source, last.source)) or _differs(typed, last):
            message = "--fortsett bruker valgene fra forrige kjøring. Ta bort de andre valgene eller --fortsett."
            raise click.UsageError(message, context)
        return last
    if source is None:
        message = f"Mappen «{out}» har ingen kjøring å gå videre med." if go_on else "LISTE|MAPPE mangler."
        raise click.UsageError(message, context)
    if isinstance(source, str):
        return Request(source, **typed)
    if not is_there(source):
        raise click.UsageError(f"{source} finnes ikke. Skriv navnet på en mappe eller en liste.", context)
    return Request(_whole(source), **typed)


def _whole(source: Path) -> str:
    """The whole path of a list or a folder; a folder that is a link keeps its own name."""
    is_named = source.is_dir() and source.name not in ("", "..")
    return str(source.parent.resolve() / source.name if is_named else source.resolve())


def _last_request(out: Path | str) -> Request | None:
    from rapportgen.batch import last_request

    if isinstance(out, Path) and (last := last_request(out)) is not None:
        return last
    from rapportgen.batch.remote import last_request_at

    return last_request_at(str(out)) if isinstance(out, str) else None


def _is_same(source: Path | str, last: str) -> bool:
    """Whether two ways of naming a folder or a list mean the same one."""
    if not is_address(str(source)) and not is_address(last):
        return Path(source).resolve() == Path(last).resolve()
    from rapportgen.batch.mirror import Mirror, address_from

    return Mirror("").path_of(address_from(str(source))) == Mirror("").path_of(address_from(last))


def _differs(typed: dict[str, Any], last: Request) -> bool:
    """Whether anything was typed that is not as in the last run."""
    return any(value and value != getattr(last, name) for name, value in typed.items())


def _template(name: str, source: Path | str | None) -> str:
    """A template as it is kept: a name as typed, of our own or the kommune's, or the whole path of a file.

    An address, and a name in settings that lie at one, are looked up when the batch is made.
    """
    from rapportgen.resources import templates_with
    from rapportgen.settings_file import settings_beside

    if is_address(name) or (isinstance(source, str) and not is_file(Path(name))):
        return name
    source = None if isinstance(source, str) else source
    own = settings_beside(source / "." if source is not None and source.is_dir() else source).malmappe
    path = known_template(name, own)
    return path.stem if path in templates_with(own).values() else str(path.resolve())


# --- What came of it -----------------------------------------------------------------------------------------------


def _told(batch: Batch) -> Iterator[Problem]:
    yield from batch.problems
    for _, record in batch.reports():
        yield from record.problems


def _status(batch: Batch, strict: bool) -> int:
    told = list(_told(batch))
    return int(bool(batch.left or count(told, FEIL) or (strict and count(told, ADVARSEL))))


def _sum_up(batch: Batch, out: Path | str) -> None:
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
        say(f"Oversikt: {batch.shown(str(path)) if isinstance(out, str) else out / path.name}")


def _reports(number: int) -> str:
    return "én rapport" if number == 1 else f"{number} rapporter"


def _remarks(batch: Batch) -> Iterator[str]:
    """What there is to say besides the counts: files, names, and what should be mended."""
    from rapportgen.batch.jobs import NO_PDF

    for key, message in batch.messages.items():
        yield f"  {batch.records[key].file}: {message}"
    for _, record in batch.reports():
        yield from (f"  {problem.melding}" for problem in record.problems if problem.kode == "like-navn")
    made = [record for _, record in batch.reports() if record.file and record.status != "feilet"]
    yield from _without_pdf([problem for record in made for problem in record.problems if problem.kode == NO_PDF])
    for alvor, word in ((FEIL, "feil"), (ADVARSEL, "advarsler")):
        number = sum(1 for record in made if count((p for p in record.problems if p.sted != DOKUMENTET), alvor))
        if number:
            books = "en arbeidsbok" if number == 1 else "arbeidsbøker"
            yield f"{_reports(number).capitalize()} er laget av {books} med {word}."


def _without_pdf(told: list[Problem]) -> Iterator[str]:
    """How many reports lack their PDF, and why where it is the same for all: no workbook is to blame."""
    reasons = {problem.melding.removeprefix("PDF-en er ikke laget. ") for problem in told}
    if reasons:
        why = reasons.pop() if len(reasons) == 1 else "Oversikten sier hvorfor."
        yield f"{_reports(len(told)).capitalize()} er laget uten PDF. {why}"


def _show_failed(batch: Batch) -> None:
    """Each report that was not made, and why."""
    from rapportgen.batch.jobs import reason_of

    failed = [(job, record) for job, record in batch.reports() if record.status == "feilet"]
    for job, record in failed[:_MOST_REASONS]:
        faults = count(record.problems, FEIL)
        more = f" (og {faults - 1} til)" if faults > 1 else ""
        say(f"  Feilet: {Path(job.workbook).name}, {Path(job.template).stem}: {reason_of(job, record)}{more}", err=True)
    if len(failed) > _MOST_REASONS:
        say(f"  … og {len(failed) - _MOST_REASONS} til. Alle står i oversikten.", err=True)


def _why_it_stopped(error: RapportgenError, out: Path | str) -> list[Problem]:
    """An error that ended a batch which had begun, such as a disk that got full, as a problem of its folder."""
    return [*getattr(error, "problems", ())] or [
        feil("ikke-laget", Path(out).name, without_file(str(error), Path(out)))
    ]


def _as_json(batch: Batch, request: Request, *more_files: tuple[str, list[Problem]]) -> str:
    """The object of `--json`: what came of each report it has come to, and what there is to say of `more_files`."""
    from rapportgen.cli.utskrift import as_json, failed_json

    of_list = dict.fromkeys(batch.problems)
    files: dict[str, dict[Problem, None]] = {}
    reports = []
    for job, record in batch.reports():
        workbook = batch.shown(job.workbook)
        told = files.setdefault(workbook, {})
        key = batch.key(job)
        more = [info("fil", record.file, text) for text in [batch.messages.get(key)] if text]
        file = batch.shown(str(batch.out / record.file)) if record.file and record.status != "feilet" else ""
        for problem in record.problems:
            if job.is_of_list(problem):
                of_list[problem] = None
            elif file and problem.sted == DOKUMENTET:
                files.setdefault(file, {})[problem] = None
            else:
                told[problem] = None
        listed = failed_json(file, workbook, Path(job.template).stem, batch.statuses[key], [*record.problems, *more])
        pdf = batch.shown(str(batch.out / record.pdf)) if record.pdf else ""
        reports.append({**listed, "pdf": pdf} if request.pdf else listed)
    if of_list:
        files = {request.source: of_list | files.pop(request.source, {}), **files}
    return as_json([*((name, list(problems)) for name, problems in files.items()), *more_files], reports)
