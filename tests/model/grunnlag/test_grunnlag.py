"""One quarter chosen and compared with the one before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rapportgen.errors import ReportError
from rapportgen.model.felter import template_fields
from rapportgen.model.grunnlag import Report, choose_period, make_context, not_ready, with_previous
from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Kvartal, Periode, Tertial
from rapportgen.model.workbook import SheetCount, Workbook
from rapportgen.names import ascii_name
from rapportgen.problems import advarsel
from tests.model.bygg import workbook

Q1, Q2, Q3 = Kvartal(2024, 1), Kvartal(2024, 2), Kvartal(2024, 3)
PROSJEKT = [{"kommune": "Moskenes kommune", "delprosjekt": "Helse og omsorg"}]


def context(period: Periode = Q2, **sheets: list[dict[str, Any]]) -> dict[str, Any]:
    book = workbook(**{"prosjekt": PROSJEKT, **sheets})
    settings, _ = settings_of(book)
    return make_context(book, Report(period, "Kvartalsrapport", "kvartalsrapport", date(2024, 7, 15)), settings, [])


def column(rows: Any, *names: str) -> list[Any]:
    return [tuple(str(row.felt(name)) for name in names) if len(names) > 1 else str(row.felt(names[0])) for row in rows]


STATUS = [
    {"kvartal": "1Q 2024", "tiltak_id": "1.1", "status": "Pågår", "ferdiggrad": "35 %", "gjort": "Vedtatt"},
    {"kvartal": "2Q 2024", "tiltak_id": "1.1", "status": "Forsinket", "ferdiggrad": "45 %", "ny_frist": "1Q 2025",
     "planlagt": "Ombygging", "avvik": "Ett kvartal etter plan"},
    {"kvartal": "3Q 2024", "tiltak_id": "1.1", "status": "Fullført", "ferdiggrad": "100 %"},
]  # fmt: skip
TILTAK = [{"id": "1.1", "omraade": "1", "aksjonspunkt": "Samlokalisering", "frist": "4Q 2024"}]


class TestChoosingTheQuarter:
    def test_the_wanted_quarter_wins(self) -> None:
        assert choose_period(workbook(status=STATUS, tiltak=TILTAK), Q1) == Q1

    def test_without_a_wish_it_is_rapportkvartal(self) -> None:
        prosjekt = [{**PROSJEKT[0], "rapportkvartal": "2Q 2024"}]
        assert choose_period(workbook(prosjekt=prosjekt, status=STATUS)) == Q2

    def test_else_the_newest_with_rows(self) -> None:
        assert choose_period(workbook(status=STATUS)) == Q3

    def test_whole_years_of_key_figures_are_not_quarters(self) -> None:
        book = workbook(status=STATUS, noekkeltall=[{"kvartal": "2026", "navn": "Mål", "verdi": "35"}])
        assert choose_period(book) == Q3

    def test_a_quarter_without_rows_is_refused_with_those_that_have(self) -> None:
        with pytest.raises(ReportError, match=r"ingen rader for 1\. kvartal 2030\. Den har 1\. kvartal 2024, 2\. kv"):
            choose_period(workbook(status=STATUS), Kvartal(2030, 1))

    def test_a_workbook_with_only_prosjekt_is_refused(self) -> None:
        with pytest.raises(ReportError, match="ingen rader å lage rapport av"):
            choose_period(workbook(prosjekt=PROSJEKT), Q2)

    def test_a_workbook_that_names_no_quarter_is_refused_with_what_to_do(self) -> None:
        with pytest.raises(ReportError, match="Fyll ut «Rapportkvartal»"):
            choose_period(workbook(tiltak=TILTAK))

    @pytest.mark.parametrize(
        ("book", "wanted", "told"),
        [
            (
                workbook(prosjekt=PROSJEKT), None,
                ("info", "test.xlsx", "Det kan ikke lages kvartalsrapport ennå. Arbeidsboken har ingen rader å lage "
                 "rapport av. Fyll ut minst ett av arkene, for eksempel «Tiltak» og «Status»."),
            ),
            (
                workbook(), Q2,
                ("info", "test.xlsx", "Det kan ikke lages kvartalsrapport ennå. Arbeidsboken har ingen rader å lage "
                 "rapport av. Begynn med «Kommune» og «Rapportkvartal» i arket «Prosjekt». Fyll ut minst ett av "
                 "arkene, for eksempel «Tiltak» og «Status»."),
            ),
            (
                workbook(tiltak=TILTAK, prosjekt=[{**PROSJEKT[0], "rapportkvartal": None}]), None,
                ("info", "Prosjekt!P2", "Det kan ikke lages kvartalsrapport ennå. Arbeidsboken sier ikke hvilket "
                 "kvartal rapporten gjelder. Fyll ut «Rapportkvartal» i arket «Prosjekt», eller skriv for eksempel "
                 "-k 2Q2024."),
            ),
            (
                workbook(status=STATUS[:1], prosjekt=[{**PROSJEKT[0], "rapportkvartal": "2Q 2024"}]), None,
                ("advarsel", "Prosjekt!P2", "Det kan ikke lages kvartalsrapport ennå. Arbeidsboken har ingen rader "
                 "for 2. kvartal 2024. Den har 1. kvartal 2024."),
            ),
            (
                workbook(status=STATUS[:1]), Q2,
                ("advarsel", "test.xlsx", "Det kan ikke lages kvartalsrapport ennå. Arbeidsboken har ingen rader for "
                 "2. kvartal 2024. Den har 1. kvartal 2024."),
            ),
        ],
    )  # fmt: skip
    def test_a_check_says_why_there_is_no_report_yet(
        self, book: Workbook, wanted: Periode | None, told: tuple[str, str, str]
    ) -> None:
        assert [(p.alvor, p.sted, p.melding) for p in not_ready(book, wanted)] == [told]

    def test_a_workbook_that_is_ready_has_nothing_of_the_kind(self) -> None:
        assert not_ready(workbook(status=STATUS)) == not_ready(workbook(tiltak=TILTAK), Q2) == []

    def test_a_tertial_is_a_period_too(self) -> None:
        book = workbook(status=[{"kvartal": "T1 2024", "tiltak_id": "1.1", "status": "Pågår"}])
        assert choose_period(book) == Tertial(2024, 1)


class TestMeasures:
    def test_later_quarters_are_not_seen(self) -> None:
        tiltak = context(Q2, tiltak=TILTAK, status=STATUS)["tiltak"]
        assert column(tiltak, "status", "status_forrige", "ferdiggrad") == [("Forsinket", "Pågår", "0.45")]

    def test_a_moved_deadline_counts_in_quarters_and_gives_a_light(self) -> None:
        tiltak = context(Q2, tiltak=TILTAK, status=STATUS)["tiltak"][0]
        assert (str(tiltak.felt("gjeldende_frist").tekst("1Q 2024")), tiltak.felt("forskjoevet")) == ("1Q 2025", 1)
        assert tiltak.felt("lys") == "Gul"

    def test_before_the_move_the_first_deadline_holds(self) -> None:
        tiltak = context(Q1, tiltak=TILTAK, status=STATUS)["tiltak"][0]
        assert (tiltak.felt("gjeldende_frist").tekst("1Q 2024"), tiltak.felt("lys")) == ("4Q 2024", "Grønn")

    def test_reported_deviating_and_planned_measures_are_lists_of_their_own(self) -> None:
        found = context(Q2, tiltak=[*TILTAK, {"id": "1.2", "tiltak": "Annet"}], status=STATUS)
        assert column(found["gjennomfoert"], "id") == column(found["avvik"], "id") == ["1.1"]
        assert column(found["planlagt"], "planlagt") == ["Ombygging"]
        assert column(found["avvik"], "avvik") == ["Ett kvartal etter plan"]

    def test_measures_join_their_workstream_by_number_name_and_alias(self) -> None:
        tiltak = [{"id": str(n), "tiltak": "X", "omraade": word} for n, word in
                  enumerate(["1", "Balansert profil", "profil", "1. Profilen"])]  # fmt: skip
        found = context(Q2, innsatsomraader=[{"nr": "1", "navn": "Balansert profil", "kortnavn": "Profil"}],
                        tiltak=tiltak, status=STATUS)  # fmt: skip
        assert column(found["innsatsomraader"][0].felt("tiltak"), "id") == ["0", "1", "2", "3"]
        assert set(column(found["tiltak"], "omraadenavn")) == {"Balansert profil"}


class TestMilestones:
    ROWS = [
        {"id": "M3", "navn": "Ferdigstille melding", "type": "milepæl", "dato": "1Q 2024",
         "ny_dato": {"2Q 2024": "3Q 2024"}, "status": {"2Q 2024": "Pågår"}},
        {"id": "A1", "navn": "Arbeid", "type": "aktivitet", "start": "1Q 2024", "slutt": "4Q 2024"},
    ]  # fmt: skip

    def test_slip_is_counted_in_quarters_and_said_in_words(self) -> None:
        milestone = context(Q2, milepaeler=self.ROWS)["milepaeler"][0]
        assert (milestone.felt("forskjoevet"), milestone.felt("avvik")) == (2, "2 kvartaler senere")
        assert milestone.felt("lys") == "Rød"

    def test_what_was_learnt_later_is_not_known_yet(self) -> None:
        milestone = context(Q1, milepaeler=self.ROWS)["milepaeler"][0]
        assert (milestone.felt("status"), milestone.felt("avvik")) == (None, None)

    def test_milestones_due_next_quarter_are_listed(self) -> None:
        assert column(context(Q2, milepaeler=self.ROWS)["milepaeler_neste"], "id") == ["M3"]

    def test_the_gantt_has_all_quarters_and_groups(self) -> None:
        chart = context(Q2, milepaeler=self.ROWS)["milepaeler"].felt("gantt")
        assert [p.tekst("1Q 2024") for p in chart.perioder] == ["1Q 2024", "2Q 2024", "3Q 2024", "4Q 2024"]
        bars = {row.navn: [(b.fra, b.til, b.utseende) for b in row.stolper] for g in chart.grupper for row in g.rader}
        assert bars == {"Ferdigstille melding": [(2, 2, "milepæl")], "Arbeid": [(0, 3, "plan")]}

    @pytest.mark.parametrize(
        ("start", "end", "bars"),
        [
            ("2Q 2024", "løpende", [(1, 3)]),
            ("2Q 2024", "til vi er ferdige", [(1, 1)]),
            ("2Q 2024", "sommer 2024", [(1, 2)]),
            ("2Q 2024", None, [(1, 1)]),
            ("løpende", "3Q 2024", [(0, 2)]),
            ("løpende", None, [(0, 3)]),
            (None, "løpende", [(0, 3)]),
            ("løpende", "etter valget", []),
            ("etter valget", "løpende", []),
        ],
    )
    def test_an_activity_without_a_known_end_is_drawn_as_far_as_it_is_known(
        self, start: str | None, end: str | None, bars: list[tuple[int, int]]
    ) -> None:
        row = {"id": "A2", "navn": "Opplæring", "type": "aktivitet", "start": start, "slutt": end}
        chart = context(Q2, milepaeler=[*self.ROWS, row])["milepaeler"].felt("gantt")
        drawn = [one for group in chart.grupper for one in group.rader if one.navn == "Opplæring"]
        assert [(bar.fra, bar.til) for one in drawn for bar in one.stolper] == bars

    def test_an_activity_that_went_on_ends_at_its_new_date(self) -> None:
        row = {"id": "A2", "navn": "Opplæring", "type": "aktivitet", "start": "1Q 2024", "slutt": "løpende"}
        moved = {**row, "ny_dato": {"2Q 2024": "2Q 2024"}}
        chart = context(Q2, milepaeler=[*self.ROWS, moved])["milepaeler"].felt("gantt")
        drawn = [one for group in chart.grupper for one in group.rader if one.navn == "Opplæring"]
        assert [(bar.fra, bar.til) for bar in drawn[0].stolper] == [(0, 1)]

    def test_separate_spans_are_separate_bars_with_the_text_in_the_first(self) -> None:
        spans = dict.fromkeys(["3Q 2023", "4Q 2023", "3Q 2024"], "plan")
        row = {"id": "A1", "navn": "Budsjett", "type": "aktivitet", "celletekst": "årshjul"}
        book = workbook(milepaeler=[{**row, "start": "3Q 2023", "slutt": "3Q 2024"}])
        book.rows("Milepæler")[0].by_period = {"spenn": {Periode.parse(p): v for p, v in spans.items()}}
        settings, _ = settings_of(book)
        found = make_context(book, Report(Q2, "K", "k", date(2024, 7, 15)), settings, [])["milepaeler"].felt("gantt")
        bars = found.grupper[0].rader[0].stolper
        assert [(bar.fra, bar.til, bar.tekst) for bar in bars] == [(0, 1, "årshjul"), (4, 4, "")]


class TestRisks:
    ROWS = [
        {"id": "T1", "risikofaktor": "Ressurser", "egen_s": "H", "egen_k": "M", "egen_rf": "Rød"},
        {"id": "T4", "risikofaktor": "Byggetid", "egen_s": "M", "egen_k": "H"},
        {"id": "M1", "type": "mulighet", "risikofaktor": "Nye ledere"},
    ]
    HISTORY = [
        {"kvartal": "1Q 2024", "risiko_id": "T1", "s": "H", "k": "M", "rf": "Rød"},
        {"kvartal": "2Q 2024", "risiko_id": "T1", "s": "M", "k": "M", "rf": "Gul", "kommentar": "frikjøp"},
        {"kvartal": "2Q 2024", "risiko_id": "T4", "s": "M", "k": "H"},
    ]

    def test_then_and_now_come_from_the_history(self) -> None:
        found = context(Q2, risikoer=self.ROWS, risikohistorikk=self.HISTORY)["trusler"]
        assert column(found, "id", "s", "rf", "forrige", "endring") == [
            ("T1", "Medium", "Gul", "Rød", "Bedre ↓"),
            ("T4", "Medium", "Rød", "None", "Ny"),
        ]

    def test_a_risk_that_is_first_rated_later_is_not_known_yet(self) -> None:
        assert column(context(Q1, risikoer=self.ROWS, risikohistorikk=self.HISTORY)["trusler"], "id") == ["T1"]

    def test_a_quarter_without_ratings_keeps_the_last_ones(self) -> None:
        found = context(Q3, risikoer=self.ROWS, risikohistorikk=self.HISTORY)["trusler"]
        assert column(found, "rf", "endring") == [("Gul", "Uendret →"), ("Rød", "Uendret →")]

    def test_without_history_the_register_itself_counts_and_nothing_is_compared(self) -> None:
        found = context(Q2, risikoer=self.ROWS)["trusler"]
        assert column(found, "rf", "forrige", "endring") == [("Rød", "None", "None")] * 2

    def test_nothing_is_new_in_the_first_quarter_that_risks_are_rated_in(self) -> None:
        found = context(Q1, risikoer=self.ROWS, risikohistorikk=self.HISTORY)
        assert column(found["trusler"], "id", "endring") == [("T1", "None")]
        assert list(found["endringer"].felt("tekster")) == []

    def test_opportunities_have_no_colour(self) -> None:
        assert column(context(Q2, risikoer=self.ROWS)["muligheter"], "id", "rf") == [("M1", "None")]

    def test_the_worst_threats_come_first(self) -> None:
        found = context(Q2, risikoer=self.ROWS, risikohistorikk=self.HISTORY)["topprisikoer"]
        assert column(found, "id") == ["T4", "T1"]

    def test_changes_are_told_in_sentences(self) -> None:
        sentences = context(Q2, risikoer=self.ROWS, risikohistorikk=self.HISTORY)["endringer"].felt("tekster")
        assert list(sentences) == [
            "Risiko T4 «Byggetid» er ny (rød).",
            "Risiko T1 «Ressurser» er redusert (gul): frikjøp.",
        ]

    @pytest.mark.parametrize(
        ("status", "sentences"),
        [("Fullført", ["1.1 «Helsehus» har endret status til «fullført»."]), ("Pågår", []), (None, []), ("Gønn", [])],
    )
    def test_a_status_that_is_not_known_is_no_change(self, status: str | None, sentences: list[str]) -> None:
        rows = [{"kvartal": "1Q 2024", "tiltak_id": "1.1", "status": "Pågår"},
                {"kvartal": "2Q 2024", "tiltak_id": "1.1", "status": status, "gjort": "Tegnet"}]  # fmt: skip
        found = context(Q2, tiltak=[{"id": "1.1", "tiltak": "Helsehus"}], status=rows)["endringer"].felt("tekster")
        assert list(found) == sentences


class TestEconomy:
    @staticmethod
    def row(quarter: str, group: str, accounts: str, forecast: str) -> dict[str, str]:
        return {"kvartal": quarter, "kontogruppe": group, "regnskap": accounts, "periodisert_budsjett": "100",
                "revidert_budsjett": "1 000", "aarsprognose": forecast}  # fmt: skip

    def test_forecasts_are_compared_never_accounts_so_far(self) -> None:
        found = context(
            Q2, oekonomi=[self.row("1Q 2024", "21", "250", "1 010"), self.row("2Q 2024", "21", "110", "1 020")]
        )
        assert column(found["oekonomi"], "endring_prognose", "avvik", "prognoseavvik") == [("10", "−10", "−20")]

    def test_a_forecast_of_last_year_is_not_compared_with_this_years(self) -> None:
        rows = [self.row("4Q 2023", "21", "990", "990"), self.row("1Q 2024", "21", "250", "1 010")]
        assert column(context(Q1, oekonomi=rows)["oekonomi"], "endring_prognose") == ["None"]

    def test_the_same_quarter_last_year_stands_beside(self) -> None:
        rows = [self.row("2Q 2023", "21", "90", "900"), self.row("2Q 2024", "21", "110", "1 010")]
        assert column(context(Q2, oekonomi=rows)["oekonomi"], "regnskap_i_fjor") == ["90"]

    def test_the_sum_is_computed_when_nobody_typed_it(self) -> None:
        found = context(Q2, oekonomi=[self.row("2Q 2024", g, "110", "1 060") for g in ("21", "22")])["oekonomi"]
        assert (str(found.sum.felt("regnskap")), str(found.sum.felt("prognoseavvik"))) == ("220", "−120")
        assert found.felt("sum_er_skrevet") is False
        assert found.sum.felt("lys") == "Rød"

    def test_a_typed_sum_is_printed_as_it_is(self) -> None:
        rows = [self.row("2Q 2024", "21", "110", "1 060"), {"sum": True, **self.row("2Q 2024", "", "111", "1 060")}]
        found = context(Q2, oekonomi=rows)["oekonomi"]
        assert str(found.sum.felt("regnskap")) == "111"

    def test_a_missing_figure_stays_unknown(self) -> None:
        row = {**self.row("2Q 2024", "21", "110", "1 000"), "aarsprognose": None}
        found = context(Q2, oekonomi=[row])["oekonomi"]
        assert column(found, "aarsprognose", "prognoseavvik", "lys") == [("None", "None", "None")]
        assert found.sum.felt("aarsprognose") is None

    def test_a_forecast_that_lacks_for_an_area_is_no_money_saved(self) -> None:
        rows = [self.row("2Q 2024", "21", "90", "1 000"), {**self.row("2Q 2024", "22", "90", ""), "aarsprognose": None}]
        found = context(Q2, oekonomi=rows)
        total = found["oekonomi"].sum
        assert (str(total.felt("revidert_budsjett")), str(total.felt("aarsprognose"))) == ("2\u00a0000", "1\u00a0000")
        assert (total.felt("prognoseavvik"), str(total.utelatt("prognoseavvik"))) == (None, "mangler")
        assert (str(total.felt("avvik")), str(found["lys"].felt("oekonomi"))) == ("20", "Grå")
        assert str(found["setninger"].felt("oekonomi")).endswith(
            "Årsprognosen kan ikke vurderes, for tall mangler i arbeidsboken."
        )

    def test_a_typed_total_is_of_all_rows_whatever_they_lack(self) -> None:
        rows = [{**self.row("2Q 2024", "21", "90", ""), "aarsprognose": None},
                {"sum": True, **self.row("2Q 2024", "", "90", "1 010")}]  # fmt: skip
        assert str(context(Q2, oekonomi=rows)["oekonomi"].sum.felt("prognoseavvik")) == "−10"

    def test_a_forecast_that_lacked_for_an_area_gives_no_change(self) -> None:
        before = [
            self.row("1Q 2024", "21", "90", "1 000"),
            {**self.row("1Q 2024", "22", "90", ""), "aarsprognose": None},
        ]
        now = [self.row("2Q 2024", group, "90", "1 000") for group in ("21", "22")]
        assert context(Q2, oekonomi=[*before, *now])["oekonomi"].sum.felt("endring_prognose") is None

    def test_the_sentence_uses_the_word_and_the_size(self) -> None:
        rows = [self.row("1Q 2024", "21", "1", "88 000"), self.row("2Q 2024", "21", "1", "92 270")]
        rows = [{**row, "revidert_budsjett": "88 000"} for row in rows]
        sentence = str(context(Q2, oekonomi=rows)["setninger"].felt("oekonomi"))
        assert sentence.replace("\u00a0", " ") == (
            "Årsprognosen viser et merforbruk på 4,3 mill. kr (4,9 % av årsbudsjettet). "
            "Forventet forbruk er 4,3 mill. kr høyere enn i forrige prognose."
        )  # fmt: skip

    def test_savings_are_read_per_period(self) -> None:
        row = {"navn": "Ny turnus", "effekt": {"2024": "100", "2025": "400"}, "farge": "Gul",
               "realisert": {"1Q 2024": "10", "2Q 2024": "25"}, "prognose": {"2024": "60"}}  # fmt: skip
        found = context(Q2, innsparing=[row], status=STATUS)["innsparing"]
        assert [str(year) for year in found.felt("aar")] == ["2024", "2025"]
        assert column(found, "realisert_hittil", "realisert_forrige", "prognose_i_aar") == [("25", "10", "60")]
        assert [str(a) for a in found.sum.felt("effekter")] == ["100", "400"]

    def test_a_saving_without_a_quarter_is_not_that_of_the_quarter_before_too(self) -> None:
        row = {"navn": "Ny turnus", "effekt": {"2024": "100"}, "realisert": "25"}
        found = context(Q2, innsparing=[row], status=STATUS)["innsparing"]
        assert column(found, "realisert_hittil", "realisert_forrige") == [("25", "None")]


class TestIndicators:
    ROWS = [
        {"kvartal": "2Q 2023", "navn": "Sykefravær", "verdi": "11,8", "enhet": "%", "bedre_naar": "lavere"},
        {"kvartal": "1Q 2024", "navn": "Sykefravær", "verdi": "12,4", "enhet": "%", "bedre_naar": "lavere"},
        {"kvartal": "2Q 2024", "navn": "Sykefravær", "verdi": "10,9", "enhet": "%", "bedre_naar": "lavere"},
        {"kvartal": "2Q 2024", "navn": "Beboere", "verdi": "ca. 14", "enhet": "antall"},
        {"kvartal": "3Q 2024", "navn": "Beboere", "verdi": "13"},
    ]

    def test_each_figure_stands_beside_the_last_and_that_of_last_year(self) -> None:
        found = context(Q2, noekkeltall=self.ROWS)
        assert column(found["bemanning"], "i_fjor", "forrige", "verdi", "utvikling") == [
            ("11.8", "12.4", "10.9", "Bedre ↓")
        ]
        assert column(found["styringsdata"], "navn", "verdi") == [("Beboere", "ca. 14")]


class TestPeople:
    def test_a_name_that_is_not_to_be_shown_does_not_travel(self) -> None:
        found = context(Q2, tiltak=TILTAK, status=STATUS, deltakere=[
            {"gruppe": "Arbeidsgruppe", "navn": "Per Tenkt", "rolle": "brukerrepresentant", "vises": "nei"},
            {"gruppe": "Arbeidsgruppe", "navn": "Kari Eksempel", "rolle": "leder", "vises": "ja"},
        ], grupper=[{"navn": "Arbeidsgruppe helse og omsorg"}])  # fmt: skip
        members = found["grupper"][0].felt("deltakere")
        assert column(members, "visning", "navn") == [
            ("brukerrepresentant", "None"),
            ("Kari Eksempel", "Kari Eksempel"),
        ]


class TestTexts:
    def test_paragraphs_under_a_heading_are_one_text(self) -> None:
        found = context(Q2, status=STATUS, tekst=[
            {"overskrift": "Sammendrag", "tekst": "Først.", "kapittel": "1"},
            {"tekst": "Så.", "kapittel": "1"},
            {"type": "punkt", "tekst": "Et punkt", "kapittel": "1"},
            {"noekkel": "innledning", "tekst": "Noe annet", "kapittel": "2"},
        ])["tekst"]  # fmt: skip
        text = found.felt("sammendrag")
        assert [(p.slag, str(p)) for p in text.avsnitt] == [("", "Først."), ("", "Så."), ("punkt", "Et punkt")]
        assert str(found.felt("innledning")) == "Noe annet"

    def test_a_text_of_this_quarter_wins_and_one_of_another_is_left_out(self) -> None:
        rows = [
            {"noekkel": "sammendrag", "tekst": "Alltid"},
            {"noekkel": "sammendrag", "tekst": "Nå", "kvartal": "2Q 2024"},
            {"noekkel": "annet", "tekst": "Før", "kvartal": "1Q 2024"},
        ]
        found = context(Q2, status=STATUS, tekst=rows)["tekst"]
        assert str(found.felt("sammendrag")) == "Nå"
        with pytest.raises(KeyError):
            found.felt("annet")


class TestLights:
    def test_the_whole_is_as_bad_as_its_worst_part(self) -> None:
        found = context(Q2, tiltak=TILTAK, status=STATUS, risikoer=TestRisks.ROWS, risikohistorikk=TestRisks.HISTORY)
        assert column(found["samlet_status"], "omraade", "forrige", "naa") == [
            ("Fremdrift", "Grønn", "Gul"),
            ("Risiko", "Rød", "Rød"),
            ("Samlet", "Rød", "Rød"),
        ]

    def test_what_cannot_be_judged_is_grey(self) -> None:
        assert context(Q3, risikoer=TestRisks.ROWS)["lys"].felt("oekonomi") == "Grå"


def test_the_previous_workbook_gives_earlier_quarters_only() -> None:
    now = workbook(prosjekt=PROSJEKT, tiltak=TILTAK, status=STATUS[1:2])
    before = workbook(status=[STATUS[0], {**STATUS[1], "status": "Stanset"}])
    merged, problems = with_previous(now, before, Q2)
    assert problems == []
    assert [(str(r.kvartal), str(r.status)) for r in merged.rows("Status")] == [
        ("1. kvartal 2024", "Pågår"),
        ("2. kvartal 2024", "Forsinket"),
    ]


def test_the_field_list_names_everything_a_template_sees_and_nothing_else() -> None:
    measured = [{"kvartal": year, "navn": "Innbyggere over 80 år", "verdi": "90"} for year in ("2024", "2040")]
    found = context(
        Q2, tiltak=TILTAK, status=STATUS, omsorgstrapp=[{"trinn": "0", "punkt": "Følgevenn"}], noekkeltall=measured
    )
    listed = {ascii_name(field.felt.split(".")[0].split("[")[0]) for field in template_fields()} - {"rader"}
    hidden = {"risikohistorikk", "skala"}
    assert set(found) == listed - hidden
    for field in template_fields():
        group, _, name = field.felt.partition(".")
        if field.ark == "Rapporten" and name and group != "rader":
            owner = found[ascii_name(group)]
            (owner[0] if group.endswith("[]") else owner).felt(ascii_name(name))


class TestOneWorkbookPerQuarter:
    THEN = {"status": STATUS[:1], "tiltak": TILTAK,
            "risikoer": [{"id": "R1", "risikofaktor": "Turnover", "egen_s": "H", "egen_k": "H"}],
            "milepaeler": [{"id": "M1", "navn": "Melding", "dato": "3Q 2024", "status": "Pågår"}],
            "innsparing": [{"navn": "Turnus", "realisert": "10"}]}  # fmt: skip
    NOW = {"status": STATUS[1:2], "tiltak": TILTAK,
           "risikoer": [{"id": "R1", "risikofaktor": "Turnover", "egen_s": "L", "egen_k": "H"}],
           "milepaeler": [{"id": "M1", "navn": "Melding", "dato": "3Q 2024", "ny_dato": "4Q 2024", "status": "Pågår"}],
           "innsparing": [{"navn": "Turnus", "realisert": "25"}]}  # fmt: skip

    def merged(self) -> dict[str, Any]:
        now, then = workbook(prosjekt=PROSJEKT, **self.NOW), workbook(prosjekt=PROSJEKT, **self.THEN)
        book, problems = with_previous(now, then, Q2)
        assert problems == []
        settings, _ = settings_of(book)
        return make_context(book, Report(Q2, "K", "k", date(2024, 7, 15)), settings, [])

    def test_risks_milestones_and_savings_are_compared_with_the_register_of_then(self) -> None:
        found = self.merged()
        assert column(found["trusler"], "rf", "forrige", "endring") == [("Gul", "Rød", "Bedre ↓")]
        assert column(found["milepaeler"], "avvik") == ["1 kvartal senere"]
        assert column(found["innsparing"], "realisert_hittil", "realisert_forrige") == [("25", "10")]
        assert "Milepælen «Melding» er flyttet til 4. kvartal 2024." in found["endringer"].felt("tekster")

    def test_a_date_written_over_the_old_one_is_a_moved_milestone(self) -> None:
        row = {"id": "M1", "navn": "Melding", "dato": "4Q 2024"}
        now = workbook(prosjekt=PROSJEKT, status=STATUS[1:2], milepaeler=[row])
        book, _ = with_previous(now, workbook(prosjekt=PROSJEKT, **self.THEN), Q2)
        settings, _ = settings_of(book)
        found = make_context(book, Report(Q2, "K", "k", date(2024, 7, 15)), settings, [])
        assert column(found["milepaeler"], "opprinnelig", "gjeldende") == [("3. kvartal 2024", "4. kvartal 2024")]

    def test_without_another_workbook_nothing_is_known_of_before(self) -> None:
        rows = context(Q2, **self.NOW)["samlet_status"]
        assert [str(r.felt("forrige")) for r in rows if r.felt("omraade") == "Risiko"] == ["None"]

    @pytest.mark.parametrize(
        ("kommune", "status", "code"),
        [("Nes kommune", STATUS[:1], "annen-kommune"), ("Moskenes kommune", STATUS[2:], "forrige-er-ikke-foer")],
    )
    def test_the_wrong_workbook_is_warned_of(self, kommune: str, status: list[dict[str, Any]], code: str) -> None:
        now, then = workbook(prosjekt=PROSJEKT, **self.NOW), workbook(prosjekt=[{"kommune": kommune}], status=status)
        assert [problem.kode for problem in with_previous(now, then, Q2)[1]] == [code]


def test_a_sum_over_other_areas_than_before_is_not_compared() -> None:
    rows = [TestEconomy.row("1Q 2024", "21", "1", "1 000"), TestEconomy.row("2Q 2024", "21", "1", "1 000"),
            TestEconomy.row("2Q 2024", "22", "1", "55 000")]  # fmt: skip
    found = context(Q2, oekonomi=rows)
    assert found["oekonomi"].sum.felt("endring_prognose") is None
    assert "forrige prognose" not in str(found["setninger"].felt("oekonomi"))


def test_planned_work_without_a_workstream_is_listed_last() -> None:
    tiltak = [*TILTAK, {"id": "9", "omraade": "Ukjent", "tiltak": "Annet"}]
    status = [*STATUS, {"kvartal": "2Q 2024", "tiltak_id": "9", "status": "Pågår", "planlagt": "Mer"}]
    areas = [{"nr": "1", "navn": "Profil"}]
    found = context(Q2, tiltak=tiltak, status=status, innsatsomraader=areas)["plan_neste"]
    listed = [(group.felt("navn"), column(group.felt("tiltak"), "id")) for group in found]
    assert listed == [("Profil", ["1.1"]), ("Andre tiltak", ["9"])]
    assert [g.felt("navn") for g in context(Q2, tiltak=tiltak, status=status)["plan_neste"]] == ["Tiltak"]


def test_status_rows_know_their_measure() -> None:
    assert column([context(Q2, tiltak=TILTAK, status=STATUS)["status"][0].felt("tiltak")], "navn") == [
        "Samlokalisering"
    ]


def test_the_appendix_lists_the_first_remarks_and_counts_the_rest() -> None:
    book = workbook(prosjekt=PROSJEKT, tiltak=TILTAK, status=STATUS)
    settings, _ = settings_of(book)
    found = [advarsel("x", f"Ark!A{n}", "noe") for n in range(1, 19)]
    basis = make_context(book, Report(Q2, "K", "k", date(2024, 7, 15)), settings, found)["grunnlag"]
    assert (len(basis.felt("advarsler")), basis.felt("flere_advarsler")) == (15, 3)


def test_a_member_whose_consent_is_not_understood_is_shown_by_role() -> None:
    book = workbook(
        tiltak=TILTAK, status=STATUS, deltakere=[{"gruppe": "A", "navn": "Per Tenkt", "rolle": "bruker", "vises": None}]
    )
    book.problems.append(
        advarsel("ugyldig-verdi", book.rows("Deltakere")[0].addresses["vises"], "«kanskje» er ikke kjent")
    )
    settings, _ = settings_of(book)
    (member,) = make_context(book, Report(Q2, "K", "k", date(2024, 7, 15)), settings, [])["deltakere"]
    assert (str(member.felt("visning")), member.felt("navn")) == ("bruker", None)


def test_remarks_in_the_appendix_hold_no_identity_number() -> None:
    book = workbook(prosjekt=PROSJEKT, tiltak=TILTAK, status=STATUS)
    settings, _ = settings_of(book)
    found = [advarsel("x", "Ark!A1", "«01019012345» er ikke en status")]
    (remark,) = make_context(book, Report(Q2, "K", "k", date(2024, 7, 15)), settings, found)["grunnlag"].felt(
        "advarsler"
    )
    assert remark.felt("melding") == "«[fødselsnummer fjernet]» er ikke en status"


def test_remarks_on_rows_of_later_quarters_are_not_in_the_appendix() -> None:
    book = workbook(prosjekt=PROSJEKT, tiltak=TILTAK, status=STATUS)
    settings, _ = settings_of(book)
    places = [row.addresses["status"] for row in book.rows("Status")]
    found = [advarsel("x", place, "noe") for place in places]
    basis = make_context(book, Report(Q2, "K", "k", date(2024, 7, 15)), settings, found)["grunnlag"]
    assert [remark.felt("sted") for remark in basis.felt("advarsler")] == places[:2]


def test_the_appendix_lists_the_sheets_that_have_rows() -> None:
    book = workbook(prosjekt=PROSJEKT, tiltak=TILTAK, status=STATUS)
    book.counts = [SheetCount("Tiltak", "Tiltak", 1), SheetCount("Risiko", "Risiko", 0), SheetCount("B", None, 2, True)]
    settings, _ = settings_of(book)
    basis = make_context(book, Report(Q2, "K", "k", date(2024, 7, 15)), settings, [])["grunnlag"]
    assert [row.felt("navn") for row in basis.felt("ark")] == ["Tiltak"]
