"""Rows that look like headings, columns that nobody knows, and what is remarked on once for many cells."""

from __future__ import annotations

import pytest

from rapportgen.model.innstillinger import settings_of
from rapportgen.model.rules import check_workbook
from rapportgen.model.skjulte_navn import SkjulteNavn
from tests.excel.bygg import GREEN, RED, C, codes, problem, read

MONEY = ["Kvartal", "Kontogruppe", "Navn", "Regnskap hittil i år", "Revidert årsbudsjett"]
REGISTER = ["Risiko-ID", "Type", "Risikofaktor", "S", "K", "RF", "Status"]


@pytest.mark.parametrize(
    "row",
    [
        ["R3", "mulighet", "Ansvar", 2, 2, None, "Åpen"],
        ["R3", "mulighet", "Konsekvens", 2, 2, None, "Åpen"],
        ["R3", "mulighet", "C", "L", "L", "Grønn", "Åpen"],
        ["R3", "mulighet", "Ansvar"],
    ],
)
def test_a_row_of_a_table_is_no_heading_because_two_of_its_words_are(tmp_path, row):
    rows = [
        REGISTER,
        ["R1", "trussel", "Brann", 4, 4, "Rød", "Åpen"],
        ["R2", "trussel", "Vold"],
        row,
        ["R4", None, "X"],
    ]
    book = read(tmp_path, {"Risiko": rows})
    assert [r.id for r in book.rows("Risiko")] == ["R1", "R2", "R3", "R4"]
    assert codes(book, "ukjent-kolonne", "kolonne-tolket") == []


@pytest.mark.parametrize(
    "heading", [["Risiko-ID", "Mulighet", "Tiltak", "Ansvar"], ["ID", "Mulighet", "Tiltak", "Egen kolonne"]]
)
def test_a_second_heading_without_a_blank_row_above_still_begins_a_table(tmp_path, heading):
    rows = [["Risiko-ID", "Trussel", "S", "K"], ["R1", "Brann", 4, 4], heading, ["M1", "Tilskudd", "Søke", "Kari"]]
    book = read(tmp_path, {"Risiko": rows})
    assert [(r.id, str(r.risikofaktor), r.mottiltak) for r in book.rows("Risiko")] == [
        ("R1", "Brann", None),
        ("M1", "Tilskudd", "Søke"),
    ]


def test_ids_typed_as_numbers_are_remarked_on_once_for_the_column(tmp_path):
    rows = [["Tiltak-ID", "Tiltak"], *([1 + n / 10, f"Tiltak {n}"] for n in range(1, 6))]
    found = problem(read(tmp_path, {"Tiltak": rows}), "tall-i-id")
    assert found.sted == "Tiltak!A2:A6"
    assert found.melding == ("«1,1» er lagret som tall, og er lest som ID-en 1.1. Det gjelder 5 celler i kolonnen.")


def test_colours_without_words_are_remarked_on_once_for_each_colour(tmp_path):
    colors = [RED, RED, GREEN, RED]
    rows = [["Risiko-ID", "Risikofaktor", "RF"], *([f"R{n}", "Brann", C(fill=f)] for n, f in enumerate(colors, 1))]
    book = read(tmp_path, {"Risiko": rows})
    assert [p.sted for p in book.problems if p.kode == "bare-farge"] == ["Risiko!C2:C5", "Risiko!C4"]


def test_an_unknown_column_answers_in_rows_where_it_is_blank(tmp_path):
    rows = [["Tiltak-ID", "Tiltak", "Min kolonne"], ["1.1", "Turnus", "x"], ["1.2", "Rekruttering"]]
    assert [r.felt("min_kolonne") for r in read(tmp_path, {"Tiltak": rows}).rows("Tiltak")] == ["x", None]


def test_a_column_without_a_heading_answers_in_every_row(tmp_path):
    rows = [["Tiltak-ID", None, "Tiltak"], ["1.1", None, "Turnus"], ["1.2", "løst", "Kurs"]]
    assert [r.felt("kolonne_b") for r in read(tmp_path, {"Tiltak": rows}).rows("Tiltak")] == [None, "løst"]


