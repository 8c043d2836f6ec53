"""The command line: the only place that prints or exits.

Exit status: 0 all well; 1 faults in the user's files, or a report that could not be made; 2 wrong use of
the command; 3 an unexpected fault of the program itself.
"""

from __future__ import annotations

import gc
import sys

import click

from rapportgen.cli.norsk import NorwegianGroup, message_of
from rapportgen.cli.skjerm import say
from rapportgen.errors import RapportgenError, ReportError, SettingsError, TemplateError, unusable

ALL_WELL, FAULTS, WRONG_USE, UNEXPECTED = 0, 1, 2, 3


def _tell_version(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        say(f"rapportgen {version('rapportgen')}")
        context.exit()


@click.group(cls=NorwegianGroup)
@click.option(
    "--versjon",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Vis hvilken versjon du har.",
)
def rapportgen() -> None:
    """Lager Word-rapporter av Excel-arbeidsboken til prosjektet.

    \b
    Kom i gang:
      rapportgen demo                                  se ferdige rapporter
      rapportgen ny minbok.xlsx                        lag en ny arbeidsbok
      rapportgen sjekk minbok.xlsx                     finn feil i arbeidsboken
      rapportgen lag kvartalsrapport minbok.xlsx       lag rapporten
    """


rapportgen.lazy = {
    "demo": ("rapportgen.cli.demo", "Lag alle dokumentene fra eksemplene som følger med."),
    "ny": ("rapportgen.cli.ny", "Lag en ny arbeidsbok som er klar til å fylles ut."),
    "sjekk": ("rapportgen.cli.sjekk", "Finn feil i arbeidsbøker."),
    "lag": ("rapportgen.cli.lag", "Lag en rapport av en arbeidsbok."),
    "batch": ("rapportgen.cli.batch", "Lag mange rapporter på én gang."),
    "mal": ("rapportgen.cli.mal", "Se, sjekk og kopier maler."),
}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit."""
    _speak_utf8()
    status = run(arguments)
    gc.freeze()  # what is left goes with the process, and Python need not look through it as it ends
    sys.exit(status)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status by the contract. Messages go to standard error.

    Raises MemoryError alone.
    """
    try:
        return _run(arguments)
    except OSError:  # from the telling itself: the terminal is closed
        return FAULTS


def _run(arguments: list[str] | None) -> int:
    try:
        status = rapportgen.main(arguments, prog_name="rapportgen", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return _interrupted()
    except click.ClickException as error:
        for line in message_of(error):
            say(line, err=True)
        return WRONG_USE
    except RapportgenError as error:
        _tell(error)
        return FAULTS
    except OSError as error:
        say(unusable(error), err=True)
        return FAULTS
    except MemoryError:
        raise  # told of where it takes no more of it
    except Exception as error:  # the last border: no traceback reaches a user
        if isinstance(error.__cause__, KeyboardInterrupt):  # while a class was made: CPython 3.11 wraps it
            return _interrupted()
        if isinstance(error, ImportError) and _NO_MEMORY_FOR_A_LIBRARY in str(error):
            raise MemoryError from error
        for line in unexpected(error).splitlines():
            say(line, err=True)
        return UNEXPECTED
    return status if isinstance(status, int) else ALL_WELL


def _interrupted() -> int:
    say("Avbrutt.", err=True)
    return FAULTS


def _tell(error: RapportgenError) -> None:
    """The error, then each of its problems that its own text has not told already."""
    say(str(error), err=True)
    if isinstance(error, (TemplateError, SettingsError, ReportError)):
        for problem in error.problems:
            if problem.melding not in str(error):
                hint = f" {problem.forslag}" if not isinstance(error, ReportError) and problem.forslag else ""
                say(f"  {problem.sted}: {problem.melding}{hint}", err=True)


_NO_MEMORY_FOR_A_LIBRARY = "failed to map segment"
"""What the loader of Linux says then."""
_WHOLE = "Ingen fil er skrevet halvt."


def unexpected(error: BaseException) -> str:
    """The message for a fault of our own; the details go to a file that can be sent to somebody who can mend it."""
    import tempfile
    import traceback
    from pathlib import Path

    details = Path(tempfile.gettempdir()) / "rapportgen-feil.txt"
    text = "".join(traceback.format_exception(error))
    try:
        details.write_text(text, encoding="utf-8")
    except OSError:
        return f"Noe uventet gikk galt i programmet ({type(error).__name__}). {_WHOLE}"
    return (
        f"Noe uventet gikk galt i programmet ({type(error).__name__}). {_WHOLE}\n"
        f"Detaljene står i {details}. Send filen til den som har ansvaret for programmet."
    )


def _speak_utf8() -> None:
    """Windows consoles and pipes may have an old code page; æøå and Sami letters need UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="replace")
