"""Paragraphs, rows and columns that come, go and repeat."""

from __future__ import annotations

import re

import pytest

from rapportgen.errors import TemplateError
from rapportgen.word import compile_template
from tests.word.docx import cell, docx_with, drawing, para, render, row, run, table

ROWS = [
    {"navn": "A", "verdi": 1, "gruppe": "x"},
    {"navn": "B", "verdi": 2, "gruppe": "x"},
    {"navn": "C", "verdi": 3, "gruppe": "y"},
]


def test_paragraphs_between_p_tags_repeat() -> None:
    body = para("{%p for r in rader %}") + para("{{ r.navn }}") + para("{%p endfor %}") + para("slutt")
    assert render(docx_with(body), rader=ROWS).paragraphs() == ["A", "B", "C", "slutt"]


@pytest.mark.parametrize(("valg", "linjer"), [(1, ["en"]), (2, ["to"]), (3, ["mange"])])
def test_branches_of_paragraphs(valg: int, linjer: list[str]) -> None:
    tags = ["{%p if n == 1 %}", "en", "{%p elif n == 2 %}", "to", "{%p else %}", "mange", "{%p endif %}"]
    assert render(docx_with("".join(para(tag) for tag in tags)), n=valg).paragraphs() == linjer


def test_rows_repeat_between_rows_with_tags() -> None:
    body = table(
        row("Navn", "Verdi"),
        row("{%tr for r in rader %}", ""),
        row("{{ r.navn }}", "{{ r.verdi }}"),
        row("{%tr endfor %}", ""),
    )
    assert render(docx_with(body + para("")), rader=ROWS).cells() == [
        ["Navn", "Verdi"],
        ["A", "1"],
        ["B", "2"],
        ["C", "3"],
    ]


def test_a_row_repeats_when_its_tags_stand_in_it() -> None:
    body = table(row("Navn", "Verdi"), row("{%tr for r in rader %}{{ r.navn }}", "{{ r.verdi }}{%tr endfor %}"))
    assert render(docx_with(body + para("")), rader=ROWS).cells()[1:] == [["A", "1"], ["B", "2"], ["C", "3"]]


def test_cells_repeat_and_the_table_keeps_its_width() -> None:
    body = table(row("Navn", "{%tc for r in rader %}", "{{ r.navn }}", "{%tc endfor %}"), columns=2, width=3000)
    report = render(docx_with(body + para("")), rader=ROWS)
    assert report.cells() == [["Navn", "A", "B", "C"]]
    assert report.values("w:gridCol", "w") == report.values("w:tcW", "w") == ["1500", "1500", "1500", "1500"]


@pytest.mark.parametrize(("med", "bredder"), [(True, [4000, 2000, 1000]), (False, [5600, 1400])])
def test_a_conditional_column_gives_its_width_to_the_others(med: bool, bredder: list[int]) -> None:
    def three(first: str, second: str, third: str) -> str:
        middle = cell(second, 2000)
        tags = cell("{%tc if med %}"), cell("{%tc endif %}")
        return row(cell(first, 4000), tags[0], middle, tags[1], cell(third, 1000))

    body = table(
        three("Navn", "Enhet", "Verdi"),
        row("{%tr for r in rader %}"),
        three("{{ r.navn }}", "{{ r.gruppe }}", "{{ r.verdi }}"),
        row("{%tr endfor %}"),
        row(cell("Sum", 6000, '<w:gridSpan w:val="2"/>'), cell("6", 1000)),
        columns=0,
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (4000, 2000, 1000))
    start, _, rest = body.partition("<w:tblGrid>")
    body = start + "<w:tblGrid>" + grid + rest[rest.index("</w:tblGrid>") :]
    report = render(docx_with(body + para("")), rader=ROWS, med=med)
    assert [int(width) for width in report.values("w:gridCol", "w")] == bredder
    assert [len(cells) for cells in report.cells()] == [len(bredder)] * 4 + [2]
    assert sum(int(width) for width in report.values("w:tcW", "w")[:-2]) == 4 * 7000
    assert report.values("w:gridSpan") == (["2"] if med else [])


def test_conditions_within_a_line_keep_each_part_its_formatting() -> None:
    content = (
        run("Hei ", "<w:b/>") + run("{% for r in rader %}{{ r.navn }}", "<w:i/>") + run(", {% endfor %}", "<w:u/>")
    )
    report = render(docx_with(para(content)), rader=ROWS)
    assert report.text == "Hei A, B, C, "
    assert [len(report.all(f"w:{name}")) for name in ("b", "i", "u")] == [1, 3, 3]


