"""The measurements as tables in Markdown, and the page that holds them."""

from __future__ import annotations

import os
import platform
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.long_table import SERIES, verdict

if TYPE_CHECKING:
    from benchmarks.long_table import Curves
    from benchmarks.measured import Cost, Measurement

PICTURE = "resultater.svg"
TITLE = "Én lang tabell: tid og minne"


class Load(NamedTuple):
    """How many processes wanted the processor, on average over a minute: before and after the measurements."""

    before: float
    after: float


def table(measurements: list[Measurement]) -> str:
    """The measurements as a table in Markdown, times in milliseconds."""
    lines = [
        "| måling | rapportgen: median (minst) ms | CPU ms | vanlig skript: median (minst) ms | CPU ms "
        "| forhold | forhold CPU | mål | nådd |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for item in measurements:
        ratios = [f"{ratio:.2f} ×" if (ratio := item.ratio(kind)) else "" for kind in (0, 1)]
        reached = "" if item.target.startswith("(") else "ja" if item.is_met() else "**NEI**"
        cells = [item.name, *_times(item.ours), *_times(item.plain), *ratios, item.target, reached]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _times(costs: tuple[Cost, ...]) -> tuple[str, str]:
    if not costs:
        return "", ""
    walls = [cost.wall * 1000 for cost in costs]
    return f"{median(walls):.0f} ({min(walls):.0f})", f"{median(cost.processor for cost in costs) * 1000:.0f}"


def table_of_curves(curves: Curves) -> str:
    """Processor seconds and peak memory for each way and number of rows."""
    sizes = sorted({rows for curve in curves.values() for rows in curve})
    heading = [f"{rows:,} rader".replace(",", "\u00a0") for rows in sizes]
    lines = [f"| CPU s (mest minne MB) | {' | '.join(heading)} |", f"|---|{'---|' * len(sizes)}"]
    for name, curve in curves.items():
        cells = [f"{curve[rows].processor:.3f} ({curve[rows].peak:.0f})" for rows in sizes]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    for source, words in (("memory", "fra minnet"), ("workbook", "fra arbeidsbok")):
        ours, plain = (
            curves[next(s.name for s in SERIES if (s.side, s.source) == (side, source))] for side in ("ours", "plain")
        )
        ratios = [f"{plain[rows].processor / ours[rows].processor:.1f} ×" for rows in sizes]
        lines.append(f"| forhold, {words} | {' | '.join(ratios)} |")
    return "\n".join(lines)


def page(measurements: list[Measurement], curves: Curves, load: Load) -> str:
    """The page of results."""
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    missed = [item.name for item in measurements if not item.is_met()]
    words = f"Ikke nådd: {'; '.join(missed)}." if missed else "Alle mål i denne tabellen er nådd."
    return f"""# Resultater

Målt {date.today().isoformat()} med `python -m benchmarks` på {machine}, {os.cpu_count()} kjerner.
Belastningen på maskinen (prosesser som ville regne) var {load.before:.1f} før og {load.after:.1f} etter. Er den over
antallet kjerner, tok andre programmer del i maskinen, og tid på klokken sier mindre enn prosessortid.
[README.md](README.md) sier hva som er målt.

## Rapporter

{table(measurements)}

{words} Tidene er for hver rapport. Forholdet er hvor mange ganger så lang tid det vanlige skriptet bruker, målt i samme
kjøring på de samme arbeidsbøkene; målet dømmes av prosessortiden.

## Én lang tabell

![{TITLE}]({PICTURE})

{table_of_curves(curves)}

Minste av flere ganger. Minnet er det meste prosessen hadde, med Python, biblioteker og dataene selv. «Fra minnet» er at
rapporten skrives, kontrolleres og lagres; «fra arbeidsbok» er også at arbeidsboken leses og kontrolleres. Gulvet er at
ferdig XML pakkes og lagres: mindre kan ingen bruke.

{chr(10).join(f"- {line}" for line in verdict(curves))}
"""
