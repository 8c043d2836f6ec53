"""Charts of a template that cannot be filled, and the files that charts name."""

from __future__ import annotations

import io
import zipfile

import pytest

from rapportgen.errors import FileRefusedError
from rapportgen.word import compile_template
from tests.word.charts import (
    PLAIN,
    A,
    R,
    bar_chart,
    bars,
    chart_xml,
    charts_in,
    filled,
    one_chart,
    picture_of,
    refusal,
    template,
    title,
)
from tests.word.docx import packed, para


class TestFaults:
    def test_an_unknown_name_is_told_with_a_guess(self) -> None:
        told = refusal(one_chart(bar_chart("A"), "[graf: økonmi]"))
        assert "Feltet grafer.økonmi finnes ikke. Mente du [graf: økonomi]?" in told

    def test_what_is_no_chart_is_told(self) -> None:
        for value in ("tekst", 7, PLAIN.serier):
            assert "Dette er ikke en graf" in refusal(one_chart(bar_chart("A"), "[graf: x.y]"), x={"y": value})

    def test_all_faults_come_at_once(self) -> None:
        data = one_chart(bar_chart("A", heading=title("{{ finnes_ikke }}")), "[graf: x.feil]")
        told = refusal(data, x={"rett": 1})
        assert "Feltet finnes_ikke" in told
        assert "Feltet x.feil" in told

    @pytest.mark.parametrize(
        ("plot", "said"),
        [
            ("<c:scatterChart/>", "Et punktdiagram kan ikke fylles"),
            ("<c:stockChart/>", "Et børsdiagram kan ikke fylles"),
            ("<c:surfaceChart/>", "Et overflatediagram kan ikke fylles"),
            (bars(), "Diagrammet har ingen serier"),
        ],
    )
    def test_a_kind_that_cannot_be_filled_is_refused_with_what_to_do(self, plot: str, said: str) -> None:
        told = refusal(one_chart(chart_xml(plot)))
        assert told.startswith("avsnitt 2: ")
        assert said in told
        assert "Sett inn › Diagram" in told

    def test_a_condition_in_a_title_is_told_how_it_is_written_there(self) -> None:
        told = refusal(one_chart(bar_chart("A", heading=title("{% if x %}Budsjett{% endif %}")), "[graf: økonomi]"))
        assert 'Skriv vilkåret inne i én tagg, slik: {{ "tekst" if tiltak else "annen tekst" }}.' in told

    def test_the_new_kinds_are_refused(self) -> None:
        new = picture_of(1, "[graf: økonomi]", uri="http://schemas.microsoft.com/office/drawing/2014/chartex")
        data = template(para(new.replace("c:chart ", "c:other ")), {1: bar_chart("A")})
        assert "fossefall" in refusal(data)

    def test_a_key_on_a_picture_is_refused(self) -> None:
        other = picture_of(1, "[graf: økonomi]", uri="x").replace("c:chart ", "c:other ")
        assert "ikke er et Word-diagram" in refusal(template(para(other), {1: bar_chart("A")}))

    def test_an_empty_key_is_refused(self) -> None:
        assert "Nøkkelen mangler" in refusal(one_chart(bar_chart("A"), "[graf: ]"))


class TestWhatTheChartNames:
    def test_its_style_follows_each_chart(self) -> None:
        (chart,) = charts_in(filled(one_chart(bar_chart("A")), PLAIN))
        assert chart.relationships() == {
            "rId1": "word/embeddings/Microsoft_Excel_Worksheet1.xlsx",
            "rId2": "word/charts/colors1.xml",
        }

    def test_a_picture_in_the_chart_is_shared_and_its_id_changed_with_it(self) -> None:
        link = f'<Relationship Id="rId9" Type="{R}/image" Target="../media/image1.png"/>'
        blip = f'<c:spPr><a:blipFill xmlns:a="{A}"><a:blip r:embed="rId9"/></a:blipFill></c:spPr>'
        xml = bar_chart("A").replace("</c:plotArea>", f"{blip}</c:plotArea>")
        body = "".join(para(picture_of(n, "[graf: økonomi]")) for n in (1, 2))
        parts = template(body, {1: xml, 2: xml}, link)
        out = io.BytesIO(parts)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("word/media/image1.png", b"png")
        charts = charts_in(filled(out.getvalue(), PLAIN))
        named = [chart.relationships()[chart.all("//a:blip/@r:embed")[0]] for chart in charts]
        assert named == ["word/media/image1.png"] * 2

    @pytest.mark.parametrize("kind", ["oleObject", "package"])
    def test_a_link_to_a_workbook_elsewhere_is_cut_and_told_of(self, kind: str) -> None:
        link = f'<Relationship Id="rId9" Type="{R}/{kind}" Target="file:///C:\\hemmelig.xlsx" TargetMode="External"/>'
        xml = bar_chart("A").replace('r:id="rId3"', 'r:id="rId9"')
        for text in ("[graf: økonomi]", "Fast diagram"):
            report = filled(template(para(picture_of(1, text)) + para("{{ x }}"), {1: xml}, link), PLAIN, x=1)
            assert not [name for name, data in report.parts.items() if b"hemmelig" in data]
            assert len(charts_in(report)) == 1
        compiled = compile_template(template(para(picture_of(1, "x")) + para("{{ x }}"), {1: xml}, link), cache=False)
        assert [problem.kode for problem in compiled.problems] == ["graf-kobling", "graf-uten-data"]

    @pytest.mark.parametrize(
        ("part", "xml", "hides"),
        [
            ("xl/workbook.xml", '<sheets><sheet name="Lønn" sheetId="2" state="veryHidden"/></sheets>', True),
            ("xl/worksheets/sheet1.xml", '<sheetData><row r="3" hidden="1"/></sheetData>', True),
            ("xl/worksheets/sheet1.xml", '<cols><col min="2" max="2" hidden="true"/></cols>', True),
            ("xl/worksheets/sheet1.xml", '<sheetData><row r="3" ht="15"/></sheetData>', False),
        ],
    )
    def test_a_workbook_that_hides_something_stays_behind(self, part: str, xml: str, hides: bool) -> None:
        data = template(para(picture_of(1, "Fast diagram")) + para("{{ x }}"), {1: bar_chart("A")})
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        book = "word/embeddings/Microsoft_Excel_Worksheet1.xlsx"
        compiled = compile_template(packed({**parts, book: packed({part: xml})}), cache=False)
        assert ("graf-skjult" in [problem.kode for problem in compiled.problems]) == hides
        report = filled(packed({**parts, book: packed({part: xml})}), PLAIN, x=1)
        assert (book not in report.parts) == hides
        assert len(charts_in(report)) == 1

    def test_other_things_fetched_from_elsewhere_are_still_refused(self) -> None:
        data = template(para("{{ x }}"), {})
        link = f'<Relationship Id="rId9" Type="{R}/image" Target="http://a.no/x.png" TargetMode="External"/>'
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", link.encode() + b"</Relationships>")
        with pytest.raises(FileRefusedError, match="henter noe utenfra"):
            compile_template(packed(parts), cache=False)
