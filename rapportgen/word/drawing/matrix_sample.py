"""The sample of a risk matrix: a drawn table with levels on its axes, taken apart when the template is compiled.

Where every cell holds the word of its colour, the table can be drawn anew for any project: with its steps and their
names, its limits and its orientation. A matrix without words is the consultant's own, and is kept as it is drawn.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.model.ordforraad import FARGE
from rapportgen.model.trafikklys import ORANSJE, ROED
from rapportgen.names import ascii_name
from rapportgen.patterns import pattern
from rapportgen.word.drawing.drawn import PatternError, column_widths, look_of, row_properties, table_start
from rapportgen.word.drawing.matrix import AXIS, LEVEL, TITLE, MatrixCell, MatrixPattern, MatrixRow, MatrixSample
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import columns_of, properties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from rapportgen.word.drawing.looks import Look

# Words for levels on the axes of a matrix; a digit wins over them.
_LEVELS = {
    "svaert_lav": 1, "svaert_liten": 1, "ubetydelig": 1, "lav": 2, "liten": 2, "mindre_alvorlig": 2, "medium": 3,
    "middels": 3, "moderat": 3, "hoey": 4, "stor": 4, "alvorlig": 4, "svaert_hoey": 5, "svaert_stor": 5,
    "svaert_alvorlig": 5, "sl": 1, "l": 2, "m": 3, "h": 4, "sh": 5,
    "svaert_laag": 1, "laag": 2, "hoeg": 4, "svaert_hoeg": 5,
}  # fmt: skip
_PROBABILITY, _CONSEQUENCE = ("sannsyn", "probability"), ("konsekvens", "verknad", "impact")


def matrix_pattern(table: _Element, root: _Element) -> MatrixPattern:
    """The pattern of a drawn matrix. Raises PatternError when its levels cannot be found."""
    rows = [row.findall(w("tc")) for row in table.findall(w("tr"))]
    axis, columns = _axis(rows)
    transposed = _is_transposed(rows, axis, columns)
    found: list[tuple[_Element, int, int]] = []
    for index, cells in enumerate(rows):
        labels = cells[: len(cells) - len(columns)]
        level = level_of(ns.text_of(labels[-1])) if labels else None
        if index == axis or level is None:
            continue
        for cell, across in zip(cells[-len(columns) :], columns, strict=True):
            found.append((cell, across, level) if transposed else (cell, level, across))
    _check_rows(rows, axis, {s if not transposed else k for _, s, k in found})
    if len({s for _, s, _ in found}) < 2 or len({(s, k) for _, s, k in found}) < len(found):
        raise PatternError(_MATRIX_HELP)
    _mark_header(table)
    redrawn = _taken_apart(copy.deepcopy(table), axis, columns, transposed, root)
    return _cut_apart(table, found, root)._replace(redrawn=redrawn)


_MATRIX_HELP = (
    "Mønsteret for risikomatrise skal ha nivåene (1–5, eller ord som «Lav» og «Svært høy») i den første eller siste "
    "raden, og i cellen foran hver rad."
)


def _axis(rows: list[list[_Element]]) -> tuple[int, list[int]]:
    """The row with the levels across, and those levels: they count up or down without gaps."""
    for index in (*range(len(rows)), -1):
        levels = [level_of(ns.text_of(cell)) for cell in rows[index][1:]]
        while levels and levels[0] is None:
            levels.pop(0)
        known = [level for level in levels if level is not None]
        if len(known) >= 2 and len(known) == len(levels) and _counts(known):
            return index % len(rows), known
    raise PatternError(_MATRIX_HELP)


def _check_rows(rows: list[list[_Element]], axis: int, found: set[int]) -> None:
    """Raise PatternError for a row of a level that has more or fewer cells than those whose level was found."""
    sizes = Counter(len(cells) for index, cells in enumerate(rows) if index != axis)
    usual = max(sizes, key=lambda size: (sizes[size], size))
    for index, cells in enumerate(rows):
        levels = {level_of(ns.text_of(cell)) for cell in cells[:2]} - {None}
        if index == axis or len(cells) in (1, usual) or not levels or levels & found:
            continue
        what = "for få" if len(cells) < usual else "for mange"
        message = f"Raden har {what} celler: {len(cells)}, der de andre radene i risikomatrisen har {usual}."
        raise PatternError(message, cells[-1])


def _counts(levels: list[int]) -> bool:
    steps = {b - a for a, b in pairwise(levels)}
    return steps in ({1}, {-1})


def level_of(label: str) -> int | None:
    """The level that a label of an axis names, by its first digit or by its words."""
    digit = next((char for char in label if char.isdigit()), None)
    return int(digit) if digit else _LEVELS.get(ascii_name(label))


def _is_transposed(rows: list[list[_Element]], axis: int, columns: list[int]) -> bool:
    """Whether the consequence runs down and the probability across, as the titles of the axes say."""
    corner = ns.text_of(rows[axis][0]).casefold()
    first = [corner.find(word) for word in (*_PROBABILITY, "s")], [corner.find(word) for word in (*_CONSEQUENCE, "k")]
    across_titles = " ".join(
        ns.text_of(cell).casefold()
        for index, cells in enumerate(rows)
        if index != axis and (len(cells) <= len(columns) or level_of(ns.text_of(cells[-len(columns) - 1])) is None)
        for cell in cells
        if level_of(ns.text_of(cell)) is None
    )
    if any(word in across_titles for word in _PROBABILITY) and not any(w_ in across_titles for w_ in _CONSEQUENCE):
        return True
    places = [min((place for place in group if place >= 0), default=-1) for group in first]
    return 0 <= places[1] < places[0]


def _mark_header(table: _Element) -> None:
    row = table.find(w("tr"))
    if row is not None and row.find(f"{w('trPr')}/{w('tblHeader')}") is None:
        properties(row, "trPr").append(etree.Element(w("tblHeader")))


def _cut_apart(table: _Element, found: list[tuple[_Element, int, int]], root: _Element) -> MatrixPattern:
    """The table's XML cut where its cells stand."""
    cells = []
    for number, (cell, s, k) in enumerate(found):
        look = look_of(cell, root)
        own = cell.find(w("tcPr"))
        drawn = "".join(ns.fragment(p, root) for p in cell.findall(w("p"))) if look.text else ""
        cells.append(MatrixCell(s, k, ns.fragment(own, root) if own is not None else "", drawn, look))
        for child in list(cell):
            cell.remove(child)
        etree.SubElement(cell, w("cut")).text = str(number)
    fixed = ns.fragment(table, root)
    pieces = []
    for number in range(len(found)):
        before, _, fixed = fixed.partition(f"<w:cut>{number}</w:cut>")
        pieces.append(before)
    return MatrixPattern((*pieces, fixed), tuple(cells))


