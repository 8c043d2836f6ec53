"""Values into finished XML: runs for formatting, paragraphs for lines, the template's list styles for bullets.

A value has the look of the tag it replaces; formatting of its own comes on top. Plain text takes the short way.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapportgen.model.henvisninger import FOTNOTE, split_paragraph
from rapportgen.model.riktekst import NUMMER, Avsnitt, Bit, RikTekst, is_safe_link
from rapportgen.word.language.sami import LANGUAGE, is_sami
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.instructions import field
from rapportgen.word.ooxml.spot import ALONE, ITEM, LINE, PARAGRAPHS
from rapportgen.word.ooxml.text import escape_in_run, escape_text
from rapportgen.word.writing.lists import RunningLists

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from rapportgen.model.henvisninger import Henvisning
    from rapportgen.word.ooxml.spot import Properties, Spot
    from rapportgen.word.writing.lists import ListLook, Looks, NumberedLists
    from rapportgen.word.writing.references import References

_RUN_RANK = {name: rank for rank, name in enumerate(ns.R_PR_ORDER)}
_PARAGRAPH_RANK = {name: rank for rank, name in enumerate(ns.P_PR_ORDER)}
_REPLACED_IN_LISTS = {"pStyle", "numPr", "ind"}
TEXT_END = "</w:t></w:r>"
_BREAK = "<w:r><w:br/></w:r>"
ALONE_END = TEXT_END + "</w:p>"
_PLAIN = Bit("")


class RichWriter:
    """Writes texts at one spot of a template. `sami` finds the names in them that are in Sami."""

    def __init__(
        self,
        spot: Spot,
        looks: Looks,
        lists: NumberedLists,
        references: References,
        sami: re.Pattern[str] | None = None,
    ) -> None:
        self.spot, self.looks, self.lists, self.references = spot, looks, lists, references
        self.sami = None if is_sami(spot.run) else sami
        self._run_start: dict[tuple[Bit, bool], str] = {}
        self.paragraph_start = _paragraph_start(spot.paragraph)
        self.text_start = _plain_start(spot.run)
        self.alone_start = alone_start(spot)

    def write(self, value: RikTekst) -> str:
        """The XML of a rich text, to stand where the tag stood."""
        if self.spot.kind in (ALONE, PARAGRAPHS):
            return self._paragraphs(value) or (self.alone_start + ALONE_END if self.spot.kind == ALONE else "")
        if self.spot.kind in (LINE, ITEM):
            return self._within_paragraph(value)
        return self._within_runs(value)

    def around(self, runs: str) -> str:
        """Finished runs, to stand where the tag stood; nothing comes of nothing asked for with {{p …}}."""
        if self.spot.kind == ALONE or (self.spot.kind == PARAGRAPHS and runs):
            return f"{self.paragraph_start}{runs}</w:p>"
        return f"{TEXT_END}{runs}{self.text_start}" if self.spot.kind != PARAGRAPHS else ""

    def text(self, text: str, bit: Bit = _PLAIN) -> str:
        """Text for the inside of a run with the look of `bit`; the Sami names in it get runs of their own."""
        if self.sami is None or self.sami.search(text) is None:
            return escape_in_run(text)
        out, position = [], 0
        into, back = TEXT_END + self._start_of_run(bit, sami=True), TEXT_END + self._start_of_run(bit)
        for match in self.sami.finditer(text):
            out += [escape_in_run(text[position : match.start()]), into, escape_in_run(match[0]), back]
            position = match.end()
        return "".join([*out, escape_in_run(text[position:])])

    def reference(self, reference: Henvisning, bit: Bit = _PLAIN) -> str:
        """The runs of a reference, with the look of `bit`."""
        if reference.slag == FOTNOTE:
            return self.references.footnote(reference, self.spot.run)
        return self.references.see(reference, self._start_of_run(bit))

    def _paragraphs(self, value: RikTekst) -> str:
        """Whole paragraphs, beginning and end included."""
        running = RunningLists(self.lists)
        return "".join(f"{self._start_of(p, running)}{self._runs(p)}</w:p>" for p in value.avsnitt)

    def _within_paragraph(self, value: RikTekst) -> str:
        """The first paragraph goes on where the tag stood, the last goes on with what followed it.

        In an item of a list, where a paragraph of its own would count as one more, lines follow each other.
        """
        out, running = [TEXT_END], RunningLists(self.lists)
        for index, paragraph in enumerate(value.avsnitt):
            start = self._start_of(paragraph, running)
            if self.spot.kind == ITEM and not paragraph.slag:
                out.append(_BREAK if index else "")
            elif index or paragraph.slag:
                out.append("</w:p>" + start)
            out.append(self._runs(paragraph))
        return "".join(out) + self.text_start

    def _within_runs(self, value: RikTekst) -> str:
        """Where paragraphs cannot be split (in a link, before a section break), lines follow each other."""
        running = RunningLists(self.lists)
        lines = [self._typed_sign(paragraph, running) + self._runs(paragraph) for paragraph in value.avsnitt]
        return TEXT_END + _BREAK.join(lines) + self.text_start

    def _runs(self, paragraph: Avsnitt) -> str:
        return "".join(
            self._run(bit) if reference is None else self.reference(reference, bit)
            for bit, reference in split_paragraph(paragraph)
        )

    def _run(self, bit: Bit) -> str:
        run = f"{self._start_of_run(bit)}{self.text(bit.tekst, bit)}{TEXT_END}"
        return _link(bit.lenke.strip(), run) if bit.lenke and is_safe_link(bit.lenke) else run

    def _start_of_run(self, bit: Bit, *, sami: bool = False) -> str:
        form = bit.changed(tekst="", lenke="x" if bit.lenke and is_safe_link(bit.lenke) else None)
        if (form, sami) not in self._run_start:
            added = [*_formatting(form, self.looks.link), *([LANGUAGE] if sami else [])]
            self._run_start[form, sami] = _run_start(self.spot.run, added)
        return self._run_start[form, sami]

    def _start_of(self, paragraph: Avsnitt, running: RunningLists) -> str:
        """The beginning of a paragraph: an ordinary one, or one of a list."""
        look = self._look(paragraph)
        if look is None:
            return self.paragraph_start + self._typed_sign(paragraph, running)
        if paragraph.slag == NUMMER:
            return _paragraph_start(self._list_properties(look, running.number(look, paragraph.nivaa)))
        running.end(paragraph.nivaa)
        return _paragraph_start(self._list_properties(look, look.number))

    def _typed_sign(self, paragraph: Avsnitt, running: RunningLists) -> str:
        if not paragraph.slag:
            running.end()
            return ""
        return f"{self.text_start}{running.typed(paragraph.slag, paragraph.nivaa)}{TEXT_END}"

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


def alone_start(spot: Spot) -> str:
    """The beginning of a paragraph with nothing but a text, which ends with `ALONE_END`."""
    return _paragraph_start(spot.paragraph) + _plain_start(spot.run)


def _paragraph_start(properties: Properties) -> str:
    inside = "".join(xml for _, xml in properties)
    return f"<w:p><w:pPr>{inside}</w:pPr>" if inside else "<w:p>"


@lru_cache(maxsize=512)
def _plain_start(run: Properties) -> str:
    """The beginning of a run with the properties of a tag, which are the same for every report of a template."""
    return _run_start(run, ())


def _run_start(base: Properties, added: Iterable[tuple[str, str]]) -> str:
    """The beginning of a run with these properties, up to its text."""
    properties = with_properties(base, added)
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">'


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


def with_properties(base: Properties, added: Iterable[tuple[str, str]]) -> str:
    """Run properties with others in place of those of the same name, in the order of the schema."""
    new = dict(added)
    return "".join(xml for _, xml in _sorted([*((n, x) for n, x in base if n not in new), *new.items()], _RUN_RANK))


def _sorted(properties: Iterable[tuple[str, str]], rank: dict[str, int]) -> list[tuple[str, str]]:
    return sorted(properties, key=lambda pair: rank.get(pair[0], len(rank)))


def _link(address: str, run: str) -> str:
    """A link as a field: it needs no relationship, so the parts that hold those stay as they are."""
    instruction = escape_text(" ".join(address.split())).replace('"', "%22").replace("\\", "%5C")
    return field(f' HYPERLINK "{instruction}" ', run)
