"""The kinds of column: how a cell of each kind is understood, offered in a drop-down, and written back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from rapportgen.model import nivaa, ordforraad, tall
from rapportgen.model.beloep import shown_number
from rapportgen.model.parsing import Parsed, Remark, advarsel, feil, info, quoted
from rapportgen.model.perioder import Kvartal, Periode
from rapportgen.model.riktekst import RikTekst
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.named import NamedTuple
from rapportgen.names import did_you_mean
from rapportgen.phrases import listed

if TYPE_CHECKING:
    from rapportgen.model.ordforraad import Ordforraad


class Raw(NamedTuple):
    """A cell as it stands in the workbook.

    `value` is text, a number, a date or a truth value; `rich` its formatted text when it has
    formatting; `number_format` Excel's format code; `fill` the background as RRGGBB, if any.
    """

    value: object
    number_format: str = "General"
    fill: str | None = None
    rich: RikTekst | None = None


class Reading(NamedTuple):
    """What a column knows before its cells are read: unit and period from the heading, number habits.

    `unit` is the unit of amounts; `decimals` whether other cells of the column have decimals;
    `year` the year of what does not say its own, `year_assumed` whether neither sheet nor heading says it, but the
    report's quarter; `levels` the project's scales for S and for K.
    """

    unit: str = "kr"
    decimals: bool = False
    year: int | None = None
    year_assumed: bool = False
    levels: tuple[Ordforraad[Any], Ordforraad[Any]] = (nivaa.NIVAA5, nivaa.NIVAA5)


NO_CONTEXT = Reading()
YEAR_GUESSED = "aar-antatt"


class Kind(ABC):
    """A kind of column. `label` is what people call it; the rest says how Excel should help.

    `figures` says whether its values are figures, and `money` whether they are amounts of it. `width` is that of the
    column in a new workbook, `number_format` Excel's format code for its cells.
    """

    figures: ClassVar[bool] = False
    money: ClassVar[bool] = False
    width: int = 16
    number_format: str = "General"

    def __init__(self, label: str, *, width: int | None = None, number_format: str | None = None) -> None:
        self.label = label
        if width is not None:
            self.width = width
        if number_format is not None:
            self.number_format = number_format

    @property
    def choices(self) -> tuple[str, ...]:
        """The words a drop-down offers; empty when anything may be typed."""
        return ()

    def plain(self, text: str) -> object:
        """The value of a text without formatting that means itself, as most do; None when `parse` must decide."""
        return None

    @abstractmethod
    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        """The value of a cell that is not empty, with remarks on how it was understood."""

    def to_cell(self, value: Any) -> object:
        """What to write in a workbook for `value`: text, a number or a date."""
        return None if value is None else str(value)


class TextKind(Kind):
    """Free text; formatting and line breaks survive as RikTekst."""

    def plain(self, text: str) -> str | None:
        return text if text[:1].isalnum() and "\n" not in text else None  # no bullet, and one line

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        if raw.rich is not None and not raw.rich.er_enkel:
            return Parsed(raw.rich)
        text = plain_text(raw)
        if self.plain(text) is not None:
            return Parsed(text)
        lines = RikTekst.av_tekst(text)
        return Parsed(text if lines.er_enkel else lines)

    def to_cell(self, value: Any) -> object:
        return value if isinstance(value, RikTekst) else super().to_cell(value)


class OfferedKind(TextKind):
    """Text with a drop-down of the usual answers; anything else may be typed."""

    def __init__(self, label: str, *, offered: tuple[str, ...] = (), **usual: Any) -> None:
        super().__init__(label, **usual)
        self.offered = offered

    @property
    def choices(self) -> tuple[str, ...]:
        return self.offered


class ChosenKind(OfferedKind):
    """Text that is one of the offered answers, in any case of letters; another is kept as it is, with a warning."""

    def plain(self, text: str) -> str | None:
        return text if text in self.offered else None

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        text = plain_text(raw)
        same = {word.casefold(): word for word in self.offered}
        if not text or text.casefold() in same:
            return Parsed(same.get(text.casefold()))
        hint = did_you_mean(text.casefold(), same)
        told = advarsel("utenfor-valg", f"{quoted(text)} er ikke blant valgene {', '.join(self.offered)}", hint)
        return Parsed(super().parse(raw, reading).value, told)


class IdentifierKind(Kind):
    """An ID: always text. Excel's dates («2.10» typed in a cell) are turned back, with a warning."""

    number_format = "@"

    def plain(self, text: str) -> str | None:
        return text or None

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        if isinstance(raw.value, date):
            return tall.id_from_date(raw.value, raw.number_format)
        if isinstance(raw.value, (int, float)) and not isinstance(raw.value, bool):
            return tall.id_from_number(raw.value, raw.number_format)
        return Parsed(plain_text(raw))