# --- a sample that can be drawn anew ---

_WORDS = {"konsekvens": "sannsynlighet", "verknad": "sannsyn", "consequence": "probability", "impact": "probability"}
_WORDS |= {"sannsynlighet": "konsekvens", "sannsynlegheit": "konsekvens", "sannsyn": "konsekvens"}
_WORDS |= {"probability": "consequence", "s": "k", "k": "s"}
_AXIS_WORD = pattern(rf"\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b", re.IGNORECASE)


def _taken_apart(table: _Element, axis: int, columns: list[int], k_down: bool, root: _Element) -> MatrixSample | None:
    """The table as something to draw with; None when a cell has no colour word, or the rows do not fit together."""
    rows = table.findall(w("tr"))
    levels = {n: level for n, row in enumerate(rows) if n != axis and (level := _level(row, len(columns))) is not None}
    colours = _colours([cell for number in levels for cell in _cells(rows[number])[-len(columns) :]], root)
    if colours is None:
        return None
    widths = column_widths(table)
    parts = _Parts(root, widths, len(columns))
    taken = [parts.row(row, AXIS if n == axis else LEVEL if n in levels else TITLE) for n, row in enumerate(rows)]
    drawn = list(levels.values())
    return MatrixSample(
        starts=(_start(table, root), _start(_exchanged(table), root)),
        lead=widths[: len(widths) - len(columns)],
        across=sum(widths[-len(columns) :]),
        columns=len(columns),
        rows=tuple(row for row in taken if row is not None),
        colours=colours,
        highest_first=drawn[0] > drawn[-1],
        rises=columns[0] < columns[-1],
        k_down=k_down,
    )


