"""rapportgen.toml: where it is found, how it is refused, and that the example of the manual is right."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from rapportgen.errors import FileRefusedError, SettingsError
from rapportgen.model.oppsett import STANDARD
from rapportgen.settings_file import chosen_settings, find_settings, read_settings, settings_beside

PAGE = Path(__file__).parent.parent / "docs" / "oppsett.md"


def written(folder: Path, text: str, name: str = "rapportgen.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def refusal(folder: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        read_settings(written(folder, text))
    return caught.value


def test_the_example_of_the_manual_is_right(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    (tmp_path / "maler").mkdir()
    made = read_settings(written(tmp_path, example[1]))
    assert [problem.kode for problem in made.problems] == ["oppsett-brukt"]
    assert made.malmappe == tmp_path / "maler"
    assert {own.navn for own in made.filtre} == {"tusenkr", "form", "hastefarge"}
    assert made.prosjekt["mottaker"][0] == "Kommunedirektøren"
    assert made.schema["Kompetanse"].own


def test_the_message_of_the_manual_is_the_one_that_is_given(tmp_path: Path) -> None:
    error = refusal(tmp_path, '[maler]\n\n\n\n[rapport]\nfilnavm = "{mal}"')
    (problem,) = error.problems
    assert f"{problem.sted}: {problem.melding} {problem.forslag}" in PAGE.read_text(encoding="utf-8")


def test_the_nearest_file_above_is_the_one(tmp_path: Path) -> None:
    top = written(tmp_path, '[rapport]\nfilnavn = "a{mal}"')
    below = tmp_path / "2024" / "helse"
    below.mkdir(parents=True)
    assert find_settings(below) == top
    assert settings_beside(below / "bok.xlsx").filnavn == "a{mal}"
    near = written(below, "[personvern]\nskjul_under = 5")
    assert find_settings(below) == near
    assert settings_beside(below / "bok.xlsx").filnavn == ""  # one file counts, and alone


def test_without_a_file_nothing_is_settled(tmp_path: Path) -> None:
    assert settings_beside(tmp_path / "bok.xlsx") is STANDARD


def test_a_file_that_is_named_is_the_one(tmp_path: Path) -> None:
    written(tmp_path, '[rapport]\nfilnavn = "a{mal}"')
    other = written(tmp_path, '[rapport]\nfilnavn = "b{mal}"', "annet.toml")
    assert chosen_settings(other, tmp_path / "bok.xlsx").filnavn == "b{mal}"
    assert chosen_settings(None, tmp_path / "bok.xlsx").filnavn == "a{mal}"
    with pytest.raises(FileRefusedError, match="finnes ikke"):
        chosen_settings(tmp_path / "ingen.toml", tmp_path / "bok.xlsx")


def test_a_change_is_seen(tmp_path: Path) -> None:
    file = written(tmp_path, '[rapport]\nfilnavn = "a{mal}"')
    assert read_settings(file).filnavn == "a{mal}"
    written(tmp_path, '[rapport]\nfilnavn = "b{mal}"')
    assert read_settings(file).filnavn == "b{mal}"


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    text = '[rapport]\nfilnavn = 3\n\n[ark.Tiltak.kolonner]\nSak = { slag = "x" }\n\n\n\n\n[filtre.kr]\ntall = {}\n'
    error = refusal(tmp_path, text)
    assert [problem.sted for problem in error.problems] == [
        "rapportgen.toml, linje 2, rapport.filnavn",
        "rapportgen.toml, linje 5, ark.Tiltak.kolonner.Sak.slag",
        "rapportgen.toml, linje 10, filtre.kr",
    ]
    assert "3 feil" in str(error)


def test_a_broken_file_is_told_with_line_and_column(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, "[rapport]\nfilnavn = {mal}\n").problems
    assert problem.sted.startswith("rapportgen.toml, linje 2, tegn ")
    assert problem.verdi == "filnavn = {mal}"


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "rapportgen.toml"
    file.write_bytes('[rapport]\n"målform" = "nynorsk"'.encode("cp1252"))
    with pytest.raises(SettingsError) as caught:
        read_settings(file)
    assert caught.value.problems[0].sted == "rapportgen.toml, linje 2"
    assert "UTF-8" in caught.value.problems[0].forslag


def test_the_mark_that_notepad_writes_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "rapportgen.toml"
    file.write_bytes('\ufeff[rapport]\nfilnavn = "{mal}"'.encode())
    assert read_settings(file).filnavn == "{mal}"


def test_a_template_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, '[maler]\nmappe = "finnes-ikke"').problems
    assert (problem.kode, problem.sted) == ("mangler-mappe", "rapportgen.toml, linje 2, maler.mappe")


def test_a_warning_stops_nothing(tmp_path: Path) -> None:
    made = read_settings(written(tmp_path, '[palett]\ngul = { fyll = "FFEB9C", skrift = "FFFFFF" }'))
    assert [problem.kode for problem in made.problems] == ["oppsett-brukt", "lav-kontrast"]


def test_of_many_faults_the_first_are_told(tmp_path: Path) -> None:
    error = refusal(tmp_path, "[rapport]\n" + "".join(f"k{number} = 1\n" for number in range(60)))
    assert "60 feil" in str(error)
    assert [problem.sted for problem in error.problems[:50]] == [
        f"rapportgen.toml, linje {number + 2}, rapport.k{number}" for number in range(50)
    ]
    assert [problem.melding for problem in error.problems[50:]] == ["… og 10 til."]


@pytest.mark.parametrize("text", ["#" * 200_001, "\n" * 5_001], ids=["bytes", "lines"])
def test_a_file_beyond_all_measure_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="for stor"):
        read_settings(written(tmp_path, text))


def test_more_synonyms_than_anybody_has_are_a_fault(tmp_path: Path) -> None:
    words = "".join(f'k{number} = "Ansvar"\n' for number in range(501))
    (problem,) = refusal(tmp_path, f"[synonymer]\n{words}").problems
    assert (problem.sted, problem.melding) == ("rapportgen.toml, linje 1, synonymer", "Her er det mer enn 500 ord.")


@pytest.mark.parametrize("kind", ["dangling", "looped", "folder", "fifo"])
def test_what_is_called_as_settings_and_is_no_file_is_told_of(tmp_path: Path, kind: str) -> None:
    written(tmp_path, '[rapport]\nfilnavn = "{mal}"\n')
    inner = tmp_path / "prosjekt"
    inner.mkdir()
    file = inner / "rapportgen.toml"
    if kind == "folder":
        file.mkdir()
    elif kind == "fifo":
        os.mkfifo(file)
    else:
        file.symlink_to(file if kind == "looped" else inner / "borte.toml")
    what = "en lenke som ikke fører til noen fil" if file.is_symlink() else "ikke en vanlig fil"
    with pytest.raises(FileRefusedError, match=f"Oppsettet er {what}"):
        settings_beside(inner / "bok.xlsx")
