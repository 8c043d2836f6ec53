"""`rapportgen mal felter`, as a consultant uses it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rapportgen.fieldlist import field_list
from rapportgen.model.felter_samlerapport import portfolio_fields
from tests.word.docx import Report
from tests.word.judge import judge

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kjoer import Runner

KEYS = [
    "felt",
    "slag",
    "ark",
    "kolonne",
    "hjelp",
    "eksempel",
    "gruppe",
    "enhet",
    "tagg",
    "loekke",
    "verdi",
    "synonymer",
]


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen of 80 columns, the same on every machine."""
    monkeypatch.setenv("COLUMNS", "80")


class TestScreen:
    def test_everything_is_shown_group_by_group(self, rapportgen: Runner) -> None:
        outcome = rapportgen("mal", "felter")
        assert outcome.status == 0
        assert f"{len([*field_list(), *portfolio_fields()])} treff" in outcome.out
        lines = outcome.out.splitlines()
        assert lines[0] == "Rapporten: rapport"
        assert all(heading in lines for heading in ("Prosjekt", "Risiko: risikoer", "Filtre", "Funksjoner", "Grafer"))

    def test_a_field_stands_with_its_loop_its_source_and_an_example(self, rapportgen: Runner) -> None:
        outcome = rapportgen("mal", "felter", "økonomi[].forklaring")
        assert [line.strip() for line in outcome.out.splitlines()[3:7]] == [
            "Inne i {% for linje in økonomi %} … {% endfor %}:",
            "{{ linje.forklaring }}                  Hvorfor det er avvik.",
            "Økonomi › Forklaring · tekst · f.eks.",
            "Vikarbyrå og overtid",
        ]

    def test_no_line_but_a_long_tag_is_wider_than_the_screen(self, rapportgen: Runner) -> None:
        wide = [line for line in rapportgen("mal", "felter").out.splitlines() if len(line) > 80]
        assert [line for line in wide if "{" not in line] == []

    def test_a_search_that_finds_nothing_guesses(self, rapportgen: Runner) -> None:
        outcome = rapportgen("mal", "felter", "prognsoe")
        assert (outcome.status, outcome.out) == (0, "")
        assert outcome.err.strip() == "Fant ingenting for «prognsoe». Mente du «prognose»?"

    def test_a_workbook_is_known_by_its_ending_wherever_it_stands(self, rapportgen: Runner, samples: Path) -> None:
        book = samples / "moskenes.xlsx"
        first, last = rapportgen("mal", "felter", book, "kompetanse"), rapportgen("mal", "felter", "kompetanse", book)
        named = rapportgen("mal", "felter", "kompetanse", "--bok", book)
        assert first.out == last.out == named.out
        assert "nå: Verdibasert ledelse" in " ".join(first.out.split())

    def test_the_quarter_chooses_the_values(self, rapportgen: Runner, samples: Path) -> None:
        book = samples / "moskenes.xlsx"
        assert "nå: 1Q 2024" in rapportgen("mal", "felter", "rapport.kvartal", book, "-k", "1Q2024").out


class TestJson:
    def test_the_keys_are_the_contract(self, rapportgen: Runner) -> None:
        fields = json.loads(rapportgen("mal", "felter", "--json").out)["felter"]
        assert len(fields) == len([*field_list(), *portfolio_fields()])
        assert {tuple(field) for field in fields} == {tuple(KEYS)}

    def test_a_field_has_its_tag_and_with_a_workbook_its_value(self, rapportgen: Runner, samples: Path) -> None:
        found = rapportgen("mal", "felter", "--json", "tiltak[].ferdiggrad", samples / "moskenes.xlsx").out
        (field,) = json.loads(found)["felter"]
        assert {key: field[key] for key in ("slag", "enhet", "tagg", "loekke", "verdi")} == {
            "slag": "prosent",
            "enhet": "%",
            "tagg": "{{ tiltaket.ferdiggrad|prosent }}",
            "loekke": "{% for tiltaket in tiltak %}",
            "verdi": "45\u00a0%",
        }

    def test_nothing_found_is_an_empty_list(self, rapportgen: Runner) -> None:
        outcome = rapportgen("mal", "felter", "--json", "qqqqqq")
        assert (outcome.status, json.loads(outcome.out)) == (0, {"felter": []})


