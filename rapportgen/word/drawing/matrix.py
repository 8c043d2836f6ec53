"""The risk matrix of a report: the consultant's coloured table with the ids of the risks written into its cells.

A sample whose cells hold colour words is drawn anew: with as many steps as the project's matrix has, their names, its
colours and its orientation. A sample without words is drawn as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rapportgen.errors import TemplateError
from rapportgen.model.utelatt import Utelatt
from rapportgen.named import NamedTuple
from rapportgen.word.drawing.looks import row
from rapportgen.word.language.values import NOTHING, field_of
from rapportgen.word.ooxml.grid import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rapportgen.word.drawing.looks import Look
    from rapportgen.word.settings import Matrise

TEXT_WIDTH = 9071  # between margins of 2.5 cm on an upright A4 page, in twentieths of a point
AXIS, LEVEL, TITLE = "axis", "level", "title"


class MatrixCell(NamedTuple):
    """One cell as drawn: its levels, the XML of its properties and of its content, the look of a line with ids."""

    s: int
    k: int
    properties: str
    drawn: str
    look: Look


class MatrixRow(NamedTuple):
    """A row of a sample, of one of three kinds: the labels across, a level with its label, a title over the levels.

    `lead` is the XML of the cells before those that are drawn, as they stand and with the words of the axes exchanged;
    they take up `taken` columns. `looks` are those of the labels, or of the title, whose text with the words exchanged
    is `exchanged`.
    """

    kind: str
    properties: str
    lead: tuple[str, ...]
    looks: tuple[Look, ...]
    exchanged: str
    taken: int


class MatrixSample(NamedTuple):
    """A sample that can be drawn with any number of steps.

    `starts` are the beginnings of the table's XML, up to its width and from there, as drawn and with the words of the
    axes exchanged; `lead` are the widths of the columns before the levels, `across` the width of the `columns` levels
    together. `highest_first` and `rises` say how the levels run, and `k_down` that consequence runs down.
    """

    starts: tuple[tuple[str, str], tuple[str, str]]
    lead: tuple[int, ...]
    across: int
    columns: int
    rows: tuple[MatrixRow, ...]
    colours: dict[str, Look]
    highest_first: bool
    rises: bool
    k_down: bool


class MatrixPattern(NamedTuple):
    """A matrix taken apart: `fixed` is the XML around the cells, one stretch more than there are cells.

    `redrawn` is the sample to draw a project's own matrix with, None where the cells hold no colour words.
    """

    fixed: tuple[str, ...]
    cells: tuple[MatrixCell, ...]
    redrawn: MatrixSample | None = None


T = TypeVar("T")
Ids = dict[tuple[int, int], list[str]]


def draw(pattern: MatrixPattern, data: object, matrix: Matrise | None, words: Callable[[str], str]) -> str:
    """The matrix with the risks in it. Raises TemplateError for rows that have no S and K, or lie outside.

    `words` makes plain words of what people have typed in a text.
    """
    if data is None:
        data = ()
    if not isinstance(data, (list, tuple)):
        raise TemplateError("risikomatrise(…) trenger en liste med risikoer.")
    ids = _ids_by_levels(data, words)
    if pattern.redrawn is not None and matrix is not None:
        xml = _Drawing(pattern.redrawn, matrix, ids, words).xml()
    else:
        xml = _as_drawn(pattern, ids)
    if ids:
        lost = ", ".join(name for names in ids.values() for name in names)
        raise TemplateError(f"Risikomatrisen i malen har ingen celle for {lost}.")
    return xml


def _ids_by_levels(rows: list[object] | tuple[object, ...], words: Callable[[str], str]) -> Ids:
    """The ids by (S, K), in the order of the rows; rows without levels (opportunities) are left out."""
    found: Ids = {}
    for item in rows:
        s, k, name = (field_of(item, key) for key in ("s", "k", "id"))
        if NOTHING in (s, k, name):
            raise TemplateError("risikomatrise(…) trenger rader med id, S og K.")
        if not any(level is None or isinstance(level, Utelatt) for level in (s, k)):
            found.setdefault((_level(s), _level(k)), []).append("–" if name is None else words(str(name)))
    return found


def _level(value: object) -> int:
    level = getattr(value, "verdi", value)
    if not isinstance(level, int):
        raise TemplateError("S og K i risikomatrisen må være nivåer.")
    return level


def _as_drawn(pattern: MatrixPattern, ids: Ids) -> str:
    """The table as the consultant drew it; the ids that have a cell are taken out of `ids`."""
    out = [pattern.fixed[0]]
    for cell, after in zip(pattern.cells, pattern.fixed[1:], strict=True):
        here = ids.pop((cell.s, cell.k), [])
        line = cell.look.line(", ".join(here)) if here or not cell.drawn else ""
        out += (cell.properties, cell.drawn, line, after)
    return "".join(out)


class _Drawing:
    """One matrix drawn with a sample; the ids that have a cell are taken out of `ids`."""

    def __init__(self, sample: MatrixSample, matrix: Matrise, ids: Ids, words: Callable[[str], str]) -> None:
        self.sample, self.matrix, self.ids = sample, matrix, ids
        self.k_down = sample.k_down or matrix.k_nedover
        self.turned = int(self.k_down != sample.k_down)
        down, across = (matrix.k, matrix.s) if self.k_down else (matrix.s, matrix.k)
        self.down = _numbered(map(words, down), rises=not sample.highest_first)
        self.across = _numbered(map(words, across), rises=sample.rises)
        self.widths = _widths(sample, len(across))

    def xml(self) -> str:
        widths = (*self.sample.lead, *self.widths)
        before, after = self.sample.starts[self.turned]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return f"{before}{sum(widths)}{after}<w:tblGrid>{columns}</w:tblGrid>{''.join(self._rows())}</w:tbl>"

    def _rows(self) -> Iterator[str]:
        levels = [row for row in self.sample.rows if row.kind == LEVEL]
        for drawn in self.sample.rows:
            if drawn.kind == AXIS:
                yield self._axis(drawn)
            elif drawn.kind == TITLE:
                yield self._title(drawn)
            elif drawn is levels[0]:
                for at, (level, name) in enumerate(self.down):
                    yield self._level(_like(levels, at, len(self.down)), level, name)

    def _axis(self, drawn: MatrixRow) -> str:
        cells = []
        for at, (level, name) in enumerate(self.across):
            look = _like(drawn.looks, at, len(self.across))
            cells.append(look.cell(_label(look.text, level, name), self.widths[at]))
        return row(drawn.properties, drawn.lead[self.turned] + "".join(cells))

    def _title(self, drawn: MatrixRow) -> str:
        (look,) = drawn.looks
        before = self.sample.lead[drawn.taken :]
        text = drawn.exchanged if self.turned else look.text
        title = look.cell(text, sum(before) + sum(self.widths), len(before) + len(self.widths))
        return row(drawn.properties, drawn.lead[self.turned] + title)

    def _level(self, drawn: MatrixRow, level: int, name: str) -> str:
        (look,) = drawn.looks
        before = self.sample.lead[drawn.taken :]
        label = look.cell(_label(look.text, level, name), sum(before), len(before))
        cells = [self._cell(level, other, width) for (other, _), width in zip(self.across, self.widths, strict=True)]
        return row(drawn.properties, drawn.lead[self.turned] + label + "".join(cells))

    def _cell(self, down: int, across: int, width: int) -> str:
        place = (across, down) if self.k_down else (down, across)
        colour = self.matrix.farger[place]
        look = self.sample.colours.get(colour)
        if look is None:
            raise TemplateError(f"Mønsteret for risikomatrise har ingen rute med ordet «{colour}».")
        here = self.ids.pop(place, [])
        return look.cell(look.text, width, lines=[", ".join(here)] if here else [])


def _numbered(names: Iterable[str], *, rises: bool) -> list[tuple[int, str]]:
    """The levels with their names, in the order they are drawn."""
    levels = list(enumerate(names, 1))
    return levels if rises else levels[::-1]


def _widths(sample: MatrixSample, count: int) -> list[int]:
    """Columns as wide as those of the sample; narrower when there are more than fit on a page."""
    side, room = sample.across // sample.columns, max(sample.across, TEXT_WIDTH - sum(sample.lead))
    return [side] * count if side * count <= room else scaled([1] * count, room)


def _like(drawn: Sequence[T], at: int, count: int) -> T:
    """What number `at` of `count` is drawn like: the first like the first, the last like the last, the rest between."""
    last = len(drawn) - 1
    if at in (0, count - 1) or last < 2:
        return drawn[0 if at == 0 else last]
    return drawn[min(max(round(at * last / (count - 1)), 1), last - 1)]


def _label(drawn: str, level: int, name: str) -> str:
    """The label of a level as the sample writes labels: «4 Høy», «Høy» or «4». A level without a name is its number."""
    has_digit, has_word = any(char.isdigit() for char in drawn), any(char.isalpha() for char in drawn)
    if not name or not has_word:
        return str(level)
    return f"{level} {name}" if has_digit else name
