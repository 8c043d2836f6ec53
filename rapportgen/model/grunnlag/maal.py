"""Goals as a plan lists them: by type, by level, and by theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.rader import Felter, Rader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.workbook import Workbook

OVERORDNET, EFFEKT, RESULTAT = ("Formål", "Overordnet mål"), ("Effektmål",), ("Resultatmål",)
HOVEDPROSJEKT = "hovedprosjekt"


def goals_of(workbook: Workbook) -> Rader:
    """All goals; those of none of the types are `maal.uten_type`."""
    rows = workbook.rows("Mål")
    typed = OVERORDNET + EFFEKT + RESULTAT
    return _by_level(rows, uten_type=_by_theme(row for row in rows if row.maaltype not in typed))


def goals_of_type(workbook: Workbook, types: tuple[str, ...]) -> Rader:
    """The goals of one of the types."""
    return _by_level(row for row in workbook.rows("Mål") if row.maaltype in types)


def _by_level(rows: Iterable[Any], **more: Rader) -> Rader:
    """The goals, with those of the main project and of the sub-project; without a level it is the sub-project."""
    rows = tuple(rows)
    main = _by_theme(row for row in rows if row.nivaa == HOVEDPROSJEKT)
    own = _by_theme(row for row in rows if row.nivaa != HOVEDPROSJEKT)
    return Rader(rows, hovedprosjekt=main, delprosjekt=own, **_themes(rows), **more)


def _by_theme(rows: Iterable[Any]) -> Rader:
    rows = tuple(rows)
    return Rader(rows, **_themes(rows))


def _themes(rows: Iterable[Any]) -> dict[str, Rader]:
    """The goals under each theme, in the order the themes appear, and those without one."""
    themes: dict[str, list[Any]] = {}
    for row in rows:
        themes.setdefault(str(row.tema or ""), []).append(row)
    without = themes.pop("", [])
    return {
        "etter_tema": Rader(Felter(tema=theme, maal=Rader(found)) for theme, found in themes.items()),
        "uten_tema": Rader(without),
    }
