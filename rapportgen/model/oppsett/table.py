"""A table of the settings file, read strictly: each key has a type, and what nothing asks for is a fault."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, TypeVar

from rapportgen.model.parsing import quoted
from rapportgen.names import ascii_name, did_you_mean
from rapportgen.phrases import listed
from rapportgen.problems import Problem, advarsel, feil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

T = TypeVar("T")
Path = tuple[str, ...]
_YES_NO = {"ja": True, "nei": False, "sant": True, "usant": False}


class Source:
    """The settings file on its way: its name, the line of each key when that can be told, and what is wrong so far."""

    def __init__(self, name: str, line_of: Callable[[Path], int | None] = lambda path: None) -> None:
        self.name, self.line_of = name, line_of
        self.problems: list[Problem] = []

    def place(self, path: Path) -> str:
        """«rapportgen.toml, linje 7, rapport.filnavn»: where something stands."""
        line = self.line_of(path)
        parts = (self.name, f"linje {line}" if line else "", ".".join(path))
        return ", ".join(part for part in parts if part)


class SettingsTable:
    """One table. Keys may be spelt with or without æ, ø and å. What nothing has asked for, `finish` tells of."""

    def __init__(self, content: Mapping[str, object], path: Path, source: Source) -> None:
        self.content, self.path, self.source = content, path, source
        self._typed: dict[str, str] = {}
        self._asked: dict[str, str] = {}
        for key in content:
            first = self._typed.setdefault(ascii_name(key), key)
            if first != key:
                self.fault(key, f"«{first}» og «{key}» er det samme navnet. Slett den ene.", code="dobbel-innstilling")

    def fault(self, key: str, message: str, value: object = "", hint: str = "", code: str = "ugyldig-verdi") -> None:
        """Note a fault in what stands under `key`; the table itself when that is «»."""
        self.source.problems.append(feil(code, self.place(key), message, value, hint))

    def warn(self, key: str, code: str, message: str, value: object = "", hint: str = "") -> None:
        """Note a warning about what stands under `key`."""
        self.source.problems.append(advarsel(code, self.place(key), message, value, hint))

    def place(self, key: str = "") -> str:
        """Where `key` stands in the file."""
        typed = key if key in self.content else self._typed.get(ascii_name(key), key)
        return self.source.place((*self.path, typed) if key else self.path)

    def value(self, key: str) -> object | None:
        """Whatever stands under `key`; None when nothing does."""
        name = ascii_name(key)
        self._asked[name] = key
        return self.content[self._typed[name]] if name in self._typed else None

    def text(self, key: str) -> str:
        """A text; «» when there is none."""
        return self._of_type(key, str, 'en tekst i anførselstegn, for eksempel "tekst"') or ""

    def number(self, key: str) -> Decimal | None:
        """A number."""
        value = self.value(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value):
            return Decimal(str(value))
        if value is not None:
            self._wrong_type(key, value, "et tall, uten anførselstegn og med punktum for desimaler")
        return None

    def whole_number(self, key: str, least: int, most: int) -> int | None:
        """A whole number from `least` to `most`."""
        number = self.number(key)
        if number is None:
            return None
        if number != number.to_integral_value() or not least <= number <= most:
            self.fault(key, f"{self._name(key)} skal være et helt tall fra {least} til {most}.", number)
            return None
        return int(number)

    def yes(self, key: str) -> bool:
        """Whether it says yes; no when it says nothing."""
        value = self.value(key)
        if isinstance(value, str) and value.casefold() in _YES_NO:
            return _YES_NO[value.casefold()]
        if value is None or isinstance(value, bool):
            return bool(value)
        self._wrong_type(key, value, "true eller false")
        return False

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a text alone is a list of one."""
        value = self.value(key)
        items = [value] if isinstance(value, str) else value
        if items is None:
            return ()
        if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
            self._wrong_type(key, value, 'en liste av tekster, for eksempel ["a", "b"]')
            return ()
        return tuple(str(item).strip() for item in items)

    def table(self, key: str) -> SettingsTable | None:
        """The table under `key`; None when there is none."""
        value = self._of_type(key, dict, f"en tabell, for eksempel [{'.'.join((*self.path, key))}]")
        return None if value is None else SettingsTable(value, (*self.path, self._typed[ascii_name(key)]), self.source)

    def tables(self) -> Iterator[tuple[str, SettingsTable]]:
        """Every table in this one, by its name as it is typed; what is no table is a fault."""
        for key in self.names:
            if (table := self.table(key)) is not None:
                yield key, table

    @property
    def names(self) -> list[str]:
        """The names as they are typed, where the file chooses them itself."""
        return list(self._typed.values())

    def finish(self) -> None:
        """Note every key that nothing has asked for."""
        known = self._asked
        for name, typed in self._typed.items():
            if name not in known:
                hint = did_you_mean(name, known, f"Her kan det stå {listed(known.values())}.")
                message = f"«{typed}» er ikke en innstilling" + (f" i {'.'.join(self.path)}." if self.path else ".")
                self.fault(typed, message, typed, hint, "ukjent-innstilling")

    def _of_type(self, key: str, kind: type[T], wanted: str) -> T | None:
        value = self.value(key)
        if value is None or isinstance(value, kind):
            return value
        self._wrong_type(key, value, wanted)
        return None

    def _wrong_type(self, key: str, value: object, wanted: str) -> None:
        self.fault(key, f"{self._name(key)} er {_shown(value)}, men skal være {wanted}.", _shown(value))

    def _name(self, key: str) -> str:
        return f"«{self._typed.get(ascii_name(key), key)}»"


def _shown(value: object) -> str:
    """A value as a person would call it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case dict():
            return "en tabell"
        case list():
            return "en liste"
    return quoted(value)
