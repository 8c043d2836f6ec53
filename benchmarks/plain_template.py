"""The shipped quarterly template, rewritten in the tags of plain docxtpl: same chapters, tables and styles.

    python -m benchmarks.plain_template OUT.docx

Tags that stand beside their content get a paragraph or row of their own. Columns that come and go are settled once,
for the columns of the sample workbook, which makes the template smaller and the plain script faster. Traffic lights
become `cellbg`, the plan becomes loops over cells, and each cell of the risk matrix names its field. The charts stay,
for the script to fill, with fixed captions.
"""

from __future__ import annotations

import copy
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn
from jinja2 import Environment

from benchmarks.plain import context_of
from benchmarks.plain_values import quarter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.plain_values import Row

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "templates" / "kvartalsrapport.docx"
SAMPLE = ROOT / "samples" / "moskenes.xlsx"
QUARTER = "2Q 2024"

CAPTIONS = ("Økonomi per tjenesteområde og prognose. Tall i 1 000 kr", "Innsparing. Tall i mill. kr")

Element = Any


def build(out: Path) -> Path:
    """Write the plain template at `out`; its path."""
    context = context_of(SAMPLE, quarter(QUARTER) or 0)
    document = Document(str(TEMPLATE))
    _settle_charts(document)
    for part in [document.element.body, *_headers(document)]:
        for table in list(part.iter(qn("w:tbl"))):
            _rewrite_table(table, context)
        for paragraph in list(part.iter(qn("w:p"))):
            _stand_alone(paragraph, "p", _paragraph)
    document.save(str(out))
    return out


def _settle_charts(document: Any) -> None:
    """Keep the charts that this workbook has data for, without conditions, each with a fixed caption."""
    wanted, captions, unused = list[bool](), iter(CAPTIONS), set[str]()
    for block in list(document.element.body):
        text = _text(block) if block.tag == qn("w:p") else ""
        begins = text.startswith("{%p if ") and "grafer." in text
        if begins:
            wanted.append(not text.startswith("{%p if not "))
        if not all(wanted):
            unused |= {chart.get(qn("r:id")) for chart in block.iter(qn("c:chart"))}
        if begins or not all(wanted) or (wanted and text == "{%p endif %}"):
            block.getparent().remove(block)
        if wanted and text == "{%p endif %}":
            wanted.pop()
        tags = [run for run in block.iter(qn("w:r")) if re.search(r"grafer\.|anker\(", _text(run))]
        for run in tags if wanted and not begins else ():
            _set_text(run, next(captions) if run is tags[0] else "")
    for relation in unused:
        document.part.drop_rel(relation)


def _headers(document: Any) -> Iterator[Element]:
    for section in document.sections:
        if not section.header.is_linked_to_previous:
            yield section.header._element


def _rewrite_table(table: Element, context: Row) -> None:
    corner = _text(table)
    if corner.startswith("{{ gantt("):
        _rewrite_gantt(table)
    elif corner.startswith("{{ risikomatrise("):
        _rewrite_matrix(table)
    else:
        for row in list(table.iter(qn("w:tr"))):
            _stand_alone(row, "tr", _tag_row)
        _settle_columns(table, context)
        for run in table.iter(qn("w:r")):
            light = re.fullmatch(r"{%\s*lys (.+?)\s*%}", _text(run))
            if light:
                _set_text(run, f"{{% cellbg {light[1]}|farge %}}")


def _stand_alone(holder: Element, kind: str, make: Any) -> None:
    """Move the tags of a kind from the paragraph or row with their content to their own, before and after it."""
    tags = [run for run in holder.iter(qn("w:r")) if re.match(rf"{{%{kind} ", _text(run))]
    if not tags or _text(holder) == _text(tags[0]):
        return
    last = holder
    for tag in tags:
        text = _text(tag)
        tag.getparent().remove(tag)
        alone = make(text, holder)
        if text.startswith(f"{{%{kind} end"):
            last.addnext(alone)
            last = alone
        else:
            holder.addprevious(alone)


def _settle_columns(table: Element, context: Row) -> None:
    """Keep the columns whose condition holds, and leave out the others with their grid column."""
    grid = list(table.find(qn("w:tblGrid")))
    rows = [list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))]
    rows = [cells for cells in rows if len(cells) == len(grid)]
    dropped = {
        n for row in rows for n, cell in enumerate(row) if (tag := _condition(cell)) and not _holds(tag, context)
    }
    for cells in [grid, *rows]:
        for n in dropped:
            cells[n].getparent().remove(cells[n])
    for run in list(table.iter(qn("w:r"))):
        if re.match(r"{%tc ", _text(run)):
            run.getparent().remove(run)


