"""Workbooks as they come in the evening before a meeting: what must not be counted twice, mixed up or lost."""

from __future__ import annotations

from datetime import date

import pytest

from rapportgen.model.innstillinger import Innstillinger
from rapportgen.model.perioder import Kvartal
from rapportgen.model.rules import check_workbook
from tests.excel.bygg import C, codes, problem, read

MONEY = ["Kvartal", "Kontogruppe", "Navn", "Regnskap hittil i år", "Revidert årsbudsjett"]
LINES = [["2Q 2024", "22", "Hjemme", 100, 200], ["2Q 2024", "23", "Sykehjem", 50, 60]]
SECOND = Kvartal(2024, 2)


def figures(book, column="regnskap"):
    return [
        (str(row.kvartal), row.kontogruppe, row.values[column] and row.values[column].kroner)
        for row in book.rows("Økonomi")
    ]


@pytest.mark.parametrize("last", [["2Q 2024", None, None, 150, 260], [None, None, None, 150, 260]])
def test_a_last_row_without_a_name_that_is_the_sum_of_the_rows_above_is_a_total(tmp_path, last):
    data = read(tmp_path, {"Økonomi": [MONEY, *LINES, last]}).sheets["Økonomi"]
    assert (len(data.rows), [total.row.regnskap.kroner for total in data.totals]) == (2, [150])


def test_totals_without_a_name_are_told_once(tmp_path):
    first = [["1Q 2024", *line[1:]] for line in LINES]
    book = read(
        tmp_path, {"Økonomi": [MONEY, *first, [None, None, None, 150, 260], *LINES, [None, None, None, 150, 260]]}
    )
    assert problem(book, "sum-uten-navn").sted == "Økonomi!D4:D7"


def test_a_row_without_a_name_that_is_no_sum_is_a_line(tmp_path):
    book = read(tmp_path, {"Økonomi": [MONEY, *LINES, ["2Q 2024", None, None, 77, None]]})
    assert figures(book)[-1] == ("2. kvartal 2024", None, 77)
    found = [p.sted for p in check_workbook(book, Innstillinger(), SECOND) if p.kode == "linje-uten-navn"]
    assert found == ["Økonomi!D4"]


def test_quarters_in_the_headings_give_lines_of_each(tmp_path):
    headings = ["Kontogruppe", "Regnskap 1Q 2024", "Regnskap 2Q 2024", "Revidert årsbudsjett"]
    book = read(tmp_path, {"Økonomi": [headings, ["22", 40, 100, 200], ["Sum", 40, 100, 200]]})
    assert figures(book) == [("1. kvartal 2024", "22", 40), ("2. kvartal 2024", "22", 100)]
    assert figures(book, "revidert_budsjett") == [("1. kvartal 2024", "22", 200), ("2. kvartal 2024", "22", 200)]
    assert [str(total.row.kvartal) for total in book.sheets["Økonomi"].totals] == ["1. kvartal 2024", "2. kvartal 2024"]
    assert codes(book, "dobbel-kolonne", "kolonne-uten-navn", "kvartal-antatt") == []


def test_what_is_wrong_in_a_column_that_several_quarters_share_is_told_once(tmp_path):
    headings = ["Kontogruppe", "Regnskap 1Q 2024", "Regnskap 2Q 2024", "Revidert årsbudsjett"]
    book = read(tmp_path, {"Økonomi": [headings, ["22", 40, 100, "mye"]]})
    assert problem(book, "ugyldig-verdi").sted == "Økonomi!D2"


def test_the_same_column_twice_in_one_quarter_is_still_a_fault(tmp_path):
    headings = ["Kontogruppe", "Regnskap 2Q 2024", "Forbruk 2Q 2024", "Revidert årsbudsjett"]
    book = read(tmp_path, {"Økonomi": [headings, ["22", 40, 100, 200]]})
    assert problem(book, "dobbel-kolonne").sted == "Økonomi!C1"


def test_a_copy_of_a_sheet_is_told_once_and_not_counted(tmp_path):
    book = read(tmp_path, {"Økonomi": [MONEY, *LINES], "Økonomi (2)": [MONEY, LINES[0], [*LINES[1][:3], 51, 60]]})
    assert [row.address("regnskap") for row in book.rows("Økonomi")] == ["Økonomi!D2", "Økonomi!D3"]
    assert problem(book, "kopi-av-ark").sted == "Økonomi (2)"
    found = [p.kode for p in check_workbook(book, Innstillinger(), SECOND)]
    assert not {"dobbel-rad", "sum"} & set(found)


