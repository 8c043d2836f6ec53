"""Tags about a table cell: `{% lys … %}`, `{% cellbg … %}`, `{% colspan … %}`, `{% vm %}`, `{% hm %}`.

They become properties of the cell, in the order the schema wants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import is_of, nearest, properties, stand_in, take_out, texts_with_tags
from rapportgen.word.tags.tags import CELL_WORDS, OUTPUT, Fault

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Mark, Marks


def apply_cell_tags(root: _Element, marks: Marks) -> None:
    """Turn every cell tag of a part into properties of its cell."""
    if not any(mark.tag.word in CELL_WORDS for mark in marks.marks):
        return
    for text, numbers in texts_with_tags(root):
        for number in numbers:
            mark = marks.marks[number]
            if mark.tag.word not in CELL_WORDS:
                continue
            cell = nearest(text, "tc")
            take_out(text, [number])
            if cell is None:
                hint = "Sett taggen i en celle i en tabell."
                marks.fail("tagg-utenfor-tabell", number, "Taggen hører til i en tabellcelle.", hint)
            else:
                _apply(cell, mark, marks, number)


def _apply(cell: _Element, mark: Mark, marks: Marks, number: int) -> None:
    word, code, place, typed = mark.tag.word, mark.tag.rest, mark.place, mark.tag.raw
    if word in ("lys", "cellbg") and _colour_is_settled(cell):
        message = "Cellen har to tagger som gir den farge, og bare én kan gjelde."
        hint = f"Slett den ene. Skal fargen skifte, skriver du for eksempel {{% {word} … if … else … %}}."
        marks.fault(Fault("dobbel-tagg", message, mark.tag.raw, hint), place)
    elif word == "cellbg":
        _fill(cell, marks.output(f"({code})|_fyll", place, typed))
    elif word == "lys":
        _fill(cell, marks.output(f"({code})|_fyll", place, typed))
        _colour_text(cell, f"({code})|_skrift", mark, marks)
    elif word == "colspan":
        _set(cell, "gridSpan", {"val": marks.output(f"({code})|_heltall", place, typed)})
    elif word == "vm":
        _merge_down(cell, code, mark, marks, number)
    elif _width_is_settled(cell):
        message = "Cellen har to tagger som sier hvor mange kolonner den går over."
        marks.fault(Fault("dobbel-tagg", message, mark.tag.raw, "Slett den ene."), place)
    else:
        _merge_across(cell, marks, place)


def _colour_is_settled(cell: _Element) -> bool:
    """Whether a tag has coloured the cell already."""
    shade = properties(cell, "tcPr").find(w("shd"))
    return shade is not None and OUTPUT in shade.get(w("fill"), "")


def _width_is_settled(cell: _Element) -> bool:
    """Whether a tag has said already how many columns the cell is merged over."""
    span = properties(cell, "tcPr").find(w("gridSpan"))
    return span is not None and not span.get(w("val"), "1").isdigit()


def _set(cell: _Element, name: str, attributes: dict[str, str]) -> None:
    element = etree.Element(w(name), {w(key): value for key, value in attributes.items()})
    ns.insert_in_order(properties(cell, "tcPr"), element, ns.TC_PR_ORDER)


def _fill(cell: _Element, token: str) -> None:
    _set(cell, "shd", {"val": "clear", "color": "auto", "fill": token})


def _colour_text(cell: _Element, code: str, mark: Mark, marks: Marks) -> None:
    for run in cell.iter(w("r")):
        if is_of(run, cell):
            colour = etree.Element(w("color"), {w("val"): marks.output(code, mark.place, mark.tag.raw)})
            ns.insert_in_order(properties(run, "rPr"), colour, ns.R_PR_ORDER)


def _merge_down(cell: _Element, code: str, mark: Mark, marks: Marks, number: int) -> None:
    """One cell over all turns of the loop or, when a value is given, over the turns in which it is the same."""
    place = mark.place
    if code:
        value = marks.output(f'["{number}", ({code}), loop.first]|_vm', place, mark.tag.raw)
        condition = f'"{number}"|_sammen_ned_ny'
    else:
        value, condition = marks.output('"restart" if loop.first else "continue"', place), "loop.first"
    _set(cell, "vMerge", {"val": value})
    keep_content_if(condition, cell, marks, place)


def keep_content_if(condition: str, cell: _Element, marks: Marks, place: str) -> None:
    """Let a cell hold what it holds when a condition is met, else an empty paragraph, as a merged cell does."""
    properties_at = cell.index(properties(cell, "tcPr"))
    cell.insert(properties_at + 1, stand_in("p", marks.block(f"if {condition}", place, "p")))
    cell.append(stand_in("p", marks.block("else", place, "p")))
    cell.append(etree.Element(w("p")))
    cell.append(stand_in("p", marks.block("endif", place, "p")))


def _merge_across(cell: _Element, marks: Marks, place: str) -> None:
    """One cell for all turns of a loop over columns."""
    span = properties(cell, "tcPr").find(w("gridSpan"))
    times = "" if span is None else f"{int(span.get(w('val'), '1'))} * "
    _set(cell, "gridSpan", {"val": marks.output(f"({times}loop.length)|_heltall", place)})
    cell.addprevious(stand_in("tc", marks.block("if loop.first", place, "tc")))
    cell.addnext(stand_in("tc", marks.block("endif", place, "tc")))
