"""What a template prints where no reader of the report sees it, though it is in the file.

Who opens the report can show hidden text, hidden rows and the codes of fields. A condition leaves out what is not to be
seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.patterns import pattern
from rapportgen.word.ooxml.ns import text_of, w
from rapportgen.word.ooxml.tree import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rapportgen.problems import Problem
    from rapportgen.word.lint.document import Document

_ON = (None, "1", "true", "on")
_TAG = pattern(r"\{[{%]")
_IF = pattern(r"\s*IF\b", re.IGNORECASE)
_CODE = "skjult-innhold"
_HINT = "Bruk {% if … %} for det som bare skal med noen ganger, og slett det som ikke skal vises."


def hidden_tags(document: Document) -> Iterator[Problem]:
    """Tags in hidden text, in hidden rows of tables, and in the codes of IF fields."""
    vanishing = _vanishing_styles(document.styles)
    for part, root in document.parts.items():
        may_vanish = vanishing or next(root.iter(w("vanish")), None) is not None
        for run in root.iter(w("r")) if may_vanish else ():
            if _TAG.search(text := text_of(run)) and _vanishes(run, vanishing):
                message = "Teksten er skjult, men er med i rapportens fil."
                yield problems.advarsel(_CODE, document.place(part, run), message, text, _HINT)
        for hidden in root.iter(w("hidden")):
            row = nearest(hidden, "tr")
            if _is_on(hidden) and row is not None and _TAG.search(text := text_of(row)):
                message = "Tabellraden er skjult, men er med i rapportens fil."
                place = document.place(part, next(row.iter(w("tc")), row))
                yield problems.advarsel(_CODE, place, message, text, _HINT)
        for field, code in _instructions(root):
            if _IF.match(code) and _TAG.search(code):
                message = "Feltet IF har begge tekstene med i filen, også den som ikke vises."
                yield problems.advarsel(_CODE, document.place(part, field), message, code.strip(), _HINT)


def _is_on(element: _Element | None) -> bool:
    return element is not None and element.get(w("val")) in _ON


def _vanishing_styles(styles: _Element | None) -> set[str]:
    """The ids of the styles that hide their text themselves."""
    found = styles.iter(w("style")) if styles is not None else ()
    return {style.get(w("styleId"), "") for style in found if _is_on(style.find(f"{w('rPr')}/{w('vanish')}"))}


def _vanishes(run: _Element, vanishing: set[str]) -> bool:
    own = run.find(f"{w('rPr')}/{w('vanish')}")
    if own is not None:
        return _is_on(own)
    paragraph = nearest(run, "p")
    styles = [run.find(f"{w('rPr')}/{w('rStyle')}")]
    styles += [paragraph.find(f"{w('pPr')}/{w('pStyle')}")] if paragraph is not None else []
    return any(style is not None and style.get(w("val")) in vanishing for style in styles)


def _instructions(root: _Element) -> Iterator[tuple[_Element, str]]:
    """The code of each field, with an element of it."""
    for field in root.iter(w("fldSimple")):
        yield field, field.get(w("instr"), "")
    opened: list[list[_Element]] = []
    for element in root.iter(w("fldChar"), w("instrText")):
        kind = element.get(w("fldCharType"))
        if element.tag == w("instrText"):
            if opened:
                opened[-1].append(element)
        elif kind == "begin":
            opened.append([])
        elif kind == "end" and opened and (pieces := opened.pop()):
            yield pieces[0], "".join(piece.text or "" for piece in pieces)
