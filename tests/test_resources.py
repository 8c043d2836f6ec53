"""Shipped files are found by name, however it is spelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapportgen.errors import FileRefusedError
from rapportgen.resources import named, shipped_samples, template_path

THINGS = {name: Path(f"{name}.docx") for name in ("gjennomforingsplan", "kvartalsrapport", "årsplan")}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gjennomforingsplan", "gjennomforingsplan"),
        ("Gjennomføringsplan", "gjennomforingsplan"),
        ("kvartalsrapport", "kvartalsrapport"),
        ("aarsplan", "årsplan"),
        ("arsplan", "årsplan"),
        ("plan", None),
    ],
)
def test_a_name_is_found_with_and_without_its_letters(typed: str, found: str | None) -> None:
    path = named(typed, THINGS)
    assert (path.stem if path else None) == found


def test_the_samples_are_the_clean_workbooks() -> None:
    assert set(shipped_samples()) == {"moskenes", "karasjok", "hoylandet"}
    assert named("Høylandet", shipped_samples()) is not None


def test_an_own_template_is_found_whatever_the_case_of_its_ending(tmp_path: Path) -> None:
    own = tmp_path / "statusside.DOCX"
    own.touch()
    assert template_path("statusside", tmp_path) == own


def test_a_link_that_leads_nowhere_is_told_as_one_and_never_proposed(tmp_path: Path) -> None:
    (tmp_path / "ring.docx").symlink_to("ring.docx")
    with pytest.raises(FileRefusedError, match=r"ring\.docx: Malen er en lenke som ikke fører til noen fil\.$"):
        template_path(tmp_path / "ring.docx")
    with pytest.raises(FileRefusedError, match=r"Malen finnes ikke\. Kontroller navn og mappe\.$"):
        template_path(tmp_path / "ringg.docx")
