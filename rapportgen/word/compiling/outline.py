"""The outline of a template: which styles are headings, on which level, and how Word numbers them.

Word finds headings by the style's own name (`heading 1`, whatever its id or language) and by outline level, and
numbers them by the multilevel list their style belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.contents.heading_numbers import Level, NumberList, whole_number
from rapportgen.word.ooxml.ns import w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_BUILT_IN = pattern(r"(?:heading|overskrift) ([1-9])")
_NO_OUTLINE = 9
_DEEPEST = 8  # of the levels of a list, from 0
_LONGEST_CHAIN = 32
"""So many styles on top of one another are looked at; people build three or four."""


class Facts(NamedTuple):
    """What decides a paragraph's place in the outline. Levels count from 1; 0 and «» mean none."""

    names: tuple[str, ...]
    heading: int
    outline: int
    number_list: str
    list_level: int


class Outline:
    """The styles and lists of a template, asked about paragraphs."""

    def __init__(self, styles: _Element | None, numbering: _Element | None) -> None:
        found = styles.iter(w("style")) if styles is not None else ()
        self._styles = {style.get(w("styleId"), ""): style for style in found if style.get(w("type")) == "paragraph"}
        on = ("1", "true")
        self.default = next((key for key, style in self._styles.items() if style.get(w("default")) in on), "")
        self._nums = _by_id(numbering, "num", "numId")
        self._abstracts = _by_id(numbering, "abstractNum", "abstractNumId")
        self._facts: dict[tuple[str, str, str, str], Facts] = {}
        self._are_headings: dict[str, bool] = {}
        self._levels: dict[str, int] = {}

    def facts(self, properties: _Element | None) -> Facts:
        """What Word knows of a paragraph with these properties (`w:pPr`)."""
        own = properties.find(w("numPr")) if properties is not None else None
        direct = _value(properties, "pStyle") or self.default, _value(properties, "outlineLvl")
        said = (*direct, _value(own, "numId"), _value(own, "ilvl"))
        if said not in self._facts:
            self._facts[said] = self._worked_out(*said)
        return self._facts[said]

    def _worked_out(self, style: str, direct: str, number: str, level: str) -> Facts:
        """The same, from the style of the paragraph and what it says itself."""
        names, heading = self._names(style), self._heading(style)
        outline = said if (said := whole_number(direct)) is not None else self._outline(style, heading)
        number_list, list_level = self._numbering(number, level, style)
        return Facts(names, heading, outline + 1 if outline < _NO_OUTLINE else 0, number_list, list_level)

    def is_heading(self, paragraph: _Element) -> bool:
        """Whether the style that a paragraph names is one of headings: by Word's own name, or by outline level."""
        style = _value(paragraph.find(w("pPr")), "pStyle")
        if style not in self._are_headings:
            level = self._heading(style)
            is_one = bool(level) or self._outline(style, level) < _NO_OUTLINE
            self._are_headings[style] = is_one and style in self._styles
        return self._are_headings[style]

    def level(self, paragraph: _Element) -> int:
        """The level of a heading of Word's own, by the style of the paragraph; 0 for any other."""
        style = _value(paragraph.find(w("pPr")), "pStyle") or self.default
        if style not in self._levels:
            self._levels[style] = self._heading(style)
        return self._levels[style]

    def add(self, style: _Element) -> None:
        """Know of a style that was added to the template."""
        self._facts.clear()
        self._are_headings.clear()
        self._levels.clear()
        self._styles[style.get(w("styleId"), "")] = style

    def style_named(self, *names: str) -> _Element | None:
        """The paragraph style with one of these names, in lower case."""
        return next((style for key, style in self._styles.items() if set(names) & set(self._names(key))), None)

    def chain(self, style_id: str) -> Iterator[_Element]:
        """A style and those it is based on, nearest first; a ring of styles comes to an end, too."""
        for _ in range(_LONGEST_CHAIN):
            if style_id not in self._styles:
                return
            yield self._styles[style_id]
            style_id = _value(self._styles[style_id], "basedOn")

    def number_list(self, number: str) -> NumberList:
        """The list that instances such as `number` count in."""
        abstract = self._abstracts[self.abstract_of(number)]
        levels = {level.get(w("ilvl"), "0"): level for level in abstract.findall(w("lvl"))}
        overrides = {
            level: start
            for override in self._nums[number].findall(w("lvlOverride"))
            if (level := whole_number(override.get(w("ilvl"), "0"))) is not None
            and level <= _DEEPEST
            and (start := whole_number(_value(override, "startOverride"))) is not None
        }
        return NumberList(
            self.abstract_of(number), tuple(_level(levels.get(str(n))) for n in range(_DEEPEST + 1)), overrides
        )

    def _names(self, style_id: str) -> tuple[str, ...]:
        """The names of a style in lower case: its own and the aliases a user gave it."""
        style = self._styles.get(style_id)
        if style is None:
            return ()
        names = [_value(style, "name"), *_value(style, "aliases").split(",")]
        return tuple(name.strip().casefold() for name in names if name.strip())

    def _heading(self, style_id: str) -> int:
        """The level of a built-in heading; 0 for any other style."""
        found = (_BUILT_IN.fullmatch(name) for name in self._names(style_id))
        return next((int(match[1]) for match in found if match), 0)

    def _outline(self, style_id: str, heading: int) -> int:
        """The outline level of a style, counted from 0; a built-in heading has the level in its name."""
        for style in self.chain(style_id):
            level = whole_number(_value(style.find(w("pPr")), "outlineLvl"))
            if level is not None:
                return level
        return heading - 1 if heading else _NO_OUTLINE

    def _numbering(self, number: str, level: str, style_id: str) -> tuple[str, int]:
        """The list instance a paragraph counts in («» for none), and its level there, by what it says itself."""
        for style in self.chain(style_id):
            inherited = style.find(f"{w('pPr')}/{w('numPr')}")
            number = number or _value(inherited, "numId")
            level = level or _value(inherited, "ilvl") or self._linked_level(number, style.get(w("styleId"), ""))
        if not self.abstract_of(number):
            return "", 0
        return number, min(whole_number(level) or 0, _DEEPEST)

    def _linked_level(self, number: str, style_id: str) -> str:
        """The level of a list that names the style as its own."""
        abstract = self._abstracts.get(self.abstract_of(number))
        for level in abstract.findall(w("lvl")) if abstract is not None else ():
            if _value(level, "pStyle") == style_id:
                return level.get(w("ilvl"), "")
        return ""

    def abstract_of(self, number: str, depth: int = 0) -> str:
        """The id of the list behind an instance; a list may be defined through a style of its own."""
        key = _value(self._nums.get(number), "abstractNumId")
        link = _value(self._abstracts.get(key), "numStyleLink")
        if not link or depth > 3:
            return key if key in self._abstracts else ""
        style = next((s for s in self._all_styles() if s.get(w("styleId")) == link), None)
        linked = _value(style.find(f"{w('pPr')}/{w('numPr')}"), "numId") if style is not None else ""
        return self.abstract_of(linked, depth + 1)

    def _all_styles(self) -> Iterator[_Element]:
        first = next(iter(self._styles.values()), None)
        parent = first.getparent() if first is not None else None
        return parent.iter(w("style")) if parent is not None else iter(())


def _by_id(root: _Element | None, name: str, key: str) -> dict[str, _Element]:
    return {element.get(w(key), ""): element for element in root.findall(w(name))} if root is not None else {}


def _value(parent: _Element | None, name: str) -> str:
    """The `w:val` of a child; «» when there is none."""
    child = parent.find(w(name)) if parent is not None else None
    return child.get(w("val"), "") if child is not None else ""


def _level(level: _Element | None) -> Level:
    start, restart = _value(level, "start"), _value(level, "lvlRestart")
    legal = level is not None and level.find(w("isLgl")) is not None
    return Level(
        form=_value(level, "numFmt") or "decimal",
        text=_value(level, "lvlText"),
        start=number if (number := whole_number(start)) is not None else 1,
        restarts=restart != "0",
        decimals_only=legal,
        followed_by=_value(level, "suff") or "tab",
    )
