"""What documents fetch by key: figures, footnotes, and words in other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rapportgen.model.rader import Register
from rapportgen.model.record import Value
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from rapportgen.model.workbook import Workbook

_REMARK = pattern(r"\(.*\)|\[.*\]")


class Ordform(str, Value):
    """A word in the language of the report, with its other forms: `{{ ord.kommune }}`, `{{ ord.kommune.samisk }}`."""

    FELT: ClassVar[frozenset[str]] = frozenset({"bokmaal", "nynorsk", "samisk"})
    bokmaal: str | None
    nynorsk: str | None
    samisk: str | None

    def __new__(cls, text: str, bokmaal: str | None, nynorsk: str | None, samisk: str | None) -> Ordform:
        self = super().__new__(cls, text)
        self.bokmaal, self.nynorsk, self.samisk = bokmaal, nynorsk, samisk
        return self


def figures_of(workbook: Workbook) -> Register:
    """The figures, also by their ids."""
    return Register.over(workbook.rows("Figurer"), "id")


def footnotes_of(workbook: Workbook) -> Register:
    """The footnotes, also by their keys."""
    return Register.over(workbook.rows("Fotnoter"), "noekkel")


def words_of(workbook: Workbook, language: str) -> Register:
    """The words by their keys. What no row has is a missing value, and no word is ever made up."""
    return Register.of((), [(row.noekkel, _word(row, language)) for row in workbook.rows("Ordliste")])


def _word(row: object, language: str) -> Ordform:
    bokmaal, nynorsk, samisk = (_said(getattr(row, name)) for name in ("bokmaal", "nynorsk", "samisk"))
    own, other = (nynorsk, bokmaal) if language == "nynorsk" else (bokmaal, nynorsk)
    return Ordform(own or other or "", bokmaal, nynorsk, samisk)


def _said(value: object) -> str | None:
    """The word of a cell; «(oversettes av kommunen)» is a remark and no word."""
    text = str(value or "").strip()
    return text if text and not _REMARK.fullmatch(text) else None