class NumberKind(Kind):
    """A number; a qualifier («over 80 %», «ca. 25») is kept. With `words` other text is kept too («innmeldt 2012»)."""

    figures = True

    def __init__(self, label: str, *, words: bool = False, **usual: Any) -> None:
        super().__init__(label, **usual)
        self.words = words

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        return tall.parse_number(
            raw.value,
            number_format=raw.number_format,
            decimals_in_column=reading.decimals,
            text_allowed=self.words,
        )

    def to_cell(self, value: Any) -> object:
        return value if isinstance(value, Decimal) else super().to_cell(value)


class AmountKind(Kind):
    """Money, in the unit of its column."""

    figures = True
    money = True
    number_format = "#,##0;[Red]-#,##0;0"

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        return tall.parse_amount(
            raw.value, reading.unit, number_format=raw.number_format, decimals_in_column=reading.decimals
        )

    def to_cell(self, value: Any) -> object:
        return value.i(value.enhet) if value is not None else None


class PercentKind(Kind):
    """A share: 0.80 for 80 %. With `whole_numbers` an unformatted 6 in the column means 6 %."""

    figures = True
    number_format = "0%"

    def __init__(self, label: str, *, whole_numbers: bool = False, **usual: Any) -> None:
        super().__init__(label, **usual)
        self.whole_numbers = whole_numbers

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        return tall.parse_percent(raw.value, raw.number_format, whole_numbers=self.whole_numbers)

    def to_cell(self, value: Any) -> object:
        if isinstance(value, Decimal) and self.whole_numbers:
            return value * 100
        return value if isinstance(value, Decimal) else super().to_cell(value)


class PeriodKind(Kind):
    """The quarter, tertial, half year or year that a row is about."""

    width = 12

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        if isinstance(raw.value, date):
            return self._of_date(raw.value.date() if isinstance(raw.value, datetime) else raw.value)
        text = plain_text(raw)
        period = Periode.parse(text, reading.year)
        if period is None:
            melding = "er ikke et kvartal. Kvartaler skrives som 2Q 2024 eller 2. kvartal 2024"
            return Parsed(None, feil("ugyldig-kvartal", melding))
        is_guess = reading.year_assumed and Periode.parse(text) is None
        return Parsed(period, _year_guessed(text, reading) if is_guess else ())

    @staticmethod
    def _of_date(day: date) -> Parsed[Any]:
        """The quarter that ends on the day («pr. 30.06.2024»); any other day may be what Excel made of a number."""
        period = Kvartal.av(day)
        if day == period.slutt:
            return Parsed(period, info("tolket-verdi", f"er lest som {period}", f"Skriv {period}."))
        return Parsed(None, feil("dato-for-kvartal", "er en dato, men skal være et kvartal", str(period)))

    def to_cell(self, value: Any) -> object:
        return None if value is None else value.tekst("1Q 2024")


class MomentKind(Kind):
    """A point or span of time: date, month, quarter, or words such as «løpende»."""

    width = 14

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        parsed = Tidspunkt.parse(raw.value, raw.number_format, reading.year)
        if not (reading.year_assumed and isinstance(raw.value, str)) or parsed == Tidspunkt.parse(raw.value):
            return parsed
        return Parsed(parsed.value, (*parsed.remarks, *_year_guessed(raw.value, reading)))

    def to_cell(self, value: Any) -> object:
        if isinstance(value, Tidspunkt) and value.slag == "dato":
            return value.start
        return None if value is None else value.tekst("1Q 2024")


class DayKind(MomentKind):
    """A day. `otherwise` is the sentence on what follows from any other moment, which is kept when `keeps` says so."""

    def __init__(self, label: str, *, otherwise: str, keeps: bool = False, **usual: Any) -> None:
        super().__init__(label, **usual)
        self.otherwise, self.keeps = otherwise, keeps

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        parsed = super().parse(raw, reading)
        if parsed.value is None or parsed.value.slag == "dato":
            return parsed
        why = [(remark.kode, remark.forslag) for remark in parsed.remarks if remark.kode != YEAR_GUESSED]
        kode, hint = why[0] if why else ("ugyldig-dato", "Skriv for eksempel 12.10.2023.")
        melding = f"{quoted(plain_text(raw))} er ikke en dato, {self.otherwise}"
        return Parsed(parsed.value if self.keeps else None, advarsel(kode, melding, hint))


