"""Sample tables: a consultant's drawn table around `{{ gantt(…) }}` or `{{ risikomatrise(…) }}`, taken apart."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.names import ascii_name
from rapportgen.word import ns
from rapportgen.word.gantt import EMPTY, PLAN, GanttPattern, mark_of
from rapportgen.word.looks import Look
from rapportgen.word.matrix import MatrixCell, MatrixPattern
from rapportgen.word.ns import local, w
from rapportgen.word.tags import OUTPUT, Fault
from rapportgen.word.tree import nearest, properties, stand_in, take_out, texts_with_tags

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.marks import Marks

_CALL = re.compile(r"(gantt|risikomatrise)\s*\(")
_MERGING = {"tcW", "gridSpan", "hMerge", "vMerge"}
_NO_TABLE_LOOK = {"tblW", "tblLayout"}
# Words for levels on the axes of a matrix; a digit wins over them.
_LEVELS = {
    "svaert_lav": 1, "svaert_liten": 1, "ubetydelig": 1, "lav": 2, "liten": 2, "mindre_alvorlig": 2, "medium": 3,
    "middels": 3, "moderat": 3, "hoey": 4, "stor": 4, "alvorlig": 4, "svaert_hoey": 5, "svaert_stor": 5,
    "svaert_alvorlig": 5, "sl": 1, "l": 2, "m": 3, "h": 4, "sh": 5,
    "svaert_laag": 1, "laag": 2, "hoeg": 4, "svaert_hoeg": 5,
}  # fmt: skip
_PROBABILITY, _CONSEQUENCE = ("sannsyn", "probability"), ("konsekvens", "verknad", "impact")


class PatternError(Exception):
    """A sample table does not look as it must; the text says how it must."""


def take_samples(root: _Element, marks: Marks, samples: list[tuple[str, GanttPattern | MatrixPattern]]) -> None:
    """Replace every sample table of a part by its tag, and put its pattern in `samples`."""
    for text, numbers in texts_with_tags(root):
        for number in numbers:
            mark = marks.marks[number]
            call = _CALL.match(mark.tag.code) if mark.tag.kind == OUTPUT else None
            if call is None:
                if _CALL.search(mark.tag.code) and not mark.internal:
                    marks.fail("merke-midt-i", number, "Mønstertabellens funksjon skal stå alene i merket.")
                continue
            try:
                _take(text, number, call.group(1), root, marks, samples)
            except PatternError as error:
                marks.fault(Fault("moenstertabell", str(error), mark.tag.raw), mark.place)


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
        raise PatternError("Mønstertabellen kan ikke ha andre merker.")
    pattern = _gantt(table, root) if kind == "gantt" else _matrix(table, root)
    marks.marks[number].sample = len(samples)
    samples.append((kind, pattern))
    parent = table.getparent()
    assert parent is not None
    parent.replace(table, stand_in("p", marks.again(number, "p")))


# --- gantt ---


def _gantt(table: _Element, root: _Element) -> GanttPattern:
    rows = table.findall(w("tr"))
    cells = [row.findall(w("tc")) for row in rows]
    if not 3 <= len(rows) <= 4 or len(cells[0]) < 2 or len(cells[1]) < 2 or len(cells[-1]) < 3:
        raise PatternError(
            "Mønsteret for gantt skal ha rader for år, kvartal, gruppe og aktivitet, og i den siste raden en celle "
            "for hvert utseende: tom, plan, utført, forsinket, milepæl."
        )
    looks, marks = _named_looks(cells[-1][1:], root)
    if EMPTY not in looks or PLAN not in looks:
        raise PatternError("Den siste raden i mønsteret for gantt må ha celler med teksten «tom» og «plan».")
    return GanttPattern(
        start=_table_start(table, root),
        widths=_column_widths(table),
        year_row=_row_properties(rows[0], root, header=True),
        quarter_row=_row_properties(rows[1], root, header=True),
        group_row=_row_properties(rows[-2], root),
        activity_row=_row_properties(rows[-1], root),
        corner=look_of(cells[0][0], root),
        year=look_of(cells[0][1], root),
        below_corner=look_of(cells[1][0], root),
        quarter=look_of(cells[1][1], root),
        group=look_of(cells[2][0], root) if len(rows) == 4 else None,
        label=look_of(cells[-1][0], root),
        looks=looks,
        marks=marks,
    )


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


def _table_start(table: _Element, root: _Element) -> str:
    """The beginning of the table with its properties: fixed columns, as wide as they were drawn."""
    table_properties = properties(table, "tblPr")
    for child in [child for child in table_properties if local(child) in _NO_TABLE_LOOK]:
        table_properties.remove(child)
    width = etree.Element(w("tblW"), {w("w"): str(sum(_column_widths(table))), w("type"): "dxa"})
    layout = etree.Element(w("tblLayout"), {w("type"): "fixed"})
    for child in (width, layout):
        ns.insert_in_order(table_properties, child, ns.TBL_PR_ORDER)
    return "<w:tbl>" + ns.fragment(table_properties, root)


def _column_widths(table: _Element) -> tuple[int, ...]:
    widths = tuple(int(column.get(w("w"), "0") or 0) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    if len(widths) < 2 or not all(widths):
        raise PatternError("Kolonnene i mønstertabellen må ha bredder. Dra i kolonnegrensene i Word og lagre på nytt.")
    return widths


def _row_properties(row: _Element, root: _Element, *, header: bool = False) -> str:
    """The row's properties; no row is split over pages, and heading rows are repeated."""
    row_properties = row.find(w("trPr"))
    kept = [] if row_properties is None else [c for c in row_properties if local(c) not in ("cantSplit", "tblHeader")]
    head = "<w:tblHeader/>" if header else ""
    return "".join(ns.fragment(child, root) for child in kept) + "<w:cantSplit/>" + head


