"""A block has one `else`, the last of its branches, and ends where it begins: in the text, or in one text box."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.word import compile_template
from rapportgen.word.lint import check_template
from tests.word.docx import docx_with, para, run
from tests.word.tags.test_places import text_boxes

TWICE = "{% if tiltak %} har en {% else %} fra før i avsnitt 2, og kan bare ha én."
TAKE_AWAY = "Ta bort den ene, eller skriv {% endif %} der {% if tiltak %} skal slutte."
LATE = "«elif» står etter «else» i avsnitt 2, for {% if tiltak %}. «else» skal stå sist."
MOVE = "Flytt {% elif risikoer %} og det som hører til den, foran {% else %}."


def template(*texts: str) -> bytes:
    return docx_with("".join(para(text) for text in texts))


def told(*texts: str) -> list[tuple[str, str]]:
    """The codes and places of what is told of a template of these paragraphs."""
    return [(found.problem.kode, found.problem.sted) for found in check_template(template(*texts))]


@pytest.mark.parametrize(
    ("late", "message", "hint"), [("{% else %}", TWICE, TAKE_AWAY), ("{% elif risikoer %}", LATE, MOVE)]
)
def test_a_branch_after_else_is_told_where_it_stands(late: str, message: str, hint: str) -> None:
    faulty = template("{% if tiltak %}a", "{% else %}b", f"{late}c", "{% endif %}")
    (found,) = [finding.problem for finding in check_template(faulty)]
    assert (found.kode, found.sted, found.melding, found.forslag) == ("etter-else", "avsnitt 3", message, hint)
    with pytest.raises(TemplateError) as refused:
        compile_template(faulty, cache=False)
    assert [problem.melding for problem in refused.value.problems] == [message]


def test_a_second_else_in_the_same_paragraph_or_of_a_loop_is_told() -> None:
    assert told("{% if tiltak %}a{% else %}b{% else %}c{% endif %}") == [("etter-else", "avsnitt 1")]
    assert told("{% for ett in tiltak %}a", "{% else %}b", "{% else %}c", "{% endfor %}") == [
        ("etter-else", "avsnitt 3")
    ]


def test_other_faults_are_told_beside_it() -> None:
    assert told("{% if tiltak %}", "{% ellers %}b", "{% else %}c", "{% endif %}", "{{ rapport.kvrtal }}") == [
        ("ukjent-tagg", "avsnitt 2"),
        ("etter-else", "avsnitt 3"),
        ("ukjent-felt", "avsnitt 5"),
    ]


def test_each_block_may_have_its_own_else() -> None:
    assert told("{% if tiltak %}{% if risikoer %}a{% else %}b{% endif %}{% else %}c{% endif %}") == []


def test_the_branches_of_a_block_without_its_end_are_not_told_as_those_of_another() -> None:
    outer, inner = ("{% if tiltak %}a", "{% else %}b"), ("{% if risikoer %}c", "{% else %}d")
    assert told(*outer, *inner, "{% endif %}") == [("aapen-blokk", "avsnitt 1")]
    assert told(outer[0], *inner, outer[1], "{% endif %}") == [("aapen-blokk", "avsnitt 1")]


FOR, IF = "{% for sak in beslutninger %}", "{% if tiltak %}"


@pytest.mark.parametrize(
    ("before", "inside", "ends"),
    [
        (FOR, ["{{ sak.sak }}{% endfor %}"], [("for", "endfor", "tekstboks i avsnitt 1")]),
        (
            "{%p for sak in beslutninger %}",
            ["a", "{%p endfor %}"],
            [("for", "endfor", "avsnitt 2 i tekstboks i avsnitt 1")],
        ),
        (IF, ["a{% else %}b{% endif %}"], [("if", "else", "tekstboks i avsnitt 1")]),
        (
            IF + FOR,
            ["a{% endfor %}{% endif %}"],
            [("if", "endif", "tekstboks i avsnitt 1"), ("for", "endfor", "tekstboks i avsnitt 1")],
        ),
    ],
)
def test_a_block_that_ends_in_a_text_box_is_told_at_its_beginning_and_once(
    before: str, inside: list[str], ends: list[tuple[str, str, str]]
) -> None:
    boxes = text_boxes("".join(map(para, inside)))
    found = [finding.problem for finding in check_template(docx_with(para(run(f"{before}x"), boxes)))]
    assert {problem.kode for problem in found} == {"kryssende-blokk"}
    assert sorted(problem.melding for problem in found) == sorted(
        f"{{% {begin} %}} står utenfor tekstboksen som {{% {end} %}} står i ({place})." for begin, end, place in ends
    )
    assert all(problem.forslag.startswith("Flytt den ene") for problem in found)


def test_an_end_too_many_in_a_text_box_is_still_one_too_many() -> None:
    body = para(text_boxes(para(f"{FOR}{{{{ sak.sak }}}}{{% endfor %}}{{% endfor %}}")))
    (found,) = check_template(docx_with(body))
    assert (found.problem.kode, found.problem.sted) == ("loes-blokk", "tekstboks i avsnitt 1")
