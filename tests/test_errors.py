from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.errors import is_file, is_folder, is_there, shortened_path
from tests.no_access import close

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("plan.docx", "plan.docx"),
        ("/a/b/plan.docx", "/a/b/plan.docx"),
        ("/prosjekter/helse/rapporter/plan.docx", "…/rapporter/plan.docx"),
        ("C:\\prosjekter\\helse\\rapporter\\plan.docx", "…\\rapporter\\plan.docx"),
        ("/prosjekter/gjennomføringsplan helse og omsorg.docx", "gjennomføringsplan helse …"),
    ],
)
def test_of_a_long_path_the_name_of_the_file_and_the_last_folders_are_told(path: str, shown: str) -> None:
    assert shortened_path(path, most=26) == shown


@given(st.text("ab/\\", max_size=40), st.integers(5, 30))
def test_a_path_never_takes_more_than_its_room(path: str, most: int) -> None:
    assert len(shortened_path(path, most)) <= most


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fil.txt", (True, True, False)),
        ("mappe", (True, False, True)),
        ("borte", (False, False, False)),
        ("fil.txt/under", (False, False, False)),
        ("ring", (False, False, False)),
        ("a\0b", (False, False, False)),
    ],
)
def test_what_stands_at_a_path(tmp_path: Path, name: str, expected: tuple[bool, ...]) -> None:
    (tmp_path / "fil.txt").touch()
    (tmp_path / "mappe").mkdir()
    (tmp_path / "ring").symlink_to("ring")
    assert tuple(asked(tmp_path / name) for asked in (is_there, is_file, is_folder)) == expected


@pytest.mark.parametrize("asked", [is_there, is_file, is_folder])
def test_where_the_system_will_not_say_nothing_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: Callable[[Path], bool]
) -> None:
    with pytest.raises(OSError, match="too long"):
        asked(tmp_path / ("x" * 5000))
    close(monkeypatch, tmp_path)
    with pytest.raises(PermissionError):
        asked(tmp_path / "fil.txt")
