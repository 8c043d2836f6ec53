"""The charts of a report, from the rows of a workbook."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rapportgen.model.graf import Graf
from rapportgen.model.grunnlag import Report, make_context
from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Kvartal, Periode
from tests.model.bygg import workbook

Q2 = Kvartal(2024, 2)
PROSJEKT = [{"kommune": "Moskenes kommune", "kvartalsformat": "1Q 2024"}]


def context(period: Periode = Q2, unit: str = "1 000 kr", **sheets: list[dict[str, Any]]) -> dict[str, Any]:
    book = workbook(unit=unit, prosjekt=PROSJEKT, **sheets)
    settings, _ = settings_of(book)
    return make_context(book, Report(period, "Rapport", "mal", date(2024, 7, 15)), settings, [])


def graf(name: str, period: Periode = Q2, unit: str = "1 000 kr", **sheets: list[dict[str, Any]]) -> Graf:
    found = context(period, unit, **sheets)["grafer"].felt(name)
    assert isinstance(found, Graf)
    return found


def shown(found: Graf) -> dict[str, list[float | None]]:
    return {serie.navn: [None if v is None else float(v) for v in serie.verdier] for serie in found.serier}


def economy(quarter: str, name: str, budget: str | None, accounts: str, forecast: str | None) -> dict[str, Any]:
    return {
        "kvartal": quarter,
        "navn": name,
        "revidert_budsjett": budget,
        "regnskap": accounts,
        "aarsprognose": forecast,
    }


class TestEconomy:
    def test_each_area_has_budget_accounts_and_forecast(self) -> None:
        rows = [
            economy("2Q 2024", "Hjemmetjenester", "13 200", "6 662", "13 464"),
            economy("2Q 2024", "NAV", "10", "4", None),
        ]
        found = graf("økonomi", oekonomi=rows)
        assert found.kategorier == ("Hjemmetjenester", "NAV")
        assert found.enhet == "1 000 kr"
        assert shown(found) == {
            "Årsbudsjett": [13200, 10],
            "Regnskap hittil i år": [6662, 4],
            "Årsprognose": [13464, None],
        }

    def test_the_sum_is_no_area(self) -> None:
        rows = [economy("2Q 2024", "A", "1", "2", "3"), {**economy("2Q 2024", "Sum", "1", "2", "3"), "sum": True}]
        assert graf("økonomi", oekonomi=rows).kategorier == ("A",)

    def test_without_figures_for_the_year_accounts_stand_beside_the_budget_so_far(self) -> None:
        row = {**economy("2Q 2024", "A", None, "2", None), "periodisert_budsjett": "3"}
        assert shown(graf("økonomi", oekonomi=[row])) == {"Periodisert budsjett": [3], "Regnskap hittil i år": [2]}

    def test_a_workbook_without_economy_has_no_chart(self) -> None:
        assert not any(graf(name) for name in ("økonomi", "prognose", "innsparing", "gevinster"))


class TestForecast:
    ROWS = [
        economy("4Q 2023", "A", "1", "1", "1"),
        economy("1Q 2024", "A", "100", "20", "104"),
        economy("1Q 2024", "B", "50", "10", "51"),
        economy("3Q 2024", "A", "100", "70", "103"),
        economy("3Q 2024", "B", "60", "35", "60"),
    ]

    def test_goes_through_the_year_with_a_gap_where_nothing_was_reported(self) -> None:
        found = graf("prognose", Kvartal(2024, 3), oekonomi=self.ROWS)
        assert found.kategorier == ("1Q 2024", "2Q 2024", "3Q 2024")
        assert shown(found) == {"Årsbudsjett": [150, None, 160], "Årsprognose": [155, None, 163]}

    def test_one_quarter_is_no_chart_over_time(self) -> None:
        assert not graf("prognose", Kvartal(2024, 1), oekonomi=self.ROWS)


class TestSavings:
    ROWS = [
        {
            "navn": "Turnus",
            "effekt": {"2024": "2,0", "2025": "5,0"},
            "realisert": {"2Q 2024": "0,4"},
            "prognose": "1,2",
        },
        {"navn": "Reine", "effekt": {"2024": "1,0", "2025": None}, "realisert": {"2Q 2024": "0,1"}},
    ]
    GOAL = {"maal": "Redusere ressursbruken", "maalverdi": "35", "enhet": "mill. kr"}

    def test_each_year_has_its_plan_and_this_year_what_is_known(self) -> None:
        found = graf("innsparing", unit="mill. kr", innsparing=self.ROWS)
        assert found.kategorier == ("2024", "2025")
        assert shown(found) == {
            "Planlagt innsparing": [3, 5],
            "Realisert hittil i år": [0.5, None],
            "Prognose for året": [1.2, None],
        }

    def test_the_goal_is_a_line_in_the_unit_of_the_chart(self) -> None:
        in_thousands = {**self.GOAL, "maalverdi": "35 000", "enhet": "1 000 kr"}
        for goal in (self.GOAL, in_thousands):
            assert shown(graf("innsparing", unit="mill. kr", innsparing=self.ROWS, maal=[goal]))["Mål"] == [35, 35]

    @pytest.mark.parametrize(
        "goal", ["45 mill. kr innen 2026", "45 innen utgangen av 2026", "45 mill. i 2026", "45 000 000 kr per år"]
    )
    def test_when_the_goal_is_to_be_reached_is_no_part_of_its_amount(self, goal: str) -> None:
        found = graf("innsparing", unit="mill. kr", innsparing=self.ROWS, maal=[{**self.GOAL, "maalverdi": goal}])
        assert shown(found)["Mål"] == [45, 45]

    @pytest.mark.parametrize(
        ("before", "goal", "saved"),
        [
            ("48,2", "45 mill", 3.2),
            ("48 200 000 kr", "45", 3.2),
            ("-48,2", "-45", 3.2),
            ("48,2", "-3,2", 3.2),
            (None, "-3,2", 3.2),
            ("0", "35", 35),
            ("ukjent", "35", 35),
            ("48 200 000", "45", 45),  # kroner among millions, which is told of
        ],
    )
    def test_a_goal_that_is_a_level_to_come_down_to_counts_by_the_difference(
        self, before: str | None, goal: str, saved: float
    ) -> None:
        level = {**self.GOAL, "maal": "Redusere utgiftene", "nullpunkt": before, "maalverdi": goal}
        found = graf("innsparing", unit="mill. kr", innsparing=self.ROWS, maal=[level])
        assert shown(found)["Mål"] == [saved, saved]

    @pytest.mark.parametrize(
        "other",
        [
            {"maal": "Redusere sykefraværet", "maalverdi": "9", "enhet": "%"},
            {"maal": "Bygge et nytt helsehus", "maalverdi": "80", "enhet": "mill. kr"},
            {"maal": "Redusere ressursbruken", "maalverdi": "mye", "enhet": "mill. kr"},
            {"maal": "Redusere ressursbruken", "enhet": "mill. kr"},
        ],
    )
    def test_other_goals_are_not_the_one(self, other: dict[str, Any]) -> None:
        assert "Mål" not in shown(graf("innsparing", innsparing=self.ROWS, maal=[other]))

    def test_the_goal_of_this_project_wins_over_that_of_the_whole(self) -> None:
        whole = {**self.GOAL, "nivaa": "hovedprosjekt", "maalverdi": "80"}
        own = {**self.GOAL, "nivaa": "delprosjekt"}
        assert shown(graf("innsparing", unit="mill. kr", innsparing=self.ROWS, maal=[whole, own]))["Mål"] == [35, 35]

    def test_the_title_only_speaks_of_a_goal_that_there_is(self) -> None:
        assert graf("innsparing", innsparing=self.ROWS).tittel == "Planlagt og realisert innsparing"
        assert graf("innsparing", innsparing=self.ROWS, maal=[self.GOAL]).tittel == "Innsparing mot målet"

    def test_a_goal_alone_is_no_chart(self) -> None:
        assert not graf("innsparing", innsparing=[{"navn": "Turnus"}], maal=[self.GOAL])


class TestIndicators:
    ROWS = [
        {"kvartal": "2Q 2023", "navn": "Sykefravær", "verdi": "11,8", "enhet": "%"},
        {"kvartal": "1Q 2024", "navn": "Sykefravær", "verdi": "12,4", "enhet": "%", "maaltall": "9"},
        {"kvartal": "2Q 2024", "navn": "sykefravær", "verdi": "10,9", "enhet": "%"},
        {"kvartal": "3Q 2024", "navn": "Sykefravær", "verdi": "8", "enhet": "%"},
        {"kvartal": "2Q 2024", "navn": "Vikarer", "verdi": "over 5", "enhet": "antall"},
        {"kvartal": "2022", "navn": "Gjeld", "verdi": "80"},
        {"kvartal": "2023", "navn": "Gjeld", "verdi": "90"},
    ]

    def test_stand_over_time_with_gaps_and_their_target_and_later_ones_are_not_seen(self) -> None:
        found = graf("Sykefravær", noekkeltall=self.ROWS)
        assert found.kategorier == ("2Q 2023", "3Q 2023", "4Q 2023", "1Q 2024", "2Q 2024")
        assert shown(found) == {"sykefravær": [11.8, None, None, 12.4, 10.9], "Mål": [9] * 5}
        assert found.enhet == "%"

    def test_figures_of_whole_years_stand_over_years(self) -> None:
        assert graf("gjeld", noekkeltall=self.ROWS).kategorier == ("2022", "2023")

    def test_a_forecast_for_years_ahead_is_shown(self) -> None:
        rows = [{"kvartal": year, "navn": "Over 80 år", "verdi": "50"} for year in ("2023", "2026")]
        assert graf("over_80_aar", noekkeltall=rows).kategorier == ("2023", "2024", "2025", "2026")

    def test_a_hidden_figure_is_a_gap(self) -> None:
        rows = [{"kvartal": f"{n}Q 2023", "navn": "Brukere", "verdi": value} for n, value in enumerate("97:8", 1)]
        assert shown(graf("brukere", noekkeltall=rows)) == {"Brukere": [9, 7, None, 8]}

    def test_one_measurement_is_no_chart(self) -> None:
        assert not graf("vikarer", noekkeltall=self.ROWS)

    def test_a_percentage_and_a_number_of_percent_are_the_same(self) -> None:
        rows = [
            {"kvartal": "1Q 2024", "navn": "X", "verdi": "12,5 %"},
            {"kvartal": "2Q 2024", "navn": "X", "verdi": "11 %"},
        ]
        found = graf("X", noekkeltall=rows)
        assert (shown(found), found.enhet) == ({"X": [12.5, 11]}, "%")

    def test_each_row_has_its_chart_and_unknown_names_have_none(self) -> None:
        made = context(noekkeltall=self.ROWS)
        assert [bool(row.felt("graf")) for row in made["noekkeltall"]] == [True, False]
        with pytest.raises(KeyError):
            made["grafer"].felt("finnes_ikke")

    def test_a_row_without_a_name_has_no_chart(self) -> None:
        rows = [{"kvartal": when, "verdi": "5"} for when in ("1Q 2024", "2Q 2024")]
        assert [bool(row.felt("graf")) for row in context(noekkeltall=rows)["noekkeltall"]] == [False]

    def test_a_long_series_shows_its_newest_quarters(self) -> None:
        rows = [{"kvartal": f"{q}Q {y}", "navn": "X", "verdi": "1"} for y in range(2010, 2024) for q in (1, 2, 3, 4)]
        found = graf("X", noekkeltall=rows)
        assert (len(found.kategorier), found.kategorier[-1]) == (24, "4Q 2023")


class TestBenefits:
    ROWS = [
        {"id": "G1", "gevinst": "Nærvær", "indikator": "sykefravær, %",
         "nullpunkt": "11,8", "maaltall": "9", "realisert": "10,9"},
        {"id": "G2", "gevinst": "Frigjort tid", "nullpunkt": "0", "maaltall": "30"},
        {"id": "G3", "gevinst": "Trivsel"},
    ]  # fmt: skip

    def test_benefits_in_different_units_are_compared_by_how_far_they_have_come(self) -> None:
        money = {"id": "G4", "gevinst": "Drift i balanse", "nullpunkt": "-1900", "maaltall": "0", "realisert": "-1425"}
        found = graf("gevinster", gevinster=[*self.ROWS, money])
        assert (found.kategorier, found.enhet) == (("Nærvær", "Drift i balanse"), "%")
        assert shown(found) == {"Nå": [pytest.approx(32.142857), 25], "Måltall": [100, 100]}
        assert "Nå: 32\u00a0% (Nærvær), 25\u00a0% (Drift i balanse)." in found.beskrivelse

    def test_a_benefit_that_is_to_stay_as_it_was_has_no_way_to_go(self) -> None:
        same = {"gevinst": "Trivsel", "nullpunkt": "5", "maaltall": "5", "realisert": "5"}
        assert not graf("gevinster", gevinster=[same])

    def test_each_row_has_a_chart_of_its_own(self) -> None:
        charts = [row.felt("graf") for row in context(gevinster=self.ROWS)["gevinster"]]
        assert [shown(chart) for chart in charts] == [
            {"sykefravær, %": [11.8, 10.9, 9]},
            {"Frigjort tid": [0, None, 30]},
            {},
        ]
        assert charts[0].kategorier == ("Nullpunkt", "Nå", "Måltall")
