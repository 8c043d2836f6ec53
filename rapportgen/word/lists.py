"""The template's own list styles: how bullets and numbered items of a rich text shall look.

Styles are found by name, for Word in Norwegian gives them other ids: «Punktliste» (Word's `List Bullet`) and
«Nummerert liste» (`List Number`), with 2 and 3 for deeper levels. In table cells a style «Punktliste tabell» or
«Nummerert liste tabell» is preferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapportgen.word.ns import w

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 3
_NAMES = {
    "punkt": ("list bullet", "punktliste"),
    "nummer": ("list number", "nummerert liste"),
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


def read_looks(styles: _Element | None, numbering: _Element | None) -> Looks:
    """The list styles of a template."""
    if styles is None:
        return Looks({}, {}, "")
    by_name: dict[str, _Element] = {}
    for style in styles.iter(w("style")):
        name = style.find(w("name"))
        if name is not None:
            by_name.setdefault(name.get(w("val"), "").casefold(), style)
    abstracts = _abstracts(numbering)
    link = next((by_name[name].get(w("styleId"), "") for name in _LINK_STYLES if name in by_name), "")
    text = {kind: _levels(names, "", by_name, abstracts) for kind, names in _NAMES.items()}
    table = {kind: _levels(names, " tabell", by_name, abstracts) for kind, names in _NAMES.items()}
    return Looks(text, table, link)


def _abstracts(numbering: _Element | None) -> dict[str, str]:
    found = {}
    for number in numbering.iter(w("num")) if numbering is not None else ():
        abstract = number.find(w("abstractNumId"))
        if abstract is not None:
            found[number.get(w("numId"), "")] = abstract.get(w("val"), "")
    return found


def _levels(
    names: tuple[str, ...], suffix: str, by_name: dict[str, _Element], abstracts: dict[str, str]
) -> list[ListLook]:
    """The looks of the levels, from the outermost; a level without a style of its own uses the first style's list."""
    looks: list[ListLook] = []
    for level in range(LEVELS):
        wanted = [f"{name}{suffix}{f' {level + 1}' if level else ''}" for name in names]
        style = next((by_name[name] for name in wanted if name in by_name), None)
        if style is not None:
            looks.append(_look(style, by_name, abstracts))
        elif looks:
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
