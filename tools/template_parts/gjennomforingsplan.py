"""The plan of a sub-project: the order of its chapters."""

from __future__ import annotations

from template_parts.front import contents_page, plan_cover
from template_parts.page import section
from template_parts.plan_background import background, goals, introduction
from template_parts.plan_work import deliveries, management, progress, stakeholders

TITLE = "Gjennomføringsplan"


def body() -> str:
    """The content of `word/document.xml`. A chapter without data leaves itself out, heading and all."""
    return (
        plan_cover()
        + contents_page()
        + introduction()
        + background()
        + goals()
        + deliveries()
        + progress()
        + management()
        + stakeholders()
        + section()
    )