def test_two_states_of_a_list_are_no_copies(tmp_path):
    risks = [["Risiko-ID", "Risikofaktor", "S", "K"], ["R1", "Brann", "Lav", "Høy"], ["R2", "Flom", "Lav", "Høy"]]
    book = read(tmp_path, {"Risiko 1Q 2024": risks, "Risiko 2Q 2024": risks})
    assert len(book.rows("Risiko")) == 4
    assert len(read(tmp_path, {"Risiko": risks, "Risiko (2)": risks}).rows("Risiko")) == 2


def test_sheets_of_two_units_with_the_same_lines_are_both_counted_and_told_once(tmp_path):
    other = [["2Q 2024", "22", "Hjemme", 7, 8], ["2Q 2024", "23", "Sykehjem", 9, 10]]
    book = read(tmp_path, {"Økonomi": [MONEY, *LINES], "Budsjett": [MONEY, *other]})
    assert len(book.rows("Økonomi")) == 4
    found = [p.sted for p in check_workbook(book, Innstillinger(), SECOND) if p.kode == "dobbel-rad"]
    assert found == ["Budsjett!B2"]


def test_a_new_quarter_in_a_copied_sheet_is_read(tmp_path):
    later = [["3Q 2024", *line[1:]] for line in LINES]
    book = read(tmp_path, {"Økonomi": [MONEY, *LINES], "Økonomi (2)": [MONEY, *later]})
    assert len(book.rows("Økonomi")) == 4
    assert codes(book, "kopi-av-ark") == []


def test_a_table_of_another_type_beside_the_one_the_sheet_is_named_after(tmp_path):
    cost = ["Post", "Finansiering", "Budsjett", "Påløpt", "Rest"]
    rows = [
        [*MONEY, None, *cost],
        [*LINES[0], None, "Leie", "Skjønn", 9, 4, 5],
        [*LINES[1], None, "Sum", None, 9, 4, 5],
    ]
    book = read(tmp_path, {"Prosjekt": [["Felt", "Verdi"], ["Rapportkvartal", "2Q 2024"]], "Økonomi": rows})
    assert [kroner for _, _, kroner in figures(book)] == [100, 50]
    assert [str(row.post) for row in book.rows("Prosjektøkonomi")] == ["Leie"]
    assert problem(book, "kvartal-antatt").sted == "Økonomi!G1"


def test_a_gap_in_the_lower_of_two_heading_rows_does_not_split_the_table(tmp_path):
    rows = [
        ["Kvartal", "Kontogruppe", C("Hittil i år", merge=(1, 3)), None, None, None, C("Hele året", merge=(1, 3))],
        [None, None, "Regnskap", "Budsjett", "Avvik", None, "Budsjett", "Prognose", "Avvik"],
        ["1Q 2024", "22", 40, 60, 20, None, 240, 250, -10],
        ["2Q 2024", "22", 100, 120, 20, None, 240, 250, -10],
    ]
    book = read(tmp_path, {"Økonomi": rows})
    assert figures(book) == [("1. kvartal 2024", "22", 40), ("2. kvartal 2024", "22", 100)]
    assert figures(book, "prognoseavvik") == [("1. kvartal 2024", "22", -10), ("2. kvartal 2024", "22", -10)]
    assert codes(book, "dobbel-kolonne", "kvartal-antatt") == []


@pytest.mark.parametrize(
    ("heading", "alvor"), [("Regnskp hittil", "advarsel"), ("Perodisert budsjet", "advarsel"), ("Reserve", "info")]
)
def test_a_misspelt_heading_is_a_warning_since_its_figures_are_lost(tmp_path, heading, alvor):
    book = read(tmp_path, {"Økonomi": [["Kvartal", "Kontogruppe", "Årsprognose", heading], ["2Q 2024", "22", 9, 8]]})
    assert problem(book, "ukjent-kolonne").alvor == alvor


def test_a_misspelt_field_of_the_project_is_a_warning(tmp_path):
    book = read(tmp_path, {"Prosjekt": [["Felt", "Verdi"], ["Kommune", "Prøve"], ["Raportkvartal", "2Q 2024"]]})
    assert (problem(book, "ukjent-felt").alvor, problem(book, "ukjent-felt").sted) == ("advarsel", "Prosjekt!A3")


