"""What the functions and the tags of cells are given, against what they take: a plan, risks, a figure, a light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.declared import LIGHTS, DeclaredRow, Unlisted
from rapportgen.model.rader import Felter
from rapportgen.named import NamedTuple
from rapportgen.word.language.values import NOTHING, item_of

if TYPE_CHECKING:
    from collections.abc import Callable

_LEVELS = ("s", "k")
_KEYED = ("fotnote", "se", "anker")
_NO_COLOUR = {"ID", "tekst", "kvartal", "tidspunkt", "beløp", "tall", "prosent", "ja/nei"}


class Wrong(NamedTuple):
    """What is wrong with a value that something is given, as a sentence, and what to write."""

    message: str
    hint: str


def wrong_argument(function: str, value: object) -> Wrong | None:
    """Why a function cannot take a value; None when it can, or when only a workbook tells."""
    takes = _TAKES.get(function)
    return None if value is None or takes is None else takes(function, value)


def wrong_colour(word: str, value: object, light: str = "") -> Wrong | None:
    """Why a tag of a cell (`lys`, `cellbg`) cannot take a value. `light` is that of the same row, when it has one."""
    rows = isinstance(value, (list, tuple, DeclaredRow, Felter))
    if rows or (isinstance(value, Unlisted) and (value.slag in _NO_COLOUR or _is_word(value))):
        what = "et trafikklys" if word == "lys" else "en farge eller et trafikklys"
        hint = f"Skriv {{% {word} {light} %}}." if light else f"Skriv for eksempel {{% {word} lys.samlet %}}."
        return Wrong(f"{word} trenger {what}, men dette er noe annet.", hint)
    return None


def _is_word(value: Unlisted) -> bool:
    """Whether it is one of a few words that have no colour: «Pågår»."""
    return bool(value.words) and not set(value.words) <= set(LIGHTS)


def _plan(_: str, value: object) -> Wrong | None:
    if _is_single(value) or (not isinstance(value, Unlisted) and item_of(value, "gantt") is NOTHING):
        message = "gantt(…) trenger en fremdriftsplan, for eksempel gantt(milepæler)."
        return Wrong(message, "Skriv {{ gantt(milepæler) }}.")
    return None


def _risks(_: str, value: object) -> Wrong | None:
    rows = value if isinstance(value, (list, tuple)) else ()
    fits = any(item_of(row, name) is not NOTHING for row in rows for name in _LEVELS)
    hint = "Skriv {{ risikomatrise(trusler) }}."
    if _is_single(value) or isinstance(value, (DeclaredRow, Felter)):
        return Wrong("risikomatrise(…) trenger en liste med risikoer.", hint)
    if rows and not fits:
        return Wrong("risikomatrise(…) trenger rader med id, S og K.", hint)
    return None


def _figure(_: str, value: object) -> Wrong | None:
    is_other = isinstance(value, (DeclaredRow, Felter)) and item_of(value, "fil") is NOTHING
    is_text = isinstance(value, Unlisted) and value.slag in ("", "tekst", "ID")
    if isinstance(value, (list, tuple)) or is_other or (_is_single(value) and not is_text):
        message = "bilde(…) trenger en figur: en rad fra arket «Figurer», eller dens Figur-ID."
        return Wrong(message, 'Skriv for eksempel {{ bilde(figur["forside"]) }}.')
    return None


def _key(function: str, value: object) -> Wrong | None:
    if isinstance(value, (list, tuple)):
        message = "Nøkkelen i parentesen må være en tekst, for eksempel «økonomi»."
        return Wrong(message, f'Skriv for eksempel {{{{ {function}("økonomi") }}}}.')
    return None


def _is_single(value: object) -> bool:
    """Whether it is one value of a known kind."""
    return isinstance(value, Unlisted) and bool(value.slag)


_TAKES: dict[str, Callable[[str, object], Wrong | None]] = {
    "gantt": _plan,
    "risikomatrise": _risks,
    "bilde": _figure,
    **dict.fromkeys(_KEYED, _key),
}
