"""A batch whose workbooks, templates or reports are at addresses: planned and kept account of in a mirror of them.

The names of the files are mirrored, and of their contents only what planning needs: the list, settings and templates,
and the workbooks where the kommune's pattern makes names of what they say. The reports are made by `staged`.
"""

from __future__ import annotations

import os
import time
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.batch.addresses import folder_here, is_address, is_folder, put, remove_old
from rapportgen.batch.journal import FILE, Request, read_journal
from rapportgen.batch.mirror import Mirror, address_from, opened_mirror
from rapportgen.batch.run import NOBODY, OWN_HANDS, Batch, Files, Hands, Watch, make_batch, the_only_run
from rapportgen.batch.staged import OWNER, Place, make_staged
from rapportgen.errors import FileRefusedError, RapportgenError
from rapportgen.model.oppsett import FILE_NAME
from rapportgen.naming import is_overview_name
from rapportgen.resources import template_path
from rapportgen.settings_file import folder_of_templates, settings_beside
from rapportgen.whole import is_temporary, sweep

if TYPE_CHECKING:
    from rapportgen.batch.jobs import Result

SECONDS_BETWEEN_JOURNALS = 5
_TEMPLATES = (".docx", ".dotx", ".docm")
_BOOKS = (".xlsx", ".xlsm")


def make_batch_at(
    request: Request,
    out: str,
    *,
    overwrite: bool = False,
    hands: Hands = OWN_HANDS,
    watch: Watch = NOBODY,
) -> Batch:
    """`make_batch` where `request` or `out` names addresses; a path is that of a folder on this machine.

    The journal and the overviews are among the reports. Raises RapportgenError as `make_batch` does, and
    FileRefusedError when an address cannot be used.
    """
    with opened_mirror() as mirror:
        try:
            return _made(mirror, request, address_from(out), overwrite, hands, watch)
        except RapportgenError as error:
            error.args = tuple(mirror.shown(str(text)) for text in error.args[:1]) + error.args[1:]
            if problems := getattr(error, "problems", ()):
                error.problems = tuple(map(mirror.retold, problems))  # type: ignore[attr-defined]
            raise


def last_request_at(out: str) -> Request | None:
    """How the last batch into the folder at an address was asked for; None when there was none."""
    with opened_mirror() as mirror:
        folder = mirror.path_of(address_from(out))
        mirror.fetch(folder / FILE)
        request = read_journal(folder).request
        if request is None:
            return None
        opened = request.opened_from(folder)
        templates = tuple(mirror.shown(name) for name in opened.templates)
        return opened._replace(source=mirror.shown(opened.source), templates=templates)


def _made(mirror: Mirror, request: Request, out: str, overwrite: bool, hands: Hands, watch: Watch) -> Batch:
    planning, folder = _Planning(mirror), mirror.path_of(out)
    source = planning.source(address_from(request.source))
    names = tuple(planning.template(name, source) for name in request.templates)
    ours = _Ours(mirror, folder)

    def begun(batch: Batch) -> None:
        batch.shown = mirror.shown
        batch.problems = tuple(map(mirror.retold, batch.problems))
        watch.begun(batch)

    def tell(result: Result) -> None:
        watch.tell(result)
        ours.put_now_and_then()

    files = Files(
        planning.find,
        lambda: partial(make_staged, place=Place(mirror.root, tuple(planning.settings))),
        stay=False,
    )
    request = request._replace(source=str(source), templates=names)
    with _held(out):
        ours.fetch()
        try:
            following = watch._replace(begun=begun, tell=tell)
            batch = make_batch(request, folder, overwrite=overwrite, hands=hands, watch=following, files=files)
        finally:
            ours.put()
        ours.sweep()
    batch.problems = tuple(map(mirror.retold, batch.problems))
    return batch


def _held(out: str) -> AbstractContextManager[None]:
    """What keeps other runs away while reports are put at an address. Only a folder on this machine can be held."""
    folder = folder_here(out)
    return nullcontext() if folder is None else the_only_run(folder, str(folder))


