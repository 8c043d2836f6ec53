"""From milestones and activities to the Gantt chart that shows them."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from rapportgen.model.gantt import FORSINKET, MILEPAEL, PLAN, UTFOERT, GanttBar, GanttData, GanttGroup, GanttRow
from rapportgen.model.perioder import Kvartal
from rapportgen.model.tidspunkt import LOEPENDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rapportgen.model.grunnlag.tiltak import Omraader

LONGEST = 24  # quarters: more columns than this cannot be read on a landscape page
SPANS = "spenn"


def gantt_of(rows: Sequence[Any], areas: Omraader) -> dict[str, GanttData]:
    """The chart of these rows, as the field `gantt` of the collection they stand in.

    Rows without any time are left out of the chart. What goes on («løpende») is drawn as far as the chart goes, and
    what ends at a time that is not known only in the quarter in which it starts.
    """
    known = [(row, _quarters(row)) for row in rows]
    placed = [(row, quarters) for row, quarters in known if quarters]
    if not placed:
        return {"gantt": GanttData()}
    first = min(quarters[0] for _, quarters in placed)
    last = max(quarters[-1] for _, quarters in placed)
    if first == last:  # a chart of one quarter says nothing that the table does not
        return {"gantt": GanttData()}
    placed = [(row, drawn) for row, quarters in known if (drawn := _within(row, quarters, first, last))]
    periods = tuple(first + n for n in range(min(last - first + 1, LONGEST)))
    groups = tuple(
        GanttGroup(title, tuple(_row(row, quarters, first, len(periods)) for row, quarters in members))
        for title, members in _grouped(placed, areas)
    )
    return {"gantt": GanttData(periods, groups)}


def beyond_the_plan(rows: Iterable[Any]) -> tuple[list[Any], Kvartal | None]:
    """The rows of which something is after the last quarter that a chart of them all has room for, and that quarter."""
    placed = [(row, quarters) for row in rows if (quarters := _quarters(row))]
    if not placed:
        return [], None
    last = min(quarters[0] for _, quarters in placed) + (LONGEST - 1)
    return [row for row, quarters in placed if quarters[-1] > last], last


def _quarters(row: Any) -> list[Kvartal]:
    """The quarters in which something is drawn for the row, in order."""
    if row.felt("er_milepael"):
        moment = row.felt("gjeldende")
        known = next((m for m in (moment, row.slutt, row.start) if m is not None and m.kvartal), None)
        return [known.kvartal] if known else []
    spans = row.by_period.get(SPANS)
    if spans:
        return sorted(quarter for quarter in spans if isinstance(quarter, Kvartal))
    moments = (row.start, row.slutt, row.dato)
    begin = next((moment.start for moment in moments if moment is not None and moment.start), None)
    ends = (row.felt("gjeldende"), row.slutt, row.start)
    end = next((moment.slutt for moment in ends if moment is not None and moment.slutt), None)
    return _through(Kvartal.av(begin), Kvartal.av(end)) if begin is not None and end is not None else []


def _within(row: Any, quarters: list[Kvartal], first: Kvartal, last: Kvartal) -> list[Kvartal]:
    """The quarters in which something is drawn for a row with these of its own, in a chart from `first` to `last`.

    An activity that goes on has no end, or no start where the start says so or stands empty.
    """
    start, end = row.start, row.felt("gjeldende")
    if row.felt("er_milepael") or row.by_period.get(SPANS) or not (_goes_on(start) or _goes_on(end)):
        return quarters
    is_begun, is_endless = start is None or _goes_on(start), end is None or _goes_on(end)
    if is_begun and is_endless:
        return _through(first, last)
    return _through(first if is_begun else quarters[0], last if is_endless else quarters[-1]) if quarters else []


def _goes_on(moment: Any) -> bool:
    """Whether it is no time but all of it: «løpende»."""
    return moment is not None and moment.slag == LOEPENDE


def _through(first: Kvartal, last: Kvartal) -> list[Kvartal]:
    """Every quarter from `first` to `last`."""
    return [first + n for n in range(last - first + 1)]


def _grouped(
    placed: list[tuple[Any, list[Kvartal]]], areas: Omraader
) -> Iterator[tuple[str, list[tuple[Any, list[Kvartal]]]]]:
    """Rows under their workstream, in the order of the workstreams; rows of the whole project first."""

    def order(pair: tuple[Any, list[Kvartal]]) -> tuple[int, str]:
        area = areas.find(pair[0].omraade)
        if area is not None:
            return areas.rows.index(area) + 1, f"{area.nr}. {area.navn}"
        return (len(areas.rows) + 1, name) if (name := pair[0].felt("omraadenavn")) else (0, "")

    ordered = sorted(((order(pair), pair) for pair in placed), key=itemgetter(0))
    for (_, title), members in groupby(ordered, key=itemgetter(0)):
        yield title, [pair for _, pair in members]


def _row(row: Any, quarters: list[Kvartal], first: Kvartal, columns: int) -> GanttRow:
    look = _look(row)
    text = str(row.celletekst) if row.celletekst else ""
    bars = []
    for n, (start, end) in enumerate(_runs(sorted({quarter - first for quarter in quarters}))):
        if start < columns:
            bars.append(GanttBar(start, min(end, columns - 1), look, text if n == 0 else ""))
    return GanttRow(str(row.navn), tuple(bars))


def _look(row: Any) -> str:
    status = str(row.felt("status") or "")
    if row.felt("er_milepael"):
        return MILEPAEL
    return {"Fullført": UTFOERT, "Forsinket": FORSINKET}.get(status, PLAN)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The stretches of consecutive numbers: 1 2 3 7 8 → (1, 3), (7, 8)."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]
