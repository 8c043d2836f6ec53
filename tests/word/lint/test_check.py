"""Templates with one seeded fault each: it is found, where it stands, with the mended tag, and nothing else is."""

from __future__ import annotations

import zipfile

import pytest

from rapportgen.model.trafikklys import GROENN
from rapportgen.resources import shipped_templates
from rapportgen.word.lint import Finding, check_template
from rapportgen.word.lint.trying import Try, try_template
from rapportgen.word.settings import Visning
from tests.word.charts import bar_chart, chart_xml, one_chart, picture_of, template
from tests.word.docx import EGENSKAPER, STYLES, docx_with, drawing, packed, para, row, run
from tests.word.lint.faults import FAULTS, MANY, Case, data, header_row, heading
from tests.word.lint.seeded import HIDDEN, SEEDED

ALL_FAULTS = FAULTS | SEEDED


@pytest.mark.parametrize("case", ALL_FAULTS.values(), ids=ALL_FAULTS.keys())
def test_a_fault_is_found_where_it_stands_and_nothing_else_is(case: Case) -> None:
    found = [finding.problem for finding in check_template(docx_with(case.body))]
    assert [(p.kode, p.sted, p.verdi, p.forslag) for p in found] == [
        (case.code, case.place, case.quoted, case.proposed)
    ]


@pytest.mark.parametrize("split", [2, 9, 14])
def test_a_tag_that_word_has_split_gives_the_same_finding(split: int) -> None:
    text = "{{ prosjekt.komune }}"
    whole, apart = docx_with(para(text)), docx_with(para(run(text[:split]), run(text[split:], "<w:b/>")))
    assert check_template(apart) == check_template(whole)


class TestStyles:
    def test_a_heading_two_levels_down_has_jumped_over_one(self) -> None:
        deep = STYLES.replace(
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="O3"><w:name w:val="heading 3"/></w:style></w:styles>',
        )
        body = heading("Økonomi") + para("Detaljer", style="O3") + para("{{ prosjekt.kommune }}")
        (finding,) = check_template(docx_with(body, styles=deep))
        assert finding.problem[1:3] == ("overskrift-hopp", "avsnitt 1 under «Økonomi»")
        assert finding.problem.forslag == "Bruk stilen «Overskrift 2»."

    def test_texts_of_the_workbook_need_list_styles(self) -> None:
        bare = STYLES.replace("List Bullet", "Annet").replace("Nummerert liste", "Noe")
        (finding,) = check_template(docx_with(para("{{ tekst.innledning }}"), styles=bare))
        assert finding.problem.kode == "stil-mangler"
        assert finding.problem.melding.startswith("Malen mangler stilene «Punktliste» og «Nummerert liste».")

    def test_a_font_that_other_machines_may_lack_is_mentioned(self) -> None:
        fonts = '<w:rFonts w:ascii="Kommune Sans" w:hAnsi="Kommune Sans"/>'
        (finding,) = check_template(docx_with(para(run("{{ prosjekt.kommune }}", fonts))))
        assert (finding.problem.alvor, finding.problem.kode, finding.problem.verdi) == (
            "info",
            "skrift",
            "Kommune Sans",
        )

    @pytest.mark.parametrize("font", ["Calibri", "Arial", "Times New Roman", "Cambria", "Wingdings"])
    def test_a_font_with_a_free_twin_is_not(self, font: str) -> None:
        fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        assert check_template(docx_with(para(run("{{ prosjekt.kommune }}", fonts)))) == []


def test_a_template_that_asks_for_nothing_is_told() -> None:
    (finding,) = check_template(docx_with(para("Bare tekst")))
    assert finding.problem[:3] == ("advarsel", "ingen-tagger", "dokumentet")


