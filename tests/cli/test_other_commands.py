from __future__ import annotations

import json
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from rapportgen.excel.read import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kjoer import Runner
from tests.needs import needs_office


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    book = Workbook()
    book.active.title = "Prosjekt"
    for row in (["Felt", "Verdi"], ["Kommune", "Nes kommune"]):
        book["Prosjekt"].append(row)
    risk = book.create_sheet("Risiko")
    for row in (["Risiko-ID", "Risikofaktor", "S", "K"], ["R1", "Turnover", "Hø", "M/H"], ["R2", "Tid", "H", "H"]):
        risk.append(row)
    path = tmp_path / "med-feil.xlsx"
    book.save(path)
    return path


class TestSjekk:
    def test_all_problems_stand_with_place_message_and_summary(self, rapportgen: Runner, faulty: Path) -> None:
        outcome = rapportgen("sjekk", faulty)
        assert outcome.status == 1
        first, *lines = outcome.out.splitlines()
        assert first.startswith(f"{faulty}: 1 feil, ")
        assert lines[0].startswith("  Feil      Risiko!C2: ")
        assert any(line.startswith("  Advarsel  Risiko!D2: ") for line in lines)

    def test_a_good_workbook_gives_status_0(self, rapportgen: Runner, samples: Path) -> None:
        assert rapportgen("sjekk", samples / "moskenes.xlsx").status == 0

    def test_warnings_count_only_when_strict(self, rapportgen: Runner, samples: Path) -> None:
        assert rapportgen("sjekk", samples / "moskenes.xlsx", "--streng").status == 1

    def test_json_follows_the_contract(self, rapportgen: Runner, faulty: Path) -> None:
        answer = json.loads(rapportgen("sjekk", faulty, "--json").out)
        assert list(answer) == ["filer", "feil", "advarsler"]
        problems = answer["filer"][0]["problemer"]
        assert [list(problem) for problem in problems] == [
            ["alvor", "kode", "sted", "verdi", "melding", "forslag"]
        ] * len(problems)
        assert (problems[0]["sted"], problems[0]["verdi"], problems[0]["forslag"]) == ("Risiko!C2", "Hø", "Høy")

    def test_a_folder_means_its_workbooks_without_lock_files(
        self, rapportgen: Runner, faulty: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "~$med-feil.xlsx").write_bytes(b"lock")
        outcome = rapportgen("sjekk", tmp_path)
        assert "med-feil.xlsx: 1 feil" in outcome.out
        assert "~$" not in outcome.out

    def test_merk_makes_a_copy_with_comments_and_leaves_the_workbook(
        self, rapportgen: Runner, faulty: Path, tmp_path: Path
    ) -> None:
        before, target = faulty.read_bytes(), tmp_path / "merket.xlsx"
        assert rapportgen("sjekk", faulty, "--merk", target).status == 1
        assert faulty.read_bytes() == before
        marked = load_workbook(target)
        assert marked.sheetnames[0] == "Problemer"
        assert "rapportgen" in marked["Risiko"]["C2"].comment.text

    def test_merk_makes_the_folder_of_the_copy(self, rapportgen: Runner, faulty: Path, tmp_path: Path) -> None:
        target = tmp_path / "ny" / "merket.xlsx"
        assert rapportgen("sjekk", faulty, "--merk", target).status == 1
        assert target.exists()

    @pytest.mark.parametrize("name", ["merket.docx", "merket", "merket.xlsm"])
    def test_merk_refuses_a_copy_of_another_kind(
        self, rapportgen: Runner, faulty: Path, tmp_path: Path, name: str
    ) -> None:
        outcome = rapportgen("sjekk", faulty, "--merk", tmp_path / name)
        assert outcome.status == 2
        assert ".xlsx" in outcome.err
        assert not (tmp_path / name).exists()

    def test_a_misspelt_word_is_answered_with_the_one_that_was_meant(self, rapportgen: Runner, faulty: Path) -> None:
        assert "«Hø» er ikke et nivå. Mente du Høy?" in rapportgen("sjekk", faulty).out

    def test_merk_never_writes_over_the_workbook_or_another_file(
        self, rapportgen: Runner, faulty: Path, samples: Path, tmp_path: Path
    ) -> None:
        assert rapportgen("sjekk", faulty, "--merk", faulty).status == 2
        other = tmp_path / "annen.xlsx"
        other.write_bytes(b"min fil")
        assert rapportgen("sjekk", faulty, "--merk", other).status == 2
        assert other.read_bytes() == b"min fil"


