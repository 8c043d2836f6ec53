"""The levels of probability and consequence: a scale of steps, usually five, whose words may be a kommune's own."""

from __future__ import annotations

from functools import total_ordering
from typing import TYPE_CHECKING, ClassVar, Final

from rapportgen.model.ordforraad import Ordforraad
from rapportgen.model.record import Data, Value

if TYPE_CHECKING:
    from collections.abc import Mapping


@total_ordering
class Nivaa(Data, Value):
    """A step of the scale for probability and consequence; it prints its name."""

    __slots__ = ("kode", "navn", "verdi")

    FELT: ClassVar[frozenset[str]] = frozenset({"verdi", "kode", "navn"})

    def __init__(self, verdi: int, kode: str, navn: str) -> None:
        self.verdi: Final = verdi
        self.kode: Final = kode
        self.navn: Final = navn

    def __str__(self) -> str:
        return self.navn

    def __lt__(self, other: Nivaa) -> bool:
        if not isinstance(other, Nivaa):
            return NotImplemented
        return (self.verdi, self.kode, self.navn) < (other.verdi, other.kode, other.navn)


_STEPS = (
    (
        Nivaa(1, "SL", "Svært lav"),
        "1, SL, VL, Meget lav, Svært liten, Svært lite sannsynlig, Svært låg, Very low, Ubetydelig",
    ),
    (Nivaa(2, "L", "Lav"), "2, L, Liten, Lite sannsynlig, Mindre, Mindre sannsynlig, Låg, Low"),
    (Nivaa(3, "M", "Medium"), "3, M, Middels, Moderat, Mulig, Moderate"),
    (Nivaa(4, "H", "Høy"), "4, H, Sannsynlig, Stor, Alvorlig, Høg, High"),
    (
        Nivaa(5, "SH", "Svært høy"),
        "5, SH, VH, Meget høy, Svært stor, Svært sannsynlig, "
        "Meget sannsynlig, Kritisk, Svært høg, Very high, Svært alvorlig",
    ),
)

LEVEL_NAME = "et nivå"
NIVAA5 = Ordforraad(LEVEL_NAME, ((step, f"{step.navn},{words}") for step, words in _STEPS), ordered=True, numbered=True)

# A shorter scale uses the same words, and «Høy» is the third step of three or four.
_SHORTER = {
    2: (Nivaa(1, "L", "Lav"), Nivaa(2, "H", "Høy")),
    3: (Nivaa(1, "L", "Lav"), Nivaa(2, "M", "Medium"), Nivaa(3, "H", "Høy")),
    4: (Nivaa(1, "L", "Lav"), Nivaa(2, "M", "Medium"), Nivaa(3, "H", "Høy"), Nivaa(4, "SH", "Svært høy")),
}


def nivaaskala(steps: int = 5, own: Mapping[int, Nivaa] | None = None) -> Ordforraad[Nivaa]:
    """The scale with this many steps. With more than five there are no usual names, and a step is called its number.

    `own` are a kommune's own steps by their number: their names and codes are printed, and understood beside the usual.
    """
    usual = {step.navn: words for step, words in _STEPS}
    five = tuple(step for step, _ in _STEPS)
    numbered = tuple(Nivaa(number, str(number), str(number)) for number in range(1, steps + 1))
    rows = []
    for step in five if steps == len(five) else _SHORTER.get(steps, numbered):
        words = [word.strip() for word in usual.get(step.navn, "").split(",") if not word.strip().isdigit()]
        named = (own or {}).get(step.verdi, step)
        spellings = [named.navn, named.kode, str(step.verdi), step.navn, step.kode, *words]
        rows.append((named, ", ".join(word for word in spellings if word)))
    return Ordforraad(LEVEL_NAME, rows, ordered=True, numbered=True)
