"""`rapportgen lag samlerapport MAPPE`, and what is wrong use of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from rapportgen.errors import FolderRefusedError
from rapportgen.resources import shipped_samples
from rapportgen.templates import check_template
from tests.many_books import many_books, mistyped_book
from tests.test_plans import template
from tests.word.docx import docx_with

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kjoer import Runner

REPORT = "samlerapport-boeker-2024-2q.docx"


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """A folder of four workbooks, of which the last is damaged."""
    folder = tmp_path / "boeker"
    *_, last = many_books(folder, 4)
    last.write_bytes(last.read_bytes()[:900])
    return folder


def test_a_folder_gives_one_report_and_the_damaged_workbook_is_named(
    rapportgen: Runner, books: Path, tmp_path: Path
) -> None:
    outcome = rapportgen("lag", "samlerapport", books, "-o", tmp_path / "ut")
    assert outcome.out == f"Laget: {tmp_path / 'ut' / REPORT}\n"
    assert outcome.status == 1
    lines = outcome.err.splitlines()
    assert "prosjekt-01.xlsx: ingen feil" in lines
    assert "prosjekt-04.xlsx: 1 feil" in lines
    assert any(line.startswith("  Feil      prosjekt-04.xlsx: «prosjekt-04.xlsx» er skadet") for line in lines)


def test_json_lists_every_workbook_with_its_own_problems(rapportgen: Runner, books: Path, tmp_path: Path) -> None:
    found = json.loads(rapportgen("lag", "samlerapport", books, "-o", tmp_path / "ut", "--json").out)
    assert [file["fil"] for file in found["filer"]] == [str(books / f"prosjekt-0{n}.xlsx") for n in range(1, 5)]
    assert [len(file["problemer"]) for file in found["filer"] if file["fil"].endswith("4.xlsx")] == [1]
    assert (found["feil"], found["advarsler"]) == (1, 0)
    (report,) = found["rapporter"]
    assert (report["status"], report["arbeidsbok"]) == ("laget", str(books))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("kvartalsrapport", "{books}"),
            "Alle i mappen lages med «rapportgen batch», og av en hel mappe",
        ),
        (("samlerapport", "{books}", "--forrige", "{books}/prosjekt-01.xlsx"), "kan ikke lages med --forrige"),
    ],
)
def test_wrong_use(rapportgen: Runner, books: Path, arguments: tuple[str, ...], said: str) -> None:
    outcome = rapportgen("lag", *(argument.format(books=books) for argument in arguments))
    assert outcome.status == 2
    assert said in outcome.err


def test_a_folder_without_workbooks_gives_a_message_and_no_report(rapportgen: Runner, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    outcome = rapportgen("lag", "samlerapport", tmp_path / "tom", "-o", tmp_path / "ut")
    assert (outcome.status, outcome.out) == (1, "")
    assert "Mappen har ingen arbeidsbøker" in outcome.err
    assert not (tmp_path / "ut").exists()


def test_the_only_workbook_of_a_folder_is_named_when_the_report_is_made(rapportgen: Runner, tmp_path: Path) -> None:
    book = mistyped_book(tmp_path / "boeker" / "en.xlsx")
    words = ("lag", "samlerapport", book.parent, "-k", "3Q2024", "-o", tmp_path / "ut")
    lines = rapportgen(*words).err.splitlines()
    assert lines[0] == "en.xlsx: 1 feil, 1 advarsel"
    assert lines[1].startswith("  Feil      Status!B2: «2Q 2O24» er ikke et kvartal.")
    found = json.loads(rapportgen(*words, "--json").out)
    assert [(file["fil"], file["problemer"][0]["sted"]) for file in found["filer"]] == [(str(book), "Status!B2")]


def test_the_only_workbook_of_a_folder_says_why_there_is_no_report(rapportgen: Runner, tmp_path: Path) -> None:
    book = mistyped_book(tmp_path / "boeker" / "en.xlsx")
    words = ("lag", "samlerapport", book.parent, "-k", "2Q2024", "-o", tmp_path / "ut")
    first, second = rapportgen(*words).err.splitlines()
    assert first.startswith("en.xlsx: Arbeidsboken har ingen tall for 2. kvartal 2024 eller før.")
    assert second.startswith("  Status!B2: «2Q 2O24» er ikke et kvartal.")
    (file,) = json.loads(rapportgen(*words, "--json").out)["filer"]
    assert file["fil"] == str(book)
    assert [(problem["kode"], problem["sted"]) for problem in file["problemer"]] == [
        ("ikke-laget", "en.xlsx"),
        ("ugyldig-kvartal", "Status!B2"),
    ]


def test_the_only_workbook_of_a_folder_says_why_there_is_no_quarter(rapportgen: Runner, tmp_path: Path) -> None:
    (tmp_path / "boeker").mkdir()
    Workbook().save(tmp_path / "boeker" / "tom.xlsx")
    outcome = rapportgen("lag", "samlerapport", tmp_path / "boeker", "-o", tmp_path / "ut")
    assert outcome.err.startswith("tom.xlsx: Arbeidsboken har ingen rader å lage rapport av.")


@pytest.mark.parametrize("template", ["samlerapport", "kvartalsrapport"])
def test_a_list_of_workbooks_is_told_for_what_it_is(rapportgen: Runner, tmp_path: Path, template: str) -> None:
    book = Workbook()
    for row in (["Prosjekt", "Arbeidsbok", "Mal"], ["Helse", "helse.xlsx", "statusside"]):
        book.active.append(row)
    book.save(tmp_path / "liste.xlsx")
    outcome = rapportgen("lag", template, tmp_path / "liste.xlsx", "-o", tmp_path / "ut")
    assert (outcome.status, outcome.err) == (
        1,
        "liste.xlsx: Dette er en liste over arbeidsbøker. Rapportene i en liste lages med «rapportgen batch».\n",
    )


def test_a_template_is_tried_with_a_folder_and_the_damaged_workbook_is_named(rapportgen: Runner, books: Path) -> None:
    outcome = rapportgen("mal", "sjekk", "samlerapport", books)
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0].endswith("samlerapport.docx: 1 advarsel")
    assert lines[1].startswith("  Advarsel  prosjekt-04.xlsx: «prosjekt-04.xlsx» er skadet")


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A folder of two workbooks with all sheets."""
    folder = tmp_path / "eksempler"
    folder.mkdir()
    for name in ("moskenes", "karasjok"):
        (folder / f"{name}.xlsx").write_bytes(shipped_samples()[name].read_bytes())
    return folder


