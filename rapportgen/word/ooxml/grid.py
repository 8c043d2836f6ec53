"""The columns of a table whose cells come and go: measured again, so that the table keeps its width.

Only tables of which a template says that columns vary pass through here.
"""

from __future__ import annotations

from functools import lru_cache

from rapportgen.errors import TemplateError
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

MAX_COLUMNS = 63  # Word's limit for a table
TOO_MANY_COLUMNS = "for-mange-kolonner"
_COLUMN = pattern(r"<w:gridCol [^>]*>")
_TAG = pattern(r"(<w:tc(?:W |[ >])[^>]*>|<w:gridSpan [^>]*>)")
_VALUE = pattern(r' w:(?:w|val)="(\d+)"')
_GRID_END, _ROW_END = "</w:tblGrid>", "</w:tr>"
_TABLE = pattern("(</?w:tbl>)")
_INNER = "\ufdd4"  # stands for a table inside a cell; no value and no template holds it


class TooManyColumnsError(TemplateError):
    """A table with more columns than Word can show."""


class _Cell(NamedTuple):
    """A cell of a row: its width and the columns it spans, and which of the row's tags say so (−1 for none)."""

    width: int = 0
    columns: int = 1
    width_at: int = -1
    span_at: int = -1


class _Plan(NamedTuple):
    """How a table is fitted: what stands before its rows, and for the tags that a row has, those that it is to have."""

    head: str
    tags: dict[tuple[str, ...], tuple[str, ...]]


def rebuild(xml: str) -> str:
    """The table with a grid, cell widths and spans that agree, as wide as its template.

    The text is our own: an attribute holds no «>», and what looks like a tag is one. Most rows of a table have the same
    tags, which are looked at once. Raises TooManyColumnsError for more columns than Word can show.
    """
    text = str(xml)
    outer, inner = _apart(text)
    head, end, body = outer.partition(_GRID_END)
    rows = [_TAG.split(row) for row in body.split(_ROW_END)]  # what stands between the tags, and they, in turn
    kinds = [tuple(row[1::2]) for row in rows]
    plan = _plan(head, tuple(dict.fromkeys(kinds)), bool(inner)) if end else None
    if plan is None:
        return text
    for row, tags in zip(rows, kinds, strict=True):
        row[1::2] = plan.tags[tags]
    return _together(f"{plan.head}{end}{_ROW_END.join(map(''.join, rows))}", inner)


@lru_cache(maxsize=256)
def _plan(head: str, kinds: tuple[tuple[str, ...], ...], has_inner: bool) -> _Plan | None:
    """How a table is fitted whose rows have these kinds of tags; None when it stays as it is.

    That of a template's table is the same in many reports, whatever its cells hold.
    """
    drawn = [_number(column) for column in _COLUMN.findall(head)]
    cells = [_cells(tags) for tags in kinds]
    is_as_drawn = all(_columns_of(row) == len(drawn) for row in cells if row)
    if is_as_drawn and not has_inner:
        return None  # nothing has come or gone
    widths = _widths(cells, sum(drawn))
    if not widths or not drawn:
        return None
    if len(widths) > MAX_COLUMNS:
        raise TooManyColumnsError(
            f"Tabellen får {len(widths)} kolonner, men Word kan ikke vise flere enn {MAX_COLUMNS}."
        )
    return _Plan(_with_grid(head, widths), {tags: _fitted_tags(tags, tuple(widths)) for tags in kinds})


def _apart(text: str) -> tuple[str, list[str]]:
    """The outermost table with a mark for each table inside its cells; and those, which are left alone."""
    if text.count("<w:tbl>") == 1:
        return text, []
    outer: list[str] = []
    inner: list[str] = []
    depth = 0
    for piece in _TABLE.split(text):
        if piece == "<w:tbl>":
            depth += 1
            if depth == 2:
                outer.append(_INNER)
                inner.append("")
        if depth < 2:
            outer.append(piece)
        else:
            inner[-1] += piece
        if piece == "</w:tbl>":
            depth -= 1
    return "".join(outer), inner


def _together(outer: str, inner: list[str]) -> str:
    """A table with the tables inside its cells in their places."""
    first, *others = outer.split(_INNER)
    return "".join([first, *(text for pair in zip(inner, others, strict=True) for text in pair)])


@lru_cache(maxsize=256)
def _cells(tags: tuple[str, ...]) -> tuple[_Cell, ...]:
    """The cells of a row with these tags, which are those of many reports."""
    cells: list[_Cell] = []
    for at, tag in enumerate(tags):
        if tag.startswith("<w:tcW "):
            cells[-1] = cells[-1]._replace(width=_number(tag), width_at=at)
        elif tag.startswith("<w:gridSpan "):
            cells[-1] = cells[-1]._replace(columns=_number(tag), span_at=at)
        else:
            cells.append(_Cell())
    return tuple(cells)


def _number(tag: str) -> int:
    value = _VALUE.search(tag)
    return int(value[1]) if value else 0


def _widths(rows: list[tuple[_Cell, ...]], total: int) -> list[int]:
    """The columns' widths: those of the longest row without merged cells, scaled to the template's total."""
    plain = [row for row in rows if row and all(cell.columns == 1 for cell in row)]
    measure = max(plain, key=len) if plain else max(rows, key=_columns_of, default=())
    drawn: list[int] = []
    for cell in measure:
        drawn += [max(cell.width // cell.columns, 1)] * cell.columns
    return scaled(drawn, total) if drawn else []


def _columns_of(row: tuple[_Cell, ...]) -> int:
    return sum(cell.columns for cell in row)


def scaled(widths: list[int], total: int) -> list[int]:
    """The widths in the same proportions, adding up to `total` exactly."""
    before, given, out = sum(widths), 0, []
    reached = 0
    for width in widths:
        reached += width
        share = total * reached // before
        out.append(share - given)
        given = share
    return out


def _fitted_tags(tags: tuple[str, ...], widths: tuple[int, ...]) -> tuple[str, ...]:
    """The tags of a row with the widths and spans that fill the columns."""
    row, fitted, at = _cells(tags), list(tags), 0
    for cell, span in zip(row, _fitted([cell.columns for cell in row], len(widths)), strict=True):
        if cell.span_at >= 0:
            fitted[cell.span_at] = ""
        if cell.width_at >= 0:
            merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            fitted[cell.width_at] = f'<w:tcW w:w="{sum(widths[at : at + span])}" w:type="dxa"/>{merged}'
        at += span
    return tuple(fitted)


def _fitted(spans: list[int], columns: int) -> list[int]:
    """The spans of a row so that they fill the columns: the widest cell gives or takes what is over."""
    over = columns - sum(spans)
    if not spans or not over:
        return spans
    widest = max(range(len(spans)), key=lambda i: (spans[i], i))
    fitted = list(spans)
    fitted[widest] = max(fitted[widest] + over, 1)
    return fitted


def _with_grid(head: str, widths: list[int]) -> str:
    """What stands before the rows, with these columns."""
    before, *_, after = _COLUMN.split(head)
    return "".join([before, *(f'<w:gridCol w:w="{width}"/>' for width in widths), after])
