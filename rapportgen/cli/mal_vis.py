"""`rapportgen mal vis`: the finished pages beside the findings, once or again at every save."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from rapportgen.cli import unexpected
from rapportgen.cli.norsk import NorwegianCommand
from rapportgen.cli.skjerm import say
from rapportgen.cli.typer import DATE, FILE, PERIOD, known_template, one_workbook, own_settings, template_first
from rapportgen.errors import is_there
from rapportgen.problems import FEIL, count
from rapportgen.stopping import stop_signals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from rapportgen.model.perioder import Periode
    from rapportgen.vis.running import Following
    from rapportgen.vis.view import Job, View


class PortType(click.ParamType[int]):
    """A port of this machine."""

    name = "port"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
            self.fail(f"«{value}» er ikke en port. Skriv et tall fra 1 til 65535.", param, ctx)
        return int(text)


@click.command("vis", cls=NorwegianCommand, options_metavar="[VALG]")
@click.argument("mal", metavar="MAL")
@click.argument("arbeidsbok", type=FILE, metavar="ARBEIDSBOK")
@click.option("-k", "--kvartal", type=PERIOD, help="Kvartalet rapporten gjelder, for eksempel 2Q2024.")
@click.option("--dato", type=DATE, help="Datoen som skal stå på rapporten, for eksempel 15.07.2024.")
@own_settings
@click.option("--følg", "follow", is_flag=True, help="Lag sidene på nytt hver gang du lagrer. Stopp med Ctrl+C.")
@click.option("--port", type=PortType(), metavar="TALL", help="Porten siden skal ha med --følg. Ellers en ledig.")
@click.option("--ikke-åpne", "stay", is_flag=True, help="Skriv bare adressen. Ikke åpne siden i nettleseren.")
def command(
    mal: str,
    arbeidsbok: Path,
    kvartal: Periode | None,
    dato: date | None,
    oppsett: Path | None,
    follow: bool,
    port: int | None,
    stay: bool,
) -> int:
    """Se de ferdige sidene ved siden av funnene, i nettleseren.

    MAL er navnet på en mal som følger med, eller en egen .docx-fil. Med --følg lages sidene på nytt hver gang du
    lagrer malen, arbeidsboken eller et bilde i den. Siden kan bare åpnes på denne maskinen.

    \b
    Eksempler:
      rapportgen mal vis minmal.docx minbok.xlsx
      rapportgen mal vis minmal.docx minbok.xlsx --følg
      rapportgen mal vis samlerapport arbeidsboker
    """
    from rapportgen.settings_file import read_settings
    from rapportgen.templates import settings_for
    from rapportgen.vis.view import Job

    context = click.get_current_context()
    if port is not None and not follow:
        raise click.UsageError("--port gjelder bare sammen med --følg.", context)
    template_first(mal, "mal vis", arbeidsbok)
    settings = settings_for(mal, arbeidsbok) if oppsett is None else read_settings(oppsett)
    template = known_template(mal, settings.malmappe)
    one_workbook(template, arbeidsbok, settings)
    job = Job(template, _known_workbook(arbeidsbok), kvartal, dato, oppsett)
    return _follow(job, port or 0, stay) if follow else _once(job, stay)


def _once(job: Job, stay: bool) -> int:
    """Write the page as one file, and open it."""
    from rapportgen.vis.running import look_once, write_page

    with _ended_by_signals():
        view = look_once(job, unexpected)
    page = write_page(view)
    say(_told(view))
    say(f"Laget: {page}")
    if not stay:
        _open(page.as_uri())
    return int(view.images is None or view.are_old or count(view.problems, FEIL) > 0)


def _follow(job: Job, port: int, stay: bool) -> int:
    """Serve the page until somebody stops us."""
    from rapportgen.vis.running import Following
    from rapportgen.vis.watch import SECONDS_BETWEEN

    following = Following(job, unexpected)
    with contextlib.suppress(KeyboardInterrupt), _ended_by_signals(), contextlib.closing(following):
        url = _started(following, port)
        say(f"Viser {job.template.name} med {job.workbook.name}. Stopp med Ctrl+C.")
        say(url)
        if not stay:
            _open(url)
        noted = ""
        while True:
            view = following.look()
            if view is not None:
                say(f"{view.made_at}  {_told(view, noted)}")
                noted = view.note
            time.sleep(SECONDS_BETWEEN)
    say("Stoppet.")
    return 0


def _started(following: Following, port: int) -> str:
    try:
        return following.start(port)
    except OSError:
        message = f"Porten {port} er opptatt. Velg en annen, eller la være å skrive --port."
        raise click.UsageError(message, click.get_current_context()) from None


def _known_workbook(path: Path) -> Path:
    """A workbook or folder that is there; what is wrong inside is shown on the page, and can be mended meanwhile."""
    if not is_there(path):
        raise click.UsageError(
            f"{path}: Arbeidsboken finnes ikke. Kontroller navn og mappe.", click.get_current_context()
        )
    return path


def _told(view: View, noted: str = "") -> str:
    """A view in a line: pages, seconds, what there is to mend, and what stands in the way, unless that was `noted`."""
    parts = [f"{group.title}: {group.summary}." for group in view.groups]
    if view.images is not None and not view.are_old:
        count_of_pages = f"{len(view.images)} {'side' if len(view.images) == 1 else 'sider'}"
        parts.insert(0, f"{count_of_pages} på {view.seconds:.1f} s.".replace(".", ",", 1))
    return " ".join([*parts, *view.note.splitlines()] if view.note != noted else parts)


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let the system's words for «stop» do what Ctrl-C does; while we end, they are not heard again."""
    before = {one: signal.getsignal(one) for one in stop_signals()}

    def stop(number: int, frame: object) -> None:
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    try:
        for one in before:
            signal.signal(one, stop)
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _open(address: str) -> None:
    """Open the page in the user's browser. A terminal without a screen has none, and the address is printed anyway."""
    import webbrowser

    has_screen = sys.platform in ("win32", "darwin") or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))
    if has_screen:
        with contextlib.suppress(webbrowser.Error, OSError):
            webbrowser.open(address)
