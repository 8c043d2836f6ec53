"""`rapportgen mal endring`: what changed between two versions of a template, and which workbooks still do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.excel.bygg import workbook_with
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kjoer import Runner

OLD = para("{{ prosjekt.kommune }}") + para("{% for t in tiltak %}{{ t.tiltak }} {{ t.ansvar }}{% endfor %}")
NEW = (
    para("{{ prosjekt.kommune }} {{ økonomi.sum.årsprognose|mill }}")
    + para("{% for t in tiltak %}{{ t.tiltak }} {{ t.frist|dato }}{% endfor %}")
    + para("{% for k in ark['Kompetanse'] %}{{ k.kurs }}{% endfor %}")
)
SHEETS = {
    "Prosjekt": [["Felt", "Verdi"], ["Kommune", "Moskenes"], ["Rapportkvartal", "2Q 2024"]],
    "Tiltak": [["Tiltak-ID", "Tiltak", "Ansvar"], ["T1", "Nattjeneste", "Lederen"]],
}
KOMPETANSE = {"Kompetanse": [["Kurs", "Pris"], ["Medisinkurs", 1200]]}
FULL = {
    **SHEETS,
    **KOMPETANSE,
    "Tiltak": [["Tiltak-ID", "Tiltak", "Ansvar", "Frist"], ["T1", "Nattjeneste", "Lederen", "1.12.2024"]],
    "Økonomi": [["Kvartal", "Tjenesteområde", "Årsprognose"], ["2Q 2024", "Pleie", 100]],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two versions of a template, to stand in."""
    (tmp_path / "gammel.docx").write_bytes(docx_with(OLD))
    (tmp_path / "ny.docx").write_bytes(docx_with(NEW))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_what_changed_is_shown_kind_by_kind(rapportgen: Runner, folder: Path) -> None:
    outcome = rapportgen("mal", "endring", "gammel.docx", "ny.docx")
    assert outcome.status == 0
    assert lines(outcome.out) == [
        "Fra gammel.docx til ny.docx:",
        "Felter",
        "+ økonomi.sum.årsprognose Økonomi › Årsprognose",
        "+ tiltak[].frist Tiltak › Frist",
        '+ ark["Kompetanse"][].kurs Kompetanse',
        "- tiltak[].ansvar Tiltak › Ansvar",
        "Lister",
        '+ ark["Kompetanse"] Kompetanse',
        "Filtre",
        "+ mill avsnitt 1",
        "+ dato avsnitt 2",
        "I arbeidsboken trengs nå",
        "Økonomi: Årsprognose",
        "Tiltak: Frist",
        "Kompetanse",
        "Brukes ikke lenger",
        "Tiltak: Ansvar",
    ]


def test_the_same_template_has_not_changed(rapportgen: Runner, folder: Path) -> None:
    outcome = rapportgen("mal", "endring", "statusside", "statusside")
    assert outcome.status == 0
    assert "bruker det samme" in outcome.out


def test_a_workbook_that_would_stop_the_report_no_longer_does(rapportgen: Runner, folder: Path) -> None:
    workbook_with(folder / "bok.xlsx", SHEETS)
    outcome = rapportgen("mal", "endring", "gammel.docx", "ny.docx", "bok.xlsx")
    assert outcome.status == 1
    assert "bok.xlsx: duger ikke lenger (1 feil, 2 advarsler)" in outcome.out
    assert "Arket «Kompetanse» finnes ikke i arbeidsboken." in outcome.out
    assert "Malen bruker nå arket «Økonomi»" in outcome.out
    assert "Malen bruker nå kolonnen «Frist»" in outcome.out


def test_a_workbook_that_would_leave_something_empty_does_with_a_warning(rapportgen: Runner, folder: Path) -> None:
    workbook_with(folder / "bok.xlsx", {**SHEETS, **KOMPETANSE})
    arguments = ("mal", "endring", "gammel.docx", "ny.docx", "--bok", "bok.xlsx")
    outcome = rapportgen(*arguments)
    assert outcome.status == 0
    assert "bok.xlsx: duger, men noe blir tomt (2 advarsler)" in outcome.out
    assert rapportgen(*arguments, "--streng").status == 1


def test_a_workbook_with_all_that_is_asked_for_does(rapportgen: Runner, folder: Path) -> None:
    workbook_with(folder / "bok.xlsx", FULL)
    outcome = rapportgen("mal", "endring", "gammel.docx", "ny.docx", "bok.xlsx")
    assert (outcome.status, outcome.out.splitlines()[-1]) == (0, "bok.xlsx: duger")


def test_what_the_old_template_lacked_too_is_not_told(rapportgen: Runner, folder: Path) -> None:
    workbook_with(folder / "bok.xlsx", SHEETS)
    outcome = rapportgen("mal", "endring", "ny.docx", "ny.docx", "bok.xlsx")
    assert (outcome.status, outcome.out.splitlines()[-1]) == (0, "bok.xlsx: duger")


