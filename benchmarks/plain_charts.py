"""The charts of the plain report: the sample charts of the template get their data with lxml and openpyxl.

docxtpl leaves charts as they are. So the script finds each by the key in its alternative text, and replaces what the
chart shows and the workbook behind it, as a consultant would who wants charts that can be edited in Word.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import Workbook

from benchmarks.plain_quarter import economy
from benchmarks.plain_values import name_of

if TYPE_CHECKING:
    from benchmarks.plain_values import Row, Table

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
KEY = re.compile(r"\[graf: (\w+)\]\s*")


class Chart(NamedTuple):
    """The names along the axis, and the values of each series by its name."""

    about: str
    names: list[str]
    series: dict[str, list[float | None]]


def charts_of(sheets: dict[str, list[Row]], q: int, now: Table, savings: Table) -> dict[str, Chart]:
    """The charts of the report by their keys."""
    quarters = range(q - q % 4, q + 1)
    totals = [economy(sheets, one).sum for one in quarters]
    goal = next(float(row["målverdi"]) for row in sheets["Mål"] if row["måltype"] == "Resultatmål")
    return {
        "økonomi": Chart(
            "Årsbudsjett, regnskap hittil i år og årsprognose for tjenesteområdene.",
            [row["navn"] for row in now],
            {
                "Årsbudsjett": [row["revidert_budsjett"] for row in now],
                "Regnskap hittil i år": [row["regnskap"] for row in now],
                "Årsprognose": [row["årsprognose"] for row in now],
            },
        ),
        "prognose": Chart(
            "Årsbudsjett og årsprognose i hvert kvartal.",
            [name_of(one) for one in quarters],
            {
                "Årsbudsjett": [total["revidert_budsjett"] for total in totals],
                "Årsprognose": [total["årsprognose"] for total in totals],
            },
        ),
        "innsparing": Chart(
            "Planlagt innsparing, realisert hittil i år, prognose for året og mål.",
            list(savings.år),
            {
                "Planlagt innsparing": [sheets["Innsparing"][-1][f"effekt_{year}"] for year in savings.år],
                "Realisert hittil i år": _in_year(savings, q, savings.total["realisert_hittil"]),
                "Prognose for året": _in_year(savings, q, savings.total["prognose_i_år"]),
                "Mål": [goal] * len(savings.år),
            },
        ),
    }


def _in_year(savings: Table, q: int, value: float | None) -> list[float | None]:
    return [value if year == str(q // 4) else None for year in savings.år]


def fill(document: Any, charts: dict[str, Chart]) -> None:
    """Give the charts of a rendered document their data, workbooks and alternative texts."""
    part = document.part
    for frame in document.element.body.iter(qn("wp:inline")):
        properties = frame.find(qn("wp:docPr"))
        key = KEY.match(properties.get("descr", ""))
        if key is None:
            continue
        chart = charts[key[1]]
        properties.set("descr", chart.about)
        chart_part = part.related_parts[next(frame.iter(f"{C}chart")).get(qn("r:id"))]
        root = parse_xml(chart_part.blob)
        for number, (series, (name, values)) in enumerate(zip(root.iter(f"{C}ser"), chart.series.items(), strict=True)):
            _fill_series(series, chr(ord("B") + number), name, chart.names, values)
        chart_part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        behind = chart_part.related_parts[root.find(f"{C}externalData").get(qn("r:id"))]
        behind._blob = _workbook(chart)


def _fill_series(series: Any, letter: str, name: str, names: list[str], values: list[float | None]) -> None:
    last = len(names) + 1
    _fill_cache(series.find(f"{C}tx/{C}strRef"), f"Ark1!${letter}$1", [name])
    _fill_cache(series.find(f"{C}cat/{C}strRef"), f"Ark1!$A$2:$A${last}", names)
    _fill_cache(series.find(f"{C}val/{C}numRef"), f"Ark1!${letter}$2:${letter}${last}", values)


def _fill_cache(reference: Any, formula: str, values: list[Any]) -> None:
    reference.find(f"{C}f").text = formula
    cache = reference.find(f"{C}strCache")
    cache = reference.find(f"{C}numCache") if cache is None else cache
    for point in cache.findall(f"{C}pt"):
        cache.remove(point)
    cache.find(f"{C}ptCount").set("val", str(len(values)))
    for number, value in enumerate(values):
        if value is not None:
            point = etree.SubElement(cache, f"{C}pt", idx=str(number))
            etree.SubElement(point, f"{C}v").text = str(value)


def _workbook(chart: Chart) -> bytes:
    """The workbook that Word opens when somebody edits the data of the chart."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Ark1"
    sheet.append([None, *chart.series])
    for row in zip(chart.names, *chart.series.values(), strict=True):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
