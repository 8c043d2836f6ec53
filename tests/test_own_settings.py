"""A kommune's settings from the file to the report: what is read, checked, printed and named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from rapportgen.errors import SettingsError
from rapportgen.model.perioder import Periode
from rapportgen.pipeline import check_file, make_report
from rapportgen.templates import check_template
from tests.excel.bygg import workbook_with
from tests.test_settings_file import written
from tests.word.docx import Report, docx_with, para
from tests.word.judge import judge

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kjoer import Runner

SETTINGS = """
[maler]
mappe = "maler"
[rapport]
filnavn = "{kommune}: {mal} {kvartal}"
kvartalsformat = "1Q 2024"
[prosjekt]
Mottaker = "Kommunedirektøren"
Firma = "Rådgiver AS"
[risikomatrise]
matrise = "4x4-3-9"
[skala]
sannsynlighet = ["Lite", "Mindre", "Mye", "Svært"]
[trafikklys]
økonomi = { gul = "-2 %" }
[ark.Kompetanse.kolonner]
Kurs-ID = { slag = "id", påkrevd = true }
Kostnad = { slag = "beløp", synonymer = ["Pris"] }
Kvartal = "kvartal"
[ark.Tiltak.kolonner]
"Politisk sak" = "id"
[synonymer]
Ansvarshavende = "Ansvar"
[filtre.tusenkr]
tall = { del_på = 1000, desimaler = 1, enhet = "tusen" }
"""
SHEETS = {
    "Prosjekt": [["Felt", "Verdi"], ["Kommune", "Moskenes"], ["Firma", "Eget AS"], ["Rapportkvartal", "2Q 2024"]],
    "Tiltak": [["Tiltak-ID", "Tiltak", "Ansvarshavende", "Politisk sak"], ["T1", "Nattjeneste", "Lederen", "PS 1/24"]],
    "Risiko": [["Risiko-ID", "Risikofaktor", "S", "K"], ["R1", "Sykefravær", "Svært", 3]],
    "Kompetanse": [
        ["Kurs-ID", "Pris (1 000 kr)", "Kvartal"],
        ["K1", "1 250,5", "2Q 2024"],
        ["K2", "300", "1Q 2024"],
        [None, "3", "2Q 2024"],
    ],
}
TEMPLATE = (
    "{{ prosjekt.mottaker }}|{{ prosjekt.firma }}|{{ rapport.kvartal }}|"
    "{% for t in tiltak %}{{ t.ansvar }} {{ t.politisk_sak }}{% endfor %}|"
    "{% for k in ark['Kompetanse'] %}{{ k.kurs_id }}={{ k.kostnad|tusenkr }} {% endfor %}|"
    "{% for risiko in risikoer %}{{ risiko.s.verdi }}{{ risiko.lys }}{% endfor %}"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A kommune's folder: its settings, a template of its own, and a workbook in a folder below."""
    written(tmp_path, SETTINGS)
    (tmp_path / "maler").mkdir()
    (tmp_path / "maler" / "notat.docx").write_bytes(docx_with(para(TEMPLATE)))
    (tmp_path / "2024").mkdir()
    workbook_with(tmp_path / "2024" / "bok.xlsx", SHEETS)
    return tmp_path


def test_a_report_is_made_by_the_settings(folder: Path) -> None:
    made = make_report("notat", folder / "2024" / "bok.xlsx", out=folder)
    report = Report(made.fil.read_bytes(), ())
    assert made.fil == folder / "Moskenes- notat 2024-2q.docx"
    assert report.text.replace("\u00a0", " ") == (
        "Kommunedirektøren|Eget AS|2Q 2024|Lederen PS 1/24|K1=1 250,5 tusen –=3,0 tusen |4Rød"
    )
    assert judge(made.fil.read_bytes()) == []


def test_own_sheets_and_columns_are_checked_as_ours(folder: Path) -> None:
    found = {(problem.sted, problem.kode) for problem in check_file(folder / "2024" / "bok.xlsx").problems}
    assert ("Kompetanse!A4", "mangler-verdi") in found
    assert not {code for _, code in found} & {"ukjent-ark", "ukjent-kolonne"}