@pytest.mark.parametrize(
    ("sheets", "places"),
    [
        ({"Økonomi": [MONEY, ["2Q 2024", "22", "Hjemme", 9518, 18500]]}, ["Økonomi!D1"]),
        ({"Økonomi": [["Tall i 1 000 kr"], MONEY, ["2Q 2024", "22", "Hjemme", 9518, 18500]]}, []),
        ({"Økonomi": [[*MONEY[:4], "Budsjett (1 000 kr)"], ["2Q 2024", "22", "Hjemme", 9518, 18500]]}, []),
        ({"Økonomi": [MONEY, ["2Q 2024", "22", "Hjemme", "6,6 mill", "18,5 mill"]]}, []),
        ({"Økonomi": [MONEY, ["2Q 2024", "22", "Hjemme", C(9518, format='#,##0 "kr"')]]}, []),
        (
            {
                "Prosjekt": [["Felt", "Verdi"], ["Beløpsenhet", "1 000 kr"]],
                "Økonomi": [MONEY, ["2Q 2024", "22", "Hjemme", 9518, 18500]],
            },
            [],
        ),
    ],
)
def test_amounts_whose_unit_nothing_says_are_warned_of_once(tmp_path, sheets, places):
    book = read(tmp_path, sheets)
    assert [p.sted for p in book.problems if p.kode == "enhet-mangler"] == places


def test_no_quarter_is_suggested_for_one_that_does_not_exist(tmp_path):
    found = problem(read(tmp_path, {"Status": [["Kvartal", "Tiltak-ID"], ["5Q 2024", "1.1"]]}), "ugyldig-kvartal")
    assert (found.forslag, found.melding.split(". ")[0]) == ("", "«5Q 2024» er ikke et kvartal")


GOALS = ["Mål-ID", "Nivå", "Måltype", "Tema", "Mål"]


def test_a_word_of_another_column_is_told_where_it_belongs_and_once_for_the_column(tmp_path):
    rows = [["E1", "Effektmål", None, None, "A"], ["E2", "Resultatmål", None, None, "B"]]
    book = read(tmp_path, {"Mål": [GOALS, *rows]})
    found = [(p.alvor, p.sted, p.melding, p.forslag) for p in book.problems if p.sted.startswith("Mål!B")]
    assert found == [
        (
            "feil",
            "Mål!B2:B3",
            "«Effektmål» er en måltype, og hører til i kolonnen «Måltype». Det gjelder 2 celler i kolonnen.",
            "Flytt verdien til «Måltype».",
        )
    ]


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        (["E1", "delprosjekt", "hovedprosjekt", None, "A"], "Mål!C2", "«hovedprosjekt» er et nivå, og hører til i"),
        (["E1", "tull", "Effektmål", None, "A"], "Mål!B2", "«tull» er ikke et nivå. Bruk hovedprosjekt eller"),
    ],
)
def test_only_a_known_word_of_another_column_is_moved(tmp_path, row, place, message):
    found = next(p for p in read(tmp_path, {"Mål": [GOALS, row]}).problems if p.alvor == "feil")
    assert (found.sted, found.melding.startswith(message)) == (place, True)


def test_a_word_that_several_columns_know_is_told_as_before(tmp_path):
    book = read(tmp_path, {"Risiko": [REGISTER, ["R1", "Høy", "Brann", 2, 2, None, "Åpen"]]})
    assert problem(book, "ugyldig-verdi").sted == "Risiko!B2"


def test_a_level_told_for_a_stretch_of_the_column_is_not_said_to_be_missing_too(tmp_path):
    rows = [["R1", "trussel", "Brann", "trussel", 2], ["R2", "trussel", "Vold", "trussel", 2]]
    book = read(tmp_path, {"Risiko": [REGISTER[:5], *rows]})
    assert problem(book, "feil-kolonne").sted == "Risiko!D2:D3"
    assert [p.kode for p in check_workbook(book, settings_of(book)[0])] == ["mangler-kommune"]


def test_doubt_on_whether_a_name_may_be_shown_is_told_cell_by_cell(tmp_path):
    people = [["G", "Kari Eksempel", "leder", "ja, kanskje"], ["G", "Ola Prøve", "leder", "ja, kanskje"]]
    book = read(tmp_path, {"Deltakere": [["Gruppe", "Navn", "Rolle", "Vises i rapport"], *people]})
    assert [p.sted for p in book.problems if p.kode == "tolket-verdi"] == ["Deltakere!D2", "Deltakere!D3"]
    assert SkjulteNavn(book).without("Kari Eksempel og Ola Prøve") == "leder og leder"
