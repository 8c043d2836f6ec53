from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook

from rapportgen.errors import OfficeError
from rapportgen.excel import read as reading
from rapportgen.resources import shipped_templates
from tests.many_books import mistyped_book

if TYPE_CHECKING:
    from tests.cli.kjoer import Runner


def text_of(path: Path) -> str:
    return "\n".join(node.text or "" for node in Document(str(path)).element.body.iter() if node.tag.endswith("}t"))


def test_a_report_gets_a_name_of_template_workbook_and_quarter(
    rapportgen: Runner, samples: Path, tmp_path: Path
) -> None:
    outcome = rapportgen("lag", "kvartalsrapport", samples / "moskenes.xlsx", "-k", "2Q2024", "-o", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kvartalsrapport-moskenes-2024-2q.docx"]
    assert outcome.out == f"Laget: {tmp_path / 'kvartalsrapport-moskenes-2024-2q.docx'}\n"
    assert outcome.status == 0


@pytest.mark.parametrize("typed", ["gjennomføringsplan", "Gjennomforingsplan"])
def test_a_template_in_any_spelling_gives_the_same_name(
    rapportgen: Runner, samples: Path, tmp_path: Path, typed: str
) -> None:
    rapportgen("lag", typed, samples / "moskenes.xlsx", "-o", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["gjennomforingsplan-moskenes.docx"]


def test_a_report_whose_pdf_alone_is_missing_can_be_used(
    rapportgen: Runner, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OfficeError("LibreOffice finnes ikke.")

    monkeypatch.setattr("rapportgen.word.office.office.to_pdf", refuse)
    outcome = rapportgen("lag", "mandat", samples / "moskenes.xlsx", "-o", tmp_path, "--pdf")
    assert outcome.status == 1
    assert outcome.err.splitlines()[-1] == "Word-rapporten er laget og kan brukes. Bare PDF-en mangler."


def test_a_report_that_cannot_be_made_says_what_is_wrong_in_the_workbook_too(
    rapportgen: Runner, tmp_path: Path
) -> None:
    words = ("lag", "statusside", mistyped_book(tmp_path / "bok.xlsx"), "-k", "2Q2024", "-o", tmp_path / "ut")
    outcome = rapportgen(*words)
    assert outcome.status == 1
    assert outcome.err.splitlines()[0].startswith("bok.xlsx: Arbeidsboken har ingen rader for 2. kvartal 2024.")
    assert "  Status!B2: «2Q 2O24» er ikke et kvartal." in outcome.err
    (report,) = json.loads(rapportgen(*words, "--json").out)["rapporter"]
    assert [(problem["kode"], problem["sted"]) for problem in report["problemer"]] == [
        ("ikke-laget", "bok.xlsx"),
        ("ugyldig-kvartal", "Status!B2"),
    ]


def test_a_workbook_that_gives_no_report_is_read_once(
    rapportgen: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, times = reading.read_workbook, []
    monkeypatch.setattr(reading, "read_workbook", lambda *given: times.append(given) or read(*given))
    book = mistyped_book(tmp_path / "bok.xlsx")
    assert "Status!B2" in rapportgen("lag", "statusside", book, "-k", "2Q2024", "-o", tmp_path / "ut").err
    assert len(times) == 1


def test_without_a_quarter_it_is_rapportkvartal_of_the_workbook(
    rapportgen: Runner, samples: Path, tmp_path: Path
) -> None:
    rapportgen("lag", "statusside", samples / "karasjok.xlsx", "-o", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["statusside-karasjok-2024-1q.docx"]


def test_the_same_report_twice_is_unchanged_and_has_the_same_bytes(
    rapportgen: Runner, samples: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    arguments = ("lag", "kvartalsrapport", samples / "moskenes.xlsx", "-o", target, "--dato", "15.07.2024")
    rapportgen(*arguments)
    first = target.read_bytes()
    outcome = rapportgen(*arguments)
    assert outcome.out.startswith("Uendret:")
    assert target.read_bytes() == first


def test_a_report_that_nobody_changed_is_made_anew(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    target = tmp_path / "rapport.docx"
    for quarter, status in (("1Q2024", "Laget"), ("2Q2024", "Laget")):
        outcome = rapportgen("lag", "statusside", samples / "moskenes.xlsx", "-k", quarter, "-o", target)
        assert outcome.out.startswith(status)


def test_a_report_changed_by_hand_is_not_overwritten_unasked(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    target = tmp_path / "rapport.docx"
    arguments = ("lag", "statusside", samples / "moskenes.xlsx", "-o", target)
    rapportgen(*arguments, "-k", "1Q2024")
    document = Document(str(target))
    document.add_paragraph("Min egen vurdering.")
    document.save(str(target))
    edited = target.read_bytes()

    refused = rapportgen(*arguments, "-k", "2Q2024")
    assert refused.status == 1
    assert "endret for hånd" in refused.err
    assert "--overskriv" in refused.err
    assert target.read_bytes() == edited

    assert rapportgen(*arguments, "-k", "2Q2024", "--overskriv").status == 0
    assert "Min egen vurdering" not in text_of(target)


def test_any_other_file_at_the_target_is_not_overwritten_either(
    rapportgen: Runner, samples: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    target.write_text("noe helt annet", encoding="utf-8")
    assert rapportgen("lag", "statusside", samples / "moskenes.xlsx", "-o", target).status == 1
    assert target.read_text(encoding="utf-8") == "noe helt annet"


def test_a_report_open_in_word_gets_a_numbered_name(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    target = tmp_path / "kvartalsrapport.docx"
    arguments = ("lag", "statusside", samples / "moskenes.xlsx", "-o", target)
    rapportgen(*arguments, "-k", "1Q2024")
    (tmp_path / "~$artalsrapport.docx").write_bytes(b"Word")
    outcome = rapportgen(*arguments, "-k", "2Q2024")
    assert outcome.status == 0
    assert "er åpen i Word. Rapporten er lagret som kvartalsrapport (2).docx." in outcome.out
    assert "2Q 2024" in text_of(tmp_path / "kvartalsrapport (2).docx")
    assert "1Q 2024" in text_of(target)


def test_the_date_on_the_command_line_wins_over_the_workbooks(
    rapportgen: Runner, samples: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    outcome = rapportgen("lag", "statusside", samples / "moskenes.xlsx", "-o", target, "--dato", "15.07.2024")
    assert "15. juli 2024" in text_of(target)
    assert "Rapporten får datoen" not in outcome.err


def test_a_workbook_date_before_the_end_of_the_quarter_is_warned_of(
    rapportgen: Runner, samples: Path, tmp_path: Path
) -> None:
    outcome = rapportgen("lag", "statusside", samples / "moskenes.xlsx", "-k", "2Q2024", "-o", tmp_path)
    assert "Rapporten får datoen 12.10.2023" in outcome.err


def test_json_is_one_object_of_the_contract_and_nothing_else(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    outcome = rapportgen("lag", "statusside", samples / "moskenes.xlsx", "-k", "2Q2024", "-o", tmp_path, "--json")
    answer = json.loads(outcome.out)
    assert list(answer) == ["filer", "feil", "advarsler", "rapporter"]
    (report,) = answer["rapporter"]
    assert list(report) == ["fil", "arbeidsbok", "mal", "status", "problemer"]
    assert (report["mal"], report["status"]) == ("statusside", "laget")
    assert Path(report["fil"]).exists()
    assert outcome.err == ""


def test_json_of_a_report_that_could_not_be_made(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    outcome = rapportgen("lag", "statusside", samples / "moskenes.xlsx", "-k", "2Q2031", "-o", tmp_path, "--json")
    answer = json.loads(outcome.out)
    assert outcome.status == 1
    assert answer["feil"] == 1
    assert answer["rapporter"][0]["status"] == "feilet"
    assert list(tmp_path.iterdir()) == []


def test_strict_makes_warnings_count(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    arguments = ("lag", "statusside", samples / "moskenes.xlsx", "-k", "2Q2024", "-o", tmp_path / "a.docx")
    assert rapportgen(*arguments).status == 0
    assert rapportgen(*arguments, "--streng").status == 1


def test_the_previous_quarter_may_stand_in_another_workbook(rapportgen: Runner, tmp_path: Path) -> None:
    def book(name: str, quarter: str, status: str) -> Path:
        path = tmp_path / name
        workbook = Workbook()
        workbook.active.title = "Prosjekt"
        for row in (["Felt", "Verdi"], ["Kommune", "Nes kommune"], ["Mottaker", "Styret"], ["Dato", "15.07.2024"]):
            workbook["Prosjekt"].append(row)
        for title, rows in {
            "Tiltak": [["Tiltak-ID", "Tiltak"], ["T-1", "Ny turnus"]],
            "Status": [["Kvartal", "Tiltak-ID", "Status", "Gjort i kvartalet"], [quarter, "T-1", status, "Noe"]],
        }.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(path)
        return path

    before, now = book("q1.xlsx", "1Q 2024", "Ikke startet"), book("q2.xlsx", "2Q 2024", "Pågår")
    rapportgen("lag", "kvartalsrapport", now, "--forrige", before, "-o", tmp_path / "r.docx")
    text = text_of(tmp_path / "r.docx")
    assert "Ikke startet" in text
    assert "Pågår" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lag",), "MAL mangler."),
        (("lag", "kvartalsrapport"), "ARBEIDSBOK mangler."),
        (("lag", "kvartalsraport", "x.xlsx"), "Malen «kvartalsraport» finnes ikke. Mente du «kvartalsrapport»?"),
        (("lag", "kvartalsrapport", "x.xlsx", "-k", "i går"), "«i går» er ikke et kvartal."),
        (("lag", "kvartalsrapport", "x.xlsx", "--dato", "30.02.2024"), "«30.02.2024» er ikke en dato."),
        (("lag", "kvartalsrapport", "x.xlsx", "--kvrtal", "1Q24"), "Valget --kvrtal finnes ikke. Mente du --kvartal?"),
        (("lag", "kvartalsrapport", "x.xlsx", "y.xlsx"), "Det er for mange ord på linjen: y.xlsx."),
        (("lag", "x.xlsx", "mandat"), "x.xlsx er en arbeidsbok. Skriv malen først, så arbeidsboken:"),
        (("lag", "mandat", "x.xlsx", "--dato"), "Valget --dato mangler en verdi, eller har fått en det ikke skal ha."),
        (("ny", "x.xlsx", "--eksempel", "oslo"), "Velg hoylandet, karasjok eller moskenes."),
        (("lagg",), "Kommandoen «lagg» finnes ikke. Mente du «lag»?"),
    ],
)
def test_wrong_use_is_told_in_norwegian_with_status_2(
    rapportgen: Runner, arguments: tuple[str, ...], message: str
) -> None:
    outcome = rapportgen(*arguments)
    assert outcome.status == 2
    assert message in outcome.err
    assert outcome.out == ""


def test_template_names_are_known_in_any_spelling(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    assert rapportgen("lag", "Kvartalsrapport", samples / "moskenes.xlsx", "-o", tmp_path / "a.docx").status == 0


def test_a_name_with_sami_letters_comes_through(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "Kárášjohka čđŋšŧž.xlsx"
    shutil.copy(samples / "karasjok.xlsx", workbook)
    rapportgen("lag", "statusside", workbook, "-o", tmp_path)
    assert (tmp_path / "statusside-Kárášjohka čđŋšŧž-2024-1q.docx").exists()


def test_the_help_names_every_template_that_ships(rapportgen: Runner) -> None:
    told = rapportgen("lag", "--help").out
    assert [name for name in shipped_templates() if name not in told] == []
