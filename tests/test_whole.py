"""A file is whole or absent, and what a killed run leaves is swept away."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from rapportgen import whole
from rapportgen.excel.archive import write_package
from tests.needs import need_posix

if TYPE_CHECKING:
    from pathlib import Path


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    whole.write_whole(tmp_path / "ny" / "rapport.docx", b"hele")
    assert left(tmp_path / "ny") == ["rapport.docx"]
    assert (tmp_path / "ny" / "rapport.docx").read_bytes() == b"hele"


def test_parts_that_nobody_holds_are_swept_and_no_other_file(tmp_path: Path) -> None:
    need_posix()
    of_others = [".nedlasting.zip.part", ".rapportgen-.part", ".rapportgen-nedlasting.part", "min.part"]
    for name in (".rapportgen-abcd_123.part", *of_others):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (0, 0))
    whole.sweep(tmp_path)
    assert left(tmp_path) == of_others


def test_a_part_that_somebody_is_writing_is_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swept = []

    def sweep_before(descriptor: int) -> None:
        whole.sweep(tmp_path)
        swept.append(left(tmp_path))

    monkeypatch.setattr(os, "fsync", sweep_before)
    whole.write_whole(tmp_path / "rapport.docx", b"hele")
    assert [len(names) for names in swept] == [1]
    assert left(tmp_path) == ["rapport.docx"]


@pytest.mark.parametrize("old", [True, False])
def test_where_files_cannot_be_held_only_old_parts_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bool
) -> None:
    part = tmp_path / ".rapportgen-abcd1234.part"
    part.write_bytes(b"")
    if old:
        os.utime(part, (0, 0))
    monkeypatch.setattr(whole, "remove_unheld", lambda path: False)
    whole.sweep(tmp_path)
    assert part.exists() is not old


@pytest.mark.parametrize("name", ["finnes ikke", "a" * 300, "a\0b"])
def test_a_folder_that_cannot_be_read_is_not_swept(tmp_path: Path, name: str) -> None:
    whole.sweep(tmp_path / name)
    assert left(tmp_path) == []


def test_a_workbook_is_written_the_same_way_and_sweeps_what_was_left(tmp_path: Path) -> None:
    need_posix()
    (tmp_path / ".rapportgen-abcd1234.part").write_bytes(b"")
    write_package(tmp_path / "bok.xlsx", {"[Content_Types].xml": b"<x/>"})
    assert left(tmp_path) == ["bok.xlsx"]