def look_of(cell: _Element, root: _Element) -> Look:
    """The look of a drawn cell: its first paragraph and that paragraph's first run count."""
    cell_properties = cell.find(w("tcPr"))
    children = [] if cell_properties is None else [c for c in cell_properties if local(c) not in _MERGING]
    before = [child for child in children if local(child) == "cnfStyle"]
    paragraph = cell.find(w("p"))
    if paragraph is None:
        raise PatternError("En celle i mønstertabellen er uten avsnitt.")
    own, run = paragraph.find(w("pPr")), paragraph.find(f"{w('r')}/{w('rPr')}")
    if run is None and own is not None:
        run = own.find(w("rPr"))
    return Look(
        before="".join(ns.fragment(child, root) for child in before),
        after="".join(ns.fragment(child, root) for child in children if child not in before),
        paragraph=ns.fragment(own, root) if own is not None else "",
        run=ns.fragment(run, root) if run is not None else "",
        text=ns.text_of(cell).strip(),
    )


# --- risikomatrise ---


def _matrix(table: _Element, root: _Element) -> MatrixPattern:
    rows = [row.findall(w("tc")) for row in table.findall(w("tr"))]
    axis, columns = _axis(rows)
    transposed = _is_transposed(rows, axis, columns)
    found: list[tuple[_Element, int, int]] = []
    for index, cells in enumerate(rows):
        labels = cells[: len(cells) - len(columns)]
        level = level_of(ns.text_of(labels[-1])) if labels else None
        if index == axis or level is None:
            continue
        for cell, across in zip(cells[-len(columns) :], columns, strict=True):
            found.append((cell, across, level) if transposed else (cell, level, across))
    if len({s for _, s, _ in found}) < 2 or len({(s, k) for _, s, k in found}) < len(found):
        raise PatternError(_MATRIX_HELP)
    _mark_header(table)
    return _cut_apart(table, found, root)


_MATRIX_HELP = (
    "Mønsteret for risikomatrise skal ha nivåene (1–5, eller ord som «Lav» og «Svært høy») i den første eller siste "
    "raden, og i cellen foran hver rad."
)


def _axis(rows: list[list[_Element]]) -> tuple[int, list[int]]:
    """The row with the levels across, and those levels: they count up or down without gaps."""
    for index in (*range(len(rows)), -1):
        levels = [level_of(ns.text_of(cell)) for cell in rows[index][1:]]
        while levels and levels[0] is None:
            levels.pop(0)
        known = [level for level in levels if level is not None]
        if len(known) >= 2 and len(known) == len(levels) and _counts(known):
            return index % len(rows), known
    raise PatternError(_MATRIX_HELP)


def _counts(levels: list[int]) -> bool:
    steps = {b - a for a, b in pairwise(levels)}
    return steps in ({1}, {-1})


def level_of(label: str) -> int | None:
    """The level that a label of an axis names, by its first digit or by its words."""
    digit = next((char for char in label if char.isdigit()), None)
    return int(digit) if digit else _LEVELS.get(ascii_name(label))


def _is_transposed(rows: list[list[_Element]], axis: int, columns: list[int]) -> bool:
    """Whether the consequence runs down and the probability across, as the titles of the axes say."""
    corner = ns.text_of(rows[axis][0]).casefold()
    first = [corner.find(word) for word in (*_PROBABILITY, "s")], [corner.find(word) for word in (*_CONSEQUENCE, "k")]
    across_titles = " ".join(
        ns.text_of(cell).casefold()
        for index, cells in enumerate(rows)
        if index != axis and (len(cells) <= len(columns) or level_of(ns.text_of(cells[-len(columns) - 1])) is None)
        for cell in cells
        if level_of(ns.text_of(cell)) is None
    )
    if any(word in across_titles for word in _PROBABILITY) and not any(w_ in across_titles for w_ in _CONSEQUENCE):
        return True
    places = [min((place for place in group if place >= 0), default=-1) for group in first]
    return 0 <= places[1] < places[0]


def _mark_header(table: _Element) -> None:
    row = table.find(w("tr"))
    if row is not None and row.find(f"{w('trPr')}/{w('tblHeader')}") is None:
        properties(row, "trPr").append(etree.Element(w("tblHeader")))


def _cut_apart(table: _Element, found: list[tuple[_Element, int, int]], root: _Element) -> MatrixPattern:
    """The table's XML cut where its cells stand."""
    cells = []
    for number, (cell, s, k) in enumerate(found):
        look = look_of(cell, root)
        own = cell.find(w("tcPr"))
        drawn = "".join(ns.fragment(p, root) for p in cell.findall(w("p"))) if look.text else ""
        cells.append(MatrixCell(s, k, ns.fragment(own, root) if own is not None else "", drawn, look))
        for child in list(cell):
            cell.remove(child)
        etree.SubElement(cell, w("cut")).text = str(number)
    fixed = ns.fragment(table, root)
    pieces = []
    for number in range(len(found)):
        before, _, fixed = fixed.partition(f"<w:cut>{number}</w:cut>")
        pieces.append(before)
    return MatrixPattern((*pieces, fixed), tuple(cells))