def test_sheets_that_are_not_shown_are_told_with_a_loop_for_each_project(rapportgen: Runner, samples: Path) -> None:
    outcome = rapportgen("mal", "sjekk", "samlerapport", samples)
    assert (outcome.status, outcome.out.count("\n")) == (0, 2)
    assert "Arbeidsbøkene har rader som malen ikke viser, i arkene «Faser» (5 rader)," in outcome.out
    assert "{% for prosjekt in prosjekter %}{% for rad in prosjekt.faser %}{{ rad.navn }} {% endfor %}" in outcome.out


def test_what_only_one_workbook_of_the_folder_lacks_is_found(rapportgen: Runner, samples: Path, tmp_path: Path) -> None:
    many_books(samples, 2)
    text = '{% for prosjekt in prosjekter %}{{ prosjekt.figur["omslag"] }}{{ prosjekt.tiltak[5].navn }}{% endfor %}'
    mal = template(tmp_path, text, "Prøve", "Samlerapport")
    outcome = rapportgen("mal", "sjekk", mal, samples)
    assert outcome.status == 1
    assert "Det finnes ingen rad nummer 6 i" in outcome.out


@pytest.mark.parametrize("command", [("mal", "sjekk"), ("lag",)])
def test_a_folder_without_workbooks_is_refused(rapportgen: Runner, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "tom").mkdir()
    outcome = rapportgen(*command, "samlerapport", tmp_path / "tom")
    assert (outcome.status, outcome.out) == (1, "")
    assert "Mappen har ingen arbeidsbøker" in outcome.err


@pytest.mark.parametrize("command", ["lag", "mal sjekk", "mal vis"])
def test_a_folder_with_a_template_for_one_workbook_is_wrong_use(rapportgen: Runner, books: Path, command: str) -> None:
    outcome = rapportgen(*command.split(), "kvartalsrapport", books)
    assert (outcome.status, outcome.out) == (2, "")
    told = f"{books} er en mappe, og kvartalsrapport lages av én arbeidsbok. Skriv hvilken arbeidsbok i mappen."
    assert outcome.err.startswith(told)


def test_a_template_with_faults_is_not_tried_with_a_folder_either(rapportgen: Runner, books: Path) -> None:
    (books.parent / "min.docx").write_bytes(docx_with("{{ prosjekt.komune"))
    outcome = rapportgen("mal", "sjekk", books.parent / "min.docx", books)
    assert outcome.status == 2
    with pytest.raises(FolderRefusedError):
        check_template(books.parent / "min.docx", books)


def test_a_fault_in_a_template_for_portfolios_is_the_only_one_told(rapportgen: Runner, tmp_path: Path) -> None:
    text = "{% for prosjekt in prosjekter %}{{ prosjekt.kommune. }}{% endfor %}{{ portefølje.antall }}"
    mal = template(tmp_path, text, "Prøve", "Samlerapport")
    outcome = rapportgen("lag", mal, shipped_samples()["moskenes"], "-o", tmp_path / "ut")
    assert outcome.status == 1
    assert "finnes bare i maler for samlerapporter" not in outcome.err
    assert "Taggen kan ikke leses" in outcome.err
