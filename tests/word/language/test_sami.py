"""Sami names inside Norwegian texts: those the workbook itself names, tagged wherever a text may stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.rader import Felter, Register
from rapportgen.model.riktekst import Bit, RikTekst
from rapportgen.model.sheets.prosjekt import Tospraaklig
from rapportgen.word.language.sami import sami_names
from tests.word.docx import Report, W, cell, docx_with, para, render, row, table

PROSJEKT = Felter(
    kommune=Tospraaklig("Karasjok kommune", "Kárášjoga gielda"),
    hovedprosjekt=Tospraaklig("Fremtidens Karasjok", "Boahttevaš Kárášjohka"),
    delprosjekt=Tospraaklig("Helse og omsorg", None),
)
ORD = Register.of((), [("karasjok", Tospraaklig("Karasjok", "Kárášjohka")), ("kommune", Tospraaklig("x", "gielda"))])
NS = {"w": W}
SENTENCE = "Prosjektet Boahttevaš Kárášjohka / Fremtidens Karasjok er langsiktig."


def runs_of(report: Report, part: str = "document") -> list[tuple[str, str]]:
    """The runs of a part as (language, text)."""
    runs = [(run.find("w:rPr/w:lang", NS), "".join(run.itertext(f"{{{W}}}t"))) for run in report.all("w:r", part)]
    return [("" if lang is None else lang.get(f"{{{W}}}val"), text) for lang, text in runs if text]


def in_sami(report: Report) -> list[str]:
    return [text for lang, text in runs_of(report) if lang == "se-NO"]


@pytest.mark.parametrize("template", ["{{ x }}", "Før {{ x }} etter", "{{p x }}"])
@pytest.mark.parametrize("value", [SENTENCE, RikTekst.av_tekst(SENTENCE)])
def test_the_name_gets_a_run_of_its_own_and_the_sentence_stays(template: str, value: object) -> None:
    report = render(template, x=value, prosjekt=PROSJEKT)
    assert in_sami(report) == ["Boahttevaš Kárášjohka"]
    assert SENTENCE in report.paragraphs()[0]


def test_in_the_cells_of_a_table() -> None:
    report = render(docx_with(table(row(cell(para("{{ x }}"))))), x="Se Kárášjohka.", prosjekt=PROSJEKT, ord=ORD)
    assert runs_of(report) == [("", "Se "), ("se-NO", "Kárášjohka"), ("", ".")]


def test_the_look_of_the_text_stays() -> None:
    value = RikTekst.av_biter([Bit("i "), Bit("Kárášjoga gielda & mer", fet=True)])
    report = render("{{ x }}", x=value, prosjekt=PROSJEKT)
    assert runs_of(report) == [("", "i "), ("se-NO", "Kárášjoga gielda"), ("", " & mer")]
    bold = [run for run in report.all("w:r") if run.find("w:rPr/w:b", NS) is not None]
    assert "".join("".join(run.itertext(f"{{{W}}}t")) for run in bold) == "Kárášjoga gielda & mer"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kárášjoga gielda og Kárášjohka", ["Kárášjoga gielda", "Kárášjohka"]),
        ("Kárášjoga\u00a0gielda", ["Kárášjoga\u00a0gielda"]),
        ("en gielda til", ["gielda"]),
        ("gieldastyre, Kárášjohkas", []),  # parts of other words
        ("Karasjok kommune", []),
        ("Helse og omsorg", []),
        ("", []),
    ],
)
def test_only_whole_names_the_longest_first(text: str, found: list[str]) -> None:
    assert in_sami(render("{{ x }}", x=text, prosjekt=PROSJEKT, ord=ORD)) == found


@pytest.mark.parametrize(
    ("norwegian", "sami"),
    [("og", "ja"), ("Digitalisering", "digitalisering"), ("Risiko", ""), ("Risiko", None)],
)
def test_what_may_be_norwegian_is_not_looked_for(norwegian: str, sami: str | None) -> None:
    assert sami_names({"ord": Register.of((), [("en", Tospraaklig(norwegian, sami))])}) is None


def test_without_sami_names_there_is_nothing_to_look_for() -> None:
    assert sami_names({}) is None
    assert sami_names({"prosjekt": Felter(kommune="Moskenes kommune", delprosjekt=None)}) is None


@given(st.text(st.sampled_from('ab &<"š\n\t/'), max_size=8), st.text(st.sampled_from('ab &<"š\n\t/'), max_size=8))
def test_no_text_is_lost_or_changed(before: str, after: str) -> None:
    names = {"prosjekt": Felter(kommune=Tospraaklig("x", "Boahttevaš"))}
    text = f"{before} Boahttevaš {after}"
    tagged = render("[{{ x }}]", judged=False, x=text, **names)
    assert tagged.paragraphs() == render("[{{ x }}]", judged=False, x=text).paragraphs()
    assert in_sami(tagged) == ["Boahttevaš"]