def test_the_workbook_wins_over_the_settings_and_the_command_line_over_both(folder: Path) -> None:
    book = folder / "2024" / "bok.xlsx"
    own = {**SHEETS, "Skala": [["Skala", "Verdi", "Navn"], ["Økonomi", "-9 %", "Gul"], ["Økonomi", "-9,5 %", "Rød"]]}
    own["Prosjekt"] = [*SHEETS["Prosjekt"], ["Risikomatrise", "5x5-4-12"], ["Kvartalsformat", "K1 2024"]]
    before = check_file(book)
    after = check_file(workbook_with(book, own))
    assert (before.settings.matrise.navn, after.settings.matrise.navn) == ("4x4-3-9", "5x5-4-12")
    assert (before.settings.kvartalsformat, after.settings.kvartalsformat) == ("1Q 2024", "K1 2024")
    assert (str(before.settings.grenser.oekonomi_gul), str(after.settings.grenser.oekonomi_gul)) == ("-0.02", "-0.09")
    assert [level.navn for level in before.settings.skala] == ["Lite", "Mindre", "Mye", "Svært"]
    assert len(list(after.settings.skala)) == 5  # names for four steps say nothing about five
    assert "Lite" not in [level.navn for level in after.settings.skala]
    made = make_report("notat", book, period=Periode.parse("1Q 2024"), out=folder)
    assert "K2=300,0" in Report(made.fil.read_bytes(), ()).text.replace("\u00a0", " ")


def test_a_workbook_without_the_sheets_gets_what_the_settings_say(folder: Path) -> None:
    book = workbook_with(folder / "2024" / "tynn.xlsx", {"Tiltak": SHEETS["Tiltak"]})
    checked = check_file(book)
    assert checked.workbook.prosjekt.firma == "Rådgiver AS"
    assert checked.workbook.prosjekt.address("firma") == "rapportgen.toml, linje 9, prosjekt.Firma"
    assert checked.settings.matrise.navn == "4x4-3-9"


def test_a_cell_that_cannot_be_read_is_not_filled_from_the_settings(folder: Path) -> None:
    written(folder, '[prosjekt]\nRapportkvartal = "1Q 2024"')
    sheets = {**SHEETS, "Prosjekt": [["Felt", "Verdi"], ["Kommune", "Moskenes"], ["Rapportkvartal", "#REF!"]]}
    checked = check_file(workbook_with(folder / "2024" / "bok.xlsx", sheets))
    assert checked.workbook.prosjekt.rapportkvartal is None


def test_own_sheets_are_kept_as_private_as_ours(folder: Path) -> None:
    sheets = {**SHEETS, "Kompetanse": [["Kurs-ID", "Merknad", "Kvartal"], ["K1", "Gjelder 01010112345", "2Q 2024"]]}
    book = workbook_with(folder / "2024" / "bok.xlsx", sheets)
    assert "foedselsnummer" in {problem.kode for problem in check_file(book).problems}
    loop = "{% for k in ark['Kompetanse'] %}{{ k.merknad }}{% endfor %}"
    (folder / "maler" / "notat.docx").write_bytes(docx_with(para(loop)))
    made = make_report("notat", book, out=folder)
    assert "01010112345" not in Report(made.fil.read_bytes(), ()).text


def test_only_the_rows_of_the_quarter_are_shown_with_a_workbook_before_too(folder: Path) -> None:
    before = workbook_with(folder / "2024" / "før.xlsx", {"Kompetanse": SHEETS["Kompetanse"]})
    now = workbook_with(
        folder / "2024" / "nå.xlsx",
        {**SHEETS, "Kompetanse": [["Kurs-ID", "Pris (1 000 kr)", "Kvartal"], ["K9", "9", "2Q 2024"]]},
    )
    (folder / "maler" / "notat.docx").write_bytes(
        docx_with(para("{% for k in ark['Kompetanse'] %}{{ k.kurs_id }}{% endfor %}"))
    )
    made = make_report("notat", now, previous=before, out=folder)
    assert Report(made.fil.read_bytes(), ()).text == "K9"


