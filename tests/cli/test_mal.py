"""`rapportgen mal sjekk` and `mal kopi`, as a consultant uses them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rapportgen.resources import shipped_templates
from rapportgen.word.ooxml.package import MAIN_TYPE, OLE
from tests.word.docx import docx_with, packed, para, parts_of
from tests.word.judge import judge

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kjoer import Runner

WRONG = "Kommunen er {{ prosjekt.komune }} i nord."


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template with one fault."""
    path = tmp_path / "minmal.docx"
    path.write_bytes(docx_with(para(WRONG)))
    return path


class TestSjekk:
    def test_a_fault_is_shown_with_its_place_the_mended_tag_and_the_text_around(
        self, template: Path, rapportgen: Runner
    ) -> None:
        outcome = rapportgen("mal", "sjekk", template)
        assert outcome.status == 1
        assert outcome.out.splitlines() == [
            f"{template}: 1 feil",
            "  Feil      avsnitt 1: Feltet prosjekt.komune finnes ikke. Forslag: Mente du {{ prosjekt.kommune }}?",
            f"            i «{WRONG}»",
        ]

    def test_json_is_the_contract_with_a_sentence_for_a_place(self, template: Path, rapportgen: Runner) -> None:
        outcome = rapportgen("mal", "sjekk", template, "--json")
        assert outcome.status == 1
        assert json.loads(outcome.out) == {
            "filer": [
                {
                    "fil": str(template),
                    "problemer": [
                        {
                            "alvor": "feil",
                            "kode": "ukjent-felt",
                            "sted": "avsnitt 1",
                            "verdi": "{{ prosjekt.komune }}",
                            "melding": "Feltet prosjekt.komune finnes ikke.",
                            "forslag": "Mente du {{ prosjekt.kommune }}?",
                        }
                    ],
                }
            ],
            "feil": 1,
            "advarsler": 0,
        }

    @pytest.mark.parametrize("name", shipped_templates())
    def test_a_shipped_template_is_well(self, name: str, rapportgen: Runner) -> None:
        outcome = rapportgen("mal", "sjekk", name, "--streng")
        assert (outcome.status, outcome.out.splitlines()[1:]) == (0, [])

    def test_a_shipped_template_is_well_with_a_workbook_too(self, rapportgen: Runner, samples: Path) -> None:
        outcome = rapportgen("mal", "sjekk", "kvartalsrapport", samples / "moskenes.xlsx", "--streng")
        kinds = [line.split()[0] for line in outcome.out.splitlines()[1:]]
        assert (outcome.status, set(kinds)) == (0, {"Info"})  # the sheets that it does not show

    def test_a_workbook_tells_what_only_it_can_know(self, rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
        path = tmp_path / "mal.docx"
        path.write_bytes(docx_with(para("{% for ett in tiltak %}{{ ett.kostnadssted }}{% endfor %}")))
        assert rapportgen("mal", "sjekk", path).status == 0
        outcome = rapportgen("mal", "sjekk", path, samples / "moskenes.xlsx")
        assert outcome.status == 1
        assert "Feltet ett.kostnadssted finnes ikke." in outcome.out

    def test_a_trial_report_finds_what_no_rule_does(self, rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
        path = tmp_path / "mal.docx"
        path.write_bytes(docx_with(para("{{ rapport.dato|mill }}")))
        outcome = rapportgen("mal", "sjekk", path, samples / "moskenes.xlsx")
        assert outcome.status == 1
        assert "avsnitt 1" in outcome.out

    def test_a_workbook_that_cannot_be_read_is_told_in_json_too(
        self, template: Path, rapportgen: Runner, tmp_path: Path
    ) -> None:
        workbook = tmp_path / "bok.xlsx"
        workbook.write_bytes(b"ingen arbeidsbok")
        outcome = rapportgen("mal", "sjekk", template, workbook, "--json")
        assert (outcome.status, json.loads(outcome.out)["feil"]) == (1, 1)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (
                ["bok.xlsx", "minmal.docx"],
                "Skriv malen først, så arbeidsboken: rapportgen mal sjekk minmal.docx bok.xlsx",
            ),
            (["bok.xlsx"], "Skriv malen først, så arbeidsboken: rapportgen mal sjekk kvartalsrapport bok.xlsx"),
            (["."], "«.» er en mappe. Skriv hvilken fil: minmal.docx, eller navnet på en mal som følger med."),
            (["minml.docx"], "minml.docx: Malen finnes ikke. Mente du «minmal.docx»?"),
            (["minmal"], "Malen «minmal» finnes ikke. Mente du «minmal.docx»? Malene er"),
            (["kvartalsraport.docx"], "kvartalsraport.docx: Malen finnes ikke. Mente du «kvartalsrapport»?"),
            (["gjennomføringsplann"], "Mente du «gjennomforingsplan»?"),
            (["noe_helt.docx"], "noe_helt.docx: Malen finnes ikke. Kontroller navn og mappe."),
        ],
    )
    def test_what_is_no_template_is_told_for_what_it_is(
        self, arguments: list[str], message: str, template: Path, rapportgen: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(template.parent)
        outcome = rapportgen("mal", "sjekk", *arguments)
        assert outcome.status == 2
        assert message in outcome.err

    def test_the_old_format_of_word_is_told(self, rapportgen: Runner, tmp_path: Path) -> None:
        old = tmp_path / "gammel.doc"
        old.write_bytes(OLE + b"innhold")
        outcome = rapportgen("mal", "sjekk", old)
        assert outcome.err.startswith("gammel.doc er i det gamle Word-formatet .doc.")

    def test_the_format_for_macros_is_told(self, rapportgen: Runner, tmp_path: Path) -> None:
        parts = parts_of(para("{{ prosjekt.kommune }}"))
        kinds = str(parts["[Content_Types].xml"])
        parts["[Content_Types].xml"] = kinds.replace(
            MAIN_TYPE, "application/vnd.ms-word.document.macroEnabled.main+xml"
        )
        (tmp_path / "mal.docm").write_bytes(packed(parts))
        outcome = rapportgen("mal", "sjekk", tmp_path / "mal.docm")
        assert outcome.err.startswith("mal.docm er lagret i formatet for makroer (.docm).")

    def test_a_marked_copy_is_made_and_never_over_another_file(
        self, template: Path, rapportgen: Runner, tmp_path: Path
    ) -> None:
        marked = tmp_path / "merket.docx"
        assert rapportgen("mal", "sjekk", template, "--merk", marked).status == 1
        data = marked.read_bytes()
        assert judge(data) == []
        again = rapportgen("mal", "sjekk", template, "--merk", marked)
        assert (again.status, again.err.splitlines()[0]) == (
            2,
            f"{marked} finnes fra før. Velg et annet navn, eller bruk --overskriv.",
        )
        assert rapportgen("mal", "sjekk", template, "--merk", marked, "--overskriv").status == 1
        assert marked.read_bytes() == data

    def test_the_template_itself_is_never_written_to(self, template: Path, rapportgen: Runner) -> None:
        assert rapportgen("mal", "sjekk", template, "--merk", template, "--overskriv").status == 2

    @pytest.mark.parametrize(("name", "status"), [("kvartalsraport", 2), ("finnes-ikke.docx", 2)])
    def test_a_template_that_is_not_there_is_wrong_use(self, name: str, status: int, rapportgen: Runner) -> None:
        assert rapportgen("mal", "sjekk", name).status == status

    @pytest.mark.parametrize("content", [b"", b"ikke en mal", b"PK\x03\x04avkuttet"])
    def test_a_file_that_is_no_template_is_told_in_one_line(
        self, content: bytes, rapportgen: Runner, tmp_path: Path
    ) -> None:
        path = tmp_path / "rar.docx"
        path.write_bytes(content)
        outcome = rapportgen("mal", "sjekk", path)
        assert (outcome.status, len(outcome.err.splitlines())) == (1, 1)
        listed = json.loads(rapportgen("mal", "sjekk", path, "--json").out)
        assert listed["feil"] == 1


class TestKopi:
    def test_a_shipped_template_is_copied(self, rapportgen: Runner, tmp_path: Path) -> None:
        target = tmp_path / "minmal.docx"
        assert rapportgen("mal", "kopi", "gjennomføringsplan", target).status == 0
        assert target.read_bytes() == shipped_templates()["gjennomforingsplan"].read_bytes()

    def test_the_command_that_follows_can_be_pasted(self, rapportgen: Runner, tmp_path: Path) -> None:
        target = tmp_path / "min mal (ny).docx"
        assert f'rapportgen mal sjekk "{target}"' in rapportgen("mal", "kopi", "mandat", target).out

    def test_a_file_that_is_there_is_left_alone(self, rapportgen: Runner, tmp_path: Path) -> None:
        target = tmp_path / "minmal.docx"
        target.write_bytes(b"mitt")
        assert rapportgen("mal", "kopi", "mandat", target).status == 2
        assert target.read_bytes() == b"mitt"

    def test_the_ending_may_be_left_out_and_a_folder_will_do(self, rapportgen: Runner, tmp_path: Path) -> None:
        rapportgen("mal", "kopi", "mandat", tmp_path / "min")
        rapportgen("mal", "kopi", "mandat", tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["mandat.docx", "min.docx"]

    def test_without_a_name_for_the_copy_the_whole_line_is_shown(self, rapportgen: Runner) -> None:
        outcome = rapportgen("mal", "kopi", "kvartalsrapport")
        assert outcome.status == 2
        assert "rapportgen mal kopi kvartalsrapport minmal.docx" in outcome.err

    def test_a_workbook_is_not_copied(self, rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
        outcome = rapportgen("mal", "kopi", samples / "moskenes.xlsx", tmp_path / "kopi.docx")
        assert outcome.status == 1
        assert "er ikke et Word-dokument" in outcome.err
        assert not (tmp_path / "kopi.docx").exists()

    def test_the_kommunes_own_template_is_copied_by_its_name(
        self, template: Path, rapportgen: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "rapportgen.toml").write_text('[maler]\nmappe = "."\n', encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert rapportgen("mal", "kopi", template.stem, "ny.docx").status == 0
        assert (tmp_path / "ny.docx").read_bytes() == template.read_bytes()

    def test_another_format_is_refused(self, rapportgen: Runner, tmp_path: Path) -> None:
        assert rapportgen("mal", "kopi", "mandat", tmp_path / "min.pdf").status == 2
