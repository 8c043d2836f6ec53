"""Whether a sheet is a copy of another one, as people make before they change a list: it must not be counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.rules.identiteter import columns_of_identity, identity_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def copied_from(rows: Sequence[Any], before: Sequence[Any], title: str) -> str:
    """The sheet that these rows are copied from: all of them are there, and most of what they say is the same.

    `before` are the rows read so far, and `title` the sheet of these. Empty when they are rows of their own.
    """
    known: dict[object, Any] = {
        key: row for row in reversed(before) if row.title != title and (key := identity_of(row)) is not None
    }
    pairs = [(row, known[key]) for row in rows if (key := identity_of(row)) in known]
    if len(rows) < 2 or len(pairs) < len(rows):
        return ""
    names = {name for row in rows for name in row.values} - columns_of_identity(rows[0].SHEET)
    values = [(row.values.get(name), original.values.get(name)) for row, original in pairs for name in names]
    said = [value for value in values if value != (None, None)]
    return str(pairs[0][1].title) if sum(new == old for new, old in said) * 2 > len(said) else ""
