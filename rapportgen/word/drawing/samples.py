"""Sample tables: a consultant's drawn table around `{{ gantt(…) }}` or `{{ risikomatrise(…) }}`, taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.names import ascii_name, suggest
from rapportgen.patterns import pattern
from rapportgen.word.drawing.drawn import PatternError, column_widths, look_of, row_properties, table_start
from rapportgen.word.drawing.gantt import EMPTY, LOOKS, PLAN, GanttPattern, mark_of
from rapportgen.word.drawing.matrix_sample import matrix_pattern
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.tree import nearest, stand_in, take_out, texts_with_tags
from rapportgen.word.tags.marks import restored
from rapportgen.word.tags.places import in_same_table
from rapportgen.word.tags.tags import MEANT, OUTPUT, Fault

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.drawing.looks import Look
    from rapportgen.word.drawing.matrix import MatrixPattern
    from rapportgen.word.tags.marks import Mark, Marks

_ROWS = (3, 4)  # of a plan's sample; that for the group may be left out
SAMPLE_TABLE = "moenstertabell"
"""The code of a sample table that is not as it must be."""
_CALL = pattern(r"(gantt|risikomatrise)\s*\(")


def take_samples(root: _Element, marks: Marks, samples: list[tuple[str, GanttPattern | MatrixPattern]]) -> None:
    """Replace every sample table of a part by its tag, and put its pattern in `samples`."""
    for text, numbers in texts_with_tags(root):
        for number in numbers:
            mark = marks.marks[number]
            call = _CALL.match(mark.tag.code) if mark.tag.kind == OUTPUT else None
            if call is None:
                if _CALL.search(mark.tag.code) and not mark.internal:
                    marks.fail("tagg-midt-i", number, "Mønstertabellens funksjon skal stå alene i taggen.")
                continue
            try:
                _take(text, number, call.group(1), root, marks, samples)
            except PatternError as error:
                _tell(error, mark, marks)


def _tell(error: PatternError, mark: Mark, marks: Marks) -> None:
    """Note what is wrong with a sample table, at its cell where it is one, else at its tag."""
    place, text = mark.place, mark.tag.raw
    if error.cell is not None:
        place, text = in_same_table(place, error.cell), restored(ns.text_of(error.cell)).strip()
    marks.fault(Fault(SAMPLE_TABLE, str(error), text, error.hint), place)


def _take(
    text: _Element,
    number: int,
    kind: str,
    root: _Element,
    marks: Marks,
    samples: list[tuple[str, GanttPattern | MatrixPattern]],
) -> None:
    cell = nearest(text, "tc")
    table = nearest(cell, "tbl") if cell is not None else None
    if cell is None or table is None or next(table.iter(w("tc"))) is not cell:
        raise PatternError(f"{kind}(…) skal stå i øverste venstre celle i en tabell.")
    take_out(text, [number])
    if any(True for _ in texts_with_tags(table)):
        raise PatternError("Mønstertabellen kan ikke ha andre tagger.")
    if kind == "gantt":
        _warn_of_words(table, marks.marks[number], marks)
    pattern = _gantt(table, root) if kind == "gantt" else matrix_pattern(table, root)
    marks.marks[number].sample = len(samples)
    samples.append((kind, pattern))
    parent = table.getparent()
    assert parent is not None
    parent.replace(table, stand_in("p", marks.again(number, "p")))


# --- gantt ---


def _gantt(table: _Element, root: _Element) -> GanttPattern:
    rows = table.findall(w("tr"))
    cells = [row.findall(w("tc")) for row in rows]
    if len(rows) not in _ROWS or len(cells[0]) < 2 or len(cells[1]) < 2 or len(cells[-1]) < 3:
        raise PatternError(
            "Mønsteret for gantt skal ha rader for år, kvartal, gruppe og aktivitet, og i den siste raden en celle "
            "for hvert utseende: tom, plan, utført, forsinket, milepæl."
        )
    looks, marks = _named_looks(cells[-1][1:], root)
    for needed in (EMPTY, PLAN):
        if needed not in looks:
            raise _lacks(needed, cells[-1][1:])
    return GanttPattern(
        start=table_start(table, root),
        widths=column_widths(table),
        year_row=row_properties(rows[0], root, header=True),
        quarter_row=row_properties(rows[1], root, header=True),
        group_row=row_properties(rows[-2], root),
        activity_row=row_properties(rows[-1], root),
        corner=look_of(cells[0][0], root),
        year=look_of(cells[0][1], root),
        below_corner=look_of(cells[1][0], root),
        quarter=look_of(cells[1][1], root),
        group=look_of(cells[2][0], root) if len(rows) == 4 else None,
        label=look_of(cells[-1][0], root),
        looks=looks,
        marks=marks,
    )


def _lacks(needed: str, cells: list[_Element]) -> PatternError:
    """The fault of a sample without a look that every chart needs, at the cell that was probably meant to have it."""
    message = "Den siste raden i mønsteret for gantt må ha celler med teksten «tom» og «plan»."
    meant = next((cell for cell in cells if _meant(look_name(cell)) == needed), None)
    return PatternError(
        message, cells[0] if meant is None else meant, f"{MEANT}«{needed}»?" if meant is not None else ""
    )


def _warn_of_words(table: _Element, mark: Mark, marks: Marks) -> None:
    """Note the words of the sample's last row that no bar has: «forsinka» gives late bars the look of planned ones."""
    rows = table.findall(w("tr"))
    names = {cell: look_name(cell) for cell in rows[-1].findall(w("tc"))[1:]} if len(rows) in _ROWS else {}
    lacking = {EMPTY, PLAN} - set(names.values())  # which is a fault of its own
    for cell, name in names.items():
        near = _meant(name)
        if not name or name in LOOKS or (lacking and near in ("", *lacking)):
            continue
        text = restored(ns.text_of(cell)).strip()
        message = f"Ordet «{text}» blir ikke brukt i Gantt-skjemaet. Ordene er {', '.join(LOOKS.values())}."
        hint = f"{MEANT}«{LOOKS[near]}»?" if near else ""
        marks.problems.append(problems.advarsel(SAMPLE_TABLE, in_same_table(mark.place, cell), message, text, hint))


def _meant(name: str) -> str:
    """The look whose name this most resembles; «» when it resembles none, or is one."""
    return "" if name in LOOKS else suggest(name, LOOKS) or ""


def look_name(cell: _Element) -> str:
    """The name of the look that a cell of the last row is a sample of: its words, without signs."""
    words = restored(ns.text_of(cell)).split()
    return ascii_name(" ".join(word for word in words if any(char.isalnum() for char in word)))


def _named_looks(cells: list[_Element], root: _Element) -> tuple[dict[str, Look], dict[str, str]]:
    """The looks by name, and their marks: «milepæl ★» names the look `milepael`, whose mark is ★."""
    looks, marks = {}, {}
    for cell in cells:
        look = look_of(cell, root)
        words = look.text.split()
        signs = [word for word in words if not any(char.isalnum() for char in word)]
        name = ascii_name(" ".join(word for word in words if word not in signs))
        if name:
            looks[name] = look
            marks[name] = " ".join(signs) or mark_of(name)
    return looks, marks
