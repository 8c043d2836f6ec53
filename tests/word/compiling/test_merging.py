"""Table cells that are one with those above them while their value is the same."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.utelatt import MANGLER
from rapportgen.word import compile_template
from tests.word.docx import Report, W, cell, docx_with, drawing, para, render, row, table

FOR, END = "{% for en in rader %}", "{% endfor %}"


def report_of(*rows: str, **context: object) -> Report:
    return render(docx_with(table(*rows) + para("")), **context)


def merged(report: Report, number: int = 0) -> list[list[str]]:
    """The cells of a table as a reader sees them: ↑ for one that goes on from the one above."""
    found = []
    for line in report.all("w:tbl")[number].findall(f"{{{W}}}tr"):
        cells = []
        for one in line.findall(f"{{{W}}}tc"):
            mark = one.find(f"{{{W}}}tcPr/{{{W}}}vMerge")
            text = "".join(t.text or "" for t in one.iter(f"{{{W}}}t"))
            goes_on = mark is not None and mark.get(f"{{{W}}}val") == "continue"
            assert not (goes_on and text)
            assert one.findall(f"{{{W}}}p")
            cells.append("↑" if goes_on else text)
        found.append(cells)
    return found


def rows_of(*values: tuple[object, ...]) -> list[dict[str, object]]:
    return [dict(zip("abc", line, strict=False)) for line in values]


ROW = row(f"{FOR}{{{{ en.a | slå_sammen }}}}", "{{ en.b|slå_sammen }}", f"{{{{ en.c }}}}{END}")


def test_cells_are_merged_while_the_value_is_the_same() -> None:
    found = report_of(ROW, rader=rows_of(("x", 1, "p"), ("x", 2, "q"), ("y", 3, "r"), ("x", 4, "s")))
    assert merged(found) == [["x", "1", "p"], ["↑", "2", "q"], ["y", "3", "r"], ["x", "4", "s"]]


def test_a_column_goes_on_only_while_those_to_its_left_do() -> None:
    found = report_of(ROW, rader=rows_of(("x", 1, "p"), ("x", 1, "q"), ("y", 1, "r"), ("y", 1, "s")))
    assert merged(found) == [["x", "1", "p"], ["↑", "↑", "q"], ["y", "1", "r"], ["↑", "↑", "s"]]


def test_a_column_that_is_not_merged_says_nothing_about_those_to_its_right() -> None:
    line = row(f"{FOR}{{{{ en.c }}}}", f"{{{{ en.a|slå_sammen }}}}{END}")
    assert merged(report_of(line, rader=rows_of(("x", 1, "p"), ("x", 1, "q")))) == [["p", "x"], ["q", "↑"]]


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("{{ en.a | slå_sammen }} {{ en.c }}", "Skriv {{ en.c | slå_sammen }}, eller flytt det til en annen celle."),
        ("{{ en.a | slå_sammen }}{% if en.c %} ja{% endif %}", "Flytt det til en annen celle."),
    ],
)
def test_what_would_be_lost_in_a_merged_cell_is_a_fault(content: str, hint: str) -> None:
    with pytest.raises(TemplateError) as caught:
        report_of(row(f"{FOR}{{{{ en.b }}}}", f"{content}{END}"), rader=rows_of(("x", 1, "p"), ("x", 2, "q")))
    assert [problem.forslag for problem in caught.value.problems if problem.kode == "slaa-sammen"] == [hint]


def test_a_coloured_cell_is_merged_by_its_value() -> None:
    line = row(f'{FOR}{{% cellbg "EAF1F8" %}}{{{{ en.a|slå_sammen }}}}', f"{{{{ en.c }}}}{END}")
    assert merged(report_of(line, rader=rows_of(("x", 1, "p"), ("x", 1, "q")))) == [["x", "p"], ["↑", "q"]]


def test_cells_are_merged_over_loops_within_each_other() -> None:
    groups = [{"navn": "A", "deler": [1, 2]}, {"navn": "A", "deler": [2]}, {"navn": "B", "deler": [3, 3]}]
    found = report_of(
        row("Gruppe", "Del"),
        row("{% for g in grupper %}{% for d in g.deler %}"),
        row("{{ g.navn|slå_sammen }}", "{{ d|slå_sammen }}"),
        row("{% endfor %}{% endfor %}"),
        grupper=groups,
    )
    assert merged(found) == [["Gruppe", "Del"], ["A", "1"], ["↑", "2"], ["↑", "↑"], ["B", "3"], ["↑", "↑"]]


def test_a_row_of_another_kind_between_them_keeps_cells_apart() -> None:
    groups = [{"navn": "A", "deler": [1, 1]}, {"navn": "A", "deler": [1]}]
    found = report_of(
        row("{% for g in grupper %}"),
        row("{{ g.navn }}"),
        row("{% for d in g.deler %}{{ d|slå_sammen }}{% endfor %}".replace("{% ", "{%tr ")),
        row("{% endfor %}"),
        grupper=groups,
    )
    assert merged(found) == [["A"], ["1"], ["↑"], ["A"], ["1"]]


def test_rows_of_two_looks_are_merged_with_each_other() -> None:
    found = report_of(
        row(FOR), row("{% if en.b %}"), row("{{ en.a|slå_sammen }}"), row("{% else %}"), row("{{ en.a|slå_sammen }}"),
        row("{% endif %}"), row(END), rader=rows_of(("x", 1), ("x", 0), ("y", 0)),
    )  # fmt: skip
    assert merged(found) == [["x"], ["↑"], ["y"]]


def test_each_table_of_a_loop_begins_anew() -> None:
    body = para("{% for g in (1, 2) %}") + table(ROW) + para("") + para(END)
    found = render(docx_with(body), rader=rows_of(("x", 1, "p"), ("x", 2, "q")))
    assert merged(found, 0) == merged(found, 1) == [["x", "1", "p"], ["↑", "2", "q"]]


def test_a_table_in_a_cell_has_cells_of_its_own() -> None:
    inner = table(row("{% for d in en.b %}{{ d|slå_sammen }}{% endfor %}".replace("{% ", "{%tr ")))
    line = row(f"{FOR}{{{{ en.a|slå_sammen }}}}", cell(inner + para(END)))
    found = report_of(line, rader=rows_of(("x", [1, 1]), ("x", [1])))
    assert [merged(found, n) for n in (1, 2)] == [[["1"], ["↑"]], [["1"]]]
    assert [line[0] for line in merged(found)] == ["x", "↑"]


@pytest.mark.parametrize(("nothing", "printed"), [(None, "–"), ("", ""), (MANGLER, "mangler")])
def test_what_is_missing_is_like_nothing_else(nothing: object, printed: str) -> None:
    found = report_of(ROW, rader=rows_of((nothing, 1, "p"), (nothing, 1, "q")))
    assert merged(found) == [[printed, "1", "p"], [printed, "1", "q"]]


def test_a_cell_with_two_values_goes_on_while_both_are_the_same() -> None:
    line = row(f"{FOR}{{{{ en.a|slå_sammen }}}}: {{{{ en.b|slå_sammen }}}}", f"{{{{ en.c }}}}{END}")
    found = report_of(line, rader=rows_of(("x", 1, "p"), ("x", 1, "q"), ("x", 2, "r")))
    assert merged(found) == [["x: 1", "p"], ["↑", "q"], ["x: 2", "r"]]


def test_cells_of_a_loop_are_compared_with_their_own_column() -> None:
    line = row("{%tr for en in rader %}{%tc for v in en.a %}", "{{ v|slå_sammen }}", "{%tc endfor %}{%tr endfor %}")
    found = report_of(line, rader=rows_of(([1, 2],), ([1, 3],)))
    assert merged(found) == [["1", "2"], ["↑", "3"]]


def test_a_printed_value_is_compared_as_it_prints() -> None:
    line = row(f"{FOR}{{{{ en.a|tall(0)|slå_sammen }}}}{END}".replace("{% ", "{%tr "))
    assert merged(report_of(line, rader=rows_of((1.1,), (1.2,), (2,)))) == [["1"], ["↑"], ["2"]]


@pytest.mark.parametrize(
    ("body", "proposed"),
    [
        (para("{{ x|slå_sammen }}"), "Skriv {{ x }}."),
        (table(row("{{ x|slå_sammen|kr }}")), "Skriv {{ x|kr | slå_sammen }}."),
        (table(row("{{ x ~ y|slå_sammen }}")), "Skriv {{ (x ~ y) | slå_sammen }}."),
        (table(row("{% if x|slå_sammen %}a{% endif %}")), "Skriv {% if x %}."),
        (table(row("{% vm x %}{{ x|slå_sammen }}")), "Behold bare den ene måten."),
    ],
)
def test_a_filter_in_the_wrong_place_is_a_fault(body: str, proposed: str) -> None:
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with(body + para("")), cache=False)
    assert [problem.forslag for problem in refused.value.problems] == [proposed]


def test_a_list_is_no_value() -> None:
    with pytest.raises(TemplateError, match="ikke slås sammen etter en liste"):
        report_of(ROW, rader=rows_of(([1], 1, "p")))


def test_in_a_header_and_the_body_at_once() -> None:
    line = row("{%tr for en in rader %}{{ en.a|slå_sammen }}{%tr endfor %}")
    report = render(docx_with(table(line) + para(""), header=table(line) + para("")), rader=rows_of(("x",), ("x",)))
    assert report.values("w:vMerge") == report.values("w:vMerge", part="header") == ["restart", "continue"]


def test_a_filter_in_an_alternative_text_is_a_fault() -> None:
    body = table(row(cell(para("a", drawing("{{ x|slå_sammen }}")))))
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with(body + para("")), cache=False)
    assert [problem.forslag for problem in refused.value.problems] == ["Skriv {{ x }}."]


def test_a_row_that_begins_further_in_merges_with_nothing_in_another_column() -> None:
    further_in = row("{{ x | slå_sammen }}").replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    report = report_of(row("{{ x | slå_sammen }}", "b"), further_in, x="A")
    assert report.values("w:vMerge") == ["restart", "restart"]
