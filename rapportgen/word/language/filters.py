"""The filters of templates by their names: those of words and lists, and those of numbers and dates (`number_filters`).

A value of the wrong kind stops the report with a message that says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.errors import TemplateError
from rapportgen.model.beloep import Beloep
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.model.utelatt import Utelatt
from rapportgen.phrases import cut_between_words, listed
from rapportgen.word.language.number_filters import NumberFilters, wrong
from rapportgen.word.language.values import NOTHING, Missing, display, fields_of, item_of
from rapportgen.word.language.words import in_nynorsk
from rapportgen.word.settings import NYNORSK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rapportgen.word.language.budget import Budget
    from rapportgen.word.language.formats import Language
    from rapportgen.word.settings import Visning


class Filters(NumberFilters):
    """The filters of one report. Each method that `NAMES` knows is a filter by its own name."""

    def __init__(self, visning: Visning, budget: Budget, language: Language | None = None) -> None:
        super().__init__(visning, language)
        self.budget = budget

    def table(self) -> dict[str, Callable[..., object]]:
        """The filters by the names that templates use, docxtpl's English ones and the kommune's own among them."""
        shipped = {name: getattr(self, method) for name, method in NAMES.items()}
        if not self.visning.filtre:
            return shipped
        from rapportgen.word.language.own_filters import own_filters

        return {**shipped, **own_filters(self.visning, self.formatted)}

    def liste(self, value: object, ord: str = "og") -> str:
        """«a, b og c»; the empty values left out."""
        texts = [text for item in self._items(value) if (text := self._text(item)) and item is not None]
        if len(texts) < 2:
            return texts[0] if texts else self.visning.mangler
        return self.budget.take_text(listed(texts, ord))

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
        return cut_between_words(self._text(value), lengde)

    def ellers(self, value: object, ellers: object = "", ogsaa_tom: bool = False) -> object:
        """The value, or `ellers` when it is missing (or empty, with `true`)."""
        missing = isinstance(value, Missing) or value is None
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
            owner, item = item, NOTHING if name.startswith("_") else item_of(item, name)
            if item is NOTHING:
                raise _without_field(owner, name)
        return item

    def _items(self, value: object) -> Sequence[object]:
        if value is None or isinstance(value, Utelatt):
            return ()
        if isinstance(value, Missing):
            value.fail()
        if isinstance(value, (list, tuple)):
            self.budget.take_turns(len(value))
            return value
        raise wrong(value, "en liste")

    def _text(self, value: object) -> str:
        return value if type(value) is str else display(value, self.visning)


def _without_field(row: object, name: str) -> TemplateError:
    from rapportgen.word.language.meant import near

    meant = near(name, fields_of(row))
    return TemplateError(f"Radene har ikke feltet «{name}»." + (f" Mente du «{meant}»?" if meant else ""))


def _sort_key(value: object) -> tuple[int, object]:
    if isinstance(value, str):
        return (1, value.casefold())
    return (0, value.sort_key if isinstance(value, Tidspunkt) else value)


_OWN = (
    "kr", "tusen", "mill", "prosent", "tall", "fortegn", "ord", "absolutt", "avrund", "dato", "langdato", "kvartal",
    "liste", "join", "nn", "storforbokstav", "litenforbokstav", "upper", "lower", "trim", "erstatt", "kutt", "ellers",
    "tekst", "antall", "foerste", "siste", "sum", "sorter", "velg", "velgbort", "omvendt", "slaa_sammen",
)  # fmt: skip
_ENGLISH = {
    "abs": "absolutt", "round": "avrund", "replace": "erstatt", "truncate": "kutt", "default": "ellers",
    "d": "ellers", "string": "tekst", "e": "tekst", "escape": "tekst", "length": "antall", "count": "antall",
    "first": "foerste", "last": "siste", "sort": "sorter", "reverse": "omvendt", "capitalize": "storforbokstav",
    "store": "upper", "smaa": "lower",
}  # fmt: skip

NAMES = {name: name for name in _OWN} | _ENGLISH
"""The names that templates use, and the method behind each; no filter of a kommune's own may have one of them."""
