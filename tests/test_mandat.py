"""The template mandat: the terms of reference of each group, on a page of its own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.test_delprosjektplan import all_text, cells, table
from tests.test_templates_filled import W, filled, paragraphs, part, text_of

PROJECT = {"kommune": "Høylandet kommune", "hovedprosjekt": "Fra institusjon til heim"}
GROUP = {
    "navn": "Styringsgruppe",
    "type": "styringsgruppe",
    "mandat": "Styre prosjektet",
    "oppgaver": "- Behandle rapporten\n- Avgjøre saker",
    "myndighet": "Kan flytte midler",
    "rapporterer_til": "Kommunestyret",
    "moetefrekvens": "en gang i måneden",
}
MEMBER = {"gruppe": "Styringsgruppe", "navn": "Kari Eksempel", "rolle": "leder", "representerer": "ledelsen"}


def mandates(**sheets: list[dict[str, Any]]) -> bytes:
    return filled("mandat", **{"prosjekt": [PROJECT], **sheets})


def test_a_page_says_what_the_group_is_for_who_is_in_it_and_whom_it_answers_to() -> None:
    data = mandates(grupper=[GROUP], deltakere=[MEMBER])
    assert paragraphs(data, "Mandattittel") == ["Styringsgruppe"]
    assert paragraphs(data, "Mandatprosjekt") == ["Fra institusjon til heim"]
    assert paragraphs(data, "Mandatfakta") == [
        "TypeStyringsgruppe",
        "Rapporterer tilKommunestyret",
        "MøterEn gang i måneden",
    ]
    assert paragraphs(data, "Mandatoverskrift") == ["Formål", "Oppgaver", "Myndighet", "Medlemmer"]
    assert paragraphs(data, "Punktliste") == ["Behandle rapporten", "Avgjøre saker"]
    assert [cells(row) for row in table(data, "Medlemmer").iter(W + "tr")] == [
        ["Medlem", "Rolle i gruppen", "Representerer"],
        ["Kari Eksempel", "leder", "ledelsen"],
    ]


def test_what_is_not_known_leaves_itself_out() -> None:
    data = mandates(grupper=[{"navn": "Prosjektgruppe", "mandat": "Gjennomføre prosjektet"}])
    assert paragraphs(data, "Mandatoverskrift") == ["Formål og oppgaver"]
    assert paragraphs(data, "Mandatfakta") == []
    assert "–" not in all_text(data)


@pytest.mark.parametrize(
    ("groups", "titles", "breaks"),
    [
        ([GROUP], ["Styringsgruppe"], 0),
        ([GROUP, {"navn": "Uten mandat"}], ["Styringsgruppe"], 0),
        (
            [GROUP, {"navn": "Råd", "oppgaver": "Gi råd"}, {"navn": "B", "mandat": "B"}],
            ["Styringsgruppe", "Råd", "B"],
            2,
        ),
    ],
)
def test_every_group_with_a_mandate_has_a_page(groups: list[dict[str, Any]], titles: list[str], breaks: int) -> None:
    data = mandates(grupper=groups)
    assert paragraphs(data, "Mandattittel") == titles
    assert len(paragraphs(data, "Sideskift")) == breaks


def test_a_workbook_without_mandates_says_so() -> None:
    data = mandates(grupper=[{"navn": "Styringsgruppe"}])
    assert paragraphs(data, "Mandattittel") == ["Mandat"]
    assert "Ingen av gruppene i arbeidsboken har et mandat." in all_text(data)


def test_text_for_all_groups_stands_on_each_page() -> None:
    common = [{"noekkel": "mandat", "tekst": "Gruppene skriver referat."}]
    data = mandates(grupper=[GROUP, {"navn": "Råd", "mandat": "Gi råd"}], tekst=common)
    assert all_text(data).count("Gruppene skriver referat.") == 2


def test_the_marking_comes_first_and_stands_on_the_pages_after() -> None:
    project = {**PROJECT, "tilgang": "Unntatt offentlighet", "hjemmel": "offl. § 14 første ledd"}
    data = mandates(prosjekt=[project], grupper=[GROUP, {"navn": "Råd", "mandat": "Gi råd"}])
    marking = "Unntatt offentlighet, jf. offl. § 14 første ledd"
    assert next(text_of(p) for p in part(data).iter(W + "p")) == marking
    assert all_text(data).count(marking) == 1
    assert text_of(part(data, "word/header1.xml")) == marking


def test_the_role_stands_in_place_of_a_hidden_name() -> None:
    hidden = {**MEMBER, "navn": "Nils Tenkt", "rolle": "tillitsvalgt", "vises": "nei"}
    data = mandates(grupper=[GROUP], deltakere=[hidden])
    assert cells(list(table(data, "Medlemmer").iter(W + "tr"))[1])[0] == "Tillitsvalgt"
    assert "Nils" not in all_text(data)