@pytest.mark.parametrize("name", ["kvartalsrapport", "sluttrapport"])
def test_a_fault_in_a_real_template_is_the_only_finding(name: str) -> None:
    with zipfile.ZipFile(shipped_templates()[name]) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(b"rapport.tittel", b"rapport.titel", 1)
    assert parts["word/document.xml"] != body
    (finding,) = check_template(packed(parts))
    assert "Mente du" in finding.problem.forslag
    assert "rapport.tittel" in finding.problem.forslag


def test_a_filter_that_does_not_fit_is_told_of_once_whatever_stands_in_its_brackets() -> None:
    (finding,) = check_template(docx_with(para('{{ prosjekt.kommune|dato("x") }}')))
    assert finding.problem.forslag == "Skriv {{ prosjekt.kommune }}."


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Vi er i trinn {{ prosjekt.trinn|litenforbokstav }}.", ["dobbelt-ord"]),
        ("Trinn: {{ prosjekt.trinn }}", []),
        ("Vi er i {{ prosjekt.trinn }}.", []),
        ('Trinn {{ prosjekt.trinn|erstatt("Trinn ", "") }}', []),
    ],
)
def test_a_word_that_the_value_begins_with_is_not_to_stand_before_it(text: str, codes: list[str]) -> None:
    assert [finding.problem.kode for finding in check_template(docx_with(para(text)))] == codes


def test_a_chart_that_cannot_be_filled_is_told() -> None:
    scatter = chart_xml('<c:scatterChart><c:scatterStyle val="lineMarker"/></c:scatterChart>')
    (finding,) = check_template(one_chart(scatter))
    assert (finding.problem.kode, finding.problem.verdi) == ("graf", "[graf: økonomi]")


def test_a_mark_of_a_chart_that_is_written_wrong_is_a_fault() -> None:
    (finding, *_) = check_template(one_chart(bar_chart("A"), "Viser {graf: økonomi}"))
    assert finding.problem[:2] == ("feil", "graf-feilskrevet")
    assert finding.problem.forslag == "Skriv [graf: økonomi] først i den alternative teksten."


def test_a_chart_that_cannot_be_filled_hides_nothing_that_stops_a_report() -> None:
    scatter = chart_xml('<c:scatterChart><c:scatterStyle val="lineMarker"/></c:scatterChart>')
    source = template(para("{{ a / b }}") + para(picture_of(1, "[graf: økonomi]")), {1: scatter})
    found = try_template(source, [Try("", {"a": 1, "b": 0})], Visning(), EGENSKAPER)
    assert [(problem.sted, problem.verdi) for problem in found] == [("avsnitt 1", "{{ a / b }}")]


