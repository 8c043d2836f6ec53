"""A consultant's chart taken apart: the XML of its look, cut where a report's data and titles go.

What belongs to the sample's own figures is left behind: its workbook, its links, labels made of cells, a pivot table's
name. What belongs to one point stays with that point, and what belongs to an axis goes with the series it serves.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen.patterns import pattern
from rapportgen.word.drawing.chart import ALWAYS, FORMAT, Bound, ChartPattern, Copied, Piece, SeriesPattern
from rapportgen.word.drawing.chart_tree import (
    AXES,
    FORMAT_MARK,
    a,
    append,
    c,
    count_categories,
    follow_numbers,
    has_tag,
    insert_before,
    is_of_cells,
    keep_words,
    number_in,
    number_of,
    numbered,
    own_number,
    remove,
    replace,
    with_usual_prefixes,
)
from rapportgen.word.drawing.drawn import PatternError
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import local
from rapportgen.word.tags.tags import OUTPUT, find_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from rapportgen.word.ooxml.package import Package
    from rapportgen.word.tags.tags import Fault, Tag

_KINDS = {
    "barChart": "Stolpediagram", "bar3DChart": "Stolpediagram", "lineChart": "Linjediagram",
    "line3DChart": "Linjediagram", "areaChart": "Arealdiagram", "area3DChart": "Arealdiagram",
    "pieChart": "Sektordiagram", "pie3DChart": "Sektordiagram", "ofPieChart": "Sektordiagram",
    "doughnutChart": "Ringdiagram", "radarChart": "Radardiagram",
}  # fmt: skip
_REFUSED = {
    "scatterChart": "Et punktdiagram", "bubbleChart": "Et boblediagram", "stockChart": "Et børsdiagram",
    "surfaceChart": "Et overflatediagram", "surface3DChart": "Et overflatediagram",
}  # fmt: skip
_ONE_SERIES = {"pieChart", "pie3DChart", "ofPieChart"}
_OWN_COPY = {"chartStyle", "chartColorStyle", "themeOverride"}
_DATA = {"package", "oleObject"}
_NOT_IN_LOOK = {"idx", "order", "tx", "cat", "val", "extLst"}
_AFTER_EXTERNAL = ("printSettings", "userShapes", "extLst")
_AFTER_BLANKS = ("showDLblsOverMax", "extLst")
_CUT = pattern(r"<c:cut>(\d+)</c:cut>")
_COLOUR = "\ufdd0"  # stands for the colour of a series more than the template has
_ACCENTS = range(1, 7)


def take_apart(package: Package, part: str, theme: Sequence[str]) -> tuple[ChartPattern, list[str], list[Fault]]:
    """The pattern of a chart part, the tags in its titles as they were typed, and what is wrong with those.

    `theme` are the colours of the document's accents. Raises PatternError for a chart that cannot be filled.
    """
    chart = _Chart(package, part)
    chart.check()
    chart.clean()
    colours = chart.colours(theme)
    series, extra = chart.take_series()
    texts, faults = chart.take_texts()
    related = chart.take_related()
    pattern = ChartPattern(chart.kind(), chart.pieces(), series, extra, colours, related)
    return pattern, texts, faults


def has_tags(package: Package, part: str) -> bool:
    """Whether a title of the chart holds a tag."""
    paragraphs = package.xml(part).iter(a("p")) if b"{" in package.parts[part] else ()
    return any("{{" in _text_of(paragraph) or "{%" in _text_of(paragraph) for paragraph in paragraphs)


def _text_of(paragraph: _Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(a("t")))


class _Chart:
    """One chart part on its way from XML to pieces."""

    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part = package, part
        self.root = with_usual_prefixes(package.xml(part))
        self.plot = self.root.find(f"{c('chart')}/{c('plotArea')}")
        known = [*_KINDS, *_REFUSED]
        self.groups = [child for child in self.plot if local(child) in known] if self.plot is not None else []
        self.cuts: list[Piece | None] = []

    def check(self) -> None:
        """Raise PatternError when this is not a chart of categories and numbers."""
        for group in self.groups:
            if refused := _REFUSED.get(local(group)):
                raise PatternError(
                    f"{refused} kan ikke fylles. Velg stolper, linjer, areal, sektor eller ring med "
                    "«Endre diagramtype» i Word."
                )
        if not any(True for _ in self._series()):
            raise PatternError(
                "Diagrammet har ingen serier. La eksempeldataene stå i diagrammet, og lagre malen på nytt."
            )
        if any(has_tag(text) for one in self._series() for text in one.iter(a("t"))):
            raise PatternError("I et diagram kan tagger bare stå i titlene, ikke i dataetikettene.")

    def kind(self) -> str:
        """What people call the chart."""
        kinds = list(dict.fromkeys(_KINDS[local(group)] for group in self.groups))
        return kinds[0] if len(kinds) == 1 else f"Kombinert {' og '.join(kind.lower() for kind in kinds)}"

    def clean(self) -> None:
        """Leave behind what belongs to the sample's figures, and see that a missing value is a gap."""
        gone = ("pivotSource", "pivotFmts", "externalData", "printSettings")
        for element in list(self.root.iter(*(c(name) for name in gone))):
            remove(element)
        for group in self.groups:
            for extension in group.findall(f"{c('extLst')}/{c('ext')}"):
                if any("filtered" in local(child) for child in extension):
                    remove(extension)
        for axis in list(self.root.iter(c("dateAx"))):
            count_categories(axis)
        for title in self.root.iter(c("title")):
            keep_words(title)
        for shown in list(self.root.iter(c("numFmt"))):
            follow_numbers(shown)
        for axis in list(self.root.iter(c("valAx"))):
            self._loosen(axis)
        self._leave_gaps()

    def _loosen(self, axis: _Element) -> None:
        """Let an axis end where it was made to only when that hides nothing; one of stacked bars ends where it must."""
        identity = number_in(axis, "axId")
        own = [n for n, group in enumerate(self.groups) if identity in map(own_number, group.findall(c("axId")))]
        grouping = {found.get("val") for n in own for found in self.groups[n].findall(c("grouping"))}
        for end in axis.findall(f"{c('scaling')}/{c('max')}") + axis.findall(f"{c('scaling')}/{c('min')}"):
            value = number_of(end)
            if value is not None and not {"stacked", "percentStacked"} & grouping:
                bound = Bound(local(end), value, tuple(own))
                end.addprevious(self._cut(Piece(ns.fragment(end, self.root), bound=bound)))
            if value is None or "percentStacked" not in grouping:
                remove(end)

    def _leave_gaps(self) -> None:
        chart = self.root.find(c("chart"))
        assert chart is not None
        for old in chart.findall(c("dispBlanksAs")):
            chart.remove(old)
        insert_before(chart, etree.Element(c("dispBlanksAs"), {"val": "gap"}), _AFTER_BLANKS)

    def take_series(self) -> tuple[tuple[SeriesPattern, ...], tuple[str, ...]]:
        """The series in the order people see them, and the look of one more; cuts where they stood."""
        ranked = []
        for number, group in enumerate(self.groups):
            for one in group.findall(c("ser")):
                ranked.append((number_in(one, "order"), number, one))
        ranked.sort(key=lambda entry: entry[:2])
        last = ranked[-1][2]
        single = any(local(group) in _ONE_SERIES for group in self.groups)
        series = tuple(self._pattern(one, number) for _, number, one in ranked)
        extra = () if single else self._extra(last)
        for number, group in enumerate(self.groups):
            own = group.findall(c("ser"))
            if own:
                own[0].addprevious(self._cut(Piece("", series=number)))
            for one in own:
                remove(one)
        self._bind_to_series()
        return series, extra

    def _pattern(self, series: _Element, group: int) -> SeriesPattern:
        name = "".join(value.text or "" for value in series.iterfind(f"{c('tx')}//{c('v')}"))
        look: list[tuple[int, str]] = []
        tail = ""
        for child in series:
            if local(child) in _NOT_IN_LOOK or is_of_cells(child):
                continue
            xml = ns.fragment(child, self.root)
            if local(child) in ("smooth", "shape"):
                tail += xml
            elif local(child) == "dPt":
                look.append((number_in(child, "idx"), xml))
            elif local(child) == "dLbls":
                look += self._labels(child)
            else:
                look.append((ALWAYS, xml))
        return SeriesPattern(" ".join(name.split()), group, tuple(look), tail)

    def _labels(self, labels: _Element) -> list[tuple[int, str]]:
        """The labels of a series: those of single points go with their points."""
        own = [(number_in(label, "idx"), ns.fragment(label, self.root)) for label in labels.findall(c("dLbl"))]
        rest = "".join(ns.fragment(child, self.root) for child in labels if child.tag != c("dLbl"))
        return [(ALWAYS, "<c:dLbls>"), *own, (ALWAYS, f"{rest}</c:dLbls>")]

    def _extra(self, last: _Element) -> tuple[str, ...]:
        """The look of a series like the last one, without what belongs to single points, cut at its colours."""
        one = copy.deepcopy(last)
        for element in [*one.findall(c("dPt")), *one.findall(f"{c('dLbls')}/{c('dLbl')}")]:
            remove(element)
        coloured = [child for child in one if local(child) in ("spPr", "marker")]
        for colour in [found for child in coloured for found in child.iter(a("schemeClr"), a("srgbClr"))]:
            value = colour.get("val", "").upper()
            if value.startswith("ACCENT") or (colour.tag == a("srgbClr") and value != "FFFFFF"):
                new = etree.Element(a("schemeClr"), {"val": _COLOUR})
                replace(colour, new)
        pattern = self._pattern(one, 0)
        return tuple("".join(xml for _, xml in pattern.look).split(_COLOUR))

    def _bind_to_series(self) -> None:
        """Let a group of series, and the axes that only it has, go when it is empty."""
        if len(self.groups) < 2:
            return
        users: dict[str, list[int]] = {}
        for number, group in enumerate(self.groups):
            for axis in group.findall(c("axId")):
                users.setdefault(axis.get("val", ""), []).append(number)
            self._only_with(group, (number,))
        assert self.plot is not None
        for axis in [child for child in self.plot if local(child) in AXES]:
            identity = axis.find(c("axId"))
            used = users.get(identity.get("val", ""), []) if identity is not None else []
            if 0 < len(used) < len(self.groups):
                self._only_with(axis, tuple(used))

    def _only_with(self, element: _Element, groups: tuple[int, ...]) -> None:
        element.addprevious(self._cut(Piece("", groups)))
        element.addnext(self._cut(None))

    def take_texts(self) -> tuple[list[str], list[Fault]]:
        """The tags in titles, as they were typed; cuts where they stood."""
        found: list[str] = []
        faults: list[Fault] = []
        for paragraph in self.root.iter(a("p")):
            leaves = list(paragraph.iter(a("t")))
            pieces, wrong = find_tags("".join(leaf.text or "" for leaf in leaves))
            faults += wrong
            tags = [(piece.start, piece.end, piece.tag) for piece in pieces if piece.tag is not None]
            if any(tag.kind != OUTPUT for _, _, tag in tags):
                hint = 'Skriv vilkåret inne i én tagg, slik: {{ "tekst" if tiltak else "annen tekst" }}.'
                raise PatternError("I titlene til et diagram kan bare tagger med {{ … }} stå.", hint=hint)
            start = 0
            for leaf in leaves:
                start = self._take_from(leaf, start, tags, found)
        return found, faults

    def _take_from(self, leaf: _Element, start: int, tags: Sequence[tuple[int, int, Tag]], found: list[str]) -> int:
        """Put cuts in one piece of text for the tags that begin in it, and leave out what belongs to tags."""
        text = leaf.text or ""
        end, position = start + len(text), start
        raws = [(at, to, tag) for at, to, tag in tags if at < end and to > start]
        if not raws:
            return end
        leaf.text = ""
        last: _Element | None = None
        for at, to, tag in raws:
            last = append(leaf, last, text[max(position, start) - start : max(at - start, 0)])
            if at >= start:
                cut = self._cut(Piece("", text=len(found)))
                leaf.append(cut)
                last = cut
                found.append(tag.raw)
            position = min(to, end)
        append(leaf, last, text[position - start :])
        return end

    def take_related(self) -> tuple[Copied, ...]:
        """The parts the chart names, with new ids in the XML: the first is that of the report's workbook."""
        related: dict[Copied, str] = {}
        ids: dict[str, str] = {}
        for relationship in self.package.relationships(self.part):
            if relationship.kind in _DATA or relationship.external or relationship.part not in self.package.parts:
                continue
            copied = Copied(relationship.type, relationship.part)
            if relationship.kind in _OWN_COPY:
                data = self.package.parts[relationship.part]
                kind = self.package.content_type(relationship.part)
                copied = Copied(relationship.type, numbered(relationship.part), kind, data)
            ids[relationship.id] = related.setdefault(copied, f"rId{len(related) + 2}")
        for element in self.root.iter():
            for name, value in element.attrib.items():
                if str(name).startswith(f"{{{ns.R}}}") and value in ids:
                    element.set(name, ids[str(value)])
        external = etree.Element(c("externalData"), {f"{{{ns.R}}}id": "rId1"})
        etree.SubElement(external, c("autoUpdate"), {"val": "0"})
        insert_before(self.root, external, _AFTER_EXTERNAL)
        return tuple(related)

    def colours(self, theme: Sequence[str]) -> tuple[int, ...]:
        """The accents for series more than the template has: those nothing in the chart uses, when there are any."""
        used = {element.get("val", "").lower() for element in self.root.iter(a("schemeClr"))}
        used |= {element.get("val", "").lower() for element in self.root.iter(a("srgbClr"))}
        free = [n for n in _ACCENTS if f"accent{n}" not in used and "".join(theme[n - 1 : n]).lower() not in used]
        return tuple(free or _ACCENTS)

    def pieces(self) -> tuple[Piece, ...]:
        """The XML of the chart, cut."""
        text = etree.tostring(self.root, encoding="unicode")
        stretches = _CUT.split(ns.HEAD + text.replace(FORMAT_MARK, f"<c:cut>{len(self.cuts)}</c:cut>"))
        self.cuts.append(Piece("", text=FORMAT))
        out: list[Piece] = []
        groups: tuple[int, ...] = ()
        for index, stretch in enumerate(stretches):
            cut = self.cuts[int(stretch)] if index % 2 else Piece(stretch)
            if cut is None:
                groups = ()
            elif cut.groups:
                groups = cut.groups
            elif cut.xml or cut != Piece(""):
                out.append(cut._replace(groups=groups))
        return tuple(out)

    def _cut(self, piece: Piece | None) -> _Element:
        """What marks a place in the XML; None where a condition ends."""
        mark = etree.Element(c("cut"))
        mark.text = str(len(self.cuts))
        self.cuts.append(piece)
        return mark

    def _series(self) -> Iterable[_Element]:
        return (one for group in self.groups for one in group.findall(c("ser")))
