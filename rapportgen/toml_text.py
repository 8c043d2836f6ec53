"""TOML as people type it: names with æ, ø and å need no quotes, each key has a line, and a broken file is explained."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

_STRING = r'"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
_BARE = r"[\w-]*[^\W\x00-\x7f][\w-]*"
_IN_TEXT = re.compile(rf"{_STRING}|^[ \t]*(?P<table>\[[^\n]*\])|(?P<key>{_BARE})(?=[ \t]*[=.])", re.MULTILINE)
_IN_TABLE = re.compile(rf"{_STRING}|(?P<key>{_BARE})(?=[ \t]*[.\]])")


class Broken(NamedTuple):
    """Where a text is no TOML (`column` 0 when that is not known), what stands there, why, and how it is mended."""

    line: int
    column: int
    text: str
    message: str
    hint: str


def parsed(text: str) -> dict[str, Any] | Broken:
    """The tables of a text, or where it is broken."""
    import tomllib

    quoted = with_quoted_names(text)
    try:
        return tomllib.loads(quoted)
    except tomllib.TOMLDecodeError as error:
        return _broken(str(error), text, quoted)


def with_quoted_names(text: str) -> str:
    """The text with quotes around names with æ, ø, å and the like, which TOML asks for and nobody thinks of."""

    def in_table(match: re.Match[str]) -> str:
        return f'"{match["key"]}"' if match["key"] else match[0]

    def in_text(match: re.Match[str]) -> str:
        return _IN_TABLE.sub(in_table, match[0]) if match["table"] else in_table(match)

    return text if text.isascii() else _IN_TEXT.sub(in_text, text)


def line_of(wanted: tuple[str, ...], text: str) -> int | None:
    """The line of a key, or of the nearest table around it; None when the text does not say."""
    lines = _lines_by_path(text)
    return next((lines[wanted[:size]] for size in range(len(wanted), 0, -1) if wanted[:size] in lines), None)


@lru_cache(maxsize=4)
def _lines_by_path(text: str) -> dict[tuple[str, ...], int]:
    """The line of every table and key, by its path."""
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(with_quoted_names(text).splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            table = _path_in(bare) or table
            found.setdefault(table, number)
        elif "=" in bare and not bare.startswith("#"):
            found.setdefault((*table, *_path_in(_key_of(bare))), number)
    return found


def _key_of(line: str) -> str:
    """The key of a line with a value of no consequence: a key in quotes may hold an equals sign."""
    key = re.match(r"""(?:"[^"]*"|'[^']*'|[^="'])+""", line)
    return f"{key[0] if key else line} = 0"


def _path_in(line: str) -> tuple[str, ...]:
    """The names in a line such as `[ark.Tiltak]` or `a.b = 0`; none when it is no such line."""
    import tomllib

    path: list[str] = []
    try:
        inner: object = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    while isinstance(inner, dict) and len(inner) == 1:
        ((name, inner),) = inner.items()
        path.append(name)
    return tuple(path)


# --- What is wrong ---------------------------------------------------------------------------------------------------


def _broken(reason: str, text: str, quoted: str) -> Broken:
    lines = text.splitlines() or [""]
    place = re.search(r"at line (\d+), column (\d+)", reason)
    number = min(int(place[1]), len(lines)) if place else len(lines)
    line = lines[number - 1]
    is_as_typed = quoted.splitlines()[number - 1 : number] == [line]
    column = int(place[2]) if place and is_as_typed else 0
    return Broken(number, column, line.strip(), *_explained(reason, line))


def _explained(reason: str, line: str) -> tuple[str, str]:
    """What is wrong with a line that is no TOML, and how it is mended."""
    name, equals, value = (part.strip() for part in line.partition("="))
    if any(sign in line for sign in "«»“”„’"):
        return "Linjen har krøllete anførselstegn.", 'Bruk rette anførselstegn: "tekst".'
    if "twice" in reason or "overwrite" in reason:
        return "Navnet eller tabellen står to ganger.", "Slett den ene, eller slå dem sammen."
    if not equals and not name.startswith("["):
        return "Linjen er ikke en innstilling.", 'Skriv navn = "verdi".'
    if " " in name and not name.startswith(("[", '"', "'")):
        return "Et navn med mellomrom skal stå i anførselstegn.", f'Skriv "{name}" = …'
    if re.fullmatch(r"(?:ja|nei)\b.*", value, re.IGNORECASE):
        return "Ja og nei skrives true og false.", f"Skriv {name} = {'true' if value[0] in 'jJ' else 'false'}."
    if re.match(r"[-+]?\d+,\d", value):
        return "Desimaltall skrives med punktum.", f"Skriv {name} = {value.replace(',', '.', 1)}."
    if "\\" in value:
        return "Omvendt skråstrek kan ikke stå slik i en tekst.", "Skriv mappen med vanlig skråstrek: C:/maler."
    if value and not value.startswith(('"', "'", "[", "{")):
        return "Verdien mangler anførselstegn.", f'Skriv {name} = "{value}".'
    return "Linjen er ikke gyldig.", "Se etter anførselstegn, klammer eller komma som mangler."
