"""One answer after another, with a stand-in for LibreOffice: what is shown, what stays, and what is left off."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from rapportgen.errors import OfficeError
from rapportgen.resources import shipped_templates
from rapportgen.vis.board import Board
from rapportgen.vis.making import Maker
from rapportgen.vis.view import Job, View
from rapportgen.vis.watch import Watcher
from tests.word.docx import Report, docx_with, para
from tests.word.pdfs import pdf_with

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD, BETTER = "Kommunen er {{ prosjekt.kommune }}.", "Velkommen til {{ prosjekt.kommune }}."
WRONG = "Kommunen er {{ prosjekt.komune }}."


class FakeOffice:
    """A LibreOffice that gives one page more each time; or fails; or does something else first."""

    def __init__(self) -> None:
        self.calls = 0
        self.stops = 0
        self.seen = b""
        self.fault: Exception | None = None
        self.first: Callable[[], None] = lambda: None

    def to_pdf(self, document: bytes, is_wanted: Callable[[], bool]) -> bytes | None:
        assert document.startswith(b"PK")
        self.calls += 1
        self.seen = document
        self.first()
        if self.fault is not None:
            raise self.fault
        return pdf_with([((595, 842), "1 1 1")] * self.calls) if is_wanted() else None

    def stop(self) -> None:
        self.stops += 1


class Shown(Board):
    """A board that keeps all that hung on it."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.views: list[View] = []

    def change(self, **changes: object) -> None:
        super().change(**changes)
        self.views.append(self.now[1])


class Desk:
    """A template, a workbook, and a maker of views of them."""

    def __init__(self, folder: Path, workbook: bytes, **chosen: Any) -> None:
        self.template, self.workbook = folder / "mal.docx", folder / "bok.xlsx"
        self.workbook.write_bytes(workbook)
        self.office = FakeOffice()
        self.board = Shown(View("mal.docx", "bok.xlsx"))
        job = Job(self.template, self.workbook, **chosen)
        self.maker = Maker(job, self.board, self.office, lambda error: f"Uventet: {error}")
        self.save(GOOD)

    def save(self, text: str) -> None:
        self.template.write_bytes(docx_with(para(text)))

    def answer(self, is_current: Callable[[], bool] = lambda: True) -> View:
        self.board.views.clear()
        self.maker.answer(is_current)
        return self.board.now[1]


@pytest.fixture
def desk(tmp_path: Path, samples: Path) -> Desk:
    return Desk(tmp_path, (samples / "moskenes.xlsx").read_bytes())


def codes(view: View) -> dict[str, list[str]]:
    """The codes of the faults in each group."""
    faults = {group.title: [t.problem for t in group.findings if t.problem.alvor == "feil"] for group in view.groups}
    return {title: [problem.kode for problem in problems] for title, problems in faults.items()}


def test_a_report_gives_pages_and_findings(desk: Desk) -> None:
    view = desk.answer()
    assert (len(view.images or ()), view.edition, view.are_old, view.is_working, view.note) == (1, 1, False, False, "")
    assert codes(view) == {"Malen": [], "Arbeidsboken": []}
    assert view.made_at
    assert view.seconds > 0


def test_the_date_and_the_settings_are_those_that_are_chosen(tmp_path: Path, samples: Path) -> None:
    chosen = tmp_path / "eget.toml"
    chosen.write_text('[filtre.fase]\nordliste = { x = "y" }\n', encoding="utf-8")
    book = (samples / "moskenes.xlsx").read_bytes()
    desk = Desk(tmp_path, book, dato=date(2024, 8, 1), settings=chosen)
    desk.save('{{ rapport.dato|dato }} {{ "x"|fase }}')
    assert codes(desk.answer()) == {"Malen": [], "Arbeidsboken": []}
    assert Report(desk.office.seen, ()).text == "01.08.2024 y"
    chosen.write_text("[filtre", encoding="utf-8")
    assert codes(desk.answer())["Arbeidsboken"] == ["kan-ikke-leses"]


def test_a_template_for_portfolios_is_shown_with_a_folder_and_follows_its_workbooks(
    tmp_path: Path, samples: Path
) -> None:
    books, office = tmp_path / "arbeidsboker", FakeOffice()
    books.mkdir()
    for name in ("moskenes.xlsx", "hoylandet.xlsx"):
        (books / name).write_bytes((samples / name).read_bytes())
    board = Shown(View("samlerapport.docx", books.name))
    maker = Maker(Job(shipped_templates()["samlerapport"], books), board, office, str)
    maker.answer(lambda: True)
    assert not any(codes(board.now[1]).values())
    assert "Moskenes" in Report(office.seen, ()).text
    assert {books / "moskenes.xlsx", books / "hoylandet.xlsx"} <= maker.files


def test_it_says_that_it_works_before_it_does(desk: Desk) -> None:
    desk.answer()
    assert [view.is_working for view in desk.board.views] == [True] * (len(desk.board.views) - 1) + [False]
    assert desk.board.views[0].images is None


def test_a_new_template_gives_new_pages(desk: Desk) -> None:
    desk.answer()
    desk.save(BETTER)
    view = desk.answer()
    assert (len(view.images or ()), view.edition) == (2, 2)


def test_the_same_report_is_not_laid_out_again(desk: Desk) -> None:
    desk.answer()
    view = desk.answer()
    assert (desk.office.calls, view.edition, view.are_old) == (1, 1, False)