@pytest.mark.parametrize(("others", "alvor"), [({}, "advarsel"), ({"Økonomi": [MONEY, *LINES]}, "info")])
def test_a_hidden_sheet_is_a_warning_when_no_other_holds_the_same(tmp_path, others, alvor):
    sheets = {"Tiltak": [["Tiltak-ID", "Tiltak"], ["1.1", "Turnus"]], "Regnskap": [MONEY, *LINES], **others}
    book = read(tmp_path, sheets, then=lambda w: setattr(w["Regnskap"], "sheet_state", "hidden"))
    assert problem(book, "skjult-ark").alvor == alvor


@pytest.mark.parametrize(
    ("quarter", "told"),
    [("2Q 2024", []), ("1Q 2024", ["De nyeste før det er for 1. kvartal 2024."]), ("3Q 2024", ["uten dem."])],
)
def test_a_sheet_without_lines_for_the_quarter_of_the_report_is_told(tmp_path, quarter, told):
    book = read(tmp_path, {"Økonomi": [MONEY, [quarter, "22", "A", 1]]})
    found = check_workbook(book, Innstillinger(), SECOND)
    messages = [p.melding for p in found if p.kode == "ingen-linjer"]
    assert len(messages) == len(told)
    assert all(message.endswith(end) for message, end in zip(messages, told, strict=True))


def test_a_report_quarter_that_cannot_be_read_says_which_is_used(tmp_path):
    sheets = {"Prosjekt": [["Felt", "Verdi"], ["Rapportkvartal", "sommeren 2024"]], "Økonomi": [MONEY, *LINES]}
    (told,) = [p for p in check_workbook(read(tmp_path, sheets), Innstillinger(), SECOND) if p.kode == "kvartal-antatt"]
    assert (told.sted, "2. kvartal 2024" in told.melding) == ("Prosjekt!B2", True)


def test_a_line_that_is_struck_out_is_told_once(tmp_path):
    struck = [C(value, strike=True) for value in ("2Q 2024", "23", "Sykehjem", 50, 60)]
    book = read(tmp_path, {"Økonomi": [MONEY, LINES[0], struck]})
    assert problem(book, "gjennomstreket").sted == "Økonomi!A3:E3"


@pytest.mark.parametrize(
    ("rows", "code", "places"),
    [
        ([["2. kvartal", "22"], ["2. kvartal", "23"], ["sist", "24"]], "ugyldig-kvartal", ["A2:A3", "A4"]),
        ([["2Q 2024", "22", None, "=D9"], ["2Q 2024", "23", None, "=D9"]], "formel-uten-verdi", ["D2:D3"]),
    ],
)
def test_what_is_wrong_all_down_a_column_is_told_once(tmp_path, rows, code, places):
    book = read(tmp_path, {"Økonomi": [MONEY, *rows]})
    assert [p.sted for p in book.problems if p.kode == code] == [f"Økonomi!{place}" for place in places]


def test_an_id_that_is_not_known_is_told_once_for_all_its_lines(tmp_path):
    status = [["Kvartal", "Tiltak-ID", "Status"], *(["2Q 2024", name, "Pågår"] for name in ("1.1", "x", "y", "x"))]
    book = read(tmp_path, {"Tiltak": [["Tiltak-ID", "Tiltak"], ["1.1", "Turnus"]], "Status": status})
    found = [p.sted for p in check_workbook(book, Innstillinger(), SECOND) if p.kode == "ukjent-id"]
    assert found == ["Status!B3:B5", "Status!B4"]


def test_kroner_in_a_column_of_thousands_say_what_to_write_when_thousands_are_meant(tmp_path):
    heading = ["Kvartal", "Kontogruppe", "Regnskap (1 000 kr)", "Årsprognose (1 000 kr)"]
    book = read(tmp_path, {"Økonomi": [heading, ["2Q 2024", "22", "8 163 kr", 9000]]})
    assert problem(book, "annen-enhet").forslag == "Skriv 8\u00a0163 uten «kr» og «,-» hvis beløpet er i 1 000 kr."


