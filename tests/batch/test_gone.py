"""Files that disappear while a batch is at work."""

from __future__ import annotations

from rapportgen.batch import Hands, Watch
from tests.batch.bygg import Bench, statuses


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
