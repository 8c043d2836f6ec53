"""The numbers of headings, counted as Word counts them: «2», «2.1», «Vedlegg A».

The number is not in the document's text; Word and LibreOffice work it out when they show it. A table of contents that
is right when the file is opened must therefore count too.
"""

from __future__ import annotations

from rapportgen.named import NamedTuple

HIGHEST = 32_767  # what Word counts to
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Level(NamedTuple):
    """One level of a multilevel list: `text` is a pattern such as «%1.%2»; `followed_by` is tab, space or nothing."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: bool = True
    decimals_only: bool = False
    followed_by: str = "tab"


class NumberList(NamedTuple):
    """A list of the template; those with the same `key` count on in each other. `overrides` start levels anew."""

    key: str
    levels: tuple[Level, ...]
    overrides: dict[int, int]


class HeadingCounter:
    """Counts the numbered paragraphs of one report in reading order."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next(self, instance: str, numbers: NumberList, level: int) -> str:
        """The number of the next paragraph on this level (from 0) of a list, as Word prints it; «» for a bullet."""
        counts = self._counts.setdefault(numbers.key, {})
        if instance not in self._begun:
            self._begun.add(instance)
            for at, start in numbers.overrides.items():
                counts[at] = start - 1
        counts[level] = counts.get(level, numbers.levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level and numbers.levels[at].restarts]:
            del counts[deeper]
        return _printed(numbers, level, counts)


def _printed(numbers: NumberList, level: int, counts: dict[int, int]) -> str:
    own = numbers.levels[level]
    if own.form in ("bullet", "none"):
        return ""
    text = own.text
    for at, of in enumerate(numbers.levels):
        count = counts.get(at, of.start - 1 if at < level else of.start)
        text = text.replace(f"%{at + 1}", formatted(count, "decimal" if own.decimals_only else of.form))
    return text.strip()


def whole_number(text: str) -> int | None:
    """A whole number that Word can count from, as a template states it; None for anything else."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    return number if 0 <= number <= HIGHEST else None


def formatted(number: int, form: str) -> str:
    """A number in one of Word's forms: 3, 03, iii, III, c, C."""
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return roman(number) if form == "lowerRoman" else roman(number).upper()
    if form in ("lowerLetter", "upperLetter") and 0 < number <= HIGHEST:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form == "none":
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)


def roman(number: int) -> str:
    """A number from 1 to 3999 in small Roman numerals."""
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out