def test_english_headings_of_milestones_and_status(tmp_path):
    sheets = {
        "Milestones": [["Id", "Milestone", "Date", "New date Q2 2024"], ["M1", "Vedtak", "1Q 2024", "3Q 2024"]],
        "Status": [["Quarter", "Action id", "Status", "Done this quarter"], ["2Q 2024", "1.1", "Done", "Plan vedtatt"]],
    }
    book = read(tmp_path, sheets)
    (milestone,), (status,) = book.rows("Milepæler"), book.rows("Status")
    assert (str(milestone.dato), str(status.tiltak_id), str(status.gjort)) == ("1. kvartal 2024", "1.1", "Plan vedtatt")
    assert list(map(str, milestone.by_period["ny_dato"].values())) == ["3. kvartal 2024"]


@pytest.mark.parametrize(
    ("day", "quarter", "code"),
    [(date(2024, 6, 30), "2. kvartal 2024", "tolket-verdi"), (date(2024, 6, 1), "None", "dato-for-kvartal")],
)
def test_the_last_day_of_a_quarter_is_the_quarter(tmp_path, day, quarter, code):
    book = read(tmp_path, {"Økonomi": [MONEY, [day, "22", "Hjemme", 100, 200]]})
    assert str(book.rows("Økonomi")[0].kvartal) == quarter
    assert problem(book, code).sted == "Økonomi!A2"


FULL = [*MONEY, "Årsprognose", "Regnskap i fjor"]
PARTS = [["2Q 2024", "22", "Hjemme", 118, 240, 250, 97], ["2Q 2024", "23", "Sykehjem", 302, 610, 655, 280]]


@pytest.mark.parametrize("place", [0, 2])
def test_a_line_that_is_the_sum_of_all_the_others_is_a_total_whatever_it_is_called(tmp_path, place):
    lines = [*PARTS]
    lines.insert(place, ["2Q 2024", None, "Resultat", 420, 850, 905, 377])
    book = read(tmp_path, {"Økonomi": [FULL, *lines]})
    assert [row.navn and str(row.navn) for row in book.rows("Økonomi")] == ["Hjemme", "Sykehjem"]
    assert [total.row.regnskap.kroner for total in book.sheets["Økonomi"].totals] == [420]
    assert problem(book, "sum-uten-navn").sted == f"Økonomi!C{place + 2}"


@pytest.mark.parametrize("last", [[420, 850, 905, 378], [420, None, None, None]])
def test_a_line_that_is_not_the_sum_of_the_others_in_all_its_amounts_is_a_line(tmp_path, last):
    book = read(tmp_path, {"Økonomi": [FULL, *PARTS, ["2Q 2024", "30", "Resultat", *last]]})
    assert len(book.rows("Økonomi")) == 3


def test_one_amount_in_all_the_columns_of_a_line_makes_no_total_of_it(tmp_path):
    lines = [[f"{part}", *[amount] * 4] for part, amount in (("A", 750), ("B", 625), ("C", 1375))]
    book = read(tmp_path, {"Økonomi": [FULL, *(["2Q 2024", str(n), *line] for n, line in enumerate(lines))]})
    assert len(book.rows("Økonomi")) == 3


def test_a_total_in_a_list_without_quarters_is_told_without_one(tmp_path):
    lines = [["Lønn", 1234, 100, 1134], ["Reise", 432, 32, 400], ["Ramme", 1666, 132, 1534]]
    book = read(tmp_path, {"Prosjektøkonomi": [["Post", "Budsjett", "Påløpt", "Rest"], *lines]})
    assert problem(book, "sum-uten-navn").melding.startswith("Linjen «Ramme» er summen av de andre linjene. Den")


@pytest.mark.parametrize("label", ["Totalsum helse og omsorg", "Subtotal omsorg", "Til sammen for sektoren"])
def test_words_that_begin_a_total(tmp_path, label):
    book = read(tmp_path, {"Økonomi": [MONEY, *LINES, ["2Q 2024", label, None, 150, 260]]})
    assert [total.label for total in book.sheets["Økonomi"].totals] == [label]


def test_a_bare_budget_beside_that_of_the_year_is_the_budget_so_far(tmp_path):
    heading = ["Kvartal", "Kontogruppe", "Regnskap", "Budsjett", "Avvik", "Årsbudsjett"]
    (row,) = read(tmp_path, {"Økonomi": [heading, ["2Q 2024", "22", 100, 120, 20, 240]]}).rows("Økonomi")
    assert (row.periodisert_budsjett.kroner, row.revidert_budsjett.kroner) == (120, 240)


