"""What a plan shows: goals, services, co-operation, phases, the care staircase, and what is fetched by key."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rapportgen.model.grunnlag import Report, make_context
from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Kvartal
from tests.model.bygg import workbook

Q2 = Kvartal(2024, 2)


def context(**sheets: list[dict[str, Any]]) -> dict[str, Any]:
    book = workbook(**{"prosjekt": [{"kommune": "Karasjok kommune"}], **sheets})
    settings, _ = settings_of(book)
    return make_context(book, Report(Q2, "Plan", "plan", date(2024, 7, 15)), settings, [])


def names(rows: Any, field: str = "id") -> list[str]:
    return [str(row.felt(field)) for row in rows]


class TestGoals:
    GOALS = [
        {"id": "HE1", "nivaa": "hovedprosjekt", "maaltype": "Effektmål", "maal": "God forvaltning"},
        {"id": "DE1", "nivaa": "delprosjekt", "maaltype": "Effektmål", "maal": "Rett tjeneste"},
        {"id": "DR0", "nivaa": "delprosjekt", "maaltype": "Resultatmål", "maal": "Robuste tjenester"},
        {"id": "DR1", "nivaa": "delprosjekt", "maaltype": "Resultatmål", "tema": "Ledelse", "maal": "Robust ledelse"},
        {"id": "DR4", "nivaa": "delprosjekt", "maaltype": "Resultatmål", "tema": "Bemanning", "maal": "Heltid"},
        {"id": "DR2", "nivaa": "delprosjekt", "maaltype": "Resultatmål", "tema": "Ledelse", "maal": "Strategisk"},
        {"id": "O1", "maaltype": "Overordnet mål", "maal": "Ut av ROBEK"},
    ]

    def test_stand_under_their_type_and_level(self) -> None:
        found = context(maal=self.GOALS)
        assert names(found["effektmaal"].felt("hovedprosjekt")) == ["HE1"]
        assert names(found["effektmaal"].felt("delprosjekt")) == ["DE1"]
        assert names(found["overordnede_maal"]) == ["O1"]
        assert names(found["maal"].felt("hovedprosjekt")) == ["HE1"]

    def test_without_a_level_it_is_the_sub_project(self) -> None:
        assert "O1" in names(context(maal=self.GOALS)["maal"].felt("delprosjekt"))

    def test_stand_under_their_theme_in_the_order_the_themes_appear(self) -> None:
        results = context(maal=self.GOALS)["resultatmaal"].felt("delprosjekt")
        assert [(theme.felt("tema"), names(theme.felt("maal"))) for theme in results.felt("etter_tema")] == [
            ("Ledelse", ["DR1", "DR2"]),
            ("Bemanning", ["DR4"]),
        ]
        assert names(results.felt("uten_tema")) == ["DR0"]


class TestServices:
    ROWS = [
        {"kontogruppe": "22", "navn": "Hjemmebaserte tjenester", "volum": "43 brukere", "ansatte": "5,34",
         "organisering": "Reine"},
        {"kontogruppe": "23", "navn": "Sykehjem", "linje": "2", "volum": "Vaskeri", "ansatte": "0,84"},
        {"kontogruppe": "23", "navn": "Sykehjem", "linje": "1", "volum": "12 beboere", "ansatte": "19,58",
         "organisering": "Reine"},
        {"kontogruppe": "22", "navn": "Hjemmebaserte tjenester", "volum": "11 brukere"},
        {"kontogruppe": "22", "navn": "Hjemmebaserte tjenester", "volum": "4 beboere", "organisering": "Sørvågen"},
    ]  # fmt: skip

    def test_the_lines_of_an_area_stand_together_and_share_its_number(self) -> None:
        lines = context(tjenesteomraader=self.ROWS)["tjenesteomraader"]
        assert [(row.felt("volum"), row.felt("omraadenr")) for row in lines] == [
            ("43 brukere", 1),
            ("11 brukere", 1),
            ("4 beboere", 1),
            ("12 beboere", 2),
            ("Vaskeri", 2),
        ]

    def test_a_text_about_organisation_belongs_to_the_empty_lines_below_in_the_same_area(self) -> None:
        lines = context(tjenesteomraader=self.ROWS)["tjenesteomraader"]
        assert [row.felt("organiseringsnr") for row in lines] == [1, 1, 2, 3, 3]

    def test_each_area_once_with_its_lines_and_staff(self) -> None:
        areas = context(tjenesteomraader=self.ROWS)["tjenesteomraader"].felt("omraader")
        assert [(str(a.felt("med_kontogruppe")), len(a.felt("linjer")), str(a.felt("ansatte"))) for a in areas] == [
            ("22 Hjemmebaserte tjenester", 3, "5.34"),
            ("23 Sykehjem", 2, "20.42"),
        ]


class TestCooperation:
    @pytest.mark.parametrize(
        ("groups", "columns"),
        [
            ((None, None, None), ["AB", "C"]),
            (("1", "2", "1"), ["AC", "B"]),
            (("2", "1", None), ["BC", "A"]),
            (("3", "1", "2"), ["BC", "A"]),
            (("1", "1", "1"), ["AB", "C"]),
            (("10", "9", "9"), ["BC", "A"]),
        ],
    )
    def test_groups_decide_the_column_and_else_the_list_is_cut_in_half(
        self, groups: tuple[str | None, ...], columns: list[str]
    ) -> None:
        rows = [{"navn": name, "gruppe": group} for name, group in zip("ABC", groups, strict=True)]
        found = context(samarbeid=rows)["samarbeid"].felt("kolonner")
        assert ["".join(names(column, "navn")) for column in found] == columns

    def test_an_empty_list_still_has_two_columns(self) -> None:
        assert [len(column) for column in context()["samarbeid"].felt("kolonner")] == [0, 0]


class TestPhases:
    ROWS = [{"nr": "1", "navn": "Trinn 1"}, {"nr": "2", "navn": "Trinn 2"}, {"nr": "3", "navn": "Trinn 3"}]

    def test_the_current_one_is_the_one_that_is_going_on(self) -> None:
        rows = [{**row, "status": status} for row, status in zip(self.ROWS, ("Fullført", "Pågår", None), strict=True)]
        assert [row.felt("gjeldende") for row in context(faser=rows)["faser"]] == [False, True, False]

    def test_without_any_status_it_is_the_one_the_project_names(self) -> None:
        prosjekt = [{"kommune": "Karasjok kommune", "trinn": "Trinn 2 - NY GIV"}]
        found = context(prosjekt=prosjekt, faser=self.ROWS)["faser"]
        assert [row.felt("gjeldende") for row in found] == [False, True, False]

    def test_without_either_none_is(self) -> None:
        assert not any(row.felt("gjeldende") for row in context(faser=self.ROWS)["faser"])


class TestStaircase:
    ROWS = [
        {"trinn": "1", "tittel": "Heldøgns omsorg", "maalgruppe": "De sykeste", "kategori": "Tjenester og tiltak",
         "punkt": "Sykehjem", "rekkefoelge": "2"},
        {"trinn": "0", "tittel": "Uten vedtak", "kategori": "Frivilligheten", "punkt": "Følgevenn", "rekkefoelge": "1"},
        {"trinn": "0", "tittel": "Uten vedtak", "kategori": "Tjenester og tiltak", "punkt": "Besøk", "nivaa": "1"},
        {"trinn": "0", "tittel": "Uten vedtak", "kategori": "Tjenester og tiltak", "punkt": "Råd", "nivaa": "2"},
        {"trinn": "0", "tittel": "Uten vedtak", "kategori": "Velferdsteknologi", "punkt": "GPS"},
        {"trinn": "0", "tittel": "Uten vedtak", "kategori": "Bolig", "punkt": "Egen bolig"},
    ]  # fmt: skip

    def test_steps_are_counted_from_the_lowest_up(self) -> None:
        found = context(omsorgstrapp=self.ROWS)["omsorgstrapp"]
        assert [(s.felt("nr"), str(s.felt("trinn")), str(s.felt("tittel"))) for s in found] == [
            (1, "0", "Uten vedtak"),
            (2, "1", "Heldøgns omsorg"),
        ]

    def test_without_an_order_column_they_stand_as_in_the_sheet(self) -> None:
        rows = [{"tittel": "Jeg klarer meg selv", "punkt": "Råd"}, {"tittel": "Jeg trenger hjelp", "punkt": "Sykehjem"}]
        assert names(context(omsorgstrapp=rows)["omsorgstrapp"], "tittel") == [
            "Jeg klarer meg selv",
            "Jeg trenger hjelp",
        ]

    def test_points_are_lists_with_levels_under_their_category(self) -> None:
        step = context(omsorgstrapp=self.ROWS)["omsorgstrapp"][0]
        lists = {
            name: [(str(p), p.slag, p.nivaa) for p in step.felt(name).avsnitt]
            for name in ("frivillighet", "tjenester", "velferdsteknologi", "andre")
        }
        assert lists == {
            "frivillighet": [("Følgevenn", "punkt", 0)],
            "tjenester": [("Besøk", "punkt", 0), ("Råd", "punkt", 1)],
            "velferdsteknologi": [("GPS", "punkt", 0)],
            "andre": [("Egen bolig", "punkt", 0)],
        }

    def test_a_category_without_points_is_missing(self) -> None:
        assert context(omsorgstrapp=self.ROWS)["omsorgstrapp"][1].felt("frivillighet") is None

    def test_different_target_groups_of_one_step_are_all_kept(self) -> None:
        rows = [{"trinn": "0", "maalgruppe": who, "punkt": "Råd"} for who in ("Eldre", "Pårørende", "Eldre")]
        assert str(context(omsorgstrapp=rows)["omsorgstrapp"][0].felt("maalgruppe")) == "Eldre\nPårørende"


class TestByKey:
    FIGURES = [{"id": "forside", "fil": "forside.png"}, {"id": "Org-HO", "fil": "org.png"}]
    WORDS = [
        {"noekkel": "kommune", "bokmaal": "kommune", "nynorsk": "kommune", "samisk": "gielda"},
        {"noekkel": "Økonomi", "bokmaal": "Økonomi", "samisk": "(oversettes av kommunen)"},
        {"noekkel": "tjenester", "bokmaal": "tjenester", "nynorsk": "tenester"},
    ]

    def test_a_figure_is_found_by_its_id_in_any_spelling(self) -> None:
        figures = context(figurer=self.FIGURES)["figur"]
        assert figures.felt("forside").fil == "forside.png"
        assert figures.felt("org_ho").fil == "org.png"
        assert names(figures) == ["forside", "Org-HO"]

    def test_what_the_sheet_does_not_have_is_missing_and_no_fault(self) -> None:
        found = context(figurer=self.FIGURES)
        assert found["figur"].felt("baksiden") is None
        assert found["fotnoter"].felt("forskrift") is None
        assert found["ord"].felt("risiko") is None

    def test_whether_any_figure_has_a_credit_can_still_be_asked(self) -> None:
        figures = context(figurer=[*self.FIGURES, {"id": "f3", "fil": "f3.png", "kreditering": "Foto"}])["figurer"]
        assert (figures.felt("har_kreditering"), figures.felt("har_kapittel")) == (True, False)

    def test_a_word_prints_in_the_language_of_the_report_and_has_its_other_forms(self) -> None:
        word = context(ordliste=self.WORDS)["ord"].felt("tjenester")
        assert (str(word), word.bokmaal, word.nynorsk, word.samisk) == ("tjenester", "tjenester", "tenester", None)
        nynorsk = [{"kommune": "Karasjok", "maalform": "nynorsk"}]
        assert context(prosjekt=nynorsk, ordliste=self.WORDS)["ord"].felt("tjenester") == "tenester"

    def test_a_remark_in_brackets_is_no_word(self) -> None:
        words = context(ordliste=self.WORDS)["ord"]
        assert (words.felt("oekonomi").samisk, words.felt("kommune").samisk) == (None, "gielda")


class TestIndicators:
    def test_a_rating_is_a_step_with_colours_and_a_typed_trend_wins(self) -> None:
        rows = [
            {"kvartal": "1Q 2024", "navn": "Sykefravær", "verdi": "12", "bedre_naar": "lavere"},
            {"kvartal": "2Q 2024", "navn": "Sykefravær", "verdi": "10", "bedre_naar": "lavere", "trend": "Dårligere",
             "vurdering": "mørk grønn"},
        ]  # fmt: skip
        (row,) = context(noekkeltall=rows)["noekkeltall"]
        assert (str(row.felt("vurdering")), row.felt("vurdering").fyll) == ("Mørk grønn", "1B5E20")
        assert str(row.felt("utvikling")) == "Dårligere ↑"

    def test_a_kommune_names_the_middle_steps_itself(self) -> None:
        rows = [{"kvartal": "2024", "navn": "Økonomi", "verdi": "2", "vurdering": "Bekymringsfull"}]
        scale = [{"skala": "Vurdering", "verdi": "2", "navn": "Bekymringsfull"}]
        (row,) = context(noekkeltall=rows, skala=scale)["aarstall"]
        assert row.felt("vurdering").verdi == 2

    def test_a_word_that_is_no_step_is_printed_as_it_stands(self) -> None:
        rows = [{"kvartal": "2Q 2024", "navn": "Økonomi", "verdi": "2", "vurdering": "ganske bra"}]
        assert context(noekkeltall=rows)["noekkeltall"][0].felt("vurdering") == "ganske bra"

    def test_a_series_may_lead_into_years_ahead_but_not_into_later_quarters(self) -> None:
        rows = [
            *({"kvartal": year, "navn": "Over 80 år", "verdi": "90"} for year in ("2040", "2024", "2030")),
            *(
                {"kvartal": quarter, "navn": "Sykefravær", "verdi": "9"}
                for quarter in ("1Q 2024", "2Q 2024", "3Q 2024")
            ),
            {"kvartal": "2023", "navn": "Kommunekompasset", "verdi": "371"},
        ]
        found = context(noekkeltall=rows)["tidsserier"]
        assert [(s.felt("navn"), [str(m.kvartal) for m in s.felt("maalinger")]) for s in found] == [
            ("Over 80 år", ["2024", "2030", "2040"]),
            ("Sykefravær", ["1. kvartal 2024", "2. kvartal 2024"]),
        ]


class TestAdopted:
    FULL = {"fastsatt_av": "kommunestyret", "fastsatt_dato": "15.12.2023"}

    @pytest.mark.parametrize(
        ("fields", "line"),
        [
            (FULL, "Fastsatt av kommunestyret 15. desember 2023"),
            (
                {**FULL, "hjemmel_for_fastsetting": "kommuneloven § 5-3"},
                "Fastsatt av kommunestyret 15. desember 2023 med hjemmel i kommuneloven § 5-3",
            ),
            ({}, None),
            ({"fastsatt_av": "kommunestyret"}, None),
            ({**FULL, "fastsatt_dato": "xx.måned xxxx"}, None),
            ({**FULL, "hjemmel_for_fastsetting": "lov....."}, "Fastsatt av kommunestyret 15. desember 2023"),
        ],
    )
    def test_is_said_when_who_and_when_are_known(self, fields: dict[str, str], line: str | None) -> None:
        found = context(prosjekt=[{"kommune": "Karasjok kommune", **fields}])
        assert found["rapport"].felt("fastsatt") == line
