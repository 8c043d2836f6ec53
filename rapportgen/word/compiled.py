"""A compiled template: everything that the template alone decides, as plain data and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from types import CodeType

    from rapportgen.problems import Problem
    from rapportgen.word.contents.contents import ContentsPlan
    from rapportgen.word.drawing.chart import ChartPattern
    from rapportgen.word.drawing.gantt import GanttPattern
    from rapportgen.word.drawing.matrix import MatrixPattern
    from rapportgen.word.language.formats import Language
    from rapportgen.word.ooxml.spot import Spot
    from rapportgen.word.ooxml.zipfile_writer import Prepared
    from rapportgen.word.writing.footnotes import NotePart
    from rapportgen.word.writing.lists import Looks


class Use(NamedTuple):
    """A tag in use: its place in words, what was typed, its code, the number of its spot.

    `sample` numbers the sample table, or the chart, that it stands for; −1 for none.
    """

    place: str
    raw: str
    code: str
    spot: int
    sample: int = -1


class Part(NamedTuple):
    """A part that each report writes anew. `lines` says which tag stands on a line of its source."""

    name: str
    code: CodeType
    lines: dict[int, int]
    relationships: tuple[str, ...]


class Numbering(NamedTuple):
    """The part with the template's lists, cut where a report's own lists are put in."""

    name: str
    before: str
    after: str
    first_free: int


class Cut(NamedTuple):
    """A part of the package that a report may add to, cut where its own is put in.

    `stands` says whether the template has the part: else it is written only when something is added.
    """

    name: str
    before: str
    after: str
    stands: bool


class Openings(NamedTuple):
    """Where a report may add parts: the list of content types, and the relationships of each part it writes."""

    types: Cut
    relationships: dict[str, Cut]


class CompiledTemplate(NamedTuple):
    """A template ready to run.

    `lead` are the members of `openings` as they stand in the template, first in the file; then come the `static` ones.
    `title` is the template's own title, from its properties, and `without_quarter` whether they say that its documents
    are about no quarter, `portfolio` that they are about many workbooks. `problems` are warnings: a template with
    faults is not compiled. `own_notes` are the parts with footnotes and endnotes of the template itself, by their kind.
    `asks` are the words of its tags: what it may ask for. `languages` are those that a
    report may be in, by their CLDR names. `digest` is the key of this template and this compiler.
    """

    name: str
    digest: str
    title: str
    without_quarter: bool
    portfolio: bool
    problems: tuple[Problem, ...]
    lead: Prepared
    static: Prepared
    openings: Openings
    parts: tuple[Part, ...]
    numbering: Numbering | None
    notes: NotePart
    own_notes: dict[str, str]
    uses: tuple[Use, ...]
    asks: frozenset[str]
    spots: tuple[Spot, ...]
    samples: tuple[tuple[str, GanttPattern | MatrixPattern], ...]
    charts: tuple[ChartPattern, ...]
    looks: Looks
    contents: ContentsPlan | None
    last_id: int
    languages: dict[str, Language]
