"""The risk matrix of a report: the consultant's coloured table with the ids of the risks written into its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapportgen.errors import TemplateError
from rapportgen.word.values import NOTHING, field_of

if TYPE_CHECKING:
    from rapportgen.word.looks import Look


class MatrixPattern(NamedTuple):
    """A matrix taken apart: fixed XML, and between two stretches of it the cell of one pair of levels.

    `cells` are (S, K, the XML of what the cell holds as drawn, the look of the line with ids); the cell's own start and
    end belong to `fixed`, which has one stretch more than there are cells.
    """

    fixed: tuple[str, ...]
    cells: tuple[tuple[int, int, str, Look], ...]


def draw(pattern: MatrixPattern, data: object) -> str:
    """The matrix with the risks in it. Raises TemplateError for rows that have no S and K, or lie outside."""
    if data is None:
        data = ()
    if not isinstance(data, (list, tuple)):
        raise TemplateError("risikomatrise(…) trenger en liste med risikoer.")
    ids = _ids_by_levels(data)
    out = [pattern.fixed[0]]
    for (s, k, drawn, look), after in zip(pattern.cells, pattern.fixed[1:], strict=True):
        here = ids.pop((s, k), [])
        out += (drawn if not here else drawn + look.line(", ".join(here)), after)
        if not here and not drawn:
            out.insert(-1, look.line(""))
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
        if s is not None and k is not None:
            found.setdefault((_level(s), _level(k)), []).append("–" if name is None else str(name))
    return found


def _level(value: object) -> int:
    level = getattr(value, "verdi", value)
    if not isinstance(level, int):
        raise TemplateError("S og K i risikomatrisen må være nivåer.")
    return level
