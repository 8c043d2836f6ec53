"""The risk matrix: which colour each combination of probability (S) and consequence (K) has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from rapportgen.model.ordforraad import FARGE
from rapportgen.model.parsing import Parsed, feil, one_line, quoted
from rapportgen.model.record import Data, Value
from rapportgen.model.trafikklys import GROENN, GUL, ROED, Lys
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALLEST, LARGEST = 2, 9


class Rute(NamedTuple):
    """A cell of the matrix."""

    s: int
    k: int
    farge: Lys


class Risikomatrise(Data, Value):
    """A matrix of colours. `celler[s - 1][k - 1]` is the colour of probability s and consequence k.

    `s_nedover` says that S stands down the side and K along the top or bottom; some kommuner have it the other way.
    """

    __slots__ = ("celler", "navn", "s_nedover")

    FELT: ClassVar[frozenset[str]] = frozenset({"navn"})
    STANDARD: ClassVar[Risikomatrise]

    def __init__(self, navn: str, celler: tuple[tuple[Lys, ...], ...], s_nedover: bool = True) -> None:
        self.navn: Final = navn
        self.celler: Final = celler
        self.s_nedover: Final = s_nedover

    @classmethod
    def med_grenser(cls, size: int, green: int, red: int, width: int | None = None) -> Risikomatrise:
        """Green up to and with `green`, red from `red`, yellow between, of the product S·K.

        `size` is how many steps probability has, `width` how many consequence has; as many, unless it is given.
        """
        steps_s, steps_k = range(1, size + 1), range(1, (width or size) + 1)
        rows = tuple(
            tuple(GROENN if s * k <= green else ROED if s * k >= red else GUL for k in steps_k) for s in steps_s
        )
        return cls(f"{len(steps_s)}x{len(steps_k)}-{green}-{red}", rows)

    @classmethod
    def med_celler(cls, cells: Mapping[tuple[int, int], Lys]) -> Risikomatrise:
        """From the colour of each (S, K). Raises KeyError when a cell is missing."""
        size_s, size_k = max(s for s, _ in cells), max(k for _, k in cells)
        rows = tuple(tuple(cells[s, k] for k in range(1, size_k + 1)) for s in range(1, size_s + 1))
        return cls(f"egen {size_s}x{size_k}", rows)

    @classmethod
    def parse(cls, text: str) -> Parsed[Risikomatrise | None]:
        """From a name («4x5-3-10»: steps of S and of K, highest green, lowest red), or colour words row by row.

        The rows begin with the highest probability. Where they are not as many as the columns, a semicolon or a line
        break stands between them. «K nedover» or «transponert» after it puts K down the side.
        """
        words, turned = _TURNED.subn(" ", text.casefold())
        words = words.strip(" ,;()\n\t\r")
        matrix = _named(one_line(words)) or _spelt_out(words)
        if matrix is None:
            hint = (
                "Skriv for eksempel 5x5-4-12, eller fargene rad for rad med høyeste sannsynlighet først "
                "og semikolon mellom radene."
            )
            return Parsed(None, feil("ukjent-matrise", f"{quoted(text)} er ikke en risikomatrise", hint))
        return Parsed(matrix.changed(s_nedover=not turned))

    @property
    def antall_s(self) -> int:
        """How many steps probability has."""
        return len(self.celler)

    @property
    def antall_k(self) -> int:
        """How many steps consequence has."""
        return len(self.celler[0])

    def farge(self, s: int, k: int) -> Lys | None:
        """The colour of probability `s` and consequence `k`; None for steps that the matrix does not have."""
        inside = 1 <= s <= self.antall_s and 1 <= k <= self.antall_k
        return self.celler[s - 1][k - 1] if inside else None

    @staticmethod
    def verdi(s: int, k: int) -> int:
        """The risk value RF: S·K."""
        return s * k

    def farge_av_verdi(self, product: int) -> Lys | None:
        """The colour of a risk value that stands alone; None when no cell has it, or cells of two colours have."""
        colors = {cell.farge for row in self.rader() for cell in row if cell.s * cell.k == product}
        return colors.pop() if len(colors) == 1 else None

    def rader(self) -> tuple[tuple[Rute, ...], ...]:
        """The cells as they are drawn: rows from the highest step to the lowest, columns from the lowest."""
        steps_s, steps_k = range(1, self.antall_s + 1), range(1, self.antall_k + 1)
        if self.s_nedover:
            return tuple(tuple(self._rute(s, k) for k in steps_k) for s in reversed(steps_s))
        return tuple(tuple(self._rute(s, k) for s in steps_s) for k in reversed(steps_k))

    def _rute(self, s: int, k: int) -> Rute:
        return Rute(s, k, self.celler[s - 1][k - 1])

    def describe(self) -> str:
        """The matrix in one sentence, for the appendix."""
        match = _NAME.fullmatch(self.navn)
        if match is None:
            shape = f"{self.antall_s}×{self.antall_k}"
            return f"Risikomatrisen er prosjektets egen, med {shape} ruter; fargen følger av ruten."
        size, width, green, red = map(int, match.groups())
        middle = f"gul fra {green + 1} til {red - 1}, " if red > green + 1 else ""
        scale = f"på en skala fra 1 til {size}"
        if size != width:
            scale = f"sannsynlighet på en skala fra 1 til {size} og konsekvens fra 1 til {width}"
        return (
            f"Risikofaktoren RF er sannsynlighet ganger konsekvens, {scale}: "
            f"grønn til og med {green}, {middle}rød fra {red}."
        )

    def __str__(self) -> str:
        return self.navn


_NAME = pattern(r"(\d) ?[x×*] ?(\d) ?[-–/ ] ?(\d\d?) ?[-–/ ] ?(\d\d?)")
_TURNED = pattern(r"\bk nedover\b|\bs bortover\b|\btransponert\b|\bsnudd\b")


def _named(text: str) -> Risikomatrise | None:
    """The matrix with that size and those limits, when they make sense."""
    match = _NAME.fullmatch(text)
    if match is None:
        return None
    size, width, green, red = map(int, match.groups())
    sensible = SMALLEST <= size <= LARGEST and SMALLEST <= width <= LARGEST and 1 <= green < red <= size * width
    return Risikomatrise.med_grenser(size, green, red, width) if sensible else None


def _spelt_out(text: str) -> Risikomatrise | None:
    """The matrix whose colours are listed row by row, the highest probability first.

    What separates rows may separate cells too: then the matrix is the square one with as many cells.
    """
    rows = [words for row in re.split(r"[;\n]", text) if (words := [w for w in re.split(r"[\s,/|·]+", row) if w])]
    if len({len(row) for row in rows}) != 1 or not SMALLEST <= len(rows) <= LARGEST:
        every = [word for row in rows for word in row]
        size = round(len(every) ** 0.5)
        rows = [every[start : start + size] for start in range(0, len(every), size)] if size else []
    sizes = {len(rows), *map(len, rows)}
    if len({len(row) for row in rows}) != 1 or not all(SMALLEST <= size <= LARGEST for size in sizes):
        return None
    cells = {
        (len(rows) - i, k): color
        for i, row in enumerate(rows)
        for k, word in enumerate(row, 1)
        if (color := FARGE.parse(word).value) is not None
    }
    return Risikomatrise.med_celler(cells) if len(cells) == len(rows) * len(rows[0]) else None


Risikomatrise.STANDARD = Risikomatrise.med_grenser(5, 4, 12)