class TestManyFaults:
    @pytest.mark.parametrize("name", MANY)
    def test_all_are_found_in_one_run_the_most_serious_first(self, name: str) -> None:
        body, expected = MANY[name]
        found = [f.problem for f in check_template(docx_with(body))]
        assert [(p.kode, p.sted, p.forslag) for p in found] == expected

    @pytest.mark.parametrize("name", HIDDEN)
    def test_no_fault_hides_another(self, name: str) -> None:
        texts, expected = HIDDEN[name]
        found = [f.problem for f in check_template(docx_with("".join(para(text) for text in texts)))]
        assert [(p.kode, p.sted, p.forslag) for p in found] == expected

    def test_a_block_that_is_not_closed_hides_no_block_across_cells(self) -> None:
        rows = header_row("A", "B", "C"), row("1", "{% for a in tiltak %}a", "b{% endfor %}")
        body = para("{% slutt %}") + para("{% if tiltak %}") + data(*rows) + para("{% lys lys.samlet %}")
        assert [(f.problem.kode, f.problem.sted) for f in check_template(docx_with(body))] == [
            ("ukjent-tagg", "avsnitt 1"),
            ("aapen-blokk", "avsnitt 2"),
            ("kryssende-blokk", "tabell 1, rad 2, kolonne 2"),
            ("tagg-utenfor-tabell", "avsnitt 3"),
        ]

    def test_a_loop_that_ends_in_the_wrong_cell_is_all_that_is_told_of_its_row(self) -> None:
        cells = row("{% for a in tiltak %}{{ a.id }}", "{{ a.navn }}{% endfor %}", "{{ a.ansvar }}")
        found = check_template(docx_with(data(header_row("A", "B", "C"), cells) + para("{{ a.navn }}")))
        assert [(f.problem.kode, f.problem.sted) for f in found] == [
            ("kryssende-blokk", "tabell 1, rad 2, kolonne 1"),
            ("utenfor-loekke", "avsnitt 1"),
        ]

    @pytest.mark.parametrize(("end", "code"), [("{%tr endfor %}", "tagg-midt-i"), ("{% endfor %}", "ulik-blokk")])
    def test_so_it_is_of_a_row_tag(self, end: str, code: str) -> None:
        cells = row("{%tr for a in tiltak %}{{ a.id }}", f"{{{{ a.navn }}}}{end}", "{{ a.ansvar }}")
        found = check_template(docx_with(data(header_row("A", "B", "C"), cells)))
        assert [(f.problem.kode, f.problem.sted) for f in found] == [(code, "tabell 1, rad 2, kolonne 2")]

    def test_every_colour_that_is_none_is_told(self) -> None:
        cells = ['{% cellbg "C6EFCE" %}a', '{% cellbg "grønnn" %}b', "{% cellbg lys.samlet %}c"]
        found = [f.problem for f in check_template(docx_with(data(header_row("A", "B", "C"), row(*cells))))]
        assert [(p.sted, p.verdi, p.forslag) for p in found] == [
            ("tabell 1, rad 2, kolonne 2", '{% cellbg "grønnn" %}', f'Mente du {{% cellbg "{GROENN.fyll}" %}}?')
        ]

    def test_the_fields_of_a_loop_that_cannot_be_read_say_nothing(self) -> None:
        body = para("{%p for ett i tiltak %}") + para("{{ ett.navn }}") + para("{%p endfor %}")
        assert [f.problem.kode for f in check_template(docx_with(body))] == ["syntaksfeil"]


class TestPlaces:
    def test_headers_footers_and_notes_are_named(self) -> None:
        wrong = para("{{ prosjekt.komune }}")
        template = docx_with(para("{{ prosjekt.kommune }}"), header=wrong, footer=wrong)
        assert [f.problem.sted for f in check_template(template)] == ["topptekst", "bunntekst"]

    def test_the_text_around_is_shown(self) -> None:
        (finding,) = check_template(docx_with(para("Kommunen er {{ prosjekt.komune }} i nord.")))
        assert finding.around == "Kommunen er {{ prosjekt.komune }} i nord."

    def test_a_tag_that_is_alone_has_nothing_around_it(self) -> None:
        (finding,) = check_template(docx_with(para("{{ prosjekt.komune }}")))
        assert finding.around == ""

    def test_a_tag_in_an_alternative_text_stands_within_the_loops_around_it(self) -> None:
        shown = "{% for ett in tiltak %}", drawing("{{ ett.navn }}"), "{% endfor %}"
        assert check_template(docx_with(para(*shown))) == []


