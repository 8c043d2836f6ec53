"""Texts that somebody meant to finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.grunnlag.fastsatt import FIELDS, not_adopted
from rapportgen.model.parsing import gap_signs, is_placeholder, one_line, quoted
from rapportgen.model.riktekst import RikTekst
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook


def placeholders(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """No text is a gap left to fill: «xx.måned xxxx», «lov.....», «Sett inn …», «(?)»."""
    for data in workbook.sheets.values():
        signs = gap_signs(data.folded())
        for row in data.rows if signs else ():
            for name, value in row.values.items():
                if not isinstance(value, (str, RikTekst)):
                    continue
                folded = str(value).casefold()
                if [sign for sign in signs if sign in folded] and is_placeholder(one_line(str(value))):
                    yield advarsel(
                        "plassholder",
                        row.address(name),
                        f"{quoted(value)} ser ut som en tekst som ikke er fylt ut.",
                        value,
                    )


def project_named(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A workbook with content says which kommune it is about."""
    has_content = any(data.rows for name, data in workbook.sheets.items() if name != "Prosjekt")
    if has_content and not workbook.prosjekt.kommune:
        there = workbook.has("Prosjekt")
        place = workbook.prosjekt.address("kommune") if there else "Prosjekt"
        lacking = "Feltet «Kommune» i arket «Prosjekt» er tomt." if there else "Arbeidsboken har ikke arket «Prosjekt»."
        hint = "" if there else "Lag arket «Prosjekt» med feltet «Kommune», eller hent det fra «rapportgen ny»."
        yield advarsel("mangler-kommune", place, f"{lacking} Forsiden får ikke noe navn.", forslag=hint)


def adopted_in_full(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Who adopted a plan, when and by what law is said in full or not at all."""
    missing = not_adopted(workbook.prosjekt)
    if len(missing) < len(FIELDS):
        yield from missing