def test_a_bare_budget_alone_is_that_of_the_year(tmp_path):
    heading = ["Kvartal", "Kontogruppe", "Regnskap", "Budsjett"]
    (row,) = read(tmp_path, {"Økonomi": [heading, ["2Q 2024", "22", 100, 240]]}).rows("Økonomi")
    assert (row.periodisert_budsjett, row.revidert_budsjett.kroner) == (None, 240)


def test_tables_below_each_other_have_the_quarter_of_the_line_above_each(tmp_path):
    heading, tables = ["Kontogruppe", "Navn", "Regnskap", "Årsbudsjett"], []
    for quarter in (1, 2):
        tables += [[f"Regnskap {quarter}. kvartal 2024"], [], heading, ["22", "Hjemme", 40 * quarter, 200], [], []]
    assert figures(read(tmp_path, {"Økonomi": tables})) == [
        ("1. kvartal 2024", "22", 40),
        ("2. kvartal 2024", "22", 80),
    ]


@pytest.mark.parametrize(
    ("unit", "amounts", "told"),
    [
        ("", [2, 5.5, 0.2, 12], True),
        (" (mill. kr)", [2, 5.5, 0.2, 12], False),
        ("", [200, 550, 20, 900], False),
        ("", [2000, 5500.5, 20, 1200], False),
        ("", [120.5, 340, 88, 410], False),
        (" (kr)", [120.5, 340, 88, 410], True),
    ],
)
def test_savings_of_a_few_kroner_with_decimals_are_told(tmp_path, unit, amounts, told):
    rows = [["Innsparingstiltak", f"Effekt 2024{unit}"], *([f"Tiltak {n}", value] for n, value in enumerate(amounts))]
    project = [["Felt", "Verdi"], ["Beløpsenhet", "1 000 kr"]]
    book = read(tmp_path, {"Prosjekt": project, "Innsparing": rows})
    found = [p.sted for p in check_workbook(book, Innstillinger(), SECOND) if p.kode == "enhet"]
    assert found == (["Innsparing!B5"] if told else [])


@pytest.mark.parametrize("second", ["Risiko 2", "Risikoregister"])
def test_a_list_of_other_risks_with_the_same_numbers_is_no_copy(tmp_path, second):
    heading = ["Risiko-ID", "Risikofaktor", "S", "K"]
    fire = [heading, ["1", "Brann", "Lav", "Høy"], ["2", "Flom", "Lav", "Høy"]]
    staff = [heading, ["1", "Sykefravær", "Lav", "Høy"], ["2", "Rekruttering", "Lav", "Høy"]]
    book = read(tmp_path, {"Risiko": fire, second: staff})
    assert [str(row.risikofaktor) for row in book.rows("Risiko")] == ["Brann", "Flom", "Sykefravær", "Rekruttering"]


def test_zeros_make_no_copy_of_a_sheet(tmp_path):
    lines = [["2Q 2024", "22", "Hjemme", 100, 0], ["2Q 2024", "23", "Sykehjem", 50, 0]]
    others = [[*line[:3], line[3] + 7, 0] for line in lines]
    assert len(read(tmp_path, {"Økonomi": [MONEY, *lines], "Økonomi B": [MONEY, *others]}).rows("Økonomi")) == 4


@pytest.mark.parametrize("two", [("Budsjett", "Revidert budsjett"), ("Budsjett 2024", "Budsjett 2025")])
def test_a_bare_budget_beside_another_that_is_not_said_to_be_of_the_year_is_asked_about(tmp_path, two):
    book = read(tmp_path, {"Økonomi": [["Kvartal", "Kontogruppe", "Regnskap", *two], ["2Q 2024", "22", 100, 120, 240]]})
    assert problem(book, "dobbel-kolonne")
    assert "periodisert_budsjett" not in book.rows("Økonomi")[0].values


def test_budgets_of_the_year_so_far_and_bare_are_told_apart(tmp_path):
    heading = ["Kvartal", "Kontogruppe", "Budsjett", "Budsjett hittil", "Årsbudsjett"]
    book = read(tmp_path, {"Økonomi": [heading, ["2Q 2024", "22", 999, 120, 240]]})
    (row,) = book.rows("Økonomi")
    assert (row.periodisert_budsjett.kroner, row.revidert_budsjett.kroner) == (120, 240)
    assert problem(book, "dobbel-kolonne").sted == "Økonomi!C1"


