"""The table of contents of a template: its field becomes a slot, and what it lists gets a mark.

A template holds the field that Word inserts: `TOC \\o "1-2" \\h \\z \\u`, with or without a control around it. What
Word last printed in it is the template's, and goes. Everything that depends on the template alone is settled here: the
level of each heading in each field, the look of the entries, the lists that number the headings.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen import problems
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.contents import contents
from rapportgen.word.contents.contents import ContentsField, ContentsPlan, HeadingKind
from rapportgen.word.contents.contents_look import add_missing_styles, entry_looks, line_width
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.text import escape_text
from rapportgen.word.ooxml.tree import (
    ends_section,
    nearest,
    remove_keeping_tail,
    run_like,
    stand_in_number,
    write_before,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.problems import Problem
    from rapportgen.word.compiling.outline import Facts, Outline
    from rapportgen.word.compiling.spots import Spots
    from rapportgen.word.tags.marks import Marks

LEVELS = 9
_SWITCH = pattern(r'\\([a-z])\s*(?:"([^"]*)"|([^\s\\"]+))?', re.I)
_UNKNOWN_SWITCHES = {"a", "b", "c", "f"}
_LEVEL = pattern("[1-9]")
_RANGE = pattern(r"\s*([1-9])\s*-\s*([1-9])\s*")
_TOC_BOOKMARK = pattern(r"_toc(\d{1,15})", re.I)
_FIRST_BOOKMARK = 100_000_001
_CONTENT = [w(name) for name in ("t", "drawing", "pict", "object", "br", "sym", "fldChar", "footnoteReference")]


class Switches(NamedTuple):
    """What a TOC instruction asks for. Ranges are (first, last) level; (0, 0) is none."""

    headings: tuple[int, int]
    outline: tuple[int, int]
    styles: tuple[tuple[str, int], ...]
    links: bool
    unpaged: tuple[int, int]
    separator: str

    @property
    def levels(self) -> int:
        """The deepest level there can be."""
        return max(self.headings[1], self.outline[1], *(level for _, level in self.styles), 1)

    def level_of(self, facts: Facts) -> int:
        """The level of a paragraph in these contents; 0 when they leave it out."""
        for style, level in self.styles:
            if style in facts.names:
                return level
        for level, (first, last) in ((facts.heading, self.headings), (facts.outline, self.outline)):
            if level and first <= level <= last:
                return level
        return 0


def parse_instruction(instruction: str) -> Switches | None:
    """What the instruction of a TOC field asks for; None when it lists something else than headings."""
    found = {m[1].lower(): (m[2] if m[2] is not None else m[3]) or "" for m in _SWITCH.finditer(instruction)}
    if found.keys() & _UNKNOWN_SWITCHES or "{" in instruction:
        return None
    everything = (1, LEVELS)
    headings = _range(found["o"]) if "o" in found else (0, 0)
    if not found.keys() & {"o", "u", "t", "l"}:
        headings = everything
    return Switches(
        headings=headings,
        outline=(headings if any(headings) else everything) if "u" in found else (0, 0),
        styles=tuple(_styles(found.get("t", ""))),
        links="h" in found,
        unpaged=_range(found["n"]) if "n" in found else (0, 0),
        separator=found.get("p", ""),
    )


def _range(text: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else (1, LEVELS)


def _styles(text: str) -> list[tuple[str, int]]:
    """«Vedlegg;1;Underkapittel;2»: names and levels, with the list separator of the country."""
    pieces = [piece.strip() for piece in re.split("[;,]", text)]
    pairs = zip(pieces[::2], pieces[1::2], strict=False)
    return [(name.casefold(), int(level)) for name, level in pairs if name and _LEVEL.fullmatch(level)]


class TemplateContents:
    """The fields for contents of a template's document, from finding them to marking what they list."""

    def __init__(self, part: str, root: _Element, outline: Outline, styles: _Element | None) -> None:
        self.part, self.outline, self._styles = part, outline, styles
        self.styles_added = False
        self.problems: list[Problem] = []
        self.switches: list[Switches] = []
        self._fields: list[ContentsField] = []
        self._slots: list[_Element] = []
        self._kinds: dict[HeadingKind, int] = {}
        self._bookmark = 1 + max(
            (int(match[1]) for mark in root.iter(w("bookmarkStart")) if (match := _toc_name(mark))),
            default=_FIRST_BOOKMARK - 1,
        )
        for begin, end, instruction in _fields_of_contents(root):
            self._take(begin, end, instruction, root)

    def _take(self, begin: _Element, end: _Element, instruction: str, root: _Element) -> None:
        """Let a slot stand for a field."""
        first, last = nearest(begin, "p"), nearest(end, "p")
        if first is None or last is None:
            return
        switches = parse_instruction(instruction)
        if switches is None:
            message = (
                "Innholdsfeltet lister opp noe annet enn overskrifter. Det står i rapporten slik det står i malen."
            )
            hint = "Bruk bryterne \\o, \\u og \\t."
            place = "dokumentet"
            self.problems.append(problems.advarsel("innhold-ukjent", place, message, instruction.strip(), hint))
            return
        order = list(root.iter(w("p")))
        printed = order[order.index(first) : order.index(last) + 1]
        if self._styles is not None:
            self.styles_added |= add_missing_styles(self._styles, self.outline, switches.levels)
        field = ContentsField(
            instruction=escape_text(instruction),
            looks=entry_looks(printed, self.outline, switches.levels, line_width(first, root)),
            links=switches.links,
            unpaged=switches.unpaged,
            separator=switches.separator,
            closes=first is last,
        )
        slot = etree.Element(w("p"))
        first.addnext(slot)
        _drop_printed(printed, slot, begin, end)
        self.switches.append(switches)
        self._fields.append(field)
        self._slots.append(slot)

    def fills(self, part: str) -> bool:
        """Whether reports write this part anew for their contents."""
        return bool(self._fields) and part == self.part

    def mark(self, root: _Element, marks: Marks, spots: Spots) -> None:
        """Put marks around what the fields list and what counts with it, and in the slots. The tree is at rest now."""
        if not self._fields:
            return
        found = [
            (paragraph, self.outline.facts(_properties(paragraph, root, marks, spots))) for paragraph in _lines(root)
        ]
        listed = {facts.number_list for _, facts in found if any(self._levels(facts))}
        keys = {self.outline.number_list(instance).key for instance in listed if instance}
        for paragraph, facts in found:
            levels = self._levels(facts)
            counts = bool(facts.number_list) and self.outline.number_list(facts.number_list).key in keys
            if any(levels) or counts:
                kind = HeadingKind(levels, facts.number_list if counts else "", facts.list_level)
                number = self._kinds.setdefault(kind, len(self._kinds))
                write_before(paragraph, f"{contents.BEGIN}{number}{contents.INSIDE}")
                paragraph.tail = contents.END + (paragraph.tail or "")
        for number, slot in enumerate(self._slots):
            write_before(slot, f"{contents.SLOT}{number}{contents.SLOT}")
            remove_keeping_tail(slot)

    def plan(self) -> ContentsPlan | None:
        """What a report needs to know; None when the template has no contents."""
        if not self._fields:
            return None
        instances = {kind.instance for kind in self._kinds if kind.instance}
        lists = {instance: self.outline.number_list(instance) for instance in sorted(instances)}
        return ContentsPlan(self.part, tuple(self._fields), tuple(self._kinds), lists, self._bookmark)

    def _levels(self, facts: Facts) -> tuple[int, ...]:
        return tuple(switches.level_of(facts) for switches in self.switches)


