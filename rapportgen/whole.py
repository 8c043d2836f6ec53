"""A file that is whole or absent: written beside its place under a name of ours, flushed to disk, then renamed.

A temporary file that a killed run left is known by its name, and by nobody holding it, and is swept away.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from functools import cache
from pathlib import Path

from rapportgen.locks import hold, remove_unheld
from rapportgen.patterns import pattern

PREFIX, PART = ".rapportgen-", ".part"
_OUR_PART = pattern(r"\.rapportgen-[a-z0-9_]{8}\.part")
TOO_OLD = 3600
"""After so many seconds a temporary file is nobody's, where there is no other way to know."""
_PAUSES = (0.1, 0.4) if os.name == "nt" else ()
"""On Windows, virus scanners and OneDrive hold a new file for moments: it counts as open when it is so after these."""


def write_whole(target: Path, data: bytes) -> None:
    """Write `data` at `target` in one step: a temporary file beside it, flushed to disk, then renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = _new_part(target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            _usual_permissions(name)
            if os.name != "nt":
                _put_in_place(Path(name), target)  # while it is held, so that nobody sweeps it
        if os.name == "nt":
            _put_in_place(Path(name), target)  # which has to be closed first
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _put_in_place(part: Path, target: Path) -> None:
    """Rename a part to what it is to be called. Raises OSError when that is refused, and goes on being so."""
    for seconds in _PAUSES:
        try:
            part.replace(target)
            return
        except PermissionError:
            time.sleep(seconds)
    part.replace(target)


def _new_part(folder: Path) -> tuple[int, str]:
    """A temporary file of our own, open and held."""
    while True:
        descriptor, name = tempfile.mkstemp(prefix=PREFIX, suffix=PART, dir=folder)
        hold(descriptor)
        if os.path.lexists(name):
            return descriptor, name
        os.close(descriptor)  # somebody swept it before it was held


def temporary_name() -> str:
    """A name for a temporary file of ours, where the system does not find one."""
    return f"{PREFIX}{os.urandom(4).hex()}{PART}"


def is_temporary(name: str) -> bool:
    """Whether a file with this name is a temporary one of ours, and of nobody else."""
    return _OUR_PART.fullmatch(name) is not None


def sweep(folder: Path) -> None:
    """Remove temporary files of ours that a killed run left in `folder`, and none that a run is still writing."""
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as found:
        for name in [entry.name for entry in found if is_temporary(entry.name)]:
            with contextlib.suppress(OSError):
                path = folder / name
                if not remove_unheld(path) and path.lstat().st_mtime < time.time() - TOO_OLD:
                    path.unlink()


@cache
def sweep_once(folder: Path) -> None:
    """The same, once for each folder that this process writes in."""
    sweep(folder)


def _usual_permissions(name: str) -> None:
    """mkstemp makes files private; a report has the permissions of any other new file."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
