"""The thirty kinds of mess that real workbooks hold, in the order of the reading rules: one test or more for each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from rapportgen.excel.read import ReadSettings, read_workbook
from rapportgen.model.perioder import Kvartal, Tertial
from rapportgen.model.riktekst import RikTekst
from tests.excel.bygg import BLUE, GREEN, GREY, RED, YELLOW, C, codes, problem, read, workbook_with

RISK = ["Risiko-ID", "Risikofaktor", "S", "K", "RF", "Mottiltak"]
MONEY = ["Kvartal", "Kontogruppe", "Navn", "Regnskap hittil i år", "Revidert årsbudsjett"]
MEASURES = ["Tiltak-ID", "Innsatsområde", "Tiltak", "Ansvar", "Frist"]


def test_01_titles_and_blank_rows_above_the_heading(tmp_path):
    rows = [["Moskenes kommune"], ["Sist oppdatert 01.02.2024"], [], ["Risikovurdering"], [], RISK, ["R1", "Brann"]]
    book = read(tmp_path, {"Risiko": rows})
    assert [(r.id, r.risikofaktor) for r in book.rows("Risiko")] == [("R1", "Brann")]
    assert "Moskenes kommune" in book.sheets["Risiko"].notes


def test_01_the_heading_row_can_be_given(tmp_path):
    path = workbook_with(tmp_path / "a.xlsx", {"Risiko": [RISK, ["gammel", "Gammel"], [], RISK, ["R1", "Brann"]]})
    book = read_workbook(path, settings=ReadSettings(header_rows={"Risiko": 4}))
    assert [r.id for r in book.rows("Risiko")] == ["R1"]


def test_02_heading_in_two_merged_rows(tmp_path):
    rows = [
        [C("Kvartal", merge=(2, 1)), C("Kontogruppe", merge=(2, 1)), C("Hittil", merge=(1, 3)), None, None, "Året"],
        [None, None, "Regnskap", "Budsjett", "Avvik", "Budsjett"],
        ["2Q 2024", "22", 100, 120, 20, 240],
    ]
    (row,) = read(tmp_path, {"Økonomi": rows}).rows("Økonomi")
    assert (row.regnskap.kroner, row.periodisert_budsjett.kroner, row.avvik.kroner) == (100, 120, 20)
    assert row.revidert_budsjett.kroner == 240


def test_02_heading_in_two_rows_without_merging(tmp_path):
    rows = [
        ["Kvartal", "Kontogruppe", "Prognose", None],
        [None, None, "Årsprognose", "Avvik"],
        ["2Q 2024", "22", 100, -5],
    ]
    (row,) = read(tmp_path, {"Økonomi": rows}).rows("Økonomi")
    assert (row.kontogruppe, row.aarsprognose.kroner, row.prognoseavvik.kroner) == ("22", 100, -5)


@pytest.mark.parametrize(
    "heading", ["Mottiltak*", "Mot-\ntiltak", " mottiltak ", "MOTTILTAK:", "Reduserende\ntiltak", "Mottiltak¹"]
)
def test_03_heading_with_line_break_space_footnote_or_capitals(tmp_path, heading):
    (row,) = read(tmp_path, {"Risiko": [["ID", "Risikofaktor", heading], ["R1", "Brann", "Øvelse"]]}).rows("Risiko")
    assert row.mottiltak == "Øvelse"


def test_04_vertical_merge_fills_and_blank_fills_with_a_note(tmp_path):
    rows = [MEASURES, ["1.1", C("Digitalisering", merge=(2, 1)), "Plan"], ["1.2", None, "Kurs"], ["1.3", None, "Drift"]]
    book = read(tmp_path, {"Tiltak": rows})
    assert [r.omraade for r in book.rows("Tiltak")] == ["Digitalisering"] * 3
    assert problem(book, "fylt-ned").sted == "Tiltak!B4"


def test_04_a_blank_is_not_filled_in_other_columns(tmp_path):
    book = read(tmp_path, {"Tiltak": [MEASURES, ["1.1", "1", "Plan", "Kari"], ["1.2", "1", "Kurs", None]]})
    assert [r.ansvar for r in book.rows("Tiltak")] == ["Kari", None]


def test_04_a_merged_amount_counts_once(tmp_path):
    rows = [MONEY, ["2Q 2024", "22", "Hjemme", C(100, merge=(2, 1))], ["2Q 2024", "23", "Sykehjem"]]
    assert [r.regnskap and r.regnskap.kroner for r in read(tmp_path, {"Økonomi": rows}).rows("Økonomi")] == [100, None]


def test_05_group_rows_give_the_area_and_are_no_records(tmp_path):
    rows = [
        ["ID", "Aktivitet", "Start", "Slutt"],
        [C("1. Tjenesteprofil", bold=True)],
        [None, "Aktivitet og milepæler"],
        ["A1", "Framtidsmelding", "1Q 2024", "2Q 2024"],
        [C("2. Ledelse", fill=GREY)],
        ["A2", "Program", "1Q 2024", "2Q 2024"],
    ]
    book = read(tmp_path, {"Milepæler": rows})
    assert [(r.omraade, r.navn) for r in book.rows("Milepæler")] == [
        ("1. Tjenesteprofil", "Framtidsmelding"),
        ("2. Ledelse", "Program"),
    ]
    assert problem(book, "mellomoverskrift").alvor == "info"


@pytest.mark.parametrize("label", ["Sum", "Totalt", "SUM HELSE", "I alt", "Sum helse og omsorg:", "Netto"])
def test_06_totals_are_controls_and_no_records(tmp_path, label):
    rows = [
        MONEY,
        ["2Q 2024", "22", "Hjemme", 100, 200],
        ["2Q 2024", "23", "Syke", 50, 60],
        [None, label, None, 150, 260],
    ]
    data = read(tmp_path, {"Økonomi": rows}).sheets["Økonomi"]
    (total,) = data.totals
    assert len(data.rows) == 2
    assert (total.label, total.start, total.end) == (label, 2, 3)
    assert total.row.regnskap.kroner == 150
    assert total.row.kvartal == Kvartal(2024, 2)


def test_06_bold_last_row_without_words_is_a_total(tmp_path):
    rows = [MONEY, ["2Q 2024", "22", "Hjemme", 100, 200], [None, None, None, C(100, bold=True), C(200, bold=True)]]
    data = read(tmp_path, {"Økonomi": rows}).sheets["Økonomi"]
    assert len(data.rows) == 1
    assert len(data.totals) == 1


def test_06_each_total_covers_the_rows_since_the_one_before(tmp_path):
    rows = [
        MONEY,
        ["1Q 2024", "22", "A", 1],
        ["1Q 2024", "Sum", None, 1],
        ["2Q 2024", "22", "A", 2],
        ["2Q 2024", "Sum", None, 2],
    ]
    totals = read(tmp_path, {"Økonomi": rows}).sheets["Økonomi"].totals
    assert [(t.start, t.end, str(t.row.kvartal)) for t in totals] == [
        (2, 2, "1. kvartal 2024"),
        (4, 4, "2. kvartal 2024"),
    ]


def test_07_blank_rows_within_three_and_notes_below(tmp_path):
    rows = [RISK, ["R1", "Brann"], [], ["R2", "Flom"], [], ["*foreløpige tall"], [], [], [], [], ["Notat", "utenfor"]]
    book = read(tmp_path, {"Risiko": rows})
    assert [r.id for r in book.rows("Risiko")] == ["R1", "R2"]
    assert "*foreløpige tall" in book.sheets["Risiko"].notes
    assert "Notat · utenfor" in book.sheets["Risiko"].notes
    assert problem(book, "utenfor-tabell").sted == "Risiko!A11"
    rows = [RISK, ["R1", "Brann"], [], [], [], [], [None, None, "Innsparing", "Mål"], [None, None, "Turnus", 800]]
    lost = problem(read(tmp_path, {"Risiko": rows}), "utenfor-tabell")
    assert lost.sted == "Risiko!C7"
    assert "flytt den til et eget ark" in lost.forslag


def test_07_second_table_below(tmp_path):
    rows = [
        ["Gruppe", "Mandat", "Møtefrekvens"],
        ["Styringsgruppe", "Styrer", "månedlig"],
        [],
        ["Gruppe", "Navn", "Rolle i gruppen", "Stilling"],
        ["Styringsgruppe", "Kari Eksempel", "leder", "sjef"],
    ]
    book = read(tmp_path, {"Grupper": rows})
    assert [r.navn for r in book.rows("Grupper")] == ["Styringsgruppe"]
    assert [r.navn for r in book.rows("Deltakere")] == ["Kari Eksempel"]
    assert problem(book, "gjenkjent").alvor == "info"


def test_07_second_table_to_the_right(tmp_path):
    rows = [
        ["Trusler", "Innhold", "Reduserende tiltak", None, "Muligheter", "Innhold", "Tiltak"],
        ["Ressurser", "Krever tid", "Planlegge", None, "Samarbeid", "Med andre", "Avtaler"],
        ["Forankring", "Turnover", "Involvere", None, None, None, None],
    ]
    rows = read(tmp_path, {"Usikkerhet": rows}).rows("Risiko")
    assert [(r.risikofaktor, r.mottiltak, str(r.type or "")) for r in rows] == [
        ("Ressurser", "Planlegge", ""),
        ("Forankring", "Involvere", ""),
        ("Samarbeid", "Avtaler", "mulighet"),
    ]


def test_08_hidden_sheets_are_skipped_and_counted(tmp_path):
    def hide(workbook):
        workbook["Gammel"].sheet_state = "hidden"
        workbook["Risikohistorikk"].sheet_state = "veryHidden"

    sheets = {"Risiko": [RISK, ["R1", "Brann"]], "Gammel": [["a", "b"], [1, 2]], "Risikohistorikk": [["Kvartal"]]}
    book = read(tmp_path, sheets, then=hide)
    assert not book.unknown
    assert [(c.title, c.rows, c.hidden) for c in book.counts if c.hidden] == [
        ("Gammel", 2, True),
        ("Risikohistorikk", 1, True),
    ]
    assert codes(book, "skjult-ark") == ["skjult-ark", "skjult-ark"]


def test_08_a_hidden_sheet_is_read_when_asked_for(tmp_path):
    path = workbook_with(
        tmp_path / "a.xlsx",
        {"Forside": [["Kommune", "Moskenes"]], "Risiko": [RISK, ["R1", "Brann"]]},
        then=lambda workbook: setattr(workbook["Risiko"], "sheet_state", "hidden"),
    )
    assert len(read_workbook(path, settings=ReadSettings(hidden_sheets=frozenset({"Risiko"}))).rows("Risiko")) == 1


def test_08_filtered_rows_and_hidden_columns_are_read(tmp_path):
    def hide(workbook):
        workbook["Risiko"].row_dimensions[3].hidden = True
        workbook["Risiko"].column_dimensions["C"].hidden = True

    book = read(tmp_path, {"Risiko": [RISK, ["R1", "Brann", "H"], ["R2", "Flom", "L"]]}, then=hide)
    assert [str(r.egen_s) for r in book.rows("Risiko")] == ["Høy", "Lav"]
    assert codes(book, "skjulte-rader", "skjulte-kolonner") == ["skjulte-rader", "skjulte-kolonner"]
    assert problem(book, "skjulte-kolonner").melding == "Kolonne C i arket «Risiko» er skjult, og er lest."


def test_09_an_excel_table_is_the_anchor(tmp_path):
    rows = [
        ["Prosjekt", "Helse"],
        ["ID", "Risiko", "Ansvar"],
        ["x", "Ikke dette", "a"],
        [],
        ["ID", "Risiko", "S"],
        ["R1", "Brann", "H"],
    ]
    book = read(
        tmp_path, {"Ark1": rows}, then=lambda w: w["Ark1"].add_table(Table(displayName="tblRisiko", ref="A5:C6"))
    )
    assert [(r.id, r.risikofaktor) for r in book.rows("Risiko")] == [("R1", "Brann")]


def test_09_a_named_range_is_an_anchor(tmp_path):
    def name(workbook):
        workbook.defined_names["Risikoregister"] = DefinedName("Risikoregister", attr_text="'Ark1'!$B$3:$D$4")

    rows = [["Noe", "annet"], [], [None, "ID", "Beskrivelse", "Eier"], [None, "R1", "Brann", "Kari"]]
    (row,) = read(tmp_path, {"Ark1": rows}, then=name).rows("Risiko")
    assert (row.id, row.risikofaktor, row.ansvar) == ("R1", "Brann", "Kari")


def test_10_formula_without_a_stored_value(tmp_path):
    book = read(tmp_path, {"Økonomi": [MONEY, ["2Q 2024", "22", "Hjemme", "=1+1", 5]]})
    assert book.rows("Økonomi")[0].regnskap is None
    found = problem(book, "formel-uten-verdi")
    assert (found.alvor, found.sted) == ("advarsel", "Økonomi!D2")
    assert "lagre" in found.melding


@pytest.mark.parametrize("error", ["#REF!", "#VERDI!", "#VALUE!", "#I/T", "#N/A", "#DIV/0!", "#NAVN?", "#NAME?"])
def test_11_error_values(tmp_path, error):
    book = read(tmp_path, {"Økonomi": [MONEY, ["2Q 2024", "22", "Hjemme", error, 5]]})
    assert book.rows("Økonomi")[0].regnskap is None
    found = problem(book, "feilverdi")
    assert (found.alvor, found.sted, found.verdi) == ("feil", "Økonomi!D2", error)


def test_11_an_error_in_text_and_in_unknown_columns_is_said_too(tmp_path):
    book = read(tmp_path, {"Risiko": [[*RISK, "Egen"], ["R1", "#REF!", "H", "H", "Rød", None, "#REF!"]]})
    assert [p.sted for p in book.problems if p.kode == "feilverdi"] == ["Risiko!B2", "Risiko!G2"]


QUARTERS = [
    [None, C("2023", merge=(1, 3)), None, None, C(2024, merge=(1, 4))],
    ["Aktivitet", "2Q", "3Q", "4Q", "1Q", "2Q", "3Q", "4Q"],
]


def _bars(book):
    return {r.navn: (str(r.start or ""), str(r.slutt or ""), str(r.dato or "")) for r in book.rows("Milepæler")}


@pytest.mark.parametrize("mark", [C(fill=BLUE), "x", "X", "█", "■", "→", 1, C("", fill=RED)])
def test_13_gantt_bars_by_colour_or_mark(tmp_path, mark):
    book = read(tmp_path, {"Gantt": [*QUARTERS, ["Melding", None, mark, mark, mark, None, None, None]]})
    assert _bars(book) == {"Melding": ("3. kvartal 2023", "1. kvartal 2024", "")}


@pytest.mark.parametrize("mark", ["◆", "M", "♦"])
def test_13_gantt_milestones(tmp_path, mark):
    (row,) = read(tmp_path, {"Milepæler": [*QUARTERS, ["Vedtak", None, None, None, None, mark]]}).rows("Milepæler")
    assert (row.type, str(row.dato), row.start) == ("milepæl", "2. kvartal 2024", None)


def test_13_gantt_merged_bar_with_text_and_text_on_the_row_below(tmp_path):
    rows = [
        *QUARTERS,
        ["Oppstart", "2 dg 06/23"],
        ["Arbeidsgruppe", C("Fast møte", merge=(1, 7), fill=BLUE)],
        ["Dialog", None, None, C(fill=BLUE), C(fill=BLUE)],
        ["(tekst over flere celler)", None, None, "langsgående arbeid"],
    ]
    book = read(tmp_path, {"Fremdriftsplan": rows})
    assert _bars(book) == {
        "Oppstart": ("2. kvartal 2023", "2. kvartal 2023", ""),
        "Arbeidsgruppe": ("2. kvartal 2023", "4. kvartal 2024", ""),
        "Dialog": ("4. kvartal 2023", "1. kvartal 2024", ""),
    }
    assert [r.celletekst for r in book.rows("Milepæler")] == ["2 dg 06/23", "Fast møte", "langsgående arbeid"]


def test_13_gantt_gaps_group_bands_and_ordinary_columns(tmp_path):
    band = C(fill=GREY)
    rows = [
        ["DELPROSJEKT HELSE", None, None, C("2024", merge=(1, 4))],
        ["Nr", "Aktivitet", "Status", "1Q", "2Q", "3Q", "4Q"],
        [band, C("1. Tjenesteprofil", fill=GREY, bold=True), band, band, band, band, band],
        [None, "Aktivitet og milepæler"],
        ["A1", "Budsjett", "Pågår", C(fill=BLUE), None, None, C(fill=BLUE)],
        ["A2", "Ferdigstille plan", None, C(fill=BLUE), C(fill=BLUE)],
    ]
    book = read(tmp_path, {"Gantt": rows})
    budget, plan = book.rows("Milepæler")
    assert (budget.id, budget.omraade, str(budget.status)) == ("A1", "1. Tjenesteprofil", "Pågår")
    assert list(budget.by_period["spenn"]) == [Kvartal(2024, 1), Kvartal(2024, 4)]
    assert (plan.type, str(plan.dato)) == ("milepæl", "2. kvartal 2024")
    assert "DELPROSJEKT HELSE" in book.sheets["Milepæler"].notes


def test_13_gantt_colours_mean_what_the_legend_says(tmp_path):
    rows = [
        *QUARTERS,
        ["Plan", None, C(fill=BLUE)],
        ["Kurs", None, C(fill=RED), C(fill=RED)],
        ["Delt", C(fill=BLUE), C(fill=RED)],
        [],
        [C("■ = plan", fill=BLUE)],
        [C(fill=RED), "Forsinket"],
    ]
    book = read(tmp_path, {"Gantt": rows})
    assert [(r.navn, str(r.status or "")) for r in book.rows("Milepæler")] == [
        ("Plan", ""),
        ("Kurs", "Forsinket"),
        ("Delt", ""),
    ]
    assert list(book.rows("Milepæler")[2].by_period["spenn"].values()) == ["plan", "Forsinket"]
    assert problem(book, "bare-farge").alvor == "advarsel"


def test_13_gantt_colours_of_years_and_zebra_rows_are_no_bars(tmp_path):
    light = C(fill="F2F2F2")
    zebra = "EAF1DD"
    rows = (
        [*QUARTERS]
        + [[f"Aktivitet {n}", light, light, light, None, C(fill=BLUE) if n == 2 else None] for n in range(6)]
        + [[C("Stripe", fill=zebra), *[C(fill=zebra)] * 3, C(fill=BLUE), C(fill=zebra)]]
    )
    bars = _bars(read(tmp_path, {"Gantt": rows}))
    assert bars["Aktivitet 2"] == ("2. kvartal 2024", "2. kvartal 2024", "")
    assert bars["Aktivitet 1"] == ("", "", "")
    assert bars["Stripe"] == ("1. kvartal 2024", "1. kvartal 2024", "")


def test_13_gantt_conditional_formats_are_not_trusted(tmp_path):
    from openpyxl.formatting.rule import CellIsRule

    def condition(workbook):
        workbook["Gantt"].conditional_formatting.add("B3:H9", CellIsRule(operator="equal", formula=['"x"']))

    book = read(tmp_path, {"Gantt": [*QUARTERS, ["Melding", "x"]]}, then=condition)
    assert problem(book, "betinget-format").alvor == "advarsel"


def test_13_gantt_by_months(tmp_path):
    rows = [
        [None, C(2024, merge=(1, 6))],
        ["Aktivitet", "jan", "feb", "mar", "apr", "mai", "jun"],
        ["Kurs", None, "x", "x", "x"],
    ]
    assert _bars(read(tmp_path, {"Gantt": rows})) == {"Kurs": ("1. kvartal 2024", "2. kvartal 2024", "")}


def test_13_the_list_form_says_gaps_with_semicolons(tmp_path):
    rows = [["ID", "Aktivitet/milepæl", "Start", "Slutt"], ["A1", "Budsjett", "3Q 2023; 3Q 2024", "4Q 2023; 4Q 2024"]]
    book = read(tmp_path, {"Milepæler": rows})
    (row,) = book.rows("Milepæler")
    assert (str(row.start), str(row.slutt)) == ("3. kvartal 2023", "4. kvartal 2024")
    assert [str(q) for q in row.by_period["spenn"]] == [
        "3. kvartal 2023",
        "4. kvartal 2023",
        "3. kvartal 2024",
        "4. kvartal 2024",
    ]
    assert not codes(book, "uklar-dato")


@pytest.mark.parametrize(
    ("fill", "word"), [(GREEN, "Grønn"), (YELLOW, "Gul"), (RED, "Rød"), ("FF0000", "Rød"), ("92D050", "Grønn")]
)
def test_14_status_by_colour_only(tmp_path, fill, word):
    book = read(tmp_path, {"Risiko": [RISK, ["R1", "Brann", "H", "H", C(fill=fill)]]})
    assert str(book.rows("Risiko")[0].egen_rf) == word
    assert (problem(book, "bare-farge").alvor, problem(book, "bare-farge").sted) == ("advarsel", "Risiko!E2")


def test_15_comments_are_ignored(tmp_path):
    def comment(workbook):
        workbook["Risiko"]["B2"].comment = Comment("Må diskuteres", "Kari Eksempel")

    book = read(tmp_path, {"Risiko": [RISK, ["R1", "Brann"]]}, then=comment)
    assert book.rows("Risiko")[0].risikofaktor == "Brann"
    assert "diskuteres" not in str(book)


@pytest.mark.parametrize("text", ["- en\n- to", "• en\n• to", "– en\r\n– to"])
def test_16_bullets_typed_in_a_cell(tmp_path, text):
    (row,) = read(tmp_path, {"Risiko": [RISK, ["R1", "Brann", None, None, None, text]]}).rows("Risiko")
    assert isinstance(row.mottiltak, RikTekst)
    assert [(p.slag, str(p)) for p in row.mottiltak.avsnitt] == [("punkt", "en"), ("punkt", "to")]


@pytest.mark.parametrize("names", ["Kari Eksempel/Ola Prøve", "Kari og Ola", "Eksempel, Kari", "Kari; Ola", "KE"])
def test_17_two_persons_in_a_cell_are_never_split(tmp_path, names):
    (row,) = read(tmp_path, {"Tiltak": [MEASURES, ["1.1", "1", "Plan", names]]}).rows("Tiltak")
    assert row.ansvar == names


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("  Brann \u00a0", "Brann"),
        ("Ma\u030alselv", "Målselv"),
        ("«Brann» “og” 'flom'", "«Brann» “og” 'flom'"),
        ("12\u00a0000 kr", "12\u00a0000 kr"),
        ("under 5 & over <3", "under 5 & over <3"),
        ("Áššu čáhci đŋŧž 👩‍👩‍👧", "Áššu čáhci đŋŧž 👩‍👩‍👧"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
    ],
)
def test_18_text_is_kept_but_for_space_at_its_ends_and_loose_accents(tmp_path, written, value):
    book = read(tmp_path, {"Risiko": [RISK, ["R1", written]]})
    assert book.rows("Risiko")[0].risikofaktor == value
    assert not codes(book)


def test_18_look_alike_letters_are_warned_of(tmp_path):
    book = read(tmp_path, {"Risiko": [RISK, ["R1", "Høy turnоver"]]})
    assert book.rows("Risiko")[0].risikofaktor == "Høy turnоver"
    assert "turnоver" in problem(book, "blandet-alfabet").melding


@pytest.mark.parametrize(
    ("rows", "kroner"),
    [
        ([["Tall i 1 000 kr"], [], MONEY, ["2Q 2024", "22", "A", "1 200"]], 1_200_000),
        ([[*MONEY[:3], "Regnskap (mill. kr)"], ["2Q 2024", "22", "A", "19,4"]], 19_400_000),
        ([[*MONEY[:3], "Regnskap, tusen"], ["2Q 2024", "22", "A", 5]], 5_000),
        ([MONEY, ["2Q 2024", "22", "A", 5]], 5),
        ([["Tall i 1 000 kr"], MONEY, ["2Q 2024", "22", "A", "19,4 mill"]], 19_400_000),
    ],
)
def test_19_units_of_headings_titles_and_cells(tmp_path, rows, kroner):
    assert read(tmp_path, {"Økonomi": rows}).rows("Økonomi")[0].regnskap.kroner == kroner


def test_19_the_unit_of_the_project_when_the_sheet_says_nothing(tmp_path):
    book = read(tmp_path, {"Økonomi": [MONEY, ["2Q 2024", "22", "A", 5]], "Prosjekt": [["Beløpsenhet", "1 000 kr"]]})
    assert book.rows("Økonomi")[0].regnskap.kroner == 5_000
    assert book.sheets["Økonomi"].units["regnskap"] == "1 000 kr"


STATUS = ["Tiltak-ID", "Status", "Gjort i kvartalet"]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Status 2Q 2024", Kvartal(2024, 2)),
        ("Status 1.kv 2024", Kvartal(2024, 1)),
        ("2. Status K3 2024", Kvartal(2024, 3)),
        ("Status T1 2024", Tertial(2024, 1)),
    ],
)
def test_20_the_period_stands_in_the_sheet_title(tmp_path, title, period):
    book = read(tmp_path, {title: [STATUS, ["1.1", "Pågår", "Kartlagt"]]})
    assert [r.kvartal for r in book.rows("Status")] == [period]
    assert not codes(book, "mangler-kolonne")


def test_20_a_quarter_alone_takes_its_year_from_the_project_and_sheets_are_joined(tmp_path):
    rows = [[STATUS, ["1.1", "Pågår", "Kartlagt"]], [STATUS, ["1.1", "Fullført", "Ferdig"]]]
    book = read(tmp_path, {"1Q": rows[0], "2Q": rows[1], "Forside": [["Rapportkvartal", "2Q 2024"]]})
    assert [(str(r.kvartal), str(r.status)) for r in book.rows("Status")] == [
        ("1. kvartal 2024", "Pågår"),
        ("2. kvartal 2024", "Fullført"),
    ]
    assert book.sheets["Status"].titles == ("1Q", "2Q")
    assert [p.melding for p in book.problems if p.kode == "aar-antatt"] == [
        f"Navnet på arket «{quarter}» sier ikke hvilket år. Arket er lest som {quarter} 2024, for 2024 er året til "
        "rapportkvartalet."
        for quarter in ("1Q", "2Q")
    ]


PLANNED = ["ID", "Tiltak", "Start", "Frist"]
REPORT = [["Rapportkvartal", "2Q 2024"]]


def test_dates_without_a_year_have_that_of_the_project_and_one_note_for_the_column(tmp_path):
    rows = [["1.1", "Turnus", "1. juli", "12.10.2024"], ["1.2", "Plan", "Q2", "løpende"], ["1.3", "Bygg", "1.3.2025"]]
    book = read(tmp_path, {"Prosjekt": REPORT, "Tiltak": [PLANNED, *rows]})
    assert [str(row.start) for row in book.rows("Tiltak")] == ["01.07.2024", "2. kvartal 2024", "01.03.2025"]
    told = [(p.alvor, p.sted, p.melding) for p in book.problems if p.kode == "aar-antatt"]
    assert told == [
        (
            "info",
            "Tiltak!C2:C3",
            "«1. juli» sier ikke hvilket år, og er lest som 2024, året til rapportkvartalet. "
            "Det gjelder 2 celler i kolonnen.",
        )
    ]


def test_a_quarter_without_a_year_has_that_of_the_project_and_a_note(tmp_path):
    rows = [["Kvartal", *STATUS], ["Q2", "1.1", "Pågår", "x"], ["1. kv. 2024", "1.1", "Pågår", "x"]]
    book = read(tmp_path, {"Prosjekt": REPORT, "Status": rows})
    assert [row.kvartal for row in book.rows("Status")] == [Kvartal(2024, 2), Kvartal(2024, 1)]
    assert problem(book, "aar-antatt").sted == "Status!A2"


@pytest.mark.parametrize("title", ["Tiltak 2023", "Tiltak 1Q 2023"])
def test_a_year_that_the_sheet_says_is_not_told_of(tmp_path, title):
    book = read(tmp_path, {"Prosjekt": REPORT, title: [PLANNED, ["1.1", "Turnus", "1. juli", "uke 40"]]})
    assert str(book.rows("Tiltak")[0].start) == "01.07.2023"
    assert not codes(book, "aar-antatt")


@pytest.mark.parametrize("written", ["medio juni", "løpende", "innen 2026", "2023-2026", "juni 23", "2 dg 06/23", "-"])
def test_what_needs_no_year_is_not_told_of(tmp_path, written):
    book = read(tmp_path, {"Prosjekt": REPORT, "Tiltak": [PLANNED, ["1.1", "Turnus", "12.10.2023", written]]})
    assert not codes(book, "aar-antatt")


def test_20_the_quarter_of_the_report_is_assumed_with_a_warning(tmp_path):
    book = read(tmp_path, {"Prosjekt": [["Rapportkvartal", "2Q 2024"]], "Status": [STATUS, ["1.1", "Pågår", "x"]]})
    assert book.rows("Status")[0].kvartal == Kvartal(2024, 2)
    assert problem(book, "kvartal-antatt").alvor == "advarsel"


def test_21_a_column_of_delprosjekt_is_kept_by_its_name(tmp_path):
    book = read(tmp_path, {"Tiltak": [[*MEASURES, "Delprosjekt"], ["1.1", "1", "Plan", "Kari", None, "Helse"]]})
    assert book.rows("Tiltak")[0].felt("delprosjekt") == "Helse"
    assert problem(book, "ukjent-kolonne").sted == "Tiltak!F1"


def test_22_a_missing_id_stays_missing(tmp_path):
    assert [r.id for r in read(tmp_path, {"Risiko": [RISK[1:], ["Brann"]]}).rows("Risiko")] == [None]


def test_23_two_rows_with_the_same_id_are_both_read(tmp_path):
    assert [r.id for r in read(tmp_path, {"Risiko": [RISK, ["R1", "Brann"], ["R1", "Flom"]]}).rows("Risiko")] == [
        "R1",
        "R1",
    ]


@pytest.mark.parametrize(
    ("cell", "share"), [(C(0.45, format="0%"), "0.45"), ("45%", "0.45"), ("45 %", "0.45"), (0.45, "0.45"), (45, "0.45")]
)
def test_24_percent_in_all_its_forms(tmp_path, cell, share):
    rows = [["Kvartal", "Tiltak-ID", "Ferdiggrad"], ["2Q 2024", "1.1", cell]]
    (row,) = read(tmp_path, {"Status": rows}).rows("Status")
    assert row.ferdiggrad == Decimal(share)


@pytest.mark.parametrize("cell", [C(0.091, format="0.0%"), "9,1 %", "9,1", 9.1])
def test_24_a_key_figure_in_percent_counts_in_percent_however_it_is_typed(tmp_path, cell):
    rows = [["Kvartal", "Nøkkeltall", "Verdi", "Enhet", "Måltall"], ["2Q 2024", "Sykefravær", cell, "%", cell]]
    book = read(tmp_path, {"Nøkkeltall": rows})
    (row,) = book.rows("Nøkkeltall")
    assert (row.verdi, row.maaltall) == (Decimal("9.1"), Decimal("9.1"))
    assert not codes(book)


def test_24_a_key_figure_that_may_be_a_share_is_printed_as_it_stands_and_told_of(tmp_path):
    rows = [["Kvartal", "Nøkkeltall", "Verdi", "Enhet"], ["2Q 2024", "Sykefravær", 0.091, "%"]]
    book = read(tmp_path, {"Nøkkeltall": rows})
    told = problem(book, "tvetydig-prosent")
    assert book.rows("Nøkkeltall")[0].verdi == Decimal("0.091")
    assert (told.alvor, told.sted, told.verdi) == ("advarsel", "Nøkkeltall!C2", "0,091")
    assert told.melding == "«0,091» er lest som 0,091 %, for enheten er %. Kan det være 9,1 % som er ment?"
    assert told.forslag == "Skriv 9,1 % eller 0,091 % i cellen, med prosenttegn."


def test_25_a_protected_sheet_is_read(tmp_path):
    def protect(workbook):
        workbook["Risiko"].protection.set_password("hemmelig")
        workbook["Risiko"].protection.enable()

    assert len(read(tmp_path, {"Risiko": [RISK, ["R1", "Brann"]]}, then=protect).rows("Risiko")) == 1


def test_27_formats_to_the_last_row_cost_nothing(tmp_path):
    def format_far_away(workbook):
        for row in (5_000, 1_048_576):
            workbook["Risiko"].cell(row, 16_384).font = workbook["Risiko"]["A1"].font + Font(bold=True)

    book = read(tmp_path, {"Risiko": [RISK, ["R1", "Brann"]]}, then=format_far_away)
    assert len(book.rows("Risiko")) == 1
    assert not codes(book)


def test_29_rich_text_and_links_survive(tmp_path):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    def enrich(workbook):
        sheet = workbook["Risiko"]
        sheet["F2"] = CellRichText("vanlig ", TextBlock(InlineFont(b=True), "viktig"))
        sheet["B2"].hyperlink = "https://eksempel.no/plan"

    (row,) = read(tmp_path, {"Risiko": [RISK, ["R1", "Brann"]]}, then=enrich).rows("Risiko")
    assert [(bit.tekst, bit.fet) for bit in row.mottiltak.avsnitt[0].biter] == [("vanlig ", False), ("viktig", True)]
    assert str(row.risikofaktor) == "Brann"
    assert row.risikofaktor.avsnitt[0].biter[0].lenke == "https://eksempel.no/plan"


def test_29_a_bold_cell_is_plain_text(tmp_path):
    book = read(tmp_path, {"Risiko": [RISK, ["R1", C("Brann", bold=True), "H"]]})
    assert book.rows("Risiko")[0].risikofaktor == "Brann"


def test_29_struck_out_text_is_warned_of(tmp_path):
    book = read(tmp_path, {"Risiko": [RISK, ["R1", C("Brann", strike=True)]]})
    assert book.rows("Risiko")[0].risikofaktor == "Brann"
    assert (problem(book, "gjennomstreket").alvor, problem(book, "gjennomstreket").sted) == ("advarsel", "Risiko!B2")


def test_30_figures_are_read_as_they_stand_even_when_they_do_not_add_up(tmp_path):
    rows = [[*MONEY, "Avvik"], ["2Q 2024", "22", "A", 100, 90, 77], ["2Q 2024", "Sum", None, 999, 90, 77]]
    data = read(tmp_path, {"Økonomi": rows}).sheets["Økonomi"]
    assert data.rows[0].avvik.kroner == 77
    assert data.totals[0].row.regnskap.kroner == 999


def test_dates_that_excel_made_of_other_things(tmp_path):
    rows = [["Risiko-ID", "Risikofaktor", "S", "K"], [date(2024, 10, 2), "Brann", date(2024, 3, 2), "H"]]
    book = read(tmp_path, {"Risiko": rows})
    assert book.rows("Risiko")[0].id == "2.10"
    assert book.rows("Risiko")[0].egen_s is None
    assert {p.sted for p in book.problems} == {"Risiko!A2", "Risiko!C2"}


def test_05_a_row_with_a_name_alone_is_a_record_where_nothing_else_is_required(tmp_path):
    rows = [["Gruppe", "Navn", "Rolle"], ["Arbeidsgruppe", "Kari Eksempel", "leder"], [None, "Ola Prøve"]]
    members = read(tmp_path, {"Deltakere": rows}).rows("Deltakere")
    assert [(r.gruppe, r.navn) for r in members] == [("Arbeidsgruppe", "Kari Eksempel"), ("Arbeidsgruppe", "Ola Prøve")]


def test_05_quarters_as_group_rows(tmp_path):
    rows = [
        MONEY[1:],
        [C("1. kvartal 2024", bold=True)],
        ["22", "Hjemme", 1],
        [C("2. kvartal 2024", bold=True)],
        ["22", "Hjemme", 2],
    ]
    book = read(tmp_path, {"Økonomi": rows, "Prosjekt": [["Rapportkvartal", "2Q 2024"]]})
    assert [str(r.kvartal) for r in book.rows("Økonomi")] == ["1. kvartal 2024", "2. kvartal 2024"]
    assert not codes(book, "kvartal-antatt", "mangler-kolonne")


def test_05_muligheter_as_a_group_row_in_a_list_of_risks(tmp_path):
    rows = [
        ["Risiko", "Innhold", "S"],
        ["Trusler"],
        ["Brann", "Røyk", "H"],
        [C("Muligheter", bold=True)],
        ["Samarbeid", "Med andre"],
    ]
    found = read(tmp_path, {"Risiko": rows}).rows("Risiko")
    assert [(r.risikofaktor, r.type) for r in found] == [("Brann", None), ("Samarbeid", "mulighet")]


def test_07_lines_of_an_account_without_figures_are_notes(tmp_path):
    data = read(tmp_path, {"Økonomi": [MONEY, [None, None, "Helse"], ["2Q 2024", "22", "Hjemme", 1]]}).sheets["Økonomi"]
    assert [r.navn for r in data.rows] == ["Hjemme"]
    assert data.notes == ["Helse"]
