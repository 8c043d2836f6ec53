"""Field instructions: how they are written, what Word does with them, and which of them a report may not hold.

Some fields start a program or read a file when the report is opened. So the first word of an instruction, which says
what the field is, is always the template's own; and a link leads to the web, to an address for mail, or inside
the report. Finished parts are looked through as text: rendering needs no XML parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.model.riktekst import SAFE_LINKS
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_DANGEROUS = pattern(r'[\s"]*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)(?![^\W_])', re.I)
NESTED = "\ufffc"
"""What stands in an instruction for a field within it: Word puts the result of that one there."""
_HYPERLINK = pattern(r"\s*HYPERLINK(?!\w)(.*)", re.I | re.S)
_WORD = pattern(r'"((?:\\.|[^"\\])*)"?|(\S+)', re.S)
_WITH_ARGUMENT = ("\\l", "\\o", "\\t")
_WRITTEN = pattern(
    r'<(?:[\w.-]+:)?fldSimple\s(?:[^>]*\s)?(?:[\w.-]+:)?instr="(?P<simple>[^"]*)"'
    r"|<(?:[\w.-]+:)?(?:instrText|delInstrText)(?:\s[^>]*)?>(?P<piece>[^<]*)<"
    r"|<(?P<border>(?:[\w.-]+:)?fldChar)\b"
)

_BORDER = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELD_END = _BORDER.format("end")


def field_start(instruction: str) -> str:
    """The runs of a field before those that it shows; the instruction is XML."""
    written = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return f"{_BORDER.format('begin')}{written}{_BORDER.format('separate')}"


def field(instruction: str, shown: str) -> str:
    """A field that shows these runs; the instruction is XML."""
    return f"{field_start(instruction)}{shown}{FIELD_END}"


def dangerous_field(instruction: str) -> str:
    """The name of the field, in capitals, when it could fetch files or start programs; else «»."""
    match = _DANGEROUS.match(instruction)
    return match.group(1).upper() if match else ""


def is_named_by_field(instruction: str) -> bool:
    """Whether another field has a part in the first word: what the field does cannot be told. A formula may begin with
    one.
    """
    words = instruction.split(maxsplit=1)
    return bool(words) and NESTED in words[0] and not words[0].startswith("=")


def unsafe_link(instruction: str) -> str:
    """Where a HYPERLINK leads, when that is not safe; else «»."""
    match = _HYPERLINK.match(instruction)
    target = _target(match.group(1)) if match else ""
    return "" if not target or target.lower().startswith((*SAFE_LINKS, "#")) else target


def _target(arguments: str) -> str:
    """The first argument that is not a switch's own."""
    skip = False
    for match in _WORD.finditer(arguments):
        quoted, bare = match.groups()
        if skip:
            skip = False
        elif bare is not None and bare.startswith("\\"):
            skip = bare.lower() in _WITH_ARGUMENT
        else:
            text = bare.strip("“”") if bare is not None else re.sub(r"\\(.)", r"\1", quoted, flags=re.S)
            return text.strip()
    return ""


def check_written(xml: str) -> None:
    """Raise TemplateError when a finished part holds a field that no report may hold."""
    if "instr" not in xml and "delInstrText" not in xml:
        return
    for instruction in _instructions(xml):
        if name := dangerous_field(instruction):
            raise TemplateError(f"Feltet {name} kan hente filer eller starte programmer. Fjern feltet fra malen.")
        if target := unsafe_link(instruction):
            raise TemplateError(f"Lenken «{target[:60]}» i et felt er ikke trygg. Bruk https eller mailto.")


def _instructions(xml: str) -> Iterator[str]:
    """The instruction of each field of a finished part, put together from the runs it is spread over."""
    from html import unescape  # its table of names is needed only where a report has fields

    pieces: list[str] = []
    for match in _WRITTEN.finditer(xml):
        if match["simple"] is not None:
            yield unescape(match["simple"])
        elif match["piece"] is not None:
            pieces.append(unescape(match["piece"]))
        else:
            yield "".join(pieces)
            pieces = []
    yield "".join(pieces)