def test_quarters_in_the_headings_that_nothing_stands_below_are_not_there_yet(tmp_path):
    headings = ["Kontogruppe", *(f"Regnskap {number}Q 2024" for number in (1, 2, 3, 4)), "Årsprognose"]
    book = read(tmp_path, {"Økonomi": [headings, ["22", 40, 100, None, None, 200]]})
    assert figures(book) == [("1. kvartal 2024", "22", 40), ("2. kvartal 2024", "22", 100)]
    assert codes(book, "kolonne-uten-navn") == []


def test_the_quarter_of_last_year_is_for_comparison(tmp_path):
    book = read(
        tmp_path,
        {
            "Prosjekt": [["Rapportkvartal", "3Q 2024"]],
            "Økonomi": [["Kontogruppe", "Regnskap 2Q 2023", "Regnskap 2Q 2024"], ["22", 90, 100]],
        },
    )
    assert figures(book) == [("2. kvartal 2024", "22", 100)]
    assert codes(book, "kvartal-antatt") == []


def test_a_total_right_below_another_is_of_all_the_lines(tmp_path):
    parts = [
        ["2Q 2024", "10", "Lønn", 100, 200],
        [None, "Sum utgifter", None, 100, 200],
        [None, "Totalt", None, 60, 80],
    ]
    income = [["2Q 2024", "60", "Salg", -40, -120], [None, "Sum inntekter", None, -40, -120]]
    book = read(tmp_path, {"Økonomi": [MONEY, *parts[:2], *income, parts[2]]})
    assert {str(total.row.kvartal) for total in book.sheets["Økonomi"].totals} == {"2. kvartal 2024"}
    assert "sum" not in [p.kode for p in check_workbook(book, Innstillinger(), SECOND)]


def test_blank_columns_between_the_parts_of_a_table_do_not_split_it(tmp_path):
    headings = ["ID", "Risikofaktor", None, "S", "K", None, "Mottiltak", "Ansvar"]
    (row,) = read(tmp_path, {"Risiko": [headings, ["R1", "Brann", None, 3, 4, None, "Slukke", "Kari Li"]]}).rows(
        "Risiko"
    )
    assert (str(row.risikofaktor), str(row.egen_k), str(row.ansvar)) == ("Brann", "Høy", "Kari Li")


def test_but_a_row_that_begins_after_the_gap_is_of_a_table_of_its_own(tmp_path):
    headings = ["Nr", "Trussel", "S", "K", None, "Mottiltak", "Ansvar", "Frist"]
    rows = [["R1", "Brann", 3, 4, None, "Slukke", "Kari Li", None], [*[None] * 5, "Øve", "Per Moe", None]]
    assert len(read(tmp_path, {"Risiko": [headings, *rows]}).rows("Risiko")) == 3


def test_tables_below_each_other_have_each_the_unit_right_above(tmp_path):
    first = [
        ["Tall i 1 000 kr"],
        ["Drift 1. kvartal 2024"],
        MONEY[1:],
        ["22", "Hjemme", 100, 200],
        ["23", "Natt", 5, 6],
    ]
    second = [
        ["Drift 2. kvartal 2024"],
        ["Tall i mill. kr"],
        MONEY[1:],
        ["22", "Hjemme", 0.2, 0.3],
        ["23", "Natt", 1, 2],
    ]
    book = read(tmp_path, {"Økonomi": [*first, [], *second]})
    assert [figure for *_, figure in figures(book)] == [100_000, 5_000, 200_000, 1_000_000]


def test_a_unit_above_the_first_of_several_tables_is_that_of_all(tmp_path):
    first = [["Tall i 1 000 kr"], ["1. kvartal 2024"], MONEY[1:], ["22", "Hjemme", 100, 200], ["23", "Natt", 5, 6]]
    second = [["2. kvartal 2024"], MONEY[1:], ["22", "Hjemme", 200, 300], ["23", "Natt", 1, 2]]
    book = read(tmp_path, {"Økonomi": [*first, [], *second]})
    assert [figure for *_, figure in figures(book)] == [100_000, 5_000, 200_000, 1_000]
