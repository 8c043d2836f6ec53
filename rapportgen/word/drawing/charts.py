"""The charts of a template: those with `[graf: økonomi]` in their alternative text, bound to a report's data.

The key is the name of a chart among `grafer`, or an expression that gives one (`[graf: tall.graf]`). While a part is
prepared, the key stands as an ordinary tag in the line before its chart, where it is read, checked and placed as other
tags are; then it moves into the chart's alternative text, which it fills in, and the chart's own part is left behind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen import problems
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name
from rapportgen.patterns import pattern
from rapportgen.word.drawing.chart_hidden import cut_hidden_workbook, cut_workbooks
from rapportgen.word.drawing.chart_pattern import has_tags, take_apart
from rapportgen.word.drawing.chart_tree import A, C
from rapportgen.word.drawing.drawn import PatternError
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.partnames import source_name
from rapportgen.word.ooxml.spot import CHART, CHART_TEXT, Spot
from rapportgen.word.ooxml.tree import ends_section, nearest, remove_with_empty_run, run_like
from rapportgen.word.tags.marks import numbers_in, split
from rapportgen.word.tags.tags import BLOCK, SCOPES, Fault, Tag, names_given

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.problems import Problem
    from rapportgen.word.compiling.spots import Spots
    from rapportgen.word.drawing.chart import ChartPattern
    from rapportgen.word.ooxml.package import Package
    from rapportgen.word.tags.marks import Marks
    from rapportgen.word.tags.places import Places

_BEGINS = pattern(r"(?P<opens>\[{1,9})\s*graf\s*:\s*", re.IGNORECASE)
_NEARLY = pattern(
    r"(?:[\[{]{1,9}\s*graf(?![^\W\d_])\s*:?|[\[{(<]{1,9}\s*(?:graf|graph|chart|diagram|figur)\s*:|^\s*graf\s*:)"
    r"\s*(?P<key>[^\])}>\n]{0,80})[\])}>]{0,9}",
    re.IGNORECASE,
)
_END_OF_SENTENCE = pattern(r"[.,;:](?:\s|$)|\s[-–]\s")
_NAME = pattern(r"[^\W\d]\w*")
_PATH = pattern(r"[^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*|\s*\[[^\]]*\])+")
MISWRITTEN = "graf-feilskrevet"  # a warning of a report that is made; in a template that is checked, a fault
_NEW_KIND = "chartex"
_OWN = {"package", "chartStyle", "chartColorStyle", "themeOverride"}  # parts of one chart alone
_VISIBLE = {w(name) for name in ("drawing", "pict", "object", "sym", "tab", "fldChar", "footnoteReference")}
_HELP = "Sett inn diagrammet på nytt med Sett inn › Diagram, og velg stolper, linjer, areal, sektor eller ring."


class _Bound(NamedTuple):
    """A chart and its key: the text in which the key's tag stands until it is moved."""

    key: str
    text: _Element
    properties: _Element
    reference: _Element
    pattern: int


