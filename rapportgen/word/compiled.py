"""A compiled template: everything that the template alone decides, as plain data and code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from types import CodeType

    from rapportgen.problems import Problem
    from rapportgen.word.contents import ContentsPlan
    from rapportgen.word.gantt import GanttPattern
    from rapportgen.word.lists import Looks
    from rapportgen.word.matrix import MatrixPattern
    from rapportgen.word.spot import Spot
    from rapportgen.word.zipfile_writer import Prepared


class Use(NamedTuple):
    """A tag in use: its place in words, what was typed, its code, the number of its spot, its sample («» for none)."""

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


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready to run.

    `title` is the template's own title, from its properties. `problems` are warnings: a template with faults is not
    compiled. `digest` is the key of this template and this compiler.
    """

    name: str
    digest: str
    title: str
    problems: tuple[Problem, ...]
    static: Prepared
    parts: tuple[Part, ...]
    numbering: Numbering | None
    uses: tuple[Use, ...]
    spots: tuple[Spot, ...]
    samples: tuple[tuple[str, GanttPattern | MatrixPattern], ...]
    looks: Looks
    contents: ContentsPlan | None
    last_id: int