class TestNy:
    def test_a_new_workbook_reads_back_without_problems(self, rapportgen: Runner, tmp_path: Path) -> None:
        outcome = rapportgen("ny", tmp_path / "bok.xlsx")
        assert outcome.status == 0
        assert [p for p in read_workbook(tmp_path / "bok.xlsx").problems if p.alvor != "info"] == []
        assert rapportgen("sjekk", tmp_path / "bok.xlsx", "--streng").status == 0

    def test_a_check_of_it_says_what_to_fill_in_before_there_can_be_a_report(
        self, rapportgen: Runner, tmp_path: Path
    ) -> None:
        rapportgen("ny", tmp_path / "bok.xlsx")
        checked = rapportgen("sjekk", tmp_path / "bok.xlsx").out
        refused = rapportgen("lag", "kvartalsrapport", tmp_path / "bok.xlsx", "-o", tmp_path).err
        why = refused.strip().removeprefix("bok.xlsx: ")
        assert "Begynn med «Kommune» og «Rapportkvartal»" in why
        assert f"Det kan ikke lages kvartalsrapport ennå. {why}" in checked

    def test_the_ending_may_be_left_out(self, rapportgen: Runner, tmp_path: Path) -> None:
        rapportgen("ny", tmp_path / "bok")
        assert (tmp_path / "bok.xlsx").exists()

    def test_the_figures_of_a_sample_lie_beside_it_and_a_file_of_ones_own_is_left_alone(
        self, rapportgen: Runner, tmp_path: Path
    ) -> None:
        (tmp_path / "figurer").mkdir()
        own = tmp_path / "figurer" / "moskenes-forside.png"
        own.write_bytes(b"mitt bilde")
        assert rapportgen("ny", tmp_path / "bok.xlsx", "--eksempel", "moskenes").status == 0
        figures = [tmp_path / row.fil for row in read_workbook(tmp_path / "bok.xlsx").rows("Figurer")]
        assert len(figures) == 3
        assert all(figure.is_file() for figure in figures)
        assert own.read_bytes() == b"mitt bilde"

    @pytest.mark.parametrize("sample", ["moskenes", "karasjok", "hoylandet"])
    def test_a_sample_fills_it_and_makes_the_same_report(
        self, rapportgen: Runner, samples: Path, tmp_path: Path, sample: str
    ) -> None:
        assert rapportgen("ny", tmp_path / "bok.xlsx", "--eksempel", sample).status == 0
        filled, shipped = read_workbook(tmp_path / "bok.xlsx"), read_workbook(samples / f"{sample}.xlsx")
        for name, data in shipped.sheets.items():
            assert [row.values for row in filled.rows(name)] == [row.values for row in data.rows], name

    def test_a_file_that_exists_is_left_alone(self, rapportgen: Runner, tmp_path: Path) -> None:
        target = tmp_path / "bok.xlsx"
        target.write_bytes(b"min bok")
        outcome = rapportgen("ny", target)
        assert (outcome.status, target.read_bytes()) == (2, b"min bok")
        assert "finnes fra før" in outcome.err

    def test_an_unknown_sample_names_those_there_are(self, rapportgen: Runner, tmp_path: Path) -> None:
        outcome = rapportgen("ny", tmp_path / "bok.xlsx", "--eksempel", "oslo")
        assert outcome.status == 2
        assert "karasjok eller moskenes" in outcome.err