@pytest.mark.parametrize(
    ("body", "message", "hint"),
    [
        (
            table(row("Nr.", "{% for r in rader %}{{ r.navn }}", "{{ r.verdi }}{% endfor %}")),
            "{% for %} begynner i én celle og slutter i en annen.",
            "Skriv {% for r in rader %} først i den første cellen i raden, og {% endfor %} sist i den siste, så blir "
            "hele raden gjentatt.",
        ),
        (
            table(row("a", "{% if rader %}b"), row("c", "{% endif %}d")),
            "{% if %} begynner i én celle og slutter i en annen.",
            "Sett {%tr if rader %} alene i en rad over, og {%tr endif %} alene i en rad under.",
        ),
        (
            table(row(cell(para("{%p for r in rader %}") + para("a")), cell(para("b") + para("{%p endfor %}")))),
            "{% for %} begynner i én celle og slutter i en annen.",
            "Skriv {% for r in rader %} først i den første cellen i raden, og {% endfor %} sist i den siste, så blir "
            "hele raden gjentatt.",
        ),
        (
            table(row("{% if rader %}a", "{% else %}b{% endif %}")),
            "{% if %} begynner i én celle og slutter i en annen.",
            "Skriv {% if rader %} og {% endif %} i hver celle for seg.",
        ),
        (
            table(row("{%tc if rader %}", "a"), row("b", "{%tc endif %}")),
            "{% if %} begynner i én rad og slutter i en annen.",
            "La begge stå i samme rad.",
        ),
        (
            table(row("{%tr if rader %}"), row("a")) + table(row("b"), row("{%tr endif %}")),
            "{% if %} står i én tabell, og {% endif %} i en annen (tabell 2, rad 2, kolonne 1).",
            "Begynn og slutt i hver tabell: Skriv {% endif %} i den første, og {% if rader %} i den andre.",
        ),
        (
            para("{% for r in rader %}") + table(row("a", "{% endfor %}")),
            "{% for %} står utenfor tabellen som {% endfor %} står i (tabell 1, rad 1, kolonne 2).",
            "Flytt den ene, så begge står i tabellen, eller begge utenfor.",
        ),
        (
            f"<w:sdt><w:sdtContent>{para('{% if rader %}')}</w:sdtContent></w:sdt>" + para("{% endif %}"),
            "{% if %} står i en innholdskontroll, men {% endif %} står utenfor (avsnitt 2).",
            "Flytt den ene, så begge står i innholdskontrollen, eller begge utenfor.",
        ),
        (
            f'<w:p><w:hyperlink w:anchor="x">{run("{% if rader %}a")}</w:hyperlink>{run("{% endif %}")}</w:p>',
            "{% if %} står i en lenke, men {% endif %} står utenfor.",
            "Flytt den ene, så begge står i lenken, eller begge utenfor.",
        ),
    ],
)
def test_a_block_begins_and_ends_in_the_same_cell_row_and_table(body: str, message: str, hint: str) -> None:
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with(body + para("")), cache=False)
    assert [(p.melding, p.forslag) for p in refused.value.problems] == [(message, hint)]


def test_a_block_may_span_paragraphs_of_one_cell() -> None:
    body = table(row(cell(para("{% for r in rader %}{{ r.navn }}") + para("{{ r.verdi }}{% endfor %}")), "fast"))
    assert len(render(docx_with(body + para("")), rader=ROWS).cells()[0]) == 2


@pytest.mark.parametrize("tags", ["{% hm %}{% hm %}", "{% colspan 2 %}{% hm %}"])
def test_a_cell_has_one_tag_about_its_width(tags: str) -> None:
    body = table(row("{%tc for r in rader %}", tags, "{%tc endfor %}"))
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with(body + para("")), cache=False)
    assert [problem.kode for problem in refused.value.problems] == ["dobbel-tagg"]


def test_a_cell_keeps_a_paragraph_when_all_of_them_go() -> None:
    body = table(row(cell(para("{%p if False %}") + para("borte") + para("{%p endif %}")), "fast"))
    assert render(docx_with(body + para("")), rader=[]).cells() == [["", "fast"]]


def test_a_table_without_rows_is_left_out() -> None:
    body = table(row("{%tr for r in rader %}"), row("{{ r.navn }}"), row("{%tr endfor %}"))
    assert render(docx_with(body + para("slutt")), rader=[]).paragraphs() == ["slutt"]


def test_a_row_without_cells_is_left_out() -> None:
    body = table(row("{%tc for r in rader %}", "{{ r.navn }}", "{%tc endfor %}"))
    report = render(docx_with(body + para("slutt")), rader=[])
    assert (report.all("w:tbl"), report.text) == ([], "slutt")


