"""When something starts, ends or happens, as people write it: a date, a month, «2Q 2024», «uke 23», «løpende»."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import ClassVar, Final

from rapportgen.model.kalender import (
    MAANEDER,
    YEAR,
    YEAR4,
    date_or_none,
    full_year,
    is_plausible,
    kortdato,
    langdato,
    last_of_month,
    looks_like_date,
    month_number,
    parse_date,
)
from rapportgen.model.parsing import Parsed, advarsel, feil, info, is_placeholder, one_line, quoted
from rapportgen.model.perioder import STANDARDFORMAT, Aar, Kvartal, Periode
from rapportgen.model.record import Data, Value
from rapportgen.patterns import pattern

DATO, MAANED, AAR, UKE, PERIODE, LOEPENDE, TEKST = "dato", "maaned", "aar", "uke", "periode", "loepende", "tekst"


class Tidspunkt(Data, Value):
    """A point or span of time. `start` and `slutt` are None when the text does not say them.

    `slag` is dato, maaned, kvartal, tertial, halvaar, aar, uke, periode, loepende or tekst. `original` is what the
    cell says; unclear text is kept there and printed. `varighet` is «2 dg» of «2 dg 06/23».
    """

    __slots__ = ("original", "periode", "slag", "slutt", "start", "varighet")

    FELT: ClassVar[frozenset[str]] = frozenset(
        {"slag", "original", "start", "slutt", "periode", "varighet", "kvartal", "langtekst"}
    )

    def __init__(
        self,
        slag: str,
        original: str,
        start: date | None = None,
        slutt: date | None = None,
        periode: Periode | None = None,
        varighet: str = "",
    ) -> None:
        self.slag: Final = slag
        self.original: Final = original
        self.start: Final = start
        self.slutt: Final = slutt
        self.periode: Final = periode
        self.varighet: Final = varighet

    @staticmethod
    def parse(raw: object, number_format: str = "", aar: int | None = None) -> Parsed[Tidspunkt | None]:
        """The time in a cell: text, a real date (with its number format), or a number; None when the cell is empty.

        `aar` is the year of a merged cell above, for «2Q» and «31.12.».
        """
        if isinstance(raw, str):
            return _parse_text(raw, aar)
        if raw is None:
            return Parsed(None)
        if isinstance(raw, datetime):
            raw = raw.date()
        if isinstance(raw, date):
            return _from_date(raw, number_format)
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return _from_number(raw)
        return Parsed(_text(str(raw)), feil("ugyldig-dato", f"{quoted(raw)} er ikke et tidspunkt"))

    @classmethod
    def av(cls, day: date) -> Tidspunkt:
        """The time that is this day."""
        return cls(DATO, kortdato(day), day, day)

    @classmethod
    def av_periode(cls, period: Periode) -> Tidspunkt:
        """The time that is this quarter, tertial, half-year or year."""
        return cls(period.slag, str(period), period.start, period.slutt, period)

    @property
    def kvartal(self) -> Kvartal | None:
        """The quarter in which it ends."""
        return Kvartal.av(self.slutt) if self.slutt else None

    @property
    def langtekst(self) -> str:
        """The form for running text: 12. oktober 2023."""
        return langdato(self.start) if self.slag == DATO and self.start and not self.varighet else self.tekst()

    def tekst(self, kvartalsformat: str = STANDARDFORMAT) -> str:
        """The form for tables: 12.10.2023, «juni 2023», a quarter like `kvartalsformat`; other text as written."""
        if self.start is None or self.varighet:
            return self.original
        if self.slag == DATO:
            return kortdato(self.start)
        if self.slag == MAANED:
            return f"{MAANEDER[self.start.month - 1]} {self.start.year}"
        if self.periode is not None and self.slag != "halvaar":  # «våren 2024» says more than «1. halvår 2024»
            return self.periode.tekst(kvartalsformat)
        return self.original

    def __str__(self) -> str:
        return self.tekst()

    def foer(self, other: date | Tidspunkt) -> bool:
        """Whether it ends before `other` (before the end of another time). False when either is unknown."""
        end = other.slutt if isinstance(other, Tidspunkt) else other
        return self.slutt is not None and end is not None and self.slutt < end

    def utloept(self, day: date) -> bool:
        """Whether it is over on `day`; what goes on («løpende») never is."""
        return self.slag != LOEPENDE and self.foer(day)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """By end, then by start, unknown times last."""
        return (self.slutt or date.max, self.start or date.max, self.original)


def _text(original: str) -> Tidspunkt:
    return Tidspunkt(TEKST, original)


def _month(original: str, year: int, month: int) -> Tidspunkt:
    return Tidspunkt(MAANED, original, date(year, month, 1), last_of_month(year, month))


# --- Real dates and numbers ----------------------------------------------------------------------------------------

_NOT_DATE_PARTS = pattern(r'\[[^\]]*\]|"[^"]*"|\\.|;.*')
_EXCEL_EPOCH = date(1899, 12, 30)


@lru_cache(maxsize=256)
def shown_parts(number_format: str) -> str:
    """Which of d, m and y an Excel number format shows: «mmm.yy» → «my». Empty for General and times of day."""
    bare = _NOT_DATE_PARTS.sub("", number_format.lower())
    if "h" in bare or "s" in bare or "general" in bare:
        return "dmy" if "d" in bare and "y" in bare else ""
    return "".join(letter for letter in "dmy" if letter in bare)


def _from_date(day: date, number_format: str) -> Parsed[Tidspunkt | None]:
    """A real date, read as the month or year that its format shows: «06/23» typed in Excel is 1 June 2023, mmm.yy.

    A year that no project has («31.12.9999» for «never») makes it text: it is printed, and counts nowhere.
    """
    if not is_plausible(day.year):
        melding = f"året {day.year} er trolig feil, så datoen {kortdato(day)} blir skrevet som den står"
        return Parsed(_text(kortdato(day)), advarsel("uklar-dato", melding, "Rett året, eller la cellen stå tom."))
    shown = shown_parts(number_format)
    if shown == "my":
        return Parsed(_month(f"{MAANEDER[day.month - 1]} {day.year}", day.year, day.month))
    return Parsed(Tidspunkt.av_periode(Aar(day.year)) if shown == "y" else Tidspunkt.av(day))


def _from_number(number: float) -> Parsed[Tidspunkt | None]:
    text = str(int(number)) if number == number and abs(number) < 1e12 and number == int(number) else str(number)
    if re.fullmatch(YEAR4, text) or parse_date(text):
        return _parse_text(text, None)
    if 36526 <= number <= 73050:  # 2000–2099: a date that has lost its number format
        day = _EXCEL_EPOCH + timedelta(days=int(number))
        melding = f"{quoted(text)} er tolket som datoen {kortdato(day)}, for slik lagrer Excel datoer"
        return Parsed(Tidspunkt.av(day), info("dato-som-tall", melding, "Gi cellen datoformat."))
    melding = f"tallet {quoted(text)} er ikke et tidspunkt, og blir skrevet som det står"
    return Parsed(_text(text), advarsel("uklar-dato", melding))


# --- Text ----------------------------------------------------------------------------------------------------------

_DASH = pattern(r" ?[-–—] ?")
_MONTH_YEAR = pattern(rf"([a-z]+)\.?,? ?({YEAR})")  # here and below the word may be no month
_MONTH_FIRST = pattern(r"(\d{1,2})[/.]((?:19|20)\d\d|['’]?\d\d)")
_SUMMER = pattern(rf"(?:sommeren|sommer|sommaren|sommar|sumaren|sumar|summer)(?:[ ,-]*({YEAR}))?")
_YEAR_FIRST = pattern(rf"({YEAR4})-(\d\d)")
_WEEK = pattern(
    rf"(?:uke|veke|week|u)\.? ?(\d\d?)(?: ?[-–—] ?(?:uke |u)?(\d\d?))?(?:[ ,/]{{1,2}}(?:i )?({YEAR4}|['’]?\d\d))?"
)
_DAY_MONTH = pattern(r"(\d{1,2})\. ?(?:(\d{1,2})\.?|([a-z]+)\.?)")
_DURATION = pattern(
    r"(\d+(?:,\d+)? ?(?:dg|dag|dager|dagar|d|t|timer|timar|uke|uker|veker|mnd|md|måneder|månader)\.?) (.+)"
)
_WITH_BRACKET = pattern(r"([^()]+) \(([^()]+)\)")
_ALL_THE_TIME = frozenset(
    {"løpende", "fortløpende", "løpande", "kontinuerlig", "kontinuerleg", "hele perioden", "heile perioden"}
    | {"hele prosjektperioden", "hele tiden", "ongoing"}
)
_VAGUE = pattern(
    r"(?:i |innen |til |fra |før |etter |ca\.? |"
    r"medio|primo|ultimo|fram|frem|snarest|asap|omgående|straks).*|\d\d?\.\d\d?\.?"
)


def _parse_text(raw: str, year: int | None) -> Parsed[Tidspunkt | None]:
    text = one_line(raw)
    if not text or text in {"-", "–", "—"}:
        return Parsed(None)
    if len(text) > 60:
        return Parsed(_text(raw.strip()))
    return _parse_line(text, year)


@lru_cache(maxsize=4096)
def _parse_line(text: str, year: int | None) -> Parsed[Tidspunkt | None]:
    clean = text.casefold()
    if (found := _point(text, clean, year) or _span(text, clean, year)) is not None:
        return Parsed(found)
    if clean in _ALL_THE_TIME:
        return Parsed(Tidspunkt(LOEPENDE, text))
    if is_placeholder(text):
        melding = f"{quoted(text)} er en plassholder som ikke er fylt ut"
        return Parsed(_text(text), advarsel("plassholder", melding, "Skriv tidspunktet, eller la cellen stå tom."))
    if looks_like_date(clean):
        melding = f"{quoted(text)} finnes ikke i kalenderen, og blir skrevet som det står"
        return Parsed(_text(text), advarsel("ugyldig-dato", melding, "Skriv for eksempel 12.10.2023."))
    if _VAGUE.fullmatch(clean):
        return Parsed(_text(text))
    melding = f"{quoted(text)} er ikke et tidspunkt som programmet kjenner, og blir skrevet som det står"
    return Parsed(_text(text), info("uklar-dato", melding, "Skriv for eksempel 12.10.2023, juni 2023 eller 2Q 2023."))


def _point(text: str, clean: str, year: int | None) -> Tidspunkt | None:
    """A date, month, quarter, year or week, possibly after a duration or before the same in brackets."""
    if (day := parse_date(clean)) is not None:
        return Tidspunkt(DATO, text, day, day)
    if (period := Periode.parse(clean, year)) is not None:
        return Tidspunkt(period.slag, text, period.start, period.slutt, period)
    return (
        _month_from(text, clean, year)
        or _summer_of(text, clean, year)
        or _week_from(text, clean, year)
        or _day_of(text, clean, year)
        or _lasting(text, clean, year)
        or _explained(text, clean, year)
    )


def _month_from(text: str, clean: str, year: int | None) -> Tidspunkt | None:
    """«juni 23», «06/23», «2023-06», or «juni» under a year. «06/11» may be a day of November: not a month."""
    if (match := _MONTH_YEAR.fullmatch(clean)) and (number := month_number(match[1])):
        return _month(text, full_year(match[2]), number)
    if match := _MONTH_FIRST.fullmatch(clean):
        month, written = int(match[1]), full_year(match[2])
        clear = len(match[2]) > 2 or (written % 100 > 12 and "/" in clean)
        return _month(text, written, month) if clear and 1 <= month <= 12 else None
    if match := _YEAR_FIRST.fullmatch(clean):
        return _month(text, int(match[1]), int(match[2])) if 1 <= int(match[2]) <= 12 else None
    number = month_number(clean)
    return _month(text, year, number) if number and year else None


def _summer_of(text: str, clean: str, year: int | None) -> Tidspunkt | None:
    """«sommer 2025»: June to August. Winter has months of two years, and is no time one can count with."""
    match = _SUMMER.fullmatch(clean)
    when = (full_year(match[1]) if match[1] else year) if match else None
    return Tidspunkt(PERIODE, text, date(when, 6, 1), date(when, 8, 31)) if when else None


def _week_from(text: str, clean: str, year: int | None) -> Tidspunkt | None:
    """«uke 23», «u23», «uke 23-25 2024»: ISO weeks, Monday to Sunday; without a year there are no dates."""
    match = _WEEK.fullmatch(clean)
    if not match or not 1 <= int(match[1]) <= 53:
        return None
    year = full_year(match[3]) if match[3] else year
    shown = re.sub(r"(\d) ?[-—] ?(?=\d)", r"\1–", text)
    if year is None:
        return Tidspunkt(UKE, shown)
    try:
        first = date.fromisocalendar(year, int(match[1]), 1)
        last = date.fromisocalendar(year, int(match[2] or match[1]), 7)
    except ValueError:  # the year has no week 53
        return None
    return Tidspunkt(UKE, shown, first, last) if first < last else None


def _day_of(text: str, clean: str, year: int | None) -> Tidspunkt | None:
    """«31.12.» or «31. desember» under a year."""
    match = _DAY_MONTH.fullmatch(clean)
    if not match or year is None:
        return None
    month = int(match[2]) if match[2] else month_number(match[3]) or 0
    day = date_or_none(year, month, int(match[1]))
    return Tidspunkt(DATO, text, day, day) if day else None


def _lasting(text: str, clean: str, year: int | None) -> Tidspunkt | None:
    """«2 dg 06/23»: two days in June 2023."""
    match = _DURATION.fullmatch(clean)
    when = _point(match[2], match[2], year) if match else None
    if not match or when is None or when.varighet:
        return None
    return Tidspunkt(when.slag, text, when.start, when.slutt, when.periode, text[: match.end(1)])


def _explained(text: str, clean: str, year: int | None) -> Tidspunkt | None:
    """«2Q 2023 (06/23)»: a time that holds the time in the brackets; printed as written."""
    match = _WITH_BRACKET.fullmatch(clean)
    outer = _point(match[1], match[1], year) if match else None
    inner = _point(match[2], match[2], year) if match else None
    if not (outer and inner and outer.start and outer.slutt and inner.start and inner.slutt):
        return None
    within = outer.start <= inner.start and inner.slutt <= outer.slutt
    return Tidspunkt(PERIODE, text, outer.start, outer.slutt) if within else None


def _span(text: str, clean: str, year: int | None) -> Tidspunkt | None:
    """«2023-2026», «2Q-4Q 2024», «juni – august 2024»: from one time to another, printed with an en dash."""
    if len(clean) != len(text):
        return None
    for dash in _DASH.finditer(clean):
        left, right = clean[: dash.start()], clean[dash.end() :]
        last = _point(right, right, year)
        first = _point(left, left, last.slutt.year) if last and last.slutt else None
        if first and last and first.start and last.slutt and first.start < last.slutt:
            return Tidspunkt(PERIODE, f"{text[: dash.start()]}–{text[dash.end() :]}", first.start, last.slutt)
    return None
