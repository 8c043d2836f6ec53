"""Own sheets, own columns and own words for headings."""

from __future__ import annotations

import pytest

from rapportgen.model.declared import DeclaredRow, declared_context
from rapportgen.model.felter import template_fields
from rapportgen.model.oppsett.ark import KINDS
from rapportgen.model.sheets import SCHEMA
from tests.model.oppsett.bygg import faults, settings

KOMPETANSE = """
[ark.Kompetanse]
nøkkel = "Kurs-ID"
[ark.Kompetanse.kolonner]
Kurs-ID = { slag = "id", påkrevd = true }
Pris = { slag = "beløp", synonymer = ["Kostnad", "Utgift"], hjelp = "Hva kurset koster.", eksempel = "1 200" }
Kvartal = "kvartal"
Form = { valg = ["Nettkurs", "Samling"] }
"""


def test_an_own_sheet_is_declared_as_ours_are() -> None:
    sheet = settings(KOMPETANSE).schema["Kompetanse"]
    price, form = sheet.by_name["pris"], sheet.by_name["form"]
    assert (sheet.own, sheet.key, sheet.period) == (True, "kurs_id", "kvartal")
    assert (price.kind, price.synonyms, price.help) == (KINDS["beløp"], ("Kostnad", "Utgift"), "Hva kurset koster.")
    assert form.kind.choices == ("Nettkurs", "Samling")
    assert [column.required for column in sheet.columns] == [True, False, False, False]


def test_an_own_column_stands_after_ours_and_its_rows_answer_to_it() -> None:
    sheet = settings('[ark.Tiltak.kolonner]\n"Politisk sak" = "tekst"').schema["Tiltak"]
    row = sheet.row_class({"id": "T1", "politisk_sak": "PS 1/24"})
    assert sheet.columns[-1].heading == "Politisk sak"
    assert (row.id, row.felt("politisk_sak")) == ("T1", "PS 1/24")
    assert sheet.row_class({}).felt("politisk_sak") is None
    assert sheet.computed.keys() == SCHEMA["Tiltak"].computed.keys()
    assert sheet.joined.keys() == SCHEMA["Tiltak"].joined.keys()


@pytest.mark.parametrize("heading", ["Values", "Number", "Felt"])
def test_a_column_may_be_called_what_python_calls_something_else(heading: str) -> None:
    sheet = settings(f'[ark.Tiltak.kolonner]\n{heading} = "tall"').schema["Tiltak"]
    row = sheet.row_class({heading.lower(): 3, "id": "T1"})
    assert (row.felt(heading.lower()), row.id, row.values["id"]) == (3, "T1", "T1")


def test_ours_are_as_they_were() -> None:
    before = {sheet.name: [column.synonyms for column in sheet.columns] for sheet in SCHEMA}
    settings('[synonymer]\nEier = "Innsatsområde"\n[ark.Tiltak.kolonner]\nSak = "tekst"')
    assert {sheet.name: [column.synonyms for column in sheet.columns] for sheet in SCHEMA} == before
    assert "sak" not in SCHEMA["Tiltak"].by_name


def test_a_synonym_goes_to_every_sheet_with_the_column_or_to_the_one_named() -> None:
    schema = settings('[synonymer]\nAnsvarshavende = "Ansvar"\n[synonymer.Risiko]\nFare = "Risikofaktor"').schema
    with_word = {s.name for s in schema for c in s.columns if "Ansvarshavende" in c.synonyms}
    having = {s.name for s in SCHEMA for c in s.columns if c.heading == "Ansvar"}
    assert having <= with_word
    assert [c.heading for s in schema for c in s.columns if "Fare" in c.synonyms] == ["Risikofaktor"]