def _condition(cell: Element) -> str | None:
    found = re.search(r"{%tc if (.+?) %}", _text(cell))
    return found[1] if found else None


def _holds(condition: str, context: Row) -> bool:
    """Whether a column is wanted: `liste.har_felt` asks for a value in any row of the list."""
    asked = re.fullmatch(r"(.+)\.har_(\w+)", condition)
    env = Environment()
    if asked is None:
        return bool(env.compile_expression(condition)(**context))
    rows = env.compile_expression(asked[1])(**context) or []
    return any(row.get(asked[2]) not in (None, "") for row in rows)


def _rewrite_gantt(table: Element) -> None:
    """Years over quarters, then a line of merged cells for every activity, all in loops over cells."""
    years, quarters, _, line = list(table.iterchildren(qn("w:tr")))[:4]
    cell = copy.deepcopy(list(line.iterchildren(qn("w:tc")))[1])
    headings = (
        (years, "Aktivitet og milepæl", "år in gantt.år", "{% colspan år.bredde %}{{ år.tekst }}"),
        (quarters, "", "kvartal in gantt.kvartaler", "{{ kvartal }}"),
    )
    for row, title, loop, text in headings:
        corner, label = list(row.iterchildren(qn("w:tc")))[:2]
        _set_text(corner, title)
        _keep(row, corner, *_cell_loop(label, loop, text))
    before, after = _tag_row("{%tr for linje in gantt.linjer %}", line), _tag_row("{%tr endfor %}", line)
    text = "{% colspan rute.bredde %}{% cellbg rute.farge %}{{ rute.tekst }}"
    _keep(line, *_cell_loop(cell, "rute in linje", text))
    line.addprevious(before)
    line.addnext(after)
    for row in list(table.iterchildren(qn("w:tr"))):
        if row not in (years, quarters, before, line, after):
            table.remove(row)


def _cell_loop(cell: Element, loop: str, expression: str) -> list[Element]:
    start, end = copy.deepcopy(cell), copy.deepcopy(cell)
    _set_text(start, f"{{%tc for {loop} %}}")
    _set_text(cell, expression)
    _set_text(end, "{%tc endfor %}")
    for part in (start, cell, end):
        for name in ("w:gridSpan", "w:vMerge", "w:shd"):
            for element in list(part.iter(qn(name))):
                element.getparent().remove(element)
    return [start, cell, end]


def _keep(row: Element, *cells: Element) -> None:
    """Let a row have these cells only."""
    for cell in list(row.iterchildren(qn("w:tc"))):
        row.remove(cell)
    row.extend(cells)


def _rewrite_matrix(table: Element) -> None:
    rows = list(table.iterchildren(qn("w:tr")))
    corner = next(node for node in table.iter(qn("w:t")) if "risikomatrise" in (node.text or ""))
    corner.text = re.sub(r"{{ risikomatrise.+?}}", "", corner.text)
    for row in rows[1:]:
        label, *cells = row.iterchildren(qn("w:tc"))
        for n, cell in enumerate(cells, start=1):
            paragraph = copy.deepcopy(cell.find(qn("w:p")))
            _set_text(paragraph, f"{{{{ matrise.s{_text(label)[0]}k{n} }}}}")
            cell.append(paragraph)


def _paragraph(text: str, like: Element) -> Element:
    paragraph = copy.deepcopy(like)
    _set_text(paragraph, text)
    return paragraph


def _tag_row(text: str, like: Element) -> Element:
    row = copy.deepcopy(like)
    for cell in list(row.iterchildren(qn("w:tc")))[1:]:
        row.remove(cell)
    _set_text(row, text)
    return row


def _text(element: Element) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def _set_text(element: Element, text: str) -> None:
    """Let an element have this text in its first run, and no other run."""
    paragraph = element if element.tag == qn("w:p") else next(element.iter(qn("w:p")), None)
    runs = [element] if paragraph is None else list(paragraph.iter(qn("w:r")))
    for run in runs[1:]:
        run.getparent().remove(run)
    first: Element = runs[0] if runs else paragraph.add_r()  # type: ignore[union-attr]
    for node in list(first.iterchildren(qn("w:t"))):
        first.remove(node)
    node = first.makeelement(qn("w:t"), {qn("xml:space"): "preserve"})
    node.text = text
    first.append(node)


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
