"""Which files have changed, without a word from the system: their times and sizes are looked at again and again.

Word and LibreOffice save beside the file and then put the new one in its place, so that it is gone for a moment; a slow
disk may have half of it for a while. A change counts when the file is the same at two looks in a row, and a file counts
as gone when it has been so for `GONE` looks. No time is measured: the looks are counted.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

SECONDS_BETWEEN = 0.2
GONE = 10


class State(NamedTuple):
    """What is known of a file without reading it."""

    changed: int
    size: int
    identity: int


def state_of(path: Path) -> State | None:
    """The state of a file; None when there is none, or it cannot be looked at."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return State(found.st_mtime_ns, found.st_size, found.st_ino)


def _came_after(path: Path, moment: float) -> bool:
    """Whether a file was saved, or put where it is, after that moment: a copy has the time of what it is a copy of."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return False
    return max(found.st_mtime, found.st_ctime) > moment


class Watcher:
    """Looks at files, and tells when one of them has changed and is at rest."""

    def __init__(self, files: Iterable[Path], look: Callable[[Path], State | None] = state_of) -> None:
        self._look = look
        self._told: dict[Path, State | None] = {}
        self._seen: dict[Path, tuple[State | None, int]] = {}
        self.watch(files)

    def watch(self, files: Iterable[Path], since: float = math.inf) -> None:
        """Look at these files from now on.

        One that is new here counts as known in the state it has, unless it has come or changed `since` that moment,
        in seconds since 1970: whoever asks for it may have looked before.
        """
        wanted = list(files)
        new = [path for path in wanted if path not in self._told]
        states = self._told | {path: None if _came_after(path, since) else self._look(path) for path in new}
        self._told = {path: states[path] for path in wanted}
        self._seen = {path: self._seen.get(path, (self._told[path], 1)) for path in wanted}

    def has_changed(self) -> bool:
        """Look once. True when all files are at rest and one of them is other than it was when this was last True."""
        for path, (before, times) in self._seen.items():
            state = self._look(path)
            self._seen[path] = (state, times + 1 if state == before else 1)
        states = {path: state for path, (state, _) in self._seen.items()}
        if states == self._told or not all(self._is_at_rest(path) for path in self._seen):
            return False
        self._told = states
        return True

    def _is_at_rest(self, path: Path) -> bool:
        state, times = self._seen[path]
        was_gone = self._told[path] is None
        return times >= (GONE if state is None and not was_gone else 2)
