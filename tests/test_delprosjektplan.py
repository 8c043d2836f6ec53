"""The template delprosjektplan: everything a plan of the Karasjok kind says, in its order and its two languages."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rapportgen.excel.read import read_workbook
from rapportgen.model.grunnlag import Report, make_context
from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Periode
from rapportgen.word import render_template, verify_document
from rapportgen.word.settings import Egenskaper, Visning
from tests.test_templates_filled import W, filled, headings, paragraphs, part, style_of, template, text_of
from tests.word.judge import judge

ROOT = Path(__file__).parent.parent

# What stands in the plan from Karasjok, chapter by chapter.
SEED = (
    ("forside", "Kárášjoga gielda"),
    ("forside", "Karasjok kommune"),
    ("forside", "Boahttevaš Kárášjohka / Fremtidens Karasjok"),
    ("forside", "Delprosjektplan – Delprosjekt Helse og omsorg"),
    ("forside", "Trinn 2 - NY GIV"),
    ("innhold", "Innhold"),
    ("1", "Bakgrunn og utfordringer"),
    ("1", "Høsten 2019 ble det igangsatt et langsiktig og helhetlig utviklingsprosjekt i Karasjok kommune"),
    ("1", "Prosjektet Boahttevaš Kárášjohka / Fremtidens Karasjok er et langsiktig (8 år) utviklingsprosjekt"),
    ("1", "Trinn 1"),
    ("1", "Omstilling og etablering av BASIS"),
    ("1", "Trinn 2"),
    ("1", "Utviklingskraft og NY GIV"),
    ("1", "Her er vi nå"),
    ("1", "Trinn 3"),
    ("1", "Innovasjon, samskaping og BESTE PRAKSIS"),
    ("1", "I trinn 1 har målet vært å få på plass de grunnleggende funksjonene i en kommune"),
    ("1", "Prognosene fram mot 2040 viser en ubalanse i befolkningssammensetningen."),
    ("1", "Vi skal styrke samarbeidet med frivilligheten."),
    ("1", "I prosjektperioden skal vi hensynta at det skal bygges et nytt helsesenter"),
    ("2", "Mål og rammer"),
    ("2", "I trinn 2 NY GIV vil fokus være en videreutvikling og konsolidering"),
    ("2", "Effektmål for hovedprosjektet"),
    ("2", "over gjennomsnittet av norske kommuner"),
    ("2", "til enhver tid har en sunn og bærekraftig økonomi"),
    ("2", "Effektmål for delprosjektet"),
    ("2", "Vi gir rett tjeneste til rett tid."),
    ("2", "Våre innbyggere har muligheter til å ta ansvar for egen helse, trivsel og mestring."),
    ("2", "Resultatmål for hovedprosjektet"),
    ("2", "på minst 450 poeng"),
    ("2", "bygging av både ny skole og nytt helsesenter"),
    ("2", "Resultatmål for delprosjektet i trinn 2 - NY GIV"),
    ("2", "kommunestyret ha vedtatt en helse- og omsorgsplan"),
    ("2", "Ledelse"),
    ("2", "Helse og omsorg har en robust ledergruppe hvor ansvaret er tydelig delegert i linjen"),
    ("2", "En ledergruppe som jobber strategisk og helhetlig"),
    ("2", "Mestringsorientert ledelse kjennetegner gruppen"),
    ("2", "Bemanning"),
    ("2", "Helse og omsorg har arbeidstidsordninger som kjennetegnes av kontinuitet"),
    ("2", "Helse og omsorg har en etablert heltidskultur"),
    ("2", "Helse og omsorg har et høyt frisknærvær"),
    ("2", "Bærekraftig drift"),
    ("2", "Helse og omsorg har gode tjenestebeskrivelser som brukes aktivt"),
    ("2", "samt systematisk brukermedvirkning"),
    ("2", "Helse og omsorg har en drift i økonomisk balanse"),
    ("3", "Hovedtiltak trinn 2 NY GIV"),
    ("3", "Fokusområder i trinn 2 NY GIV er:"),
    ("3", "Helhetlig virksomhetsstyring"),
    ("3", "Plan og styringssystem forankret i ny samfunnsdel"),
    ("3", "Tjenestekvalitet"),
    ("3", "Gode tjenester - innbyggerne skal oppleve livet som godt og trygt."),
    ("3", "Digitalisering"),
    ("3", "Effektivisering av oppgaver og nye måter å arbeide på"),
    ("3", "Økonomisk omstilling"),
    ("3", "Fortsatt behov for betydelige nedtrekk innen pleie og omsorg og skole"),
    ("3", "Helhetlig virksomhetsstyring"),
    ("3", "Ny helse- og omsorgsplan i 2024"),
    ("3", "SIIDA-gruppene"),
    ("3", "Compilo"),
    ("3", "sykefraværsoppfølging"),
    ("3", "Tjenestekvalitet"),
    ("3", "omsorgstrapp"),
    ("3", "demensomsorgen"),
    ("3", "diabetesarbeid"),
    ("3", "USHT"),
    ("3", "Gericarutiner"),
    ("3", "multidoser"),
    ("3", "årsturnuser"),
    ("3", "kompetanseplan"),
    ("3", "Digitalisering"),
    ("3", "velferdsteknologi med tiltaksplan"),
    ("3", "Økonomisk omstilling"),
    ("3", "fakturering av betalingstjenester"),
    ("4", "Organisering og ressursbruk"),
    ("4", "Prosjektgruppa har i fellesskap overordnet ansvar for fremdrift og resultat i delprosjektet"),
    ("4", "For å lykkes er det viktig med stabilitet i ledergruppen."),
    ("4", "Når det kommer til behov for ekstern bistand"),
    ("4", "Prosjektgruppa"),
    ("4", "SIIDA-grupper"),
    ("5", "Risikovurdering"),
    ("5", "Ustabilitet i ledelsen i helse og omsorg"),
    ("5", "Ha delprosjektplanen som fast tema på fagnettverksmøtet, en gang i måneden."),
    ("5", "Mangler personellressurser for å implementere endringer"),
    ("5", "Mye prosjekter som foregår samtidig"),
    ("5", "Motstand mot endring i ansattegruppa"),
    ("5", "Lage en kommunikasjonsplan."),
    ("5", "før de oversendes til behandling i kommunestyret i desembermøtet"),
    ("5", "S = sannsynlighet, K = konsekvens, RF = risikofaktor (S × K), se tabell 6."),
    ("5", "Konsekvens"),
    ("5", "Sannsynlighet"),
)
KOMMUNE = {"kommune": "Karasjok kommune", "dokumenttittel": "Delprosjektplan helse og omsorg"}
AREAS = [{"nr": str(n), "navn": f"Område {n}", "undertittel": f"Forklaring {n}"} for n in range(1, 6)]
THREAT = {"id": "R1", "risikofaktor": "Mange prosjekter", "egen_s": "H", "egen_k": "M", "mottiltak": "- Prioritere"}


def plan(**sheets: list[dict[str, Any]]) -> bytes:
    return filled("delprosjektplan", **{"prosjekt": [KOMMUNE], **sheets})


@cache
def karasjok() -> bytes:
    """The plan of the sample workbook."""
    book = read_workbook(ROOT / "samples" / "karasjok.xlsx")
    settings, _ = settings_of(book)
    title = str(book.prosjekt.dokumenttittel)
    report = Report(Periode.parse("1Q 2024"), title, "delprosjektplan", date(2024, 4, 12), uten_kvartal=True)
    context = make_context(book, report, settings, [])
    properties = Egenskaper(tittel=title, dato=date(2024, 4, 12))
    made = render_template(template("delprosjektplan"), context, Visning(), properties)
    assert verify_document(made.data) == []
    assert judge(made.data) == []
    return made.data


def all_text(data: bytes) -> str:
    return "\n".join(text_of(p) for p in part(data).iter(W + "p"))


def in_sami(data: bytes) -> list[str]:
    """The texts tagged as Northern Sami, in the document and around it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        roots = [etree.fromstring(archive.read(n)) for n in archive.namelist() if n.startswith("word/") and "xml" in n]
    runs = (run for root in roots for run in root.iter(W + "r") if run.find(f"{W}rPr/{W}lang") is not None)
    return [text_of(run) for run in runs if run.find(f"{W}rPr/{W}lang").get(W + "val") == "se-NO"]


