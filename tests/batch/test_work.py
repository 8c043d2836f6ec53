"""What happens to the files of a report while it is made, and what is made of it next time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rapportgen.batch import Hands, work
from rapportgen.batch.jobs import Job, Options
from rapportgen.batch.work import Task, make_reports
from rapportgen.errors import TemplateError
from rapportgen.problems import feil
from rapportgen.word.office.pdf_seal import MARK, NO_ID, sealed
from tests.batch.bygg import TEMPLATE, TODAY, Bench, change, happens, statuses, text_of
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from collections.abc import Callable

OLD, NEW = (sealed(f"%PDF-1.6\n{text} {MARK}{NO_ID}".encode()) for text in ("gammel", "ny"))
"""PDFs that are as we made them."""


def here() -> Hands:
    return Hands(1, ThreadPoolExecutor(1))


def meanwhile(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], object]) -> None:
    """Let something happen while LibreOffice has the reports."""
    finish_drafts = work.finish_drafts

    def finish(drafts: Any, *, pdf: bool = False) -> Any:
        finished = finish_drafts(drafts, pdf=pdf)
        deed()
        return finished

    monkeypatch.setattr(work, "finish_drafts", finish)


def saved_workbook(bench: Bench) -> None:
    change(bench.books / "bok.xlsx", "Prosjekt", "B6", "Nye ord")


def saved_template(bench: Bench) -> None:
    bench.template.write_bytes(docx_with("".join([*TEMPLATE, para("Nye ord")])))


@pytest.mark.parametrize("saved", [saved_workbook, saved_template])
def test_what_is_saved_while_the_report_is_made_is_in_it_next_time(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, saved: Callable[[Bench], None]
) -> None:
    bench.book("bok")
    with monkeypatch.context() as patch:
        meanwhile(patch, lambda: saved(bench))
        bench.run(hands=here())
    (report,) = bench.out.glob("liten-*.docx")
    assert "Nye ord" not in text_of(report)
    assert statuses(bench.run(hands=here())) == {"bok": "laget"}
    assert "Nye ord" in text_of(report)
    assert statuses(bench.run(hands=here())) == {"bok": "uendret"}


def test_settings_saved_while_the_report_is_made_make_it_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.book("bok")
    settings = bench.books / "rapportgen.toml"
    with monkeypatch.context() as patch:
        meanwhile(patch, lambda: settings.write_text("[rapport]\n", encoding="utf-8"))
        bench.run(hands=here())
    made: list[str] = []
    happens(monkeypatch, "bok", lambda: made.append("bok"))
    for _ in range(2):
        bench.run(hands=here())
    assert made == ["bok"]


def test_a_pdf_that_was_open_gets_its_own_name_next_time(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.book("bok")
    content = [OLD]

    def finish(drafts: Any, *, pdf: bool) -> Any:
        return [draft._replace(pdf=content[0]) for draft in drafts]

    monkeypatch.setattr(work, "finish_drafts", finish)
    bench.run(pdf=True, hands=here())
    (pdf,) = bench.out.glob("*.pdf")
    move = Path.replace

    def locked(self: Path, other: Path) -> Path:
        if other == pdf:
            raise PermissionError(13, "open")
        return move(self, other)

    saved_workbook(bench)
    content[0] = NEW
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", locked)
        batch = bench.run(pdf=True, hands=here())
    assert [record.pdf for _, record in batch.reports()] == [f"{pdf.stem} (2).pdf"]
    assert pdf.read_bytes() == OLD
    batch = bench.run(pdf=True, hands=here())
    assert [record.pdf for _, record in batch.reports()] == [pdf.name]
    assert pdf.read_bytes() == NEW


def test_a_template_that_goes_while_it_is_used_fails_its_report_and_no_other(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = _task(bench, "a", "b")

    def go() -> None:
        bench.template.unlink()
        raise TemplateError("Malen har feil", (feil("ukjent-felt", "linje 1", "Feltet finnes ikke."),))

    happens(monkeypatch, "b", go)
    first, second = make_reports(task)
    assert (first.status, second.status) == ("laget", "feilet")
    assert [problem.sted for problem in second.record.problems] == ["liten.docx: linje 1"]


@pytest.mark.parametrize("step", ["_unchanged", "digests", "_about_time", "write_draft", "fingerprint"])
def test_whatever_goes_wrong_on_the_way_fails_the_report_and_no_other(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    task = _task(bench, "a", "b")
    known = tuple(result.record for result in make_reports(task))
    change(bench.books / "a.xlsx", "Prosjekt", "B6", "Nye ord")
    real = getattr(work, step)
    calls: list[int] = []

    def fails_first(*things: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError
        return real(*things, **more)

    monkeypatch.setattr(work, step, fails_first)
    first, second = make_reports(task._replace(known=known))
    assert [problem.kode for problem in first.record.problems if problem.alvor == "feil"] == ["uventet-feil"]
    assert (first.status, second.status) == ("feilet", "uendret")


def _task(bench: Bench, *names: str) -> Task:
    jobs = (Job(str(bench.book(name, number)), str(bench.template), "2Q2024") for number, name in enumerate(names))
    return Task(tuple(jobs), Options(str(bench.out), TODAY), (None,) * len(names))