def _start(table: _Element, root: _Element) -> tuple[str, str]:
    """The beginning of the table up to the figure that is its width, and from there."""
    before, _, after = table_start(table, root).partition(f'<w:tblW w:w="{sum(column_widths(table))}"')
    return f'{before}<w:tblW w:w="', f'"{after}'


def _cells(row: _Element) -> list[_Element]:
    return row.findall(w("tc"))


def _level(row: _Element, columns: int) -> int | None:
    """The level that the cell before the coloured ones names; None for a row without a level."""
    labels = _cells(row)[: len(_cells(row)) - columns]
    return level_of(ns.text_of(labels[-1])) if labels else None


def _colours(cells: Sequence[_Element], root: _Element) -> dict[str, Look] | None:
    """The look of each colour by its name; None when a cell does not hold a colour word.

    Where no cell is orange, it looks like red on another fill: red's text can be read on both.
    """
    looks: dict[str, Look] = {}
    orange = None
    for cell in cells:
        look = look_of(cell, root)
        colour = FARGE.parse(look.text).value if look.text else None
        if colour is None:
            return None
        looks.setdefault(str(colour), look)
        if colour == ROED and (shade := cell.find(f"{w('tcPr')}/{w('shd')}")) is not None:
            shade.set(w("fill"), ORANSJE.fyll)
            orange = look_of(cell, root)._replace(text=str(ORANSJE))
    if orange is not None:
        looks.setdefault(str(ORANSJE), orange)
    return looks


def _exchanged(element: _Element) -> _Element:
    """A copy in which the words for probability and consequence have changed places, in text and alt text."""
    other = copy.deepcopy(element)
    for text in other.iter(w("t")):
        text.text = _exchanged_words(text.text or "")
    for name in ("tblCaption", "tblDescription"):
        for said in other.iter(w(name)):
            said.set(w("val"), _exchanged_words(said.get(w("val"), "")))
    return other


def _exchanged_words(text: str) -> str:
    def other(match: re.Match[str]) -> str:
        word = _WORDS[match[0].casefold()]
        return word.capitalize() if match[0][0].isupper() else word

    return _AXIS_WORD.sub(other, text)


class _Parts:
    """Takes the rows of a drawn matrix apart. `widths` are those of the table's columns, the last ones the levels'."""

    def __init__(self, root: _Element, widths: tuple[int, ...], columns: int) -> None:
        self.root, self.widths, self.columns = root, widths, columns

    def row(self, row: _Element, kind: str) -> MatrixRow | None:
        """The row as a pattern; None for a row of titles whose last cell does not span the levels."""
        cells = _cells(row)
        own = {AXIS: self.columns, LEVEL: self.columns + 1, TITLE: 1}[kind]
        before, rest = cells[: len(cells) - own], cells[len(cells) - own :]
        taken = sum(columns_of(cell) for cell in before)
        if kind == TITLE and columns_of(rest[0]) < self.columns:
            return None
        looks = [rest[0]] if kind != AXIS else rest
        leads = (before, [_exchanged(cell) for cell in before])
        header = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
        return MatrixRow(
            kind,
            row_properties(row, self.root, header=header),
            tuple("".join(ns.fragment(cell, self.root) for cell in lead) for lead in leads),
            tuple(look_of(cell, self.root) for cell in looks),
            _exchanged_words(ns.text_of(rest[0]).strip()) if kind == TITLE else "",
            taken,
        )
