"""Templates with charts for tests, written as Word writes them, and the charts of a report read back."""

from __future__ import annotations

import io
import posixpath
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from lxml import etree
from openpyxl import load_workbook

from rapportgen.errors import TemplateError
from rapportgen.model.graf import Graf, Serie
from rapportgen.model.rader import Oppslag
from tests.word.docx import HEAD, PACKAGE, Report, packed, para, parts_of, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
C16 = "http://schemas.microsoft.com/office/drawing/2014/chart"
STYLE = "http://schemas.microsoft.com/office/2011/relationships/chartColorStyle"
SHORT = {"c": C, "a": A, "r": R, "wp": WP, "c16": C16}
COLOURS = (
    f'{HEAD}<cs:colorStyle xmlns:cs="http://schemas.microsoft.com/office/drawing/2012/chartStyle" xmlns:a="{A}" '
    'meth="cycle" id="10"><a:schemeClr val="accent1"/></cs:colorStyle>'
)
STYLE_TYPE = "application/vnd.ms-office.chartcolorstyle+xml"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def fill(colour: str) -> str:
    """A fill: RRGGBB, or the name of an accent."""
    inner = f'<a:schemeClr val="{colour}"/>' if colour.startswith("accent") else f'<a:srgbClr val="{colour}"/>'
    return f"<a:solidFill>{inner}</a:solidFill>"


def series(index: int, name: str, colour: str = "", look: str = "", tail: str = "", points: int = 3) -> str:
    """A series of a sample, as Word writes it."""
    column = chr(ord("B") + index)
    cells = "".join(f'<c:pt idx="{n}"><c:v>K{n}</c:v></c:pt>' for n in range(points))
    numbers = "".join(f'<c:pt idx="{n}"><c:v>{n + 4.3}</c:v></c:pt>' for n in range(points))
    count = f'<c:ptCount val="{points}"/>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        + (f"<c:spPr>{fill(colour)}</c:spPr>" if colour else "")
        + look
        + f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$4</c:f><c:strCache>{count}{cells}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}$4</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{count}{numbers}</c:numCache></c:numRef></c:val>{tail}"
        f'<c:extLst><c:ext uri="{{C3380CC4-5D6E-409C-BE32-E72D297353CC}}" xmlns:c16="{C16}">'
        f'<c16:uniqueId val="{{0000000{index}-D7DA-4C9B-A5FB-5C4FA0F8D2C8}}"/></c:ext></c:extLst></c:ser>'
    )


def bars(*own: str, axes: tuple[int, int] = (111, 222)) -> str:
    """A group of columns."""
    return (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{"".join(own)}'
        f'<c:gapWidth val="219"/><c:axId val="{axes[0]}"/><c:axId val="{axes[1]}"/></c:barChart>'
    )


def lines(*own: str, axes: tuple[int, int] = (111, 222)) -> str:
    """A group of lines."""
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(own)}'
        f'<c:marker val="1"/><c:axId val="{axes[0]}"/><c:axId val="{axes[1]}"/></c:lineChart>'
    )


def pie(*own: str) -> str:
    """A pie."""
    return f'<c:pieChart><c:varyColors val="1"/>{"".join(own)}<c:firstSliceAng val="0"/></c:pieChart>'


def title(*runs: str) -> str:
    """A title whose text is spread over these runs."""
    words = "".join(f'<a:r><a:rPr lang="nb-NO"/><a:t>{escape(run)}</a:t></a:r>' for run in runs)
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{words}</a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def axes(across: int = 111, up: int = 222, named: str = "", secondary: bool = False) -> str:
    """A pair of axes; `named` is the title of the one with numbers."""
    crosses = '<c:crosses val="max"/>' if secondary else ""
    return (
        f'<c:catAx><c:axId val="{across}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="{int(secondary)}"/><c:axPos val="b"/><c:crossAx val="{up}"/></c:catAx>'
        f'<c:valAx><c:axId val="{up}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"r" if secondary else "l"}"/>{named}<c:numFmt formatCode="General" sourceLinked="1"/>'
        f'<c:crossAx val="{across}"/>{crosses}</c:valAx>'
    )


def chart_xml(plot: str, heading: str = "", after: str = "") -> str:
    """A chart part."""
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        f'<c:chart>{heading}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}</c:plotArea>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="zero"/></c:chart>'
        f'<c:externalData r:id="rId3"><c:autoUpdate val="0"/></c:externalData>{after}</c:chartSpace>'
    )


def bar_chart(*names: str, heading: str = "", named: str = "") -> str:
    """A chart of columns with these series in accents 1, 2 …"""
    own = [series(n, name, f"accent{n + 1}") for n, name in enumerate(names)]
    return chart_xml(bars(*own) + axes(named=named), heading)


