"""From a cell to a typed value: the column's kind decides, and everything worth saying becomes a Problem."""

from __future__ import annotations

import re
from colorsys import rgb_to_hls
from typing import TYPE_CHECKING

from rapportgen.excel.grid import EMPTY
from rapportgen.model.kinds import (
    NO_CONTEXT,
    AmountKind,
    NumberKind,
    PercentKind,
    Raw,
    Reading,
    TextKind,
    WordKind,
    plain_text,
)
from rapportgen.model.ordforraad import FARGE
from rapportgen.model.parsing import quoted
from rapportgen.model.riktekst import Bit, RikTekst, is_safe_link
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.problems import Problem, advarsel, feil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.excel.grid import Cell
    from rapportgen.model.kinds import Kind
    from rapportgen.model.parsing import Parsed, Remark

# The codes of errors as Excel stores them, and in Norwegian where somebody pasted them as text.
_ERROR_TEXT = pattern(
    r"#(?:REF|VERDI|VALUE|DIV/0|NAVN|NAME|NUM|TALL|NULL|I/T|N/A|SPILL|OVERFLYT|CALC|BEREGN|FIELD|FELT)[!?]?|#{3,}",
    re.IGNORECASE,
)
_FOREIGN = pattern("[\u0370-\u052f]")
_FOREIGN_IN_WORD = pattern(r"[A-Za-zÆØÅæøåÀ-ɏ]+[\u0370-\u052f]|[\u0370-\u052f]+[A-Za-zÆØÅæøåÀ-ɏ]")
_FIGURES = (NumberKind, AmountKind, PercentKind)
_NO_FIGURE = {"ugyldig-verdi", "excel-feil", "dato-i-tall"}
_SPACES = " \t\n\u00a0\u2007\u2009\u202f\u200b\ufeff"


class Value(NamedTuple):
    """A typed value, and what to say about it. `lost`: the cell holds something, but no value that can be read."""

    value: object
    problems: Sequence[Problem] = ()
    lost: bool = False


NOTHING = Value(None)


def typed(cell: Cell, kind: Kind, place: str, reading: Reading = NO_CONTEXT) -> tuple[object, Sequence[Problem], bool]:
    """The value of a cell by its column's kind; None when it is blank or cannot be read, and then a problem says so."""
    if cell is EMPTY:
        return NOTHING
    if (plain := plain_value(cell, kind, reading)) is not None:
        return plain, (), False
    if (fault := unreadable(cell, place)) is not None:
        return Value(None, [fault], lost=True)
    if cell.value is None:
        return _by_color(cell, kind, place)
    raw = raw_of(cell)
    if raw is None:
        return Value(None, notes_on(cell, kind, place))
    parsed = kind.parse(raw, reading)
    if parsed.value is None and (colored := _colored_word(cell, kind, place)):
        return colored
    notes = notes_on(cell, kind, place)
    if not (parsed.remarks or notes):
        return Value(parsed.value)
    found = [*notes, *(problem_of(remark, place, cell) for remark in parsed.remarks)]
    return Value(parsed.value, found, lost=_is_no_figure(parsed, kind))


def _is_no_figure(parsed: Parsed[object], kind: Kind) -> bool:
    """Whether a cell for a figure holds something else («se vedlegg»), and not a word for having none («n/a»)."""
    said = {remark.kode for remark in parsed.remarks}
    return parsed.value is None and isinstance(kind, _FIGURES) and not said.isdisjoint(_NO_FIGURE)


def plain_value(cell: Cell, kind: Kind, reading: Reading) -> object:
    """The value of a cell that its kind understands without a remark, as nearly all are; else None."""
    value, style, runs, error, no_value, _, stripped, link = cell
    if value is None or runs or stripped or link or style.strike or error or no_value:
        return None
    if isinstance(value, str):
        value = value.strip(_SPACES)
        if not value or value[0] == "#" or (not value.isascii() and mixed_alphabets(value)):
            return None
        if (plain := kind.plain(value)) is not None:
            return plain
    parsed = kind.parse(Raw(value, style.number_format, style.fill), reading)
    return None if parsed.remarks else parsed.value


def raw_of(cell: Cell) -> Raw | None:
    """The cell as the kinds take it: text without space at its ends; None when nothing is left of it."""
    value, style = cell.value, cell.style
    if not isinstance(value, str):
        return Raw(value, style.number_format, style.fill)
    value = value.strip(_SPACES)
    return Raw(value, style.number_format, style.fill, _formatted(cell, value)) if value else None


def _formatted(cell: Cell, text: str) -> RikTekst | None:
    """The text with the formatting that the file gives it, if any. A link to anything but web and mail is left out."""
    if cell.link and is_safe_link(cell.link):
        return RikTekst.av_biter(run.changed(lenke=cell.link) for run in cell.runs or (Bit(text),))
    return RikTekst.av_biter(cell.runs) if cell.runs else None


