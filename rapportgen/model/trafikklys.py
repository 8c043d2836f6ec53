"""Traffic lights, trends and the sign of deviations: what is good, what is bad, and how that is said."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import ClassVar, Final, Self, TypeVar

from rapportgen.model.beloep import Beloep, norsk_tall, without_trailing_zeros
from rapportgen.model.record import Data, Value

Amount = TypeVar("Amount", Beloep, Decimal)

# Fill, text colour, meaning; from the least serious to the most. Contrast is at least 4.5:1 everywhere.
_LIGHTS: dict[str, tuple[str, str, str]] = {
    "Blå": ("BDD7EE", "1F3864", "fullført"),
    "Grå": ("D9D9D9", "000000", "ikke vurdert"),
    "Grønn": ("C6EFCE", "006100", "i henhold til plan"),
    "Gul": ("FFEB9C", "9C5700", "avvik, håndteres i prosjektet"),
    "Oransje": ("F8CBAD", "7B2C00", "stort avvik, følges tett"),
    "Rød": ("FFC7CE", "9C0006", "vesentlig avvik, krever beslutning"),
}
_SERIOUSNESS = {name: number for number, name in enumerate(_LIGHTS)}


class Lys(str, Value):
    """A colour of the traffic light. It is its own word («Gul»), for a cell never speaks by colour alone.

    `fyll` and `skrift` are the colours of a cell and its text as RRGGBB. Raises ValueError for an unknown colour.
    """

    __slots__ = ()
    FELT: ClassVar[frozenset[str]] = frozenset({"fyll", "skrift", "betydning", "alvor"})

    def __new__(cls, name: str) -> Self:
        if name not in _LIGHTS:
            raise ValueError(f"{name} er ikke en farge i trafikklyset.")
        return super().__new__(cls, name)

    @property
    def fyll(self) -> str:
        """The fill of a cell, RRGGBB."""
        return _LIGHTS[self][0]

    @property
    def skrift(self) -> str:
        """The colour of text on that fill, RRGGBB."""
        return _LIGHTS[self][1]

    @property
    def betydning(self) -> str:
        """What the colour means: «avvik, håndteres i prosjektet»."""
        return _LIGHTS[self][2]

    @property
    def alvor(self) -> int:
        """How serious it is; a higher number is worse."""
        return _SERIOUSNESS[self]


BLAA, GRAA, GROENN, GUL, ORANSJE, ROED = map(Lys, _LIGHTS)


def verste(*lights: Lys | None) -> Lys:
    """The most serious light; Grå when there is none. A part not assessed or finished hides no other."""
    return max((light for light in lights if light is not None), key=lambda light: light.alvor, default=GRAA)


class Grenser(Data, Value):
    """Where green becomes yellow and yellow red. There is no national standard; a kommune sets its own.

    `oekonomi_gul` and `oekonomi_roed` are shares of the budget: a deviation below them has that colour.
    `fremdrift_gul` and `fremdrift_roed` are quarters of delay: from that many on the colour holds.
    """

    __slots__ = ("fremdrift_gul", "fremdrift_roed", "oekonomi_gul", "oekonomi_roed")

    FELT: ClassVar[frozenset[str]] = frozenset({"oekonomi_gul", "oekonomi_roed", "fremdrift_gul", "fremdrift_roed"})

    def __init__(
        self,
        oekonomi_gul: Decimal = Decimal("-0.01"),
        oekonomi_roed: Decimal = Decimal("-0.05"),
        fremdrift_gul: int = 1,
        fremdrift_roed: int = 2,
    ) -> None:
        self.oekonomi_gul: Final = oekonomi_gul
        self.oekonomi_roed: Final = oekonomi_roed
        self.fremdrift_gul: Final = fremdrift_gul
        self.fremdrift_roed: Final = fremdrift_roed

    def oekonomi(self, prognoseavvik: Amount | None, budsjett: Amount | None) -> Lys:
        """The light of a forecast deviation against the year's budget; Grå when one of them is missing.

        The deviation counts positive when less is spent than planned, whatever sign the workbook uses.
        """
        if prognoseavvik is None or budsjett is None:
            return GRAA
        if not budsjett:
            return ROED if prognoseavvik < 0 else GROENN
        share = prognoseavvik / abs(budsjett)
        return ROED if share < self.oekonomi_roed else GUL if share < self.oekonomi_gul else GROENN

    def fremdrift(self, quarters_late: int | None) -> Lys:
        """The light of a delay counted in quarters; Grå when it is not known, Grønn when there is none."""
        if quarters_late is None:
            return GRAA
        return ROED if quarters_late >= self.fremdrift_roed else GUL if quarters_late >= self.fremdrift_gul else GROENN

    def beskrivelse(self) -> tuple[str, ...]:
        """The limits in sentences, for the appendix."""
        yellow, red = (f"{_percent(limit)}\u00a0%" for limit in (self.oekonomi_gul, self.oekonomi_roed))
        return (
            f"Økonomi er gul når prognosen viser et avvik under {yellow} av budsjettet, og rød under {red}.",
            f"Fremdrift er gul fra {_quarters(self.fremdrift_gul)} forsinkelse, "
            f"og rød fra {_quarters(self.fremdrift_roed)}.",
        )


def _percent(share: Decimal) -> str:
    return norsk_tall(without_trailing_zeros(share * 100))


def _quarters(number: int) -> str:
    return f"{number}\u00a0{'kvartal' if number == 1 else 'kvartaler'}"


class Utvikling(Data, Value):
    """How something has developed: the word says whether it is better, the arrow which way the figure went."""

    __slots__ = ("navn", "pil")

    FELT: ClassVar[frozenset[str]] = frozenset({"navn", "pil"})

    def __init__(self, navn: str, pil: str) -> None:
        self.navn: Final = navn
        self.pil: Final = pil

    @classmethod
    def av(cls, naa: Decimal | int | None, foer: Decimal | int | None, bedre_naar: str = "høyere") -> Utvikling | None:
        """From two figures and what is better («høyere» or «lavere»); None when one of them is missing."""
        if naa is None or foer is None:
            return None
        if naa == foer:
            return UENDRET
        better = (naa > foer) == (bedre_naar != "lavere")
        return cls("Bedre" if better else "Dårligere", "↑" if naa > foer else "↓")

    @classmethod
    def av_lys(cls, naa: Lys | None, foer: Lys | None) -> Utvikling | None:
        """From two lights; None when one is missing or was not assessed."""
        if naa is None or foer is None or GRAA in (naa, foer):
            return None
        change = foer.alvor - naa.alvor
        return BEDRE if change > 0 else DAARLIGERE if change < 0 else UENDRET

    def naar_bedre_er(self, bedre_naar: str) -> Utvikling:
        """The same word with the arrow the figure then goes: better is downwards when lower («lavere») is better."""
        if bedre_naar != "lavere" or self.pil == "→":
            return self
        return Utvikling(self.navn, "↓" if self.navn == "Bedre" else "↑")

    def __str__(self) -> str:
        return f"{self.navn} {self.pil}"


BEDRE, UENDRET, DAARLIGERE = Utvikling("Bedre", "↑"), Utvikling("Uendret", "→"), Utvikling("Dårligere", "↓")


class Fortegn(Value, Enum):
    """Which sign a deviation has. Convention A: less spent than planned is positive; B is the opposite."""

    MINDREFORBRUK_POSITIVT = "mindreforbruk positivt"
    MERFORBRUK_POSITIVT = "merforbruk positivt"

    @classmethod
    def av(cls, words: object) -> Fortegn:
        """The convention that `words` name, as sheet Prosjekt says it; A when they name none."""
        return cls.MERFORBRUK_POSITIVT if str(words).startswith("merforbruk") else cls.MINDREFORBRUK_POSITIVT

    def avvik(self, budsjett: Amount, regnskap: Amount) -> Amount:
        """The deviation with the sign of this convention; A is budget minus accounts."""
        return budsjett - regnskap if self is Fortegn.MINDREFORBRUK_POSITIVT else regnskap - budsjett

    def til_a(self, avvik: Amount) -> Amount:
        """A deviation written in this convention, as convention A has it: positive is good."""
        return avvik if self is Fortegn.MINDREFORBRUK_POSITIVT else -avvik

    def ord(self, avvik: Beloep | Decimal | int) -> str:
        """«mindreforbruk», «merforbruk» or «i balanse», for a sentence with the absolute amount."""
        if not avvik:
            return "i balanse"
        less_spent = (avvik > 0) == (self is Fortegn.MINDREFORBRUK_POSITIVT)
        return "mindreforbruk" if less_spent else "merforbruk"

    def beskrivelse(self) -> str:
        """The sentence under each table of deviations."""
        if self is Fortegn.MINDREFORBRUK_POSITIVT:
            return "Positivt avvik betyr mindreforbruk, negativt avvik betyr merforbruk."
        return "Positivt avvik betyr merforbruk, negativt avvik betyr mindreforbruk."

    def __str__(self) -> str:
        return str(self.value)
