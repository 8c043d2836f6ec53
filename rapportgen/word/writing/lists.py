"""The template's own list styles: how bullets and numbered items of a rich text shall look.

Styles are found by name, for Word in Norwegian gives them other ids: «Punktliste» (Word's `List Bullet`) and
«Nummerert liste» (`List Number`), with 2 and 3 for deeper levels. In table cells a style «Punktliste tabell» or
«Nummerert liste tabell» is preferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.riktekst import NUMMER, PUNKT
from rapportgen.named import NamedTuple
from rapportgen.word.ooxml.ns import w

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 3
_NAMES = {
    PUNKT: ("list bullet", "punktliste"),
    NUMMER: ("list number", "nummerert liste"),
}
_LINK_STYLES = ("hyperlink", "hyperkobling")


class ListLook(NamedTuple):
    """A list style: its id, the list it numbers in (with «» for none), its level there, and that list's abstract."""

    style: str
    number: str
    level: str
    abstract: str


class Looks(NamedTuple):
    """The styles a rich text may use, by kind and level; `table` those for cells. `link` is «» when there is none."""

    text: dict[str, list[ListLook]]
    table: dict[str, list[ListLook]]
    link: str


class NumberedLists:
    """The numbered lists of one report: each starts at 1, as an instance of the template's list."""

    def __init__(self, first: int) -> None:
        self._next = first
        self.instances: list[str] = []

    def new(self, look: ListLook) -> str:
        """The number of a new list that looks like `look`."""
        number = str(self._next)
        self._next += 1
        self.instances.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{look.abstract}"/>'
            f'<w:lvlOverride w:ilvl="{look.level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        return number


class RunningLists:
    """The lists that are going on in one rich text, by level: what an item belongs to depends on those before it.

    An ordinary paragraph ends them all, an item ends those of deeper levels, and a bullet the numbered list of its own.
    """

    def __init__(self, lists: NumberedLists) -> None:
        self._lists = lists
        self._numbers: dict[int, tuple[str, str]] = {}  # by level: the list's abstract, and its instance
        self._counts: dict[int, int] = {}  # of items whose number is typed

    def end(self, level: int = 0) -> None:
        """End the lists of this level and deeper ones."""
        for going_on in (self._numbers, self._counts):
            for deep in [deep for deep in going_on if deep >= level]:
                del going_on[deep]

    def number(self, look: ListLook, level: int) -> str:
        """The instance that a numbered item at this level belongs to.

        Levels of one list in the template share an instance, in which Word starts the inner numbers again by itself.
        """
        self.end(level + 1)
        abstract, number = self._numbers.get(level, ("", ""))
        if abstract != look.abstract:
            outer = [number for deep, (of, number) in self._numbers.items() if of == look.abstract and deep < level]
            number = outer[-1] if outer else self._lists.new(look)
            self._numbers[level] = (look.abstract, number)
        return number

    def typed(self, kind: str, level: int) -> str:
        """What is typed before an item where the template has no list for it: «– », or its number."""
        self.end(level + (kind == NUMMER))
        if kind != NUMMER:
            return "– "
        self._counts[level] = self._counts.get(level, 0) + 1
        return f"{self._counts[level]}. "


def read_looks(styles: _Element | None, numbering: _Element | None) -> Looks:
    """The list styles of a template."""
    if styles is None:
        return Looks({}, {}, "")
    by_name: dict[str, _Element] = {}
    for style in styles.iter(w("style")):
        name = style.find(w("name"))
        if name is not None:
            by_name.setdefault(name.get(w("val"), "").casefold(), style)
    abstracts, defined = _abstracts(numbering), _defined(numbering)
    link = next((by_name[name].get(w("styleId"), "") for name in _LINK_STYLES if name in by_name), "")
    text = {kind: _levels(names, "", by_name, abstracts, defined) for kind, names in _NAMES.items()}
    table = {kind: _levels(names, " tabell", by_name, abstracts, defined) for kind, names in _NAMES.items()}
    return Looks(text, table, link)


def _abstracts(numbering: _Element | None) -> dict[str, str]:
    found = {}
    for number in numbering.iter(w("num")) if numbering is not None else ():
        abstract = number.find(w("abstractNumId"))
        if abstract is not None:
            found[number.get(w("numId"), "")] = abstract.get(w("val"), "")
    return found


def _defined(numbering: _Element | None) -> set[tuple[str, str]]:
    """The levels that lists have, as (abstract, level)."""
    if numbering is None:
        return set()
    return {
        (abstract.get(w("abstractNumId"), ""), level.get(w("ilvl"), ""))
        for abstract in numbering.iter(w("abstractNum"))
        for level in abstract.iter(w("lvl"))
    }


def _levels(
    names: tuple[str, ...],
    suffix: str,
    by_name: dict[str, _Element],
    abstracts: dict[str, str],
    defined: set[tuple[str, str]],
) -> list[ListLook]:
    """The looks of the levels, from the outermost.

    A level without a style of its own is one of the first style's list; where that has no more levels, the last holds.
    """
    looks: list[ListLook] = []
    for level in range(LEVELS):
        wanted = [f"{name}{suffix}{f' {level + 1}' if level else ''}" for name in names]
        style = next((by_name[name] for name in wanted if name in by_name), None)
        if style is not None:
            looks.append(_look(style, by_name, abstracts))
        elif looks and (looks[0].abstract, str(level)) in defined:
            looks.append(looks[0]._replace(level=str(level)))
    return looks


def _look(style: _Element, by_name: dict[str, _Element], abstracts: dict[str, str]) -> ListLook:
    number, level = _numbering_of(style, {s.get(w("styleId"), ""): s for s in by_name.values()})
    return ListLook(style.get(w("styleId"), ""), number, level, abstracts.get(number, ""))


def _numbering_of(style: _Element, by_id: dict[str, _Element]) -> tuple[str, str]:
    """The list and level of a style, its own or of the style it is based on."""
    seen: set[str] = set()
    current: _Element | None = style
    while current is not None and current.get(w("styleId"), "") not in seen:
        seen.add(current.get(w("styleId"), ""))
        number = current.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        if number is not None:
            level = current.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
            return number.get(w("val"), ""), level.get(w("val"), "0") if level is not None else "0"
        based_on = current.find(w("basedOn"))
        current = by_id.get(based_on.get(w("val"), "")) if based_on is not None else None
    return "", "0"
