"""Which rows a typed total is the total of, and which total a report prints."""

from __future__ import annotations

import pytest

from rapportgen.model.grunnlag.oekonomi import typed_total
from rapportgen.model.innstillinger import Innstillinger
from rapportgen.model.perioder import Kvartal
from rapportgen.model.rules.regnestykker import typed_totals
from rapportgen.model.totaler import rows_of
from tests.excel.bygg import read
from tests.model.bygg import workbook

SECOND = Kvartal(2024, 2)


def line(regnskap, **more):
    return {"kvartal": "2Q 2024", "kontogruppe": str(regnskap), "regnskap": str(regnskap), **more}


def total(regnskap):
    return {"kvartal": "2Q 2024", "regnskap": str(regnskap), "sum": True}


@pytest.mark.parametrize(
    ("rows", "of_the_last", "printed"),
    [
        ([line(10), line(20), total(30)], 2, 30),
        ([line(10), line(20), total(39)], 2, 39),
        ([line(10), line(20), total(30), line(5), line(6), total(11)], 2, None),
        ([line(10), line(20), total(30), line(5), line(6), total(11), total(41)], 4, 41),
        ([line(10), line(20), total(30), line(5), line(6), total(41)], 4, 41),
        ([line(10), line(20), total(30), line(5), line(6), total(44)], 4, 44),
        ([line(8, kvartal="1Q 2024"), {**total(8), "kvartal": "1Q 2024"}, line(10), line(20), total(38)], 2, 38),
    ],
)
def test_the_figures_tell_which_rows_a_total_is_of(rows, of_the_last, printed):
    book = workbook(oekonomi=rows)
    data = book.sheets["Økonomi"]
    found = typed_total(book, "Økonomi", SECOND)
    assert len(rows_of(data, data.totals[-1])) == of_the_last
    assert (found and found.regnskap.kroner) == (printed and printed * 1000)


def test_a_wrong_subtotal_is_told_without_a_word_of_the_report_that_does_not_print_it():
    book = workbook(oekonomi=[line(10), line(20), total(39), line(5), line(6), total(41)])
    (told,) = typed_totals(book, Innstillinger(), SECOND)
    assert told.melding == "Summen er skrevet som 39, men radene gir 30."


def test_a_total_is_of_the_rows_of_its_own_sheet(tmp_path):
    heading = ["Kontogruppe", "Navn", "Regnskap", "Revidert årsbudsjett"]
    rows = {quarter: [heading, ["22", "A", 20 * quarter], ["Sum", None, 20 * quarter]] for quarter in (1, 2)}
    sheets = {f"Økonomi {quarter}Q 2024": lines for quarter, lines in rows.items()}
    book = read(tmp_path, sheets)
    assert len(book.sheets["Økonomi"].totals) == 2
    assert list(typed_totals(book, Innstillinger(), SECOND)) == []


def test_a_total_of_all_the_lines_is_found_after_a_hundred_subtotals():
    rows = [row for _ in range(100) for row in (line(4), line(6), total(10))]
    book = workbook(oekonomi=[*rows, total(1000)])
    assert typed_total(book, "Økonomi", SECOND).regnskap.kroner == 1000_000
    assert list(typed_totals(book, Innstillinger(), SECOND)) == []
