"""A chart drawn in the template, filled with the report's data: look kept, figures new."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.graf import Graf
from rapportgen.model.rader import Felter, Oppslag, Rader
from rapportgen.word import compile_template
from tests.word.charts import (
    PLAIN,
    A,
    C,
    axes,
    bar_chart,
    bars,
    chart_xml,
    charts_in,
    described,
    fill,
    filled,
    graf,
    lines,
    one_chart,
    picture_of,
    pie,
    refusal,
    series,
    template,
    title,
)
from tests.word.docx import cell, packed, para, render, row, table


class TestData:
    def test_series_and_categories_are_the_reports(self) -> None:
        (chart,) = charts_in(filled(one_chart(bar_chart("Budsjett", "Regnskap")), PLAIN))
        assert chart.categories == ["A", "B"]
        assert chart.series == {"Budsjett": [1, 2], "Regnskap": [3, None]}

    def test_a_missing_value_is_a_gap(self) -> None:
        (chart,) = charts_in(filled(one_chart(bar_chart("Budsjett", "Regnskap")), PLAIN))
        assert chart.all("//c:dispBlanksAs/@val") == ["gap"]
        assert chart.all("count(//c:ser[2]/c:val//c:pt)") == 1

    def test_the_references_are_to_the_embedded_workbook_which_holds_the_same(self) -> None:
        (chart,) = charts_in(filled(one_chart(bar_chart("Budsjett", "Regnskap")), PLAIN))
        assert chart.all("//c:ser[2]//c:f/text()") == ["Ark1!$C$1", "Ark1!$A$2:$A$3", "Ark1!$C$2:$C$3"]
        assert chart.sheet() == [(None, "Budsjett", "Regnskap"), ("A", 1, 3), ("B", 2, None)]

    def test_text_in_the_workbook_is_text_whatever_it_looks_like(self) -> None:
        odd = graf(["=1+1", "<&>", "_x0041_", " æ "], **{"=SUM(A1)": [1, 2, 3, 4.5]})
        (chart,) = charts_in(filled(one_chart(bar_chart("Budsjett")), odd))
        own = [row[0] for row in chart.sheet()]
        assert own == [None, "=1+1", "<&>", "_x005F_x0041_", " æ "]  # which Excel shows as _x0041_
        assert [row[1] for row in chart.sheet()] == ["=SUM(A1)", 1, 2, 3, 4.5]
        assert chart.categories == ["=1+1", "<&>", "_x0041_", " æ "]

    def test_the_number_format_has_the_decimals_of_the_numbers(self) -> None:
        (chart,) = charts_in(filled(one_chart(bar_chart("Budsjett")), graf(Budsjett=[1, 2.5])))
        assert set(chart.all("//c:formatCode/text()")) == {"[$-414]#,##0.0"}
        assert chart.all("//c:valAx/c:numFmt/@formatCode") == ["[$-414]#,##0.0"]

    def test_nothing_of_the_sample_travels_in_the_report(self) -> None:
        report = filled(one_chart(bar_chart("Budsjett")), PLAIN)
        assert not [name for name, data in report.parts.items() if b"sample's own" in data or b"Sheet1" in data]
        assert [name for name in report.parts if "chart1.xml" in name or "Worksheet" in name] == [
            "word/embeddings/Microsoft_Excel_Worksheet1.xlsx",
            "word/charts/chart1.xml",
            "word/charts/_rels/chart1.xml.rels",
        ]

    def test_the_same_report_has_the_same_bytes(self) -> None:
        data = one_chart(bar_chart("Budsjett"))
        assert filled(data, PLAIN).data == filled(data, PLAIN).data

    def test_references_typed_in_a_name_are_words_everywhere(self) -> None:
        data = one_chart(bar_chart("Budsjett", heading=title("{{ x }}")), "[graf: økonomi]")
        names = graf(["Sykehjem [fotnote: KS]", "Drift [se: drift]"], **{"Vedtatt [Se: vedtak]": [1, 2]})
        report = filled(data, names, x="Tall [se: tall]")
        (chart,) = charts_in(report)
        assert (chart.categories, list(chart.series)) == (["Sykehjem", "Drift drift"], ["Vedtatt vedtak"])
        assert chart.sheet()[0] == (None, "Vedtatt vedtak")
        assert chart.title == "Tall tall"
        assert "[" not in described(report)[0]
        assert [(p.kode, p.verdi) for p in report.problems] == [("fotnote-umulig", "KS")]

    def test_characters_that_no_file_can_hold_are_told_of(self) -> None:
        report = filled(one_chart(bar_chart("Budsjett")), graf(["A\x07", "B"], Budsjett=[1, 2]))
        assert [problem.kode for problem in report.problems] == ["ulovlig-tegn"]
        assert charts_in(report)[0].categories == ["A", "B"]


class TestSeries:
    def test_are_matched_by_name_before_place(self) -> None:
        data = one_chart(bar_chart("Budsjett", "Regnskap", "Prognose"))
        (chart,) = charts_in(filled(data, graf(prognose=[1, 2], Budsjett=[3, 4])))
        assert list(chart.series) == ["prognose", "Budsjett"]
        assert chart.colours() == ["accent3", "accent1"]

    def test_unknown_ones_take_the_free_places_in_order(self) -> None:
        data = one_chart(bar_chart("Budsjett", "Regnskap", "Prognose"))
        (chart,) = charts_in(filled(data, graf(Noe=[1, 2], Budsjett=[3, 4], Annet=[5, 6])))
        assert chart.colours() == ["accent2", "accent1", "accent3"]

    def test_too_many_look_like_the_last_in_colours_that_are_free(self) -> None:
        point = f'<c:dPt><c:idx val="0"/><c:spPr>{fill("FF0000")}</c:spPr></c:dPt>'
        xml = chart_xml(bars(series(0, "A", "accent2"), series(1, "B", "1F3864", point)) + axes())
        (chart,) = charts_in(filled(one_chart(xml), graf(A=[1, 2], B=[1, 2], C=[3, 4], D=[5, 6])))
        assert chart.colours() == ["accent2", "1F3864", "accent1", "accent3"]
        assert chart.all("count(//c:dPt)") == 1
        assert chart.all("//c:idx[parent::c:ser]/@val") == ["0", "1", "2", "3"]
        assert len(set(chart.all("//c16:uniqueId/@val"))) == 4

    def test_points_beyond_the_data_lose_their_own_look_and_label(self) -> None:
        def label(number: int) -> str:
            return f'<c:dLbl><c:idx val="{number}"/><c:delete val="1"/></c:dLbl>'

        look = "".join(f'<c:dPt><c:idx val="{n}"/><c:bubble3D val="0"/></c:dPt>' for n in (1, 2))
        look += f'<c:dLbls>{label(0)}{label(2)}<c:showLegendKey val="0"/><c:showVal val="1"/></c:dLbls>'
        xml = chart_xml(bars(series(0, "A", "accent1", look)) + axes())
        (chart,) = charts_in(filled(one_chart(xml), graf(A=[1, 2])))
        assert chart.all("//c:dPt/c:idx/@val") == ["1"]
        assert chart.all("//c:dLbl/c:idx/@val") == ["0"]
        assert chart.all("//c:dLbls/c:showVal/@val") == ["1"]

    def test_lines_keep_what_stands_after_their_data(self) -> None:
        xml = chart_xml(lines(series(0, "A", tail='<c:smooth val="1"/>')) + axes())
        (chart,) = charts_in(filled(one_chart(xml), graf(A=[1, 2], B=[3, 4])))
        assert chart.all("//c:ser/c:smooth/@val") == ["1", "1"]
        assert chart.all("name(//c:ser[1]/*[last()])") == "c:extLst"

    def test_a_group_without_series_goes_with_the_axes_that_only_it_has(self) -> None:
        secondary = lines(series(1, "Andel"), axes=(333, 444))
        data = one_chart(chart_xml(bars(series(0, "Beløp")) + secondary + axes() + axes(333, 444, secondary=True)))
        both, one = (charts_in(filled(data, g))[0] for g in (graf(Beløp=[1, 2], Andel=[3, 4]), graf(Beløp=[1, 2])))
        assert (both.all("count(//c:lineChart/c:ser)"), both.all("count(//c:catAx|//c:valAx)")) == (1, 4)
        assert (one.all("count(//c:lineChart)"), one.all("//c:valAx/c:axId/@val")) == (0, ["222"])

    def test_a_pie_shows_one_series_of_its_own_name_else_the_first(self) -> None:
        data = one_chart(chart_xml(pie(series(0, "Regnskap"))))
        named, other = graf(Budsjett=[1, 2], Regnskap=[3, 4]), graf(Budsjett=[1, 2], Prognose=[3, 4])
        assert charts_in(filled(data, named))[0].series == {"Regnskap": [3, 4]}
        assert charts_in(filled(data, other))[0].series == {"Budsjett": [1, 2]}


class TestPlace:
    def test_the_description_follows_the_consultants_own_words(self) -> None:
        data = one_chart(bar_chart("Budsjett"), "[graf: økonomi] Tall for {{ sted }}.")
        report = filled(data, PLAIN, sted="Moskenes & Å")
        assert described(report) == [
            "Tall for Moskenes & Å. Stolpediagram. Budsjett og regnskap for 2 områder, i mill. kr. "
            "Budsjett: 1 (A), 2 (B). Regnskap: 3 (A)."
        ]
        assert report.values("wp:docPr", "name") == ["graf:økonomi"]

    def test_a_chart_without_data_leaves_its_paragraph_out(self) -> None:
        for empty in (graf(), None):
            report = filled(one_chart(bar_chart("Budsjett")), empty)
            assert report.paragraphs() == ["Før", "Etter"]
            assert not [name for name in report.parts if "chart" in name or "embeddings" in name]

    def test_other_text_in_the_paragraph_stays_without_the_chart(self) -> None:
        both = picture_of(1, "[graf: økonomi]").replace("<w:r>", "<w:r><w:t>før </w:t>", 1)
        data = template(para(both, "etter"), {1: bar_chart("Budsjett")})
        assert filled(data, graf()).paragraphs() == ["før etter"]
        assert len(charts_in(filled(data, PLAIN))) == 1

    def test_a_cell_keeps_a_paragraph_without_its_chart(self) -> None:
        body = table(row(cell(para(picture_of(1, "[graf: økonomi]"))), "x")) + para("")
        assert filled(template(body, {1: bar_chart("Budsjett")}), graf()).cells() == [["", "x"]]

    def test_the_consultants_own_condition_stands_around(self) -> None:
        body = para("{%p if vis %}", picture_of(1, "[graf: økonomi]"), "{%p endif %}") + para("Slutt")
        data = template(body, {1: bar_chart("Budsjett")})
        assert len(charts_in(filled(data, PLAIN, vis=True))) == 1
        assert filled(data, PLAIN, vis=False).paragraphs() == ["Slutt"]

    def test_each_turn_of_a_loop_has_a_chart_of_its_own(self) -> None:
        data = template(
            para("{%p for tall in alle %}")
            + para(picture_of(1, "[graf: tall.graf] {{ tall.navn }}."))
            + para("{%p endfor %}"),
            {1: bar_chart("X", heading=title("{{ tall.navn }}"))},
        )
        rows = Rader([Felter(navn=f"Nr {n}", graf=graf(X=[n, n])) for n in range(3)] + [Felter(navn="Tom", graf=None)])
        report = filled(data, None, alle=rows)
        charts = charts_in(report)
        assert [chart.series for chart in charts] == [{"X": [n, n]} for n in range(3)]
        assert [chart.title for chart in charts] == ["Nr 0", "Nr 1", "Nr 2"]
        assert [text.partition(" Stolpe")[0] for text in described(report)] == ["Nr 0.", "Nr 1.", "Nr 2."]
        assert len({name for chart in charts for name in chart.relationships().values()}) == 6

    def test_a_loop_may_go_over_charts(self) -> None:
        body = para("{%p for økonomi in alle %}") + para(picture_of(1, "[graf: økonomi]")) + para("{%p endfor %}")
        report = filled(template(body, {1: bar_chart("X")}), graf(X=[9, 9]), alle=[graf(X=[1, 1]), graf(X=[2, 2])])
        assert [chart.series["X"] for chart in charts_in(report)] == [[1, 1], [2, 2]]

    def test_a_chart_without_a_key_is_left_alone(self) -> None:
        data = template(para(picture_of(1, "Vårt kart")) + para("{{ x }}"), {1: bar_chart("Fast")})
        report = render(data, x="1")
        assert charts_in(report)[0].series == {"Fast": [4.3, 5.3, 6.3]}
        assert described(report) == ["Vårt kart"]

    def test_two_charts_of_a_template_are_both_filled(self) -> None:
        body = para(picture_of(1, "[graf: økonomi]"), picture_of(2, "[ Graf :grafer.økonomi ]"))
        charts = charts_in(filled(template(body, {1: bar_chart("A"), 2: bar_chart("A", "B")}), PLAIN))
        assert [list(chart.series) for chart in charts] == [["Budsjett", "Regnskap"]] * 2

    def test_names_with_spaces_and_signs_are_keys_too(self) -> None:
        data = one_chart(bar_chart("A"), "[graf: Vikarbyrå, hittil i år]")
        report = render(data, grafer=Oppslag({"Vikarbyrå, hittil i år": graf(A=[1, 2])}))
        assert charts_in(report)[0].series == {"A": [1, 2]}


class TestTitles:
    def test_tags_are_filled_in_however_word_has_split_them(self) -> None:
        xml = bar_chart("A", heading=title("Status {", "{ st", "ed }} nå: {{ 1 + 1 }}"), named=title("{{ sted }}"))
        (chart,) = charts_in(filled(one_chart(xml), graf(A=[1, 2]), sted="Å & <B>"))
        assert chart.title == "Status Å & <B> nå: 2|Å & <B>"

    def test_the_unit_of_the_chart_can_be_named(self) -> None:
        xml = bar_chart("A", named=title("{{ grafer.økonomi.tittel }}, {{ grafer.økonomi.enhet }}"))
        assert charts_in(filled(one_chart(xml), graf(A=[1, 2])))[0].title == "Økonomi, mill. kr"

    def test_a_title_taken_from_a_cell_stays_as_words(self) -> None:
        cells = (
            '<c:title><c:tx><c:strRef><c:f>Sheet1!$A$1</c:f><c:strCache><c:pt idx="0"><c:v>Fra celle</c:v></c:pt>'
            '</c:strCache></c:strRef></c:tx><c:overlay val="0"/></c:title>'
        )
        assert charts_in(filled(one_chart(bar_chart("A", heading=cells)), PLAIN))[0].title == "Fra celle"

    def test_anything_but_values_is_refused(self) -> None:
        assert "bare tagger med {{ … }}" in refusal(one_chart(bar_chart("A", heading=title("{% if x %}a{% endif %}"))))

    def test_tags_in_a_chart_that_nothing_fills_are_told_of(self) -> None:
        data = template(para(picture_of(1, "Uten nøkkel")), {1: bar_chart("A", heading=title("{{ x }}"))})
        assert "ikke koblet til data" in refusal(data)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("[graf: økonomi] Tall", "Tall "),
            ("Viser [graf: økonomi] i år", "Viser i år "),
            ("[[graf: økonomi]] Tall", "Tall "),
            ("Tall [GRAF :økonomi", "Tall "),
        ],
    )
    def test_the_key_may_stand_anywhere_and_the_rest_describes(self, text: str, words: str) -> None:
        report = filled(one_chart(bar_chart("A"), text), PLAIN)
        assert len(charts_in(report)) == 1
        assert described(report)[0].startswith(f"{words}Stolpediagram")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("[graf økonomi] Tall", ("advarsel", "graf-feilskrevet", "Skriv [graf: økonomi] først i den ")),
            ("Viser {graf: økonomi} nå", ("advarsel", "graf-feilskrevet", "Skriv [graf: økonomi] først i den ")),
            ("[chart: økonomi]", ("advarsel", "graf-feilskrevet", "Skriv [graf: økonomi] først i den ")),
            ("graf: økonomi", ("advarsel", "graf-feilskrevet", "Skriv [graf: økonomi] først i den ")),
            ("graf: økonomi. Tall", ("advarsel", "graf-feilskrevet", "Skriv [graf: økonomi] først i den ")),
            ("[Graf]", ("advarsel", "graf-feilskrevet", "Skriv [graf: økonomi] først i den ")),
            ("Grafen viser tall (diagram over økonomi)", ("info", "graf-uten-data", "Skal det fylles, så skriv for ")),
            ("", ("info", "graf-uten-data", "Skal det fylles, så skriv for eksempel [graf: økonomi] først i den")),
        ],
    )
    def test_a_chart_that_keeps_its_own_figures_is_told_of(self, text: str, told: tuple[str, str, str]) -> None:
        body = para("{{ x }}") + para(picture_of(1, text))
        (problem,) = compile_template(template(body, {1: bar_chart("A")}), cache=False).problems
        assert (problem.alvor, problem.kode, problem.sted) == (*told[:2], "avsnitt 2")
        assert problem.forslag.startswith(told[2])

    def test_a_fault_in_a_title_is_told_with_the_place_of_the_chart(self) -> None:
        told = refusal(one_chart(bar_chart("A", heading=title("{{ sted.navn")), "[graf: økonomi]"))
        assert told.startswith("avsnitt 2: Taggen som begynner med {{ er ikke avsluttet")


def test_what_depends_on_the_samples_figures_is_left_behind() -> None:
    pivot = '<c:pivotSource><c:name>[bok.xlsx]Ark1!Pivot</c:name><c:fmtId val="0"/></c:pivotSource>'
    dates = (
        axes()
        .replace("catAx>", "dateAx>")
        .replace('<c:crossAx val="222"/>', '<c:crossAx val="222"/><c:baseTimeUnit val="months"/>')
    )
    xml = chart_xml(bars(series(0, "A", "accent1")) + dates).replace("<c:chart>", f"{pivot}<c:chart>", 1)
    (chart,) = charts_in(filled(one_chart(xml), PLAIN))
    assert chart.all("count(//c:pivotSource|//c:dateAx|//c:baseTimeUnit)") == 0
    assert chart.all("count(//c:catAx)") == 1


def test_a_chart_whose_writer_uses_other_prefixes() -> None:
    xml = bar_chart("A", heading=title("{{ 1 }}")).replace("<c:", "<x:").replace("</c:", "</x:")
    xml = (
        xml.replace(f'xmlns:c="{C}"', f'xmlns:x="{C}" xmlns:c="urn:annet"')
        .replace("<a:", "<d:")
        .replace("</a:", "</d:")
    )
    xml = xml.replace(f'xmlns:a="{A}"', f'xmlns:d="{A}"')
    (chart,) = charts_in(filled(one_chart(xml), PLAIN))
    assert list(chart.series) == ["Budsjett", "Regnskap"]
    assert chart.title == "1"


def with_ends(low: str, high: str, grouping: str = "clustered") -> bytes:
    """A chart whose axis of numbers was made to begin and end."""
    ends = f'<c:orientation val="minMax"/><c:max val="{high}"/><c:min val="{low}"/>'
    xml = bar_chart("A").replace('"clustered"', f'"{grouping}"')
    at = xml.index("<c:valAx>")
    return one_chart(xml[:at] + xml[at:].replace('<c:orientation val="minMax"/>', ends))


def test_an_axis_ends_where_the_consultant_says_unless_that_hides_a_value() -> None:
    for values, ends in (([1, 100], ["100", "0"]), ([1, 101], ["0"]), ([-1, 5], ["100"]), ([None, 7], ["100", "0"])):
        (chart,) = charts_in(filled(with_ends("0", "100"), graf(A=values)))
        assert chart.all("//c:scaling/c:max/@val | //c:scaling/c:min/@val") == ends


def test_the_axis_of_stacked_bars_ends_where_it_must_and_that_of_shares_where_it_did() -> None:
    stacked, shares = (filled(with_ends("0", "9", kind), graf(A=[50, 60])) for kind in ("stacked", "percentStacked"))
    assert [charts_in(report)[0].all("//c:max/@val") for report in (stacked, shares)] == [[], ["9"]]


def test_charts_in_headers_belong_to_the_header() -> None:
    data = template(para("{{ x }}"), {1: bar_chart("A")}, header=para(picture_of(1, "[graf: økonomi]")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = parts["word/_rels/document.xml.rels"].decode()
    others = re.sub(r'<Relationship (?![^>]*/chart")[^>]*/>', "", relations)
    parts["word/_rels/header.xml.rels"] = others.encode()
    report = filled(packed(parts), PLAIN, x=1)
    assert charts_in(report, "header")[0].series == {"Budsjett": [1, 2], "Regnskap": [3, None]}


@pytest.mark.parametrize(
    "text",
    ["[graf: økonomi", "[graf:]]", "[graf: a[b]", "[graf: x.__class__]", '[graf: "]', "[graf: {{ x }}]", "[graf: \\]"],
)
def test_odd_keys_are_refused_or_understood_but_never_break(text: str) -> None:
    try:
        report = filled(one_chart(bar_chart("A"), text), PLAIN, x=1)
    except TemplateError as error:
        assert error.problems  # noqa: PT017 - either outcome is right
    else:
        assert charts_in(report)


def test_a_loop_cannot_make_charts_without_end() -> None:
    body = para("{%p for a in mange %}") + para(picture_of(1, "[graf: økonomi]")) + para("{%p endfor %}")
    assert "for stor" in refusal(template(body, {1: bar_chart("A")}), mange=list(range(6000)))


def test_a_chart_with_many_series_and_categories() -> None:
    wide = graf([f"K{n}" for n in range(40)], **{f"S{n}": [n] * 40 for n in range(30)})
    (chart,) = charts_in(filled(one_chart(bar_chart("S0")), wide))
    assert chart.all("(//c:ser)[30]//c:f/text()")[0] == "Ark1!$AE$1"
    assert chart.sheet()[40] == ("K39", *range(30))


def test_a_chart_is_true_when_it_has_values() -> None:
    body = para("{% if grafer.økonomi %}ja{% else %}nei{% endif %}")
    assert [filled(template(body, {}), g).text for g in (PLAIN, graf(), Graf("Tom"))] == ["ja", "nei", "nei"]


@pytest.mark.parametrize("end", ["abc", "nan", "", "inf"])
def test_the_end_of_an_axis_that_is_no_number_is_left_out(end: str) -> None:
    xml = bar_chart("Budsjett").replace("<c:scaling>", f'<c:scaling><c:max val="{end}"/>')
    (chart,) = charts_in(filled(one_chart(xml), PLAIN, judged=False))
    assert chart.all("//c:valAx//c:max") == []


@pytest.mark.parametrize("key", ["finnes ikke", "_x", "tall.x"])
def test_an_unknown_key_is_one_fault(key: str) -> None:
    with pytest.raises(TemplateError) as raised:
        filled(one_chart(bar_chart("Budsjett"), f"[graf: {key}]"), PLAIN, tall={"y": 1})
    (fault,) = raised.value.problems
    assert "finnes ikke" in fault.melding
    assert fault.verdi == f"[graf: {key}]"
