"""Figures: charts, and what is drawn as Word tables (the organisation, the workstreams with their action points)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from template_parts.charts import TEXT_WIDTH_CM
from template_parts.page import NO_LOOK
from template_parts.palette import FJORDBLAA, PORTRAIT, TAAKE
from template_parts.tables import NOTHING, cell, frame, row
from template_parts.wml import each, figure_caption, mark, para, when

if TYPE_CHECKING:
    from template_parts.charts import Charts

TURNED_CM = 24.6
"""The width in centimetres of a chart on a turned page."""

LOW = 5.2
"""The height in centimetres of a chart that shares a turned page with a table."""

MOST_ABREAST = 5
"""How many workstreams stand beside each other; with more of them the columns would be too narrow to read."""
MOST_POINTS = 8
"""How many action points each has then, on average; with more of them the narrow columns would fill a page."""
_ABREAST = f"innsatsområder|antall <= {MOST_ABREAST} and tiltak|antall <= {MOST_POINTS} * (innsatsområder|antall)"


def charted(chart: Charts, name: str, height_cm: float = 7.0, width_cm: float = TEXT_WIDTH_CM) -> str:
    """The chart of that name with its caption; nothing when the workbook has no figures for it."""
    graph = f"grafer.{name}"
    unit = f"{{% if {graph}.enhet %}}. Tall i {{{{ {graph}.enhet }}}}{{% endif %}}"
    drawn = chart(name, height_cm=height_cm, width_cm=width_cm)
    return when(graph, drawn, figure_caption(f"{{{{ {graph}.tittel }}}}{unit}", key=f"graf {name}"))


def economy_charts(chart: Charts) -> str:
    """The money of each area and the forecast through the year, abreast on a turned page, with one caption.

    In the first period of a year there is no forecast to compare with, and the areas have the whole width.
    """
    areas, forecast = "grafer.økonomi", "grafer.prognose"
    unit = f"{{% if {areas}.enhet %}}. Tall i {{{{ {areas}.enhet }}}}{{% endif %}}"
    words = f"{{% if {forecast} %}} og {{{{ {forecast}.tittel|litenforbokstav }}}}{{% endif %}}"
    abreast = chart.inline("økonomi", "liggende", LOW, width_cm=14.3) + chart.inline(
        "prognose", "linje", LOW, width_cm=10.3
    )
    return when(
        areas,
        when(forecast, para("Figur", abreast)),
        when(f"not {forecast}", chart("økonomi", height_cm=LOW, width_cm=TURNED_CM)),
        figure_caption(f"{{{{ {areas}.tittel }}}}", words, unit, key="graf økonomi"),
    )


def in_chapter(chapter: str) -> str:
    """The condition that the workbook has pictures for this chapter."""
    return f"figurer|velg('kapittel', '{chapter}')"


def pictures(chapter: str) -> str:
    """The pictures that the workbook places in a chapter, each with its text and who made it."""
    credit = "{% if ett.kreditering %} ({{ ett.kreditering }}){% endif %}"
    return each(
        f"ett in {in_chapter(chapter)}",
        para("Figur", "{{ bilde(ett) }}"),
        figure_caption("{{ ett.figurtekst or ett.alternativ_tekst or '' }}", credit, figure="ett"),
    )


def organisation(chapter: str) -> str:
    """The organisation of the project: the workbook's own pictures for the chapter, else its groups as boxes."""
    return pictures(chapter) + when(f"not {in_chapter(chapter)}", _groups())


def _groups() -> str:
    """The groups of the project, level by level from the top; drawn when some group reports to another."""
    return when(
        "grupper.nivåer|antall > 1",
        para("Tabelluft"),
        each("nivå in grupper.nivåer", para("Figurpil", "↑", only_if="not loop.first"), _level()),
        figure_caption("Prosjektorganisering", key="prosjektorganisering"),
    )


def _level() -> str:
    """The boxes of one level, side by side; a box that is alone stands in the middle."""
    alone = "nivå.grupper|antall == 1"
    side = para("Bokstekst", mark(f"{{%tc if {alone} %}}"), NOTHING, mark("{%tc endif %}"))
    box = cell(
        PORTRAIT // 2,
        para("Bokstittel", mark("{%tc for gruppe in nivå.grupper %}"), "{{ gruppe.navn }}"),
        para(
            "Bokstekst",
            mark("{%p if gruppe.rapporterer_til %}"),
            "rapporterer til {{ gruppe.rapporterer_til }}",
            mark("{%p endif %}"),
            mark("{%tc endfor %}"),
        ),
        fill=TAAKE,
        middle=True,
    )
    return frame(
        [row(cell(PORTRAIT // 4, side), box, cell(PORTRAIT // 4, side), header=True)],
        [PORTRAIT // 4, PORTRAIT // 2, PORTRAIT // 4],
        style="Bokstabell",
        title="Grupper på samme nivå",
        description="Gruppene på ett nivå i prosjektet, og hvem de rapporterer til.",
        look=NO_LOOK,
    )


def workstreams(chapter: str) -> str:
    """The workbook's own pictures for the chapter, else the workstreams with their action points as boxes.

    They stand side by side, or below each other when they or their action points are many.
    """
    return pictures(chapter) + when(
        f"innsatsområder and tiltak and not {in_chapter(chapter)}",
        para("Tabelluft"),
        when(_ABREAST, _side_by_side()),
        when(f"not ({_ABREAST})", _below_each_other()),
        figure_caption("Innsatsområdene med aksjonspunkter", key="innsatsområder"),
    )


_DESCRIPTION = "Innsatsområdene, hvert med sine aksjonspunkter."


def _side_by_side() -> str:
    start, end = mark("{%tc for område in innsatsområder %}"), mark("{%tc endfor %}")
    head = cell(
        PORTRAIT, para("Bokshode", start, "{{ område.nr }} {{ område.navn }}", end), fill=FJORDBLAA, middle=True
    )
    points = cell(PORTRAIT, _points(start, end), fill=TAAKE)
    return frame(
        [row(head, header=True), row(points)],
        [PORTRAIT],
        style="Bokstabell",
        title="Innsatsområdene med aksjonspunkter",
        description=_DESCRIPTION,
        look=NO_LOOK,
    )


def _below_each_other() -> str:
    first = PORTRAIT * 3 // 10
    start, end = mark("{%tr for område in innsatsområder %}"), mark("{%tr endfor %}")
    heads = [
        cell(first, para("Bokshode", "Innsatsområde"), fill=FJORDBLAA),
        cell(PORTRAIT - first, para("Bokshode", "Aksjonspunkter"), fill=FJORDBLAA),
    ]
    name = cell(first, para("Bokstittel", start, "{{ område.nr }} {{ område.navn }}"), fill=TAAKE)
    points = cell(PORTRAIT - first, _points("", end), fill=TAAKE)
    return frame(
        [row(*heads, header=True), row(name, points)],
        [first, PORTRAIT - first],
        style="Bokstabell",
        title="Innsatsområdene med aksjonspunkter",
        description=_DESCRIPTION,
        look=NO_LOOK,
    )


def _points(before: str, after: str) -> str:
    """The action points of a workstream, between the tags that repeat their cell or row."""
    tags = mark("{%p for ett in område.tiltak %}"), mark("{%p endfor %}")
    point = "{{ ett.aksjonspunkt or ett.navn }}"
    return para("Punktlistetabell", before, tags[0], point, tags[1], after, keep_next=True)
