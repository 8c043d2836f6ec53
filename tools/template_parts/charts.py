"""Sample charts in the house look, as native parts: what a consultant would have made with Sett inn › Diagram.

    chart = Charts()
    body = chart("økonomi", kind="søyle", height_cm=7) + …
    write_document(path, title, body, headers, added=chart.parts)

The figures are examples. A report has its own, and the look of each series goes with its name or its place.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from rapportgen.model.graf import Serie
from rapportgen.word.drawing.chart_workbook import WORKBOOK_TYPE, workbook
from template_parts.package import Added
from template_parts.palette import DEMPET, FJORDBLAA, HAVBLAA, HVIT, STREK, TEKST
from template_parts.styles import FONT
from template_parts.wml import DECLARATION, attribute, para

EMU_PER_CM = 360_000
TEXT_WIDTH_CM = 16.0
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_GRID = "E3E8EE"


class SampleSeries(NamedTuple):
    """One series: its name, colour and example figures; whether it is a line also among bars, and has labels."""

    name: str
    colour: str
    values: tuple[int, ...]
    line: bool = False
    labelled: bool = False


class Sample(NamedTuple):
    """The example figures of a chart: the names along its axis, and its series."""

    categories: tuple[str, ...]
    series: tuple[SampleSeries, ...]


_AREAS, _QUARTERS = ("Område A", "Område B", "Område C"), ("1Q", "2Q", "3Q", "4Q")
_STAGES = ("Nullpunkt", "Nå", "Måltall")
SAMPLES = {
    "økonomi": Sample(
        _AREAS,
        (
            SampleSeries("Årsbudsjett", STREK, (42, 30, 18)),
            SampleSeries("Regnskap hittil i år", HAVBLAA, (20, 16, 9)),
            SampleSeries("Årsprognose", FJORDBLAA, (44, 33, 18)),
        ),
    ),
    "prognose": Sample(
        _QUARTERS,
        (
            SampleSeries("Årsbudsjett", STREK, (90, 90, 90, 90), line=True),
            SampleSeries("Årsprognose", FJORDBLAA, (92, 95, 94, 93), line=True, labelled=True),
        ),
    ),
    "innsparing": Sample(
        ("År 1", "År 2", "År 3"),
        (
            SampleSeries("Planlagt innsparing", STREK, (8, 24, 35), labelled=True),
            SampleSeries("Realisert hittil i år", HAVBLAA, (2, 0, 0), labelled=True),
            SampleSeries("Prognose for året", FJORDBLAA, (6, 0, 0), labelled=True),
            SampleSeries("Mål", TEKST, (35, 35, 35), line=True),
        ),
    ),
    "gevinster": Sample(
        ("Gevinst A", "Gevinst B", "Gevinst C"),
        (
            SampleSeries("Nå", HAVBLAA, (30, 50, 100), labelled=True),
            SampleSeries("Måltall", STREK, (100, 100, 100)),
        ),
    ),
    "gevinst": Sample(_STAGES, (SampleSeries("Verdi", HAVBLAA, (12, 11, 9), labelled=True),)),
    "nøkkeltall": Sample(
        _QUARTERS,
        (
            SampleSeries("Verdi", HAVBLAA, (12, 11, 12, 10), line=True, labelled=True),
            SampleSeries("Mål", TEKST, (9, 9, 9, 9), line=True),
        ),
    ),
}
"""By the name of the chart in templates; every indicator has the same look, «nøkkeltall»."""

KINDS = {"søyle": "col", "liggende": "bar", "linje": ""}


class Charts:
    """The sample charts of one template, numbered as they are made; `parts` are their parts of the file."""

    def __init__(self) -> None:
        self.parts: list[Added] = []

    def __call__(self, key: str, kind: str = "søyle", height_cm: float = 7.0, **look: Any) -> str:
        """A paragraph with one chart, as `inline` makes it."""
        return para("Figur", self.inline(key, kind, height_cm, **look))

    def inline(
        self,
        key: str,
        kind: str = "søyle",
        height_cm: float = 7.0,
        *,
        width_cm: float = TEXT_WIDTH_CM,
        sample: str = "",
        text: str = "",
        unit: str = "",
    ) -> str:
        """A run with a chart bound to `key`: a name among `grafer`, or an expression such as `tall.graf`.

        `kind` is søyle, liggende or linje. `sample` names the figures and colours of `SAMPLES`, `key` itself when it
        is one of them. `text` is alternative text before the one the report writes, `unit` the tag for the title of
        the axis with numbers. Raises KeyError for a kind or sample that is not known.
        """
        figures = SAMPLES[sample or key]
        number = sum(part.content_type == _CHART_TYPE for part in self.parts) + 1
        book, name = f"word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx", f"word/charts/chart{number}.xml"
        series = [Serie(one.name, tuple(map(Decimal, one.values))) for one in figures.series]
        relation = f"rIdGraf{number}"
        self.parts.append(Added(book, WORKBOOK_TYPE, workbook(figures.categories, series, "#,##0"), "", ""))
        self.parts.append(
            Added(
                name,
                _CHART_TYPE,
                _chart_xml(figures, KINDS[kind], unit).encode(),
                relation,
                f"{_R}/chart",
                (("rId1", f"{_R}/package", f"../embeddings/{book.rpartition('/')[2]}"),),
            )
        )
        described = f"[graf: {key}]" + (f" {text}" if text else "")
        return f"<w:r>{_drawing(number, relation, width_cm, height_cm, described)}</w:r>"


def _drawing(number: int, relation: str, width_cm: float, height_cm: float, description: str) -> str:
    width, height = round(width_cm * EMU_PER_CM), round(height_cm * EMU_PER_CM)
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{1000 + number}" name="Diagram {number}" descr={attribute(description)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _chart_xml(figures: Sample, direction: str, unit: str) -> str:
    """The chart part: bars, lines or both, on one pair of axes."""
    numbered = list(enumerate(figures.series))
    lines = [(n, one) for n, one in numbered if one.line or not direction]
    bars = [(n, one) for n, one in numbered if (n, one) not in lines]
    plots = (_bars(bars, figures, direction) if bars else "") + (_lines(lines, figures) if lines else "")
    lying = direction == "bar"
    axes = _category_axis(lying=lying) + _value_axis(unit, lying=lying)
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}">'
        '<c:date1904 val="0"/><c:lang val="nb-NO"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plots}{axes}'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(TEKST)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{_text(TEKST)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _bars(series: list[tuple[int, SampleSeries]], figures: Sample, direction: str) -> str:
    own = "".join(
        _series(
            n,
            one,
            figures,
            f'<c:spPr>{_fill(one.colour)}</c:spPr><c:invertIfNegative val="0"/>{_labels(one, "outEnd")}',
        )
        for n, one in series
    )
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{own}'
        '<c:gapWidth val="60"/><c:overlap val="-5"/><c:axId val="111"/><c:axId val="222"/></c:barChart>'
    )


def _lines(series: list[tuple[int, SampleSeries]], figures: Sample) -> str:
    own = "".join(
        _series(n, one, figures, _line_look(one) + _labels(one, "t"), '<c:smooth val="0"/>') for n, one in series
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{own}'
        '<c:marker val="1"/><c:axId val="111"/><c:axId val="222"/></c:lineChart>'
    )


def _line_look(one: SampleSeries) -> str:
    """A line with dots, which show a value that stands alone; a goal is dashed and has none."""
    goal = one.name == "Mål"
    dash = '<a:prstDash val="dash"/>' if goal else ""
    line = f'<c:spPr><a:ln w="{19050 if goal else 28575}" cap="rnd">{_fill(one.colour)}{dash}<a:round/></a:ln></c:spPr>'
    if goal:
        return f'{line}<c:marker><c:symbol val="none"/></c:marker>'
    dot = f'<c:spPr>{_fill(one.colour)}<a:ln w="9525">{_fill(HVIT)}</a:ln></c:spPr>'
    return f'{line}<c:marker><c:symbol val="circle"/><c:size val="7"/>{dot}</c:marker>'


def _labels(one: SampleSeries, where: str) -> str:
    """The values at their bars or dots."""
    if not one.labelled:
        return ""
    hidden = "".join(f'<c:show{what} val="0"/>' for what in ("CatName", "SerName", "Percent", "BubbleSize"))
    return (
        f'<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(TEKST, 8)}<c:dLblPos val="{where}"/>'
        f'<c:showLegendKey val="0"/><c:showVal val="1"/>{hidden}</c:dLbls>'
    )


def _series(index: int, one: SampleSeries, figures: Sample, look: str, tail: str = "") -> str:
    column, last = chr(ord("B") + index), len(figures.categories) + 1
    categories = _points(figures.categories)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>Ark1!${column}$1</c:f>'
        f"<c:strCache>{_points((one.name,))}</c:strCache></c:strRef></c:tx>{look}"
        f"<c:cat><c:strRef><c:f>Ark1!$A$2:$A${last}</c:f><c:strCache>{categories}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Ark1!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>#,##0</c:formatCode>{_points(one.values)}</c:numCache></c:numRef></c:val>{tail}</c:ser>"
    )


def _points(values: tuple[object, ...]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape(str(value))}</c:v></c:pt>' for n, value in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _category_axis(*, lying: bool) -> str:
    """The axis with names; on lying bars the first name stands on top."""
    turned = "maxMin" if lying else "minMax"
    return (
        f'<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="{turned}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if lying else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525">{_fill(STREK)}</a:ln></c:spPr>{_text(TEKST)}'
        '<c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(unit: str, *, lying: bool) -> str:
    return (
        '<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if lying else "l"}"/>'
        f'<c:majorGridlines><c:spPr><a:ln w="6350">{_fill(_GRID)}</a:ln></c:spPr></c:majorGridlines>'
        f"{_axis_title(unit, lying=lying)}"
        '<c:numFmt formatCode="#,##0" sourceLinked="1"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"high" if lying else "nextTo"}"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(DEMPET)}<c:crossAx val="111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _axis_title(unit: str, *, lying: bool) -> str:
    if not unit:
        return ""
    turn = "" if lying else ' rot="-5400000" vert="horz"'
    look = f'<a:defRPr sz="900" b="0">{_fill(DEMPET)}<a:latin typeface="{FONT}"/></a:defRPr>'
    words = f'<a:r><a:rPr lang="nb-NO" sz="900" b="0">{_fill(DEMPET)}</a:rPr><a:t>{escape(unit)}</a:t></a:r>'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr>{words}</a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _text(colour: str, size: int = 9) -> str:
    """The text of a part of the chart: the house font, `size` points."""
    look = f'<a:defRPr sz="{size * 100}">{_fill(colour)}<a:latin typeface="{FONT}"/></a:defRPr>'
    return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="nb-NO"/></a:p></c:txPr>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