def table(data: bytes, title: str) -> etree._Element:
    return next(t for t in part(data).iter(W + "tbl") if t.find(f"{W}tblPr/{W}tblCaption").get(W + "val") == title)


def cells(row: etree._Element) -> list[str]:
    return [" ".join(filter(None, map(text_of, cell.iter(W + "p")))) for cell in row.iter(W + "tc")]


def footer(data: bytes) -> str:
    return text_of(part(data, "word/footer1.xml"))


def test_the_plan_of_the_sample_says_all_of_it_in_order() -> None:
    text, at = all_text(karasjok()), 0
    for chapter, expected in SEED:
        found = text.find(expected, at)
        assert found >= 0, f"kapittel {chapter}: {expected}"
        at = found


def test_the_cover_begins_with_the_marking_and_the_sami_name() -> None:
    first = [text_of(p) for p in part(karasjok()).iter(W + "p") if text_of(p)][:5]
    assert first == [
        "Unntatt offentlighet, jf. offl. § 14 første ledd",
        "Kárášjoga gielda",
        "Karasjok kommune",
        "Boahttevaš Kárášjohka / Fremtidens Karasjok",
        "Delprosjektplan – Delprosjekt Helse og omsorg",
    ]


def test_sami_words_are_those_of_the_workbook_and_tagged() -> None:
    assert {"Kárášjoga gielda", "Boahttevaš Kárášjohka"} <= set(in_sami(karasjok()))


