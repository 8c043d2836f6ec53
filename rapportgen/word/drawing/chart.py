"""A chart of a report: the consultant's own, with the report's series, numbers and workbook in it.

The look is the template's, taken apart by `chart_pattern` when the template was compiled. Here its pieces and the
report's data are joined as text. Series are matched by name, then by place; those too many go, and those too few are
made like the last one, in the next colour of the theme.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from rapportgen.model.parsing import folded
from rapportgen.named import NamedTuple
from rapportgen.word.drawing.chart_workbook import SHEET, WORKBOOK_TYPE, column_letters, workbook
from rapportgen.word.ooxml.partnames import OFFICE_RELS
from rapportgen.word.ooxml.text import escape_attribute, escape_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.model.graf import Graf, Serie
    from rapportgen.word.writing.additions import Additions

CHART_REL, PACKAGE_REL = OFFICE_RELS + "chart", OFFICE_RELS + "package"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
FORMAT = 1_000_000_000  # the text that is no title
ALWAYS = 1_000_000_000  # the point of a look that belongs to no point of its own
_C16 = "http://schemas.microsoft.com/office/drawing/2014/chart"


class Bound(NamedTuple):
    """Where an axis was made to end (`max`) or begin (`min`), and the groups of series that it measures."""

    kind: str
    value: float
    groups: tuple[int, ...]


class Piece(NamedTuple):
    """A stretch of the chart's XML.

    `groups`: written only when one of these groups of series has any; none for always. `bound`: written only when no
    value is beyond it, for it would not be seen. `series`: the series of this group stand here. `text`: this text from
    the report stands here, or (`FORMAT`) the format of its numbers. −1 for neither.
    """

    xml: str
    groups: tuple[int, ...] = ()
    series: int = -1
    text: int = -1
    bound: Bound | None = None


class SeriesPattern(NamedTuple):
    """The look of one series: what stands before its data, by the point it is about (`ALWAYS` for all), and after."""

    name: str
    group: int
    look: tuple[tuple[int, str], ...]
    tail: str


class Copied(NamedTuple):
    """A part that the chart names: its style, which each chart of a report has for itself under a name of this pattern.

    Without data it is a part of the template by this name, which all its charts share.
    """

    type: str
    name: str
    content_type: str = ""
    data: bytes = b""


class ChartPattern(NamedTuple):
    """A chart taken apart.

    `kind` is what people call it. `extra` is the look of a series more than the template has, cut where its colour
    stands; none when there cannot be one (a pie). `colours` are the theme's accents for those, the unused ones first.
    `related` get the ids after that of the workbook, in order.
    """

    kind: str
    pieces: tuple[Piece, ...]
    series: tuple[SeriesPattern, ...]
    extra: tuple[str, ...]
    colours: tuple[int, ...]
    related: tuple[Copied, ...]


class _Drawn(NamedTuple):
    """A series of the report and its look."""

    data: Serie
    group: int
    look: str
    tail: str


def add_chart(pattern: ChartPattern, graf: Graf, texts: Sequence[str], additions: Additions, source: str) -> str:
    """The id in part `source` of a new chart with these data; `texts` are those of the tags in its titles."""
    drawn = _drawn(pattern, graf)
    name = additions.name("word/charts/chart{}.xml")
    book = additions.name("word/embeddings/Microsoft_Excel_Worksheet{}.xlsx")
    series = [one.data for one in drawn]
    additions.add(book, workbook(graf.kategorier, series, number_format(graf)), WORKBOOK_TYPE)
    additions.relate(name, PACKAGE_REL, book)
    for part in pattern.related:
        target = part.name
        if part.data:
            target = additions.name(part.name)
            additions.add(target, part.data, part.content_type)
        additions.relate(name, part.type, target)
    additions.add(name, _xml(pattern, graf, drawn, texts, name).encode(), CHART_TYPE)
    return additions.relate(source, CHART_REL, name)


def number_format(graf: Graf) -> str:
    """The format of the numbers: as in Norway, also in programs that do not ask the machine they run on."""
    return f"[$-414]{graf.tallformat}"


def description(pattern: ChartPattern, graf: Graf) -> str:
    """The chart in words, for those who cannot see it."""
    return f"{pattern.kind}. {graf.beskrivelse}"


def _drawn(pattern: ChartPattern, graf: Graf) -> list[_Drawn]:
    """Each series of the report with its look, in the report's order."""
    looks = _matched(pattern, graf.serier)
    if not pattern.extra:
        shown = [(serie, look) for serie, look in zip(graf.serier, looks, strict=True) if look is not None]
        return [_like(serie, look, len(graf.kategorier)) for serie, look in shown]
    drawn = []
    extras = 0
    for serie, look in zip(graf.serier, looks, strict=True):
        if look is not None:
            drawn.append(_like(serie, look, len(graf.kategorier)))
            continue
        last, colour = pattern.series[-1], pattern.colours[extras % len(pattern.colours)]
        drawn.append(_Drawn(serie, last.group, f"accent{colour}".join(pattern.extra), last.tail))
        extras += 1
    return drawn


