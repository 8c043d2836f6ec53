"""A Gantt chart as data: quarters across, groups and rows down, bars and milestones in the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapportgen.model.record import Data

if TYPE_CHECKING:
    from rapportgen.model.perioder import Kvartal

PLAN, UTFOERT, FORSINKET, MILEPAEL = "plan", "utført", "forsinket", "milepæl"


class GanttBar(Data):
    """A bar from quarter number `fra` to `til`, both included, counted from 0 in `GanttData.perioder`.

    `utseende` names the sample cell whose look it gets: plan, utført, forsinket or milepæl. A milestone is a
    bar of one quarter. `tekst` is written in the bar.
    """

    __slots__ = ("fra", "tekst", "til", "utseende")

    def __init__(self, fra: int, til: int, utseende: str = PLAN, tekst: str = "") -> None:
        self.fra: Final = fra
        self.til: Final = til
        self.utseende: Final = utseende
        self.tekst: Final = tekst


class GanttRow(Data):
    """One activity or milestone with its bars from left to right; bars of a row never overlap."""

    __slots__ = ("navn", "stolper")

    def __init__(self, navn: str, stolper: tuple[GanttBar, ...] = ()) -> None:
        self.navn: Final = navn
        self.stolper: Final = stolper


class GanttGroup(Data):
    """Rows under one heading; an empty `navn` means that they stand without a heading."""

    __slots__ = ("navn", "rader")

    def __init__(self, navn: str, rader: tuple[GanttRow, ...]) -> None:
        self.navn: Final = navn
        self.rader: Final = rader


class GanttData(Data):
    """The whole chart. `perioder` are consecutive quarters; a chart without rows has none."""

    __slots__ = ("grupper", "perioder")

    def __init__(self, perioder: tuple[Kvartal, ...] = (), grupper: tuple[GanttGroup, ...] = ()) -> None:
        self.perioder: Final = perioder
        self.grupper: Final = grupper

    def __bool__(self) -> bool:
        return bool(self.perioder)