def picture_of(number: int, text: str, *, uri: str = C) -> str:
    """A run with a chart and its alternative text."""
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5000000" cy="2500000"/>'
        f'<wp:docPr id="{number}" name="Diagram {number}" descr={quoteattr(text)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{uri}"><c:chart xmlns:c="{C}" r:id="rIdG{number}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def template(body: str, charts: Mapping[int, str], extra: str = "", **more: str) -> bytes:
    """A template with these chart parts by number; `extra` are relationships more for each of them."""
    parts = parts_of(body, **more)
    types, relations = "", ""
    for number, xml in charts.items():
        name, book = f"charts/chart{number}.xml", f"embeddings/Microsoft_Excel_Worksheet{number}.xlsx"
        types += f'<Override PartName="/word/{name}" ContentType="{CHART_TYPE}"/>'
        types += f'<Override PartName="/word/charts/colors{number}.xml" ContentType="{STYLE_TYPE}"/>'
        relations += f'<Relationship Id="rIdG{number}" Type="{R}/chart" Target="{name}"/>'
        parts[f"word/{name}"] = xml
        parts[f"word/charts/colors{number}.xml"] = COLOURS
        parts[f"word/{book}"] = b"the sample's own figures"
        parts[f"word/charts/_rels/chart{number}.xml.rels"] = (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId2" Type="{STYLE}" Target="colors{number}.xml"/>'
            f'<Relationship Id="rId3" Type="{R}/package" Target="../{book}"/>{extra}</Relationships>'
        )
    types += f'<Default Extension="xlsx" ContentType="{XLSX_TYPE}"/>'
    for part, text, end in (
        ("[Content_Types].xml", types, "</Types>"),
        ("word/_rels/document.xml.rels", relations, "</Relationships>"),
    ):
        parts[part] = str(parts[part]).replace(end, text + end)
    return packed(parts)


def one_chart(xml: str, text: str = "[graf: økonomi]", extra: str = "") -> bytes:
    """A template with a chart between two paragraphs."""
    return template(para("Før") + para(picture_of(1, text)) + para("Etter"), {1: xml}, extra)


def graf(names: Sequence[str] = ("A", "B"), **series_: Sequence[float | None]) -> Graf:
    """A chart's data: `graf(["A", "B"], Regnskap=[1, None])`."""
    own = [
        Serie(name, tuple(None if value is None else Decimal(str(value)) for value in values))
        for name, values in series_.items()
    ]
    return Graf.av("Økonomi", names, own, enhet="mill. kr", hva="områder")


def filled(data: bytes, oekonomi: object = None, **more: Any) -> Report:
    """The report of a template, with `økonomi` among its charts."""
    return render(data, grafer=Oppslag({"økonomi": oekonomi}), **more)


PLAIN = graf(["A", "B"], Budsjett=[1, 2], Regnskap=[3, None])


def refusal(data: bytes, **context: object) -> str:
    """What is said of a template that is refused."""
    with pytest.raises(TemplateError) as raised:
        render(data, grafer=Oppslag({"økonomi": PLAIN}), **context)
    return "; ".join(f"{p.sted}: {p.melding} {p.forslag}" for p in raised.value.problems)


class Chart:
    """A chart of a report, read back."""

    def __init__(self, report: Report, name: str) -> None:
        self.name, self.root = name, etree.fromstring(report.parts[name])
        self.report = report

    def all(self, path: str) -> list[Any]:
        """What an XPath finds in the chart."""
        return self.root.xpath(path, namespaces=SHORT)  # type: ignore[no-any-return]

    @property
    def series(self) -> dict[str, list[float | None]]:
        """The values of each series by its name, with gaps."""
        found = {}
        for one in self.all("//c:ser"):
            points = {int(pt.get("idx")): float(pt[0].text) for pt in one.findall("c:val//c:pt", SHORT)}
            count = int(one.find("c:val//c:ptCount", SHORT).get("val"))
            found[one.findtext("c:tx//c:v", None, SHORT)] = [points.get(n) for n in range(count)]
        return found

    @property
    def categories(self) -> list[str]:
        """The names along the axis, of the first series."""
        return [pt[0].text for pt in self.all("(//c:ser)[1]/c:cat//c:pt")]

    def colours(self) -> list[str]:
        """The fill of each series."""
        return [str(v) for v in self.all("//c:ser/c:spPr//@val")]

    @property
    def title(self) -> str:
        """The texts of the titles."""
        return "|".join("".join(t.xpath(".//a:t/text()", namespaces=SHORT)) for t in self.all("//c:title"))

    def relationships(self) -> dict[str, str]:
        """The parts that the chart names, by id."""
        folder, base = posixpath.split(self.name)
        root = etree.fromstring(self.report.parts[f"{folder}/_rels/{base}.rels"])
        return {e.get("Id", ""): posixpath.normpath(posixpath.join(folder, e.get("Target", ""))) for e in root}

    def sheet(self) -> list[tuple[object, ...]]:
        """The rows of the embedded workbook, as openpyxl reads them."""
        book = self.report.parts[self.relationships()[self.all("//c:externalData/@r:id")[0]]]
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            assert archive.testzip() is None
        return list(load_workbook(io.BytesIO(book))["Ark1"].iter_rows(values_only=True))


def charts_in(report: Report, part: str = "document") -> list[Chart]:
    """The charts of a report in reading order."""
    root = etree.fromstring(report.parts[f"word/_rels/{part}.xml.rels"])
    targets = {e.get("Id"): f"word/{e.get('Target')}" for e in root}
    references = report.root(part).iter(f"{{{C}}}chart")
    return [Chart(report, targets[reference.get(f"{{{R}}}id")]) for reference in references]


def described(report: Report) -> list[str]:
    """The alternative texts of a report's drawings."""
    return [element.get("descr", "") for element in report.all("wp:docPr")]
