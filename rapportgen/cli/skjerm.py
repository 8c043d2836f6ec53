"""What comes on the screen: one line at a time, with nothing in it that a file can move the cursor or hide text by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    import re

_PLAIN = pattern(r"[\w./\\:~-]+")
_INVISIBLE = pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, line separators, characters that turn the direction of text, and bytes that are no text."""


class Styled(NamedTuple):
    """Words in a colour, or bold."""

    text: str
    color: str | None = None
    bold: bool = False


Line = tuple[str | Styled, ...]


def say(*parts: str | Styled, err: bool = False) -> None:
    """Print one line of these parts, on standard error when `err`. What cannot be seen in them gets a sign: ␛, ␊, �."""
    click.echo("".join(map(_shown, parts)), err=err)


def _shown(part: str | Styled) -> str:
    if isinstance(part, str):
        return visible(part)
    return click.style(visible(part.text), fg=part.color, bold=part.bold or None)


def as_argument(name: object) -> str:
    """The name of a file as it is typed in a command: in quotes when there are spaces or such in it."""
    text = str(name)
    return text if _PLAIN.fullmatch(text) else f'"{text}"'


def say_json(text: str) -> None:
    """Print JSON. It means the same afterwards: what cannot be seen in it is written as JSON has it, `\\u009b`."""
    click.echo(_INVISIBLE.sub(lambda sign: sign[0] if sign[0] == "\n" else f"\\u{ord(sign[0]):04x}", text))


def visible(text: str) -> str:
    """Text from somebody's file on one line, with a sign for each character that has none."""
    return text if text.isprintable() else _INVISIBLE.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x7F:
        return "␡"
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"  # the pictures of control characters: ␀, ␁, ␂
