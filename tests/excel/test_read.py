"""Whole workbooks: settings, values, unknown sheets, and that nothing is lost without a word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapportgen.excel.read import read_workbook
from rapportgen.model.declare import Row, column, schema_of, sheet
from rapportgen.model.kinds import AMOUNT, TEXT
from rapportgen.model.perioder import Kvartal
from tests.excel.bygg import GREY, RED, C, codes, problem, read, workbook_with

# --- Prosjekt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [["Felt", "Verdi", "Merknad"], ["Kommune", "Moskenes kommune", "se planen"], ["Rapportkvartal", "2Q 2024"]],
        [["Moskenes kommune"], [], ["Kommune:", "Moskenes kommune"], ["Rapportkvartal:", "2Q 2024"]],
        [[None, "Kommune", "Moskenes kommune"], [None, "Kvartal", "K2 2024"]],
        [["Kommune: Moskenes kommune"], ["Rapportkvartal: 2. kvartal 2024"]],
        [["Kommune", "Delprosjekt", "Rapportkvartal"], ["Moskenes kommune", "Helse", "2Q 2024"]],
    ],
    ids=["with heading", "with colons", "second column", "in one cell", "across"],
)
def test_settings_in_all_layouts(tmp_path, rows):
    project = read(tmp_path, {"Forside": rows}).prosjekt
    assert (project.kommune, project.rapportkvartal) == ("Moskenes kommune", Kvartal(2024, 2))


def test_the_sami_form_stands_on_the_value(tmp_path):
    rows = [["Felt", "Verdi", "Verdi (samisk)"], ["Kommune", "Karasjok kommune", "Kárášjoga gielda"]]
    book = read(tmp_path, {"Prosjekt": rows})
    assert (book.prosjekt.kommune, book.prosjekt.kommune.samisk) == ("Karasjok kommune", "Kárášjoga gielda")
    assert book.prosjekt.addresses["kommune"] == "Prosjekt!B2"


def test_unknown_fields_are_kept_and_remarks_become_notes(tmp_path):
    rows = [["Felt", "Verdi", "Merknad"], ["Kommune", "Moskenes", "stor K"], ["Varighet trinn", "2,5 år"]]
    book = read(tmp_path, {"Prosjekt": rows})
    assert book.prosjekt.felt("varighet_trinn") == "2,5 år"
    assert "Kommune: stor K" in book.sheets["Prosjekt"].notes
    assert codes(book) == ["ukjent-felt"]


def test_a_field_that_stands_twice_is_a_fault(tmp_path):
    book = read(tmp_path, {"Prosjekt": [["Firma", "A AS"], ["Firma", "B AS"]]})
    assert book.prosjekt.firma == "A AS"
    assert problem(book, "dobbelt-felt").sted == "Prosjekt!B2"


# --- Values --------------------------------------------------------------------------------------------------------


def test_values_have_types_and_addresses(tmp_path):
    rows = [
        ["Kvartal", "Kontogruppe", "Navn", "Regnskap hittil i år", "Avvik %"],
        ["2Q 2024", 22, "Hjemme", "(4 138)", -3.5],
    ]
    (row,) = read(tmp_path, {"Økonomi": rows}).rows("Økonomi")
    assert (row.kvartal, row.kontogruppe, row.regnskap.kroner, row.avvik_prosent) == (
        Kvartal(2024, 2),
        "22",
        -4138,
        Decimal("-0.035"),
    )
    assert row.addresses["regnskap"] == "Økonomi!D2"
    assert row.number == 2


def test_a_remark_of_a_parser_becomes_a_problem_with_place_and_value(tmp_path):
    book = read(tmp_path, {"Risiko": [["ID", "Risikofaktor", "S"], ["R1", "Brann", "M/H"]]})
    found = problem(book, "tolket-verdi")
    assert (found.alvor, found.sted, found.verdi) == ("advarsel", "Risiko!C2", "M/H")
    assert found.melding == "«M/H» er tolket som Høy."


def test_a_required_value_that_is_missing(tmp_path):
    book = read(tmp_path, {"Risiko": [["ID", "Risikofaktor", "S"], ["R1", None, "H"], ["R2", "Brann", "L"]]})
    assert len(book.rows("Risiko")) == 2
    assert (problem(book, "mangler-verdi").alvor, problem(book, "mangler-verdi").sted) == ("feil", "Risiko!B2")


def test_figures_below_each_other_in_cells_become_rows(tmp_path):
    rows = [
        ["Kontogruppe", "Tjenesteområde", "Volum", "Antall ansatte", "Organisering"],
        ["23", "Sykehjem", "12 beboere\nKjøkken\nVaskeri", "19,58\n7,7\n1,6", "Reine"],
    ]
    book = read(tmp_path, {"Tjenesteområder": rows})
    assert [(r.kontogruppe, r.volum, r.ansatte, r.organisering) for r in book.rows("Tjenesteområder")] == [
        ("23", "12 beboere", Decimal("19.58"), "Reine"),
        ("23", "Kjøkken", Decimal("7.7"), None),
        ("23", "Vaskeri", Decimal("1.6"), None),
    ]
    assert [r.linje for r in book.rows("Tjenesteområder")] == [1, 2, 3]


def test_lists_of_unequal_length_are_kept_as_text(tmp_path):
    rows = [["Kontogruppe", "Tjenesteområde", "Volum", "Antall ansatte"], ["23", "Sykehjem", "a\nb", "19,58\n7,7\n1,6"]]
    book = read(tmp_path, {"Tjenesteområder": rows})
    (row,) = book.rows("Tjenesteområder")
    assert row.ansatte is None
    assert str(row.felt("antall_ansatte_som_skrevet")) == "19,58\n7,7\n1,6"
    assert problem(book, "liste-i-celle").sted == "Tjenesteområder!D2"


@pytest.mark.parametrize(("value", "text"), [(1.1, "1.1"), ("1.10", "1.10"), (2, "2"), (C(2.1, format="0.00"), "2.10")])
def test_ids_are_text_as_they_are_shown(tmp_path, value, text):
    (row,) = read(tmp_path, {"Tiltak": [["Tiltak-ID", "Tiltak", "Ansvar"], [value, "Plan", "Kari"]]}).rows("Tiltak")
    assert row.id == text


@pytest.mark.parametrize(("value", "read_as"), [(12, "12"), ("6", "6"), ("Rød (12)", "Rød"), ("R", "Rød")])
def test_a_risk_value_is_a_colour_or_a_figure(tmp_path, value, read_as):
    book = read(tmp_path, {"Risiko": [["ID", "Risikofaktor", "RF"], ["R1", "Brann", value]]})
    assert str(book.rows("Risiko")[0].egen_rf) == read_as
    assert not codes(book)


# --- Unknown sheets ------------------------------------------------------------------------------------------------


def test_an_unknown_sheet_is_kept_by_its_headings(tmp_path):
    rows = [
        ["Kompetanseplan"],
        [],
        ["Stilling", "Årsverk", "Dato", "Fast", "Navn"],
        ["Sykepleier", 5.34, date(2024, 3, 1), True, "a & b"],
        ["Lege", 0.1 + 0.2, None, None, None],
    ]
    book = read(tmp_path, {"Kompetanse": rows})
    unknown = book.unknown["Kompetanse"]
    assert unknown.headings == ("Stilling", "Årsverk", "Dato", "Fast", "Navn")
    assert list(unknown.rows[0].values.values()) == ["Sykepleier", Decimal("5.34"), date(2024, 3, 1), True, "a & b"]
    assert unknown.rows[1].felt("aarsverk") == Decimal("0.3")
    assert codes(book) == ["ukjent-ark"]


def test_columns_without_a_heading_or_with_a_doubled_one_are_named(tmp_path):
    book = read(tmp_path, {"Egne": [["navn", None, "navn", "verdi"], ["Ola", "borte", "Kari", 5]]})
    assert book.unknown["Egne"].headings == ("navn", "Kolonne B", "navn (kolonne C)", "verdi")
    assert codes(book, "mangler-overskrift", "dobbel-kolonne") == ["mangler-overskrift", "dobbel-kolonne"]


def test_a_known_title_over_unknown_headings_is_a_fault_and_still_kept(tmp_path):
    book = read(tmp_path, {"Risiko": [["aa", "bb"], ["cc", "dd"]]})
    assert problem(book, "mangler-overskriftsrad").alvor == "feil"
    assert book.unknown["Risiko"].rows[0].values == {"aa": "cc", "bb": "dd"}


def test_a_type_of_ones_own_is_read_from_its_declaration_alone(tmp_path):
    @sheet("Kurs", samling="kurs", help="Kurs.", synonyms="Opplæring")
    class Kurs(Row):
        __slots__ = ()
        navn = column("Kursnavn", TEXT, required=True, synonyms="Tema")
        pris = column("Pris", AMOUNT, synonyms="Kostnad")

    path = workbook_with(tmp_path / "a.xlsx", {"Opplæring": [["Tema", "Kostnad (1 000 kr)"], ["Førstehjelp", 12]]})
    (row,) = read_workbook(path, schema_of([Kurs])).rows("Kurs")
    assert (row.navn, row.pris.kroner) == ("Førstehjelp", 12_000)


# --- Nothing is lost -----------------------------------------------------------------------------------------------

MESSY = {
    "Økonomi": [
        ["Budsjettoppfølging Alfa"],
        ["Tall i 1 000 kr", None, "Utarbeidet av Beta"],
        [],
        ["Kv", "Ansvar", "Navn", "Regnskap", "Min egen", None, "Avvik", "Avvik"],
        ["2Q 2024", "22", "Gamma", 11, "Delta", "Epsilon", 12, 13],
        [None, "23", C("Zeta", fill=RED), "=1+1", "#REF!", None, 14, "femten"],
        [C("Gruppe Eta", bold=True)],
        [None, "Sum", "Theta", 16, None, None, 17],
        [],
        ["* Iota er foreløpig"],
        [],
        [],
        [],
        ["Kappa", 18, "Lambda"],
    ],
    "Risiko": [
        ["Rapport", "My"],
        ["ID", "Risiko", "S", "Kostnad", "Tiltak", "Ukjent"],
        [1, "Ny fare", "svært uklart", 19, "- Xi\n- Omikron", C("Pi", strike=True)],
        [None, None, "H", None, None, None, "Rho"],
    ],
    "Milepæler": [
        ["PROSJEKT SIGMA", 2024, None, None, None, "Til høyre"],
        ["Aktivitet", "1Q", "2Q", "3Q", "4Q", "Merk"],
        [C("1. Tau", bold=True)],
        ["Ypsilon", "x", "tekst Fi", None, "◆ Khi", "Psi"],
        ["Omega uten tid"],
        [],
        [],
        [],
        [],
        ["Alef", "Bet", 20],
    ],
    "Prosjekt": [["Forsiden Gimel"], ["Kommune", "Dalet", "He"], ["Vav", "Zajin"], [None, None, None, "Het"]],
    "Eget": [["Tet"], ["Jod", "Kaf"], ["Lamed", 21, "Mem"], [], ["Nun"]],
}


def _everything_said(book):
    """All that came out of the reading, as one text."""
    said = [str(p) for p in book.problems]
    for data in book.sheets.values():
        said += data.notes
        for row in [*data.rows, *(total.row for total in data.totals)]:
            said += [str(v) for v in (*row.values.values(), *row.unknown, *row.unknown.values())]
            said += [str(v) for by in row.by_period.values() for pair in by.items() for v in pair]
        said += [total.label for total in data.totals]
    for unknown in book.unknown.values():
        said += [*unknown.headings, *(str(v) for row in unknown.rows for v in row.values.values()), *unknown.notes]
    return "\n".join(said)


def test_every_filled_cell_is_a_value_a_note_or_a_problem(tmp_path):
    book = read(tmp_path, MESSY)
    said = _everything_said(book).replace("\u00a0", " ")
    headings = {"Kv", "Ansvar", "Navn", "Regnskap", "Avvik", "ID", "Risiko", "S", "Tiltak", "Kostnad"}
    headings |= {"Aktivitet", "1Q", "2Q", "3Q", "4Q", 2024, "Merk", "x", "Kommune", "2Q 2024", "Tall i 1 000 kr", "H"}
    for rows in MESSY.values():
        for row in rows:
            for cell in row:
                value = cell.value if isinstance(cell, C) else cell
                if value in headings or value is None or str(value).startswith("="):
                    continue
                for line in str(value).replace("◆ ", "").split("\n"):
                    assert line.removeprefix("- ") in said, f"{value!r} er borte"


VALUES = st.one_of(
    st.none(),
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
    st.integers(-10_000, 10_000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.sampled_from(
        [
            "ID",
            "Risiko",
            "S",
            "K",
            "Sum",
            "2Q 2024",
            "1Q",
            "x",
            "◆",
            "Kvartal",
            "Regnskap",
            "#REF!",
            "- a\n- b",
            "1,2\n3",
        ]
    ),
    st.sampled_from(
        [C(fill=GREY), C("x", fill=RED), C("Tekst", bold=True), C("a", merge=(2, 2)), C(None, merge=(1, 3))]
    ),
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["Risiko", "Økonomi", "Milepæler", "Prosjekt", "Tjenesteområder", "Innsparing", "Noe", "1Q"]),
    st.lists(st.lists(VALUES, max_size=7), max_size=9),
)
def test_random_sheets_never_raise(tmp_path, title, rows):
    path = workbook_with(tmp_path / "a.xlsx", {title: [*rows]})
    book = read_workbook(path)
    assert [count.title for count in book.counts] == [title]


def test_the_sheets_that_the_program_writes_itself_are_left_unread(tmp_path):
    own = [["Risiko", "Sannsynlighet", "Konsekvens"], ["Står i veiledningen", "4", "5"]]
    book = read(
        tmp_path, {"Les dette først": own, "Problemer": own, "Risiko": [["ID", "Beskrivelse"], ["R1", "Sykdom"]]}
    )
    assert [row.id for row in book.rows("Risiko")] == ["R1"]
    assert [(count.title, count.rows) for count in book.counts] == [
        ("Les dette først", 0),
        ("Problemer", 0),
        ("Risiko", 1),
    ]
    assert not book.unknown
