from __future__ import annotations

import os
from pathlib import Path

import pytest

from rapportgen import whole, writing
from rapportgen.errors import ReportError
from rapportgen.word import compile_template, render_template
from rapportgen.word.settings import Egenskaper, Visning
from tests.word.docx import docx_with, para


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_on_the_way_leaves_the_old_file_and_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "rapport.docx"
    target.write_bytes(b"gammel")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(ReportError, match="disken er full"):
        writing.write_report(target, b"ny", overwrite=True)
    assert target.read_bytes() == b"gammel"
    assert left(tmp_path) == ["rapport.docx"]


def test_a_locked_file_gets_the_next_free_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "rapport.docx"
    target.write_bytes(b"gammel")
    (tmp_path / "rapport (2).docx").write_bytes(b"enda eldre")
    replace = Path.replace

    def locked(self: Path, other: Path) -> Path:
        if other == target:
            raise PermissionError(13, "in use")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", locked)
    written = writing.write_report(target, b"ny", overwrite=True)
    assert written.path.name == "rapport (3).docx"
    assert written.message == "rapport.docx er åpen i Word. Rapporten er lagret som rapport (3).docx."
    assert (target.read_bytes(), written.path.read_bytes()) == (b"gammel", b"ny")
    assert left(tmp_path) == ["rapport (2).docx", "rapport (3).docx", "rapport.docx"]


def test_a_file_that_is_held_for_moments_is_not_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "rapport.docx"
    target.write_bytes(b"gammel")
    refusals = [PermissionError(13, "in use")] * 2
    replace = Path.replace

    def held(self: Path, other: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(self, other)

    monkeypatch.setattr(whole, "_PAUSES", (0, 0))
    monkeypatch.setattr(Path, "replace", held)
    assert writing.write_report(target, b"ny", overwrite=True).path == target
    assert left(tmp_path) == ["rapport.docx"]


@pytest.mark.parametrize(
    ("name", "owner"),
    [("rapporten", "~$pporten"), ("rapporta", "~$pporta"), ("rapport", "~$apport"), ("mandat", "~$mandat")],
)
def test_word_has_a_file_open_when_its_owner_file_is_there(tmp_path: Path, name: str, owner: str) -> None:
    for file in (f"{name}.docx", f"{owner}.docx"):
        (tmp_path / file).write_bytes(b"")
    written = writing.write_report(tmp_path / f"{name}.docx", b"ny", overwrite=True)
    assert written.path.name == f"{name} (2).docx"


def report(title: str, about: str, text: str) -> bytes:
    properties = Egenskaper(tittel=title, emne=about)
    compiled = compile_template(docx_with(para("{{ x }}")), cache=False)
    return render_template(compiled, {"x": text}, Visning(), properties).data


def test_a_report_that_stays_open_has_one_copy_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "mandat.docx"
    for name in ("mandat.docx", "~$mandat.docx"):
        (tmp_path / name).write_bytes(b"")
    others = {"mandat (2).docx": report("Mandat", "Røros", "a"), "mandat (3).docx": b"Karis egen"}
    for name, data in others.items():
        (tmp_path / name).write_bytes(data)
    texts = [report("Mandat", "Moskenes", text) for text in ("en", "to", "to")]
    written = [writing.write_report(target, data, overwrite=True) for data in texts]
    assert [(one.path.name, one.status) for one in written] == [
        ("mandat (4).docx", "laget"),
        ("mandat (4).docx", "laget"),
        ("mandat (4).docx", "uendret"),
    ]
    assert written[-1].path.read_bytes() == texts[-1]
    assert {name: (tmp_path / name).read_bytes() for name in others} == others


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    target = tmp_path / "rapport.docx"
    target.write_bytes(b"lik")
    before = target.stat().st_mtime_ns
    assert writing.write_report(target, b"lik").status == "uendret"
    assert target.stat().st_mtime_ns == before


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "rapport.docx").mkdir()
    with pytest.raises(ReportError):
        writing.write_report(tmp_path / "rapport.docx", b"x", overwrite=True)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "mappe").write_bytes(b"")
    with pytest.raises(ReportError, match="mappen er en fil"):
        writing.write_report(tmp_path / "mappe" / "rapport.docx", b"x")


def test_a_folder_with_the_name_of_the_report_is_called_a_folder(tmp_path: Path) -> None:
    (tmp_path / "rapport.pdf").mkdir()
    with pytest.raises(ReportError, match="en mappe med dette navnet"):
        writing.write_report(tmp_path / "rapport.pdf", b"ny")
