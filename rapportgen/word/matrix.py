"""The risk matrix of a report: the consultant's coloured table with the ids of the risks written into its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapportgen.errors import TemplateError
from rapportgen.model.utelatt import Utelatt
from rapportgen.word.values import NOTHING, field_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rapportgen.word.looks import Look

NO_COLOURS: Mapping[tuple[int, int], str] = {}


class MatrixCell(NamedTuple):
    """One cell as drawn: its levels, the XML of its properties and of its content, the look of a line with ids."""

    s: int
    k: int
    properties: str
    drawn: str
    look: Look


class MatrixPattern(NamedTuple):
    """A matrix taken apart: `fixed` is the XML around the cells, one stretch more than there are cells."""

    fixed: tuple[str, ...]
    cells: tuple[MatrixCell, ...]


def draw(pattern: MatrixPattern, data: object, colours: Mapping[tuple[int, int], str] = NO_COLOURS) -> str:
    """The matrix with the risks in it.

    A cell drawn with another colour word than `colours` has for it takes the look of a cell drawn with that word.
    Raises TemplateError for rows that have no S and K, or lie outside.
    """
    if data is None:
        data = ()
    if not isinstance(data, (list, tuple)):
        raise TemplateError("risikomatrise(…) trenger en liste med risikoer.")
    ids = _ids_by_levels(data)
    by_word = {cell.look.text: cell for cell in reversed(pattern.cells) if cell.look.text}
    out = [pattern.fixed[0]]
    for cell, after in zip(pattern.cells, pattern.fixed[1:], strict=True):
        place = (cell.s, cell.k)
        shown = by_word.get(colours.get(place, ""), cell) if cell.look.text else cell
        here = ids.pop(place, [])
        line = shown.look.line(", ".join(here)) if here or not shown.drawn else ""
        out += (shown.properties, shown.drawn, line, after)
    if ids:
        lost = ", ".join(name for names in ids.values() for name in names)
        raise TemplateError(f"Risikomatrisen i malen har ingen celle for {lost}.")
    return "".join(out)


def _ids_by_levels(rows: list[object] | tuple[object, ...]) -> dict[tuple[int, int], list[str]]:
    """The ids by (S, K), in the order of the rows; rows without levels (opportunities) are left out."""
    found: dict[tuple[int, int], list[str]] = {}
    for item in rows:
        s, k, name = (field_of(item, key) for key in ("s", "k", "id"))
        if NOTHING in (s, k, name):
            raise TemplateError("risikomatrise(…) trenger rader med id, S og K.")
        if not any(level is None or isinstance(level, Utelatt) for level in (s, k)):
            found.setdefault((_level(s), _level(k)), []).append("–" if name is None else str(name))
    return found


def _level(value: object) -> int:
    level = getattr(value, "verdi", value)
    if not isinstance(level, int):
        raise TemplateError("S og K i risikomatrisen må være nivåer.")
    return level
