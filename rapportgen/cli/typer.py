"""What may be typed: files, quarters and dates, and the options that several commands have."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapportgen.errors import FileRefusedError, FolderRefusedError, RapportgenError, unusable
from rapportgen.problems import feil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode


class FilePath(click.ParamType[Path]):
    """A path, as it is typed; whether it can be used is said by what uses it, in Norwegian."""

    name = "fil"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        return Path(value)


class PeriodType(click.ParamType["Periode"]):
    """A quarter or tertial in any notation: 2Q2024, «2. kvartal 2024», K2-24, T1 2024."""

    name = "kvartal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Periode:
        from rapportgen.model.perioder import Aar, Periode

        period = Periode.parse(str(value))
        if period is None or isinstance(period, Aar):
            self.fail(f"«{value}» er ikke et kvartal. Skriv for eksempel 2Q2024 eller «2. kvartal 2024».", param, ctx)
        return period


class DateType(click.ParamType["date"]):
    """A date: 15.07.2024 or 2024-07-15."""

    name = "dato"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from rapportgen.model.kalender import parse_date

        day = parse_date(str(value).strip())
        if day is None:
            self.fail(f"«{value}» er ikke en dato. Skriv for eksempel 15.07.2024.", param, ctx)
        return day


class CountType(click.ParamType[int]):
    """How many: a whole number from 1."""

    name = "antall"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and int(text)):
            self.fail(f"«{value}» er ikke et antall. Skriv et helt tall fra 1 og oppover.", param, ctx)
        return int(text)


_MOST_DIGITS = 6
_OF_EXCEL = (".xlsx", ".xlsm", ".xls", ".xlsb")
FILE, PERIOD, DATE, COUNT = FilePath(), PeriodType(), DateType(), CountType()


def known_template(name: str, own: Path | None = None) -> Path:
    """The file of a template, in the `own` folder first; a name that nothing has is wrong use of the command."""
    from rapportgen.resources import template_path

    try:
        return template_path(name, own)
    except FileRefusedError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None


def one_workbook(template: Path, workbook: Path, oppsett: Oppsett, hint: str = "") -> None:
    """A folder where one workbook is wanted is wrong use of a command; what else is wrong is told by what uses it."""
    from rapportgen.templates import refuse_folder

    try:
        refuse_folder(template, workbook, oppsett)
    except FolderRefusedError as error:
        raise click.UsageError(f"{error} {hint}".strip(), click.get_current_context()) from None
    except (RapportgenError, OSError):
        return


def template_first(template: str, command: str, workbook: Path | str | None = None) -> None:
    """A workbook in the place of the template is wrong use of a command; the right line is shown."""
    if not template.lower().endswith(_OF_EXCEL):
        return
    other = str(workbook) if workbook is not None else ""
    is_turned = bool(other) and not other.lower().endswith(_OF_EXCEL)
    line = f"rapportgen {command} {_quoted(other if is_turned else 'kvartalsrapport')} {_quoted(template)}"
    message = f"{template} er en arbeidsbok. Skriv malen først, så arbeidsboken: {line}"
    raise click.UsageError(message, click.get_current_context())


def _quoted(argument: str) -> str:
    return f'"{argument}"' if " " in argument else argument


strict = click.option("--streng", is_flag=True, help="Regn advarsler som feil.")
own_settings = click.option(
    "--oppsett",
    type=FILE,
    metavar="FIL.toml",
    help="Bruk dette oppsettet, og ikke rapportgen.toml ved arbeidsboken.",
)
overwrite_copy = click.option("--overskriv", is_flag=True, help="Skriv over kopien hvis den finnes.")


def json_option(help: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The option `--json` of a command. With it, also what the command cannot do is told as one object."""

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        @wraps(command)
        def with_object(**typed: Any) -> int:
            try:
                return command(**typed)
            except BrokenPipeError:
                raise
            except (RapportgenError, OSError) as error:
                if not typed["json_wanted"]:
                    raise
                return _refused(error, typed)

        return click.option("--json", "json_wanted", is_flag=True, help=help)(with_object)

    return decorate


as_json = json_option("Skriv resultatet som JSON.")


def _refused(error: RapportgenError | OSError, typed: dict[str, Any]) -> int:
    """Print the object of a command that could not do what it was asked."""
    from rapportgen.cli.skjerm import say_json
    from rapportgen.cli.utskrift import as_json

    file = _file_meant(str(error), typed.values())
    text = unusable(error) if isinstance(error, OSError) else str(error)
    problem = feil("kan-ikke-leses" if isinstance(error, FileRefusedError) else "ikke-laget", Path(file).name, text)
    say_json(as_json([(file, [*getattr(error, "problems", ())] or [problem])]))
    return 1


def _file_meant(text: str, values: Iterable[object]) -> str:
    """Of the files that were typed, the one that a message names; else the first, or nothing."""
    listed = [value for given in values for value in (given if isinstance(given, tuple) else (given,))]
    files = [str(value) for value in listed if isinstance(value, (str, Path)) and str(value)]
    named = (file for file in files if file in text or Path(file).name in text)
    return next(named, files[0] if files else "")