def test_a_fault_is_told_with_the_mended_tag_and_the_pages_stay_as_old_ones(desk: Desk) -> None:
    desk.answer()
    desk.save(WRONG)
    view = desk.answer()
    assert (len(view.images or ()), view.are_old, desk.office.calls) == (1, True, 1)
    assert codes(view) == {"Malen": ["ukjent-felt"], "Arbeidsboken": []}
    (told,) = view.of_template or ()
    assert told.problem.forslag == "Mente du {{ prosjekt.kommune }}?"
    assert told.around == WRONG


def test_the_workbooks_warnings_are_there_when_the_template_fails(desk: Desk) -> None:
    good = desk.answer()
    desk.save(WRONG)
    assert {told.problem.kode for told in desk.answer().of_workbook or ()} >= {"figurfil"}
    assert {told.problem.kode for told in good.of_workbook or ()} >= {"figurfil"}


def test_a_fault_that_is_undone_brings_the_pages_back_at_once(desk: Desk) -> None:
    desk.answer()
    desk.save(WRONG)
    desk.answer()
    desk.save(GOOD)
    view = desk.answer()
    assert (view.are_old, desk.office.calls, codes(view)["Malen"]) == (False, 1, [])


@pytest.mark.parametrize(("name", "group"), [("mal.docx", "Malen"), ("bok.xlsx", "Arbeidsboken")])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 bare halve filen", None])
def test_a_file_that_cannot_be_read_now_is_told_and_tried_again(
    name: str, group: str, content: bytes | None, desk: Desk, tmp_path: Path
) -> None:
    desk.answer()
    file = tmp_path / name
    whole = file.read_bytes()
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    view = desk.answer()
    assert (view.are_old, codes(view)[group]) == (True, ["kan-ikke-leses"])
    assert sum(len(found) for found in codes(view).values()) == 1
    file.write_bytes(whole)
    view = desk.answer()
    assert (view.are_old, codes(view)) == (False, {"Malen": [], "Arbeidsboken": []})


def test_without_libreoffice_there_are_findings_and_a_note(desk: Desk) -> None:
    desk.office.fault = OfficeError("LibreOffice finnes ikke på denne maskinen.")
    desk.save("{# tom #}{{ prosjekt.kommune }}")
    view = desk.answer()
    assert (view.images, view.note) == (None, "LibreOffice finnes ikke på denne maskinen.")
    assert codes(view) == {"Malen": [], "Arbeidsboken": []}


def test_a_conversion_that_fails_keeps_the_old_pages_and_the_next_is_made(desk: Desk) -> None:
    desk.answer()
    desk.office.fault = OfficeError("LibreOffice ble ikke ferdig.")
    desk.save(BETTER)
    view = desk.answer()
    assert (len(view.images or ()), view.are_old, view.note) == (1, True, "LibreOffice ble ikke ferdig.")
    desk.office.fault = None
    view = desk.answer()
    assert (len(view.images or ()), view.are_old, view.note) == (3, False, "")


def test_after_an_undone_failure_the_pages_are_those_of_the_report(desk: Desk) -> None:
    desk.answer()
    desk.save(BETTER)
    desk.office.first = lambda: setattr(desk.office, "fault", OfficeError("Nei."))
    desk.answer()
    desk.office.fault, desk.office.first = None, lambda: None
    desk.save(GOOD)
    assert (desk.answer().are_old, desk.office.calls) == (False, 3)


def test_a_damaged_pdf_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.office, "to_pdf", lambda document, is_wanted: b"%PDF-1.6\n%%EOF\n")
    assert "kan ikke leses" in desk.answer().note


def test_what_is_no_longer_current_is_not_shown(desk: Desk) -> None:
    desk.answer()
    desk.save(BETTER)
    current = [True]
    desk.office.first = lambda: current.__setitem__(0, False)
    view = desk.answer(lambda: current[0])
    assert (view.edition, len(view.images or ()), view.is_working) == (1, 1, True)


def test_what_was_never_current_does_not_reach_libreoffice(desk: Desk) -> None:
    desk.answer(lambda: False)
    assert desk.office.calls == 0


def test_a_fault_of_our_own_is_told_and_the_next_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("rapportgen.vis.making.check_template", lambda *_, **__: 1 / 0)
        view = desk.answer()
    assert (view.note, view.is_working, desk.office.stops) == ("Uventet: division by zero", False, 1)
    assert desk.answer().note == ""


def test_it_names_the_files_that_matter(desk: Desk, tmp_path: Path) -> None:
    desk.answer()
    wanted = [desk.template, desk.workbook, tmp_path / "rapportgen.toml", tmp_path / "figurer" / "moskenes-forside.png"]
    assert [path for path in wanted if path not in desk.maker.files] == []


def test_a_picture_that_comes_while_an_answer_is_made_is_a_change(desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "figurer" / "moskenes-forside.png"
    picture.parent.mkdir()
    watcher = Watcher(desk.maker.files)
    desk.office.first = picture.touch
    desk.answer()
    watcher.watch(desk.maker.files, desk.maker.since)
    assert [watcher.has_changed() for _ in range(3)] == [False, True, False]


def test_pictures_are_remembered_while_the_workbook_cannot_be_read(desk: Desk) -> None:
    desk.answer()
    before = desk.maker.files
    desk.workbook.write_bytes(b"")
    desk.answer()
    assert desk.maker.files == before


def test_after_ctrl_c_no_pages_are_begun(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    stopped = threading.Event()
    monkeypatch.setattr(desk.office, "stop", stopped.set)
    desk.office.first = stopped.wait  # type: ignore[assignment]
    monkeypatch.setattr(Maker, "_findings", interrupted)
    with pytest.raises(KeyboardInterrupt):
        desk.answer()
    assert [view.images for view in desk.board.views if view.images is not None] == []
