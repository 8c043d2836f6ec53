"""The data of a chart: categories along an axis, a series of numbers for each thing shown, and both in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rapportgen.model.beloep import NBSP, norsk_tall
from rapportgen.model.record import Data, Value
from rapportgen.named import NamedTuple
from rapportgen.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

MOST_DESCRIBED = 4  # series in words: nobody listens to more
MOST_LISTED = 3  # values that are told one by one, and not as highest and lowest


class Serie(NamedTuple):
    """One series: a value for each category of its chart, None where there is none."""

    navn: str
    verdier: tuple[Decimal | None, ...]


class Graf(Data, Value):
    """What a chart shows. A chart without values is false, and is left out of reports.

    `hva` names the categories in the plural («tjenesteområder»), and is empty when they are periods.
    `desimaler` are those of numbers in words and labels; `enhet` stands in titles and in words, never in numbers.
    """

    __slots__ = ("desimaler", "enhet", "hva", "kategorier", "serier", "tittel")

    FELT: ClassVar[frozenset[str]] = frozenset({"tittel", "enhet", "beskrivelse", "kategorier"})

    def __init__(
        self,
        tittel: str,
        kategorier: tuple[str, ...] = (),
        serier: tuple[Serie, ...] = (),
        enhet: str = "",
        desimaler: int = 0,
        hva: str = "",
    ) -> None:
        self.tittel: Final = tittel
        self.kategorier: Final = kategorier
        self.serier: Final = serier
        self.enhet: Final = enhet
        self.desimaler: Final = desimaler
        self.hva: Final = hva

    @classmethod
    def av(
        cls,
        tittel: str,
        kategorier: Iterable[str],
        serier: Iterable[Serie],
        *,
        enhet: str = "",
        desimaler: int | None = None,
        hva: str = "",
    ) -> Graf:
        """The chart without series that have no value, and with the decimals that its values need (two at most).

        Categories without a value go too, unless they are periods, among which a gap says something.
        """
        shown = tuple(serie for serie in serier if any(value is not None for value in serie.verdier))
        names = tuple(kategorier)
        kept = [n for n in range(len(names)) if not hva or any(serie.verdier[n] is not None for serie in shown)]
        if not shown:
            return cls(tittel, enhet=enhet, hva=hva)
        picked = tuple(Serie(serie.navn, tuple(serie.verdier[n] for n in kept)) for serie in shown)
        if desimaler is None:
            desimaler = max(_decimals(value) for serie in picked for value in serie.verdier)
        return cls(tittel, tuple(names[n] for n in kept), picked, enhet, desimaler, hva)

    def __bool__(self) -> bool:
        return bool(self.serier)

    def with_texts(self, change: Callable[[str], str]) -> Graf:
        """The chart with its categories and the names of its series changed."""
        series = tuple(serie._replace(navn=change(serie.navn)) for serie in self.serier)
        return self.changed(kategorier=tuple(map(change, self.kategorier)), serier=series)

    def __str__(self) -> str:
        return self.tittel

    @property
    def tallformat(self) -> str:
        """The number format of the values, as Excel writes it."""
        return "#,##0" + ("." + "0" * self.desimaler if self.desimaler else "")

    @property
    def beskrivelse(self) -> str:
        """What the chart shows in words, for those who cannot see it; empty for a chart without values."""
        if not self:
            return ""
        described = [self._described(serie) for serie in self.serier[:MOST_DESCRIBED]]
        more = len(self.serier) - MOST_DESCRIBED
        rest = [f"Diagrammet har {more} {'serie' if more == 1 else 'serier'} til."] if more > 0 else []
        return " ".join([f"{self._subject()}.", *described, *rest, *self._gaps()])

    def _subject(self) -> str:
        names = listed(_lower(serie.navn) for serie in self.serier)
        unit = f", i {self.enhet}" if self.enhet not in ("", "%") else ""
        if len(self.kategorier) == 1:
            return f"{_upper(names)} for {self.kategorier[0]}{unit}"
        if self.hva:
            return f"{_upper(names)} for {len(self.kategorier)} {self.hva}{unit}"
        return f"{_upper(names)} fra {self.kategorier[0]} til {self.kategorier[-1]}{unit}"

    def _described(self, serie: Serie) -> str:
        known = [(name, value) for name, value in zip(self.kategorier, serie.verdier, strict=True) if value is not None]
        values = [value for _, value in known]
        if len(set(values)) == 1 and (len(values) > 1 or len(self.kategorier) == 1):
            return f"{serie.navn}: {self._number(values[0])}."
        if len(known) <= MOST_LISTED:
            return f"{serie.navn}: {', '.join(self._at(*pair) for pair in known)}."
        lowest, highest = min(known, key=lambda pair: pair[1]), max(known, key=lambda pair: pair[1])
        extremes = f"høyest {self._at(*highest)}, lavest {self._at(*lowest)}"
        if self.hva:
            return f"{serie.navn}: {extremes}."
        return f"{serie.navn}: først {self._at(*known[0])}, sist {self._at(*known[-1])}, {extremes}."

    def _gaps(self) -> list[str]:
        """The periods for which no series has a value."""
        if self.hva:
            return []
        rows = zip(self.kategorier, zip(*(serie.verdier for serie in self.serier), strict=True), strict=True)
        missing = [name for name, values in rows if all(value is None for value in values)]
        if not missing:
            return []
        return [f"Tall mangler for {listed(missing) if len(missing) <= MOST_LISTED else f'{len(missing)} perioder'}."]

    def _at(self, category: str, value: Decimal) -> str:
        return f"{self._number(value)} ({category})"

    def _number(self, value: Decimal) -> str:
        return norsk_tall(value, self.desimaler) + (f"{NBSP}%" if self.enhet == "%" else "")


def _decimals(value: Decimal | None) -> int:
    exponent = value.normalize().as_tuple().exponent if value is not None else 0
    return min(max(-exponent, 0), 2) if isinstance(exponent, int) else 0


def _lower(text: str) -> str:
    """The name inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
