"""Values into finished XML: runs for formatting, paragraphs for lines, the template's list styles for bullets.

A value has the look of the tag it replaces; formatting of its own comes on top. Plain text takes the short way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rapportgen.model.riktekst import NUMMER, Avsnitt, Bit, RikTekst
from rapportgen.word import ns
from rapportgen.word.spot import ALONE, LINE, PARAGRAPHS
from rapportgen.word.text import escape_in_run, escape_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.word.lists import ListLook, Looks
    from rapportgen.word.spot import Properties, Spot

SAFE_LINKS = ("http://", "https://", "mailto:")
_RUN_RANK = {name: rank for rank, name in enumerate(ns.R_PR_ORDER)}
_PARAGRAPH_RANK = {name: rank for rank, name in enumerate(ns.P_PR_ORDER)}
_REPLACED_IN_LISTS = {"pStyle", "numPr", "ind"}
_TEXT_END = "</w:t></w:r>"


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


class RichWriter:
    """Writes rich texts at one spot of a template."""

    def __init__(self, spot: Spot, looks: Looks, lists: NumberedLists) -> None:
        self.spot, self.looks, self.lists = spot, looks, lists
        self._run_start: dict[Bit, str] = {}
        self._plain_paragraph = self._paragraph_start(self.spot.paragraph)
        self.text_start = self._start_of_run(Bit(""))
        self.alone_start = self._plain_paragraph + self.text_start
        self.alone_end = _TEXT_END + "</w:p>"

    def write(self, value: RikTekst) -> str:
        """The XML of a rich text, to stand where the tag stood."""
        if self.spot.kind in (ALONE, PARAGRAPHS):
            return self._paragraphs(value) or (self.alone_start + self.alone_end if self.spot.kind == ALONE else "")
        if self.spot.kind == LINE:
            return self._within_paragraph(value)
        return self._within_runs(value)

    def _paragraphs(self, value: RikTekst) -> str:
        """Whole paragraphs, beginning and end included."""
        out, number = [], ""
        for paragraph in value.avsnitt:
            start, number = self._start_of(paragraph, number)
            out.append(f"{start}{self._runs(paragraph)}</w:p>")
        return "".join(out)

    def _within_paragraph(self, value: RikTekst) -> str:
        """The first paragraph goes on where the tag stood, the last goes on with what followed it."""
        out, number = [_TEXT_END], ""
        for index, paragraph in enumerate(value.avsnitt):
            start, number = self._start_of(paragraph, number)
            if index or paragraph.slag:
                out.append("</w:p>" + start)
            out.append(self._runs(paragraph))
        return "".join(out) + self.text_start

    def _within_runs(self, value: RikTekst) -> str:
        """Where paragraphs cannot be split (in a link, before a section break), lines follow each other."""
        lines = [self._sign(paragraph) + self._runs(paragraph) for paragraph in value.avsnitt]
        return _TEXT_END + "<w:r><w:br/></w:r>".join(lines) + self.text_start

    def _sign(self, paragraph: Avsnitt) -> str:
        return f"{self.text_start}– {_TEXT_END}" if paragraph.slag else ""

    def _runs(self, paragraph: Avsnitt) -> str:
        return "".join(self._run(bit) for bit in paragraph.biter)

    def _run(self, bit: Bit) -> str:
        run = f"{self._start_of_run(bit)}{escape_in_run(bit.tekst)}{_TEXT_END}"
        return _link(bit.lenke, run) if bit.lenke and bit.lenke.lower().startswith(SAFE_LINKS) else run

    def _start_of_run(self, bit: Bit) -> str:
        form = replace(bit, tekst="", lenke="x" if bit.lenke else None)
        if form not in self._run_start:
            properties = _with(self.spot.run, _formatting(form, self.looks.link), _RUN_RANK)
            inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
            self._run_start[form] = f'<w:r>{inside}<w:t xml:space="preserve">'
        return self._run_start[form]

    def _start_of(self, paragraph: Avsnitt, number: str) -> tuple[str, str]:
        """The beginning of a paragraph, and the numbered list it belongs to («» outside one)."""
        look = self._look(paragraph)
        if look is None:
            return self._typed_start(paragraph, number)
        if paragraph.slag == NUMMER:
            number = number or self.lists.new(look)
            return self._paragraph_start(self._list_properties(look, number)), number
        start = self._paragraph_start(self._list_properties(look, look.number))
        return start, number if paragraph.nivaa else ""

    def _typed_start(self, paragraph: Avsnitt, number: str) -> tuple[str, str]:
        """Where the template has no list style, the sign is typed: «– », or a number that is counted as «#3»."""
        if paragraph.slag != NUMMER:
            return self._plain_paragraph + self._sign(paragraph), ""
        count = int(number.removeprefix("#") or 0) + 1
        return f"{self._plain_paragraph}{self.text_start}{count}. {_TEXT_END}", f"#{count}"

    def _look(self, paragraph: Avsnitt) -> ListLook | None:
        if not paragraph.slag:
            return None
        table = self.looks.table.get(paragraph.slag) if self.spot.in_cell else None
        looks = table or self.looks.text.get(paragraph.slag) or []
        look = looks[min(paragraph.nivaa, len(looks) - 1)] if looks else None
        return look if look is not None and look.abstract else None

    def _list_properties(self, look: ListLook, number: str) -> Properties:
        """The paragraph's own properties with the list's style and number; in a cell its own style stays."""
        has_table_look = any(look in looks for looks in self.looks.table.values())
        keeps_style = self.spot.in_cell and not has_table_look and bool(number)
        kept = [
            (n, xml) for n, xml in self.spot.paragraph if n not in _REPLACED_IN_LISTS or (keeps_style and n == "pStyle")
        ]
        style = [] if keeps_style else [("pStyle", f'<w:pStyle w:val="{look.style}"/>')]
        numbering = f'<w:numPr><w:ilvl w:val="{look.level}"/><w:numId w:val="{number}"/></w:numPr>'
        return tuple(_sorted([*kept, *style, *([("numPr", numbering)] if number else [])], _PARAGRAPH_RANK))

    @staticmethod
    def _paragraph_start(properties: Properties) -> str:
        inside = "".join(xml for _, xml in properties)
        return f"<w:p><w:pPr>{inside}</w:pPr>" if inside else "<w:p>"


