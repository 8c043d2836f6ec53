"""The Sami names of a workbook inside its Norwegian texts, marked so that a screen reader says them in Sami.

The names are those that the workbook itself gives a Sami form: `prosjekt.kommune.samisk`, a heading's, a word's of
the sheet of words. Nothing is guessed from letters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.model.record import Value
from rapportgen.word.language.values import NOTHING, field_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rapportgen.word.ooxml.spot import Properties

LANGUAGE = ("lang", '<w:lang w:val="se-NO"/>')
_FIELDS = ("prosjekt", "ord", "overskrift")  # the fields of a report whose values may have a Sami form
_SHORTEST = 4  # a shorter word may be a Norwegian one too: «ja» is «og»
_LETTERS = frozenset("áčđŋšŧžÁČĐŊŠŦŽ")


def sami_names(context: Mapping[str, object]) -> re.Pattern[str] | None:
    """What finds the workbook's Sami names in a text, as whole words and the longest first; None without any.

    A name that is written like the Norwegian one is left out, and so is a short word without a Sami letter.
    """
    projects = context.get("prosjekter")
    own = [field_of(one, name) for one in (projects if isinstance(projects, tuple) else ()) for name in _FIELDS]
    pairs = [pair for fields in (*map(context.get, _FIELDS), *own) for pair in _pairs(fields)]
    norwegian = {word.casefold() for word, _ in pairs}
    names = {name for _, name in pairs if name.casefold() not in norwegian and _is_telling(name)}
    if not names:
        return None
    either = "|".join(_pattern(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def is_sami(run: Properties) -> bool:
    """Whether a run with these properties is in Sami already."""
    return any(name == "lang" and 'w:val="se' in xml for name, xml in run)


def _pairs(fields: object) -> Iterator[tuple[str, str]]:
    """The words of these fields that have a Sami form, with it."""
    for name in fields_of(fields):
        value = field_of(fields, name)
        if isinstance(value, Value) and "samisk" in value.FELT:
            in_sami = field_of(value, "samisk")
            yield str(value).strip(), "" if in_sami in (None, NOTHING) else str(in_sami).strip()


def _is_telling(name: str) -> bool:
    return len(name) >= _SHORTEST or not _LETTERS.isdisjoint(name)


def _pattern(name: str) -> str:
    return r"[ \u00a0]".join(re.escape(word) for word in name.split())
