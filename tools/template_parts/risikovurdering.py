"""Chapter 5 of the delprosjektplan: the risks, what the letters mean, and the matrix with titles on its axes."""

from __future__ import annotations

from template_parts.bilingual import titled
from template_parts.chapters_risk import factor
from template_parts.page import NO_LOOK
from template_parts.palette import LYS, TAAKE, cm
from template_parts.plan_texts import has, text
from template_parts.samples import LEVELS, colour_of
from template_parts.tables import LIGHT, Column, cell, frame, report_table, row
from template_parts.wml import caption, para, source, when

_SIDE = 1.75
_TITLE, _LABEL = cm(0.9), cm(2.4)
_PLACED = "trusler.har_id and trusler.har_s and trusler.har_k"
"""The condition that the matrix has something to show."""
_UPWARDS = '<w:textDirection w:val="btLr"/>'


def risk() -> str:
    keys = ("risiko", "risikovurdering")
    return when(
        f"trusler or muligheter or {has(*keys)}",
        titled(1, keys, "Risikovurdering"),
        text(*keys),
        when("trusler", _threats()),
        when(_PLACED, _matrix()),
        when("muligheter", _opportunities()),
    )


def _threats() -> str:
    """The threats, and below them what the letters mean and where the matrix is."""
    table = report_table(
        "Risikofaktorer og mottiltak",
        "Risikofaktorer med sannsynlighet (S), konsekvens (K), risikofaktor (RF) og mottiltak.",
        "risiko in trusler",
        (
            Column("Nr", "{{ risiko.id }}", 1.0, only_if="trusler.har_id"),
            Column("Risikofaktor", factor("risiko"), 4.0),
            Column("S", "{{ risiko.s }}", 1.55, only_if="trusler.har_s"),
            Column("K", "{{ risiko.k }}", 1.55, only_if="trusler.har_k"),
            Column("RF", "{{ risiko.rf }}", 1.4, LIGHT, light="risiko.lys", only_if="trusler.har_rf"),
            Column("Mottiltak", "{{ risiko.mottiltak or '' }}", 6.5, only_if="trusler.har_mottiltak"),
        ),
        key="risikoer",
    )
    matrix_ = f"{{% if {_PLACED} %}}, se {{{{ se('risikomatrise') }}}}{{% endif %}}"
    return table + source(f"S = sannsynlighet, K = konsekvens, RF = risikofaktor (S × K){matrix_}.")


def _matrix() -> str:
    return caption("Risikomatrise. Røde risikoer må behandles, gule må vurderes", key="risikomatrise") + matrix()


def matrix() -> str:
    """The matrix as a sample: probability upwards and consequence to the right, each with its title along the axis.

    The program draws it with as many steps as the project's matrix has, with its names, limits and orientation.
    """
    side, steps = cm(_SIDE), len(LEVELS)
    across = [
        cell(side, para("Matriseakse", f"{k} {name}"), fill=TAAKE, middle=True) for k, name in enumerate(LEVELS, 1)
    ]
    corner = cell(_TITLE + _LABEL, para("Matriseakse", "{{ risikomatrise(trusler) }}"), span=2)
    title = cell(side * steps, para("Matriseakse", "Konsekvens"), span=steps, fill=TAAKE, middle=True)
    empty = cell(_TITLE + _LABEL, para("Matriseakse"), span=2)
    rows = [row(corner, title, header=True), row(empty, *across, header=True)]
    for s in range(steps, 0, -1):
        first = cell(
            _TITLE,
            para("Matriseakse", "Sannsynlighet" if s == steps else ""),
            merge="restart" if s == steps else "continue",
            fill=TAAKE,
            direction=_UPWARDS,
            middle=True,
        )
        label = cell(_LABEL, para("Matriseakse", f"{s} {LEVELS[s - 1]}"), fill=TAAKE, middle=True)
        coloured = (_cell(side, colour_of(s * k)) for k in range(1, steps + 1))
        rows.append(row(first, label, *coloured, height=side))
    return frame(
        rows,
        [_TITLE, _LABEL, *[side] * steps],
        style="Matrisetabell",
        title="Risikomatrise",
        description="Sannsynlighet nedover, høyest øverst, og konsekvens bortover. Cellene viser risikoenes numre.",
        look=NO_LOOK,
    )


def _cell(side: int, colour: str) -> str:
    return cell(side, para(f"Matrise{colour.lower()}", colour), fill=LYS[colour][0], middle=True)


def _opportunities() -> str:
    return para("Tabelluft") + report_table(
        "Muligheter",
        "Muligheter med innhold og tiltak.",
        "mulighet in muligheter",
        (
            Column("Mulighet", "{{ mulighet.risikofaktor }}", 4.0),
            Column("Innhold", "{{ mulighet.innhold or '' }}", 6.0, only_if="muligheter.har_innhold"),
            Column("Tiltak", "{{ mulighet.mottiltak or '' }}", 6.0, only_if="muligheter.har_mottiltak"),
        ),
    )
