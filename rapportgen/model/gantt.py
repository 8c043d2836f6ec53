"""A Gantt chart as data: quarters across, groups and rows down, bars and milestones in the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapportgen.model.perioder import Kvartal

PLAN, UTFOERT, FORSINKET, MILEPAEL = "plan", "utført", "forsinket", "milepæl"


@dataclass(frozen=True, slots=True)
class GanttBar:
    """A bar from quarter number `fra` to `til`, both included, counted from 0 in `GanttData.perioder`.

    `utseende` names the sample cell whose look it gets: plan, utført, forsinket or milepæl. A milestone is a
    bar of one quarter. `tekst` is written in the bar.
    """

    fra: int
    til: int
    utseende: str = PLAN
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One activity or milestone with its bars from left to right; bars of a row never overlap."""

    navn: str
    stolper: tuple[GanttBar, ...] = ()


@dataclass(frozen=True, slots=True)
class GanttGroup:
    """Rows under one heading; an empty `navn` means that they stand without a heading."""

    navn: str
    rader: tuple[GanttRow, ...]


@dataclass(frozen=True, slots=True)
class GanttData:
    """The whole chart. `perioder` are consecutive quarters; a chart without rows has none."""

    perioder: tuple[Kvartal, ...] = ()
    grupper: tuple[GanttGroup, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.perioder)
