from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.errors import shortened_path


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
