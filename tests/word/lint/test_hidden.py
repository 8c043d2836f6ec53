"""Tags that print where no reader sees it."""

from __future__ import annotations

import pytest

from rapportgen.word.lint import check_template
from tests.word.docx import docx_with, para, row, run, table

_SEEN = "{{ prosjekt.kommune }}"
_NAME = "{{ prosjekt.ansvarlig }}"
_FIELD = f'<w:fldSimple w:instr=" IF 1 = 2 &quot;{_NAME}&quot; &quot;ok&quot; ">{run("ok")}</w:fldSimple>'
_HIDDEN_ROW = row(_NAME).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (para(_SEEN) + para(run(_NAME, "<w:vanish/>")), "avsnitt 2"),
        (para(_SEEN) + table(row("a"), _HIDDEN_ROW) + para("x"), "tabell 1, rad 2, kolonne 1"),
        (para(_SEEN) + para("Svar: ", _FIELD), "avsnitt 2"),
    ],
)
def test_what_is_hidden_and_yet_in_the_file_is_told_of(body: str, place: str) -> None:
    found = [finding.problem for finding in check_template(docx_with(body))]
    assert [(p.alvor, p.sted) for p in found if p.kode == "skjult-innhold"] == [("advarsel", place)]


@pytest.mark.parametrize("properties", ['<w:vanish w:val="0"/>', "<w:b/>"])
def test_what_is_seen_is_not_told_of(properties: str) -> None:
    assert check_template(docx_with(para(run(_SEEN, properties)))) == []
