"""Footnotes of several workbooks in one document: two that have the same key and say different things keep apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.henvisninger import FOTNOTE, Henvisning, key_of, pieces_of, refers
from rapportgen.model.rader import Register
from rapportgen.model.tekstverdier import typed_text, with_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rapportgen.model.workbook import Workbook

NOTES = "Fotnoter"


def with_own_notes(workbooks: Iterable[Workbook]) -> list[Workbook]:
    """The workbooks with a key of its own for each footnote that another workbook has with another text."""
    seen: dict[str, str] = {}
    result = []
    for number, workbook in enumerate(workbooks, 1):
        renamed: dict[str, str] = {}
        for row in workbook.rows(NOTES):
            key, said = key_of(str(row.noekkel or "")), f"{row.tekst} {row.lenke}"
            if seen.setdefault(key, said) != said:
                renamed[key] = f"{row.noekkel} {number}"
                seen[key_of(renamed[key])] = said
        result.append(_renamed(workbook, renamed) if renamed else workbook)
    return result


def notes_of(workbooks: Iterable[Workbook]) -> Register:
    """All footnotes by their keys."""
    return Register.over([row for workbook in workbooks for row in workbook.rows(NOTES)], "noekkel")


def _renamed(workbook: Workbook, keys: Mapping[str, str]) -> Workbook:
    def text(typed: str) -> str:
        return "".join(_written(piece, keys) for piece in pieces_of(typed))

    def changed(values: Mapping[Any, Any]) -> dict[Any, Any]:
        return {n: with_text(v, text) if refers(typed_text(v)) else v for n, v in values.items()}

    sheets = {}
    for name, data in workbook.sheets.items():
        if name == NOTES:
            rows: Sequence[Any] = [
                row.changed(values={**row.values, "noekkel": _key(row.noekkel, keys)}) for row in data.rows
            ]
        elif refers(data.text()):
            rows = [row.changed(values=changed(row.values), unknown=changed(row.unknown)) for row in data.rows]
        else:
            continue
        sheets[name] = data.changed(rows=list(rows))
    return workbook.changed(sheets={**workbook.sheets, **sheets})


def _key(key: Any, keys: Mapping[str, str]) -> Any:
    return keys.get(key_of(str(key or "")), key)


def _written(piece: str | Henvisning, keys: Mapping[str, str]) -> str:
    """A piece of a text as it is typed, a footnote with its new key and the space before it."""
    if isinstance(piece, str):
        return piece
    if piece.slag == FOTNOTE:
        return f"[fotnote: {_key(piece.noekkel, keys)}]"
    return f"[{'Se' if piece.stor else 'se'}: {piece.noekkel}]"
