"""Sample tables: drawn once in Word, taken apart by the program and filled with a plan or with risks."""

from __future__ import annotations

from template_parts.page import NO_LOOK
from template_parts.palette import FJORDBLAA, HAVBLAA, LYS, TAAKE, cm
from template_parts.tables import cell, frame, row
from template_parts.wml import para, run

# How an activity's cell looks in the plan, by the word that stands in the sample.
_MILESTONE = "milepæl ◆"
_LOOKS = (("tom", ""), ("plan", HAVBLAA), ("utført", "9DC3E6"), ("forsinket", LYS["Gul"][0]), (_MILESTONE, ""))


def gantt_sample(label: float, period: float) -> str:
    """The plan, quarter by quarter. `label` and `period` are the widths of the columns in centimetres."""
    first, wide = cm(label), cm(period)
    across = len(_LOOKS)
    corner = para("Tabelloverskrift", "{{ gantt(milepæler) }}Aktivitet og milepæl")
    rows = [
        row(
            cell(first, corner, fill=FJORDBLAA),
            cell(wide * across, para("Ganttoverskrift", "2024"), span=across, fill=FJORDBLAA),
            header=True,
        ),
        row(
            cell(first, para("Tabelloverskrift"), fill=FJORDBLAA),
            cell(wide * across, para("Ganttkvartal", "1Q"), span=across, fill=TAAKE),
            header=True,
        ),
        row(cell(first + wide * across, para("Ganttgruppe", "Innsatsområde"), span=across + 1, fill=TAAKE)),
        row(
            cell(first, para("Ganttaktivitet", "Aktivitet"), middle=True),
            *(cell(wide, _drawn(word), fill=fill, middle=True) for word, fill in _LOOKS),
        ),
    ]
    return frame(
        rows,
        [first, *[wide] * across],
        style="Gantttabell",
        title="Framdriftsplan",
        description="Aktiviteter og milepæler, gruppert etter innsatsområde, med en kolonne for hvert kvartal.",
        look=NO_LOOK,
    )


def _drawn(word: str) -> str:
    """What stands in the sample cell of a look; the sign of milestones is in a font that has it."""
    if word == _MILESTONE:
        return para("Ganttmilepæl", run(word, "Symbol"))
    return para("Ganttbar" if word == "plan" else "Ganttcelle", word)


LEVELS = ("Svært lav", "Lav", "Medium", "Høy", "Svært høy")
_HIGHEST_GREEN, _LOWEST_RED = 4, 12


def colour_of(product: int) -> str:
    """The colour that a product of probability and consequence has in a sample."""
    return "Grønn" if product <= _HIGHEST_GREEN else "Rød" if product >= _LOWEST_RED else "Gul"


def matrix_sample(label: float, side: float, height: float = 0) -> str:
    """The risk matrix: probability downwards with the highest on top, consequence across, square cells.

    The program draws it with as many steps as the project's matrix has, with its names, limits and orientation.
    Another `height` than that of a square, all in cm, leaves room for what shares its page.
    """
    first, wide = cm(label), cm(side)
    corner = para("Matriseakse", "{{ risikomatrise(trusler) }}Sannsynlighet ↓ Konsekvens →")
    head = row(
        cell(first, corner, fill=TAAKE),
        *(cell(wide, para("Matriseakse", f"{k} {name}"), fill=TAAKE) for k, name in enumerate(LEVELS, 1)),
        header=True,
    )
    rows = [head]
    for s, name in reversed(list(enumerate(LEVELS, 1))):
        colours = [colour_of(s * k) for k in range(1, len(LEVELS) + 1)]
        cells = [
            cell(wide, para(f"Matrise{colour.lower()}", colour), fill=LYS[colour][0], middle=True) for colour in colours
        ]
        rows.append(
            row(
                cell(first, para("Matriseakse", f"{s} {name}"), fill=TAAKE, middle=True),
                *cells,
                height=cm(height or side),
            )
        )
    return frame(
        rows,
        [first, *[wide] * len(LEVELS)],
        style="Matrisetabell",
        title="Risikomatrise",
        description="Sannsynlighet nedover, høyest øverst, og konsekvens bortover. Cellene viser risikoenes numre.",
        look=NO_LOOK,
    )
