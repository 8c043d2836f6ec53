"""What a field is may not depend on a tag: the first word of each field instruction is checked to be plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.ooxml.ns import w
from rapportgen.word.tags.marks import split
from rapportgen.word.tags.tags import Fault

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Marks


class _Field:
    """A field on its way: its instruction so far, and whether that is still going on."""

    __slots__ = ("going_on", "text")

    def __init__(self) -> None:
        self.text, self.going_on = "", True

    @property
    def is_named(self) -> bool:
        """Whether the first word is written to its end."""
        return (bool(self.text.strip()) and self.text[-1:].isspace()) or len(self.text.split()) > 1


def check_field_names(root: _Element, marks: Marks) -> None:
    """Note every tag of a part that stands before or inside the first word of a field instruction."""
    open_fields: list[_Field] = []
    for element in root.iter():
        if element.tag == w("fldChar"):
            _pass_border(element.get(w("fldCharType"), ""), open_fields)
        if open_fields or element.tag == w("fldSimple"):
            _pass_element(element, open_fields, marks)


def _pass_element(element: _Element, open_fields: list[_Field], marks: Marks) -> None:
    """The attributes and the text of an element inside these fields, or of a field that is one element."""
    for name, value in element.attrib.items():
        own = [_Field()] if element.tag == w("fldSimple") and name == w("instr") else []
        _pass_text(str(value), own + open_fields, own, marks)
    if element.text:
        own = open_fields[-1:] if element.tag == w("instrText") else []
        _pass_text(element.text, open_fields, own, marks)


def _pass_border(kind: str, open_fields: list[_Field]) -> None:
    if kind == "begin":
        open_fields.append(_Field())
    elif kind == "separate" and open_fields:
        open_fields[-1].going_on = False
    elif kind == "end" and open_fields:
        open_fields.pop()


def _pass_text(text: str, fields: list[_Field], own: list[_Field], marks: Marks) -> None:
    """A text inside these fields; it belongs to the instruction of its `own`."""
    if not fields:
        return
    for stretch, number in split(text):
        if number is None:
            for field in own:
                field.text += stretch
        elif any(field.going_on and not field.is_named for field in fields):
            mark = marks.marks[number]
            message = "Taggen står i navnet på et felt. Et felt må begynne med et fast ord."
            marks.fault(Fault("ikke-tillatt", message, mark.tag.raw, "Flytt taggen lenger ut i feltkoden."), mark.place)
