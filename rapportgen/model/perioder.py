"""Quarters, tertials, half-years and years: how they are written, counted and printed."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final, Self

from rapportgen.model.kalender import (
    MAANEDER,
    MONTH,
    YEAR,
    YEAR4,
    full_year,
    last_of_month,
    month_number,
    parse_date,
)
from rapportgen.model.parsing import one_line
from rapportgen.model.record import Data, Value
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

STANDARDFORMAT = "1. kvartal 2024"


class Periode(Data, Value):
    """A period of the calendar. Periods of all kinds sort together, by end date and then by start date.

    `nummer` counts from 1 within the year. Raises ValueError when the year has no such period.
    """

    __slots__ = ("_order", "aar", "nummer")

    FELT: ClassVar[frozenset[str]] = frozenset(
        {"aar", "nummer", "slag", "start", "slutt", "forrige", "neste", "i_fjor", "data_form", "utskrift_periode"}
    )
    MONTHS: ClassVar[int] = 12
    LETTER: ClassVar[str] = ""
    SHORT: ClassVar[str] = ""
    slag: ClassVar[str] = "aar"

    def __init__(self, aar: int, nummer: int = 1) -> None:
        self.aar: Final = aar
        self.nummer: Final = nummer
        if not (1 <= aar <= 9999 and 1 <= nummer <= 12 // self.MONTHS):
            raise ValueError(f"Året {aar} har ikke {nummer}. {self.slag}.")
        # Periods sort by end, then by start: the months to the end count for more than its own. No two have the same.
        self._order: Final = (aar * 12 + nummer * self.MONTHS) * 16 - self.MONTHS

    @staticmethod
    def parse(text: str, aar: int | None = None) -> Periode | None:
        """The period that `text` names, or None. «2Q» needs a year: `aar`, taken from a merged cell or a column."""
        return _parse(text, aar) if len(text) <= 60 else None

    @classmethod
    def av(cls, day: date) -> Self:
        """The period of this kind that holds `day`."""
        return cls(day.year, (day.month - 1) // cls.MONTHS + 1)

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.aar, (self.nummer - 1) * self.MONTHS + 1, 1)

    @property
    def slutt(self) -> date:
        """The last day."""
        return last_of_month(self.aar, self.nummer * self.MONTHS)

    @property
    def forrige(self) -> Self:
        """The period of the same kind before this one: 1Q 2024 → 4Q 2023. The first of the calendar has only itself."""
        return self + -1

    @property
    def neste(self) -> Self:
        """The period of the same kind after this one."""
        return self + 1

    @property
    def i_fjor(self) -> Self:
        """The same period of the year before."""
        return type(self)(max(self.aar - 1, 1), self.nummer)

    @property
    def data_form(self) -> str:
        """The form for data and file names: 2024K1, 2024T1, 2024."""
        return f"{self.aar}{self.LETTER}{self.nummer}" if self.LETTER else str(self.aar)

    @property
    def utskrift_periode(self) -> str:
        """1. april–30. juni 2024."""
        first, last = self.start, self.slutt
        return f"1. {MAANEDER[first.month - 1]}–{last.day}. {MAANEDER[last.month - 1]} {self.aar}"

    def inneholder(self, day: date) -> bool:
        """Whether `day` is in the period."""
        return self.start <= day <= self.slutt

    def tekst(self, format: str = STANDARDFORMAT) -> str:
        """The period written like the example `format`: «1. kvartal 2024», «1Q 2024», «K1 2024», «Q1-24» …

        A tertial after «1Q 2024» is «1T 2024». An example that is no period means «1. kvartal 2024».
        """
        return _written_like(_pieces_of(format), self) if self.LETTER else str(self.aar)

    def __str__(self) -> str:
        return self.tekst()

    def __add__(self, n: int) -> Self:
        """The period `n` later, or the last (first) of its kind where the calendar ends."""
        per_year = 12 // self.MONTHS
        wanted = self.aar * per_year + self.nummer - 1 + n
        year, index = divmod(min(max(wanted, per_year), 10_000 * per_year - 1), per_year)
        return type(self)(year, index + 1)

    def __sub__(self, other: Self) -> int:
        """How many periods later than `other` this is. Both must be of the same kind."""
        if type(other) is not type(self):
            return NotImplemented
        return (self.aar - other.aar) * (12 // self.MONTHS) + self.nummer - other.nummer

    def __eq__(self, other: object) -> bool:
        return self._order == other._order if isinstance(other, Periode) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._order)

    def __lt__(self, other: Periode) -> bool:
        return self._order < other._order if isinstance(other, Periode) else NotImplemented

    def __le__(self, other: Periode) -> bool:
        return self._order <= other._order if isinstance(other, Periode) else NotImplemented

    def __gt__(self, other: Periode) -> bool:
        return self._order > other._order if isinstance(other, Periode) else NotImplemented

    def __ge__(self, other: Periode) -> bool:
        return self._order >= other._order if isinstance(other, Periode) else NotImplemented


class Aar(Periode):
    """A calendar year."""

    __slots__ = ()


class Halvaar(Periode):
    """Half a year: vår or høst."""

    __slots__ = ()
    MONTHS = 6
    LETTER = "H"
    SHORT = "halvår"
    slag = "halvaar"


class Tertial(Periode):
    """Four months, ending 30 April, 31 August or 31 December."""

    __slots__ = ()
    MONTHS = 4
    LETTER = "T"
    SHORT = "tert."
    slag = "tertial"


class Kvartal(Periode):
    """A quarter of the year."""

    __slots__ = ()
    MONTHS = 3
    LETTER = "K"
    SHORT = "kv."
    slag = "kvartal"


_LONG_WORD = {"kvartal": "kvartal", "tertial": "tertial", "halvaar": "halvår"}

# --- Reading -------------------------------------------------------------------------------------------------------

_UNIT = r"kv(?:art(?:al(?:et)?)?)?|q(?:uarter)?|k|t(?:ert(?:ial(?:et|rapport)?)?)?|h(?:alv(?:år(?:et)?|a?ar))?"
_ORDINALS = {
    word: number
    for number, words in enumerate(
        ("i første fyrste first", "ii andre annet second", "iii tredje third", "iv fjerde"), 1
    )
    for word in words.split()
}
_SEASONS = {"vår": 1, "våren": 1, "høst": 2, "høsten": 2, "haust": 2, "hausten": 2}
_PATTERN = rf"""
    (?P<n1>[1-4])(?:\.|st|nd|rd|th)?\ ?(?P<u1>{_UNIT})\.?(?:[ ./,'’-]*(?:(?:i|av)\ )?(?P<y1>{YEAR}))?  # 1Q 24, 1.kv.24
  | (?P<u2>{_UNIT})\.?\ ?(?P<n2>[1-4])(?:[ ./,'’-]{{1,3}}(?P<y2>{YEAR}))?                               # Q1 2024, K1-24
  | (?P<y3>{YEAR4})[ /-]?(?P<u3>{_UNIT})\.?\ ?(?P<n3>[1-4])                                            # 2024K1, 2024-Q1
  | (?P<y4>{YEAR4})/(?P<n4>[1-4])                                                                      # 2024/1
  | (?P<n5>{"|".join(_ORDINALS)})\.?\ (?P<u5>{_UNIT})\.?(?:[ ,]*(?:(?:i|av)\ )?(?P<y5>{YEAR}))?         # I kvartal 2024
  | (?P<n6>{"|".join(_SEASONS)})(?:[ ,-]*(?P<y6>{YEAR}))?                                              # vår 2024
"""
_YEAR_ALONE = pattern(rf"(?:året? )?({YEAR4})", re.IGNORECASE)


class _Pieces(NamedTuple):
    """A match of the pattern above: its groups, whichever line they stood on."""

    number: str
    unit: str
    year: str | None
    text: str
    spans: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]


def _pieces(match: re.Match[str]) -> _Pieces:
    names = match.groupdict()
    branch = next(key for key in "123456" if names[f"n{key}"] is not None)
    unit = f"u{branch}" if f"u{branch}" in names else None
    spans = tuple(match.span(group) if group else (-1, -1) for group in (f"n{branch}", unit, f"y{branch}"))
    return _Pieces(match[f"n{branch}"], match[unit] if unit else "", match[f"y{branch}"], match[0], spans)  # type: ignore[arg-type]


def _whole(text: str) -> re.Match[str] | None:
    """The match when the text is a period and no more. The pattern of headings serves: it takes long to compile."""
    match = _PERIOD.fullmatch(text)
    return match if match and match["found"] == text else None


@lru_cache(maxsize=4096)
def _parse(text: str, year: int | None) -> Periode | None:
    clean = one_line(text).casefold()
    if match := _YEAR_ALONE.fullmatch(clean):
        return Aar(int(match[1]))
    match = _whole(clean)
    return _period(_pieces(match), year) if match else None


def _period(pieces: _Pieces, inherited: int | None) -> Periode | None:
    """The period that a match says; None without a year, or for a fourth tertial."""
    year = full_year(pieces.year) if pieces.year else inherited
    word = pieces.number.casefold()
    number = int(word) if word.isdigit() else _ORDINALS.get(word) or _SEASONS[word]
    kind = Halvaar if word in _SEASONS else _kind(pieces.unit.casefold())
    if year is None or not 1 <= year <= 9999 or number > 12 // kind.MONTHS:
        return None
    return kind(year, number)


def _kind(unit: str) -> type[Periode]:
    return Tertial if unit.startswith("t") else Halvaar if unit.startswith("h") else Kvartal


# --- Printing like an example --------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _pieces_of(example: str) -> _Pieces:
    match = _whole(one_line(example))
    pieces = _pieces(match) if match else None
    if pieces is None or not (pieces.year and pieces.unit and pieces.number.isdigit()):
        return _pieces_of(STANDARDFORMAT)
    return pieces


def _written_like(example: _Pieces, period: Periode) -> str:
    """The example with its number, unit and year exchanged, from the last to the first so that the spans still hold."""
    year = f"{period.aar % 100:02d}" if len(example.year or "") < 4 else str(period.aar)
    words = zip(example.spans, (str(period.nummer), _unit_like(example.unit, period), year), strict=True)
    text = example.text
    for (start, end), word in sorted(words, reverse=True):
        text = text[:start] + word + text[end:]
    return text.replace("..", ".")


def _unit_like(unit: str, period: Periode) -> str:
    if _kind(unit.casefold()) is type(period):
        return unit
    if len(unit) == 1:
        return period.LETTER if unit.isupper() else period.LETTER.lower()
    return period.SHORT if unit.casefold() == "kv" else _LONG_WORD[period.slag]


# --- A period inside a heading -------------------------------------------------------------------------------------

_DATE = rf"\d{{1,2}}\.\ ?\d{{1,2}}\.\ ?(?:{YEAR})|\d{{1,2}}\.\ ?(?:{MONTH})\.?\ {YEAR4}"
_AS_OF = r"(?:\b(?:pe?r\.?|p\.|t\.o\.m\.|tom|til\ og\ med|for|i|as\ of)\.?\ ?)?"
_RANGE = pattern(rf"(?<!\d)(?:{YEAR4})\ ?[-–—]\ ?(?:{YEAR})(?!\d)|\d\.?\ ?[-–—]\ ?\d{{1,2}}\.\ ?\d{{1,2}}\.\ ?\d")
_DIGIT = pattern(r"\d")


def _in_text(written: str) -> re.Pattern[str]:
    return pattern(rf"{_AS_OF}\(?(?<![\w.,])(?P<found>{written})(?!\w)\)?", re.IGNORECASE | re.VERBOSE)


_PERIOD = _in_text(_PATTERN)
_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_in_text(_DATE), lambda line: line.count(".") > 1 or ("." in line and (" 19" in line or " 20" in line))),
    (_PERIOD, lambda line: True),
    (_in_text(rf"(?:{MONTH})\.?\ {YEAR4}"), lambda line: " 19" in line or " 20" in line),
    (_in_text(YEAR4), lambda line: "19" in line or "20" in line),
    (_in_text(r"(?<=^[A-ZÆØÅa-zæøå][-’'])\d\d$"), lambda line: len(line) == 4 and line[1] in "-’'"),
)
"""What may say a period in a heading, the first first, and what a line with it has: asked before one is compiled."""


def trekk_ut_periode(text: str, aar: int | None = None) -> tuple[str, Periode | date | None]:
    """What is left of a heading without its period, and the period: «Regnskap pr 31.03.2024» → («Regnskap», the date).

    A month («per mars 2024») means its last day. A heading with a span of years is left as it is. `aar` is the year
    above the column, for headings such as «2Q».
    """
    line = one_line(text)
    if len(line) > 200 or not (aar or _DIGIT.search(line)) or _is_range(line):
        return line, None
    for form, may_be_in in _FORMS:
        for match in form.finditer(line) if may_be_in(line) else ():
            if (period := _in_heading(match["found"], aar)) is not None:
                return _without(line, match), period
    return line, None


def _is_range(line: str) -> bool:
    return ("-" in line or "–" in line or "—" in line) and _RANGE.search(line) is not None


def _in_heading(found: str, year: int | None) -> Periode | date | None:
    clean = found.casefold()
    if (period := _parse(clean, year)) is not None:
        return period
    if (day := parse_date(clean)) is not None:
        return day
    if clean.isdigit() and len(clean) == 2:
        return Aar(full_year(clean))
    word, _, digits = clean.rpartition(" ")
    month = month_number(word)
    return last_of_month(int(digits), month) if month else None


def _without(line: str, match: re.Match[str]) -> str:
    rest = f"{line[: match.start()]} {line[match.end() :]}"
    return one_line(rest.replace("()", "")).replace(" ,", ",").strip(" ,;:-–/’'")
