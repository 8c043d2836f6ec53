"""Milestones and activities at a quarter: what was planned, what holds now, and how far it slipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.grunnlag.tiltak import Omraader, progress_light, quarters_between
from rapportgen.model.grunnlag.valg import left_out, left_out_until, until
from rapportgen.model.rader import Rader

if TYPE_CHECKING:
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.utelatt import Utelatt
    from rapportgen.model.workbook import Workbook

MILEPAEL = "milepæl"
FINISHING = "ferdigstille "


def milestones_at(
    workbook: Workbook, period: Periode, settings: Innstillinger, areas: Omraader, *, today: bool = True
) -> list[Any]:
    """Every row of sheet Milepæler as known in `period`, milestones and activities in the workbook's order.

    A status without a date is that of `today`; an earlier picture does not know it.
    """
    return [_milestone(row, period, settings, areas, today) for row in workbook.rows("Milepæler")]


def is_milestone(row: Any) -> bool:
    """Whether the row is a milestone: by its type, else by having a date and no start, or by its name.

    An activity whose name begins «Ferdigstille …» is a milestone unless the sheet says otherwise.
    """
    if row.type is not None:
        return str(row.type) == MILEPAEL
    if row.start is None and row.dato is not None:
        return True
    return str(row.navn or "").casefold().startswith(FINISHING)


def date_of(row: Any, period: Periode) -> Any:
    """The date that holds in `period`: the one it is moved to, else the one that was planned."""
    return until(row, "ny_dato", period) or row.dato or row.slutt


def _milestone(row: Any, period: Periode, settings: Innstillinger, areas: Omraader, today: bool) -> Any:
    original = row.dato or row.slutt
    current = date_of(row, period)
    status = until(row, "status", period) if today or row.by_period.get("status") else None
    slip = quarters_between(original, current)
    return row.with_joined(
        instead=row.instead and _left_out(row, period),
        opprinnelig=original,
        gjeldende=current,
        status=status,
        ny_dato=until(row, "ny_dato", period),
        forskjoevet=slip,
        avvik=slip_in_words(slip),
        omraadenavn=areas.name_of(row.omraade) if str(row.omraade or "0") != "0" else None,
        lys=progress_light(status, current, slip, period, settings),
        er_milepael=is_milestone(row),
    )


def _left_out(row: Any, period: Periode) -> dict[str, Utelatt]:
    return {
        **left_out(row, opprinnelig=("dato", "slutt"), gjeldende=("dato", "slutt"), omraadenavn="omraade"),
        **left_out_until(row, period, ny_dato="ny_dato", gjeldende="ny_dato", status="status"),
    }


def slip_in_words(quarters: int) -> str | None:
    """«1 kvartal senere», «2 kvartaler tidligere»; None when nothing is moved."""
    if not quarters:
        return None
    noun = "kvartal" if abs(quarters) == 1 else "kvartaler"
    return f"{abs(quarters)} {noun} {'senere' if quarters > 0 else 'tidligere'}"


def due_in(milestones: Rader, period: Periode) -> Rader:
    """The milestones that are due in `period` and not done."""
    return Rader(
        row
        for row in milestones
        if row.felt("er_milepael")
        and str(row.felt("status")) != "Fullført"
        and (moment := row.felt("gjeldende")) is not None
        and moment.slutt is not None
        and period.inneholder(moment.slutt)
    )
