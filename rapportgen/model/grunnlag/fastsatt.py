"""Who adopted a plan, when, and by what law: the line at the foot of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.kalender import langdato
from rapportgen.model.parsing import is_placeholder, one_line
from rapportgen.problems import advarsel

if TYPE_CHECKING:
    from rapportgen.problems import Problem

FIELDS = BY, DATE, LAW = "fastsatt_av", "fastsatt_dato", "hjemmel_for_fastsetting"
ASKED = frozenset({"fastsatt", BY, DATE})
"""The words of a template that says who adopted the document."""


def adopted(prosjekt: Any) -> str | None:
    """«Fastsatt av kommunestyret 15. desember 2023 med hjemmel i kommuneloven § 5-3».

    None until both who and when are filled in: half a sentence, or one with «xx.måned xxxx», would mislead.
    """
    by, day, law = (_filled(prosjekt, name) for name in FIELDS)
    if by is None or day is None:
        return None
    return f"Fastsatt av {by} {day}" + (f" med hjemmel i {law}" if law else "")


def not_adopted(prosjekt: Any) -> list[Problem]:
    """A warning for each part that a document says nothing about because it is not filled in."""
    columns = prosjekt.SHEET.by_name
    return [
        advarsel(
            "tomt-felt",
            prosjekt.addresses.get(name, "Prosjekt"),
            f"Feltet «{columns[name].heading}» i arket «Prosjekt» er ikke fylt ut. "
            "Linjen om hvem som har fastsatt planen blir ikke fullstendig. "
            f"Skriv for eksempel «{columns[name].example}».",
            prosjekt.felt(name) or "",
        )
        for name in FIELDS
        if _filled(prosjekt, name) is None
    ]


def _filled(prosjekt: Any, name: str) -> str | None:
    """What the field says, in the form for running text; None when it is empty or a gap left to fill."""
    value = prosjekt.felt(name)
    if value is None:
        return None
    day = value.start if getattr(value, "slag", "") == "dato" else None
    text = langdato(day) if day else one_line(str(value))
    return None if not text or is_placeholder(text) else text