@pytest.mark.parametrize(
    ("word", "heading", "sami"),
    [
        (None, "Hovedtiltak", []),
        ({"noekkel": "hovedtiltak", "bokmaal": "Hovedtiltak"}, "Hovedtiltak", []),
        ({"noekkel": "hovedtiltak", "samisk": "(oversettes av kommunen)"}, "Hovedtiltak", []),
        ({"noekkel": "risiko", "samisk": "Riska"}, "Hovedtiltak", []),
        ({"noekkel": "hovedtiltak", "samisk": "Váldodoaimmat"}, "Váldodoaimmat / Hovedtiltak", ["Váldodoaimmat"]),
    ],
)
def test_a_heading_is_in_sami_only_with_a_word_from_the_workbook(
    word: dict[str, str] | None, heading: str, sami: list[str]
) -> None:
    data = plan(innsatsomraader=AREAS, ordliste=[word] if word else [])
    assert headings(data) == [heading]
    assert set(in_sami(data)) == set(sami)


def test_a_heading_is_what_the_workbook_calls_it() -> None:
    text = {"noekkel": "hovedtiltak", "tekst": "Fire områder.", "overskrift": "Hovedtiltak trinn 2 NY GIV"}
    data = plan(tekst=[{**text, "overskrift_samisk": "Váldodoaimmat"}])
    assert headings(data) == ["Váldodoaimmat / Hovedtiltak trinn 2 NY GIV"]
    assert set(in_sami(data)) == {"Váldodoaimmat"}