class TestNoFalseAlarm:
    @pytest.mark.parametrize("template", shipped_templates().values(), ids=lambda path: path.stem)
    def test_shipped_templates_are_clean(self, template: str) -> None:
        assert check_template(template) == []

    @pytest.mark.parametrize(
        "text",
        [
            "{{ prosjekt.kommune.samisk }}",
            "{{ tiltak[0].navn }}",
            "{{ tiltak|antall }} {{ tiltak|length }}",
            "{{ (tiltak|første).navn }}",
            "{% for ett in risikoer|sorter('rf') %}{{ ett.rf }}{% endfor %}",
            "{% if risikoer.har_ansvar %}x{% endif %}",
            "{{ prosjekt.finnes_ikke|ellers('ukjent') }}",
            "{% if prosjekt.finnes_ikke is defined %}{{ prosjekt.finnes_ikke }}{% endif %}",
            '{% for kurs in ark["Kompetanse"] %}{{ kurs.navn }}{% endfor %}',
            '{{ figur["forside"].figurtekst }} {{ tekst.hva_som_helst }} {{ ord.kommune.samisk }}',
            "{% set navn = prosjekt.kommune %}{{ navn }}",
            "{% for ett in tiltak %}{{ loop.index }}. {{ ett.frist|dato }}{% endfor %}",
            "{{ «tekst» }} {{ –1 }}",
            "{{ 1250000|kr }} {{ 0.5|prosent }} {{ [1, 2]|sum }} {{ 'a' ~ 3 }} {{ prosjekt.kommune[:3] }}",
            "{% if risikoer|antall > 3 %}{{ risikoer[3].risikofaktor }}{% endif %}",
            "{{ risikoer[3].risikofaktor if risikoer|antall > 3 else '–' }}",
            '{{ bilde("forside") }} {{ bilde(figurer[0], 5) }} {{ se("økonomi", "tekst") }}',
            "{% for f in figurer %}{{ bilde(f) }}{% endfor %}",
            "Mengden {a, b} og {0} og fila <<x.",
        ],
    )
    def test_what_is_right_gives_no_finding(self, text: str) -> None:
        found = [f.problem for f in check_template(docx_with(para("{{ prosjekt.kommune }}") + para(text)))]
        assert found == []

    @pytest.mark.parametrize(
        "rows",
        [
            [row("{% for ett in tiltak %}{{ ett.navn }}", "{{ ett.ansvar }}{% endfor %}")],
            [row("{% for ett in tiltak %}", ""), row("{{ ett.navn }}", "{{ ett.ansvar }}"), row("", "{% endfor %}")],
            [row("{%- for ett in tiltak -%}{{ ett.navn }}", "{{ ett.ansvar }}{%- endfor -%}")],
        ],
    )
    def test_a_table_with_plain_loops_is_as_it_should_be(self, rows: list[str]) -> None:
        body = data(row("Navn", "Ansvar"), *rows)
        assert check_template(docx_with(para("{% if tiltak %}") + body + para("{% endif %}"))) == []

    def test_deleted_text_is_no_tag(self) -> None:
        deleted = '<w:del w:id="3" w:author="x"><w:r><w:delText>{{ prosjekt.komune }}</w:delText></w:r></w:del>'
        found = check_template(docx_with(para("{{ prosjekt.kommune }}", deleted)))
        assert [finding.problem.kode for finding in found] == ["sporede-endringer"]

    def test_a_drawing_marked_as_decoration_needs_no_text(self) -> None:
        mark = (
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183D7F6}">'
            '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
            "</a:ext></a:extLst></wp:docPr>"
        )
        decorated = drawing().replace('name="Bilde"/>', f'name="Bilde">{mark}')
        assert check_template(docx_with(para("{{ prosjekt.kommune }}", decorated))) == []


def test_a_column_that_only_a_workbook_can_have_is_mentioned() -> None:
    (finding,) = check_template(docx_with(para("{% for ett in tiltak %}{{ ett.kostnadssted }}{% endfor %}")))
    assert (finding.problem.alvor, finding.problem.kode) == ("info", "egen-kolonne")


def test_with_a_workbook_its_own_columns_are_known() -> None:
    template = docx_with(para("{% for ett in tiltak %}{{ ett.kostnadssted }}{{ ett.nvan }}{% endfor %}"))
    context: dict[str, object] = {"tiltak": [{"kostnadssted": "310", "nvan": "x"}]}
    assert check_template(template, context, {"kostnadssted", "nvan"}) == []


def test_with_a_workbook_what_it_lacks_is_a_fault() -> None:
    template = docx_with(para("{% for ett in tiltak %}{{ ett.kostnadssted }}{% endfor %}"))
    found: list[Finding] = check_template(template, {"tiltak": [{"navn": "Rekruttere"}]})
    assert [(f.problem.alvor, f.problem.kode) for f in found] == [("feil", "ukjent-felt")]