def _toc_name(mark: _Element) -> re.Match[str] | None:
    return _TOC_BOOKMARK.fullmatch(mark.get(w("name"), ""))


class _Open(NamedTuple):
    """A field that has begun: its mark, the pieces of its instruction, how many contents were found before it."""

    begin: _Element
    instruction: list[str]
    before: int


def _fields_of_contents(root: _Element) -> list[tuple[_Element, _Element, str]]:
    """The fields for contents that do not stand inside one another: their first and last mark, their instruction."""
    found: list[tuple[_Element, _Element, str]] = []
    waiting: list[_Open] = []
    separated: set[int] = set()  # how deep the fields are whose instruction has ended
    for element in root.iter(w("fldChar"), w("instrText")):
        depth, kind = len(waiting), element.get(w("fldCharType"), "")
        if element.tag == w("instrText"):
            if waiting and depth not in separated:
                waiting[-1].instruction.append(element.text or "")
        elif kind == "begin":
            waiting.append(_Open(element, [], len(found)))
        elif kind == "separate":
            separated.add(depth)
        elif kind == "end" and waiting:
            separated.discard(depth)
            begin, pieces, before = waiting.pop()
            instruction = "".join(pieces)
            if instruction.split()[:1] == ["TOC"]:
                found[before:] = [(begin, element, instruction)]
    return found


