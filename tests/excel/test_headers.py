"""Headings: normalised, matched in a fixed order, with their unit and period taken out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.excel import headers
from rapportgen.excel.columns import MOST_GUESSES
from rapportgen.excel.headers import LONGEST_TAKEN_OUT, Index, clean_heading, key, matcher, words
from rapportgen.excel.recognise import read_title
from rapportgen.model.enheter import _ALL_UNITS, parse_unit
from rapportgen.model.kalender import MONTH
from rapportgen.model.parsing import one_line
from rapportgen.model.perioder import Aar, Kvartal, Tertial, trekk_ut_periode
from rapportgen.model.sheets import SCHEMA
from tests.excel.bygg import codes, problem, read


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Avvik¹", "Avvik"),
        ("Prognose*", "Prognose"),
        ("Mot-\ntiltak", "Mottiltak"),
        ("Mot\u00adtiltak", "Mottiltak"),
        ("Revidert\nbudsjett", "Revidert budsjett"),
        ("Ansvar\u00a0 for\toppfølging ", "Ansvar for oppfølging"),
        ("Ra\u030ad", "Råd"),
    ],
)
def test_headings_are_cleaned(written, clean):
    assert clean_heading(written) == clean


@pytest.mark.parametrize(
    ("one", "other"), [("Oppr. bud.", "OPPR BUD"), ("Tiltak-ID", "TiltakID"), ("Nr.", "nr"), ("#", "#")]
)
def test_case_and_punctuation_do_not_matter(one, other):
    assert key(one) == key(other)


@given(st.one_of(st.text(max_size=20), st.text("aÅß ²ﬁﾈ\u0301\u00ad9٣Ö_", max_size=8)))
def test_a_heading_of_plain_words_is_cleaned_as_any_other(text):
    clean = clean_heading.__wrapped__(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(headers, "_is_plain", lambda text: False)
        assert clean_heading.__wrapped__(text) == clean


@given(st.one_of(st.text(max_size=20), st.text("aÅß ²ﬁﾈ\u0301\u00ad9٣Ö_", max_size=8)))
def test_a_heading_of_plain_words_is_the_same_as_with_punctuation_around_it(text):
    tidied = clean_heading(text)  # what is not plain at first, is now
    assert key(text) == key(f"({tidied}).") or not words(text)
    assert words(text) == words(f"({tidied}).")


@pytest.mark.parametrize(
    ("sheet", "heading", "name", "unit", "period"),
    [
        ("Økonomi", "Regnskap pr 31.03.2024", "regnskap", None, date(2024, 3, 31)),
        ("Økonomi", "Regnskap per 31.03.2024", "regnskap", None, date(2024, 3, 31)),
        ("Økonomi", "Regnskap 2.tertial 2018", "regnskap", None, Tertial(2018, 2)),
        ("Økonomi", "Reg. budsjett 2.tertial", "periodisert_budsjett", None, None),
        ("Økonomi", "R 2024", "regnskap", None, Aar(2024)),
        ("Økonomi", "R-23", "regnskap_i_fjor", None, Aar(2023)),
        ("Økonomi", "R-:", "regnskap_i_fjor", None, None),
        ("Økonomi", "B 2024", "revidert_budsjett", None, Aar(2024)),
        ("Økonomi", "Budsjett 2024", "revidert_budsjett", None, Aar(2024)),
        ("Økonomi", "Bud. inkl endr.", "revidert_budsjett", None, None),
        ("Økonomi", "Budsjett (1 000 kr)", "revidert_budsjett", "1 000 kr", None),
        ("Økonomi", "Avvik (kr)", "avvik", "kr", None),
        ("Økonomi", "Avvik i %", "avvik_prosent", "%", None),
        ("Økonomi", "Avvik (%)", "avvik_prosent", "%", None),
        ("Økonomi", "Forbr,%", "forbruk_prosent", "%", None),
        ("Økonomi", "Prognose 31.12", "aarsprognose", None, None),
        ("Økonomi", "Årsprognose i mill", "aarsprognose", "mill. kr", None),
        ("Økonomi", "Rekneskap", "regnskap", None, None),
        ("Økonomi", "Rekneskap hittil i år (1 000 kr)", "regnskap", "1 000 kr", None),
        ("Økonomi", "Heilårsprognose", "aarsprognose", None, None),
        ("Økonomi", "Venta avvik", "prognoseavvik", None, None),
        ("Økonomi", "Tertial", "kvartal", None, None),
        ("Tekst", "Tertial", "kvartal", None, None),
        ("Prosjekt", "Rapporttertial", "rapportkvartal", None, None),
        ("Tiltak", "Tiltaks-ID", "id", None, None),
        ("Tiltak", "Ansvarleg", "ansvar", None, None),
        ("Tiltak", "Framdrift %", "egen_ferdiggrad", "%", None),
        ("Status", "Planlagt neste tertial", "planlagt", None, None),
        ("Status", "Vegen vidare", "planlagt", None, None),
        ("Milepæler", "Opphavleg dato", "dato", None, None),
        ("Milepæler", "Gjeldande plan", "ny_dato", None, None),
        ("Nøkkeltall", "Eining", "enhet", None, None),
        ("Nøkkeltall", "Måltal", "maaltall", None, None),
        ("Gevinster", "Vinst", "gevinst", None, None),
        ("Gevinster", "Gevinstansvarleg", "ansvarlig", None, None),
        ("Økonomi", "Arsprognose", "aarsprognose", None, None),
        ("Økonomi", "Aarsprognose", "aarsprognose", None, None),
        ("Status", "Status 2Q 2024", "status", None, Kvartal(2024, 2)),
        ("Status", "Ferdig %", "ferdiggrad", "%", None),
        ("Status", "% ferdig", "ferdiggrad", "%", None),
        ("Risiko", "Sannsynlighet (1-5)", "egen_s", None, None),
        ("Risiko", "S×K", "egen_rf", None, None),
        ("Risiko", "Riskofaktor", "egen_rf", None, None),
        ("Risiko", "L", "egen_s", None, None),
        ("Risiko", "Tiltak", "mottiltak", None, None),
        ("Tiltak", "Tiltak", "tiltak", None, None),
        ("Tiltak", "Forv. gevinst", "forventet_gevinst", None, None),
        ("Tiltak", "Ansvarl.", "ansvar", None, None),
        ("Innsparing", "Effekt 2025", "effekt", None, Aar(2025)),
        ("Innsparing", "Realisert hittil 1Q 2024", "realisert", None, Kvartal(2024, 1)),
        ("Mål", "Gruppeleder", None, None, None),
        ("Tiltak", "Kommentar fra styringsgruppen", None, None, None),
    ],
)
def test_headings_name_columns(sheet, heading, name, unit, period):
    meaning = matcher(SCHEMA[sheet]).meaning(heading)
    assert meaning.names[:1] == ((name,) if name else ())
    assert (meaning.unit, meaning.period) == (unit, period)


@pytest.mark.parametrize(
    ("group", "heading", "name"),
    [
        ("Hittil", "Regnskap", "regnskap"),
        ("Hittil i år", "Budsjett", "periodisert_budsjett"),
        ("Prognose", "Avvik", "prognoseavvik"),
        ("Helår", "Budsjett", "revidert_budsjett"),
        ("Året", "Årsprognose", "aarsprognose"),
    ],
)
def test_a_heading_over_several_columns_helps(group, heading, name):
    assert matcher(SCHEMA["Økonomi"]).meaning(heading, group).names == (name,)


ALL_SPELLINGS = [
    (sheet.name, column.name, spelling)
    for sheet in SCHEMA
    for column in sheet.columns
    for spelling in (column.heading, *column.synonyms)
]


@given(
    st.sampled_from(ALL_SPELLINGS),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.sampled_from(["", " ", ":", "\u00a0", " *"]),
)
def test_every_synonym_in_any_case_and_spacing_matches_its_column(spelled, case, ending):
    sheet, name, spelling = spelled
    assert name in matcher(SCHEMA[sheet]).meaning(f" {case(spelling)}{ending}").names


@pytest.mark.parametrize(
    ("title", "sheet", "period"),
    [
        ("Risiko", "Risiko", None),
        ("2. Risiko", "Risiko", None),
        ("📊 Økonomi", "Økonomi", None),
        ("02_Tiltak", "Tiltak", None),
        ("ROS", "Risiko", None),
        ("Handlingsplan", "Tiltak", None),
        ("FREMDRIFTSPLAN", "Milepæler", None),
        ("Status 2Q 2024", "Status", Kvartal(2024, 2)),
        ("Økonomi helse", "Økonomi", None),
        ("okonomi", "Økonomi", None),
        ("Gevinstrealisering", "Gevinster", None),
        ("2Q 2024", None, Kvartal(2024, 2)),
        ("1Q", None, Kvartal(2024, 1)),
        ("Kompetanse", None, None),
    ],
)
def test_sheet_titles(title, sheet, period):
    found = read_title(title, SCHEMA, 2024)
    assert (found.sheet.name if found.sheet else None, found.period) == (sheet, period)


def test_a_title_that_says_the_kind_of_row(tmp_path):
    book = read(tmp_path, {"Muligheter": [["ID", "Mulighet", "Innhold"], ["M1", "Samarbeid", "Med andre"]]})
    assert [(r.id, r.type) for r in book.rows("Risiko")] == [("M1", "mulighet")]


@pytest.mark.parametrize(
    ("cells", "name"),
    [(["Høy turnover i tjenesten", "Brann"], "risikofaktor"), (["Rød", "Gul"], "egen_rf"), ([12, 6], "egen_rf")],
)
def test_risiko_is_the_factor_over_text_and_the_value_over_short_words(tmp_path, cells, name):
    rows = [["ID", "Hendelse", "Risiko"] if name == "egen_rf" else ["ID", "Risiko", "S"]]
    rows += [[f"R{n}", "Fall", cell] if name == "egen_rf" else [f"R{n}", cell, "H"] for n, cell in enumerate(cells)]
    data = read(tmp_path, {"Risiko": rows}).sheets["Risiko"]
    assert name in data.columns


def test_beskrivelse_is_the_factor_only_when_nothing_else_is(tmp_path):
    both = read(tmp_path, {"Risiko": [["ID", "Risiko", "Beskrivelse"], ["R1", "Brann i bygg", "Mye røyk"]]}).rows(
        "Risiko"
    )
    alone = read(tmp_path, {"Risiko": [["ID", "Beskrivelse", "Eier"], ["R1", "Brann i bygg", "Kari"]]}).rows("Risiko")
    assert (both[0].risikofaktor, both[0].innhold) == ("Brann i bygg", "Mye røyk")
    assert alone[0].risikofaktor == "Brann i bygg"


def test_two_columns_for_the_same_are_a_fault_with_both_addresses(tmp_path):
    book = read(tmp_path, {"Risiko": [["ID", "Risikofaktor", "Ansvar", "Eier"], ["R1", "Brann", "Kari", "Ola"]]})
    (row,) = book.rows("Risiko")
    found = problem(book, "dobbel-kolonne")
    assert (row.ansvar, row.felt("eier"), found.alvor, found.sted) == ("Kari", "Ola", "feil", "Risiko!D1")
    assert "Risiko!C1" in found.melding


def test_the_same_column_for_several_periods_is_no_fault(tmp_path):
    rows = [["Tiltak", "Effekt 2024", "Effekt 2025", "Helårseffekt"], ["Turnus", 2, 8, 12]]
    book = read(tmp_path, {"Innsparing": rows})
    (row,) = book.rows("Innsparing")
    assert {str(period): value.kroner for period, value in row.by_period["effekt"].items()} == {"2024": 2, "2025": 8}
    assert row.helaarseffekt.kroner == 12
    assert not codes(book, "dobbel-kolonne")


def test_accounts_of_an_earlier_year_are_last_years(tmp_path):
    rows = [["Kvartal", "Enhet", "Regnskap 2023", "Regnskap 2024", "B 2024"], ["1Q 2024", "PO", 1, 2, 3]]
    (row,) = read(tmp_path, {"Økonomi": rows}).rows("Økonomi")
    assert (row.regnskap_i_fjor.kroner, row.regnskap.kroner, row.revidert_budsjett.kroner) == (1, 2, 3)


def test_an_unknown_column_is_kept_and_its_neighbour_suggested(tmp_path):
    book = read(
        tmp_path, {"Risiko": [["ID", "Risikofaktor", "Motiltak", "Kostnad (kr)"], ["R1", "Brann", "Øvelse", 5]]}
    )
    (row,) = book.rows("Risiko")
    assert row.felt("kostnad_kr") == 5
    suggested = {p.verdi: p.forslag for p in book.problems if p.kode == "ukjent-kolonne"}
    assert suggested["Motiltak"] == "Mente du «Mottiltak»?"


def test_a_missing_required_column_is_named_with_headings_that_work(tmp_path):
    book = read(tmp_path, {"Risiko": [["ID", "S", "Mottiltak"], ["R1", "H", "Øvelse"]]})
    found = problem(book, "mangler-kolonne")
    assert (found.alvor, found.sted) == ("feil", "Risiko!A1")
    assert "«Risikofaktor»" in found.melding
    assert "«Trussel»" in found.forslag


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Risikoer og muligheter", ["None", "mulighet"]),
        ("Muligheter og trusler", ["None", "mulighet"]),
        ("Muligheter", ["mulighet", "mulighet"]),
        ("3. Moglegheiter 2Q 2024", ["mulighet", "mulighet"]),
    ],
)
def test_only_a_title_that_is_a_variant_and_no_more_says_what_every_row_is(tmp_path, title, kinds):
    rows = [["Risiko-ID", "Type", "Risikofaktor"], ["R1", None, "Brann"], ["R2", "mulighet", "Tilskudd"]]
    assert [str(row.type) for row in read(tmp_path, {title: rows}).rows("Risiko")] == kinds


def test_of_very_many_unknown_headings_the_first_are_guessed_at_and_all_are_told(tmp_path):
    many = [f"Motiltak {number}" for number in range(MOST_GUESSES + 5)]
    book = read(tmp_path, {"Risiko": [["ID", "Risikofaktor", *many], ["R1", "Brann", *range(len(many))]]})
    told = [problem.forslag for problem in book.problems if problem.kode == "ukjent-kolonne"]
    assert len(told) == len(many)
    assert (told[0], any(told[MOST_GUESSES:])) == ("Mente du «Mottiltak»?", False)


@given(st.lists(st.lists(st.sampled_from(["Risiko", "ID", "Lav", "x" * 200, "", "Mål ", "12"])), max_size=6))
def test_a_row_names_two_when_two_of_its_texts_name_columns(rows):
    index = Index(SCHEMA)
    names = {"Risiko", "ID", "Mål "}
    assert [index.name_two(row) for row in rows] == [sum(text in names for text in row) > 1 for row in rows]


_LONG = sorted((word for sheet in SCHEMA for c in sheet.columns for word in c.heading.split()), key=len)[-20:]
_TAKEN_OUT = [
    "(mill. kr)",
    "i 1000 kr",
    "prosentpoeng",
    "2Q 2024",
    "pr 31.03.2024",
    "per september 2024",
    "(hele kroner)",
]
_ODD = [
    "-\n",
    "\u00ad",
    "gjennomføringsplanen",
    "ﬁnansieringsplanen",
    "innsatsområde,",
    "STØRRELSESORDEN",
    "¹",
    "*",
    "i",
]


@given(st.lists(st.sampled_from([*_LONG, *_TAKEN_OUT, *_ODD]), max_size=4), st.sampled_from([" ", "", "\n"]))
def test_a_text_names_a_column_by_a_quick_look_when_it_does_by_a_long_one(parts, between):
    index = Index(SCHEMA)
    text = between.join(parts)
    assert index.name_two([text, "ID"]) == bool(index.naming(one_line(text)))


def test_no_word_of_a_unit_or_a_period_is_longer_than_what_is_said_to_be_taken_out():
    texts = [*(f"Avvik ({unit})" for unit in _ALL_UNITS), *(f"Avvik per {month} 2024" for month in MONTH.split("|"))]
    assert [text for text in texts if "avvik" not in map(key, (parse_unit(text)[0], trekk_ut_periode(text)[0]))] == []
    assert max(len(word) for text in texts for word in text.split()) <= LONGEST_TAKEN_OUT + len("()")


def test_texts_that_decide_nothing_are_not_looked_at():
    index = Index(SCHEMA)
    assert not index.name_two(["Bygge ny vei", "Kari", "Ola"])
    assert index.naming.cache_info().misses == 2
    assert not index.name_two(["Ola", "Kari", "Nytt"])
    assert index.naming.cache_info().misses == 3
    assert not index.name_two(["Nytt igjen", "Kari"])
    assert index.naming.cache_info().misses == 3
