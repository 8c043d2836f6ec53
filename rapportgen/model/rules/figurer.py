"""A figure says what it shows and who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook


def described_and_credited(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Every figure has an alternative text, which public documents must have, and a credit."""
    for row in workbook.rows("Figurer"):
        name = row.id or row.fil
        if not row.alternativ_tekst:
            yield advarsel(
                "figur-uten-alternativ-tekst",
                row.address("alternativ_tekst"),
                f"Figuren «{name}» har ingen alternativ tekst. "
                "Skriv hva den viser, for den som ikke kan se den, for eksempel «Sykehjemmet sett fra veien».",
            )
        if not row.kreditering:
            yield advarsel(
                "figur-uten-kreditering",
                row.address("kreditering"),
                f"Figuren «{name}» sier ikke hvem som har laget den. "
                "Fyll ut «Kreditering», for eksempel «Foto: kommunen».",
            )
