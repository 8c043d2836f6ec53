"""Each rule: the smallest workbook that breaks it, and one that does not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Kvartal
from rapportgen.model.personnummer import REMOVED
from rapportgen.model.riktekst import RikTekst
from rapportgen.model.rules import check_workbook
from rapportgen.model.rules.personvern import without_identity_numbers
from rapportgen.model.rules.tid import told_once
from rapportgen.model.skjulte_navn import SkjulteNavn
from rapportgen.model.workbook import UnknownRow, UnknownSheet
from rapportgen.problems import feil
from tests.model.bygg import workbook

PROSJEKT = [{"kommune": "Moskenes kommune"}]
RESTRICTED = {**PROSJEKT[0], "tilgang": "Unntatt offentlighet"}
Q2 = Kvartal(2024, 2)


def found(**sheets: list[dict[str, Any]]) -> list[tuple[str, str]]:
    book = workbook(**{"prosjekt": PROSJEKT, **sheets})
    settings, problems = settings_of(book)
    return [(p.kode, p.sted) for p in (*problems, *check_workbook(book, settings, Q2))]


TILTAK = [{"id": "1.1", "tiltak": "Ny turnus"}, {"id": "1.2", "tiltak": "Ny plan"}]
OEKONOMI = {
    "kvartal": "2Q 2024", "kontogruppe": "21", "regnskap": "110", "periodisert_budsjett": "100", "avvik": "-10",
    "avvik_prosent": "-10,0", "revidert_budsjett": "20 000", "aarsprognose": "20 500", "prognoseavvik": "-500",
}  # fmt: skip

FIGUR = {"id": "forside", "fil": "a.png", "alternativ_tekst": "Huset sett fra veien", "kreditering": "Foto: kommunen"}

TEKST = {"noekkel": "status", "tekst": "Alt går etter planen."}

SERVICES = [{"kvartal": "2Q 2024", "kontogruppe": k, "regnskap": "9 518"} for k in ("21", "22", "23", "24")]
COST = {"kvartal": "2Q 2024", "post": "Prosjektleder", "budsjett": "350", "paaloept": "200", "rest": "150"}
GOAL = {"maal": "Lavere utgifter", "nullpunkt": "48,2", "maalverdi": "45", "enhet": "mill. kr"}
ACTIVITY = {"id": "A1", "navn": "Nye kriterier", "type": "aktivitet", "start": "2Q 2024", "slutt": "sommer 2025"}


@pytest.mark.parametrize(
    ("sheets", "code", "place"),
    [
        ({"tiltak": [*TILTAK, {"id": "1.1", "tiltak": "Igjen"}]}, "dobbel-id", "Tiltak!A4"),
        ({"tiltak": TILTAK, "status": [{"kvartal": "2Q 2024", "tiltak_id": "1.3"}]}, "ukjent-id", "Status!B2"),
        (
            {"tiltak": TILTAK, "status": [{"kvartal": "2Q 2024", "tiltak_id": "1.1"}] * 2},
            "dobbel-rad",
            "Status!B3",
        ),
        (
            {"innsatsomraader": [{"nr": "1", "navn": "Profil"}], "tiltak": [{"id": "1.1", "omraade": "Proffil"}]},
            "ukjent-omraade",
            "Tiltak!B2",
        ),
        (
            {
                "innsatsomraader": [{"nr": "1", "navn": "Balansert profil", "kortnavn": "Profil"}],
                "tiltak": [{"id": "1.1", "omraade": "Profil"}],
            },
            "annet-navn",
            "Tiltak!B2",
        ),
        (
            {"grupper": [{"navn": "Styringsgruppe"}], "deltakere": [{"gruppe": "Kor", "navn": "Kari Eksempel"}]},
            "ukjent-gruppe",
            "Deltakere!A2",
        ),
        (
            {"risikoer": [{"id": "R1", "risikofaktor": "Turnover"}, {"id": "R2", "risikofaktor": " turnover "}]},
            "samme-risiko",
            "Risiko!C3",
        ),
        ({"oekonomi": [OEKONOMI, {**OEKONOMI, "sum": True, "regnskap": "111"}]}, "sum", "Økonomi!D3"),
        ({"oekonomi": [{**OEKONOMI, "avvik": "-12", "avvik_prosent": "-12,0"}]}, "avvik", "Økonomi!F2"),
        ({"oekonomi": [{**OEKONOMI, "prognoseavvik": "-400"}]}, "avvik", "Økonomi!L2"),
        ({"prosjektoekonomi": [{**COST, "rest": "100"}]}, "avvik", "Prosjektøkonomi!F2"),
        ({"prosjektoekonomi": [{**COST, "paaloept": "200 000", "rest": None}]}, "enhet", "Prosjektøkonomi!E2"),
        ({"maal": [{**GOAL, "nullpunkt": "48 200 000"}]}, "enhet", "Mål!G2"),
        ({"milepaeler": [{**ACTIVITY, "slutt": "til turnusen er klar"}]}, "ikke-i-gantt", "Milepæler!F2"),
        ({"milepaeler": [{**ACTIVITY, "start": "etter valget"}]}, "ikke-i-gantt", "Milepæler!E2"),
        ({"milepaeler": [ACTIVITY, {**ACTIVITY, "id": "A2", "slutt": "2Q 2042"}]}, "ikke-i-gantt", "Milepæler!F3"),
        (
            {"milepaeler": [{"navn": "Vedtak", "dato": "etter valget", "type": "milepæl"}]},
            "ikke-i-gantt",
            "Milepæler!G2",
        ),
        ({"oekonomi": [{**OEKONOMI, "avvik_prosent": "-8,0"}]}, "avvik-prosent", "Økonomi!G2"),
        (
            {"oekonomi": [{**OEKONOMI, "kontogruppe": k, "avvik": "10", "avvik_prosent": "10"} for k in ("21", "22")]},
            "fortegn",
            "Økonomi!F2",
        ),
        (
            {
                "oekonomi": [
                    {**OEKONOMI, "revidert_budsjett": "88 000 000", "aarsprognose": None, "prognoseavvik": None}
                ]
            },
            "enhet",
            "Økonomi!J2",
        ),
        (
            {"risikoer": [{"id": "R1", "risikofaktor": "X", "egen_s": "L", "egen_k": "H", "egen_rf": "Rød"}]},
            "rf-avvik",
            "Risiko!G2",
        ),
        (
            {"risikohistorikk": [{"kvartal": "2Q 2024", "risiko_id": "R1", "s": "H", "k": "M", "rf": "Gul"}]},
            "rf-avvik",
            "Risikohistorikk!E2",
        ),
        ({"risikoer": [{"id": "R1", "risikofaktor": "X", "egen_s": "H"}]}, "mangler-nivaa", "Risiko!C2"),
        (
            {"tiltak": [{"id": "1.1", "tiltak": "X", "start": "3Q 2024", "frist": "1Q 2024"}]},
            "slutt-foer-start",
            "Tiltak!I2",
        ),
        (
            {"milepaeler": [{"id": "M1", "navn": "Ferdig plan", "dato": "1Q 2024", "status": "Pågår"}]},
            "frist-passert",
            "Milepæler!G2",
        ),
        (
            {
                "tiltak": [{"id": "1.1", "tiltak": "X", "frist": "1Q 2024"}],
                "status": [{"kvartal": "2Q 2024", "tiltak_id": "1.1", "status": "Pågår"}],
            },
            "frist-passert",
            "Tiltak!I2",
        ),
        (
            {
                "tiltak": [{"id": "1.1", "tiltak": "X", "frist": "1Q 2024"}],
                "status": [{"kvartal": "2Q 2024", "tiltak_id": "1.1", "gjort": "Noe"}],
            },
            "frist-passert",
            "Tiltak!I2",
        ),
        (
            {
                "tiltak": [{"id": "1.1", "tiltak": "X", "frist": "4Q 2024", "egen_status": "Fullført"}],
                "status": [
                    {"kvartal": "4Q 2023", "tiltak_id": "1.1", "status": "Fullført", "ny_frist": "1Q 2026"},
                    {"kvartal": "1Q 2024", "tiltak_id": "1.1", "status": "Pågår", "ny_frist": "1Q 2024"},
                    {"kvartal": "3Q 2024", "tiltak_id": "1.1", "status": "Fullført", "ny_frist": "1Q 2025"},
                ],
            },
            "frist-passert",
            "Tiltak!I2",
        ),
        ({"prosjekt": [{**PROSJEKT[0], "fastsatt_av": "utvalg xx.måned xxxx"}]}, "plassholder", "Prosjekt!X2"),
        ({"tiltak": [{"id": "1.1", "tiltak": "Sett inn tiltak her"}]}, "plassholder", "Tiltak!D2"),
        (
            {"deltakere": [{"gruppe": "A", "navn": "Kari", "stilling": "fnr 01019012345"}]},
            "foedselsnummer",
            "Deltakere!E2",
        ),
        ({"prosjekt": [{**PROSJEKT[0], "tilgang": "Unntatt offentlighet"}]}, "mangler-hjemmel", "Prosjekt!U2"),
        (
            {"prosjekt": [{**PROSJEKT[0], "hjemmel": "offl. § 14 første ledd", "mottaker": "Kommunestyret"}]},
            "hjemmel-mottaker",
            "Prosjekt!V2",
        ),
        ({"prosjekt": [{**PROSJEKT[0], "hjemmel": "offl. § 13"}]}, "hjemmel-uten-unntak", "Prosjekt!V2"),
        ({"prosjekt": [{**PROSJEKT[0], "tilgang": "vet ikke"}]}, "ukjent-tilgang", "Prosjekt!U2"),
        ({"prosjekt": [{}], "tiltak": TILTAK}, "mangler-kommune", "Prosjekt"),
        ({"prosjekt": [{**PROSJEKT[0], "risikomatrise": "7x7"}]}, "ukjent-matrise", "Prosjekt!AA2"),
        ({"prosjekt": [{**PROSJEKT[0], "kvartalsformat": "når som helst"}]}, "ugyldig-kvartalsformat", "Prosjekt!S2"),
        ({"skala": [{"skala": "Økonomi", "navn": "Gul", "verdi": "litt"}]}, "ugyldig-grense", "Skala!B2"),
        (
            {"oekonomi": [*SERVICES, {**SERVICES[0], "kontogruppe": "25", "regnskap": "9 518 000"}]},
            "enhet",
            "Økonomi!D6",
        ),
        ({"oekonomi": [{**OEKONOMI, "aarsprognose": "20 500 000", "prognoseavvik": None}]}, "enhet", "Økonomi!K2"),
        ({"innsparing": [{"navn": str(n), "effekt": {"2024": n}} for n in (2, 3, 4, 3000)]}, "enhet", "Innsparing!C5"),
        ({"tiltak": [{"id": "1", "tiltak": "X", "egen_ferdiggrad": "120 %"}]}, "over-100", "Tiltak!K2"),
        (
            {"tiltak": [{"id": "1", "tiltak": "X", "egen_status": "Ikke startet", "egen_ferdiggrad": "5 %"}]},
            "ferdiggrad-og-status",
            "Tiltak!K2",
        ),
        (
            {
                "tiltak": TILTAK,
                "status": [{"kvartal": "2Q 2024", "tiltak_id": "1.1", "status": "Fullført", "ferdiggrad": "99 %"}],
            },
            "ferdiggrad-og-status",
            "Status!D2",
        ),
        (
            {"milepaeler": [{"id": "M1", "navn": "Plan", "dato": "4Q 2024", "status": {"1Q 2026": "Pågår"}}]},
            "senere-kolonner",
            "Milepæler",
        ),
        ({"figurer": [{**FIGUR, "alternativ_tekst": None}]}, "figur-uten-alternativ-tekst", "Figurer!D2"),
        ({"figurer": [{**FIGUR, "kreditering": None}]}, "figur-uten-kreditering", "Figurer!E2"),
        (
            {"omsorgstrapp": [{"trinn": "0", "kategori": "Bolig", "punkt": punkt} for punkt in ("A", "B")]},
            "ukjent-kategori",
            "Omsorgstrapp!D2",
        ),
        (
            {"noekkeltall": [{"kvartal": "2024", "navn": "Økonomi", "verdi": "2", "vurdering": "ganske bra"}]},
            "ukjent-vurdering",
            "Nøkkeltall!I2",
        ),
        ({"tekst": [TEKST, {**TEKST, "type": "kulepunkt"}]}, "ukjent-type", "Tekst!F3"),
        ({"tekst": [{**TEKST, "type": "punkt", "nivaa": level} for level in ("3", "9")]}, "ukjent-nivaa", "Tekst!G3"),
        ({"omsorgstrapp": [{"trinn": "0", "punkt": "A", "nivaa": "-1"}]}, "ukjent-nivaa", "Omsorgstrapp!F2"),
        (
            {
                "prosjekt": [
                    {
                        **PROSJEKT[0],
                        "fastsatt_av": "kommunestyret",
                        "fastsatt_dato": None,
                        "hjemmel_for_fastsetting": "kommuneloven § 5-3",
                    }
                ]
            },
            "tomt-felt",
            "Prosjekt!Y2",
        ),
    ],
)
def test_a_broken_rule_is_named_with_its_place(sheets: dict[str, Any], code: str, place: str) -> None:
    assert [sted for kode, sted in found(**sheets) if kode == code] == [place]


@pytest.mark.parametrize(
    "sheets",
    [
        {"tiltak": TILTAK, "status": [{"kvartal": "2Q 2024", "tiltak_id": "1.1", "status": "Pågår"}]},
        {"oekonomi": [OEKONOMI, {**OEKONOMI, "kontogruppe": "22"}]},
        {"figurer": [FIGUR]},
        {"omsorgstrapp": [{"trinn": "0", "kategori": "Velferdsteknologi", "punkt": "GPS"}, {"punkt": "Råd"}]},
        {"tekst": [{**TEKST, "type": kind, "nivaa": "0"} for kind in ("avsnitt", "Punkt", " NUMMER ", None)]},
        {"tekst": [{**TEKST, "type": "punkt", "nivaa": level} for level in ("1", "2", "3", "tull", None)]},
        {"noekkeltall": [{"kvartal": "2024", "navn": "Økonomi", "verdi": "2", "vurdering": "lys rød"}]},
        {"oekonomi": [OEKONOMI, {**OEKONOMI, "sum": True}]},
        {"prosjektoekonomi": [COST, {**COST, "post": "Kurs", "budsjett": "800", "paaloept": "1", "rest": "799"}]},
        {"maal": [GOAL, {**GOAL, "nullpunkt": "0"}, {**GOAL, "enhet": "%", "maalverdi": "0,1"}]},
        {"milepaeler": [ACTIVITY, {**ACTIVITY, "id": "A2", "slutt": "løpende"}]},
        {"milepaeler": [ACTIVITY, {**ACTIVITY, "id": "A2", "start": "1Q 2030", "slutt": "1Q 2030"}]},
        {"milepaeler": [{**ACTIVITY, "slutt": "til vi er klare", "ny_dato": {"2Q 2024": "4Q 2024"}}]},
        {"risikoer": [{"id": "R1", "risikofaktor": "X", "egen_s": "L", "egen_k": "H", "egen_rf": "Gul"}]},
        {"risikoer": [{"id": "R1", "risikofaktor": "X"}, {"id": "M1", "risikofaktor": "Y", "type": "mulighet"}]},
        {"milepaeler": [{"id": "M1", "navn": "Plan", "dato": "1Q 2024", "status": "Fullført"}]},
        {"milepaeler": [{"id": "M1", "navn": "Plan", "dato": "1Q 2024", "ny_dato": "3Q 2024", "status": "Pågår"}]},
        {"milepaeler": [{"id": "M1", "navn": "Plan", "start": "4Q 2023", "slutt": "1Q 2024", "status": "Pågår"}]},
        {"tiltak": [{"id": "1.1", "tiltak": "X", "frist": "1Q 2024"}]},
        {
            "tiltak": [{"id": "1.1", "tiltak": "X", "frist": "1Q 2024"}],
            "status": [{"kvartal": "2Q 2024", "tiltak_id": "1.1", "status": "Pågår", "ny_frist": "4Q 2024"}],
        },
        {"tiltak": [{"id": "1.1", "tiltak": "Kontonummer 1234.56.78901"}]},
        {"tiltak": [{"id": "1.1", "tiltak": "X", "start": "1Q 2024", "frist": "løpende"}]},
        {"prosjekt": [{**RESTRICTED, "hjemmel": "offl. § 14 første ledd", "mottaker": "Kommunedirektøren"}]},
        {"prosjekt": [{**RESTRICTED, "hjemmel": "offl. § 13 første ledd", "mottaker": "Kommunestyret"}]},
        {"prosjekt": [{**RESTRICTED, "tilgang": "U.off.", "hjemmel": "offl. § 13"}]},
        {"prosjekt": [{**PROSJEKT[0], "tilgang": "Åpen"}]},
        {"oekonomi": [*SERVICES, {**SERVICES[0], "kontogruppe": "25", "regnskap": "952 000"}]},
        {"oekonomi": [*SERVICES[:2], {**SERVICES[0], "kontogruppe": "25", "regnskap": "9 518 000"}]},
        {"oekonomi": [{**row, "avvik": avvik} for row, avvik in zip(SERVICES, ("1", "-2", "3", "1 200"), strict=True)]},
        {"tiltak": [{"id": "1", "tiltak": "X", "egen_status": "Fullført", "egen_ferdiggrad": "100 %"}]},
        {"milepaeler": [{"id": "M1", "navn": "Plan", "status": {"1Q 2026": None}}]},
        {"innsparing": [{"navn": "Turnus", "effekt": {"2026": "2,0"}}]},
        {
            "milepaeler": [
                {"id": "M1", "navn": "Plan", "dato": "4Q 2024", "status": {"2Q 2024": "Pågår", "1Q 2026": "x"}}
            ]
        },
    ],
)
def test_a_workbook_in_order_has_no_problems(sheets: dict[str, Any]) -> None:
    assert found(**sheets) == []


@pytest.mark.parametrize(
    ("typed", "message", "proposed"),
    [
        ({"type": "kulepunkt"}, "Skriv avsnitt, punkt eller nummer.", "Mente du «punkt»?"),
        ({"type": "Nummerert"}, "Teksten blir et vanlig avsnitt.", "Mente du «nummer»?"),
        ({"type": "avsnit"}, "«avsnit» er ikke en type tekst.", "Mente du «avsnitt»?"),
        ({"type": "bilde"}, "«bilde» er ikke en type tekst.", ""),
        ({"nivaa": "9"}, "«9» er ikke et nivå. Skriv 1, 2 eller 3. Det regnes som 3.", ""),
        ({"nivaa": "1,5"}, "Det regnes som 1.", ""),
        ({"nivaa": "-2"}, "Det regnes som 1.", ""),
    ],
)
def test_an_unknown_type_or_level_is_told_with_those_there_are(
    typed: dict[str, str], message: str, proposed: str
) -> None:
    book = workbook(prosjekt=PROSJEKT, tekst=[{**TEKST, **typed}])
    settings, _ = settings_of(book)
    (problem,) = check_workbook(book, settings)
    assert message in problem.melding
    assert problem.forslag == proposed


def test_totals_may_differ_by_rounding() -> None:
    rows = [{**OEKONOMI, "kontogruppe": str(n)} for n in range(21, 24)]
    assert found(oekonomi=[*rows, {**OEKONOMI, "sum": True, "regnskap": "331", "periodisert_budsjett": "300",
                                   "avvik": "-30", "revidert_budsjett": "60 000", "aarsprognose": "61 500",
                                   "prognoseavvik": "-1 500"}]) == []  # fmt: skip


def test_a_total_a_thousand_times_too_large_hints_at_the_unit() -> None:
    book = workbook(prosjekt=PROSJEKT, oekonomi=[OEKONOMI, {"sum": True, "kvartal": "2Q 2024", "regnskap": "110 000"}])
    settings, _ = settings_of(book)
    messages = [p.melding for p in check_workbook(book, settings) if p.kode == "sum"]
    assert len(messages) == 1
    assert "se etter feil enhet" in messages[0]


def test_a_level_that_could_not_be_read_is_not_said_to_be_missing() -> None:
    book = workbook(risikoer=[{"id": "R1", "risikofaktor": "X", "egen_s": "H", "egen_k": "H"},
                              {"id": "R2", "risikofaktor": "Y", "egen_s": "tull", "egen_k": None}])  # fmt: skip
    settings, _ = settings_of(book)
    book.problems = [feil("ugyldig-verdi", "Risiko!E3", "«tull» er ikke et nivå.")]
    (missing,) = [p.melding for p in check_workbook(book, settings) if p.kode == "mangler-nivaa"]
    assert missing.startswith("Trusselen mangler K og kan")
    book.problems.append(feil("ugyldig-verdi", "Risiko!F3", "«tøys» er ikke et nivå."))
    assert not [p for p in check_workbook(book, settings) if p.kode == "mangler-nivaa"]


def test_convention_b_turns_the_expected_sign() -> None:
    prosjekt = [{**PROSJEKT[0], "fortegn_avvik": "merforbruk positivt"}]
    turned = {**OEKONOMI, "avvik": "10", "avvik_prosent": "10,0", "prognoseavvik": "500"}
    assert found(prosjekt=prosjekt, oekonomi=[turned]) == []


def test_identity_numbers_are_taken_out_of_what_a_report_may_print() -> None:
    book = workbook(prosjekt=PROSJEKT, tiltak=[{"id": "1.1", "tiltak": "Gjelder 010190 12345 og mer"}])
    settings, _ = settings_of(book)
    cleaned = without_identity_numbers(book, check_workbook(book, settings))
    assert cleaned.rows("Tiltak")[0].tiltak == f"Gjelder {REMOVED} og mer"
    assert book.rows("Tiltak")[0].tiltak == "Gjelder 010190 12345 og mer"


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("9", "«9» er ikke et nivå. Skriv 1, 2 eller 3. Det regnes som 3."),
        ("2,5", "«2,5» er ikke et nivå. Skriv 1, 2 eller 3. Det regnes som 2."),
        ("ca. 9", "«ca. 9» er ikke et nivå. Skriv 1, 2 eller 3. Det regnes som 3."),
    ],
)
def test_a_level_that_is_none_is_told_as_it_was_typed(level: str, told: str) -> None:
    book = workbook(prosjekt=PROSJEKT, tekst=[{**TEKST, "type": "punkt", "nivaa": level}])
    settings, _ = settings_of(book)
    assert [(p.sted, p.melding) for p in check_workbook(book, settings)] == [("Tekst!G2", told)]


NOTER = [{"noekkel": "KS", "tekst": "Rapport"}, {"noekkel": "tom", "tekst": None}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drift [fotnote: ks] og [se: økonomi]", []),
        ("- Drift [fotnote: kz]\n- mer", [("ukjent-fotnote", "Tiltak!D2")]),
        ("Drift [fotnote: tom]", [("ukjent-fotnote", "Tiltak!D2")]),
        ("Drift [fotnote: ks", [("henvisning-uferdig", "Tiltak!D2")]),
        ("Drift [1] og [sic]", []),
    ],
)
def test_footnotes_that_texts_name_exist(text: str, expected: list[tuple[str, str]]) -> None:
    found_here = found(tiltak=[{"id": "1.1", "tiltak": text}], fotnoter=NOTER)
    assert [pair for pair in found_here if pair[0] in {"ukjent-fotnote", "henvisning-uferdig"}] == expected


@pytest.mark.parametrize("key", ["ks", "ukjent"])
def test_a_footnote_cannot_stand_in_another(key: str) -> None:
    notes = [*NOTER, {"noekkel": "a", "tekst": f"Se [fotnote: {key}]"}]
    assert [pair for pair in found(fotnoter=notes) if "fotnote" in pair[0]] == [("fotnote-umulig", "Fotnoter!B4")]


@pytest.mark.parametrize(("link", "faults"), [("https://ks.no", 0), ("file:///etc/passwd", 1), ("javascript:x", 1)])
def test_the_link_of_a_footnote_leads_to_the_web(link: str, faults: int) -> None:
    notes = [{"noekkel": "a", "tekst": "b", "lenke": link}]
    assert [code for code, _ in found(fotnoter=notes)].count("fotnotelenke") == faults


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("Helt vanlig", []),
        (None, []),
        ("01017012345", ["foedselsnummer"]),
        (Decimal("1019911141"), []),  # the control digits do not fit
        (Decimal("1019911140"), ["foedselsnummer"]),
        ("Se [fotnote: mangler]", ["ukjent-fotnote"]),
        (RikTekst.av_tekst("Se [fotnote: mangler]"), ["ukjent-fotnote"]),
        ("Avtalt med KARI NORDKAPP", ["skjult-navn"]),
    ],
)
def test_a_sheet_of_the_kommunes_own_is_looked_through_too(value: object, codes: list[str]) -> None:
    book = workbook(prosjekt=PROSJEKT, deltakere=[{"navn": "Kari Nordkapp", "vises": "nei", "stilling": "leder"}])
    same = "Helt vanlig"
    rows = [UnknownRow({"Navn": same, "Antall": Decimal(3)}, 2), UnknownRow({"Navn": same, "Antall": value}, 3)]
    book.unknown["Avtaler"] = UnknownSheet("Avtaler", ("Navn", "Antall"), rows)
    told = check_workbook(book, settings_of(book)[0], Q2)
    assert [p.kode for p in told if p.sted == "Avtaler, rad 3"] == codes
    assert not [p for p in told if p.sted == "Avtaler, rad 2"]
    shown = SkjulteNavn(book).removed_from(book).unknown["Avtaler"].rows
    assert shown[1].values["Antall"] == ("Avtalt med leder" if codes == ["skjult-navn"] else value)
    cleaned = without_identity_numbers(book, told).unknown["Avtaler"].rows
    assert cleaned[1].values["Antall"] == (REMOVED if codes == ["foedselsnummer"] else value)


def test_an_unclear_time_is_told_of_once() -> None:
    told = [feil(code, place, "") for place in ("A1", "B1") for code in ("uklar-dato", "ikke-i-gantt", "tomt-felt")]
    told += [feil(code, "C1", "") for code in ("ikke-i-gantt", "plassholder")]
    assert [(p.kode, p.sted) for p in told_once([*told, feil("uklar-dato", "D1", "")])] == [
        ("ikke-i-gantt", "A1"), ("tomt-felt", "A1"), ("ikke-i-gantt", "B1"), ("tomt-felt", "B1"),
        ("plassholder", "C1"), ("uklar-dato", "D1"),
    ]  # fmt: skip


def test_what_the_plan_has_no_room_for_is_told_of_together() -> None:
    late = [{"navn": f"Vedtak {n}", "type": "milepæl", "ny_dato": {"2Q 2024": f"2Q 204{n}"}} for n in range(5)]
    book = workbook(prosjekt=PROSJEKT, milepaeler=[ACTIVITY, *late])
    (told,) = [p for p in check_workbook(book, settings_of(book)[0], Q2) if p.kode == "ikke-i-gantt"]
    assert told.melding == (
        "Framdriftsplanen har plass til 24 kvartaler, og slutter med 1. kvartal 2030. «Vedtak 0», «Vedtak 1», "
        "«Vedtak 2» og 2 til går lenger, og resten er ikke tegnet."
    )
