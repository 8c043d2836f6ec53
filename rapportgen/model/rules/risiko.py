"""Ratings of risk: S, K and RF belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.ordforraad import Risikotall
from rapportgen.problems import FEIL, Problem, advarsel, cells_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook


def rating_agrees(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A typed RF is the colour that the matrix gives for S and K."""
    for row in workbook.rows("Risiko"):
        if str(row.type or "trussel") == "trussel":
            yield from _rating(row, ("egen_s", "egen_k", "egen_rf"), settings)
    for row in workbook.rows("Risikohistorikk"):
        yield from _rating(row, ("s", "k", "rf"), settings)


def _rating(row: Any, names: tuple[str, str, str], settings: Innstillinger) -> Iterator[Problem]:
    s, k, typed = (getattr(row, name) for name in names)
    if s is None or k is None or typed is None:
        return
    matrix = settings.matrise
    by_number = isinstance(typed, Risikotall)
    computed = str(matrix.verdi(s.verdi, k.verdi)) if by_number else matrix.farge(s.verdi, k.verdi)
    if computed is not None and computed != str(typed):
        yield advarsel(
            "rf-avvik",
            row.address(names[2]),
            f"RF er skrevet som {typed}, men {s} sannsynlighet og {k} konsekvens gir {computed} i matrisen. "
            "Rapporten viser det som er skrevet.",
            typed,
            computed,
        )


def levels_present(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A threat has both S and K, so that it can be placed in the matrix; a register without any has none missing.

    A cell that could not be read is a fault already, and is not said to be missing too.
    """
    threats = [row for row in workbook.rows("Risiko") if str(row.type or "trussel") == "trussel"]
    if not any(row.egen_s is not None or row.egen_k is not None for row in threats):
        return
    faults = (problem.sted for problem in workbook.problems if problem.alvor == FEIL)
    faulty = {cell for place in faults for cell in cells_of(place)}
    for row in threats:
        blank = [name for name in ("egen_s", "egen_k") if row.values.get(name) is None]
        missing = [name[-1].upper() for name in blank if row.addresses.get(name) not in faulty]
        if missing:
            yield advarsel(
                "mangler-nivaa",
                row.address("risikofaktor"),
                f"Trusselen mangler {' og '.join(missing)} og kan ikke plasseres i risikomatrisen.",
                row.risikofaktor,
            )
