"""The filters of templates: `{{ økonomi.sum | mill }}`. Number signs, months and words follow CLDR.

A filter takes what the model holds (amounts, numbers, dates, periods) and gives text. A missing value prints
as a missing value («–»); a value of the wrong kind stops the report with a message that says so.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined

from rapportgen.errors import TemplateError
from rapportgen.model.beloep import Beloep, Tall, without_trailing_zeros
from rapportgen.model.perioder import Kvartal, Periode
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.model.trafikklys import Fortegn
from rapportgen.model.utelatt import Utelatt
from rapportgen.word.formats import format_long_date, format_number, signs_of
from rapportgen.word.own_filters import own_filters
from rapportgen.word.settings import NYNORSK
from rapportgen.word.values import NOTHING, decimal, display, item_of
from rapportgen.word.words import in_nynorsk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rapportgen.model.oppsett.filtre import Tallformat
    from rapportgen.word.budget import Budget
    from rapportgen.word.settings import Visning

NBSP = "\u00a0"
MAX_DECIMALS = 10


class Filters:
    """The filters of one report. Each public method is a filter by its own name (see `table`)."""

    def __init__(self, visning: Visning, budget: Budget) -> None:
        self.visning = visning
        self.budget = budget

    def table(self) -> dict[str, Callable[..., object]]:
        """The filters by the names that templates use, docxtpl's English ones and the kommune's own among them."""
        shipped = {name: getattr(self, method) for name, method in NAMES.items()}
        return {**shipped, **own_filters(self.visning, self.formatted)} if self.visning.filtre else shipped

    # --- amounts and numbers ---

    def kr(self, value: object, desimaler: int = 0) -> str:
        """1 250 000 kr"""
        return self._number(value, desimaler, suffix=f"{NBSP}kr")

    def tusen(self, value: object, desimaler: int = 0) -> str:
        """The amount in 1 000 kr, without the unit, which stands in the heading of the table."""
        return self._number(value, desimaler, divided_by=1_000)

    def mill(self, value: object, desimaler: int = 1) -> str:
        """19,4 mill. kr"""
        return self._number(value, desimaler, divided_by=1_000_000, suffix=f"{NBSP}mill.{NBSP}kr")

    def prosent(self, value: object, desimaler: int = 0) -> str:
        """80 %, from the fraction 0.8"""
        sign = signs_of(self.visning.locale).percent
        return self._number(value, desimaler, divided_by=Decimal("0.01"), suffix=NBSP + sign)

    def tall(self, value: object, desimaler: int | None = None) -> str:
        """1 234,5: with so many decimals, or those that the number has."""
        return self._number(value, desimaler)

    def fortegn(self, value: object, desimaler: int | None = None) -> str:
        """+1 200 or −1 200: a difference with its sign. Follows another filter too: `x | tusen | fortegn`."""
        signs = signs_of(self.visning.locale)
        text = value if isinstance(value, str) else self.tall(value, desimaler)
        if text.startswith((signs.minus, "-", signs.plus)) or not any(char in "123456789" for char in text):
            return text
        return signs.plus + text

    def ord(self, value: object) -> str:
        """merforbruk, mindreforbruk or «i balanse»: what the sign of a deviation means in this report."""
        number = self._decimal(value)
        if number is None:
            return self._left_out(value)
        word = Fortegn.av(self.visning.fortegn).ord(number)
        return in_nynorsk(word) if self.visning.maalform == NYNORSK else word

    def absolutt(self, value: object) -> object:
        """The value without its sign, for a sentence that says it in a word."""
        if isinstance(value, Beloep):
            return abs(value)
        number = self._decimal(value)
        return abs(number) if number is not None else _none_or_left_out(value)

    def avrund(self, value: object, desimaler: int = 0) -> object:
        """The number rounded half away from zero."""
        number = self._decimal(value)
        if number is None:
            return _none_or_left_out(value)
        return number.quantize(Decimal(1).scaleb(-_decimals(desimaler)), ROUND_HALF_UP)

    def _number(self, value: object, desimaler: int | None, divided_by: Decimal | int = 1, suffix: str = "") -> str:
        if isinstance(value, (Tall, Beloep)) and value.tekst:
            return value.tekst  # «over 80 %», «ca. 19,4 mill» keep their qualifier
        number = self._decimal(value)
        if number is None:
            return self._left_out(value)
        scaled = number / divided_by if divided_by != 1 else number
        if desimaler is None:
            scaled = without_trailing_zeros(scaled) if divided_by != 1 else scaled
        decimals = None if desimaler is None else _decimals(desimaler)
        return format_number(scaled, decimals, self.visning.locale) + suffix

    def formatted(self, value: object, form: Tallformat) -> str:
        """A number in a format of the kommune's own: what its filters print."""
        if isinstance(value, (Tall, Beloep)) and value.tekst:
            return value.tekst
        number = self._decimal(value)
        if number is None:
            return self._left_out(value)
        text = self._number(number * form.ganger / form.delt_paa, form.desimaler, divided_by=Decimal(1))
        if form.null and not any(char in "123456789" for char in text):
            return form.null
        before = f"{form.foran}{NBSP}" if form.foran[-1:].isalnum() else form.foran
        after = f"{NBSP}{form.enhet}" if form.enhet else ""
        return f"{before}{self.fortegn(text) if form.fortegn else text}{after}"

    def _decimal(self, value: object) -> Decimal | None:
        """The number in a value, in whole kroner for an amount; None when there is none. Raises TemplateError."""
        if isinstance(value, Beloep):
            return value.kroner
        if isinstance(value, Tall):
            return value.verdi
        if value is None or isinstance(value, Utelatt):
            return None
        if isinstance(value, (Decimal, int, float)) and not isinstance(value, bool):
            return decimal(value)
        raise _wrong(value, "et tall eller et beløp")

    # --- time ---

    def dato(self, value: object) -> str:
        """12.10.2023"""
        if isinstance(value, Tidspunkt):
            return value.tekst(self.visning.kvartalsformat)
        day = self._day(value)
        return f"{day.day:02}.{day.month:02}.{day.year}" if day else self._left_out(value)

    def langdato(self, value: object) -> str:
        """12. oktober 2023"""
        if isinstance(value, Tidspunkt):
            if value.slag != "dato" or value.start is None or value.varighet:
                return value.tekst(self.visning.kvartalsformat)
            value = value.start
        day = self._day(value)
        return format_long_date(day, self.visning.locale) if day else self._left_out(value)

    def kvartal(self, value: object) -> str:
        """1. kvartal 2024, in the form the workbook has chosen: the quarter, or the one that a date is in."""
        if isinstance(value, Periode):
            return value.tekst(self.visning.kvartalsformat)
        if isinstance(value, Tidspunkt):
            quarter = value.kvartal
            return (quarter or value).tekst(self.visning.kvartalsformat)
        day = self._day(value)
        return Kvartal.av(day).tekst(self.visning.kvartalsformat) if day else self._left_out(value)

    def _left_out(self, value: object) -> str:
        """What is printed for a value that says nothing: «–», or what stands in its place."""
        return display(value if isinstance(value, Utelatt) else None, self.visning)

    def _day(self, value: object) -> date | None:
        if value is None or isinstance(value, Utelatt):
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        raise _wrong(value, "en dato")

    # --- words and lists ---

    def liste(self, value: object, ord: str = "og") -> str:
        """«a, b og c»; the empty values left out."""
        texts = [text for item in self._items(value) if (text := self._text(item)) and item is not None]
        if len(texts) < 2:
            return texts[0] if texts else self.visning.mangler
        return self.budget.take_text(f"{', '.join(texts[:-1])} {ord} {texts[-1]}")

    def join(self, value: object, mellom: str = "", attribute: str | None = None) -> str:
        """The items after one another, with `mellom` between."""
        items = self._items(value)
        if attribute is not None:
            items = [self._field(item, attribute) for item in items]
        return self.budget.take_text(self._text(mellom).join(self._text(item) for item in items))

    def nn(self, value: object) -> str:
        """A label in nynorsk, when the report is."""
        text = self._text(value)
        return in_nynorsk(text) if self.visning.maalform == NYNORSK else text

    def storforbokstav(self, value: object) -> str:
        """The text with a capital first letter, the rest as written."""
        text = self._text(value)
        return text[:1].upper() + text[1:]

    def litenforbokstav(self, value: object) -> str:
        """The text with a small first letter, for use inside a sentence."""
        text = self._text(value)
        return text[:1].lower() + text[1:]

    def upper(self, value: object) -> str:
        """THE TEXT IN CAPITALS"""
        return self._text(value).upper()

    def lower(self, value: object) -> str:
        """the text in small letters"""
        return self._text(value).lower()

    def trim(self, value: object) -> str:
        """The text without space at either end."""
        return self._text(value).strip()

    def erstatt(self, value: object, gammel: str, ny: str) -> str:
        """The text with one thing in place of another."""
        text, old, new = self._text(value), self._text(gammel), self._text(ny)
        count = text.count(old) if old else 0
        if len(text) + count * len(new) > 1_000_000:
            raise TemplateError("Teksten blir for lang når noe erstattes i den.")
        return text.replace(old, new) if old else text

    def kutt(self, value: object, lengde: int = 100) -> str:
        """The beginning of a long text, cut between words and ending with …"""
        text = self._text(value)
        if len(text) <= lengde:
            return text
        start = text[: max(lengde - 1, 0)]
        whole_words = start.rpartition(" ")[0] or start
        return whole_words.rstrip(" ,;:–") + "…"

    def ellers(self, value: object, ellers: object = "", ogsaa_tom: bool = False) -> object:
        """The value, or `ellers` when it is missing (or empty, with `true`)."""
        missing = isinstance(value, Undefined) or value is None
        return ellers if missing or (ogsaa_tom and not value) else value

    def tekst(self, value: object) -> str:
        """The value as it prints."""
        return self._text(value)

    def antall(self, value: object) -> int:
        """How many there are: rows of a list, characters of a text."""
        return len(value) if isinstance(value, str) else len(self._items(value))

    def foerste(self, value: object) -> object:
        """The first of a list; nothing when it is empty."""
        return next(iter(self._items(value)), None)

    def siste(self, value: object) -> object:
        """The last of a list; nothing when it is empty."""
        items = self._items(value)
        return items[-1] if items else None

    def sum(self, value: object, attribute: str | None = None, start: int = 0) -> object:
        """The sum of numbers or amounts, of a field of each row when one is named. Missing values count nothing.

        Where a value is left out («mangler»), so is the sum.
        """
        items = self._items(value)
        if attribute is not None:
            items = [self._field(item, attribute) for item in items]
        if left_out := next((item for item in items if isinstance(item, Utelatt)), None):
            return left_out
        total: Any = start
        for item in items:
            amount = item if isinstance(item, Beloep) else self._decimal(item)
            total = total if amount is None else total + amount
        return total

    def sorter(self, value: object, attribute: str | None = None, reverse: bool = False) -> list[object]:
        """The list in order (of a field); what is missing comes last."""
        items = list(self._items(value))
        keys = [self._field(item, attribute) if attribute else item for item in items]
        known = [key is not None and not isinstance(key, Utelatt) for key in keys]
        present = [(key, item) for key, item, is_known in zip(keys, items, known, strict=True) if is_known]
        missing = [item for item, is_known in zip(items, known, strict=True) if not is_known]
        present.sort(key=lambda pair: _sort_key(pair[0]), reverse=reverse)
        return [item for _, item in present] + missing

    def velg(self, value: object, attribute: str, verdi: object = True) -> list[object]:
        """The rows in which a field has a value: `tiltak | velg("status", "Forsinket")`; is true, without one."""
        return [item for item in self._items(value) if self._agrees(item, attribute, verdi)]

    def velgbort(self, value: object, attribute: str, verdi: object = True) -> list[object]:
        """The rows that `velg` leaves out."""
        return [item for item in self._items(value) if not self._agrees(item, attribute, verdi)]

    def omvendt(self, value: object) -> object:
        """The list, or the text, backwards."""
        return value[::-1] if isinstance(value, str) else list(self._items(value))[::-1]

    def slaa_sammen(self, value: object) -> object:
        """The value; its table cell is merged with the one above while they are the same (see `merging`)."""
        return value

    def _agrees(self, item: object, attribute: str, wanted: object) -> bool:
        found = self._field(item, attribute)
        return bool(found) if wanted is True else found == wanted or self._text(found) == wanted

    def _field(self, item: object, path: object) -> object:
        for name in str(path).split("."):
            item = NOTHING if name.startswith("_") else item_of(item, name)
            if item is NOTHING:
                raise TemplateError(f"Feltet {path} finnes ikke.")
        return item

    def _items(self, value: object) -> Sequence[object]:
        if value is None or isinstance(value, Utelatt):
            return ()
        if isinstance(value, Undefined):
            str(value)  # raises, with the name of the field
        if isinstance(value, (list, tuple)):
            self.budget.take_turns(len(value))
            return value
        raise _wrong(value, "en liste")

    def _text(self, value: object) -> str:
        return value if type(value) is str else display(value, self.visning)


