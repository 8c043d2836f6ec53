"""The six-step scale of Fremtidsverktøyet 2040: from dark red (great challenges) to dark green (very well governed)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rapportgen.model.record import Data, Value
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Mapping


class Vurdering(Data, Value):
    """A step of the scale, 1 (worst) to 6 (best). It prints its name, for a cell never speaks by colour alone.

    `fyll` and `skrift` are the colours of a cell and its text as RRGGBB, with a contrast of at least 4.5:1.
    """

    __slots__ = ("betydning", "fyll", "navn", "skrift", "verdi")

    FELT: ClassVar[frozenset[str]] = frozenset({"verdi", "navn", "fyll", "skrift", "betydning"})

    def __init__(self, verdi: int, navn: str, fyll: str, skrift: str, betydning: str = "") -> None:
        self.verdi: Final = verdi
        self.navn: Final = navn
        self.fyll: Final = fyll
        self.skrift: Final = skrift
        self.betydning: Final = betydning

    def __str__(self) -> str:
        return self.navn


VURDERINGER = (
    Vurdering(1, "Mørk rød", "9C0006", "FFFFFF", "store utfordringer"),
    Vurdering(2, "Rød", "F4A6AC", "5C0004"),
    Vurdering(3, "Lys rød", "FFDDE1", "9C0006"),
    Vurdering(4, "Lys grønn", "E2F4E5", "006100"),
    Vurdering(5, "Grønn", "A5D6AD", "0B3D17"),
    Vurdering(6, "Mørk grønn", "1B5E20", "FFFFFF", "svært god styring"),
)


def own_steps(names: Mapping[int, str]) -> tuple[Vurdering, ...]:
    """The scale with a kommune's own names for some steps, by their number."""
    return tuple(step.changed(navn=names.get(step.verdi, step.navn)) for step in VURDERINGER)


def step_named(word: object, steps: tuple[Vurdering, ...] = VURDERINGER) -> Vurdering | None:
    """The step that a cell means, by its number or its name (the usual names count too); None for other words."""
    text = ascii_name(str(word or ""))
    by_word = {ascii_name(usual.navn): step for usual, step in zip(VURDERINGER, steps, strict=True)}
    by_word |= {name: step for step in steps for name in (str(step.verdi), ascii_name(step.navn))}
    return by_word.get(text)