class TestDemo:
    @needs_office
    def test_all_documents_are_made_and_their_place_is_told(self, rapportgen: Runner, tmp_path: Path) -> None:
        outcome = rapportgen("demo", tmp_path / "demo")
        assert outcome.status == 0
        assert outcome.err == ""
        assert str(tmp_path / "demo") in outcome.out
        quarterly = {
            f"{template}-{book}-2024-{quarter}q.docx"
            for template in ("kvartalsrapport", "statusside")
            for book in ("karasjok", "moskenes")
            for quarter in (1, 2)
        }
        assert {path.name for path in (tmp_path / "demo").iterdir()} == quarterly | {
            "delprosjektplan-karasjok.docx",
            "gjennomforingsplan-moskenes.docx",
            "mandat-hoylandet.docx",
            "mandat-karasjok.docx",
            "samlerapport-eksemplene-2024-2q.docx",
            "sluttrapport-hoylandet.docx",
        }

    def test_it_may_be_run_again_without_libreoffice_too(
        self, rapportgen: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RAPPORTGEN_SOFFICE", "0")
        first, second = rapportgen("demo", tmp_path), rapportgen("demo", tmp_path)
        assert (first.status, second.status) == (0, 0)
        assert "LibreOffice er slått av" in second.err
        assert len(list(tmp_path.iterdir())) == 14

    def test_no_document_bears_the_day_that_it_is_run(
        self, rapportgen: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RAPPORTGEN_SOFFICE", "0")
        rapportgen("demo", tmp_path)
        created = {Document(str(path)).core_properties.created.date() for path in tmp_path.glob("*-karasjok*.docx")}
        assert created == {date(2024, 4, 15), date(2024, 7, 15)}


class TestMal:
    def test_felter_as_json_has_every_declared_column(self, rapportgen: Runner) -> None:
        fields = json.loads(rapportgen("mal", "felter", "--json").out)["felter"]
        assert {"felt": "økonomi[].årsprognose", "slag": "beløp", "ark": "Økonomi"}.items() <= next(
            field for field in fields if field["felt"] == "økonomi[].årsprognose"
        ).items()


@pytest.mark.parametrize("option", ["--versjon", "--version"])
def test_the_version_is_told(rapportgen: Runner, option: str) -> None:
    outcome = rapportgen(option)
    assert (outcome.status, outcome.out) == (0, f"rapportgen {version('rapportgen')}\n")


@pytest.mark.parametrize(
    "arguments", [(), ("--hjelp",), ("lag", "-h"), ("sjekk", "--help"), ("mal", "-h"), ("ny", "-h")]
)
def test_help_is_norwegian(rapportgen: Runner, arguments: tuple[str, ...]) -> None:
    outcome = rapportgen(*arguments)
    text = outcome.out + outcome.err
    assert "Bruk: rapportgen" in text
    assert not any(word in text for word in ("Usage", "Options", "Commands", "Show this message", "Error"))


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["batch", "tom"], "tom"),
        (["batch", "liste.csv"], "liste.csv"),
        (["mal", "endring", "statusside", "skadet.docx"], "skadet.docx"),
        (["mal", "felter", "--bok", "borte.xlsx"], "borte.xlsx"),
        (["mal", "liste", "--oppsett", "borte.toml"], "borte.toml"),
    ],
)
def test_json_says_also_why_nothing_could_be_done(
    rapportgen: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], file: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tom").mkdir()
    (tmp_path / "liste.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    (tmp_path / "skadet.docx").write_bytes(b"ikke et dokument")
    outcome = rapportgen(*arguments, "--json")
    assert (outcome.status, outcome.err) == (1, "")
    told = json.loads(outcome.out)
    assert (told["feil"], [each["fil"] for each in told["filer"]]) == (1, [file])
