"""LibreOffice for somebody who waits for one document at a time, and may change his mind.

Each call is one of its own, as in `office`, but it can be ended from another thread: for a newer document, or because
all is to end. A LibreOffice that stands ready between documents is a third of a second faster, and is left running for
ever when we are killed: it is not worth it.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import OfficeError
from rapportgen.word.office import office

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 60


class WatchedOffice:
    """LibreOffice under watch. One thread converts; any thread may `stop` and `close`."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._is_closed = False

    def to_pdf(self, document: bytes, is_wanted: Callable[[], bool] = lambda: True) -> bytes | None:
        """The PDF of a .docx; None when it was stopped, or is wanted no longer.

        Raises OfficeError when LibreOffice is not installed, does not work, cannot read the document, or is not
        finished in time.
        """
        program = office.need_office()
        try:
            with tempfile.TemporaryDirectory(prefix="rapportgen-", ignore_cleanup_errors=True) as folder:
                return self._convert(program, Path(folder), document, is_wanted)
        except OSError as error:
            raise office.no_room(error) from error

    def stop(self) -> None:
        """End the call that is running, if any; `to_pdf` then gives None."""
        with self._lock:
            self._is_stopped = True
            if self._running is not None:
                office.end(self._running)

    def close(self) -> None:
        """End the call that is running, for good: nothing is converted afterwards."""
        self._is_closed = True
        self.stop()

    def _convert(self, program: Path, folder: Path, document: bytes, is_wanted: Callable[[], bool]) -> bytes | None:
        profile, file = folder / "profil", folder / "0.docx"
        office.write_settings(profile)
        file.write_bytes(document)
        command = [*office.call_of(program, profile), *office.conversion_of([file.name])]
        with self._lock:  # so that no stop falls between the question and the start
            if self._is_closed or not is_wanted():
                return None
            self._is_stopped = False
            self._running = process = office.start(command, folder)
        try:
            process.wait(self._seconds)
        except subprocess.TimeoutExpired:
            raise OfficeError(f"LibreOffice ble ikke ferdig på {self._seconds:.0f} sekunder, og er stoppet.") from None
        finally:
            with self._lock:
                self._running = None
                office.end(process)
        if self._is_stopped:
            return None
        made = office.made_of(file)
        if made is None:
            raise OfficeError("LibreOffice klarte ikke å lese rapporten.")
        return made
