"""click in Norwegian: the words of its help pages and of its messages."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import click

from rapportgen.names import ascii_name, suggest
from rapportgen.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Callable

HELP_OPTIONS = {"help_option_names": ["-h", "--hjelp", "--help"]}


class _Norwegian(click.Command):
    """Help with Norwegian headings; the words stand in one place for commands and groups."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["context_settings"] = {**HELP_OPTIONS, **(kwargs.get("context_settings") or {})}
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Vis denne hjelpen."
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        words = {"[OPTIONS]": "[VALG]", "COMMAND [ARGS]...": "KOMMANDO …"}
        return [words.get(piece, piece) for piece in pieces]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Bruk: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Valg"):
                formatter.write_dl(records)


class NorwegianCommand(_Norwegian):
    """A command whose options may be typed with or without æøå (`--følg`, `--folg`, `--foelg`)."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {option for param in self.get_params(ctx) for option in param.opts}
        return super().parse_args(ctx, [_known_spelling(arg, known) for arg in args])


def _known_spelling(argument: str, known: set[str]) -> str:
    name, equals, value = argument.partition("=")
    if not name.startswith("--") or name in known:
        return argument
    same = next((option for option in known if ascii_name(name) in _ascii_spellings(option)), name)
    return f"{same}{equals}{value}"


def _ascii_spellings(option: str) -> set[str]:
    """How an option is typed without æøå: «foelg», and «folg» on a foreign keyboard."""
    return {ascii_name(option), ascii_name(option.translate(str.maketrans("øå", "oa")))}


class NorwegianGroup(_Norwegian, click.Group):
    """A group whose commands are imported when they are called for; `lazy` holds (module, short help) by name."""

    lazy: dict[str, tuple[str, str]]

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *getattr(self, "lazy", {})]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        lazy = getattr(self, "lazy", {})
        if found is None and cmd_name in lazy:
            command: click.Command = importlib.import_module(lazy[cmd_name][0]).command
            return command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            known = self.list_commands(ctx)
            near = suggest(name.casefold(), known)
            hint = f" Mente du «{near}»?" if near else f" Kommandoene er {', '.join(known)}."
            raise click.UsageError(f"Kommandoen «{name}» finnes ikke.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _Norwegian.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lazy = getattr(self, "lazy", {})
        rows = []
        for name in self.list_commands(ctx):
            found = super().get_command(ctx, name)
            rows.append((name, lazy[name][1] if found is None else found.get_short_help_str(limit=100)))
        if rows:
            with formatter.section("Kommandoer"):
                formatter.write_dl(rows)


_ASKED_NOTHING = (click.exceptions.NoArgsIsHelpError,) if hasattr(click.exceptions, "NoArgsIsHelpError") else ()
"""What newer versions of click raise for a group without a command, with the help as its message."""


def message_of(error: click.ClickException) -> list[str]:
    """What went wrong, in Norwegian, line by line: a sentence and a way to get help, or the help itself."""
    context = getattr(error, "ctx", None)
    if isinstance(error, _ASKED_NOTHING):
        return error.message.splitlines()
    text = _sentence(error)
    return [text, *([f"Skriv «{context.command_path} --hjelp» for hjelp."] if context is not None else [])]


def _sentence(error: click.ClickException) -> str:
    for kind, describe in _DESCRIPTIONS:
        if isinstance(error, kind):
            return describe(error)
    return _own_words(error.message)


def _missing(error: Any) -> str:
    name = error.param.human_readable_name if error.param is not None else error.param_hint
    if isinstance(error.param, click.Argument):
        return f"{name} mangler."
    return f"Valget {_option(error.param)} mangler."


def _no_such_option(error: Any) -> str:
    near = f" Mente du {error.possibilities[0]}?" if error.possibilities else ""
    return f"Valget {error.option_name} finnes ikke.{near}"


def _bad_parameter(error: Any) -> str:
    param = error.param
    if param is None:
        return _own_words(error.message)
    name = param.human_readable_name if isinstance(param, click.Argument) else _option(param)
    if isinstance(param.type, click.Choice):
        return f"{name}: Velg {listed(param.type.choices, 'eller')}."
    return f"{name}: {_own_words(error.message)}"


def _bad_option(error: Any) -> str:
    return f"Valget {error.option_name} mangler en verdi, eller har fått en det ikke skal ha."


def _file_error(error: Any) -> str:
    return f"{error.ui_filename}: Filen kan ikke åpnes."


_DESCRIPTIONS: tuple[tuple[type[click.ClickException], Callable[[Any], str]], ...] = (
    (click.MissingParameter, _missing),
    (click.NoSuchOption, _no_such_option),
    (click.BadOptionUsage, _bad_option),
    (click.BadParameter, _bad_parameter),
    (click.FileError, _file_error),
)


def _own_words(message: str) -> str:
    """click's own few remaining sentences in Norwegian; ours are Norwegian already."""
    if message.startswith(("Got unexpected extra argument", "Got unexpected extra arguments")):
        inside = message[message.find("(") + 1 : message.rfind(")")]
        return f"Det er for mange ord på linjen: {inside}."
    if message.startswith("Missing command"):
        return "Kommandoen mangler."
    return message


def _option(param: Any) -> str:
    return str(max(param.opts, key=len))