def test_an_own_template_stands_in_place_of_a_shipped_one(folder: Path) -> None:
    (folder / "maler" / "Statusside.docx").write_bytes(docx_with(para("Vår egen {{ prosjekt.kommune }}")))
    made = make_report("statusside", folder / "2024" / "bok.xlsx", out=folder)
    assert Report(made.fil.read_bytes(), ()).text == "Vår egen Moskenes"
    assert made.fil.name == "Moskenes- Statusside 2024-2q.docx"


def test_nothing_is_made_with_settings_that_have_faults(folder: Path) -> None:
    written(folder, "[rapport]\nfilnavn = 3")
    with pytest.raises(SettingsError):
        make_report("notat", folder / "2024" / "bok.xlsx", out=folder / "ut")
    assert not (folder / "ut").exists()


def test_a_template_is_checked_with_the_settings_beside_it(folder: Path) -> None:
    template = folder / "maler" / "notat.docx"
    assert check_template(template) == []
    assert check_template(template, folder / "2024" / "bok.xlsx") == []
    template.write_bytes(docx_with(para("{{ prosjekt.kommune|tusenkrr }}")))
    (finding,) = check_template(template)
    assert finding.problem.forslag == "Mente du {{ prosjekt.kommune|tusenkr }}?"


# --- The command line ------------------------------------------------------------------------------------------------


def test_lag_takes_the_own_template_by_name(rapportgen: Runner, folder: Path) -> None:
    outcome = rapportgen("lag", "notat", folder / "2024" / "bok.xlsx", "-o", folder)
    assert "Moskenes- notat 2024-2q.docx" in outcome.out


def test_lag_tells_every_fault_of_the_settings_and_makes_nothing(rapportgen: Runner, folder: Path) -> None:
    written(folder, '[rapport]\nfilnavn = 3\nx = 1\n[maler]\nmappe = "maler"')
    outcome = rapportgen("lag", "notat", folder / "2024" / "bok.xlsx", "-o", folder / "ut")
    assert outcome.status == 1
    assert "linje 2, rapport.filnavn" in outcome.err
    assert "linje 3, rapport.x" in outcome.err
    assert not (folder / "ut").exists()


def test_json_has_the_faults_of_the_settings(rapportgen: Runner, folder: Path) -> None:
    written(folder, "[rapport]\nfilnavn = 3")
    book = folder / "2024" / "bok.xlsx"
    for arguments in (("lag", "notat", book), ("sjekk", book), ("mal", "sjekk", "statusside", book)):
        outcome = rapportgen(*arguments, "--json")
        (file,) = json.loads(outcome.out)["filer"]
        assert outcome.status == 1
        assert [problem["sted"] for problem in file["problemer"]] == ["rapportgen.toml, linje 2, rapport.filnavn"]


def test_other_settings_may_be_named(rapportgen: Runner, folder: Path) -> None:
    other = written(folder, '[rapport]\nfilnavn = "ny {mal}"\n', "annet.toml")
    outcome = rapportgen("lag", "statusside", folder / "2024" / "bok.xlsx", "-o", folder, "--oppsett", other)
    assert "ny statusside.docx" in outcome.out


def test_lists_have_what_the_kommune_has(rapportgen: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "2024")
    assert "notat" in rapportgen("mal", "liste").out
    assert ".politisk_sak }}" in rapportgen("mal", "felter").out


def test_a_new_workbook_has_own_sheets_and_columns_and_leaves_what_is_settled_blank(
    rapportgen: Runner, folder: Path
) -> None:
    book = folder / "2024" / "ny.xlsx"
    assert rapportgen("ny", book).status == 0
    sheets = load_workbook(book)
    assert [cell.value.split(" (")[0] for cell in sheets["Kompetanse"][1]] == ["Kurs-ID", "Kostnad", "Kvartal"]
    assert "Politisk sak" in [cell.value for cell in sheets["Tiltak"][1]]
    facts = {row[0].value: row[1].value for row in sheets["Prosjekt"].iter_rows(min_row=2)}
    assert (facts["Risikomatrise"], facts["Kvartalsformat"]) == (None, None)
    assert facts["Målform"] == "bokmål"
    assert rapportgen("sjekk", book).status == 0
    assert check_file(book).settings.matrise.navn == "4x4-3-9"
