"""The pattern of a report's file name: `{kommune}-{mal}-{kvartal}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name, suggest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rapportgen.model.declare import Column
    from rapportgen.model.oppsett.table import SettingsTable

OF_REPORT = ("mal", "arbeidsbok", "kvartal", "år", "dato")
"""What a name may take from the report itself; the rest are fields of sheet Prosjekt."""


class Piece(NamedTuple):
    """A part of a pattern: text, and then the field that follows it («» for none)."""

    text: str
    field: str


def pieces_of(pattern: str) -> tuple[Piece, ...]:
    """The parts of a pattern. Raises ValueError when its braces do not pair, or hold more than a name."""
    from string import Formatter

    pieces = []
    for text, field, spec, conversion in Formatter().parse(pattern):
        if spec or conversion or (field is not None and not ascii_name(field)):
            raise ValueError(pattern)
        pieces.append(Piece(text, ascii_name(field or "")))
    return tuple(pieces)


def file_pattern(table: SettingsTable | None, fields: Mapping[str, Column]) -> str:
    """The pattern under `filnavn`, when it can be used. `fields` are those of sheet Prosjekt."""
    pattern = table.text("filnavn").strip().removesuffix(".docx") if table is not None else ""
    if table is None or not pattern:
        return ""
    try:
        wanted = [piece.field for piece in pieces_of(pattern) if piece.field]
    except ValueError:
        hint = 'Skriv for eksempel "{kommune}-{mal}-{kvartal}".'
        table.fault("filnavn", "Krøllparentesene i navnet går ikke opp.", pattern, hint)
        return ""
    known = {ascii_name(name): name for name in OF_REPORT} | {name: name for name in fields}
    for name in wanted:
        if name not in known:
            near = suggest(name, known)
            hint = f"Mente du {{{known[near]}}}?" if near else f"Navnet kan ha {{{'}, {'.join(OF_REPORT)}}}."
            table.fault("filnavn", f"{{{name}}} er ikke noe navnet på en rapport kan ha.", pattern, hint)
    if "mal" not in wanted:
        message = "Navnet må ha {mal}, ellers får to dokumenter fra samme arbeidsbok samme navn."
        table.fault("filnavn", message, pattern, f"{pattern}-{{mal}}")
    return pattern
