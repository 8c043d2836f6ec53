"""What others refer to, found when a template is compiled: numbers of captions, and `{{ anker("nøkkel") }}`.

Word's captions count themselves with a field (`SEQ Tabell`), whose shown number is the one it had when somebody last
looked. As tables and figures repeat and leave themselves out, the program counts them anew in each report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rapportgen.word.marks import numbers_in
from rapportgen.word.ns import w
from rapportgen.word.tags import BLOCK, OUTPUT, Tag
from rapportgen.word.tree import nearest, remove_with_empty_run, take_out, texts_with_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rapportgen.word.marks import Marks

_CALL = re.compile(r"anker\s*\((.*)\)\s*", re.DOTALL)
_ANY_CALL = re.compile(r"(?<![\w.])anker\s*\(")
_COUNTING = re.compile(
    r"\s*SEQ\s+(?P<label>\w+)(?P<switches>(?:\s+\\[cn]|\s+\\r\s*\d{1,4}|\s+\\\*\s*(?:ARABIC|MERGEFORMAT))*)\s*", re.I
)
_RESTART = re.compile(r"\\r\s*(\d+)", re.I)


class _Caption(NamedTuple):
    """The field that counts a caption: its first and last element in the paragraph, its label, what shows the number."""

    first: _Element
    last: _Element
    label: str
    switches: str
    result: list[_Element]


def count_captions(root: _Element, marks: Marks) -> None:
    """Let the program write the number of every caption; one that a template works out by itself stays its own."""
    for paragraph in list(root.iter(w("p"))):
        for caption in _captions(paragraph):
            if caption.result and not any("{" in (text.text or "") for text in caption.result):
                _count(caption, marks)


def _count(caption: _Caption, marks: Marks) -> None:
    restart = _RESTART.search(caption.switches)
    how = f"({restart[1]})" if restart else '("c")' if "\\c" in caption.switches.casefold() else ""
    first, *others = caption.result
    first.text = marks.output(f'"{caption.label}"|_nummer{how}', "dokumentet")
    for text in others:
        remove_with_empty_run(text)


def take_anchors(root: _Element, marks: Marks, headings: set[str]) -> None:
    """Put every `{{ anker(…) }}` around what it names: the number of its caption, or the text of its heading."""
    for text, numbers in texts_with_tags(root):
        for number in numbers:
            mark = marks.marks[number]
            if mark.internal or not _ANY_CALL.search(mark.tag.code):
                continue
            call = _CALL.fullmatch(mark.tag.code) if mark.tag.kind == OUTPUT else None
            paragraph = nearest(text, "p")
            if call is None or paragraph is None or text.tag != w("t"):
                marks.fail("merke-midt-i", number, "anker(…) skal stå alene i merket.")
                continue
            take_out(text, [number])
            if not _name(paragraph, call[1], number, marks, headings):
                hint = "Sett det i bildeteksten til en tabell eller figur, eller i en overskrift."
                marks.fail(
                    "anker", number, "Ankeret står verken i en bildetekst med nummer eller i en overskrift.", hint
                )


def _name(paragraph: _Element, key: str, number: int, marks: Marks, headings: set[str]) -> bool:
    caption = next(_captions(paragraph), None)
    if caption is not None:
        first, last, label = caption.first, caption.last, caption.label
    else:
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        content = [child for child in paragraph if child.tag != w("pPr")]
        if style is None or style.get(w("val")) not in headings or not content:
            return False
        first, last, label = content[0], content[-1], ""
    tag, place = marks.marks[number].tag, marks.marks[number].place
    before = marks.add(Tag(BLOCK, "", f'filter _anker({key}, "{label}", {number})', tag.raw), place)
    after = marks.block("endfilter", place)
    previous = first.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + before
    else:
        paragraph.text = (paragraph.text or "") + before
    last.tail = after + (last.tail or "")
    return True


def _captions(paragraph: _Element) -> Iterator[_Caption]:
    """The counting fields that stand in the paragraph itself, with every piece of text that shows the number."""
    for simple in paragraph.findall(w("fldSimple")):
        if match := _COUNTING.fullmatch(simple.get(w("instr"), "")):
            yield _Caption(simple, simple, match["label"], match["switches"], list(simple.iter(w("t"))))
    first: _Element | None = None
    instruction, result, depth, shown = "", [], 0, False
    for run in paragraph.findall(w("r")):
        for child in run:
            if child.tag == w("fldChar"):
                kind = child.get(w("fldCharType"))
                if kind == "begin":
                    depth += 1
                    if depth == 1:
                        first, instruction, result, shown = run, "", [], False
                elif kind == "separate":
                    shown = shown or depth == 1
                elif kind == "end":
                    depth = max(depth - 1, 0)
                    match = _COUNTING.fullmatch(instruction) if depth == 0 else None
                    if match is not None and first is not None and not numbers_in_text(instruction):
                        yield _Caption(first, run, match["label"], match["switches"], result)
            elif depth == 1 and child.tag == w("instrText"):
                instruction += child.text or ""
            elif depth == 1 and shown and child.tag == w("t"):
                result.append(child)


def numbers_in_text(text: str) -> list[int]:
    """The tags in a text that may have none."""
    return numbers_in(text) if "{" in text else []
