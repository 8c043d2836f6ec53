"""Bad input: a message that says what to do, exit status 1 or 2, and no file left behind."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from tests.no_access import close

if TYPE_CHECKING:
    from tests.cli.kjoer import Runner

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000


def saved(path: Path, **sheets: list[list[object]]) -> None:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if not sheets:
        workbook.create_sheet("Ark1")
    workbook.save(path)


def truncated(path: Path) -> None:
    saved(path, Tiltak=[["Tiltak-ID", "Tiltak"], ["1", "X"]])
    path.write_bytes(path.read_bytes()[:-400])


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brev.txt", "hei")


def ods(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")


CASES = {
    "old.xls": (lambda p: p.write_bytes(OLE), ".xlsx"),
    "passord.xlsx": (lambda p: p.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")), "passord"),
    "calc.ods": (ods, ".xlsx"),
    "tall.csv": (lambda p: p.write_bytes("Kvartal;Beløp\n1Q;2".encode("cp1252")), ".xlsx"),
    "avkortet.xlsx": (truncated, "skadet"),
    "tom.xlsx": (lambda p: p.write_bytes(b""), "tom"),
    "~$bok.xlsx": (lambda p: p.write_bytes(b"lock"), "låsefil"),
    "annet.xlsx": (other_zip, ".xlsx"),
    "tekst.xlsx": (lambda p: p.write_text("hei på deg", encoding="utf-8"), ".xlsx"),
    "uten-innhold.xlsx": (saved, "rader"),
    "bare-prosjekt.xlsx": (lambda p: saved(p, Prosjekt=[["Felt", "Verdi"], ["Kommune", "Nes"]]), "rader"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("template", ["kvartalsrapport", "statusside"])
def test_a_file_that_cannot_be_used_gives_a_message_and_no_report(
    rapportgen: Runner, tmp_path: Path, name: str, template: str
) -> None:
    make, word = CASES[name]
    source, out = tmp_path / name, tmp_path / "ut"
    make(source)
    out.mkdir()
    outcome = rapportgen("lag", template, source, "-k", "2Q2024", "-o", out)
    assert outcome.status == 1
    assert name in outcome.err
    assert word in outcome.err
    assert "Traceback" not in outcome.err
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in CASES if "prosjekt" not in name and "innhold" not in name])
def test_sjekk_names_the_unreadable_file_and_goes_on_with_the_rest(
    rapportgen: Runner, samples: Path, tmp_path: Path, name: str
) -> None:
    make, word = CASES[name]
    source = tmp_path / name
    make(source)
    outcome = rapportgen("sjekk", source, samples / "moskenes.xlsx")
    assert outcome.status == 1
    assert word in outcome.out
    assert "moskenes.xlsx" in outcome.out


@pytest.mark.parametrize("missing", ["finnes-ikke.xlsx", "mappe/bok.xlsx"])
def test_a_missing_workbook_is_named(rapportgen: Runner, tmp_path: Path, missing: str) -> None:
    outcome = rapportgen("lag", "kvartalsrapport", tmp_path / missing, "-o", tmp_path)
    assert outcome.status == 1
    assert "finnes ikke" in outcome.err


def test_lag_and_sjekk_say_the_same_of_a_missing_workbook_and_its_name_once(rapportgen: Runner, tmp_path: Path) -> None:
    missing = tmp_path / "bok.xlsx"
    answers = [rapportgen(*words, missing, "--json").out for words in (["sjekk"], ["lag", "mandat"])]
    told, same = (json.loads(answer)["filer"][0]["problemer"] for answer in answers)
    assert told == same
    assert (told[0]["kode"], told[0]["sted"]) == ("kan-ikke-leses", "bok.xlsx")
    assert not told[0]["melding"].startswith("bok.xlsx")


def test_a_folder_instead_of_a_workbook_is_told(rapportgen: Runner, tmp_path: Path) -> None:
    assert rapportgen("lag", "kvartalsrapport", tmp_path).status == 2


def test_a_quarter_without_data_is_told_with_those_that_have(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    outcome = rapportgen("lag", "kvartalsrapport", samples / "moskenes.xlsx", "-k", "3Q2030", "-o", tmp_path)
    assert outcome.status == 1
    assert "ingen rader for 3Q 2030" in outcome.err
    assert "2Q 2024" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_template_is_wrong_use(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    outcome = rapportgen("lag", "arsrapport", samples / "moskenes.xlsx", "-o", tmp_path)
    assert outcome.status == 2
    assert "Malen «arsrapport» finnes ikke." in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_template_that_is_no_word_file_is_told(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    template = tmp_path / "mal.docx"
    template.write_text("ikke Word", encoding="utf-8")
    outcome = rapportgen("lag", template, samples / "moskenes.xlsx", "-o", tmp_path / "ut.docx")
    assert outcome.status == 1
    assert "mal.docx" in outcome.err
    assert not (tmp_path / "ut.docx").exists()


LONG = "a" * 5000


@pytest.mark.parametrize(
    "arguments",
    [
        ("ny", f"{LONG}.xlsx"),
        ("sjekk", f"{LONG}.xlsx"),
        ("lag", "kvartalsrapport", f"{LONG}.xlsx"),
        ("lag", f"{LONG}.docx", "bok.xlsx"),
        ("lag", LONG, "bok.xlsx"),
        ("lag", "kvartalsrapport", "BOOK", "-k", "2Q2024", "-o", f"{LONG}.docx"),
        ("lag", "kvartalsrapport", "BOOK", "-k", "2Q2024", "-o", LONG),
    ],
)
@pytest.mark.parametrize("newer", [False, True], ids=["as this Python", "as Python 3.14"])
def test_a_name_that_is_too_long_is_told(
    rapportgen: Runner,
    samples: Path,
    arguments: tuple[str, ...],
    newer: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    if newer:  # there it is as if nothing had a name that is too long
        answers = {"exists": os.path.exists, "is_dir": os.path.isdir, "is_file": os.path.isfile}
        for name, answer in answers.items():
            monkeypatch.setattr(Path, name, lambda path, answer=answer: answer(path))
    typed = [str(samples / "moskenes.xlsx") if word == "BOOK" else word for word in arguments]
    outcome = rapportgen(*typed)
    assert outcome.status == 1
    assert "navnet er for langt" in outcome.err + outcome.out
    assert list(tmp_path.iterdir()) == []
    if typed[0] == "lag":
        assert json.loads(rapportgen(*typed, "--json").out)


def test_the_report_of_a_workbook_with_a_long_name_has_a_name_that_fits(
    rapportgen: Runner, samples: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    for ending in "ab":
        source = tmp_path / f"{'ø' * 115}{ending}.xlsx"
        source.write_bytes((samples / "moskenes.xlsx").read_bytes())
        assert rapportgen("lag", "kvartalsrapport", source, "-k", "2Q2024", "-o", out).status == 0
    names = [path.name for path in out.iterdir()]
    assert len(names) == 2
    assert all(len(os.fsencode(name)) <= 200 for name in names)


def test_a_long_name_of_another_kind_of_file_is_wrong_use(rapportgen: Runner) -> None:
    outcome = rapportgen("lag", "kvartalsrapport", "bok.xlsx", "-o", f"{LONG}.pdf")
    assert outcome.status == 2
    assert "Word-fil" in outcome.err


@pytest.mark.parametrize(
    "command",
    [
        ["batch", "lukket/bøker"],
        ["batch", "bøker", "-o", "lukket/rapporter"],
        ["batch", "bøker", "-m", "lukket/mal.docx"],
        ["mal", "vis", "statusside", "lukket/bok.xlsx"],
        ["lag", "lukket/mal.docx", "bok.xlsx"],
    ],
)
def test_what_is_out_of_reach_is_not_said_to_be_missing(
    command: list[str], rapportgen: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bøker").mkdir()
    closed = tmp_path / "lukket"
    close(monkeypatch, closed)
    typed = [str(tmp_path / word) if "/" in word or word in ("bøker", "bok.xlsx") else word for word in command]
    outcome = rapportgen(*typed)
    assert outcome.status == 1
    assert "finnes ikke" not in outcome.err
    assert "du har ikke tilgang" in outcome.err
