"""Names that must not be printed: those of members where `Vises i rapport` says no, or says something not understood.

Such a name may stand in other cells too (a responsible person, a participant, a text), so it is looked for everywhere,
and the person's position or role is printed in its place. A name is known by all its words in order, the surname first
or last, also in an e-mail address. A single word is only taken for a name when the cell says nothing else; initials
and nicknames cannot be known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rapportgen.model.parsing import folded
from rapportgen.model.tekstverdier import typed_text, with_text
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rapportgen.model.workbook import SheetData, UnknownSheet, Workbook
    from rapportgen.problems import Problem

MEMBERS = "Deltakere"
_BETWEEN = r"[\s._-]+"


def is_hidden(row: Any, doubtful: Iterable[str]) -> bool:
    """Whether the name of a member is to be left out. `doubtful` are the cells that something is said about."""
    return row.vises is False or row.addresses.get("vises") in doubtful


class SkjulteNavn:
    """The names of a workbook that must not be printed, and the words printed in their places."""

    def __init__(self, workbook: Workbook) -> None:
        doubtful = {problem.sted for problem in workbook.problems}
        hidden = [row for row in workbook.rows(MEMBERS) if row.navn and is_hidden(row, doubtful)]
        self._words = {folded(row.navn): _word_for(row) for row in hidden}
        self._own = {row.address("navn") for row in hidden}
        forms = sorted((form for name in self._words for form in _forms(name)), key=len, reverse=True)
        self._pattern = re.compile("|".join(forms), re.IGNORECASE) if forms else None
        begun = [form for name in self._words for form in _cut_short(name)]
        self._cut_short = pattern("|".join(begun), re.IGNORECASE) if begun else None
        self._longest = [max(re.split(_BETWEEN, name), key=len) for name in self._words]

    def __bool__(self) -> bool:
        return self._pattern is not None

    def found_in(self, text: str) -> bool:
        """Whether the text holds one of the names."""
        return self._pattern is not None and self._may_be_in(text.casefold()) and self._pattern.search(text) is not None

    def may_stand_in(self, data: SheetData | UnknownSheet) -> bool:
        """Whether a sheet needs a closer look."""
        return self._may_be_in(data.folded())

    def _may_be_in(self, folded: str) -> bool:
        """Whether the longest word of one of the names is there: this is seen much sooner than a name is found."""
        return any(word in folded for word in self._longest)

    def without(self, text: str) -> str:
        """The text with a position or role in place of each of the names."""
        return self._pattern.sub(self._word, text) if self._pattern is not None else text

    def places(self, workbook: Workbook) -> Iterator[tuple[str, str]]:
        """Each cell but their own where one of the names stands, and what the report prints there."""
        for data in filter(self.may_stand_in, workbook.sheets.values()):
            for row in data.rows:
                for name, value in row.written():
                    text = typed_text(value)
                    if text and row.address(name) not in self._own and self.found_in(text):
                        yield row.address(name), self.without(text)
        for sheet in workbook.unknown.values():
            for row in sheet.rows if self.may_stand_in(sheet) else ():
                for text in map(typed_text, row.values.values()):
                    if text and self.found_in(text):
                        yield f"{sheet.title}, rad {row.number}", self.without(text)

    def removed_from(self, workbook: Workbook) -> Workbook:
        """The workbook with the names taken out of all that a report may print."""
        if not self:
            return workbook
        sheets = {
            name: data.changed(rows=[self._row(row) for row in data.rows]) if self.may_stand_in(data) else data
            for name, data in workbook.sheets.items()
        }
        unknown = {
            title: sheet.changed(rows=[row.changed(values=self._changed(row.values)) for row in sheet.rows])
            if self.may_stand_in(sheet)
            else sheet
            for title, sheet in workbook.unknown.items()
        }
        counts = [
            count if (title := self.without(count.title)) == count.title else count.changed(title=title)
            for count in workbook.counts
        ]
        return workbook.changed(file=self.without(workbook.file), sheets=sheets, unknown=unknown, counts=counts)

    def removed_from_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems as others may read them: no name, whole or cut short."""
        if not self:
            return list(problems)
        return [
            p._replace(
                sted=self.without(p.sted),
                melding=self._told(p.melding),
                verdi=self._told(p.verdi),
                forslag=self._told(p.forslag),
            )
            for p in problems
        ]

    def _told(self, text: str) -> str:
        if "…" in text and self._cut_short is not None:
            text = self._cut_short.sub("…", text)
        return self.without(text)

    def _row(self, row: Any) -> Any:
        if not any(self.found_in(text) for _, value in row.written() if (text := typed_text(value))):
            return row
        by_period = {name: self._changed(values) for name, values in row.by_period.items()}
        return row.changed(values=self._changed(row.values), unknown=self._changed(row.unknown), by_period=by_period)

    def _changed(self, values: Mapping[Any, Any]) -> dict[Any, Any]:
        return {
            name: with_text(value, self.without) if self.found_in(typed_text(value)) else value
            for name, value in values.items()
        }

    def _word(self, match: re.Match[str]) -> str:
        words = folded(match[0]).replace(",", " ").split()
        for name, word in self._words.items():
            if sorted(re.split(_BETWEEN, name)) == sorted(re.split(_BETWEEN, " ".join(words))):
                return word
        return "medlem"


def _forms(name: str) -> Iterator[str]:
    """The patterns that find a name, by its words; with a genitive s after it too."""
    words = [re.escape(word) for word in re.split(_BETWEEN, name) if word]
    if len(words) == 1:
        yield rf"\A\s*{words[0]}\s*\Z"
    elif words:
        yield rf"(?<!\w){_BETWEEN.join(words)}(?=s?(?!\w))"
        yield rf"(?<!\w){words[-1]},\s*{_BETWEEN.join(words[:-1])}(?=s?(?!\w))"


def _cut_short(name: str) -> Iterator[str]:
    """The pattern that finds what is left of a name of several words where a message quotes no more of a text."""
    *first, last = [word for word in re.split(_BETWEEN, name) if word] or [""]
    if first:
        begun = "".join(f"(?:{re.escape(sign)}" for sign in last) + ")?" * len(last)
        yield rf"(?<!\w){_BETWEEN.join(map(re.escape, first))}{_BETWEEN}{begun}\s*…"


def _word_for(row: Any) -> str:
    """What is printed for a person outside the list of members."""
    return str(row.stilling or row.rolle or row.representerer or "medlem")
