"""What counts as a change: seen by a watcher whose looks are counted, so that nothing waits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rapportgen.vis.watch import GONE, State, Watcher, state_of

MAL, BOK = Path("mal.docx"), Path("bok.xlsx")
OLD, HALF, NEW = State(1, 10, 1), State(2, 5, 2), State(2, 20, 2)


class Disk(dict[Path, State | None]):
    """Files and their states, and a watcher of them."""

    def watcher(self, *files: Path) -> Watcher:
        return Watcher(files, self.get)


def looks(watcher: Watcher, disk: Disk, states: list[State | None]) -> list[bool]:
    """What the watcher says while the template goes through these states, one for each look."""
    told = []
    for state in states:
        disk[MAL] = state
        told.append(watcher.has_changed())
    return told


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ([OLD, OLD, OLD], [False, False, False]),
        ([NEW, NEW, NEW], [False, True, False]),
        ([HALF, NEW, NEW], [False, False, True]),
        ([None, NEW, NEW], [False, False, True]),
        ([None, OLD, OLD, OLD], [False] * 4),
        ([HALF, HALF, NEW, NEW], [False, True, False, True]),
        ([None] * GONE + [None], [False] * (GONE - 1) + [True, False]),
        ([None] * GONE + [NEW, NEW], [False] * (GONE - 1) + [True, False, True]),
    ],
    ids=["rest", "saved", "written slowly", "saved by rename", "touched not", "twice", "gone", "gone and back"],
)
def test_a_change_counts_once_and_when_it_is_at_rest(states: list[State | None], told: list[bool]) -> None:
    disk = Disk({MAL: OLD, BOK: OLD})
    assert looks(disk.watcher(MAL, BOK), disk, states) == told


def test_two_files_saved_one_after_the_other_are_one_change() -> None:
    disk = Disk({MAL: OLD, BOK: OLD})
    watcher = disk.watcher(MAL, BOK)
    disk[MAL] = NEW
    first = watcher.has_changed()
    disk[BOK] = NEW
    assert [first, watcher.has_changed(), watcher.has_changed(), watcher.has_changed()] == [False, False, True, False]


def test_a_file_that_was_never_there_counts_when_it_comes() -> None:
    disk = Disk({MAL: None})
    assert looks(disk.watcher(MAL), disk, [None, NEW, NEW]) == [False, False, True]


def test_a_file_that_is_new_to_the_watcher_is_no_change_and_those_known_are_not_forgotten() -> None:
    disk = Disk({MAL: OLD, BOK: OLD})
    watcher = disk.watcher(MAL)
    disk[MAL] = NEW
    assert not watcher.has_changed()
    watcher.watch([MAL, BOK])
    assert watcher.has_changed()
    assert not watcher.has_changed()
    disk[BOK] = NEW
    assert [watcher.has_changed(), watcher.has_changed()] == [False, True]


@pytest.mark.parametrize(("seconds_before", "told"), [(1, [False, True, False]), (-1, [False] * 3)])
def test_a_file_that_came_since_somebody_looked_for_it_is_a_change(
    seconds_before: int, told: list[bool], tmp_path: Path
) -> None:
    picture = tmp_path / "bilde.png"
    picture.write_bytes(b"bilde")
    os.utime(picture, (1, 1))  # a copy keeps the time of what it is a copy of
    watcher = Watcher([])
    watcher.watch([picture], picture.stat().st_ctime - seconds_before)
    assert [watcher.has_changed() for _ in range(3)] == told


def test_a_file_that_is_watched_no_longer_is_no_change() -> None:
    disk = Disk({MAL: OLD, BOK: OLD})
    watcher = disk.watcher(MAL, BOK)
    watcher.watch([BOK])
    assert looks(watcher, disk, [NEW, NEW, NEW]) == [False] * 3


def test_a_save_by_rename_is_seen_on_a_real_disk(tmp_path: Path) -> None:
    path, beside = tmp_path / "mal.docx", tmp_path / "~WRD0001.tmp"
    path.write_bytes(b"gammel")
    watcher = Watcher([path])
    (tmp_path / "~$mal.docx").write_bytes(b"")
    assert [watcher.has_changed() for _ in range(3)] == [False] * 3
    beside.write_bytes(b"nyyyyy")
    beside.replace(path)
    os.utime(path, ns=(1, 1))
    assert [watcher.has_changed() for _ in range(3)] == [False, True, False]


@pytest.mark.parametrize("name", ["finnes ikke.docx", "a" * 5000, "a\0b"])
def test_what_cannot_be_looked_at_has_no_state(name: str, tmp_path: Path) -> None:
    assert state_of(tmp_path / name) is None
