"""TOML as people type it: names with æ, ø and å need no quotes, each key has a line, and a broken file is explained."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

_TEXT = r'"(?:\\.|[^"\\\n])*+(?:"|\\?$)'  # one without an end goes to the end of its line: nothing is read twice
_LITERAL = r"'[^'\n]*+(?:'|$)"
_LONG_TEXT = r'"""(?s:\\.|[^"\\]|"(?!""))*+(?:"{3,5}|\\?\Z)'
_LONG_LITERAL = r"'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
_NO_NAME = rf"{_LONG_TEXT}|{_LONG_LITERAL}|#[^\n]*"
_STRING = rf"{_NO_NAME}|{_TEXT}|{_LITERAL}"
_BARE = r"(?<![\w-])(?P<key>[\w-]++)"
_IN_TEXT = pattern(rf"{_STRING}|^[ \t]*+(?P<table>\[[^\n]*\])|{_BARE}(?=[ \t]*+[=.])", re.MULTILINE)
_IN_TABLE = pattern(rf"{_STRING}|{_BARE}(?=[ \t]*+[.\]])", re.MULTILINE)

LONGEST_NAME = 100
"""Characters in a name, or in a number."""
DEEPEST_NAME = 10
"""Names with a full stop between them; the time that TOML takes grows with the square of them."""
_NAME = rf"(?:[\w+-]++|{_TEXT}|{_LITERAL})"
_NAMES = pattern(
    rf"{_NO_NAME}|(?P<path>{_NAME}(?:[ \t]*+\.[ \t]*+{_NAME}){{0,{DEEPEST_NAME - 1}}})(?P<deeper>[ \t]*+\.)?",
    re.MULTILINE,
)
_LONG_LINE = 200  # characters; a longer one is not repeated in a hint


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

    beyond = _beyond(text)
    if beyond:
        return beyond
    quoted = with_quoted_names(text)
    try:
        content = tomllib.loads(quoted)
    except tomllib.TOMLDecodeError as error:
        return _broken(str(error), text, quoted)
    except RecursionError:
        return _too_nested(text)
    long = _long_name(content)
    return _beyond_limits(line_of(long, text) or 1, text, _TOO_LONG) if long else content


def with_quoted_names(text: str) -> str:
    """The text with quotes around names with æ, ø, å and the like, which TOML asks for and nobody thinks of."""

    def in_table(match: re.Match[str]) -> str:
        return match[0] if (match["key"] or "").isascii() else f'"{match["key"]}"'

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

    if _beyond(line):  # inside a long text
        return ()
    path: list[str] = []
    try:
        inner: object = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    while isinstance(inner, dict) and len(inner) == 1:
        ((name, inner),) = inner.items()
        path.append(name)
    return tuple(path)


# --- More than a person would type -----------------------------------------------------------------------------------

_TOO_LONG = f"Et navn eller tall her er lengre enn {LONGEST_NAME} tegn.", "Skriv det kortere."
_TOO_DEEP = (
    f"Her er det mer enn {DEEPEST_NAME} navn med punktum mellom.",
    "Bruk færre navn, eller sett teksten i anførselstegn.",
)
_TOO_NESTED = "Klammene står for dypt inne i hverandre.", "Skriv verdien enklere."


def _beyond(text: str) -> Broken | None:
    """The first name or number that is too long, or path that is too deep; names in quotes may still be too long."""
    for match in _NAMES.finditer(text):
        path = match["path"] or ""
        is_long = len(path) > LONGEST_NAME and any(len(name) > LONGEST_NAME for name in _bare_names(path))
        if match["deeper"] or is_long:
            line = text.count("\n", 0, match.start()) + 1
            return _beyond_limits(line, text, _TOO_LONG if is_long else _TOO_DEEP)
    return None


def _bare_names(path: str) -> list[str]:
    return re.sub(rf"{_TEXT}|{_LITERAL}", "", path).split(".")


def _long_name(content: dict[str, Any]) -> tuple[str, ...]:
    """The path of a name that is too long, in quotes or not; empty when there is none."""
    left: list[tuple[tuple[str, ...], object]] = [((), content)]
    while left:
        path, value = left.pop()
        if path and len(path[-1]) > LONGEST_NAME:
            return path
        if isinstance(value, list):
            left.extend((path, item) for item in value)
        elif isinstance(value, dict):
            left.extend(((*path, name), item) for name, item in value.items())
    return ()


def _too_nested(text: str) -> Broken:
    """Values in one another without end, which are told of by the line that opens most of them."""
    opened = [line.count("[") + line.count("{") for line in text.split("\n")]
    return _beyond_limits(opened.index(max(opened)) + 1, text, _TOO_NESTED)


def _beyond_limits(line: int, text: str, reason: tuple[str, str]) -> Broken:
    return Broken(line, 0, text.split("\n")[line - 1].strip(), *reason)


# --- What is wrong ---------------------------------------------------------------------------------------------------


def _broken(reason: str, text: str, quoted: str) -> Broken:
    lines = text.splitlines() or [""]
    place = re.search(r"at line (\d+), column (\d+)", reason)
    number = min(int(place[1]), len(lines)) if place else len(lines)
    line = lines[number - 1]
    is_as_typed = quoted.splitlines()[number - 1 : number] == [line]
    column = int(place[2]) if place and is_as_typed else 0
    return Broken(number, column, line.strip(), *_explained(reason, line))


_NOT_VALID = "Linjen er ikke gyldig.", "Se etter anførselstegn, klammer eller komma som mangler."


def _explained(reason: str, line: str) -> tuple[str, str]:
    """What is wrong with a line that is no TOML, and how it is mended."""
    name, equals, value = (part.strip() for part in line.partition("="))
    if any(sign in line for sign in "«»“”„’"):
        return "Linjen har krøllete anførselstegn.", 'Bruk rette anførselstegn: "tekst".'
    if "twice" in reason or "overwrite" in reason:
        return "Navnet eller tabellen står to ganger.", "Slett den ene, eller slå dem sammen."
    if len(line) > _LONG_LINE:
        return _NOT_VALID
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
    return _NOT_VALID
