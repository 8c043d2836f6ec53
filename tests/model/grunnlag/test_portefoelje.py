"""Many projects at one quarter: what is added up, what is not, and how that is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.errors import ReportError
from rapportgen.model.grunnlag import Report
from rapportgen.model.grunnlag.portefoelje import (
    Bok,
    Ulest,
    common_settings,
    make_portfolio,
    period_in,
    portfolio_period,
)
from rapportgen.model.grunnlag.portefoelje.oversikt import status_sentence
from rapportgen.model.grunnlag.portefoelje.summer import settled
from rapportgen.model.grunnlag.portefoelje.valg import names_of
from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Kvartal, Periode, Tertial
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.trafikklys import Fortegn, Lys
from tests.model.bygg import workbook

if TYPE_CHECKING:
    from rapportgen.model.workbook import Workbook

Q2 = Kvartal(2024, 2)
PLAN = {"id": "R1", "risikofaktor": "Vikarer"}


def named(file: str, **sheets: Any) -> Workbook:
    book = workbook(**{"prosjekt": [{"delprosjekt": file}], **sheets})
    book.file = f"{file}.xlsx"
    return book


def books_of(*workbooks: Workbook) -> list[Bok]:
    return [Bok(book.file, book, settings_of(book)[0]) for book in workbooks]


def portfolio(*workbooks: Workbook, unread: tuple[Ulest, ...] = (), period: Periode = Q2) -> Any:
    read = books_of(*workbooks)
    report = Report(period, "Samlerapport", "samlerapport", date(2024, 7, 15))
    return make_portfolio(read, unread, report, common_settings([book.own for book in read]))


def row(**figures: object) -> dict[str, object]:
    return {"kvartal": "2Q 2024", "navn": "Skole", **figures}


AMOUNTS = st.one_of(st.none(), st.integers(-(10**9), 10**9))


@given(st.lists(st.lists(AMOUNTS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_a_sum_is_that_of_its_lines_and_a_line_that_of_its_rows(figures: list[list[int | None]]) -> None:
    # a figure that nobody has given is in no sum, and a project without any is no line
    books = [
        named(str(n), oekonomi=[row(regnskap=v, periodisert_budsjett=1) for v in f]) for n, f in enumerate(figures)
    ]
    economy = portfolio(*books).context["portefoelje"].felt("oekonomi")
    lines = [line.felt("regnskap") for line in economy]
    given_ = [[value for value in project if value is not None] for project in figures]
    assert [None if line is None else line.kroner for line in lines] == [
        sum(values) * 1000 if values else None for values in given_
    ]
    total = economy.sum.felt("regnskap")
    assert (total.kroner if total is not None else 0) == sum(line.kroner for line in lines if line is not None)


class TestSettled:
    @pytest.mark.parametrize(
        ("rows", "total", "expected"),
        [
            ([10, 20], None, 30),
            ([10, 20], 39, 30),  # the rows give it
            ([10, None], 30, 30),  # they do not
            ([10, None], None, 10),
        ],
    )
    def test_a_total_is_the_sum_of_the_rows_when_they_give_it(
        self, rows: list[int | None], total: int | None, expected: int
    ) -> None:
        sheet: list[dict[str, Any]] = [row(regnskap=value) for value in rows]
        if total is not None:
            sheet.append({"kvartal": "2Q 2024", "regnskap": total, "sum": True})
        book = workbook(oekonomi=sheet)
        done = settled(book, settings_of(book)[0], Q2, Fortegn.MINDREFORBRUK_POSITIVT)
        assert done.workbook.sheets["Økonomi"].totals[-1].row.regnskap.kroner == expected * 1000
        assert [p.kode for p in done.differences] == (["sum"] if total == 39 else [])

    def test_a_difference_names_the_cells_that_stand_below_each_other_as_one_range(self) -> None:
        of_another_quarter = {"kvartal": "1Q 2024", "kontogruppe": "9", "regnskap": 1}
        rows = [row(regnskap=10), row(regnskap=20), of_another_quarter, row(regnskap=30)]
        book = workbook(oekonomi=[*rows, {"kvartal": "2Q 2024", "regnskap": 90, "sum": True}])
        (problem,) = settled(book, settings_of(book)[0], Q2, Fortegn.MINDREFORBRUK_POSITIVT).differences
        assert "Økonomi!D2–D3 og D5 gir 60." in problem.melding

    def test_a_difference_within_rounding_is_none(self) -> None:
        sheet = [row(regnskap="1,5"), row(regnskap="1,5"), {"kvartal": "2Q 2024", "regnskap": "3,1", "sum": True}]
        book = workbook(unit="mill. kr", oekonomi=sheet)
        assert settled(book, settings_of(book)[0], Q2, Fortegn.MINDREFORBRUK_POSITIVT).differences == ()

    def test_typed_deviations_are_turned_where_they_cannot_be_worked_out(self) -> None:
        book = workbook(prosjekt=[{"fortegn_avvik": "merforbruk positivt"}], oekonomi=[row(avvik=100)])
        done = settled(book, settings_of(book)[0], Q2, Fortegn.MINDREFORBRUK_POSITIVT)
        assert done.workbook.rows("Økonomi")[0].avvik.kroner == -100_000
        assert done.settings.fortegn is Fortegn.MINDREFORBRUK_POSITIVT

    def test_the_original_budget_stands_in_for_a_revised_one_row_by_row(self) -> None:
        rows = [row(revidert_budsjett=100), row(opprinnelig_budsjett=50)]
        book = workbook(oekonomi=rows)
        done = settled(book, settings_of(book)[0], Q2, Fortegn.MINDREFORBRUK_POSITIVT)
        assert done.workbook.sheets["Økonomi"].totals[-1].row.revidert_budsjett.kroner == 150_000

    def test_savings_of_a_year_are_added_column_by_column(self) -> None:
        rows = [{"navn": "a", "effekt": {"2024": "2"}}, {"navn": "b", "effekt": {"2024": "3"}}]
        book = workbook(innsparing=[*rows, {"navn": "Sum", "effekt": {"2024": "9"}, "sum": True}])
        done = settled(book, settings_of(book)[0], Q2, Fortegn.MINDREFORBRUK_POSITIVT)
        (problem,) = done.differences
        assert problem.melding.startswith("Effekt 2024: Summen er skrevet som 9, men Innsparing!C2–C3 gir 5.")


class TestPeriods:
    def test_the_most_common_comes_before_the_newest(self) -> None:
        quarters = ("1Q 2024", "1Q 2024", "2Q 2024")
        books = [workbook(oekonomi=[{"kvartal": quarter, "navn": "x", "regnskap": 1}]) for quarter in quarters]
        assert portfolio_period(books, None) == Kvartal(2024, 1)
        assert portfolio_period(books[1:], None) == Q2

    def test_without_any_quarter_there_is_no_portfolio(self) -> None:
        with pytest.raises(ReportError, match="-k 2Q2024"):
            portfolio_period([workbook(risikoer=[PLAN])], None)

    def test_a_tertial_that_ends_with_the_quarter_is_the_same_point_in_time(self) -> None:
        third = workbook(oekonomi=[{"kvartal": "T3 2024", "navn": "x", "regnskap": 1}])
        assert period_in(third, Kvartal(2024, 4)) == Tertial(2024, 3)
        line = portfolio(third, period=Kvartal(2024, 4)).context["portefoelje"].felt("oekonomi")[0]
        assert line.felt("regnskap").kroner == 1000

    def test_registers_without_quarters_are_shown_as_they_are(self) -> None:
        assert period_in(workbook(risikoer=[PLAN]), Q2) == Q2


class TestNames:
    def test_one_kommune_need_not_be_said(self) -> None:
        projects = [{"kommune": "Moskenes kommune", "delprosjekt": name} for name in ("Skole", "Helse")]
        assert names_of(books_of(*(workbook(prosjekt=[p]) for p in projects))) == ["Skole", "Helse"]

    def test_several_kommuner_stand_in_front(self) -> None:
        projects = [{"kommune": f"{name} kommune", "delprosjekt": "Helse"} for name in ("Moskenes", "Karasjok")]
        found = names_of(books_of(*(workbook(prosjekt=[p]) for p in projects)))
        assert found == ["Moskenes: Helse", "Karasjok: Helse"]

    def test_a_workbook_without_names_goes_by_its_file(self) -> None:
        assert names_of(books_of(named("bok", prosjekt=[]))) == ["bok.xlsx"]


@pytest.mark.parametrize(
    ("lights", "said"),
    [
        ({"Rød": 1}, "Prosjektet er rødt."),
        ({"Grønn": 3}, "Alle 3 prosjektene er grønne."),
        ({"Rød": 2, "Gul": 1, "Grå": 1}, "Av 4 prosjekter er 2 røde, ett gult og ett ikke vurdert."),
    ],
)
def test_the_lights_in_a_sentence(lights: dict[str, int], said: str) -> None:
    assert status_sentence(Rader(Felter(lys=Lys(name), antall=n) for name, n in lights.items())) == said


def test_sums_tell_of_how_many_projects_they_are() -> None:
    whole = named("a", oekonomi=[row(regnskap=1, periodisert_budsjett=2)])
    half = named("b", oekonomi=[row(regnskap=1)])
    economy = portfolio(whole, half, unread=(Ulest("c.xlsx", "Skadet."),)).context["portefoelje"].felt("oekonomi")
    assert economy.felt("dekning") == (
        "Summene er av regnskap for 2 av 3 prosjekter; periodisert budsjett og avvik for 1 av 3 prosjekter."
    )
    assert [one.felt("navn") for one in economy.felt("utenfor")] == ["c.xlsx"]


def test_shares_are_of_the_lines_that_have_both_figures() -> None:
    one = named("a", oekonomi=[row(revidert_budsjett=100, aarsprognose=110)])
    two = named("b", oekonomi=[row(revidert_budsjett=900)])
    total = portfolio(one, two).context["portefoelje"].felt("oekonomi").sum
    assert total.felt("prognoseavvik_prosent") == Decimal("-0.1")


def test_decisions_that_are_made_are_not_asked_for() -> None:
    rows = [{"kvartal": "2Q 2024", "sak": "Åpen"}, {"kvartal": "2Q 2024", "sak": "Avgjort", "vedtak": "Godkjent"}]
    found = portfolio(named("a", beslutninger=rows)).context["portefoelje"].felt("beslutninger")
    assert [one.sak for one in found] == ["Åpen"]
