"""What is said about fields and filters that do not exist: all at once, as typed, with the nearest that do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.rader import Felter, Oppslag, Rader
from rapportgen.resources import shipped_templates
from rapportgen.word import compile_template, render_template, with_missing_fields
from rapportgen.word.language.fields import unknown_fields
from rapportgen.word.settings import Visning
from rapportgen.word.tags.spelling import as_typed
from tests.word.docx import EGENSKAPER, docx_with, para, row, table

TILTAK = [Felter(navn="Turnus", ansvar="Leder", naa=Felter(gjort="Ferdig"), beloep=1), Felter(navn="Bygg", naa=None)]
CONTEXT: dict[str, Any] = {
    "prosjekt": Felter(kommune="Moskenes", paaloept=None),
    "oekonomi": Rader([Felter(aarsprognose=1)], sum=None),
    "tiltak": Rader(TILTAK),
    "risikoer": Rader(),
    "ark": Oppslag({"Kompetanse": Rader(), "Møter": Rader()}),
    "tekst": Oppslag({"sammendrag": "x"}),
}


def refused(*paragraphs: str) -> TemplateError:
    """The error that a template with these paragraphs ends in, as the pipeline makes it."""
    data = docx_with("".join(p if p.startswith("<w:") else para(p) for p in paragraphs))
    try:
        compiled = compile_template(data, cache=False)
    except TemplateError as faults:
        return with_missing_fields(faults, data, CONTEXT)
    with pytest.raises(TemplateError) as error:
        render_template(compiled, CONTEXT, Visning(), EGENSKAPER)
    return error.value


def told(*paragraphs: str) -> list[str]:
    """Message and hint of each problem."""
    return [f"{p.melding} {p.forslag}".strip() for p in refused(*paragraphs).problems]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ økonmi.sum }}", "Feltet økonmi finnes ikke. Mente du økonomi?"),
        ("{{ oekonmi.sum }}", "Feltet oekonmi finnes ikke. Mente du økonomi?"),
        ("{{ PROSJEKT.kommune }}", "Feltet PROSJEKT finnes ikke. Mente du prosjekt?"),
        ("{{ prosjekt.Kommune }}", "Feltet prosjekt.Kommune finnes ikke. Mente du prosjekt.kommune?"),
        ("{{ prosjekt.påløptt }}", "Feltet prosjekt.påløptt finnes ikke. Mente du prosjekt.påløpt?"),
        ("{{ økonomi[0].årsprognos }}", "Feltet økonomi[0].årsprognos finnes ikke. Mente du økonomi[0].årsprognose?"),
        ("{{ risiko[0].id }}", "Feltet risiko finnes ikke. Mente du risikoer?"),
        ("{{ tekst.sammendr }}", "Feltet tekst.sammendr finnes ikke. Mente du tekst.sammendrag?"),
        ("{{ prosjekt.kommune.samisk }}", "Feltet prosjekt.kommune.samisk finnes ikke."),
        (
            "{{ tiltak.navn }}",
            "Feltet tiltak.navn finnes ikke. "
            "tiltak er rader. Skriv {% for rad in tiltak %} {{ rad.navn }} {% endfor %}.",
        ),
        (
            '{{ ark["Kompetnse"][0].kurs }}',
            "Arket «Kompetnse» finnes ikke i arbeidsboken. Den har «Kompetanse» og «Møter». Mente du «Kompetanse»?",
        ),
        (
            '{{ ark["Milepæler"] }}',
            "Arket «Milepæler» kjenner programmet, så radene har et eget navn. Skriv milepæler.",
        ),
        ('{{ ark["Risiko"] }}', "Arket «Risiko» kjenner programmet, så radene har et eget navn. Skriv risikoer."),
        (
            "{{ tiltak[99].navn }}",
            "Det finnes ingen rad nummer 100 i tiltak. "
            "Skriv {% if tiltak|antall >= 100 %}{{ tiltak[99].navn }}{% endif %}.",
        ),
        (
            "{{ tiltak[-3].navn }}",
            "Det finnes ingen rad nummer 3 fra slutten i tiltak. "
            "Skriv {% if tiltak|antall >= 3 %}{{ tiltak[-3].navn }}{% endif %}.",
        ),
        ("{{ prosjekt.kommune|mil }}", "Filteret «mil» finnes ikke. Mente du mill?"),
        ("{{ prosjekt.kommune|MILL }}", "Filteret «MILL» finnes ikke. Mente du mill?"),
        ("{{ tiltak|føste }}", "Filteret «føste» finnes ikke. Mente du første?"),
        ("{{ prosjekt.kommune økonomi }}", "Taggen kan ikke leses. Her passer ikke «økonomi»."),
    ],
)
def test_a_message_has_the_name_as_typed_and_a_suggestion_as_it_should_be(tag: str, message: str) -> None:
    assert told(tag) == [message]


def test_a_workbook_without_other_sheets_says_so() -> None:
    found = unknown_fields(compile_template(docx_with('{{ ark["X"] }}'), cache=False).uses, {"ark": Oppslag({})})
    assert "Den har ingen ark ut over dem programmet kjenner." in found[0].melding


def test_all_unknown_fields_come_at_once_in_reading_order() -> None:
    error = refused(
        "{{ prosjekt.komune }}",
        "{% if prosjekt.kommune == 'x' %}{{ prosjekt.lder }}{% endif %}",
        "{% for t in tiltak %}{{ t.navnn }} {{ t.naa.gjortt }}{% endfor %}",
        table(row("{%tr for t in tiltak[:1] if t.ansvr %}{{ t.navn }}", "{{ tull }}{%tr endfor %}")) + para(""),
    )
    assert [problem.melding for problem in error.problems] == [
        "Feltet prosjekt.komune finnes ikke.",
        "Feltet prosjekt.lder finnes ikke.",
        "Feltet t.navnn finnes ikke.",
        "Feltet t.naa.gjortt finnes ikke.",
        "Feltet t.ansvr finnes ikke.",
        "Feltet tull finnes ikke.",
    ]
    assert str(error) == "Malen: 6 feil i malen."


def test_an_unknown_filter_does_not_hide_an_unknown_field() -> None:
    assert told("{{ prosjekt.komune }}", "{{ økonmi.sum|mil }}", "{{ prosjekt.kommune | tusn }}") == [
        "Feltet prosjekt.komune finnes ikke. Mente du prosjekt.kommune?",
        "Filteret «mil» finnes ikke. Mente du mill?",
        "Feltet økonmi finnes ikke. Mente du økonomi?",
        "Filteret «tusn» finnes ikke. Mente du tusen?",
    ]


def test_a_value_that_cannot_be_used_does_not_hide_an_unknown_field() -> None:
    assert told("{{ prosjekt.kommune|kr }}", "{{ tull }}") == [
        "Filteret «kr» trenger et tall eller et beløp, men «Moskenes» er noe annet.",
        "Feltet tull finnes ikke.",
    ]


@pytest.mark.parametrize(
    "tag",
    [
        "{% if prosjekt.annet is defined %}{{ prosjekt.annet }}{% endif %}",
        "{{ prosjekt.annet|ellers('x') }}{{ prosjekt.annet }}",
        "{% for t in tiltak %}{{ t.ansvar }}{% endfor %}",
        "{% if tiltak.har_annet %}{% for t in tiltak %}{{ t.annet }}{% endfor %}{% endif %}",
        "{% if tiltak|length > 5 %}{{ tiltak[5].navn }}{% endif %}",
        "{% for r in risikoer %}{{ r.hva_som_helst }}{% endfor %}",
        "{% set n = 1 %}{{ n }}{% for t in tiltak %}{{ loop.index }}{% endfor %}",
        "{% for t in tiltak|sorter('navn') %}{{ t.navn }}{% endfor %}{{ (tiltak|first).navn }}",
        "{{ gantt(tiltak) }}",
    ],
)
def test_what_may_well_be_right_is_not_reported_with_the_rest(tag: str) -> None:
    uses = compile_uses(tag)
    assert unknown_fields(uses, CONTEXT) == []


def compile_uses(tag: str) -> Any:
    from rapportgen.word.compile import uses_of
    from rapportgen.word.ooxml.package import read_package

    return uses_of(read_package(docx_with(tag)))


def test_a_name_from_a_block_that_cannot_be_read_is_not_called_unknown() -> None:
    assert told("{% for t i tiltak %}{{ t.navn }}{% endfor %}") == [
        "Taggen kan ikke leses. Det står «i» der «in» var ventet. Mente du {% for t in tiltak %}?"
    ]


@pytest.mark.parametrize(("tag", "word"), [("{% tr for t in tiltak %}", "tr"), ("{% p if tiltak %}", "p")])
def test_a_space_before_the_element_is_told_of(tag: str, word: str) -> None:
    assert f"«{word}» er ikke en tagg. Skriv {{%{word} uten mellomrom." in told(tag)


def test_a_block_with_an_unknown_word_is_one_fault() -> None:
    assert told("{% foor t in tiltak %}{{ t.navn }}", "{{ t.navn }}") == ["«foor» er ikke en tagg. Mente du for?"]


def test_one_fault_is_told_in_the_error_itself() -> None:
    assert str(refused("{{ tull }}")) == "Malen: avsnitt 1: Feltet tull finnes ikke."
    assert str(refused("{{ prosjekt.kommune|mil }}")) == (
        "Malen: avsnitt 1: Filteret «mil» finnes ikke. Mente du mill?"
    )


@pytest.mark.parametrize(
    ("text", "raw", "shown"),
    [
        ("Feltet oekonmi.aar", "{{ økonmi.år }}", "Feltet økonmi.år"),
        ("Feltet risikoer", "{{ risikoer }}", "Feltet risikoer"),
        ("elif oekonomi", "{% elif Økonomi %}", "elif Økonomi"),
        ("Feltet paaloept", "{{ på\u00adløpt }}", "Feltet påløpt"),
    ],
)
def test_names_are_shown_as_typed(text: str, raw: str, shown: str) -> None:
    assert as_typed(text, raw) == shown


@pytest.mark.parametrize("name", sorted(shipped_templates()))
@pytest.mark.parametrize("sample", ["moskenes", "karasjok"])
def test_the_shipped_templates_name_no_unknown_field(name: str, sample: str) -> None:
    from rapportgen.pipeline import check_file, context_of
    from rapportgen.portfolio import portfolio_context

    root = Path(__file__).parents[3]
    checked = check_file(root / "samples" / f"{sample}.xlsx")
    compiled = compile_template(root / "templates" / f"{name}.docx", cache=False)
    context = portfolio_context([checked], name, None) if compiled.portfolio else context_of(checked, name, None)
    assert unknown_fields(compiled.uses, context) == []


def test_the_end_of_a_chart_is_no_field() -> None:
    root = Path(__file__).parents[3]
    compiled = compile_template(root / "templates" / "kvartalsrapport.docx", cache=False)
    charts = [use for use in compiled.uses if use.raw.startswith("[graf:")]
    assert any(use.code == "endif" for use in charts)
    assert "endif" not in {problem.melding.split()[1] for problem in unknown_fields(charts, {})}
