"""The account of a batch: every line that is whole is kept, whatever happened to the rest."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.batch import lines
from rapportgen.batch.jobs import Record
from rapportgen.batch.journal import FILE, Request, read_journal
from rapportgen.errors import FileRefusedError
from rapportgen.problems import Problem
from tests.needs import need_posix

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
        found = read_journal(folder)
        found.begin(REQUEST)  # what was understood is all that is kept, and is understood again
        found.close()
        kept = read_journal(folder)
        assert (kept.records, kept.is_damaged) == (found.records, False)


def test_files_are_named_as_seen_from_the_folder_so_that_all_may_be_moved(tmp_path: Path) -> None:
    request = Request(str(tmp_path / "bøker"), ("mandat", str(tmp_path / "maler" / "egen.docx")))
    seen = request.seen_from(tmp_path / "rapporter")
    assert (seen.source, seen.templates) == ("../bøker", ("mandat", "../maler/egen.docx"))
    assert seen.opened_from(tmp_path / "rapporter") == request


def written(folder: Path, head: str, *records: str) -> None:
    (folder / FILE).write_text("\n".join([head, *records, ""]))


HEAD = {"rapportgen": 1, **REQUEST._asdict()}
DEEP = "[" * 200_000


@pytest.mark.parametrize(
    "change",
    [
        *({name: 5} for name in Record._fields),
        *({name: ["a"]} for name in ("key", "file", "pdf", "responsible", "again")),
        *(
            {"file": name}
            for name in ("../b.docx", "/etc/passwd", "a\0b", "a" * 300, ".", "m/..", "\ud800", "a\x1b[1m.docx")
        ),
        {"file": "a\x1b[1m.docx"},
        *({"pdf": name} for name in ("../b.pdf", "..")),
        *({"sources": names} for names in ([1], ["a\0"], [""], "tekst")),
        *({"problems": [problem]} for problem in ([1, 2, 3, 4], [["x"], "", "", ""], ["feil"] * 7, ["ukjent"], "feil")),
        {"status": "ferdig"},
        {"key": ""},
        {"ny": "a"},
    ],
)
def test_a_line_with_anything_odd_is_a_report_that_is_not_known(tmp_path: Path, change: dict[str, object]) -> None:
    written(tmp_path, json.dumps(HEAD), json.dumps({**FIRST._asdict(), **change}), json.dumps(SECOND._asdict()))
    journal = read_journal(tmp_path)
    assert (journal.records, journal.is_damaged) == ({"b": SECOND}, True)


@pytest.mark.parametrize(
    "line", [DEEP, '{"key": ' + "1" * 10_000 + "}", "[]", "", '{"key": "' + "x" * 5_000_000 + '"}']
)
def test_a_line_that_is_no_record_is_passed_over(tmp_path: Path, line: str) -> None:
    written(tmp_path, json.dumps(HEAD), line, json.dumps(SECOND._asdict()))
    journal = read_journal(tmp_path)
    assert (journal.records, journal.is_damaged) == ({"b": SECOND}, True)


@pytest.mark.parametrize(
    "change",
    [
        *({name: 5} for name in Request._fields),
        *({"source": name} for name in ("", "a\0", "\ud800")),
        *({"templates": names} for names in ([5], [""], "mandat")),
        *({name: "sludder"} for name in ("quarter", "dato", "today", "pdf", "nytt")),
    ],
)
def test_a_request_with_anything_odd_is_none(tmp_path: Path, change: dict[str, object]) -> None:
    written(tmp_path, json.dumps({**HEAD, **change}), json.dumps(FIRST._asdict()))
    journal = read_journal(tmp_path)
    assert (journal.request, journal.records, journal.is_damaged) == (None, {"a": FIRST}, True)


@pytest.mark.parametrize("head", [DEEP, "", "[]", '{"rapportgen": 0}'])
def test_a_journal_of_another_program_knows_nothing(tmp_path: Path, head: str) -> None:
    written(tmp_path, head, json.dumps(FIRST._asdict()))
    journal = read_journal(tmp_path)
    assert (journal.request, journal.records, journal.is_damaged) == (None, {}, True)


def test_what_is_no_plain_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    need_posix()
    for kind in ("pipe", "device", "folder"):
        (tmp_path / kind).mkdir()
    os.mkfifo(tmp_path / "pipe" / FILE)
    (tmp_path / "device" / FILE).symlink_to("/dev/zero")
    (tmp_path / "folder" / FILE).mkdir()
    for kind, what in (("pipe", "ikke en vanlig fil"), ("device", "en snarvei"), ("folder", "ikke en vanlig fil")):
        with pytest.raises(FileRefusedError, match=rf"jsonl: Dette er {what}.*Flytt den bort"):
            read_journal(tmp_path / kind)


def test_a_file_that_is_far_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, json.dumps(HEAD))
    monkeypatch.setattr(lines, "MOST_BYTES", 20)
    with pytest.raises(FileRefusedError, match=r"for stor\. Flytt den bort"):
        read_journal(tmp_path)