class WordKind(Kind):
    """One word of a vocabulary. The cell's colour is read where the word is missing, with a warning.

    `otherwise` is the sentence on what follows when the word is not understood.
    """

    def __init__(
        self,
        label: str,
        *,
        words: Ordforraad[Any],
        offered: tuple[str, ...] = (),
        color_counts: bool = False,
        otherwise: str = "",
        **usual: Any,
    ) -> None:
        super().__init__(label, **usual)
        self.words, self.offered, self.color_counts, self.otherwise = words, offered, color_counts, otherwise

    @property
    def choices(self) -> tuple[str, ...]:
        return self.offered or tuple(str(word) for word in self.words)

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        if isinstance(raw.value, date):
            melding = "er blitt en dato i Excel, men skal være " + listed(self.choices, "eller")
            return Parsed(None, feil("dato-for-ord", melding))
        parsed = self.words.parse(raw.value)
        return self._with_consequence(parsed) if self.otherwise and parsed.value is None else parsed

    def _with_consequence(self, parsed: Parsed[Any]) -> Parsed[Any]:
        told = (r._replace(melding=f"{r.melding.rstrip('.')}. {self.otherwise}") for r in parsed.remarks)
        return Parsed(parsed.value, tuple(told))

    def to_cell(self, value: Any) -> object:
        return ("ja" if value else "nei") if isinstance(value, bool) else super().to_cell(value)


class LevelKind(WordKind):
    """A step of the scale for probability, or for consequence, which may be the kommune's own."""

    def __init__(self, label: str, *, of_consequence: bool = False, **usual: Any) -> None:
        super().__init__(label, **usual)
        self.of_consequence = of_consequence

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        levels = reading.levels[self.of_consequence]
        if isinstance(raw.value, date) or levels is self.words:
            return super().parse(raw, reading)
        return levels.parse(raw.value)


def _year_guessed(text: str, reading: Reading) -> tuple[Remark, ...]:
    melding = f"{quoted(text)} sier ikke hvilket år, og er lest som {reading.year}, året til rapportkvartalet"
    return info(YEAR_GUESSED, melding, "Skriv året også.")


def plain_text(raw: Raw) -> str:
    """The text of a cell: numbers as they are shown, dates as 12.10.2023, the rest tidied of odd spaces."""
    value = raw.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, (int, float, Decimal)):
        return shown_number(value, raw.number_format)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value)


def yes_no(otherwise: str = "") -> WordKind:
    """Yes or no. `otherwise` is the sentence on what follows when the word is not understood."""
    return WordKind("ja/nei", width=10, words=ordforraad.JA_NEI, offered=("ja", "nei"), otherwise=otherwise)


TEXT = TextKind("tekst", width=32)
LONG_TEXT = TextKind("tekst", width=60)
SHORT_TEXT = TextKind("tekst", width=18)
IDENTIFIER = IdentifierKind("ID", width=11)
NUMBER = NumberKind("tall", width=12)
FIGURE = NumberKind("tall", width=12, words=True)
AMOUNT = AmountKind("beløp", width=15)
PERCENT = PercentKind("prosent", width=12)
PERCENT_NUMBER = PercentKind("prosent", width=11, number_format="0.0", whole_numbers=True)
PERIOD = PeriodKind("kvartal")
MOMENT = MomentKind("tidspunkt")
MEETING_DATE = DayKind("dato", otherwise="så rapporten får ingen møtedato")
REPORT_DATE = DayKind("tidspunkt", otherwise="så rapporten får dagens dato", keeps=True)
PROBABILITY = LevelKind("nivå", width=13, words=nivaa.NIVAA5)
CONSEQUENCE = LevelKind("nivå", width=13, words=nivaa.NIVAA5, of_consequence=True)
COLOR = WordKind("farge", width=10, words=ordforraad.FARGE, color_counts=True)
STATUS = WordKind("status", width=14, words=ordforraad.STATUS, color_counts=True)
YES_NO = yes_no()
SHOWN = yes_no(otherwise="Navnet blir ikke vist.")


def offered(*words: str) -> OfferedKind:
    """Text with these words in a drop-down."""
    return OfferedKind("tekst", width=24, offered=words)


def chosen(*words: str) -> ChosenKind:
    """Text that is to be one of these words, which are in a drop-down."""
    return ChosenKind("tekst", width=24, offered=words)
