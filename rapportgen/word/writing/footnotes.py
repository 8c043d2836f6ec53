"""The footnotes of one report: those of the template stay, the report's own come after them, numbered by Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.henvisninger import key_of
from rapportgen.model.riktekst import Avsnitt, Bit, RikTekst
from rapportgen.named import NamedTuple
from rapportgen.word.language.values import NOTHING, fields_of, item_of
from rapportgen.word.ooxml.spot import PARAGRAPHS, Properties, Spot
from rapportgen.word.writing.lists import Looks
from rapportgen.word.writing.rich import RichWriter, with_properties

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from rapportgen.word.language.budget import Budget
    from rapportgen.word.writing.additions import Additions
    from rapportgen.word.writing.lists import NumberedLists
    from rapportgen.word.writing.references import References

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_END = "</w:footnotes>"
_RAISED = '<w:vertAlign w:val="superscript"/>'
_NOT_OF_A_MARK = {"rStyle", "vertAlign", "u", "strike", "dstrike"}


class NotePart(NamedTuple):
    """The part with the footnotes, as the template has it or as a report would begin it.

    `xml` is its text up to the end tag, `written` whether reports write it in any case: it stands in the template, and
    (with an empty `xml`) is a program when it has tags or notes. `document` is the part that notes belong to. The
    styles are ids, «» for none.
    """

    name: str
    document: str
    xml: str
    written: bool
    first_free: int
    text_style: str
    mark_style: str
    relationships: tuple[str, ...]


class Footnotes:
    """What a report adds to the footnotes. `rows` are those of the context: records with `tekst` and `lenke`."""

    def __init__(
        self, part: NotePart, rows: object, looks: Looks, budget: Budget, sami: re.Pattern[str] | None = None
    ) -> None:
        self.part, self._budget, self._link_style, self._sami = part, budget, looks.link, sami
        self._rows = dict(_by_key(rows))
        self._written: list[str] = []

    def new(self, key: str, references: References, lists: NumberedLists) -> str:
        """The number of a new note with the text that has this key; «» when there is no such text."""
        text = _text_of(self._rows.get(key))
        if not text:
            return ""
        number = str(self.part.first_free + len(self._written))
        writer = RichWriter(self._spot(), Looks({}, {}, self._link_style), lists, references, self._sami)
        first, rest = writer.paragraph_start, writer.write(text)
        mark = f"<w:r>{self._mark_properties(())}<w:footnoteRef/></w:r>{writer.text_start} </w:t></w:r>"
        note = f'<w:footnote w:id="{number}">{first}{mark}{rest.removeprefix(first)}</w:footnote>'
        self._written.append(self._budget.take_text(note))
        return number

    def mark(self, number: str, look: Properties) -> str:
        """The run that refers to a note, in a text with these run properties."""
        return f'<w:r>{self._mark_properties(look)}<w:footnoteReference w:id="{number}"/></w:r>'

    def finish(self, name: str, xml: str) -> str:
        """The written part `name`, with the report's notes when it is the part of footnotes."""
        if name != self.part.name or not self._written:
            return xml
        return "".join([xml.rpartition(_END)[0], *self._written, _END])

    def alone(self) -> str:
        """The text of the part when no program writes it; «» when the report has none to write."""
        wanted = self.part.xml and (self._written or self.part.written)
        return "".join([self.part.xml, *self._written, _END]) if wanted else ""

    def place(self, text: str, additions: Additions) -> list[tuple[str, bytes]]:
        """The part with this text, when the template has it; one that it lacks is added to the package."""
        part = self.part
        if not text or part.written:
            return [(part.name, text.encode())] if text else []
        additions.relate(part.document, _TYPE, part.name)
        additions.add(part.name, text.encode(), _CONTENT_TYPE)
        return []

    def _spot(self) -> Spot:
        style = self.part.text_style
        return Spot(PARAGRAPHS, (("pStyle", f'<w:pStyle w:val="{style}"/>'),) if style else ())

    def _mark_properties(self, look: Properties) -> str:
        style = self.part.mark_style
        own = ("rStyle", f'<w:rStyle w:val="{style}"/>') if style else ("vertAlign", _RAISED)
        kept = tuple(pair for pair in look if pair[0] not in _NOT_OF_A_MARK)
        return f"<w:rPr>{with_properties(kept, [own])}</w:rPr>"


def _by_key(rows: object) -> Iterator[tuple[str, object]]:
    """The rows by their keys: those of a list say theirs, those of a table of fields are found by it."""
    if isinstance(rows, (list, tuple)):
        for row in rows:
            if (key := item_of(row, "noekkel")) not in (None, NOTHING):
                yield key_of(str(key)), row
    else:
        for name in fields_of(rows):
            yield key_of(name), item_of(rows, name)


def _text_of(row: object) -> RikTekst:
    """The text of a note, and its link: on the words that are the address, or after the text."""
    text, link = (None if value is NOTHING else value for value in (item_of(row, "tekst"), item_of(row, "lenke")))
    rich = text if isinstance(text, RikTekst) else RikTekst.av_tekst("" if text is None else str(text))
    address = str(link).strip() if link is not None else ""
    if not address:
        return rich
    before, found, after = str(rich).partition(address) if rich.er_enkel else (str(rich), "", "")
    if found:
        return RikTekst((Avsnitt((Bit(before), Bit(address, lenke=address), Bit(after))),))
    linked = Bit(address, lenke=address)
    if not rich:
        return RikTekst((Avsnitt((linked,)),))
    *others, last = rich.avsnitt
    return RikTekst((*others, Avsnitt((*last.biter, Bit(" "), linked), last.slag, last.nivaa)))
