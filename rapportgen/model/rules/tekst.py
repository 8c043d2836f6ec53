"""Texts that somebody meant to finish."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from rapportgen.model.beloep import norsk_tall, number_of
from rapportgen.model.grunnlag.fastsatt import FIELDS, not_adopted
from rapportgen.model.parsing import gap_signs, is_placeholder, one_line, quoted
from rapportgen.model.riktekst import DEEPEST, NUMMER, PUNKT, RikTekst
from rapportgen.names import suggest
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

_PARAGRAPH = "avsnitt"
_KINDS = (_PARAGRAPH, PUNKT, NUMMER)
_DEEPEST_TYPED = DEEPEST + 1
_WITH_LEVELS = ("Tekst", "Omsorgstrapp")


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


def known_kinds(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A text is a paragraph, a bullet or a numbered item; anything else in «Type» is printed as a paragraph."""
    for row in workbook.rows("Tekst"):
        word = one_line(str(row.type or "")).casefold()
        if word and word not in _KINDS:
            near = next((kind for kind in (PUNKT, NUMMER) if kind in word), None) or suggest(word, _KINDS)
            yield advarsel(
                "ukjent-type",
                row.address("type"),
                f"{quoted(row.type)} er ikke en type tekst. Teksten blir et vanlig avsnitt. "
                f"Skriv {_PARAGRAPH}, {PUNKT} eller {NUMMER}.",
                row.type,
                f"Mente du «{near}»?" if near else "",
            )


def known_levels(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A point stands at level 1, 2 or 3; 0 and nothing mean 1, and what is deeper becomes 3."""
    allowed = range(_DEEPEST_TYPED + 1)
    for row in (row for sheet in _WITH_LEVELS for row in workbook.rows(sheet)):
        level = number_of(row.nivaa)
        if level is not None and level not in allowed:
            nearest = min(max(int(level), 1), _DEEPEST_TYPED)
            shown = norsk_tall(level) if isinstance(row.nivaa, Decimal) else str(row.nivaa)
            yield advarsel(
                "ukjent-nivaa",
                row.address("nivaa"),
                f"{quoted(shown)} er ikke et nivå. Skriv 1, 2 eller 3. Det regnes som {nearest}.",
                shown,
            )


def project_named(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A workbook with content says which kommune it is about."""
    has_content = any(data.rows for name, data in workbook.sheets.items() if name != "Prosjekt")
    if has_content and not workbook.prosjekt.kommune:
        there = workbook.sheets["Prosjekt"].titles if workbook.has("Prosjekt") else ()
        place = workbook.prosjekt.addresses.get("kommune", there[0] if there else "Prosjekt")
        lacking = "Feltet «Kommune» i arket «Prosjekt» er tomt." if there else "Arbeidsboken har ikke arket «Prosjekt»."
        hint = "" if there else "Lag arket «Prosjekt» med feltet «Kommune», eller hent det fra «rapportgen ny»."
        yield advarsel("mangler-kommune", place, f"{lacking} Forsiden får ikke noe navn.", forslag=hint)


def adopted_in_full(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Who adopted a plan, when and by what law is said in full or not at all."""
    missing = not_adopted(workbook.prosjekt)
    if len(missing) < len(FIELDS):
        yield from missing
