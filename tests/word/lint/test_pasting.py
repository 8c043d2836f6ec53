"""A proposal, pasted where it belongs, makes its finding go away and brings no new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.word.lint import check_template
from tests.word.docx import docx_with, para
from tests.word.lint.faults import FAULTS, MANY
from tests.word.lint.pasting import pasted

if TYPE_CHECKING:
    from rapportgen.problems import Problem

BODIES = {
    **{name: case.body for name, case in FAULTS.items()},
    **{name: body for name, (body, _) in MANY.items()},
    "a block in a line, for paragraphs": para("{%p if prosjekt.mottaker %}Til {{ prosjekt.mottaker }}{%p endif %} nå"),
    "a block in a line, begun plainly": para("{% if prosjekt.mottaker %}Til {{ prosjekt.mottaker }}{%p endif %} nå"),
    "a block in a line, ended plainly": para("{%p if prosjekt.mottaker %}Til {{ prosjekt.mottaker }}{% endif %} nå"),
    "three tags in a line, for paragraphs": para("{%p if tiltak %}a{%p else %}b{%p endif %}"),
    "two blocks in a line": para("x {%p if tiltak %}a{%p endif %} b {%p if risikoer %}c{%p endif %} d"),
    "a block that ends in a line": para("{% if tiltak %}") + para("a") + para("b {%p endif %} c"),
    "a variable like a scope": para("{% for p in tiltak %}{{ p.navn }} {% if p.frist %}{{ p.frist|dato }}{% endif %}")
    + para("{% endfor %}"),
    "a brace too many before": para("Se {{{ prosjekt.kommune }} nå"),
    "a brace too many after": para("Se {{ prosjekt.kommune }}} nå"),
    "a brace too many on both sides": para("Se {{{ prosjekt.kommune }}} nå"),
    "a column of the workbook's own": para("{% for ett in tiltak %}{{ ett.timer_brukt }}{% endfor %}"),
    "a part of a word": para("{{ ord.kommune.samsk }} {{ prosjekt.kommune.samsk }} {{ lys.samlet.fyl }}"),
    "quotes of Word": para("{{ prosjekt.saksnumer|ellers(« - «) }}"),
    "a value for a paragraph, in a line": para("a {{p tekst.innledning }} b"),
    "a name given in a line": para("a {%p set x = 1 %} b {{ x }}"),
}

LOOPS = {"a table"}
"""Where nothing is known of the fields of rows until the loop over them is mended."""


def found_in(body: str) -> list[Problem]:
    return [finding.problem for finding in check_template(docx_with(body))]


def key_of(problem: Problem) -> tuple[str, str, str]:
    """What makes it the same finding, though something else may be proposed for it."""
    return problem.kode, problem.sted, problem.verdi


@pytest.mark.parametrize("name", BODIES)
def test_a_proposal_mends_its_finding_and_brings_no_other(name: str) -> None:
    body = BODIES[name]
    before = found_in(body)
    for problem in before:
        if (mended := pasted(problem, body)) is not None:
            after = found_in(mended)
            assert key_of(problem) not in map(key_of, after)
            assert name in LOOPS or {one[1:3] for one in after} <= {one[1:3] for one in before}


def test_most_proposals_can_be_pasted() -> None:
    every = [(problem, body) for body in BODIES.values() for problem in found_in(body)]
    assert sum(pasted(*one) is not None for one in every) > len(every) / 2
