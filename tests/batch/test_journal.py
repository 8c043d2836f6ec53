"""The account of a batch: every line that is whole is kept, whatever happened to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from rapportgen.batch.jobs import Record
from rapportgen.batch.journal import FILE, Request, read_journal
from rapportgen.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

REQUEST = Request("../bøker", ("kvartalsrapport", "../maler/egen.docx"), "2. kvartal 2024", today="2024-07-20")
FIRST, SECOND = (
    Record(key, "laget", f"{key}.docx", problems=(Problem("feil", "k", "Ark!A1", "Æ «b»\n"),)) for key in "ab"
)


def test_what_is_added_is_read_back(tmp_path: Path) -> None:
    journal = read_journal(tmp_path)
    journal.begin(REQUEST)
    journal.add(FIRST)
    journal.add(SECOND)
    read = read_journal(tmp_path)
    assert (read.request, read.records) == (REQUEST, {"a": FIRST, "b": SECOND})


def test_a_journal_that_is_ended_has_the_reports_in_order_and_no_others(tmp_path: Path) -> None:
    journal = read_journal(tmp_path)
    journal.begin(REQUEST)
    for record in (SECOND, FIRST, Record("gammel", "laget")):
        journal.add(record)
    journal.end(["a", "b"])
    assert list(read_journal(tmp_path).records) == ["a", "b"]


def test_a_run_that_goes_on_after_a_torn_line_loses_only_that_line(tmp_path: Path) -> None:
    journal = read_journal(tmp_path)
    journal.begin(REQUEST)
    journal.add(FIRST)
    journal.close()
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write('{"key": "b", "status": "la')
    journal = read_journal(tmp_path)
    assert list(journal.records) == ["a"]
    journal.begin(REQUEST)
    journal.add(SECOND)
    assert list(read_journal(tmp_path).records) == ["a", "b"]


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=400))
def test_a_damaged_journal_is_read_without_an_error(damage: bytes, at: int) -> None:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = read_journal(folder)
        journal.begin(REQUEST)
        journal.add(FIRST)
        journal.close()
        whole = (folder / FILE).read_bytes()
        (folder / FILE).write_bytes(whole[:at] + damage + whole[at + len(damage) :])
        assert all(isinstance(record, Record) for record in read_journal(folder).records.values())


def test_files_are_named_as_seen_from_the_folder_so_that_all_may_be_moved(tmp_path: Path) -> None:
    request = Request(str(tmp_path / "bøker"), ("mandat", str(tmp_path / "maler" / "egen.docx")))
    seen = request.seen_from(tmp_path / "rapporter")
    assert (seen.source, seen.templates) == ("../bøker", ("mandat", "../maler/egen.docx"))
    assert seen.opened_from(tmp_path / "rapporter") == request
