"""The unit in a heading: «Budsjett (1 000 kr)», «Regnskap i mill», «Avvik i %», «Tall i 1000 kr»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.model.beloep import KR, MILL_KR, TUSEN_KR
from rapportgen.model.parsing import one_line
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNIT_SPELLINGS = {
    KR: "kr|kr.|kroner|nok|hele kroner|heile kroner",
    TUSEN_KR: "1000 kr|1 000 kr|1.000 kr|1000 kroner|1 000 kroner|1000 nok|1 000 nok|"
    "kr 1000|kr 1 000|nok 1000|nok 1 000|"
    "tusen|tusen kr|tusen kroner|hele tusen|tkr|t.kr|tnok",
    MILL_KR: "mill|mill.|mill kr|mill. kr|mill kroner|mill. kroner|millioner|millioner kr|millioner kroner|mnok|mkr",
    "%": "%|prosent|pst|pst.",
}
_UNIT_WORDS = {word: unit for unit, words in _UNIT_SPELLINGS.items() for word in words.split("|")}
_BARE_THOUSAND = dict.fromkeys(["1000", "1 000", "1.000", "'000"], TUSEN_KR)  # only where it must be a unit
_OTHER_UNITS = {
    **dict.fromkeys(["årsverk", "fte", "stillinger"], "årsverk"),
    **dict.fromkeys(["antall", "tal", "stk", "stk."], "antall"),
    **{word: word for word in ("timer", "dager", "uker", "måneder", "poeng", "prosentpoeng")},
}
_ALL_UNITS = _UNIT_WORDS | _BARE_THOUSAND | _OTHER_UNITS


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_INTRO = r"(?:(?:alle )?(?:tall|beløp)(?:ene)? )?(?:er )?(?:oppgitt )?(?:i )?(?:hele )?"
_BRACKETS = pattern(rf"[(\[] ?{_INTRO}([^()\[\]]+?) ?[)\]]", re.IGNORECASE)
_AT_THE_END = pattern(
    rf"(?:^|[ ,;:–-]) ?{_INTRO}(?:({_alternatives(_UNIT_WORDS)})|(?<=i |, )({_alternatives(_BARE_THOUSAND)}))[*]*$",
    re.IGNORECASE,
)
_LAST_WORDS = (*_UNIT_WORDS, *_BARE_THOUSAND)
_PERCENT = pattern(r"\s*(?:%|(?:prosent|pst)\b)", re.IGNORECASE)
_AT_THE_START = pattern(r"(%|prosent|pst\.?) (?=\S)", re.IGNORECASE)


def parse_unit(text: str) -> tuple[str, str | None]:
    """What is left of a heading without its unit, and the unit: «Budsjett (1 000 kr)» → («Budsjett», «1 000 kr»).

    Units are kr, 1 000 kr, mill. kr, % (also without brackets: «i mill», «, tusen», «Tall i 1000 kr»), and in brackets
    årsverk, antall and the like.
    """
    line = one_line(text)
    if len(line) > 200:
        return line, None
    for inside in _BRACKETS.finditer(line) if "(" in line or "[" in line else ():
        if (unit := _ALL_UNITS.get(inside[1].casefold())) is not None:
            return _joined(line[: inside.start()], line[inside.end() :]), unit
    ends_with_unit = line.casefold().rstrip("*").endswith(_LAST_WORDS)  # looked for first: the pattern is a long one
    at_the_end = _AT_THE_END.search(line) if ends_with_unit else None
    # To a pattern the Turkish «mİll kr» is «mill kr»; in the table of units it is not.
    if at_the_end and (unit := _ALL_UNITS.get((at_the_end[1] or at_the_end[2]).casefold())) is not None:
        return _joined(line[: at_the_end.start()], ""), unit
    if match := _AT_THE_START.match(line):
        return line[match.end() :], "%"
    return line, None


def is_percent(unit: str) -> bool:
    """Whether a unit, alone or with what it is of, is percent: «%», «prosent av budsjettet»; not «prosentpoeng»."""
    return _PERCENT.match(unit) is not None


def _joined(before: str, after: str) -> str:
    return one_line(f"{before} {after}").strip(" ,;:–-")
