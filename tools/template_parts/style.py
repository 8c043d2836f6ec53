"""What a paragraph style may say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """A paragraph style. Sizes and distances are in points, indents in twentieths of a point.

    `leader` fills the way to the last tabulator («dot» for a row of dots).
    """

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    size: float = 0
    bold: bool | None = None
    small_caps: bool = False
    colour: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0
    align: str = ""
    keep_next: bool | None = None
    keep_lines: bool = False
    new_page: bool = False
    contextual: bool = False
    outline: int | None = None
    list: tuple[int, int] | None = None
    indent: tuple[int, int, int] | None = None
    tabs: tuple[tuple[str, int], ...] = ()
    leader: str = ""
    fill: str = ""
    border: str = ""
    tabular: bool = False
    font: str = ""
    priority: int = 40


def edge(side: str, width: float, space: int, colour: str) -> str:
    """A line along one side of a paragraph, `width` and `space` in points."""
    return f'<w:{side} w:val="single" w:sz="{round(width * 8)}" w:space="{space}" w:color="{colour}"/>'
