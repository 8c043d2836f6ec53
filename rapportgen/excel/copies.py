"""Whether a sheet is a copy of another one, as people make before they change a list: it must not be counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.rules.identiteter import columns_of_identity, identity_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Copies:
    """The sheets read so far, by what tells their rows apart; each row is looked at once, however many the sheets."""

    def __init__(self) -> None:
        self._known: dict[str, dict[object, Any]] = {}
        self._seen: dict[str, int] = {}

    def original(self, rows: Sequence[Any], before: Sequence[Any], title: str) -> str:
        """The sheet that these rows are copied from: all of them are there, and most of what they say is the same.

        What each row must say is that too, for two lists may both begin with a risk «1» that is rated alike. `before`
        are the rows of that type read so far, and `title` the sheet of these. Empty when they are rows of their own.
        """
        if not before:
            return ""
        known = self._of(before[0].SHEET.name, before)
        keys = [identity_of(row) for row in rows]
        pairs = [(row, known[key]) for row, key in zip(rows, keys, strict=True) if key in known]
        pairs = [(row, first) for row, first in pairs if first.title != title]
        if len(rows) < 2 or len(pairs) < len(rows):
            return ""
        identity = columns_of_identity(rows[0].SHEET)
        names = {name for row in rows for name in row.values} - identity
        required = {column.name for column in rows[0].SHEET.columns if column.required} - identity
        same = _mostly_same(pairs, names) and (not required or _mostly_same(pairs, required))
        return str(pairs[0][1].title) if same else ""

    def _of(self, name: str, before: Sequence[Any]) -> dict[object, Any]:
        """The first row with each key, among those read so far."""
        known = self._known.setdefault(name, {})
        for row in before[self._seen.get(name, 0) :]:
            if (key := identity_of(row)) is not None:
                known.setdefault(key, row)
        self._seen[name] = len(before)
        return known


def _mostly_same(pairs: Sequence[tuple[Any, Any]], names: Iterable[str]) -> bool:
    """Whether most of what the rows say in these columns is the same; blanks and zeros say nothing."""
    values = [(row.values.get(name), original.values.get(name)) for name in names for row, original in pairs]
    said = [(new, old) for new, old in values if new or old]
    return [new == old for new, old in said].count(True) * 2 > len(said)
