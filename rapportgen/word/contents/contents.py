"""The table of contents of one report, written with the report.

The compiler has put a mark before and after each heading, and one where the entries go (`contents_field`). When a part
is finished, its headings are read in order, numbered, and given the bookmarks that the entries lead to. Page numbers
are not known yet: the entries are written without them, and once more when the pages have been counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.word.contents.heading_numbers import HeadingCounter, NumberList
from rapportgen.word.contents.heading_text import Heading, read_headings
from rapportgen.word.ooxml.instructions import FIELD_END, field_start
from rapportgen.word.ooxml.text import escape_attribute, escape_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Noncharacters: no value and no template holds them.
# A heading stands as BEGIN kind INSIDE … END, the place for the entries of a field as SLOT number SLOT.
BEGIN, INSIDE, END, SLOT = "\ufddc\ufddd\ufdde\ufddf"
UNKNOWN_PAGE = "00"  # takes the room of most page numbers while pages are counted

_TAB = "<w:r><w:tab/></w:r>"


class HeadingKind(NamedTuple):
    """Headings of one look: their level in each field (0 for none), the list they count in («» for none)."""

    levels: tuple[int, ...]
    instance: str
    list_level: int


class ContentsField(NamedTuple):
    """A field for contents: its instruction as XML, and how its entries look.

    `looks` holds the paragraph properties of the levels from 1 as XML: without a number, and with one. Levels from
    `unpaged[0]` to `unpaged[1]` have no page number. `closes` tells whether the last entry ends the field, which a
    paragraph of its own does otherwise.
    """

    instruction: str
    looks: tuple[tuple[str, str], ...]
    links: bool
    unpaged: tuple[int, int]
    separator: str
    closes: bool


class ContentsPlan(NamedTuple):
    """What a template says of its contents: in `part`, the fields, the kinds of headings, and their lists."""

    part: str
    fields: tuple[ContentsField, ...]
    kinds: tuple[HeadingKind, ...]
    lists: dict[str, NumberList]
    first_bookmark: int


class Entry(NamedTuple):
    """One line of contents; `title` is its runs as XML."""

    level: int
    number: str
    followed_by: str
    title: str
    bookmark: str


class Contents(NamedTuple):
    """The contents of one report: the part's text cut at each slot, the field of each slot, the fields' entries."""

    pieces: tuple[str, ...]
    slots: tuple[int, ...]
    entries: tuple[tuple[Entry, ...], ...]

    @property
    def bookmarks(self) -> list[str]:
        """The bookmarks whose pages the entries name, each once."""
        return list(dict.fromkeys(entry.bookmark for entries in self.entries for entry in entries))

    def xml(self, plan: ContentsPlan, pages: Mapping[str, str] | None) -> str:
        """The part with its entries; without page numbers when `pages`, by bookmark, is None."""
        out = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            out += [_written(plan.fields[slot], self.entries[slot], pages), piece]
        return "".join(out)


def read_contents(xml: str, plan: ContentsPlan, new_id: Callable[[str], str]) -> Contents:
    """The contents of a finished part, whose headings get their bookmarks. `new_id` gives unused numbers."""
    reader = _Reader(plan, new_id)
    first, *pieces = xml.split(BEGIN)
    marked = "".join([first, *(reader.heading(piece) for piece in pieces)])
    text, *slots = marked.split(SLOT)
    return Contents(
        (text, *slots[1::2]), tuple(int(slot) for slot in slots[::2]), tuple(tuple(found) for found in reader.entries)
    )


class _Reader:
    """Goes through the headings of a report in reading order."""

    def __init__(self, plan: ContentsPlan, new_id: Callable[[str], str]) -> None:
        self.plan, self.new_id = plan, new_id
        self.entries: list[list[Entry]] = [[] for _ in plan.fields]
        self.counter = HeadingCounter()
        self.bookmark = plan.first_bookmark

    def heading(self, piece: str) -> str:
        """What follows a mark: the heading with its bookmark, and the text up to the next."""
        number, _, rest = piece.partition(INSIDE)
        xml, _, after = rest.partition(END)
        kind = self.plan.kinds[int(number)]
        out, position = [], 0
        for heading in read_headings(xml):
            printed, followed_by = self._number(kind)
            if not any(kind.levels) or not heading.runs:
                continue
            bookmark, start, end = self._bookmark(heading)
            out += [xml[position : heading.start], start, xml[heading.start : heading.end], end]
            position = heading.end
            self._add(kind, printed, followed_by, _runs(heading), bookmark)
        return "".join([*out, xml[position:], after])

    def _number(self, kind: HeadingKind) -> tuple[str, str]:
        if not kind.instance:
            return "", ""
        numbers = self.plan.lists[kind.instance]
        printed = self.counter.next(kind.instance, numbers, kind.list_level)
        return printed, numbers.levels[kind.list_level].followed_by

    def _bookmark(self, heading: Heading) -> tuple[str, str, str]:
        """The name of the heading's bookmark, and the XML that begins and ends it; the template's own is used again."""
        if heading.bookmark:
            return heading.bookmark, "", ""
        name = f"_Toc{self.bookmark}"
        self.bookmark += 1
        number = self.new_id(name)
        return name, f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def _add(self, kind: HeadingKind, number: str, followed_by: str, title: str, bookmark: str) -> None:
        for entries, level in zip(self.entries, kind.levels, strict=True):
            if level:
                entries.append(Entry(level, number, followed_by, title, bookmark))


def _runs(heading: Heading) -> str:
    return "".join(_run(text, properties) for properties, text in heading.runs)


def _run(text: str, properties: str = "") -> str:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape_text(text)}</w:t></w:r>'


def _written(field: ContentsField, entries: tuple[Entry, ...], pages: Mapping[str, str] | None) -> str:
    """The field with its entries. Without a single one it is there all the same, so that Word can fill it."""
    opening = field_start(field.instruction)
    closing = FIELD_END if field.closes else ""
    if not entries:
        return f"<w:p>{field.looks[0][0]}{opening}{closing}</w:p>"
    lines = [_line(field, entry, pages) for entry in entries]
    starts = [opening, *[""] * (len(lines) - 1)]
    ends = [*[""] * (len(lines) - 1), closing]
    return "".join(
        f"<w:p>{field.looks[entry.level - 1][bool(entry.number)]}{start}{line}{end}</w:p>"
        for entry, start, line, end in zip(entries, starts, lines, ends, strict=True)
    )


def _line(field: ContentsField, entry: Entry, pages: Mapping[str, str] | None) -> str:
    number = ""
    if entry.number:
        number = _run(entry.number) + {"tab": _TAB, "space": _run(" ")}.get(entry.followed_by, "")
    first, last = field.unpaged
    page = "" if pages is None or first <= entry.level <= last else _page(field, entry, pages)
    line = f"{number}{entry.title}{page}"
    anchor = escape_attribute(entry.bookmark)
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{line}</w:hyperlink>' if field.links else line


def _page(field: ContentsField, entry: Entry, pages: Mapping[str, str]) -> str:
    """The page number as a field, which Word brings up to date when the contents are."""
    between = _run(field.separator) if field.separator else _TAB
    link = " \\h" if field.links else ""
    instruction = f" PAGEREF {entry.bookmark}{link} "
    shown = _run(pages.get(entry.bookmark, ""))
    return f"{between}{field_start(escape_text(instruction))}{shown}{FIELD_END}"