def test_several_workbooks_are_told_of_each(rapportgen: Runner, folder: Path) -> None:
    workbook_with(folder / "a.xlsx", FULL)
    workbook_with(folder / "b.xlsx", SHEETS)
    (folder / "c.xlsx").write_bytes(b"")
    outcome = rapportgen("mal", "endring", "gammel.docx", "ny.docx", "a.xlsx", "b.xlsx", "c.xlsx", "--json")
    found = json.loads(outcome.out)
    assert outcome.status == 1
    assert {file["fil"]: [p["kode"] for p in file["problemer"]] for file in found["filer"]} == {
        "ny.docx": [],
        "a.xlsx": [],
        "b.xlsx": ["ukjent-felt", "mangler-kolonne", "mangler-ark"],
        "c.xlsx": ["kan-ikke-leses"],
    }
    assert found["trengs"] == {"Økonomi": ["Årsprognose"], "Tiltak": ["Frist"], "Kompetanse": []}
    assert found["brukes_ikke"] == {"Tiltak": ["Ansvar"]}
    assert found["borte"] == [
        {"slag": "felt", "navn": "tiltak[].ansvar", "sted": "avsnitt 2", "ark": "Tiltak", "kolonne": "Ansvar"}
    ]


def test_a_folder_stands_for_the_workbooks_in_it(rapportgen: Runner, folder: Path) -> None:
    (folder / "boeker").mkdir()
    workbook_with(folder / "boeker" / "a.xlsx", FULL)
    workbook_with(folder / "boeker" / "b.xlsx", SHEETS)
    outcome = rapportgen("mal", "endring", "gammel.docx", "ny.docx", "boeker")
    assert outcome.status == 1
    assert [line for line in lines(outcome.out) if "duger" in line] == [
        "boeker/a.xlsx: duger",
        "boeker/b.xlsx: duger ikke lenger (1 feil, 2 advarsler)",
    ]


def test_a_new_name_is_told_as_one(rapportgen: Runner, folder: Path) -> None:
    (folder / "ny.docx").write_bytes(docx_with(OLD.replace("in tiltak", "in gjennomført")))
    outcome = rapportgen("mal", "endring", "gammel.docx", "ny.docx")
    assert "var tiltak[].ansvar, er nå gjennomført[].ansvar" in outcome.out
    assert "trengs nå" not in outcome.out


def test_faults_in_the_new_template_are_told(rapportgen: Runner, folder: Path) -> None:
    (folder / "ny.docx").write_bytes(docx_with(para("{{ prosjekt.komune }}")))
    outcome = rapportgen("mal", "endring", "gammel.docx", "ny.docx")
    assert outcome.status == 1
    assert "ny.docx: 1 feil. Se alt med: rapportgen mal sjekk ny.docx" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "status", "text"),
    [
        (("gammel.docx",), 2, "NY"),
        (("gammel.docx", "statussida"), 2, "Mente du «statusside»?"),
        (("gammel.docx", "finnes-ikke.docx"), 2, "finnes ikke"),
        (("gammel.docx", "tom.docx"), 1, "tom.docx"),
    ],
)
def test_what_cannot_be_compared_is_told(
    rapportgen: Runner, folder: Path, arguments: tuple[str, ...], status: int, text: str
) -> None:
    (folder / "tom.docx").write_bytes(b"")
    outcome = rapportgen("mal", "endring", *arguments)
    assert (outcome.status, outcome.out) == (status, "")
    assert text in outcome.err


def test_own_sheets_and_filters_are_known(rapportgen: Runner, folder: Path) -> None:
    (folder / "rapportgen.toml").write_text(
        '[ark.Kompetanse.kolonner]\nKurs = "tekst"\nPris = "beløp"\n[filtre.tusenkr]\ntall = { del_på = 1000 }',
        encoding="utf-8",
    )
    loop = "{% for k in ark['Kompetanse'] %}{{ k.pris|tusenkr }}{% endfor %}"
    (folder / "ny.docx").write_bytes(docx_with(OLD + para(loop)))
    outcome = rapportgen("mal", "endring", "gammel.docx", "ny.docx")
    assert outcome.status == 0
    assert '+ ark["Kompetanse"][].pris Kompetanse › Pris' in lines(outcome.out)
    assert "+ tusenkr avsnitt 3" in lines(outcome.out)


def test_a_file_that_no_template_can_use_did_not_do_before_either(rapportgen: Runner, folder: Path) -> None:
    (folder / "c.xlsx").write_bytes(b"")
    outcome = rapportgen("mal", "endring", "gammel.docx", "ny.docx", "c.xlsx")
    assert outcome.status == 1
    assert "c.xlsx: kan ikke brukes, og kunne det ikke med den gamle malen heller (1 feil)" in outcome.out
