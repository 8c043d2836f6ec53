"""The state of a project at the end of one period, and what changed between two of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from rapportgen.model.grunnlag import milepaeler, noekkeltall, oekonomi, risiko, tiltak
from rapportgen.model.rader import Rader, felt_av
from rapportgen.model.trafikklys import GRAA, Lys, verste

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook


class Bilde:
    """Everything known at the end of `period`: rows of later periods are not seen.

    What a register says without a date is true of `today`, the period of the report; an earlier picture does not
    know it.
    """

    def __init__(
        self, workbook: Workbook, period: Periode, settings: Innstillinger, today: Periode | None = None
    ) -> None:
        self.workbook, self.period, self.settings = workbook, period, settings
        self.is_today = today is None or today == period

    @cached_property
    def omraader(self) -> tiltak.Omraader:
        """The workstreams, to look up by any of their names."""
        return tiltak.Omraader(self.workbook)

    @cached_property
    def tiltak(self) -> Rader:
        """Every measure with its status."""
        return tiltak.measures_at(self.workbook, self.period, self.settings, self.omraader)

    @cached_property
    def rapporterte(self) -> Rader:
        """The measures that have a status row in the period."""
        return tiltak.reported(self.workbook, self.tiltak, self.period)

    @cached_property
    def milepaeler(self) -> list[Any]:
        """Every milestone and activity."""
        return milepaeler.milestones_at(self.workbook, self.period, self.settings, self.omraader, today=self.is_today)

    @cached_property
    def bare_milepaeler(self) -> Rader:
        """The milestones alone."""
        return Rader(row for row in self.milepaeler if row.felt("er_milepael"))

    @cached_property
    def risikoer(self) -> Rader:
        """Every risk known, rated."""
        return risiko.risks_at(self.workbook, self.period, self.settings, today=self.is_today)

    @cached_property
    def trusler(self) -> Rader:
        """The open threats."""
        return risiko.of_type(self.risikoer, risiko.TRUSSEL)

    @cached_property
    def oekonomi(self) -> Rader:
        """The economy rows with their sum."""
        return oekonomi.economy_at(self.workbook, self.period, self.settings)

    @cached_property
    def innsparing(self) -> Rader:
        """The savings with their sum."""
        return oekonomi.savings_at(self.workbook, self.period)

    @cached_property
    def noekkeltall(self) -> Rader:
        """The indicators of the period."""
        return noekkeltall.indicators_at(self.workbook, self.period, self.settings)

    @cached_property
    def lys_fremdrift(self) -> Lys | None:
        """The worst light of the reported measures; None when none is reported."""
        return self._worst(row.felt("lys") for row in self.rapporterte)

    @cached_property
    def lys_milepaeler(self) -> Lys | None:
        """The worst light of the milestones."""
        return self._worst(row.felt("lys") for row in self.bare_milepaeler)

    @cached_property
    def lys_oekonomi(self) -> Lys | None:
        """The light of the total forecast deviation; grey when a figure it is made of is left out."""
        total = self.oekonomi.sum
        light: Lys | None = felt_av(total, "lys")
        is_left_out = total is not None and total.utelatt("prognoseavvik") is not None
        return GRAA if light is None and is_left_out else light

    @cached_property
    def lys_innsparing(self) -> Lys | None:
        """The worst typed colour of the savings, where any is realised or forecast for the period."""
        current = [row for row in self.innsparing if row.felt("realisert_hittil") is not None]
        return self._worst(row.felt("lys") for row in current)

    @cached_property
    def lys_risiko(self) -> Lys | None:
        """The worst colour of the open threats."""
        return self._worst(row.felt("lys") for row in self.trusler)

    @cached_property
    def lys_samlet(self) -> Lys:
        """The worst of all parts; grey when nothing can be judged."""
        return (
            self._worst(
                (
                    self.lys_fremdrift,
                    self.lys_milepaeler,
                    self.lys_oekonomi,
                    self.lys_innsparing,
                    self.lys_risiko,
                )
            )
            or GRAA
        )

    @staticmethod
    def _worst(lights: Iterable[Lys | None]) -> Lys | None:
        known = [light for light in lights if light is not None]
        return verste(*known) if known else None


def changes(before: Bilde, now: Bilde) -> dict[str, Rader]:
    """What changed since the previous period, by kind: rows of the new state."""
    earlier = {row.id: row for row in before.risikoer}
    deadlines = {_key(row): row.felt("gjeldende") for row in before.bare_milepaeler}
    statuses = {row.id: row.felt("status") for row in before.tiltak}
    return {
        "milepaeler_flyttet": Rader(
            row
            for row in now.bare_milepaeler
            if _key(row) in deadlines and tiltak.quarters_between(deadlines[_key(row)], row.felt("gjeldende"))
        ),
        "risiko_opp": _risks(now, "Dårligere"),
        "risiko_ned": _risks(now, "Bedre"),
        "risiko_nye": _risks(now, risiko.NY),
        "risiko_lukkede": Rader(
            row
            for row in now.risikoer
            if risiko.is_closed(row) and row.id in earlier and row.felt("endring") is not None
        ),
        "status_endret": Rader(
            row
            for row in now.rapporterte
            if row.felt("status") is not None and statuses.get(row.id) not in (None, row.felt("status"))
        ),
    }


def _risks(picture: Bilde, change: str) -> Rader:
    return Rader(
        row
        for row in picture.trusler
        if (moved := row.felt("endring")) is not None and getattr(moved, "navn", moved) == change
    )


def _key(row: Any) -> str:
    return str(row.id or row.navn).casefold()