def _drop_printed(printed: list[_Element], slot: _Element, begin: _Element, end: _Element) -> None:
    """Take out what Word printed in a field. What stands before and after it stays, on either side of the slot.

    When the field ends in a paragraph after its first, it still ends there.
    """
    first, last = printed[0], printed[-1]
    before, after = _children_before(first, begin), _children_after(last, end)
    for paragraph in printed[1:-1]:
        remove_keeping_tail(paragraph)
    if first is last:
        rest = etree.Element(w("p"))
        rest.extend([copy.deepcopy(child) for child in (first.find(w("pPr")),) if child is not None])
        slot.addnext(rest)
        _keep(rest, after)
        for section in first.findall(f"{w('pPr')}/{w('sectPr')}"):  # it ends after the contents, not before
            first[0].remove(section)
    else:
        ending = etree.Element(w("r"))
        ending.append(etree.Element(w("fldChar"), {w("fldCharType"): "end"}))
        _refill(last, [ending, *after])
    _keep(first, before)


def _children_before(paragraph: _Element, mark: _Element) -> list[_Element]:
    """What a paragraph holds before the run with a mark."""
    at = next(index for index, child in enumerate(paragraph) if mark in child.iter())
    return [child for child in list(paragraph)[:at] if child.tag != w("pPr")]


def _children_after(paragraph: _Element, mark: _Element) -> list[_Element]:
    """What a paragraph holds after a mark, in the same run too."""
    at = next(index for index, child in enumerate(paragraph) if mark in child.iter())
    holder = paragraph[at]
    rest = list(holder)[holder.index(mark) + 1 :] if holder.tag == w("r") else []
    following = list(paragraph)[at + 1 :]
    if not rest:
        return following
    return [run_like(holder, rest), *following]


def _keep(paragraph: _Element, children: list[_Element]) -> None:
    """Leave only these in a paragraph; without content it goes, unless a section ends with it."""
    if not ends_section(paragraph) and not any(_has_content(child) for child in children):
        remove_keeping_tail(paragraph)
        return
    _refill(paragraph, children)


def _has_content(element: _Element) -> bool:
    return any(inner.tag != w("t") or inner.text for inner in element.iter(*_CONTENT))


def _refill(paragraph: _Element, children: list[_Element]) -> None:
    """Give a paragraph this content, under its own properties."""
    for child in list(paragraph):
        if child.tag != w("pPr"):
            paragraph.remove(child)
    paragraph.extend(children)


def _lines(root: _Element) -> list[_Element]:
    """The paragraphs of the document itself; text boxes are read elsewhere, or not at all."""
    return [p for p in root.iter(w("p")) if next(p.iterancestors(w("p")), None) is None]


def _properties(paragraph: _Element, root: _Element, marks: Marks, spots: Spots) -> _Element | None:
    """The properties of a paragraph, or of the one that a tag stands in for."""
    number = stand_in_number(paragraph)
    if number is None:
        return paragraph.find(w("pPr"))
    inside = "".join(xml for _, xml in spots.all[marks.marks[number].spot].paragraph)
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in root.nsmap.items() if prefix)
    return etree.fromstring(f"<w:pPr {names}>{inside}</w:pPr>") if inside else None
