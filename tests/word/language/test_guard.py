"""Templates that attack: no code, no files, no Python behind a value, no end of time or memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.rader import Felter, Rader
from rapportgen.word import compile_template, render_template
from rapportgen.word.language.environment import make_environment
from rapportgen.word.language.expressions import faults_in
from rapportgen.word.settings import Visning
from rapportgen.word.tags.tags import parse_tag
from tests.word.docx import EGENSKAPER, docx_with, packed, para, parts_of, render, row, run, table


class Workbook:
    """Something with a method that must never be called."""

    def save(self, path: str) -> None:
        Path(path).touch()


CONTEXT = {
    "tittel": "Årsrapport",
    "rader": Rader([Felter(navn="A"), Felter(navn="B")]),
    "bok": Workbook(),
    "farlig": "</w:t><w:evil/><w:t>",
}


def refused(template: bytes | str) -> TemplateError:
    """The error that a template must lead to, when it is compiled or run."""
    data = template if isinstance(template, bytes) else docx_with(para("{{ tittel }}") + para(template))
    with pytest.raises(TemplateError) as error:
        render_template(compile_template(data, cache=False), CONTEXT, Visning(), EGENSKAPER)
    assert error.value.problems
    return error.value


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.system('touch PWNED') }}",
        "{{ lipsum.__globals__['os'].popen('touch PWNED').read() }}",
        "{% for c in ''.__class__.__mro__[1].__subclasses__() %}{{ c }}{% endfor %}",
        "{{ ''|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ self._TemplateReference__context }}",
        "{{ ['a']|map(attribute='__class__')|list }}",
        "{{ rader|sum('__class__') }}",
        "{{ rader|join(',', '__class__') }}",
        "{{ rader['__class__'] }}",
        "{{ tittel['upper'] }}",
        "{{ tittel.upper }}",
        "{{ loop }}",
        "{{ cycler.__init__.__globals__.os.environ }}",
        "{% include 'canary.txt' %}",
        "{% import 'canary.txt' as c %}",
        "{% extends 'x' %}",
        "{{ rader.clear() }}",
        "{{ rader.append({}) }}",
        "{{ bok.save('PWNED') }}",
        "{{ bok.save }}",
        "{{ bok }}",
        "{{ rader }}",
        "{% autoescape false %}{{ farlig }}{% endautoescape %}",
        "{{ farlig|safe }}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% call m() %}{% endcall %}",
        "{% block x %}{% endblock %}",
        "{% filter _v %}{% endfilter %}",
        "{{ tittel|_v(0) }}",
        "{{ tittel|_tekst }}",
        "{{ farlig|_tekst }}",
        "{% for x in rader recursive %}{{ loop(rader) }}{% endfor %}",
        "{{ gantt.__class__ }}",
        "{{ _private }}",
        "{% set ns.x = 1 %}",
        "{% set x %}a{% endset %}",
    ],
)
def test_code_and_python_internals_are_out_of_reach(
    attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(attack)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "bomb",
    [
        "{% for i in range(10**12) %}{% endfor %}",
        "{{ 'a' * 10**10 }}",
        "{{ 10**(10**10) }}",
        "{{ (10**60)**60 }}",
        "{{ '%9000000000d' % 1 }}",
        "{{ 'a'|center(9000000000) }}",
        "{{ 'a'.ljust(9000000000) }}",
        "{{ 'a\\nb'|indent(9000000000) }}",
        "{{ ([0] * 10**10)|length }}",
        "{{ lipsum(n=1000000) }}",
        "{{ tittel|replace('r', tittel|replace('r', tittel * 1000)) }}",
        "{{ [1]|batch(10000000000, 0)|list|length }}",
        "{{ 1.5|round(2000000000) }}",
        "{{ 1.5|tall(2000000000) }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "1" * 1000 + " }}",
        "{% set l = [1,2,3,4,5,6,7,8,9,0] %}" + "{% for a in l %}" * 10 + "x" + "{% endfor %}" * 10,
        "{% for a in rader %}" * 14 + "x" + "{% endfor %}" * 14,
    ],
)
def test_bombs_are_stopped(bomb: str) -> None:
    error = refused(bomb)
    assert {problem.alvor for problem in error.problems} == {"feil"}
    assert {problem.sted for problem in error.problems} <= {"avsnitt 2", "dokumentet"}


def test_doubling_a_text_is_stopped() -> None:
    body = "{% set s = 'aaaaaaaaaa' %}" + "{% set s = s ~ s %}" * 40 + "{{ s|length }}"
    assert "én million tegn" in str(refused(body))


def test_the_whole_report_is_bounded() -> None:
    rows = "{% set l = [1,2,3,4,5,6,7,8,9,0] %}{% set s = tittel ~ '" + "x" * 1500 + "' %}"
    for _ in range(6):
        rows += "{% for a in l %}"
    error = refused(rows + "{{ s ~ s }}" + "{% endfor %}" * 6)
    assert "for stor" in str(error)


@pytest.mark.parametrize("part", ["header", "footer", "footnotes", "endnotes"])
def test_attacks_in_other_parts_are_refused_too(part: str) -> None:
    error = refused(docx_with("tekst", **{part: para("{{ x.__class__ }}")}))
    assert error.problems[0].sted in ("topptekst", "bunntekst", "fotnote", "sluttnote")


def test_attacks_in_hidden_split_runs_and_attributes_are_refused() -> None:
    attack = "{{ cycler.__init__.__globals__ }}"
    split = "".join(run(attack[i : i + 4], "<w:vanish/>") for i in range(0, len(attack), 4))
    caption = f'<w:tblCaption w:val="{attack}"/></w:tblPr>'
    captioned = table(row("tekst")).replace("</w:tblPr>", caption) + para("")
    for template in (docx_with(para(split)), docx_with(captioned)):
        assert {problem.kode for problem in refused(template).problems} == {"ikke-tillatt"}


def test_the_templates_own_properties_are_never_run() -> None:
    def with_title(title: str) -> bytes:
        parts = parts_of(para("{{ tittel }}"))
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace(
            "</Rel", f'<Relationship Id="rId9" Type="{kind}" Target="docProps/core.xml"/></Rel', 1
        )
        names = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        parts["docProps/core.xml"] = f"<cp:coreProperties {names}><dc:title>{title}</dc:title></cp:coreProperties>"
        return packed(parts)

    assert refused(with_title("{{ x.__class__ }}")).problems[0].sted == "egenskapene"
    assert b"Pr\xc3\xb8ve" in render(with_title("{{ tittel }}"), tittel="x").parts["docProps/core.xml"]
    assert compile_template(with_title("Kvartalsrapport"), cache=False).title == "Kvartalsrapport"
    assert compile_template(with_title("{{ tittel }}"), cache=False).title == ""


def test_noncharacters_cannot_stand_for_tags() -> None:
    text = "a\ufdd0 cycler.__init__ \ufdd1b{{ tittel }}"
    report = render(docx_with(para(text)), judged=False, **CONTEXT)
    assert report.text.replace("\ufdd0", "").replace("\ufdd1", "") == "a cycler.__init__ bÅrsrapport"
    assert render("[{{ x }}]", x="\ufdd0 y \ufdd1").text == "[ y ]"


def test_data_is_never_a_template() -> None:
    for text in ("{{ tittel }}", "{% raw %}", "{# x #}", "{_{ x }_}"):
        assert render("{{ x }}", x=text, tittel="nei").text == text


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("{{ x|stor_forbokstav }}", "Mente du storforbokstav?"),
        ("{{ x|lst }}", "Mente du last?"),
        ("{{ x is definert }}", "Mente du defined?"),
    ],
)
def test_an_unknown_filter_or_test_gets_a_suggestion(tag: str, hint: str) -> None:
    (fault,) = faults_in(parse_tag(tag), make_environment())
    assert fault.hint == hint


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ x y }}", "Her passer ikke «y»."),
        ("{{ x 2 }}", "Her passer ikke et tall."),
        ('{{ x|"kr" }}', "Det står en tekst der et navn var ventet."),
        ("{{ x. }}", "Det mangler et navn etter punktum."),
        ("{{ x + }}", "Det mangler noe på slutten."),
        ("{{ (x }}", "En parentes er ikke lukket."),
        ("{{ x ? y }}", "Tegnet «?» kan ikke stå her."),
        ("{% for x rader %}", "Det står «rader» der «in» var ventet."),
        ("{% if %}", "Taggen mangler det som skal skrives ut eller prøves."),
        ("{% endfor x %}", "Her passer ikke «x»."),
    ],
)
def test_syntax_faults_are_told_in_norwegian(tag: str, message: str) -> None:
    (fault,) = faults_in(parse_tag(tag), make_environment())
    assert message in fault.message