class Charts:
    """The bound charts of a template, and their patterns."""

    def __init__(self, package: Package, theme: _Element | None) -> None:
        self.package = package
        self.patterns: list[ChartPattern] = []
        self._theme = _accents(theme)
        self._bound: dict[str, list[_Bound]] = {}

    def find(self, part: str, root: _Element, marks: Marks, places: Places) -> None:
        """Put the key of each bound chart of a part into the line, before the part's tags are gathered."""
        for properties in list(root.iter(f"{{{ns.WP}}}docPr")):
            drawing = nearest(properties, "drawing")
            if drawing is None:
                continue
            key = _take_key(properties)
            place = places.of(drawing)
            try:
                if key is None:
                    self._check_unbound(part, properties, drawing, marks, place)
                else:
                    self._bind(part, key, properties, drawing, marks, place)
            except PatternError as error:
                marks.fault(
                    Fault("graf", str(error), f"[graf: {key or ''}]", error.hint or (_HELP if key else "")), place
                )

    def _bind(self, part: str, key: str, properties: _Element, drawing: _Element, marks: Marks, place: str) -> None:
        reference, run = _reference(drawing), nearest(drawing, "r")
        if not key:
            raise PatternError("Nøkkelen mangler. Skriv for eksempel [graf: økonomi].")
        if reference is None or run is None:
            raise PatternError(_not_a_chart(drawing))
        pattern, texts, faults = take_apart(self.package, self._part_of(part, reference), self._theme)
        for fault in faults:
            marks.fault(fault, place)
        tags = "".join(texts) + f"{{{{ {_code(key)} }}}}"
        text = _line_before(_alone_in_run(drawing, run), tags)
        self._bound.setdefault(part, []).append(_Bound(key, text, properties, reference, len(self.patterns)))
        self.patterns.append(pattern)

    def _check_unbound(self, part: str, properties: _Element, drawing: _Element, marks: Marks, place: str) -> None:
        """Tell of a chart that nothing fills. Raises PatternError when its titles hold tags all the same."""
        reference = _reference(drawing)
        if reference is None:
            return
        if has_tags(self.package, self._part_of(part, reference)):
            raise PatternError(
                "Diagrammet har tagger i titlene, men er ikke koblet til data. "
                "Skriv for eksempel [graf: økonomi] først i den alternative teksten."
            )
        if cut_hidden_workbook(self.package, self._part_of(part, reference)):
            message = "Arbeidsboken i diagrammet har skjulte ark, rader eller kolonner. Den er ikke med i rapportene."
            hint = "Skal den være med, så slett eller vis det som er skjult (Rediger data i Excel)."
            marks.problems.append(problems.advarsel("graf-skjult", place, message, forslag=hint))
        marks.problems.append(_unbound(properties, place))

    def _part_of(self, part: str, reference: _Element) -> str:
        wanted = reference.get(f"{{{ns.R}}}id")
        found = next((rel.part for rel in self.package.relationships(part) if rel.id == wanted), "")
        if found not in self.package.parts:
            raise PatternError("Diagrammet mangler i filen.")
        return found

    def name_tags(self, part: str, marks: Marks, first: int) -> None:
        """Let the tags of the keys say what was typed; a key that a loop or `set` of the part gives is that."""
        given = {name for mark in marks.marks[first:] for name in names_given(mark.tag)}
        for bound in self._bound.get(part, ()):
            mark = marks.marks[numbers_in(bound.text.text or "")[-1]]
            code = mark.tag.code
            if _NAME.fullmatch(bound.key) and (name := _code_name(bound.key)) in given:
                code = name
            mark.tag = mark.tag._replace(code=code, raw=f"[graf: {bound.key}]")

    def place(self, part: str, root: _Element, marks: Marks, spots: Spots) -> None:
        """Move each key into its chart's alternative text, and leave the chart's own part behind."""
        for bound in self._bound.get(part, ()):
            self._place(bound, marks, spots)
        if part in self._bound:
            self._drop_samples(part, root)

    def _place(self, bound: _Bound, marks: Marks, spots: Spots) -> None:
        tokens = split(bound.text.text or "")
        numbers = [number for _, number in tokens if number is not None]
        drawing, run = nearest(bound.properties, "drawing"), nearest(bound.text, "r")
        assert drawing is not None
        assert run is not None
        remove_with_empty_run(bound.text)
        for number in numbers[:-1]:
            marks.marks[number].spot = spots.number(Spot(CHART_TEXT))
        mark = marks.marks[numbers[-1]]
        mark.spot, mark.sample = spots.number(Spot(CHART)), bound.pattern
        own = bound.properties.get("descr", "").strip()
        bound.properties.set("descr", "".join([f"{own} " if own else "", *(token for token, _ in tokens)]))
        bound.properties.set("name", f"graf:{bound.key[:60]}".replace("{", "(").replace("}", ")"))
        bound.reference.set(f"{{{ns.R}}}id", marks.output(f'"graf{numbers[-1]}"|_samme_id', mark.place))
        _only_with_data(drawing, mark.tag, mark.place, marks)

    def _drop_samples(self, part: str, root: _Element) -> None:
        """Leave the sample charts out of the package; what they share with others stays."""
        kept = {element.get(f"{{{ns.R}}}id") for element in root.iter(f"{{{C}}}chart")}
        relationships = self.package.relationships(part)
        gone = [rel for rel in relationships if rel.kind == "chart" and rel.id not in kept]
        self.package.relate(part, [rel for rel in relationships if rel not in gone])
        for chart in gone:
            own = [rel.part for rel in self.package.relationships(chart.part) if rel.kind in _OWN and rel.part]
            self.package.drop([chart.part, *own])


def cut_links(package: Package) -> list[str]:
    """Cut the links from charts to workbooks outside of the template; the names of the chart parts that had one.

    A chart pasted from Excel has such a link. The report would carry the path, and ask for the file.
    """
    cut = []
    for rels_part in [part for part in package.parts if "/_rels/" in part]:
        source = source_name(rels_part)
        links = [
            relationship
            for relationship in package.relationships(source)
            if relationship.kind == "oleObject" or (relationship.external and relationship.kind != "hyperlink")
        ]
        if not links or source not in package.parts or not source.endswith(".xml"):
            continue
        if package.xml(source).tag == f"{{{C}}}chartSpace":
            cut_workbooks(package, source, links)
            cut.append(source)
    return cut


def _accents(theme: _Element | None) -> list[str]:
    """The colours of the theme's six accents, RRGGBB."""
    if theme is None:
        return []
    named = [theme.find(f".//{{{A}}}accent{number}/{{{A}}}srgbClr") for number in range(1, 7)]
    return ["" if colour is None else colour.get("val", "") for colour in named]


