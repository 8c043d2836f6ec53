"""Plain `{% for %}` and `{% if %}`: what their places say they stand for."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.errors import TemplateError
from rapportgen.word import compile_template
from tests.word.docx import cell, docx_with, para, render, row, run, table

NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
ROWS = [
    {"navn": "A", "verdi": 1, "deler": ["a1", "a2"]},
    {"navn": "B", "verdi": 2, "deler": []},
    {"navn": "C", "verdi": 3, "deler": ["c1"]},
]
FOR, END = "{% for en in rader %}", "{% endfor %}"


def lines(*paragraphs: str, **context: object) -> list[str]:
    """The paragraphs of the report of a template with these paragraphs, or other blocks."""
    body = "".join(p if p.startswith("<w:") else para(p) for p in paragraphs)
    return render(docx_with(body), **{"rader": ROWS, **context}).paragraphs()


def cells(*rows: str, **context: object) -> list[list[str]]:
    """The cells of the report of a template with a table of these rows."""
    return render(docx_with(table(*rows) + para("")), **{"rader": ROWS, **context}).cells()


class TestParagraphs:
    def test_tags_alone_in_paragraphs_repeat_what_is_between_and_vanish(self) -> None:
        assert lines("før", FOR, "{{ en.navn }}", "–", END, "etter") == ["før", *"A–B–C–", "etter"]

    def test_a_table_between_them_repeats(self) -> None:
        report = render(docx_with(para(FOR) + table(row("{{ en.navn }}")) + para("") + para(END)), rader=ROWS)
        assert [t.find(".//{*}t").text for t in report.all("w:tbl")] == ["A", "B", "C"]

    def test_first_and_last_in_paragraphs_they_keep_those(self) -> None:
        assert lines(f"{FOR}Navn: {{{{ en.navn }}}}", f"Verdi: {{{{ en.verdi }}}}{END}") == [
            "Navn: A", "Verdi: 1", "Navn: B", "Verdi: 2", "Navn: C", "Verdi: 3"
        ]  # fmt: skip

    def test_beside_text_that_is_not_theirs_they_leave_it(self) -> None:
        assert lines(f"Liste:{FOR}", "{{ en.navn }}", f"{END}Slutt") == ["Liste:", "A", "B", "C", "Slutt"]

    def test_in_one_paragraph_they_repeat_text(self) -> None:
        assert lines(f"{FOR}{{{{ en.navn }}}}, {END}slutt") == ["A, B, C, slutt"]

    def test_from_the_middle_of_one_paragraph_to_the_middle_of_another_they_repeat_lines(self) -> None:
        assert lines(f"Før {FOR}{{{{ en.navn }}}}", f"– {END}etter") == ["Før A", "– B", "– C", "– etter"]

    @pytest.mark.parametrize(("valg", "linjer"), [(1, ["en"]), (2, ["to", "linjer"]), (3, ["mange"])])
    def test_branches(self, valg: int, linjer: list[str]) -> None:
        tags = ["{% if n == 1 %}", "en", "{% elif n == 2 %}", "to", "linjer", "{% else %}", "mange", "{% endif %}"]
        assert lines(*tags, n=valg) == linjer

    def test_blocks_within_blocks_each_have_their_own_scope(self) -> None:
        inner = "{{ en.navn }}{% if en.deler %}: {% for d in en.deler %}{{ d }} {% endfor %}{% endif %}"
        assert lines(FOR, "{% if en.verdi < 3 %}", inner, "{% endif %}", END) == ["A: a1 a2 ", "B"]
        assert lines(f"{FOR}{{% if en.deler %}}", "{{ en.navn }}", f"{{% endif %}}{END}") == ["A", "C"]

    def test_a_tag_before_a_value_stays_in_a_paragraph_with_properties(self) -> None:
        centred = '<w:jc w:val="center"/>'
        body = para("{% if rader %}{{ rader[0].navn }}", properties=centred) + para("a {% endif %}b")
        assert render(docx_with(body), rader=ROWS).paragraphs() == ["A", "a b"]

    def test_a_block_that_is_kept_in_line_keeps_another_there(self) -> None:
        assert lines(f"{{% if rader %}}{FOR}", "{{ en.navn }}", f"{END}, slutt{{% endif %}}.") == [
            "", "A", "B", "C", ", slutt."
        ]  # fmt: skip

    def test_a_variable_alone_in_a_paragraph_takes_it_along(self) -> None:
        assert lines("{% set n = 2 %}", "{{ n }}") == ["2"]

    @pytest.mark.parametrize("scope", ["", "p"])
    @pytest.mark.parametrize("ja", [True, False])
    def test_a_paragraph_that_goes_leaves_the_end_of_its_section(self, scope: str, ja: bool) -> None:
        section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
        alone = para("{% if ja %}") + para("a") + para("{% endif %}", properties=section) + para("b")
        around = para("{%p if ja %}a{%p endif %}", properties=section) + para("b")
        for body in (alone.replace("{% ", "{%" + scope + " "), around):
            report = render(docx_with(body), ja=ja)
            assert len(report.all("w:sectPr")) == 2
            assert [text for text in report.paragraphs() if text] == (["a", "b"] if ja else ["b"])

    def test_in_a_header_too(self) -> None:
        header = para(FOR) + para("{{ en.navn }}") + para(END)
        assert render(docx_with("{{ rader[0].navn }}", header=header), rader=ROWS).paragraphs("header") == [
            "A",
            "B",
            "C",
        ]

    def test_tags_in_pieces_are_whole_ones(self) -> None:
        split = para(
            run("{% f"), run("or en in", "<w:b/>"), '<w:proofErr w:type="gramEnd"/>', run(" rader %"), run("}")
        )
        assert lines(split, "{{ en.navn }}", END) == ["A", "B", "C"]

    @pytest.mark.parametrize("scope", ["", "p"])
    def test_a_numbered_list_counts_from_the_beginning_in_each_turn(self, scope: str) -> None:
        item = para("{{ d }}", properties=NUMBERED)
        body = para(FOR) + para("{{ en.navn }}") + para("{% for d in en.deler %}") + item + para(END) + para(END)
        report = render(docx_with(body.replace("{% ", "{%" + scope + " ")), rader=ROWS)
        assert report.paragraphs() == ["A", "a1", "a2", "B", "C", "c1"]
        first, second, other = report.values("w:numId")
        assert first == second != other
        assert len([n for n in report.all("w:num", "numbering") if n.findall("{*}lvlOverride/{*}startOverride")]) == 3

    @pytest.mark.parametrize(
        "body",
        [
            para(FOR) + para("{{ en.navn }}", properties=NUMBERED) + para(END),
            para(FOR) + para("{{ en.navn }}", properties=NUMBERED) + para("Verdi {{ en.verdi }}") + para(END),
        ],
    )
    def test_a_loop_with_one_item_in_each_turn_makes_one_list(self, body: str) -> None:
        assert render(docx_with(body), rader=ROWS).values("w:numId") == ["2", "2", "2"]

    def test_a_list_in_a_row_that_repeats_begins_anew(self) -> None:
        inside = cell(para("{% for d in en.deler %}") + para("{{ d }}", properties=NUMBERED) + para(END))
        report = render(docx_with(table(row(FOR), row("{{ en.navn }}", inside), row(END)) + para("")), rader=ROWS)
        first, second, other = report.values("w:numId")
        assert first == second != other

    def test_bullets_and_numbered_headings_stay_as_they_are(self) -> None:
        bullet = para("{{ d }}", properties=NUMBERED.replace('numId w:val="2"', 'numId w:val="1"'))
        body = para(FOR) + para("{{ en.navn }}") + para("{% for d in en.deler %}") + bullet + para(END) + para(END)
        assert set(render(docx_with(body), rader=ROWS).values("w:numId")) == {"1"}
        heading = para("{{ en.navn }}", style="Overskrift1", properties=NUMBERED)
        body = para(FOR) + heading + para("tekst") + heading + para(END)
        assert set(render(docx_with(body), rader=ROWS).values("w:numId")) == {"2"}

    def test_items_that_stand_in_the_loop_begin_anew_too(self) -> None:
        items = para("a", properties=NUMBERED) + para("b", properties=NUMBERED)
        report = render(docx_with(para(FOR) + para("{{ en.navn }}") + items + para(END)), rader=ROWS)
        numbers = report.values("w:numId")
        assert [numbers[0::2], len(set(numbers))] == [numbers[1::2], 3]


# A text, or a block: its opening tag and what it holds, with an `else` branch or none.
BLOCKS = st.recursive(
    st.just("tekst"),
    lambda inner: st.tuples(
        st.sampled_from(["for en in (1, 2)", "if ja", "if nei"]), st.lists(inner, max_size=3), st.booleans()
    ),
    max_leaves=12,
)


def tagged(blocks: list[object], scope: str, numbers: count[int]) -> list[str]:
    """The blocks with each tag and each text on a line of its own."""
    found = []
    for block in blocks:
        if isinstance(block, str):
            found.append(f"{block} {next(numbers)}")
            continue
        opener, inner, has_else = block  # type: ignore[misc]
        word = opener.split()[0]
        found += [f"{{%{scope} {opener} %}}", *tagged(inner, scope, numbers)]
        if has_else and word == "if":
            found += [f"{{%{scope} else %}}", f"ellers {next(numbers)}"]
        found.append(f"{{%{scope} end{word} %}}")
    return found


@given(st.lists(BLOCKS, min_size=1, max_size=3))
def test_plain_tags_in_paragraphs_and_rows_of_their_own_are_like_scoped_ones(blocks: list[object]) -> None:
    for scope, around in (("p", para), ("tr", row)):
        made = []
        for chosen in ("", scope):
            body = "".join(around(line) for line in ["{{ ja }}", *tagged(blocks, chosen, count())])
            whole = f"{table('').removesuffix('</w:tbl>')}{body}</w:tbl>{para('')}" if scope == "tr" else body
            made.append(render(docx_with(whole), judged=False, ja=True, nei=False).parts["word/document.xml"])
        assert made[0] == made[1]


class TestRows:
    def test_from_the_first_cell_to_the_last_the_row_repeats(self) -> None:
        assert cells(row("Navn", "Verdi"), row(f"{FOR}{{{{ en.navn }}}}", f"{{{{ en.verdi }}}}{END}")) == [
            ["Navn", "Verdi"], ["A", "1"], ["B", "2"], ["C", "3"]
        ]  # fmt: skip

    def test_in_rows_of_their_own_the_rows_between_repeat(self) -> None:
        found = cells(
            row("Navn", "Verdi"), row(FOR, ""), row("{{ en.navn }}", ""), row("", "{{ en.verdi }}"), row("", END)
        )
        assert found == [["Navn", "Verdi"], ["A", ""], ["", "1"], ["B", ""], ["", "2"], ["C", ""], ["", "3"]]

    def test_in_the_first_and_the_last_of_several_rows_they_repeat(self) -> None:
        found = cells(row(f"{FOR}{{{{ en.navn }}}}", ""), row("", f"{{{{ en.verdi }}}}{END}"))
        assert found == [["A", ""], ["", "1"], ["B", ""], ["", "2"], ["C", ""], ["", "3"]]

    def test_in_one_cell_its_content_repeats(self) -> None:
        inside = cell(para(FOR) + para("{{ en.navn }}") + para(END))
        assert cells(row(inside, "fast")) == [["ABC", "fast"]]
        assert cells(row(f"{FOR}{{{{ en.navn }}}} {END}", "fast")) == [["A B C ", "fast"]]

    def test_loops_and_conditions_within_each_other(self) -> None:
        assert cells(
            row(FOR), row("{{ en.navn }}"), row("{% for d in en.deler %}{% if d != 'a2' %}"), row("{{ d }}"),
            row("{% endif %}{% endfor %}"), row(END),
        ) == [["A"], ["a1"], ["B"], ["C"], ["c1"]]  # fmt: skip

    def test_a_condition_within_the_row_it_repeats(self) -> None:
        found = cells(row(f"{FOR}{{% if en.deler %}}{{{{ en.navn }}}}", f"{{{{ en.verdi }}}}{{% endif %}}{END}"))
        assert found == [["A", "1"], ["C", "3"]]

    def test_rows_to_choose_from(self) -> None:
        found = cells(row(FOR), row("{% if en.deler %}"), row("{{ en.navn }}"), row("{% else %}"), row("–"),
                      row("{% endif %}"), row(END))  # fmt: skip
        assert found == [["A"], ["–"], ["C"]]

    def test_lines_of_a_cell_that_hold_nothing_but_tags_vanish(self) -> None:
        first, last = cell(para(FOR) + para("{{ en.navn }}")), cell(para("{{ en.verdi }}") + para(END))
        report = render(docx_with(table(row(first, last)) + para("")), rader=ROWS)
        assert report.paragraphs() == ["A", "1", "B", "2", "C", "3", ""]

    def test_blocks_of_paragraphs_within_a_repeated_row(self) -> None:
        first = cell(para(f"{FOR}{{% if en.deler %}}") + para("{{ en.navn }}") + para("{% endif %}"))
        assert cells(row(first, f"{{{{ en.verdi }}}}{END}")) == [["A", "1"], ["", "2"], ["C", "3"]]

    def test_a_variable_in_a_row_of_its_own_takes_it_along(self) -> None:
        assert cells(row(f"{FOR}{{% set n = en.navn %}}", ""), row("{{ n }}", ""), row(END, "")) == [
            ["A", ""], ["B", ""], ["C", ""]
        ]  # fmt: skip

    def test_a_table_in_a_cell_has_rows_of_its_own(self) -> None:
        inner = table(row("{% for d in en.deler %}{{ d }}", "x{% endfor %}"))
        report = render(docx_with(table(row(FOR), row(cell(inner + para(""))), row(END)) + para("")), rader=ROWS)
        assert [len(t.findall("./{*}tr")) for t in report.all("w:tbl")] == [3, 2, 1]

    def test_the_row_above_is_marked_as_the_heading(self) -> None:
        body = table(row("Navn", "Verdi"), row(f"{FOR}{{{{ en.navn }}}}", f"{{{{ en.verdi }}}}{END}"))
        assert len(render(docx_with(body + para("")), rader=ROWS).all("w:tblHeader")) == 1


WHOLE_ROW = f"Skriv {FOR} først i den første cellen i raden, og {END} sist i den siste, så blir hele raden gjentatt."
EACH_CELL = "skriv {% if rader %} og {% endif %} i hver celle for seg."


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        (row("1", f"{FOR}a", f"b{END}"), WHOLE_ROW),
        (row(f"{FOR}a", f"b{END}", "c"), WHOLE_ROW),
        (row(f"Nr. {FOR}a", f"b{END}"), WHOLE_ROW),  # would repeat text before the tag
        (row("{%p for en in rader %}a", "b{%p endfor %}", "c"), WHOLE_ROW),
        (
            row("{% if rader %}a", "b{% endif %}", "c"),
            "Skriv {% if rader %} først i den første cellen i raden, og {% endif %} sist i den siste, eller "
            f"{EACH_CELL}",
        ),
        (row("{% if rader %}a", "{% else %}b", "c{% endif %}"), EACH_CELL.capitalize()),
        (
            row(f"a{FOR}b", "c") + row("d", f"e{END}f"),
            "Sett {%tr for en in rader %} alene i en rad over, og {%tr endfor %} alene i en rad under.",
        ),
    ],
)
def test_a_block_across_cells_is_told_once_with_what_mends_it(body: str, hint: str) -> None:
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with(table(body) + para("")), cache=False)
    (problem,) = refused.value.problems
    assert (problem.kode, problem.forslag) == ("kryssende-blokk", hint)


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (row(f"{FOR}1", "a", f"b{END}"), ["1", "a", "b"] * 2),
        (row(f"{FOR}Nr. a", f"b{END}"), ["Nr. a", "b"] * 2),
        (row("{% if rader %}a{% endif %}", "{% if rader %}b{% endif %}", "c"), ["a", "b", "c"]),
        (
            row("{%tr for en in rader %}", "") + row("ab", "c") + row("d", "ef") + row("{%tr endfor %}", ""),
            ["ab", "c", "d", "ef"] * 2,
        ),
        (row("{%tr for en in rader %}a", "b") + row("{%tr endfor %}", ""), ["a", "b"] * 2),
    ],
)
def test_what_is_told_of_a_block_across_cells_mends_it(body: str, texts: list[str]) -> None:
    report = render(docx_with(table(body) + para("")), rader=["x", "y"])
    assert [cell.text for cell in report.all("w:t") if cell.text] == texts


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        (
            row("{%tr for en in rader %}a", "b{%tr endfor %}", "c"),
            "Flytt {%tr endfor %} sist i raden, eller sett den alene i en rad under.",
        ),
        (
            row("a", "{%tr for en in rader %}b", "c{%tr endfor %}"),
            "Flytt {%tr for en in rader %} først i raden, eller sett den alene i en rad over.",
        ),
    ],
)
def test_a_row_tag_in_the_midst_of_its_row_is_told_where_it_belongs(body: str, hint: str) -> None:
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with(table(body) + para("")), cache=False)
    assert ("tagg-midt-i", hint) in [(problem.kode, problem.forslag) for problem in refused.value.problems]


class TestJoining:
    def test_a_minus_joins_lines(self) -> None:
        text = [
            "Huset ligger",
            "{%- if by -%}",
            " i byen",
            "{%- else -%}",
            " på landet",
            "{%- endif -%}",
            " ved sjøen.",
        ]
        assert lines(*text, by=True) == ["Huset ligger i byen ved sjøen."]
        assert lines(*text, by=False) == ["Huset ligger på landet ved sjøen."]

    def test_within_a_line_it_takes_the_space(self) -> None:
        assert lines("a {%- if rader -%} b {%- endif %} c") == ["ab c"]

    def test_the_text_before_it_stays_whatever_its_formatting(self) -> None:
        assert lines(para(run("a "), run("b ", "<w:b/>"), run("c {%- if rader %}d{% endif %}"))) == ["a b cd"]

    def test_joined_lines_keep_their_formatting(self) -> None:
        report = render(docx_with(para("a") + para(run("{%- if ja %} b{% endif %}", "<w:b/>"))), ja=True)
        assert (report.text, len(report.all("w:b"))) == ("a b", 1)

    def test_beside_a_table_nothing_is_joined(self) -> None:
        body = para("{%- for en in rader -%}") + table(row("{{ en.navn }}")) + para("{%- endfor -%}") + para("etter")
        assert render(docx_with(body), rader=ROWS).paragraphs() == ["A", "B", "C", "etter"]

    def test_from_cell_to_cell_nothing_is_joined(self) -> None:
        body = row("{%- for en in rader -%}{{ en.navn }}", "{{ en.verdi }}{%- endfor -%}")
        assert cells(body) == [["A", "1"], ["B", "2"], ["C", "3"]]
