"""Files, and room for them, that disappear while a batch is at work."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from rapportgen.batch import Hands, Watch
from rapportgen.batch.journal import Journal
from rapportgen.errors import ReportError
from tests.batch.bygg import Bench, statuses

if TYPE_CHECKING:
    from rapportgen.batch import Record


def test_a_report_that_is_gone_when_the_batch_ends_is_not_told_as_made(bench: Bench) -> None:
    for name in ("a", "b"):
        bench.book(name)
    told: list[str] = []

    def tell(result: object) -> None:
        told.append("")
        if len(told) == 2:
            next(bench.out.glob("liten-a-*.docx")).unlink()

    batch = bench.run(hands=Hands(1), watch=Watch(tell=tell))
    assert statuses(batch) == {"a": "feilet", "b": "laget"}
    assert [p.kode for job, record in batch.reports() for p in record.problems if p.alvor == "feil"] == ["borte"]
    assert statuses(bench.run()) == {"a": "laget", "b": "uendret"}


def test_a_disk_that_gets_full_stops_the_batch_and_it_is_said_how_far_it_came(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        bench.book(f"bok{number}", number)
    add = Journal.add

    def full(journal: Journal, record: Record) -> None:
        if len(journal.records) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        add(journal, record)

    monkeypatch.setattr(Journal, "add", full)
    with pytest.raises(ReportError, match=r"\(disken er full\)\. [23] av 3 rapporter er laget, og resten lages når"):
        bench.run(hands=Hands(1))
    monkeypatch.undo()
    assert set(statuses(bench.run())) == {"bok0", "bok1", "bok2"}
    assert len(list(bench.out.glob("liten-*.docx"))) == 3
