"""`rapportgen batch` with addresses and a cluster, as it is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.many import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kjoer import Runner


@pytest.fixture
def books(tmp_path: Path) -> Path:
    folder = tmp_path / "bøker"
    folder.mkdir()
    for number in range(2):
        write_workbook(folder / f"bok{number}.xlsx", number)
    return folder


def test_addresses_stand_where_paths_do(rapportgen: Runner, books: Path, tmp_path: Path) -> None:
    out = f"file://{tmp_path}/ut"
    first = rapportgen("batch", f"file://{books}", "-m", "statusside", "-k", "2Q2024", "-o", out, "-j", 1)
    assert first.err == ""
    lines = first.out.splitlines()
    assert lines[0] == f"2 rapporter til {out}: 2 laget."
    assert lines[-2:] == [f"Oversikt: {out}/oversikt.xlsx", f"Oversikt: {out}/oversikt.docx"]
    (tmp_path / "ut" / "statusside-bok0-2024-2q.docx").unlink()
    again = rapportgen("batch", "--fortsett", "-o", out, "-j", 1)
    assert again.out.splitlines()[0] == f"2 rapporter til {out}: 1 laget, 1 uendret."
    other = rapportgen("batch", "--fortsett", f"file://{tmp_path}", "-o", out)
    assert other.status == 2
    assert "--fortsett bruker valgene fra forrige kjøring." in other.err


def test_json_names_addresses(rapportgen: Runner, books: Path, tmp_path: Path) -> None:
    out = f"file://{tmp_path}/ut"
    outcome = rapportgen("batch", books, "-m", "statusside", "-k", "2Q2024", "-o", out, "-j", 1, "--json")
    told = json.loads(outcome.out)
    assert [report["arbeidsbok"] for report in told["rapporter"]] == [f"file://{books}/bok{n}.xlsx" for n in (0, 1)]
    assert [report["fil"] for report in told["rapporter"]] == [f"{out}/statusside-bok{n}-2024-2q.docx" for n in (0, 1)]
    assert "rapportgen-speil" not in outcome.out


def test_an_address_without_files_ends_the_batch(rapportgen: Runner, tmp_path: Path) -> None:
    outcome = rapportgen("batch", f"file://{tmp_path}/ingen", "-o", tmp_path / "ut")
    assert outcome.status == 1
    assert outcome.err == f"file://{tmp_path}/ingen finnes ikke. Skriv adressen til en mappe eller en liste.\n"