def _take_key(properties: _Element) -> str | None:
    """The key in an alternative text, which then holds the rest alone; None when it has no key."""
    for name in ("descr", "title"):
        text = properties.get(name, "")
        begin = _BEGINS.search(text)
        if begin is not None:
            end = _end_of_key(text, begin.end())
            rest = (text[: begin.start()].strip(), text[end:].removeprefix("]" * len(begin["opens"])).strip(" ]"))
            properties.set(name, " ".join(filter(None, rest)))
            return " ".join(text[begin.end() : end].split())
    return None


def _unbound(properties: _Element, place: str) -> Problem:
    """What to say of a chart that stays as it is drawn: somebody tried to name its data, or perhaps it is meant so."""
    for text in (properties.get("descr", ""), properties.get("title", "")):
        if (nearly := _NEARLY.search(text)) is not None:
            meant = f"[graf: {_END_OF_SENTENCE.split(nearly['key'])[0].strip() or 'økonomi'}]"
            message = "Diagrammet er ikke koblet til data, og viser eksempeltallene som står i malen."
            hint = f"Skriv {meant} først i den alternative teksten."
            return problems.advarsel(MISWRITTEN, place, message, nearly[0].strip(), hint)
    message = "Diagrammet er ikke koblet til arbeidsboken, og beholder tallene fra malen."
    hint = "Skal det fylles, så skriv for eksempel [graf: økonomi] først i den alternative teksten."
    return problems.info("graf-uten-data", place, message, "", hint)


def _end_of_key(text: str, start: int) -> int:
    """Where the bracket that closes the key stands; the end of the text when it is never closed."""
    depth = 0
    for position in range(start, len(text)):
        if text[position] == "]" and depth == 0:
            return position
        depth += (text[position] == "[") - (text[position] == "]")
    return len(text)


def _code(key: str) -> str:
    """The expression for a key as it is typed: a path is itself, anything else a name among `grafer`."""
    if _PATH.fullmatch(key):
        return key
    plain = key.replace("\\", "").replace('"', "")
    return f'grafer["{plain}"]'


def _code_name(key: str) -> str:
    return key if key.isascii() else ascii_name(key)


def _reference(drawing: _Element) -> _Element | None:
    return next(drawing.iter(f"{{{C}}}chart"), None)


def _not_a_chart(drawing: _Element) -> str:
    data = next(drawing.iter(f"{{{A}}}graphicData"), None)
    if data is not None and _NEW_KIND in data.get("uri", "").lower():
        return "Denne diagramtypen (for eksempel fossefall, trekart eller histogram) kan ikke fylles."
    return "[graf: …] står på noe som ikke er et Word-diagram."


def _alone_in_run(drawing: _Element, run: _Element) -> _Element:
    """The run of the drawing, with everything else in it in runs before and after."""
    top = next(element for element in [drawing, *drawing.iterancestors()] if element.getparent() is run)
    others = [child for child in run if child.tag != w("rPr")]
    at = others.index(top)
    for group, put in ((others[:at], run.addprevious), (others[at + 1 :], run.addnext)):
        if group:
            put(run_like(run, group))
    return run


def _line_before(run: _Element, text: str) -> _Element:
    """The element that holds `text`, in a run of its own before `run`."""
    new = etree.Element(w("r"))
    element = etree.SubElement(new, w("t"))
    element.text = text
    run.addprevious(new)
    return element


def _only_with_data(drawing: _Element, tag: Tag, place: str, marks: Marks) -> None:
    """Leave the chart out when it has no data: with its paragraph, when there is nothing else in it."""
    run, paragraph = nearest(drawing, "r"), nearest(drawing, "p")
    assert run is not None
    alone = paragraph is not None and run.getparent() is paragraph and _is_alone(drawing, paragraph)
    scope = "p" if alone else ""
    condition = Tag(BLOCK, scope, f"if {tag.code}", tag.raw)
    _line_before(run, marks.add(condition, place))
    ending = _line_before(run, marks.add(Tag(BLOCK, scope, "endif", tag.raw), place))
    end_run = ending.getparent()
    assert end_run is not None
    run.addnext(end_run)


def _is_alone(drawing: _Element, paragraph: _Element) -> bool:
    """Whether a paragraph shows nothing but this drawing; tags for whole paragraphs show nothing."""
    inside = set(drawing.iter())
    for element in paragraph.iter():
        if element in inside:
            continue
        if element.tag in _VISIBLE or (element.tag == w("t") and _shows(element.text or "")):
            return False
    return not ends_section(paragraph)


def _shows(text: str) -> bool:
    return any(
        bool(piece.strip()) if number is None else piece.lstrip("{%#-").partition(" ")[0] not in SCOPES
        for piece, number in split(text)
    )
