"""Words that say which step or category something belongs to are words the documents know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.grunnlag.trinn import category_of
from rapportgen.model.sheets.trinn import FRIVILLIGHET, TEKNOLOGI, TJENESTER
from rapportgen.model.vurdering import step_named
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook


def staircase_categories(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """The points of the care staircase belong to one of its three categories."""
    told = set()
    for row in workbook.rows("Omsorgstrapp"):
        if row.punkt and not category_of(row) and str(row.kategori) not in told:
            told.add(str(row.kategori))
            yield advarsel(
                "ukjent-kategori",
                row.address("kategori"),
                f"«{row.kategori}» er ikke en kategori i omsorgstrappen. Malene som følger med viser «{FRIVILLIGHET}», "
                f"«{TJENESTER}» og «{TEKNOLOGI}».",
                row.kategori,
            )


def six_steps(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A rating of an indicator is a step of the six-step scale."""
    names = ", ".join(step.navn.lower() for step in settings.vurderinger)
    for row in workbook.rows("Nøkkeltall"):
        if row.vurdering and step_named(row.vurdering, settings.vurderinger) is None:
            yield advarsel(
                "ukjent-vurdering",
                row.address("vurdering"),
                f"«{row.vurdering}» er ikke et trinn på skalaen: {names}. Det blir skrevet som det står, uten farge.",
                row.vurdering,
            )
