"""What others refer to, found when a template is compiled: numbers of captions, and `{{ anker("nøkkel") }}`.

Word's captions count themselves with a field (`SEQ Tabell`), whose shown number is the one it had when somebody last
looked. As tables and figures repeat and leave themselves out, the program counts them anew in each report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import nearest, remove_with_empty_run, take_out, texts_with_tags, write_before
from rapportgen.word.tags.tags import BLOCK, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from rapportgen.word.compiling.outline import Outline
    from rapportgen.word.tags.marks import Marks

_CALL = pattern(r"anker\s*\((.*)\)\s*", re.DOTALL)
_ANY_CALL = pattern(r"(?<![\w.])anker\s*\(")
_COUNTING = pattern(
    r"\s*SEQ\s+(?P<label>\w+)(?P<switches>(?:\s+\\[cn]|\s+\\r\s*\d{1,4}|\s+\\\*\s*(?:ARABIC|MERGEFORMAT))*)\s*", re.I
)
_RESTART = pattern(r"\\r\s*(\d+)", re.I)


class _Caption(NamedTuple):
    """The field that counts a caption: its first and last element, its label and switches, what shows the number."""

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


def take_anchors(roots: Iterable[_Element], marks: Marks, outline: Outline) -> None:
    """Put every `{{ anker(…) }}` around what it names: the number of its caption, or the text of its heading."""
    anchors = {n for n, m in enumerate(marks.marks) if not m.internal and _ANY_CALL.search(m.tag.code)}
    if not anchors:
        return
    for root in roots:
        for text, numbers in texts_with_tags(root):
            for number in anchors.intersection(numbers):
                call = _CALL.fullmatch(marks.marks[number].tag.code)
                paragraph = nearest(text, "p")
                if call is not None and paragraph is not None and text.tag == w("t"):
                    take_out(text, [number])
                    _name(paragraph, call[1], number, marks, outline)
                    anchors.remove(number)
    for number in sorted(anchors):
        marks.fail("tagg-midt-i", number, "anker(…) skal stå alene i en tagg i teksten.")


def _name(paragraph: _Element, key: str, number: int, marks: Marks, outline: Outline) -> None:
    caption = next(_captions(paragraph), None)
    if caption is not None:
        first, last, label = caption.first, caption.last, caption.label
    else:
        _trim_end(paragraph)
        content = [child for child in paragraph if child.tag != w("pPr")]
        if not outline.is_heading(paragraph) or not content:
            message = "Ankeret står verken i en bildetekst med nummer eller i en overskrift."
            hint = "Sett det i bildeteksten til en tabell eller figur, eller i en overskrift."
            marks.fail("anker", number, message, hint)
            return
        first, last, label = content[0], content[-1], ""
    tag, place = marks.marks[number].tag, marks.marks[number].place
    before = marks.add(Tag(BLOCK, "", f'filter _anker({key}, "{label}", {number})', tag.raw), place)
    after = marks.block("endfilter", place)
    write_before(first, before)
    last.tail = after + (last.tail or "")


def _trim_end(paragraph: _Element) -> None:
    """Take away the space that stood between a heading and its anchor."""
    texts = [text for text in paragraph.iter(w("t")) if text.text]
    if texts and not (texts[-1].text or "").isspace():
        texts[-1].text = (texts[-1].text or "").rstrip()


def _captions(paragraph: _Element) -> Iterator[_Caption]:
    """The counting fields that stand in the paragraph itself, with every piece of text that shows the number."""
    for simple in paragraph.findall(w("fldSimple")):
        if match := _COUNTING.fullmatch(simple.get(w("instr"), "")):
            yield _Caption(simple, simple, match["label"], match["switches"], list(simple.iter(w("t"))))
    for runs in _fields(paragraph):
        instruction = "".join(text.text or "" for run in runs for text in run.iter(w("instrText")))
        if match := _COUNTING.fullmatch(instruction):
            result = [text for run in runs for text in run.iter(w("t"))]
            yield _Caption(runs[0], runs[-1], match["label"], match["switches"], result)


def _fields(paragraph: _Element) -> Iterator[list[_Element]]:
    """The runs of each field, from its beginning to its end; a field inside another is part of it."""
    runs: list[_Element] = []
    depth = 0
    for run in paragraph.findall(w("r")):
        borders = [border.get(w("fldCharType")) for border in run.iter(w("fldChar"))]
        if depth or "begin" in borders:
            runs.append(run)
        depth = max(depth + borders.count("begin") - borders.count("end"), 0)
        if not depth and runs:
            yield runs
            runs = []
