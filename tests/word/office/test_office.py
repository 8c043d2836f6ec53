"""LibreOffice is somebody else's program: it may be missing, hang, fall over, or end well without having done a thing.

Small programs of our own play its part.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rapportgen.errors import OfficeError
from rapportgen.word import compile_template, render_template
from rapportgen.word.office import office
from rapportgen.word.office.finish import Unfinished, finish_reports
from rapportgen.word.office.office import find_office, to_pdf
from rapportgen.word.office.office_copy import office_copy
from rapportgen.word.office.office_watched import WatchedOffice
from rapportgen.word.settings import Visning
from tests.needs import needs_office
from tests.word.docx import EGENSKAPER, docx_with, drawing, packed, para, parts_of, run

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts with a first line")

PDF = b"%PDF-1.6\n%%EOF\n"


def test_many_documents_are_made_in_one_call(played: Callable[[str], Path]) -> None:
    log = played("for name in files: make(name)")
    assert to_pdf([b"a", b"b", b"c"]) == [PDF, PDF, PDF]
    assert log.read_text().splitlines() == ["0.docx 1.docx 2.docx"]


def test_very_many_are_shared_out(played: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MOST_IN_A_CALL", 2)
    log = played("for name in files: make(name)")
    assert to_pdf([b"x"] * 5) == [PDF] * 5
    assert log.read_text().splitlines() == ["0.docx 1.docx", "2.docx 3.docx", "4.docx"]


@pytest.mark.parametrize("end", ["sys.exit(0)", "sys.exit(1)", "os.abort()"])
def test_a_document_that_stops_the_program_does_not_take_the_others_with_it(
    played: Callable[[str], Path], end: str
) -> None:
    script = f"for name in files:\n    if name == '1.docx': {end}\n    make(name)"
    played(script)
    assert to_pdf([b"a", b"b", b"c", b"d"]) == [PDF, None, PDF, PDF]


def test_a_document_without_end_is_given_up(
    played: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(office, "SECONDS_TO_START", 1)
    monkeypatch.setattr(office, "SECONDS_PER_DOCUMENT", 0)
    child = tmp_path / "child"
    started = f"p = subprocess.Popen(['sleep', '600']); pathlib.Path({str(child)!r}).write_text(str(p.pid)); p.wait()"
    played(f"for name in files:\n    if name == '0.docx': {started}\n    make(name)")
    assert to_pdf([b"a", b"b"]) == [None, PDF]
    assert _is_gone(int(child.read_text()))


def _is_gone(process: int) -> bool:
    """Whether a process has ended; one that nobody has asked about since counts as ended."""
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6\nhalv", b"noe annet\n%%EOF"])
def test_what_is_no_whole_pdf_does_not_count(played: Callable[[str], Path], data: bytes) -> None:
    played(f"make(files[0], {data!r})")
    assert to_pdf([b"a"]) == [None]


def test_a_pdf_of_another_making_costs_no_report(played: Callable[[str], Path]) -> None:
    import pikepdf

    strange = pikepdf.new()
    strange.add_blank_page()
    strange.pages[0].Resources = strange.Root.Names = pikepdf.Array([])
    out = io.BytesIO()
    strange.save(out)
    blank = pikepdf.new()
    blank.add_blank_page()
    other = io.BytesIO()
    blank.save(other)
    compiled = compile_template(docx_with(para("x")), cache=False)
    report = render_template(compiled, {}, Visning(), EGENSKAPER)
    for data in (out.getvalue(), other.getvalue()):
        played(f"for name in files: make(name, {data!r})")
        (finished,) = finish_reports([Unfinished(compiled, report, EGENSKAPER)], pdf=True)
        assert (finished.report.data, finished.pdf) == (report.data, None)
        assert [problem.kode for problem in finished.problems] == ["pdf-ikke-laget"]


def test_some_documents_that_stop_the_program_do_not_take_the_others_with_them(played: Callable[[str], Path]) -> None:
    played("for name in files:\n    if name in ('0.docx', '1.docx', '5.docx'): sys.exit(1)\n    make(name)")
    assert to_pdf([b"x"] * 8) == [None, None, PDF, PDF, PDF, None, PDF, PDF]


def test_a_program_that_does_nothing_is_given_up_after_three_documents_alone(played: Callable[[str], Path]) -> None:
    log = played("")
    assert to_pdf([b"a"] * 9) == [None] * 9
    assert [len(line.split()) for line in log.read_text().splitlines()] == [9, 1, 1, 1]


class Slow:
    """A call that goes on when it has been waited for; each time some of these PDFs have come."""

    def __init__(self, folder: Path, *coming: str) -> None:
        self.folder, self.coming = folder / "pdf", [*coming]
        self.folder.mkdir()

    def wait(self, seconds: float) -> int:
        if not self.coming:
            return 0
        for name in self.coming.pop(0).split():
            (self.folder / name).touch()
        raise subprocess.TimeoutExpired("soffice", seconds)

    def poll(self) -> int:
        return 0


@pytest.mark.parametrize(
    ("coming", "is_overdue"),
    [((), False), (("0.pdf 1.pdf", "2.pdf"), False), (("",), True), (("0.pdf", ""), True)],
)
def test_a_call_is_waited_for_as_long_as_something_comes_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coming: tuple[str, ...], is_overdue: bool
) -> None:
    monkeypatch.setitem(office._RUNNING, tmp_path, Slow(tmp_path, *coming))
    assert office._wait_for(tmp_path) is is_overdue


def test_a_program_that_never_answers_is_tried_twice_and_then_left_alone_for_a_while(
    played: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def start(command: list[str], folder: Path) -> Slow:
        calls.append(sum(name.endswith(".docx") for name in command))
        return Slow(folder, "")

    played("")
    monkeypatch.setattr(office, "start", start)
    for documents in ([b"a"] * 9, [b"a"]):
        with pytest.raises(OfficeError, match=r"^LibreOffice svarer ikke, og er stoppet\."):
            to_pdf(documents)
    assert calls == [9, 1]
    monkeypatch.setattr(office, "SECONDS_UNTIL_ASKED_AGAIN", 0)
    assert to_pdf([b"a"]) == [None]


def test_a_full_disk_is_not_told_as_a_program_that_is_missing(
    played: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    played("for name in files: make(name)")

    def full(profile: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(office, "write_settings", full)
    for convert in (lambda: to_pdf([b"a"]), lambda: WatchedOffice().to_pdf(b"a")):
        with pytest.raises(OfficeError, match=r"midlertidige filer: disken er full\."):
            convert()


def test_a_program_that_cannot_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fELF ikke et program")
    program.chmod(0o755)
    monkeypatch.setenv(office.VARIABLE, str(program))
    with pytest.raises(OfficeError, match=r"kan ikke startes\. Installer LibreOffice"):
        to_pdf([b"a"])


def test_it_is_found_on_the_path_or_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "æ ø" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.delenv(office.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(program.parent))
    assert find_office() == program
    monkeypatch.setenv(office.VARIABLE, str(tmp_path / "finnes ikke"))
    assert find_office() is None
    monkeypatch.setenv(office.VARIABLE, "0")
    assert find_office() is None


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("", "LibreOffice finnes ikke på denne maskinen. Installer"),
        ("0", "LibreOffice er slått av, for miljøvariabelen RAPPORTGEN_SOFFICE er 0."),
        ("/ingen/slik", "RAPPORTGEN_SOFFICE er «/ingen/slik», men der er det ikke noe program."),
    ],
)
def test_it_says_why_there_is_none(setting: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_USUAL_PLACES", ())
    monkeypatch.setattr("pathlib.Path.glob", lambda *_: iter(()))
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv(office.VARIABLE, setting)
    with pytest.raises(OfficeError, match=message):
        to_pdf([b"a"])


def test_nothing_is_left_behind(played: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    played("make(files[0])")
    to_pdf([b"a"])
    assert os.listdir(folder) == []  # noqa: PTH208


class TestCopy:
    def test_controls_are_opened_and_their_content_stays(self) -> None:
        inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('inne')}</w:sdtContent></w:sdt>"
        outer = f"<w:sdt><w:sdtPr/><w:sdtContent>{para(run('ute '), inner)}</w:sdtContent></w:sdt>"
        copy = _document(office_copy(docx_with(outer + para("etter"))).data)
        assert b"<w:sdt" not in copy
        assert [text in copy for text in (b"ute ", b"inne", b"etter")] == [True] * 3

    def test_alternative_texts_are_in_the_order_of_the_drawings(self) -> None:
        body = para(drawing("Kart")) + para(drawing()) + para(drawing("Graf"))
        assert office_copy(docx_with(body)).alternatives == ("Kart", "", "Graf")

    def test_linked_pictures_are_cut_off_and_links_of_the_text_stay(self) -> None:
        parts = parts_of(para("x"))
        name = "word/_rels/document.xml.rels"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        more = "".join(
            f'<Relationship Id="x{n}" Type="{kind}{word}" Target="http://eksempel.no/{word}" TargetMode="External"/>'
            for n, word in enumerate(("image", "hyperlink"))
        )
        parts[name] = str(parts[name]).replace("</Relationships>", f"{more}</Relationships>")
        copy = _part(office_copy(packed(parts)).data, name)
        assert b"eksempel.no/image" not in copy
        assert b"eksempel.no/hyperlink" in copy


@needs_office
def test_a_document_that_cannot_be_read_is_none_and_the_others_are_there() -> None:
    good = docx_with(para("tekst"))
    assert [made is not None for made in to_pdf([good, b"PK\x03\x04 avkuttet", good])][::2] == [True, True]


@needs_office
def test_the_program_starts_without_trying_out_its_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves a log of such a trial, which takes a second, in its profile."""
    monkeypatch.setattr("tempfile.TemporaryDirectory", lambda **_: contextlib.nullcontext(str(tmp_path)))
    assert to_pdf([docx_with(para("tekst"))]) != [None]
    profile = [path.name for path in (tmp_path / "profil" / "user").iterdir()]
    assert "registrymodifications.xcu" in profile
    assert "GraphicsRenderTests.log" not in profile


def _document(data: bytes) -> bytes:
    return _part(data, "word/document.xml")


def _part(data: bytes, name: str) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