def unreadable(cell: Cell, place: str) -> Problem | None:
    """The fault of a cell that has no value to read: an error, damage, or a formula without a stored result."""
    if cell.no_value:
        melding = "Cellen har en formel uten lagret verdi. Åpne arbeidsboken i Excel, lagre den, og prøv igjen."
        return advarsel("formel-uten-verdi", place, melding)
    error = cell.error
    if not error and isinstance(cell.value, str) and cell.value.startswith("#"):
        error = cell.value.strip() if _ERROR_TEXT.fullmatch(cell.value.strip()) else ""
    if not error:
        return None
    if error.startswith("#"):
        told = "Rapporten skriver «mangler» der verdien ikke kan regnes ut ellers."
        melding = f"Cellen inneholder feilen {error} fra Excel. {told}"
        return feil("feilverdi", place, melding, error, "Rett formelen i cellen.")
    return feil("skadet-celle", place, sentence(error), error, "Skriv verdien på nytt.")


def notes_on(cell: Cell, kind: Kind, place: str) -> list[Problem]:
    """Warnings about how the cell is written, whatever it says."""
    problems = []
    if cell.stripped:
        melding = "Teksten har kontrolltegn som et dokument ikke kan inneholde. De er tatt bort."
        problems.append(advarsel("ulovlig-tegn", place, melding, cell.text))
    if cell.style.strike:
        melding = f"{quoted(cell.text)} er gjennomstreket, men er tatt med. Slett teksten hvis den ikke gjelder."
        problems.append(advarsel("gjennomstreket", place, melding, cell.text))
    if isinstance(kind, TextKind) and cell.link and not is_safe_link(cell.link):
        melding = f"Lenken til {quoted(cell.link[:60])} er ikke tatt med. Rapporten lenker bare til nett og e-post."
        problems.append(advarsel("lenke-utelatt", place, melding, cell.text))
    if isinstance(kind, TextKind) and isinstance(cell.value, str) and (word := mixed_alphabets(cell.value)):
        melding = f"Ordet {quoted(word)} har bokstaver fra et annet alfabet, som bare ser ut som norske."
        problems.append(advarsel("blandet-alfabet", place, melding, cell.text, "Skriv ordet på nytt."))
    return problems


def mixed_alphabets(text: str) -> str:
    """The first word that mixes Latin letters with Greek or Cyrillic ones; empty when there is none."""
    if text.isascii() or len(text.encode("latin-1", "ignore")) == len(text):  # found out at once
        return ""
    if not _FOREIGN.search(text) or not (match := _FOREIGN_IN_WORD.search(text)):
        return ""
    return next((word for word in text.split() if match[0] in word), match[0])


def problem_of(remark: Remark, place: str, cell: Cell) -> Problem:
    """A remark of a parser, with the address and the value it is about."""
    value = plain_text(Raw(cell.value, cell.style.number_format)) if cell.value is not None else ""
    melding = remark.melding
    if "«" not in melding and value and not melding[:1].isupper():
        melding = f"{quoted(value)} {melding}"
    return Problem(remark.alvor, remark.kode, place, sentence(melding), " ".join(value.split())[:80], remark.forslag)


def sentence(text: str) -> str:
    """`text` with a capital letter first and a full stop last."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."


def _by_color(cell: Cell, kind: Kind, place: str) -> Value:
    """The word that a cell's background stands for, in a column where colour counts."""
    if not (cell.style.fill and isinstance(kind, WordKind) and kind.color_counts):
        return NOTHING
    name = color_name(cell.style.fill)
    word = _word_for_color(name, kind)
    if word is None:
        return NOTHING
    melding = f"Cellen er tom, men har {name.lower()} bakgrunn, og er lest som {word}."
    return Value(word, [advarsel("bare-farge", place, melding, "", f"Skriv {word} i cellen.")])


# Where a status is wanted, a traffic light says how the work goes: green is according to plan, blue is done.
_STATUS_OF_COLOR = {
    **dict.fromkeys(["Gul", "Oransje", "Rød"], "Forsinket"),
    "Grønn": "Pågår",
    "Blå": "Fullført",
    "Grå": "Ikke startet",
}


def _word_for_color(color: str, kind: WordKind) -> object:
    """The word of the column's vocabulary for a colour, or None."""
    return kind.words.parse(color).value or kind.words.parse(_STATUS_OF_COLOR.get(color, "")).value


def _colored_word(cell: Cell, kind: Kind, place: str) -> Value | None:
    """A status for the name of a colour («Grønn» under «Trafikklys»), with a warning."""
    if not (isinstance(kind, WordKind) and kind.color_counts):
        return None
    color = FARGE.parse(cell.value).value
    word = _word_for_color(str(color), kind) if color is not None else None
    if word is None:
        return None
    melding = f"{quoted(cell.text)} er lest som {word}."
    return Value(word, [advarsel("tolket-verdi", place, melding, cell.text, f"Skriv {word}.")])


_HUES = (("Rød", 0, 18), ("Oransje", 18, 38), ("Gul", 38, 70), ("Grønn", 70, 175), ("Blå", 180, 260), ("Rød", 335, 361))


def color_name(rgb: str) -> str:
    """Grønn, Gul, Oransje, Rød, Blå or Grå for a background; empty for another hue, or none to speak of."""
    hue, light, saturation = rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    if saturation < 0.15:
        return "Grå" if 0.3 < light < 0.9 else ""
    return next((name for name, first, last in _HUES if first <= hue * 360 < last), "")