def _formatting(bit: Bit, link_style: str) -> list[tuple[str, str]]:
    """The run properties that a bit adds."""
    added = []
    if bit.lenke and link_style:
        added.append(("rStyle", f'<w:rStyle w:val="{link_style}"/>'))
    if bit.fet:
        added.append(("b", "<w:b/>"))
    if bit.kursiv:
        added.append(("i", "<w:i/>"))
    if bit.gjennomstreket:
        added.append(("strike", "<w:strike/>"))
    if bit.farge and len(bit.farge) == 6 and all(char in "0123456789abcdefABCDEF" for char in bit.farge):
        added.append(("color", f'<w:color w:val="{bit.farge.upper()}"/>'))
    if bit.understreket:
        added.append(("u", '<w:u w:val="single"/>'))
    if bit.hevet or bit.senket:
        added.append(("vertAlign", f'<w:vertAlign w:val="{"superscript" if bit.hevet else "subscript"}"/>'))
    return added


def _with(base: Properties, added: list[tuple[str, str]], rank: dict[str, int]) -> str:
    names = {name for name, _ in added}
    return "".join(xml for _, xml in _sorted([*((n, x) for n, x in base if n not in names), *added], rank))


def _sorted(properties: Iterable[tuple[str, str]], rank: dict[str, int]) -> list[tuple[str, str]]:
    return sorted(properties, key=lambda pair: rank.get(pair[0], len(rank)))


def _link(address: str, run: str) -> str:
    """A link as a field: it needs no relationship, so the parts that hold those stay as they are."""
    instruction = escape_text(" ".join(address.split())).replace('"', "%22").replace("\\", "%5C")
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{instruction}" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
