"""The footnotes and endnotes of the template itself: they follow the references that a report has to them."""

from __future__ import annotations

import re
from itertools import count

from rapportgen.patterns import pattern

_NOTE = pattern(r'(<w:(?:foot|end)note\b[^>]*? w:id=")(-?\d+)("[^>]*>.*?</w:(?:foot|end)note>)', re.DOTALL)
_REFERENCES = {
    "footnotes": pattern(r'(<w:footnoteReference\b[^>]*? w:id=")(\d+)("[^>]*>)'),
    "endnotes": pattern(r'(<w:endnoteReference\b[^>]*? w:id=")(\d+)("[^>]*>)'),
}
_SEPARATES = pattern(r'^[^>]* w:type="(?!normal")')
_ONCE = pattern(r' w14:(?:paraId|textId)="[^"]*"|<w:bookmark(?:Start|End)\b[^>]*>')
"""What only one note may have."""


def as_referred_to(kind: str, document: str, notes: str) -> tuple[str, str]:
    """A document and its notes of a kind, each as often and in the order in which the document refers to them.

    A note may be left out by a condition, and then no text of it shall be in the file; or be repeated by a loop. They
    are numbered anew, for LibreOffice gives the first reference the note with the lowest number, and so on.
    """
    found = list(_NOTE.finditer(notes))
    of_number = {note[2]: note for note in found if not _SEPARATES.match(note[0])}
    referred = [reference[2] for reference in _REFERENCES[kind].finditer(document)]
    if not of_number or not of_number.keys() >= set(referred):
        return document, notes
    numbers = count(min(map(int, of_number)))
    written: set[str] = set()
    ordered: list[str] = []

    def referring(reference: re.Match[str]) -> str:
        note, number = of_number[reference[2]], str(next(numbers))
        text = f"{note[1]}{number}{note[3]}"
        ordered.append(_ONCE.sub("", text) if note[2] in written else text)
        written.add(note[2])
        return f"{reference[1]}{number}{reference[3]}"

    document = _REFERENCES[kind].sub(referring, document)
    separators = [note[0] for note in found if note[2] not in of_number]
    before, after = notes[: found[0].start()], notes[found[-1].end() :]
    return document, "".join([before, *separators, *ordered, after])
