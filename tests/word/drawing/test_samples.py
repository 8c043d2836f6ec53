"""Sample tables: the Gantt and the risk matrix drawn with the cells of the template."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.gantt import GanttBar, GanttData, GanttGroup, GanttRow
from rapportgen.model.matrise import Risikomatrise
from rapportgen.model.perioder import Kvartal
from rapportgen.model.rader import Felter, Rader
from rapportgen.word import compile_template
from rapportgen.word.settings import Matrise, Visning
from tests.word.docx import Report, cell, docx_with, para, render, row, run, table


def filled(text: str, colour: str, **more: str) -> str:
    """A cell with a fill."""
    return cell(text, properties=f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>', **more)


def gantt_sample(*looks: str, group: bool = True, corner: str = "{{ gantt(plan) }}Aktivitet") -> str:
    """A template with a sample table; each look is named by its text and has a fill of its own."""
    rows = [row(corner, filled("2026", "1F3864")), row("", filled("1Q", "2E75B6"))]
    if group:
        rows.append(row(filled("Gruppe", "EAF1F8"), ""))
    rows.append(row("Tiltak", *(filled(look, f"{n}{n}{n}{n}{n}{n}") for n, look in enumerate(looks, 1))))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (3000, 1000, 1000, 1000, 1000, 1000))
    body = table(*rows)
    start, _, rest = body.partition("<w:tblGrid>")
    return start + f"<w:tblGrid>{grid}" + rest[rest.index("</w:tblGrid>") :] + para("")


LOOKS = ("tom", "plan", "utført", "forsinket", "milepæl")
PLAN = GanttData(
    tuple(Kvartal(2026, 3) + n for n in range(4)),
    (
        GanttGroup(
            "Fellestjenester", (GanttRow("Oppstart & <plan>", (GanttBar(0, 1, "utført"), GanttBar(3, 3, "milepæl"))),)
        ),
        GanttGroup("", (GanttRow("Drift", (GanttBar(1, 3, "forsinket", "2 dg 06/26"),)), GanttRow("Uten tid"))),
    ),
)


def fills(report: Report) -> list[str]:
    return report.values("w:shd", "fill")


def test_the_gantt_is_drawn_with_the_cells_of_the_sample() -> None:
    report = render(docx_with(gantt_sample(*LOOKS)), plan=PLAN)
    assert report.cells() == [
        ["Aktivitet", "2026", "2027"],
        ["", "3Q", "4Q", "1Q", "2Q"],
        ["Fellestjenester"],
        ["Oppstart & <plan>", "utført", "", "◊"],
        ["Drift", "", "2 dg 06/26"],
        ["Uten tid", "", "", "", ""],
    ]
    assert report.values("w:gridCol", "w") == ["3000", "1250", "1250", "1250", "1250"]
    assert report.values("w:gridSpan") == ["2", "2", "5", "2", "3"]
    assert report.values("w:vMerge") == ["restart", "continue"]
    assert fills(report)[6:] == ["EAF1F8", "333333", "111111", "555555", "111111", "444444", *["111111"] * 4]


def test_heading_rows_repeat_and_no_row_is_split() -> None:
    report = render(docx_with(gantt_sample(*LOOKS)), plan=PLAN)
    assert len(report.all("w:tblHeader")) == 2
    assert len(report.all("w:cantSplit")) == 6


def test_the_widths_of_each_row_add_up_to_the_table() -> None:
    report = render(docx_with(gantt_sample(*LOOKS)), plan=PLAN)
    for line in report.all("w:tr"):
        widths = [int(w.get("{{{}}}w".format(w.nsmap["w"]))) for w in line.iter("{{{}}}tcW".format(line.nsmap["w"]))]
        assert sum(widths) == 8000


def test_a_sample_without_a_group_row_and_with_marks_of_its_own() -> None:
    looks = ("tom", "plan ■", "milepæl ★")
    bars = (GanttBar(0, 0, "plan"), GanttBar(1, 1, "milepæl", "15.6."), GanttBar(2, 2, "utført"))
    plan = GanttData(PLAN.perioder, (GanttGroup("Gruppe", (GanttRow("A", bars),)),))
    report = render(docx_with(gantt_sample(*looks, group=False)), plan=plan)
    assert report.cells()[2:] == [["A", "■", "★ 15.6.", "■", ""]]


def test_quarters_are_written_like_the_sample() -> None:
    template = docx_with(gantt_sample(*LOOKS).replace("1Q", "K1"))
    assert render(template, plan=PLAN).cells()[1] == ["", "K3", "K4", "K1", "K2"]


def test_the_plan_may_be_a_field_of_the_rows() -> None:
    assert render(docx_with(gantt_sample(*LOOKS)), plan=Rader([], gantt=PLAN)).cells()


def test_a_plan_without_quarters_leaves_the_table_out() -> None:
    assert render(docx_with(gantt_sample(*LOOKS) + para("slutt")), plan=GanttData()).all("w:tbl") == []


def test_bars_outside_the_quarters_are_cut() -> None:
    plan = GanttData(
        PLAN.perioder, (GanttGroup("", (GanttRow("A", (GanttBar(-2, 0), GanttBar(3, 9), GanttBar(20, 21))),)),)
    )
    assert render(docx_with(gantt_sample(*LOOKS)), plan=plan).cells()[2] == ["A", "plan", "", "", "plan"]


def test_references_typed_in_a_plan_are_words_and_a_lost_footnote_is_told_of() -> None:
    bar = GanttBar(0, 0, tekst="[se: tidsplan]")
    plan = GanttData(PLAN.perioder, (GanttGroup("Drift [fotnote: KS]", (GanttRow("Bygge [Se: tegning]", (bar,)),)),))
    report = render(docx_with(gantt_sample(*LOOKS)), plan=plan)
    assert [row[:2] for row in report.cells()[2:]] == [["Drift"], ["Bygge tegning", "tidsplan"]]
    assert [(p.kode, p.verdi) for p in report.problems] == [("fotnote-umulig", "KS")]


@pytest.mark.parametrize("value", [None, [1], "x", 3])
def test_anything_but_a_plan_is_refused_with_the_place(value: object) -> None:
    with pytest.raises(TemplateError, match=r"tabell 1, rad 1, kolonne 1: gantt\(…\) trenger en fremdriftsplan"):
        render(docx_with(gantt_sample(*LOOKS)), plan=value)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (gantt_sample("plan", "utført"), "«tom» og «plan»"),
        (table(row("{{ gantt(x) }}", "2026")) + para(""), "skal ha rader for år"),
        (table(row("a", "{{ gantt(x) }}")) + para(""), "øverste venstre celle"),
        (gantt_sample(*LOOKS, corner="{{ gantt(plan) }}{{ x }}"), "andre tagger"),
        (para("{{ 1 ~ gantt(x) }}"), "alene i taggen"),
        (table(row("{{ risikomatrise(x) }}", "a"), row("b", "c")) + para(""), "skal ha nivåene"),
    ],
)
def test_a_sample_that_cannot_be_used_is_told_when_the_template_is_compiled(body: str, message: str) -> None:
    with pytest.raises(TemplateError) as refused:
        compile_template(docx_with(body), cache=False)
    assert [problem.kode for problem in refused.value.problems if message in problem.melding]


# --- risk matrix ---

RISKS = [
    Felter(id="R1", s=5, k=4), Felter(id="R2", s=1, k=1), Felter(id="R3", s=5, k=4), Felter(id="M1", s=None, k=None),
]  # fmt: skip


def matrix(levels_down: list[str], levels_across: list[str], corner: str = "", *, axis_last: bool = False) -> str:
    """A template with a matrix; its cells are coloured by their place."""
    head = (
        row(cell(corner), *levels_across)
        if axis_last
        else row(cell("{{ risikomatrise(risikoer) }}" + corner), *levels_across)
    )
    rows = [
        row(label, *(filled("", f"{i}{j}{i}{j}{i}{j}") for j, _ in enumerate(levels_across)))
        for i, label in enumerate(levels_down)
    ]
    if axis_last:
        rows[0] = rows[0].replace(run(levels_down[0]), run("{{ risikomatrise(risikoer) }}" + levels_down[0]), 1)
    return table(*([*rows, head] if axis_last else [head, *rows])) + para("")


def where(report: Report) -> dict[str, tuple[int, int]]:
    """The row and column of each filled cell."""
    return {
        text: (i, j) for i, line in enumerate(report.cells()) for j, text in enumerate(line) if text.startswith("R")
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (matrix([*"54321"], [*"12345"]), {"R1, R3": (1, 4), "R2": (5, 1)}),
        (matrix([*"12345"], [*"54321"]), {"R1, R3": (5, 2), "R2": (1, 5)}),
        (matrix([*"54321"], [*"12345"], axis_last=True), {"R1, R3": (0, 4), "R2": (4, 1)}),
        (
            matrix(
                ["Svært høy", "Høy", "Medium", "Lav", "Svært lav"], ["Svært lav", "Lav", "Middels", "Høy", "Svært høy"]
            ),
            {"R1, R3": (1, 4), "R2": (5, 1)},
        ),
        (matrix(["5 Svært stor", "4", "3", "2", "1 Liten"], [*"12345"], "S \\ K"), {"R1, R3": (1, 4), "R2": (5, 1)}),
        (matrix([*"54321"], [*"12345"], "Konsekvens \\ Sannsynlighet"), {"R1, R3": (2, 5), "R2": (5, 1)}),
        (matrix([*"54321"], [*"12345"], "K/S"), {"R1, R3": (2, 5), "R2": (5, 1)}),
    ],
)  # fmt: skip
def test_risks_stand_in_their_cells_however_the_matrix_is_drawn(
    body: str, expected: dict[str, tuple[int, int]]
) -> None:
    report = render(docx_with(body), risikoer=RISKS)
    assert where(report) == expected
    assert len(fills(report)) == 25
    assert len(report.all("w:tblHeader")) == 1


def test_a_title_over_the_axis_says_what_runs_across() -> None:
    body = matrix([*"54321"], [*"12345"]).replace("{{ risikomatrise(risikoer) }}", "")
    title = '<w:tr><w:tc><w:tcPr><w:tcW w:w="12000" w:type="dxa"/><w:gridSpan w:val="6"/></w:tcPr>' + para(
        "{{ risikomatrise(risikoer) }}Sannsynlighet"
    )
    body = body.replace("<w:tr>", title + "</w:tc></w:tr><w:tr>", 1)
    assert where(render(docx_with(body), risikoer=RISKS)) == {"R1, R3": (3, 5), "R2": (6, 1)}


def test_what_is_drawn_in_a_cell_stays_beside_the_ids() -> None:
    body = matrix([*"21"], [*"12"]).replace(para(""), para("Gul"))
    report = render(docx_with(body), risikoer=[Felter(id="R1", s=2, k=1)])
    assert report.cells()[1:] == [["2", "GulR1", "Gul"], ["1", "Gul", "Gul"]]


def test_a_risk_without_a_cell_is_never_lost_silently() -> None:
    with pytest.raises(TemplateError, match="ingen celle for R1, R3"):
        render(docx_with(matrix([*"321"], [*"123"])), risikoer=RISKS)


def test_references_typed_in_an_id_are_words() -> None:
    report = render(docx_with(matrix([*"21"], [*"12"])), risikoer=[Felter(id="R1 [se: drift] [fotnote: KS]", s=2, k=1)])
    assert where(report) == {"R1 drift": (1, 1)}
    assert [p.kode for p in report.problems] == ["fotnote-umulig"]


def test_an_empty_matrix_is_drawn() -> None:
    assert len(render(docx_with(matrix([*"54321"], [*"12345"])), risikoer=[]).cells()) == 6


def test_a_matrix_with_other_limits_than_the_drawn_ones_takes_the_look_of_the_word() -> None:
    words = {(2, 1): "Gul", (2, 2): "Rød", (1, 1): "Grønn", (1, 2): "Gul"}
    fills = {"Gul": "FFEB9C", "Rød": "FFC7CE", "Grønn": "C6EFCE"}

    def drawn(s: int, k: int) -> str:
        word = words[s, k]
        return cell(word, properties=f'<w:shd w:val="clear" w:color="auto" w:fill="{fills[word]}"/>')

    body = table(
        row("{{ risikomatrise(risikoer) }}", "1", "2"),
        row("2", drawn(2, 1), drawn(2, 2)),
        row("1", drawn(1, 1), drawn(1, 2)),
    ) + para("")
    stricter = {**words, (1, 2): "Rød", (2, 1): "Rød"}
    report = render(docx_with(body), Visning(matrise=Matrise(stricter, ("", ""), ("", ""))), risikoer=[])
    assert [line[1:] for line in report.cells()[1:]] == [["Rød", "Rød"], ["Grønn", "Rød"]]
    assert report.values("w:shd", "fill") == ["FFC7CE", "FFC7CE", "C6EFCE", "FFC7CE"]


# --- a matrix drawn anew ---

FILLS = {"Grønn": "C6EFCE", "Gul": "FFEB9C", "Rød": "FFC7CE"}
NAMES = ("Sjelden", "Av og til", "Ofte", "Alltid")
DOWN_AND_ACROSS = "Sannsynlighet ↓ Konsekvens →"


def worded(words: str, labels: tuple[str, ...] = ("1 Lav", "2 Høy"), corner: str = DOWN_AND_ACROSS) -> str:
    """A sample of two steps each way with a colour word in each cell, the highest step on top."""
    cells = [filled(word, FILLS[word]) for word in words.split()]
    return table(
        row("{{ risikomatrise(risikoer) }}" + corner, *labels), row(labels[1], *cells[:2]), row(labels[0], *cells[2:])
    ) + para("")


def project(name: str, s: tuple[str, ...] = (), k: tuple[str, ...] = ()) -> Visning:
    """The look of a report whose project has this matrix and these names of its levels."""
    matrix = Risikomatrise.parse(name).value
    colours = {(cell.s, cell.k): str(cell.farge) for line in matrix.rader() for cell in line}
    names_s, names_k = (*s, *[""] * 9)[: matrix.antall_s], (*k, *[""] * 9)[: matrix.antall_k]
    return Visning(matrise=Matrise(colours, names_s, names_k, k_nedover=not matrix.s_nedover))


SAMPLE = worded("Gul Rød Grønn Gul")
ONE = [Felter(id="R1", s=1, k=2)]


def test_one_sample_is_drawn_with_the_steps_and_limits_of_the_project() -> None:
    report = render(docx_with(SAMPLE), project("2x3-1-4"), risikoer=ONE)
    assert report.cells() == [
        [DOWN_AND_ACROSS, "1", "2", "3"],
        ["2", "Gul", "Rød", "Rød"],
        ["1", "Grønn", "GulR1", "Gul"],
    ]
    assert fills(report) == [FILLS[word] for word in ["Gul", "Rød", "Rød", "Grønn", "Gul", "Gul"]]
    assert report.values("w:gridCol", "w") == ["2000"] * 4
    assert report.values("w:tblW", "w") == ["8000"]


def test_a_project_that_puts_consequence_down_turns_the_sample() -> None:
    report = render(docx_with(SAMPLE), project("2x3-1-4, K nedover"), risikoer=ONE)
    assert report.cells() == [
        ["Konsekvens ↓ Sannsynlighet →", "1", "2"],
        ["3", "Gul", "Rød"],
        ["2", "GulR1", "Rød"],
        ["1", "Grønn", "Gul"],
    ]


def test_a_sample_drawn_with_consequence_down_stays_so() -> None:
    sample = worded("Gul Rød Grønn Gul", corner="Konsekvens ↓ Sannsynlighet →")
    report = render(docx_with(sample), project("2x3-1-4"), risikoer=ONE)
    assert report.cells()[0] == ["Konsekvens ↓ Sannsynlighet →", "1", "2"]
    assert report.cells()[2] == ["2", "GulR1", "Rød"]


@pytest.mark.parametrize(
    ("labels", "across", "down"),
    [
        (("1 Lav", "2 Høy"), ["1 Lav", "2 Høy"], ["4 Alltid", "3 Ofte", "2 Av og til", "1 Sjelden"]),
        (("Lav", "Medium"), ["Lav", "Høy"], ["Alltid", "Ofte", "Av og til", "Sjelden"]),
        (("1", "2"), ["1", "2"], ["4", "3", "2", "1"]),
    ],
)
def test_labels_are_the_projects_words_written_as_the_sample_writes_them(
    labels: tuple[str, str], across: list[str], down: list[str]
) -> None:
    sample = docx_with(worded("Gul Rød Grønn Gul", labels))
    cells = render(sample, project("4x2-2-6", NAMES, ("Lav", "Høy")), risikoer=[]).cells()
    assert (cells[0][1:], [line[0] for line in cells[1:]]) == (across, down)


def test_a_title_over_the_levels_and_one_beside_them_follow_the_size() -> None:
    def merged(kind: str, text: str) -> str:
        return cell(text, 1000, f'<w:vMerge w:val="{kind}"/>')

    body = table(
        row(merged("restart", "{{ risikomatrise(risikoer) }}S"), cell(""), cell("K", 4000, '<w:gridSpan w:val="2"/>')),
        row(merged("continue", ""), "", "1", "2"),
        row(merged("continue", ""), "2", filled("Gul", "FFEB9C"), filled("Rød", "FFC7CE")),
        row(merged("continue", ""), "1", filled("Grønn", "C6EFCE"), filled("Gul", "FFEB9C")),
        columns=4,
    ) + para("")
    report = render(docx_with(body), project("3x4-2-8"), risikoer=[])
    assert [len(line) for line in report.cells()] == [3, 6, 6, 6, 6]
    assert report.values("w:gridSpan") == ["4"]
    assert report.values("w:vMerge") == ["restart", *["continue"] * 4]
    turned = render(docx_with(body), project("3x4-2-8, K nedover"), risikoer=[]).cells()
    assert (turned[0], len(turned), len(turned[1])) == (["K", "", "S"], 6, 5)


def test_the_alternative_text_follows_the_orientation() -> None:
    body = SAMPLE.replace(
        "</w:tblPr>", '<w:tblDescription w:val="Sannsynlighet nedover og konsekvens bortover."/></w:tblPr>', 1
    )
    report = render(docx_with(body), project("2x2-1-4, K nedover"), risikoer=[])
    assert report.values("w:tblDescription") == ["Konsekvens nedover og sannsynlighet bortover."]


def test_columns_become_narrower_when_there_are_more_than_fit_on_the_page() -> None:
    report = render(docx_with(SAMPLE), project("9x9-8-40"), risikoer=[])
    widths = [int(width) for width in report.values("w:gridCol", "w")]
    assert (widths[0], sum(widths), max(widths[1:]) - min(widths[1:]) <= 1) == (2000, 9071, True)


def test_orange_looks_like_red_on_its_own_fill_when_the_sample_has_none() -> None:
    report = render(docx_with(SAMPLE), project("oransje rød grønn gul"), risikoer=[])
    assert report.cells()[1][1:] == ["Oransje", "Rød"]
    assert fills(report)[0] == "F8CBAD"


def test_a_colour_that_the_sample_lacks_is_named() -> None:
    with pytest.raises(TemplateError, match="ingen rute med ordet «Gul»"):
        render(docx_with(worded("Rød Rød Grønn Grønn")), project("2x2-1-4"), risikoer=[])


def test_a_matrix_without_words_is_the_consultants_own() -> None:
    report = render(docx_with(matrix([*"21"], [*"12"])), project("5x5-4-12"), risikoer=ONE)
    assert where(report) == {"R1": (2, 2)}
