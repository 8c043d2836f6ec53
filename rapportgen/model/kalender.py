"""Dates as Norwegians write them: day first, month names, and never the American order."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from rapportgen.patterns import pattern

MAANEDER = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)

# Bokmål, nynorsk and English, in full and short.
_SHORT_AND_ENGLISH = (
    *("jan january", "feb febr february", "mar march", "apr", "may", "jun june"),
    *("jul july", "aug", "sep sept", "okt oct october", "nov", "des dec december"),
)
_MONTH_WORDS = {name: number for number, name in enumerate(MAANEDER, 1)} | {
    word: number for number, words in enumerate(_SHORT_AND_ENGLISH, 1) for word in words.split()
}
MONTH = "|".join(sorted(_MONTH_WORDS, key=len, reverse=True))
YEAR4 = r"(?:19|20)\d\d"
YEAR = rf"{YEAR4}|['’]?\d\d"

_NUMERIC = pattern(rf"(\d{{1,2}})\. ?(\d{{1,2}})(?:\. ?| )({YEAR})\.?|(\d{{1,2}})[/-](\d{{1,2}})[/ -]({YEAR})")
_NAMED = pattern(rf"(?:[a-zæøå]+dag,? )?(\d{{1,2}})\.? ?([a-z]+)\.?,? ?({YEAR})\.?")  # the word may be no month
_ISO = pattern(rf"({YEAR4})([-./]?)(\d\d)\2(\d\d)(?:[ t]\d\d:\d\d(?::\d\d(?:\.\d+)?)?z?)?")


def kortdato(day: date) -> str:
    """12.10.2023, the form for tables."""
    return f"{day.day:02d}.{day.month:02d}.{day.year}"


def langdato(day: date) -> str:
    """12. oktober 2023, the form for running text."""
    return f"{day.day}. {MAANEDER[day.month - 1]} {day.year}"


def month_number(word: str) -> int | None:
    """The number of a month named in full or short («okt.», «October»), or None."""
    return _MONTH_WORDS.get(word.rstrip("."))


def full_year(digits: str) -> int:
    """2023 from «2023», «23» or «’23»: two digits are of this century."""
    number = int(digits.lstrip("'’"))
    return number if number >= 100 else 2000 + number


def is_plausible(year: int) -> bool:
    """Whether a project may have dates in this year. 9999 stands for «never», and 1899 is a date that was lost."""
    return 1900 <= year <= 2200


@lru_cache(maxsize=1024)
def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def date_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def looks_like_date(text: str) -> bool:
    """Whether casefolded `text` is written as a whole date, be it in the calendar or not."""
    named = _NAMED.fullmatch(text)
    return bool(_NUMERIC.fullmatch(text) or (named and named[2] in _MONTH_WORDS) or _ISO.fullmatch(text))


def parse_date(text: str) -> date | None:
    """The date that casefolded one-line `text` says in full, day first; None for anything else."""
    if match := _NUMERIC.fullmatch(text):
        day, month, year = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
        return date_or_none(full_year(year), int(month), int(day))
    if (match := _NAMED.fullmatch(text)) and (number := _MONTH_WORDS.get(match[2])):
        return date_or_none(full_year(match[3]), number, int(match[1]))
    if match := _ISO.fullmatch(text):
        return date_or_none(int(match[1]), int(match[3]), int(match[4]))
    return None
