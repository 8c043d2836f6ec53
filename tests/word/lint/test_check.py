"""Templates with one seeded fault each: it is found, where it stands, with the mended tag, and nothing else is."""

from __future__ import annotations

import zipfile
from typing import NamedTuple

import pytest

from rapportgen.resources import shipped_templates
from rapportgen.word.lint import Finding, check_template
from tests.word.charts import chart_xml, one_chart
from tests.word.docx import STYLES, docx_with, drawing, packed, para, row, run, table

DESCRIBED = '<w:tblDescription w:val="Tall for hvert område."/></w:tblPr>'
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1400" w:right="1400" w:bottom="1400" w:left="1400"/></w:sectPr>'
)


def heading(text: str) -> str:
    return para(text, style="Overskrift1")


def header_row(*cells: str) -> str:
    return row(*cells).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)


def data(*rows: str, width: int = 2000) -> str:
    """A table as it should be, with a description, and the paragraph that Word wants after it."""
    return table(*rows, width=width).replace("</w:tblPr>", DESCRIBED) + para("")


class Case(NamedTuple):
    """What a template holds, and the one finding in it: code, place, what is quoted, what is proposed."""

    body: str
    code: str
    place: str
    quoted: str
    proposed: str


FAULTS = {
    "a misspelt field": Case(
        para("Innledning") + para("Kommunen er {{ prosjekt.komune }} i nord."),
        "ukjent-felt",
        "avsnitt 2",
        "{{ prosjekt.komune }}",
        "Mente du {{ prosjekt.kommune }}?",
    ),
    "a misspelt field with its own letters": Case(
        heading("Økonomi") + para("{{ økonomi.sum.årsprognse|mill }}"),
        "ukjent-felt",
        "avsnitt 1 under «Økonomi»",
        "{{ økonomi.sum.årsprognse|mill }}",
        "Mente du {{ økonomi.sum.årsprognose|mill }}?",
    ),
    "a misspelt name of everything": Case(
        para("{{ rapprt.kvartal }}"),
        "ukjent-felt",
        "avsnitt 1",
        "{{ rapprt.kvartal }}",
        "Mente du {{ rapport.kvartal }}?",
    ),
    "a misspelt field of a row, in a table": Case(
        heading("Tiltak")
        + data(
            header_row("Navn", "Ansvar"),
            row("{%tr for ett in tiltak %}{{ ett.nvan }}", "{{ ett.ansvar }}{%tr endfor %}"),
        ),
        "ukjent-felt",
        "tabell 1, rad 2, kolonne 1 under «Tiltak»",
        "{{ ett.nvan }}",
        "Mente du {{ ett.navn }}?",
    ),
    "a misspelt field within two loops": Case(
        para("{% for o in innsatsområder %}{% for t in o.tiltak %}{{ t.naa.avik }}{% endfor %}{% endfor %}"),
        "ukjent-felt",
        "avsnitt 1",
        "{{ t.naa.avik }}",
        "Mente du {{ t.naa.avvik }}?",
    ),
    "a misspelt field at the end of a long tag": Case(
        para(f"{{{{ prosjekt.kommune if prosjekt.mottaker == '{'x' * 90}' else prosjekt.komune }}}}"),
        "ukjent-felt",
        "avsnitt 1",
        f"{{{{ prosjekt.kommune if prosjekt.mottaker == '{'x' * 34}…",
        f"Mente du {{{{ prosjekt.kommune if prosjekt.mottaker == '{'x' * 90}' else prosjekt.kommune }}}}?",
    ),
    "a filter on a list": Case(
        para("{{ økonomi|kr }}"),
        "feil-filter",
        "avsnitt 1",
        "{{ økonomi|kr }}",
        "Sett filteret på et felt i hver rad: {% for rad in økonomi %}{{ rad.…|kr }}{% endfor %}.",
    ),
    "a field of a list": Case(
        para("{{ tiltak.navn }}"),
        "ukjent-felt",
        "avsnitt 1",
        "{{ tiltak.navn }}",
        "tiltak er rader. Skriv {% for rad in tiltak %} {{ rad.navn }} {% endfor %}.",
    ),
    "a list as one value": Case(
        para("{{ tiltak }}"),
        "liste-som-verdi",
        "avsnitt 1",
        "{{ tiltak }}",
        "Skriv {% for rad in tiltak %} … {% endfor %}, eller velg én rad: {{ tiltak[0].… }}.",
    ),
    "a sheet as one value": Case(
        para("{{ prosjekt }}"),
        "liste-som-verdi",
        "avsnitt 1",
        "{{ prosjekt }}",
        "Skriv punktum og navnet på feltet du vil ha.",
    ),
    "one value as a list": Case(
        para("{% for navn in prosjekt.kommune %}{{ navn }}{% endfor %}"),
        "verdi-som-liste",
        "avsnitt 1",
        "{% for navn in prosjekt.kommune %}",
        "Skriv verdien uten løkke: {{ prosjekt.kommune }}.",
    ),
    "a filter for amounts on a text": Case(
        para("{{ prosjekt.kommune|kr }}"),
        "feil-filter",
        "avsnitt 1",
        "{{ prosjekt.kommune|kr }}",
        "Skriv {{ prosjekt.kommune }}.",
    ),
    "a share of an amount": Case(
        para("{{ økonomi.sum.årsprognose|prosent(1) }}"),
        "feil-filter",
        "avsnitt 1",
        "{{ økonomi.sum.årsprognose|prosent(1) }}",
        "Skriv {{ økonomi.sum.årsprognose|tusen }}.",
    ),
    "a filter for dates on a text": Case(
        para("{% for ett in tiltak %}{{ ett.ansvar|langdato }}{% endfor %}"),
        "feil-filter",
        "avsnitt 1",
        "{{ ett.ansvar|langdato }}",
        "Skriv {{ ett.ansvar }}.",
    ),
    "a misspelt filter": Case(
        para("{{ økonomi.sum.årsprognose|mil }}"),
        "ukjent-filter",
        "avsnitt 1",
        "{{ økonomi.sum.årsprognose|mil }}",
        "Mente du {{ økonomi.sum.årsprognose|mill }}?",
    ),
    "a block that is not closed": Case(
        para("{%p if tiltak %}") + para("x"),
        "aapen-blokk",
        "avsnitt 1",
        "{%p if tiltak %}",
        "Avslutt med {%p endif %}.",
    ),
    "a tag with one brace too few": Case(
        para("{% if tiltak }") + para("x") + para("{% endif %}"),
        "aapent-merke",
        "avsnitt 1",
        "{% if tiltak }",
        "Mente du {% if tiltak %}?",
    ),
    "a misspelt beginning of a block": Case(
        para("{%p fro ett in tiltak %}") + para("{{ ett.navn }}") + para("{%p endfor %}"),
        "ukjent-merke",
        "avsnitt 1",
        "{%p fro ett in tiltak %}",
        "Mente du {%p for ett in tiltak %}?",
    ),
    "a misspelt end of a block": Case(
        para("{%p if tiltak %}") + para("x") + para("{%p edif %}"),
        "ukjent-merke",
        "avsnitt 3",
        "{%p edif %}",
        "Mente du {%p endif %}?",
    ),
    "a block across cells": Case(
        data(header_row("A", "B", "C"), row("1", "{% for ett in tiltak %}a", "b{% endfor %}")),
        "kryssende-blokk",
        "tabell 1, rad 2, kolonne 2",
        "{% for ett in tiltak %}",
        "Skriv {%tr for ett in tiltak %} først i raden for å gjenta hele raden, eller {%tc for ett in tiltak %} for å "
        "gjenta celler.",
    ),
    "a row tag outside of tables": Case(
        para("{%tr for ett in tiltak %}") + para("{{ ett.navn }}") + para("{%tr endfor %}"),
        "merke-utenfor-tabell",
        "avsnitt 1",
        "{%tr for ett in tiltak %}",
        "Mente du {%p for ett in tiltak %}?",
    ),
    "a paragraph tag that would swallow text": Case(
        para("før {%p if tiltak %} etter") + para("{%p endif %}"),
        "merke-midt-i",
        "avsnitt 1",
        "{%p if tiltak %}",
        "Skriv {% if tiltak %} uten p når det gjelder en del av avsnittet, eller sett det alene i et avsnitt.",
    ),
    "braces with a space between": Case(
        para("{{ prosjekt.mottaker }} Se { { prosjekt.kommune } } her"),
        "delt-klamme",
        "avsnitt 1",
        "{ { prosjekt.kommune } }",
        "Mente du {{ prosjekt.kommune }}?",
    ),
    "the last braces apart": Case(
        para("{{ prosjekt.kommune } }"),
        "delt-klamme",
        "avsnitt 1",
        "{{ prosjekt.kommune } }",
        "Mente du {{ prosjekt.kommune }}?",
    ),
    "the first braces of a block apart": Case(
        para("{{ prosjekt.kommune }}") + para("{ %p if tiltak %}") + para("x") + para("{%p endif %}"),
        "delt-klamme",
        "avsnitt 2",
        "{ %p if tiltak %}",
        "Mente du {%p if tiltak %}?",
    ),
    "single braces": Case(
        para("{{ prosjekt.mottaker }} Se {prosjekt.kommune} her"),
        "enkel-klamme",
        "avsnitt 1",
        "{prosjekt.kommune}",
        "Mente du {{ prosjekt.kommune }}?",
    ),
    "a tag of another system": Case(
        para("{{ prosjekt.mottaker }} Se [[kommune]] her"),
        "annet-system",
        "avsnitt 1",
        "[[kommune]]",
        "Skriv feltet som {{ prosjekt.kommune }}.",
    ),
    "a variable that looks like a scope": Case(
        para("{% for r in tiltak %}{{ r.navn }}{% endfor %}"),
        "forvekslbart-navn",
        "avsnitt 1",
        "{% for r in tiltak %}",
        "Gi variabelen et annet navn, for eksempel «rad»: {% for rad in tiltak %}",
    ),
    "a sheet with a name of its own": Case(
        para('{% for ett in ark["Risiko"] %}{{ ett.id }}{% endfor %}'),
        "ukjent-felt",
        "avsnitt 1",
        '{% for ett in ark["Risiko"] %}',
        "Skriv risikoer.",
    ),
    "something a template may not do": Case(
        para("{{ prosjekt.kommune.__class__ }}"),
        "ikke-tillatt",
        "avsnitt 1",
        "{{ prosjekt.kommune.__class__ }}",
        "",
    ),
    "a sample table of the wrong shape": Case(
        data(header_row("{{ gantt(milepæler) }}", "2026")),
        "moenstertabell",
        "tabell 1, rad 1, kolonne 1",
        "{{ gantt(milepæler) }}",
        "",
    ),
    "a picture without alternative text": Case(
        heading("Forside") + para("{{ prosjekt.kommune }}", drawing()),
        "alternativ-tekst",
        "avsnitt 1 under «Forside»",
        "Bilde",
        "Høyreklikk, velg «Rediger alternativ tekst», og skriv hva det viser, eller merk det som dekorativt.",
    ),
    "a style that is not there": Case(
        heading("A") + para("{{ prosjekt.kommune }}", style="Borte"),
        "stil-mangler",
        "avsnitt 1 under «A»",
        "Borte",
        "Velg en av malens stiler.",
    ),
    "a table without a heading row": Case(
        para("{{ prosjekt.kommune }}") + data(row("Område", "Beløp"), row("Skole", "1")),
        "tabell-uten-overskrift",
        "tabell 1",
        "Område",
        "Merk den øverste raden, og velg Tabelloppsett › Gjenta overskriftsrader.",
    ),
    "a table wider than the page": Case(
        para("{{ prosjekt.kommune }}")
        + data(header_row("Område", "Beløp"), row("Skole", "1"), width=6000)
        + f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>",
        "tabell-for-bred",
        "tabell 1",
        "Område",
        "Velg Tabelloppsett › Beste tilpassing › Beste tilpassing til vindu.",
    ),
}


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS.keys())
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
    assert finding.problem[:3] == ("advarsel", "ingen-merker", "dokumentet")


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