@pytest.mark.parametrize(
    ("sheets", "chapters"),
    [
        ({}, []),
        ({"tekst": [{"noekkel": "bakgrunn", "tekst": "Høsten 2019."}]}, ["Bakgrunn og utfordringer"]),
        ({"tekst": [{"overskrift": "Bakgrunn og utfordringer", "tekst": "A."}]}, ["Bakgrunn og utfordringer"]),
        ({"faser": [{"nr": "1", "navn": "Trinn 1"}]}, ["Bakgrunn og utfordringer"]),
        (
            {"maal": [{"nivaa": "hovedprosjekt", "maaltype": "Effektmål", "maal": "Sunn økonomi"}]},
            ["Mål og rammer", "Effektmål for hovedprosjektet"],
        ),
        ({"maal": [{"maal": "Sunn økonomi"}]}, ["Mål og rammer", "Andre mål"]),
        ({"innsatsomraader": AREAS}, ["Hovedtiltak"]),
        ({"tiltak": [{"id": "1", "tiltak": "Turnus"}]}, ["Hovedtiltak"]),
        ({"grupper": [{"navn": "Styringsgruppe"}]}, ["Organisering og ressursbruk"]),
        ({"risikoer": [THREAT]}, ["Risikovurdering"]),
        ({"risikoer": [{"id": "M1", "type": "mulighet", "risikofaktor": "Samarbeid"}]}, ["Risikovurdering"]),
    ],
)
def test_each_sheet_brings_its_own_chapter_and_no_other(sheets: dict[str, Any], chapters: list[str]) -> None:
    assert headings(plan(**sheets)) == chapters


@pytest.mark.parametrize(
    ("status", "step", "shown"),
    [
        (["Fullført", "Pågår", "Ikke startet"], None, ["Fullført", "Her er vi nå", "Ikke startet"]),
        ([None, None, None], "Trinn 2 - NY GIV", ["", "Her er vi nå", ""]),
    ],
)
def test_the_current_step_is_marked_by_word(status: list[str | None], step: str | None, shown: list[str]) -> None:
    steps = [{"nr": str(n), "navn": f"Trinn {n}", "status": said} for n, said in enumerate(status, 1)]
    data = plan(prosjekt=[{**KOMMUNE, "trinn": step}], faser=steps)
    assert [cells(row)[-1] for row in table(data, "Trinnene i prosjektet").iter(W + "tr")] == ["Status", *shown]


def test_goals_stand_under_their_themes_and_lone_ones_beside_them_where_all_are_lone() -> None:
    goal = {"nivaa": "delprosjekt", "maaltype": "Resultatmål"}
    other = {"nivaa": "delprosjekt", "maaltype": "Effektmål"}
    data = plan(
        maal=[
            {**goal, "maal": "Robuste tjenester"},
            {**goal, "tema": "Ledelse", "maal": "Robust ledergruppe"},
            {**goal, "tema": "Ledelse", "maal": "Mestringsorientert ledelse"},
            {**goal, "tema": "Drift", "maal": "Økonomisk balanse"},
            {**other, "tema": "Bygg", "maal": "Riktige arealer"},
            {**other, "tema": "Helse", "maal": "Godt å leve"},
        ]
    )
    assert paragraphs(data, "Overskrift3") == ["Ledelse", "Drift"]
    assert paragraphs(data, "Punktliste") == ["Robust ledergruppe", "Mestringsorientert ledelse", "Økonomisk balanse"]
    assert {"Robuste tjenester", "Bygg: Riktige arealer", "Helse: Godt å leve"} <= set(paragraphs(data, ""))


@pytest.mark.parametrize(
    ("count", "rows"),
    [
        (1, [["1"]]),
        (2, [["1", "2"]]),
        (3, [["1", "2"], ["3"]]),
        (4, [["1", "2"], ["3", "4"]]),
        (5, [["1", "2"], ["3", "4"], ["5"]]),
    ],
)
def test_focus_areas_stand_two_by_two_in_boxes(count: int, rows: list[list[str]]) -> None:
    boxes = table(plan(innsatsomraader=AREAS[:count]), "Fokusområder")
    found = [[text for text in cells(row) if text] for row in boxes.iter(W + "tr")]
    expected = [[f"Område {n} Forklaring {n}" for n in row] for row in rows]
    assert [row for row in found if row] == [["Fokusområder"], *expected]