class _Planning:
    """The files that a plan is made of, as they come to be needed. `settings` are those that were found."""

    def __init__(self, mirror: Mirror) -> None:
        self.mirror = mirror
        self.settings: list[str] = []
        self._listed: set[Path] = set()
        self._asked: set[Path] = set()

    def source(self, address: str) -> Path:
        """The folder or list at an address. Raises FileRefusedError when there is none."""
        path = self.mirror.path_of(address)
        if is_folder(address):
            self._list(path, deep=True)
            self._fetch_settings(path)
            for book in path.iterdir():
                if book.suffix.lower() in _BOOKS:
                    self._fetch_what_is_needed(book)
        elif not self.mirror.fetch(path):
            raise FileRefusedError(f"{address} finnes ikke. Skriv adressen til en mappe eller en liste.")
        else:
            self._fetch_settings(path.parent)
        return path

    def template(self, name: str, source: Path) -> str:
        """A template of the whole batch, as it is to be kept: the name of a shipped one, or a file in the mirror."""
        is_file = is_address(name) or (name.lower().endswith(_TEMPLATES) and Path(name).is_file())
        if is_file:
            path = self.mirror.path_of(address_from(name))
            self.mirror.fetch(path)
            return str(template_path(path))
        folder = source if source.is_dir() else source.parent
        template_path(name, settings_beside(folder / ".").malmappe)
        return name

    def find(self, folder: Path, text: str) -> Path:
        """The file that a row names by its address, or as seen from the folder of the list."""
        path = self.mirror.path_of(text) if is_address(text) else Path(os.path.normpath(folder / text))
        self.mirror.address_of(path)  # raises when there is none
        self._list(path.parent)
        self._fetch_settings(path.parent)
        self._fetch_what_is_needed(path)
        return path

    def _list(self, folder: Path, deep: bool = False) -> None:
        """Mirror the names in a folder; `deep`, those in its folders too."""
        if folder in self._listed:
            return
        self._listed.add(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, is_a_folder in self.mirror.names_beside(folder / FILE_NAME).items():
            if not is_a_folder:
                (folder / name).touch()
            elif deep:
                self._list(folder / name)

    def _fetch_settings(self, folder: Path) -> None:
        for place in (folder, *folder.parents):
            if not place.is_relative_to(self.mirror.root) or len(place.relative_to(self.mirror.root).parts) < 2:
                return
            path = place / FILE_NAME
            if path in self._asked:
                continue
            self._asked.add(path)
            if self.mirror.fetch(path):
                self.settings.append(str(path))
                self._fetch_templates(path)

    def _fetch_templates(self, settings: Path) -> None:
        folder = folder_of_templates(settings)
        if folder is None:
            return
        for name, is_a_folder in self.mirror.names_beside(folder / FILE_NAME).items():
            folder.mkdir(parents=True, exist_ok=True)
            if not is_a_folder and name.lower().endswith(_TEMPLATES):
                self.mirror.fetch(folder / name)

    def _fetch_what_is_needed(self, path: Path) -> None:
        """The contents of a template, of a workbook that its report is named after, and of what may be an overview."""
        if path in self._asked or not path.is_file():
            return
        self._asked.add(path)
        is_book = path.suffix.lower() in _BOOKS
        if path.suffix.lower() in _TEMPLATES or (is_book and (_has_pattern(path) or is_overview_name(path.name))):
            self.mirror.fetch(path)


def _has_pattern(book: Path) -> bool:
    try:
        return bool(settings_beside(book).filnavn)
    except RapportgenError:
        return False  # told with the report


class _Ours:
    """What the batch itself keeps among the reports: its journal and its overviews."""

    def __init__(self, mirror: Mirror, folder: Path) -> None:
        self.mirror, self.folder = mirror, folder
        self._there: dict[Path, bytes] = {}
        self._last = time.monotonic()

    def fetch(self) -> None:
        """Fetch what is there, and the names of the reports that the journal knows; remove what is half written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.sweep()
        for name in self.mirror.names_beside(self.folder / FILE):
            if name == FILE or is_overview_name(name):
                self.mirror.fetch(self.folder / name)
                self._there[self.folder / name] = (self.folder / name).read_bytes()
            elif name.startswith(OWNER):
                (self.folder / name).touch()
        records = read_journal(self.folder).records.values()
        files = [self.folder / name for record in records for name in (record.file, record.pdf) if name]
        for place in {file.parent for file in files}:
            names = self.mirror.names_beside(place / FILE)
            for file in files:
                if file.parent == place and file.name in names:
                    place.mkdir(parents=True, exist_ok=True)
                    file.touch()

    def put_now_and_then(self) -> None:
        """Put the journal at its address, when it is a while since last."""
        if time.monotonic() - self._last > SECONDS_BETWEEN_JOURNALS:
            self._put(self.folder / FILE)
            self._last = time.monotonic()

    def put(self) -> None:
        """Put the journal and the overviews at their addresses, those that are not there already."""
        for path in self.folder.iterdir():
            if path.name == FILE or is_overview_name(path.name):
                self._put(path)

    def sweep(self) -> None:
        """Remove what a worker that was killed left half written, and nothing that another run is writing."""
        records = read_journal(self.folder).records.values()
        for place in {self.folder, *((self.folder / record.file).parent for record in records if record.file)}:
            if (here := folder_here(self.mirror.address_of(place))) is not None:
                sweep(here)
                continue
            for name in filter(is_temporary, self.mirror.names_beside(place / FILE)):
                remove_old(self.mirror.address_of(place / name))

    def _put(self, path: Path) -> None:
        data = path.read_bytes()
        if self._there.get(path) != data:
            put(self.mirror.address_of(path), data)
            self._there[path] = data
