"""How the lines of a table of contents look: the template's own styles for them, and tabs where those have none.

Word's styles are `toc 1` to `toc 9` («INNH 1» in its Norwegian lists). Where a style leaves the tabs to Word, Word
writes them with each line: one after the heading's number, and one with dots out to the right margin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import nearest, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.compiling.outline import Outline

_USUAL_WIDTH = 9026  # between Word's own margins on A4, in twentieths of a point
_STEP = 220  # what Word indents for each level
_LEFT, _RIGHT = {"left", "start", "num"}, {"right", "end"}


def entry_looks(printed: list[_Element], outline: Outline, levels: int, width: int) -> tuple[tuple[str, str], ...]:
    """The paragraph properties of the entries as XML, level by level: for those without a number, and those with one.

    `printed` are the entries that Word last wrote in the template: tabs a consultant set there are kept.
    """
    return tuple(_looks(level, printed, outline, width) for level in range(1, levels + 1))


def _looks(level: int, printed: list[_Element], outline: Outline, width: int) -> tuple[str, str]:
    style = outline.style_named(f"toc {level}")
    if style is None:
        return "", ""
    style_id = style.get(w("styleId"), "")
    inherited = [tab for one in outline.chain(style_id) for tab in one.iterfind(f"{w('pPr')}/{w('tabs')}/{w('tab')}")]
    own = [p.findall(f"{w('pPr')}/{w('tabs')}/{w('tab')}") for p in printed if _style_of(p) == style_id]
    tabs = {whole_number(tab, "pos"): _tab(tab) for tab in max(own, key=len, default=[])}
    kinds = {tab.get(w("val"), "") for tabs_of in (inherited, *own) for tab in tabs_of}
    if not kinds & _RIGHT:
        tabs[width] = f'<w:tab w:val="right" w:leader="dot" w:pos="{width}"/>'
    left = _STEP * level * 2
    after_number = {} if kinds & _LEFT else {left: f'<w:tab w:val="left" w:pos="{left}"/>'}
    return _look(style_id, tabs), _look(style_id, tabs | after_number)


def _look(style_id: str, tabs: dict[int, str]) -> str:
    written = "".join(tab for _, tab in sorted(tabs.items()))
    inside = f"<w:tabs>{written}</w:tabs>" if written else ""
    return f'<w:pPr><w:pStyle w:val="{style_id}"/>{inside}</w:pPr>'


def _style_of(paragraph: _Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return style.get(w("val"), "") if style is not None else ""


def _tab(tab: _Element) -> str:
    leader = f' w:leader="{tab.get(w("leader"))}"' if tab.get(w("leader")) else ""
    return f'<w:tab w:val="{tab.get(w("val"), "left")}"{leader} w:pos="{whole_number(tab, "pos")}"/>'


def line_width(paragraph: _Element, root: _Element) -> int:
    """The width a paragraph has to itself, in twentieths of a point: that of its cell, else of its column."""
    cell = nearest(paragraph, "tc")
    if cell is not None:
        width = cell.find(f"{w('tcPr')}/{w('tcW')}")
        in_points = width is not None and width.get(w("type")) == "dxa"
        return whole_number(width, "w", _USUAL_WIDTH) - 216 if in_points else _USUAL_WIDTH
    section = _section_of(paragraph, root)
    if section is None:
        return _USUAL_WIDTH
    margins, columns = section.find(w("pgMar")), section.find(w("cols"))
    page = whole_number(section.find(w("pgSz")), "w", 11906)
    width_of_page = page - whole_number(margins, "left", 1440) - whole_number(margins, "right", 1440)
    number = max(whole_number(columns, "num", 1), 1)
    return (width_of_page - (number - 1) * whole_number(columns, "space", 708)) // number


def _section_of(paragraph: _Element, root: _Element) -> _Element | None:
    """The properties of the section a paragraph stands in: the next that follow it."""
    passed = False
    for element in root.iter(w("p"), w("sectPr")):
        passed = passed or element is paragraph
        if passed and element.tag == w("sectPr"):
            return element
    return None


def add_missing_styles(styles: _Element, outline: Outline, levels: int) -> bool:
    """Give the template Word's own styles for the levels it has none for; whether any was missing."""
    added = False
    for level in range(1, levels + 1):
        if outline.style_named(f"toc {level}") is None:
            style = _usual_style(level, outline.default)
            styles.append(style)
            outline.add(style)
            added = True
    return added


def _usual_style(level: int, default: str) -> _Element:
    based = f'<w:basedOn w:val="{default}"/><w:next w:val="{default}"/>' if default else ""
    indent = f'<w:ind w:left="{_STEP * (level - 1)}"/>' if level > 1 else ""
    return etree.fromstring(
        f'<w:style xmlns:w="{ns.W}" w:type="paragraph" w:styleId="INNH{level}"><w:name w:val="toc {level}"/>{based}'
        f'<w:uiPriority w:val="39"/><w:unhideWhenUsed/><w:pPr><w:spacing w:after="100"/>{indent}</w:pPr></w:style>'
    )
