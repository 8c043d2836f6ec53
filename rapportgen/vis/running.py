"""A look at a job: once, or again at every save until somebody closes it."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.vis.board import Board
from rapportgen.vis.making import Maker
from rapportgen.vis.page import whole_page
from rapportgen.vis.server import PageServer
from rapportgen.vis.session import Session
from rapportgen.vis.view import Job, View
from rapportgen.vis.watch import Watcher
from rapportgen.word.office.office_watched import WatchedOffice

if TYPE_CHECKING:
    from collections.abc import Callable


def look_once(job: Job, unexpected: Callable[[BaseException], str]) -> View:
    """The view of a job as its files are now. `unexpected` gives the sentence about a fault of the program itself."""
    board, office = Board(_empty(job)), WatchedOffice()
    with contextlib.closing(office):
        Maker(job, board, office, unexpected).answer(lambda: True)
    return board.now[1]


def write_page(view: View) -> Path:
    """A view as one HTML file in a folder of its own among the temporary ones. Raises OSError."""
    page = Path(tempfile.mkdtemp(prefix="rapportgen-vis-")) / f"{Path(view.template).stem}.html"
    page.write_bytes(whole_page(view))
    return page


class Following:
    """A job whose page renews itself: `start` it, `look` again and again, and `close` it."""

    def __init__(self, job: Job, unexpected: Callable[[BaseException], str]) -> None:
        self.board, self._office = Board(_empty(job)), WatchedOffice()
        self._maker = Maker(job, self.board, self._office, unexpected)
        self._watcher = Watcher(self._maker.files)
        self._server: PageServer | None = None
        self._session: Session | None = None
        self._told = 0

    def start(self, port: int = 0) -> str:
        """The address of the page. `port` 0 is any that is free. Raises OSError when the port is taken."""
        self._server = PageServer(self.board, port)
        self._session = Session(self._maker.answer, self._office.stop)
        self._session.ask()
        return self._server.url

    def look(self) -> View | None:
        """Look at the files, and have a view made when one has changed. Gives each finished view once, else None."""
        self._watcher.watch(self._maker.files, self._maker.since)
        if self._watcher.has_changed() and self._session is not None:
            self._session.ask()
        number, view = self.board.now
        if view.is_working or number == self._told:
            return None
        self._told = number
        return view

    def close(self) -> None:
        """End the server, LibreOffice and the thread, and leave nothing behind."""
        if self._server is not None:
            self._server.close()
        if self._session is not None:
            self._session.close()
        self._office.close()


def _empty(job: Job) -> View:
    return View(job.template.name, job.workbook.name)