def test_a_chart_that_cannot_be_filled_is_told() -> None:
    scatter = chart_xml('<c:scatterChart><c:scatterStyle val="lineMarker"/></c:scatterChart>')
    (finding,) = check_template(one_chart(scatter))
    assert (finding.problem.kode, finding.problem.verdi) == ("graf", "[graf: økonomi]")


class TestManyFaults:
    def test_all_are_found_in_one_run_the_most_serious_first(self) -> None:
        body = (
            para("{% for r in tiltak %}{{ r.nvan }}{% endfor %}")
            + para("{{ prosjekt.komune }} {{ økonomi.sum.årsprognose|mil }}")
            + heading("Risiko")
            + para("{%p if risikoer %}")
            + para("{{ rapport.kvartl }}")
            + para("{%tr for ett in tiltak %}")
            + para("{%tr endfor %}")
        )
        found = [(f.problem.kode, f.problem.sted) for f in check_template(docx_with(body))]
        assert found == [
            ("ukjent-felt", "avsnitt 1"),
            ("ukjent-filter", "avsnitt 2"),
            ("ukjent-felt", "avsnitt 2"),
            ("aapen-blokk", "avsnitt 1 under «Risiko»"),
            ("ukjent-felt", "avsnitt 2 under «Risiko»"),
            ("merke-utenfor-tabell", "avsnitt 3 under «Risiko»"),
            ("forvekslbart-navn", "avsnitt 1"),
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
        assert check_template(docx_with(para("{{ prosjekt.kommune }}", deleted))) == []

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
