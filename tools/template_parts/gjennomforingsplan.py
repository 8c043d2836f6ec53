"""The plan of a sub-project: the order of its chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from template_parts.front import contents_page, plan_cover
from template_parts.page import section
from template_parts.plan_background import background, goals, introduction
from template_parts.plan_work import deliveries, management, progress, stakeholders

if TYPE_CHECKING:
    from template_parts.charts import Charts

TITLE = "Gjennomføringsplan"
SUBJECT = "Planen for et delprosjekt, fra bakgrunn og mål til organisering og risiko."


def body(chart: Charts) -> str:
    """The content of `word/document.xml`. A chapter without data leaves itself out, heading and all."""
    return (
        plan_cover()
        + contents_page()
        + introduction()
        + background(chart)
        + goals(chart)
        + deliveries()
        + progress()
        + management()
        + stakeholders()
        + section()
    )