def _like(serie: Serie, look: SeriesPattern, points: int) -> _Drawn:
    return _Drawn(serie, look.group, "".join(x for at, x in look.look if at == ALWAYS or at < points), look.tail)


def _matched(pattern: ChartPattern, series: Sequence[Serie]) -> list[SeriesPattern | None]:
    """The look of each series: of its own name, else the first that is free; None for those too many."""
    free = list(pattern.series)
    found: list[SeriesPattern | None] = []
    for serie in series:
        own = next((look for look in free if folded(look.name) == folded(serie.navn)), None)
        if own is not None:
            free.remove(own)
        found.append(own)
    if not pattern.extra and any(look is not None for look in found):
        return found
    return [look if look is not None else free.pop(0) if free else None for look in found]


def _xml(pattern: ChartPattern, graf: Graf, drawn: list[_Drawn], texts: Sequence[str], name: str) -> str:
    written = _written(graf, drawn, zlib.crc32(name.encode()))
    used = {one.group for one in drawn}
    out = []
    for piece in pattern.pieces:
        if (piece.groups and used.isdisjoint(piece.groups)) or (piece.bound and _is_passed(piece.bound, drawn)):
            continue
        if piece.series >= 0:
            out += [xml for one, xml in zip(drawn, written, strict=True) if one.group == piece.series]
        elif piece.text == FORMAT:
            out.append(escape_attribute(number_format(graf)))
        elif piece.text >= 0:
            out.append(escape_text(" ".join(texts[piece.text].split("\n"))))
        else:
            out.append(piece.xml)
    return "".join(out)


def _is_passed(bound: Bound, drawn: list[_Drawn]) -> bool:
    """Whether a value lies beyond the end of its axis."""
    values = [value for one in drawn if one.group in bound.groups for value in one.data.verdier if value is not None]
    return any(value > bound.value if bound.kind == "max" else value < bound.value for value in values)


def _written(graf: Graf, drawn: list[_Drawn], number: int) -> list[str]:
    """The series as XML. LibreOffice draws them in the order they stand, Word in the order they are numbered."""
    last = len(graf.kategorier) + 1
    categories = (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{_texts(graf.kategorier, 'strCache')}</c:strRef></c:cat>"
    )
    out = []
    for index, one in enumerate(drawn):
        column = column_letters(index + 2)
        numbers = _numbers(one.data.verdier, number_format(graf))
        out.append(
            f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
            f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>{_texts([one.data.navn], 'strCache')}</c:strRef></c:tx>"
            f"{one.look}{categories}"
            f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>{numbers}</c:numRef></c:val>"
            f"{one.tail}{_identity(index, number)}</c:ser>"
        )
    return out


def _texts(values: Sequence[str], element: str) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape_text(value)}</c:v></c:pt>' for n, value in enumerate(values))
    return f'<c:{element}><c:ptCount val="{len(values)}"/>{points}</c:{element}>'


def _numbers(values: Sequence[object], code: str) -> str:
    """The values, with a gap where one is missing."""
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value:f}</c:v></c:pt>' for n, value in enumerate(values) if value is not None
    )
    form = f"<c:formatCode>{escape_text(code)}</c:formatCode>"
    return f'<c:numCache>{form}<c:ptCount val="{len(values)}"/>{points}</c:numCache>'


def _identity(index: int, number: int) -> str:
    """What tells this series from all others of the document."""
    unique = f"{{{index:08X}-0000-4000-8000-{number:012X}}}"
    return (
        '<c:extLst><c:ext uri="{C3380CC4-5D6E-409C-BE32-E72D297353CC}" '
        f'xmlns:c16="{_C16}"><c16:uniqueId val="{unique}"/></c:ext></c:extLst>'
    )