def _sort_key(value: object) -> tuple[int, object]:
    if isinstance(value, str):
        return (1, value.casefold())
    return (0, value.sort_key if isinstance(value, Tidspunkt) else value)


def _none_or_left_out(value: object) -> object:
    """What a calculation gives when there is no number: nothing, or what stands in its place."""
    return value if isinstance(value, Utelatt) else None


def _decimals(number: object) -> int:
    """The number of decimals a template asks for. Raises TemplateError for anything but a small number."""
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MAX_DECIMALS:
        raise TemplateError(f"Antall desimaler må være et tall fra 0 til {MAX_DECIMALS}.")
    return number


def _wrong(value: object, wanted: str) -> TemplateError:
    if isinstance(value, Undefined):
        str(value)  # raises, with the name of the field
    shown = f"«{value[:40]}»" if isinstance(value, str) else "verdien"
    return TemplateError(f"Filteret trenger {wanted}, men {shown} er noe annet.")


def _names() -> dict[str, str]:
    own = [
        "kr",
        "tusen",
        "mill",
        "prosent",
        "tall",
        "fortegn",
        "ord",
        "absolutt",
        "avrund",
        "dato",
        "langdato",
        "kvartal",
        "liste",
        "join",
        "nn",
        "storforbokstav",
        "litenforbokstav",
        "upper",
        "lower",
        "trim",
        "erstatt",
        "kutt",
        "ellers",
        "tekst",
        "antall",
        "foerste",
        "siste",
        "sum",
        "sorter",
        "velg",
        "velgbort",
        "omvendt",
        "slaa_sammen",
    ]
    english = {
        "abs": "absolutt", "round": "avrund", "replace": "erstatt", "truncate": "kutt", "default": "ellers",
        "d": "ellers", "string": "tekst", "e": "tekst", "escape": "tekst", "length": "antall", "count": "antall",
        "first": "foerste", "last": "siste", "sort": "sorter", "reverse": "omvendt", "capitalize": "storforbokstav",
        "store": "upper", "smaa": "lower",
    }  # fmt: skip
    return {name: name for name in own} | english


NAMES = _names()
"""The names that templates use, and the method behind each; no filter of a kommune's own may have one of them."""
