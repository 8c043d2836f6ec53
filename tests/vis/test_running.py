"""The whole: real files, real saves, a real server and LibreOffice."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.request import ProxyHandler, build_opener

import pytest
from PIL import Image

from rapportgen.vis.running import Following, look_once, write_page
from rapportgen.vis.view import Job, View
from rapportgen.word.office import office
from tests.needs import needs_office
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from pathlib import Path

fetch = build_opener(ProxyHandler({})).open
LOOKS = 600
"""Looks, a fifth of a second apart at most, after which a test that waits in vain fails."""


@pytest.fixture
def job(tmp_path: Path, samples: Path) -> Job:
    one = Job(tmp_path / "mal.docx", tmp_path / "bok.xlsx")
    one.workbook.write_bytes((samples / "moskenes.xlsx").read_bytes())
    one.template.write_bytes(docx_with(para("Kommunen er {{ prosjekt.kommune }}.")))
    return one


def unexpected(error: BaseException) -> str:
    raise error


def next_view(following: Following) -> View:
    """The next finished view."""
    for _ in range(LOOKS):
        number, _ = following.board.now
        view = following.look()
        if view is not None:
            return view
        following.board.wait_for_newer(number, 0.2)
    raise AssertionError("nothing was made")


@needs_office
def test_every_save_gives_new_pages_or_findings_and_the_end_leaves_nothing(job: Job, temporary: Path) -> None:
    following = Following(job, unexpected)
    with closing(following):
        url = following.start()
        assert (next_view(following).edition, following.look()) == (1, None)
        page = fetch(url).read().decode()
        assert 'src="side/1/1.png"' in page
        with fetch(f"{url}side/1/1.png") as picture:
            assert Image.open(io.BytesIO(picture.read())).size == (1191, 1684)

        beside = job.template.with_name("ny.tmp")
        beside.write_bytes(docx_with(para("Kommunen er {{ prosjekt.komune }}.")))
        beside.replace(job.template)
        view = next_view(following)
        assert (view.are_old, view.edition, view.problems[0].kode) == (True, 1, "ukjent-felt")

        job.template.write_bytes(docx_with(para("Rettet: {{ prosjekt.kommune }}.")))
        view = next_view(following)
        assert (view.are_old, view.edition) == (False, 2)
    assert list(temporary.iterdir()) == []


@needs_office
def test_a_look_once_is_one_file_with_the_pages_in_it(job: Job, temporary: Path) -> None:
    page = write_page(look_once(job, unexpected))
    assert page.name == "mal.html"
    assert 'alt="Side 1"' in page.read_text(encoding="utf-8")
    assert [path for path in temporary.iterdir() if path != page.parent] == []


def test_without_libreoffice_the_look_says_so_and_has_the_findings(
    job: Job, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(office.VARIABLE, "0")
    job.template.write_bytes(docx_with(para("{{ prosjekt.komune }} {{ prosjekt.kommune }}")))
    view = look_once(job, unexpected)
    assert [told.problem.kode for told in view.of_template or ()] == ["ukjent-felt"]
    job.template.write_bytes(docx_with(para("{{ prosjekt.kommune }}")))
    view = look_once(job, unexpected)
    assert view.note.startswith("LibreOffice er slått av")
    assert view.images is None


def test_one_that_was_never_started_can_be_closed_and_leaves_nothing(job: Job, temporary: Path) -> None:
    following = Following(job, unexpected)
    following.close()
    assert list(temporary.iterdir()) == []
    assert following.look() is None
