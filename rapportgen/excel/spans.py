"""Activities with gaps: several bars on one row, in a chart or as a list of starts and ends."""

from __future__ import annotations

from rapportgen.model.perioder import Kvartal
from rapportgen.model.tidspunkt import Tidspunkt

# Where a row keeps its active quarters, and the word for a bar that is only planned.
SPANS, PLAN = "spenn", "plan"


def listed_spans(start: str, end: str) -> dict[Kvartal, str] | None:
    """The quarters of «3Q 2023; 3Q 2024» to «4Q 2023; 4Q 2024», or None when these are no such lists."""
    starts, ends = (
        [Tidspunkt.parse(part.strip()).value for part in text.split(";") if part.strip()] for text in (start, end)
    )
    if len(starts) != len(ends) or len(starts) < 2:
        return None
    quarters: dict[Kvartal, str] = {}
    for first, last in zip(starts, ends, strict=True):
        if not (first and first.start and last and last.slutt and first.start <= last.slutt):
            return None
        begin = Kvartal.av(first.start)
        quarters |= {begin + n: PLAN for n in range(Kvartal.av(last.slutt) - begin + 1)}
    return quarters
