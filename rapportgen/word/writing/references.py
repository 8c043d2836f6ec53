"""References in one report: footnotes, and «tabell 3» by the key of a caption or heading, also one further down.

What a key leads to is known when all of the report is written, so that a reference is a late value (see `late`). The
number in it is the one in the caption, in a field that Word updates with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.model.henvisninger import FOTNOTE, Henvisning, key_of, pieces_of, refers
from rapportgen.model.record import Record
from rapportgen.model.riktekst import RikTekst
from rapportgen.model.utelatt import Utelatt
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.language.values import NOTHING, item_of
from rapportgen.word.ooxml.instructions import field
from rapportgen.word.ooxml.text import escape_attribute, escape_in_run
from rapportgen.word.writing import late
from rapportgen.word.writing.rich import TEXT_END

if TYPE_CHECKING:
    from collections.abc import Callable

    from rapportgen.word.ooxml.spot import Properties
    from rapportgen.word.writing.footnotes import Footnotes
    from rapportgen.word.writing.lists import NumberedLists

KIND = "se"
CHAPTER = "kapittel"
# What a key may begin with, where a table and a chapter have the same: «tabell: økonomi».
_KINDS = ("tabell", "figur", CHAPTER)
_VISIBLE = pattern(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(tab|br|cr|noBreakHyphen)/>")
_READ_AS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


class Anchor(NamedTuple):
    """What a reference leads to: a caption's label («Tabell», «» for a heading), its number or text, its bookmark."""

    label: str
    text: str
    bookmark: str


class _Asked(NamedTuple):
    """A reference in the text: the start of a run with its look («» where only plain text may stand), its tag."""

    reference: Henvisning
    run_start: str
    number: int


class References:
    """The references and anchors of one report, in the order they are written.

    `number` is the tag that is being written, `part` the part; `tell(code, message, text, number)` reports a problem.
    """

    def __init__(
        self,
        notes: Footnotes,
        lists: NumberedLists,
        late_values: dict[str, Callable[[str], str]],
        new_id: Callable[[str], str],
        tell: Callable[[str, str, str, int], None],
    ) -> None:
        self.notes, self._lists, self._late, self._new_id, self._tell = notes, lists, late_values, new_id, tell
        self.part, self.number = "", 0
        self._anchors: dict[tuple[str, str], Anchor] = {}
        self._by_name: dict[str, Anchor] = {}
        self._asked: list[_Asked] = []
        self._counts: dict[str, int] = {}
        self._in_note = False

    # --- footnotes ---

    def footnote(self, reference: Henvisning, look: Properties) -> str:
        """The run of a new footnote; nothing, and a problem, where none can be."""
        key = reference.noekkel
        if self.part != self.notes.part.document or self._in_note:
            where = "ikke i topptekst, bunntekst, fotnote eller sluttnote"
            message = f"Fotnoten «{key}» kan bare stå i selve teksten, {where}."
            self._tell("fotnote-umulig", message, key, self.number)
            return ""
        self._in_note = True
        number = self.notes.new(reference.id, self, self._lists)
        self._in_note = False
        if not number:
            message = f"Fotnoten «{key}» finnes ikke i arket «Fotnoter». Rapporten har ingen fotnote der."
            self._tell("ukjent-fotnote", message, key, self.number)
            return ""
        return self.notes.mark(number, look)

    def no_footnote(self, reference: Henvisning) -> str:
        """Nothing, and a problem: where only plain text can stand there are no footnotes."""
        where = "i et diagram, en fremdriftsplan, en alternativ tekst eller en feltkode"
        message = f"Fotnoten «{reference.noekkel}» kan ikke stå {where}."
        self._tell("fotnote-umulig", message, reference.noekkel, self.number)
        return ""

    def in_words(self, text: str) -> str:
        """The text where only words can stand: the key of what it refers to, nothing and a problem for a footnote."""
        if not refers(text):
            return text
        return "".join(piece if isinstance(piece, str) else self.word_for(piece) for piece in pieces_of(text))

    def word_for(self, reference: Henvisning) -> str:
        """A reference where only words can stand."""
        return self.no_footnote(reference) if reference.slag == FOTNOTE else str(reference)

    # --- captions, headings and what refers to them ---

    def count(self, label: str, how: str | int = "") -> str:
        """The number of a caption with this label: the next, the one before again («c»), or one that starts anew."""
        if isinstance(how, int):
            self._counts[label] = how
        elif how != "c":
            self._counts[label] = self._counts.get(label, 0) + 1
        return str(self._counts.get(label, 0))

    def anchor(self, xml: str, key: object, label: str, number: int) -> str:
        """A caption's number, or the text of a heading (with no label), as something to refer to."""
        text = visible_text(late.without_marks(xml)).strip()
        kind, name = label.casefold() or CHAPTER, key_of(str(key))
        first, rest = _kind_and_name(name)
        name = rest if first == kind else name
        if not name or (kind, name) in self._anchors:
            message = f"Nøkkelen «{key}» er brukt før i rapporten." if name else "Ankeret har ingen nøkkel."
            self._tell("anker-likt", f"{message} Henvisninger går til den første.", str(key), number)
            return xml
        anchor = Anchor(label, text, f"_RefRapport{len(self._anchors) + 1}")
        self._anchors[kind, name] = anchor
        self._by_name.setdefault(name, anchor)
        id = self._new_id("anker")
        start = f'<w:bookmarkStart w:id="{id}" w:name="{anchor.bookmark}"/>'
        return f'{start}{xml}<w:bookmarkEnd w:id="{id}"/>'

    def see(self, reference: Henvisning, run_start: str) -> str:
        """The mark of a reference, to be written by `resolve` when all anchors are known."""
        self._late[KIND] = self.resolve
        self._asked.append(_Asked(reference, run_start, self.number))
        return late.mark(KIND, str(len(self._asked) - 1))

    def resolve(self, key: str) -> str:
        """What stands at a reference: «tabell », then a field with the number; else the key, and a problem."""
        reference, run_start, number = self._asked[int(key)]
        anchor = self._find(reference.id)
        if anchor is None:
            message = f"Ingen tabell, figur eller overskrift i rapporten har nøkkelen «{reference.noekkel}»."
            self._tell("ukjent-henvisning", message, reference.noekkel, number)
            return _written(reference.noekkel, run_start)
        before, after = (f"{anchor.label.lower()} ", "") if anchor.label else ("kapittelet «", "»")
        before = before[0].upper() + before[1:] if reference.stor else before
        before, after = ("", "") if reference.bare else (before, after)
        if not run_start:
            return _written(before + anchor.text + after, "")
        shown = field(f" REF {anchor.bookmark} \\h ", _written(anchor.text, run_start))
        return f"{before and _written(before, run_start)}{shown}{after and _written(after, run_start)}"

    def _find(self, key: str) -> Anchor | None:
        return self._anchors.get(_kind_and_name(key)) or self._by_name.get(key)


