"""The plan and the final report: what each sheet and text brings, and what leaves itself out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.test_templates_filled import W, filled, heading_rows, paragraphs, part, style_of, template, text_of

PLANS = ("gjennomforingsplan", "sluttrapport")
APPENDIX = ["Definisjoner og datagrunnlag", "Slik leses rapporten", "Datagrunnlag"]
AREAS = [{"nr": "1", "navn": "Tjenesteprofil"}, {"nr": "2", "navn": "Forvaltning"}]
POINT = {"id": "1.1", "omraade": "1", "aksjonspunkt": "Styrke hjemmebasert omsorg"}


def said(key: str, words: str = "Noe å si.", heading: str = "") -> dict[str, str]:
    """A row of sheet «Tekst»."""
    return {"noekkel": key, "tekst": words, **({"overskrift": heading} if heading else {})}


def chapters(data: bytes, *levels: int) -> list[str]:
    return paragraphs(data, *(f"Overskrift{level}" for level in levels or (1, 2, 3)))


@pytest.mark.parametrize("name", PLANS)
def test_template_compiles_without_a_remark_and_is_about_no_quarter(name: str) -> None:
    assert template(name).problems == ()
    assert template(name).without_quarter


@pytest.mark.parametrize("name", PLANS)
def test_an_almost_empty_workbook_gives_a_cover_and_no_empty_chapter(name: str) -> None:
    data = filled(name)
    assert chapters(data) == []
    assert paragraphs(data, "Forsidekommune") == ["Moskenes kommune"]
    assert paragraphs(data, "Innholdsoverskrift") == ["Innhold"]


@pytest.mark.parametrize(
    ("sheets", "headings"),
    [
        ({"tekst": [said("innledning")]}, ["Innledning"]),
        ({"tekst": [said("bakgrunn")]}, ["Bakgrunn og rammebetingelser"]),
        ({"tekst": [said("Bakgrunn og rammebetingelser")]}, ["Bakgrunn og rammebetingelser"]),
        ({"tekst": [said("status_økonomi")]}, ["Bakgrunn og rammebetingelser", "Status økonomi"]),
        (
            {"tjenesteomraader": [{"kontogruppe": "22", "navn": "Hjemmetjenester"}]},
            ["Bakgrunn og rammebetingelser", "Status og utfordring"],
        ),
        ({"samarbeid": [{"navn": "Legevakt"}]}, ["Bakgrunn og rammebetingelser", "Status og utfordring"]),
        ({"maal": [{"maal": "Ut av ROBEK", "maaltype": "Overordnet mål"}]}, ["Mål og krav"]),
        ({"maal": [{"maal": "Flere hjemme", "maaltype": "Effektmål"}]}, ["Mål og krav", "Effektmål"]),
        (
            {"maal": [{"maal": "35 mill.", "maaltype": "Resultatmål", "indikator": "innsparing"}]},
            ["Mål og krav", "Resultatmål", "Slik måles målene"],
        ),
        (
            {"innsatsomraader": AREAS},
            [
                "Gjennomføringsplan og leveranser",
                "Prosjektets innsatsområder med tiltak",
                "Nærmere beskrivelse av innsatsområdene",
                "Tjenesteprofil",
                "Forvaltning",
            ],
        ),
        (
            {"milepaeler": [{"navn": "Plan vedtatt", "type": "milepæl", "dato": "3Q 2024"}]},
            ["Gjennomføringsplan: aktivitet og milepæler"],
        ),
        (
            {"risikoer": [{"id": "T1", "risikofaktor": "Ressurser"}]},
            ["Gjennomføringsplan: aktivitet og milepæler", "Vurdering av usikkerheter"],
        ),
        (
            {"grupper": [{"navn": "Styringsgruppe"}]},
            ["Bakgrunn og rammebetingelser", "Prosjektstyring og oppfølging", "Organisering, roller og ansvar"],
        ),
        ({"interessenter": [{"navn": "Innbyggerne"}]}, ["Interessenter og kommunikasjonsstrategi"]),
    ],
)
def test_each_sheet_and_text_brings_its_own_chapter_of_the_plan(sheets: dict[str, Any], headings: list[str]) -> None:
    assert chapters(filled("gjennomforingsplan", **sheets)) == headings


@pytest.mark.parametrize(
    ("sheets", "headings"),
    [
        ({"tekst": [said("sammendrag")]}, ["Sammendrag"]),
        ({"tekst": [said("bakgrunn")]}, ["Bakgrunn"]),
        ({"tekst": [said("anbefalinger")]}, ["Bakgrunn", "Anbefalinger"]),
        ({"faser": [{"nr": "1", "navn": "Fase 1"}]}, ["Bakgrunn", "Fasene i prosjektet"]),
        ({"maal": [{"maal": "Flere hjemme"}]}, ["Måloppnåelse"]),
        ({"gevinster": [{"gevinst": "Færre vikarer"}]}, ["Gevinster"]),
        (
            {"prosjektoekonomi": [{"kvartal": "2Q 2024", "post": "Frikjøp", "budsjett": "250"}]},
            ["Økonomi", "Prosjektøkonomi"],
        ),
        ({"innsparing": [{"navn": "Turnus", "effekt": {"2024": "2"}}]}, ["Økonomi", "Innsparing"]),
        ({"oekonomi": [{"kvartal": "2Q 2024", "navn": "Legetjeneste", "regnskap": "4 928"}]}, ["Økonomi", "Drift"]),
        ({"tekst": [said("gikk_bra")]}, ["Erfaringer og læring", "Hva gikk bra"]),
        ({"tekst": [said("annerledes")]}, ["Erfaringer og læring", "Hva vi ville gjort annerledes"]),
        ({"tekst": [said("stikkord")]}, ["Erfaringer og læring", "Stikkord for å lykkes"]),
        ({"omsorgstrapp": [{"trinn": "0", "tittel": "Hjemmeboende", "punkt": "Besøksvenn"}]}, ["Omsorgstrappen"]),
        ({"tiltak": [POINT]}, ["Videre drift og overføring til linjen"]),
        ({"tiltak": [{**POINT, "egen_status": "Fullført"}]}, []),
    ],
)
def test_each_sheet_and_text_brings_its_own_chapter_of_the_final_report(
    sheets: dict[str, Any], headings: list[str]
) -> None:
    assert chapters(filled("sluttrapport", **sheets)) == headings


def test_a_heading_is_what_the_workbook_calls_the_text() -> None:
    data = filled("gjennomforingsplan", tekst=[said("status_økonomi", heading="Økonomien i august 2023")])
    assert chapters(data, 2) == ["Økonomien i august 2023"]


def test_chapters_are_numbered_by_word_and_figures_and_tables_by_themselves() -> None:
    data = filled(
        "gjennomforingsplan",
        grupper=[{"navn": "Styringsgruppe"}, {"navn": "Arbeidsgruppe", "rapporterer_til": "Styringsgruppe"}],
        innsatsomraader=AREAS,
        tiltak=[{**POINT, "maalsetning": "Flere hjemme"}],
        risikoer=[{"id": "T1", "risikofaktor": "Ressurser"}],
    )
    captions = paragraphs(data, "Bildetekst", "Figurtekst")
    assert [caption.split(".")[0] for caption in captions] == [
        "Figur 1", "Figur 2", "Tabell 1", "Tabell 2", "Tabell 3",
    ]  # fmt: skip


def test_lines_of_a_service_area_stand_under_one_name() -> None:
    rows = [
        {"kontogruppe": "23", "navn": "Sykehjem", "volum": "12 beboere", "ansatte": "19,58", "organisering": "Reine"},
        {"kontogruppe": "23", "navn": "Sykehjem", "volum": "Vaskeri", "ansatte": "0,84"},
        {"kontogruppe": "24", "navn": "Helsestasjon", "volum": "1 helsesykepleier", "organisering": "Rådhuset"},
    ]
    table = table_after(filled("gjennomforingsplan", tjenesteomraader=rows), "Tabell 1. Tjenesteområdene")
    assert [cells(row) for row in table.iter(W + "tr")] == [
        ["Tjenesteområde med kontogruppe", "Volum tjenester", "Antall ansatte", "Organisering tilbud og samarbeid"],
        ["23 Sykehjem", "12 beboere", "19,58", "Reine"],
        ["↑", "Vaskeri", "0,84", "↑"],
        ["24 Helsestasjon", "1 helsesykepleier", "", "Rådhuset"],
    ]


def cells(row: Any) -> list[str]:
    """The texts of a row; «↑» is a cell merged with the one above."""

    def text(cell: Any) -> str:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        return "↑" if merged is not None and merged.get(W + "val") != "restart" else text_of(cell)

    return [text(cell) for cell in row.findall(W + "tc")]


def table_after(data: bytes, caption: str) -> Any:
    """The table that comes next after a paragraph with this text."""
    for paragraph in part(data)[0].iter(W + "p"):
        if text_of(paragraph) == caption:
            return next(block for block in paragraph.itersiblings() if block.tag == W + "tbl")
    raise AssertionError(caption)


def drawn(data: bytes, title: str) -> list[list[list[str]]]:
    """The drawn figures of this title, each as rows of cells."""
    tables = [
        table for table in part(data).iter(W + "tbl") if table.find(f"{W}tblPr/{W}tblCaption").get(W + "val") == title
    ]
    return [[cells(row) for row in table.iter(W + "tr")] for table in tables]


def test_the_figure_has_a_column_for_each_workstream() -> None:
    data = filled("gjennomforingsplan", innsatsomraader=AREAS, tiltak=[POINT, {**POINT, "id": "2.1", "omraade": "2"}])
    point = POINT["aksjonspunkt"]
    assert drawn(data, "Innsatsområdene med aksjonspunkter") == [[["1 Tjenesteprofil", "2 Forvaltning"], [point] * 2]]


def test_many_workstreams_stand_below_each_other() -> None:
    areas = [{"nr": str(n), "navn": f"Område {n}"} for n in range(1, 8)]
    data = filled("gjennomforingsplan", innsatsomraader=areas, tiltak=[POINT])
    (figure,) = drawn(data, "Innsatsområdene med aksjonspunkter")
    assert figure[:2] == [["Innsatsområde", "Aksjonspunkter"], ["1 Område 1", POINT["aksjonspunkt"]]]
    assert len(figure) == 8


def test_workstreams_with_many_action_points_stand_below_each_other() -> None:
    def heads(points: int) -> list[str]:
        measures = [{**POINT, "id": f"1.{n}", "aksjonspunkt": f"Punkt {n}"} for n in range(points)]
        data = filled("gjennomforingsplan", innsatsomraader=AREAS, tiltak=measures)
        return drawn(data, "Innsatsområdene med aksjonspunkter")[0][0]

    assert heads(16) == ["1 Tjenesteprofil", "2 Forvaltning"]
    assert heads(17) == ["Innsatsområde", "Aksjonspunkter"]


def test_groups_are_drawn_level_by_level() -> None:
    groups = [
        {"navn": "Styringsgruppe"},
        {"navn": "Arbeidsgruppe", "rapporterer_til": "Styringsgruppe"},
        {"navn": "Referansegruppe", "rapporterer_til": "Styringsgruppe"},
    ]
    levels = drawn(filled("gjennomforingsplan", grupper=groups), "Grupper på samme nivå")
    assert [[text for text in row if text] for (row,) in levels] == [
        ["Styringsgruppe"],
        ["Arbeidsgrupperapporterer til Styringsgruppe", "Referansegrupperapporterer til Styringsgruppe"],
    ]


def test_groups_that_do_not_report_to_each_other_are_not_drawn() -> None:
    assert drawn(filled("gjennomforingsplan", grupper=[{"navn": "A"}, {"navn": "B"}]), "Grupper på samme nivå") == []


def test_a_member_who_is_not_to_be_named_stands_with_the_role() -> None:
    members = [
        {"gruppe": "Arbeidsgruppe", "navn": "Kari Eksempel", "rolle": "leder", "stilling": "avdelingsleder"},
        {"gruppe": "Arbeidsgruppe", "navn": "Per Tenkt", "rolle": "brukerrepresentant", "vises": "nei"},
        {"gruppe": "Arbeidsgruppe", "navn": "Ola Prøve", "rolle": "medlem", "enhet": "Sykehjemmet"},
    ]
    data = filled("gjennomforingsplan", grupper=[{"navn": "Arbeidsgruppe"}], deltakere=members)
    assert paragraphs(data, "Punktliste") == [
        "Kari Eksempel, avdelingsleder, leder",
        "Brukerrepresentant",
        "Ola Prøve, Sykehjemmet",
    ]
    assert "Tenkt" not in text_of(part(data))


def test_goals_of_both_projects_say_whose_they_are() -> None:
    goals = [
        {"maal": "Ut av ROBEK", "maaltype": "Effektmål", "nivaa": "hovedprosjekt"},
        {"maal": "Flere hjemme", "maaltype": "Effektmål", "nivaa": "delprosjekt"},
    ]
    both, one = filled("gjennomforingsplan", maal=goals), filled("gjennomforingsplan", maal=goals[1:])
    assert paragraphs(both, "Ledetekst") == ["For hovedprosjektet", "For delprosjektet"]
    assert paragraphs(both, "Punktliste") == ["Ut av ROBEK", "Flere hjemme"]
    assert paragraphs(one, "Ledetekst") == []


@pytest.mark.parametrize(("dated", "turned"), [({}, 0), ({"milepaeler": [{"navn": "Oppstart", "dato": "2Q 2024"}]}, 1)])
def test_only_the_plan_by_quarter_stands_on_a_turned_page(dated: dict[str, Any], turned: int) -> None:
    data = filled("gjennomforingsplan", risikoer=[{"id": "T1", "risikofaktor": "Ressurser"}], **dated)
    assert [size.get(W + "orient") for size in part(data).iter(W + "pgSz")].count("landscape") == turned


def test_the_channel_and_how_often_share_a_column_so_that_words_have_room() -> None:
    people = [
        {"navn": "Ansatte", "kanal": "Personalmøte", "hyppighet": "månedlig"},
        {"navn": "Innbyggerne", "kanal": "Nettside"},
    ]
    table = table_after(filled("gjennomforingsplan", interessenter=people), "Tabell 1. Interessenter")
    assert [cells(row) for row in table.iter(W + "tr")] == [
        ["Interessent", "Kanal og hyppighet"],
        ["Ansatte", "Personalmøte, månedlig"],
        ["Innbyggerne", "Nettside"],
    ]
    only = heading_rows(filled("gjennomforingsplan", interessenter=people[1:]))
    assert only[-1] == ["Interessent", "Kanal"]


def test_an_action_point_is_never_cut() -> None:
    point = "Digitalisering og teknologi – " + "trygghetsteknologi som frigir personell " * 4
    data = filled(
        "gjennomforingsplan",
        innsatsomraader=AREAS,
        tiltak=[{**POINT, "aksjonspunkt": point.strip(), "maalsetning": "To løsninger"}],
    )
    shown = [text_of(p) for p in part(data).iter(W + "p") if text_of(p).startswith("Digitalisering")]
    assert shown == [point.strip()] * 3  # in the figure, in the list and in the table


def test_threats_and_opportunities_have_the_columns_people_know() -> None:
    risks = [
        {"id": "T1", "risikofaktor": "Ressurser", "innhold": "Tar tid", "mottiltak": "Planlegge"},
        {"id": "M1", "type": "mulighet", "risikofaktor": "Støtte", "innhold": "Tre år", "mottiltak": "Endre"},
    ]
    rows = heading_rows(filled("gjennomforingsplan", risikoer=risks))
    assert rows[-2:] == [["Trusler", "Innhold", "Reduserende tiltak"], ["Muligheter", "Innhold", "Tiltak"]]


def test_each_goal_of_the_final_report_has_its_result() -> None:
    goal = {"maal": "Heltid", "maaltype": "Resultatmål", "indikator": "heltidsandel", "nullpunkt": "41",
            "maalverdi": "60", "enhet": "%", "resultat": "52", "status": "Pågår"}  # fmt: skip
    table = table_after(filled("sluttrapport", maal=[goal]), "Tabell 1. Mål og resultater")
    assert [cells(row) for row in table.iter(W + "tr")] == [
        ["Måltype", "Mål", "Indikator", "Nullpunkt", "Målverdi", "Resultat", "Status"],
        ["Resultatmål", "Heltid", "heltidsandel, %", "41", "60", "52", "Pågår"],
    ]


@pytest.mark.parametrize("name", PLANS)
def test_versions_stand_with_the_contents(name: str) -> None:
    versions = [{"versjon": "1.00", "dato": "12.10.2023", "endring": "Første versjon"}]
    data = filled(name, versjoner=versions)
    assert paragraphs(data, "Innholdsoverskrift") == ["Versjoner", "Innhold"]
    assert ["Versjon", "Dato", "Endring"] in heading_rows(data)


@pytest.mark.parametrize("name", PLANS)
def test_marking_comes_first_and_stands_in_the_header(name: str) -> None:
    project = [{"kommune": "Moskenes kommune", "tilgang": "Unntatt offentlighet", "hjemmel": "offl. § 14"}]
    data = filled(name, prosjekt=project)
    assert text_of(part(data)[0][0]) == "Unntatt offentlighet, jf. offl. § 14"
    assert text_of(part(data, "word/header1.xml")).startswith("Unntatt offentlighet, jf. offl. § 14")


@pytest.mark.parametrize("name", PLANS)
def test_the_appendix_is_only_in_the_final_report(name: str) -> None:
    found = paragraphs(filled(name), "Overskriftvedlegg", "Underoverskriftutennummer")
    assert found == (APPENDIX if name == "sluttrapport" else [])


@pytest.mark.parametrize("name", PLANS)
def test_no_empty_paragraph_but_those_that_hold_a_place(name: str) -> None:
    data = filled(
        name, innsatsomraader=AREAS, tiltak=[POINT], grupper=[{"navn": "A"}], samarbeid=[{"navn": "Legevakt"}]
    )
    blank = {style_of(p) for p in part(data)[0].findall(W + "p") if not text_of(p)}
    assert blank <= {"Forsidebilde", "Forsideluft", "Seksjonsslutt", "Tabelluft"}