def test_a_cell_that_ends_with_a_table_gets_a_paragraph() -> None:
    inner = table(row("{%tr for r in rader %}"), row("{{ r.navn }}"), row("{%tr endfor %}"))
    body = table(row(cell(para("{%p if rader %}") + inner + para("{%p endif %}"))), columns=1)
    for rows in ([], ROWS):
        assert render(docx_with(body + para("")), rader=rows).data


@pytest.mark.parametrize("part", ["header", "footer"])
def test_headers_and_footers_keep_a_paragraph(part: str) -> None:
    content = para("{%p if navn %}") + para("{{ navn }}") + para("{%p endif %}")
    template = docx_with("tekst", **{part: content})
    assert render(template, navn="").paragraphs(part) == [""]
    assert render(template, navn="Å & B").paragraphs(part) == ["Å & B"]


def test_footnotes_are_run_once_and_data_is_never_a_template() -> None:
    template = docx_with("tekst", footnotes=para("{{ x }}"))
    assert render(template, x="{{ y }} {% if %}", judged=False).paragraphs("footnotes") == ["{{ y }} {% if %}"]


def test_the_first_row_of_a_repeating_table_is_a_heading() -> None:
    body = table(row("Navn"), row("{%tr for r in rader %}{{ r.navn }}{%tr endfor %}"))
    assert len(render(docx_with(body + para("")), rader=ROWS).all("w:tblHeader")) == 1


def test_numbers_and_names_are_unique_in_loops() -> None:
    marked = (
        '<w:p><w:bookmarkStart w:id="1" w:name="merke"/>' + run("{{ r.navn }}") + '<w:bookmarkEnd w:id="1"/></w:p>'
        '<w:sdt><w:sdtPr><w:id w:val="5"/><w:text/></w:sdtPr><w:sdtContent>' + para("felt") + "</w:sdtContent></w:sdt>"
    ) + para(drawing())
    body = marked.replace("{{ r.navn }}", "først") + para("{%p for r in rader %}") + marked + para("{%p endfor %}")
    report = render(docx_with(body), rader=ROWS, judged=False)
    for values in (
        report.values("w:bookmarkStart", "name"),
        report.values("w:bookmarkStart", "id"),
        report.values("wp:docPr", "id"),
        [
            e.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val")
            for e in report.all("w:sdtPr/w:id")
        ],
    ):
        assert len(values) == len(set(values)) == 4
    assert report.values("w:bookmarkStart", "id") == report.values("w:bookmarkEnd", "id")


def test_a_bookmark_across_a_condition_is_taken_out_with_a_warning() -> None:
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="m"/>' + run("a") + "</w:p>" + para("{%p if x %}")
        + "<w:p>" + run("b") + '<w:bookmarkEnd w:id="1"/></w:p>' + para("{%p endif %}")
    )  # fmt: skip
    template = docx_with(body)
    assert render(template, x=False).text == "a"
    assert [problem.kode for problem in compile_template(template, cache=False).problems] == ["bokmerke"]


@pytest.mark.parametrize(("merke", "verdi"), [("cellbg", "FF0000"), ("cellbg", "#ff0000")])
def test_a_cell_gets_its_fill_in_the_order_of_the_schema(merke: str, verdi: str) -> None:
    body = table(row(cell("{% " + merke + " farge %}tekst", properties='<w:vAlign w:val="center"/>')))
    report = render(docx_with(body + para("")), farge=verdi)
    assert report.values("w:shd", "fill") == ["FF0000"]
    assert [child.tag.rpartition("}")[2] for child in report.all("w:tcPr")[0]] == ["tcW", "shd", "vAlign"]


def test_a_traffic_light_fills_the_cell_and_colours_its_text() -> None:
    from rapportgen.model.trafikklys import GUL

    body = table(row("{%tr for lys in rader %}{% lys lys %}{{ lys or 'ingen' }}{%tr endfor %}"))
    report = render(docx_with(body + para("")), rader=[GUL, None])
    assert report.cells() == [["Gul"], ["ingen"]]
    assert report.values("w:shd", "fill") == ["FFEB9C", "auto"]
    assert report.values("w:color") == ["9C5700", "auto"]


def test_cells_with_the_same_value_are_merged_down() -> None:
    body = table(row("{%tr for r in rader %}{% vm r.gruppe %}{{ r.gruppe }}", "{{ r.navn }}{%tr endfor %}"))
    report = render(docx_with(body + para("")), rader=ROWS)
    assert report.cells() == [["x", "A"], ["", "B"], ["y", "C"]]
    assert report.values("w:vMerge") == ["restart", "continue", "restart"]


