"""Rules that look across rows and sheets. Each takes a workbook and its settings and yields Problems.

A rule never changes a value: the report prints what the workbook says, and the problem says what is odd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.rules import (
    figurer,
    fremdrift,
    henvisninger,
    identiteter,
    personvern,
    regnestykker,
    risiko,
    tekst,
    tid,
    trinn,
    versjoner,
)

if TYPE_CHECKING:
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook
    from rapportgen.problems import Problem

RULES = (
    identiteter.unique_keys,
    identiteter.unique_in_period,
    identiteter.named_lines,
    identiteter.known_references,
    identiteter.same_risk_twice,
    regnestykker.typed_totals,
    regnestykker.deviations,
    regnestykker.remainders,
    regnestykker.shares,
    regnestykker.plausible_units,
    regnestykker.plausible_savings,
    regnestykker.mixed_units,
    risiko.rating_agrees,
    risiko.levels_present,
    fremdrift.degree_of_completion,
    fremdrift.columns_of_the_period,
    tid.lines_of_the_quarter,
    tid.quarter_that_is_read,
    tid.end_before_start,
    tid.drawn_in_the_plan,
    tid.room_in_the_plan,
    tid.passed_but_not_marked,
    tekst.placeholders,
    tekst.known_kinds,
    tekst.known_levels,
    tekst.project_named,
    tekst.adopted_in_full,
    figurer.described_and_credited,
    henvisninger.footnotes_exist,
    henvisninger.links_can_be_followed,
    trinn.staircase_categories,
    trinn.six_steps,
    versjoner.version_is_the_newest,
    personvern.national_identity_numbers,
    personvern.hidden_names,
    personvern.access_and_recipient,
)


def check_workbook(workbook: Workbook, settings: Innstillinger, period: Periode | None = None) -> list[Problem]:
    """Everything the rules find. Rules about time use the end of `period` as today; without one they rest."""
    return [problem for rule in RULES for problem in rule(workbook, settings, period)]