def visible_text(xml: str) -> str:
    """What is read of a few runs: field codes left out, line breaks and tabs as spaces."""
    pieces = (match[1] if match[2] is None else _READ_AS[match[2]] for match in _VISIBLE.finditer(xml))
    text = "".join(pieces)
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def _kind_and_name(key: str) -> tuple[str, str]:
    """«tabell_oekonomi» as what it is and its name; the first is «» when the key does not say."""
    kind, _, name = key.partition("_")
    return (kind, name) if kind in _KINDS and name else ("", key)


def _written(text: str, run_start: str) -> str:
    return f"{run_start}{escape_in_run(text)}{TEXT_END}" if run_start else escape_attribute(text)


def given_key(value: object) -> str:
    """A key as a template gives it: a text, or a row that has a key; «» for one that is not filled in.

    Raises TemplateError for anything else.
    """
    if lacks_key(value) or value is None or isinstance(value, Utelatt):
        return ""
    if not isinstance(value, (str, RikTekst)):
        value = next((key for key in _keys_of(value) if key is not None), value)
    if isinstance(value, (str, RikTekst)):
        return str(value).strip()
    raise TemplateError("Nøkkelen i parentesen må være en tekst, for eksempel «økonomi».")


def lacks_key(value: object) -> bool:
    """Whether this is a row whose key is not filled in."""
    if not isinstance(value, Record) or isinstance(value, (list, tuple)):
        return False
    keys = _keys_of(value)
    return bool(keys) and all(key is None or isinstance(key, Utelatt) for key in keys)


def _keys_of(row: object) -> list[object]:
    """What a row has in the fields that are keys; None in those that are not filled in."""
    return [key for name in ("noekkel", "id") if (key := item_of(row, name)) is not NOTHING]