def test_cells_are_merged_over_a_whole_loop() -> None:
    down = table(row("{%tr for r in rader %}{% vm %}alle", "{{ r.navn }}{%tr endfor %}"))
    assert render(docx_with(down + para("")), rader=ROWS).values("w:vMerge") == ["restart", "continue", "continue"]
    across = table(
        row("{%tc for r in rader %}", "{% hm %}alle", "{%tc endfor %}"),
        row("{%tc for r in rader %}", "{{ r.navn }}", "{%tc endfor %}"),
    )
    report = render(docx_with(across + para("")), rader=ROWS)
    assert (report.cells(), report.values("w:gridSpan")) == ([["alle"], ["A", "B", "C"]], ["3"])


def test_a_cell_spans_as_many_columns_as_asked() -> None:
    body = table(row("{% colspan n %}bred", "smal"), row("a", "b", "c"), columns=3)
    report = render(docx_with(body + para("")), n=2)
    assert (report.values("w:gridSpan"), [len(cells) for cells in report.cells()]) == (["2"], [2, 3])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (para("{% for r in rader %}"), "aapen-blokk"),
        (para("{% endfor %}"), "loes-blokk"),
        (para("{% if x %}{% endfor %}{% endif %}"), "loes-blokk"),
        (para("{%p if x %}") + para("{% endif %}"), "ulik-blokk"),
        (para("{%p if x %}") + table(row(para("{%p endif %}"))) + para(""), "kryssende-blokk"),
        (para("{%tr for r in rader %}") + para("{%tr endfor %}"), "tagg-utenfor-tabell"),
        (para("{% lys x %}"), "tagg-utenfor-tabell"),
        (para("før {%p if x %} etter") + para("{%p endif %}"), "tagg-midt-i"),
        (table(row("a", "{%tr if x %}", "b")) + para("{%tr endif %}"), "tagg-midt-i"),
        (para("tekst {{p x }}"), "tagg-midt-i"),
        (para("{{ tit") + para("tel }}"), "aapen-tagg"),
        (para("{{ x|stor_forbokstav }}"), "ukjent-filter"),
        (para("{{ x + }}"), "syntaksfeil"),
        (para("{{ x y }}"), "syntaksfeil"),
        (para("{% else x %}"), "syntaksfeil"),
        (para("{{ gantt(x) }}"), "moenstertabell"),
        (para("${tittel}"), "annet-system"),
    ],
)
def test_a_faulty_template_is_refused_with_a_code(body: str, code: str) -> None:
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with(body), cache=False)
    assert code in [problem.kode for problem in refused.value.problems]


def test_all_faults_are_found_at_once_with_their_places() -> None:
    body = (
        para("1 Økonomi", style="Overskrift1") + para("ok") + para("{{ x| }}")
        + table(row("a", "b"), row("c", "{{ y|krr }}")) + para("{% if z %}")
    )  # fmt: skip
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with(body, header=para("{{ a b }}")), cache=False)
    found = [(problem.sted, problem.kode, problem.forslag) for problem in refused.value.problems]
    assert sorted(found) == [
        ("avsnitt 2 under «1 Økonomi»", "syntaksfeil", "Mente du {{ x }}?"),
        ("avsnitt 3 under «1 Økonomi»", "aapen-blokk", "Avslutt med {% endif %}."),
        ("tabell 1, rad 2, kolonne 2", "ukjent-filter", "Mente du kr?"),
        ("topptekst", "syntaksfeil", ""),
    ]


def test_a_table_without_a_grid_gets_one() -> None:
    body = table(row(cell("{{ x }}", 3000), cell("b", 1000)), row(cell("c", 4000, '<w:gridSpan w:val="2"/>')))
    bare = re.sub("<w:tblGrid>.*?</w:tblGrid>", "", body) + para("")
    assert render(docx_with(bare), x="a").values("w:gridCol", "w") == ["3000", "1000"]


def test_more_columns_than_word_can_show_are_refused_where_they_begin() -> None:
    body = table(row("Navn", "{%tc for n in rader %}", "{{ n }}", "{%tc endfor %}"), columns=2) + para("")
    assert len(render(docx_with(body), rader=list(range(62))).cells()[0]) == 63
    with pytest.raises(TemplateError) as refused:
        render(docx_with(body), rader=list(range(63)))
    (problem,) = refused.value.problems
    assert problem[1:4] == (
        "for-mange-kolonner",
        "tabell 1, rad 1, kolonne 2",
        "Tabellen får 64 kolonner, men Word kan ikke vise flere enn 63.",
    )
