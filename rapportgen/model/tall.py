"""Numbers, amounts, percentages and units as they stand in Norwegian workbooks."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from rapportgen.model.beloep import (
    KR,
    KRONER_PER,
    Beloep,
    Tall,
    norsk_tall,
    shown_number,
    without_trailing_zeros,
)
from rapportgen.model.enheter import is_percent
from rapportgen.model.kalender import kortdato
from rapportgen.model.parsing import Parsed, Remark, advarsel, feil, info, is_placeholder, one_line, quoted
from rapportgen.model.tidspunkt import shown_parts
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

# --- The grammar of one number -------------------------------------------------------------------------------------

_SCALES = {
    **dict.fromkeys(["mill", "million", "millioner", "millionar", "mnok", "mkr", "m"], Decimal(1_000_000)),
    **dict.fromkeys(["mrd", "milliard", "milliarder", "milliardar", "mdr"], Decimal(1_000_000_000)),
    **dict.fromkeys(["tusen", "k", "tnok", "tkr", "'000", "000'"], Decimal(1_000)),
}
_QUALIFIER = (
    r"ca\.?|circa|cirka|omtrent|om\ lag|omlag|rundt|over|under|godt\ over|minst|minimum|min\.?|maks\.?|maksimum|inntil|"
    r"opptil|opp\ til|"
    r"(?:mer|meir|mindre|færre|flere)\ enn|nesten|knapt|drøyt|anslagsvis|antatt|est\.?|estimert|[<>≥≤≈~±]=?"
)
_SCALE_WORD = (
    r"mill(?:ion(?:er|ar)?)?|mnok|mkr|(?-i:M)(?=$|\ |\))|mrd|milliard(?:er|ar)?|tusen|tnok|t\.?kr|k(?=$|\ )|['’]000"
)
_PLAIN = pattern(r"[-−]?(?:\d{1,20}|\d{1,3}(?: \d{3}){1,6})(?:,(?!\d{3}$)\d{1,20})?")
_NUMBER = pattern(
    rf"""
    (?:(?P<qualifier>{_QUALIFIER})\ ?)?
    (?:(?:kr\.?|nok)\ ?)?
    (?P<open>\()?\ ?(?P<sign>[-+−–])?\ ?(?:kr\.?\ ?)?
    (?P<digits>\d{{1,20}}(?:[ .,’]\d{{1,20}}){{0,8}})
    (?P<whole>,[-–—]{{1,2}})?
    \ ?(?P<scale>{_SCALE_WORD})?\.?
    \ ?(?P<percent>%|prosent\b|pst\b)?\.?
    \ ?(?P<minus>[-−–](?=$|\)))?(?P<close>\))?
    \ ?(?:(?:kr(?:oner)?|nok)\b\.?)?(?P<whole2>,[-–—])?
    (?P<rest>(?<![\d ,.])(?:\ ?[^\d\s].*)|\ [^\d\s].*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SPACED = pattern(r"\d{1,3}(?:[ ’]\d{3})+(?:[.,]\d+)?")
_PAIR = pattern(r"\d+(?:,\d+)? ?(?:av|/|of) ?\d+(?:,\d+)?|\d+(?:,\d+)? ?(?:[-–—]|til) ?\d+(?:,\d+)? ?%?", re.IGNORECASE)
_DASHES = frozenset("-–—−")
_MISSING = {
    "..": "tall mangler",
    ".": "tall kan ikke forekomme",
    "...": "tall mangler",
    ":": "tallet kan ikke offentliggjøres",
    **dict.fromkeys(
        ["n/a", "na", "n.a.", "i/a", "i/t", "#i/t", "#n/a", "i.a.", "ia"], "ikke aktuelt eller ikke tilgjengelig"
    ),
    **dict.fromkeys(
        ["ukjent", "ukjend", "mangler", "manglar", "ikke målt", "ikkje målt", "ingen", "vet ikke"],
        "tallet er ikke kjent",
    ),
}
_EXCEL_ERROR = pattern(r"#(?:REF|VERDI|VALUE|DIV/0|NAVN|NAME|NUM|NULL|I/T|N/A)[!?]?|#{3,}", re.IGNORECASE)
_PERCENT_FORMAT = pattern(r'%(?=(?:[^"]*"[^"]*")*[^"]*$)')


# Whole numbers below this have no noise.
_EXACT = 10**15


class _Read(NamedTuple):
    """A number as read from text: its value (scaled, signed), and what stood around it."""

    value: Decimal
    percent: bool
    scaled: bool
    as_written: bool
    counts_something: bool
    remarks: tuple[Remark, ...]


def parse_number(
    raw: object,
    *,
    number_format: str = "",
    decimals_in_column: bool = False,
    text_allowed: bool = False,
) -> Parsed[Decimal | Tall | None]:
    """The number in a cell; a Tall when it must be printed as written («over 80 %», «12 av 16») or is a percentage.

    `decimals_in_column`: «1.200» is 1,2 here.
    `text_allowed`: other text («innmeldt 2012») is kept as a Tall without a value; otherwise it is a fault.
    """
    if isinstance(raw, str):
        text = one_line(raw).removeprefix("'")
        if _PLAIN.fullmatch(text):
            return Parsed(_decimal(text))
        return _from_text(text, decimals_in_column, text_allowed)
    if raw is None:
        return Parsed(None)
    if isinstance(raw, date):
        return number_from_date(raw)
    number = stored_number(raw)
    if number is None:
        return Parsed(None, feil("ugyldig-verdi", f"{quoted(raw)} er ikke et tall"))
    return Parsed(
        Tall(number, prosent=True) if "%" in number_format and _PERCENT_FORMAT.search(number_format) else number
    )


def stored_number(raw: object) -> Decimal | None:
    """A typed number without the noise of binary fractions: 19.580000000000002 → 19.58."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return Decimal(raw)
    if isinstance(raw, float):
        if raw.is_integer() and 0 < abs(raw) < _EXACT:
            return Decimal(int(raw))
        short = Decimal(f"{raw:.15g}")
        return without_trailing_zeros(short) if short.is_finite() else None
    return raw if isinstance(raw, Decimal) and raw.is_finite() else None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace(",", ".").replace("−", "-"))


def _from_text(text: str, decimals: bool, text_allowed: bool) -> Parsed[Decimal | Tall | None]:
    if (missing := _missing(text)) is not None:
        return missing
    if _PAIR.fullmatch(text):
        return Parsed(Tall(None, text))
    read = _read_number(text, decimals)
    if read is not None:
        written = text if read.as_written else ""
        plain = not (written or read.percent)
        return Parsed(read.value if plain else Tall(read.value, written, read.percent), read.remarks)
    if text_allowed:
        return Parsed(Tall(None, text))
    return Parsed(None, feil("ugyldig-verdi", f"{quoted(text)} er ikke et tall", "Skriv for eksempel 1200 eller 19,4."))


def _missing(text: str) -> Parsed[Any] | None:
    """An empty cell, a dash, a sign or word for «no figure», a placeholder, or an error of Excel's."""
    if not text or text in _DASHES:
        return Parsed(None)
    if reason := _MISSING.get(text.casefold()):
        return Parsed(None, info("mangler", f"{quoted(text)} er lest som manglende verdi: {reason}"))
    if _EXCEL_ERROR.fullmatch(text):
        return Parsed(
            None, feil("excel-feil", f"{quoted(text)} er en feilmelding fra Excel", "Rett formelen i cellen.")
        )
    if is_placeholder(text):
        return Parsed(None, advarsel("plassholder", f"{quoted(text)} er en plassholder som ikke er fylt ut"))
    return None


def _read_number(text: str, decimals: bool) -> _Read | None:
    match = _NUMBER.fullmatch(text) if len(text) <= 200 else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    if match["whole"] and match["whole2"]:
        return None
    whole = bool(match["whole"] or match["whole2"])  # «3.400,-» is three thousand, whatever the column has
    number = _digits(match["digits"], decimals and not whole)
    if number is None:
        return None
    value, ambiguous = number[0], number[1] and not whole
    scale = _scale(match["scale"])
    if match["percent"]:
        value = value.scaleb(-2)
    negative = bool(match["open"]) or match["sign"] in {"-", "−", "–"} or bool(match["minus"])
    value = -value if negative else value
    remarks = _ambiguity(text, value) if ambiguous else ()
    rest = (match["rest"] or "").strip()
    return _Read(
        value=without_trailing_zeros(value * scale) if scale else value,
        percent=bool(match["percent"]),
        scaled=bool(scale),
        as_written=bool(match["qualifier"] or rest),
        counts_something=bool(rest) and not rest.startswith("("),
        remarks=remarks,
    )


def _scale(word: str | None) -> Decimal | None:
    if not word:
        return None
    return _SCALES[word.casefold().replace(".", "").replace("’", "'")]


def _digits(text: str, decimals: bool) -> tuple[Decimal, bool] | None:
    """The number that digits and separators say, and whether it could have been another. None for «12 16»."""
    if " " in text or "’" in text:
        if not _SPACED.fullmatch(text):
            return None
        text = text.replace(" ", "").replace("’", "")
    dots, commas = text.count("."), text.count(",")
    if not dots and not commas:
        return Decimal(text), False
    if dots and commas:  # the last separator is the decimal one: 1.200,50 and 1,200.50
        whole, _, fraction = text.rpartition("," if text.rfind(",") > text.rfind(".") else ".")
        return (Decimal(re.sub(r"[.,]", "", whole) + "." + fraction), False) if _grouped(whole) else None
    if dots + commas > 1:
        return (Decimal(re.sub(r"[.,]", "", text)), False) if _grouped(text) else None
    whole, _, fraction = text.replace(",", ".").partition(".")
    could_be_group = len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if could_be_group and dots and not decimals:
        return Decimal(whole + fraction), True
    return Decimal(f"{whole}.{fraction}"), could_be_group and not (commas and decimals)


def _grouped(text: str) -> bool:
    return re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*|\d+", text) is not None


def _ambiguity(text: str, value: Decimal) -> tuple[Remark, ...]:
    melding = f"{quoted(text)} kan leses på to måter, og er tolket som {norsk_tall(without_trailing_zeros(value))}"
    return advarsel("tvetydig-tall", melding, f"Skriv {norsk_tall(without_trailing_zeros(value))} hvis det er ment.")


# --- Money ---------------------------------------------------------------------------------------------------------


def parse_amount(
    raw: object,
    unit: str = KR,
    *,
    number_format: str = "",
    decimals_in_column: bool = False,
) -> Parsed[Beloep | None]:
    """The money in a cell of a column counted in `unit`; a scale word in the cell («19,4 mill») wins over the column.

    A dash is 0, as in accounts, and an empty cell is missing. Raises KeyError when `unit` is not a unit of money.
    """
    if isinstance(raw, str):
        text = one_line(raw).removeprefix("'")
        if not _PLAIN.fullmatch(text):
            return _amount_from_text(text, unit, decimals_in_column)
        return Parsed(Beloep.fra(_decimal(text), unit))
    if "%" not in number_format and (typed := stored_number(raw)) is not None:
        return Parsed(Beloep.fra(typed, unit))
    number, remarks = parse_number(raw, number_format=number_format)
    if isinstance(number, Tall):
        return Parsed(None, feil("ugyldig-verdi", f"{quoted(number)} er en prosent, ikke et beløp"))
    return Parsed(None if number is None else Beloep.fra(number, unit), remarks)


def _amount_from_text(text: str, unit: str, decimals: bool) -> Parsed[Beloep | None]:
    if text in _DASHES:
        return Parsed(Beloep.fra(0, unit))
    if (missing := _missing(text)) is not None:
        return missing
    kroner = _says_kroner(text)
    read = _read_number(text, decimals and not kroner)  # «kr 3.400» has no decimals, whatever the column has
    if read is None or read.percent or read.counts_something:
        melding = f"{quoted(text)} er ikke et beløp"
        return Parsed(None, feil("ugyldig-verdi", melding, "Skriv for eksempel 1200 eller 19,4 mill."))
    per = 1 if read.scaled or kroner else KRONER_PER[unit]
    remarks = read.remarks
    if per != KRONER_PER[unit] and not read.scaled:
        melding = f"{quoted(text)} er lest som hele kroner, men kolonnen er i {unit}"
        hint = f"Skriv {norsk_tall(read.value)} uten «kr» og «,-» hvis beløpet er i {unit}."
        remarks += advarsel("annen-enhet", melding, hint)
    return Parsed(Beloep(read.value * per, unit, text if read.as_written else ""), remarks)


def _says_kroner(text: str) -> bool:
    """Whether the cell itself says that these are whole kroner: «kr 1 200 000,-», «1 200 000 kr»."""
    return re.search(r",[-–—]|\b(?:kr|nok|kroner)\b", text, re.IGNORECASE) is not None


# --- Percentages ---------------------------------------------------------------------------------------------------


def parse_percent(
    raw: object, number_format: str = "", *, whole_numbers: bool = False
) -> Parsed[Decimal | Tall | None]:
    """The fraction a cell says: 0.80 for «80 %», for 0.8 with a percent format, and for 80 when `whole_numbers`.

    `whole_numbers`: the column counts in percent, so that an unformatted 6.0 is 6 %. Otherwise an unformatted number
    is a fraction, but above 1.5 it is read as percent with a warning.
    """
    number, remarks = parse_number(raw, number_format=number_format, decimals_in_column=True)
    if isinstance(number, Tall):
        if number.prosent:
            return Parsed(number if number.tekst else number.verdi, remarks)
        if number.verdi is None:
            return Parsed(number, remarks)
    if number is None:
        return Parsed(None, remarks)
    value, written = (number.verdi, number.tekst) if isinstance(number, Tall) else (number, "")
    fraction, more = _fraction(value or Decimal(0), whole_numbers, raw)
    return Parsed(Tall(fraction, written, prosent=True) if written else fraction, remarks + more)


def _fraction(number: Decimal, whole_numbers: bool, raw: object) -> tuple[Decimal, tuple[Remark, ...]]:
    if whole_numbers:
        return number.scaleb(-2), ()
    if abs(number) > Decimal("1.5"):
        shown = norsk_tall(without_trailing_zeros(number))
        hint = f"Skriv {shown} %." if abs(number) <= 100 else ""  # more than all of it is hardly what was meant
        return number.scaleb(-2), advarsel("tvetydig-prosent", f"{quoted(raw)} er lest som {shown} %", hint)
    return number, ()


def figure_in_unit(figure: object, unit: str) -> Parsed[object]:
    """A figure counted in the unit that stands beside it. With «%» 9.1 is 9,1 %, and so is 9,1 % itself.

    A number below 1 that says nothing of percent counts in it too, with a warning: Excel shows a share like that until
    its cell gets a percent format, and nobody can know.
    """
    if not is_percent(unit):
        return Parsed(figure)
    if isinstance(figure, Tall) and figure.prosent and figure.verdi is not None:
        number = without_trailing_zeros(figure.verdi * 100)
        return Parsed(Tall(number, figure.tekst) if figure.tekst else number)
    if not isinstance(figure, Decimal) or not 0 < abs(figure) < 1:
        return Parsed(figure)
    small, large = (norsk_tall(without_trailing_zeros(number)) for number in (figure, figure * 100))
    melding = f"{quoted(small)} er lest som {small} %, for enheten er %. Kan det være {large} % som er ment?"
    hint = f"Skriv {large} % eller {small} % i cellen, med prosenttegn."
    return Parsed(figure, advarsel("tvetydig-prosent", melding, hint))


# --- Dates that Excel made of something else -----------------------------------------------------------------------


def number_from_date(day: date) -> Parsed[Decimal | Tall | None]:
    """No number, and a warning: Excel made a date of «2-3», «1/2» or «2.10», and what was meant cannot be known."""
    melding = (
        f"datoen {kortdato(day)} står der det skal stå et tall; "
        f"Excel gjør «{day.day}-{day.month}», «{day.day}/{day.month}» og «{day.day}.{day.month}» om til dato"
    )
    return Parsed(None, advarsel("dato-i-tall", melding, "Gi cellen formatet Tekst, og skriv verdien på nytt."))


def id_from_date(day: date, number_format: str = "") -> Parsed[str]:
    """The id that Excel made a date of: 2 October is «2.10», and «3.24» became March 2024 (format mmm.yy)."""
    text = f"{day.month}.{day.year % 100:02d}" if shown_parts(number_format) == "my" else f"{day.day}.{day.month}"
    melding = f"Datoen {kortdato(day)} er tolket som nummeret {text}, for Excel gjør slike nummer om til dato"
    return Parsed(text, advarsel("dato-i-id", melding, f"Gi cellen formatet Tekst, og skriv {text} på nytt."))


def id_from_number(number: float | Decimal, number_format: str = "") -> Parsed[str]:
    """The id that was typed as a number: 3 is «3», and 2.1 is «2.1» with a warning, for it may have been «2.10»."""
    decimals = re.search(r"0[.](0+)", number_format)
    text = f"{number:.{len(decimals[1])}f}" if decimals else shown_number(number).replace(",", ".")
    if "." not in text or decimals:
        return Parsed(text)
    melding = f"{quoted(shown_number(number))} er lagret som tall, og er lest som ID-en {text}"
    return Parsed(
        text, advarsel("tall-i-id", melding, "Skriv ID-er som tekst: gi cellene formatet Tekst, og skriv dem på nytt.")
    )