class TestDocument:
    @pytest.fixture
    def target(self, tmp_path: Path) -> Path:
        return tmp_path / "felter.docx"

    def test_it_has_the_tags_as_text_and_is_sound(
        self, rapportgen: Runner, target: Path, samples: Path, office: None
    ) -> None:
        outcome = rapportgen("mal", "felter", "risiko", samples / "moskenes.xlsx", "-o", target)
        assert (outcome.status, outcome.out, outcome.err) == (0, f"Laget: {target}\n", "")
        assert judge(target.read_bytes()) == []
        text = Report(target.read_bytes(), ()).paragraphs()
        assert "{{ risiko.risikofaktor }}" in text
        assert "Med verdiene i moskenes.xlsx" in text
        assert "{%p for risiko in risikoer %}" in text  # a paragraph of its own
        assert "{%tr for risiko in risikoer %}{{ risiko.id }}" in text  # the table ready to copy
        assert {"Felt", "Hva", "Ark og kolonne", "I arbeidsboken", "Tagg"} <= set(text)

    def test_every_row_of_headings_is_repeated(self, rapportgen: Runner, target: Path, office: None) -> None:
        rapportgen("mal", "felter", "milepæler", "-o", target)
        report = Report(target.read_bytes(), ())
        assert len(report.all("w:tblHeader")) == len(report.all("w:tbl")) > 2
        assert all(report.values("w:tblDescription"))

    def test_it_is_not_overwritten_unasked(self, rapportgen: Runner, target: Path, office: None) -> None:
        target.write_bytes(b"mitt")
        outcome = rapportgen("mal", "felter", "fase", "-o", target)
        assert outcome.status == 2
        assert outcome.err.splitlines()[0] == f"{target} finnes fra før. Velg et annet navn, eller bruk --overskriv."
        assert target.read_bytes() == b"mitt"
        assert rapportgen("mal", "felter", "fase", "-o", target, "--overskriv").status == 0
        assert target.read_bytes()[:2] == b"PK"

    def test_nothing_found_is_no_document(self, rapportgen: Runner, target: Path) -> None:
        assert rapportgen("mal", "felter", "qqqqqq", "-o", target).status == 1
        assert not target.exists()

    def test_two_are_the_same_bytes(self, rapportgen: Runner, tmp_path: Path, office: None) -> None:
        for name in ("en.docx", "to.docx"):
            rapportgen("mal", "felter", "fase", "-o", tmp_path / name)
        assert (tmp_path / "en.docx").read_bytes() == (tmp_path / "to.docx").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.xlsx", "b.xlsx"), "Velg én arbeidsbok."),
        (
            ("minmal.docx",),
            "minmal.docx er et Word-dokument. Skriv et søkeord, eller en arbeidsbok (.xlsx). "
            "Vil du lage et dokument med feltene, skriver du: rapportgen mal felter -o minmal.docx",
        ),
        (("-k", "1Q2024"), "--kvartal brukes sammen med en arbeidsbok."),
        (("-o", "felter.pdf"), "felter.pdf: Dokumentet må hete noe som slutter på .docx."),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], message: str, rapportgen: Runner) -> None:
    outcome = rapportgen("mal", "felter", *arguments)
    assert (outcome.status, outcome.err.splitlines()[0]) == (2, message)


def test_a_workbook_that_is_not_there_is_told(rapportgen: Runner) -> None:
    outcome = rapportgen("mal", "felter", "finnes-ikke.xlsx")
    assert outcome.status == 1
    assert len(outcome.err.splitlines()) == 1


def test_a_folder_is_no_word_to_search_for(rapportgen: Runner, tmp_path: Path) -> None:
    outcome = rapportgen("mal", "felter", f"{tmp_path}/")
    assert outcome.status == 2
    assert "er en mappe. Velg én arbeidsbok." in outcome.err
