"""The picture files a workbook names: which are read, and what is said of the others."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest

from rapportgen import figures
from rapportgen.figures import check_figures, read_figures
from rapportgen.model.bilder import read_picture
from tests.model.bygg import workbook
from tests.model.test_bilder import picture, turned
from tests.needs import need_posix
from tests.no_access import close

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.model.workbook import Workbook


def naming(*files: str) -> Workbook:
    return workbook(figurer=[{"id": f"F{n}", "fil": file} for n, file in enumerate(files, 1)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bilder æøå").mkdir()
    (tmp_path / "kart.png").write_bytes(picture("PNG"))
    (tmp_path / "bilder æøå" / "hus 1.jpg").write_bytes(picture("JPEG"))
    (tmp_path / "ødelagt.png").write_bytes(picture("PNG")[:50])
    (tmp_path / "snudd.jpg").write_bytes(turned(6))
    (tmp_path / "tekst.png").write_text("ikke et bilde")
    return tmp_path


@pytest.mark.parametrize("name", ["kart.png", " kart.png ", "bilder æøå/hus 1.jpg", "bilder æøå\\hus 1.jpg"])
def test_files_beside_the_workbook_are_found(folder: Path, name: str) -> None:
    pictures, problems = read_figures(naming(name), folder)
    assert (list(pictures), problems) == ([name.strip()], [])


def test_a_file_without_access_is_not_said_to_be_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close(monkeypatch, folder)
    (problem,) = check_figures(naming("kart.png"), folder)
    assert (problem.melding, problem.forslag) == (
        "Bildet «kart.png» kan ikke leses.",
        "Er filen i bruk, eller mangler du tilgang?",
    )


def test_a_whole_path_on_this_machine_is_allowed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert check_figures(naming(str(folder / "kart.png")), tmp_path_factory.mktemp("annen")) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("kort.png", "finnes ikke"),
        ("bilder æøå", "er ikke en fil"),
        ("ødelagt.png", "er skadet eller avkuttet"),
        ("tekst.png", "er verken PNG, JPEG eller GIF"),
        ("https://x.no/kart.png", "ligger på nettet"),
        ("file:///etc/passwd", "ligger på nettet"),
        ("\\\\server\\del\\kart.png", "ligger på nettet"),
        ("//server/del/kart.png", "ligger på nettet"),
        ("kart.png:skjult", "er ikke et filnavn"),
        ("NUL", "er ikke et filnavn"),
        ("a\nb.png", "er ikke et filnavn"),
        ("x" * 500, "er ikke et filnavn"),
        ("/dev/zero", "er ikke en fil"),
        ("../../../../../../dev/zero", "er ikke en fil"),
        ("/etc/passwd", "er verken PNG, JPEG eller GIF"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_of_with_its_cell(folder: Path, name: str, message: str) -> None:
    pictures, (problem,) = read_figures(naming(name), folder)
    assert pictures == {}
    assert (problem.kode, problem.sted) == ("figurfil", "Figurer!B2")
    assert message in problem.melding


def test_a_misspelt_name_gets_a_guess(folder: Path) -> None:
    (problem,) = check_figures(naming("kartt.png"), folder)
    assert problem.forslag == "Mente du «kart.png»?"


def test_what_is_wrong_with_a_file_keeps_nothing_in_memory(folder: Path) -> None:
    gc.disable()
    try:
        assert len(check_figures(naming("borte.png", "tekst.png", "borte.png"), folder)) == 3
        left = [thing for thing in gc.get_objects() if isinstance(thing, figures._FileError)]
    finally:
        gc.enable()
    assert left == []


def test_a_photo_on_its_side_is_used_and_told_of(folder: Path) -> None:
    pictures, (problem,) = read_figures(naming("snudd.jpg"), folder)
    assert (list(pictures), problem.kode) == (["snudd.jpg"], "figur-snudd")


def test_too_large_a_file_is_not_read_to_its_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "MAX_FILE", 100)
    (problem,) = check_figures(naming("kart.png"), folder)
    assert "er for stort" in problem.melding


def test_a_file_that_cannot_be_used_is_read_once_however_many_name_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    monkeypatch.setattr(figures, "read_picture", lambda data: tried.append(data) or read_picture(data))
    problems = check_figures(naming(*["tekst.png"] * 3), folder)
    assert [problem.sted for problem in problems] == ["Figurer!B2", "Figurer!B3", "Figurer!B4"]
    assert tried == [b"ikke et bilde"]


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    need_posix()
    os.mkfifo(folder / "evig.png")
    (problem,) = check_figures(naming("evig.png"), folder)
    assert "er ikke en fil" in problem.melding
