"""Fields of Word that a loop or a condition would cut in two."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.word import compile_template
from tests.word.docx import docx_with, para, render, run

_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_FOR, _ENDFOR = "{% for r in rader %}", "{% endfor %}"


@pytest.mark.parametrize(
    ("body", "place", "how"),
    [
        (para(_FOR) + para(_BEGIN, run("1")) + para(_ENDFOR) + para(run("x"), _END), "avsnitt 1", "begynner inni"),
        (para("a") + para(_BEGIN, run(f"{_FOR}1"), _END) + para(_ENDFOR), "avsnitt 2", "begynner utenfor"),
        (para("a", run("{% if a %}"), _BEGIN, run("{% endif %}"), _END), "avsnitt 1", "begynner inni"),
        (
            para(run("{% if a %}"), _BEGIN, run("{% else %}"), _END, run("x{% endif %}")),
            "avsnitt 1",
            "begynner inni",
        ),
    ],
)
def test_a_block_that_cuts_a_field_in_two_is_told_of_with_its_place(body: str, place: str, how: str) -> None:
    with pytest.raises(TemplateError) as raised:
        compile_template(docx_with(body), cache=False)
    (problem,) = raised.value.problems
    assert (problem.kode, problem.sted) == ("kryssende-felt", place)
    assert how in problem.melding


@pytest.mark.parametrize(
    "body",
    [
        para(run(_FOR), _BEGIN, run("1"), _END, run(_ENDFOR)),
        para(_FOR) + para(_BEGIN, run("1"), _END) + para(_ENDFOR) + para("x"),
        para(_BEGIN, run(f"{_FOR}1{_ENDFOR}"), _END),
    ],
)
def test_a_field_inside_or_around_a_block_is_as_it_should_be(body: str) -> None:
    assert "1" in render(docx_with(body), rader=["A", "B"]).text
