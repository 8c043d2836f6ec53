"""Numbered paragraphs of the template in loops."""

from __future__ import annotations

import pytest

from tests.word.docx import docx_with, para, render


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (para("{% for r in rader %}") + para("{{ r }}"), para("{% endfor %}")),
        (para("a{% for r in rader %}{{ r }}"), para("b{% endfor %}c")),
    ],
)
def test_a_list_begins_anew_in_each_turn(before: str, after: str) -> None:
    items = para("{{ r }} en", style="Nummer") + para("to", style="Nummer")
    report = render(docx_with(before + items + after + para("slutt")), rader=["A", "B"])
    first, second, third, fourth = report.values("w:numId")
    assert first == second != third == fourth
