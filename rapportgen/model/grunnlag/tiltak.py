"""Workstreams and measures at a quarter: joined with each other and with the status rows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from rapportgen.model.grunnlag.valg import left_out, rows_for
from rapportgen.model.parsing import folded
from rapportgen.model.perioder import Kvartal, Periode
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.trafikklys import BLAA, GUL, verste

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.trafikklys import Lys
    from rapportgen.model.utelatt import Utelatt
    from rapportgen.model.workbook import Workbook

FULLFOERT, FORSINKET, STANSET, UTGAAR, IKKE_STARTET = "Fullført", "Forsinket", "Stanset", "Utgår", "Ikke startet"
ENDED = (FULLFOERT, STANSET, UTGAAR)

History: TypeAlias = "dict[Periode, Any]"
"""The status rows of a measure by their quarters."""


class Omraader:
    """The workstreams of a workbook, found by number, name, short name or «1. Navn»."""

    def __init__(self, workbook: Workbook) -> None:
        self.rows = workbook.rows("Innsatsområder")
        self._by_word: dict[str, Any] = {}
        for row in self.rows:
            for word in (row.nr, row.navn, *re.split(r"[;/\n]", str(row.kortnavn or ""))):
                if word:
                    self._by_word.setdefault(_folded(str(word)), row)

    def find(self, word: object) -> Any:
        """The workstream that `word` means, or None."""
        text = str(word or "")
        found = self._by_word.get(_folded(text))
        if found is None and (match := re.match(r"\s*(\d+)\s*[.):–-]?\s+\S", text)):
            found = self._by_word.get(match.group(1))
        return found

    def same(self, row: Any, area: Any) -> bool:
        """Whether a row with a field `omraade` belongs to this workstream."""
        return self.find(row.omraade) is area

    def name_of(self, word: object) -> str | None:
        """The one name to print for a workstream, however it was written; the text itself when unknown."""
        area = self.find(word)
        return str(area.navn) if area is not None else (str(word) if word else None)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return folded(re.sub(r"[.:]+$", "", text.strip()))


def measures_at(workbook: Workbook, period: Periode, settings: Innstillinger, areas: Omraader) -> Rader:
    """Every measure with its status as known at the end of `period`; later status rows are ignored."""
    return Rader(_measure(row, history, period, settings, areas) for row, history in with_history(workbook, period))


def with_history(workbook: Workbook, period: Periode) -> Iterator[tuple[Any, History]]:
    """Every measure with its status rows by quarter, up to `period`."""
    known: dict[str, History] = {}
    for row in workbook.rows("Status"):
        if row.kvartal is not None and row.kvartal <= period:
            known.setdefault(str(row.tiltak_id), {})[row.kvartal] = row
    for row in workbook.rows("Tiltak"):
        yield row, known.get(str(row.id), {})


def deadline_of(row: Any, history: History) -> Any:
    """The deadline of a measure: the newest that a status row gives it, else its own."""
    newest_first = (history[period].ny_frist for period in sorted(history, reverse=True))
    return next((deadline for deadline in newest_first if deadline is not None), row.frist)


def status_of(row: Any, history: History) -> Any:
    """The status of a measure: that of its newest status row; without any, what its own row says."""
    return history[max(history)].status if history else row.egen_status


def _measure(row: Any, history: History, period: Periode, settings: Innstillinger, areas: Omraader) -> Any:
    now = history.get(period)
    latest = history[max(history)] if history else None
    deadline = deadline_of(row, history)
    status = status_of(row, history)
    slip = quarters_between(row.frist, deadline)
    return row.with_joined(
        instead=_left_out(row, latest, now),
        naa=now,
        status=status,
        ferdiggrad=latest.ferdiggrad if latest is not None else row.egen_ferdiggrad,
        gjort=now.gjort if now is not None else None,
        planlagt=now.planlagt if now is not None else None,
        gjeldende_frist=deadline,
        forskjoevet=slip,
        omraadenavn=areas.name_of(row.omraade),
        lys=progress_light(status, deadline, slip, period, settings),
    )


def _left_out(row: Any, latest: Any, now: Any) -> dict[str, Utelatt]:
    """What is printed where the row of a measure, of its newest status or of that of the period leaves a field out."""
    if not any(source is not None and source.instead for source in (row, latest, now)):
        return {}
    return {
        **left_out(row, gjeldende_frist="frist", omraadenavn="omraade"),
        **left_out(latest, status="status", ferdiggrad="ferdiggrad", gjeldende_frist="ny_frist"),
        **left_out(row if latest is None else None, status="egen_status", ferdiggrad="egen_ferdiggrad"),
        **left_out(now, gjort="gjort", planlagt="planlagt"),
    }


def quarters_between(first: Any, last: Any) -> int:
    """How many quarters `last` ends after `first`; 0 when either is unknown."""
    if first is last or first is None or last is None:
        return 0
    a, b = getattr(first, "kvartal", None), getattr(last, "kvartal", None)
    return b - a if isinstance(a, Kvartal) and isinstance(b, Kvartal) else 0


def progress_light(status: Any, deadline: Any, slip: int, period: Periode, settings: Innstillinger) -> Lys | None:
    """The light of a measure or milestone: blue when done, else by how many quarters it slips.

    A deadline that has passed without the work being marked as done counts as a slip up to the period's quarter.
    Where no status is known nothing is overdue: only a moved deadline can be judged.
    """
    word = str(status) if status else ""
    if word == FULLFOERT:
        return BLAA
    if word in ENDED or (not word and slip <= 0):
        return None
    overdue = _quarters_overdue(deadline, period) if word else 0
    light = settings.grenser.fremdrift(max(slip, overdue, 0))
    return verste(light, GUL) if word == FORSINKET else light


def _quarters_overdue(deadline: Any, period: Periode) -> int:
    due = getattr(deadline, "kvartal", None)
    if not isinstance(due, Kvartal) or not deadline.utloept(period.slutt):
        return 0
    return Kvartal.av(period.slutt) - due


def workstreams(measures: Rader, milestones: Rader, areas: Omraader) -> Rader:
    """The workstreams in order, each with its measures and milestones; `andre_tiltak` belong to none of them."""
    result = []
    for area in areas.rows:
        own = Rader(row for row in measures if areas.same(row, area))
        result.append(
            area.with_joined(
                tiltak=own,
                milepaeler=Rader(row for row in milestones if areas.same(row, area)),
                planlagt=Rader(row for row in own if row.felt("planlagt")),
            )
        )
    others = Rader(row for row in measures if areas.find(row.omraade) is None)
    return Rader(result, andre_tiltak=others)


def planned_by_area(measures: Rader, areas: Omraader) -> Rader:
    """What is planned for the next period under each workstream; measures without a known one come last."""
    planned = [row for row in measures if row.felt("planlagt")]
    groups = [(str(area.navn), [row for row in planned if areas.same(row, area)]) for area in areas.rows]
    rest = [row for row in planned if areas.find(row.omraade) is None]
    groups.append(("Andre tiltak" if areas.rows else "Tiltak", rest))
    return Rader(Felter(navn=name, tiltak=Rader(rows)) for name, rows in groups if rows)


def reported(workbook: Workbook, measures: Rader, period: Periode) -> Rader:
    """The measures that have a status row in the period."""
    ids = {str(row.tiltak_id) for row in rows_for(workbook, "Status", period)}
    return Rader(row for row in measures if str(row.id) in ids)