def test_a_word_that_meant_another_column_means_that_no_longer() -> None:
    assert "Eier" in SCHEMA["Tiltak"].by_name["ansvar"].synonyms
    by_synonym = settings('[synonymer.Tiltak]\nEier = "Tiltak"').schema["Tiltak"]
    by_column = settings('[ark.Tiltak.kolonner]\nEier = "tekst"').schema["Tiltak"]
    assert "Eier" not in by_synonym.by_name["ansvar"].synonyms
    assert "Eier" not in by_column.by_name["ansvar"].synonyms


def test_the_field_list_and_the_checker_of_templates_know_them() -> None:
    schema = settings(KOMPETANSE + '[ark.Tiltak.kolonner]\n"Påløpt tid" = "tall"').schema
    fields = {field.felt: field for field in template_fields(schema)}
    assert fields['ark["Kompetanse"][].pris'].kolonne == "Pris"
    assert fields["tiltak[].påløpt_tid"].slag == "tall"
    sheets = declared_context(schema)["ark"]
    (row,) = sheets.felt("kompetanse")  # type: ignore[attr-defined]
    assert isinstance(row, DeclaredRow)
    assert row.felt("pris").slag == "beløp"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "code", "place", "hint"),
    [
        ('[ark.Tiltak.kolonner]\nAnsvar = "tekst"', "finnes-fra-foer", "ark.Tiltak.kolonner.Ansvar", "[synonymer]"),
        ('[ark.Tiltak.kolonner]\nForrige = "tekst"', "finnes-fra-foer", "ark.Tiltak.kolonner.Forrige", ""),
        ('[ark.Tiltak.kolonner]\nX = "tekts"', "ukjent-slag", "ark.Tiltak.kolonner.X", "Mente du «tekst»?"),
        (
            '[ark.Tiltak.kolonner]\nX = { slag = "peng" }',
            "ukjent-slag",
            "ark.Tiltak.kolonner.X.slag",
            "Velg en av tekst,",
        ),
        (
            '[ark.Tiltak.kolonner]\nX = { slagg = "tall" }',
            "ukjent-innstilling",
            "ark.Tiltak.kolonner.X.slagg",
            "Mente du «slag»?",
        ),
        (
            '[ark.Tiltak.kolonner]\nX = { slag = "tall", valg = ["1"] }',
            "ugyldig-verdi",
            "ark.Tiltak.kolonner.X.valg",
            "",
        ),
        ('[ark.Tiltak]\nkolonne = { X = "tekst" }', "ukjent-innstilling", "ark.Tiltak.kolonne", "Mente du «kolonner»?"),
        ('[ark.Kurs.kolonner]\nNavn = "tekst"', "ugyldig-verdi", "ark.Kurs", ""),
        (
            '[ark.Kurs]\nnøkkel = "IDD"\nkolonner = { ID = "id", Navn = "tekst" }',
            "ugyldig-verdi",
            "ark.Kurs.nøkkel",
            "Mente du «ID»?",
        ),
        ('[ark.Risikoregister.kolonner]\nX = "tekst"', "finnes-fra-foer", "ark.Risikoregister", "[ark.Risiko]"),
        ('[ark.Muligheter.kolonner]\nX = "tekst"', "finnes-fra-foer", "ark.Muligheter", "[ark.Risiko]"),
        ('[ark."a/b".kolonner]\nX = "tekst"\nY = "tekst"', "ugyldig-verdi", "ark.a/b", ""),
        ('[synonymer]\nX = "Ansvr"', "ukjent-kolonne", "synonymer.X", "Mente du «Ansvar»?"),
        ('[synonymer.Tiltakk]\nX = "Ansvar"', "ukjent-ark", "synonymer.Tiltakk", "Mente du «Tiltak»?"),
        ('[synonymer.Tiltak]\nAnsvar = "Tiltak"', "finnes-fra-foer", "synonymer.Tiltak.Ansvar", ""),
    ],
)
def test_a_fault_is_told_with_its_key(text: str, code: str, place: str, hint: str) -> None:
    (fault,) = faults(text)
    assert (fault.kode, fault.sted) == (code, f"rapportgen.toml, {place}")
    assert hint in fault.forslag
