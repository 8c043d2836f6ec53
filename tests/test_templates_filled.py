"""The shipped templates filled from small workbooks: what is not known leaves itself out, and nothing breaks."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rapportgen.model.grunnlag import Report, make_context
from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Periode
from rapportgen.word import compile_template, render_template, verify_document
from rapportgen.word.settings import Egenskaper, Visning
from tests.model.bygg import workbook
from tests.needs import need_program
from tests.word.judge import judge

ROOT = Path(__file__).parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PERIOD = Periode.parse("2Q 2024")
KOMMUNE = [{"kommune": "Moskenes kommune", "delprosjekt": "Helse og omsorg"}]
STATUS = {"kvartal": "2Q 2024", "tiltak_id": "1.1", "status": "Pågår"}
ALWAYS = ["Definisjoner og datagrunnlag", "Slik leses rapporten", "Datagrunnlag"]
PLACES_WITHOUT_TEXT = {"Forsidebilde", "Forsideluft", "Seksjonsslutt", "Topptekstluft", "Statusluft", "Statusslutt"}


@cache
def template(name: str) -> Any:
    return compile_template(ROOT / "templates" / f"{name}.docx", cache=False)


def filled(name: str, **sheets: list[dict[str, Any]]) -> bytes:
    """The report of 2Q 2024 from a workbook with these sheets, verified and judged."""
    book = workbook(**{"prosjekt": KOMMUNE, **sheets})
    settings, _ = settings_of(book)
    report = Report(PERIOD, name.capitalize(), name, date(2024, 7, 12))
    context = make_context(book, report, settings, [])
    made = render_template(template(name), context, Visning(), Egenskaper(tittel="Prøve", dato=date(2024, 7, 12)))
    assert {problem.kode for problem in made.problems} <= {"innhold-tomt"}
    assert verify_document(made.data) == []
    assert judge(made.data) == []
    return made.data


def part(data: bytes, member: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(member))


def text_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(W + "val", "")


def paragraphs(data: bytes, *styles: str) -> list[str]:
    return [text_of(p) for p in part(data).iter(W + "p") if style_of(p) in styles]


def headings(data: bytes) -> list[str]:
    return paragraphs(data, "Overskrift1", "Overskrift2", "Overskriftvedlegg", "Underoverskriftutennummer")


def heading_rows(data: bytes) -> list[list[str]]:
    return [[text_of(cell) for cell in table.find(W + "tr").iter(W + "tc")] for table in part(data).iter(W + "tbl")]


@pytest.mark.parametrize("name", ["kvartalsrapport", "statusside"])
def test_template_compiles_without_a_remark(name: str) -> None:
    assert template(name).problems == ()


@pytest.mark.parametrize("name", ["kvartalsrapport", "statusside"])
def test_report_of_an_almost_empty_workbook_has_no_empty_chapter(name: str) -> None:
    data = filled(name)
    assert headings(data) == (["Samlet status", *ALWAYS] if name == "kvartalsrapport" else [])
    assert paragraphs(data, "Statusoverskrift") == []


@pytest.mark.parametrize(
    ("sheets", "chapters"),
    [
        ({"beslutninger": [{"kvartal": "2Q 2024", "sak": "Ny dato"}]}, ["Saker til beslutning"]),
        ({"tiltak": [{"id": "1.1", "tiltak": "Turnus"}], "status": [STATUS]}, ["Gjennomført i kvartalet"]),
        ({"milepaeler": [{"navn": "Plan vedtatt", "type": "milepæl", "dato": "3Q 2024"}]}, ["Milepæler"]),
        ({"oekonomi": [{"kvartal": "2Q 2024", "navn": "Legetjeneste", "regnskap": "4 928"}]}, ["Økonomi"]),
        ({"innsparing": [{"navn": "Turnus", "effekt": {"2024": "2"}}]}, ["Økonomi", "Innsparing"]),
        (
            {"prosjektoekonomi": [{"kvartal": "2Q 2024", "post": "Frikjøp", "budsjett": "250"}]},
            ["Økonomi", "Prosjektøkonomi"],
        ),
        ({"noekkeltall": [{"kvartal": "2Q 2024", "navn": "Sykefravær", "verdi": "10,9"}]}, ["Bemanning og nærvær"]),
        ({"noekkeltall": [{"kvartal": "2Q 2024", "navn": "Beboere", "verdi": "14"}]}, ["Tjeneste- og styringsdata"]),
        (
            {"risikoer": [{"id": "R1", "risikofaktor": "Vikarer", "egen_s": "H", "egen_k": "M"}]},
            ["Risiko og muligheter", "Trusler"],
        ),
        (
            {"risikoer": [{"id": "M1", "type": "mulighet", "risikofaktor": "Samarbeid"}]},
            ["Risiko og muligheter", "Muligheter"],
        ),
        ({"gevinster": [{"gevinst": "Færre vikarer"}]}, ["Gevinster"]),
        (
            {"medvirkning": [{"dato": "14.05.2024", "arena": "Innbyggermøte"}]},
            ["Medvirkning og kommunikasjon"],
        ),
    ],
)
def test_each_sheet_brings_its_own_chapter_and_no_other(sheets: dict[str, Any], chapters: list[str]) -> None:
    found = [heading for heading in headings(filled("kvartalsrapport", **sheets)) if heading not in ALWAYS]
    assert found == ["Samlet status", *chapters]


def test_deviations_and_plans_have_their_chapters() -> None:
    status = {**STATUS, "avvik": "Ett kvartal etter plan", "planlagt": "Ombygging starter i august"}
    data = filled(
        "kvartalsrapport",
        innsatsomraader=[{"nr": "1", "navn": "Tjenesteprofil"}, {"nr": "2", "navn": "Forvaltning"}],
        tiltak=[{"id": "1.1", "omraade": "1", "tiltak": "Samlokalisering"}],
        status=[status],
    )
    assert {"Avvik og korrigerende tiltak", "Plan for neste kvartal"} <= set(headings(data))
    assert "1.1 Samlokalisering: Ombygging starter i august" in paragraphs(data, "Punktliste2")
    assert "Forvaltning" not in paragraphs(data, "Punktliste")


RISK = {"id": "R1", "risikofaktor": "Vikarer", "egen_s": "H", "egen_k": "M"}
ECONOMY = {"kvartal": "2Q 2024", "navn": "Legetjeneste", "regnskap": "4 928", "periodisert_budsjett": "4 606"}


def test_columns_without_a_value_are_left_out() -> None:
    data = filled("kvartalsrapport", risikoer=[RISK, {**RISK, "id": "R2", "mottiltak": "Fast turnus"}])
    assert ["Nr", "Risikofaktor", "S", "K", "RF", "Mottiltak"] in heading_rows(data)


def test_tables_keep_their_width_when_columns_go() -> None:
    for table in part(filled("kvartalsrapport", risikoer=[RISK], oekonomi=[ECONOMY])).iter(W + "tbl"):
        grid = [int(column.get(W + "w")) for column in table.iter(W + "gridCol")]
        total = int(table.find(f"{W}tblPr/{W}tblW").get(W + "w"))
        assert sum(grid) == total
        for row in table.iter(W + "tr"):
            assert sum(int(width.get(W + "w")) for width in row.iter(W + "tcW")) == total


def test_sum_row_has_a_cell_under_every_heading() -> None:
    data = filled("kvartalsrapport", innsparing=[{"navn": "Turnus", "effekt": {"2024": "2"}, "farge": "Gul"}])
    table = next(t for t in part(data).iter(W + "tbl") if text_of(t).startswith("TiltakEffekt 2024"))
    assert {len(row.findall(W + "tc")) for row in table.iter(W + "tr")} == {3}


def test_captions_are_numbered_without_gaps_though_chapters_are_missing() -> None:
    captions = paragraphs(filled("kvartalsrapport", risikoer=[RISK], oekonomi=[ECONOMY]), "Bildetekst")
    assert len(captions) > 4
    assert [caption.split(".")[0] for caption in captions] == [f"Tabell {n}" for n in range(1, len(captions) + 1)]


@pytest.mark.parametrize(
    ("sheets", "turned"), [({}, 0), ({"gevinster": [{"gevinst": "Ro"}]}, 0), ({"risikoer": [RISK]}, 1)]
)
def test_landscape_pages_are_there_only_for_wide_chapters(sheets: dict[str, Any], turned: int) -> None:
    sizes = list(part(filled("kvartalsrapport", **sheets)).iter(W + "pgSz"))
    assert [size.get(W + "orient") for size in sizes].count("landscape") == turned
    assert len(sizes) == 2 + 2 * turned


def figures_of(**sheets: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """How many charts each figure of the report has, with its caption."""
    body = list(part(filled("kvartalsrapport", **sheets))[0])
    return [
        (len(list(p.iter(W + "drawing"))), text_of(caption))
        for p, caption in pairwise(body)
        if p.find(f".//{W}drawing") is not None
    ]


YEAR = {"navn": "Legetjeneste", "revidert_budsjett": "9 400", "aarsprognose": "9 870"}


@pytest.mark.parametrize(
    ("sheets", "figures"),
    [
        ({"risikoer": [RISK]}, []),
        ({"oekonomi": [{"kvartal": "2Q 2024", **YEAR}]}, [(1, "Figur 1. Økonomi per tjenesteområde. Tall i 1 000 kr")]),
        (
            {"oekonomi": [{"kvartal": quarter, **YEAR} for quarter in ("1Q 2024", "2Q 2024")]},
            [(2, "Figur 1. Økonomi per tjenesteområde og årsprognose gjennom 2024. Tall i 1 000 kr")],
        ),
        (
            {"innsparing": [{"navn": "Turnus", "effekt": {"2024": "2"}, "farge": "Gul"}]},
            [(1, "Figur 1. Planlagt og realisert innsparing. Tall i 1 000 kr")],
        ),
    ],
)
def test_charts_stand_with_their_caption_only_where_there_are_figures(
    sheets: dict[str, Any], figures: list[tuple[int, str]]
) -> None:
    assert [(count, text.replace("\u00a0", " ")) for count, text in figures_of(**sheets)] == figures


@pytest.mark.parametrize(("status", "headed"), [(None, False), ("Pågår", True)])
def test_milestones_without_a_status_have_no_column_for_it(status: str | None, headed: bool) -> None:
    milestone = {"type": "milepæl", "navn": "Innbyggermøte", "dato": "3Q 2024", "status": status}
    for name in ("kvartalsrapport", "statusside"):
        row = next(row for row in heading_rows(filled(name, milepaeler=[milestone])) if row[0] == "Milepæl")
        assert ("Status" in row) is headed


def test_no_empty_paragraph_but_those_that_hold_a_place() -> None:
    data = filled("kvartalsrapport", risikoer=[RISK], oekonomi=[ECONOMY], tiltak=[{"id": "1.1"}], status=[STATUS])
    blank = [p for p in part(data)[0].findall(W + "p") if not text_of(p) and p.find(f".//{W}drawing") is None]
    assert {style_of(p) for p in blank} <= PLACES_WITHOUT_TEXT
    assert "None" not in text_of(part(data))


def test_unit_and_sign_stand_with_the_figures() -> None:
    data = filled("kvartalsrapport", oekonomi=[ECONOMY])
    assert any(caption.endswith("Tall i 1\u00a0000\u00a0kr") for caption in paragraphs(data, "Bildetekst"))
    assert any("mindreforbruk" in line and "Avrunding" in line for line in paragraphs(data, "Kildelinje"))


RESTRICTED = [{**KOMMUNE[0], "tilgang": "Unntatt offentlighet", "hjemmel": "offl. § 14 første ledd"}]


@pytest.mark.parametrize("name", ["kvartalsrapport", "statusside"])
def test_marking_comes_first_and_stands_in_the_header(name: str) -> None:
    data = filled(name, prosjekt=RESTRICTED)
    marking = "Unntatt offentlighet, jf. offl. § 14 første ledd"
    assert text_of(part(data)[0][0]) == marking
    if name == "kvartalsrapport":
        assert text_of(part(data, "word/header1.xml")).startswith(marking)


def test_open_reports_have_no_marking() -> None:
    assert paragraphs(filled("kvartalsrapport"), "Gradering") == []


DECISION = {
    "kvartal": "2Q 2024",
    "sak": "Ny dato for samlokalisering av heldøgnsomsorg til Reine etter ombygging av sykehjemmet",
    "anbefaling": "Godkjenne første kvartal 2025 og melde konsekvensene inn i arbeidet med økonomiplanen",
    "beslutningstaker": "Hovedutvalg for helse og omsorg",
    "frist": "15.09.2024",
}


def a_bad_quarter() -> bytes:
    """The status page when everything there is to say is long and much."""
    name = "Høy turnover og bruk av vikarer fra byrå reduserer kontinuitet og forankring av arbeidet"
    numbers = range(1, 7)
    status = [{**STATUS, "tiltak_id": f"1.{n}", "status": "Forsinket"} for n in numbers]
    indicators = ("Sykefravær", "Heltidsandel i hele tjenesten", "Ansatte med opplæring i nytt system")
    return filled(
        "statusside",
        prosjekt=RESTRICTED,
        beslutninger=[DECISION] * 5,
        risikoer=[{"id": f"R{n}", "risikofaktor": name, "egen_s": "H", "egen_k": "H"} for n in numbers],
        milepaeler=[{"id": f"M{n}", "navn": name, "type": "milepæl", "dato": "3Q 2024"} for n in numbers],
        tiltak=[{"id": f"1.{n}", "tiltak": name} for n in numbers],
        status=status,
        oekonomi=[{**ECONOMY, "revidert_budsjett": "9 400", "aarsprognose": "9 964"}],
        noekkeltall=[{"kvartal": "2Q 2024", "navn": n, "verdi": "12,4", "enhet": "%"} for n in indicators],
    )


def test_status_page_says_how_much_more_there_is() -> None:
    assert paragraphs(a_bad_quarter(), "Statusrest") == [
        "… og 2 til i kvartalsrapporten.",
        "… og 3 til i kvartalsrapporten.",
    ]


def test_status_page_of_a_bad_quarter_is_still_one_page(tmp_path: Path) -> None:
    soffice = need_program("soffice")
    file = tmp_path / "statusside.docx"
    file.write_bytes(a_bad_quarter())
    profile = (tmp_path / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", file.with_suffix(".pdf").read_bytes())
    assert len(pages) == 1