def test_measures_are_bullets_under_their_area_and_none_is_lost() -> None:
    measures = [
        {"id": "1.1", "omraade": "1", "tiltak": "Ny plan"},
        {"id": "9.1", "omraade": "9", "tiltak": "Uten område"},
    ]
    data = plan(innsatsomraader=AREAS[:2], tiltak=measures)
    assert headings(data) == ["Hovedtiltak", "Område 1", "Andre tiltak"]
    assert paragraphs(data, "Punktliste") == ["Ny plan", "Uten område"]


def test_the_role_stands_in_place_of_a_hidden_name() -> None:
    member = {"gruppe": "Prosjektgruppa", "rolle": "leder", "stilling": "fagsjef", "vises": "ja"}
    hidden = {**member, "navn": "Nils Tenkt", "rolle": "tillitsvalgt", "stilling": "sykepleier", "vises": "nei"}
    data = plan(grupper=[{"navn": "Prosjektgruppa"}], deltakere=[{**member, "navn": "Elle Prøve"}, hidden])
    assert [cells(row) for row in table(data, "Medlemmer i gruppene").iter(W + "tr")] == [
        ["Medlem", "Rolle i gruppen", "Stilling"],
        ["Prosjektgruppa"],
        ["Elle Prøve", "leder", "fagsjef"],
        ["Tillitsvalgt", "", ""],
    ]
    assert "Nils" not in all_text(data)


def test_the_risk_table_has_lists_in_its_cells_and_a_matrix_with_its_axes_named() -> None:
    long = {**THREAT, "id": "R2", "mottiltak": "- Lage en plan\n- Informere"}
    data = plan(risikoer=[THREAT, long])
    rows = list(table(data, "Risikofaktorer og mottiltak").iter(W + "tr"))
    assert cells(rows[0]) == ["Nr", "Risikofaktor", "S", "K", "RF", "Mottiltak"]
    assert cells(rows[2])[:5] == ["R2", "Mange prosjekter", "Høy", "Medium", "Rød"]
    assert [style_of(p) for p in rows[2].iter(W + "p")][-2:] == ["Punktlistetabell"] * 2
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)  # a risk stays with its measures
    matrix = [cells(row) for row in table(data, "Risikomatrise").iter(W + "tr")]
    assert matrix[0][-1] == "Konsekvens"
    assert matrix[2][:2] == ["Sannsynlighet", "5 Svært høy"]
    assert matrix[3][4] == "Rød R1, R2"


@pytest.mark.parametrize(
    ("adopted", "line"),
    [
        ({}, ""),
        ({"fastsatt_av": "utvalg", "fastsatt_dato": "xx.måned xxxx", "hjemmel_for_fastsetting": "lov....."}, ""),
        ({"fastsatt_av": "kommunestyret"}, ""),
        (
            {"fastsatt_av": "kommunestyret", "fastsatt_dato": "15.12.2023"},
            "Fastsatt av kommunestyret 15. desember 2023",
        ),
        (
            {"fastsatt_av": "kommunestyret", "fastsatt_dato": "15.12.2023", "hjemmel_for_fastsetting": "lov § 5-3"},
            "Fastsatt av kommunestyret 15. desember 2023 med hjemmel i lov § 5-3",
        ),
    ],
)
def test_the_foot_of_the_pages_says_who_adopted_the_plan_or_nothing(adopted: dict[str, str], line: str) -> None:
    assert footer(plan(prosjekt=[{**KOMMUNE, **adopted}])) == line


def test_every_page_has_the_foot() -> None:
    first = next(part(karasjok()).iter(W + "sectPr"))
    assert first.find(f"{W}footerReference") is not None
    assert all(section.find(f"{W}titlePg") is None for section in part(karasjok()).iter(W + "sectPr"))
