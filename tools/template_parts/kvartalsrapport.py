"""The quarterly report: the order of its chapters, and which of them stand on turned pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from template_parts.appendix import appendix
from template_parts.chapters_figures import benefits, economy, indicators, staff
from template_parts.chapters_progress import (
    decisions,
    deviations,
    milestones,
    next_quarter,
    overall_status,
    participation,
    plan,
    work_done,
)
from template_parts.chapters_risk import risk
from template_parts.page import cover, section, turned

if TYPE_CHECKING:
    from template_parts.charts import Charts

TITLE = "Kvartalsrapport"
SUBJECT = "Rapport til styringsgruppen hvert kvartal: status, økonomi, risiko og planen videre."
# The collections whose chapters have wide tables: the plan by quarter and chapters 5 to 8.
_WIDE = ("milepæler", "økonomi", "innsparing", "prosjektøkonomi", "bemanning", "styringsdata", "trusler", "muligheter")


def body(chart: Charts) -> str:
    """The content of `word/document.xml`. A chapter without data leaves itself out, heading and all."""
    return (
        cover()
        + overall_status()
        + decisions()
        + work_done()
        + milestones()
        + turned(" or ".join(_WIDE), plan(), economy(chart), staff(), indicators(), risk())
        + benefits()
        + deviations()
        + participation()
        + next_quarter()
        + appendix()
        + section()
    )
