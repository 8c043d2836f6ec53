"""How far a name reaches that a tag gives a value: notes, headers and footers are run on their own."""

from __future__ import annotations

import pytest

from rapportgen.errors import TemplateError
from rapportgen.word.lint import check_template
from tests.word.docx import docx_with, para, render, run
from tests.word.tags.test_places import text_boxes

LOOP = ("{% for sak in beslutninger %}{{ sak.sak }}", "{% endfor %}", "Frist {{ sak.frist }}")
SET = ("{% set frist = prosjekt.kommune %}{{ frist }}", "", "Frist {{ frist }}")
PARTS = [("footnotes", "fotnote"), ("endnotes", "sluttnote"), ("header", "topptekst"), ("footer", "bunntekst")]


def template(part: str, before: str, after: str, content: str) -> bytes:
    note = f'<w:r><w:{part[:-1]}Reference w:id="2"/></w:r>' if part.endswith("notes") else ""
    return docx_with(para(run(before), note, run(after)), **{part: content})


def told(part: str, before: str, after: str, content: str) -> list[tuple[str, str, str, str]]:
    found = [finding.problem for finding in check_template(template(part, before, after, content))]
    return [(problem.kode, problem.sted, problem.melding, problem.forslag) for problem in found]


@pytest.mark.parametrize(("part", "place"), PARTS)
def test_a_row_of_the_text_is_not_there_in_another_part(part: str, place: str) -> None:
    (found,) = told(part, *LOOP[:2], para(LOOP[2]))
    assert found[:2] == ("utenfor-loekke", place)
    assert found[3].startswith("Flytt taggen til teksten")
    with pytest.raises(TemplateError, match="sak"):
        render(template(part, *LOOP[:2], para(LOOP[2])), beslutninger=[{"sak": "a", "frist": "b"}])


@pytest.mark.parametrize(("part", "place"), PARTS)
def test_nor_is_a_name_that_was_set_in_the_text(part: str, place: str) -> None:
    ((*found, hint),) = told(part, *SET[:2], para(SET[2]))
    assert found[:2] == ["utenfor-loekke", place]
    the = place + ("n" if place.endswith("note") else "en")
    assert hint == f"Skriv {{% set frist = prosjekt.kommune %}} i {the} også."
    with pytest.raises(TemplateError, match="frist"):
        render(template(part, *SET[:2], para(SET[2])), prosjekt={"kommune": "Moskenes"})


@pytest.mark.parametrize(("part", "_place"), PARTS)
def test_what_a_part_gives_a_value_itself_it_may_use(part: str, _place: str) -> None:
    assert told(part, "a", "", para(f"{SET[0]}{SET[2]}{''.join([LOOP[0], LOOP[2], LOOP[1]])}")) == []


def test_a_text_box_of_a_header_is_of_the_header() -> None:
    ((code, place, *_),) = told("header", *SET[:2], para(text_boxes(para(SET[2]))))
    assert (code, place) == ("utenfor-loekke", "tekstboks i topptekst")


def test_a_row_after_its_loop_in_the_same_note_is_told_as_in_the_text() -> None:
    ((*_, hint),) = told("endnotes", "a", "", para(LOOP[0] + LOOP[1] + LOOP[2]))
    assert hint == "Flytt taggen inn i løkken, mellom {% for sak in beslutninger %} og {% endfor %}."


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("scope", ["", "p"])
def test_a_block_stays_within_its_note(kind: str, scope: str) -> None:
    begin, end = f"{{%{scope} if tiltak %}}", f"{{%{scope} endif %}}"
    two = f'{para(begin)}{para("en")}</w:{kind}><w:{kind} w:id="3">{para(end)}{para("to")}'
    (found,) = told(f"{kind}s", "a", "", two)
    name = {"footnote": "fotnote", "endnote": "sluttnote"}[kind]
    assert found == (
        "kryssende-blokk",
        f"{name} 1",
        f"{{% if %}} står i én {name}, og {{% endif %}} i en annen ({name} 2).",
        f"Begynn og slutt i hver {name}: Skriv {{% endif %}} i den første, og {{% if tiltak %}} i den andre.",
    )
