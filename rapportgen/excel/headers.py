"""From a heading somebody wrote to the column it means: normalising, synonyms, unit and period of the heading.

The order is fixed: exact synonym, unique beginning, the same words in another order, and at last the same without
æ, ø and å. What matches nothing is an unknown column, kept under its own name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rapportgen.model.enheter import parse_unit
from rapportgen.model.parsing import one_line
from rapportgen.model.perioder import trekk_ut_periode
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from rapportgen.model.declare import Column, Schema, Sheet
    from rapportgen.model.perioder import Periode

LONGEST_HEADING = 80
LONGEST_TAKEN_OUT = 12
"""The longest word of a unit or a period, which is taken out of a heading before it is looked up («prosentpoeng»)."""
_MOST_VERDICTS = 4096
PERCENT = "%"

_FOOTNOTE_SIGNS = pattern(r"[¹²³⁰⁴-⁹]+|\*+$")
_BROKEN_WORD = pattern(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[a-zæøå])")
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_PUNCTUATION = pattern(r"[\s.:;,*\"'’«»/–—\-()\[\]_]+")
_LAST_YEAR = pattern(r"([^\W\d_])\s?[-’']\s?\d\d")
_WHICH = pattern(r"\s[1-4]\.?\s?(?:kvartal|kv|q|tertial|tert|t|halvår|h)\.?$", re.IGNORECASE)
_BRACKETS = pattern(r"\s*[(\[][^()\[\]]*[)\]]$")
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "ae", "é": "e", "è": "e"})


@lru_cache(maxsize=4096)
def clean_heading(text: str) -> str:
    """A heading on one line, without footnote signs, soft hyphens, and words broken over two lines."""
    if _is_plain(text):
        return one_line(text)
    text = _BROKEN_WORD.sub("", text)
    text = _FOOTNOTE_SIGNS.sub("", text.rstrip())  # before NFKC, which would make ¹ the digit 1
    return one_line(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)))


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What two spellings of a heading have in common: case, spaces and punctuation do not matter («Oppr. bud.»)."""
    if _is_plain(text):
        return text.replace(" ", "").casefold()
    folded = clean_heading(text).casefold()
    return _PUNCTUATION.sub("", folded) or folded.replace(" ", "")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a heading, casefolded, without punctuation."""
    if _is_plain(text):
        return tuple(text.casefold().split())
    return tuple(word for word in _PUNCTUATION.split(clean_heading(text).casefold()) if word)


def _is_plain(text: str) -> bool:
    """Whether a text is letters, digits and spaces, with nothing to tidy: most of the headings that are declared."""
    bare = text.replace(" ", "")
    return bare.isalnum() and unicodedata.is_normalized("NFKC", bare)


def folded(text: str) -> str:
    """A key without Norwegian letters: ø, oe and o are one, and so are å, aa and a, æ and ae."""
    return text.translate(_FOLDED).replace("oe", "o").replace("aa", "a")


class Meaning(NamedTuple):
    """What a heading may mean in one type of sheet: columns, best first, and the unit and period it names.

    `exact` is false for a guess from an abbreviation, another word order or a bracket. No names: an unknown column.
    """

    names: tuple[str, ...]
    exact: bool
    unit: str | None
    period: Periode | date | None


class Matcher:
    """The headings of one type of sheet, in all their spellings. Most are found by their exact spelling."""

    def __init__(self, sheet: Sheet) -> None:
        self._spellings = _spellings(sheet)
        self._canonical = {key(column.heading): column.name for column in sheet.columns}
        self._exact = _grouped((_spelling_key(spelling), name) for spelling, name in self._spellings)
        self._percent = {column.name for column in sheet.columns if column.kind.label == "prosent"}
        self._money = {column.name for column in sheet.columns if column.kind.label == "beløp"}
        self._cached = lru_cache(maxsize=2048)(self._meaning)

    @cached_property
    def _keys(self) -> list[tuple[str, tuple[str, ...], str]]:
        return [(key(spelling), words(spelling), name) for spelling, name in self._spellings]

    @cached_property
    def _folded(self) -> dict[object, tuple[str, ...]]:
        return _grouped((folded(key(spelling)), name) for spelling, name in self._spellings)

    @cached_property
    def _word_sets(self) -> dict[object, tuple[str, ...]]:
        return _grouped((frozenset(words(s)), name) for s, name in self._spellings if len(words(s)) > 1)

    def meaning(self, text: str, group: str = "") -> Meaning:
        """What the heading `text`, under the heading `group` of several columns, may mean."""
        return self._cached(text, group)

    def _meaning(self, text: str, group: str) -> Meaning:
        text, group = clean_heading(text), clean_heading(group)
        together = (f"{group} {text}", f"{text} {group}") if group and text else ()
        readings = [_Reading.of(written) for written in (*together, text or group)]
        unit = next((reading.unit for reading in readings if reading.unit), None)
        period = next((reading.period for reading in readings if reading.period), None)
        if not text or len(text) > LONGEST_HEADING:
            readings = readings if text == "" and group and len(group) <= LONGEST_HEADING else []
        for find in (self._by_spelling, self._by_beginning, self._by_words, self._by_folding, self._by_core):
            for reading in readings:
                for form in reading.forms:
                    if names := self._fitting(find(form), reading.unit):
                        return Meaning(names, find in (self._by_spelling, self._by_folding), unit, period)
        return Meaning((), False, unit, period)

    def _fitting(self, names: tuple[str, ...], unit: str | None) -> tuple[str, ...]:
        """The names that agree with the unit: «Avvik (%)» is no money, «Avvik i kr» no percentage."""
        if unit == PERCENT:
            return tuple(name for name in names if name not in self._money)
        return tuple(name for name in names if name not in self._percent) if unit and "kr" in unit else names

    def _by_spelling(self, text: str) -> tuple[str, ...]:
        names = self._exact.get(_spelling_key(text), ())
        own = self._canonical.get(key(text))
        return (own, *(name for name in names if name != own)) if own in names else names

    def _by_beginning(self, text: str) -> tuple[str, ...]:
        """The one column with a heading that begins like this, as a whole or word for word («Forv. gevinst»)."""
        begun, begun_words = key(text), words(text)
        if len(begun) < 3:
            return ()
        found = {
            name
            for whole, whole_words, name in self._keys
            if whole[0] == begun[0]
            and ((len(begun) >= 4 and whole.startswith(begun)) or _abbreviates(begun_words, whole_words))
        }
        return tuple(found) if len(found) == 1 else ()

    def _by_words(self, text: str) -> tuple[str, ...]:
        names = self._word_sets.get(frozenset(words(text)), ())
        return names if len(names) == 1 else ()

    def _by_folding(self, text: str) -> tuple[str, ...]:
        return self._folded.get(folded(key(text)), ())

    def _by_core(self, text: str) -> tuple[str, ...]:
        """By what stands before a bracket: «Sannsynlighet (1-5)»."""
        core = _BRACKETS.sub("", text)
        return self._by_spelling(core) if core != text else ()


class Index:
    """The headings of all types of sheets at once, to see of a row which types it may head.

    `naming` gives the types, columns and periods that a text names exactly. `plain` are the headings in lower case, for
    a quick look that misses decorated ones.
    """

    def __init__(self, schema: Schema) -> None:
        pairs = [(s, sheet, name) for sheet in schema if not sheet.key_value for s, name in _spellings(sheet)]
        self._named: dict[str, list[tuple[Sheet, str]]] = {}
        for spelling, sheet, name in pairs:
            self._named.setdefault(_spelling_key(spelling), []).append((sheet, name))
        self.plain = frozenset(spelling.casefold() for spelling, _, _ in pairs if len(spelling) > 1)
        self.naming = lru_cache(maxsize=4096)(self._naming)
        self._names_any = _Verdicts(self.naming, "\n".join(s for s in self._named if len(s) > LONGEST_TAKEN_OUT))

    def name_two(self, texts: Sequence[str]) -> bool:
        """Whether two of the texts, as they are written in cells, are headings of columns somewhere.

        A text that was not seen before is looked at only where it decides.
        """
        if len(texts) < 2:
            return False
        verdicts = list(map(self._names_any.get, texts))
        named, left = verdicts.count(True), verdicts.count(None)
        for text, verdict in zip(texts, verdicts, strict=True):
            if named > 1 or named + left < 2:
                break
            if verdict is None:
                named, left = named + self._names_any[text], left - 1
        return named > 1

    def _naming(self, text: str) -> frozenset[tuple[Sheet, str, object]]:
        text = clean_heading(text)
        if not text or len(text) > LONGEST_HEADING:
            return frozenset()
        reading = _Reading.of(text)
        found: dict[Sheet, tuple[Sheet, str, object]] = {}
        for form in reading.forms:
            for sheet, name in self._named.get(_spelling_key(form), ()):
                found.setdefault(sheet, (sheet, name, reading.period))
        return frozenset(found.values())


class _Verdicts(dict[str, bool]):
    """Whether a text, as it is written in a cell, names a column of an index; most texts are asked for many times.

    `headings` are those of the index that may hold a long word, as they are looked up by `naming`.
    """

    def __init__(self, naming: Callable[[str], object], headings: str) -> None:
        super().__init__()
        self._naming, self._headings = naming, headings

    def __missing__(self, written: str) -> bool:
        verdict = self._may_name(written) and self._names(one_line(written))
        if len(written) <= 2 * LONGEST_HEADING:
            if len(self) >= _MOST_VERDICTS:
                self.clear()
            self[written] = verdict
        return verdict

    def _names(self, text: str) -> bool:
        return len(text) <= 2 * LONGEST_HEADING and bool(self._naming(text))

    def _may_name(self, written: str) -> bool:
        """Whether the longest word stands in a heading, where it is too long for a unit or a period: a quick look.

        Most of what is no heading is a sentence, which it would take long to tidy and to look up all readings of.
        """
        word = max(written.split(), key=len, default="").rstrip(".,:;")
        is_telling = len(word) > LONGEST_TAKEN_OUT and word.isalpha() and unicodedata.is_normalized("NFKC", word)
        return not is_telling or word.casefold() in self._headings


@lru_cache(maxsize=16)
def index_of(schema: Schema) -> Index:
    """The index of a schema, made once."""
    return Index(schema)


def _spellings(sheet: Sheet) -> list[tuple[str, str]]:
    return [(spelling, column.name) for column in sheet.columns for spelling in (column.heading, *column.synonyms)]


class _Reading(NamedTuple):
    """A heading with its unit and period taken out: the forms to look up, the fullest first."""

    forms: tuple[str, ...]
    unit: str | None
    period: Periode | date | None

    @classmethod
    def of(cls, text: str) -> _Reading:
        without_unit, unit = parse_unit(text)
        without_period, period = trekk_ut_periode(without_unit)
        rest = without_period
        if unit is None and rest != text:
            rest, unit = parse_unit(rest)
        last_year = (f"{match[1]}-",) if (match := _LAST_YEAR.fullmatch(text)) else ()
        percent = (f"{rest} %",) if unit == PERCENT and rest else ()
        only_period = without_period if without_unit == text else trekk_ut_periode(text)[0]
        forms = (text, *last_year, *percent, without_unit, only_period, rest, _WHICH.sub("", rest))
        return cls(tuple(form for form in dict.fromkeys(forms) if form), unit, period)


def _spelling_key(text: str) -> str:
    """The key, with the dash of «R-» (accounts of last year, «R-23») kept apart from «R»."""
    return f"{key(text)}-" if text[1:2] == "-" and re.fullmatch(r"\w-:?", text) else key(text)


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether each word begins the word in the same place, and at least one is cut."""
    return (
        len(short) == len(full)
        and len("".join(short)) >= 3
        and all(word.startswith(part) for part, word in zip(short, full, strict=True))
    )


def _grouped(pairs: Iterable[tuple[object, str]]) -> dict[object, tuple[str, ...]]:
    groups: dict[object, dict[str, None]] = {}
    for found, name in pairs:
        groups.setdefault(found, {})[name] = None
    return {found: tuple(names) for found, names in groups.items()}


@lru_cache(maxsize=128)
def matcher(sheet: Sheet) -> Matcher:
    """The matcher of a declared sheet, made once."""
    return Matcher(sheet)


def spellings(column: Column) -> Iterator[str]:
    """The headings to offer for a column in messages: its own, and the first of its synonyms."""
    yield column.heading
    yield from column.synonyms[:3]
