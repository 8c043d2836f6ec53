"""From the prepared XML of a part to Jinja source, with every tag on a line of its own.

Jinja reports faults by line. The line break stands inside the tag, before its words, so that it never reaches a
report, and so that the closing of a tag (whose line Jinja gives to some expressions) is on the same line.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import stand_in_number
from rapportgen.word.tags import delimiters as d
from rapportgen.word.tags.guesses import BRANCHES, CLOSERS, OPENERS
from rapportgen.word.tags.marks import numbers_in, restored, split
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import OUTPUT, Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.etree import _Element

    from rapportgen.word.tags.marks import Mark, Marks

# The name of an element, and its number among all elements of the part.
Step = tuple[str, int]

_TABLE_PARTS = {w("tc"): "celle", w("tr"): "rad", w("tbl"): "tabell"}
_NOTES = {w("footnote"): "fotnote", w("endnote"): "sluttnote"}
_ROOMS = {
    "txbxContent": ("en tekstboks", "tekstboksen"), "hyperlink": ("en lenke", "lenken"),
    "tbl": ("en tabell", "tabellen"), "sdt": ("en innholdskontroll", "innholdskontrollen"),
}  # fmt: skip
"""What a tag may stand in: some of it, and the one there is."""
_WITHOUT_TEXT = {w(name) for name in ("rPr", "pPr", "tcPr", "trPr", "tblPr", "tblGrid", "sectPr")}


class _Opened(NamedTuple):
    """A block that is open: the number of its first tag, where that stands, and whether the block is told to cross."""

    number: int
    path: tuple[Step, ...]
    is_told: bool = False


def to_source(xml: str, marks: Marks) -> tuple[str, dict[int, int]]:
    """The Jinja source of a part, and which tag stands on which line."""
    out: list[str] = []
    lines: dict[int, int] = {}
    line = 1
    for text, number in split(xml):
        if number is None:
            plain = restored(text)
            line += plain.count("\n")
            out.append(plain)
            continue
        line += 1
        lines[line] = number
        out.append(_written(marks.marks[number]))
    return "".join(out), lines


def _written(mark: Mark) -> str:
    if mark.tag.kind == OUTPUT:
        return f"{d.OUT_START}\n{mark.tag.code} {d.OUT_END}"
    return f"{d.BLOCK_START}\n{mark.tag.code} {d.BLOCK_END}"


def check_nesting(root: _Element, marks: Marks) -> None:
    """Note every block whose repetition would break the document.

    That is one which begins and ends at different depths, or in different cells, rows or tables.
    """
    path: list[Step] = []
    opened: list[_Opened] = []
    serial = count()

    def pass_tags(text: str | None) -> None:
        for number in numbers_in(text) if text and "{" in text else ():
            _pass_tag(number, marks, _outside(path, marks.marks[number].tag.scope), opened)

    def walk(element: _Element) -> None:
        if (number := stand_in_number(element)) is not None:  # `dialect` puts the tag in its place
            _pass_tag(number, marks, path, opened)
        elif element.tag not in _WITHOUT_TEXT:
            path.append((element.tag, next(serial)))
            pass_tags(element.text)
            for child in element:
                walk(child)
            path.pop()
        pass_tags(element.tail)

    walk(root)


def _outside(path: list[Step], scope: str) -> list[Step]:
    """The path of what a tag stands for, when that tag could not be moved out of it and is told of already."""
    at = next((i for i in range(len(path) - 1, -1, -1) if scope and path[i][0] == w(scope)), len(path))
    return path[:at]


def deepest(marks: Marks) -> int:
    """How many blocks stand within one another at most."""
    depth = most = 0
    for mark in marks.marks:
        depth += (mark.tag.word in OPENERS) - (mark.tag.word in CLOSERS)
        most = max(most, depth)
    return most


def _pass_tag(number: int, marks: Marks, path: list[Step], opened: list[_Opened]) -> None:
    word = marks.marks[number].tag.word
    if word in OPENERS:
        opened.append(_Opened(number, tuple(path)))
    elif word in (*BRANCHES, *CLOSERS) and opened:
        opener, at, is_told = opened[-1]
        if [name for name, _ in at] != [name for name, _ in path]:
            message, hint = apart(marks.marks[opener], marks.marks[number], at, path)
            marks.fail("kryssende-blokk", opener, message, hint)
        elif (note := _part_of(_NOTES, at)) != _part_of(_NOTES, path):
            message, hint = _leaves(_NOTES[note[0]], marks.marks[opener], marks.marks[number])
            marks.fail("kryssende-blokk", opener, message, hint)
        elif (left := _part_of(_TABLE_PARTS, at)) != _part_of(_TABLE_PARTS, path) and not is_told:
            opened[-1] = opened[-1]._replace(is_told=True)
            hint = _mended(marks.marks[opener], marks.marks[number], at, path)
            if _is_shared("tbl", at, path):
                _crosses(marks.marks[opener], left[0], hint, marks)
            else:
                message, hint = _leaves("tabell", marks.marks[opener], marks.marks[number])
                marks.fail("kryssende-blokk", opener, message, hint)
        if word in CLOSERS:
            opened.pop()


def _part_of(kinds: Collection[str], path: Sequence[Step]) -> Step:
    """The innermost element of these kinds in a path, told from others of its kind; none outside of them."""
    return next((step for step in reversed(path) if step[0] in kinds), ("", 0))


def apart(opener: Mark, other: Mark, at: Sequence[Step], path: Sequence[Step]) -> tuple[str, str]:
    """What is wrong with two tags of a block that stand within different things, and what to do."""
    first, second = f"{{% {opener.tag.word} %}}", f"{{% {other.tag.word} %}}"
    there = f" ({other.place})" if other.place != opener.place else ""
    for name, (one, the) in _ROOMS.items():
        inside, outside = (any(step[0] == w(name) for step in steps) for steps in (at, path))
        if inside != outside:
            message = (
                f"{first} står i {one}, men {second} står utenfor{there}."
                if inside
                else f"{first} står utenfor {the} som {second} står i{there}."
            )
            return message, f"Flytt den ene, så begge står i {the}, eller begge utenfor."
    message = f"{first} og {second} hører sammen, men står i hver sin del av dokumentet{there}."
    return message, "Flytt den ene dit den andre er."


def _leaves(kind: str, opener: Mark, other: Mark) -> tuple[str, str]:
    """What is wrong with a block that begins in one table or note and goes on in another, and what to do."""
    first, second = f"{{% {opener.tag.word} %}}", f"{{% {other.tag.word} %}}"
    message = f"{first} står i én {kind}, og {second} i en annen ({other.place})."
    begin = f"{{% {as_typed(opener.tag.code, opener.tag.raw)} %}}"
    end = f"{{% end{opener.tag.word} %}}"
    return message, f"Begynn og slutt i hver {kind}: Skriv {end} i den første, og {begin} i den andre."


def _crosses(opener: Mark, part: str, hint: str, marks: Marks) -> None:
    word, part_name = opener.tag.word, _TABLE_PARTS[part]
    message = f"{{% {word} %}} begynner i én {part_name} og slutter i en annen."
    fault = Fault("kryssende-blokk", message, opener.tag.raw, hint or f"La begge stå i samme {part_name}.")
    marks.fault(fault, opener.place)


def _mended(opener: Mark, other: Mark, at: Sequence[Step], path: Sequence[Step]) -> str:
    """Where to put both tags of a block that goes from one cell of a table to another; «» when these are of two tables.

    `at` and `path` are where the block begins, and where its other tag stands.
    """
    innermost = (_part_of(_TABLE_PARTS, steps)[0] for steps in (at, path))
    if not _is_shared("tbl", at, path) or w("tc") not in innermost:
        return ""
    begin, end = as_typed(opener.tag.code, opener.tag.raw), f"end{opener.tag.word}"
    own_cells = f"skriv {{% {begin} %}} og {{% {end} %}} i hver celle for seg"
    if other.tag.word in BRANCHES:
        return f"{own_cells.capitalize()}." if opener.tag.word == "if" else ""
    if not _is_shared("tr", at, path):
        return f"Sett {{%tr {begin} %}} alene i en rad over, og {{%tr {end} %}} alene i en rad under."
    whole_row = f"Skriv {{% {begin} %}} først i den første cellen i raden, og {{% {end} %}} sist i den siste"
    return (
        f"{whole_row}, så blir hele raden gjentatt." if opener.tag.word == "for" else f"{whole_row}, eller {own_cells}."
    )


def _is_shared(name: str, one: Sequence[Step], other: Sequence[Step]) -> bool:
    """Whether the innermost element of this name is the same around both."""
    first, second = (next((step for step in reversed(path) if step[0] == w(name)), None) for path in (one, other))
    return first == second
